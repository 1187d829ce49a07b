import { describe, expect, test } from 'vitest';
import type { Forge, PullRequest } from '../../src/forge/forge.ts';
import type { Detail } from '../../src/forge/github/detail.ts';
import { type Facts, mergeabilityOf } from '../../src/forge/github/mergeability.ts';
import { pullRequestOf } from '../../src/forge/github/pull.ts';
import { apiAddress } from '../../src/forge/github.ts';
import { openForge } from '../../src/forge/open.ts';
import { TurnedClock } from '../http/turned-clock.ts';
import { connectionTo } from '../support/forge/client.ts';
import { type FakeGitHub, startGitHub } from '../support/forge/github.ts';

const head = 'kargo/promotion/prod.01jx.abcdef1';

interface Scene {
  readonly fake: FakeGitHub;
  readonly forge: Forge;
  readonly clock: TurnedClock;
  readonly waits: string[];
  readonly pull: () => Promise<PullRequest>;
}

async function scene(token = 'write-token', author = 'kargo'): Promise<Scene> {
  const fake = await startGitHub();
  const clock = new TurnedClock();
  const waits: string[] = [];
  const connection = connectionTo('github', fake.address, {
    clock,
    token: { value: token, kind: 'private' },
    onWait: (line) => waits.push(line),
  });
  const forge = await openForge(connection);
  fake.host.push(head, { a: '1' });
  const { number } = fake.host.open({ head, author });
  return { fake, forge, clock, waits, pull: () => forge.read({ repository: 'acme/gitops', number }) };
}

test.each([
  ['https://github.com', 'https://api.github.com'],
  ['https://acme.ghe.com', 'https://api.acme.ghe.com'],
  ['https://ghe.example.test', 'https://ghe.example.test/api/v3'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/api/v3'],
])('the API of %s', (address, api) => {
  expect(apiAddress(address)).toBe(api);
});

describe('mergeStateStatus', () => {
  const detail: Detail = {
    id: 'PR_1',
    headSha: 'a',
    mergeState: 'CLEAN',
    reviewDecision: undefined,
    rollup: undefined,
    checks: [],
    moreChecks: false,
    unresolvedThreads: 0,
    queueEnabled: false,
    queueEntry: undefined,
    autoMerge: false,
    autoMergeAllowed: true,
    methods: { merge: true, squash: true, rebase: true },
  };
  const facts: Facts = {
    pull: { state: 'open', draft: false, author: 'kargo' },
    mergeable: true,
    mergeableState: 'clean',
    detail,
    ruleFindings: [],
  };
  const red = { name: 'build', state: 'red', required: true } as const;
  const running = { name: 'scan', state: 'pending', required: true } as const;

  test.each<[string, Partial<Facts>, Partial<Detail>, string]>([
    ['CLEAN', {}, {}, 'ready'],
    ['HAS_HOOKS', {}, { mergeState: 'HAS_HOOKS' }, 'ready'],
    ['UNSTABLE', {}, { mergeState: 'UNSTABLE', rollup: 'FAILURE' }, 'ready'],
    ['UNKNOWN', {}, { mergeState: 'UNKNOWN' }, 'unknown'],
    ['mergeable null', { mergeable: null }, { mergeState: 'UNKNOWN' }, 'unknown'],
    ['DIRTY', { mergeable: false }, { mergeState: 'DIRTY' }, 'blocked conflicts'],
    [
      'a conflicting draft',
      { mergeable: false, pull: { ...facts.pull, draft: true } },
      {},
      'blocked conflicts draft',
    ],
    ['BEHIND', {}, { mergeState: 'BEHIND' }, 'blocked behind'],
    ['DRAFT', {}, { mergeState: 'DRAFT' }, 'waiting draft'],
    [
      'BLOCKED by reviews',
      {},
      { mergeState: 'BLOCKED', reviewDecision: 'REVIEW_REQUIRED' },
      'waiting approvals',
    ],
    [
      'BLOCKED by a reviewer',
      {},
      { mergeState: 'BLOCKED', reviewDecision: 'CHANGES_REQUESTED' },
      'waiting approvals',
    ],
    [
      'BLOCKED by a red check',
      {},
      { mergeState: 'BLOCKED', checks: [red, running] },
      'blocked checks checks',
    ],
    ['BLOCKED by a running check', {}, { mergeState: 'BLOCKED', checks: [running] }, 'waiting checks'],
    ['BLOCKED by an expected check', {}, { mergeState: 'BLOCKED', rollup: 'EXPECTED' }, 'waiting checks'],
    [
      'BLOCKED by both',
      {},
      { mergeState: 'BLOCKED', checks: [running], reviewDecision: 'REVIEW_REQUIRED' },
      'waiting approvals checks',
    ],
    ['BLOCKED by what cannot be seen', {}, { mergeState: 'BLOCKED' }, 'waiting policy'],
    ['a word of tomorrow', {}, { mergeState: 'FROZEN' }, 'waiting other'],
    ['in the queue', {}, { queueEntry: { position: 2, state: 'AWAITING_CHECKS' } }, 'waiting queue'],
    ['stuck in the queue', {}, { queueEntry: { position: 1, state: 'UNMERGEABLE' } }, 'blocked queue'],
    ['merged', { pull: { ...facts.pull, state: 'merged' } }, {}, 'blocked other'],
  ])('%s', (_what, more, detailMore, expected) => {
    const result = mergeabilityOf({ ...facts, ...more, detail: { ...detail, ...detailMore } });
    const kinds = 'reasons' in result ? result.reasons.map(({ kind }) => kind) : [];
    expect([result.state, ...kinds].join(' ')).toBe(expected);
  });

  test.each([
    ['clean', 'ready'],
    ['unstable', 'ready'],
    ['blocked', 'waiting'],
    ['behind', 'blocked'],
    ['dirty', 'blocked'],
    ['draft', 'waiting'],
    ['unknown', 'unknown'],
  ])('without GraphQL: %s', (mergeableState, state) => {
    expect(mergeabilityOf({ ...facts, detail: undefined, mergeableState }).state).toBe(state);
  });
});

describe('rate limits are waited out', () => {
  const inAnHour = (clock: TurnedClock) => String(Math.floor(clock.now() / 1000) + 3_600);

  test.each([
    ['secondary, 403', 403, { 'retry-after': '90' }, 90_000],
    ['secondary, 429', 429, { 'retry-after': '90' }, 90_000],
    ['secondary, only in words', 403, {}, 60_000],
    ['malformed', 403, { 'retry-after': 'soon', 'x-ratelimit-remaining': '0' }, 60_000],
  ])('%s', async (_what, status, headers, ms) => {
    const { fake, forge, clock, waits, pull } = await scene();
    const seen = await pull();
    const json = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };
    fake.server.fault({ method: 'POST', path: /labels$/, what: { status, json, headers } });
    clock.slept.length = 0;
    await forge.addLabels(seen, ['x']);
    expect(Math.max(...clock.slept)).toBe(ms);
    expect(fake.server.log().filter((line) => /labels/.test(line))).toHaveLength(2);
    expect(waits.length).toBe(status === 429 ? waits.length : 1);
  });

  test('primary: until its reset', async () => {
    const { fake, clock, waits, pull } = await scene();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAnHour(clock) };
    const json = { message: 'API rate limit exceeded for installation.' };
    fake.server.fault({ method: 'GET', path: /pulls/, what: { status: 403, json, headers } });
    const before = clock.now();
    await pull();
    expect(clock.now() - before).toBeGreaterThan(3_599_000);
    expect(waits).toEqual([expect.stringMatching(/limits requests of this token: going on in 36\d\d s$/)]);
  });

  test('429 without a word about when: no request before a minute is over', async () => {
    const { fake, clock, pull } = await scene();
    fake.server.fault({ method: 'GET', path: /pulls/, what: { status: 429, json: { message: 'No' } } });
    clock.slept.length = 0;
    await pull();
    expect(clock.slept[0]).toBe(60_000);
  });

  test('GraphQL says it with HTTP 200', async () => {
    const { fake, clock, pull } = await scene();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAnHour(clock) };
    const json = { errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    fake.server.fault({ method: 'POST', path: /graphql$/, what: { status: 200, json, headers } });
    const before = clock.now();
    expect(await pull()).toMatchObject({ mergeability: { state: 'ready' }, checks: 'none' });
    expect(clock.now() - before).toBeGreaterThan(3_599_000);
  });

  test('one that ends in another century is no reason to ask on and on', async () => {
    const { fake, clock, pull } = await scene();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999999' };
    fake.server.fault({ method: 'GET', path: /pulls/, what: { status: 403, json: {}, headers } });
    clock.slept.length = 0;
    await pull();
    expect(clock.slept[0]).toBe(2 ** 31 - 1);
  });

  test('a refusal with requests left is none', async () => {
    const { fake, pull } = await scene();
    const what = { status: 403, json: { message: 'No' }, headers: { 'x-ratelimit-remaining': '4999' } };
    fake.server.fault({ method: 'GET', path: /pulls/, what });
    await expect(pull()).rejects.toMatchObject({ verdict: { reason: 'forbidden' } });
  });
});

test('of more than a hundred checks none is called missing because it is not among the first', async () => {
  const { fake, pull } = await scene();
  const { headSha } = fake.host.change(1);
  fake.host.rules.checks = ['last'];
  for (let index = 0; index < 100; index++) {
    fake.host.check(headSha, `scan ${index}`, 'success');
  }
  fake.host.check(headSha, 'last', 'pending');
  expect(await pull()).toMatchObject({
    checks: 'pending',
    mergeability: {
      state: 'waiting',
      reasons: [{ kind: 'checks', text: expect.stringContaining('PENDING') }],
    },
  });
});

describe('a fault of GraphQL, which is HTTP 200 with errors', () => {
  const json = { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] };
  const what = { status: 200, json };

  test('nothing is merged past a queue that it hides', async () => {
    const { fake, forge, pull } = await scene();
    fake.host.rules.queue = true;
    const seen = await pull();
    fake.server.fault({ method: 'POST', path: /graphql$/, what });
    await expect(forge.merge({ ...seen, headSha: seen.head.sha, when: 'now' })).rejects.toMatchObject({
      verdict: { status: 'unknown', message: expect.stringContaining('Something went wrong') },
    });
    expect(fake.server.log().filter((line) => line.startsWith('PUT'))).toEqual([]);
  });

  test('no second comment is made', async () => {
    const { fake, forge, pull } = await scene();
    const comment = { ...(await pull()), marker: 'gate', body: 'One' };
    await forge.comment(comment);
    fake.server.fault({ method: 'POST', path: /graphql$/, what });
    await expect(forge.comment(comment)).rejects.toMatchObject({ verdict: { status: 'unknown' } });
    expect(fake.host.change(1).notes).toHaveLength(1);
  });
});

describe('what is said about a workflow token', () => {
  test('that may not open pull requests', async () => {
    const { fake, forge } = await scene('workflow-token');
    fake.host.push('another', { b: '1' });
    const request = { repository: 'acme/gitops', head: 'another', base: 'main', title: 'T', body: '' };
    await expect(forge.open(request)).rejects.toThrow(/Allow GitHub Actions to create and approve/);
    fake.actionsMayOpen = true;
    expect((await forge.open(request)).outcome).toBe('created');
  });

  test('whose runs wait for an approval', async () => {
    const { fake, pull } = await scene('write-token', 'github-actions[bot]');
    fake.host.rules.checks = ['build'];
    expect(await pull()).toMatchObject({
      mergeability: {
        reasons: [{ kind: 'checks', lift: expect.stringContaining('Approve workflows to run') }],
      },
    });
  });

  test('without a permission', async () => {
    const { forge, pull } = await scene('read-token');
    await expect(
      forge.setStatus({
        repository: 'acme/gitops',
        sha: (await pull()).head.sha,
        context: 'x',
        state: 'success',
        description: '',
      }),
    ).rejects.toThrow(/permissions: statuses: write/);
  });

  test('that may not read checks', async () => {
    const { fake, pull } = await scene();
    fake.settings.checksReadable = false;
    expect(await pull()).toMatchObject({ checks: 'unknown', mergeability: { state: 'ready' } });
  });
});

describe('what a repository allows', () => {
  test('auto-merge off: said, with who could allow it', async () => {
    const { fake, forge, pull } = await scene();
    fake.host.rules.autoMerge = false;
    fake.host.rules.approvals = 1;
    const seen = await pull();
    const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'when-ready' });
    expect(result).toMatchObject({
      outcome: 'not-merged',
      reasons: [{ kind: 'approvals' }, { kind: 'policy' }],
    });
  });

  test('the first allowed method is taken; another one is refused without a request', async () => {
    const { fake, forge, pull } = await scene();
    fake.host.rules.methods = ['squash'];
    const seen = await pull();
    const request = { ...seen, headSha: seen.head.sha, when: 'now' } as const;
    expect(await forge.merge({ ...request, method: 'rebase' })).toMatchObject({
      outcome: 'not-merged',
      state: 'blocked',
      reasons: [{ kind: 'policy', text: expect.stringContaining('it allows: squash') }],
    });
    expect(fake.server.log().some((line) => line.endsWith('/merge'))).toBe(false);
    expect(await forge.merge(request)).toMatchObject({ outcome: 'merged' });
  });

  test('becomes clean between look and auto-merge: merged at once', async () => {
    const { fake, forge, pull } = await scene();
    fake.host.rules.approvals = 1;
    const seen = await pull();
    fake.server.fault({
      method: 'POST',
      path: /graphql$/,
      body: /enablePullRequestAutoMerge/,
      get what() {
        fake.host.approve(seen.number, 'alice');
        const errors = [{ type: 'UNPROCESSABLE', message: 'Pull request is in clean status' }];
        return { status: 200, json: { data: null, errors } };
      },
    });
    const request = { ...seen, headSha: seen.head.sha, when: 'when-ready' } as const;
    expect(await forge.merge(request)).toMatchObject({ outcome: 'merged' });
  });
});

test('an Enterprise Server without a merge queue', async () => {
  const { fake, forge, pull } = await scene();
  fake.settings.queueInSchema = false;
  const seen = await pull();
  expect(seen).toMatchObject({ mergeability: { state: 'ready' }, approval: 'not-required', checks: 'none' });
  const before = fake.server.seen.length;
  await forge.refresh({ ...seen, checks: 'pending' });
  expect(fake.server.seen.length - before).toBe(2);
});

test('a GraphQL that the token may not use: REST has to do', async () => {
  const { fake, forge, pull } = await scene();
  const what = { status: 403, json: { message: 'Forbidden' } };
  fake.server.fault({ method: 'POST', path: /graphql$/, what, times: 99 });
  const seen = await pull();
  expect(seen).toMatchObject({ mergeability: { state: 'ready' }, checks: 'unknown', approval: 'unknown' });
  const result = await forge.merge({ ...seen, headSha: seen.head.sha, when: 'now' });
  expect(result).toMatchObject({ outcome: 'merged' });
});

test('rules that the token may not read: the block is said in general', async () => {
  const { fake, pull } = await scene();
  fake.host.rules.others = ['required_signatures'];
  fake.server.fault({ method: 'GET', path: /rules/, what: { status: 403, json: { message: 'No' } } });
  expect(await pull()).toMatchObject({
    mergeability: {
      state: 'waiting',
      reasons: [{ kind: 'policy', text: expect.stringContaining('BLOCKED') }],
    },
  });
});

test('a repository that was renamed: no redirect is followed', async () => {
  const { fake, pull } = await scene();
  const elsewhere = await startGitHub();
  const headers = { location: `${elsewhere.address}/api/v3/repositories/1/pulls/1` };
  fake.server.fault({ method: 'GET', path: /pulls/, what: { status: 301, json: {}, headers } });
  await expect(pull()).rejects.toThrow(/redirects are not followed/);
  expect(elsewhere.server.seen).toEqual([]);
});

test('nothing is printed', async () => {
  const { fake, pull } = await scene();
  const written: unknown[] = [];
  const { write } = process.stderr;
  process.stderr.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  try {
    fake.server.fault({ method: 'GET', path: /pulls/, what: { status: 404, json: { message: 'No' } } });
    await expect(pull()).rejects.toMatchObject({ verdict: { reason: 'not-found' } });
  } finally {
    process.stderr.write = write;
  }
  expect(written).toEqual([]);
});

test('a fork that was deleted has no repository', async () => {
  const { fake } = await scene();
  const json = fake.shapes.pull(fake.host.change(1), { mergeable: null, state: 'unknown' });
  const deleted = { ...json, head: { ...json.head, repo: null } };
  expect(pullRequestOf(deleted, 'acme/gitops', 'reading').head.repository).toBeUndefined();
});

test('an aborted signal ends a call with its reason', async () => {
  const { forge } = await scene();
  const over = new AbortController();
  over.abort(new Error('the deadline passed'));
  await expect(forge.within(over.signal).read({ repository: 'acme/gitops', number: 1 })).rejects.toThrow(
    'the deadline passed',
  );
});
