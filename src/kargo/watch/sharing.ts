import { isKargoError } from '../../errors.ts';
import { TransportError } from '../../http.ts';
import type { KargoObject } from '../types.ts';

/** From so many objects of a kind on, a list is asked for instead of each by its name. */
export const manyFrom = 5;

/**
 * Whether an error only says that all objects of a kind cannot be had at once: a right on single ones
 * (`resourceNames`) is none to list or watch them all, and a list may be larger than what is read of one answer.
 */
export function cannotShare(error: unknown): boolean {
  if (!isKargoError(error)) {
    return false;
  }
  return (
    error.httpStatus === 403 || (error.cause instanceof TransportError && error.cause.code === 'TOO_LARGE')
  );
}

/** One who follows one object by a shared watch. */
export interface Member {
  /** The name of its object. */
  readonly name: string;
  /** Whether it has seen any version. */
  readonly hasSeen: boolean;
  seen(object: KargoObject, via: 'frame' | 'read'): void;
  deleted(): void;
  /** A list that was asked for after it had joined does not hold its object. */
  unlisted(): void;
  /** A read has to be repeated, in words. */
  troubled(words: string): void;
  /** A read for it failed. */
  unread(error: unknown): void;
  readAlone(): Promise<void>;
  /** Sharing is not possible: it watches and reads for itself from now on. */
  goAlone(): void;
}
