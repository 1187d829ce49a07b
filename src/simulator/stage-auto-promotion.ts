import { createPromotion, parseOrigin } from './admission.ts';
import { autoPromotionEnabled, dueAutoPromotions, promotionsOf } from './auto-promotion.ts';
import { ANNOTATION, type AutoPromotionHold, isTerminalPhase, type Promotion } from './objects.ts';
import type { StagePass } from './stage.ts';

/**
 * Auto-promotion holds (from 1.11 on): the newest Promotion that asked for one or ended it decides, per origin.
 * The effective holds count Promotions still in flight, too.
 */
export function syncHolds(pass: StagePass): void {
  const { kargo, stage, status } = pass;
  if (!kargo.profile.autoPromotionHolds) return;
  const established: Record<string, AutoPromotionHold> = {};
  const effective: Record<string, AutoPromotionHold> = {};
  for (const promotion of promotionsOf(kargo, stage)) {
    const { phase } = promotion.status;
    if (phase === 'Aborted') continue;
    apply(promotion, effective);
    if (isTerminalPhase(phase)) apply(promotion, established);
  }
  if (Object.keys(established).length === 0) delete status.autoPromotionHolds;
  else status.autoPromotionHolds = established;
  if (Object.keys(effective).length === 0) delete status.effectiveAutoPromotionHolds;
  else status.effectiveAutoPromotionHolds = effective;
}

function apply(promotion: Promotion, holds: Record<string, AutoPromotionHold>): void {
  const annotations = promotion.metadata.annotations ?? {};
  const resumed = annotations[ANNOTATION.resume];
  if (resumed !== undefined) delete holds[resumed];
  const held = annotations[ANNOTATION.hold];
  if (held === undefined) return;
  const actor = annotations[ANNOTATION.actor];
  holds[held] = {
    freightName: promotion.spec.freight,
    origin: parseOrigin(held),
    promotionName: promotion.metadata.name,
    ...(actor === undefined ? {} : { actor }),
    createdAt: promotion.metadata.creationTimestamp,
  };
}

/** Creates the Promotions that the project's policies ask for. */
export function promoteAutomatically(pass: StagePass): void {
  const { kargo, stage } = pass;
  if (!autoPromotionEnabled(kargo, stage)) return;
  for (const freight of dueAutoPromotions(kargo, stage)) createPromotion(kargo, { stage, freight });
}
