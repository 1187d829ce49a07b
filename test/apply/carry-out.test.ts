import { describe, expect, test } from 'vitest';
import { carryOut } from '../../src/apply/carry-out.ts';
import { type Fields, manifestsOf } from '../../src/apply/manifest.ts';
import { stepBetween } from '../../src/apply/plan.ts';
import { DeadlineError } from '../../src/errors.ts';
import { openTheatre } from '../client-recordings/theatre.ts';

const nothing = () => undefined;
const log = { info: nothing, warning: nothing, error: nothing, debug: nothing, section: nothing };

function manifest(name: string, spec: Fields, metadata: Fields = {}) {
  const content = {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name, ...metadata },
    spec,
  };
  const [made] = manifestsOf([{ place: 'f', content }], 'shop');
  if (made === undefined) {
    throw new Error('no manifest');
  }
  return made;
}

/** Plays a server that has one answer to every PUT, and keeps what it got. */
async function against(
  answer: unknown,
  { status = 200, signal }: { status?: number; signal?: AbortSignal } = {},
) {
  const puts: unknown[] = [];
  const { client } = await openTheatre(
    ({ line, body }) => {
      if (!line.startsWith('PUT ')) {
        return undefined;
      }
      puts.push(JSON.parse(body));
      return { status, headers: { 'content-type': 'application/json' }, text: JSON.stringify(answer) };
    },
    { ...(signal === undefined ? {} : { signal }) },
  );
  return { client, puts };
}

const stored = {
  kind: 'Stage',
  metadata: {
    name: 'test',
    generation: 4,
    resourceVersion: '7',
    labels: { owner: 'ana' },
    annotations: { 'kargo.akuity.io/refresh': 'then' },
    finalizers: ['kargo.akuity.io/finalizer'],
  },
  spec: { shard: 'eu' },
  status: { phase: 'x' },
};

describe('an update', () => {
  test('keeps what others noted in the metadata, and sends nothing of the status', async () => {
    const { client, puts } = await against({ results: [{ updatedResourceManifest: stored }] });
    const step = stepBetween(manifest('test', { shard: 'us' }, { labels: { team: 'web' } }), stored);
    await carryOut([step], { client, log });
    expect(puts).toEqual([
      [
        {
          apiVersion: 'kargo.akuity.io/v1alpha1',
          kind: 'Stage',
          metadata: {
            name: 'test',
            namespace: 'shop',
            labels: { owner: 'ana', team: 'web' },
            annotations: { 'kargo.akuity.io/refresh': 'then' },
            finalizers: ['kargo.akuity.io/finalizer'],
          },
          spec: { shard: 'us' },
        },
      ],
    ]);
  });

  test.each([
    ['of the same generation was none: the server drops the field', 4, 'unchanged'],
    ['of a new generation is one', 5, 'updated'],
  ] as const)('%s', async (_, generation, state) => {
    const metadata = { ...stored.metadata, generation, resourceVersion: '8' };
    const { client } = await against({ results: [{ updatedResourceManifest: { ...stored, metadata } }] });
    const step = stepBetween(manifest('test', { shard: 'eu', shrad: 'us' }), stored);
    const results = await carryOut([step], { client, log });
    expect(results).toMatchObject([{ state, dropped: ['spec.shrad'] }]);
  });
});

describe('a call', () => {
  const steps = (count: number, spec: Fields = {}) =>
    Array.from({ length: count }, (_, index) => stepBetween(manifest(`s-${index}`, spec), undefined));

  test('holds no more than Kargo reads', async () => {
    const { client, puts } = await against({ results: [] });
    await carryOut(steps(8, { text: 'x'.repeat(1024 * 1024) }), { client, log });
    expect(puts.map((put) => (put as unknown[]).length)).toEqual([2, 2, 2, 2]);
  });

  test('that is refused as a whole is so for each of its objects', async () => {
    const { client } = await against({ error: 'no' }, { status: 400 });
    expect(await carryOut(steps(2), { client, log })).toMatchObject([
      { state: 'failed', reason: 'refused' },
      { state: 'failed', reason: 'refused' },
    ]);
  });

  test('of several: a missing right comes with the rule that gives it', async () => {
    const error =
      'update resource: review subject access: roles.rbac.authorization.k8s.io "s-0" is forbidden: get is not permitted';
    const { client } = await against({ results: [{ error }, { error: 'update resource: no' }] });
    expect(await carryOut(steps(2), { client, log })).toMatchObject([
      {
        state: 'failed',
        reason: 'forbidden',
        message: expect.stringContaining(
          '{apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [get]}',
        ),
      },
      { state: 'failed', reason: 'refused', message: 'update resource: no' },
    ]);
  });

  test.each([
    ['nothing', { results: [] }],
    [
      'another object',
      { results: [{ createdResourceManifest: { kind: 'Stage', metadata: { name: 'x' } } }] },
    ],
    ['something else', [1]],
  ])('whose answer holds %s tells nothing', async (_, answer) => {
    const { client } = await against(answer);
    expect(await carryOut(steps(1), { client, log })).toMatchObject([{ state: 'unknown' }]);
  });

  test('is unclear when the time is over, and is not looked up for ever', async () => {
    const ending = new AbortController();
    ending.abort(new DeadlineError('the deadline passed'));
    const { client } = await against({}, { signal: ending.signal });
    expect(await carryOut(steps(2), { client, log })).toMatchObject([
      { state: 'unknown' },
      { state: 'unknown' },
    ]);
  });
});
