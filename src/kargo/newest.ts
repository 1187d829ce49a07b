import type { KargoObject } from './types.ts';

/**
 * Keeps the newest version of one object. A GET can be older than the frame before it (OBSERVED: b1), so
 * versions of the same object (uid) are compared by `resourceVersion`, as numbers.
 */
export class Newest<T extends KargoObject> {
  #seen: T | undefined;

  get value(): T | undefined {
    return this.#seen;
  }

  /** True when `next` is news: newer than all before, or another object of the same name. */
  accept(next: T): boolean {
    if (this.#seen !== undefined && !isNewer(next, this.#seen)) {
      return false;
    }
    this.#seen = next;
    return true;
  }
}

function isNewer(next: KargoObject, seen: KargoObject): boolean {
  if (next.metadata.uid !== seen.metadata.uid) {
    return true;
  }
  const [a, b] = [versionOf(next), versionOf(seen)];
  return a === undefined || b === undefined || a > b;
}

function versionOf(object: KargoObject): bigint | undefined {
  const version = object.metadata.resourceVersion;
  return version !== undefined && /^\d+$/.test(version) ? BigInt(version) : undefined;
}
