interface Timer {
  due: number;
  run: () => void;
  /** A look again that may find nothing: does not count as something still to come. */
  background: boolean;
  handle: NodeJS.Timeout | undefined;
}

/**
 * The simulator's time: the machine's clock plus what `POST /_simulator/clock` advanced it by.
 * All waiting in the simulator goes through it, so that one `close` ends everything.
 */
export class Clock {
  #offset = 0;
  #timers = new Set<Timer>();
  #closed = false;

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** RFC 3339 in whole seconds, as Kubernetes stores times. */
  timestamp(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  /** Runs `run` after `ms` of simulated time; the returned function cancels. */
  after(ms: number, run: () => void, background = false): () => void {
    if (this.#closed) return () => {};
    const timer: Timer = { due: this.now() + ms, run, background, handle: undefined };
    this.#timers.add(timer);
    this.#arm(timer);
    return () => this.#drop(timer);
  }

  /** Resolves after `ms`; never when the simulator closes before. */
  pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Lets `ms` pass at once: time stamps jump and timers that became due run. */
  advance(ms: number): void {
    this.#offset += ms;
    for (const timer of this.#timers) {
      clearTimeout(timer.handle);
      this.#arm(timer);
    }
  }

  /** How long until the next foreground timer runs, Infinity when none is set. */
  nextDueMs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const timer of this.#timers) {
      if (!timer.background) next = Math.min(next, timer.due - this.now());
    }
    return next;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer.handle);
    this.#timers.clear();
  }

  #arm(timer: Timer): void {
    // Node clamps longer delays to 1 ms; a day is checked again when it is over.
    const wait = Math.min(Math.max(0, timer.due - this.now()), 86_400_000);
    timer.handle = setTimeout(() => {
      if (timer.due - this.now() > 1) {
        this.#arm(timer);
        return;
      }
      this.#drop(timer);
      timer.run();
    }, wait);
  }

  #drop(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }
}
