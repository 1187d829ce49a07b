import type { Mergeability, PullRequest, Reason } from '../forge.ts';
import { isOfWorkflow, workflowTokenLimit } from '../workflow-token.ts';
import type { Check, Detail } from './detail.ts';

/** A reason, and whether somebody must change the pull request or a setting for it to go. */
export interface Finding {
  readonly reason: Reason;
  readonly blocks: boolean;
}

/** What is known of a pull request when its mergeability is worked out. */
export interface Facts {
  readonly pull: Pick<PullRequest, 'state' | 'draft' | 'author'>;
  /** REST `mergeable`: null while GitHub works it out. */
  readonly mergeable: boolean | null;
  /** REST `mergeable_state`, used where GraphQL does not answer. Lower case. */
  readonly mergeableState: string;
  readonly detail: Detail | undefined;
  /** What the rules of the base branch explain, when nothing else does. */
  readonly ruleFindings: readonly Finding[];
}

export function conclude(findings: readonly Finding[]): Mergeability {
  const reasons = findings.map(({ reason }) => reason);
  return { state: findings.some(({ blocks }) => blocks) ? 'blocked' : 'waiting', reasons };
}

/** Every value of `mergeStateStatus` (GraphQL) and `mergeable_state` (REST); values that we do not know wait. */
export function mergeabilityOf(facts: Facts): Mergeability {
  const { pull, mergeable, detail } = facts;
  const state = (detail?.mergeState ?? facts.mergeableState).toUpperCase();
  if (pull.state !== 'open') {
    return conclude([notOpen(pull.state)]);
  }
  if (detail?.queueEntry !== undefined) {
    return conclude([queued(detail.queueEntry)]);
  }
  if (mergeable === false || state === 'DIRTY') {
    return conclude([conflict, ...(pull.draft ? [draft] : [])]);
  }
  if (pull.draft || state === 'DRAFT') {
    return conclude([draft, ...detailFindings(facts)]);
  }
  if (mergeable === null || state === 'UNKNOWN') {
    return { state: 'unknown', text: 'GitHub is still working out whether it can be merged' };
  }
  if (state === 'BEHIND') {
    return conclude([behind, ...detailFindings(facts)]);
  }
  if (state === 'BLOCKED') {
    return conclude(blockedFindings(facts));
  }
  // UNSTABLE: checks that no rule requires are red or running; GitHub merges all the same.
  return ['CLEAN', 'HAS_HOOKS', 'UNSTABLE'].includes(state)
    ? { state: 'ready' }
    : conclude([unknownState(state)]);
}

/** Whether BLOCKED is explained without reading the rules of the branch. */
export function isExplained(facts: Facts): boolean {
  return detailFindings(facts).length > 0;
}

function blockedFindings(facts: Facts): readonly Finding[] {
  const findings = [...detailFindings(facts), ...facts.ruleFindings];
  return findings.length > 0 ? findings : [unexplained];
}

function detailFindings({ pull, detail }: Facts): readonly Finding[] {
  return detail === undefined ? [] : [...reviewFindings(detail), ...checkFindings(detail, pull.author)];
}

function reviewFindings({ reviewDecision }: Detail): readonly Finding[] {
  if (reviewDecision === 'REVIEW_REQUIRED') {
    const lift = 'Somebody with write access (or a code owner, where the rules say so) approves it.';
    return [waits({ kind: 'approvals', text: 'REVIEW_REQUIRED: approvals are missing', lift })];
  }
  if (reviewDecision === 'CHANGES_REQUESTED') {
    const lift = 'The reviewer who requested changes approves it or is dismissed.';
    return [waits({ kind: 'approvals', text: 'CHANGES_REQUESTED: changes were requested', lift })];
  }
  return [];
}

function checkFindings({ checks = [], rollup }: Detail, author: string): readonly Finding[] {
  const required = checks.filter((check) => check.required);
  const red = required.filter(({ state }) => state === 'red');
  const pending = required.filter(({ state }) => state === 'pending');
  const findings: Finding[] = [];
  if (red.length > 0) {
    findings.push(blocks({ kind: 'checks', text: `failed: ${names(red)}`, lift: liftOfRed }));
  }
  if (pending.length > 0) {
    const text = `not finished: ${names(pending)}`;
    findings.push(waits({ kind: 'checks', text, lift: pendingLift(author) }));
  }
  if (required.length === 0 && (rollup === 'PENDING' || rollup === 'EXPECTED')) {
    const text = `checks of the head commit: ${rollup}`;
    findings.push(waits({ kind: 'checks', text, lift: pendingLift(author) }));
  }
  return findings;
}

const liftOfRed = 'Whoever owns the check repairs or re-runs it, or a new commit makes it green.';

/** Who makes a check run that does not report. */
export function pendingLift(author: string): string {
  return isOfWorkflow(author) ? workflowTokenLimit : 'The check itself, when it ends.';
}

function names(checks: readonly Check[]): string {
  return checks.map(({ name }) => name).join(', ');
}

function notOpen(state: string): Finding {
  return blocks({ kind: 'other', text: `it is ${state}`, lift: 'Nobody: a new pull request is needed.' });
}

function queued({ position, state }: { position: number | undefined; state: string }): Finding {
  const text = `in the merge queue${position === undefined ? '' : ` at position ${position}`}: ${state}`;
  return state === 'UNMERGEABLE'
    ? blocks({ kind: 'queue', text, lift: 'Somebody repairs the conflict or the checks of the queue.' })
    : waits({ kind: 'queue', text, lift: 'The merge queue, when its turn comes.' });
}

const conflict = blocks({
  kind: 'conflicts',
  text: 'DIRTY: the merge commit cannot be created cleanly',
  lift: 'Whoever writes the head branch resolves the conflict (for Kargo: promote again).',
});

const draft = waits({
  kind: 'draft',
  text: 'it is a draft',
  lift: 'Its author or somebody with write access marks it ready for review.',
});

const behind = blocks({
  kind: 'behind',
  text: 'BEHIND: the head is not up to date with the base',
  lift: 'Somebody with write access updates the branch.',
});

const unexplained = waits({
  kind: 'policy',
  text: 'BLOCKED: a rule of the base branch is not met, and the token cannot see which',
  lift: 'An administrator of the repository sees the rules under Settings, Rules and Branches.',
});

function unknownState(state: string): Finding {
  return waits({ kind: 'other', text: state, lift: 'Look at the merge box of the pull request.' });
}

export function waits(reason: Reason): Finding {
  return { reason, blocks: false };
}

export function blocks(reason: Reason): Finding {
  return { reason, blocks: true };
}

/** All checks of the head together. */
export function checksOf(detail: Detail | undefined): PullRequest['checks'] {
  if (detail?.checks === undefined) {
    return 'unknown';
  }
  const byRollup: Readonly<Record<string, PullRequest['checks']>> = {
    SUCCESS: 'green',
    PENDING: 'pending',
    EXPECTED: 'pending',
    FAILURE: 'red',
    ERROR: 'red',
  };
  return detail.rollup === undefined ? 'none' : (byRollup[detail.rollup] ?? 'unknown');
}

export function approvalOf(detail: Detail | undefined): PullRequest['approval'] {
  const byDecision: Readonly<Record<string, PullRequest['approval']>> = {
    APPROVED: 'approved',
    CHANGES_REQUESTED: 'changes-requested',
    REVIEW_REQUIRED: 'missing',
  };
  if (detail === undefined) {
    return 'unknown';
  }
  return detail.reviewDecision === undefined
    ? 'not-required'
    : (byDecision[detail.reviewDecision] ?? 'unknown');
}
