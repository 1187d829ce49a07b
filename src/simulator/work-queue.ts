import type { Clock } from './clock.ts';

/** Back-off of controller-runtime's rate limiter: 5 ms, doubled at every failure, at most 1000 s. */
const FIRST_BACKOFF_MS = 5;
const LAST_RETRY_MS = 30;
const FEW_FAILURES = 3;
/** A look again within this time counts as work that is still to be done. */
const SOON_MS = 50;
const LAST_BACKOFF_MS = 1_000_000;

export interface Outcome {
  /** Look again after this long, whatever happens. */
  requeueAfterMs?: number;
  /** The pass failed: look again after a growing back-off. */
  failed?: boolean;
}

/**
 * The work queue of one controller: one pass per key at a time, requests during a pass lead to one more.
 */
export class WorkQueue {
  #clock: Clock;
  #delayMs: number;
  #reconcile: (key: string) => Promise<Outcome>;
  #queued = new Set<string>();
  #running = new Set<string>();
  #dirty = new Set<string>();
  #failures = new Map<string, number>();
  #planned = new Map<string, { due: number; cancel: () => void }>();

  constructor(clock: Clock, delayMs: number, reconcile: (key: string) => Promise<Outcome>) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#reconcile = reconcile;
  }

  add(key: string): void {
    if (this.#running.has(key)) {
      this.#dirty.add(key);
      return;
    }
    if (this.#queued.has(key)) return;
    this.#queued.add(key);
    this.#clock.after(this.#delayMs, () => void this.#run(key));
  }

  async #run(key: string): Promise<void> {
    this.#queued.delete(key);
    this.#running.add(key);
    const outcome = await this.#reconcile(key);
    this.#running.delete(key);
    if (outcome.failed) this.#retry(key);
    else this.#succeeded(key);
    if (outcome.requeueAfterMs !== undefined) this.#addAfter(key, outcome.requeueAfterMs);
    if (this.#dirty.delete(key)) this.add(key);
  }

  /** Of several looks to come only the earliest is kept. */
  #addAfter(key: string, ms: number): void {
    const due = this.#clock.now() + ms;
    const planned = this.#planned.get(key);
    if (planned !== undefined && planned.due <= due) return;
    planned?.cancel();
    const cancel = this.#clock.after(
      ms,
      () => {
        this.#planned.delete(key);
        this.add(key);
      },
      ms > SOON_MS,
    );
    this.#planned.set(key, { due, cancel });
  }

  /** After few failures the retry that was planned before the success still comes soon: one more look. */
  #succeeded(key: string): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.delete(key);
    if (failures === 0 || failures > FEW_FAILURES) return;
    this.#planned.get(key)?.cancel();
    this.#planned.delete(key);
    this.#addAfter(key, LAST_RETRY_MS);
  }

  #retry(key: string): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    this.#addAfter(key, Math.min(FIRST_BACKOFF_MS * 2 ** failures, LAST_BACKOFF_MS));
  }
}
