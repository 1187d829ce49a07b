import type { KargoClient } from '../client.ts';
import { cannotShare, manyFrom } from './sharing.ts';

/** In milliseconds: how long a read waits for others that want the like. */
const gatherMs = 50;

/** How objects are read. */
export interface Ways<V> {
  one(client: KargoClient, name: string): Promise<V>;
  /** All there are in one list, by name. Absent: there is no such list. */
  all?(client: KargoClient): Promise<(name: string) => V | undefined>;
}

/**
 * Reads that are asked for at about the same time, made as one: the same name once, many names by a list. Every read
 * begins after it was asked for, so that it is as fresh as one by itself. What a list cannot tell is asked by name.
 */
export class Gathering<V> {
  readonly #client: KargoClient;
  readonly #ways: Ways<V>;
  #round: Round<V> | undefined;
  #canList: boolean;

  constructor(client: KargoClient, ways: Ways<V>) {
    this.#client = client;
    this.#ways = ways;
    this.#canList = ways.all !== undefined;
  }

  /** @param signal of who asks; the read itself ends when those of all who share it are aborted. */
  async ask(name: string, signal: AbortSignal): Promise<V> {
    signal.throwIfAborted();
    this.#round ??= new Round((own, names) => this.#read(own, names));
    return this.#round.ask(name, signal);
  }

  /** How each of the names is read in this round. */
  async #read(signal: AbortSignal, names: ReadonlySet<string>): Promise<(name: string) => Promise<V>> {
    const client = this.#client.within(signal);
    await client.clock.sleep(gatherMs, signal).finally(() => {
      this.#round = undefined;
    });
    const listed = names.size < manyFrom ? undefined : await this.#list(client);
    return async (name) => listed?.(name) ?? this.#ways.one(client, name);
  }

  async #list(client: KargoClient): Promise<((name: string) => V | undefined) | undefined> {
    if (!this.#canList) {
      return undefined;
    }
    try {
      return await this.#ways.all?.(client);
    } catch (error) {
      if (!cannotShare(error)) {
        throw error;
      }
      this.#canList = false;
      return undefined;
    }
  }
}

type Reading<V> = (signal: AbortSignal, names: ReadonlySet<string>) => Promise<(name: string) => Promise<V>>;

/** The reads that are made together. */
class Round<V> {
  readonly #answers = new Map<string, Promise<V>>();
  readonly #names = new Set<string>();
  readonly #signals = new Map<AbortSignal, Promise<never>>();
  readonly #ending = new AbortController();
  readonly #over = new AbortController();
  readonly #read: Promise<(name: string) => Promise<V>>;
  #open = 0;

  constructor(read: Reading<V>) {
    this.#read = read(this.#ending.signal, this.#names);
  }

  async ask(name: string, signal: AbortSignal): Promise<V> {
    this.#names.add(name);
    const answer = this.#answers.get(name) ?? this.#read.then((readOne) => readOne(name));
    this.#answers.set(name, answer);
    const left = this.#signals.get(signal) ?? this.#heed(signal);
    this.#signals.set(signal, left);
    this.#open += 1;
    try {
      return await Promise.race([answer, left]);
    } finally {
      this.#open -= 1;
      if (this.#open === 0) {
        this.#over.abort('all have their answers');
      }
    }
  }

  /** Rejects when this signal is aborted and others go on. When none does the calls end, and say best what that means. */
  #heed(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const leave = () => {
        this.#signals.delete(signal);
        if (this.#signals.size === 0) {
          this.#ending.abort(signal.reason);
        } else {
          reject(signal.reason);
        }
      };
      signal.addEventListener('abort', leave, { once: true, signal: this.#over.signal });
    });
  }
}
