import { type KargoError, unknown } from '../errors.ts';
import { ForgeAnswer, type ForgeConnection, settle, unreachable } from './transport.ts';

/** What a call is for: it goes into messages. */
export interface Purpose {
  /** `reading pull request 7 of acme/gitops`. */
  readonly doing: string;
  /** The rights that the token needs for it. */
  readonly needs: string;
}

/** Puts a refusal in a sentence that a person can act on. */
export type Explain = (purpose: Purpose, answer: ForgeAnswer) => KargoError;

/** How often a write that may be repeated is sent while its answers get lost. */
const putTries = 3;
const putPauseMs = 1_000;

/** Runs `call`; throws `KargoError` for whatever the forge refuses. */
export async function explained<T>(purpose: Purpose, explain: Explain, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw thrown instanceof ForgeAnswer ? explain(purpose, thrown) : unreachable(thrown);
  }
}

/** A write that may be repeated, because setting what is set already changes nothing. */
export async function putAgain<T>(
  purpose: Purpose,
  { clock, signal }: Pick<ForgeConnection, 'clock' | 'signal'>,
  call: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    const outcome = await settle(call);
    if (outcome.kind === 'done') {
      return outcome.value;
    }
    if (outcome.kind === 'refused') {
      throw outcome.answer;
    }
    if (tries === putTries) {
      throw unknown('answer-lost', `${purpose.doing}: ${outcome.why}`);
    }
    await clock.sleep(putPauseMs * tries, signal);
  }
}

/** Pauses after each look for what may not be visible yet, in milliseconds. */
const lookPausesMs = [1_000, 2_000, 4_000];

/** Looks for what was just written or pushed: forges show it only after a moment. Undefined when it does not appear. */
export async function lookAgain<T>(
  { clock, signal }: Pick<ForgeConnection, 'clock' | 'signal'>,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (const pauseMs of lookPausesMs) {
    const found = await look();
    if (found !== undefined) {
      return found;
    }
    await clock.sleep(pauseMs, signal);
  }
  return undefined;
}

/** Undefined instead of a refusal with one of `statuses`. */
export async function unless<T>(statuses: readonly number[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (thrown) {
    if (thrown instanceof ForgeAnswer && statuses.includes(thrown.status)) {
      return undefined;
    }
    throw thrown;
  }
}
