import type { Link } from '../command.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Freight } from '../kargo/types.ts';
import { code, link, table, text } from './markdown.ts';

/** What Freight holds, as the output `artifacts`. */
export function artifactsJson(freight: Freight): string {
  const { images, charts, commits } = freight;
  return JSON.stringify({ images: images ?? [], charts: charts ?? [], commits: commits ?? [] });
}

/** The page of the Freight in Kargo's UI. */
export function freightLink(client: KargoClient, freight: Freight): Link {
  const { name } = freight.metadata;
  return { label: `Freight ${freight.alias ?? name}`, url: client.uiLink('freight', name) };
}

/** One row an artifact, for the job summary. */
export function freightSummary(freight: Freight, url: string): string {
  const rows = [
    ...(freight.images ?? []).map((image) => ['image', image.repoURL, image.tag ?? '', image.digest ?? '']),
    ...(freight.charts ?? []).map((chart) => [
      'chart',
      [chart.repoURL, chart.name].filter(Boolean).join('/'),
      chart.version,
      '',
    ]),
    ...(freight.commits ?? []).map((commit) => [
      'commit',
      commit.repoURL,
      commit.tag ?? commit.branch ?? '',
      commit.id,
    ]),
  ];
  return [
    `**Freight** ${link(freight.alias ?? freight.metadata.name, url)} ${code(freight.metadata.name)} of Warehouse ${text(freight.origin?.name ?? '?')}`,
    '',
    table(
      ['kind', 'repository', 'version', 'digest or SHA'],
      rows.map(([kind = '', ...cells]) => [kind, ...cells.map((cell) => (cell === '' ? '' : code(cell)))]),
    ),
  ].join('\n');
}
