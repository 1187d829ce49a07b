import { describe, expect, onTestFinished, test } from 'vitest';
import { CodeHost } from '../support/forge/code-host.ts';
import { findDescription } from '../support/forge/github/description.ts';
import { FakeGitHub } from '../support/forge/github.ts';
import { FakeGitLab } from '../support/forge/gitlab.ts';

async function started<T extends FakeGitHub | FakeGitLab>(fake: T): Promise<T> {
  await fake.server.start();
  onTestFinished(() => fake.server.stop());
  return fake;
}

async function ask(fake: FakeGitHub, path: string, init: { method?: string; body?: unknown } = {}) {
  const response = await fetch(`${fake.address}/api${path}`, {
    method: init.method ?? 'GET',
    headers: { authorization: 'token write-token', 'x-github-api-version': '2022-11-28' },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  return { status: response.status, json: await response.json(), etag: response.headers.get('etag') };
}

describe('the fake GitHub is strict', () => {
  test.each([
    ['a query that GitHub does not know', '/v3/repos/acme/gitops/pulls?stat=open', {}],
    ['an operation that is none', '/v3/repos/acme/gitops/pullz', {}],
    [
      'a field that GitHub does not know',
      '/v3/repos/acme/gitops/pulls',
      { method: 'POST', body: { title: 'T', head: 'h', base: 'main', bdy: '' } },
    ],
  ])('%s', async (_what, path, init) => {
    const fake = await started(new FakeGitHub());
    expect((await ask(fake, path, init)).status).toBe(418);
    expect(fake.violations).toHaveLength(1);
  });

  test.each([
    ['a field that is none', '{ repository(owner: "acme", name: "gitops") { nmae } }'],
    ['an argument that is missing', 'mutation { enqueuePullRequest(input: {}) { mergeQueueEntry { id } } }'],
  ])('GraphQL: %s', async (_what, query) => {
    const fake = await started(new FakeGitHub());
    await ask(fake, '/graphql', { method: 'POST', body: { query } });
    expect(fake.violations).toHaveLength(1);
  });

  test('without the version of the API', async () => {
    const fake = await started(new FakeGitHub());
    const headers = { authorization: 'token write-token' };
    await fetch(`${fake.address}/api/v3/repos/acme/gitops/pulls`, { headers });
    expect(fake.violations).toHaveLength(1);
  });

  test('what did not change has the same ETag', async () => {
    const fake = await started(new FakeGitHub());
    fake.host.unknownReads = 0;
    fake.host.push('x', { a: '1' });
    fake.host.open({ head: 'x' });
    const path = '/v3/repos/acme/gitops/pulls/1';
    const first = await ask(fake, path);
    expect((await ask(fake, path)).etag).toBe(first.etag);
    fake.host.push('x', { a: '2' });
    expect((await ask(fake, path)).etag).not.toBe(first.etag);
  });
});

test('the fake GitLab is strict', async () => {
  const fake = await started(new FakeGitLab('acme/gitops'));
  const headers = { 'private-token': 'write-token' };
  const base = `${fake.address}/api/v4/projects/acme%2Fgitops`;
  await fetch(`${base}/merge_requests?stat=opened`, { headers });
  await fetch(`${base}/nothing`, { headers });
  expect(fake.violations).toHaveLength(2);
});

test('quick actions are what GitLab makes of them', async () => {
  const fake = await started(new FakeGitLab('acme/gitops'));
  fake.host.push('x', { a: '1' });
  fake.host.open({ head: 'x' });
  await fetch(`${fake.address}/api/v4/projects/acme%2Fgitops/merge_requests/1/notes`, {
    method: 'POST',
    headers: { 'private-token': 'write-token' },
    body: JSON.stringify({ body: 'Text\n/close' }),
  });
  expect(fake.quickActions).toEqual(['/close']);
  expect(fake.host.change(1).state).toBe('closed');
});

test.skipIf(findDescription() === undefined)('answers are held to the description of GitHub', () => {
  const description = findDescription();
  const operation = { method: 'GET', template: '/repos/{owner}/{repo}/pulls/{pull_number}' };
  const fake = new FakeGitHub();
  fake.host.push('x', { a: '1' });
  const answer = fake.shapes.pull(fake.host.open({ head: 'x' }), { mergeable: true, state: 'clean' });
  expect(description?.covers(operation.method, operation.template)).toBe(true);
  expect(description?.wrongAnswer(operation, 200, answer)).toEqual([]);
  const { mergeable_state: _gone, ...less } = answer;
  expect(description?.wrongAnswer(operation, 200, less)).not.toEqual([]);
  expect(description?.wrongAnswer(operation, 200, { ...answer, number: 'seven' })).not.toEqual([]);
  expect(description?.wrongAnswer(operation, 418, {})).not.toEqual([]);
});

describe('commits', () => {
  test('conflicts, merges, and what a branch lacks', () => {
    const host = new CodeHost('acme/gitops');
    host.push('main', { shared: '1' });
    const head = host.push('x', { mine: '1' });
    const base = host.push('main', { theirs: '1' });
    expect(host.commits.ahead(base, head)).toHaveLength(1);
    expect(host.commits.conflicts(base, head)).toBe(false);
    const merged = host.commits.merge('main', head, { method: 'merge', message: 'M' });
    expect(host.commits.get(merged).files).toEqual({ shared: '1', mine: '1', theirs: '1' });
    expect(host.commits.ahead(merged, head)).toEqual([]);
    const left = host.push('y', { shared: '2' });
    const right = host.push('main', { shared: '3' });
    expect(host.commits.conflicts(right, left)).toBe(true);
  });
});
