import { describe, expect } from 'vitest';
import { kargoReleases } from '../support/simulator.ts';
import { begin, play, read, test } from './play.ts';
import {
  analysisTemplate,
  autoPromotion,
  images,
  simulation,
  stage,
  warehouse,
  web,
  world,
} from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const verifying = world(...shop, stage('test', { verification: true }));
const gated = world(...shop, stage('test', { run: ['gate', 'compose'] }));
const old = { stage: 'test', image: `${web}:1.0.0` };

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent('from push to verified in one call', async ({ simulate }) => {
    const kargo = await simulate({ release, world: verifying });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.push(`${web}:1.1.0`);
    const ended = await play(kargo, 'promote', {
      stage: 'test',
      warehouse: 'web',
      image: `${web}:1.1.0`,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      reason: '',
      outputs: { operation: 'created', phase: 'Succeeded', checked: 'analysis' },
    });
    const freight = await kargo.freight('1.1.0');
    expect(freight.status.verifiedIn).toHaveProperty('test');
    expect(ended.outputs).toMatchObject({
      freight: freight.metadata.name,
      promotion: (await kargo.promotionsOf('test'))[0]?.metadata.name,
    });
    expect(await kargo.writes()).toEqual(['POST warehouses/web/refresh', 'POST stages/test/promotions']);
  });

  test.concurrent('the second run changes nothing', async ({ simulate }) => {
    const kargo = await simulate({ release, world: verifying });
    await kargo.freight('1.0.0');
    const first = await play(kargo, 'promote', { ...old, 'wait-for': 'verified' });
    expect(first).toMatchObject({ code: 0, status: 'succeeded' });
    for (const waitFor of ['none', 'pull-request', 'promotion', 'healthy', 'verified']) {
      const second = await play(kargo, 'promote', { ...old, warehouse: 'web', 'wait-for': waitFor });
      expect(second).toMatchObject({ code: 0, status: 'unchanged', outputs: { operation: 'unchanged' } });
    }
    expect(await kargo.writes()).toEqual(['POST stages/test/promotions']);
    expect(await kargo.promotionsOf('test')).toHaveLength(1);
  });

  test.concurrent("somebody else's Promotion of the same Freight is adopted", async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const promotion = await kargo.promote('test', '1.0.0');
    const playing = play(kargo, 'promote', { ...old, force: true });
    await kargo.saw(new RegExp(`promotions/${promotion}\\?watch=true`));
    await kargo.control('gates', { name: 'go', state: 'open', wake: true });
    expect(await playing).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { operation: 'adopted', promotion, phase: 'Succeeded' },
    });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('auto-promotion that was faster is adopted', async ({ simulate }) => {
    const kargo = await simulate({
      release,
      world: world(...shop, stage('test', { verification: true }), autoPromotion('test')),
    });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.push(`${web}:1.1.0`);
    const ended = await play(kargo, 'promote', {
      stage: 'test',
      warehouse: 'web',
      image: `${web}:1.1.0`,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'adopted' } });
    expect(await kargo.writes()).toEqual(['POST warehouses/web/refresh']);
  });

  test.concurrent('an earlier failed Promotion is no obstacle', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.control('gates', { name: 'go', state: 'broken' });
    const failed = await kargo.promote('test', '1.0.0');
    await kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === failed);
    await kargo.control('gates', { name: 'go', state: 'open' });
    const ended = await play(kargo, 'promote', old);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect(ended.outputs.promotion).not.toBe(failed);
  });

  test.concurrent('force promotes what is there already', async ({ simulate }) => {
    const kargo = await simulate({ release, world: verifying });
    const before = await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'promote', { ...old, force: true, 'wait-for': 'verified' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect((await kargo.promotionsOf('test')).map(({ metadata }) => metadata.name)).toEqual([
      before,
      ended.outputs.promotion,
    ]);
  });

  test.concurrent('older Freight over newer is done, with a warning', async ({ simulate }) => {
    const kargo = await simulate({ release, world: world(...shop, stage('test')) });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.deliver(`${web}:1.1.0`);
    await kargo.bring('test', '1.1.0');
    const ended = await play(kargo, 'promote', old);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect(ended.stderr).toMatch(/^warning: .*older than what the Stage has/m);
    expect(ended.stderr).not.toContain('auto-promotion');
  });

  test.concurrent('the hold of auto-promotion is explained where there is one', async ({ simulate }) => {
    const kargo = await simulate({ release, world: world(...shop, stage('test'), autoPromotion('test')) });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.deliver(`${web}:1.1.0`);
    const { metadata } = await kargo.freight('1.1.0');
    await kargo.see('freight', metadata.name, ({ status }) => status.verifiedIn?.test !== undefined);
    const ended = await play(kargo, 'promote', old);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    const holds = release === '1.11' || release === 'main';
    expect(/^warning: .*stops auto-promotion of Warehouse\/web/m.test(ended.stderr)).toBe(holds);
  });

  test.concurrent('a failed step that was allowed to fail is a warning', async ({ simulate }) => {
    const tolerant = stage('test', { run: ['imaginary'] }).replace(
      'as: imaginary',
      'as: imaginary, continueOnError: true',
    );
    const failing = simulation('steps: [{ as: imaginary, status: Failed, message: no such tenant }]');
    const kargo = await simulate({ release, world: world(...shop, tolerant, failing) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', old);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(ended.stderr).toMatch(/^warning: .*"imaginary".*was allowed to: .*no such tenant/m);
  });
});

describe('pull requests', () => {
  const run = ['clone', 'update', 'commit', 'pushBranch', 'openRequest', 'waitForRequest'] as const;
  const withRequest = world(...shop, stage('test', { run }));
  const merge = { repoURL: 'https://github.com/acme/gitops.git', number: 1, action: 'merge', wake: true };

  test.concurrent.for(kargoReleases)(
    'open is enough when asked so, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: withRequest });
      await kargo.freight('1.0.0');
      const ended = await play(kargo, 'promote', { ...old, 'wait-for': 'pull-request' });
      expect(ended).toMatchObject({
        code: 0,
        status: 'succeeded',
        outputs: {
          operation: 'created',
          phase: 'Running',
          'pull-request': '1',
          'pull-request-url': expect.stringMatching(/^https:\/\/github\.com\/acme\/gitops\/.*1$/),
          'pull-request-branch': `kargo/promotion/${ended.outputs.promotion}`,
        },
      });
      const again = begin(kargo, 'promote', old);
      await again.saw('adopted Promotion');
      await kargo.control('pull-requests', merge);
      expect(read(await again.ended)).toMatchObject({
        code: 0,
        outputs: { operation: 'adopted', phase: 'Succeeded' },
      });
    },
  );

  test.concurrent('one that nobody merges is a time-out that says so, and stays', async ({ simulate }) => {
    const kargo = await simulate({ world: withRequest });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { ...old, timeout: '4s' });
    expect(ended).toMatchObject({
      code: 3,
      status: 'timed-out',
      reason: 'waiting-for-pull-request',
      message: expect.stringMatching(/pull request https:.*left running/),
    });
    expect(await kargo.get('promotions', ended.outputs.promotion ?? '')).toMatchObject({
      status: { phase: 'Running' },
    });
  });
});

describe('checks', () => {
  test.concurrent('what Kargo looked at is told: a health check, or nothing', async ({ simulate }) => {
    const synced = world(...shop, stage('test'), stage('uat', { run: ['sync'] }));
    const kargo = await simulate({ world: synced });
    await kargo.freight('1.0.0');
    const wanted = { image: `${web}:1.0.0`, 'wait-for': 'verified', 'require-checks': true };
    const [nothing, health] = await Promise.all([
      play(kargo, 'promote', { ...wanted, stage: 'test' }),
      play(kargo, 'promote', { ...wanted, stage: 'uat' }),
    ]);
    expect(nothing).toMatchObject({
      code: 4,
      status: 'unknown',
      reason: 'not-assessable',
      outputs: { checked: 'none', phase: 'Succeeded' },
    });
    expect(health).toMatchObject({ code: 0, status: 'succeeded', outputs: { checked: 'health' } });
    const again = await play(kargo, 'promote', { ...wanted, stage: 'test' });
    expect(again).toMatchObject({ code: 4, reason: 'not-assessable' });
  });
});
