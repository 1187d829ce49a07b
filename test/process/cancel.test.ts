import { describe, expect } from 'vitest';
import type { Running } from '../support/run.ts';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { begin, type Inputs, type PlayOptions, play, read, test } from './play.ts';
import {
  analysisTemplate,
  images,
  promoteRights,
  simulation,
  stage,
  tokenOf,
  warehouse,
  web,
  world,
} from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const gated = world(...shop, stage('test', { run: ['gate', 'compose'] }));
const pushing = world(...shop, stage('test', { run: ['clone', 'update', 'commit', 'push', 'gate'] }));
const inputs = { stage: 'test', image: `${web}:1.0.0` };
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

/** A promote that has come to its gate; the name of the Promotion. */
async function atGate(
  kargo: SimulatedKargo,
  more: Inputs = {},
  options: PlayOptions = {},
): Promise<{ running: Running; name: string }> {
  await kargo.freight('1.0.0');
  const running = begin(kargo, 'promote', { ...inputs, ...more }, options);
  await running.saw(/Running, step \d of \d "gate"/);
  const [only] = await kargo.promotionsOf('test');
  return { running, name: only?.metadata.name ?? '' };
}

async function phaseOf(kargo: SimulatedKargo, name: string): Promise<string | undefined> {
  return (await kargo.get('promotions', name)).status.phase;
}

describe.for(kargoReleases)('on-cancel, Kargo %s', (release) => {
  test.concurrent.for(signals)('auto aborts what it made, %s', async ([signal, exit], { simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const { running, name } = await atGate(kargo);
    running.kill(signal);
    const ended = read(await running.ended);
    // The process is gone: what the simulator has now, it had before.
    expect(await kargo.writes()).toEqual(['POST stages/test/promotions', `POST promotions/${name}/abort`]);
    expect(await phaseOf(kargo, name)).toBe('Aborted');
    expect(ended).toMatchObject({
      code: exit,
      status: 'cancelled',
      reason: '',
      message: `Cancelled by ${signal}; Promotion ${name} was aborted.`,
      outputs: { promotion: name, operation: 'created', phase: 'Aborted' },
    });
  });

  test.concurrent('auto leaves what has changed something outside', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pushing });
    const { running, name } = await atGate(kargo);
    running.kill('SIGTERM');
    expect(read(await running.ended)).toMatchObject({
      code: 143,
      status: 'cancelled',
      message: `Cancelled by SIGTERM; Promotion ${name} was left: step 4 "push" (git-push) has already changed something outside; to abort it: kargo-ci abort-promotion --promotion ${name}.`,
      outputs: { phase: 'Running' },
    });
    expect(await phaseOf(kargo, name)).toBe('Running');
  });

  test.concurrent('auto leaves what is queued', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    await kargo.freight('1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    const ahead = await kargo.promote('test', '1.1.0');
    await kargo.see('promotions', ahead, ({ status }) => status.phase === 'Running');
    const running = begin(kargo, 'promote', inputs);
    await running.saw('created Promotion');
    running.kill('SIGINT');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 130, status: 'cancelled', outputs: { operation: 'created' } });
    expect(ended.message).toMatch(/was left: it is queued, and aborting a queued Promotion can spoil/);
    expect(await phaseOf(kargo, ended.outputs.promotion ?? '')).toBe('Pending');
  });

  test.concurrent('the predefined promoter may not abort: the rule to add is named', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const { running, name } = await atGate(kargo, {}, { token: 'promoter' });
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, status: 'cancelled', outputs: { phase: 'Running' } });
    expect(ended.message).toContain(`Promotion ${name} of project shop may still be going`);
    expect(ended.message).toContain(
      '{apiGroups: ["kargo.akuity.io"], resources: [promotions], verbs: [patch]}',
    );
    expect(await phaseOf(kargo, name)).toBe('Running');
  });
});

describe('on-cancel', () => {
  test.concurrent('leave', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    const { running, name } = await atGate(kargo, { 'on-cancel': 'leave' });
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({
      code: 143,
      message: expect.stringContaining('was left, as on-cancel says'),
    });
    expect(await phaseOf(kargo, name)).toBe('Running');
  });

  test.concurrent('abort, also after a push', async ({ simulate }) => {
    const kargo = await simulate({ world: pushing });
    const { running, name } = await atGate(kargo, { 'on-cancel': 'abort' });
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, outputs: { phase: 'Aborted' } });
    expect(await phaseOf(kargo, name)).toBe('Aborted');
  });

  test.concurrent.for(['auto', 'abort'])('%s leaves what it adopted', async (onCancel, { simulate }) => {
    const kargo = await simulate({ world: gated });
    const theirs = await kargo.promote('test', '1.0.0');
    const { running, name } = await atGate(kargo, { 'on-cancel': onCancel });
    expect(name).toBe(theirs);
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, outputs: { operation: 'adopted', phase: 'Running' } });
    expect(ended.message).toContain(`Promotion ${theirs} was not created by this run and was left`);
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('SIGINT, then SIGTERM while it aborts, as GitHub does', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    const { running, name } = await atGate(kargo);
    await kargo.fault({ method: 'POST', path: '/abort$' }, { kind: 'delay', delayMs: 700 });
    running.kill('SIGINT');
    await kargo.saw(/POST promotions\/.*\/abort/);
    running.kill('SIGTERM');
    expect(read(await running.ended)).toMatchObject({
      code: 130,
      status: 'cancelled',
      outputs: { promotion: name, phase: 'Aborted' },
    });
  });

  test.concurrent('while the answer is on its way: it is awaited, and aborted', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    await kargo.fault({ method: 'POST', path: '/promotions$' }, { kind: 'delay', delayMs: 900 });
    const running = begin(kargo, 'promote', inputs);
    await kargo.saw(/POST stages\/test\/promotions/);
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({
      code: 143,
      status: 'cancelled',
      outputs: { operation: 'created', phase: 'Aborted' },
    });
    expect(await kargo.promotionsOf('test')).toHaveLength(1);
  });

  test.concurrent('before anything was made', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', { stage: 'test', image: `${web}:1.9.0` });
    await running.saw('still waiting for');
    running.kill('SIGTERM');
    expect(read(await running.ended)).toMatchObject({ code: 143, status: 'cancelled' });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('while it is verified: it has ended and stays', async ({ simulate }) => {
    const verifying = world(
      ...shop,
      stage('test', { verification: true }),
      simulation('analyses: [{ ends: by hand }]'),
    );
    const kargo = await simulate({ world: verifying });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', { ...inputs, 'wait-for': 'verified' });
    await running.saw('test: Succeeded');
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 143, status: 'cancelled', outputs: { phase: 'Succeeded' } });
    expect(ended.message).toMatch(/was left: it has ended Succeeded\.$/);
  });

  test.concurrent('of several Stages: each by its own state', async ({ simulate }) => {
    const both = world(
      ...shop,
      stage('one', { run: ['gate'] }),
      stage('two', { run: ['clone', 'update', 'commit', 'push', 'gate'] }),
    );
    const kargo = await simulate({ world: both });
    await kargo.freight('1.0.0');
    const running = begin(kargo, 'promote', { ...inputs, stage: 'one,two' });
    await Promise.all([
      running.saw(/one: Running, step \d of \d "gate"/),
      running.saw(/two: Running, step \d of \d "gate"/),
    ]);
    running.kill('SIGINT');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 130, status: 'cancelled' });
    const phases = JSON.parse(ended.outputs.promotions ?? '').map(({ phase }: { phase: string }) => phase);
    expect(phases).toEqual(['Aborted', 'Running']);
  });
});

describe('on-timeout', () => {
  const rows = [
    { onTimeout: 'leave', phase: 'Running', words: 'It was left running.' },
    { onTimeout: 'abort', phase: 'Aborted', words: 'was aborted.' },
  ];
  test.concurrent.for(rows)('$onTimeout', async ({ onTimeout, phase, words }, { simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'promote', { ...inputs, timeout: '4s', 'on-timeout': onTimeout });
    expect(ended).toMatchObject({
      code: 3,
      status: 'timed-out',
      reason: 'waiting-for-promotion',
      message: expect.stringContaining(words),
      outputs: { phase },
    });
    expect(await phaseOf(kargo, ended.outputs.promotion ?? '')).toBe(phase);
  });

  test.concurrent('abort leaves what it adopted', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    const theirs = await kargo.promote('test', '1.0.0');
    const ended = await play(kargo, 'promote', { ...inputs, timeout: '4s', 'on-timeout': 'abort' });
    expect(ended).toMatchObject({ code: 3, status: 'timed-out', outputs: { operation: 'adopted' } });
    expect(await phaseOf(kargo, theirs)).toBe('Running');
  });
});

describe('a token that may promote and no more', () => {
  const bare = promoteRights.map((rule) => rule.replace('create, patch', 'create'));
  test.concurrent('is enough until it is cancelled', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop, stage('test'), tokenOf('bare', bare)) });
    await kargo.freight('1.0.0');
    expect(await play(kargo, 'promote', inputs, { token: 'bare' })).toMatchObject({ code: 0 });
  });
});
