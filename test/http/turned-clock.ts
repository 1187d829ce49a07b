import type { Clock } from '../../src/clock.ts';

/** A clock that stands still and is turned on by whoever sleeps on it. */
export class TurnedClock implements Clock {
  #now = Date.UTC(2026, 0, 2, 3, 4, 5);
  /** Every sleep, in milliseconds. */
  readonly slept: number[] = [];
  /** What happens in the world while somebody sleeps. */
  whileAsleep: () => void | Promise<void> = () => undefined;

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    await this.whileAsleep();
    signal?.throwIfAborted();
  }
}
