import { InputError } from '../errors.ts';
import type { PullRequest, PullRequestRef } from '../forge/forge.ts';
import { type Location, locatePullRequest, type Whereabouts } from '../forge/location.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import {
  awaitedPullRequest,
  isTerminal,
  type Push,
  phaseOf,
  pullRequestsOf,
  pushesOf,
  type StepPullRequest,
} from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';

/** Where a pull request is. */
export type Place = Location & PullRequestRef;

/** A Promotion whose own steps name a pull request, and that pull request. */
export interface Linked {
  readonly promotion: Promotion;
  readonly step: StepPullRequest;
}

/** What Kargo calls the branches that it generates (promotion-model 2.1). */
const branchPrefix = 'kargo/promotion/';

/**
 * The Promotion that a head branch of Kargo's naming names. Anybody who may push can name a branch so: it says where
 * to look, not what is true.
 */
export function promotionNamedBy(branch: string): string | undefined {
  const name = branch.startsWith(branchPrefix) ? branch.slice(branchPrefix.length) : '';
  return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name) ? name : undefined;
}

/** Whether the branch claims to be one of Kargo's promotion branches, in any spelling. */
export function claimsPromotion(branch: string): boolean {
  return branch.toLowerCase().startsWith('kargo/');
}

/** The pull request that a step of the Promotion names at this place. */
export function stepFor(promotion: Promotion, place: Place, where: Whereabouts): StepPullRequest | undefined {
  return pullRequestsOf(promotion).find((step) => {
    const named = placeOf(step, where);
    return named !== undefined && isSamePlace(named, place);
  });
}

/** Where a step's pull request is; undefined when its URL is none of a forge that is known. */
export function placeOf(step: StepPullRequest, where: Whereabouts): Place | undefined {
  try {
    return locatePullRequest(step.url, where);
  } catch (error) {
    if (error instanceof InputError) {
      return undefined;
    }
    throw error;
  }
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.forge === other.forge &&
    one.address === other.address &&
    one.number === other.number &&
    one.repository.toLowerCase() === other.repository.toLowerCase()
  );
}

/** Whether the Promotion is at the step that waits for this very pull request. */
export function waitsFor(promotion: Promotion, place: Place, where: Whereabouts): boolean {
  const awaited = awaitedPullRequest(promotion);
  const named = awaited === undefined ? undefined : placeOf(awaited, where);
  return named !== undefined && isSamePlace(named, place);
}

/** In milliseconds: the event of a pull request can be here before Kargo has written that it opened it. */
const settling = { forMs: 30_000, pause: 1_500 };

/**
 * The Promotion of a pull request: the one that its head branch names, else the one whose step outputs name it (a
 * Running one before one that has ended). While a Promotion may be about to name it, Kargo is given half a minute.
 * Undefined when no Promotion of the project names this pull request.
 */
export async function promotionOf(
  client: KargoClient,
  { place, branch }: { readonly place: Place; readonly branch: string },
  where: Whereabouts,
): Promise<Linked | undefined> {
  const start = client.clock.now();
  for (;;) {
    const candidates = await candidatesFor(client, branch);
    const linked = candidates.flatMap((promotion) => {
      const step = stepFor(promotion, place, where);
      return step === undefined ? [] : [{ promotion, step }];
    });
    const found = linked.findLast(({ promotion }) => !isTerminal(promotion.status)) ?? linked.at(-1);
    const patient = candidates.some(mayName) && client.clock.now() - start < settling.forMs;
    if (found !== undefined || !patient) {
      return found;
    }
    await client.clock.sleep(settling.pause, client.signal);
  }
}

async function candidatesFor(client: KargoClient, branch: string): Promise<readonly Promotion[]> {
  const name = promotionNamedBy(branch);
  const named = name === undefined ? undefined : await orMissing(client.getPromotion(name));
  return named === undefined ? client.listProjectPromotions() : [named];
}

/** Whether a Promotion is running towards a pull request that it has not named yet. */
function mayName(promotion: Promotion): boolean {
  const reached = promotion.status?.currentStep ?? 0;
  return (
    phaseOf(promotion.status) === 'Running' &&
    (promotion.spec.steps ?? []).some(
      ({ uses, as = '' }, index) =>
        uses === 'git-open-pr' && index >= reached && promotion.status?.state?.[as] === undefined,
    )
  );
}

/**
 * The Promotion as soon as it waits for this pull request or has ended; as it is when that takes more than half a
 * minute.
 */
export async function untilItWaits(
  client: KargoClient,
  { linked, place }: { readonly linked: Linked; readonly place: Place },
  where: Whereabouts,
): Promise<Linked> {
  const start = client.clock.now();
  let { promotion } = linked;
  while (!isTerminal(promotion.status) && !waitsFor(promotion, place, where)) {
    if (client.clock.now() - start >= settling.forMs) {
      break;
    }
    await client.clock.sleep(settling.pause, client.signal);
    promotion = await client.getPromotion(promotion.metadata.name);
  }
  return { promotion, step: stepFor(promotion, place, where) ?? linked.step };
}

/**
 * Why the pull request, though a step of the Promotion names it, is not (any more) what Kargo made; empty when it is.
 * The texts are sentences and hold foreign words.
 */
export function doubtsAbout(linked: Linked, pull: PullRequest): readonly string[] {
  return [forkDoubt(pull), headDoubt(linked, pull), baseDoubt(linked, pull)].filter(
    (doubt) => doubt !== undefined,
  );
}

/** Whether the head branch lives elsewhere: who may push there is not who may push here. */
export function forkDoubt(pull: PullRequest): string | undefined {
  return pull.head.repository?.toLowerCase() === pull.repository.toLowerCase()
    ? undefined
    : `its head branch is in ${pull.head.repository ?? 'a repository that cannot be seen'}, not in ${pull.repository}`;
}

/** What the Promotion pushed to the head branch. */
function pushTo({ promotion }: Pick<Linked, 'promotion'>, { head }: PullRequest): Push | undefined {
  return pushesOf(promotion).findLast(({ branch }) => branch === head.branch);
}

/** Whether the Promotion did not even push the head branch: a template can name any pull request. */
export function branchDoubt(linked: Pick<Linked, 'promotion'>, pull: PullRequest): string | undefined {
  const { name } = linked.promotion.metadata;
  return pushTo(linked, pull) === undefined
    ? `no step of Promotion ${name} says that it pushed the branch ${pull.head.branch}`
    : undefined;
}

/** Whether the head is another commit than the one that Kargo pushed to this branch. */
export function headDoubt(linked: Linked, pull: PullRequest): string | undefined {
  const { name } = linked.promotion.metadata;
  const push = pushTo(linked, pull);
  if (push === undefined) {
    return branchDoubt(linked, pull);
  }
  if (push.commit === undefined) {
    return `Promotion ${name} does not say which commit it pushed to ${pull.head.branch}`;
  }
  return push.commit === pull.head.sha
    ? undefined
    : `Promotion ${name} pushed commit ${push.commit}, and the head is ${pull.head.sha}: somebody pushed after Kargo`;
}

/** Whether somebody turned it to another base branch than Kargo's template says. */
export function baseDoubt({ promotion, step }: Linked, pull: PullRequest): string | undefined {
  return step.base === undefined || step.base === pull.base.branch
    ? undefined
    : `Promotion ${promotion.metadata.name} opened it for the branch ${step.base}, and its base is ${pull.base.branch}`;
}
