import type { Deadline } from '../clock.ts';
import { failed, InputError } from '../errors.ts';
import { connectForge, type ForgeSettings, whereabouts } from '../forge/connect.ts';
import type { Forge, PullRequest } from '../forge/forge.ts';
import { locate, locatePullRequest, type Whereabouts } from '../forge/location.ts';
import type { PullRequestValues } from '../inputs/pull-request.ts';
import type { KargoClient } from '../kargo/client.ts';
import { awaitedPullRequest, pullRequestsOf, type StepPullRequest } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { followPromotion } from '../promotion/follow-promotion.ts';
import { logFor } from '../promotion/task.ts';
import { wordFor } from './description.ts';
import { type Linked, type Place, placeOf, promotionOf, stepFor } from './link.ts';

/** What the commands about pull requests work with. */
export interface Task {
  readonly client: KargoClient;
  readonly deadline: Deadline;
  readonly settings: ForgeSettings & { readonly inputs: PullRequestValues };
}

/** The pull request that is meant, read once. */
export interface Target {
  readonly forge: Forge;
  readonly place: Place;
  readonly pull: PullRequest;
  /** The Promotion whose steps name it; undefined when no Promotion of the project does. */
  readonly linked: Linked | undefined;
}

/**
 * Finds the pull request that the inputs mean, and its Promotion. When only a Promotion is named, it is waited for
 * until it has one. Returns undefined when that Promotion succeeded without any.
 *
 * @throws InputError when it is not clear which one is meant.
 * @throws KargoError when the Promotion ended otherwise, does not name this pull request, or cannot be read.
 */
export async function findTarget(task: Task): Promise<Target | undefined> {
  const { client, settings, deadline } = task;
  const where = whereabouts(settings);
  const [name] = settings.inputs.promotion;
  const promotion =
    name === undefined ? undefined : await untilItHasOne(task, await client.getPromotion(name));
  const place = placeFrom(task, where) ?? (promotion === undefined ? undefined : placeIn(promotion, where));
  if (place === undefined) {
    if (promotion !== undefined) {
      return undefined;
    }
    throw new InputError([
      {
        input: 'pull-request',
        accepted: 'name the pull request, or its Promotion: this job does not run for one',
      },
    ]);
  }
  const forge = await connectForge(settings, place, deadline.signal);
  const pull = await forge.read(place);
  const linked =
    promotion === undefined
      ? await promotionOf(client, { place, branch: pull.head.branch }, where)
      : linkedOrThrow(promotion, place, where);
  return { forge, place, pull, linked };
}

/** The pull request that is named, or else, without a Promotion, that of the job. */
function placeFrom({ settings }: Task, where: Whereabouts): Place | undefined {
  const { inputs, site } = settings;
  const named = inputs['pull-request'];
  if (named?.startsWith('http')) {
    const place = locatePullRequest(named, where);
    if (!isIn(place, inputs.repository)) {
      throw new InputError([
        {
          input: 'pull-request',
          value: named,
          accepted: `must be in ${inputs.repository}, as repository says`,
        },
      ]);
    }
    return place;
  }
  if (named !== undefined) {
    return { ...locate(where), number: Number(named) };
  }
  if (inputs.promotion.length > 0 || site.pullRequest === undefined) {
    return undefined;
  }
  // The event is about the repository of the job (GitLab: of the merge request), whatever `repository` says.
  const own = locate({ host: site.repository });
  return { ...own, repository: site.pullRequestIn ?? own.repository, number: site.pullRequest };
}

/** Follows the Promotion until a step of it names a pull request, or it has ended. */
async function untilItHasOne({ client, deadline, settings }: Task, first: Promotion): Promise<Promotion> {
  if (pullRequestsOf(first).length > 0) {
    return first;
  }
  const { stage } = first.spec;
  const options = { 'wait-for': 'pull-request', 'health-grace': 0, 'require-checks': false } as const;
  const task = { client, deadline, stage, log: logFor(settings.context.log, stage), options };
  return (await followPromotion(task, first, () => undefined)).promotion;
}

/** The one that the Promotion waits for, else its only one; of several those in the repository that was named. */
function placeIn(promotion: Promotion, where: Whereabouts): Place | undefined {
  const { name } = promotion.metadata;
  const all = pullRequestsOf(promotion);
  const own = all.filter((step) => all.length === 1 || isIn(placeOf(step, where), where.repository));
  const awaited = awaitedPullRequest(promotion);
  const step = own.find(({ url }) => url === awaited?.url) ?? (own.length === 1 ? own[0] : undefined);
  if (step === undefined && all.length > 1) {
    throw new InputError([
      {
        input: 'pull-request',
        accepted: `Promotion ${name} has several: name one of ${all.map(({ url }) => url).join(', ')}`,
      },
    ]);
  }
  const place = step === undefined ? undefined : placeOrThrow(step, where);
  if (place !== undefined && !isIn(place, where.repository)) {
    throw failed(
      'refused',
      `The ${wordFor(step?.url ?? '')} ${step?.url} of Promotion ${name} is not in ${where.repository}, as repository says. Nothing was done.`,
    );
  }
  return place;
}

/** Whether a place is in the repository that the user named, if one is named. */
export function isIn(place: Place | undefined, repository: string | undefined): boolean {
  return repository === undefined || place?.repository.toLowerCase() === repository.toLowerCase();
}

/** The place, with the words of what is wrong with its URL. */
function placeOrThrow(step: StepPullRequest, where: Whereabouts): Place {
  return placeOf(step, where) ?? locatePullRequest(step.url, where);
}

function linkedOrThrow(promotion: Promotion, place: Place, where: Whereabouts): Linked {
  const step = stepFor(promotion, place, where);
  if (step === undefined) {
    const named = pullRequestsOf(promotion).map(({ url }) => url);
    throw failed(
      'refused',
      `Promotion ${promotion.metadata.name} does not name the pull request ${place.repository}#${place.number}; it names ${named.join(', ') || 'none'}. Nothing was done.`,
    );
  }
  return { promotion, step };
}
