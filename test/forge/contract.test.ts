import { describe, expect, test } from 'vitest';
import type { Forge, MergeRequest, PullRequest } from '../../src/forge/forge.ts';
import { type Stage, startStage } from '../support/forge/client.ts';

const head = 'kargo/promotion/prod.01jx.abcdef1';

/** A change of one file on a branch, and the pull request for it. */
async function opened(stage: Stage): Promise<PullRequest> {
  stage.host.push(head, { 'prod/values.yaml': 'tag: 1.8.0' });
  const { number } = stage.host.open({ head });
  return stage.forge.read({ repository: stage.repository, number });
}

function mergeOf(pull: PullRequest, more: Partial<MergeRequest> = {}): MergeRequest {
  const { repository, number } = pull;
  return { repository, number, headSha: pull.head.sha, when: 'now', ...more };
}

/** What the reasons of a result are about. */
function kinds(result: Awaited<ReturnType<Forge['merge']>>): readonly string[] {
  return 'reasons' in result ? result.reasons.map(({ kind }) => kind) : [];
}

describe.each(['github', 'gitlab'] as const)('%s', (name) => {
  describe('contains', () => {
    test('a commit of the branch, its head, one beside it, one that is nowhere', async () => {
      const stage = await startStage(name);
      const { repository, host, forge } = stage;
      const old = host.push('release/1.x', { a: '1' });
      const newest = host.push('release/1.x', { b: '1' });
      const aside = host.push('feature', { c: '1' });
      const unrelated = host.commits.add([], { d: '1' }, 'Another beginning').sha;
      const on = (sha: string, branch = 'release/1.x') => forge.contains({ repository, sha, branch });
      expect(await on(old)).toBe('yes');
      expect(await on(newest)).toBe('yes');
      expect(await on(aside)).toBe('no');
      expect(await on(newest, 'main')).toBe('no');
      expect(await on('f'.repeat(40))).toBe('no-commit');
      expect(['no', 'no-commit']).toContain(await on(unrelated));
      expect(await on(old, 'nowhere')).toBe('no-branch');
    });

    test('a merge in between', async () => {
      const stage = await startStage(name);
      const { repository, host, forge } = stage;
      const sha = host.push('feature', { c: '1' });
      host.push('main', { other: '1' });
      const { number } = host.open({ head: 'feature' });
      expect(await forge.contains({ repository, sha, branch: 'main' })).toBe('no');
      host.merge(host.change(number), 'merge');
      host.push('main', { more: '1' });
      expect(await forge.contains({ repository, sha, branch: 'main' })).toBe('yes');
    });

    test.each([
      ['main', '--upload-pack=x'],
      ['main', 'main'],
      ['main', '../../../user'],
      ['main', 'abc123'],
      ['main', `${'a'.repeat(40)}...main`],
      ['main...feature', undefined],
      ['../../../../user', undefined],
      ['heads/../main', undefined],
      ['main?x=1', undefined],
      ['main#x', undefined],
      ['-main', undefined],
      ['main\nx', undefined],
      ['main\u0000', undefined],
      ['ma:in', undefined],
      ['', undefined],
    ])('the branch %j and the commit %j are no way to another path', async (branch, commit) => {
      const stage = await startStage(name);
      const sha = commit ?? stage.host.commits.head('main');
      const found = await stage.forge.contains({ repository: stage.repository, branch, sha });
      expect(found).toBe(commit === undefined ? 'no-branch' : 'no-commit');
      const paths = stage.server.seen.map(({ path }) => path);
      expect(paths.every((path) => path.includes('gitops'))).toBe(true);
      expect(stage.server.seen.every(({ method }) => method === 'GET')).toBe(true);
    });

    test('a branch whose name needs encoding, a repository that cannot be seen', async () => {
      const stage = await startStage(name);
      const { repository, host, forge } = stage;
      const sha = host.push('feature/ä+1%2F', { a: '1' });
      expect(await forge.contains({ repository, sha, branch: 'feature/ä+1%2F' })).toBe('yes');
      const stranger = await stage.as({ value: 'stranger-token', kind: 'private' });
      expect(await stranger.contains({ repository, sha, branch: 'main' })).toBe('no-branch');
    });
  });

  describe('open', () => {
    const request = { head, base: 'main', title: 'Promote 1.8.0 to prod', body: 'Why' };

    test('opens one', async () => {
      const stage = await startStage(name);
      const sha = stage.host.push(head, { a: '1' });
      const result = await stage.forge.open({ ...request, repository: stage.repository });
      expect(result).toMatchObject({
        outcome: 'created',
        pullRequest: {
          number: 1,
          state: 'open',
          title: request.title,
          body: 'Why',
          draft: false,
          head: { branch: head, sha, repository: stage.repository },
          base: { branch: 'main' },
          author: 'robot',
        },
      });
    });

    test('returns the open one of the same branches', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const before = stage.server.seen.length;
      const result = await stage.forge.open({ ...request, repository: stage.repository });
      expect(result).toMatchObject({ outcome: 'existing', pullRequest: { number: pull.number } });
      expect(stage.server.seen.slice(before).every(({ method }) => method === 'GET')).toBe(true);
    });

    test('a closed one, one of a fork and one to another base do not count', async () => {
      const stage = await startStage(name);
      stage.host.push(head, { a: '1' });
      stage.host.push('release', { b: '1' });
      stage.host.open({ head }).state = 'closed';
      stage.host.open({ head, fork: 'acme/fork-of-gitops', author: 'mallory' });
      stage.host.open({ head, base: 'release' });
      const branches = { repository: stage.repository, head, base: 'main' };
      expect(await stage.forge.find(branches)).toEqual([]);
      const result = await stage.forge.open({ ...request, repository: stage.repository });
      expect(result).toMatchObject({ outcome: 'created', pullRequest: { number: 4 } });
    });

    test('nothing to change', async () => {
      const stage = await startStage(name);
      stage.host.commits.branches.set(head, stage.host.commits.head('main'));
      const result = await stage.forge.open({ ...request, repository: stage.repository });
      expect(result).toMatchObject({ outcome: 'nothing-to-change' });
      expect(stage.host.changes.size).toBe(0);
    });

    test('a head that does not exist is refused with words', async () => {
      const stage = await startStage(name);
      await expect(stage.forge.open({ ...request, repository: stage.repository })).rejects.toMatchObject({
        verdict: { status: 'failed', message: expect.stringContaining(head) },
      });
    });

    test('a draft, made ready', async () => {
      const stage = await startStage(name);
      stage.host.push(head, { a: '1' });
      const result = await stage.forge.open({ ...request, repository: stage.repository, draft: true });
      const number = result.outcome === 'created' ? result.pullRequest.number : 0;
      const ref = { repository: stage.repository, number };
      expect(await stage.forge.read(ref)).toMatchObject({ draft: true, title: request.title });
      await stage.forge.edit(ref, { title: 'Another' });
      expect(await stage.forge.read(ref)).toMatchObject({ draft: true, title: 'Another' });
      await stage.forge.markReady(ref);
      expect(await stage.forge.read(ref)).toMatchObject({ draft: false, title: 'Another' });
    });
  });

  describe('open, answers lost', () => {
    const request = { head, base: 'main', title: 'T', body: '' };
    const creation = { method: 'POST', path: /\/(pulls|merge_requests)$/ } as const;

    test.each([
      ['the answer is lost', 'after'],
      ['the request is lost', 'before'],
      ['a proxy answers 502 and it is done', { done: { status: 502, text: '<html>Bad gateway</html>' } }],
      ['a proxy answers 502 and nothing is done', { status: 502, text: '<html>Bad gateway</html>' }],
      ['a sign-in page answers 200', { done: { status: 200, text: '<html>Sign in</html>' } }],
    ] as const)('%s: one pull request', async (_what, what) => {
      const stage = await startStage(name);
      stage.host.push(head, { a: '1' });
      stage.server.fault({ ...creation, what });
      const result = await stage.forge.open({ ...request, repository: stage.repository });
      expect(result).toMatchObject({ outcome: 'created', pullRequest: { number: 1 } });
      expect(stage.host.changes.size).toBe(1);
    });

    test('always lost: unknown, and at most one', async () => {
      const stage = await startStage(name);
      stage.host.push(head, { a: '1' });
      stage.server.fault({ ...creation, what: 'before', times: 99 });
      await expect(stage.forge.open({ ...request, repository: stage.repository })).rejects.toMatchObject({
        verdict: { status: 'unknown', reason: 'answer-lost' },
      });
      expect(stage.host.changes.size).toBe(0);
    });
  });

  describe('read', () => {
    test('waits while the forge works out the mergeability', async () => {
      const stage = await startStage(name);
      stage.host.unknownReads = 3;
      const pull = await opened(stage);
      expect(pull.mergeability).toEqual({ state: 'ready' });
      expect(stage.clock.slept.length).toBe(3);
    });

    test('says unknown when it takes too long', async () => {
      const stage = await startStage(name);
      stage.host.unknownReads = 99;
      expect((await opened(stage)).mergeability.state).toBe('unknown');
    });

    test('a fork is named', async () => {
      const stage = await startStage(name);
      stage.host.push(head, { a: '1' });
      const { number } = stage.host.open({ head, fork: 'mallory/gitops', author: 'mallory' });
      const pull = await stage.forge.read({ repository: stage.repository, number });
      expect(pull.head.repository).not.toBe(stage.repository);
      expect(pull.author).toBe('mallory');
    });

    test('closed', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      await stage.forge.close(pull);
      expect(await stage.forge.read(pull)).toMatchObject({
        state: 'closed',
        mergeability: { state: 'blocked' },
      });
    });

    test('checks and approvals', async () => {
      const stage = await startStage(name);
      stage.host.rules.approvals = 1;
      const pull = await opened(stage);
      expect(pull).toMatchObject({ checks: 'none', approval: 'missing' });
      stage.host.check(pull.head.sha, 'build', 'pending');
      expect(await stage.forge.read(pull)).toMatchObject({ checks: 'pending' });
      stage.host.check(pull.head.sha, 'build', 'failure');
      expect(await stage.forge.read(pull)).toMatchObject({ checks: 'red' });
      stage.host.check(pull.head.sha, 'build', 'success');
      stage.host.approve(pull.number, 'alice');
      expect(await stage.forge.read(pull)).toMatchObject({
        checks: 'green',
        approval: 'approved',
        mergeability: { state: 'ready' },
      });
    });

    test('refresh sees what changed', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      expect(await stage.forge.refresh(pull)).toEqual(pull);
      const sha = stage.host.push(head, { more: '1' });
      expect((await stage.forge.refresh(pull)).head.sha).toBe(sha);
      await stage.forge.close(pull);
      expect((await stage.forge.refresh(pull)).state).toBe('closed');
    });
  });

  describe('merge', () => {
    test('merges the head it was asked for', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const result = await stage.forge.merge(mergeOf(pull));
      expect(result).toMatchObject({
        outcome: 'merged',
        byUs: true,
        commit: stage.host.commits.head('main'),
      });
      expect(await stage.forge.read(pull)).toMatchObject({
        state: 'merged',
        mergeCommit: stage.host.commits.head('main'),
      });
    });

    test('merged before: says so, by whom', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const commit = stage.host.merge(stage.host.change(pull.number), 'merge');
      const before = stage.server.seen.length;
      expect(await stage.forge.merge(mergeOf(pull))).toMatchObject({
        outcome: 'merged',
        byUs: false,
        commit,
      });
      expect(stage.server.seen.slice(before).some(({ method }) => method === 'PUT')).toBe(false);
    });

    test('another head: nothing is sent', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const headSha = stage.host.push(head, { evil: '1' });
      const before = stage.server.seen.length;
      expect(await stage.forge.merge(mergeOf(pull))).toMatchObject({ outcome: 'head-moved', headSha });
      expect(await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }))).toMatchObject({
        outcome: 'head-moved',
      });
      expect(stage.server.seen.slice(before).some(({ method }) => method === 'PUT')).toBe(false);
    });

    test('the head moves between look and merge: the forge refuses, and nothing is merged', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      let headSha = '';
      stage.host.unknownReads = 0;
      const first = () => {
        headSha = stage.host.push(head, { evil: '1' });
      };
      stage.server.fault({ method: 'PUT', path: /\/merge$/, what: { first } });
      expect(await stage.forge.merge(mergeOf(pull))).toMatchObject({ outcome: 'head-moved', headSha });
      expect(stage.host.change(pull.number).state).toBe('open');
    });

    test('somebody else merges at the same moment: merged, and not by us', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const first = () => {
        stage.host.merge(stage.host.change(pull.number), 'squash');
      };
      stage.server.fault({ method: 'PUT', path: /\/merge$/, what: { first } });
      const result = await stage.forge.merge(mergeOf(pull));
      expect(result).toMatchObject({
        outcome: 'merged',
        byUs: false,
        commit: stage.host.commits.head('main'),
      });
    });

    test.each(['merge', 'squash'] as const)('by %s', async (method) => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      expect(await stage.forge.merge(mergeOf(pull, { method }))).toMatchObject({ outcome: 'merged' });
      const commit = stage.host.commits.get(stage.host.commits.head('main'));
      expect(commit.parents.length).toBe(method === 'merge' ? 2 : 1);
    });
  });

  describe('merge, answers lost', () => {
    const merging = { method: 'PUT', path: /\/merge$/ } as const;

    test.each([
      ['the answer is lost', 'after'],
      ['the request is lost', 'before'],
      ['a proxy answers 502 and it is done', { done: { status: 502, text: 'no' } }],
      ['a proxy answers 502 and nothing is done', { status: 502, text: 'no' }],
      ['a page answers 200 and it is done', { done: { status: 200, text: '<html>' } }],
    ] as const)('%s: merged once', async (_what, what) => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.server.fault({ ...merging, what });
      const result = await stage.forge.merge(mergeOf(pull));
      expect(result).toMatchObject({ outcome: 'merged', commit: stage.host.commits.head('main') });
    });

    test('always lost: unknown', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.server.fault({ ...merging, what: 'before', times: 99 });
      await expect(stage.forge.merge(mergeOf(pull))).rejects.toMatchObject({
        verdict: { status: 'unknown', reason: 'answer-lost' },
      });
      expect(stage.host.change(pull.number).state).toBe('open');
    });

    test('a refusal that passes is tried again', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.server.fault({
        ...merging,
        what: { status: 405, json: { message: 'Base branch was modified. Review and try the merge again.' } },
        times: 2,
      });
      expect(await stage.forge.merge(mergeOf(pull))).toMatchObject({ outcome: 'merged' });
    });

    test('a refusal that nothing explains is not merged, in the words of the forge', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.server.fault({
        ...merging,
        what: { status: 405, json: { message: 'Computer says no' } },
        times: 99,
      });
      expect(await stage.forge.merge(mergeOf(pull))).toMatchObject({
        outcome: 'not-merged',
        state: 'waiting',
        reasons: [{ kind: 'other', text: expect.stringContaining('Computer says no') }],
      });
    });
  });

  describe('merge refused', () => {
    interface Refusal {
      readonly what: string;
      readonly make: (stage: Stage, pull: PullRequest) => void;
      readonly state: 'waiting' | 'blocked';
      readonly kind: string;
    }
    const refusals: readonly Refusal[] = [
      {
        what: 'approvals missing',
        make: ({ host }) => {
          host.rules.approvals = 2;
        },
        state: 'waiting',
        kind: 'approvals',
      },
      {
        what: 'changes requested',
        make: ({ host }, { number }) => host.requestChanges(number, 'alice'),
        state: 'waiting',
        kind: 'approvals',
      },
      {
        what: 'a required check runs',
        make: ({ host }, { head: { sha } }) => {
          host.rules.checks = ['build'];
          host.check(sha, 'build', 'pending');
        },
        state: 'waiting',
        kind: 'checks',
      },
      {
        what: 'a required check never reported',
        make: ({ host }) => {
          host.rules.checks = ['build'];
        },
        state: 'waiting',
        kind: 'checks',
      },
      {
        what: 'a required check failed',
        make: ({ host }, { head: { sha } }) => {
          host.rules.checks = ['build'];
          host.check(sha, 'build', 'failure');
        },
        state: 'blocked',
        kind: 'checks',
      },
      {
        what: 'a conflict',
        make: ({ host }) => {
          host.push('main', { 'prod/values.yaml': 'tag: 9' });
        },
        state: 'blocked',
        kind: 'conflicts',
      },
      {
        what: 'a draft',
        make: ({ host }, { number }) => {
          host.change(number).draft = true;
        },
        state: 'waiting',
        kind: 'draft',
      },
      {
        what: 'behind',
        make: ({ host }) => {
          host.rules.upToDate = true;
          host.push('main', { other: '1' });
        },
        state: 'blocked',
        kind: 'behind',
      },
      {
        what: 'open conversations',
        make: ({ host }, { number }) => {
          host.rules.threadsResolved = true;
          host.change(number).unresolvedThreads = 1;
        },
        state: 'waiting',
        kind: 'policy',
      },
      {
        what: 'another rule',
        make: ({ host }) => host.rules.others.push('required_signatures'),
        state: 'waiting',
        kind: 'policy',
      },
      { what: 'a queue', make: (stage) => stage.enableQueue(), state: 'waiting', kind: 'queue' },
      {
        what: 'closed',
        make: ({ host }, { number }) => {
          host.change(number).state = 'closed';
        },
        state: 'blocked',
        kind: 'other',
      },
    ];

    test.each(refusals)('$what: $state, $kind', async ({ make, state, kind }) => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      make(stage, pull);
      const result = await stage.forge.merge(mergeOf(pull));
      expect(result).toMatchObject({ outcome: 'not-merged', state });
      expect(kinds(result)).toContain(kind);
      const reasons = 'reasons' in result ? result.reasons : [];
      expect(reasons.every(({ text, lift }) => text !== '' && /\.$/.test(lift))).toBe(true);
    });

    test('behind: brought up to date, it merges', async () => {
      const stage = await startStage(name);
      stage.host.rules.upToDate = true;
      const pull = await opened(stage);
      stage.host.push('main', { other: '1' });
      await stage.forge.updateHead({ ...pull, headSha: pull.head.sha });
      const after = await stage.forge.read(pull);
      expect(after.head.sha).not.toBe(pull.head.sha);
      expect(await stage.forge.merge(mergeOf(after))).toMatchObject({ outcome: 'merged' });
      await expect(stage.forge.updateHead({ ...pull, headSha: pull.head.sha })).rejects.toMatchObject({
        verdict: { status: 'failed', reason: 'refused' },
      });
    });
  });

  describe('merge when ready', () => {
    test('at once, when it is', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(result).toMatchObject({ outcome: 'merged' });
    });

    test('scheduled, merged by the forge, taken back', async () => {
      const stage = await startStage(name);
      stage.host.rules.checks = ['build'];
      const pull = await opened(stage);
      stage.host.check(pull.head.sha, 'build', 'pending');
      const scheduled = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(scheduled).toMatchObject({ outcome: 'scheduled', pullRequest: { scheduled: 'auto-merge' } });
      await stage.forge.cancelMerge(pull);
      expect((await stage.forge.read(pull)).scheduled).toBeUndefined();
      await stage.forge.cancelMerge(pull);
      await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      const again = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(again).toMatchObject({ outcome: 'scheduled' });
      stage.host.check(pull.head.sha, 'build', 'success');
      expect(await stage.forge.read(pull)).toMatchObject({ state: 'merged', scheduled: undefined });
    });

    test('the head moves just before it is scheduled or queued: nothing is', async () => {
      for (const queue of [false, true]) {
        const stage = await startStage(name);
        const pull = await opened(stage);
        if (queue) {
          stage.enableQueue();
        } else {
          stage.host.rules.approvals = 1;
        }
        stage.host.unknownReads = 0;
        const first = () => {
          stage.host.push(head, { evil: '1' });
        };
        const body = /enablePullRequestAutoMerge|enqueuePullRequest/;
        stage.server.fault({ method: 'POST', path: /graphql$/, body, what: { first } });
        stage.server.fault({ method: 'PUT', path: /\/merge$/, what: { first } });
        stage.server.fault({ method: 'POST', path: /merge_trains/, what: { first } });
        const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
        expect(result).toMatchObject({ outcome: 'head-moved' });
        expect(stage.host.change(pull.number)).toMatchObject({ autoMerge: undefined, queued: false });
      }
    });

    test('the answer to the scheduling is lost: it is found', async () => {
      const stage = await startStage(name);
      stage.host.rules.approvals = 1;
      const pull = await opened(stage);
      stage.server.fault({
        method: 'POST',
        path: /graphql$/,
        body: /enablePullRequestAutoMerge/,
        what: 'after',
      });
      stage.server.fault({ method: 'PUT', path: /\/merge$/, what: 'after' });
      const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(result).toMatchObject({ outcome: 'scheduled' });
    });

    test('through the queue', async () => {
      const stage = await startStage(name);
      stage.enableQueue();
      const pull = await opened(stage);
      const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(result).toMatchObject({ outcome: 'enqueued', pullRequest: { scheduled: 'queue' } });
      expect(await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }))).toMatchObject({
        outcome: 'enqueued',
      });
      await stage.forge.cancelMerge(pull);
      expect((await stage.forge.read(pull)).scheduled).toBeUndefined();
      await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      stage.host.runQueue();
      expect(await stage.forge.read(pull)).toMatchObject({ state: 'merged' });
    });

    test('into the queue when its checks are green', async () => {
      const stage = await startStage(name);
      stage.enableQueue();
      stage.host.rules.checks = ['build'];
      const pull = await opened(stage);
      stage.host.check(pull.head.sha, 'build', 'pending');
      const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(result).toMatchObject({ outcome: 'scheduled' });
      stage.host.check(pull.head.sha, 'build', 'success');
      expect(await stage.forge.read(pull)).toMatchObject({
        scheduled: 'queue',
        mergeability: { state: 'waiting', reasons: [{ kind: 'queue' }] },
      });
    });

    test('a conflict is not scheduled', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.host.push('main', { 'prod/values.yaml': 'tag: 9' });
      const result = await stage.forge.merge(mergeOf(pull, { when: 'when-ready' }));
      expect(result).toMatchObject({ outcome: 'not-merged', state: 'blocked' });
      expect(stage.host.change(pull.number).autoMerge).toBeUndefined();
    });
  });

  describe('comment', () => {
    test('created, unchanged, updated', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const comment = { ...pull, marker: 'gate/prod', body: 'One' };
      const created = await stage.forge.comment(comment);
      expect(created.operation).toBe('created');
      expect(await stage.forge.comment(comment)).toEqual({ operation: 'unchanged', url: created.url });
      expect(await stage.forge.comment({ ...comment, body: 'Two' })).toEqual({
        operation: 'updated',
        url: created.url,
      });
      expect(stage.host.change(pull.number).notes).toHaveLength(1);
      expect((await stage.forge.comment({ ...comment, marker: 'gate/prod2' })).operation).toBe('created');
    });

    test('the marker in a comment of somebody else is not ours, nor a quoted one', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.host.note(pull.number, 'mallory', '<!-- kargo-ci: gate -->\nAll good');
      stage.host.note(pull.number, 'robot', 'Quoting: <!-- kargo-ci: gate -->\nx');
      expect((await stage.forge.comment({ ...pull, marker: 'gate', body: 'No' })).operation).toBe('created');
      expect(stage.host.change(pull.number).notes.map(({ author }) => author)).toEqual([
        'mallory',
        'robot',
        'robot',
      ]);
    });

    test('found behind hundreds of others', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      for (let index = 0; index < 150; index++) {
        stage.host.note(pull.number, 'alice', `Note ${index}`);
      }
      await stage.forge.comment({ ...pull, marker: 'gate', body: 'One' });
      expect((await stage.forge.comment({ ...pull, marker: 'gate', body: 'Two' })).operation).toBe('updated');
    });

    test('a lost answer makes no second one', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.server.fault({ method: 'POST', path: /\/(comments|notes)$/, what: 'after' });
      expect((await stage.forge.comment({ ...pull, marker: 'gate', body: 'One' })).operation).toBe('created');
      expect(stage.host.change(pull.number).notes).toHaveLength(1);
    });
  });

  describe('the rest', () => {
    test('labels are added', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      await stage.forge.addLabels(pull, ['kargo', 'prod']);
      await stage.forge.addLabels(pull, ['prod', 'urgent']);
      await stage.forge.addLabels(pull, []);
      expect((await stage.forge.read(pull)).labels).toEqual(['kargo', 'prod', 'urgent']);
    });

    test('reviewers are asked, strangers are said', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      stage.host.change(pull.number).reviewers.add('bob');
      const refused = await stage.forge.requestReviewers(pull, ['alice', 'nobody-knows']);
      expect(refused.map((one) => one.name)).toEqual(['nobody-knows']);
      expect([...stage.host.change(pull.number).reviewers]).toEqual(['bob', 'alice']);
    });

    test('title and body are edited', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      await stage.forge.edit(pull, { title: 'New', body: 'Words' });
      expect(await stage.forge.read(pull)).toMatchObject({ title: 'New', body: 'Words' });
    });

    test('a branch is deleted only while it is what it was', async () => {
      const stage = await startStage(name);
      const sha = stage.host.push(head, { a: '1' });
      const branch = { repository: stage.repository, name: head, sha };
      expect(await stage.forge.deleteBranch({ ...branch, sha: 'f'.repeat(40) })).toBe(false);
      stage.server.fault({ method: 'DELETE', path: /.*/, what: 'after' });
      expect(await stage.forge.deleteBranch(branch)).toBe(true);
      expect(await stage.forge.deleteBranch(branch)).toBe(false);
      expect(stage.host.commits.branches.has(head)).toBe(false);
    });

    test('a status is set, changed, and set again', async () => {
      const stage = await startStage(name);
      const sha = stage.host.push(head, { a: '1' });
      const status = {
        repository: stage.repository,
        sha,
        context: 'status/gate',
        description: 'x'.repeat(300),
      };
      await stage.forge.setStatus({ ...status, state: 'pending' });
      await stage.forge.setStatus({ ...status, state: 'pending', url: 'https://kargo.example.test/' });
      await stage.forge.setStatus({ ...status, state: 'failure' });
      stage.server.fault({ method: 'POST', path: /statuses/, what: 'after' });
      await stage.forge.setStatus({ ...status, state: 'success' });
      expect(stage.host.checks.get(sha)).toMatchObject([{ name: 'status/gate', state: 'success' }]);
    });

    test('changed files, both names of a renamed one', async () => {
      const stage = await startStage(name);
      stage.host.push('main', { old: 'same', kept: '1' });
      const main = stage.host.commits.get(stage.host.commits.head('main'));
      const moved = stage.host.commits.add([main.sha], { kept: '1', renamed: 'same', fresh: '2' }, 'Move');
      stage.host.commits.branches.set(head, moved.sha);
      const { number } = stage.host.open({ head });
      expect(await stage.forge.changedFiles({ repository: stage.repository, number })).toEqual({
        paths: ['fresh', 'old', 'renamed'],
        complete: true,
      });
    });

    test('many changed files', async () => {
      const stage = await startStage(name);
      stage.host.push(
        head,
        Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`f${index}`, 'x'])),
      );
      const { number } = stage.host.open({ head });
      const files = await stage.forge.changedFiles({ repository: stage.repository, number });
      expect(files.paths.length).toBe(250);
      expect(files.complete).toBe(true);
    });
  });

  describe('tokens', () => {
    const cases = [
      ['wrong', 'unauthorized', { value: 'nonsense', kind: 'private' }],
      ['none', 'unauthorized', undefined],
      ['of a stranger', 'not-found', { value: 'stranger-token', kind: 'private' }],
    ] as const;

    test.each(cases)('%s: %s', async (_what, reason, token) => {
      const stage = await startStage(name);
      const { number, repository } = await opened(stage);
      const forge = await stage.as(token);
      await expect(forge.read({ repository, number })).rejects.toMatchObject({
        verdict: { status: 'failed', reason },
      });
    });

    test('that may only read: a write is forbidden', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const forge = await stage.as({ value: 'read-token', kind: 'private' });
      expect((await forge.read(pull)).number).toBe(pull.number);
      await expect(forge.addLabels(pull, ['x'])).rejects.toMatchObject({
        verdict: { status: 'failed', reason: 'forbidden' },
      });
    });

    test('never in an error, whatever happens', async () => {
      const stage = await startStage(name);
      const pull = await opened(stage);
      const answers = [
        { status: 401, json: { message: 'No' } },
        { status: 500, text: 'No' },
        { status: 302, headers: { location: 'https://evil.example.test/' } },
        { status: 200, text: '<html>' },
      ];
      for (const what of answers) {
        stage.server.fault({ method: 'GET', path: /.*/, what, times: 40 });
        const thrown = await stage.forge.read(pull).catch((error: unknown) => error);
        expect(thrown).toBeInstanceOf(Error);
        const { inspect } = await import('node:util');
        expect(inspect(thrown, { depth: 20, showHidden: true })).not.toContain('write-token');
      }
    });
  });
});
