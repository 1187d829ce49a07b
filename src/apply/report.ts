import { block, code, table, text } from '../report/markdown.ts';
import type { Result } from './carry-out.ts';
import type { Difference } from './difference.ts';
import type { Step } from './plan.ts';

/** A step with what became of it, where it was carried out. */
export interface Entry {
  readonly step: Step;
  readonly result?: Result;
}

const longestValue = 200;

/** `~ spec.interval: "5m0s" → "10m"`: one line for each field. */
export function differenceLines(differences: readonly Difference[]): readonly string[] {
  return differences.map(({ path, wanted, present }) => {
    if (wanted === undefined) {
      return `- ${path}: ${shown(present)}`;
    }
    return present === undefined
      ? `+ ${path}: ${shown(wanted)}`
      : `~ ${path}: ${shown(present)} → ${shown(wanted)}`;
  });
}

function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? '';
  return json.length > longestValue ? `${json.slice(0, longestValue)}…` : json;
}

const words = {
  create: 'to be created',
  change: 'to be changed',
  unchanged: 'unchanged',
  'cannot-tell': 'cannot tell',
} as const;

/** One step in words, for the summary. */
function stateOf({ step, result }: Entry): string {
  return result?.state ?? words[step.action];
}

function remarkOf({ step, result }: Entry): string {
  if (result === undefined) {
    return step.action === 'cannot-tell' ? step.reason : '';
  }
  if ('message' in result) {
    return result.message;
  }
  if (result.dropped.length > 0) {
    return droppedRemark(result.dropped);
  }
  if (isBlindUpdate(step, result)) {
    return `written again, changed or not: ${step.reason}`;
  }
  return result.state === 'unchanged' && step.action === 'change'
    ? 'was sent and changed nothing: the server keeps these fields in another form'
    : '';
}

/** Whether an object was replaced of which nobody could tell what it was like. */
export function isBlindUpdate(
  step: Step,
  result: Result,
): step is Extract<Step, { readonly action: 'cannot-tell' }> {
  return step.action === 'cannot-tell' && result.state === 'updated';
}

/** What to make of fields that did not stay. */
export function droppedRemark(paths: readonly string[]): string {
  return `the server did not keep ${paths.join(', ')}: no such field in this release of Kargo, or a misspelt one`;
}

/** One object of the plan: a line, and one for each field that differs. */
export function planLines(step: Step): string {
  const { title, place } = step.manifest;
  const why = step.action === 'cannot-tell' ? `: ${step.reason}` : '';
  return [
    `${words[step.action]}: ${title} (${place})${why}`,
    ...(step.action === 'change' ? differenceLines(step.differences) : []),
  ].join('\n');
}

/** For the job summary: a table of all, and what changes in each behind a fold. */
export function planSummary(entries: readonly Entry[], title: string): string {
  const rows = entries.map((entry) => {
    const { manifest } = entry.step;
    return [stateOf(entry), code(manifest.title), code(manifest.place), text(remarkOf(entry))];
  });
  const folds = entries.flatMap(({ step }) =>
    step.action === 'change'
      ? [
          [
            `<details><summary>${text(step.manifest.title)}</summary>`,
            '',
            block(differenceLines(step.differences).join('\n')),
            '',
            '</details>',
          ].join('\n'),
        ]
      : [],
  );
  return [`**${text(title)}**`, '', table(['', 'object', 'manifest', ''], rows), '', ...folds].join('\n');
}

/** The output `plan`: never the contents of a Secret, for those are in no difference. */
export function planJson(entries: readonly Entry[]): string {
  return JSON.stringify(
    entries.map(({ step, result }) => ({
      kind: step.manifest.kind,
      name: step.manifest.name,
      manifest: step.manifest.place,
      action: step.action,
      ...(step.action === 'change' ? { differences: step.differences } : {}),
      ...(step.action === 'cannot-tell' ? { reason: step.reason } : {}),
      ...(result === undefined ? {} : { result: result.state }),
      ...(result !== undefined && 'message' in result ? { message: result.message } : {}),
    })),
  );
}
