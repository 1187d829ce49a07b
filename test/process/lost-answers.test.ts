import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { begin, play, read, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const gated = world(warehouse(), images(`${web}:1.0.0`), stage('test', { run: ['gate', 'compose'] }));
const quick = world(warehouse(), images(`${web}:1.0.0`), stage('test'));
const promotion = { method: 'POST', path: '/stages/test/promotions$' };
const inputs = { stage: 'test', image: `${web}:1.0.0` };

/** How often the Promotion was asked for, and what Kargo has. */
async function made(kargo: SimulatedKargo) {
  const posts = (await kargo.writes()).filter((line) => line.endsWith('/promotions'));
  return { posts: posts.length, promotions: (await kargo.promotionsOf('test')).length };
}

describe('the answer to the promotion', () => {
  const found = [
    { fault: { kind: 'drop-after-commit' }, operation: 'adopted' },
    { fault: { kind: 'half-body' }, operation: 'adopted' },
    { fault: { kind: 'delay', delayMs: 1_200 }, operation: 'created' },
  ];
  describe.for(kargoReleases)('Kargo %s', (release) => {
    test.concurrent.for(found)('$fault: $operation', async ({ fault, operation }, { simulate }) => {
      const kargo = await simulate({ release, world: quick });
      await kargo.freight('1.0.0');
      await kargo.fault(promotion, fault);
      const ended = await play(kargo, 'promote', inputs);
      const [only] = await kargo.promotionsOf('test');
      expect(ended).toMatchObject({
        code: 0,
        status: 'succeeded',
        outputs: { operation, promotion: only?.metadata.name, phase: 'Succeeded' },
      });
      expect(await made(kargo)).toEqual({ posts: 1, promotions: 1 });
    });

    test.concurrent('429 with Retry-After: sent again, not before', async ({ simulate }) => {
      const kargo = await simulate({ release, world: quick });
      await kargo.freight('1.0.0');
      const busy = {
        kind: 'status',
        status: 429,
        body: { error: 'slow down' },
        headers: { 'retry-after': '1' },
      };
      await kargo.fault(promotion, busy, { times: 2 });
      const ended = await play(kargo, 'promote', inputs);
      expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
      expect(await made(kargo)).toEqual({ posts: 3, promotions: 1 });
      const posts = (await kargo.ledger('ci')).filter(({ method }) => method === 'POST');
      const times = posts.map(({ at }) => Date.parse(at));
      expect(Math.min((times[1] ?? 0) - (times[0] ?? 0), (times[2] ?? 0) - (times[1] ?? 0))).toBeGreaterThan(
        990,
      );
    });
  });

  // Kargo, or a proxy before it, can break down after it has done what was asked.
  const afterCommit = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 502 },
    { kind: 'status', status: 504 },
    { kind: 'empty' },
  ];
  test.concurrent.for(afterCommit)('%j after the fact: adopted', async (fault, { simulate }) => {
    const kargo = await simulate({ world: quick });
    await kargo.freight('1.0.0');
    await kargo.fault(promotion, fault);
    const running = begin(kargo, 'promote', inputs);
    await kargo.saw(/POST stages\/test\/promotions/);
    const name = await kargo.promote('test', '1.0.0');
    expect(read(await running.ended)).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { operation: 'adopted', promotion: name },
    });
    expect(await made(kargo)).toEqual({ posts: 1, promotions: 1 });
  });

  const lost = [{ kind: 'drop' }, { kind: 'status', status: 500 }, { kind: 'empty' }];
  test.concurrent.for(lost)('%j, and nothing was made: unknown, sent once', async (fault, { simulate }) => {
    const kargo = await simulate({ world: gated });
    // An old Promotion of the same Freight is not taken for ours.
    await kargo.control('gates', { name: 'go', state: 'broken' });
    const failed = await kargo.promote('test', '1.0.0');
    await kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === failed);
    await kargo.fault(promotion, fault);
    const ended = await play(kargo, 'promote', inputs);
    expect(ended).toMatchObject({
      code: 4,
      status: 'unknown',
      reason: 'answer-lost',
      message: expect.stringMatching(/not sent again.*Run the job again/),
      outputs: { promotion: '', operation: '' },
    });
    expect(await made(kargo)).toEqual({ posts: 1, promotions: 1 });
  });

  test.concurrent('lost when the time is over: still unknown', async ({ simulate }) => {
    const kargo = await simulate({ world: quick });
    await kargo.freight('1.0.0');
    await kargo.fault(promotion, { kind: 'drop' });
    const ended = await play(kargo, 'promote', { ...inputs, timeout: '4s' });
    expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'answer-lost' });
  });

  test.concurrent('lost when the job is cancelled: it is said that one may exist', async ({ simulate }) => {
    const kargo = await simulate({ world: quick });
    await kargo.freight('1.0.0');
    await kargo.fault(promotion, { kind: 'drop' });
    const running = begin(kargo, 'promote', inputs);
    await kargo.saw(/POST stages\/test\/promotions/);
    // The first look after the lost answer.
    await kargo.eventually('a look', async () => {
      const lists = (await kargo.ledger('ci')).filter(({ query }) => query === 'stage=test');
      return lists.length > 1 ? true : undefined;
    });
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended.code).toBeGreaterThan(0);
    expect(ended.message).toMatch(/may exist/);
  });
});

describe('reads are repeated', () => {
  const faults = [
    { kind: 'drop' },
    { kind: 'half-body' },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 503, headers: { 'retry-after': '1' } },
    { kind: 'status', status: 429 },
    { kind: 'html', status: 502 },
    { kind: 'delay', delayMs: 300 },
    { kind: 'stale-read' },
  ];
  test.concurrent.for(faults)('%j twice on every path', async (fault, { simulate }) => {
    const kargo = await simulate({ world: quick });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.push(`${web}:1.1.0`);
    for (const path of [
      '/stages/test$',
      '/warehouses/web$',
      '/freight\\?',
      '/promotions\\?',
      '/promotions/',
    ]) {
      await kargo.fault({ method: 'GET', path }, fault, { times: 2 });
    }
    const ended = await play(kargo, 'promote', {
      stage: 'test',
      warehouse: 'web',
      image: `${web}:1.1.0`,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await made(kargo)).toEqual({ posts: 1, promotions: 1 });
  });

  test.concurrent('so are a refresh and an abort', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.fault({ method: 'POST', path: '/refresh$' }, { kind: 'drop' }, { times: 2 });
    expect(await play(kargo, 'notify-warehouse', { warehouse: 'web' })).toMatchObject({ code: 0 });
    const name = await kargo.promote('test', '1.0.0');
    await kargo.see('promotions', name, ({ status }) => status.phase === 'Running');
    await kargo.fault({ method: 'POST', path: '/abort$' }, { kind: 'drop-after-commit' }, { times: 2 });
    const ended = await play(kargo, 'abort-promotion', { promotion: name });
    expect(ended).toMatchObject({ code: 0, outputs: { phase: 'Aborted' } });
  });
});
