import { hasOrderedName, phaseOf } from './promotion.ts';
import type { FreightCollection, FreightReference, Stage, VerificationInfo } from './types.ts';

/** What Kargo really looked at when it called a Stage good. */
export type Checked = 'analysis' | 'health' | 'none';

/** What is waited for in a Stage after a Promotion succeeded. */
export interface Aim {
  readonly freight: string;
  readonly waitFor: 'healthy' | 'verified';
  /** Our Promotion. Without it: however the Freight came there. */
  readonly promotion?: { readonly name: string; readonly finishedAt?: string | undefined };
}

/** What one version of a Stage says about an aim. */
export type StageAssessment =
  | { readonly kind: 'good'; readonly checked: Checked }
  | { readonly kind: 'waiting'; readonly for: 'promotion' | 'health' | 'verification'; readonly text: string }
  /** Red only when it lasts. */
  | { readonly kind: 'unhealthy'; readonly text: string }
  | { readonly kind: 'superseded'; readonly text: string }
  | { readonly kind: 'not-assessable'; readonly text: string }
  | {
      readonly kind: 'verification-failed' | 'verification-error' | 'verification-inconclusive';
      readonly text: string;
      readonly analysisRun: string | undefined;
    };

/**
 * The exact test of promotion-model 4.6, on one version of the Stage: our Promotion or a later one is the
 * last, our Freight is in the Stage, health, and the newest verification. The condition `Verified` and
 * `Ready` are no help: they are also True in the old state, while ours is still pending (08/watch-stage).
 */
export function assessStage(stage: Stage, aim: Aim): StageAssessment {
  const status = stage.status ?? {};
  const last = status.lastPromotion;
  if (aim.promotion !== undefined && !isSameOrLater(last, aim.promotion)) {
    return {
      kind: 'waiting',
      for: 'promotion',
      text: 'Kargo has not taken the Promotion over into the Stage yet',
    };
  }
  const current = status.freightHistory?.[0];
  if (freightIn(current, aim.freight) === undefined) {
    return assessAbsence(stage, aim);
  }
  const running = status.currentPromotion?.name;
  if (running !== undefined) {
    return { kind: 'waiting', for: waitedFor(aim), text: `Promotion ${running} is running there` };
  }
  if (last !== undefined && phaseOf(last.status) !== 'Succeeded') {
    return {
      kind: 'not-assessable',
      text: `Promotion ${last.name} ended ${phaseOf(last.status)} afterwards: Kargo reports the health as Unknown and verifies nothing until the next Promotion succeeds`,
    };
  }
  return assessHealth(stage, aim, current?.verificationHistory?.[0]);
}

function waitedFor(aim: Aim): 'health' | 'verification' {
  return aim.waitFor === 'verified' ? 'verification' : 'health';
}

function assessHealth(stage: Stage, aim: Aim, verification: VerificationInfo | undefined): StageAssessment {
  const failure = aim.waitFor === 'verified' ? verificationFailure(verification) : undefined;
  if (failure !== undefined) {
    return failure;
  }
  const health = stage.status?.health;
  const issues = (health?.issues ?? []).join('; ');
  if (health?.status === 'Unhealthy') {
    return { kind: 'unhealthy', text: issues === '' ? 'Kargo reports it Unhealthy' : issues };
  }
  if (health?.status !== 'Healthy') {
    const word = health?.status ?? 'not assessed yet';
    return { kind: 'waiting', for: 'health', text: `health: ${word}${issues === '' ? '' : ` (${issues})`}` };
  }
  if (aim.waitFor === 'verified' && verification?.phase !== 'Successful') {
    return { kind: 'waiting', for: 'verification', text: describeVerification(verification) };
  }
  return { kind: 'good', checked: checkedBy(stage, aim, verification) };
}

/** `finishTime` is no end (it is set while Pending); the phase is. An abort by a user is `Failed`. */
function verificationFailure(verification: VerificationInfo | undefined): StageAssessment | undefined {
  const kinds = {
    Failed: 'verification-failed',
    Aborted: 'verification-failed',
    Error: 'verification-error',
    Inconclusive: 'verification-inconclusive',
  } as const;
  const phase = verification?.phase ?? '';
  if (!Object.hasOwn(kinds, phase)) {
    return undefined;
  }
  const message = verification?.message ?? '';
  return {
    kind: kinds[phase as keyof typeof kinds],
    text: `the verification ended ${phase}${message === '' ? '' : `: ${message}`}`,
    analysisRun: verification?.analysisRun?.name,
  };
}

function describeVerification(verification: VerificationInfo | undefined): string {
  if (verification === undefined) {
    return 'the verification has not started';
  }
  const run = verification.analysisRun === undefined ? '' : ` (AnalysisRun ${verification.analysisRun.name})`;
  return `verification: ${verification.phase ?? 'started'}${run}`;
}

function checkedBy(stage: Stage, aim: Aim, verification: VerificationInfo | undefined): Checked {
  if (aim.waitFor === 'verified' && verification?.analysisRun !== undefined) {
    return 'analysis';
  }
  return (stage.status?.lastPromotion?.status?.healthChecks ?? []).length > 0 ? 'health' : 'none';
}

function assessAbsence(stage: Stage, aim: Aim): StageAssessment {
  const last = stage.status?.lastPromotion;
  const wasThere = stage.status?.freightHistory?.some((entry) => freightIn(entry, aim.freight) !== undefined);
  const mayStillCome = aim.promotion === undefined && !wasThere;
  if (last === undefined || last.name === aim.promotion?.name || mayStillCome) {
    return { kind: 'waiting', for: 'promotion', text: 'the Freight is not in the Stage yet' };
  }
  const now = Object.values(stage.status?.freightHistory?.[0]?.items ?? {}).map((freight) => freight.name);
  if (phaseOf(last.status) === 'Succeeded') {
    return {
      kind: 'superseded',
      text: `Promotion ${last.name} has put other Freight there (${now.join(', ') || 'none'})`,
    };
  }
  return wasThere
    ? { kind: 'superseded', text: `other Freight is there now (${now.join(', ') || 'none'})` }
    : {
        kind: 'not-assessable',
        text: `the Freight is not in the Stage's history, and Promotion ${last.name} ended ${phaseOf(last.status)} afterwards`,
      };
}

/** The Freight of that name in one entry of the history. */
export function freightIn(
  collection: FreightCollection | undefined,
  freight: string,
): FreightReference | undefined {
  return Object.values(collection?.items ?? {}).find((item) => item.name === freight);
}

/** Whether `last` is our Promotion or one after it: names sort by creation, else the end times decide. */
export function isSameOrLater(
  last: { readonly name: string; readonly finishedAt?: string | undefined } | undefined,
  ours: { readonly name: string; readonly finishedAt?: string | undefined },
): boolean {
  if (last === undefined) {
    return false;
  }
  if (last.name === ours.name || (hasOrderedName(last.name) && hasOrderedName(ours.name))) {
    return last.name >= ours.name;
  }
  return ours.finishedAt !== undefined && (last.finishedAt ?? '') >= ours.finishedAt;
}
