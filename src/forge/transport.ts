import type { Clock } from '../clock.ts';
import { failed, isKargoError, unknown } from '../errors.ts';
import { retryAfterMs } from '../http/retry.ts';
import type { Http, HttpRequest, HttpResponse } from '../http.ts';
import { TransportError } from '../http.ts';
import type { ForgeName } from './forge.ts';

/** A secret, and what to call it in messages. */
export interface ForgeToken {
  readonly value: string;
  /** `private`: a personal, project, group or app token; `job`: GitLab's CI_JOB_TOKEN (read only). */
  readonly kind: 'private' | 'job';
}

/** What a forge client needs. */
export interface ForgeConnection {
  readonly forge: ForgeName;
  /** Of the web pages, without a trailing slash; may hold a base path. `https://github.com`. */
  readonly address: string;
  readonly token: ForgeToken | undefined;
  readonly http: Http;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told when the forge makes us wait (rate limits). */
  readonly onWait?: (line: string) => void;
}

/** An answer of the forge that is a refusal or a failure (4xx, 5xx). */
export class ForgeAnswer extends Error {
  override readonly name = 'ForgeAnswer';
  readonly status: number;
  /** The forge's own words. */
  readonly words: string;

  constructor(status: number, words: string) {
    super(`HTTP ${status}: ${words}`);
    this.status = status;
    this.words = words;
  }
}

/** What became of a write. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  /** It certainly did nothing. */
  | { readonly kind: 'refused'; readonly answer: ForgeAnswer }
  /** It may have been carried out: look before anything is repeated. */
  | { readonly kind: 'lost'; readonly why: string };

/** Runs a write and sorts what came of it. Throws `KargoError` when it certainly did not leave. */
export async function settle<T>(write: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { kind: 'done', value: await write() };
  } catch (thrown) {
    if (thrown instanceof ForgeAnswer) {
      return thrown.status >= 500 || thrown.status === 408
        ? { kind: 'lost', why: thrown.message }
        : { kind: 'refused', answer: thrown };
    }
    if (thrown instanceof TransportError && thrown.sent === 'maybe') {
      return { kind: 'lost', why: thrown.message };
    }
    if (isKargoError(thrown) && thrown.verdict.status === 'unknown') {
      return { kind: 'lost', why: thrown.message };
    }
    throw unreachable(thrown);
  }
}

/** What to throw for something that a call threw: network failures become `unreachable`. */
export function unreachable(thrown: unknown): unknown {
  return thrown instanceof TransportError ? unknown('unreachable', thrown.message, thrown) : thrown;
}

/** Counts what is sent, over all clients of a connection. */
export interface Meter {
  sent: number;
}

/** How long to wait when the forge limits requests and says nothing more. GitHub asks for a minute. */
const defaultWaitMs = 60_000;
/** A timer takes no more (24 days), and goes off at once instead. */
const longestWaitMs = 2 ** 31 - 1;

/**
 * One request to a forge: no redirect is followed (a token must not travel), and a rate limit is waited out, because
 * the forge then did nothing. Throws `TransportError`, `KargoError` for a redirect, or the reason of the signal.
 */
export async function exchange(
  request: Omit<HttpRequest, 'signal'>,
  connection: ForgeConnection,
  meter: Meter,
): Promise<HttpResponse> {
  const { http, clock, signal, onWait } = connection;
  for (;;) {
    meter.sent += 1;
    const answer = await http.request({ ...request, returnLimits: true, signal });
    refuseRedirect(request, answer);
    const waitMs = limitedForMs(answer, clock.now());
    if (waitMs === undefined) {
      return answer;
    }
    onWait?.(
      `${hostOf(request.url)} limits requests of this token: going on in ${Math.ceil(waitMs / 1000)} s`,
    );
    await clock.sleep(waitMs, signal);
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}

function refuseRedirect(request: Pick<HttpRequest, 'method' | 'url'>, answer: HttpResponse): void {
  if (answer.status < 300 || answer.status >= 400 || answer.status === 304) {
    return;
  }
  const { origin, pathname } = new URL(request.url);
  const target = answer.headers.location ?? '';
  const to = URL.canParse(target, request.url) ? ` to ${new URL(target, request.url).origin}` : '';
  throw failed(
    'refused',
    `${request.method} ${origin}${pathname} was redirected${to} (HTTP ${answer.status}); redirects are not followed, so that the token goes nowhere else. Is the address of the forge right, or was the repository renamed?`,
    answer.status,
  );
}

/**
 * How long a rate limit lasts, or undefined when the answer is none. GitHub: 403 or 429 with `retry-after`, or with
 * no requests remaining, or (secondary) only said in words; GraphQL also 200 with an error; GitLab: 429.
 */
export function limitedForMs(answer: HttpResponse, now: number): number | undefined {
  const { headers } = answer;
  const asked = retryAfterMs(headers['retry-after'], now);
  const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
  if (!isLimited(answer, asked !== undefined || remaining === '0')) {
    return undefined;
  }
  const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'] ?? Number.NaN);
  const until = remaining === '0' && Number.isFinite(reset) ? reset * 1000 - now + 1_000 : defaultWaitMs;
  return Math.min(longestWaitMs, Math.max(1_000, asked ?? until));
}

function isLimited({ status, url, text }: HttpResponse, told: boolean): boolean {
  switch (status) {
    case 429:
      return true;
    case 403:
      return told || /secondary rate limit|abuse detection/i.test(text);
    default:
      // In a text of somebody else the quotation marks would be escaped.
      return status === 200 && url.endsWith('/graphql') && /"type":\s*"RATE_LIMITED"/.test(text);
  }
}
