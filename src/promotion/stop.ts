import { withDeadline } from '../clock.ts';
import { isKargoError, messageOf } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import { isTerminal, outsideEffect, phaseOf, progressOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';

/** In milliseconds: the host kills a cancelled job about 10 s after the first signal. */
const cleanUpMs = 6_500;
const pace = { pause: 150, start: 2_000 };

/** What became of a Promotion that was to be stopped: a sentence, and its newest version. */
export interface Stopped {
  readonly text: string;
  readonly promotion: Promotion;
}

/**
 * Aborts what this run created, by the rules of `on-cancel: auto`: only while it runs, and before a step has
 * changed something outside. Never throws: what could not be done is said.
 */
export async function stopIfSafe(client: KargoClient, promotion: Promotion): Promise<Stopped> {
  return saying(client, promotion, async () => {
    const newest = await awaitStart(client, promotion);
    const left = whyLeft(newest);
    return left === undefined
      ? abort(client, newest)
      : {
          promotion: newest,
          text: `Promotion ${newest.metadata.name} was left: ${left}${howToAbort(newest, left)}`,
        };
  });
}

/** Aborts it whatever it does. Never throws: what could not be done is said. */
export async function stopAnyway(client: KargoClient, promotion: Promotion): Promise<Stopped> {
  return saying(client, promotion, () => abort(client, promotion));
}

async function saying(
  client: KargoClient,
  promotion: Promotion,
  stopping: () => Promise<Stopped>,
): Promise<Stopped> {
  try {
    return await stopping();
  } catch (error) {
    const words = isKargoError(error) ? error.message : `the time was over (${messageOf(error)})`;
    return {
      promotion,
      text: `Promotion ${promotion.metadata.name} of project ${client.project} may still be going: ${words}`,
    };
  }
}

/** A Promotion made a moment ago starts within milliseconds, unless something is ahead of it. */
async function awaitStart(client: KargoClient, promotion: Promotion): Promise<Promotion> {
  const start = client.clock.now();
  for (;;) {
    const newest = await client.getPromotion(promotion.metadata.name);
    if (phaseOf(newest.status) !== 'Pending' || client.clock.now() - start > pace.start) {
      return newest;
    }
    await client.clock.sleep(pace.pause, client.signal);
  }
}

/**
 * Why a Promotion is not aborted. A queued one is left: once the one before it has ended, Kargo takes the
 * aborted one for the last, and never verifies what was just promoted (OBSERVED, scenario 17 no. 1).
 */
export function whyLeft(promotion: Promotion): string | undefined {
  if (isTerminal(promotion.status)) {
    return `it has ended ${phaseOf(promotion.status)}`;
  }
  if (phaseOf(promotion.status) !== 'Running') {
    return 'it is queued, and aborting a queued Promotion can spoil the one before it';
  }
  const effect = outsideEffect(promotion);
  return effect === undefined
    ? undefined
    : `step ${effect.number} "${effect.alias}" (${effect.uses}) has already changed something outside`;
}

function howToAbort(promotion: Promotion, why: string): string {
  return why.startsWith('it has ended')
    ? ''
    : `; to abort it: kargo-ci abort-promotion --promotion ${promotion.metadata.name}`;
}

/** Asks for the abort and reads until it shows. */
async function abort(client: KargoClient, promotion: Promotion): Promise<Stopped> {
  const { name } = promotion.metadata;
  await client.abortPromotion(name);
  for (;;) {
    const newest = await client.getPromotion(name);
    if (isTerminal(newest.status)) {
      const phase = phaseOf(newest.status);
      return {
        promotion: newest,
        text:
          phase === 'Aborted'
            ? `Promotion ${name} was aborted`
            : `Promotion ${name} ended ${phase} before the abort`,
      };
    }
    await client.clock.sleep(pace.pause, client.signal).catch(() => {
      throw new Error(`the abort was asked for, and it is still ${progressOf(newest)}`);
    });
  }
}

/** Runs a clean-up whose calls have `cleanUpMs`, whatever became of the deadline of the command. */
export function cleaningUp<T>(client: KargoClient, work: (client: KargoClient) => Promise<T>): Promise<T> {
  const uncancelled = new AbortController().signal;
  return withDeadline({ clock: client.clock, cancelled: uncancelled }, cleanUpMs, ({ signal }) =>
    work(client.within(signal)),
  );
}
