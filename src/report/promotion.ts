import type { Link } from '../command.ts';
import { describeContents } from '../kargo/artifact.ts';
import type { KargoClient } from '../kargo/client.ts';
import { stepsOf } from '../kargo/promotion.ts';
import type { Freight } from '../kargo/types.ts';
import type { StageOutcome } from '../promotion/outcome.ts';
import { block, code, link, table, text } from './markdown.ts';

const marks: Readonly<Record<string, string>> = {
  succeeded: '✅',
  unchanged: '✅',
  failed: '❌',
  'timed-out': '⏱️',
  unknown: '❓',
  cancelled: '🚫',
  Succeeded: '✅',
  Skipped: '⏭️',
  Failed: '❌',
  Errored: '❌',
  Aborted: '🚫',
  Running: '⏳',
};

/** A sign for a verdict, a phase, or the end of a step. */
export function mark(word: string): string {
  return marks[word] ?? '';
}

/** The job summary of one or several Stages: what went where, and for a failure the steps. */
export function promotionSummary(
  client: KargoClient,
  outcomes: readonly StageOutcome[],
  freight: Freight | undefined,
): string {
  const rows = outcomes.map((outcome) => [
    link(outcome.stage, client.uiLink('stage', outcome.stage)),
    `${mark(outcome.verdict.status)} ${outcome.verdict.status}`,
    outcome.promotionName === undefined
      ? ''
      : link(outcome.promotionName, client.uiLink('promotion', outcome.promotionName)),
    outcome.operation ?? '',
    outcome.checked ?? '',
    outcome.pullRequest === undefined ? '' : link(`#${outcome.pullRequest.number}`, outcome.pullRequest.url),
  ]);
  return [
    ...(freight === undefined ? [] : [freightLine(client, freight), '']),
    table(['Stage', 'verdict', 'Promotion', 'operation', 'checked', 'pull request'], rows),
    ...outcomes.flatMap(details),
  ].join('\n');
}

const planned: Readonly<Record<string, string>> = {
  created: 'would be made',
  adopted: 'would be followed',
  unchanged: 'not needed',
};

/** The job summary of a plan: what would happen in each Stage. */
export function promotionPlan(
  client: Pick<KargoClient, 'uiLink'>,
  outcomes: readonly StageOutcome[],
  freight: Freight | undefined,
): string {
  const rows = outcomes.map(({ stage, verdict, operation }) => [
    mark(verdict.status),
    link(stage, client.uiLink('stage', stage)),
    planned[operation ?? ''] ?? (verdict.status === 'failed' ? 'would be refused' : 'cannot tell'),
    text(verdict.message),
  ]);
  return [
    '**Plan**: nothing was sent.',
    '',
    ...(freight === undefined ? [] : [freightLine(client, freight), '']),
    table(['', 'Stage', 'Promotion', ''], rows),
  ].join('\n');
}

function freightLine(client: Pick<KargoClient, 'uiLink'>, freight: Freight): string {
  const { name } = freight.metadata;
  return `**Freight** ${link(freight.alias ?? name, client.uiLink('freight', name))} ${code(describeContents({ ...freight, name }))}`;
}

/** Green Stages need no words; the others get their reason and their steps. */
function details(outcome: StageOutcome): readonly string[] {
  if (outcome.verdict.status === 'succeeded' || outcome.verdict.status === 'unchanged') {
    return [];
  }
  const steps = outcome.promotion === undefined ? [] : stepsOf(outcome.promotion);
  const rows = steps.map((step) => [
    String(step.number),
    code(step.alias),
    step.uses === '' ? '' : code(step.uses),
    `${mark(step.status)} ${text(step.status)}`,
  ]);
  return [
    '',
    `**${text(outcome.stage)}**`,
    '',
    block(outcome.verdict.message),
    ...(rows.length === 0 ? [] : ['', table(['#', 'step', 'kind', 'status'], rows)]),
  ];
}

/** Links beside the job: each Promotion, and each pull request. */
export function promotionLinks(client: KargoClient, outcomes: readonly StageOutcome[]): readonly Link[] {
  return outcomes.flatMap((outcome) => [
    ...(outcome.promotionName === undefined
      ? []
      : [{ label: `Promotion to ${outcome.stage}`, url: client.uiLink('promotion', outcome.promotionName) }]),
    ...(outcome.pullRequest === undefined
      ? []
      : [{ label: `Pull request of ${outcome.stage}`, url: outcome.pullRequest.url }]),
  ]);
}
