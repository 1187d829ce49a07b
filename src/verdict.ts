/** How a command ended. Every surface (output `status`, exit code, docs) reads this one table. */
export const statuses = {
  succeeded: { exit: 0, meaning: 'what was asked is so, seen after the fact' },
  unchanged: { exit: 0, meaning: 'it was so already; nothing was done' },
  failed: { exit: 1, meaning: 'it ended otherwise, or the server refused' },
  'invalid-input': { exit: 2, meaning: 'the input is not usable; nothing was sent' },
  'timed-out': { exit: 3, meaning: 'still going when the deadline came' },
  unknown: { exit: 4, meaning: 'we could not find out; never green, never called failed' },
  cancelled: { exit: 130, meaning: 'the job was cancelled (143 when by SIGTERM)' },
} as const;

export type Status = keyof typeof statuses;

/** The closed list of `failure-reason`, by the status it explains. */
export const failureReasons = {
  failed: {
    'promotion-failed': 'a promotion step failed',
    'promotion-errored': 'the Promotion ended for a technical reason',
    'promotion-aborted': 'somebody aborted the Promotion',
    superseded: 'other Freight took the place in the Stage before the wait was over',
    'not-available': 'the Freight is not available to the Stage',
    'control-flow': 'the Stage has no promotion steps: nothing can be promoted to it',
    'freight-not-found': 'no Freight holds what was asked for, and the cause is known',
    'freight-ambiguous': 'several Freight match',
    'discovery-failed': 'the Warehouse could not look at its repositories',
    'not-refreshed': 'the webhook was accepted but refreshed nothing',
    unhealthy: 'the Stage stayed unhealthy',
    'verification-failed': 'the verification of the Stage failed',
    'verification-error': 'the verification could not be run',
    'verification-inconclusive': 'the verification ended without a verdict',
    unauthorized: 'the token was not accepted (401)',
    forbidden: 'the token lacks a right (403)',
    'not-found': 'a named object does not exist (404)',
    refused: 'the server refused for another reason (4xx)',
    'merge-refused': 'the pull request was not merged: a rule of the forge, or of safety, is in the way',
    'gate-failed': 'a rule of the gate is not met',
    'pull-request-ended': 'the pull request was closed, or merged, instead of what was waited for',
    'checks-failed': 'checks of the pull request are red',
  },
  'timed-out': {
    'waiting-for-freight': 'the Freight did not appear',
    'waiting-for-queue': 'the Promotion had not started',
    'waiting-for-promotion': 'the Promotion was still running',
    'waiting-for-pull-request': 'the Promotion was waiting for its pull request',
    'waiting-for-health': 'the Stage was not healthy yet',
    'waiting-for-verification': 'the verification was not finished',
  },
  unknown: {
    unreachable: 'the server could not be reached',
    'bad-answer': 'the answer was not one of Kargo (an SSO page, a proxy, a wrong address)',
    'answer-lost': 'a request may have been carried out, its answer was lost and nothing tells',
    'object-gone': 'the object that was waited for was deleted',
    'not-assessable': 'Kargo does not assess this Stage at the moment',
    unsupported: 'this server answered with something that cannot be followed',
  },
} as const;

export type FailedReason = keyof (typeof failureReasons)['failed'];
export type TimedOutReason = keyof (typeof failureReasons)['timed-out'];
export type UnknownReason = keyof (typeof failureReasons)['unknown'];

/** One end of one thing: what became of it, why, and one sentence that a person can act on. */
export type Verdict =
  | { readonly status: 'succeeded' | 'unchanged'; readonly message: string }
  | { readonly status: 'failed'; readonly reason: FailedReason; readonly message: string }
  | { readonly status: 'timed-out'; readonly reason: TimedOutReason; readonly message: string }
  | { readonly status: 'unknown'; readonly reason: UnknownReason; readonly message: string }
  | { readonly status: 'invalid-input' | 'cancelled'; readonly message: string };

/** The word of `failure-reason`, or undefined for a verdict that has none. */
export function reasonOf(verdict: Verdict): FailedReason | TimedOutReason | UnknownReason | undefined {
  return 'reason' in verdict ? verdict.reason : undefined;
}

export function isGreen(verdict: Verdict): boolean {
  return statuses[verdict.status].exit === 0;
}

/** From worst to best: the overall word of several verdicts is the first of these that occurs. */
const byWeight: readonly Status[] = [
  'invalid-input',
  'cancelled',
  'failed',
  'unknown',
  'timed-out',
  'succeeded',
  'unchanged',
];

/** The verdict that stands for all of them: the worst one. `verdicts` must not be empty. */
export function worstOf<V extends Verdict>(verdicts: readonly [V, ...V[]]): V {
  return verdicts.reduce((worst, next) =>
    byWeight.indexOf(next.status) < byWeight.indexOf(worst.status) ? next : worst,
  );
}
