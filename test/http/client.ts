import { onTestFinished } from 'vitest';
import { createHttp, type Http, type HttpSettings, TransportError } from '../../src/http.ts';
import { TurnedClock } from './turned-clock.ts';

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** A client for one test. The jitter draws its upper limit. */
export function client(settings: Partial<HttpSettings> = {}): Http {
  const http = createHttp({
    proxy: {},
    userAgent: 'kargo-ci/test',
    clock: new TurnedClock(),
    random: () => 1,
    ...settings,
  });
  onTestFinished(() => http.close());
  return http;
}

/** The `TransportError` that `promise` rejects with; anything else fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<TransportError> {
  const thrown = await promise.then(
    (value) => new Error(`resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (thrown instanceof TransportError) {
    return thrown;
  }
  throw thrown;
}
