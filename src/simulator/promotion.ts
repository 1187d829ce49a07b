import { promotionEnded } from './events.ts';
import { collectionId, isAvailable, referenceOf } from './freight.ts';
import type { Kargo } from './kargo.ts';
import {
  ANNOTATION,
  type Freight,
  type FreightCollection,
  isRecord,
  isTerminalPhase,
  originKey,
  type Promotion,
  type PromotionStatus,
  type Stage,
} from './objects.ts';
import { runSteps } from './step-engine.ts';
import { type Outcome, WorkQueue } from './work-queue.ts';

const RUN_LATENCIES = 4;
const RUN_MS = 25;

/** Working directories of running Promotions; lost when the controller is restarted. */
export type WorkDirectories = Map<string, WorkDirectory>;

/** A Git clone in a working directory: what it was made from, and file -> key -> value. */
export interface Clone {
  repoURL: string;
  branch: string;
  commit: string;
  tree: Record<string, Record<string, string>>;
}

/** What steps of one Promotion leave on disk. */
export interface WorkDirectory {
  /** By path. */
  clones: Map<string, Clone>;
  /** When steps with a scripted duration began, by alias. */
  starts: Map<string, number>;
}

/** Runs the Promotion controller. The returned function forgets all working directories, as a restart does. */
export function startPromotionController(kargo: Kargo): { restart: () => void; wake: () => void } {
  const directories: WorkDirectories = new Map();
  const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) =>
    reconcilePromotion(kargo, directories, key),
  );
  const add = (promotion: Promotion) =>
    queue.add(`${promotion.metadata.namespace}/${promotion.metadata.name}`);
  const wake = () => {
    for (const promotion of kargo.store.list('Promotion')) {
      if (!isTerminalPhase(promotion.status.phase)) add(promotion);
    }
  };
  // Only what somebody wants wakes a Promotion, not what its own steps write.
  const seen = new Map<string, string>();
  kargo.store.subscribe((event) => {
    if (event.type === 'DELETED') return;
    const { namespace = '', name } = event.object.metadata;
    if (event.kind === 'Promotion') {
      const promotion = kargo.store.get('Promotion', namespace, name);
      const { annotations = {} } = event.object.metadata;
      const wish = JSON.stringify([annotations[ANNOTATION.refresh], annotations[ANNOTATION.abort]]);
      const key = `${namespace}/${name}`;
      if (promotion !== undefined && seen.get(key) !== wish) add(promotion);
      seen.set(key, wish);
    }
    if (event.kind === 'Stage') {
      const current = kargo.store.get('Stage', namespace, name)?.status.currentPromotion?.name;
      const promotion = current === undefined ? undefined : kargo.store.get('Promotion', namespace, current);
      if (promotion !== undefined && promotion.status.phase === 'Pending') add(promotion);
    }
  });
  kargo.argo.onChange(wake);
  wake();
  return {
    wake,
    restart: () => {
      directories.clear();
      wake();
    },
  };
}

async function reconcilePromotion(kargo: Kargo, directories: WorkDirectories, key: string): Promise<Outcome> {
  const slash = key.indexOf('/');
  const at = { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
  const promotion = kargo.store.get('Promotion', at.namespace, at.name);
  if (promotion === undefined || isTerminalPhase(promotion.status.phase)) return {};
  if (kargo.controllerDown) return { requeueAfterMs: 50 };
  const abort = promotion.metadata.annotations?.[ANNOTATION.abort];
  if (abort !== undefined) {
    terminate(kargo, promotion, abort);
    return {};
  }
  if (promotion.status.phase === undefined) {
    patch(kargo, promotion, { ...promotion.status, phase: 'Pending' });
    await kargo.clock.pause(kargo.simulation.latencyMs);
  }
  const stage = kargo.store.get('Stage', at.namespace, promotion.spec.stage);
  if (stage?.status.currentPromotion?.name !== at.name) return {};
  return execute({ kargo, directories, stage, at });
}

interface Execution {
  kargo: Kargo;
  directories: WorkDirectories;
  stage: Stage;
  at: { namespace: string; name: string };
}

async function execute(execution: Execution): Promise<Outcome> {
  const { kargo, at, stage } = execution;
  const read = () => kargo.store.get('Promotion', at.namespace, at.name);
  let promotion = read();
  if (promotion === undefined || isTerminalPhase(promotion.status.phase)) return {};
  if (promotion.status.phase !== 'Running') {
    patch(kargo, promotion, { phase: 'Running', startedAt: kargo.clock.timestamp() });
    // Even quick steps take longer than the Stage takes to show the phase Running.
    await kargo.clock.pause(Math.max(RUN_MS, RUN_LATENCIES * kargo.simulation.latencyMs));
    promotion = read();
    if (promotion === undefined) return {};
  }
  const refresh = promotion.metadata.annotations?.[ANNOTATION.refresh];
  const freight = kargo.store.get('Freight', at.namespace, promotion.spec.freight);
  const problem = freightProblem(kargo, stage, { freight, name: promotion.spec.freight });
  if (freight === undefined || problem !== undefined) {
    end(kargo, promotion, { ...promotion.status, phase: 'Errored', message: problem ?? '' });
    return {};
  }
  const freightCollection = collect(stage, freight);
  const { status, nextPollMs } = await runSteps({
    kargo,
    promotion,
    stage,
    freight,
    freightCollection,
    // A Promotion that was under way and lost its directory begins again.
    restarted: !execution.directories.has(promotion.metadata.uid),
    directory: directoryOf(execution.directories, promotion),
  });
  const latest = read();
  if (latest === undefined || isTerminalPhase(latest.status.phase)) return {};
  status.freight = referenceOf(freight);
  status.freightCollection = freightCollection;
  if (refresh !== undefined) status.lastHandledRefresh = refresh;
  if (!isTerminalPhase(status.phase)) {
    patch(kargo, latest, status);
    return nextPollMs === undefined ? {} : { requeueAfterMs: nextPollMs };
  }
  execution.directories.delete(promotion.metadata.uid);
  end(kargo, latest, status);
  return {};
}

function freightProblem(
  kargo: Kargo,
  stage: Stage,
  wanted: { freight: Freight | undefined; name: string },
): string | undefined {
  if (wanted.freight === undefined) {
    return `Freight "${wanted.name}" not found in namespace "${stage.metadata.namespace}"`;
  }
  if (isAvailable(stage, wanted.freight, { profile: kargo.profile, now: kargo.clock.now() }))
    return undefined;
  return `Freight "${wanted.name}" is not available to Stage "${stage.metadata.name}" in namespace "${stage.metadata.namespace}"`;
}

/** The Freight being promoted, plus what the Stage's last Promotion held of other origins. */
function collect(stage: Stage, freight: Freight): FreightCollection {
  const requested = new Set(stage.spec.requestedFreight.map((request) => originKey(request.origin)));
  const kept = Object.entries(stage.status.freightHistory?.[0]?.items ?? {}).filter(([key]) =>
    requested.has(key),
  );
  const items = Object.fromEntries([...kept, [originKey(freight.origin), referenceOf(freight)]]);
  return { id: collectionId(Object.values(items).map((item) => item.name)), items };
}

function directoryOf(directories: WorkDirectories, promotion: Promotion): WorkDirectory {
  let directory = directories.get(promotion.metadata.uid);
  if (directory === undefined) {
    directory = { clones: new Map(), starts: new Map() };
    directories.set(promotion.metadata.uid, directory);
  }
  return directory;
}

/** Aborts as asked by the annotation: the running step is Aborted, nothing else is undone. */
function terminate(kargo: Kargo, promotion: Promotion, annotation: string): void {
  const time = kargo.clock.timestamp();
  const status: PromotionStatus = structuredClone(promotion.status);
  for (const step of status.stepExecutionMetadata ?? []) {
    if (step.status !== 'Running') continue;
    step.status = 'Aborted';
    step.finishedAt = time;
  }
  status.phase = 'Aborted';
  status.message = `Promotion terminated by ${abortActor(annotation)}`;
  end(kargo, promotion, status);
}

function abortActor(annotation: string): string {
  if (!annotation.startsWith('{')) return 'user';
  const content: unknown = JSON.parse(annotation);
  return isRecord(content) && typeof content.actor === 'string' ? content.actor : 'user';
}

function end(kargo: Kargo, promotion: Promotion, status: PromotionStatus): void {
  patch(kargo, promotion, { ...status, finishedAt: kargo.clock.timestamp() });
  const ended = kargo.store.get('Promotion', promotion.metadata.namespace ?? '', promotion.metadata.name);
  if (ended !== undefined) promotionEnded(kargo, ended);
}

function patch(kargo: Kargo, promotion: Promotion, status: PromotionStatus): void {
  kargo.store.patchStatus('Promotion', promotion, status);
}
