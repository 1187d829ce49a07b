import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { play, test } from '../play.ts';
import { images, stage, warehouse, web } from '../worlds.ts';
import { deliverTo, entriesOf, furtherWorld } from './parts.ts';

const shop = [
  warehouse(),
  warehouse({ name: 'api', subscription: 'image: { repoURL: ghcr.io/acme/api, constraint: ^7.0.0 }' }),
  images(`${web}:1.0.0`, 'ghcr.io/acme/api:7.0.0'),
];
const image = `${web}:1.0.0`;
const fan = furtherWorld(
  ...shop,
  stage('test'),
  stage('asia', { sources: 'stages: [test]' }),
  stage('europe', { sources: 'stages: [test, other]' }),
  stage('through', { sources: 'stages: [test]', run: [] }),
  stage('behind', { sources: 'stages: [through]' }),
  stage('api-only', { sources: 'stages: [test]', origin: 'api' }),
  stage('dead-end', { sources: 'stages: [behind]', run: [] }),
);

/** What was posted to make Promotions: Stage and body, in order. */
async function posted(kargo: SimulatedKargo): Promise<readonly (readonly [string, unknown])[]> {
  return (await kargo.ledger('ci'))
    .filter(({ method }) => method === 'POST')
    .map(({ path, body }) => [path.split('/').at(-2) ?? '', body]);
}

describe.concurrent.for(kargoReleases)('downstream-of, Kargo %s', (release) => {
  test('every Stage behind it that takes this Freight; what only lets Freight pass is passed over', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: fan });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const inputs = { 'downstream-of': 'test', image, 'wait-for': 'verified' };
    const ended = await play(kargo, 'promote', inputs);
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringMatching(/^asia: succeeded, europe: succeeded/),
    });
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      { stage: 'asia', status: 'succeeded', operation: 'created', phase: 'Succeeded' },
      { stage: 'europe', status: 'succeeded', operation: 'created', phase: 'Succeeded' },
    ]);
    expect((await kargo.writes()).toSorted()).toEqual([
      'POST stages/asia/promotions',
      'POST stages/europe/promotions',
    ]);
    expect(ended.stderr).toContain('through only lets Freight pass');
    expect(await play(kargo, 'promote', inputs)).toMatchObject({ code: 0, status: 'unchanged' });
    // Freight went through the control-flow Stage by itself.
    const behind = await play(kargo, 'promote', { 'downstream-of': 'through', image });
    expect(behind).toMatchObject({ code: 0, status: 'succeeded' });
    expect((await posted(kargo)).at(-1)?.[0]).toBe('behind');
  });

  test('not verified upstream: each Stage says so', async ({ simulate }) => {
    const kargo = await simulate({ release, world: fan });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { 'downstream-of': 'test', image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-available' });
    expect(entriesOf(ended.outputs.promotions)).toMatchObject([
      {
        stage: 'asia',
        'failure-reason': 'not-available',
        message: expect.stringContaining('not verified in Stage "test"'),
      },
      { stage: 'europe', 'failure-reason': 'not-available' },
    ]);
  });
});

describe.concurrent('downstream-of', () => {
  test.for([
    {
      upstream: 'asia',
      says: 'No Stage with promotion steps takes Freight of Warehouse/web from Stage "asia"',
    },
    { upstream: 'behind', says: 'No Stage with promotion steps' },
    { upstream: 'tset', says: 'Stage "tset"' },
  ])('none behind "$upstream" is red, and nothing is sent', async ({ upstream, says }, { simulate }) => {
    const kargo = await simulate({ world: fan });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { 'downstream-of': upstream, image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
    expect(ended.message).toContain(says);
    expect(await kargo.writes()).toEqual([]);
  });

  test.for([
    { name: 'beside stage', given: { 'downstream-of': 'test', stage: 'asia', image }, input: 'stage' },
    { name: 'beside origin', given: { 'downstream-of': 'test', origin: 'web' }, input: 'origin' },
    { name: 'origin beside Freight', given: { stage: 'test', origin: 'web', image }, input: 'origin' },
    { name: 'neither', given: { image }, input: 'stage' },
  ])('bad input: $name', async ({ given, input }, { simulate }) => {
    const kargo = await simulate({ world: fan });
    const ended = await play(kargo, 'promote', given);
    expect(ended).toMatchObject({
      code: 2,
      status: 'invalid-input',
      message: expect.stringContaining(input),
    });
    expect(await kargo.ledger('ci')).toEqual([]);
  });
});

describe.concurrent.for(kargoReleases)('origin, Kargo %s', (release) => {
  const pipeline = furtherWorld(...shop, stage('test'), stage('uat', { sources: 'stages: [test]' }));

  test('the newest of a Warehouse; chosen by Kargo itself where it can', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '2s' });
    const newest = await kargo.deliver(`${web}:1.1.0`);
    const ended = await play(kargo, 'promote', { stage: 'test', origin: 'web' });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { freight: newest, operation: 'created' },
    });
    const byOrigin = ['test', { origin: 'Warehouse/web' }] as const;
    const byName = ['test', { freight: newest }] as const;
    const knows = release === '1.11' || release === 'main';
    expect(await posted(kargo)).toEqual(knows ? [byOrigin] : [byOrigin, byName]);
    expect(ended.stderr.includes('this Kargo cannot promote by origin')).toBe(!knows);
    expect(await kargo.promotionsOf('test')).toMatchObject([{ spec: { freight: newest } }]);
  });

  test('the newest that the Stage may have, not the newest of all', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await kargo.control('clock', { advance: '2s' });
    await kargo.deliver(`${web}:1.1.0`);
    const ended = await play(kargo, 'promote', { stage: 'uat', origin: 'web' });
    expect(ended).toMatchObject({ code: 0, outputs: { freight: metadata.name } });
    expect(await play(kargo, 'promote', { stage: 'uat', origin: 'web' })).toMatchObject({
      code: 0,
      status: 'unchanged',
    });
  });

  test('none is available: red, with what the newest lacks, and nothing is sent', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    const { alias } = await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { stage: 'uat', origin: 'web' });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'freight-not-found' });
    expect(ended.message).toContain(`${alias}: it is not verified in Stage "test"`);
    expect(await kargo.writes()).toEqual([]);
  });

  test('of several origins the others stay', async ({ simulate }) => {
    const both = stage('test', { run: ['imaginary'] }).replace(
      'sources: { direct: true }',
      'sources: { direct: true }\n  - origin: { kind: Warehouse, name: api }\n    sources: { direct: true }',
    );
    const kargo = await simulate({ release, world: furtherWorld(...shop, both) });
    const first = await kargo.freight('1.0.0');
    await kargo.eventually('Freight of both', async () =>
      (await kargo.freights()).length === 2 ? true : undefined,
    );
    const api = await play(kargo, 'promote', { stage: 'test', origin: 'api', 'wait-for': 'verified' });
    expect(api).toMatchObject({ code: 0, status: 'succeeded' });
    const plan = await play(kargo, 'promote', { stage: 'test', origin: 'web', 'dry-run': true });
    expect(plan.message).toContain(`The Stage keeps Freight ${api.outputs.freight} of Warehouse/api`);
    const webs = await play(kargo, 'promote', { stage: 'test', origin: 'web', 'wait-for': 'verified' });
    expect(webs).toMatchObject({ code: 0, status: 'succeeded' });
    expect(new Set([api.outputs.freight, webs.outputs.freight]).size).toBe(2);
    expect([api.outputs.freight, webs.outputs.freight]).toContain(first.metadata.name);
    const [now] = (await kargo.get('stages', 'test')).status.freightHistory ?? [];
    expect(now).toMatchObject({
      items: {
        'Warehouse/api': { name: api.outputs.freight },
        'Warehouse/web': { name: webs.outputs.freight },
      },
    });
  });
});

test.concurrent('a Freight that is older than what is there is promoted by name, with a warning', async ({
  simulate,
}) => {
  const kargo = await simulate({ world: furtherWorld(...shop, stage('test')) });
  await kargo.freight('1.0.0');
  await kargo.control('clock', { advance: '2s' });
  await deliverTo(kargo, '1.1.0', 'test');
  const ended = await play(kargo, 'promote', { stage: 'test', image });
  expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
  expect(ended.stderr).toMatch(/^warning: Stage "test": the Freight is older than what the Stage has/m);
});
