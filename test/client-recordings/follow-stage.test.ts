import { describe, expect, test } from 'vitest';
import type { Aim } from '../../src/kargo/stage.ts';
import type { Stage } from '../../src/kargo/types.ts';
import { followStage } from '../../src/promotion/follow-stage.ts';
import { type RecordedResponse, type Release, releases } from '../support/recordings.ts';
import { type Expected, exchangeAt, expectedOn, freightOf, promotedAt, stagesOf } from './exchanges.ts';
import { openScene, type SceneOptions, type Script, verdictOf } from './scene.ts';
import { objectAnswer, streamOf } from './theatre.ts';

/** The versions of one Stage in a recorded answer. */
function versionsOf(release: Release, key: string, stage: string): readonly Stage[] {
  return stagesOf(exchangeAt(release, key)).filter(({ metadata }) => metadata.name === stage);
}

/** The Freight of a recorded answer, marked as verified in a Stage, or not. */
function marked(release: Release, stage: string, isVerified: boolean): RecordedResponse {
  const [freight] = freightOf(exchangeAt(release, '05/get-by-name'));
  const verifiedIn = isVerified ? { [stage]: { verifiedAt: '2026-08-21T18:00:00Z' } } : {};
  return objectAnswer({ ...freight, status: { ...freight?.status, verifiedIn } });
}

interface Showing {
  readonly promoted: string;
  /** The stream, and how many of its versions are shown; default: all. */
  readonly key: string;
  readonly until?: (stage: Stage) => boolean;
  readonly waitFor?: Aim['waitFor'];
  /** Whether the Freight is marked as verified in the Stage, from the beginning. */
  readonly isMarked?: boolean;
}

/** Waits in the Stage of a Promotion while a recorded stream is played; reads give its first version. */
async function following(
  release: Release,
  { promoted, key, until, waitFor = 'verified', isMarked = true }: Showing,
  { script = {}, ...options }: SceneOptions & { script?: Script } = {},
) {
  const { metadata, spec } = promotedAt(release, promoted);
  const freight = spec.freight ?? '';
  const all = versionsOf(release, key, spec.stage);
  const end = until === undefined ? -1 : all.findIndex(until);
  const versions = end < 0 ? all : all.slice(0, end + 1);
  const scene = await openScene(
    spec.stage,
    {
      [`GET stages/${spec.stage}`]: objectAnswer(versions[0]),
      [`GET stages/${spec.stage}?watch=true`]: streamOf(versions),
      [`POST stages/${spec.stage}/refresh`]: exchangeAt(release, '11/refresh').response,
      [`GET freight/${freight}`]: marked(release, spec.stage, isMarked),
      ...script,
    },
    options,
  );
  const aim: Aim = { freight, waitFor, promotion: { name: metadata.name } };
  return { ...scene, versions, end: followStage(scene.task, aim) };
}

const isUnhealthy = ({ status }: Stage) => status?.health?.status === 'Unhealthy';
const isAborted = ({ status }: Stage) => status?.lastPromotion?.status?.phase === 'Aborted';
const isVerificationFailed = ({ status }: Stage) =>
  status?.freightHistory?.[0]?.verificationHistory?.[0]?.phase === 'Failed';

/** What is there in the end: what was checked. */
const good: readonly (Showing & { readonly checked: string })[] = [
  { promoted: '06/by-name', key: '06/watch-stage-test', checked: 'none' },
  { promoted: '06/by-name', key: '06/watch-stage-test', waitFor: 'healthy', checked: 'none' },
  { promoted: '06/by-name', key: '12/watch-when-stopped', checked: 'none' },
  { promoted: '08/promote-while-verifying', key: '08/watch-stage', checked: 'analysis' },
  { promoted: '14/promote', key: '14/watch-stage', checked: 'health' },
  { promoted: '14/promote-verified', key: '14/watch-verified-stage', waitFor: 'healthy', checked: 'health' },
  { promoted: '15/promote-two-first-origin', key: '15/stage-two-both', checked: 'none' },
  { promoted: '16/promote-brief', key: '16/watch-stages-while-added-and-deleted', checked: 'none' },
  { promoted: '17/promote-again', key: '17/watch-stage-slow', checked: 'none' },
];

/** What never becomes good. */
const bad: readonly (Showing & { readonly end: Expected; readonly words?: string })[] = [
  {
    promoted: '08/promote',
    key: '08/watch-stage',
    end: 'failed verification-failed',
    words: 'the verification ended Failed',
  },
  {
    promoted: '14/promote-with-failing-sync',
    key: '14/watch-stage',
    end: 'timed-out waiting-for-promotion',
  },
  {
    promoted: '14/promote',
    key: '14/stage-degraded',
    end: 'failed superseded',
    words: 'does not have Freight',
  },
  { promoted: '14/promote', key: '14/stage-progressing', end: 'timed-out waiting-for-health' },
  {
    // It succeeded, and its application is broken. Kargo 1.9 does not say so.
    promoted: '14/promote-that-degrades',
    key: '14/stage-degraded',
    end: { 'v1.9.10': 'timed-out waiting-for-health', '≥1.10': 'failed unhealthy' },
  },
  {
    promoted: '14/promote-that-degrades',
    key: '14/stage-after-failed-sync',
    end: 'unknown not-assessable',
    words: 'ended Errored afterwards',
  },
  {
    // Verified, and Unhealthy at the same time, for good.
    promoted: '14/promote-verified',
    key: '14/stage-verified-but-unhealthy',
    end: 'failed unhealthy',
    words: 'stayed Unhealthy for 30s',
  },
  {
    promoted: '10/promote-pr',
    key: '10/stage-closed',
    end: 'unknown not-assessable',
    words: 'afterwards: Kargo reports the health as Unknown',
  },
  {
    promoted: '17/promote-first',
    key: '17/watch-stage-slow',
    end: 'unknown not-assessable',
    words: 'ended Aborted afterwards',
  },
  { promoted: '17/promote-second-queued', key: '17/watch-stage-slow', end: 'failed superseded' },
  {
    // The false green: Ready, verified, and without a current Promotion, all of it of the Promotion before.
    promoted: '08/promote-while-verifying',
    key: '08/stage-with-queue',
    end: 'timed-out waiting-for-promotion',
  },
  {
    promoted: '08/promote',
    key: '08/stage-verification-pending',
    end: 'timed-out waiting-for-verification',
  },
];

describe.each(releases)('a Stage is waited for on %s', (release) => {
  test.each(good)('$key after $promoted, for $waitFor: $checked', async ({ checked, ...showing }) => {
    const scene = await following(release, showing);
    expect(await scene.end).toBe(checked);
  });

  test.each(bad)('$key after $promoted: $end', async ({ end, words = '', ...showing }) => {
    const analysis = exchangeAt(release, '08/analysis-run-failed');
    const script = { [`GET ${analysis.request.path.replace(/^.*shop\//, '')}`]: analysis.response };
    const options = { 'health-grace': 30_000, script };
    const scene = await following(release, showing, options);
    if (expectedOn(release, end)?.startsWith('timed-out')) {
      await scene.expireWhen(() => scene.said.length > 0 && scene.sent() >= scene.versions.length);
    }
    const verdict = await verdictOf(scene.end);
    const reason = 'reason' in verdict ? verdict.reason : '';
    expect(`${verdict.status} ${reason}`).toBe(expectedOn(release, end));
    expect(verdict.message).toContain(words);
  });

  test('the metrics of a failed verification are told', async () => {
    const showing = { promoted: '08/promote', key: '08/watch-stage', until: isVerificationFailed };
    const analysis = exchangeAt(release, '08/analysis-run-failed');
    const script = { [`GET ${analysis.request.path.replace(/^.*shop\//, '')}`]: analysis.response };
    const verdict = await verdictOf((await following(release, showing, { script })).end);
    const name = analysis.request.path.split('/').at(-1);
    expect(verdict.message).toContain(`AnalysisRun ${name}`);
  });

  test('the old green is never taken for ours', async () => {
    const showing = { promoted: '08/promote-while-verifying', key: '08/watch-stage' };
    const { name } = promotedAt(release, showing.promoted).metadata;
    const scene = await following(release, showing);
    await scene.end;
    const takenOver = scene.versions.findIndex(({ status }) => status?.lastPromotion?.name === name);
    expect(scene.sent()).toBeGreaterThan(takenOver);
  });

  test('Unhealthy for less than the grace is not red', async () => {
    const showing = { promoted: '14/promote-verified', key: '14/watch-verified-stage' };
    const scene = await following(release, showing);
    expect(await scene.end).toBe('analysis');
    expect(scene.versions.filter(isUnhealthy).length).toBeGreaterThan(0);
    expect(scene.sent()).toBe(scene.versions.length);
  });

  test('verified is only what the Freight says too', async () => {
    const showing = { promoted: '06/by-name', key: '06/stage-after', isMarked: false };
    const freight = promotedAt(release, '06/by-name').spec.freight;
    const scene = await following(release, showing);
    await scene.expireWhen(() => scene.asked(`GET freight/${freight}`) > 25);
    expect(await verdictOf(scene.end)).toMatchObject({
      status: 'timed-out',
      reason: 'waiting-for-verification',
    });
    // Kargo is asked once to look again: that heals it, when anything does.
    expect(scene.asked('POST stages/test/refresh')).toBe(1);
  });

  test('the Freight is marked a moment later', async () => {
    let reads = 0;
    const showing = { promoted: '06/by-name', key: '06/stage-after' };
    const freight = promotedAt(release, '06/by-name').spec.freight;
    const later = () => {
      reads += 1;
      return marked(release, 'test', reads > 3);
    };
    const scene = await following(release, showing, { script: { [`GET freight/${freight}`]: later } });
    expect(await scene.end).toBe('none');
    expect(reads).toBe(4);
  });

  test('the Stage is deleted meanwhile', async () => {
    const stream = exchangeAt(release, '16/watch-one-then-deleted').response;
    const showing = { promoted: '16/promote-brief', key: '16/watch-one-then-deleted', isMarked: false };
    const scene = await following(release, showing, { script: { 'GET stages/brief?watch=true': stream } });
    expect(await verdictOf(scene.end)).toMatchObject({ status: 'unknown', reason: 'object-gone' });
  });

  test('while the server is away, nothing is known', async () => {
    const showing = { promoted: '06/slow', key: '06/stage-slow-running' };
    const away = exchangeAt(release, '13/admin-promote').response;
    const script = { 'GET stages/slow': away, 'GET stages/slow?watch=true': away };
    const scene = await following(release, showing, { factor: 1_000, script });
    await scene.expireWhen(() => scene.said.some((line) => line.startsWith('no news from Kargo')));
    const verdict = await verdictOf(scene.end);
    expect(verdict).toMatchObject({ status: 'unknown', reason: 'unreachable' });
  });
});

test('that Kargo cannot be nudged is no end of the wait', async () => {
  let isNudged = false;
  const showing = { promoted: '06/by-name', key: '06/stage-after' };
  const freight = promotedAt('main', '06/by-name').spec.freight;
  const script: Script = {
    'POST stages/test/refresh': () => {
      isNudged = true;
      return exchangeAt('main', '13/admin-refresh').response;
    },
    [`GET freight/${freight}`]: () => marked('main', 'test', isNudged),
  };
  const scene = await following('main', showing, { factor: 1_000, script });
  expect(await scene.end).toBe('none');
});

test('the aborted one behind it: said at once, and not when the time is over', async () => {
  const showing = { promoted: '17/promote-first', key: '17/watch-stage-slow', until: isAborted };
  const scene = await following('main', showing);
  const verdict = await verdictOf(scene.end);
  expect(verdict.message).toContain('verifies nothing until the next Promotion succeeds');
});

test('the Freight could not be read for a while: what is said in the end is of the end', async () => {
  let reads = 0;
  const showing = { promoted: '06/by-name', key: '06/stage-after' };
  const freight = promotedAt('main', '06/by-name').spec.freight;
  const script: Script = {
    [`GET freight/${freight}`]: () => {
      reads += 1;
      const isAway = reads > 1 && reads < 20;
      return isAway ? exchangeAt('main', '13/token-get-stage').response : marked('main', 'test', false);
    },
  };
  const scene = await following('main', showing, { script });
  await scene.expireWhen(() => reads > 30);
  const verdict = await verdictOf(scene.end);
  expect(verdict).toMatchObject({ status: 'timed-out', reason: 'waiting-for-verification' });
});
