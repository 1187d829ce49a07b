import { type Finding, markOf } from '../doctor/finding.ts';
import { block, code, table, text } from './markdown.ts';

/** What `doctor` found, as a table, and the Role that would grant what the command needs. */
export function findingsSummary(
  findings: readonly Finding[],
  { command, role }: { readonly command: string; readonly role: string },
): string {
  const rows = findings.map((finding) => [
    markOf(finding).summary,
    text(finding.subject),
    text(finding.message),
  ]);
  return [
    table(['', 'subject', 'finding'], rows),
    ...(role === ''
      ? []
      : ['', `A Role with the rights that ${code(command)} needs or that help it:`, '', block(role)]),
  ].join('\n');
}
