import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import { isKargoError } from '../errors.ts';
import { connectForge, type ForgeSettings, whereabouts } from '../forge/connect.ts';
import type { Forge, PullRequest } from '../forge/forge.ts';
import type { Location } from '../forge/location.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { pushesOf } from '../kargo/promotion.ts';
import { nameOf, wordFor } from '../pull-request/description.ts';
import { branchDoubt, forkDoubt, placeOf } from '../pull-request/link.ts';
import { type Stale, stalePullRequests } from '../pull-request/stale.ts';
import { isIn } from '../pull-request/target.ts';
import { link, table, text } from '../report/markdown.ts';
import { type Verdict, worstOf } from '../verdict.ts';

const inputs = {
  ...connection,
  ...inProject,
  stage: { type: 'list', description: 'Only pull requests of Promotions to these Stages. Without it: all.' },
  promotion: { type: 'list', description: 'Only pull requests of these Promotions, by name.' },
  superseded: {
    type: 'boolean',
    default: false,
    description:
      'Close also the pull request of a Promotion that still waits for it while a newer one to the same Stage is queued behind it. That Promotion then fails, and the newer one begins.',
  },
  'delete-branch': {
    type: 'boolean',
    default: false,
    description: 'Delete the head branch too, if it still points to what Kargo pushed.',
  },
  'dry-run': {
    type: 'boolean',
    default: false,
    description: 'Only say which pull requests would be closed.',
  },
  ...forgeInputs,
  timeout: { ...waiting.timeout, default: '10m' },
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'close-promotion-pr',
  description:
    'Close pull requests whose Promotion has ended without them, so that nobody merges them without Kargo.',
  inputs,
  outputs: {
    closed:
      'One entry a pull request that was closed (with dry-run: would be), as JSON: [{"stage", "promotion", "pull-request-url", "why"}].',
  },
  check: (values) => [...checkConnection(values), ...checkForge(values)],

  async run(values, context) {
    return withDeadline(context, values.timeout, async ({ signal }) => {
      const client = await connect(values, context, signal);
      const settings = { inputs: values, site: await context.site(), context };
      const stale = stalePullRequests(await client.listProjectPromotions(), values.superseded).filter(
        ({ step, promotion: { spec, metadata } }) =>
          isMeant(spec.stage, values.stage) &&
          isMeant(metadata.name, values.promotion) &&
          isIn(placeOf(step, whereabouts(settings)), values.repository),
      );
      const closer = new Closer(settings, client, signal);
      const all: Ended[] = [];
      for (const one of stale) {
        const ended = await closer.close(one);
        context.log.info(`${one.step.url}: ${ended.message}`);
        all.push(ended);
      }
      const closed = all.filter(({ kind }) => kind === 'closed').map((ended) => ended.stale);
      return {
        verdict: overall(all, values['dry-run']),
        outputs: { closed: JSON.stringify(closed.map(entryOf)) },
        ...(all.length > 0 && { summary: summaryOf(client, all) }),
        links: closed.map(({ step: { number, url } }) =>
          wordFor(url) === 'merge request'
            ? { label: `Merge request !${number}`, url }
            : { label: `Pull request #${number}`, url },
        ),
        warnings: all.filter(({ kind }) => kind === 'left').map(({ message }) => message),
      };
    });
  },
});

function isMeant(name: string, wanted: readonly string[]): boolean {
  return wanted.length === 0 || wanted.includes(name);
}

/** What became of one of them. */
interface Ended {
  readonly stale: Stale;
  /** `closed`: by this run (or would be). `over`: it was closed or merged already. `left`: it is not where, or what, Kargo made. */
  readonly kind: 'closed' | 'over' | 'left' | 'refused';
  readonly message: string;
  readonly verdict?: Verdict;
}

type CloserSettings = ForgeSettings & { readonly inputs: Values };

class Closer {
  readonly #settings: CloserSettings;
  readonly #client: KargoClient;
  readonly #signal: AbortSignal;
  readonly #forges = new Map<string, Promise<Forge>>();

  constructor(settings: CloserSettings, client: KargoClient, signal: AbortSignal) {
    this.#settings = settings;
    this.#client = client;
    this.#signal = signal;
  }

  /** One that is refused does not keep the others. */
  async close(stale: Stale): Promise<Ended> {
    try {
      return await this.#close(stale);
    } catch (error) {
      if (!isKargoError(error)) {
        throw error;
      }
      return { stale, kind: 'refused', message: error.message, verdict: error.verdict };
    }
  }

  async #close(stale: Stale): Promise<Ended> {
    const { step, promotion, why } = stale;
    const place = placeOf(step, whereabouts(this.#settings));
    if (place === undefined) {
      const message = `${step.url} is below no address that is known: it was left. Set forge and forge-url.`;
      return { stale, kind: 'left', message };
    }
    const forge = await this.#forgeAt(place);
    const pull = await forge.read(place);
    if (pull.state !== 'open') {
      return { stale, kind: 'over', message: `it is ${pull.state} already` };
    }
    const doubt = forkDoubt(pull) ?? branchDoubt(stale, pull);
    if (doubt !== undefined) {
      return { stale, kind: 'left', message: `${nameOf(pull)} was left open: ${doubt}.` };
    }
    if (this.#settings.inputs['dry-run']) {
      return { stale, kind: 'closed', message: `it would be closed: ${why}` };
    }
    await forge.comment({ ...place, marker: 'stale', body: this.#comment(stale) });
    await forge.close(place);
    if (stale.superseded) {
      await this.#client.refreshPromotion(promotion.metadata.name);
    }
    const deleted = await this.#deleteBranch(forge, stale, pull);
    return { stale, kind: 'closed', message: `closed${deleted}: ${why}` };
  }

  #forgeAt(location: Location): Promise<Forge> {
    const key = `${location.forge} ${location.address}`;
    const known = this.#forges.get(key) ?? connectForge(this.#settings, location, this.#signal);
    this.#forges.set(key, known);
    return known;
  }

  #comment({ promotion, why }: Stale): string {
    const { name } = promotion.metadata;
    const { jobUrl } = this.#settings.site;
    return [
      `Closed: ${text(why)}. Merging this would change Git without a Promotion of Kargo.`,
      '',
      `- Promotion ${link(name, this.#client.uiLink('promotion', name))}`,
      ...(jobUrl === undefined ? [] : [`- closed by ${link('this job', jobUrl)}`]),
    ].join('\n');
  }

  /** Only what Kargo pushed: a commit of somebody else stays. */
  async #deleteBranch(forge: Forge, { promotion }: Stale, pull: PullRequest): Promise<string> {
    const push = pushesOf(promotion).findLast(({ branch }) => branch === pull.head.branch);
    if (!this.#settings.inputs['delete-branch'] || push?.commit === undefined) {
      return '';
    }
    const { repository } = pull;
    const deleted = await forge.deleteBranch({ repository, name: push.branch, sha: push.commit });
    return deleted ? ', and its branch deleted' : '';
  }
}

function entryOf({ promotion, step, why }: Stale) {
  const { metadata, spec } = promotion;
  return { stage: spec.stage, promotion: metadata.name, 'pull-request-url': step.url, why };
}

function overall(all: readonly Ended[], dryRun: boolean): Verdict {
  const count = all.filter(({ kind }) => kind === 'closed').length;
  const [first, ...others] = all.flatMap(({ verdict }) => verdict ?? []);
  const said = `${count} stale pull ${count === 1 ? 'request' : 'requests'}`;
  if (first !== undefined) {
    const worst = worstOf([first, ...others]);
    return { ...worst, message: `${said} closed, ${others.length + 1} could not be: ${worst.message}` };
  }
  if (count === 0) {
    return { status: 'unchanged', message: 'There is no stale pull request.' };
  }
  return dryRun
    ? { status: 'unchanged', message: `${said} would be closed.` }
    : { status: 'succeeded', message: `${said} closed.` };
}

function summaryOf(client: KargoClient, all: readonly Ended[]): string {
  return table(
    ['pull request', 'Stage', 'Promotion', ''],
    all.map(({ stale: { promotion, step }, message }) => [
      link(`#${step.number}`, step.url),
      text(promotion.spec.stage),
      link(promotion.metadata.name, client.uiLink('promotion', promotion.metadata.name)),
      text(message),
    ]),
  );
}
