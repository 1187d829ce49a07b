import type { Condition } from './objects.ts';

/** What a controller says about one condition; the rest is kept by `setCondition`. */
export interface Verdict {
  type: string;
  status: Condition['status'];
  reason: string;
  message: string;
}

export interface Conditioned {
  conditions?: Condition[];
}

/** Sets a condition in place, or appends it; the transition time moves only with the status. */
export function setCondition(
  status: Conditioned,
  verdict: Verdict,
  at: { time: string; generation?: number | undefined },
): void {
  const conditions = status.conditions ?? [];
  status.conditions = conditions;
  const existing = conditions.find((condition) => condition.type === verdict.type);
  if (existing === undefined) {
    conditions.push({
      ...verdict,
      lastTransitionTime: at.time,
      ...(at.generation === undefined ? {} : { observedGeneration: at.generation }),
    });
    return;
  }
  if (existing.status !== verdict.status) existing.lastTransitionTime = at.time;
  existing.status = verdict.status;
  existing.reason = verdict.reason;
  existing.message = verdict.message;
  if (at.generation === undefined) delete existing.observedGeneration;
  else existing.observedGeneration = at.generation;
}

export function removeCondition(status: Conditioned, type: string): void {
  if (status.conditions === undefined) return;
  status.conditions = status.conditions.filter((condition) => condition.type !== type);
}

export function findCondition(status: Conditioned, type: string): Condition | undefined {
  return status.conditions?.find((condition) => condition.type === type);
}
