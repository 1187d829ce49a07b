import { describe, expect, test } from 'vitest';
import type { HttpResponse, HttpStream } from '../../src/http.ts';
import { client, failureOf, never } from './client.ts';
import { answer, type Handler, reset, serve, silence } from './loopback.ts';

/** Streams `pieces`, each one a write of its own, and then does `last`. */
function stream(pieces: readonly (string | Buffer)[], last: Handler): Handler {
  return async (response, request) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    request.socket.setNoDelay(true);
    for (const piece of pieces) {
      await new Promise((resolve) => response.write(piece, resolve));
      await new Promise((resolve) => setImmediate(resolve));
    }
    last(response, request);
  };
}

const end: Handler = (response) => response.end();
const breakOff: Handler = (_response, request) => request.socket.destroy();

function streamed(opened: HttpResponse | HttpStream): HttpStream {
  if ('chunks' in opened) {
    return opened;
  }
  throw new Error(`not a stream: ${opened.status} ${opened.text}`);
}

async function textOf({ chunks }: HttpStream): Promise<string> {
  let text = '';
  for await (const chunk of chunks) {
    text += chunk;
  }
  return text;
}

describe('open', () => {
  test('an event stream comes as it is sent, until its end', async () => {
    const server = await serve([stream(['data: 1\n\n', ': keepalive\n\n'], end)]);
    const headers = { accept: 'text/event-stream', authorization: 'Bearer token' };
    const opened = streamed(
      await client().open({ method: 'GET', url: server.origin, headers, signal: never }),
    );
    expect(opened.status).toBe(200);
    expect(opened.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(await textOf(opened)).toBe('data: 1\n\n: keepalive\n\n');
    expect(server.seen[0]?.headers).toMatchObject(headers);
  });

  test('characters that are split between chunks come whole', async () => {
    const text = 'ä€😀 – Ω'.repeat(3);
    const bytes = [...Buffer.from(text)].map((byte) => Buffer.of(byte));
    const server = await serve([stream(bytes, end)]);
    const opened = streamed(await client().open({ method: 'GET', url: server.origin, signal: never }));
    const chunks: string[] = [];
    for await (const chunk of opened.chunks) {
      chunks.push(chunk);
    }
    expect(chunks.join('')).toBe(text);
    expect(chunks.length).toBeGreaterThan(1);
    expect(chunks).not.toContain('');
  });

  test.each([
    [200, 'application/json', '{"a":1}'],
    [403, 'application/json', '{"error":"forbidden"}'],
    [200, 'text/html', '<html>'],
    [200, '', ''],
    [503, '', ''],
  ])('anything else is a whole answer: %i %s', async (status, type, body) => {
    const server = await serve([answer(status, body, type === '' ? {} : { 'content-type': type })]);
    const response = await client().open({ method: 'GET', url: server.origin, signal: never });
    expect(response).toMatchObject({ status, text: body });
    expect(server.seen).toHaveLength(1);
  });

  test.each<[string, Handler, string]>([
    ['a reset', reset, 'ECONNRESET'],
    ['silence', silence, 'TIMEOUT'],
  ])('%s is a failure, without repetition', async (_what, handler, code) => {
    const server = await serve([handler]);
    const request = { method: 'GET', url: server.origin, attemptTimeoutMs: 400, signal: never } as const;
    expect((await failureOf(client().open(request))).code).toBe(code);
    expect(server.seen).toHaveLength(1);
  });

  test('a stream may be silent for longer than an attempt may take', async () => {
    let finish: () => void = () => undefined;
    const server = await serve([
      stream(['a'], (response) => {
        finish = () => response.end('z');
      }),
    ]);
    const request = { method: 'GET', url: server.origin, attemptTimeoutMs: 400, signal: never } as const;
    const opened = streamed(await client().open(request));
    setTimeout(() => finish(), 700);
    expect(await textOf(opened)).toBe('az');
  });

  test('a stream that breaks off throws after what came', async () => {
    const server = await serve([stream(['data: 1\n\n'], breakOff)]);
    const opened = streamed(await client().open({ method: 'GET', url: `${server.origin}/w`, signal: never }));
    const texts: string[] = [];
    const reading = async () => {
      for await (const text of opened.chunks) {
        texts.push(text);
      }
    };
    const error = await failureOf(reading());
    expect(error).toMatchObject({ code: 'HALF_BODY', sent: 'maybe' });
    expect(error.message).toContain(
      `GET ${server.origin}/w: the connection broke in the middle of the answer`,
    );
    expect(texts).toEqual(['data: 1\n\n']);
  });
});

describe('the end of a stream from our side', () => {
  /** A stream that stays open, and the promise of its connection being closed. */
  async function openEnded() {
    let closed: Promise<unknown> = Promise.resolve();
    const server = await serve([
      stream(['data: 1\n\n'], (_response, request) => {
        closed = new Promise((resolve) => request.socket.once('close', resolve));
      }),
    ]);
    return { url: server.origin, gone: () => closed };
  }

  test('close ends the reading and the connection', async () => {
    const { url, gone } = await openEnded();
    const opened = streamed(await client().open({ method: 'GET', url, signal: never }));
    const iterator = opened.chunks[Symbol.asyncIterator]();
    expect(await iterator.next()).toEqual({ done: false, value: 'data: 1\n\n' });
    const next = iterator.next();
    opened.close();
    expect(await next).toEqual({ done: true, value: undefined });
    await gone();
  });

  test('leaving the loop ends the connection', async () => {
    const { url, gone } = await openEnded();
    const opened = streamed(await client().open({ method: 'GET', url, signal: never }));
    for await (const _text of opened.chunks) {
      break;
    }
    await gone();
  });

  test('a stream that nobody reads can be closed', async () => {
    const { url, gone } = await openEnded();
    streamed(await client().open({ method: 'GET', url, signal: never })).close();
    await gone();
  });

  test('the signal: its reason', async () => {
    const { url, gone } = await openEnded();
    const controller = new AbortController();
    const reason = new Error('enough');
    const opened = streamed(await client().open({ method: 'GET', url, signal: controller.signal }));
    const iterator = opened.chunks[Symbol.asyncIterator]();
    await iterator.next();
    const next = iterator.next();
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
    await gone();
  });

  test('the signal, while nobody reads: its reason at the next reading', async () => {
    const { url, gone } = await openEnded();
    const controller = new AbortController();
    const reason = new Error('enough');
    const opened = streamed(await client().open({ method: 'GET', url, signal: controller.signal }));
    const iterator = opened.chunks[Symbol.asyncIterator]();
    await iterator.next();
    controller.abort(reason);
    await gone();
    await expect(iterator.next()).rejects.toBe(reason);
  });

  test('a signal that was aborted before', async () => {
    const server = await serve([]);
    const reason = new Error('enough');
    const opening = client().open({ method: 'GET', url: server.origin, signal: AbortSignal.abort(reason) });
    await expect(opening).rejects.toBe(reason);
    expect(server.seen).toEqual([]);
  });

  test('closing the client', async () => {
    const { url, gone } = await openEnded();
    const http = client();
    const opened = streamed(await http.open({ method: 'GET', url, signal: never }));
    const reading = textOf(opened);
    http.close();
    expect((await failureOf(reading)).code).toBe('CLOSED');
    await gone();
  });
});
