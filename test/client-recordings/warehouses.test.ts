import { describe, expect, test } from 'vitest';
import { explainAbsence } from '../../src/kargo/absence.ts';
import { type Artifact, parseChart, parseCommit, parseImage } from '../../src/kargo/artifact.ts';
import { type Before, judgeRefresh } from '../../src/kargo/refresh.ts';
import type { Warehouse } from '../../src/kargo/types.ts';
import type { Release } from '../support/recordings.ts';
import {
  changes,
  type Expected,
  exchangeAt,
  expectedOn,
  keysHolding,
  releasesOf,
  warehousesOf,
} from './exchanges.ts';

/** The first version of a Warehouse in an answer: what was so before a refresh. */
function firstOf(release: Release, key: string, name: string): Warehouse {
  const found = warehousesOf(exchangeAt(release, key)).find(({ metadata }) => metadata.name === name);
  if (found === undefined) {
    throw new Error(`${key} on ${release} has no Warehouse ${name}`);
  }
  return found;
}

function beforeOf({ metadata, status }: Warehouse): Before {
  return {
    token: metadata.annotations?.['kargo.akuity.io/refresh'],
    discoveredAt: status?.discoveredArtifacts?.discoveredAt,
  };
}

/** What every version says of a refresh after `before`; what repeats the one before is left out. */
function storyOf(versions: readonly Warehouse[], before: Before): string {
  const states = versions.map((version) => judgeRefresh(version, before));
  return changes(states.map((state) => (typeof state === 'object' ? 'failure' : state))).join(', ');
}

interface Row {
  /** Where the versions are, and of which Warehouse. */
  readonly key: string;
  readonly name: string;
  /** Where it is as it was before; default: the first version of `key` itself. */
  readonly before?: string;
  readonly story: Expected;
}

const discovers = 'untouched, pending, discovered';

const rows: readonly Row[] = [
  { key: '03/watch-during-refresh', name: 'web', story: discovers },
  { key: '03/get', name: 'web', story: 'untouched' },
  // Right after the answer to the refresh: main's cache is older than that.
  {
    key: '03/get-right-after',
    name: 'web',
    before: '03/get',
    story: { '≤1.11': 'pending', main: 'untouched' },
  },
  // Read after the frame that said it was handled: older than the frame on 1.11 and main.
  {
    key: '03/get-when-handled',
    name: 'web',
    before: '03/get',
    story: { '≤1.10': 'discovered', '≥1.11': 'pending' },
  },
  { key: '03/watch-nothing-new', name: 'web', story: discovers },
  {
    key: '03/get-nothing-new',
    name: 'web',
    before: '03/watch-nothing-new',
    story: { '≤1.11': 'discovered', main: 'pending' },
  },
  { key: '03/watch-older-artifact', name: 'web', story: discovers },
  { key: '03/get-older-artifact', name: 'web', before: '03/watch-older-artifact', story: 'discovered' },
  // Kargo tries again by itself; main's recording ends before that.
  {
    key: '03/watch-broken',
    name: 'broken',
    story: {
      '≤1.11': 'untouched, pending, failure, pending, failure',
      main: 'untouched, pending, failure',
    },
  },
  { key: '03/get-broken', name: 'broken', before: '03/list', story: 'failure' },
  { key: '03/watch-manual', name: 'manual', story: discovers },
  {
    key: '03/get-manual',
    name: 'manual',
    before: '03/list',
    story: { '≤1.10': 'discovered', 'v1.11.2': 'pending', main: 'discovered' },
  },
  // Two refreshes in one second are one.
  { key: '03/watch-two-refreshes', name: 'web', story: discovers },
  { key: '03/get-after-two', name: 'web', before: '03/watch-two-refreshes', story: 'discovered' },
  { key: '03/get-config-warehouse', name: 'config', before: '03/list', story: 'untouched' },
  { key: '03/get-duo-warehouse', name: 'duo', before: '03/list', story: 'untouched' },
  ...['03/list', '03/list-for-watch', '03/watch-list'].flatMap((key) => lists(key)),
  ...['03/watch-bad-resource-version', '03/watch-old-resource-version'].flatMap((key) =>
    lists(key).map((row) => ({ ...row, story: { '≤1.10': String(row.story), '≥1.11': '' } })),
  ),
  {
    key: '03/watch-list-seeded',
    name: 'web',
    before: '03/get-after-two',
    story: 'pending, discovered',
  },
  { key: '15/warehouse-edge', name: 'edge', story: 'untouched' },
  { key: '15/warehouse-chart', name: 'chart', story: 'untouched' },
  { key: '15/warehouse-tags', name: 'tags', story: 'untouched' },
  { key: '15/warehouse-criteria', name: 'criteria', story: 'untouched' },
  { key: '15/warehouse-config', name: 'config', story: 'untouched' },
  { key: '15/warehouse-duo', name: 'duo', story: 'untouched' },
  { key: '15/warehouse-edge-after', name: 'edge', before: '15/warehouse-edge', story: 'discovered' },
  { key: '15/warehouse-config-after', name: 'config', before: '15/warehouse-config', story: 'discovered' },
  // The registry is away: one version says so, and 20 ms later the next one says Ready. It is back for the second refresh.
  {
    key: '16/watch-warehouse-registry-down',
    name: 'web',
    story: 'untouched, pending, failure, unproven, pending, discovered',
  },
  {
    key: '16/get-registry-down',
    name: 'web',
    before: '16/watch-warehouse-registry-down',
    story: 'unproven',
  },
  {
    key: '16/get-registry-down-later',
    name: 'web',
    before: '16/watch-warehouse-registry-down',
    story: 'unproven',
  },
  { key: '16/get-registry-back', name: 'web', before: '16/get-registry-down', story: 'discovered' },
];

/** All Warehouses in a list, after what was refreshed in scenario 03 since it began. */
function lists(key: string): readonly Row[] {
  const refreshed: Readonly<Record<string, string>> = {
    broken: 'failure',
    manual: 'discovered',
    web: 'discovered',
  };
  return ['broken', 'config', 'duo', 'manual', 'web'].map((name) => ({
    key,
    name,
    before: '03/list',
    story: key === '03/list' ? 'untouched' : (refreshed[name] ?? 'untouched'),
  }));
}

const cases = rows.flatMap((row) => releasesOf(row.key).map((release) => ({ release, ...row })));

describe('a Warehouse, for one who asked it to look', () => {
  test.each(cases)('$key of $name on $release', ({ key, release, name, before, story }) => {
    const versions = warehousesOf(exchangeAt(release, key)).filter(({ metadata }) => metadata.name === name);
    const [first] = versions;
    const known = before === undefined ? first : firstOf(release, before, name);
    expect(known === undefined ? '' : storyOf(versions, beforeOf(known))).toBe(expectedOn(release, story));
  });
});

test('every version is judged', () => {
  // What was applied is no state.
  const states = keysHolding(warehousesOf).filter((key) => !key.startsWith('01/') && key !== '15/apply');
  expect([...new Set(rows.map(({ key }) => key))].sort()).toEqual(states);
  for (const key of states) {
    for (const release of releasesOf(key)) {
      const names = warehousesOf(exchangeAt(release, key)).map(({ metadata }) => metadata.name);
      const judged = rows.filter((row) => row.key === key).map(({ name }) => name);
      expect(names.filter((name) => !judged.includes(name))).toEqual([]);
    }
  }
});

test.each(releasesOf('03/watch-broken'))('the server tells on %s what failed', (release) => {
  const versions = warehousesOf(exchangeAt(release, '03/watch-broken'));
  const [first] = versions;
  const failures = versions.map((version) => judgeRefresh(version, beforeOf(first ?? version)));
  const texts = failures.flatMap((state) => (typeof state === 'object' ? [state.failure] : []));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    expect(text).toContain('NAME_UNKNOWN: repository name not known to registry');
  }
});

/** That no Freight has an artifact: where it was looked for, whether it is proven, and the words that tell why. */
const absences: readonly (readonly [
  key: string,
  name: string,
  artifact: Artifact | undefined,
  proven: boolean,
  words: string,
])[] = [
  ['03/get-after-two', 'web', image('web:1.1.0'), true, '1.2.0 is newer'],
  ['03/get-after-two', 'web', image('web:9.0.0'), true, 'outside of its constraint "^1.0.0"'],
  ['03/get-after-two', 'web', image('web:4acc7d8'), true, 'takes semantic versions only'],
  ['03/get-after-two', 'web', image('web:1.7.0'), false, 'did not see 127.0.0.1:15000/shop/web:1.7.0'],
  ['03/get-after-two', 'web', image('other:1.0.0'), true, 'does not subscribe to 127.0.0.1:15000/shop/other'],
  ['03/get-after-two', 'web', parseCommit('v1.0.0'), true, 'does not subscribe to a git repository'],
  ['03/get-manual', 'manual', image('web:1.1.0'), true, 'freightCreationPolicy: Manual'],
  ['03/get-older-artifact', 'web', image('web:1.0.9'), true, '1.1.0 is newer'],
  ['03/get-broken', 'broken', image('missing:1.0.0'), false, 'repository name not known to registry'],
  [
    '15/warehouse-criteria',
    'criteria',
    image('web:1.2.0'),
    false,
    'creation criteria of Warehouse "criteria"',
  ],
  ['15/warehouse-tags', 'tags', parseCommit('v1.2.0'), false, 'says: No commits discovered'],
  ['15/warehouse-edge', 'edge', image('edge:1.0.0'), true, 'follows the one tag "latest"'],
  [
    '15/warehouse-chart',
    'chart',
    parseChart('oci://127.0.0.1:15000/charts/web-chart:2.0.0'),
    true,
    '2.0.0 is outside of its constraint "^1.0.0"',
  ],
  [
    '15/warehouse-chart',
    'chart',
    parseChart('127.0.0.1:15000/charts/web-chart:1.5.0'),
    false,
    'did not see chart',
  ],
];

function image(text: string): Artifact | undefined {
  return parseImage(`127.0.0.1:15000/shop/${text}`);
}

const absenceCases = absences.flatMap(([key, name, artifact, proven, words]) =>
  releasesOf(key).map((release) => ({ key, name, artifact, proven, words, release })),
);

describe('why there is no Freight', () => {
  test.each(absenceCases)('$key: $artifact.text on $release', ({ key, release, artifact, proven, words }) => {
    const absence = explainAbsence(warehousesOf(exchangeAt(release, key)), artifact ? [artifact] : []);
    expect({ ...absence, reasons: absence.reasons.join('; ') }).toEqual({
      proven,
      reasons: expect.stringContaining(words),
    });
  });
});
