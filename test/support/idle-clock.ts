import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../src/clock.ts';

/** Requests of this process that have no answer yet; streams, which have none, do not count. */
let open = 0;
subscribe('http.client.request.start', (message) => {
  const { request } = message as { readonly request: ClientRequest };
  if (!request.path.includes('watch=true')) {
    open += 1;
    request.once('close', () => {
      open -= 1;
    });
  }
});

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still while a request is under way and else jumps to whoever wakes next: hours take
 * milliseconds, and how fast the machine is changes nothing. For one command at a time.
 */
export class IdleClock implements Clock {
  #now = Date.now();
  #sleepers: Sleeper[] = [];
  #turning = false;
  readonly #quietMs: number;

  /** @param quietMs how long nothing may have been under way before it jumps: more where a server works by itself. */
  constructor(quietMs = 6) {
    this.#quietMs = quietMs;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const leave = () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper);
      };
      const stop = () => {
        leave();
        reject(signal?.reason);
      };
      const wake = () => {
        leave();
        signal?.removeEventListener('abort', stop);
        resolve();
      };
      const sleeper = { at: this.#now + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', stop, { once: true });
      void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    if (this.#turning) {
      return;
    }
    this.#turning = true;
    while (this.#sleepers.length > 0) {
      for (let quiet = 0; quiet < 3; quiet = open === 0 ? quiet + 1 : 0) {
        await pause(this.#quietMs / 3);
      }
      const [next] = this.#sleepers.toSorted((one, other) => one.at - other.at);
      if (next !== undefined) {
        this.#now = Math.max(this.#now, next.at);
        next.wake();
      }
    }
    this.#turning = false;
  }
}
