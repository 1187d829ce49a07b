import { describe, expect, test } from 'vitest';
import { phaseOf } from '../../src/kargo/promotion.ts';
import type { Promotion } from '../../src/kargo/types.ts';
import { followPromotion } from '../../src/promotion/follow-promotion.ts';
import type { WaitFor } from '../../src/promotion/options.ts';
import type { RecordedResponse, Release } from '../support/recordings.ts';
import { releases } from '../support/recordings.ts';
import { changes, type Expected, exchangeAt, expectedOn, promotedAt, promotionsOf } from './exchanges.ts';
import { openScene, type SceneOptions, type Script, verdictOf } from './scene.ts';
import { lagging, objectAnswer, streamOf } from './theatre.ts';

/** What a promote call made, and where it is read and watched. */
function made(release: Release, promoted: string) {
  const first = promotedAt(release, promoted);
  return { first, name: first.metadata.name, line: `GET promotions/${first.metadata.name}` };
}

/** The versions of one Promotion in a recorded answer. */
function versionsOf(release: Release, key: string, name: string): readonly Promotion[] {
  return promotionsOf(exchangeAt(release, key)).filter(({ metadata }) => metadata.name === name);
}

/** Plays a recorded answer for a Promotion: its watch shows every version, a read gives the first. Nothing is ahead. */
function playing(release: Release, promoted: string, key: string): Script {
  const { name, line, first } = made(release, promoted);
  const versions = versionsOf(release, key, name);
  return {
    [line]: objectAnswer(versions[0]),
    [`${line}?watch=true`]: streamOf(versions),
    [`GET stages/${first.spec.stage}`]: exchangeAt(release, '06/stage-before').response,
    [`GET promotions?stage=${first.spec.stage}`]: exchangeAt(release, '06/list-missing-stage').response,
  };
}

async function following(release: Release, promoted: string, script: Script, options: SceneOptions = {}) {
  const { first } = made(release, promoted);
  const scene = await openScene(first.spec.stage, script, options);
  const phases: string[] = [];
  const end = followPromotion(scene.task, first, (version) => void phases.push(phaseOf(version.status)));
  return { ...scene, phases, end };
}

interface Row {
  readonly promoted: string;
  readonly key: string;
  readonly waitFor?: WaitFor;
  /** `succeeded`, `pull-request-open`, or the reason of the failure. */
  readonly end: Expected;
  /** What the message of a failure has to hold. */
  readonly words?: Expected;
}

const rows: readonly Row[] = [
  { promoted: '06/by-name', key: '06/watch-promotion', end: 'succeeded' },
  {
    promoted: '06/fails',
    key: '06/watch-fails',
    end: { 'v1.9.10': 'promotion-errored', '≥1.10': 'promotion-failed' },
    words: {
      'v1.9.10': 'at step 2 "boom" (fail): error getting runner for step kind "fail"',
      '≥1.10': 'at step 2 "boom" (fail): step "boom": failed: tests failed:\n',
    },
  },
  {
    promoted: '06/errors',
    key: '06/watch-errors',
    end: 'promotion-errored',
    words: 'at step 1 "update" (yaml-update): ',
  },
  { promoted: '06/skips', key: '06/watch-skips', end: 'succeeded' },
  {
    promoted: '06/slow',
    key: '06/watch-abort',
    end: 'promotion-aborted',
    words: 'ended Aborted at step 2 "gate" (http): ',
  },
  { promoted: '06/slow-second', key: '06/get-aborted-pending', end: 'promotion-aborted', words: 'by admin' },
  { promoted: '10/promote-pr', key: '10/watch-pr', end: 'succeeded' },
  { promoted: '10/promote-pr', key: '10/watch-pr', waitFor: 'pull-request', end: 'pull-request-open' },
  {
    promoted: '10/promote-same-freight-again',
    key: '10/get-same-freight-again',
    waitFor: 'pull-request',
    end: { 'v1.9.10': 'pull-request-open', '≥1.10': 'promotion-errored' },
    words: {
      '≥1.10': 'Nothing was to be changed: Git already holds this Freight, so no pull request was opened',
    },
  },
  {
    promoted: '10/promote-other-freight',
    key: '10/get-closed',
    end: { 'v1.9.10': 'promotion-errored', '≥1.10': 'promotion-failed' },
    words: 'was closed',
  },
  {
    promoted: '10/promote-third',
    key: '10/get-aborted-while-waiting',
    end: 'promotion-aborted',
    words: 'at step 6 "wait-for-pr" (git-wait-for-pr): ',
  },
  { promoted: '14/promote-that-degrades', key: '14/get-degraded-succeeded', end: 'succeeded' },
  {
    promoted: '14/promote-with-failing-sync',
    key: '14/get-failed-sync',
    end: 'promotion-errored',
    words: 'at step 1 "sync" (argocd-update): ',
  },
  { promoted: '16/promote-brief', key: '16/watch-promotion-then-deleted', end: 'succeeded' },
  { promoted: '17/promote-second-queued', key: '17/get-aborted', end: 'promotion-aborted' },
  {
    promoted: '17/promote-times-out',
    key: '17/get-times-out',
    end: 'promotion-errored',
    words: 'step "gate" timed out after 5s',
  },
  { promoted: '17/promote-before-kill', key: '17/watch-while-controller-dies', end: 'succeeded' },
];

describe.each(releases)('a Promotion is followed to its end on %s', (release) => {
  test.each(rows)(
    '$promoted by $key, for $waitFor',
    async ({ promoted, key, waitFor = 'promotion', end, words }) => {
      const options = { 'wait-for': waitFor };
      const scene = await following(release, promoted, playing(release, promoted, key), options);
      const expected = expectedOn(release, end);
      if (expected === 'succeeded' || expected === 'pull-request-open') {
        expect((await scene.end).end).toBe(expected);
        return;
      }
      const verdict = await verdictOf(scene.end);
      expect(verdict).toMatchObject({ status: 'failed', reason: expected });
      expect(verdict.message).toContain(expectedOn(release, words) ?? '');
    },
  );

  test('every version is told, in order', async () => {
    const scene = await following(
      release,
      '06/by-name',
      playing(release, '06/by-name', '06/watch-promotion'),
    );
    await scene.end;
    expect(changes(scene.phases)).toEqual(['Pending', 'Running', 'Succeeded']);
  });

  test('a read that is older than the last frame changes nothing', async () => {
    const { name, line } = made(release, '06/by-name');
    const frames = versionsOf(release, '06/watch-promotion', name);
    const scene = await following(release, '06/by-name', {
      ...playing(release, '06/by-name', '06/watch-promotion'),
      [line]: exchangeAt(release, '06/get-right-after').response,
      [`${line}?watch=true`]: streamOf(frames),
    });
    expect(await scene.end).toMatchObject({ end: 'succeeded' });
  });

  test('deleted while it ran: nothing tells how it ended', async () => {
    const { first, line } = made(release, '06/slow');
    const script = playing(release, '06/slow', '06/watch-abort');
    const [running] = versionsOf(release, '06/watch-abort', first.metadata.name);
    const scene = await following(release, '06/slow', {
      ...script,
      [`${line}?watch=true`]: deleted(running),
      'GET stages/slow': exchangeAt(release, '06/stage-slow-running').response,
    });
    expect(await verdictOf(scene.end)).toMatchObject({ status: 'unknown', reason: 'object-gone' });
  });

  test('deleted after its end: the Stage has its last word', async () => {
    const { line } = made(release, '06/fails');
    const [queued] = versionsOf(release, '06/watch-fails', made(release, '06/fails').name);
    const scene = await following(release, '06/fails', {
      ...playing(release, '06/fails', '06/watch-fails'),
      [line]: objectAnswer(queued),
      [`${line}?watch=true`]: deleted(queued),
      'GET stages/fails': exchangeAt(release, '06/stage-fails').response,
    });
    const reason = release === 'v1.9.10' ? 'promotion-errored' : 'promotion-failed';
    expect(await verdictOf(scene.end)).toMatchObject({ status: 'failed', reason });
  });
});

/** A stream that shows an object, tells that it was deleted, and stays open. */
function deleted(object: unknown): RecordedResponse {
  const { frames = [], ...stream } = streamOf([object]);
  return {
    ...stream,
    frames: frames.flatMap((frame) =>
      frame.data === undefined ? [] : [frame, { ...frame, data: { ...frame.data, type: 'DELETED' } }],
    ),
  };
}

test('the words of a step are passed on as they are', async () => {
  const scene = await following('main', '06/fails', playing('main', '06/fails', '06/watch-fails'));
  const { message } = await verdictOf(scene.end);
  const [promotion] = promotionsOf(exchangeAt('main', '06/get-fails'));
  const words = promotion?.status?.stepExecutionMetadata?.[1]?.message ?? '';
  expect(words).toContain('\n::error');
  expect(message).toContain(words);
});

/** What is said when the time is over, by what was seen last. */
const overtime: readonly (readonly [promoted: string, key: string, reason: string, words: string])[] = [
  ['06/slow-second', '06/get-slow-second-pending', 'waiting-for-queue', 'ahead of it'],
  ['06/slow', '06/get-slow-running', 'waiting-for-promotion', 'step 2 of 2 "gate" (http)'],
  [
    '10/promote-other-freight',
    '10/get-other-waiting',
    'waiting-for-pull-request',
    'waits for the pull request',
  ],
  ['14/promote', '14/get-syncing', 'waiting-for-promotion', 'step 1 of 1 "sync" (argocd-update)'],
];

describe.each(releases)('the time is over on %s', (release) => {
  test.each(overtime)('%s, last seen as %s: %s', async (promoted, key, reason, words) => {
    const script: Script = {
      ...playing(release, promoted, key),
      'GET stages/slow': exchangeAt(release, '06/stage-slow-running').response,
      'GET promotions?stage=slow': exchangeAt(release, '06/list-slow').response,
    };
    const scene = await following(release, promoted, script);
    await scene.expireWhen(() => scene.said.some((line) => line.includes(words)));
    const verdict = await verdictOf(scene.end);
    expect(verdict).toMatchObject({ status: 'timed-out', reason });
    expect(verdict.message).toContain(words);
  });

  test('while Kubernetes is down, nothing is known', async () => {
    const { line } = made(release, '06/slow');
    const down = exchangeAt(release, '13/admin-promote').response;
    const script = {
      [line]: down,
      [`${line}?watch=true`]: exchangeAt(release, '13/watch-while-down').response,
    };
    const scene = await following(release, '06/slow', script, { factor: 1_000 });
    await scene.expireWhen(() => scene.said.some((line) => line.startsWith('no news from Kargo')));
    expect(await verdictOf(scene.end)).toMatchObject({ status: 'unknown', reason: 'unreachable' });
  });
});

describe('what is ahead cannot be read', () => {
  test.each([
    ['a right is missing', '02/stages-as-notify'],
    ['the server cannot tell', '13/token-get-stage'],
  ])('%s: the Promotion is followed all the same', async (_what, refusal) => {
    const { line, name } = made('main', '06/by-name');
    const versions = versionsOf('main', '06/watch-promotion', name);
    let isAsked = false;
    const scene = await following('main', '06/by-name', {
      [line]: () => objectAnswer(isAsked ? versions.at(-1) : versions[0]),
      [`${line}?watch=true`]: exchangeAt('v1.9.10', '13/watch-while-down').response,
      'GET stages/test': () => {
        isAsked = true;
        return exchangeAt('main', refusal).response;
      },
      'GET promotions?stage=test': exchangeAt('main', '06/list-missing-stage').response,
    });
    expect(await scene.end).toMatchObject({ end: 'succeeded' });
  });
});

test('no watch lasts, and reading works: no words about it, again and again', async () => {
  const { line } = made('v1.11.2', '06/slow');
  const scene = await following('v1.11.2', '06/slow', {
    ...playing('v1.11.2', '06/slow', '06/get-slow-running'),
    [`${line}?watch=true`]: lagging,
  });
  await scene.expireWhen(() => scene.asked(`${line}?watch=true`) > 10);
  expect(await verdictOf(scene.end)).toMatchObject({ status: 'timed-out', reason: 'waiting-for-promotion' });
  const aboutTheLink = scene.said.filter((words) => !words.includes('Running, step 2 of 2'));
  expect(aboutTheLink.length).toBeLessThanOrEqual(2);
});
