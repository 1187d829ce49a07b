import { describe, expect, test } from 'vitest';
import type { WatchedResource } from '../../src/kargo/client.ts';
import type { KargoObject } from '../../src/kargo/types.ts';
import { follow } from '../../src/kargo/watch/follow.ts';
import type { LocatedExchange, Release } from '../support/recordings.ts';
import { exchangeAt, exchanges, keyOf, only } from './exchanges.ts';
import { namesIn, newsOf, objectOf, sightsOf, until, versionOf, watchOut, wordsOf } from './sightings.ts';
import { lineOf, objectAnswer, openTheatre, play, streamOf } from './theatre.ts';

const watched = ['warehouses', 'stages', 'promotions'] as const;

/** The streams of what the client watches: it never watches Freight. */
const streams = exchanges.flatMap((exchange) => {
  const resource = watched.find((name) => exchange.request.path.includes(`/projects/shop/${name}`));
  return resource === undefined || exchange.response.frames === undefined
    ? []
    : [{ key: keyOf(exchange), release: exchange.release, exchange, resource }];
});

/** A server that plays a whole stream to whoever watches one of its objects, while every read gives the oldest version. */
async function openStream(exchange: LocatedExchange, resource: WatchedResource) {
  const watches = new Map<string, number>();
  const { client } = await openTheatre(({ line }) => {
    const name = line.replace(lineOf(resource, ''), '').replace('?watch=true', '');
    const { own } = sightsOf(exchange, name);
    if (!line.endsWith('?watch=true')) {
      return objectAnswer(objectOf(own[0]));
    }
    const count = (watches.get(name) ?? 0) + 1;
    watches.set(name, count);
    return count === 1
      ? (response) => play(response, exchange.response)
      : streamOf(own.slice(-1).map(objectOf));
  });
  return { client, watches };
}

/** Follows one object through a stream, and on after its end: it is watched again, and told the last version again. */
async function followThrough(
  { client, watches }: Awaited<ReturnType<typeof openStream>>,
  { exchange, resource, name }: { exchange: LocatedExchange; resource: WatchedResource; name: string },
) {
  const { versions, gone } = sightsOf(exchange, name);
  const follower = follow<KargoObject>(client, resource, name);
  try {
    const seen = [...(await watchOut(follower, { count: versions.length, gone }))];
    if (exchange.response.end !== 'closed by client') {
      await until(() => (watches.get(name) ?? 0) >= 2);
    }
    for (let more = gone ? undefined : await follower.next(2_000); more !== undefined; ) {
      seen.push(more);
      more = await follower.next(2_000);
    }
    return { seen, versions, gone };
  } finally {
    follower.close();
  }
}

describe('a follower sees every version once, and never an older one after a newer', () => {
  const playable = streams.filter(({ exchange }) => namesIn(exchange).length > 0);

  test.each(playable)('$key on $release', async ({ exchange, resource }) => {
    const stream = await openStream(exchange, resource);
    const results = await Promise.all(
      namesIn(exchange).map((name) => followThrough(stream, { exchange, resource, name })),
    );
    for (const { seen, versions, gone } of results) {
      expect(newsOf(seen)).toEqual([...versions, ...(gone ? ['gone'] : [])]);
      expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => Number(BigInt(a) - BigInt(b))));
    }
  });

  test('every stream is played, but for those without objects', () => {
    const others = streams.filter(({ exchange }) => namesIn(exchange).length === 0);
    expect(others.map(({ key, release }) => `${key} ${release}`)).toEqual([
      '03/watch-old-resource-version v1.11.2',
      '03/watch-old-resource-version main',
    ]);
    expect(playable.length).toBeGreaterThan(100);
  });
});

/** A read that was recorded after the frame, and is older than it. */
const stale = [
  ['03/watch-during-refresh', '03/get-when-handled', ['v1.11.2', 'main']],
  ['03/watch-nothing-new', '03/get-nothing-new', ['main']],
  ['03/watch-manual', '03/get-manual', ['v1.11.2']],
  ['06/watch-promotion', '06/get-succeeded', ['main']],
] as const;

const staleCases = stale.flatMap(([watch, read, releases]) =>
  releases.map((release: Release) => ({ watch, read, release })),
);

test.each(staleCases)('$read on $release never wins over the frames before it', async (row) => {
  const stream = exchangeAt(row.release, row.watch);
  const old = exchangeAt(row.release, row.read);
  const resource = row.watch.startsWith('03') ? 'warehouses' : 'promotions';
  const name = only(namesIn(stream), row.watch);
  let isOver = false;
  let reads = 0;
  const { client } = await openTheatre(
    ({ line }) => {
      if (line.endsWith('?watch=true')) {
        return async (response) => {
          await play(response, stream.response);
          isOver = true;
        };
      }
      reads += isOver ? 1 : 0;
      return old.response;
    },
    { factor: 2_000 },
  );
  const follower = follow<KargoObject>(client, resource, name);
  const { versions } = sightsOf(stream, name);
  const isOld = versions.indexOf(versionOf(old.response.json as unknown as KargoObject));
  expect(isOld).toBeGreaterThanOrEqual(0);
  expect(isOld).toBeLessThan(versions.length - 1);
  // The first read may overtake the frames before it; nothing older comes after it, and the end is the last frame.
  const words = wordsOf(await watchOut(follower, { count: 1, gone: false })).slice();
  const all = [...words];
  while (all.at(-1) !== versions.at(-1)) {
    const next = await follower.next(60_000);
    all.push(...(next === undefined ? [] : wordsOf([next])));
  }
  expect(versions.filter((version) => all.includes(version))).toEqual(all);
  await until(() => reads >= 3);
  expect(await follower.next(1)).toBeUndefined();
  follower.close();
});
