import type { Verdict } from '../verdict.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly subject: string;
  /** `advice`: it works now, and something should be done. `unknown`: it could not be told, or not even asked. */
  readonly status: 'succeeded' | 'advice' | 'unknown' | 'failed';
  /** A sentence without a final stop. */
  readonly message: string;
  /** Of something that failed, or that could not even be asked. */
  readonly verdict?: Verdict;
}

const marks = {
  succeeded: { log: 'ok', summary: '✅' },
  advice: { log: 'advice', summary: '⚠️' },
  unknown: { log: 'cannot tell', summary: '❔' },
  broken: { log: 'NOT OK', summary: '❌' },
} as const;

/** What stands before a finding, in the log and in the summary. */
export function markOf(finding: Finding): (typeof marks)[keyof typeof marks] {
  return isBroken(finding) || finding.status === 'failed' ? marks.broken : marks[finding.status];
}

/** Whether it makes the command red, so that what stands on it need not be looked at. */
export function isBroken({ verdict }: Finding): boolean {
  return verdict !== undefined;
}

export function well(subject: string, message: string): Finding {
  return { subject, status: 'succeeded', message };
}

export function advice(subject: string, message: string): Finding {
  return { subject, status: 'advice', message };
}

export function cannotTell(subject: string, message: string): Finding {
  return { subject, status: 'unknown', message };
}

export function wrong(subject: string, verdict: Verdict): Finding {
  const status = verdict.status === 'failed' ? 'failed' : 'unknown';
  return { subject, status, message: verdict.message, verdict };
}
