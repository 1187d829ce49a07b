import type { Phase, StepPullRequest } from '../kargo/promotion.ts';
import type { Checked } from '../kargo/stage.ts';
import type { Promotion } from '../kargo/types.ts';
import { reasonOf, type Verdict, worstOf } from '../verdict.ts';

/** What happened in one Stage. */
export interface StageOutcome {
  readonly stage: string;
  readonly verdict: Verdict;
  readonly operation?: Operation | undefined;
  /** The newest version seen of the Promotion that was made or followed. */
  readonly promotion?: Promotion | undefined;
  readonly promotionName?: string | undefined;
  readonly phase?: Phase | undefined;
  readonly checked?: Checked | undefined;
  readonly pullRequest?: StepPullRequest | undefined;
  readonly warnings: readonly string[];
}

/** `created`: by this run; `adopted`: by somebody else, or not provably by us; `unchanged`: none was needed. */
export type Operation = 'created' | 'adopted' | 'unchanged';

/** The verdict of the whole: that of the worst Stage, in a sentence that names it. */
export function overall(outcomes: readonly [StageOutcome, ...StageOutcome[]]): Verdict {
  const [only, ...others] = outcomes;
  if (others.length === 0) {
    return only.verdict;
  }
  const worst = worstOf(outcomes.map((outcome) => outcome.verdict) as [Verdict, ...Verdict[]]);
  const said = outcomes.map(({ stage, verdict }) => `${stage}: ${verdict.status}`).join(', ');
  return { ...worst, message: `${said}. ${worst.message}` };
}

/** The output `promotions`: one entry a Stage, ready for a job matrix. */
export function promotionsJson(outcomes: readonly StageOutcome[]): string {
  return JSON.stringify(
    outcomes.map((outcome) => ({
      stage: outcome.stage,
      status: outcome.verdict.status,
      'failure-reason': reasonOf(outcome.verdict) ?? '',
      message: outcome.verdict.message,
      promotion: outcome.promotionName ?? '',
      operation: outcome.operation ?? '',
      phase: outcome.phase ?? '',
      checked: outcome.checked ?? '',
      'pull-request-url': outcome.pullRequest?.url ?? '',
    })),
  );
}

/** The outputs that all commands about Promotions share. */
export const promotionOutputs = {
  freight: 'The name of the Freight.',
  promotion: 'The name of the Promotion; empty when there are several Stages.',
  promotions:
    'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "promotion", "operation", "phase", "checked", "pull-request-url"}].',
  operation: 'What was done: created, adopted or unchanged; empty when there are several Stages.',
  phase: 'The phase of the Promotion when the command ended; empty when there are several Stages.',
  checked:
    'What Kargo really looked at: analysis, health or none; empty when it was not waited for, or when there are several Stages.',
  'pull-request': 'The number of the pull request of the Promotion, if it has one.',
  'pull-request-url': 'The address of the pull request of the Promotion, if it has one.',
  'pull-request-branch': 'The head branch of the pull request of the Promotion, if it has one.',
} as const;

/** Their values: the single-valued ones are empty when there are several Stages. */
export function promotionOutputValues(
  outcomes: readonly StageOutcome[],
  freight: string,
): Record<keyof typeof promotionOutputs, string> {
  const [only] = outcomes.length === 1 ? outcomes : [];
  return {
    freight,
    promotion: only?.promotionName ?? '',
    promotions: promotionsJson(outcomes),
    operation: only?.operation ?? '',
    phase: only?.phase ?? '',
    checked: only?.checked ?? '',
    'pull-request': only?.pullRequest?.number ?? '',
    'pull-request-url': only?.pullRequest?.url ?? '',
    'pull-request-branch': only?.pullRequest?.branch ?? '',
  };
}
