import type { HttpStream } from '../../http.ts';
import type { KargoClient, WatchedResource } from '../client.ts';
import type { KargoObject } from '../types.ts';
import { type Frame, keepInSight, type Subject } from './link.ts';
import { cannotShare, type Member, manyFrom } from './sharing.ts';

/** In milliseconds. */
const timing = {
  /** How long who joins waits for a frame before its object is read. */
  blind: 1_000,
  /** How long the watch stays open without anybody: the next one may be about to join. */
  linger: 30_000,
};

/** After a list there is a rest of so many times as long as it took: lists of large projects take long. */
const restAfterList = 3;

/** How many objects that frames told of are kept for those who join later. */
const mostRecent = 500;

/** A watch that is kept up. */
interface Open {
  readonly client: KargoClient;
  readonly ending: AbortController;
  listing: Promise<boolean> | undefined;
}

/**
 * One watch of all objects of a kind in a project, for all who follow some of them: one stream, and lists instead of
 * reads. It needs the rights to list and to watch all of them; without, everybody goes alone.
 */
export class SharedWatch {
  readonly #client: KargoClient;
  readonly #resource: WatchedResource;
  readonly #members = new Map<string, Set<Member>>();
  readonly #recent = new Map<string, KargoObject>();
  /** What to watch from, when the server says it (Kargo ≥ 1.11). Older ones begin with all there is. */
  #version: string | undefined;
  #open: Open | undefined;
  #catchingUp = false;
  #isLingering = false;
  #isImpossible = false;

  constructor(client: KargoClient, resource: WatchedResource) {
    this.#client = client;
    this.#resource = resource;
  }

  /** @returns what ends the membership. */
  join(member: Member): () => void {
    if (this.#isImpossible) {
      member.goAlone();
      return () => undefined;
    }
    const others = this.#members.get(member.name) ?? new Set();
    this.#members.set(member.name, others.add(member));
    const recent = this.#recent.get(member.name);
    if (recent !== undefined) {
      member.seen(recent, 'frame');
    }
    const open = this.#start();
    if (!member.hasSeen && !this.#catchingUp) {
      this.#catchingUp = true;
      this.#catchUp(open)
        .catch(() => undefined) // It was closed.
        .finally(() => {
          this.#catchingUp = false;
        });
    }
    return () => this.#leave(member);
  }

  #leave(member: Member): void {
    const others = this.#members.get(member.name);
    others?.delete(member);
    if (others?.size === 0) {
      this.#members.delete(member.name);
    }
    if (this.#members.size === 0 && !this.#isLingering) {
      this.#isLingering = true;
      const { clock, signal } = this.#client;
      clock.sleep(timing.linger, signal).then(
        () => this.#endLinger(),
        () => undefined, // The command is over.
      );
    }
  }

  #endLinger(): void {
    this.#isLingering = false;
    if (this.#members.size === 0) {
      this.#close();
    }
  }

  #start(): Open {
    if (this.#open !== undefined) {
      return this.#open;
    }
    const ending = new AbortController();
    const signal = AbortSignal.any([this.#client.signal, ending.signal]);
    const client = this.#client.within(signal, (words) => this.#tellAll((member) => member.troubled(words)));
    const open: Open = { client, ending, listing: undefined };
    const subject: Subject<KargoObject> = {
      mayBeQuiet: true,
      open: () => this.#watch(open),
      read: () => this.#readAll(open),
      frame: (frame) => this.#take(frame),
    };
    keepInSight(subject, client.clock, signal).catch((error: unknown) => this.#failed(open, error));
    this.#open = open;
    return open;
  }

  /** Not told to those who follow by the next watch. */
  #failed(open: Open, error: unknown): void {
    if (this.#open === open) {
      this.#tellAll((member) => member.unread(error));
    }
  }

  #close(): void {
    this.#open?.ending.abort(new Error('nobody follows'));
    this.#open = undefined;
    this.#recent.clear();
  }

  #all(): readonly Member[] {
    return [...this.#members.values()].flatMap((members) => [...members]);
  }

  #tellAll(tell: (member: Member) => void): void {
    for (const member of this.#all()) {
      tell(member);
    }
  }

  /** A list first: what it says the watch goes on from, and it shows what was deleted while there was none. */
  async #watch(open: Open): Promise<HttpStream | undefined> {
    if (this.#members.size === 0 || !(await this.#list(open))) {
      return undefined;
    }
    const { client } = open;
    return client.watchAll(this.#resource, this.#version, client.signal).catch((error: unknown) => {
      if (cannotShare(error)) {
        this.#giveUp();
      }
      throw error;
    });
  }

  async #readAll(open: Open): Promise<void> {
    const { clock, signal } = open.client;
    const start = clock.now();
    if (this.#members.size > 0 && (await this.#list(open))) {
      await clock.sleep((clock.now() - start) * restAfterList, signal);
    }
  }

  /** One list at a time. True when it could be had. */
  #list(open: Open): Promise<boolean> {
    open.listing ??= this.#listOnce(open).finally(() => {
      open.listing = undefined;
    });
    return open.listing;
  }

  async #listOnce(open: Open): Promise<boolean> {
    const asking = this.#all();
    try {
      const { objects, version } = await open.client.listObjects(this.#resource);
      this.#version = version;
      for (const object of objects) {
        for (const member of this.#members.get(object.metadata.name) ?? []) {
          member.seen(object, 'read');
        }
      }
      const names = new Set(objects.map(({ metadata }) => metadata.name));
      for (const member of asking.filter(({ name }) => !names.has(name))) {
        member.unlisted();
      }
      return true;
    } catch (error) {
      if (cannotShare(error)) {
        this.#giveUp();
      } else {
        this.#failed(open, error);
      }
      return false;
    }
  }

  #giveUp(): void {
    this.#isImpossible = true;
    const members = this.#all();
    this.#members.clear();
    this.#close();
    for (const member of members) {
      member.goAlone();
    }
  }

  #take({ type, object }: Frame<KargoObject>): boolean {
    const { name } = object.metadata;
    const members = this.#members.get(name) ?? [];
    this.#recent.delete(name);
    if (type === 'DELETED') {
      for (const member of members) {
        member.deleted();
      }
      return true;
    }
    this.#keep(object);
    for (const member of members) {
      member.seen(object, 'frame');
    }
    return true;
  }

  /** For who joins when the frames about its object have been: a Promotion can end before its POST is answered. */
  #keep(object: KargoObject): void {
    this.#recent.set(object.metadata.name, object);
    const [oldest] = this.#recent.keys();
    if (this.#recent.size > mostRecent && oldest !== undefined) {
      this.#recent.delete(oldest);
    }
  }

  /** Reads for those whom no frame and no list has shown their object. */
  async #catchUp(open: Open): Promise<void> {
    const { clock, signal } = open.client;
    for (let blind = this.#blind(); blind.length > 0; blind = this.#blind()) {
      await clock.sleep(timing.blind, signal);
      const late = this.#blind();
      await (late.length < manyFrom
        ? Promise.all(late.map((member) => member.readAlone()))
        : this.#list(open));
    }
  }

  #blind(): readonly Member[] {
    return this.#all().filter(({ hasSeen }) => !hasSeen);
  }
}
