import type { Log } from '../ci/host.ts';

/** Whether Kargo can be asked at the moment, said once when that changes. */
export class Outage {
  readonly #log: Log;
  #words: string | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The newest words about an outage that goes on; undefined while Kargo answers. */
  get words(): string | undefined {
    return this.#words;
  }

  began(words: string): void {
    if (this.#words === undefined) {
      this.#log.info(`no news from Kargo, trying on: ${words}`);
    }
    this.#words = words;
  }

  ended(): void {
    if (this.#words !== undefined) {
      this.#log.info('Kargo answers again');
    }
    this.#words = undefined;
  }
}
