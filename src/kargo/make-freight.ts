import type { Log } from '../ci/host.ts';
import { failed, unknown } from '../errors.ts';
import { type Artifact, holds, isChartRepository, matchesCommit, matchesImage } from './artifact.ts';
import { type KargoClient, orMissing } from './client.ts';
import { discover } from './refresh.ts';
import { Resources } from './resources.ts';
import { describeSubscription, isSubscriptionFor } from './subscription.ts';
import type {
  Chart,
  DiscoveredCommit,
  Freight,
  FreightReference,
  GitCommit,
  Image,
  Warehouse,
} from './types.ts';

/** Freight to be made by hand. */
export interface Wanted {
  readonly warehouse: string;
  readonly artifacts: readonly Artifact[];
  readonly alias: string | undefined;
  readonly log: Log;
}

/** In milliseconds: how long Freight whose answer was lost is looked for. */
const lookUp = { forMs: 12_000, pause: 1_000 };

/** What one subscription contributes to the Freight. */
type Contents = { readonly image: Image } | { readonly commit: GitCommit } | { readonly chart: Chart };

/**
 * Makes Freight of exactly these artifacts, one for each subscription; digests and commits are taken from
 * what the Warehouse has discovered. The same again is no second Freight: Kargo names it by its contents.
 *
 * @throws KargoError `freight-not-found` when the Warehouse does not see an artifact, `refused` when the
 *   artifacts do not match its subscriptions one to one.
 */
export async function createFreight(
  client: KargoClient,
  wanted: Wanted,
): Promise<{ readonly freight: Freight; readonly isNew: boolean }> {
  const contents = await lookUpContents(client, wanted);
  const manifest = manifestOf(client.project, wanted, contents);
  const outcome = await new Resources(client).create(
    manifest,
    `creating Freight of Warehouse "${wanted.warehouse}"`,
  );
  if (outcome.kind === 'refused') {
    const existing = /freights\.kargo\.akuity\.io "(?<name>[0-9a-f]{40})" already exists/.exec(
      outcome.error.message,
    )?.groups?.name;
    if (existing === undefined) {
      throw outcome.error;
    }
    return { freight: await client.getFreight(existing), isNew: false };
  }
  const name = outcome.kind === 'answered' ? createdName(outcome.body) : undefined;
  const freight = name === undefined ? await lookFor(client, wanted) : await untilReadable(client, name);
  if (freight === undefined) {
    const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the name of the Freight';
    throw unknown(
      'answer-lost',
      `${why}. No Freight with these artifacts is to be seen. Running it again does no harm.`,
    );
  }
  return { freight, isNew: true };
}

/**
 * Makes Freight again that Kargo has collected, from what a Stage's history keeps of it, and approves it for
 * that Stage: with the Freight its verifications are gone.
 */
export async function restoreFreight(
  client: KargoClient,
  reference: FreightReference,
  stage: string,
): Promise<Freight> {
  const { name, origin, images, commits, charts } = reference;
  const manifest = {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Freight',
    metadata: { name, namespace: client.project },
    origin,
    images: images ?? [],
    commits: commits ?? [],
    charts: charts ?? [],
  };
  const outcome = await new Resources(client).create(manifest, `making Freight ${name} again`);
  if (outcome.kind === 'refused' && !outcome.error.message.includes('already exists')) {
    throw outcome.error;
  }
  const made = (outcome.kind === 'answered' ? createdName(outcome.body) : undefined) ?? name;
  const freight = await untilReadable(client, made);
  if (freight === undefined) {
    throw unknown('answer-lost', `Freight ${made} was to be made again, and is not to be seen.`);
  }
  await client.approveFreight(made, stage);
  return freight;
}

function createdName(body: unknown): string | undefined {
  // The one decoded boundary of a create answer (fact sheet 8.2); a missing field only means "look it up".
  const { results } = body as { results?: readonly { createdResourceManifest?: Freight }[] };
  return results?.[0]?.createdResourceManifest?.metadata?.name;
}

/** A GET right after a create can be 404 for a moment (fact sheet 10.3). */
async function untilReadable(client: KargoClient, name: string): Promise<Freight | undefined> {
  return retrying(client, () => orMissing(client.getFreight(name)));
}

function lookFor(client: KargoClient, { warehouse, artifacts }: Wanted): Promise<Freight | undefined> {
  return retrying(client, async () => {
    const all = await client.listFreight([warehouse]);
    return all.find((freight) => artifacts.every((artifact) => holds({ ...freight, name: '' }, artifact)));
  });
}

async function retrying<T>(client: KargoClient, look: () => Promise<T | undefined>): Promise<T | undefined> {
  const start = client.clock.now();
  for (;;) {
    const found = await look();
    if (found !== undefined || client.clock.now() - start >= lookUp.forMs) {
      return found;
    }
    await client.clock.sleep(lookUp.pause, client.signal);
  }
}

/** Kargo wants a name and replaces it by the hash of the contents; without one it makes nothing. */
function manifestOf(project: string, { warehouse, alias }: Wanted, contents: readonly Contents[]): object {
  return {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Freight',
    metadata: { name: 'made-by-kargo-ci', namespace: project },
    ...(alias === undefined ? {} : { alias }),
    origin: { kind: 'Warehouse', name: warehouse },
    images: contents.flatMap((part) => ('image' in part ? [part.image] : [])),
    commits: contents.flatMap((part) => ('commit' in part ? [part.commit] : [])),
    charts: contents.flatMap((part) => ('chart' in part ? [part.chart] : [])),
  };
}

async function lookUpContents(client: KargoClient, wanted: Wanted): Promise<readonly Contents[]> {
  const warehouse = await client.getWarehouse(wanted.warehouse);
  requireOneEach(warehouse, wanted.artifacts);
  const known = wanted.artifacts.map((artifact) => contentsOf(warehouse, artifact));
  if (!known.includes(undefined)) {
    return known.filter((part) => part !== undefined);
  }
  const looked = await discover(client, wanted.warehouse, { log: wanted.log });
  return Promise.all(
    wanted.artifacts.map(async (artifact) => contentsOf(looked, artifact) ?? unseen(looked, artifact)),
  );
}

async function unseen(warehouse: Warehouse, artifact: Artifact): Promise<never> {
  const { explainAbsence } = await import('./absence.ts');
  const { reasons } = explainAbsence([warehouse], [artifact]);
  throw failed('freight-not-found', `Freight with ${artifact.text} cannot be made: ${reasons.join('; ')}.`);
}

function requireOneEach(warehouse: Warehouse, artifacts: readonly Artifact[]): void {
  const subscriptions = warehouse.spec.subscriptions ?? [];
  const open = subscriptions.filter(
    (subscription) => !artifacts.some((artifact) => isSubscriptionFor(subscription, artifact)),
  );
  if (open.length > 0 || artifacts.length !== subscriptions.length) {
    const wants = subscriptions.map(describeSubscription).join(', ');
    const given = artifacts.map((artifact) => artifact.text).join(', ');
    throw failed(
      'refused',
      `Freight of Warehouse "${warehouse.metadata.name}" holds exactly one artifact for each of its subscriptions (${wants}); given: ${given}.`,
    );
  }
}

/** The artifact as the Warehouse discovered it, with digest or commit. */
function contentsOf(warehouse: Warehouse, artifact: Artifact): Contents | undefined {
  const discovered = warehouse.status?.discoveredArtifacts;
  switch (artifact.kind) {
    case 'image': {
      const image = (discovered?.images ?? [])
        .flatMap(({ repoURL, references }) =>
          (references ?? []).map((reference) => ({ repoURL, ...reference })),
        )
        .find((candidate) => matchesImage(candidate, artifact));
      return image === undefined ? undefined : { image: { repoURL: image.repoURL, ...tagAndDigest(image) } };
    }
    case 'commit': {
      const commit = (discovered?.git ?? [])
        .flatMap(({ repoURL, commits }) => (commits ?? []).map((found) => ({ repoURL, ...found })))
        .find((candidate) => matchesCommit(candidate, artifact.revision));
      return commit === undefined ? undefined : { commit: commitOf(commit) };
    }
    case 'chart': {
      const chart = (discovered?.charts ?? []).find(
        (candidate) =>
          isChartRepository(candidate, artifact.repository) && candidate.versions?.includes(artifact.version),
      );
      return chart === undefined
        ? undefined
        : {
            chart: {
              repoURL: chart.repoURL,
              ...(chart.name ? { name: chart.name } : {}),
              version: artifact.version,
            },
          };
    }
  }
}

/** What Freight keeps of a discovered commit; the first line of its message has another name there. */
function commitOf({
  repoURL,
  id,
  tag,
  branch,
  subject,
  author,
}: DiscoveredCommit & { readonly repoURL: string }): GitCommit {
  return {
    repoURL,
    id,
    ...(tag === undefined ? {} : { tag }),
    ...(branch === undefined ? {} : { branch }),
    ...(subject === undefined ? {} : { message: subject }),
    ...(author === undefined ? {} : { author }),
  };
}

function tagAndDigest({ tag, digest }: { readonly tag?: string; readonly digest?: string }): Partial<Image> {
  return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}
