import { findCondition, removeCondition, setCondition, type Verdict } from './conditions.ts';
import type { StageStatus } from './objects.ts';

/** The `Ready` condition from the others (and `Reconciling` after an error), as after every write. */
export function summarise(
  status: StageStatus,
  at: { time: string; generation: number | undefined; failure: string | undefined },
): void {
  if (at.failure !== undefined) {
    setCondition(status, { type: 'Reconciling', status: 'True', reason: 'RetryAfterError', message: '' }, at);
  }
  const ready = at.failure === undefined ? readiness(status) : notReady('ReconcileError', at.failure);
  setCondition(status, ready, at);
  if (ready.status !== 'True') return;
  removeCondition(status, 'Reconciling');
  if (at.generation !== undefined) status.observedGeneration = at.generation;
}

/** The first thing that stands in the way, in Kargo's order. */
function readiness(status: StageStatus): Verdict {
  const promoting = findCondition(status, 'Promoting');
  if (promoting?.status === 'True') return notReady(promoting.reason, promoting.message);
  const last = status.lastPromotion?.status;
  if (last?.phase !== undefined && last.phase !== 'Succeeded') {
    return notReady(`LastPromotion${last.phase}`, last.message ?? '');
  }
  const healthy = findCondition(status, 'Healthy');
  if (healthy === undefined) return notReady('Unhealthy', 'Stage is not healthy');
  if (healthy.status !== 'True') return notReady(healthy.reason, healthy.message);
  const verified = findCondition(status, 'Verified');
  if (verified === undefined) return notReady('PendingVerification', 'Stage is not verified');
  if (verified.status !== 'True') return notReady(verified.reason, verified.message);
  return { type: 'Ready', status: 'True', reason: verified.reason, message: verified.message };
}

function notReady(reason: string, message: string): Verdict {
  return { type: 'Ready', status: 'False', reason, message };
}
