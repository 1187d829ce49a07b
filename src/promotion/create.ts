import type { Log } from '../ci/host.ts';
import { isInterruption } from '../clock.ts';
import { failed, isKargoError, type KargoError, unknown } from '../errors.ts';
import { whyNotAvailable } from '../kargo/availability.ts';
import type { PostOutcome } from '../kargo/calls.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Freight, Promotion } from '../kargo/types.ts';
import type { Operation } from './outcome.ts';
import type { Situation } from './situation.ts';

/** In milliseconds: how long a Promotion whose answer was lost is looked for. */
const lookUp = { forMs: 12_000, pause: 1_000 };

/** A Promotion to follow, and whose it is. */
export interface Made {
  readonly operation: Exclude<Operation, 'unchanged'>;
  readonly promotion: Promotion;
}

export interface WantedPromotion {
  readonly freight: Freight;
  /** A Warehouse, whose newest available Freight `freight` was a moment ago. */
  readonly origin?: string | undefined;
  readonly log: Log;
}

/**
 * Creates a Promotion, once. When the answer is lost it is looked for among the names that were not there
 * before; what is found counts as adopted, for it may be somebody else's.
 *
 * @param client its calls must outlive a cancellation, so that the answer is not thrown away.
 * @throws KargoError when it was refused, with the reasons; `answer-lost` when its fate cannot be told.
 */
export async function createPromotion(
  client: KargoClient,
  { stage, promotions }: Situation,
  wanted: WantedPromotion,
): Promise<Made> {
  const name = stage.metadata.name;
  const { freight } = wanted;
  const outcome = await post(client, name, wanted).catch((error: unknown) => {
    throw isInterruption(error)
      ? unknown(
          'answer-lost',
          `promoting to Stage "${name}" was sent, and the run ended (${error.message}) before its answer came: a Promotion may exist.`,
          error,
        )
      : error;
  });
  if (outcome.kind === 'refused') {
    throw explainRefusal(outcome.error, { stage, promotions }, { freight, now: client.clock.now() });
  }
  const promotion = outcome.kind === 'answered' ? promotionIn(outcome.body) : undefined;
  if (promotion !== undefined) {
    return { operation: 'created', promotion };
  }
  const known = new Set(promotions.map((other) => other.metadata.name));
  const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the name of a Promotion';
  const found = await lookFor(client, name, (candidate) => {
    return candidate.spec.freight === freight.metadata.name && !known.has(candidate.metadata.name);
  }).catch((error: unknown) => {
    throw isInterruption(error)
      ? unknown(
          'answer-lost',
          `${why}, and the run ended (${error.message}) while the Promotion was looked for in Stage "${name}": it may exist.`,
          error,
        )
      : error;
  });
  if (found !== undefined) {
    return { operation: 'adopted', promotion: found };
  }
  throw unknown(
    'answer-lost',
    `${why}. No new Promotion of Freight ${freight.metadata.name} is to be seen in Stage "${name}", and it was not sent again, for it may still appear. Run the job again: it adopts the Promotion if there is one.`,
  );
}

/** By origin where that is asked for and Kargo can (≥ 1.11): race-free. Else by the Freight that was found. */
async function post(
  client: KargoClient,
  stage: string,
  { freight, origin, log }: WantedPromotion,
): Promise<PostOutcome> {
  const { name } = freight.metadata;
  if (origin !== undefined) {
    const outcome = await client.promote(stage, { origin: `Warehouse/${origin}` });
    if (outcome.kind !== 'refused' || !/exactly one of freight or freightAlias/.test(outcome.error.message)) {
      return outcome;
    }
    log.info(
      `this Kargo cannot promote by origin: promoting ${freight.alias ?? name}, the newest a moment ago`,
    );
  }
  return client.promote(stage, { freight: name });
}

/** The Promotion in an answer: wrapped on Kargo 1.9, bare since 1.10 (OBSERVED, differences). */
function promotionIn(body: unknown): Promotion | undefined {
  const bare = typeof body === 'object' && body !== null && 'promotion' in body ? body.promotion : body;
  if (typeof bare !== 'object' || bare === null) {
    return undefined;
  }
  // The one decoded boundary of a create answer: name and shape are checked right here.
  const object = bare as Partial<Promotion> & { spec?: { targets?: unknown; steps?: unknown } };
  const name = object.metadata?.name;
  if (name === undefined || name === '') {
    return undefined;
  }
  if (object.spec?.targets !== undefined && object.spec.steps === undefined) {
    throw unknown(
      'unsupported',
      `Kargo made the PromotionRequest ${name} and not a Promotion, because the Stage has targets; no API tells what becomes of it.`,
    );
  }
  return object.spec?.stage === undefined ? undefined : (object as Promotion);
}

async function lookFor(
  client: KargoClient,
  stage: string,
  isIt: (promotion: Promotion) => boolean,
): Promise<Promotion | undefined> {
  const start = client.clock.now();
  for (;;) {
    const promotions = await client.listPromotions(stage).catch((error: unknown) => {
      if (isKargoError(error) && error.verdict.status === 'unknown') {
        return [];
      }
      throw error;
    });
    const found = promotions.find(isIt);
    if (found !== undefined || client.clock.now() - start >= lookUp.forMs) {
      return found;
    }
    await client.clock.sleep(lookUp.pause, client.signal);
  }
}

/** Kargo refuses unavailable Freight without a reason: it is worked out from the Stage and the Freight. */
function explainRefusal(
  error: KargoError,
  { stage }: Situation,
  { freight, now }: { freight: Freight; now: number },
): KargoError {
  if (error.httpStatus === 400 && /is not available to/.test(error.message)) {
    const reasons = whyNotAvailable(stage, freight, now);
    const because = reasons.length === 0 ? 'the rules as read here do not tell why' : reasons.join('; ');
    return failed('not-available', `${error.message} Why: ${because}.`, error.httpStatus);
  }
  if (error.httpStatus === 422 && /promotion template|promotion steps|no steps|has no/.test(error.message)) {
    return failed('control-flow', `${error.message} The Stage has no promotion steps.`, error.httpStatus);
  }
  return error;
}
