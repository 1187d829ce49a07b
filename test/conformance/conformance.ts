import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Release } from '../support/recordings.ts';
import { judge, loadAccepted, summarise } from './accepted.ts';
import type { Outcome } from './exchange.ts';
import { playScenario } from './play.ts';
import { type Run, runs, startRun } from './runs.ts';

/** A scenario that takes longer hangs: the simulator waits for something that does not come. */
const boundMs = 15_000;

/** Declares the conformance tests of one release. Its runs are played beside each other: each has its own server. */
export function describeConformance(release: Release): void {
  const list = loadAccepted();
  const outcomes = new Map<string, Outcome[]>();
  const played = new Map<string, Promise<Outcome[]>>();

  describe(`the simulator answers as Kargo ${release} did`, () => {
    beforeAll(() => {
      for (const run of runs) playRun(release, run, played);
    });

    test.each(runs.flatMap(({ scenarios }) => scenarios))(
      '%s',
      { timeout: 4 * boundMs },
      async (scenario) => {
        const result = (await played.get(scenario)) ?? [];
        outcomes.set(scenario, result);
        expect(judge(list, release, new Map([[scenario, result]])).unlisted).toEqual([]);
      },
    );

    test('no accepted difference is stale', () => {
      expect(judge(list, release, outcomes).stale).toEqual([]);
    });

    afterAll(() => {
      console.log(summarise(list, release, outcomes));
      report(release, outcomes);
    });
  });
}

// Promises by scenario: a scenario begins when the one before it is over, whatever came of it.
function playRun(release: Release, run: Run, played: Map<string, Promise<Outcome[]>>): void {
  const started = startRun(release, run);
  let last: Promise<unknown> = started;
  for (const scenario of [...run.prelude, ...run.scenarios]) {
    const isCompared = run.scenarios.includes(scenario);
    const playing = last
      .catch(() => undefined)
      .then(() => started)
      .then(({ cast }) => within(scenario, playScenario(cast, scenario, isCompared)));
    if (isCompared) played.set(scenario, playing);
    last = playing;
  }
  last
    .catch(() => undefined)
    .then(() => started)
    .then(({ close }) => close())
    .catch(() => undefined);
}

// With CONFORMANCE_REPORT=<folder>: every outcome, for working on the simulator.
function report(release: Release, outcomes: ReadonlyMap<string, Outcome[]>): void {
  const folder = process.env.CONFORMANCE_REPORT;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${release}.json`), JSON.stringify([...outcomes], null, 1));
}

async function within<T>(scenario: string, playing: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<never>((_, reject) => {
    const error = new Error(`${scenario} was not over after ${boundMs} ms`);
    timer = setTimeout(() => reject(error), boundMs);
  });
  try {
    return await Promise.race([playing, bound]);
  } finally {
    clearTimeout(timer);
  }
}
