import type { PullRequest } from '../forge/forge.ts';
import { nameOf } from '../pull-request/description.ts';
import type { Finding } from '../pull-request/finding.ts';
import { link, table, text } from './markdown.ts';

/** The output `verdict` of the gate. */
export type GateWord = 'passed' | 'failed' | 'unknown' | 'not-applicable';

const marks = { passed: '✅', failed: '❌', unknown: '❓', 'not-applicable': '⚪' } as const;

/** The output `reasons`. */
export function findingsJson(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(({ rule, ok, text: said }) => ({ rule, ok, text: said })));
}

/** Every rule with what is so: for the job summary, and as the comment. The same findings give the same text. */
export function gateReport(word: GateWord, pull: PullRequest, findings: readonly Finding[]): string {
  const rows = findings.map(({ rule, ok, text: said }) => [mark(ok), rule, text(said)]);
  return [
    `### ${marks[word]} Gate of Kargo: ${word}`,
    '',
    `${link(nameOf(pull), pull.url)} at commit ${text(pull.head.sha)}`,
    '',
    table(['', 'rule', 'what is so'], rows),
  ].join('\n');
}

/** The same for the log: on GitLab there is no other page that shows it. */
export function gateLines(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, ok, text: said }) => `${mark(ok)} ${rule}: ${said}`);
}

function mark(ok: boolean | null): string {
  return ok === null ? marks.unknown : ok ? marks.passed : marks.failed;
}
