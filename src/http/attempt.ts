import { setMaxListeners } from 'node:events';
import { TransportError } from './transport-error.ts';

/** One try of a request: its signal ends by the caller's, when the time is over, or when the client is closed. */
export interface Attempt {
  readonly signal: AbortSignal;
  /** From here on without a limit of time (a stream). */
  stopTimer(): void;
  /** Lets go of timer and listeners. */
  end(): void;
  /** What to throw for `thrown`: the very reason when we ended the attempt ourselves. */
  explain(thrown: unknown): unknown;
}

export function startAttempt(name: string, timeoutMs: number, stoppers: readonly AbortSignal[]): Attempt {
  const controller = new AbortController();
  const timeUp = Symbol('time is up');
  // A timer of the system, not of the injected clock: it guards a real socket.
  const timer = setTimeout(() => controller.abort(timeUp), timeoutMs);
  // Node 20 takes the eleventh request at a time on one signal for a leak, and says so on stderr.
  setMaxListeners(0, ...stoppers);
  const listeners = stoppers.map((stopper) => {
    const stop = () => controller.abort(stopper.reason);
    if (stopper.aborted) {
      stop();
    }
    stopper.addEventListener('abort', stop, { once: true });
    return () => stopper.removeEventListener('abort', stop);
  });
  return {
    signal: controller.signal,
    stopTimer: () => clearTimeout(timer),
    end: () => {
      clearTimeout(timer);
      for (const remove of listeners) {
        remove();
      }
    },
    explain: (thrown) => {
      if (!controller.signal.aborted) {
        return thrown;
      }
      if (controller.signal.reason !== timeUp) {
        return controller.signal.reason;
      }
      const sent = thrown instanceof TransportError ? thrown.sent : 'maybe';
      const message = `${name}: no complete answer within ${timeoutMs / 1000} s`;
      return new TransportError(message, { code: 'TIMEOUT', sent, transient: true });
    },
  };
}
