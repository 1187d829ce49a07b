import { isInterruption } from '../clock.ts';
import type { InputTable, InputValues } from '../command.ts';
import { CancelledError, type DeadlineError, failed, unknown } from '../errors.ts';
import type { PullRequest, Reason } from '../forge/forge.ts';
import { reasonsOf } from '../forge/merge-result.ts';
import { phaseOf } from '../kargo/promotion.ts';
import type { Verdict } from '../verdict.ts';
import { nameOf } from './description.ts';
import type { Checked } from './merge-check.ts';
import { type MergeEnd, Merging } from './merging.ts';
import type { Target, Task } from './target.ts';
import { type End, watchPromotion } from './waiting.ts';

/** How and when it is merged. */
export const mergeInputs = {
  method: {
    type: 'choice',
    choices: ['auto', 'merge', 'squash', 'rebase'],
    default: 'auto',
    description:
      'How to merge: "auto" takes what the repository allows, in the order merge, squash, rebase. In a merge queue or train its settings decide.',
  },
  when: {
    type: 'choice',
    choices: ['when-ready', 'now', 'schedule'],
    default: 'when-ready',
    description:
      'When to merge: "when-ready" waits for checks, approvals, merge queue or merge train; "now" merges or says at once why not; "schedule" leaves it to the forge (auto-merge, merge queue, merge train) and ends.',
  },
  'on-timeout': {
    type: 'choice',
    choices: ['leave', 'abort'],
    default: 'leave',
    description:
      'When the time is over: "leave" leaves the pull request in the merge queue or train, "abort" takes it out if this run put it there.',
  },
  'on-cancel': {
    type: 'choice',
    choices: ['abort', 'leave'],
    default: 'abort',
    description: 'The same for a job that is cancelled.',
  },
} as const satisfies InputTable;

type MergeOptions = InputValues<typeof mergeInputs>;

/**
 * Merges what was checked, and tells what is so also when the time was over, the job cancelled or the Promotion aborted.
 *
 * @throws KargoError as `Forge.merge` does.
 */
export async function merge(task: Task, target: Checked, values: MergeOptions): Promise<MergeEnding> {
  const { deadline, settings } = task;
  const { clock, log } = settings.context;
  const watch =
    target.waits && target.linked !== undefined
      ? watchPromotion(task, target.linked, () => undefined)
      : undefined;
  const merging = new Merging({
    forge: target.forge,
    clock,
    signal: watch?.signal ?? deadline.signal,
    pull: target.pull,
    method: values.method === 'auto' ? undefined : values.method,
    when: values.when,
    say: (line) => log.info(line),
  });
  try {
    return endOf(await merging.run());
  } catch (thrown) {
    const isEnded = watch !== undefined && thrown === watch.ended && !deadline.signal.aborted;
    if (isEnded) {
      return await afterPromotion(target, { merging, end: await watch.end });
    }
    if (!isInterruption(thrown)) {
      throw thrown;
    }
    return await afterInterruption(target, { values, merging, cause: thrown });
  } finally {
    watch?.close();
  }
}

/** How a merge ended, before anything is done about the Promotion. */
export interface MergeEnding {
  readonly verdict: Verdict;
  /** Undefined when nothing is known of it any more. */
  readonly pull: PullRequest | undefined;
  readonly reasons?: readonly Reason[];
}

function endOf(end: MergeEnd): MergeEnding {
  const { pull } = end;
  const name = nameOf(pull);
  if (end.end === 'merged') {
    return { pull, verdict: { status: 'succeeded', message: mergedMessage(pull, end.byUs) } };
  }
  if (end.end === 'handed-over') {
    const message = `${name} is left to the forge, which merges it when its rules are met: ${end.text}.`;
    return { pull, verdict: { status: 'succeeded', message } };
  }
  const message = `${name} was not merged: ${end.text}.`;
  return { pull, verdict: failed('merge-refused', message).verdict, reasons: end.reasons };
}

function mergedMessage(pull: PullRequest, byUs: boolean): string {
  return `${nameOf(pull)} is merged${commitOf(pull)}${byUs ? '' : ', by somebody else'}.`;
}

/** What is so when the time was over or the job was cancelled in the middle. */
async function afterInterruption(
  target: Checked,
  {
    values,
    merging,
    cause,
  }: {
    readonly values: MergeOptions;
    readonly merging: Merging;
    readonly cause: CancelledError | DeadlineError;
  },
): Promise<MergeEnding> {
  const cancelled = cause instanceof CancelledError;
  const { state, text } = await merging.interrupted(
    values[cancelled ? 'on-cancel' : 'on-timeout'] === 'abort',
  );
  const pull = state === 'lost' ? undefined : merging.newest;
  const name = nameOf(target.pull);
  if (cancelled) {
    const message = `Cancelled by ${cause.signal}; ${name}: ${text}.`;
    return { pull, verdict: { status: 'cancelled', message } };
  }
  if (state === 'merged' || state === 'lost') {
    return endAsSeen(target, merging, { state, text });
  }
  const message = `the time was over before ${name} was merged: ${text}.`;
  const reasons = reasonsOf(merging.newest);
  const verdict = { status: 'timed-out', reason: 'waiting-for-pull-request', message } as const;
  return { pull, reasons, verdict };
}

function endAsSeen(
  { pull }: Target,
  { newest }: Merging,
  { state, text }: { readonly state: 'merged' | 'lost'; readonly text: string },
): MergeEnding {
  if (state === 'merged') {
    return { pull: newest, verdict: { status: 'succeeded', message: mergedMessage(newest, true) } };
  }
  const message = `whether ${nameOf(pull)} was merged is not known: ${text}. Look at ${pull.url}.`;
  return { pull: undefined, verdict: unknown('answer-lost', message).verdict };
}

/** Its Promotion ended while the pull request waited, or could not be followed any more. */
async function afterPromotion(
  target: Checked,
  { merging, end }: { readonly merging: Merging; readonly end: End },
): Promise<MergeEnding> {
  const { state, text } = await merging.interrupted(true);
  if (state === 'merged' || state === 'lost') {
    return endAsSeen(target, merging, { state, text });
  }
  if ('error' in end) {
    throw end.error;
  }
  const { metadata, status } = end.promotion;
  const message = `${nameOf(target.pull)} was not merged: Promotion ${metadata.name} ended ${phaseOf(status)} meanwhile, and merging would change Git without a Promotion; ${text}.`;
  const { verdict } = failed('merge-refused', message);
  return { pull: merging.newest, verdict };
}

export function commitOf({ mergeCommit }: PullRequest): string {
  return mergeCommit === undefined ? '' : ` (commit ${mergeCommit})`;
}
