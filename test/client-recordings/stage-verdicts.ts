import type { Expected } from './exchanges.ts';

/** What the versions of a Stage are, one after another, for one who waits for what was promoted. */
export interface Row {
  /** The promote call. */
  readonly promoted: string;
  readonly verified: Expected;
  readonly healthy: Expected;
}

const success = {
  verified: 'waiting promotion, waiting health, waiting verification, good none',
  healthy: 'waiting promotion, waiting health, good none',
};

/** Every stream of one Stage, for each Promotion that was made in it. */
export const streams: Readonly<Record<string, readonly Row[]>> = {
  '06/watch-stage-test': [{ promoted: '06/by-name', ...success }],
  '08/watch-stage': [
    {
      promoted: '08/promote',
      // Fails; is run again, and aborted; is run again, and succeeds; then the same Freight is promoted again.
      verified: [
        'waiting promotion, waiting health, waiting verification, verification-failed',
        'waiting verification, verification-failed',
        'waiting verification, good analysis',
        'waiting verification, waiting health, waiting verification, good analysis',
      ].join(', '),
      healthy: 'waiting promotion, waiting health, good none, waiting health, good none',
    },
    {
      // Queued behind the verification of the first, of the same Freight. For 120 ms the Stage is Ready, with this Freight
      // verified, and without a current Promotion: all of it is of the first.
      promoted: '08/promote-while-verifying',
      verified: 'waiting promotion, waiting health, waiting verification, good analysis',
      healthy: 'waiting promotion, waiting health, good none',
    },
  ],
  '14/watch-stage': [
    {
      promoted: '14/promote',
      // The application is degraded for a while; then other Freight comes.
      verified: [
        'waiting promotion, waiting health, waiting verification, good health, unhealthy, good health',
        'waiting verification, superseded',
      ].join(', '),
      healthy: [
        'waiting promotion, waiting health, good health, unhealthy, good health',
        'waiting health, superseded',
      ].join(', '),
    },
    {
      // Kargo 1.9 says Unknown where the others say Unhealthy.
      promoted: '14/promote-that-degrades',
      verified: {
        'v1.9.10': 'waiting promotion, waiting health, waiting verification, not-assessable',
        '≥1.10': 'waiting promotion, waiting health, unhealthy, waiting verification, not-assessable',
      },
      healthy: {
        'v1.9.10': 'waiting promotion, waiting health, not-assessable',
        '≥1.10': 'waiting promotion, waiting health, unhealthy, waiting health, not-assessable',
      },
    },
    // Errored: its Freight was there before, verified, and is not there now.
    {
      promoted: '14/promote-with-failing-sync',
      verified: 'waiting promotion',
      healthy: 'waiting promotion',
    },
  ],
  '14/watch-verified-stage': [
    {
      // Unhealthy while the verification runs, and still when it has succeeded.
      promoted: '14/promote-verified',
      verified: 'waiting promotion, waiting health, waiting verification, unhealthy, good analysis',
      healthy: 'waiting promotion, waiting health, good health, unhealthy, good health',
    },
  ],
  '16/watch-stages-while-added-and-deleted': [{ promoted: '16/promote-brief', ...success }],
  '17/watch-stage-slow': [
    {
      // It succeeded, and the queued one that was aborted behind it is the last one.
      promoted: '17/promote-first',
      verified:
        'waiting promotion, not-assessable, waiting verification, waiting health, waiting verification, good none',
      healthy: 'waiting promotion, not-assessable, waiting health, good none',
    },
    {
      promoted: '17/promote-second-queued',
      verified: 'waiting promotion, superseded',
      healthy: 'waiting promotion, superseded',
    },
    { promoted: '17/promote-again', ...success },
  ],
};

const bothGoodUnchecked = { verified: 'good none', healthy: 'good none' };
const bothWaitForPromotion = { verified: 'waiting promotion', healthy: 'waiting promotion' };

/** Every answer with one Stage, or stream in which it does not change. */
export const answers: Readonly<Record<string, readonly Row[]>> = {
  '06/stage-before': [{ promoted: '06/by-name', ...bothWaitForPromotion }],
  '06/stage-after': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '06/stage-fails': [{ promoted: '06/fails', ...bothWaitForPromotion }],
  '06/stage-errors': [{ promoted: '06/errors', ...bothWaitForPromotion }],
  '06/stage-skips': [{ promoted: '06/skips', ...bothGoodUnchecked }],
  '06/stage-slow-running': [{ promoted: '06/slow', ...bothWaitForPromotion }],
  '08/stage-verification-pending': [
    { promoted: '08/promote', verified: 'waiting verification', healthy: 'good none' },
  ],
  '08/stage-verification-running': [
    { promoted: '08/promote', verified: 'waiting verification', healthy: 'good none' },
  ],
  '08/stage-verification-failed': [
    { promoted: '08/promote', verified: 'verification-failed', healthy: 'good none' },
  ],
  // Asked for again, to no effect.
  '08/stage-after-reverify': [
    { promoted: '08/promote', verified: 'verification-failed', healthy: 'good none' },
  ],
  '08/stage-reverifying': [
    { promoted: '08/promote', verified: 'waiting verification', healthy: 'good none' },
  ],
  '08/stage-verification-aborted': [
    { promoted: '08/promote', verified: 'verification-failed', healthy: 'good none' },
  ],
  '08/stage-with-queue': [
    { promoted: '08/promote', verified: 'waiting verification', healthy: 'good none' },
    { promoted: '08/promote-while-verifying', ...bothWaitForPromotion },
  ],
  '08/stage-verified': [
    { promoted: '08/promote', verified: 'good analysis', healthy: 'good none' },
    { promoted: '08/promote-while-verifying', verified: 'good analysis', healthy: 'good none' },
  ],
  '09/stage-auto': [{ promoted: '09/promote-older-by-hand', ...bothWaitForPromotion }],
  '09/stage-auto-after': [{ promoted: '09/promote-older-by-hand', ...bothWaitForPromotion }],
  '09/stage-auto-held': [{ promoted: '09/promote-older-by-hand', ...bothGoodUnchecked }],
  '09/stage-auto-resumed': [
    { promoted: '09/promote-older-by-hand', verified: 'superseded', healthy: 'superseded' },
    { promoted: '09/resume-by-origin', ...bothGoodUnchecked },
  ],
  '10/stage-waiting': [{ promoted: '10/promote-pr', ...bothWaitForPromotion }],
  '10/stage-merged': [
    { promoted: '10/promote-pr', ...bothGoodUnchecked },
    { promoted: '10/promote-same-freight-again', ...bothWaitForPromotion },
  ],
  // The first Freight is still there and verified; the last Promotion, of other Freight, failed.
  '10/stage-closed': [
    { promoted: '10/promote-pr', verified: 'not-assessable', healthy: 'not-assessable' },
    { promoted: '10/promote-same-freight-again', verified: 'not-assessable', healthy: 'not-assessable' },
    { promoted: '10/promote-other-freight', ...bothWaitForPromotion },
    { promoted: '10/promote-third', ...bothWaitForPromotion },
  ],
  '11/watch-keepalive': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/watch-when-stopped': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/get-while-stopping-0': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/get-while-stopping-1': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/get-while-stopping-2': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/get-while-stopping-3': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '12/get-after': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '13/watch-when-kubernetes-stops': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '13/admin-get-stage': [{ promoted: '06/by-name', ...bothGoodUnchecked }],
  '14/stage-syncing': [{ promoted: '14/promote', ...bothWaitForPromotion }],
  '14/stage-progressing': [{ promoted: '14/promote', verified: 'waiting health', healthy: 'waiting health' }],
  '14/stage-healthy': [{ promoted: '14/promote', verified: 'good health', healthy: 'good health' }],
  '14/stage-regressed': [{ promoted: '14/promote', verified: 'unhealthy', healthy: 'unhealthy' }],
  '14/stage-degraded': [
    { promoted: '14/promote', verified: 'superseded', healthy: 'superseded' },
    {
      promoted: '14/promote-that-degrades',
      verified: { 'v1.9.10': 'waiting health', '≥1.10': 'unhealthy' },
      healthy: { 'v1.9.10': 'waiting health', '≥1.10': 'unhealthy' },
    },
  ],
  '14/stage-after-failed-sync': [
    { promoted: '14/promote', verified: 'superseded', healthy: 'superseded' },
    { promoted: '14/promote-that-degrades', verified: 'not-assessable', healthy: 'not-assessable' },
    { promoted: '14/promote-with-failing-sync', ...bothWaitForPromotion },
  ],
  '14/stage-verification-waits-for-health': [
    { promoted: '14/promote-verified', verified: 'waiting health', healthy: 'waiting health' },
  ],
  '14/stage-verification-started': [
    { promoted: '14/promote-verified', verified: 'waiting verification', healthy: 'good health' },
  ],
  '14/stage-unhealthy-while-verifying': [
    { promoted: '14/promote-verified', verified: 'unhealthy', healthy: 'unhealthy' },
  ],
  '14/stage-verified-but-unhealthy': [
    { promoted: '14/promote-verified', verified: 'unhealthy', healthy: 'unhealthy' },
  ],
  '14/stage-at-last': [
    { promoted: '14/promote-verified', verified: 'good analysis', healthy: 'good health' },
  ],
  '15/stage-two-half': [
    { promoted: '15/promote-two-first-origin', ...bothGoodUnchecked },
    { promoted: '15/promote-two-second-origin', ...bothWaitForPromotion },
  ],
  // The Freight of the one origin stays beside that of the other.
  '15/stage-two-both': [
    { promoted: '15/promote-two-first-origin', ...bothGoodUnchecked },
    { promoted: '15/promote-two-second-origin', ...bothGoodUnchecked },
  ],
  '15/stage-tasked': [{ promoted: '15/promote-tasked', ...bothGoodUnchecked }],
  '16/watch-one-then-deleted': [{ promoted: '16/promote-brief', ...bothGoodUnchecked }],
  '17/stage-after-abort-of-queued': [
    { promoted: '17/promote-first', verified: 'not-assessable', healthy: 'not-assessable' },
    { promoted: '17/promote-second-queued', ...bothWaitForPromotion },
  ],
  '17/stage-after-refresh': [
    { promoted: '17/promote-first', verified: 'not-assessable', healthy: 'not-assessable' },
    { promoted: '17/promote-second-queued', ...bothWaitForPromotion },
  ],
  '17/stage-healed': [
    { promoted: '17/promote-first', ...bothGoodUnchecked },
    { promoted: '17/promote-second-queued', verified: 'superseded', healthy: 'superseded' },
    { promoted: '17/promote-again', ...bothGoodUnchecked },
  ],
};

/** For one who only wants to know of the Freight that is there: Stages as they are in lists. */
export const standing: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '02': { test: 'nothing' },
  '07': { flow: 'nothing' },
  '11': {
    'after-control': 'good none',
    'after-verified': 'good none',
    auto: 'good none',
    control: 'nothing',
    errors: 'nothing',
    fails: 'nothing',
    hub: 'good none',
    // Aborted was the last Promotion, of other Freight.
    pr: 'not-assessable',
    prod: 'nothing',
    qa: 'nothing',
    skips: 'good none',
    slow: 'good none',
    'spoke-a': 'good none',
    'spoke-b': 'nothing',
    test: 'good none',
    two: 'nothing',
    uat: 'good none',
    verified: 'good analysis',
  },
  '13': {
    'after-control': 'good none',
    'after-verified': 'good none',
    auto: 'good none',
    control: 'nothing',
    errors: 'nothing',
    fails: 'nothing',
    hub: 'good none',
    pr: 'not-assessable',
    prod: 'nothing',
    qa: 'nothing',
    slow: 'good none',
    'spoke-a': 'good none',
    'spoke-b': 'nothing',
    test: 'good none',
    two: 'nothing',
    uat: 'good none',
    verified: 'good analysis',
  },
};
