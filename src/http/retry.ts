import type { Clock } from '../clock.ts';
import type { HttpRequest, HttpResponse } from '../http.ts';
import { TransportError } from './transport-error.ts';

/** When and how a request is repeated. */
const policy = {
  /** Answers after which a safe call is repeated. */
  statuses: new Set([408, 425, 429, 500, 502, 503, 504]),
  /** The server says that it did nothing: any call is repeated. */
  refusedStatus: 429,
  /** The request cannot have left: any call is repeated. */
  refusedCodes: new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']),
  firstMs: 250,
  capMs: 5_000,
  /** Even when the draw is zero. */
  leastMs: 50,
  retryForMs: 60_000,
} as const;

/** What the repetition of a request needs besides the request. */
export interface RetryContext {
  readonly name: string;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onRetry: (line: string) => void;
}

type Outcome = { readonly response: HttpResponse } | { readonly error: TransportError };

/**
 * Repeats `once` while that is safe, helps, and `retryForMs` and the signal allow it. In the end a response is
 * returned as it is and a failure of the network is thrown.
 */
export async function withRetries(
  request: HttpRequest,
  context: RetryContext,
  once: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  const { clock } = context;
  const start = clock.now();
  const end = start + (request.retryForMs ?? policy.retryForMs);
  for (let tries = 1; ; tries++) {
    request.signal.throwIfAborted();
    const outcome = await settle(once);
    const waitMs = mayRepeat(request, outcome)
      ? waitAfter(outcome, tries, context)
      : Number.POSITIVE_INFINITY;
    if (clock.now() + waitMs > end) {
      return conclude(outcome, tries, clock.now() - start);
    }
    const trouble = wordFor(outcome, context.name);
    request.onTrouble?.(trouble);
    context.onRetry(`${trouble}; trying again in ${(waitMs / 1000).toFixed(1)} s`);
    await clock.sleep(waitMs, request.signal);
  }
}

async function settle(once: () => Promise<HttpResponse>): Promise<Outcome> {
  try {
    return { response: await once() };
  } catch (error) {
    if (error instanceof TransportError) {
      return { error };
    }
    throw error;
  }
}

function mayRepeat(request: HttpRequest, outcome: Outcome): boolean {
  if (
    request.returnLimits === true &&
    'response' in outcome &&
    outcome.response.status === policy.refusedStatus
  ) {
    return false;
  }
  if (request.repeatable ?? request.method === 'GET') {
    return 'error' in outcome ? outcome.error.transient : policy.statuses.has(outcome.response.status);
  }
  return 'error' in outcome
    ? outcome.error.sent === 'never' && policy.refusedCodes.has(outcome.error.code)
    : outcome.response.status === policy.refusedStatus;
}

/** Full jitter below a doubling limit; never shorter than the server asked for. */
function waitAfter(outcome: Outcome, tries: number, { clock, random }: RetryContext): number {
  const limit = Math.min(policy.capMs, policy.firstMs * 2 ** (tries - 1));
  const drawn = Math.max(policy.leastMs, Math.round(random() * limit));
  const asked =
    'error' in outcome ? undefined : retryAfterMs(outcome.response.headers['retry-after'], clock.now());
  return Math.max(drawn, asked ?? 0);
}

/** `Retry-After` in milliseconds from `now`: seconds or an HTTP date; undefined when absent or malformed. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) {
    return Number(text) * 1000;
  }
  // Date.parse takes nearly anything for a date ("-1" is one).
  const date = /^[A-Za-z]{3,9}, .+ GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function wordFor(outcome: Outcome, name: string): string {
  return 'error' in outcome ? outcome.error.message : `${name}: HTTP ${outcome.response.status}`;
}

function conclude(outcome: Outcome, tries: number, ms: number): HttpResponse {
  if ('response' in outcome) {
    return outcome.response;
  }
  const { error } = outcome;
  if (tries === 1) {
    throw error;
  }
  const message = `${error.message}, the last of ${tries} tries in ${Math.round(ms / 1000)} s`;
  throw new TransportError(message, {
    code: error.code,
    sent: error.sent,
    transient: error.transient,
    cause: error.cause,
  });
}
