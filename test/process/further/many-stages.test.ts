import { describe, expect } from 'vitest';
import { kargoReleases, type Sent, type SimulatedKargo } from '../../support/simulator.ts';
import { begin, play, read, test } from '../play.ts';
import {
  analysisTemplate,
  images,
  simulation,
  stage,
  tokenOf,
  warehouse,
  web,
  world,
  worldWithoutToken,
} from '../worlds.ts';
import { entriesOf, furtherWorld, setGate } from './parts.ts';

const image = `${web}:1.0.0`;
const shop = [warehouse(), images(image), analysisTemplate];
const namesOf = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);
const twenty = namesOf(20);
const gated = world(...shop, ...twenty.map((name) => stage(name, { run: ['gate', 'compose'] })));
const toTwenty = { stage: twenty.join(','), image, 'wait-for': 'verified' };

/** Which streams were opened: `promotions?watch=true`, without the version that they begin from. */
async function streamsOf(kargo: SimulatedKargo, token = 'ci'): Promise<readonly string[]> {
  return (await kargo.ledger(token))
    .filter(({ query }) => query.includes('watch=true'))
    .map(({ path }) => path.replace(/^.*\/projects\/shop\//, ''));
}

function queryOf({ query }: Sent): string {
  return query === '' ? '' : `?${query}`;
}

/** All Promotions have been created, and are watched by a stream that they share. */
async function allCreated(kargo: SimulatedKargo, count: number): Promise<void> {
  await kargo.saw(/^GET promotions\?watch=true/);
  await kargo.eventually(`${count} Promotions`, async () =>
    (await kargo.writes()).length === count ? true : undefined,
  );
}

describe.concurrent.for(kargoReleases)('promote to many Stages, Kargo %s', (release) => {
  test('two hundred in one process: two streams, little more than a request each', async ({ simulate }) => {
    const names = namesOf(200);
    const kargo = await simulate({ release, world: world(...shop, ...names.map((name) => stage(name))) });
    await kargo.freight('1.0.0');
    const inputs = { stage: names.join(','), image, 'wait-for': 'verified', timeout: '50s' };
    const ended = await play(kargo, 'promote', inputs);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    const made = entriesOf(ended.outputs.promotions).filter(
      ({ status, operation }) => status === 'succeeded' && operation === 'created',
    );
    expect(made).toHaveLength(200);
    expect(await kargo.writes()).toHaveLength(200);
    expect((await streamsOf(kargo)).toSorted()).toEqual(['promotions', 'stages']);
    const requests = (await kargo.ledger('ci')).length;
    console.log(`promote to 200 Stages of Kargo ${release}: ${requests} requests, 2 of them streams`);
    expect(requests).toBeLessThanOrEqual(2 * 200);
    expect(ended.stderr).not.toMatch(/Warning/);

    await kargo.control('clock', { advance: '2s' });
    const again = await play(kargo, 'promote', inputs);
    expect(again).toMatchObject({ code: 0, status: 'unchanged' });
    const more = (await kargo.ledger('ci')).length - requests;
    console.log(`once more, unchanged: ${more} requests`);
    expect(more).toBeLessThanOrEqual(10);
  });

  test('one Promotion of many fails: that Stage alone is red', async ({ simulate }) => {
    const some = world(
      ...shop,
      ...twenty.map((name) => stage(name, { run: name === 's7' ? ['imaginary'] : ['compose'] })),
      simulation('steps: [{ as: imaginary, status: Failed, message: no such tenant }]'),
    );
    const kargo = await simulate({ release, world: some });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', toTwenty);
    expect(ended).toMatchObject({
      code: 1,
      status: 'failed',
      message: expect.stringContaining('s7: failed'),
    });
    const red = entriesOf(ended.outputs.promotions).filter(({ status }) => status !== 'succeeded');
    expect(red).toMatchObject([{ stage: 's7', message: expect.stringContaining('no such tenant') }]);
    expect(await streamsOf(kargo)).toHaveLength(2);
  });

  test('the streams are cut in the middle', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', toTwenty);
    await allCreated(kargo, 20);
    await kargo.control('streams', { how: 'reset' });
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await kargo.writes()).toHaveLength(20);
  });
});

describe.concurrent('what many share is broken, and all end green with one POST each', () => {
  const faults = [
    { what: 'the next streams end', path: '\\?watch=true', fault: { kind: 'end-stream' } },
    { what: 'the next streams are dead', path: '\\?watch=true', fault: { kind: 'dead-stream' } },
    { what: 'the next streams are no streams', path: '\\?watch=true', fault: { kind: 'empty' } },
    { what: 'the next watches are dropped', path: '\\?watch=true', fault: { kind: 'drop' } },
    { what: 'the next lists are half', path: '/promotions$', fault: { kind: 'half-body' } },
    { what: 'the next lists are 500', path: '/(promotions|stages)$', fault: { kind: 'status', status: 500 } },
  ];
  test.for(faults)('$what', async ({ path, fault }, { simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', toTwenty);
    await allCreated(kargo, 20);
    await kargo.fault({ method: 'GET', path }, fault, { times: 4 });
    const struck = async () =>
      (await kargo.ledger('ci')).filter((sent) => new RegExp(path).test(`${sent.path}${queryOf(sent)}`))
        .length;
    const before = await struck();
    await kargo.control('streams', { how: 'reset' });
    await kargo.eventually('a request that is struck', async () =>
      (await struck()) > before ? true : undefined,
    );
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await kargo.writes()).toHaveLength(20);
  });

  test('answers to POSTs are lost', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    await kargo.fault({ method: 'POST', path: '/promotions$' }, { kind: 'drop-after-commit' }, { times: 6 });
    const running = begin(kargo, 'promote', toTwenty);
    await allCreated(kargo, 20);
    await setGate(kargo, 'open');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    const adopted = entriesOf(ended.outputs.promotions).filter(({ operation }) => operation === 'adopted');
    expect(adopted).toHaveLength(6);
    expect(await kargo.writes()).toHaveLength(20);
  });

  test('a Promotion is deleted: that Stage alone is unknown', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', toTwenty);
    await allCreated(kargo, 20);
    const [doomed] = await kargo.promotionsOf('s3');
    await kargo.control('objects', { kind: 'Promotion', name: doomed?.metadata.name, delete: true });
    await setGate(kargo, 'open');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'object-gone' });
    const others = entriesOf(ended.outputs.promotions).filter(({ status }) => status !== 'succeeded');
    expect(others).toMatchObject([{ stage: 's3', 'failure-reason': 'object-gone' }]);
  });

  test('cancelled: every one is aborted', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', toTwenty);
    await allCreated(kargo, 20);
    for (const name of twenty) {
      await running.saw(`${name}: Running, step 1 of 2`);
    }
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, status: 'cancelled' });
    const left = entriesOf(ended.outputs.promotions).filter(({ phase }) => phase !== 'Aborted');
    expect(left).toEqual([]);
  });
});

describe.concurrent('rights on single Stages are enough', () => {
  const common = [
    '{ verbs: [get, list, watch], resources: [warehouses, freights] }',
    '{ verbs: [promote], resources: [stages] }',
    '{ verbs: [create], resources: [promotions] }',
  ];
  const seven = namesOf(7);
  const own = `{ verbs: [get, watch], resources: [stages], resourceNames: [${seven.join(', ')}] }`;
  const rows = [
    {
      lacks: 'list of all Stages',
      rules: [own, '{ verbs: [get, list, watch], resources: [promotions] }'],
      streams: ['promotions', ...seven.map((name) => `stages/${name}`)],
    },
    {
      lacks: 'watch of all Stages',
      rules: [
        own,
        '{ verbs: [list], resources: [stages] }',
        '{ verbs: [get, list, watch], resources: [promotions] }',
      ],
      streams: ['promotions', 'stages', ...seven.map((name) => `stages/${name}`)],
    },
    {
      lacks: 'watch of anything',
      rules: ['{ verbs: [get, list], resources: [stages, promotions] }'],
      streams: undefined,
    },
  ];
  test.for(rows)('without $lacks', async ({ rules, streams }, { simulate }) => {
    const token = tokenOf('ci', [...common, ...rules]);
    const stages = seven.map((name) => stage(name, { verification: true }));
    const kargo = await simulate({ world: worldWithoutToken(token, ...shop, ...stages) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { stage: seven.join(','), image, 'wait-for': 'verified' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    if (streams !== undefined) {
      expect([...new Set(await streamsOf(kargo))].toSorted()).toEqual(streams.toSorted());
    }
  });
});

describe.concurrent('other commands share, too', () => {
  const open = furtherWorld(...shop, ...twenty.map((name) => stage(name, { verification: true })));

  test('items of a batch in one project', async ({ simulate }) => {
    const kargo = await simulate({ world: open });
    await kargo.freight('1.0.0');
    const items = JSON.stringify(twenty.map((name) => ({ stage: name, image, 'wait-for': 'verified' })));
    const ended = await play(kargo, 'promote', { items });
    expect(ended).toMatchObject({ code: 0, message: '20 of 20 items are green.' });
    expect((await streamsOf(kargo)).toSorted()).toEqual(['promotions', 'stages']);
    const requests = (await kargo.ledger('ci')).length;
    console.log(`a batch of 20 items in one project: ${requests} requests`);
    // Alone each would cost ten. How many ask at the same moment depends on the machine.
    expect(requests).toBeLessThanOrEqual(20 * 7);
  });

  test('wait-stage, wait-promotion, verify-stage', async ({ simulate }) => {
    const kargo = await simulate({ world: open });
    await kargo.freight('1.0.0');
    const stages = { stage: twenty.join(',') };
    const made = await play(kargo, 'promote', { ...stages, image, 'wait-for': 'none' });
    const promotion = entriesOf(made.outputs.promotions).map((entry) => entry.promotion ?? '');
    const watched = [
      ['wait-promotion', { promotion, 'wait-for': 'verified' }],
      ['wait-stage', { ...stages, image }],
      ['verify-stage', stages],
    ] as const;
    for (const [command, inputs] of watched) {
      const before = (await streamsOf(kargo)).length;
      expect(await play(kargo, command, inputs)).toMatchObject({ code: 0, status: 'succeeded' });
      const streams = (await streamsOf(kargo)).slice(before);
      expect(streams, command).toEqual([...new Set(streams)]);
      expect(streams.filter((path) => path.includes('/'))).toEqual([]);
    }
  });
});
