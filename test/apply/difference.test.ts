import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../src/apply/difference.ts';
import { parseDocuments } from '../../src/apply/documents.ts';
import { type Fields, isFields, manifestsOf } from '../../src/apply/manifest.ts';
import { differenceLines, planSummary } from '../../src/apply/report.ts';
import { recordedExchanges, releases } from '../support/recordings.ts';

function linesOf(kind: string, wanted: Fields, present: Fields): readonly string[] {
  return differenceLines(differencesOf({ kind, content: { metadata: {}, ...wanted } }, present));
}

const image = { repoURL: 'ghcr.io/acme/web' };
const stored = { imageSelectionStrategy: 'SemVer', discoveryLimit: 20, strictSemvers: true };

describe('the same', () => {
  test.each<[string, string, Fields, Fields]>([
    [
      'defaults of a Warehouse',
      'Warehouse',
      { spec: { subscriptions: [{ image }] } },
      {
        spec: {
          interval: '5m0s',
          freightCreationPolicy: 'Automatic',
          subscriptions: [{ image: { ...image, ...stored } }],
        },
      },
    ],
    [
      'a duration as Go writes it',
      'Warehouse',
      { spec: { interval: '1h' } },
      { spec: { interval: '1h0m0s' } },
    ],
    [
      'a duration further in',
      'Stage',
      { spec: { requestedFreight: [{ sources: { requiredSoakTime: '90m' } }] } },
      { spec: { requestedFreight: [{ sources: { requiredSoakTime: '1h30m0s' } }] } },
    ],
    [
      'false, zero and empty are left out',
      'Stage',
      { spec: { a: false, b: 0, c: '', d: [], e: { f: {} }, g: null } },
      { spec: {} },
    ],
    [
      'what the server has empty',
      'ProjectConfig',
      { spec: { a: [{ b: 1 }] } },
      { spec: { a: [{ b: 1, labelSelector: {} }] } },
    ],
    [
      'status and bookkeeping',
      'Stage',
      { spec: { a: 1 } },
      { spec: { a: 1 }, status: { x: 1 }, kind: 'Stage' },
    ],
    [
      'labels and annotations of others',
      'Stage',
      { metadata: { labels: { a: '1' } } },
      { metadata: { labels: { a: '1', b: '2' }, annotations: { 'kargo.akuity.io/refresh': 'x' } } },
    ],
    [
      'the order of keys',
      'Stage',
      { spec: { a: 1, b: { c: 1, d: 2 } } },
      { spec: { b: { d: 2, c: 1 }, a: 1 } },
    ],
  ])('%s', (_, kind, wanted, present) => {
    expect(linesOf(kind, wanted, present)).toEqual([]);
  });
});

describe('not the same', () => {
  test.each<[string, string, Fields, Fields, readonly string[]]>([
    [
      'a value',
      'Warehouse',
      { spec: { interval: '10m' } },
      { spec: { interval: '5m0s' } },
      ['~ spec.interval: "5m0s" → "10m"'],
    ],
    ['a new field', 'Stage', { spec: { shard: 'eu' } }, { spec: {} }, ['+ spec.shard: "eu"']],
    [
      'a field that was taken out: an update takes it away',
      'Warehouse',
      { spec: { subscriptions: [{ image }] } },
      { spec: { subscriptions: [{ image: { ...image, ...stored, constraint: '^1.0.0' } }] } },
      ['- spec.subscriptions[0].image.constraint: "^1.0.0"'],
    ],
    [
      'no default any more',
      'Warehouse',
      { spec: { subscriptions: [{ image }] } },
      { spec: { subscriptions: [{ image: { ...image, ...stored, discoveryLimit: 5 } }] } },
      ['- spec.subscriptions[0].image.discoveryLimit: 5'],
    ],
    [
      'the defaults of a Warehouse are those of no other kind',
      'Stage',
      { spec: {} },
      { spec: { interval: '5m0s' } },
      ['- spec.interval: "5m0s"'],
    ],
    [
      'one step more, one less',
      'Stage',
      { spec: { a: [1, 2], b: [1] } },
      { spec: { a: [1], b: [1, 2] } },
      ['+ spec.a[1]: 2', '- spec.b[1]: 2'],
    ],
    [
      'false in free JSON',
      'Stage',
      { spec: { config: { x: false, d: '10m' } } },
      { spec: { config: { d: '10m0s' } } },
      ['+ spec.config.x: false', '~ spec.config.d: "10m0s" → "10m"'],
    ],
    [
      'a key of a ConfigMap',
      'ConfigMap',
      { data: { 'a.b': '' } },
      { data: { c: 'x' } },
      ['+ data["a.b"]: ""', '- data.c: "x"'],
    ],
    [
      'a label',
      'Stage',
      { metadata: { labels: { a: '1' } } },
      { metadata: { labels: { a: '2' } } },
      ['~ metadata.labels.a: "2" → "1"'],
    ],
    ['a number is no text', 'Stage', { spec: { a: '1' } }, { spec: { a: 1 } }, ['~ spec.a: 1 → "1"']],
    ['another shape', 'Stage', { spec: { a: { b: 1 } } }, { spec: { a: [1] } }, ['~ spec.a: [1] → {"b":1}']],
  ])('%s', (_, kind, wanted, present, lines) => {
    expect(linesOf(kind, wanted, present)).toEqual(lines);
  });
});

/** Each manifest that a real server took, beside what it stored. */
async function storedManifests(release: string) {
  const pairs: { readonly where: string; readonly sent: Fields; readonly kept: Fields }[] = [];
  for (const { release: of, scenario, id, request, response } of recordedExchanges()) {
    const json: unknown = response.json;
    if (of !== release || !request.path.startsWith('/v1beta1/resources') || request.method === 'DELETE')
      continue;
    const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
    const { documents } = await parseDocuments('body', text ?? '');
    const results: readonly unknown[] = isFields(json) && Array.isArray(json.results) ? json.results : [];
    for (const [index, result] of results.entries()) {
      const answer = isFields(result)
        ? (result.createdResourceManifest ?? result.updatedResourceManifest)
        : undefined;
      const sent = documents[index]?.content;
      if (isFields(answer) && isFields(sent))
        pairs.push({ where: `${scenario}/${id}[${index}]`, sent, kept: answer });
    }
  }
  return pairs;
}

describe('what a real server stored is what was sent', () => {
  test.each(releases)('%s', async (release) => {
    const pairs = (await storedManifests(release)).filter(
      ({ sent }) => !['Freight', 'Promotion'].includes(String(sent.kind)),
    );
    expect(pairs.length).toBeGreaterThan(40);
    for (const { where, sent, kept } of pairs) {
      const [manifest] = manifestsOf([{ place: where, content: sent }], 'shop');
      expect(manifest && differenceLines(differencesOf(manifest, kept)), where).toEqual([]);
    }
  });
});

test('hostile names and values stay text in the summary', () => {
  const hostile = '</details><script>`|\n::error::@all';
  const [manifest] = manifestsOf(
    [
      {
        place: `${hostile}.yaml, document 1`,
        content: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: hostile } },
      },
    ],
    'shop',
  );
  const step = manifest && {
    manifest,
    present: {},
    action: 'change' as const,
    differences: differencesOf(manifest, {}),
  };
  const summary = planSummary(step === undefined ? [] : [{ step }], hostile);
  const outside = summary.replaceAll(/(`{1,})(?:(?!\1)[\s\S])*\1/g, '');
  expect(outside).not.toContain('<script>');
  expect(outside.match(/<\/details>/g)).toHaveLength(1);
  expect(summary).not.toMatch(/^::/m);
});

describe('the summary of what was done', () => {
  const [manifest] = manifestsOf(
    [
      {
        place: 'f',
        content: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: '1' } },
      },
    ],
    'shop',
  );
  if (manifest === undefined) {
    throw new Error('no manifest');
  }
  const change = { manifest, present: {}, action: 'change', differences: [] } as const;
  const blind = { manifest, present: undefined, action: 'cannot-tell', reason: 'it is hidden' } as const;

  test('an update that changed nothing is unchanged, not to be changed', () => {
    const summary = planSummary(
      [{ step: change, result: { step: change, state: 'unchanged', dropped: [] } }],
      '',
    );
    expect(summary).toMatch(/\| unchanged \| `ConfigMap\/x` .*changed nothing/);
    expect(summary).not.toContain('to be changed');
  });

  test('of what was there nobody knows whether it changed; of what is new there is no doubt', () => {
    const of = (state: 'created' | 'updated') =>
      planSummary([{ step: blind, result: { step: blind, state, dropped: [] } }], '');
    expect(of('updated')).toContain('changed or not: it is hidden');
    expect(of('created')).not.toContain('it is hidden');
  });
});
