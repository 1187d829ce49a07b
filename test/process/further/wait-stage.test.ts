import { describe, expect } from 'vitest';
import { kargoReleases } from '../../support/simulator.ts';
import { begin, play, read, test } from '../play.ts';
import { analysisTemplate, autoPromotion, images, simulation, stage, warehouse, web } from '../worlds.ts';
import { deliverTo, entriesOf, furtherWorld } from './parts.ts';

const shop = [
  warehouse(),
  warehouse({ name: 'api', subscription: 'image: { repoURL: ghcr.io/acme/api, constraint: ^1.0.0 }' }),
  images(`${web}:1.0.0`),
  analysisTemplate,
];
const image = `${web}:1.0.0`;
const inputs = { stage: 'test', image };

describe.concurrent.for(kargoReleases)('wait-stage, Kargo %s', (release) => {
  test('it comes by auto-promotion, from a push that Kargo has not seen yet', async ({ simulate }) => {
    const auto = furtherWorld(...shop, stage('test', { verification: true }), autoPromotion('test'));
    const kargo = await simulate({ release, world: auto });
    await kargo.freight('1.0.0');
    await kargo.see('stages', 'test', ({ status }) => status.lastPromotion !== undefined);
    await kargo.push(`${web}:1.1.0`);
    const ended = await play(kargo, 'wait-stage', { stage: 'test', warehouse: 'web', image: `${web}:1.1.0` });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('is in Stage "test", healthy and verified'),
      outputs: { freight: (await kargo.freight('1.1.0')).metadata.name, checked: 'analysis' },
    });
    expect((await kargo.writes()).filter((line) => !line.endsWith('/refresh'))).toEqual([]);
  });

  test('it comes by a person, who is waited for in so many words', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('available, and somebody has to promote it: auto-promotion is off');
    await kargo.promote('test', '1.0.0');
    expect(read(await running.ended)).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { checked: 'none' },
    });
    expect(await kargo.writes()).toEqual([]);
  });

  test('its Promotion fails while it is waited for: red, with the words of the step', async ({
    simulate,
  }) => {
    const broken = simulation('steps: [{ as: imaginary, status: Failed, message: no such tenant }]');
    const world = furtherWorld(...shop, stage('test', { run: ['gate', 'imaginary'] }), broken);
    const kargo = await simulate({ release, world });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('available, and somebody');
    await kargo.promote('test', '1.0.0');
    await kargo.control('gates', { name: 'go', state: 'open', wake: true });
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 1, status: 'failed' });
    expect(ended.reason).toMatch(/^promotion-(failed|errored)$/);
    expect(ended.message).toContain('no such tenant');
  });
});

describe.concurrent.for(['1.9', 'main'] as const)('wait-stage in detail, Kargo %s', (release) => {
  test('it was there, and other Freight has replaced it: superseded', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const other = await deliverTo(kargo, '1.1.0', 'test');
    const ended = await play(kargo, 'wait-stage', inputs);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'superseded' });
    expect(ended.message).toContain(other);
  });

  test('it cannot soak in time: red at once, with what is left', async ({ simulate }) => {
    const soaking = stage('uat', { sources: 'stages: [test], requiredSoakTime: 1h' });
    const kargo = await simulate({ release, world: furtherWorld(...shop, stage('test'), soaking) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'wait-stage', { stage: 'uat', image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-available' });
    expect(ended.message).toMatch(
      /in time: it has soaked \S+ of the required 1h in Stage "test" \(\S+ left\)/,
    );
  });

  test('the time is over: what was in its way is said', async ({ simulate }) => {
    const world = furtherWorld(...shop, stage('test'), stage('uat', { sources: 'stages: [test]' }));
    const kargo = await simulate({ release, world });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'wait-stage', { stage: 'test,uat', image, timeout: '1500ms' });
    expect(ended).toMatchObject({ code: 3, status: 'timed-out', reason: 'waiting-for-promotion' });
    expect(entriesOf(ended.outputs.stages)).toMatchObject([
      { stage: 'test', status: 'timed-out', message: expect.stringContaining('somebody has to promote it') },
      {
        stage: 'uat',
        status: 'timed-out',
        message: expect.stringContaining('not available yet: it is not verified in Stage "test"'),
      },
    ]);
  });
});

describe.concurrent('wait-stage', () => {
  test.for([
    {
      name: 'other',
      reason: 'not-available',
      says: 'takes Freight of Warehouse/api, and this is of Warehouse/web',
    },
    { name: 'through', reason: 'control-flow', says: 'only lets Freight pass' },
    { name: 'nowhere', reason: 'not-found', says: 'Stage "nowhere"' },
  ])('it can never come to Stage "$name": red at once', async ({ name, reason, says }, { simulate }) => {
    const world = furtherWorld(...shop, stage('other', { origin: 'api' }), stage('through', { run: [] }));
    const kargo = await simulate({ world });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'wait-stage', { stage: name, image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason });
    expect(ended.message).toContain(says);
  });

  test('a soak that ends in time is waited for, then the promotion', async ({ simulate }) => {
    const soaking = stage('uat', { sources: 'stages: [test], requiredSoakTime: 2s' });
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test'), soaking) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const running = begin(kargo, 'wait-stage', { stage: 'uat', image });
    await running.saw(/not available yet: it has soaked \S+ of the required 2s/);
    await kargo.eventually('the soak', () => kargo.promote('uat', '1.0.0').catch(() => undefined));
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
  });

  test('upstream has to verify it first: waited for, for the soak may still end', async ({ simulate }) => {
    const soaking = stage('uat', { sources: 'stages: [test], requiredSoakTime: 1h' });
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test'), soaking) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'wait-stage', { stage: 'uat', image, timeout: '1500ms' });
    expect(ended).toMatchObject({ code: 3, reason: 'waiting-for-promotion' });
    expect(ended.message).toContain('it is not verified in Stage "test"');
  });

  test('an approval opens the way', async ({ simulate }) => {
    const world = furtherWorld(...shop, stage('test'), stage('uat', { sources: 'stages: [test]' }));
    const kargo = await simulate({ world });
    const { metadata } = await kargo.freight('1.0.0');
    const running = begin(kargo, 'wait-stage', { stage: 'uat', image });
    await running.saw('not available yet: it is not verified in Stage "test"');
    await kargo.call('POST', `freight/${metadata.name}/approve?stage=uat`);
    await kargo.promote('uat', '1.0.0');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
  });

  test('its Promotion has failed already: red, Kargo does not try again', async ({ simulate }) => {
    const broken = simulation('steps: [{ as: imaginary, status: Failed, message: no such tenant }]');
    const kargo = await simulate({
      world: furtherWorld(...shop, stage('test', { run: ['imaginary'] }), broken),
    });
    await kargo.freight('1.0.0');
    const promotion = await kargo.promote('test', '1.0.0');
    await kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === promotion);
    const ended = await play(kargo, 'wait-stage', inputs);
    expect(ended).toMatchObject({ code: 1, reason: 'promotion-failed' });
    expect(ended.message).toContain('no such tenant');
  });

  test('the Promotion of other Freight has failed: that is not about this one', async ({ simulate }) => {
    const world = furtherWorld(...shop, stage('test', { run: ['gate'] }));
    const kargo = await simulate({ world });
    await kargo.freight('1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    await kargo.control('gates', { name: 'go', state: 'broken' });
    const broken = await kargo.promote('test', '1.1.0');
    await kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === broken);
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('available, and somebody');
    await kargo.control('gates', { name: 'go', state: 'open' });
    await kargo.promote('test', '1.0.0');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
  });

  test('it is there and unhealthy: red after the grace, with the words of Argo CD', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test', { run: ['sync'] })) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await kargo.control('health', { app: 'web', health: 'Degraded' });
    await kargo.see('stages', 'test', ({ status }) => status.health?.status === 'Unhealthy');
    const ended = await play(kargo, 'wait-stage', { ...inputs, 'health-grace': '500ms' });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'unhealthy' });
    expect(ended.message).toContain('has health state "Degraded"');
  });

  test('healthy is enough when asked so; verified is not yet', async ({ simulate }) => {
    const byHand = simulation('analyses: [{ ends: by hand }]');
    const world = furtherWorld(...shop, stage('test', { verification: true }), byHand);
    const kargo = await simulate({ world });
    await kargo.freight('1.0.0');
    await kargo.promote('test', '1.0.0');
    const healthy = await play(kargo, 'wait-stage', { ...inputs, 'wait-for': 'healthy' });
    expect(healthy).toMatchObject({ code: 0, status: 'succeeded' });
    const late = await play(kargo, 'wait-stage', { ...inputs, timeout: '1500ms' });
    expect(late).toMatchObject({ code: 3, reason: 'waiting-for-verification' });
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('the Freight is there');
    await kargo.control('analysis', { stage: 'test', phase: 'Failed', message: 'p95 is 900 ms' });
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 1, reason: 'verification-failed' });
    expect(ended.message).toContain('metric "smoke" Failed: p95 is 900 ms');
  });

  test('require-checks is red where Kargo looked at nothing', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'wait-stage', { ...inputs, 'require-checks': true });
    expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'not-assessable' });
  });

  test('the Stage is deleted while it is waited for', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('available, and somebody');
    await kargo.control('objects', { kind: 'Stage', name: 'test', delete: true });
    expect(read(await running.ended)).toMatchObject({ code: 4, status: 'unknown', reason: 'object-gone' });
  });

  test('cancelled: waiting changed nothing', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'wait-stage', inputs);
    await running.saw('available, and somebody');
    running.kill('SIGTERM');
    expect(read(await running.ended)).toMatchObject({ code: 143, status: 'cancelled' });
    expect(await kargo.writes()).toEqual([]);
  });
});
