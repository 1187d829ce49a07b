import { describe, expect, test } from 'vitest';
import { DeadlineError } from '../../src/errors.ts';
import { followPullRequest } from '../../src/forge/follow.ts';
import type { PullRequest } from '../../src/forge/forge.ts';
import { never, type Stage, startStage } from '../support/forge/client.ts';

const head = 'kargo/promotion/prod.01jx.abcdef1';
const hourMs = 3_600_000;

async function opened(stage: Stage): Promise<PullRequest> {
  stage.host.push(head, { a: '1' });
  const { number } = stage.host.open({ head });
  return stage.forge.read({ repository: stage.repository, number });
}

/** Follows for an hour of the turned clock while `world` happens each minute; what was sent in that time. */
async function anHour(stage: Stage, world: (minute: number, pull: PullRequest) => void) {
  const pull = await opened(stage);
  const end = stage.clock.now() + hourMs;
  const over = new AbortController();
  let minute = 0;
  const start = stage.clock.now();
  stage.clock.whileAsleep = () => {
    for (; minute < (stage.clock.now() - start) / 60_000 && minute < 60; minute++) {
      world(minute, pull);
    }
    if (stage.clock.now() >= end) {
      over.abort(new Error('an hour is over'));
    }
  };
  const seen: PullRequest[] = [];
  const following = followPullRequest({ ...stage, signal: over.signal }, pull, {
    until: ({ state }) => state !== 'open',
    onChange: (version) => seen.push(version),
  });
  const result = await following.catch((reason: unknown) => reason);
  return { result, seen, sent: stage.server.seen.length, counted: stage.forge.sent };
}

describe('one hour of waiting', () => {
  test.each([
    ['nothing happens', () => undefined],
    ['its checks run for ever', ({ host }: Stage, sha: string) => host.check(sha, 'build', 'pending')],
    [
      'a commit is pushed every minute',
      ({ host }: Stage, _sha: string, minute: number) => host.push(head, { a: `${minute}` }),
    ],
    [
      'it is blocked by a rule',
      ({ host }: Stage) => {
        host.rules.others = ['required_signatures'];
      },
    ],
  ])('GitHub, %s: at most 130 requests', async (_what, world) => {
    const stage = await startStage('github');
    const { result, sent, counted } = await anHour(stage, (minute, pull) =>
      world(stage, pull.head.sha, minute),
    );
    expect(result).toEqual(new Error('an hour is over'));
    expect(sent).toBeLessThanOrEqual(130);
    expect(sent).toBeGreaterThan(60);
    expect(counted).toBe(sent);
  });

  test('GitHub: what did not change costs nothing of the rate limit', async () => {
    const stage = await startStage('github');
    const { sent } = await anHour(stage, () => undefined);
    const conditional = stage.server.seen.filter(({ headers }) => headers['if-none-match'] !== undefined);
    expect(conditional.length).toBeGreaterThan(sent * 0.7);
    expect(stage.server.seen.filter(({ path }) => path.endsWith('/graphql')).length).toBeLessThan(20);
  });

  test('GitLab', async () => {
    const stage = await startStage('gitlab');
    const { sent } = await anHour(stage, () => undefined);
    expect(sent).toBeLessThanOrEqual(130);
  });
});

describe.each(['github', 'gitlab'] as const)('%s', (name) => {
  test('tells each change once and ends with the merge', async () => {
    const stage = await startStage(name);
    stage.host.rules.checks = ['build'];
    const { result, seen } = await anHour(stage, (minute, pull) => {
      if (minute === 5) {
        stage.host.check(pull.head.sha, 'build', 'pending');
      }
      if (minute === 20) {
        stage.host.check(pull.head.sha, 'build', 'success');
      }
      if (minute === 30) {
        stage.host.merge(stage.host.change(pull.number), 'merge');
      }
    });
    expect(result).toMatchObject({ state: 'merged', mergeCommit: stage.host.commits.head('main') });
    expect(seen.map(({ state, mergeability }) => `${state} ${mergeability.state}`)).toEqual([
      'open waiting',
      'open waiting',
      'open ready',
      'merged blocked',
    ]);
  });

  test('what is so already costs no request', async () => {
    const stage = await startStage(name);
    const pull = await opened(stage);
    const before = stage.forge.sent;
    const result = await followPullRequest({ ...stage, signal: never }, pull, { until: () => true });
    expect(result).toBe(pull);
    expect(stage.forge.sent).toBe(before);
  });

  test('an outage is sat out, and said once; only one that outlasts the deadline is an end', async () => {
    const stage = await startStage(name);
    const pull = await opened(stage);
    const down = {
      method: 'GET',
      path: /\/(?:pulls|merge_requests)\/\d+$/,
      what: { status: 503, text: 'down' },
    };
    stage.server.fault({ ...down, times: 60 });
    const start = stage.clock.now();
    stage.clock.whileAsleep = () => {
      if (stage.clock.now() - start > 2 * hourMs) {
        stage.host.change(pull.number).state = 'closed';
        stage.host.touch(stage.host.change(pull.number));
      }
    };
    const outages: (string | undefined)[] = [];
    const until = ({ state }: PullRequest) => state === 'closed';
    const following = { until, onOutage: (words: string | undefined) => outages.push(words) };
    await followPullRequest({ ...stage, signal: never }, pull, following);
    expect(outages).toEqual([expect.stringContaining('503'), undefined]);
    stage.server.fault({ ...down, times: 999 });
    const over = new AbortController();
    stage.clock.whileAsleep = () => {
      if (stage.clock.now() - start > 3 * hourMs) {
        over.abort(new DeadlineError('over'));
      }
    };
    const end = followPullRequest({ ...stage, signal: over.signal }, pull, { until: () => false });
    await expect(end).rejects.toMatchObject({ verdict: { status: 'unknown', reason: 'unreachable' } });
  });
});
