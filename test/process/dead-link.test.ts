import { createServer, type ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { createHttp } from '../../src/http.ts';
import { KargoClient } from '../../src/kargo/client.ts';
import { fixedToken } from '../../src/kargo/token.ts';
import type { Promotion } from '../../src/kargo/types.ts';
import { type Follower, follow } from '../../src/kargo/watch/follow.ts';
import { listen } from '../http/loopback.ts';

/** A clock that only moves when told to. */
class HandClock implements Clock {
  #now = Date.UTC(2026, 0, 2);
  readonly #sleepers = new Set<{ readonly due: number; readonly wake: () => void }>();

  /** Told of the length of every sleep. */
  onSleep: (ms: number) => void = () => undefined;

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      this.onSleep(ms);
      const sleeper = { due: this.#now + ms, wake: resolve };
      this.#sleepers.add(sleeper);
      const stop = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) {
      if (sleeper.due <= this.#now) {
        this.#sleepers.delete(sleeper);
        sleeper.wake();
      }
    }
  }
}

const name = 'test.01kdzs9xt4qzj6ywc7h3n5vw8e.8a142da';

function version(resourceVersion: number) {
  return {
    metadata: { name, resourceVersion: String(resourceVersion) },
    spec: { stage: 'test' },
    status: {},
  };
}

/** A Kargo that answers reads with version 1 and leaves its watches to the test. */
async function quietKargo() {
  const streams: ServerResponse[] = [];
  const opened: (() => void)[] = [];
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('?watch=true')) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(version(1)));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    streams.push(response);
    opened.shift()?.();
  });
  const port = await listen(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    address: `http://127.0.0.1:${port}`,
    streams,
    /** Resolves with the next watch that is opened. */
    nextStream: () => new Promise<void>((resolve) => void opened.push(resolve)),
    send: (stream: ServerResponse | undefined, resourceVersion: number) =>
      stream?.write(`data: ${JSON.stringify({ type: 'MODIFIED', object: version(resourceVersion) })}\n\n`),
  };
}

function clientOf(address: string, clock: Clock, signal: AbortSignal): KargoClient {
  const http = createHttp({ proxy: {}, userAgent: 'test', clock });
  onTestFinished(() => http.close());
  return new KargoClient({ address, project: 'shop', token: fixedToken('token'), http, clock }, signal);
}

async function nextVersion(follower: Follower<Promotion>): Promise<string> {
  for (;;) {
    const sighting = await follower.next(1_000_000);
    if (sighting?.kind === 'version') {
      return `${sighting.object.metadata.resourceVersion} by ${sighting.via}`;
    }
  }
}

describe('a watch without a byte for 75 s', () => {
  test('is dead: another one is opened, and goes on from there', async () => {
    const kargo = await quietKargo();
    const clock = new HandClock();
    const ending = new AbortController();
    const first = kargo.nextStream();
    const follower = follow<Promotion>(clientOf(kargo.address, clock, ending.signal), 'promotions', name);
    onTestFinished(() => {
      follower.close();
      ending.abort(new Error('the test is over'));
    });
    expect(await nextVersion(follower)).toBe('1 by read');
    await first;
    kargo.send(kargo.streams[0], 2);
    expect(await nextVersion(follower)).toBe('2 by frame');

    // Alive with a frame every 70 s.
    for (const next of [3, 4]) {
      clock.advance(70_000);
      kargo.send(kargo.streams[0], next);
      expect(await nextVersion(follower)).toBe(`${next} by frame`);
    }
    expect(kargo.streams).toHaveLength(1);

    const closed = new Promise<void>((resolve) => void kargo.streams[0]?.on('close', resolve));
    const second = kargo.nextStream();
    clock.advance(75_000);
    await closed;
    const turning = setInterval(() => clock.advance(100), 5);
    await second;
    clearInterval(turning);
    kargo.send(kargo.streams[1], 5);
    expect(await nextVersion(follower)).toBe('5 by frame');
  });

  test('is kept alive by comments', async () => {
    const kargo = await quietKargo();
    const clock = new HandClock();
    const ending = new AbortController();
    const first = kargo.nextStream();
    const follower = follow<Promotion>(clientOf(kargo.address, clock, ending.signal), 'promotions', name);
    onTestFinished(() => {
      follower.close();
      ending.abort(new Error('the test is over'));
    });
    expect(await nextVersion(follower)).toBe('1 by read');
    await first;
    kargo.send(kargo.streams[0], 2);
    expect(await nextVersion(follower)).toBe('2 by frame');
    for (let minute = 1; minute <= 5; minute += 1) {
      clock.advance(60_000);
      // Every byte winds up the timer of the dead link.
      const woundUp = new Promise<void>((resolve) => {
        clock.onSleep = (ms) => {
          if (ms === 75_000) {
            resolve();
          }
        };
      });
      kargo.streams[0]?.write(': keepalive\n\n');
      await woundUp;
    }
    kargo.send(kargo.streams[0], 3);
    expect(await nextVersion(follower)).toBe('3 by frame');
    expect(kargo.streams).toHaveLength(1);
  });
});
