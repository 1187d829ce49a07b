import { beforeAll, describe, expect } from 'vitest';
import { command as general } from '../../src/commands/merge-promotion-pr.ts';
import { CancelledError } from '../../src/errors.ts';
import { forges, type Loop, test } from '../process/pull-request/parts.ts';
import type { Around } from '../support/command.ts';
import { enableQueue, once, runIn } from './parts.ts';

beforeAll(async () => {
  await Promise.all([import('../../src/forge/github.ts'), import('../../src/forge/gitlab.ts')]);
});

const merge = (play: Loop, inputs: Readonly<Record<string, string>>, around?: Around) =>
  runIn(play, general, inputs, around);

const refused = { status: 'failed', reason: 'merge-refused', code: 1 } as const;

describe.for(forges)('%s', (forge) => {
  test('merges what Kargo pushed, follows the Promotion; again: unchanged', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const ended = await merge(play, { promotion, when: 'now', 'then-wait-for': 'verified' });
    expect(ended, ended.lines.join('\n')).toMatchObject({
      status: 'succeeded',
      outputs: {
        state: 'merged',
        'merge-commit': play.host.commits.head('main'),
        'pull-request': '1',
        'pull-request-url': play.fake.pageOf(change),
        promotion,
        phase: 'Succeeded',
        checked: 'analysis',
        reasons: '[]',
      },
    });
    const again = await merge(play, { promotion });
    expect(again).toMatchObject({ status: 'unchanged', outputs: { state: 'merged' } });
    expect(await play.kargo.writes()).toEqual([`POST promotions/${promotion}/refresh`]);
  });

  test('waits for its checks, merges at once when they are green, deletes the branch', async ({ loop }) => {
    const play = await loop(forge);
    play.host.rules.checks = ['build'];
    const { change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'pending');
    const green = () => play.host.check(change.headSha, 'build', 'success');
    const ended = await merge(
      play,
      { 'pull-request': '1', method: 'squash', 'delete-branch': 'true' },
      { onLine: once(/checks pending/, green) },
    );
    expect(ended, ended.lines.join('\n')).toMatchObject({
      status: 'succeeded',
      outputs: { state: 'merged' },
    });
    expect(play.host.commits.get(change.mergeCommit ?? '').parents).toHaveLength(1);
    expect(play.host.commits.branches.has(change.head)).toBe(false);
  });

  test('gives up when a check turns red while it waits, and nothing stays scheduled', async ({ loop }) => {
    const play = await loop(forge);
    play.host.rules.checks = ['build'];
    const { change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'pending');
    const red = () => play.host.check(change.headSha, 'build', 'failure');
    const ended = await merge(play, { 'pull-request': '1' }, { onLine: once(/checks pending/, red) });
    expect(ended).toMatchObject({ ...refused, outputs: { state: 'open' } });
    expect(JSON.parse(ended.outputs.reasons ?? '')).toMatchObject([{ kind: 'checks' }]);
    expect(change.autoMerge).toBeUndefined();
  });

  test('the head moves while it waits: not merged, and what somebody scheduled is taken back', async ({
    loop,
  }) => {
    const play = await loop(forge);
    play.host.rules.checks = ['build'];
    const { change } = await play.promoted();
    change.autoMerge = { method: 'merge', by: 'alice' };
    play.host.check(change.headSha, 'build', 'pending');
    const looked = change.headSha;
    const push = () => play.host.push(change.head, { evil: '1' });
    const ended = await merge(play, { 'pull-request': '1' }, { onLine: once(/checks pending/, push) });
    expect(ended, ended.lines.join('\n')).toMatchObject({ ...refused, outputs: { state: 'open' } });
    expect(ended.message).toContain(looked);
    expect(ended.message).toContain(change.headSha);
    expect(change).toMatchObject({ state: 'open', autoMerge: undefined });
  });

  test('goes through the queue or train, and waits for that', async ({ loop }) => {
    const play = await loop(forge);
    enableQueue(play);
    const { promotion, change } = await play.promoted();
    const ended = await merge(
      play,
      { promotion, 'then-wait-for': 'promotion' },
      { onLine: once(/in a queue/, () => play.host.runQueue()) },
    );
    expect(ended, ended.lines.join('\n')).toMatchObject({
      status: 'succeeded',
      outputs: { state: 'merged', 'merge-commit': change.mergeCommit, phase: 'Succeeded' },
    });
  });

  test('what the queue throws out is not put in again', async ({ loop }) => {
    const play = await loop(forge);
    enableQueue(play);
    const { promotion, change } = await play.promoted();
    const out = () => {
      change.queued = false;
      play.host.touch(change);
    };
    const ended = await merge(play, { promotion }, { onLine: once(/in a queue/, out) });
    expect(ended, ended.lines.join('\n')).toMatchObject({ ...refused, outputs: { state: 'open' } });
    expect(ended.message).toContain('taken out of the queue');
    expect(change.queued).toBe(false);
  });

  test('the Promotion is aborted while it stands in the queue: taken out, not merged', async ({ loop }) => {
    const play = await loop(forge);
    enableQueue(play);
    const { promotion, change } = await play.promoted();
    const abort = () => play.kargo.call('POST', `promotions/${promotion}/abort`);
    const ended = await merge(play, { promotion }, { onLine: once(/in a queue/, abort) });
    expect(ended, ended.lines.join('\n')).toMatchObject({ ...refused, outputs: { state: 'open' } });
    expect(ended.message).toMatch(/ended Aborted meanwhile.*told not to merge/);
    expect(change).toMatchObject({ state: 'open', queued: false });
  });

  test('left to the forge', async ({ loop }) => {
    const play = await loop(forge);
    play.host.rules.checks = ['build'];
    const { promotion, change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'pending');
    const ended = await merge(play, { promotion, when: 'schedule' });
    expect(ended).toMatchObject({ status: 'succeeded', outputs: { state: 'scheduled', 'merge-commit': '' } });
    expect(change.autoMerge).toBeDefined();
  });

  test.for([
    ['the answer is lost, and it is merged', 'after', 'succeeded', 'merged'],
    ['the request is lost', 'before', 'succeeded', 'merged'],
    ['502, and it is merged', { done: { status: 502, text: 'no' } }, 'succeeded', 'merged'],
  ] as const)('%s: merged once', async ([, what, status, state], { loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.fake.server.fault({ method: 'PUT', path: /\/merge$/, what });
    const ended = await merge(play, { promotion });
    expect(ended).toMatchObject({ status, outputs: { state, 'merge-commit': change.mergeCommit } });
  });

  test('merging is lost again and again: unknown, exit code 4', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.fake.server.fault({ method: 'PUT', path: /\/merge$/, what: 'before', times: 99 });
    const ended = await merge(play, { promotion });
    expect(ended).toMatchObject({
      status: 'unknown',
      reason: 'answer-lost',
      code: 4,
      outputs: { state: '' },
    });
    expect(change.state).toBe('open');
  });

  test.for([
    ['abort', false, /told not to merge/],
    ['leave', true, /left in the queue/],
  ] as const)('cancelled while it stands in the queue: %s', async ([onCancel, queued, said], { loop }) => {
    const play = await loop(forge);
    enableQueue(play);
    const { promotion, change } = await play.promoted();
    const cancelling = new AbortController();
    const cancel = () => cancelling.abort(new CancelledError('SIGTERM'));
    const ended = await merge(
      play,
      { promotion, 'on-cancel': onCancel },
      { cancelled: cancelling.signal, onLine: once(/in a queue/, cancel) },
    );
    expect(ended).toMatchObject({ status: 'cancelled', message: expect.stringMatching(said) });
    expect(change).toMatchObject({ state: 'open', queued });
  });

  test('cancelled while the merge is on its way: what is so is told, and Kargo is woken', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const cancelling = new AbortController();
    const first = () => cancelling.abort(new CancelledError('SIGINT'));
    play.fake.server.fault({ method: 'PUT', path: /\/merge$/, what: { first } });
    const ended = await merge(play, { promotion }, { cancelled: cancelling.signal });
    expect(change.state).toBe('merged');
    expect(ended.outputs).toMatchObject({ state: 'merged', 'merge-commit': change.mergeCommit });
    expect(await play.kargo.writes()).toEqual([`POST promotions/${promotion}/refresh`]);
  });

  test('the Promotion has ended: an orphan is merged only when that is allowed', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    const ended = await merge(play, { 'pull-request': '1' });
    expect(ended).toMatchObject({ ...refused, message: expect.stringContaining('has ended Aborted') });
    expect(change.state).toBe('open');
    const allowed = await merge(play, { 'pull-request': '1', 'allow-without-promotion': 'true' });
    expect(allowed, allowed.message).toMatchObject({ status: 'succeeded', outputs: { state: 'merged' } });
    expect(await play.kargo.writes()).toEqual([]);
  });

  test('who is called like a promotion, and is none', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const { host } = play;
    const everything = (head: string) => ({ head, base: 'main', 'allow-without-promotion': 'true' });
    const tries: readonly [string, () => number][] = [
      ['a fork', () => host.open({ head: change.head, fork: 'mallory/gitops', author: 'mallory' }).number],
      [
        'a second one of the same branch',
        () => host.open({ head: change.head, base: 'main', author: 'mallory' }).number,
      ],
      [
        'a Promotion that does not exist',
        () => {
          host.push('kargo/promotion/prod.01zzzzzzzzzzzzzzzzzzzzzzzz.0000000', { evil: '1' });
          return host.open({ head: 'kargo/promotion/prod.01zzzzzzzzzzzzzzzzzzzzzzzz.0000000' }).number;
        },
      ],
      [
        'another spelling',
        () => {
          host.push(`Kargo/Promotion/${promotion}`, { evil: '1' });
          return host.open({ head: `Kargo/Promotion/${promotion}` }).number;
        },
      ],
      [
        'no name at all',
        () => {
          host.push('kargo/promotion/../../x?a=b', { evil: '1' });
          return host.open({ head: 'kargo/promotion/../../x?a=b' }).number;
        },
      ],
    ];
    for (const [what, open] of tries) {
      const number = open();
      const { head } = host.change(number);
      const inputs = { 'pull-request': String(number), ...everything(head) };
      expect(await merge(play, inputs), what).toMatchObject(refused);
      expect(host.change(number).state, what).toBe('open');
      const claimed = await merge(play, { ...inputs, promotion });
      expect(claimed, what).toMatchObject({ status: 'failed' });
    }
    expect(play.sent('PUT')).toEqual([]);
  });

  test('somebody pushed after Kargo, or turned it to another base', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.host.push('release', { other: '1' });
    play.host.push(change.head, { evil: '1' });
    const pushed = await merge(play, { promotion });
    expect(pushed).toMatchObject({
      ...refused,
      message: expect.stringContaining('somebody pushed after Kargo'),
    });
    const other = await merge(play, { promotion, head: 'x', base: 'release' });
    expect(other.message).toContain('x was expected');
    expect(other.message).toContain('release was expected');
    Object.assign(change, { base: 'release' });
    const turned = await merge(play, { promotion });
    expect(turned.message).toContain('opened it for the branch main, and its base is release');
  });

  test('the repository that was named is not that of the pull request', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const repository = 'acme/other';
    expect(await merge(play, { promotion, repository })).toMatchObject({
      status: 'failed',
      reason: 'refused',
      message: expect.stringContaining('is not in acme/other'),
    });
    const named = await merge(play, { 'pull-request': play.fake.pageOf(change), repository });
    expect(named).toMatchObject({ status: 'invalid-input', message: expect.stringContaining(repository) });
    expect(change.state).toBe('open');
  });

  test('one that no Promotion opened is merged when it is named with its branches', async ({ loop }) => {
    const play = await loop(forge);
    play.host.push('deploy/prod', { 'prod/values.yaml': 'tag: 1' });
    const { number } = play.host.open({ head: 'deploy/prod', author: 'robot' });
    const named = { 'pull-request': String(number) };
    for (const inputs of [
      named,
      { ...named, head: 'deploy/prod' },
      { ...named, head: 'deploy/test', base: 'main' },
    ]) {
      expect(await merge(play, inputs)).toMatchObject(refused);
    }
    const site = {
      repository: { forge, address: play.fake.address, repository: play.host.repository },
      pullRequest: number,
    };
    expect(await merge(play, { head: 'deploy/prod', base: 'main' }, { site })).toMatchObject(refused);
    const ended = await merge(play, { ...named, head: 'deploy/prod', base: 'main' });
    expect(ended, ended.message).toMatchObject({
      status: 'succeeded',
      outputs: { state: 'merged', promotion: '' },
    });
  });
});
