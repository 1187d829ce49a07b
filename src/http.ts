import type { Clock } from './clock.ts';
import { type Attempt, startAttempt } from './http/attempt.ts';
import { brokenBody, decodeChunks, readText } from './http/body.ts';
import { createDirect } from './http/direct.ts';
import type { Answer, Line, Method } from './http/exchange.ts';
import { createProxied } from './http/proxied.ts';
import { type ProxySettings, proxyFor } from './http/proxy.ts';
import { withRetries } from './http/retry.ts';
import { type TlsOptions, tlsOptions } from './http/tls.ts';
import { nameOf, TransportError } from './http/transport-error.ts';

export { TransportError } from './http/transport-error.ts';

export interface HttpSettings {
  /** PEM texts, in addition to the CAs that Node uses anyway. */
  readonly ca?: string;
  /** NODE_EXTRA_CA_CERTS of the environment: Node before 22.15 forgets its CAs when `ca` is given. */
  readonly extraCaFile?: string;
  /** Accept any certificate of a server. */
  readonly insecure?: boolean;
  /** By `proxySettings` from the environment. */
  readonly proxy: ProxySettings;
  readonly userAgent: string;
  readonly clock: Clock;
  /** From 0 to below 1, for jitter. */
  readonly random?: () => number;
  /** Told of each repetition, for the debug log. */
  readonly onRetry?: (line: string) => void;
}

export interface HttpRequest {
  readonly method: Method;
  /** Absolute. User info in it is not sent. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether it may be sent again although its answer may only have been lost. Default: GET only. */
  readonly repeatable?: boolean;
  /** The path is a secret (that of a webhook receiver): messages name the origin only. */
  readonly secretPath?: boolean;
  /** Told why, each time before it is sent again. */
  readonly onTrouble?: (words: string) => void;
  /** Ends everything, repetitions included; the call then rejects with its reason. */
  readonly signal: AbortSignal;
  /** Per attempt, up to the last byte. Default 30 000. */
  readonly attemptTimeoutMs?: number;
  /** How long it may be repeated. Default 60 000; 0: one attempt. */
  readonly retryForMs?: number;
  /** A 429 is an answer: whoever asks knows for how long it is meant. */
  readonly returnLimits?: boolean;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** As requested: redirects are not followed. */
  readonly url: string;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The text as it comes, to be read once. Ends when the server or `close` ends it, throws `TransportError` when the
   * connection breaks, and the reason of the signal when that is aborted.
   */
  readonly chunks: AsyncIterable<string>;
  close(): void;
}

export interface Http {
  /**
   * One answer, whatever its status; 3xx are answers too. Safe calls are repeated after 408, 425, 429, 500, 502, 503,
   * 504 and network errors; others only when they certainly did not leave or were refused with 429.
   * Throws `TransportError`, or the reason of the signal.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * A GET that may stream: `HttpStream` (it has `chunks`) when the answer is `text/event-stream`, else the whole
   * answer. One attempt; its time covers the head of a stream. Throws as `request` does.
   */
  open(
    request: Omit<HttpRequest, 'body' | 'repeatable' | 'retryForMs' | 'onTrouble'>,
  ): Promise<HttpResponse | HttpStream>;
  /** Ends whatever is under way and closes kept connections. */
  close(): void;
}

const defaultAttemptMs = 30_000;

/** The only place that speaks HTTP. */
export function createHttp(settings: HttpSettings): Http {
  const { clock, random = Math.random, onRetry = () => undefined } = settings;
  const closing = new AbortController();
  const lines = createLines(settings);
  const begin = (request: HttpRequest, fresh: boolean) =>
    beginExchange({ request, fresh, userAgent: settings.userAgent, lines, closing: closing.signal });
  return {
    request: async (request) => {
      // A kept connection may turn out dead, which costs a repetition: only for calls that have one.
      const fresh = request.method !== 'GET' || request.retryForMs === 0;
      return withRetries(request, { name: nameOf(request), clock, random, onRetry }, async () =>
        wholeAnswer(await begin(request, fresh)),
      );
    },
    open: async (request) => {
      request.signal.throwIfAborted();
      const exchange = await begin(request, true);
      const streams = /^text\/event-stream\b/i.test(exchange.answer.headers['content-type'] ?? '');
      return streams ? streamOf(exchange) : wholeAnswer(exchange);
    },
    close: () => {
      const facts = { code: 'CLOSED', sent: 'maybe', transient: false } as const;
      closing.abort(new TransportError('the HTTP client was closed', facts));
      lines.close();
    },
  };
}

interface Lines {
  for(url: URL): Line;
  close(): void;
}

/** The ways to servers: one direct, and one for each proxy that is used. */
function createLines(settings: HttpSettings): Lines {
  let options: Promise<TlsOptions> | undefined;
  const tls = () => {
    options ??= tlsOptions(settings);
    return options;
  };
  const direct = createDirect(tls);
  const proxied = new Map<string, Line>();
  return {
    for: (url) => {
      const proxy = proxyFor(url, settings.proxy);
      if (proxy === undefined) {
        return direct;
      }
      const line = proxied.get(proxy.origin) ?? createProxied(proxy, tls);
      proxied.set(proxy.origin, line);
      return line;
    },
    close: () => {
      for (const line of [direct, ...proxied.values()]) {
        line.close();
      }
    },
  };
}

interface Beginning {
  readonly request: HttpRequest;
  readonly fresh: boolean;
  readonly userAgent: string;
  readonly lines: Lines;
  readonly closing: AbortSignal;
}

/** An answer whose body is still to be read, within the limits of the attempt. */
interface Exchange {
  readonly name: string;
  readonly url: string;
  readonly answer: Answer;
  readonly attempt: Attempt;
}

/** One attempt, up to the head of the answer. The body breaks off with the attempt. */
async function beginExchange(beginning: Beginning): Promise<Exchange> {
  const { request, closing } = beginning;
  const name = nameOf(request);
  const ms = request.attemptTimeoutMs ?? defaultAttemptMs;
  const attempt = startAttempt(name, ms, [request.signal, closing]);
  try {
    const answer = await send(name, beginning, attempt.signal);
    return { name, url: request.url, answer, attempt };
  } catch (thrown) {
    attempt.end();
    throw attempt.explain(thrown);
  }
}

async function send(name: string, beginning: Beginning, signal: AbortSignal): Promise<Answer> {
  const { request, fresh, lines, userAgent } = beginning;
  const { method, body } = request;
  const url = new URL(request.url);
  url.username = '';
  url.password = '';
  const headers = {
    'user-agent': userAgent,
    ...lowerCased(request.headers ?? {}),
    'accept-encoding': 'identity',
    ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const outgoing = { name, method, url, headers, fresh, signal, ...(body !== undefined && { body }) };
  const answer = await lines.for(url).send(outgoing);
  const stop = () => answer.body.destroy(new Error('aborted'));
  // Errors reach whoever reads the body; one that nobody reads must not end the process.
  answer.body.on('error', () => undefined);
  answer.body.once('close', () => signal.removeEventListener('abort', stop));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) {
    stop();
  }
  return answer;
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

async function wholeAnswer({ name, url, answer, attempt }: Exchange): Promise<HttpResponse> {
  try {
    const text = await readText(name, answer);
    return { status: answer.status, headers: answer.headers, text, url };
  } catch (thrown) {
    throw attempt.explain(thrown);
  } finally {
    attempt.end();
  }
}

function streamOf({ name, answer, attempt }: Exchange): HttpStream {
  let closed = false;
  const close = () => {
    closed = true;
    answer.body.destroy();
    attempt.end();
  };
  async function* chunks(): AsyncGenerator<string> {
    try {
      yield* decodeChunks(answer.body);
    } catch (raw) {
      if (!closed) {
        throw attempt.explain(brokenBody(name, raw));
      }
    } finally {
      close();
    }
  }
  attempt.stopTimer();
  answer.body.once('close', () => attempt.end());
  return { status: answer.status, headers: answer.headers, chunks: chunks(), close };
}
