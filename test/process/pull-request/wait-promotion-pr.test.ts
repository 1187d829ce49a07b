import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { start } from '../../support/run.ts';
import { read } from '../play.ts';
import { forges, type Loop, test } from './parts.ts';

const wakes = async ({ kargo }: Loop) => (await kargo.writes()).filter((line) => line.endsWith('/refresh'));

describe.for(forges)('%s', (forge) => {
  test.concurrent('merged: Kargo is woken once, and the Promotion is followed to verified', async ({
    loop,
  }) => {
    const play = await loop(forge, { release: '1.9' });
    const { promotion, change } = await play.promoted();
    const waiting = play.begin('wait-promotion-pr', { promotion, 'then-wait-for': 'verified' });
    await waiting.saw(/: open, /);
    const commit = play.host.merge(change, 'merge');
    const ended = read(await waiting.ended);
    expect(ended, ended.stderr).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: {
        state: 'merged',
        'merge-commit': commit,
        'pull-request': '1',
        'pull-request-url': play.fake.pageOf(change),
        'pull-request-branch': `kargo/promotion/${promotion}`,
        promotion,
        phase: 'Succeeded',
        checked: 'analysis',
      },
    });
    expect(await wakes(play)).toEqual([`POST promotions/${promotion}/refresh`]);
    expect(play.sent('GET').length).toBeLessThan(12);
  });

  test.concurrent('merged before: nothing to wait for; by URL, and by the number alone', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.host.merge(change, 'squash');
    const url = await play.play('wait-promotion-pr', { 'pull-request': play.fake.pageOf(change) });
    expect(url, url.stderr).toMatchObject({ code: 0, outputs: { state: 'merged', promotion } });
    const number = await play.play('wait-promotion-pr', {
      'pull-request': '1',
      repository: play.host.repository,
      'then-wait-for': 'promotion',
    });
    expect(number, number.stderr).toMatchObject({ code: 0, outputs: { phase: 'Succeeded' } });
  });

  test.concurrent('closed when merged is waited for, and the other way round', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    change.state = 'closed';
    play.host.touch(change);
    const closed = await play.play('wait-promotion-pr', { promotion, until: 'closed' });
    expect(closed, closed.stderr).toMatchObject({
      code: 0,
      outputs: { state: 'closed', 'merge-commit': '' },
    });
    const merged = await play.play('wait-promotion-pr', { promotion });
    expect(merged, merged.stderr).toMatchObject({
      code: 1,
      reason: 'pull-request-ended',
      outputs: { state: 'closed', promotion },
    });
    expect(await wakes(play)).toEqual([]);
    change.state = 'merged';
    const other = await play.play('wait-promotion-pr', { promotion, until: 'closed' });
    expect(other).toMatchObject({ code: 1, reason: 'pull-request-ended' });
  });

  test.concurrent('approved and checks-green', async ({ loop }) => {
    const play = await loop(forge);
    play.host.rules.approvals = 1;
    const { promotion, change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'pending');
    const [approved, green] = ['approved', 'checks-green'].map((until) =>
      play.begin('wait-promotion-pr', { promotion, until }),
    );
    await Promise.all([approved?.saw(/approval missing/), green?.saw(/checks pending/)]);
    play.host.approve(change.number, 'alice');
    play.host.check(change.headSha, 'build', 'success');
    const ends = await Promise.all([approved?.ended, green?.ended]);
    expect(
      ends.map((end) => end?.code),
      ends.map((end) => end?.stderr).join(),
    ).toEqual([0, 0]);
    play.host.check(change.headSha, 'build', 'failure');
    const red = await play.play('wait-promotion-pr', { promotion, until: 'checks-green' });
    expect(red, red.stderr).toMatchObject({ code: 1, reason: 'checks-failed', outputs: { state: 'open' } });
  });

  test.concurrent('a Promotion that is aborted leaves an orphan: said at once', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const waiting = play.begin('wait-promotion-pr', { promotion });
    await waiting.saw(/: open, /);
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    const ended = read(await waiting.ended);
    expect(ended, ended.stderr).toMatchObject({
      code: 1,
      reason: 'promotion-aborted',
      outputs: { state: 'open', phase: 'Aborted', promotion },
    });
    expect(ended.message).toContain(`${play.fake.pageOf(change)} is still open`);
    const later = await play.play('wait-promotion-pr', { promotion });
    expect(later).toMatchObject({ code: 1, reason: 'promotion-aborted' });
  });

  test.concurrent('the time is over, and the job is cancelled: what is so far is said', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion } = await play.promoted();
    const cancelled = play.begin('wait-promotion-pr', { promotion });
    const late = await play.play('wait-promotion-pr', { promotion, timeout: '3s' });
    expect(late, late.stderr).toMatchObject({
      code: 3,
      reason: 'waiting-for-pull-request',
      outputs: { state: 'open', promotion, phase: 'Running' },
    });
    expect(late.message).toContain('checks none');
    cancelled.kill('SIGTERM');
    const ended = read(await cancelled.ended);
    expect(ended).toMatchObject({ code: 143, status: 'cancelled', outputs: { 'pull-request': '1' } });
    expect(await play.kargo.writes()).toEqual([]);
  });
});

test('words of a forge are no commands of the host, and no Markdown', async ({ loop, onTestFinished }) => {
  const play = await loop('github');
  play.host.rules.checks = ['::error title=x::owned'];
  const { promotion, change } = await play.promoted();
  change.title = '::warning::owned </td><img src=x> @everyone';
  const home = mkdtempSync(join(tmpdir(), 'kargo-ci-hostile-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const file = (name: string) => join(home, name);
  for (const name of ['output', 'summary']) {
    writeFileSync(file(name), '');
  }
  // Without --json, which is for shells: as an action runs it.
  const { code, stdout } = await start(['wait-promotion-pr', `--promotion=${promotion}`, '--timeout=2s'], {
    env: {
      KARGO_API_ADDRESS: play.kargo.address,
      KARGO_API_TOKEN: play.kargo.tokens.ci ?? '',
      KARGO_PROJECT: 'shop',
      KARGO_CI_JOB_TOKEN: 'write-token',
      GITHUB_ACTIONS: 'true',
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_SERVER_URL: play.fake.address,
      GITHUB_REPOSITORY: play.host.repository,
    },
  }).ended;
  expect(code, stdout).toBe(3);
  expect(stdout).toContain('owned');
  expect(stdout).not.toMatch(/^::(?:error title=x|warning)::owned/m);
  const summary = readFileSync(file('summary'), 'utf8');
  expect(summary).toContain('everyone');
  expect(summary).not.toMatch(/<img|@everyone/);
});
