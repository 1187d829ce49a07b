import { describeContents } from '../kargo/artifact.ts';
import type { KargoClient } from '../kargo/client.ts';
import { awaitedPullRequest, phaseOf, progressOf } from '../kargo/promotion.ts';
import { conditionOf, type FreightReference } from '../kargo/types.ts';
import type { Answer } from '../pipeline/question.ts';
import { maskedUrl } from '../pipeline/report.ts';
import type { StageView } from '../pipeline/stage-view.ts';
import { partNames, type Survey, unreadParts } from '../pipeline/survey.ts';
import { code, link, table, text } from './markdown.ts';
import { conditionMarks, pictureOf } from './picture.ts';

/** What is shown of a project. */
export interface Pipeline {
  readonly client: Pick<KargoClient, 'uiLink'>;
  readonly survey: Survey;
  readonly views: readonly StageView[];
  readonly answers: readonly Answer[];
}

/** GitHub drops a summary of more than 1 MiB as a whole: in bytes, with room for the picture and the rest. */
const mostTableBytes = 800_000;

/** The longest text of a cell, in characters: a health issue can be a page. */
const longestCell = 300;

/** The pipeline as lines of a log. */
export function pipelineLines({ survey, views, answers }: Pipeline): readonly string[] {
  const names = namesIn(survey);
  return [
    ...views.map((view) => stageLine(view, names)),
    ...unready(survey).map((words) => `Warehouse ${words}`),
    ...(survey.receivers.items ?? []).map(
      ({ name, kind, url }) => `receiver ${name} (${kind}): ${maskedUrl(url, kind)}`,
    ),
    ...unreadParts(survey).map(({ name, why }) => `not read: ${partNames[name]}: ${why}`),
    ...answers.map(
      ({ freight, sentence }) => `Freight ${nameOf(freight.metadata.name, names)} is ${sentence}`,
    ),
  ];
}

function stageLine(view: StageView, names: Names): string {
  const held = view.current.map(([, freight]) => describeHeld(freight, names)).join(' and ');
  const parts = [
    held === '' ? (view.condition === 'control-flow' ? 'no steps' : 'no Freight') : held,
    ...health(view),
    ...underWay(view).map(({ words }) => words),
    view.autoPromotion === 'held' ? 'auto-promotion is held' : '',
    newer(view),
  ];
  return `${conditionMarks[view.condition]} ${view.name}: ${parts.filter((part) => part !== '').join(', ')}`;
}

function health({ stage, condition, detail }: StageView): readonly string[] {
  const { health: found, freightHistory } = stage.status ?? {};
  const phase = freightHistory?.[0]?.verificationHistory?.[0]?.phase;
  return [
    found?.status ?? '',
    phase === undefined ? '' : `verification ${phase}`,
    condition === 'bad' ? detail : '',
  ];
}

/** Of Freight for a Stage that has none, nothing is newer; and to a control-flow Stage nothing is promoted. */
function newer({ newer: count = 0, current, condition }: StageView): string {
  if (count === 0 || condition === 'control-flow') {
    return '';
  }
  return current.length === 0 ? `${count} available` : `${count} newer available`;
}

/** The Promotions that have not ended, in words, with their pull requests. */
function underWay({ stage, going }: StageView) {
  if (going === undefined) {
    const name = stage.status?.currentPromotion?.name;
    return name === undefined ? [] : [{ name, words: `Promotion ${name} runs`, url: undefined }];
  }
  return going.map((promotion) => {
    const { name } = promotion.metadata;
    const pullRequest = awaitedPullRequest(promotion);
    const state = phaseOf(promotion.status) === 'Pending' ? 'is queued' : progressOf(promotion);
    return pullRequest === undefined
      ? { name, words: `Promotion ${name} ${state}`, url: undefined }
      : {
          name,
          words: `Promotion ${name} waits for pull request #${pullRequest.number} (${pullRequest.url})`,
          url: pullRequest.url,
        };
  });
}

/** The pipeline as Markdown for the job summary: the answers, the picture, the table, and what is missing. */
export function pipelineSummary(pipeline: Pipeline): string {
  const { client, survey, views, answers } = pipeline;
  const names = namesIn(survey);
  const picture = pictureOf(views, (freight) => nameOf(freight, names));
  const hidden = views.length - picture.shown;
  return [
    ...answers.map(
      ({ freight, sentence }) =>
        `**Freight** ${link(nameOf(freight.metadata.name, names), client.uiLink('freight', freight.metadata.name))} is ${text(sentence)}.\n`,
    ),
    ...(views.length === 0 ? [] : [picture.markdown, '']),
    ...(hidden === 0
      ? []
      : [`The picture shows ${picture.shown} of ${views.length} Stages: GitHub draws no larger one.\n`]),
    ...stageTable(pipeline, names),
    ...receiverTable(survey),
    ...unready(survey).map((words) => `- Warehouse ${text(words)}`),
    ...unreadParts(survey).map(({ name, why }) => `- Not read: ${partNames[name]}: ${text(shorten(why))}`),
  ].join('\n');
}

function stageTable({ client, views }: Pipeline, names: Names): readonly string[] {
  if (views.length === 0) {
    return [];
  }
  const rows: string[][] = [];
  let bytes = 0;
  for (const view of views) {
    const row = stageRow(client, view, names);
    bytes += Buffer.byteLength(row.join(' | ')) + 8;
    if (bytes > mostTableBytes) {
      break;
    }
    rows.push(row);
  }
  const left = views.length - rows.length;
  return [
    table(['', 'Stage', 'Freight', 'health', 'verification', 'under way', 'newer'], rows),
    '',
    ...(left === 0 ? [] : [`And ${left} more Stages: the output \`report\` has them all.\n`]),
  ];
}

function stageRow(client: Pipeline['client'], view: StageView, names: Names): string[] {
  const { health: found, freightHistory } = view.stage.status ?? {};
  const issues = found?.status === 'Healthy' ? '' : (found?.issues ?? []).join('; ');
  return [
    conditionMarks[view.condition],
    link(view.name, client.uiLink('stage', view.name)),
    view.current
      .map(
        ([, freight]) =>
          `${link(nameOf(freight.name, names), client.uiLink('freight', freight.name))} ${code(shorten(describeContents(freight)))}`,
      )
      .join('<br/>'),
    text(shorten([found?.status ?? '', issues].filter(Boolean).join(': '))),
    text(freightHistory?.[0]?.verificationHistory?.[0]?.phase ?? ''),
    underWay(view)
      .map(({ name, words, url }) => link(shorten(words), url ?? client.uiLink('promotion', name)))
      .join('<br/>'),
    `${view.condition === 'control-flow' ? '' : (view.newer ?? '?')}${view.autoPromotion === 'held' ? ' (auto-promotion is held)' : ''}`,
  ];
}

function receiverTable({ receivers }: Survey): readonly string[] {
  const items = receivers.items ?? [];
  return items.length === 0
    ? []
    : [
        table(
          ['receiver', 'kind', 'address'],
          items.map(({ name, kind, url }) => [text(name), text(kind), code(maskedUrl(url, kind))]),
        ),
        '',
      ];
}

/** Warehouses that are not well, in words. */
function unready({ warehouses }: Survey): readonly string[] {
  return (warehouses.items ?? []).flatMap((warehouse) => {
    const ready = conditionOf(warehouse, 'Ready');
    return ready === undefined || ready.status === 'True' || ready.reason === 'DiscoveryInProgress'
      ? []
      : [`${warehouse.metadata.name}: ${shorten(ready.message || ready.reason || 'not ready')}`];
  });
}

type Names = ReadonlyMap<string, string>;

/** What people call Freight: its alias. */
function namesIn({ freight }: Survey): Names {
  return new Map(
    (freight.items ?? []).flatMap(({ metadata, alias }) => (alias ? [[metadata.name, alias]] : [])),
  );
}

function nameOf(freight: string, names: Names): string {
  return names.get(freight) ?? freight.slice(0, 7);
}

function describeHeld(freight: FreightReference, names: Names): string {
  return `${nameOf(freight.name, names)} (${describeContents(freight)})`;
}

function shorten(words: string): string {
  return words.length > longestCell ? `${words.slice(0, longestCell - 1)}…` : words;
}
