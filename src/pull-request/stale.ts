import {
  awaitedPullRequest,
  hasOrderedName,
  isTerminal,
  phaseOf,
  pullRequestsOf,
  type StepPullRequest,
} from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';

/** A pull request that nobody should merge any more, as far as Kargo tells. */
export interface Stale {
  readonly promotion: Promotion;
  readonly step: StepPullRequest;
  /** Why: a sentence without its end. */
  readonly why: string;
  /** Its Promotion still waits for it. */
  readonly superseded: boolean;
}

/**
 * The pull requests of Promotions that ended badly, and, if asked for, of those that hold up a newer one. One that any
 * other Promotion names as well (it took over the open one of the same branch) is not stale.
 *
 * @param promotions all of the project.
 */
export function stalePullRequests(promotions: readonly Promotion[], superseded: boolean): readonly Stale[] {
  const inUse = new Set(
    promotions.filter((one) => !endedBadly(one)).flatMap((one) => pullRequestsOf(one).map(({ url }) => url)),
  );
  const left = promotions.filter(endedBadly).flatMap((promotion) =>
    pullRequestsOf(promotion)
      .filter(({ url, open }) => open !== false && !inUse.has(url))
      .map((step) => ({
        promotion,
        step,
        why: `Promotion ${promotion.metadata.name} to Stage "${promotion.spec.stage}" ended ${phaseOf(promotion.status)}`,
        superseded: false,
      })),
  );
  const byUrl = new Map(left.map((stale) => [stale.step.url, stale]));
  return [...byUrl.values(), ...(superseded ? supersededOnes(promotions) : [])];
}

function endedBadly({ status }: Promotion): boolean {
  return isTerminal(status) && phaseOf(status) !== 'Succeeded';
}

function supersededOnes(promotions: readonly Promotion[]): readonly Stale[] {
  return promotions.flatMap((promotion) => {
    const step = awaitedPullRequest(promotion);
    const newer = promotions.findLast((other) => isQueuedBehind(other, promotion));
    if (step === undefined || newer === undefined) {
      return [];
    }
    const why = `Promotion ${promotion.metadata.name} to Stage "${promotion.spec.stage}" holds up the newer ${newer.metadata.name}`;
    return [{ promotion, step, why, superseded: true }];
  });
}

function isQueuedBehind(other: Promotion, promotion: Promotion): boolean {
  const [one, two] = [promotion.metadata.name, other.metadata.name];
  return (
    other.spec.stage === promotion.spec.stage &&
    phaseOf(other.status) === 'Pending' &&
    hasOrderedName(one) &&
    hasOrderedName(two) &&
    two > one
  );
}
