import { awaitedPullRequest } from '../kargo/promotion.ts';
import { isControlFlow } from '../kargo/types.ts';
import type { Condition, StageView } from '../pipeline/stage-view.ts';
import { diagram, label, limits, node } from './mermaid.ts';

/** The mark of a condition, for tables and pictures. */
export const conditionMarks: Readonly<Record<Condition, string>> = {
  good: '✅',
  busy: '🚚',
  waiting: '⏳',
  bad: '❌',
  empty: '▫️',
  'control-flow': '➡️',
};

/** Only the border: the ground is GitHub's, light or dark. */
const styles: Readonly<Partial<Record<Condition, string>>> = {
  good: 'stroke:#1a7f37,stroke-width:2px',
  busy: 'stroke:#0969da,stroke-width:2px',
  waiting: 'stroke:#9a6700,stroke-width:2px',
  bad: 'stroke:#cf222e,stroke-width:3px',
};

/** A pipeline as a picture in Markdown. */
export interface Picture {
  readonly markdown: string;
  /** How many Stages it shows: the first ones, when all would be more than GitHub draws. */
  readonly shown: number;
}

/**
 * Warehouses and Stages with what flows between them.
 *
 * @param names what people call Freight, by its name.
 */
export function pictureOf(views: readonly StageView[], names: (freight: string) => string): Picture {
  const ids = new Map(views.map((view, index) => [view.name, `s${index}`]));
  const warehouses = [...new Set(views.flatMap((view) => view.warehouses))];
  const origins = new Map(warehouses.map((name, index) => [name, `w${index}`]));
  const drawn = new Set<string>();
  const statements = [
    'flowchart LR',
    ...Object.entries(styles).map(([condition, style]) => `classDef ${condition} ${style}`),
  ];
  let characters = statements.join('\n').length;
  let edges = 0;
  let shown = 0;
  for (const view of views) {
    const added = statementsFor(view, { ids, origins, drawn, names });
    characters += added.statements.join('\n').length + 1;
    edges += added.edges;
    if (characters > limits.characters || edges > limits.edges) {
      break;
    }
    statements.push(...added.statements);
    for (const id of added.origins) {
      drawn.add(id);
    }
    shown++;
  }
  return { markdown: diagram(statements), shown };
}

interface Canvas {
  readonly ids: ReadonlyMap<string, string>;
  readonly origins: ReadonlyMap<string, string>;
  /** The Warehouses that are in the picture already. */
  readonly drawn: ReadonlySet<string>;
  readonly names: (freight: string) => string;
}

function statementsFor(view: StageView, { ids, origins, drawn, names }: Canvas) {
  const id = ids.get(view.name) ?? '';
  const { condition } = view;
  const shape = isControlFlow(view.stage) ? 'round' : 'box';
  const lines = [
    `${conditionMarks[condition]} ${label(view.name)}`,
    ...view.current.slice(0, 3).map(([, freight]) => label(names(freight.name))),
    ...underWay(view),
  ];
  const sources = view.warehouses.map((name) => ({ name, id: origins.get(name) ?? '' }));
  // A Stage upstream that is not read, or not asked for, is not in the picture.
  const upstream = view.upstream.flatMap((name) => ids.get(name) ?? []);
  const fresh = sources.filter((source) => !drawn.has(source.id));
  return {
    statements: [
      ...fresh.map((source) => node(source.id, [label(source.name)], 'drum')),
      `${node(id, lines, shape)}${condition in styles ? `:::${condition}` : ''}`,
      ...[...sources.map((source) => source.id), ...upstream].map((from) => `${from} --> ${id}`),
    ],
    edges: sources.length + upstream.length,
    origins: fresh.map((source) => source.id),
  };
}

function underWay({ going }: StageView): readonly string[] {
  const [first] = going ?? [];
  const pullRequest = first && awaitedPullRequest(first);
  return pullRequest === undefined ? [] : [label(`waits for pull request #${pullRequest.number}`)];
}
