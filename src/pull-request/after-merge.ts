import type { Log } from '../ci/host.ts';
import { type Deadline, later } from '../clock.ts';
import type { InputTable, InputValues, Link } from '../command.ts';
import { messageOf } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import { isTerminal } from '../kargo/promotion.ts';
import { waitInputs } from '../promotion/options.ts';
import type { StageOutcome } from '../promotion/outcome.ts';
import { followExisting } from '../promotion/promote-stage.ts';
import { logFor } from '../promotion/task.ts';
import { promotionLinks, promotionSummary } from '../report/promotion.ts';
import { isGreen, type Verdict } from '../verdict.ts';
import type { Linked } from './link.ts';

/** What is done about the Promotion once its pull request is merged. */
export const afterMergeInputs = {
  'then-wait-for': {
    type: 'choice',
    choices: ['none', 'promotion', 'healthy', 'verified'],
    default: 'none',
    description:
      'After the merge Kargo is told, so that the Promotion goes on at once. Then wait for: "none", "promotion" (it succeeded), "healthy" (and the Stage is healthy), "verified" (and the Stage verified the Freight).',
  },
  'health-grace': waitInputs['health-grace'],
  'require-checks': waitInputs['require-checks'],
} as const satisfies InputTable;

export type AfterMergeValues = InputValues<typeof afterMergeInputs>;

/** The outputs that tell of it. */
export const afterMergeOutputs = {
  promotion: 'The name of the Promotion of the pull request; empty when it has none.',
  phase: 'The phase of the Promotion when the command ended; empty when it was not waited for.',
  checked:
    'What Kargo really looked at: analysis, health or none; empty when it was not waited for, or when there is no Promotion.',
} as const;

export interface AfterMergeTask {
  readonly client: KargoClient;
  readonly deadline: Deadline;
  readonly log: Log;
  readonly options: AfterMergeValues;
}

/** What became of the Promotion after the merge. */
export interface AfterMerge {
  /** Undefined when it was not waited for. */
  readonly outcome: StageOutcome | undefined;
  readonly warnings: readonly string[];
}

/** In milliseconds: a merge that was seen as the time ran out is told to Kargo all the same. */
const wakeGraceMs = 3_000;

/**
 * Wakes the Promotion that waits for a merged pull request, which Kargo ≤ 1.10 looks at every five minutes only, and
 * follows it as far as asked. A wake-up that fails is a warning: the merge is done, and Kargo will look by itself.
 */
export async function afterMerge(
  task: AfterMergeTask,
  linked: Pick<Linked, 'promotion'> | undefined,
): Promise<AfterMerge> {
  if (linked === undefined) {
    return { outcome: undefined, warnings: [] };
  }
  const warnings = await wake(task, linked);
  const waitFor = task.options['then-wait-for'];
  if (waitFor === 'none') {
    return { outcome: undefined, warnings };
  }
  const { client, deadline, options } = task;
  const { stage } = linked.promotion.spec;
  const log = logFor(task.log, stage);
  const outcome = await followExisting(
    { client, deadline, stage, log, options: { ...options, 'wait-for': waitFor } },
    linked.promotion,
  );
  return { outcome, warnings: [...warnings, ...outcome.warnings] };
}

async function wake(
  { client, deadline, log }: AfterMergeTask,
  { promotion }: Pick<Linked, 'promotion'>,
): Promise<string[]> {
  const { name } = promotion.metadata;
  if (isTerminal(promotion.status)) {
    return [];
  }
  try {
    await client.within(later(client.clock, deadline.signal, wakeGraceMs)).refreshPromotion(name);
    log.info(`told Kargo, so that Promotion ${name} goes on at once`);
    return [];
  } catch (error) {
    return [
      `Promotion ${name} could not be woken, so it goes on when Kargo next looks at the pull request (Kargo 1.10 and older: within five minutes): ${messageOf(error)}`,
    ];
  }
}

/** The verdict of the whole: that of the merge while what came after it is green too. */
export function withAfterMerge(merged: Verdict, { outcome }: AfterMerge): Verdict {
  if (outcome === undefined) {
    return merged;
  }
  const { verdict } = outcome;
  const message = `${merged.message} ${verdict.message}`;
  return isGreen(verdict) ? { ...merged, message } : { ...verdict, message };
}

/** The values of the outputs. */
export function afterMergeValues(
  linked: Linked | undefined,
  { outcome }: AfterMerge,
): Record<keyof typeof afterMergeOutputs, string> {
  return {
    promotion: linked?.promotion.metadata.name ?? '',
    phase: outcome?.phase ?? '',
    checked: outcome?.checked ?? '',
  };
}

/** What the summary and the links say of the Promotion; nothing when it was not waited for. */
export function afterMergeReport(
  client: KargoClient,
  { outcome }: AfterMerge,
): { readonly summary: readonly string[]; readonly links: readonly Link[] } {
  return outcome === undefined
    ? { summary: [], links: [] }
    : {
        summary: ['', promotionSummary(client, [outcome], undefined)],
        links: promotionLinks(client, [outcome]),
      };
}
