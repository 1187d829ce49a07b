import { describe, expect, test } from 'vitest';
import { type Aim, assessStage, type StageAssessment } from '../../src/kargo/stage.ts';
import type { Stage } from '../../src/kargo/types.ts';
import type { Release } from '../support/recordings.ts';
import {
  changes,
  exchangeAt,
  expectedOn,
  keysHolding,
  promotedAt,
  releasesOf,
  stagesOf,
} from './exchanges.ts';
import { answers, standing, streams } from './stage-verdicts.ts';

/** `waiting health`, `good analysis`, or the kind alone. */
function wordOf(state: StageAssessment): string {
  switch (state.kind) {
    case 'waiting':
      return `waiting ${state.for}`;
    case 'good':
      return `good ${state.checked}`;
    default:
      return state.kind;
  }
}

/** The versions of one Stage in an answer, each judged; what repeats the one before is left out. */
function storyOf(versions: readonly Stage[], aim: Aim): string {
  return changes(versions.map((version) => wordOf(assessStage(version, aim)))).join(', ');
}

/** What is wanted: what a promote call made, is in its Stage, and is healthy or verified. */
function aimOf(
  release: Release,
  promoted: string,
  waitFor: Aim['waitFor'],
): Aim & { readonly stage: string } {
  const { metadata, spec } = promotedAt(release, promoted);
  return { stage: spec.stage, freight: spec.freight ?? '', waitFor, promotion: { name: metadata.name } };
}

const rows = Object.entries({ ...streams, ...answers }).flatMap(([key, list]) =>
  list.flatMap((row) => releasesOf(key).map((release) => ({ key, release, ...row }))),
);

describe('a Stage, for one who waits for what was promoted', () => {
  test.each(rows)('$key after $promoted on $release', ({ key, release, promoted, ...row }) => {
    for (const waitFor of ['verified', 'healthy'] as const) {
      const { stage, ...aim } = aimOf(release, promoted, waitFor);
      const versions = stagesOf(exchangeAt(release, key)).filter(({ metadata }) => metadata.name === stage);
      expect(storyOf(versions, aim), waitFor).toBe(expectedOn(release, row[waitFor]));
    }
  });
});

/** The Stage as it stands, for the Freight that is in it. */
function standingOf(stage: Stage): string {
  const freight = Object.values(stage.status?.freightHistory?.[0]?.items ?? {})[0];
  return freight === undefined
    ? 'nothing'
    : wordOf(assessStage(stage, { freight: freight.name, waitFor: 'verified' }));
}

const keys = keysHolding(stagesOf);
const unaimed = keys.filter((key) => !(key in streams) && !(key in answers));

describe('a Stage as it stands', () => {
  test.each(unaimed.flatMap((key) => releasesOf(key).map((release) => ({ key, release }))))(
    '$key on $release',
    ({ key, release }) => {
      const stages = stagesOf(exchangeAt(release, key));
      const expected = standing[key.slice(0, 2)] ?? {};
      for (const stage of stages) {
        const { name } = stage.metadata;
        expect([name, standingOf(stage)]).toEqual([name, expected[name]]);
      }
    },
  );
});

test('every answer with a Stage is judged, and the tables name nothing else', () => {
  expect([...Object.keys(streams), ...Object.keys(answers), ...unaimed].sort()).toEqual(keys);
  expect(unaimed.every((key) => key.slice(0, 2) in standing)).toBe(true);
});

/** A Promotion that the Stage has not taken over as its last: whatever else the Stage says is of the past. */
test('no version is good before the Promotion, or a later one, is the last of the Stage', () => {
  let before = 0;
  for (const { key, release, promoted } of rows) {
    for (const waitFor of ['verified', 'healthy'] as const) {
      const { stage, ...aim } = aimOf(release, promoted, waitFor);
      for (const version of stagesOf(exchangeAt(release, key))) {
        const last = version.status?.lastPromotion?.name;
        if (version.metadata.name === stage && (last === undefined || last < (aim.promotion?.name ?? ''))) {
          before += 1;
          expect(assessStage(version, aim)).toMatchObject({ kind: 'waiting', for: 'promotion' });
        }
      }
    }
  }
  expect(before).toBeGreaterThan(500);
});
