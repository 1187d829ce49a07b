import type { Clock } from '../../clock.ts';
import type { HttpStream } from '../../http.ts';
import { parse } from '../answer.ts';
import type { KargoObject } from '../types.ts';
import { parseEvents } from './sse.ts';

/** All in milliseconds. Keep-alives come every 30 s (fact sheet 6.3): two missed are a dead link. */
const timing = {
  deadLink: 75_000,
  pollWhileWatching: 60_000,
  pollAlone: 3_000,
  reconnectFirst: 250,
  reconnectMost: 15_000,
};

/** What a watch tells of an object. */
export interface Frame<T extends KargoObject> {
  readonly type?: string;
  readonly object: T;
}

/** What a link keeps in sight: one object, or all of a kind. */
export interface Subject<T extends KargoObject> {
  /** True when an open stream may have nothing to tell: then a keep-alive shows that it lives, else only a frame. */
  readonly mayBeQuiet: boolean;
  /** Opens the stream of events; undefined when there is none. What it throws is the reads' to explain. */
  open(): Promise<HttpStream | undefined>;
  /** Reads how it is now, and tells whom it concerns, also of errors. */
  read(): Promise<void>;
  /** Told of each frame. True when it is about the subject. */
  frame(frame: Frame<T>): boolean;
}

/**
 * Keeps a subject in sight: an SSE watch, opened again whenever it ends or falls silent, with reads beside it: seldom
 * while it lives, often while it does not. Goes on until `signal` is aborted, and rejects then with its reason.
 */
export async function keepInSight<T extends KargoObject>(
  subject: Subject<T>,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const link = new Link(subject, clock, signal);
  await Promise.all([link.watch(), link.poll()]);
}

class Link<T extends KargoObject> {
  readonly #subject: Subject<T>;
  readonly #clock: Clock;
  readonly #signal: AbortSignal;
  #isAlive = false;

  constructor(subject: Subject<T>, clock: Clock, signal: AbortSignal) {
    this.#subject = subject;
    this.#clock = clock;
    this.#signal = signal;
  }

  /** Reads: at once, then seldom beside a live watch and often without one. */
  async poll(): Promise<never> {
    for (;;) {
      await this.#subject.read();
      const before = this.#clock.now();
      do {
        await this.#clock.sleep(timing.pollAlone * (0.75 + Math.random() / 2), this.#signal);
      } while (this.#isAlive && this.#clock.now() - before < timing.pollWhileWatching);
    }
  }

  async watch(): Promise<never> {
    for (let pause = timing.reconnectFirst; ; pause = Math.min(pause * 2, timing.reconnectMost)) {
      const stream = await this.#subject.open().catch((error: unknown) => {
        if (this.#signal.aborted) {
          throw error;
        }
        return undefined; // The reads say what is wrong, and go on without a watch.
      });
      if (stream !== undefined && (await this.#readStream(stream))) {
        pause = timing.reconnectFirst;
      }
      this.#isAlive = false;
      await this.#clock.sleep(pause * (0.5 + Math.random() / 2), this.#signal);
    }
  }

  /** Reads frames until the stream ends, errs or falls silent. True when it showed that it worked. */
  async #readStream(stream: HttpStream): Promise<boolean> {
    let worked = false;
    const stopTimer = this.#closeWhenSilent(stream);
    try {
      for await (const event of parseEvents(stopTimer.touching(stream.chunks))) {
        if (event.kind === 'comment') {
          worked ||= this.#subject.mayBeQuiet;
          this.#isAlive ||= this.#subject.mayBeQuiet;
        } else if (event.event === 'error') {
          return false; // A watch that ends is no outage: the reads beside it tell of those.
        } else {
          worked = this.#take(event.data) || worked;
          this.#isAlive = true;
        }
      }
    } catch {
      this.#signal.throwIfAborted();
    } finally {
      stopTimer.stop();
      stream.close();
    }
    return worked;
  }

  #take(data: string): boolean {
    const frame = parse(data) as Partial<Frame<T>> | undefined;
    return frame?.object?.metadata?.name === undefined ? false : this.#subject.frame(frame as Frame<T>);
  }

  /** Closes the stream after `deadLink` without a byte. */
  #closeWhenSilent(stream: HttpStream) {
    let stop = new AbortController();
    const arm = () => {
      stop.abort(new Error('rearmed'));
      stop = new AbortController();
      this.#clock.sleep(timing.deadLink, AbortSignal.any([stop.signal, this.#signal])).then(
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
