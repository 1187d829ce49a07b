import { describe, expect, test } from 'vitest';
import { retryAfterMs, withRetries } from '../../src/http/retry.ts';
import { transportFailure } from '../../src/http/transport-error.ts';
import { client, failureOf, never } from './client.ts';
import { answer, freePort, type Handler, reset, serve, silence } from './loopback.ts';
import { TurnedClock } from './turned-clock.ts';

const half: Handler = (response, request) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('0123456789', () => request.socket.destroy());
};

const brokenChunks: Handler = (response, request) => {
  response.writeHead(200);
  response.write('0123456789', () => request.socket.destroy());
};

describe('safe calls', () => {
  test.each([408, 425, 429, 500, 502, 503, 504])('a GET is repeated after %i', async (status) => {
    const server = await serve([answer(status), answer(200, 'there')]);
    const clock = new TurnedClock();
    const response = await client({ clock }).request({ method: 'GET', url: server.origin, signal: never });
    expect(response).toMatchObject({ status: 200, text: 'there' });
    expect(clock.slept).toEqual([250]);
    expect(server.seen).toHaveLength(2);
  });

  test.each([200, 201, 204, 301, 304, 400, 401, 403, 404, 409, 422, 501])(
    'a GET is not repeated after %i',
    async (status) => {
      const server = await serve([answer(status)]);
      const response = await client().request({ method: 'GET', url: server.origin, signal: never });
      expect(response.status).toBe(status);
      expect(server.seen).toHaveLength(1);
    },
  );

  test.each([
    ['a reset connection', reset],
    ['half of an announced body', half],
    ['a broken chunked body', brokenChunks],
  ])('a GET is repeated after %s', async (_what, fault) => {
    const server = await serve([fault, fault, answer(200, 'there')]);
    const response = await client().request({ method: 'GET', url: server.origin, signal: never });
    expect(response.text).toBe('there');
    expect(server.seen).toHaveLength(3);
  });

  test('a write that may be repeated is repeated like a GET', async () => {
    const server = await serve([reset, answer(503), answer(200, 'done')]);
    const request = {
      method: 'POST',
      url: server.origin,
      body: 'x',
      repeatable: true,
      signal: never,
    } as const;
    expect((await client().request(request)).text).toBe('done');
    expect(server.seen.map(({ body }) => body)).toEqual(['x', 'x', 'x']);
  });

  test('a GET that must not be repeated is sent once', async () => {
    const server = await serve([answer(503)]);
    const request = { method: 'GET', url: server.origin, repeatable: false, signal: never } as const;
    expect((await client().request(request)).status).toBe(503);
    expect(server.seen).toHaveLength(1);
  });

  test('the waits double up to 5 s, and the last answer is returned when the time is over', async () => {
    const server = await serve(Array.from({ length: 12 }, () => answer(503, 'busy')));
    const clock = new TurnedClock();
    const request = { method: 'GET', url: server.origin, retryForMs: 20_000, signal: never } as const;
    expect(await client({ clock }).request(request)).toMatchObject({ status: 503, text: 'busy' });
    expect(clock.slept).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(server.seen).toHaveLength(8);
  });

  test('the wait is drawn between nothing and the limit', async () => {
    const server = await serve([answer(503), answer(503), answer(503), answer(200)]);
    const clock = new TurnedClock();
    const draws = [0.5, 0.9, 0];
    const http = client({ clock, random: () => draws.shift() ?? 1 });
    await http.request({ method: 'GET', url: server.origin, signal: never });
    expect(clock.slept).toEqual([125, 450, 50]);
  });

  test('0 ms of repetition is one attempt', async () => {
    const server = await serve([answer(503)]);
    await client().request({ method: 'GET', url: server.origin, retryForMs: 0, signal: never });
    expect(server.seen).toHaveLength(1);
  });

  test('a failure of the network is thrown when the time is over, with the number of tries', async () => {
    const port = await freePort();
    const url = `http://localhost:${port}/path`;
    const error = await failureOf(client().request({ method: 'GET', url, retryForMs: 2000, signal: never }));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', sent: 'never' });
    expect(error.message).toBe(
      `GET ${url}: the connection was refused: nothing listens there, or a firewall rejects it (ECONNREFUSED), ` +
        'the last of 4 tries in 2 s',
    );
  });

  test('each repetition is reported', async () => {
    const server = await serve([answer(503), reset, answer(200)]);
    const lines: string[] = [];
    const url = `${server.origin}/a?token=secret`;
    await client({ onRetry: (line) => lines.push(line) }).request({ method: 'GET', url, signal: never });
    expect(lines).toEqual([
      `GET ${server.origin}/a: HTTP 503; trying again in 0.3 s`,
      `GET ${server.origin}/a: the connection was closed before the answer (ECONNRESET); trying again in 0.5 s`,
    ]);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 2, 3, 4, 5);

  test.each([
    ['7', 7000],
    [' 7 ', 7000],
    ['0', 0],
    ['Fri, 02 Jan 2026 03:04:35 GMT', 30_000],
    ['Friday, 02-Jan-26 03:04:35 GMT', 30_000],
    ['Fri, 02 Jan 2026 03:04:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['99999999999999', undefined],
    ['2026-01-02T03:04:35Z', undefined],
    ['Fri, 99 Foo 2026 03:04:35 GMT', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });

  test.each([
    ['seconds', '7', 7000],
    ['a date', new Date(now + 30_000).toUTCString(), 30_000],
    ['less than the jitter', '0', 250],
    ['something malformed', 'soon', 250],
  ])('%s: the wait', async (_what, value, ms) => {
    const server = await serve([answer(429, '', { 'retry-after': value }), answer(200)]);
    const clock = new TurnedClock();
    await client({ clock }).request({ method: 'GET', url: server.origin, signal: never });
    expect(clock.slept).toEqual([ms]);
  });

  test('more time than there is: the answer is returned at once', async () => {
    const server = await serve([answer(503, '', { 'retry-after': '61' })]);
    const clock = new TurnedClock();
    const response = await client({ clock }).request({ method: 'GET', url: server.origin, signal: never });
    expect(response.status).toBe(503);
    expect(clock.slept).toEqual([]);
  });
});

describe('calls that must not be carried out twice', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)(
    'a %s is never repeated after a reset',
    async (method) => {
      const server = await serve([reset]);
      const error = await failureOf(
        client().request({ method, url: server.origin, body: '{}', signal: never }),
      );
      expect(error).toMatchObject({ code: 'ECONNRESET', sent: 'maybe' });
      expect(server.seen).toHaveLength(1);
    },
  );

  test.each([500, 502, 503, 504, 408])('a POST is not repeated after %i', async (status) => {
    const server = await serve([answer(status)]);
    const response = await client().request({ method: 'POST', url: server.origin, signal: never });
    expect(response.status).toBe(status);
    expect(server.seen).toHaveLength(1);
  });

  test('a POST with half an answer is not repeated', async () => {
    const server = await serve([half]);
    const error = await failureOf(client().request({ method: 'POST', url: server.origin, signal: never }));
    expect(error).toMatchObject({ code: 'HALF_BODY', sent: 'maybe' });
    expect(server.seen).toHaveLength(1);
  });

  test('a POST without an answer in time is not repeated', async () => {
    const server = await serve([silence]);
    const request = { method: 'POST', url: server.origin, attemptTimeoutMs: 400, signal: never } as const;
    const error = await failureOf(client().request(request));
    expect(error).toMatchObject({ code: 'TIMEOUT', sent: 'maybe' });
    expect(server.seen).toHaveLength(1);
  });

  test('a POST is repeated when the connection was refused', async () => {
    const port = await freePort();
    const clock = new TurnedClock();
    const servers: Awaited<ReturnType<typeof serve>>[] = [];
    clock.whileAsleep = async () => {
      if (clock.slept.length === 3) {
        servers.push(await serve([answer(201, 'made')], { port }));
      }
    };
    const request = {
      method: 'POST',
      url: `http://localhost:${port}`,
      body: '{"a":1}',
      signal: never,
    } as const;
    expect(await client({ clock }).request(request)).toMatchObject({ status: 201, text: 'made' });
    expect(clock.slept).toEqual([250, 500, 1000]);
    expect(servers[0]?.seen).toMatchObject([{ method: 'POST', body: '{"a":1}' }]);
  });

  test.each([
    ['ENOTFOUND', 'never', 2],
    ['EAI_AGAIN', 'never', 2],
    ['ECONNREFUSED', 'maybe', 1],
    ['ETIMEDOUT', 'never', 1],
    ['ECONNRESET', 'never', 1],
  ] as const)('a POST that failed with %s (sent: %s) is sent %i times', async (code, sent, times) => {
    const response = { status: 201, headers: {}, text: '', url: 'http://kargo.example.test/' };
    const request = { method: 'POST', url: response.url, signal: never } as const;
    const context = { name: 'POST', clock: new TurnedClock(), random: () => 1, onRetry: () => undefined };
    let sentTimes = 0;
    const attempt = async () => {
      sentTimes++;
      if (sentTimes === 1) {
        throw transportFailure('POST', Object.assign(new Error('x'), { code }), sent);
      }
      return response;
    };
    await withRetries(request, context, attempt).catch(() => undefined);
    expect(sentTimes).toBe(times);
  });

  test('a POST is repeated when it was refused with 429', async () => {
    const server = await serve([answer(429, '', { 'retry-after': '2' }), answer(201, 'made')]);
    const clock = new TurnedClock();
    const response = await client({ clock }).request({ method: 'POST', url: server.origin, signal: never });
    expect(response).toMatchObject({ status: 201, text: 'made' });
    expect(clock.slept).toEqual([2000]);
  });
});
