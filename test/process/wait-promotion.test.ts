import { describe, expect } from 'vitest';
import { kargoReleases } from '../support/simulator.ts';
import { begin, play, read, test } from './play.ts';
import { analysisTemplate, images, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const gated = world(...shop, stage('test', { run: ['gate', 'compose'], verification: true }));
const open = { name: 'go', state: 'open', wake: true };

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent('by name, to verified', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const promotion = await kargo.promote('test', '1.0.0');
    const running = begin(kargo, 'wait-promotion', { promotion, 'wait-for': 'verified' });
    await running.saw(/"gate"/);
    await kargo.control('gates', open);
    const freight = await kargo.freight('1.0.0');
    expect(read(await running.ended)).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: {
        promotion,
        operation: 'adopted',
        phase: 'Succeeded',
        checked: 'analysis',
        freight: freight.metadata.name,
      },
    });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('one that has ended long ago', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.control('gates', open);
    const promotion = await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'wait-promotion', { promotion, 'wait-for': 'verified' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { promotion } });
  });

  test.concurrent('failed is red', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.control('gates', { name: 'go', state: 'broken' });
    const promotion = await kargo.promote('test', '1.0.0');
    const ended = await play(kargo, 'wait-promotion', { promotion });
    expect(ended).toMatchObject({ code: 1, status: 'failed', outputs: { promotion } });
    expect(ended.message).toMatch(/at step 1 "gate" \(http\): .*met failure criteria/);
  });

  test.concurrent('by Stage: its newest', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.control('gates', open);
    await kargo.bring('test', '1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    const promotion = await kargo.promote('test', '1.1.0');
    const ended = await play(kargo, 'wait-promotion', { stage: 'test' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { promotion } });
  });

  test.concurrent('by Stage and image: one that is made elsewhere, later', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.control('gates', open);
    await kargo.bring('test', '1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    const running = begin(kargo, 'wait-promotion', { stage: 'test', image: `${web}:1.1.0` });
    await kargo.saw(/GET promotions\?stage=test/);
    const promotion = await kargo.promote('test', '1.1.0');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded', outputs: { promotion } });
  });
});

test.concurrent('none that appears is a time-out', async ({ simulate }) => {
  const kargo = await simulate({ world: gated });
  await kargo.freight('1.0.0');
  const inputs = { stage: 'test', image: `${web}:1.0.0`, timeout: '3s' };
  expect(await play(kargo, 'wait-promotion', inputs)).toMatchObject({
    code: 3,
    status: 'timed-out',
    reason: 'waiting-for-promotion',
    message: expect.stringMatching(/no Promotion of Freight [0-9a-f]{40} to Stage "test" appeared/),
  });
});

test.concurrent('a missing one, and a missing Stage, are not found', async ({ simulate }) => {
  const kargo = await simulate({ world: gated });
  for (const target of [{ promotion: 'test.none' }, { stage: 'tset' }]) {
    const ended = await play(kargo, 'wait-promotion', target);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
  }
});

test.concurrent('cancelled: it is left', async ({ simulate }) => {
  const kargo = await simulate({ world: gated });
  const promotion = await kargo.promote('test', '1.0.0');
  const running = begin(kargo, 'wait-promotion', { promotion });
  await running.saw(/"gate"/);
  running.kill('SIGTERM');
  expect(read(await running.ended)).toMatchObject({ code: 143, status: 'cancelled', outputs: { promotion } });
  expect(await kargo.writes()).toEqual([]);
});

test.concurrent('several: one verdict each', async ({ simulate }) => {
  const two = world(...shop, stage('one'), stage('two', { run: ['gate'] }));
  const kargo = await simulate({ world: two });
  await kargo.control('gates', { name: 'go', state: 'broken' });
  const names = [await kargo.promote('one', '1.0.0'), await kargo.promote('two', '1.0.0')];
  const ended = await play(kargo, 'wait-promotion', { promotion: names });
  expect(ended).toMatchObject({ code: 1, reason: 'promotion-failed', outputs: { promotion: '' } });
  expect(JSON.parse(ended.outputs.promotions ?? '')).toEqual([
    expect.objectContaining({ stage: 'one', status: 'succeeded', promotion: names[0] }),
    expect.objectContaining({ stage: 'two', status: 'failed', promotion: names[1] }),
  ]);
});

describe('what is not one target is invalid input', () => {
  const rows = [
    {},
    { promotion: 'a', stage: 'test' },
    { promotion: 'a', image: `${web}:1` },
    { image: `${web}:1` },
  ];
  test.concurrent.for(rows)('%j', async (inputs, { simulate }) => {
    const kargo = await simulate({ world: gated });
    const ended = await play(kargo, 'wait-promotion', inputs);
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(await kargo.ledger()).toEqual([]);
  });
});
