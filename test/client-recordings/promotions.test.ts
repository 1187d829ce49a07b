import { describe, expect, test } from 'vitest';
import {
  awaitedPullRequest,
  failingStep,
  isTerminal,
  outsideEffect,
  phaseOf,
  toleratedFailures,
} from '../../src/kargo/promotion.ts';
import type { Promotion } from '../../src/kargo/types.ts';
import type { LocatedExchange, Release } from '../support/recordings.ts';
import {
  changes,
  type Expected,
  exchangeAt,
  expectedOn,
  keysHolding,
  promotionsOf,
  releasesOf,
} from './exchanges.ts';

/** What CI makes of one version: its phase, the step that failed, what it waits for, what it did outside. */
function verdictOf(promotion: Promotion): string {
  const failed = failingStep(promotion)?.alias;
  const tolerated = toleratedFailures(promotion).map((step) => step.alias);
  const request = awaitedPullRequest(promotion);
  const outside = outsideEffect(promotion)?.alias;
  return [
    phaseOf(promotion.status),
    ...(failed === undefined ? [] : [`at ${failed}`]),
    ...tolerated.map((alias) => `although ${alias}`),
    ...(request === undefined ? [] : [`awaits #${request.number}`]),
    ...(outside === undefined ? [] : [`after ${outside}`]),
  ].join(' ');
}

/** One line for each Promotion of an answer, sorted by Stage and name: its Stage, and its verdicts in turn. */
function storiesOf(exchange: LocatedExchange): readonly string[] {
  const promotions = promotionsOf(exchange);
  const places = promotions.map(({ metadata, spec }) => `${spec.stage} ${metadata.name}`);
  return [...new Set(places)].sort().map((place) => {
    const versions = promotions.filter((_, index) => places[index] === place);
    return `${place.split(' ')[0]}: ${changes(versions.map(verdictOf)).join(', ')}`;
  });
}

function repeated(count: number, story: string): readonly string[] {
  return Array.from({ length: count }, () => story);
}

const boom = { 'v1.9.10': 'Errored at boom', '≥1.10': 'Failed at boom' };

/** A Promotion that was just made, and nothing more. */
const queued: Readonly<Record<string, string>> = {
  '06/by-name': 'test',
  '06/get-right-after': 'test',
  '06/by-alias': 'uat',
  '06/fails': 'fails',
  '06/errors': 'errors',
  '06/skips': 'skips',
  '06/slow': 'slow',
  '06/slow-second': 'slow',
  '06/slow-third-same': 'slow',
  '06/get-slow-second-pending': 'slow',
  '07/promote-hub': 'hub',
  '07/from-control': 'after-control',
  '08/promote': 'verified',
  '08/promote-while-verifying': 'verified',
  '08/queued-behind-verification': 'verified',
  '08/available-downstream-before-refresh': 'after-verified',
  '08/available-downstream': 'after-verified',
  '09/promote-older-by-hand': 'auto',
  '10/promote-pr': 'pr',
  '10/promote-same-freight-again': 'pr',
  '10/promote-other-freight': 'pr',
  '10/promote-third': 'pr',
  '14/promote': 'argo',
  '14/promote-that-degrades': 'argo',
  '14/promote-with-failing-sync': 'argo',
  '14/promote-verified': 'argo-verified',
  '15/promote-two-first-origin': 'two',
  '15/promote-two-second-origin': 'two',
  '15/promote-tasked': 'tasked',
  '16/promote-brief': 'brief',
  '17/promote-first': 'slow',
  '17/promote-second-queued': 'slow',
  '17/promote-again': 'slow',
  '17/promote-test': 'test',
  '17/soak-done': 'soaked',
  '17/promote-times-out': 'times-out',
  '17/promote-before-kill': 'slow',
};

/** The Stage and the verdict, or the verdicts in turn for a stream of one. */
const single: Readonly<Record<string, readonly [stage: string, verdicts: Expected]>> = {
  '06/watch-promotion': ['test', 'Pending, Running, Succeeded'],
  // A read after the frame that said Succeeded: older than the frame.
  '06/get-succeeded': ['test', { '≤1.11': 'Succeeded', main: 'Running' }],
  '06/get-by-alias-succeeded': ['uat', 'Succeeded'],
  '06/get-by-origin': ['test', 'Succeeded'],
  '06/watch-fails': [
    'fails',
    { 'v1.9.10': 'Pending, Running, Errored at boom', '≥1.10': 'Pending, Running, Failed at boom' },
  ],
  '06/get-fails': ['fails', boom],
  '06/watch-errors': ['errors', 'Pending, Running, Errored at update'],
  '06/get-errors': ['errors', 'Errored at update'],
  '06/watch-skips': ['skips', 'Pending, Running, Succeeded although tolerated'],
  '06/get-skips': ['skips', 'Succeeded although tolerated'],
  '06/get-slow-running': ['slow', 'Running'],
  '06/get-aborted-pending': ['slow', 'Aborted'],
  '06/watch-abort': ['slow', 'Running, Aborted at gate'],
  '06/get-aborted-running': ['slow', 'Aborted at gate'],
  '06/get-refreshed-succeeded': ['slow', 'Succeeded'],
  '07/get-spoke-a': ['spoke-a', 'Succeeded'],
  '07/get-spoke-b': ['spoke-b', boom],
  '10/watch-pr': ['pr', 'Pending, Running, Running awaits #1 after push, Succeeded after push'],
  '10/get-waiting-for-pr': ['pr', 'Running awaits #1 after push'],
  '10/get-merged': ['pr', 'Succeeded after push'],
  '10/get-same-freight-again': [
    'pr',
    { 'v1.9.10': 'Running awaits #2 after push', '≥1.10': 'Errored at wait-for-pr after push' },
  ],
  '10/get-same-freight-again-end': ['pr', 'Succeeded after push'],
  '10/get-other-waiting': [
    'pr',
    { 'v1.9.10': 'Running awaits #3 after push', '≥1.10': 'Running awaits #2 after push' },
  ],
  '10/get-closed': [
    'pr',
    { 'v1.9.10': 'Errored at wait-for-pr after push', '≥1.10': 'Failed at wait-for-pr after push' },
  ],
  '10/get-aborted-while-waiting': ['pr', 'Aborted at wait-for-pr after push'],
  '14/get-syncing': ['argo', 'Running after sync'],
  '14/get-succeeded': ['argo', 'Succeeded after sync'],
  '14/get-degraded-succeeded': ['argo', 'Succeeded after sync'],
  '14/get-failed-sync': ['argo', 'Errored at sync'],
  '15/get-two-second': ['two', 'Succeeded'],
  // It writes metadata into the Stage and the Freight.
  '15/get-tasked': ['tasked', 'Succeeded after deploy::meta'],
  '16/watch-promotion-then-deleted': ['brief', 'Succeeded'],
  '16/list-test': ['test', 'Succeeded'],
  '17/get-aborted': ['slow', 'Aborted'],
  '17/get-first': ['slow', 'Succeeded'],
  '17/get-times-out': ['times-out', 'Errored at gate'],
  '17/watch-while-controller-dies': ['slow', 'Pending, Running, Succeeded'],
  '17/get-before-kill': ['slow', 'Running'],
  '17/get-after-restart': ['slow', 'Running'],
  '17/get-end': ['slow', 'Succeeded'],
};

/** Several Promotions in one answer, or none. */
const many: Readonly<Record<string, (release: Release) => readonly string[]>> = {
  '06/by-origin': (release) => repeated(hasOrigin(release) ? 1 : 0, 'test: Pending'),
  '06/list-slow': () => ['slow: Running', 'slow: Pending', 'slow: Pending'],
  '06/list-all': (release) => [
    ...repeated(3, 'auto: Succeeded'),
    'errors: Errored at update',
    `fails: ${expectedOn(release, boom)}`,
    'skips: Succeeded although tolerated',
    'slow: Aborted at gate',
    'slow: Aborted',
    'slow: Succeeded',
    ...repeated(hasOrigin(release) ? 2 : 1, 'test: Succeeded'),
    'uat: Succeeded',
  ],
  '07/hub-fan-out': () => ['spoke-a: Pending', 'spoke-b: Pending'],
  '07/partial': () => ['spoke-a: Pending', 'spoke-b: Pending'],
  '09/watch-promotions-auto': (release) => [
    // A filtered watch tells of what does not match, as DELETED.
    ...repeated(release === 'main' ? 1 : 0, 'after-verified: Succeeded'),
    ...repeated(3, 'auto: Succeeded'),
    'auto: Pending, Running, Succeeded',
  ],
  '09/list-auto': () => repeated(4, 'auto: Succeeded'),
  '09/list-auto-held': () => repeated(5, 'auto: Succeeded'),
  '09/resume-by-origin': (release) => repeated(hasOrigin(release) ? 1 : 0, 'auto: Pending'),
  '12/watch-list-when-stopped': (release) => [
    'after-control: Succeeded',
    ...repeated(2, 'after-verified: Succeeded'),
    ...repeated(hasOrigin(release) ? 6 : 5, 'auto: Succeeded'),
    'errors: Errored at update',
    `fails: ${expectedOn(release, boom)}`,
    'hub: Succeeded',
    'pr: Succeeded after push',
    ...(release === 'v1.9.10'
      ? ['pr: Succeeded after push', 'pr: Errored at wait-for-pr after push']
      : ['pr: Errored at wait-for-pr after push', 'pr: Failed at wait-for-pr after push']),
    'pr: Aborted at wait-for-pr after push',
    'slow: Aborted at gate',
    'slow: Aborted',
    'slow: Succeeded',
    ...repeated(2, 'spoke-a: Succeeded'),
    ...repeated(2, `spoke-b: ${expectedOn(release, boom)}`),
    ...repeated(hasOrigin(release) ? 2 : 1, 'test: Succeeded'),
    'uat: Succeeded',
    ...repeated(2, 'verified: Succeeded'),
  ],
  '16/watch-promotions-of-20': () => [
    ...repeated(3, 'auto: Succeeded'),
    ...Array.from(
      { length: 20 },
      (_, index) => `many-${String(index).padStart(2, '0')}: Pending, Running, Succeeded`,
    ),
    'tasked: Succeeded after deploy::meta',
    'test: Succeeded',
    ...repeated(2, 'two: Succeeded'),
  ],
  '17/watch-times-out': (release) =>
    hasOrigin(release)
      ? ['soaked: Pending, Running, Succeeded', 'times-out: Pending']
      : ['times-out: Pending, Running, Errored at gate'],
};

/** Promoting by origin is a call of Kargo ≥ 1.11: one Promotion of `test` and one of `auto` more. */
function hasOrigin(release: Release): boolean {
  return release === 'v1.11.2' || release === 'main';
}

function storiesExpected(key: string, release: Release): readonly string[] | undefined {
  const [stage, verdicts] = single[key] ?? [queued[key], 'Pending'];
  return stage === undefined ? many[key]?.(release) : [`${stage}: ${expectedOn(release, verdicts)}`];
}

const keys = keysHolding(promotionsOf);

describe.each(keys)('the Promotions of %s', (key) => {
  test.each(releasesOf(key))('%s', (release) => {
    expect(storiesOf(exchangeAt(release, key))).toEqual(storiesExpected(key, release));
  });
});

test('the tables name nothing else, and nothing twice', () => {
  expect([queued, single, many].flatMap(Object.keys).sort()).toEqual(keys);
});

test('a Promotion has ended in four phases, and in no other', () => {
  for (const key of keys) {
    for (const promotion of releasesOf(key).flatMap((release) => promotionsOf(exchangeAt(release, key)))) {
      expect(isTerminal(promotion.status)).toBe(
        ['Succeeded', 'Failed', 'Errored', 'Aborted'].includes(promotion.status?.phase ?? ''),
      );
    }
  }
});
