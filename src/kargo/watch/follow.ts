import { isKargoError, type KargoError, unknown } from '../../errors.ts';
import { type KargoClient, orMissing, type WatchedResource } from '../client.ts';
import { Newest } from '../newest.ts';
import type { KargoObject } from '../types.ts';
import { keepInSight, type Subject } from './link.ts';
import type { Member } from './sharing.ts';

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

/** All in milliseconds. */
const timing = {
  /** A GET of what was just created can be 404 for a moment, though a frame has shown it (fact sheet 10.3). */
  missingAtFirst: 10_000,
  giveUpUnreachable: 300_000,
};

interface Target {
  readonly client: KargoClient;
  readonly resource: WatchedResource;
  readonly name: string;
}

/**
 * Starts following: by a watch of this object alone, which needs no right on others; or by one that is shared, for a
 * client that works in a crowd.
 */
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
  const leave = client.crowd?.watch(resource)?.join(following) ?? following.goAlone();
  return {
    next: (ms) => following.next(ms, client.signal),
    opened: (ms) => following.opened(ms, client.signal),
    close: () => {
      leave();
      closing.abort(new Error('closed'));
    },
  };
}

class Following<T extends KargoObject> implements Member {
  readonly #target: Target;
  readonly #newest = new Newest<T>();
  readonly #queue: Sighting<T>[] = [];
  #failure: unknown;
  #wake: () => void = () => undefined;
  readonly #firstFrame = new AbortController();
  #isTroubled = false;
  #unreachableSince: number | undefined;
  readonly #startedAt: number;

  constructor(target: Target) {
    this.#target = target;
    this.#startedAt = target.client.clock.now();
  }

  get name(): string {
    return this.#target.name;
  }

  get hasSeen(): boolean {
    return this.#newest.value !== undefined;
  }

  goAlone(): () => void {
    const { client, resource, name } = this.#target;
    const subject: Subject<T> = {
      mayBeQuiet: false,
      open: () => client.watch(resource, name, client.signal),
      read: () => this.readAlone(),
      frame: ({ type, object }) => {
        if (object.metadata.name !== name) {
          return false;
        }
        if (type === 'DELETED') {
          this.deleted();
        } else {
          this.seen(object, 'frame');
        }
        return true;
      },
    };
    keepInSight(subject, client.clock, client.signal).catch((error: unknown) => this.#fail(error));
    return () => undefined;
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

  seen(object: T, via: 'frame' | 'read'): void {
    this.#unreachableSince = undefined;
    if (via === 'frame') {
      this.#firstFrame.abort('seen');
    }
    if (this.#isTroubled) {
      this.#isTroubled = false;
      this.#push({ kind: 'recovered' });
    }
    if (this.#newest.accept(object)) {
      this.#push({ kind: 'version', object, via });
    }
  }

  deleted(): void {
    this.#push({ kind: 'gone' });
  }

  async readAlone(): Promise<void> {
    const { client, resource, name } = this.#target;
    try {
      const object = await orMissing(client.getObject<T>(resource, name));
      if (object !== undefined) {
        this.seen(object, 'read');
      } else if (!this.#isYoung()) {
        this.deleted();
      }
    } catch (error) {
      this.unread(error);
    }
  }

  /** Asked for by name before it counts as deleted: the answer of a list may be odd in other ways. */
  unlisted(): void {
    if (!this.#isYoung()) {
      void this.readAlone();
    }
  }

  #isYoung(): boolean {
    return this.#target.client.clock.now() - this.#startedAt <= timing.missingAtFirst;
  }

  /** A refusal ends the following; an outage only when it lasts. */
  unread(error: unknown): void {
    if (!isKargoError(error) || error.verdict.status !== 'unknown') {
      this.#fail(error);
      return;
    }
    const now = this.#target.client.clock.now();
    this.#unreachableSince ??= now;
    if (now - this.#unreachableSince > timing.giveUpUnreachable) {
      this.#fail(stillUnreachable(error, now - this.#unreachableSince));
      return;
    }
    this.troubled(error.message);
  }
}

function stillUnreachable(error: KargoError, ms: number): KargoError {
  return unknown('unreachable', `${error.message} (for ${Math.round(ms / 60_000)} minutes now)`, error);
}
