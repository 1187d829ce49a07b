import { autoPromotionEnabled, promotionsOf } from './auto-promotion.ts';
import { removeCondition, setCondition } from './conditions.ts';
import {
  ANNOTATION,
  isTerminalPhase,
  isTerminalVerification,
  type Promotion,
  type PromotionReference,
  type Stage,
  type StageStatus,
} from './objects.ts';
import type { StagePass } from './stage.ts';
import { locate } from './store.ts';

const HISTORY_LIMIT = 10;

/**
 * Takes over finished Promotions, decides which one runs, and says so. A running one comes first and hides all
 * others: that is why an aborted queued Promotion spoils it later (recorded: 17/stage-after-abort-of-queued).
 */
export function syncPromotions(pass: StagePass): void {
  const { kargo, stage, status } = pass;
  if (autoPromotionEnabled(kargo, stage)) status.autoPromotionEnabled = true;
  else delete status.autoPromotionEnabled;
  status.freightSummary = freightSummary(stage, status);
  const promotions = promotionsOf(kargo, stage);
  const running = promotions.find((promotion) => promotion.status.phase === 'Running');
  if (running !== undefined) {
    showCurrent(pass, running);
    return;
  }
  delete status.currentPromotion;
  removeCondition(status, 'Promoting');
  for (const promotion of promotions) takeOver(pass, promotion);
  const next = promotions.find((promotion) => !isTerminalPhase(promotion.status.phase));
  if (next !== undefined && !isHeldBack(status)) showCurrent(pass, next);
  status.freightSummary = freightSummary(stage, status);
}

function showCurrent(pass: StagePass, promotion: Promotion): void {
  const { status, at } = pass;
  const phase = promotion.status.phase ?? 'Pending';
  status.currentPromotion = {
    name: promotion.metadata.name,
    ...(promotion.status.freight === undefined ? {} : { freight: promotion.status.freight }),
  };
  const message = `Promotion "${promotion.metadata.name}" is currently ${phase}`;
  setCondition(status, { type: 'Promoting', status: 'True', reason: 'ActivePromotion', message }, at);
}

/** A finished Promotion newer than the last one taken over becomes `lastPromotion`; a success brings its Freight. */
function takeOver(pass: StagePass, promotion: Promotion): void {
  const { kargo, stage, status, at } = pass;
  const { phase, finishedAt, freight } = promotion.status;
  if (!isTerminalPhase(phase)) return;
  if (status.lastPromotion !== undefined && promotion.metadata.name <= status.lastPromotion.name) return;
  const reference: PromotionReference = {
    name: promotion.metadata.name,
    ...(freight === undefined ? {} : { freight }),
    status: structuredClone(promotion.status),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  };
  if (kargo.profile.abortedPromotionsKeepFreight && reference.status?.freightCollection === undefined) {
    const kept = status.lastPromotion?.status?.freightCollection;
    if (kept !== undefined && reference.status !== undefined) reference.status.freightCollection = kept;
  }
  status.lastPromotion = reference;
  const collection = promotion.status.freightCollection;
  if (phase !== 'Succeeded' || collection === undefined) return;
  const history = status.freightHistory ?? [];
  const current = history[0];
  const newest = current?.verificationHistory?.[0];
  if (current?.id === collection.id && newest !== undefined) {
    // The same Freight again: Kargo itself asks for a new verification.
    kargo.store.annotate('Stage', locate(stage), {
      [ANNOTATION.reverify]: JSON.stringify({ id: newest.id, controlPlane: true }),
    });
  }
  status.freightHistory = [structuredClone(collection), ...history].slice(0, HISTORY_LIMIT);
  delete status.health;
  waitFor(status, 'Healthy', 'WaitingForHealthCheck', at);
  waitFor(status, 'Verified', 'WaitingForVerification', at);
}

function waitFor(
  status: StageStatus,
  type: 'Healthy' | 'Verified',
  reason: string,
  at: StagePass['at'],
): void {
  const what = type === 'Healthy' ? 'health check' : 'verification';
  const message = `Waiting for ${what} to be performed after successful promotion`;
  setCondition(status, { type, status: 'Unknown', reason, message }, at);
}

/**
 * A queued Promotion waits while the current Freight is being verified, or has yet to be although nothing is known
 * to be wrong with its health.
 */
function isHeldBack(status: StageStatus): boolean {
  const current = status.freightHistory?.[0];
  if (current === undefined) return false;
  const newest = current.verificationHistory?.[0];
  if (newest !== undefined) return !isTerminalVerification(newest.phase);
  // After a Promotion that did not succeed nothing will ever verify: the next one may start.
  return status.health === undefined || status.health.status === 'Healthy';
}

/** Freight name for one requested origin, `n/m Fulfilled` for several or while there is none. */
function freightSummary(stage: Stage, status: StageStatus): string {
  const requested = stage.spec.requestedFreight.length;
  const items = Object.values(status.freightHistory?.[0]?.items ?? {});
  const only = items[0];
  if (requested === 1 && only !== undefined && items.length === 1) return only.name;
  return `${items.length}/${requested} Fulfilled`;
}
