import { failed } from '../errors.ts';
import { phaseOf } from '../kargo/promotion.ts';
import { type FreightCollection, type FreightReference, originKey, type Stage } from '../kargo/types.ts';

/** What a Stage is to be put back to. */
export interface Target {
  /** `Warehouse/<name>`. */
  readonly origin: string;
  readonly freight: FreightReference;
}

/**
 * The last Freight that was verified in a Stage and is not the one that is there, or that was just tried.
 * Never simply the entry before: after a failed Promotion entry 0 is still the good one, and a repeated
 * Promotion puts the same Freight at 0 and 1 (OBSERVED b7, b11).
 *
 * @param warehouse only of this origin; needed when several origins could be put back.
 * @throws KargoError when there is none, or it is not clear of which origin.
 */
export function lastGood(stage: Stage, warehouse: string | undefined): Target {
  const name = stage.metadata.name;
  const origins = (stage.spec.requestedFreight ?? [])
    .map((request) => originKey(request.origin))
    .filter((origin) => warehouse === undefined || origin === `Warehouse/${warehouse}`);
  const targets = origins.flatMap((origin) => {
    const freight = lastGoodOf(stage, origin);
    return freight === undefined ? [] : [{ origin, freight }];
  });
  const [target, ...others] = targets;
  if (target === undefined) {
    const of = warehouse === undefined ? '' : ` of Warehouse ${warehouse}`;
    throw failed(
      'freight-not-found',
      `Stage "${name}" has no earlier Freight${of} that was verified there (Kargo keeps the last 10). Name the Freight by the input to.`,
    );
  }
  if (others.length > 0) {
    const list = targets.map(({ origin, freight }) => `${origin} to ${freight.name}`).join(', ');
    throw failed(
      'freight-ambiguous',
      `Stage "${name}" takes Freight of several origins, and each could be put back: ${list}. Name one by the input warehouse.`,
    );
  }
  return target;
}

function lastGoodOf(stage: Stage, origin: string): FreightReference | undefined {
  const tried = triedLast(stage, origin);
  const entry = (stage.status?.freightHistory ?? []).find((candidate) => {
    const item = candidate.items?.[origin];
    return item !== undefined && item.name !== tried && wasVerified(candidate);
  });
  return entry?.items?.[origin];
}

/** What the newest Promotion of this origin put there, or tried to. */
function triedLast(stage: Stage, origin: string): string | undefined {
  const last = stage.status?.lastPromotion?.status;
  const freight = last?.freight;
  if (
    last !== undefined &&
    phaseOf(last) !== 'Succeeded' &&
    freight?.origin &&
    originKey(freight.origin) === origin
  ) {
    return freight.name;
  }
  return stage.status?.freightHistory?.[0]?.items?.[origin]?.name;
}

function wasVerified(entry: FreightCollection): boolean {
  return (entry.verificationHistory ?? []).some((verification) => verification.phase === 'Successful');
}
