import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { client, failureOf, never } from './client.ts';
import { answer, type Handler, listen, reset, serve, silence } from './loopback.ts';
import { TurnedClock } from './turned-clock.ts';

const secret = 'kargo-token-0123456789';

describe('what is sent', () => {
  test('method, path, query, body and headers', async () => {
    const server = await serve([answer(200)]);
    await client().request({
      method: 'PATCH',
      url: `${server.origin}/v1beta1/projects?stage=a&stage=b%2Fc`,
      headers: { Authorization: `Bearer ${secret}`, 'Accept-Encoding': 'gzip', 'Content-Length': '3' },
      body: '{"ä":1}',
      signal: never,
    });
    expect(server.seen).toMatchObject([
      { method: 'PATCH', url: '/v1beta1/projects?stage=a&stage=b%2Fc', body: '{"ä":1}' },
    ]);
    expect(server.seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${secret}`,
      'accept-encoding': 'identity',
      'user-agent': 'kargo-ci/test',
      'content-length': '8',
    });
  });

  test('user info of the address is not', async () => {
    const server = await serve([answer(200)]);
    const url = server.origin.replace('//', `//me:${secret}@`);
    await client().request({ method: 'GET', url, signal: never });
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });

  test('a DELETE with a body arrives whole', async () => {
    const server = await serve([answer(200)]);
    await client().request({ method: 'DELETE', url: server.origin, body: 'gone', signal: never });
    expect(server.seen[0]?.body).toBe('gone');
  });

  test('reads share a connection; writes, and reads that are tried once, have their own', async () => {
    const server = await serve(Array.from({ length: 6 }, () => answer(200, 'x')));
    const http = client();
    for (const method of ['GET', 'GET', 'POST', 'POST', 'GET'] as const) {
      await http.request({ method, url: server.origin, signal: never });
    }
    await http.request({ method: 'GET', url: server.origin, retryForMs: 0, signal: never });
    const [get1, get2, post1, post2, get3, once] = server.seen.map(({ from }) => from);
    expect(get2).toBe(get1);
    expect(get3).toBe(get1);
    expect(new Set([get1, post1, post2, once]).size).toBe(4);
  });
});

describe('what comes back', () => {
  test('status, headers with lower-case names, text', async () => {
    const server = await serve([
      (response) => {
        response.setHeader('X-Two', ['a', 'b']);
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404 päge not found');
      },
    ]);
    const url = `${server.origin}/a`;
    const response = await client().request({ method: 'GET', url, signal: never });
    expect(response).toMatchObject({ status: 404, text: '404 päge not found', url });
    expect(response.headers).toMatchObject({ 'content-type': 'text/plain', 'x-two': 'a, b' });
  });

  test.each([301, 302, 303, 307, 308])(
    'a redirect (%i) is an answer, and the token goes nowhere else',
    async (status) => {
      const other = await serve([]);
      const server = await serve([answer(status, '', { location: `${other.origin}/login` })]);
      const headers = { authorization: `Bearer ${secret}` };
      const response = await client().request({ method: 'GET', url: server.origin, headers, signal: never });
      expect(response.status).toBe(status);
      expect(response.headers.location).toBe(`${other.origin}/login`);
      expect(other.seen).toEqual([]);
      expect(server.seen).toHaveLength(1);
    },
  );

  const flood: Handler = (response) => {
    response.writeHead(200);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  };

  test.each<[string, Handler]>([
    [
      'announced',
      (response) => response.writeHead(200, { 'content-length': String(2 ** 27) }).flushHeaders(),
    ],
    ['not announced', flood],
  ])('more than 64 MB, %s, is refused and not asked for again', async (_what, handler) => {
    const server = await serve([handler]);
    const error = await failureOf(client().request({ method: 'GET', url: server.origin, signal: never }));
    expect(error.code).toBe('TOO_LARGE');
    expect(error.message).toBe(`GET ${server.origin}/: the answer is larger than 64 MB`);
    expect(server.seen).toHaveLength(1);
  });

  test('a compressed answer is refused', async () => {
    const server = await serve([answer(200, 'xyz', { 'content-encoding': 'gzip' })]);
    const error = await failureOf(client().request({ method: 'GET', url: server.origin, signal: never }));
    expect(error.code).toBe('ENCODING');
  });
});

describe('failures', () => {
  test('say method, origin and path, and neither header nor query nor user info', async () => {
    const server = await serve([reset]);
    const error = await failureOf(
      client().request({
        method: 'POST',
        url: `${server.origin.replace('//', `//me:${secret}@`)}/a/b?token=${secret}`,
        headers: { authorization: `Bearer ${secret}` },
        signal: never,
      }),
    );
    expect(error.message).toBe(
      `POST ${server.origin}/a/b: the connection was closed before the answer (ECONNRESET)`,
    );
    expect(JSON.stringify({ ...error, message: error.message, cause: String(error.cause) })).not.toContain(
      secret,
    );
  });

  test('do not say a path that is a secret', async () => {
    const server = await serve([reset]);
    const request = {
      method: 'POST',
      url: `${server.origin}/${secret}`,
      secretPath: true,
      signal: never,
    } as const;
    const error = await failureOf(client().request(request));
    expect(error.message).toContain(`POST ${server.origin}/…: `);
    expect(error.message).not.toContain(secret);
  });

  test('a token with a line break is not sent, and not shown', async () => {
    const server = await serve([]);
    const headers = { authorization: `Bearer ${secret}\n` };
    const error = await failureOf(
      client().request({ method: 'GET', url: server.origin, headers, signal: never }),
    );
    expect(error).toMatchObject({ code: 'HEADER', sent: 'never' });
    expect(error.message).not.toContain(secret);
    expect(server.seen).toEqual([]);
  });

  test.each([
    'ftp://kargo.example.test/',
    'kargo.example.test',
    'localhost:8080',
    `https://me:${secret}@`,
    '',
  ])('the address %j is refused', async (url) => {
    const error = await failureOf(client().request({ method: 'GET', url, signal: never }));
    expect(error).toMatchObject({ code: 'ADDRESS', sent: 'never' });
    expect(error.message).not.toContain(secret);
    expect(await failureOf(client().open({ method: 'GET', url, signal: never }))).toMatchObject({
      code: 'ADDRESS',
    });
  });

  test('a dead server: a GET is tried until the time for it is over', async () => {
    const server = await serve([silence, silence, silence]);
    const request = { method: 'GET', url: server.origin, attemptTimeoutMs: 400, retryForMs: 1000 } as const;
    const error = await failureOf(client().request({ ...request, signal: never }));
    expect(error).toMatchObject({ code: 'TIMEOUT', sent: 'maybe' });
    expect(error.message).toContain(': no complete answer within 0.4 s, the last of 3 tries');
    expect(server.seen).toHaveLength(3);
  });

  test('a server that stops in the middle of an answer is a matter of time too', async () => {
    const server = await serve([(response) => response.writeHead(200).write('begun')]);
    const request = { method: 'POST', url: server.origin, attemptTimeoutMs: 400, signal: never } as const;
    expect(await failureOf(client().request(request))).toMatchObject({ code: 'TIMEOUT', sent: 'maybe' });
  });

  test('no TLS handshake in time: the request certainly did not leave', async () => {
    const server = createServer(() => undefined);
    const port = await listen(server);
    onTestFinished(() => void server.close());
    const request = { method: 'POST', url: `https://localhost:${port}`, attemptTimeoutMs: 60 } as const;
    const error = await failureOf(client().request({ ...request, signal: never }));
    expect(error).toMatchObject({ code: 'TIMEOUT', sent: 'never' });
  });
});

describe('the signal', () => {
  const reason = { not: 'even an error' };

  test('aborted before: nothing is sent', async () => {
    const server = await serve([]);
    const signal = AbortSignal.abort(reason);
    await expect(client().request({ method: 'GET', url: server.origin, signal })).rejects.toBe(reason);
    expect(server.seen).toEqual([]);
  });

  test.each<[string, (abort: () => void) => Handler]>([
    ['before the answer', (abort) => abort],
    [
      'in the middle of the answer',
      (abort) => (response) => {
        response.writeHead(200).write('begun', () => setImmediate(abort));
      },
    ],
  ])('aborted %s: its reason, and the server sees the end', async (_when, handler) => {
    const controller = new AbortController();
    let ended: Promise<unknown> = Promise.resolve();
    const server = await serve([
      (response, request) => {
        ended = new Promise((resolve) => request.socket.once('close', resolve));
        handler(() => controller.abort(reason))(response, request);
      },
    ]);
    const request = { method: 'GET', url: server.origin, signal: controller.signal } as const;
    await expect(client().request(request)).rejects.toBe(reason);
    await ended;
    expect(server.seen).toHaveLength(1);
  });

  test('aborted during a wait: its reason, and no further attempt', async () => {
    const controller = new AbortController();
    const clock = new TurnedClock();
    clock.whileAsleep = () => controller.abort(reason);
    const server = await serve([answer(503)]);
    const request = { method: 'GET', url: server.origin, signal: controller.signal } as const;
    await expect(client({ clock }).request(request)).rejects.toBe(reason);
    expect(server.seen).toHaveLength(1);
  });
});

test('closing the client ends what is under way', async () => {
  const http = client();
  const server = await serve([() => http.close()]);
  const error = await failureOf(http.request({ method: 'GET', url: server.origin, signal: never }));
  expect(error.code).toBe('CLOSED');
});

test('many requests at a time on one signal are no leak', async () => {
  const warnings: unknown[] = [];
  const note = (warning: unknown) => warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const server = await serve(Array.from({ length: 25 }, () => answer(200)));
  const { signal } = new AbortController();
  const http = client();
  const request = { method: 'GET', url: server.origin, signal } as const;
  await Promise.all(Array.from({ length: 25 }, () => http.request(request)));
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
