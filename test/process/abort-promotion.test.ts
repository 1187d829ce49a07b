import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`)];
const gated = world(...shop, stage('test', { run: ['gate', 'compose'] }));
const pushing = world(...shop, stage('test', { run: ['clone', 'update', 'commit', 'push', 'gate'] }));

async function phaseOf(kargo: SimulatedKargo, name: string): Promise<string | undefined> {
  return (await kargo.get('promotions', name)).status.phase;
}

describe('abort-promotion', () => {
  async function runningIn(kargo: SimulatedKargo): Promise<string> {
    const name = await kargo.promote('test', '1.0.0');
    await kargo.see('promotions', name, ({ status }) => {
      return status.stepExecutionMetadata?.some((step) => step.alias === 'gate') ?? false;
    });
    return name;
  }

  test.concurrent.for(kargoReleases)('by name, and again, Kargo %s', async (release, { simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const promotion = await runningIn(kargo);
    const ended = await play(kargo, 'abort-promotion', { promotion });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { promotion, phase: 'Aborted' },
    });
    expect(await phaseOf(kargo, promotion)).toBe('Aborted');
    const again = await play(kargo, 'abort-promotion', { promotion });
    expect(again).toMatchObject({
      code: 0,
      status: 'unchanged',
      message: expect.stringContaining('it has ended Aborted'),
    });
    expect(await kargo.writes()).toEqual([`POST promotions/${promotion}/abort`]);
  });

  test.concurrent('by Stage: the running one, queued ones stay', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    const promotion = await runningIn(kargo);
    await kargo.deliver(`${web}:1.1.0`);
    const queued = await kargo.promote('test', '1.1.0');
    const ended = await play(kargo, 'abort-promotion', { stage: 'test' });
    expect(ended).toMatchObject({ code: 0, outputs: { promotion, phase: 'Aborted' } });
    await kargo.see('promotions', queued, ({ status }) => status.phase === 'Running');
  });

  test.concurrent('a Stage where nothing runs is unchanged', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    const ended = await play(kargo, 'abort-promotion', { stage: 'test' });
    expect(ended).toMatchObject({ code: 0, status: 'unchanged', message: expect.stringContaining('"test"') });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('safe leaves what has changed something outside', async ({ simulate }) => {
    const kargo = await simulate({ world: pushing });
    const promotion = await runningIn(kargo);
    const safe = await play(kargo, 'abort-promotion', { promotion, when: 'safe' });
    expect(safe).toMatchObject({ code: 0, status: 'unchanged', outputs: { phase: 'Running' } });
    expect(safe.message).toMatch(/was left: step 4 "push" \(git-push\) has already changed/);
    const anyway = await play(kargo, 'abort-promotion', { promotion });
    expect(anyway).toMatchObject({ code: 0, outputs: { phase: 'Aborted' } });
  });

  test.concurrent('a queued one is aborted with a warning', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await runningIn(kargo);
    await kargo.deliver(`${web}:1.1.0`);
    const promotion = await kargo.promote('test', '1.1.0');
    await kargo.see('promotions', promotion, ({ status }) => status.phase === 'Pending');
    const ended = await play(kargo, 'abort-promotion', { promotion });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { phase: 'Aborted' } });
    expect(ended.stderr).toMatch(/^warning: .*was queued\. .*will not verify/m);
  });

  test.concurrent.for(kargoReleases)(
    'a missing one is not found, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: gated });
      const ended = await play(kargo, 'abort-promotion', { promotion: 'test.none' });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
      expect(await kargo.writes()).toEqual([]);
    },
  );

  test.concurrent.for(kargoReleases)(
    'without the right the rule is named, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: gated });
      const promotion = await runningIn(kargo);
      const ended = await play(kargo, 'abort-promotion', { promotion }, { token: 'promoter' });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'forbidden' });
      expect(ended.message).toContain('resources: [promotions], verbs: [patch]');
    },
  );

  test.concurrent('neither or both is invalid input', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    for (const target of [{}, { promotion: 'a', stage: 'test' }]) {
      expect(await play(kargo, 'abort-promotion', target)).toMatchObject({
        code: 2,
        status: 'invalid-input',
      });
    }
    expect(await kargo.ledger()).toEqual([]);
  });
});
