import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { failureOf } from '../promotion/follow-promotion.ts';
import type { Verdict } from '../verdict.ts';
import { wordFor } from './description.ts';

/**
 * What an open pull request of a Promotion that has ended badly is: an orphan. Kargo does not close it, and merging it
 * changes Git without a Promotion (promotion-model 1.8). Undefined while the Promotion goes on, or when it succeeded.
 */
export function orphanOf(promotion: Promotion, url: string): Verdict | undefined {
  if (!isTerminal(promotion.status) || phaseOf(promotion.status) === 'Succeeded') {
    return undefined;
  }
  const verdict = failureOf(promotion);
  return {
    ...verdict,
    message: `${verdict.message}. Its ${wordFor(url)} ${url} is still open and belongs to no Promotion any more: merging it would change Git without one. Close it.`,
  };
}
