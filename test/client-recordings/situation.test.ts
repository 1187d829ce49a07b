import { describe, expect, test } from 'vitest';
import type { Freight, Promotion, Stage } from '../../src/kargo/types.ts';
import type { WaitFor } from '../../src/promotion/options.ts';
import { decide, whatIsAhead } from '../../src/promotion/situation.ts';
import { whyLeft } from '../../src/promotion/stop.ts';
import { type Release, releases } from '../support/recordings.ts';
import { type Expected, exchangeAt, expectedOn, freightOf, promotionsOf, stagesOf } from './exchanges.ts';

/** The last version of a Stage in an answer, or the last of those that `isIt`. */
function stageAt(release: Release, key: string, name: string, isIt = (_: Stage) => true): Stage {
  const found = stagesOf(exchangeAt(release, key)).findLast(
    (stage) => stage.metadata.name === name && isIt(stage),
  );
  if (found === undefined) {
    throw new Error(`${key} on ${release} has no such version of Stage ${name}`);
  }
  return found;
}

/** The last version of each Promotion of a Stage in these answers, oldest first, as a list gives them. */
function promotionsAt(release: Release, keys: readonly string[], stage: string): readonly Promotion[] {
  const versions = keys.flatMap((key) => promotionsOf(exchangeAt(release, key)));
  const newest = new Map(versions.map((version) => [version.metadata.name, version]));
  return [...newest.values()]
    .filter(({ spec }) => spec.stage === stage)
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** Freight of that name as an answer gives it; where none does, with what a Promotion says of it: its name. */
function freightAt(release: Release, key: string): Freight {
  const exchange = exchangeAt(release, key);
  const [freight] = freightOf(exchange);
  const [promotion] = promotionsOf(exchange);
  return (
    freight ?? {
      metadata: { name: promotion?.spec.freight ?? '' },
      origin: { kind: 'Warehouse', name: 'web' },
    }
  );
}

interface Row {
  readonly what: string;
  readonly name: string;
  readonly stage: string;
  readonly isIt?: (stage: Stage) => boolean;
  readonly promotions: readonly string[];
  readonly freight: string;
  /** What is decided, for `promotion`, `healthy`, `verified` in turn, or alike. */
  readonly decisions: Expected;
}

const isGreenBefore = ({ status }: Stage) =>
  status?.currentPromotion === undefined &&
  status?.freightHistory?.[0]?.verificationHistory?.[0]?.phase === 'Successful' &&
  status.freightHistory.length === 1;

const isHealthyWhileAnotherRuns = ({ status }: Stage) =>
  status?.currentPromotion !== undefined && status.health?.status === 'Healthy';

const rows: readonly Row[] = [
  {
    what: 'nothing was promoted ever',
    name: 'test',
    stage: '06/stage-before',
    promotions: [],
    freight: '05/get-by-name',
    decisions: 'create',
  },
  {
    what: 'somebody has just made one of it',
    name: 'test',
    stage: '06/stage-before',
    promotions: ['06/by-name'],
    freight: '05/get-by-name',
    decisions: 'adopt',
  },
  {
    what: 'it succeeded, and the Stage has not taken it over yet',
    name: 'test',
    stage: '06/stage-before',
    promotions: ['06/watch-promotion'],
    freight: '05/get-by-name',
    decisions: 'adopt',
  },
  {
    what: 'it is there, verified',
    name: 'test',
    stage: '06/stage-after',
    promotions: ['06/watch-promotion'],
    freight: '06/freight-after',
    decisions: 'unchanged',
  },
  {
    what: 'it is there, and the Freight is not marked as verified yet',
    name: 'test',
    stage: '06/stage-after',
    promotions: ['06/watch-promotion'],
    freight: '05/get-by-name',
    decisions: 'unchanged unchanged adopt',
  },
  {
    what: 'other Freight is there',
    name: 'test',
    stage: '06/stage-after',
    promotions: ['06/watch-promotion'],
    freight: '05/get-approved',
    decisions: 'create',
  },
  {
    what: 'an earlier one failed',
    name: 'fails',
    stage: '06/stage-fails',
    promotions: ['06/watch-fails'],
    freight: '05/get-by-name',
    decisions: 'create',
  },
  {
    what: 'it is running',
    name: 'slow',
    stage: '06/stage-slow-running',
    promotions: ['06/list-slow'],
    freight: '05/get-by-name',
    decisions: 'adopt',
  },
  {
    what: 'it is queued',
    name: 'slow',
    stage: '06/stage-slow-running',
    promotions: ['06/list-slow'],
    freight: '05/get-approved',
    decisions: 'adopt',
  },
  {
    what: 'it is verified in the Stage, and a second Promotion of it is queued behind that',
    name: 'verified',
    stage: '08/watch-stage',
    isIt: isGreenBefore,
    promotions: ['08/promote', '08/queued-behind-verification'],
    freight: '08/freight-verified',
    decisions: 'adopt',
  },
  {
    what: 'it is there and verified, and the last Promotion, of other Freight, failed',
    name: 'pr',
    stage: '10/stage-closed',
    promotions: ['10/get-merged', '10/get-closed'],
    freight: '10/promote-pr',
    decisions: 'create',
  },
  {
    what: 'the one whose pull request was closed',
    name: 'pr',
    stage: '10/stage-closed',
    promotions: ['10/get-merged', '10/get-closed'],
    freight: '10/promote-other-freight',
    decisions: 'create',
  },
  {
    what: 'its pull request is open',
    name: 'pr',
    stage: '10/stage-waiting',
    promotions: ['10/get-waiting-for-pr'],
    freight: '10/promote-pr',
    decisions: 'adopt',
  },
  {
    what: 'its application is not up yet',
    name: 'argo',
    stage: '14/stage-progressing',
    promotions: ['14/get-succeeded'],
    freight: '14/freight-while-progressing',
    decisions: 'unchanged adopt adopt',
  },
  {
    what: 'it was healthy, and is not any more',
    name: 'argo',
    stage: '14/stage-regressed',
    promotions: ['14/get-succeeded'],
    freight: '14/freight-verified',
    decisions: 'unchanged create create',
  },
  {
    what: 'it is there and healthy, and another one runs, which the list does not show yet',
    name: 'argo',
    stage: '14/watch-stage',
    isIt: isHealthyWhileAnotherRuns,
    promotions: ['14/get-succeeded'],
    freight: '14/freight-verified',
    decisions: 'create',
  },
  {
    what: 'its application is broken, which Kargo 1.9 does not say',
    name: 'argo',
    stage: '14/stage-degraded',
    promotions: ['14/get-succeeded', '14/get-degraded-succeeded'],
    freight: '14/freight-degraded',
    decisions: { 'v1.9.10': 'unchanged adopt adopt', '≥1.10': 'unchanged create create' },
  },
  {
    what: 'an earlier one: other Freight came since, and failed',
    name: 'argo',
    stage: '14/stage-after-failed-sync',
    promotions: ['14/get-succeeded', '14/get-degraded-succeeded', '14/get-failed-sync'],
    freight: '14/freight-degraded',
    decisions: 'create',
  },
  {
    what: 'one origin of two is there',
    name: 'two',
    stage: '15/stage-two-both',
    promotions: ['15/get-two-second'],
    freight: '15/freight-with-metadata',
    decisions: 'unchanged',
  },
  {
    what: 'it succeeded, and the queued one behind it was aborted',
    name: 'slow',
    stage: '17/stage-after-abort-of-queued',
    promotions: ['17/get-first', '17/get-aborted'],
    freight: '17/freight-after-abort-of-queued',
    decisions: 'create',
  },
  {
    what: 'a Stage without steps',
    name: 'control',
    stage: '11/list',
    promotions: [],
    freight: '05/get-by-name',
    decisions: 'control-flow',
  },
  {
    what: 'auto-promotion is about to take it',
    name: 'auto',
    stage: '09/stage-auto',
    promotions: [],
    freight: '15/promote-two-second-origin',
    decisions: 'auto-promotion-expected',
  },
  {
    what: 'auto-promotion took it once, and will not again',
    name: 'auto',
    stage: '09/stage-auto-after',
    promotions: ['09/list-auto'],
    freight: '09/promote-older-by-hand',
    decisions: 'create',
  },
  {
    what: 'it is there, and nobody has marked it as verified',
    name: 'auto',
    stage: '09/stage-auto-held',
    promotions: ['09/list-auto-held'],
    freight: '09/promote-older-by-hand',
    decisions: 'unchanged unchanged adopt',
  },
];

const levels: readonly WaitFor[] = ['promotion', 'healthy', 'verified'];

describe.each(releases)('what promote does about Freight on %s', (release) => {
  test.each(rows)('$what', ({ name, stage, isIt, promotions, freight, decisions }) => {
    const situation = {
      stage: stageAt(release, stage, name, isIt),
      promotions: promotionsAt(release, promotions, name),
    };
    const wanted = freightAt(release, freight);
    const words = (expectedOn(release, decisions) ?? '').split(' ');
    const decided = levels.map((waitFor) => decide(situation, wanted, { waitFor, force: false }).kind);
    expect(decided).toEqual(levels.map((_, index) => words[index] ?? words[0]));
    // Forced: never unchanged; adopted as ever.
    const forced = decide(situation, wanted, { waitFor: 'verified', force: true }).kind;
    expect(forced).toBe(['adopt', 'control-flow'].includes(words[0] ?? '') ? words[0] : 'create');
  });

  test('what is ahead of a queued one', () => {
    const slow = {
      stage: stageAt(release, '06/stage-slow-running', 'slow'),
      promotions: promotionsAt(release, ['06/list-slow'], 'slow'),
    };
    const [running, second, third] = slow.promotions.map(({ metadata }) => metadata.name);
    expect(whatIsAhead(slow, running)).toBeUndefined();
    expect(whatIsAhead(slow, second)).toBe(`Promotion ${running} (Running) is ahead of it`);
    expect(whatIsAhead(slow, third)).toBe(
      `Promotions ${running} (Running), ${second} (Pending) are ahead of it`,
    );
    const verifying = {
      stage: stageAt(release, '08/stage-with-queue', 'verified'),
      promotions: promotionsAt(release, ['08/queued-behind-verification'], 'verified'),
    };
    const queued = verifying.promotions[0]?.metadata.name;
    expect(whatIsAhead(verifying, queued)).toMatch(
      /^the verification of the Freight that is there now is not finished \(AnalysisRun verified\./,
    );
  });
});

/** Why a cancelled job leaves a Promotion of its own; empty where it aborts it. */
const lefts: Readonly<Record<string, string>> = {
  '06/get-slow-running': '',
  '06/get-slow-second-pending': 'it is queued',
  '06/get-right-after': 'it is queued',
  '08/queued-behind-verification': 'it is queued',
  '06/get-fails': 'it has ended',
  '06/get-aborted-running': 'it has ended Aborted',
  '10/get-waiting-for-pr': 'step 4 "push" (git-push) has already changed something outside',
  '10/get-merged': 'it has ended Succeeded',
  '14/get-syncing': 'step 1 "sync" (argocd-update) has already changed something outside',
  '17/get-before-kill': '',
};

describe.each(releases)('what a cancelled job does about its Promotion on %s', (release) => {
  test.each(Object.entries(lefts))('%s: %s', (key, why) => {
    const [promotion] = promotionsOf(exchangeAt(release, key));
    const left = promotion && whyLeft(promotion);
    expect(left?.slice(0, why.length) ?? '').toBe(why);
    expect(left === undefined).toBe(why === '');
  });
});
