import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { start } from '../../support/run.ts';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { begin, play, read, test } from '../play.ts';
import { analysisTemplate, images, simulation, stage, warehouse, web, world } from '../worlds.ts';
import { furtherWorld } from './parts.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const verified = stage('test', { verification: true });
const byHand = simulation('analyses: [{ ends: by hand }]');
const quick = furtherWorld(...shop, verified, stage('bare'), stage('through', { run: [] }));
const slow = furtherWorld(...shop, verified, byHand);

interface Verification {
  readonly id: string;
  readonly phase?: string;
  readonly analysisRun?: { readonly name: string };
}

/** The verifications of what is in a Stage, newest first. */
async function verificationsIn(kargo: SimulatedKargo, name: string): Promise<readonly Verification[]> {
  const { status } = await kargo.get('stages', name);
  return (status.freightHistory?.[0]?.verificationHistory ?? []) as readonly Verification[];
}

/** Waits for the verification after those, and until it has its AnalysisRun. */
function nextVerification(
  kargo: SimulatedKargo,
  before: readonly Verification[] = [],
): Promise<Verification> {
  return kargo.eventually('a new verification', async () => {
    const [newest] = await verificationsIn(kargo, 'test');
    const isNew = newest?.analysisRun !== undefined && newest.id !== before[0]?.id;
    return isNew ? newest : undefined;
  });
}

/** The Freight is in the Stage, and its verification, which is played by hand, was successful. */
async function verifiedByHand(kargo: SimulatedKargo): Promise<readonly Verification[]> {
  await kargo.promote('test', '1.0.0');
  await nextVerification(kargo);
  await end(kargo, 'Successful');
  const { metadata } = await kargo.freight('1.0.0');
  await kargo.see('freight', metadata.name, ({ status }) => status.verifiedIn?.test !== undefined);
  return verificationsIn(kargo, 'test');
}

function environmentOf(kargo: SimulatedKargo) {
  return {
    KARGO_API_ADDRESS: kargo.address,
    KARGO_API_TOKEN: kargo.tokens.ci ?? '',
    KARGO_PROJECT: 'shop',
  };
}

async function end(kargo: SimulatedKargo, phase: string, message?: string): Promise<void> {
  await kargo.control('analysis', { stage: 'test', phase, ...(message === undefined ? {} : { message }) });
}

describe.concurrent.for(kargoReleases)('verify-stage, Kargo %s', (release) => {
  test('waits for the new verification, not for the one before', async ({ simulate }) => {
    const kargo = await simulate({ release, world: slow });
    const before = await verifiedByHand(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    const mine = await nextVerification(kargo, before);
    await end(kargo, 'Successful');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('"test" was verified again: Successful'),
      outputs: { verification: 'Successful', 'analysis-run': mine.analysisRun?.name },
    });
    expect(mine.analysisRun?.name).not.toBe(before[0]?.analysisRun?.name);
    expect(await kargo.writes()).toEqual(['POST stages/test/verification']);
  });

  test('while one runs: that one is waited for, then a new one is asked for', async ({ simulate }) => {
    const kargo = await simulate({ release, world: slow });
    await kargo.promote('test', '1.0.0');
    const first = await nextVerification(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    await kargo.saw(/^GET stages\/test\?watch=true$/);
    expect(await kargo.writes()).toEqual([]);
    await end(kargo, 'Failed', 'the first one');
    const second = await nextVerification(kargo, [first]);
    await end(kargo, 'Successful');
    expect(read(await running.ended)).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { 'analysis-run': second.analysisRun?.name },
    });
  });

  test('a request that Kargo only wrote down: the Stage is refreshed, and it starts', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: slow });
    const before = await verifiedByHand(kargo);
    // The request is lost on the way, as if it had been written down before (OBSERVED b5): nothing starts.
    await kargo.fault({ method: 'POST', path: '/stages/test/verification$' }, { kind: 'empty' });
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    await kargo.saw(/^POST stages\/test\/refresh$/);
    await kargo.call('POST', 'stages/test/verification');
    await nextVerification(kargo, before);
    await end(kargo, 'Successful');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await kargo.writes()).toEqual(['POST stages/test/verification', 'POST stages/test/refresh']);
  });

  test('abort ends the one that runs', async ({ simulate }) => {
    const kargo = await simulate({ release, world: slow });
    await kargo.promote('test', '1.0.0');
    const { analysisRun } = await nextVerification(kargo);
    const ended = await play(kargo, 'verify-stage', { stage: 'test', abort: true });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('was stopped (Failed)'),
      outputs: { verification: 'Failed', 'analysis-run': analysisRun?.name },
    });
    const again = await play(kargo, 'verify-stage', { stage: 'test', abort: true });
    expect(again).toMatchObject({ code: 0, status: 'unchanged' });
    expect(await kargo.writes()).toEqual(['POST stages/test/verification/abort']);
  });
});

describe.concurrent.for(['1.9', 'main'] as const)('verify-stage in detail, Kargo %s', (release) => {
  test.for([
    { phase: 'Failed', reason: 'verification-failed' },
    { phase: 'Error', reason: 'verification-error' },
    { phase: 'Inconclusive', reason: 'verification-inconclusive' },
  ])('$phase is red, and names the metric', async ({ phase, reason }, { simulate }) => {
    const kargo = await simulate({ release, world: slow });
    const before = await verifiedByHand(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    const mine = await nextVerification(kargo, before);
    await end(kargo, phase, 'p95 is 900 ms');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason });
    expect(ended.message).toContain(`ended ${phase}`);
    expect(ended.message).toContain(`AnalysisRun ${mine.analysisRun?.name}`);
    expect(ended.message).toContain(`metric "smoke" ${phase}: p95 is 900 ms`);
    // This Kargo was not set up to show logs, which is the default.
    expect(ended.stderr).not.toContain('log of metric');
  });

  test('where Kargo can show logs their end is in the log and in the summary, as text', async ({
    simulate,
    onTestFinished,
  }) => {
    const home = mkdtempSync(join(tmpdir(), 'kargo-ci-verify-'));
    onTestFinished(() => rmSync(home, { recursive: true }));
    const lines = Array.from({ length: 900 }, (_, index) => `probe ${index}: é ok`);
    const log = [...lines, '::error::pwned', '\u001b[31m<script> ```', 'p95 is too high'].join('\n');
    const logged = simulation(`analyses: [{ ends: by hand, log: ${JSON.stringify(`${log}\n`)} }]`);
    const kargo = await simulate({ release, world: furtherWorld(...shop, verified, logged) });
    const before = await verifiedByHand(kargo);
    const [summary, output] = [join(home, 'summary'), join(home, 'output')];
    writeFileSync(summary, '');
    writeFileSync(output, '');
    const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary };
    const running = start(['verify-stage', '--stage=test', '--timeout=25s'], {
      env: { ...env, ...environmentOf(kargo) },
    });
    const mine = await nextVerification(kargo, before);
    await end(kargo, 'Failed');
    const { code, stdout } = await running.ended;
    expect(code).toBe(1);
    expect(stdout).toContain('the end of the log of metric "smoke":');
    expect(stdout).toMatch(/^ *probe 899: é ok$/m);
    expect(stdout).toMatch(/^ *p95 is too high$/m);
    expect(stdout).not.toMatch(/probe 8[0-7]\d:|^\s*::error::pwned/m);
    expect(stdout).not.toContain('\u001b[31m<');
    const shown = readFileSync(summary, 'utf8');
    expect(shown).toContain(`| Failed | \`${mine.analysisRun?.name}\` |`);
    expect(shown).toMatch(
      /^The end of the log of metric `smoke`:\n\n(`{4,})text\nprobe 883: [\s\S]*\np95 is too high\n\1$/m,
    );
  });

  test('somebody aborts the new one: red, in the words of Kargo', async ({ simulate }) => {
    const kargo = await simulate({ release, world: slow });
    const before = await verifiedByHand(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    await nextVerification(kargo, before);
    await kargo.call('POST', 'stages/test/verification/abort');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 1, reason: 'verification-failed' });
    expect(ended.message).toContain('Verification aborted by user');
  });

  test('a Stage without a verification gets a new verdict all the same', async ({ simulate }) => {
    const kargo = await simulate({ release, world: quick });
    await kargo.freight('1.0.0');
    await kargo.bring('bare', '1.0.0');
    const [before] = await verificationsIn(kargo, 'bare');
    const ended = await play(kargo, 'verify-stage', { stage: 'bare' });
    expect(ended).toMatchObject({ code: 0, outputs: { verification: 'Successful', 'analysis-run': '' } });
    const [now] = await verificationsIn(kargo, 'bare');
    expect(now?.id).not.toBe(before?.id);
  });

  test.for(['test', 'through'])(
    'nothing to verify in Stage "%s": nothing is sent',
    async (name, { simulate }) => {
      const kargo = await simulate({ release, world: quick });
      await kargo.freight('1.0.0');
      const ended = await play(kargo, 'verify-stage', { stage: name });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'refused' });
      expect(ended.message).toContain(`Stage "${name}" has no Freight yet: there is nothing to verify`);
      expect(await kargo.writes()).toEqual([]);
    },
  );
});

describe.concurrent('verify-stage', () => {
  test('the outputs tell of a red one, too', async ({ simulate }) => {
    const kargo = await simulate({ world: slow });
    const before = await verifiedByHand(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    const mine = await nextVerification(kargo, before);
    await end(kargo, 'Failed');
    const { outputs } = read(await running.ended);
    expect(outputs).toMatchObject({ verification: 'Failed', 'analysis-run': mine.analysisRun?.name });
  });

  test.for([
    { what: 'the log is cut in the middle', fault: { kind: 'reset-stream' } },
    { what: 'the log never comes', fault: { kind: 'dead-stream' } },
    { what: 'the log is refused', fault: { kind: 'status', status: 403, body: { error: 'no' } } },
  ])('$what: red for the same reason', async ({ fault }, { simulate }) => {
    const logged = simulation('analyses: [{ ends: Failed, message: no answer, log: some words }]');
    const kargo = await simulate({ world: furtherWorld(...shop, verified, logged) });
    await kargo.freight('1.0.0');
    await kargo.fault({ path: '/logs' }, fault);
    const ended = await play(kargo, 'promote', {
      stage: 'test',
      image: `${web}:1.0.0`,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({ code: 1, reason: 'verification-failed' });
    expect(ended.message).toContain('metric "smoke" Failed: no answer');
    await kargo.saw(/^GET analysis-runs\/test\.[^/]*\/logs\?metricName=smoke$/);
  });

  test('several Stages have one verdict, the worst', async ({ simulate }) => {
    const scripts = simulation('analyses: [{ stage: uat, ends: Failed, after: 10ms, message: no answer }]');
    const both = furtherWorld(...shop, verified, stage('uat', { verification: true }), scripts);
    const kargo = await simulate({ world: both });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const promotion = await kargo.promote('uat', '1.0.0');
    await kargo.see('stages', 'uat', ({ status }) => status.lastPromotion?.name === promotion);
    const ended = await play(kargo, 'verify-stage', { stage: 'test,uat' });
    expect(ended).toMatchObject({
      code: 1,
      reason: 'verification-failed',
      message: expect.stringMatching(/Stage "uat".*no answer/),
      outputs: { verification: '', 'analysis-run': '' },
    });
    expect(ended.stderr).not.toContain('Stage "test": the verification ended');
  });

  test('a Promotion that runs there is waited for', async ({ simulate }) => {
    const gated = furtherWorld(...shop, stage('test', { run: ['gate'], verification: true }));
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    await kargo.control('gates', { name: 'go', state: 'open' });
    await kargo.bring('test', '1.0.0');
    await kargo.control('gates', { name: 'go', state: 'closed' });
    await kargo.deliver(`${web}:1.1.0`);
    const promotion = await kargo.promote('test', '1.1.0');
    await kargo.see('stages', 'test', ({ status }) => status.currentPromotion?.name === promotion);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    await kargo.saw(/^GET stages\/test\?watch=true$/);
    expect(await kargo.writes()).toEqual([]);
    await kargo.control('gates', { name: 'go', state: 'open', wake: true });
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await verificationsIn(kargo, 'test')).toHaveLength(2);
  });

  test('one that does not end is a time-out that says where it is', async ({ simulate }) => {
    const kargo = await simulate({ world: slow });
    await verifiedByHand(kargo);
    const ended = await play(kargo, 'verify-stage', { stage: 'test', timeout: '2s' });
    expect(ended).toMatchObject({ code: 3, status: 'timed-out', reason: 'waiting-for-verification' });
    expect(ended.message).toMatch(
      /of Stage "test" was waited for: health Healthy, verification (Pending|Running)/,
    );
  });

  test('cancelled: a verification that was asked for goes on, and that is said', async ({ simulate }) => {
    const kargo = await simulate({ world: slow });
    const before = await verifiedByHand(kargo);
    const running = begin(kargo, 'verify-stage', { stage: 'test' });
    await nextVerification(kargo, before);
    running.kill('SIGTERM');
    expect(read(await running.ended)).toMatchObject({
      code: 143,
      status: 'cancelled',
      message: expect.stringContaining('goes on'),
    });
    expect(await kargo.writes()).toEqual(['POST stages/test/verification']);
  });

  test('without the right it is forbidden', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop, verified) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'verify-stage', { stage: 'test' });
    expect(ended).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(ended.message).toContain('resources: [stages], verbs: [patch]');
  });
});

describe.concurrent('refresh-stage', () => {
  test('asks for Stages and Promotions, side by side', async ({ simulate }) => {
    const gated = furtherWorld(...shop, stage('test', { run: ['gate'] }), stage('uat'));
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const promotion = await kargo.promote('test', '1.0.0');
    const ended = await play(kargo, 'refresh-stage', { stage: 'test,uat', promotion });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect((await kargo.writes()).toSorted()).toEqual([
      `POST promotions/${promotion}/refresh`,
      'POST stages/test/refresh',
      'POST stages/uat/refresh',
    ]);
  });

  test('a Promotion that waits looks again at once', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test', { run: ['gate'] })) });
    await kargo.freight('1.0.0');
    const promotion = await kargo.promote('test', '1.0.0');
    await kargo.see('promotions', promotion, ({ status }) => status.phase === 'Running');
    await kargo.control('gates', { name: 'go', state: 'open' });
    expect(await play(kargo, 'refresh-stage', { stage: 'test' })).toMatchObject({ code: 0 });
    await kargo.see('promotions', promotion, ({ status }) => status.phase === 'Succeeded');
  });

  test('one that is missing is red; nothing named is bad input', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop, stage('test')) });
    expect(await play(kargo, 'refresh-stage', { stage: 'tset' })).toMatchObject({
      code: 1,
      reason: 'not-found',
    });
    expect(await play(kargo, 'refresh-stage', {})).toMatchObject({ code: 2, status: 'invalid-input' });
  });
});
