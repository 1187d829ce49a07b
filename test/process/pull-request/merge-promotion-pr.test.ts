import { describe, expect } from 'vitest';
import { ForgeServer } from '../../support/forge/server.ts';
import { read } from '../play.ts';
import { forges, type Loop, test } from './parts.ts';

const merging = { method: 'PUT', path: /\/merge$/ } as const;

function enableQueue({ fake }: Loop): void {
  fake.host.rules.queue = true;
  if ('trains' in fake.settings) {
    fake.settings.trains = true;
  }
}

describe.for(forges)('%s', (forge) => {
  test.concurrent('merged when its checks are green, and followed to verified', async ({ loop }) => {
    const play = await loop(forge, { release: '1.9' });
    play.host.rules.checks = ['build'];
    const { promotion, change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'pending');
    const running = play.begin('merge-promotion-pr', { promotion, 'then-wait-for': 'verified' });
    await running.saw(/checks pending/);
    play.host.check(change.headSha, 'build', 'success');
    const ended = read(await running.ended);
    expect(ended, ended.stderr).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: {
        state: 'merged',
        'merge-commit': change.mergeCommit,
        'pull-request-url': play.fake.pageOf(change),
        promotion,
        phase: 'Succeeded',
        checked: 'analysis',
        reasons: '[]',
      },
    });
    const again = await play.play('merge-promotion-pr', { promotion });
    expect(again, again.stderr).toMatchObject({ code: 0, status: 'unchanged' });
    expect(await play.kargo.writes()).toEqual([`POST promotions/${promotion}/refresh`]);
  });

  test.concurrent('blocked: exit code 1, with the rule and who could lift it', async ({ loop }) => {
    const play = await loop(forge);
    play.host.rules.checks = ['build'];
    const { promotion, change } = await play.promoted();
    play.host.check(change.headSha, 'build', 'failure');
    const ended = await play.play('merge-promotion-pr', { promotion });
    expect(ended, ended.stderr).toMatchObject({
      code: 1,
      reason: 'merge-refused',
      outputs: { state: 'open', 'merge-commit': '', promotion },
    });
    const [reason] = JSON.parse(ended.outputs.reasons ?? '[]');
    expect(reason).toMatchObject({ kind: 'checks', lift: expect.stringMatching(/\.$/) });
    expect(ended.message).toContain(reason.lift);
  });

  test.concurrent('cancelled while it stands in the queue: taken out again', async ({ loop }) => {
    const play = await loop(forge);
    enableQueue(play);
    const { promotion, change } = await play.promoted();
    const running = play.begin('merge-promotion-pr', { promotion });
    await running.saw(/in a queue/);
    expect(change.queued).toBe(true);
    running.kill('SIGTERM');
    const ended = read(await running.ended);
    expect(ended, ended.stderr).toMatchObject({ code: 143, status: 'cancelled', outputs: { state: 'open' } });
    expect(change).toMatchObject({ state: 'open', queued: false });
  });

  test.concurrent('the answer is lost, and it is merged all the same', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.fake.server.fault({ ...merging, what: 'after' });
    const ended = await play.play('merge-promotion-pr', { promotion, 'then-wait-for': 'promotion' });
    expect(ended, ended.stderr).toMatchObject({
      code: 0,
      outputs: { state: 'merged', 'merge-commit': change.mergeCommit, phase: 'Succeeded' },
    });
  });

  test.concurrent('a fork with the branch of a real Promotion: refused, nothing is sent', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const { number } = play.host.open({ head: change.head, fork: 'mallory/gitops', author: 'mallory' });
    const stranger = play.play('merge-promotion-pr', {
      'pull-request': String(number),
      repository: play.host.repository,
      head: change.head,
      base: 'main',
    });
    const named = play.play('merge-promotion-pr', {
      promotion,
      'pull-request': String(number),
      repository: play.host.repository,
    });
    for (const ended of await Promise.all([stranger, named])) {
      expect(ended, ended.stderr).toMatchObject({ code: 1, status: 'failed' });
    }
    expect([...play.host.changes.values()].map(({ state }) => state)).toEqual(['open', 'open']);
    expect(play.sent('PUT')).toEqual([]);
    expect(await play.kargo.writes()).toEqual([]);
  });

  test.concurrent('a token goes to the server that it is meant for, and to no other', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    const other = new ForgeServer(() => ({ status: 401, json: { message: 'Who are you?' } }));
    await other.start();
    const host: Readonly<Record<string, string>> =
      forge === 'github'
        ? {
            GITHUB_ACTIONS: 'true',
            GITHUB_SERVER_URL: play.fake.address,
            GITHUB_REPOSITORY: play.host.repository,
            KARGO_CI_JOB_TOKEN: 'write-token',
          }
        : {
            KARGO_CI_HOST: 'gitlab',
            CI_SERVER_URL: play.fake.address,
            CI_PROJECT_PATH: play.host.repository,
            CI_JOB_TOKEN: 'job-token',
          };
    const ended = await play.begin(
      'merge-promotion-pr',
      {
        'forge-url': other.origin,
        'pull-request': '1',
        repository: 'acme/gitops',
        head: 'deploy',
        base: 'main',
      },
      { env: { ...host, GITHUB_TOKEN: '', GITLAB_TOKEN: '' } },
    ).ended;
    await other.stop();
    expect(ended.code).toBe(1);
    expect(other.seen).not.toEqual([]);
    const secrets = ['write-token', 'job-token', play.kargo.tokens.ci ?? ''];
    const sent = JSON.stringify(other.seen.map(({ headers, text, path }) => ({ headers, text, path })));
    expect(secrets.filter((secret) => sent.includes(secret))).toEqual([]);
  });
});
