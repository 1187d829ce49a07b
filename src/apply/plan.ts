import { isKargoError } from '../errors.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { Resources } from '../kargo/resources.ts';
import { runInParallel } from '../promotion/batch.ts';
import { type Difference, differencesOf } from './difference.ts';
import { knownKinds } from './kinds.ts';
import { type Fields, isFields, type Manifest } from './manifest.ts';

/** What applying one manifest would do. */
export type Step = {
  readonly manifest: Manifest;
  /** As it is stored; undefined when it is not, or nobody can tell. */
  readonly present: Fields | undefined;
} & (
  | { readonly action: 'create' }
  | { readonly action: 'change'; readonly differences: readonly Difference[] }
  | { readonly action: 'unchanged' }
  | { readonly action: 'cannot-tell'; readonly reason: string }
);

/** How many objects are read at a time. */
const parallelReads = 6;

/** What applying the manifests would do, told by reading what is stored. */
export async function planOf(client: KargoClient, manifests: readonly Manifest[]): Promise<readonly Step[]> {
  const project = manifests.find(({ kind }) => kind === 'Project');
  const first = project === undefined ? undefined : await stepForProject(client, project);
  const others = manifests.filter((manifest) => manifest !== project);
  if (first?.action === 'create') {
    // What is in a project that does not exist does not exist either.
    return [
      first,
      ...others.map((manifest) => ({ manifest, present: undefined, action: 'create' as const })),
    ];
  }
  const reads = { parallel: parallelReads, stopOnFailure: false };
  const steps = await runInParallel(others, reads, async (manifest) => ({
    result: await stepFor(client, manifest),
    failed: false,
  }));
  return [first, ...steps].filter((step) => step !== undefined);
}

/**
 * A project is looked up before any right is asked for, so a refusal tells that it exists (fact sheet 1.4); and where
 * the manifest says nothing but its name, that is all there is to know.
 */
async function stepForProject(client: KargoClient, manifest: Manifest): Promise<Step> {
  try {
    return stepBetween(manifest, await new Resources(client).read('', 'Project', manifest.name));
  } catch (error) {
    if (isKargoError(error) && error.verdict.status === 'failed') {
      if (error.verdict.reason === 'not-found') {
        return { manifest, present: undefined, action: 'create' };
      }
      if (error.verdict.reason === 'forbidden') {
        return saysNothingButItsName(manifest)
          ? { manifest, present: undefined, action: 'unchanged' }
          : cannotTell(manifest, 'the token may not read it');
      }
    }
    throw error;
  }
}

function saysNothingButItsName({ content }: Manifest): boolean {
  const { apiVersion: _version, kind: _kind, metadata, ...rest } = content;
  return differencesOf({ content: { ...rest, metadata }, kind: 'Project' }, {}).length === 0;
}

async function stepFor(client: KargoClient, manifest: Manifest): Promise<Step> {
  const path = knownKinds[manifest.kind]?.path;
  if (path === undefined) {
    return cannotTell(
      manifest,
      `Kargo's API does not show ${manifest.kind === 'Secret' ? 'the contents of Secrets' : `a ${manifest.kind} as it is stored`}`,
    );
  }
  try {
    const present = await orMissing(
      new Resources(client).read(path(manifest.name), manifest.kind, manifest.name),
    );
    return stepBetween(manifest, present);
  } catch (error) {
    if (isKargoError(error) && error.httpStatus === 403) {
      return cannotTell(manifest, 'the token may not read it');
    }
    throw error;
  }
}

/** The step from what is stored to what the manifest says. */
export function stepBetween(manifest: Manifest, present: unknown): Step {
  if (!isFields(present)) {
    return { manifest, present: undefined, action: 'create' };
  }
  const differences = differencesOf(manifest, present);
  return differences.length === 0
    ? { manifest, present, action: 'unchanged' }
    : { manifest, present, action: 'change', differences };
}

function cannotTell(manifest: Manifest, reason: string): Step {
  return { manifest, present: undefined, action: 'cannot-tell', reason };
}
