import type { Reason } from '../forge/forge.ts';
import { table, text } from './markdown.ts';

/** The output `reasons` of a merge that was refused. */
export function reasonsJson(reasons: readonly Reason[]): string {
  return JSON.stringify(reasons.map(({ kind, text: said, lift }) => ({ kind, text: said, lift })));
}

/** For the job summary: what is in the way, and who can lift it. Nothing when nothing is. */
export function reasonsTable(reasons: readonly Reason[]): readonly string[] {
  return reasons.length === 0
    ? []
    : [
        '',
        table(
          ['what blocks', 'in the words of the forge', 'who can lift it'],
          reasons.map(({ kind, text: said, lift }) => [kind, text(said), text(lift)]),
        ),
      ];
}
