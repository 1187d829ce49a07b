import { describe, expect, test } from 'vitest';
import { KargoError } from '../../src/errors.ts';
import type { KargoObject } from '../../src/kargo/types.ts';
import { follow } from '../../src/kargo/watch/follow.ts';
import type { Release } from '../support/recordings.ts';
import { exchangeAt, only, releasesOf } from './exchanges.ts';
import { send } from './replay.ts';
import { namesIn, newsOf, objectOf, sightsOf, until, watchOut, wordsOf } from './sightings.ts';
import { lagging, objectAnswer, openTheatre, play, streamOf } from './theatre.ts';

const tooOld = releasesOf('03/watch-old-resource-version').filter(
  (release) => release === 'v1.11.2' || release === 'main',
);

test.each(tooOld)('after an error in the stream the watch is opened again, on %s', async (release) => {
  const stream = exchangeAt(release, '03/watch-during-refresh');
  const { versions, own } = sightsOf(stream, 'web');
  let watches = 0;
  const { client } = await openTheatre(({ line }) => {
    if (!line.endsWith('?watch=true')) {
      return objectAnswer(objectOf(own[0]));
    }
    watches += 1;
    return watches === 1
      ? exchangeAt(release, '03/watch-old-resource-version').response
      : (response) => play(response, stream.response);
  });
  const follower = follow<KargoObject>(client, 'warehouses', 'web');
  const seen = await watchOut(follower, { count: versions.length, gone: false });
  follower.close();
  expect(newsOf(seen)).toEqual(versions);
});

test.each([
  ['every watch ends with an error', lagging],
  // Kargo ≤ 1.10 while Kubernetes is down.
  ['no watch is a stream', exchangeAt('v1.9.10', '13/watch-while-down').response],
  ['every watch fails', exchangeAt('main', '13/watch-while-down').response],
])('reading goes on while %s', async (_what, answer) => {
  const { own, versions } = sightsOf(exchangeAt('v1.11.2', '06/watch-promotion'), promotionName('v1.11.2'));
  let reads = 0;
  let watches = 0;
  const { client } = await openTheatre(
    ({ line }) => {
      if (line.endsWith('?watch=true')) {
        watches += 1;
        return answer;
      }
      const read = own[Math.min(reads, own.length - 1)];
      reads += 1;
      return objectAnswer(objectOf(read));
    },
    { factor: 1_000 },
  );
  const follower = follow<KargoObject>(client, 'promotions', promotionName('v1.11.2'));
  const seen = await watchOut(follower, { count: versions.length, gone: false });
  expect(newsOf(seen)).toEqual(versions);
  await until(() => reads >= 20);
  follower.close();
  // It backs off: a read every 3 s, a watch every 15 s in the end.
  expect(watches).toBeLessThan(reads);
});

function promotionName(release: Release): string {
  return only(namesIn(exchangeAt(release, '06/watch-promotion')), 'the stream');
}

test('a stream falls silent: it is left after 75 s, and not while keep-alives come every 30 s', async () => {
  const recorded = exchangeAt('main', '11/watch-keepalive').response;
  const [added, keepAlive] = recorded.frames ?? [];
  expect(keepAlive?.raw).toBe(': keepalive');
  const watches = { kept: 0, silent: 0 };
  const { client, clock } = await openTheatre(
    ({ line }) => {
      const which = line.includes('/kept') ? 'kept' : 'silent';
      const object = { ...objectOf(added), metadata: { ...objectOf(added).metadata, name: which } };
      if (!line.endsWith('?watch=true')) {
        return objectAnswer(object);
      }
      watches[which] += 1;
      return async (response) => {
        await play(response, streamOf([object]));
        while (which === 'kept' && !response.destroyed) {
          await clock.sleep(30_000);
          response.write(': keepalive\n\n');
        }
      };
    },
    { factor: 50 },
  );
  const followers = ['kept', 'silent'].map((name) => follow<KargoObject>(client, 'stages', name));
  await until(() => watches.silent >= 2);
  await clock.sleep(10_000);
  for (const follower of followers) {
    follower.close();
  }
  expect(watches.kept).toBe(1);
});

test('a read that does not see it yet is no end of what a frame has shown', async () => {
  const stream = exchangeAt('main', '06/watch-promotion');
  const name = promotionName('main');
  const { own, versions } = sightsOf(stream, name);
  let answered = 0;
  let isShown: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => {
    isShown = resolve;
  });
  // Two API servers: one tells of the new Promotion, the cache of the other does not have it yet.
  const { client } = await openTheatre(
    ({ line }) => {
      if (line.endsWith('?watch=true')) {
        return (response) => play(response, streamOf(own.slice(0, 1).map(objectOf)), isShown);
      }
      return async (response) => {
        await shown;
        await new Promise((resolve) => setTimeout(resolve, 5));
        response.once('finish', () => {
          answered += 1;
        });
        send(response, exchangeAt('main', '06/get-missing').response);
      };
    },
    { factor: 5 },
  );
  const follower = follow<KargoObject>(client, 'promotions', name);
  expect(wordsOf(await watchOut(follower, { count: 1, gone: false }))).toEqual(versions.slice(0, 1));
  await until(() => answered >= 1);
  expect(await follower.next(1_000)).toBeUndefined();
  follower.close();
});

describe('Kubernetes goes away', () => {
  const rows = releasesOf('13/watch-when-kubernetes-stops').map((release) => ({ release }));

  /** The server with the watch that ends, and what a token is answered afterwards. */
  function goingAway(release: Release, afterwards: string) {
    let isAway = false;
    return openTheatre(
      ({ line }) => {
        if (line.endsWith('?watch=true')) {
          if (isAway) {
            return exchangeAt(release, '13/watch-while-down').response;
          }
          return async (response) => {
            isAway = true;
            await play(response, exchangeAt(release, '13/watch-when-kubernetes-stops').response);
          };
        }
        const answer = isAway ? afterwards : '13/admin-get-stage';
        return exchangeAt(release, answer).response;
      },
      { factor: 1_000 },
    );
  }

  test.each(rows)('reads come from the cache on $release: nothing new, and no end', async ({ release }) => {
    const { client, server } = await goingAway(release, '13/admin-get-stage');
    const follower = follow<KargoObject>(client, 'stages', 'test');
    const seen = await watchOut(follower, { count: 1, gone: false });
    await until(() => server.seen.filter(({ line }) => !line.endsWith('?watch=true')).length >= 5);
    expect(wordsOf(seen)).toHaveLength(1);
    expect(await follower.next(1)).toBeUndefined();
    follower.close();
  });

  // A token that was accepted before is not any more (≤ 1.10), or the server cannot answer (≥ 1.11): both are an outage.
  test.each(rows)('a token is not told on $release, for minutes', async ({ release }) => {
    const { client } = await goingAway(release, '13/token-get-stage');
    const follower = follow<KargoObject>(client, 'stages', 'test');
    const seen: string[] = [];
    const error = await (async () => {
      for (;;) {
        const sighting = await follower.next(60_000);
        seen.push(...(sighting === undefined ? [] : wordsOf([sighting])));
      }
    })().catch((thrown: unknown) => thrown);
    follower.close();
    expect(error).toBeInstanceOf(KargoError);
    expect(error).toMatchObject({ verdict: { status: 'unknown', reason: 'unreachable' } });
    expect(String(error)).toMatch(/for \d+ minutes now/);
    expect(seen.filter((word) => word === 'gone')).toEqual([]);
  });
});
