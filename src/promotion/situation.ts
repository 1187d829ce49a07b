import type { KargoClient } from '../kargo/client.ts';
import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import { assessStage, type Checked, freightIn, isSameOrLater } from '../kargo/stage.ts';
import { type Freight, isControlFlow, originKey, type Promotion, type Stage } from '../kargo/types.ts';
import type { WaitFor } from './options.ts';

/** A Stage and its Promotions (oldest first), read together before anything is sent. */
export interface Situation {
  readonly stage: Stage;
  readonly promotions: readonly Promotion[];
}

export async function readSituation(client: KargoClient, stage: string): Promise<Situation> {
  const [read, promotions] = await Promise.all([client.getStage(stage), client.listPromotions(stage)]);
  return { stage: read, promotions };
}

/** What to do about Freight in a Stage. */
export type Decision =
  | { readonly kind: 'control-flow' }
  | { readonly kind: 'unchanged'; readonly checked: Checked | undefined }
  /** It is being, or has just been, promoted: follow that Promotion. */
  | { readonly kind: 'adopt'; readonly promotion: Promotion }
  /** Kargo is about to promote it itself. */
  | { readonly kind: 'auto-promotion-expected' }
  | { readonly kind: 'create' };

/** Decides by the rules of "What `promote` promises" (design, section 1). */
export function decide(
  { stage, promotions }: Situation,
  freight: Freight,
  { waitFor, force }: { readonly waitFor: WaitFor; readonly force: boolean },
): Decision {
  if (isControlFlow(stage)) {
    return { kind: 'control-flow' };
  }
  const ours = promotions.filter((promotion) => promotion.spec.freight === freight.metadata.name);
  const going = ours.find((promotion) => !isTerminal(promotion.status));
  if (going !== undefined) {
    return { kind: 'adopt', promotion: going };
  }
  const newest = promotions.at(-1);
  const last = stage.status?.lastPromotion;
  if (newest !== undefined && newest === ours.at(-1) && isSucceeded(newest) && !isTakenOver(last, newest)) {
    return { kind: 'adopt', promotion: newest };
  }
  if (force) {
    return { kind: 'create' };
  }
  return decideByStage({ stage, promotions }, freight, waitFor);
}

function decideByStage({ stage, promotions }: Situation, freight: Freight, waitFor: WaitFor): Decision {
  const last = stage.status?.lastPromotion;
  const isThere = freightIn(stage.status?.freightHistory?.[0], freight.metadata.name) !== undefined;
  const isQuiet =
    promotions.every((promotion) => isTerminal(promotion.status) && isTakenOver(last, promotion)) &&
    stage.status?.currentPromotion === undefined;
  if (isThere && isQuiet && phaseOf(last?.status) === 'Succeeded') {
    const state = settled(stage, freight, waitFor);
    if (typeof state === 'object') {
      return { kind: 'unchanged', checked: state.checked };
    }
    const promotion = promotions.find((candidate) => candidate.metadata.name === last?.name);
    if (state === 'settling' && promotion?.spec.freight === freight.metadata.name) {
      return { kind: 'adopt', promotion };
    }
    return { kind: 'create' };
  }
  return isAutoPromotionExpected({ stage, promotions }, freight)
    ? { kind: 'auto-promotion-expected' }
    : { kind: 'create' };
}

/** Whether what is waited for holds now in a Stage that has the Freight, or may come to hold by itself. */
function settled(
  stage: Stage,
  freight: Freight,
  waitFor: WaitFor,
): { readonly checked: Checked | undefined } | 'settling' | 'bad' {
  if (waitFor !== 'healthy' && waitFor !== 'verified') {
    return { checked: undefined };
  }
  const state = assessStage(stage, { freight: freight.metadata.name, waitFor });
  if (state.kind === 'good') {
    const isVerified = freight.status?.verifiedIn?.[stage.metadata.name] !== undefined;
    return waitFor === 'healthy' || isVerified ? { checked: state.checked } : 'settling';
  }
  return state.kind === 'waiting' ? 'settling' : 'bad';
}

function isSucceeded(promotion: Promotion): boolean {
  return phaseOf(promotion.status) === 'Succeeded';
}

function isTakenOver(
  last: { readonly name: string; readonly finishedAt?: string } | undefined,
  promotion: Promotion,
): boolean {
  return isSameOrLater(last, {
    name: promotion.metadata.name,
    finishedAt: promotion.status?.finishedAt,
  });
}

/**
 * Kargo promotes Freight by itself within a second of discovering it (OBSERVED b15); a second Promotion would
 * only repeat the first. It does so once for each Freight, and only for the newest of an origin.
 */
function isAutoPromotionExpected({ stage, promotions }: Situation, freight: Freight): boolean {
  const origin = freight.origin === undefined ? '' : originKey(freight.origin);
  const current = stage.status?.freightHistory?.[0]?.items?.[origin];
  return (
    stage.status?.autoPromotionEnabled === true &&
    current?.name !== freight.metadata.name &&
    promotions.every((promotion) => promotion.spec.freight !== freight.metadata.name)
  );
}

/** What a Promotion that has not started waits for, in words; undefined when nothing is in its way. */
export function whatIsAhead({ stage, promotions }: Situation, own: string | undefined): string | undefined {
  const ahead = promotions.filter(
    (promotion) => !isTerminal(promotion.status) && (own === undefined || promotion.metadata.name < own),
  );
  if (ahead.length > 0) {
    const names = ahead.map((promotion) => `${promotion.metadata.name} (${phaseOf(promotion.status)})`);
    return `${ahead.length === 1 ? 'Promotion' : 'Promotions'} ${names.join(', ')} ${ahead.length === 1 ? 'is' : 'are'} ahead of it`;
  }
  const verification = stage.status?.freightHistory?.[0]?.verificationHistory?.[0];
  const isVerifying =
    verification !== undefined && ['', 'Pending', 'Running'].includes(verification.phase ?? '');
  return isVerifying
    ? `the verification of the Freight that is there now is not finished${verification.analysisRun ? ` (AnalysisRun ${verification.analysisRun.name})` : ''}`
    : undefined;
}
