import { isKargoError, type KargoError, unknown } from '../errors.ts';
import type { HttpStream } from '../http.ts';
import { parse } from './answer.ts';
import { type KargoClient, orMissing, type WatchedResource } from './client.ts';
import { Newest } from './newest.ts';
import { parseEvents } from './sse.ts';
import type { KargoObject } from './types.ts';

/** What a follower saw of its object. */
export type Sighting<T> =
  | { readonly kind: 'version'; readonly object: T; readonly via: 'frame' | 'read' }
  /** Deleted. Nothing comes after it. */
  | { readonly kind: 'gone' }
  /** The server cannot be asked at the moment; the follower goes on trying. */
  | { readonly kind: 'trouble'; readonly text: string }
  /** It can be asked again. */
  | { readonly kind: 'recovered' };

/** Follows one object through every version that can be seen, over lost links and restarts. */
export interface Follower<T> {
  /**
   * The next sighting; undefined when there was none for `ms`.
   *
   * @throws KargoError when the object cannot be followed any more: refused, or unreachable for too long.
   * @throws the reason of the client's signal when that is aborted.
   */
  next(ms: number): Promise<Sighting<T> | undefined>;
  /** Resolves when the watch is open and has shown the object, or after `ms` without that. */
  opened(ms: number): Promise<void>;
  close(): void;
}

/** All in milliseconds. Keep-alives come every 30 s (fact sheet 6.3): two missed are a dead link. */
const timing = {
  deadLink: 75_000,
  pollWhileWatching: 60_000,
  pollAlone: 3_000,
  reconnectFirst: 250,
  reconnectMost: 15_000,
  /** A GET of what was just created can be 404 for a moment, though a frame has shown it (fact sheet 10.3). */
  missingAtFirst: 10_000,
  giveUpUnreachable: 300_000,
};

interface Target {
  readonly client: KargoClient;
  readonly resource: WatchedResource;
  readonly name: string;
}

/** Starts following: an SSE watch, with reads beside it: rarely while it is alive, often while it is not. */
export function follow<T extends KargoObject>(
  client: KargoClient,
  resource: WatchedResource,
  name: string,
): Follower<T> {
  const closing = new AbortController();
  const signal = AbortSignal.any([client.signal, closing.signal]);
  const following = new Following<T>({
    client: client.within(signal, (words) => following.troubled(words)),
    resource,
    name,
  });
  following.start(signal);
  return {
    next: (ms) => following.next(ms, client.signal),
    opened: (ms) => following.opened(ms, client.signal),
    close: () => closing.abort(new Error('closed')),
  };
}

class Following<T extends KargoObject> {
  readonly #target: Target;
  readonly #newest = new Newest<T>();
  readonly #queue: Sighting<T>[] = [];
  #failure: unknown;
  #wake: () => void = () => undefined;
  #watching = false;
  readonly #firstFrame = new AbortController();
  #isTroubled = false;
  #unreachableSince: number | undefined;
  readonly #startedAt: number;

  constructor(target: Target) {
    this.#target = target;
    this.#startedAt = target.client.clock.now();
  }

  start(signal: AbortSignal): void {
    for (const loop of [this.#watchLoop(signal), this.#pollLoop(signal)]) {
      loop.catch((error: unknown) => this.#fail(error));
    }
  }

  async next(ms: number, signal: AbortSignal): Promise<Sighting<T> | undefined> {
    if (this.#queue.length === 0 && this.#failure === undefined) {
      await this.#news(ms, signal);
    }
    const first = this.#queue.shift();
    if (first === undefined && this.#failure !== undefined) {
      throw this.#failure;
    }
    signal.throwIfAborted();
    return first;
  }

  async opened(ms: number, signal: AbortSignal): Promise<void> {
    const ending = AbortSignal.any([this.#firstFrame.signal, signal]);
    await this.#target.client.clock.sleep(ms, ending).catch(() => undefined);
    signal.throwIfAborted();
  }

  async #news(ms: number, signal: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    this.#wake = () => waiting.abort('news');
    await this.#target.client.clock
      .sleep(ms, AbortSignal.any([waiting.signal, signal]))
      .catch(() => undefined);
  }

  #push(sighting: Sighting<T>): void {
    this.#queue.push(sighting);
    this.#wake();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  troubled(text: string): void {
    this.#isTroubled = true;
    this.#push({ kind: 'trouble', text });
  }

  #seen(object: T, via: 'frame' | 'read'): void {
    this.#unreachableSince = undefined;
    if (this.#isTroubled) {
      this.#isTroubled = false;
      this.#push({ kind: 'recovered' });
    }
    if (this.#newest.accept(object)) {
      this.#push({ kind: 'version', object, via });
    }
  }

  /** Reads the object: at once, then seldom beside a live watch and often without one. */
  async #pollLoop(signal: AbortSignal): Promise<void> {
    const { client } = this.#target;
    for (;;) {
      await this.#readOnce();
      const before = client.clock.now();
      do {
        await client.clock.sleep(timing.pollAlone * (0.75 + Math.random() / 2), signal);
      } while (this.#watching && client.clock.now() - before < timing.pollWhileWatching);
    }
  }

  async #readOnce(): Promise<void> {
    try {
      const object = await orMissing(this.#read());
      if (object !== undefined) {
        this.#seen(object, 'read');
      } else {
        this.#missing();
      }
    } catch (error) {
      this.#trouble(error);
    }
  }

  #read(): Promise<T> {
    const { client, resource, name } = this.#target;
    return client.getObject<T>(resource, name);
  }

  #missing(): void {
    const { client } = this.#target;
    const age = client.clock.now() - this.#startedAt;
    if (age > timing.missingAtFirst) {
      this.#push({ kind: 'gone' });
    }
  }

  /** A refusal ends the following; an outage only when it lasts. */
  #trouble(error: unknown): void {
    if (!isKargoError(error) || error.verdict.status !== 'unknown') {
      throw error;
    }
    const now = this.#target.client.clock.now();
    this.#unreachableSince ??= now;
    if (now - this.#unreachableSince > timing.giveUpUnreachable) {
      throw stillUnreachable(error, now - this.#unreachableSince);
    }
    this.troubled(error.message);
  }

  async #watchLoop(signal: AbortSignal): Promise<void> {
    const { client, resource, name } = this.#target;
    for (let pause = timing.reconnectFirst; ; pause = Math.min(pause * 2, timing.reconnectMost)) {
      const stream = await client.watch(resource, name, signal).catch((error: unknown) => {
        if (signal.aborted) {
          throw error;
        }
        return undefined; // The reads say what is wrong, and go on without a watch.
      });
      if (stream !== undefined && (await this.#readStream(stream, signal))) {
        pause = timing.reconnectFirst;
      }
      this.#watching = false;
      await client.clock.sleep(pause * (0.5 + Math.random() / 2), signal);
    }
  }

  /** Reads frames until the stream ends, errs or falls silent. True when it brought at least one frame. */
  async #readStream(stream: HttpStream, signal: AbortSignal): Promise<boolean> {
    let frames = 0;
    const stopTimer = this.#closeWhenSilent(stream, signal);
    try {
      for await (const event of parseEvents(stopTimer.touching(stream.chunks))) {
        if (event.kind === 'data') {
          if (event.event === 'error') {
            return false; // A watch that ends is no outage: the reads beside it tell of those.
          }
          frames += this.#frame(event.data) ? 1 : 0;
          this.#watching = true;
          this.#firstFrame.abort('seen');
        }
      }
    } catch {
      signal.throwIfAborted();
    } finally {
      stopTimer.stop();
      stream.close();
    }
    return frames > 0;
  }

  #frame(data: string): boolean {
    const frame = parse(data) as { type?: string; object?: T } | undefined;
    if (frame?.object?.metadata?.name !== this.#target.name) {
      return false;
    }
    if (frame.type === 'DELETED') {
      this.#push({ kind: 'gone' });
    } else {
      this.#seen(frame.object, 'frame');
    }
    return true;
  }

  /** Closes the stream after `deadLink` without a byte. */
  #closeWhenSilent(stream: HttpStream, signal: AbortSignal) {
    const { clock } = this.#target.client;
    let stop = new AbortController();
    const arm = () => {
      stop.abort(new Error('rearmed'));
      stop = new AbortController();
      clock.sleep(timing.deadLink, AbortSignal.any([stop.signal, signal])).then(
        () => stream.close(),
        () => undefined,
      );
    };
    arm();
    return {
      stop: () => stop.abort(new Error('stopped')),
      async *touching(chunks: AsyncIterable<string>): AsyncGenerator<string> {
        for await (const chunk of chunks) {
          arm();
          yield chunk;
        }
      },
    };
  }
}

function stillUnreachable(error: KargoError, ms: number): KargoError {
  return unknown('unreachable', `${error.message} (for ${Math.round(ms / 60_000)} minutes now)`, error);
}
