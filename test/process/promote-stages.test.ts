import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { begin, play, read, test } from './play.ts';
import { analysisTemplate, images, simulation, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const image = `${web}:1.0.0`;

describe('several Stages', () => {
  const three = world(
    ...shop,
    stage('one', { verification: true }),
    stage('two', { run: ['imaginary'] }),
    stage('three'),
    simulation('steps: [{ stage: two, status: Errored, message: the cluster is full }]'),
  );

  test.concurrent.for(kargoReleases)('have one verdict each, Kargo %s', async (release, { simulate }) => {
    const kargo = await simulate({ release, world: three });
    await kargo.bring('three', '1.0.0');
    const ended = await play(kargo, 'promote', {
      stage: ['one', 'two', 'three'],
      image,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({
      code: 1,
      status: 'failed',
      reason: 'promotion-errored',
      message: expect.stringMatching(
        /^one: succeeded, two: failed, three: unchanged\. .*the cluster is full/,
      ),
      outputs: { promotion: '', operation: '', phase: '', checked: '', 'pull-request': '' },
    });
    const made = await Promise.all(['one', 'two'].map((name) => kargo.promotionsOf(name)));
    const [one, two] = made.map((promotions) => promotions[0]?.metadata.name);
    expect(JSON.parse(ended.outputs.promotions ?? '')).toEqual([
      expect.objectContaining({
        stage: 'one',
        status: 'succeeded',
        'failure-reason': '',
        promotion: one,
        operation: 'created',
        phase: 'Succeeded',
        checked: 'analysis',
      }),
      expect.objectContaining({
        stage: 'two',
        status: 'failed',
        'failure-reason': 'promotion-errored',
        promotion: two,
        operation: 'created',
        phase: 'Errored',
        checked: '',
      }),
      expect.objectContaining({
        stage: 'three',
        status: 'unchanged',
        'failure-reason': '',
        promotion: '',
        operation: 'unchanged',
        checked: 'none',
      }),
    ]);
    expect((await kargo.writes()).toSorted()).toEqual([
      'POST stages/one/promotions',
      'POST stages/two/promotions',
    ]);
  });

  test.concurrent('all good is good, all there is unchanged', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop, stage('one'), stage('two')) });
    await kargo.freight('1.0.0');
    const both = { stage: 'one,two', image };
    expect(await play(kargo, 'promote', both)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await play(kargo, 'promote', both)).toMatchObject({ code: 0, status: 'unchanged' });
  });

  test.concurrent('one that is missing is said before anything is sent', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop, stage('one')) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { stage: ['one', 'tow'], image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
    expect(ended.message).toMatch(/Stage "tow".*does not exist in project "shop"/);
    expect(await kargo.writes()).toEqual([]);
  });
});

describe('what is ahead is named in the log', () => {
  const gated = world(...shop, stage('test', { run: ['gate', 'compose'], verification: true }));

  test.concurrent.for(kargoReleases)('another Promotion, Kargo %s', async (release, { simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.freight('1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    const ahead = await kargo.promote('test', '1.1.0');
    await kargo.see('promotions', ahead, ({ status }) => status.phase === 'Running');
    const running = begin(kargo, 'promote', { stage: 'test', image });
    await running.saw(`Pending: Promotion ${ahead} (Running) is ahead of it`);
    await kargo.control('gates', { name: 'go', state: 'open', wake: true });
    expect(read(await running.ended)).toMatchObject({ code: 0, outputs: { operation: 'created' } });
  });

  test.concurrent.for(kargoReleases)(
    'the queue when time is over, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: gated });
      await kargo.freight('1.0.0');
      await kargo.deliver(`${web}:1.1.0`);
      const ahead = await kargo.promote('test', '1.1.0');
      await kargo.see('promotions', ahead, ({ status }) => status.phase === 'Running');
      const ended = await play(kargo, 'promote', { stage: 'test', image, timeout: '5s' });
      expect(ended).toMatchObject({
        code: 3,
        status: 'timed-out',
        reason: 'waiting-for-queue',
        message: expect.stringContaining(`Promotion ${ahead} (Running) is ahead of it`),
        outputs: { phase: 'Pending', operation: 'created' },
      });
    },
  );

  test.concurrent.for(kargoReleases)('a verification, Kargo %s', async (release, { simulate }) => {
    const byHand = simulation('analyses: [{ stage: test, ends: by hand }]');
    const verifying = world(...shop, stage('test', { verification: true }), byHand);
    const kargo = await simulate({ release, world: verifying });
    await kargo.freight('1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    await kargo.promote('test', '1.1.0');
    await verificationHasBegun(kargo);
    const running = begin(kargo, 'promote', { stage: 'test', image });
    await running.saw(
      /Pending: the verification of the Freight that is there now is not finished \(AnalysisRun test\./,
    );
    await kargo.control('analysis', { stage: 'test', phase: 'Successful' });
    expect(read(await running.ended)).toMatchObject({ code: 0, outputs: { operation: 'created' } });
  });
});

async function verificationHasBegun(kargo: SimulatedKargo): Promise<void> {
  await kargo.see('stages', 'test', ({ status }) => {
    return status.freightHistory?.[0]?.verificationHistory?.[0] !== undefined;
  });
}

describe('Freight that is not available is told why', () => {
  const chain = world(
    ...shop,
    stage('test'),
    stage('other'),
    stage('uat', { sources: 'stages: [test]' }),
    stage('slow', { sources: 'stages: [test], requiredSoakTime: 2h' }),
    stage('both', { sources: 'stages: [test, other], availabilityStrategy: All' }),
    stage('either', { sources: 'stages: [other, uat]' }),
    stage('foreign', { origin: 'api' }),
  );
  const rows = [
    { to: 'uat', before: [], why: 'it is not verified in Stage "test"' },
    {
      to: 'slow',
      before: ['test'],
      why: /it has soaked \S+ of the required 2h in Stage "test" \((?:2h|1h59m\d+s) left\)/,
    },
    {
      to: 'both',
      before: ['test'],
      why: 'it is not verified in Stage "other" (all of test, other are required)',
    },
    {
      to: 'either',
      before: ['test'],
      why: 'it is not verified in Stage "other"; it is not verified in Stage "uat"',
    },
  ];

  describe.for(kargoReleases)('Kargo %s', (release) => {
    test.concurrent.for(rows)('$to after $before', async ({ to, before, why }, { simulate }) => {
      const kargo = await simulate({ release, world: chain });
      for (const name of before) {
        await kargo.bring(name, '1.0.0');
      }
      const ended = await play(kargo, 'promote', { stage: to, image });
      expect(ended).toMatchObject({
        code: 1,
        status: 'failed',
        reason: 'not-available',
        message: typeof why === 'string' ? expect.stringContaining(why) : expect.stringMatching(why),
      });
      expect(await kargo.promotionsOf(to)).toEqual([]);
    });

    test.concurrent('until it has soaked', async ({ simulate }) => {
      const kargo = await simulate({ release, world: chain });
      await kargo.bring('test', '1.0.0');
      await kargo.control('clock', { advance: '2h' });
      expect(await play(kargo, 'promote', { stage: 'slow', image })).toMatchObject({ code: 0 });
    });

    test.concurrent('a Stage without steps is told at once', async ({ simulate }) => {
      const kargo = await simulate({ release, world: world(...shop, stage('hub', { run: [] })) });
      await kargo.freight('1.0.0');
      const ended = await play(kargo, 'promote', { stage: 'hub', image });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'control-flow' });
      expect(ended.message).toMatch(/Stage "hub" has no promotion steps/);
      expect(await kargo.writes()).toEqual([]);
    });
  });

  test.concurrent('a Stage that takes other Freight is told without waiting for ever', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: chain });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { stage: 'foreign', image, timeout: '5s' });
    expect(ended).toMatchObject({ code: 3, status: 'timed-out', reason: 'waiting-for-freight' });
    expect(ended.message).toMatch(/is it, but comes from another Warehouse than asked for \(api\)/);
  });
});
