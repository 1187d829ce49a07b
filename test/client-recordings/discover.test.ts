import { describe, expect, test } from 'vitest';
import { discover } from '../../src/kargo/refresh.ts';
import type { Warehouse } from '../../src/kargo/types.ts';
import { type RecordedResponse, type Release, releases } from '../support/recordings.ts';
import { exchangeAt, warehousesOf } from './exchanges.ts';
import { openScene, verdictOf } from './scene.ts';
import { objectAnswer, openTheatre, play, streamOf } from './theatre.ts';

const refreshed: RecordedResponse = exchangeAt('main', '03/refresh-new-artifact').response;
const noStream: RecordedResponse = exchangeAt('v1.9.10', '13/watch-while-down').response;

interface Showing {
  readonly release: Release;
  /** A stream of one Warehouse: its first version is what was before, the others follow when it is refreshed. */
  readonly key: string;
  /** How many of the others; default: all. */
  readonly count?: number;
  /** Whether it can be watched; else the reads give the newest version. */
  readonly watched?: boolean;
}

/** Refreshes a Warehouse on a server that goes on in a recorded stream for each refresh. */
async function discovering({ release, key, count, watched = true }: Showing) {
  const versions = warehousesOf(exchangeAt(release, key));
  const [before] = versions;
  const after = versions.slice(1, count === undefined ? undefined : count + 1);
  const name = before?.metadata.name ?? '';
  let isRefreshed: () => void = () => undefined;
  const refresh = new Promise<void>((resolve) => {
    isRefreshed = resolve;
  });
  let refreshes = 0;
  const { client } = await openTheatre(
    ({ line }) => {
      if (line.startsWith('POST ')) {
        refreshes += 1;
        isRefreshed();
        return refreshed;
      }
      if (!line.endsWith('?watch=true')) {
        return objectAnswer(watched || refreshes === 0 ? before : handledAgain(after.at(-1), refreshes));
      }
      return watched
        ? async (response) => {
            await play(response, streamOf([before]));
            await refresh;
            for (const frame of streamOf(after).frames ?? []) {
              response.write(`data: ${JSON.stringify(frame.data)}\n\n`);
            }
          }
        : noStream;
    },
    { factor: 50 },
  );
  const { task } = await openScene('test', {});
  const end = discover(client, name, { log: task.log });
  return { end, last: after.at(-1), refreshes: () => refreshes };
}

/** The version after the n-th refresh, each a minute after the one before: only its token is another one. */
function handledAgain(version: Warehouse | undefined, count: number): Warehouse | undefined {
  const token = new Date(Date.UTC(2026, 7, 22, 0, count)).toISOString();
  return (
    version && {
      ...version,
      metadata: { ...version.metadata, annotations: { 'kargo.akuity.io/refresh': token } },
      status: { ...version.status, lastHandledRefresh: token },
    }
  );
}

function discoveredAt(warehouse: Warehouse | undefined): string | undefined {
  return warehouse?.status?.discoveredArtifacts?.discoveredAt;
}

const successes = [
  '03/watch-during-refresh',
  '03/watch-nothing-new',
  '03/watch-older-artifact',
  '03/watch-manual',
  '03/watch-two-refreshes',
];

describe.each(releases)('a Warehouse is made to look on %s', (release) => {
  test.each(successes)('%s', async (key) => {
    const { end, last, refreshes } = await discovering({ release, key });
    expect(discoveredAt(await end)).toBe(discoveredAt(last));
    expect(refreshes()).toBe(1);
  });

  test('it cannot look: the words of the server', async () => {
    const { end } = await discovering({ release, key: '03/watch-broken' });
    const verdict = await verdictOf(end);
    expect(verdict).toMatchObject({ status: 'failed', reason: 'discovery-failed' });
    expect(verdict.message).toContain('NAME_UNKNOWN: repository name not known to registry');
  });

  // The version that says so is followed, 20 ms later, by one that says Ready.
  test('the registry is away: one version says so', async () => {
    const { end } = await discovering({ release, key: '16/watch-warehouse-registry-down', count: 4 });
    const verdict = await verdictOf(end);
    expect(verdict).toMatchObject({ status: 'failed', reason: 'discovery-failed' });
    expect(verdict.message).toContain('Warehouse "web" could not discover artifacts: ');
  });

  test('the registry is away, and that version was not seen: never a success', async () => {
    const showing = { release, key: '16/watch-warehouse-registry-down', count: 4, watched: false };
    const { end, refreshes } = await discovering(showing);
    const verdict = await verdictOf(end);
    expect(verdict).toMatchObject({ status: 'failed', reason: 'discovery-failed' });
    expect(verdict.message).toContain('the time of its last good discovery has not moved');
    expect(refreshes()).toBe(4);
  });

  test('it is only read, never watched, and looks', async () => {
    const showing = { release, key: '03/watch-during-refresh', watched: false };
    const { end, last, refreshes } = await discovering(showing);
    expect(discoveredAt(await end)).toBe(discoveredAt(last));
    expect(refreshes()).toBe(1);
  });

  // Kargo ≤ 1.10 answers 200 when Kubernetes is down; nobody looks.
  test('the refresh leaves no trace', async () => {
    const { end, refreshes } = await discovering({ release, key: '03/watch-during-refresh', count: 0 });
    expect(await verdictOf(end)).toMatchObject({ status: 'unknown', reason: 'answer-lost' });
    expect(refreshes()).toBe(4);
  });

  test('there is no such Warehouse', async () => {
    const { client } = await openTheatre(() => exchangeAt(release, '03/get-missing').response);
    const { task } = await openScene('test', {});
    const verdict = await verdictOf(discover(client, 'nope', { log: task.log }));
    expect(verdict).toMatchObject({ status: 'failed', reason: 'not-found' });
  });
});
