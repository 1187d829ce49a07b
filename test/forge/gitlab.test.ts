import { describe, expect, test } from 'vitest';
import type { Forge, PullRequest } from '../../src/forge/forge.ts';
import { meanings, mergeabilityOf } from '../../src/forge/gitlab/mergeability.ts';
import { openForge } from '../../src/forge/open.ts';
import type { ForgeToken } from '../../src/forge/transport.ts';
import { TurnedClock } from '../http/turned-clock.ts';
import { connectionTo } from '../support/forge/client.ts';
import { type FakeGitLab, startGitLab } from '../support/forge/gitlab.ts';

const head = 'kargo/promotion/prod.01jx.abcdef1';
const repository = 'acme/delivery/gitops';

interface Scene {
  readonly fake: FakeGitLab;
  readonly forge: Forge;
  readonly clock: TurnedClock;
  readonly pull: () => Promise<PullRequest>;
}

async function scene(token: ForgeToken = { value: 'write-token', kind: 'private' }): Promise<Scene> {
  const fake = await startGitLab(repository);
  const clock = new TurnedClock();
  const forge = await openForge(connectionTo('gitlab', fake.address, { clock, token }));
  fake.host.push(head, { a: '1' });
  const { number } = fake.host.open({ head });
  return { fake, forge, clock, pull: () => forge.read({ repository, number }) };
}

describe('detailed_merge_status', () => {
  test.each([
    ['mergeable', 'ready'],
    ['unchecked', 'unknown'],
    ['checking', 'unknown'],
    ['preparing', 'unknown'],
    ['approvals_syncing', 'waiting approvals'],
    ['ci_still_running', 'waiting checks'],
    ['ci_must_pass', 'waiting checks'],
    ['status_checks_must_pass', 'waiting checks'],
    ['not_approved', 'waiting approvals'],
    ['requested_changes', 'waiting approvals'],
    ['discussions_not_resolved', 'waiting policy'],
    ['draft_status', 'waiting draft'],
    ['merge_time', 'waiting policy'],
    ['merge_request_blocked', 'waiting policy'],
    ['security_policy_pipeline_check', 'waiting policy'],
    ['security_policy_violations', 'waiting policy'],
    ['jira_association_missing', 'waiting policy'],
    ['title_regex', 'waiting policy'],
    ['locked_paths', 'waiting policy'],
    ['locked_lfs_files', 'waiting policy'],
    ['need_rebase', 'blocked behind'],
    ['conflict', 'blocked conflicts'],
    ['commits_status', 'blocked other'],
    ['not_open', 'blocked other'],
    ['a_status_of_tomorrow', 'waiting other'],
  ])('%s', (status, expected) => {
    const result = mergeabilityOf({ detailed_merge_status: status }, 'open');
    const reasons = 'reasons' in result ? result.reasons : [];
    expect([result.state, ...reasons.map(({ kind }) => kind)].join(' ')).toBe(expected);
    if (status in meanings || status === 'a_status_of_tomorrow') {
      expect(reasons[0]?.text).toContain(status);
      expect(reasons[0]?.lift).toMatch(/\.$/);
    }
  });

  test.each([
    ['failed', 'blocked'],
    ['canceled', 'blocked'],
    ['running', 'waiting'],
  ])('ci_must_pass with a pipeline that is %s', (status, state) => {
    const json = { detailed_merge_status: 'ci_must_pass', head_pipeline: { status } };
    expect(mergeabilityOf(json, 'open')).toMatchObject({
      state,
      reasons: [{ text: `ci_must_pass: the pipeline is ${status}` }],
    });
  });

  test('no status at all is unknown', () => {
    expect(mergeabilityOf({}, 'open').state).toBe('unknown');
  });

  test('locked is an open one that is being merged', async () => {
    const { fake, pull } = await scene();
    fake.settings.locked = true;
    expect(await pull()).toMatchObject({ state: 'open', mergeability: { state: 'unknown' } });
  });
});

describe('merge', () => {
  test('401: the token is good, its user may not merge', async () => {
    const { fake, forge, pull } = await scene();
    const seen = await pull();
    fake.settings.mayNotMerge.add('robot');
    const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'now' });
    expect(result).toMatchObject({
      outcome: 'not-merged',
      state: 'blocked',
      reasons: [{ kind: 'policy', lift: expect.stringContaining('Allowed to merge') }],
    });
  });

  test.each([
    ['merge', 'ff', 'default_off', 'policy'],
    ['merge', 'merge', 'always', 'policy'],
    ['squash', 'merge', 'never', 'policy'],
    ['rebase', 'merge', 'default_off', 'policy'],
    ['rebase', 'ff', 'default_off', 'merged'],
    ['rebase', 'rebase_merge', 'never', 'merged'],
    ['merge', 'rebase_merge', 'default_on', 'merged'],
    ['squash', 'ff', 'default_off', 'merged'],
  ] as const)(
    'by %s in a project with %s, squash %s: %s',
    async (method, mergeMethod, squashOption, expected) => {
      const { fake, forge, pull } = await scene();
      Object.assign(fake.settings, { mergeMethod, squashOption });
      const seen = await pull();
      const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'now', method });
      const kind = 'reasons' in result ? result.reasons[0]?.kind : result.outcome;
      expect(kind).toBe(expected);
      if (result.outcome === 'merged') {
        expect(result.commit).toBe(fake.host.commits.head('main'));
      }
    },
  );

  test('fast-forward: the head itself is on the target', async () => {
    const { fake, forge, pull } = await scene();
    fake.settings.mergeMethod = 'ff';
    const seen = await pull();
    const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'now' });
    expect(result).toMatchObject({ outcome: 'merged', commit: seen.head.sha });
  });

  test('how many approvals are missing, by which rule', async () => {
    const { fake, pull } = await scene();
    fake.host.rules.approvals = 2;
    fake.host.approve(1, 'alice');
    expect(await pull()).toMatchObject({
      mergeability: { reasons: [{ text: 'not_approved: 1 more needed (rules: Release managers)' }] },
    });
  });

  test('a rebase that fails is said in its words', async () => {
    const { fake, forge, pull } = await scene();
    const seen = await pull();
    fake.host.push('main', { a: '2' });
    await expect(forge.updateHead({ ...seen, headSha: seen.head.sha })).rejects.toThrow(/Rebase locally/);
  });
});

describe('a job token', () => {
  const job = { value: 'job-token', kind: 'job' } as const;

  test('reads', async () => {
    const { fake, forge, pull } = await scene(job);
    expect(await pull()).toMatchObject({ number: 1, approval: 'unknown', mergeability: { state: 'ready' } });
    expect(await forge.find({ repository, head, base: 'main' })).toHaveLength(1);
    expect(fake.server.seen.every(({ headers }) => headers['job-token'] === 'job-token')).toBe(true);
  });

  test.each<[string, (forge: Forge, pull: PullRequest) => Promise<unknown>]>([
    ['open', (forge) => forge.open({ repository, head, base: 'release', title: 'T', body: '' })],
    ['merge', (forge, pull) => forge.merge({ ...pull, headSha: pull.head.sha, when: 'now' })],
    ['comment', (forge, pull) => forge.comment({ ...pull, marker: 'gate', body: '' })],
    ['label', (forge, pull) => forge.addLabels(pull, ['x'])],
    ['close', (forge, pull) => forge.close(pull)],
    [
      'set a status',
      (forge, pull) =>
        forge.setStatus({ repository, sha: pull.head.sha, context: 'x', state: 'success', description: '' }),
    ],
  ])('does not %s: nothing is written, and why is said', async (what, act) => {
    const { fake, forge, pull } = await scene(job);
    const seen = await pull();
    fake.host.commits.branches.set('release', fake.host.commits.head('main'));
    const failing = act(forge, seen);
    await expect(failing).rejects.toMatchObject({ verdict: { status: 'failed' } });
    await expect(failing).rejects.toThrow(/CI_JOB_TOKEN can only read/);
    expect(
      fake.server.seen.every(({ method }) => method === 'GET'),
      what,
    ).toBe(true);
  });
});

test('the address may have a path; the project is one encoded segment', async () => {
  const { fake, pull } = await scene();
  await pull();
  expect(fake.server.log()[0]).toBe('GET /gitlab/api/v4/projects/acme%2Fdelivery%2Fgitops/merge_requests/1');
});

test('no redirect is followed with the token, and nothing is taken for success', async () => {
  const { fake, forge, pull } = await scene();
  const seen = await pull();
  const elsewhere = await startGitLab();
  const headers = { location: `${elsewhere.address}/users/sign_in` };
  fake.server.fault({ method: 'PUT', path: /.*/, what: { status: 302, text: '', headers } });
  await expect(forge.close(seen)).rejects.toMatchObject({ verdict: { status: 'failed', reason: 'refused' } });
  expect(elsewhere.server.seen).toEqual([]);
  expect(fake.host.change(1).state).toBe('open');
});

test('writes are not repeated after a 502 that may have done something', async () => {
  const { fake, forge, pull } = await scene();
  const seen = await pull();
  fake.server.fault({ method: 'POST', path: /notes$/, what: { done: { status: 502, text: 'no' } } });
  await forge.comment({ ...seen, marker: 'gate', body: 'x' });
  expect(fake.host.change(1).notes).toHaveLength(1);
});

test('what somebody merges while GitLab works it out is not called ours', async () => {
  const { fake, forge, clock, pull } = await scene();
  const seen = await pull();
  const change = fake.host.change(1);
  change.unknownReads = 20;
  clock.whileAsleep = () => {
    if (change.unknownReads < 14 && change.state === 'open') {
      fake.host.merge(change, 'merge');
    }
  };
  const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'now' });
  expect(result).toMatchObject({ outcome: 'merged', byUs: false });
});

test('a rate limit is waited out', async () => {
  const { fake, forge, clock, pull } = await scene();
  const seen = await pull();
  const what = { status: 429, json: { message: 'Too many' }, headers: { 'retry-after': '90' } };
  fake.server.fault({ method: 'PUT', path: /.*/, what });
  await forge.addLabels(seen, ['x']);
  expect(Math.max(...clock.slept)).toBe(90_000);
});

test('one reviewer without Premium: the others are said', async () => {
  const { fake, forge, pull } = await scene();
  const seen = await pull();
  fake.settings.manyReviewers = false;
  const refused = await forge.requestReviewers(seen, ['alice', 'bob']);
  expect(refused.map(({ name }) => name)).toEqual(['bob']);
});

test('a diff that is not listed as a whole is not complete', async () => {
  const { fake, forge, pull } = await scene();
  fake.settings.changesCount = '1000+';
  expect(await forge.changedFiles(await pull())).toMatchObject({ complete: false });
});

test('a train is not asked for where there are none', async () => {
  const { fake, forge, pull } = await scene();
  fake.host.rules.approvals = 1;
  const seen = await pull();
  await forge.merge({ ...seen, headSha: seen.head.sha, when: 'when-ready' });
  expect(fake.server.log().some((line) => line.includes('merge_trains'))).toBe(false);
});

test('texts are never carried out as quick actions', async () => {
  const { fake, forge } = await scene();
  fake.host.push('other', { b: '1' });
  const body = 'Freight\n/merge\n  /approve\r\n/close\n```\n/label ~x\n```';
  const result = await forge.open({ repository, head: 'other', base: 'main', title: '/close', body });
  const number = result.outcome === 'created' ? result.pullRequest.number : 0;
  const ref = { repository, number };
  await forge.edit(ref, { body });
  await forge.comment({ ...ref, marker: 'gate', body });
  await forge.comment({ ...ref, marker: 'gate', body: `${body}\n/draft` });
  expect(fake.quickActions).toEqual([]);
});
