import { autoPromotionEnabled } from './auto-promotion.ts';
import { removeCondition, setCondition } from './conditions.ts';
import { verificationPassed } from './events.ts';
import { isAvailable } from './freight.ts';
import type { Kargo } from './kargo.ts';
import {
  ANNOTATION,
  isTerminalPhase,
  type Metadata,
  originKey,
  type Stage,
  type StageStatus,
} from './objects.ts';
import { promoteAutomatically, syncHolds } from './stage-auto-promotion.ts';
import { syncFreight } from './stage-freight.ts';
import { assessHealth } from './stage-health.ts';
import { syncPromotions } from './stage-promotions.ts';
import { summarise } from './stage-readiness.ts';
import { locate, type StoreEvent } from './store.ts';
import { markFreightVerified, verifyFreight } from './verification.ts';
import { type Outcome, WorkQueue } from './work-queue.ts';

/** Kargo looks at a Stage again this soon while a Promotion waits (the window in which the old state shows). */
const REQUEUE_WHILE_WAITING_MS = 100;
const REQUEUE_MS = 300_000;
export const FINALIZER = 'kargo.akuity.io/finalizer';

/** One step of a reconcile: changes the status, or throws what the Stage then shows as `ReconcileError`. */
export interface StagePass {
  kargo: Kargo;
  /** The Stage as stored when this step begins. */
  stage: Stage;
  status: StageStatus;
  at: { time: string; generation: number | undefined };
}

/** A condition that ends the reconcile and is retried. */
export class ReconcileError extends Error {}

type SubReconciler = (pass: StagePass) => void;

// The order is Kargo's; the status is written after each, and each write is a frame to a watcher.
const SUB_RECONCILERS: SubReconciler[] = [
  syncPromotions,
  syncFreight,
  assessHealth,
  verifyFreight,
  markFreightVerified,
  syncHolds,
  promoteAutomatically,
];

/** Runs the Stage controller: reconciles Stages when something they depend on changes. */
export function startStageController(kargo: Kargo): void {
  const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) => reconcileStage(kargo, key));
  const add = (namespace: string, name: string) => queue.add(`${namespace}/${name}`);
  const seen = new Map<string, string>();
  kargo.store.subscribe((event) => {
    for (const name of affectedStages(kargo, event, seen)) add(event.object.metadata.namespace ?? '', name);
  });
  kargo.argo.onChange((application) => {
    for (const stage of kargo.store.list('Stage')) {
      const uses = stage.spec.promotionTemplate?.spec.steps?.some(
        (step) =>
          step.uses?.startsWith('argocd') &&
          JSON.stringify(step.config ?? {}).includes(`"${application.name}"`),
      );
      if (uses) add(stage.metadata.namespace ?? '', stage.metadata.name);
    }
  });
  for (const stage of kargo.store.list('Stage')) add(stage.metadata.namespace ?? '', stage.metadata.name);
}

/** What somebody wants of a Stage by annotations; a re-verification that Kargo itself notes does not count. */
function wishes(metadata: Metadata, before: string | undefined): string {
  const { annotations = {}, generation } = metadata;
  const reverify = annotations[ANNOTATION.reverify] ?? '';
  const old: unknown = before === undefined ? [] : JSON.parse(before);
  const isOwnNote = reverify.startsWith('{') && !reverify.includes('"actor"');
  const kept = isOwnNote && Array.isArray(old) ? String(old[3] ?? '') : reverify;
  return JSON.stringify([
    generation,
    annotations[ANNOTATION.refresh] ?? '',
    annotations[ANNOTATION.abort] ?? '',
    kept,
  ]);
}

/** Names of the Stages an event wakes. `seen` remembers what was last known of objects with many changes. */
function affectedStages(kargo: Kargo, event: StoreEvent, seen: Map<string, string>): string[] {
  const { metadata } = event.object;
  const key = `${event.kind} ${metadata.namespace}/${metadata.name}`;
  const changed = (fingerprint: string) => {
    const before = seen.get(key);
    seen.set(key, fingerprint);
    return before !== fingerprint;
  };
  if (event.kind === 'Stage') {
    const isWish = event.type !== 'DELETED' && changed(wishes(metadata, seen.get(key)));
    return isWish ? [metadata.name] : [];
  }
  if (event.kind === 'Promotion') {
    const promotion = kargo.store.get('Promotion', metadata.namespace ?? '', metadata.name);
    if (promotion === undefined) return [];
    return changed(promotion.status.phase ?? '') ? [promotion.spec.stage] : [];
  }
  if (event.kind === 'AnalysisRun') {
    const run = kargo.store.get('AnalysisRun', metadata.namespace ?? '', metadata.name);
    const stage = metadata.labels?.['kargo.akuity.io/stage'];
    const phase = run?.status.phase ?? '';
    return stage !== undefined && phase !== '' && changed(phase) ? [stage] : [];
  }
  if (event.kind === 'Freight') return stagesOfFreight(kargo, event, { get: () => seen.get(key), changed });
  if (event.kind === 'ProjectConfig' && changed(String(metadata.generation))) {
    return kargo.store.list('Stage', metadata.namespace).map((stage) => stage.metadata.name);
  }
  return [];
}

/** Stages for which this Freight has just become available, as far as that shows in the Freight. */
function stagesOfFreight(
  kargo: Kargo,
  event: StoreEvent,
  known: { get: () => string | undefined; changed: (text: string) => boolean },
): string[] {
  const { namespace = '', name } = event.object.metadata;
  const freight = kargo.store.get('Freight', namespace, name);
  if (freight === undefined) return [];
  const verifiedIn = Object.keys(freight.status.verifiedIn ?? {});
  const approvedFor = Object.keys(freight.status.approvedFor ?? {});
  const before: unknown = JSON.parse(known.get() ?? '[]');
  const isNew = known.get() === undefined;
  if (!known.changed(JSON.stringify([...verifiedIn, ...approvedFor.map((stage) => `approved ${stage}`)])))
    return [];
  const old = new Set(Array.isArray(before) ? before : []);
  return kargo.store
    .list('Stage', namespace)
    .filter(
      (stage) =>
        stage.spec.requestedFreight.some(({ origin, sources }) => {
          if (originKey(origin) !== originKey(freight.origin)) return false;
          if (isNew && sources.direct === true) return true;
          return (sources.stages ?? []).some(
            (upstream) => verifiedIn.includes(upstream) && !old.has(upstream),
          );
        }) ||
        (approvedFor.includes(stage.metadata.name) && !old.has(`approved ${stage.metadata.name}`)),
    )
    .map((stage) => stage.metadata.name);
}

async function reconcileStage(kargo: Kargo, key: string): Promise<Outcome> {
  const [namespace = '', name = ''] = key.split('/');
  const read = () => kargo.store.get('Stage', namespace, name);
  const started = read();
  if (started === undefined || started.metadata.deletionTimestamp !== undefined) return {};
  if (kargo.controllerDown) return { requeueAfterMs: 50 };
  if (started.metadata.finalizers === undefined) {
    kargo.store.update('Stage', locate(started), (draft) => {
      draft.metadata.finalizers = [FINALIZER];
    });
  }
  const refresh = started.metadata.annotations?.[ANNOTATION.refresh];
  if (isControlFlow(started)) {
    reconcileControlFlow(kargo, started, refresh);
    return { requeueAfterMs: REQUEUE_MS };
  }
  let failure: string | undefined;
  for (const run of SUB_RECONCILERS) {
    const stage = read();
    if (stage === undefined) return {};
    const before = kargo.store.version;
    failure = runStep(kargo, stage, run);
    if (failure !== undefined) break;
    if (kargo.store.version !== before) await kargo.clock.pause(kargo.simulation.latencyMs);
  }
  finish(kargo, { namespace, name }, { failure, refresh });
  return { failed: failure !== undefined, requeueAfterMs: requeueAfter(kargo, key) };
}

/** Runs one sub-reconciler and writes the status; answers the error that ends the reconcile. */
function runStep(kargo: Kargo, stage: Stage, run: SubReconciler): string | undefined {
  const status = structuredClone(stage.status);
  const at = { time: kargo.clock.timestamp(), generation: stage.metadata.generation };
  let failure: string | undefined;
  try {
    run({ kargo, stage, status, at });
  } catch (error) {
    if (!(error instanceof ReconcileError)) throw error;
    failure = error.message;
  }
  summarise(status, { ...at, failure });
  kargo.store.patchStatus('Stage', stage, status);
  return failure;
}

function finish(
  kargo: Kargo,
  key: { namespace: string; name: string },
  result: { failure: string | undefined; refresh: string | undefined },
): void {
  kargo.store.update('Stage', key, (draft) => {
    if (result.failure === undefined) removeCondition(draft.status, 'Reconciling');
    if (result.refresh !== undefined) draft.status.lastHandledRefresh = result.refresh;
  });
}

function requeueAfter(kargo: Kargo, key: string): number {
  const [namespace = '', name = ''] = key.split('/');
  const stage = kargo.store.get('Stage', namespace, name);
  const waiting = kargo.store
    .list('Promotion', namespace)
    .some((promotion) => promotion.spec.stage === name && !isTerminalPhase(promotion.status.phase));
  return waiting && stage?.status.currentPromotion === undefined ? REQUEUE_WHILE_WAITING_MS : REQUEUE_MS;
}

export function isControlFlow(stage: Stage): boolean {
  return (stage.spec.promotionTemplate?.spec.steps ?? []).length === 0;
}

/** What a deleted Stage leaves behind goes, too: its Promotions, and what Freight says of it. */
export function forgetStage(kargo: Kargo, stage: { namespace: string; name: string }): void {
  for (const promotion of kargo.store.list('Promotion', stage.namespace)) {
    if (promotion.spec.stage === stage.name) {
      kargo.store.delete('Promotion', stage.namespace, promotion.metadata.name);
    }
  }
  for (const freight of kargo.store.list('Freight', stage.namespace)) {
    kargo.store.update('Freight', locate(freight), (draft) => {
      delete draft.status.verifiedIn?.[stage.name];
      delete draft.status.approvedFor?.[stage.name];
    });
  }
}

/** A Stage without steps is Ready at once and passes on every Freight that is available to it. */
function reconcileControlFlow(kargo: Kargo, stage: Stage, refresh: string | undefined): void {
  const time = kargo.clock.timestamp();
  const name = stage.metadata.name;
  for (const freight of kargo.store.list('Freight', stage.metadata.namespace)) {
    const available = isAvailable(stage, freight, { profile: kargo.profile, now: kargo.clock.now() });
    if (!available || freight.status.verifiedIn?.[name] !== undefined) continue;
    kargo.store.update('Freight', locate(freight), (draft) => {
      draft.status.verifiedIn = { ...draft.status.verifiedIn, [name]: { verifiedAt: time } };
    });
    verificationPassed(kargo, stage, freight);
  }
  kargo.store.update('Stage', locate(stage), (draft) => {
    setCondition(draft.status, { type: 'Ready', status: 'True', reason: 'Ready', message: '' }, { time });
    draft.status.freightSummary = 'N/A';
    if (stage.metadata.generation !== undefined) draft.status.observedGeneration = stage.metadata.generation;
    if (refresh !== undefined) draft.status.lastHandledRefresh = refresh;
    if (autoPromotionEnabled(kargo, stage)) draft.status.autoPromotionEnabled = true;
  });
}
