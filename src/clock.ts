import { CancelledError, DeadlineError } from './errors.ts';

/** Time, injected so that tests can turn it. All times are milliseconds. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms`; rejects with the reason of `signal` when that is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, ms);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};

/**
 * The end of a command's time, as one signal: aborted with `DeadlineError` when the time is over, and with
 * `CancelledError` when the job is cancelled. Whatever waits, waits on this signal.
 */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left; 0 when it is over. */
  remaining(): number;
  /** Frees the timer. */
  clear(): void;
}

/** A deadline `ms` from now that also ends when `cancelled` does. */
export function startDeadline(clock: Clock, ms: number, cancelled: AbortSignal): Deadline {
  const end = clock.now() + ms;
  const ending = new AbortController();
  const cleared = new AbortController();
  const cancel = () => ending.abort(cancelled.reason);
  clock.sleep(ms, cleared.signal).then(
    () => ending.abort(new DeadlineError('the deadline passed')),
    () => undefined,
  );
  if (cancelled.aborted) {
    cancel();
  } else {
    cancelled.addEventListener('abort', cancel, { once: true });
  }
  return {
    signal: ending.signal,
    remaining: () => Math.max(0, end - clock.now()),
    clear: () => {
      cancelled.removeEventListener('abort', cancel);
      // A reason, for the default one is a DOMException, which costs a millisecond to load.
      cleared.abort('cleared');
    },
  };
}

/** Runs `work` with a deadline that ends `ms` from now or when `cancelled` does. */
export async function withDeadline<T>(
  { clock, cancelled }: { readonly clock: Clock; readonly cancelled: AbortSignal },
  ms: number,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = startDeadline(clock, ms, cancelled);
  try {
    return await work(deadline);
  } finally {
    deadline.clear();
  }
}

/** A signal that follows `signal` with `ms` of delay: time to finish what must not be cut in the middle. */
export function later(clock: Clock, signal: AbortSignal, ms: number): AbortSignal {
  const delayed = new AbortController();
  const follow = () => {
    clock.sleep(ms).then(() => delayed.abort(signal.reason));
  };
  if (signal.aborted) {
    follow();
  } else {
    signal.addEventListener('abort', follow, { once: true });
  }
  return delayed.signal;
}

/** Whether `thrown` only says that the time is over or the job cancelled. */
export function isInterruption(thrown: unknown): thrown is DeadlineError | CancelledError {
  return thrown instanceof DeadlineError || thrown instanceof CancelledError;
}
