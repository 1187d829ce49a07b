import type { KargoClient } from '../kargo/client.ts';
import type { FreightReference } from '../kargo/types.ts';
import type { Evidence } from '../pull-request/evidence.ts';
import { code, link, table, text } from './markdown.ts';

/** More rows than this help nobody, and a description has a limit. */
const mostRows = 60;
const mostOfSubject = 100;

/** One artifact, by its place. */
interface Row {
  readonly kind: string;
  readonly place: string;
  /** Markdown. */
  readonly version: string;
}

/**
 * Evidence as Markdown for a pull request: what it brings, compared with what the Stage has, why it may go there, and
 * the pages in Kargo's UI. The same evidence gives the same text.
 */
export function evidenceReport(client: Pick<KargoClient, 'uiLink'>, evidence: Evidence): string {
  const { stage, freight, promotion } = evidence;
  const name = freight.alias ?? freight.name.slice(0, 7);
  return [
    `### ${link(name, client.uiLink('freight', freight.name))} to ${link(stage, client.uiLink('stage', stage))}`,
    '',
    comparison(evidence),
    '',
    `- Freight ${code(freight.name)} of Warehouse ${text(freight.origin?.name ?? '?')}`,
    ...(promotion === undefined
      ? []
      : [`- Promotion ${link(promotion, client.uiLink('promotion', promotion))}`]),
    ...reasons(client, evidence).map((reason) => `- ${reason}`),
  ].join('\n');
}

/** One row an artifact: what the Stage has now, and what it would have. */
function comparison({ stage, freight, current }: Evidence): string {
  const before = new Map(rowsOf(current).map((row) => [keyOf(row), row]));
  const after = new Map(rowsOf(freight).map((row) => [keyOf(row), row]));
  const keys = [...new Set([...after.keys(), ...before.keys()])];
  const rows = keys.slice(0, mostRows).map((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const { kind, place } = is ?? was ?? { kind: '', place: '' };
    return [kind, code(place), was?.version ?? '–', is === undefined ? '–' : marked(is, was)];
  });
  const left = keys.length - rows.length;
  return [
    table(['', 'artifact', `in ${text(stage)} now`, 'after the merge'], rows),
    ...(left === 0 ? [] : ['', `and ${left} more`]),
  ].join('\n');
}

function marked(is: Row, was: Row | undefined): string {
  return is.version === was?.version ? `${is.version} (same)` : is.version;
}

function keyOf({ kind, place }: Row): string {
  return `${kind} ${place}`;
}

function rowsOf(freight: FreightReference | undefined): readonly Row[] {
  return [
    ...(freight?.images ?? []).map(({ repoURL, tag, digest }) => ({
      kind: 'image',
      place: repoURL,
      version: [tag, digest].filter(Boolean).map(codeOf).join(' '),
    })),
    ...(freight?.charts ?? []).map(({ repoURL, name, version }) => ({
      kind: 'chart',
      place: [repoURL, name].filter(Boolean).join('/'),
      version: code(version),
    })),
    ...(freight?.commits ?? []).map(({ repoURL, tag, id, message }) => ({
      kind: 'commit',
      place: repoURL,
      version: [...[tag, id].filter(Boolean).map(codeOf), subjectOf(message)].filter(Boolean).join(' '),
    })),
  ];
}

function codeOf(value: string | undefined): string {
  return code(value ?? '');
}

function subjectOf(message: string | undefined): string {
  const subject = (message ?? '').split('\n')[0]?.slice(0, mostOfSubject) ?? '';
  return text(subject);
}

/** Why the Freight may go there, as far as Kargo's objects tell. */
function reasons(client: Pick<KargoClient, 'uiLink'>, { upstream, direct, approved }: Evidence): string[] {
  return [
    ...upstream.map(({ stage, verifiedAt }) => {
      const there = link(stage, client.uiLink('stage', stage));
      return verifiedAt === undefined
        ? `**not verified** in ${there}`
        : `verified in ${there}${verifiedAt === '' ? '' : ` at ${text(verifiedAt)}`}`;
    }),
    ...(direct ? ['may come straight from its Warehouse'] : []),
    ...(approved ? ['approved for this Stage'] : []),
  ];
}
