import { failed, unknown } from '../errors.ts';
import type { PullRequest } from '../forge/forge.ts';
import type { GateWord } from '../report/gate.ts';
import type { Verdict } from '../verdict.ts';
import { nameOf } from './description.ts';
import type { Finding } from './finding.ts';

/** What the findings come to; none at all: it is no promotion. */
export function wordFor(findings: readonly Finding[]): GateWord {
  if (findings.length === 0) {
    return 'not-applicable';
  }
  if (findings.some(({ ok }) => ok === false)) {
    return 'failed';
  }
  return findings.every(({ ok }) => ok === true) ? 'passed' : 'unknown';
}

/** The end of the command: whatever is not known is red. */
export function verdictFor(word: GateWord, pull: PullRequest, findings: readonly Finding[]): Verdict {
  const name = nameOf(pull);
  const said = (ok: boolean | null) =>
    findings.filter((finding) => finding.ok === ok).map(({ rule, text }) => `${rule}: ${text}`);
  switch (word) {
    case 'passed':
      return { status: 'succeeded', message: `${name} may be merged: ${findings.length} rules are met.` };
    case 'not-applicable':
      return { status: 'succeeded', message: `${name} is no promotion: the gate has nothing to say.` };
    case 'failed':
      return failed(
        'gate-failed',
        `${name} must not be merged: ${[...said(false), ...said(null)].join('; ')}.`,
      ).verdict;
    default: {
      const cause = findings.find(({ cause: verdict }) => verdict !== undefined)?.cause;
      const message = `whether ${name} may be merged is not known: ${said(null).join('; ')}.`;
      return cause?.status === 'unknown' || cause?.status === 'failed'
        ? { ...cause, message }
        : unknown('not-assessable', message).verdict;
    }
  }
}
