import { randomUUID } from 'node:crypto';
import { setCondition, type Verdict } from './conditions.ts';
import { verificationEnded } from './events.ts';
import type { Kargo } from './kargo.ts';
import {
  ANNOTATION,
  type AnalysisTemplate,
  type FreightCollection,
  isRecord,
  isTerminalVerification,
  LABEL,
  records,
  type Stage,
  type VerificationInfo,
} from './objects.ts';
import type { StagePass } from './stage.ts';
import { locate } from './store.ts';

const HISTORY_LIMIT = 10;

/** Starts, follows, aborts and repeats the verification of the Stage's current Freight. */
export function verifyFreight(pass: StagePass): void {
  const { kargo, stage, status, at } = pass;
  const current = status.freightHistory?.[0];
  if (current === undefined) {
    const message = 'Stage has no current Freight to verify';
    setCondition(status, { type: 'Verified', status: 'Unknown', reason: 'NoFreight', message }, at);
    return;
  }
  if (status.currentPromotion !== undefined) return;
  const newest = current.verificationHistory?.[0];
  const next = nextVerification(pass, current, newest);
  if (next === undefined) return;
  record(current, next);
  if (isTerminalVerification(next.phase)) verificationEnded(kargo, { ...stage, status }, next);
  const verdict = verdictOf(current, next);
  setCondition(status, verdict, {
    time: at.time,
    // Kargo forgets the generation on this one condition (recorded: 1.9 08/stage-verification-pending).
    generation: verdict.reason === 'UnknownVerificationPhase' ? undefined : stage.metadata.generation,
  });
}

/** The entry as it should be now: a new one, a changed one, or undefined when nothing is to be done. */
function nextVerification(
  pass: StagePass,
  current: FreightCollection,
  newest: VerificationInfo | undefined,
): VerificationInfo | undefined {
  const { kargo, stage, status } = pass;
  const healthy = status.health?.status === 'Healthy';
  if (newest === undefined) return healthy ? begin(pass, current) : undefined;
  const abort = request(stage, ANNOTATION.abort);
  if (!isTerminalVerification(newest.phase)) {
    if (abort?.id === newest.id) return aborted(kargo, newest, abort.actor);
    return follow(kargo, newest);
  }
  const reverify = request(stage, ANNOTATION.reverify);
  if (reverify?.id === newest.id && healthy) return begin(pass, current, reverify.actor);
  return undefined;
}

function begin(pass: StagePass, current: FreightCollection, actor?: string): VerificationInfo {
  const { kargo, stage, at } = pass;
  const common = { id: randomUUID(), ...(actor === undefined ? {} : { actor }), startTime: at.time };
  const templates = stage.spec.verification?.analysisTemplates ?? [];
  if (templates.length === 0) return { ...common, phase: 'Successful', finishTime: at.time };
  const name = createAnalysisRun(kargo, stage, current);
  // A finish time while Pending is what Kargo really writes.
  return {
    ...common,
    phase: 'Pending',
    analysisRun: { namespace: stage.metadata.namespace ?? '', name, phase: '' },
    finishTime: at.time,
  };
}

function createAnalysisRun(kargo: Kargo, stage: Stage, current: FreightCollection): string {
  const namespace = stage.metadata.namespace ?? '';
  const freight = Object.values(current.items);
  const name = `${stage.metadata.name}.${kargo.ulids.next(kargo.clock.now())}.${current.id.slice(0, 7)}`;
  const promotion = stage.status.lastPromotion?.name;
  const metrics = (stage.spec.verification?.analysisTemplates ?? []).flatMap(
    (template) => kargo.store.get('AnalysisTemplate', namespace, template.name)?.spec.metrics ?? [],
  );
  kargo.store.create('AnalysisRun', {
    metadata: {
      name,
      namespace,
      labels: { [LABEL.freightCollection]: current.id, [LABEL.stage]: stage.metadata.name },
      ...(promotion === undefined ? {} : { annotations: { [ANNOTATION.promotion]: promotion } }),
      ownerReferences: freight.map((item) => ({
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Freight',
        name: item.name,
        uid: kargo.store.get('Freight', namespace, item.name)?.metadata.uid ?? '',
        blockOwnerDeletion: false,
      })),
    },
    spec: { metrics: metrics.map(asStored) },
    status: {},
  });
  return name;
}

/** A metric as Kubernetes stores it: a job's empty parts are written out. */
function asStored(metric: AnalysisTemplate['spec']['metrics'][number]) {
  const copy = structuredClone(metric);
  const provider = copy.provider;
  const job = isRecord(provider) ? provider.job : undefined;
  const spec = isRecord(job) ? job.spec : undefined;
  const template = isRecord(spec) ? spec.template : undefined;
  if (isRecord(job)) job.metadata ??= {};
  if (isRecord(template)) {
    template.metadata ??= {};
    const containers = isRecord(template.spec) ? records(template.spec.containers) : [];
    for (const container of containers) container.resources ??= {};
  }
  return copy;
}

function follow(kargo: Kargo, entry: VerificationInfo): VerificationInfo | undefined {
  const reference = entry.analysisRun;
  if (reference === undefined) return undefined;
  const run = kargo.store.get('AnalysisRun', reference.namespace, reference.name);
  if (run === undefined) {
    return { ...entry, phase: 'Error', message: `AnalysisRun ${reference.name} not found` };
  }
  const phase = run.status.phase ?? '';
  const next: VerificationInfo = { ...entry, analysisRun: { ...reference, phase } };
  delete next.finishTime;
  if (phase === '') delete next.phase;
  else next.phase = phase;
  if (run.status.message !== undefined && run.status.message !== '') next.message = run.status.message;
  const completed = run.status.completedAt ?? kargo.clock.timestamp();
  if (isTerminalVerification(phase)) next.finishTime = String(completed);
  return next;
}

/** An aborted verification is `Failed`; the phase of its AnalysisRun is never looked at again. */
function aborted(kargo: Kargo, entry: VerificationInfo, actor: string | undefined): VerificationInfo {
  return {
    ...entry,
    ...(actor === undefined ? {} : { actor }),
    phase: 'Failed',
    message: 'Verification aborted by user',
    finishTime: kargo.clock.timestamp(),
  };
}

function record(current: FreightCollection, entry: VerificationInfo): void {
  const history = current.verificationHistory ?? [];
  current.verificationHistory =
    history[0]?.id === entry.id ? [entry, ...history.slice(1)] : [entry, ...history].slice(0, HISTORY_LIMIT);
}

function verdictOf(current: FreightCollection, entry: VerificationInfo): Verdict {
  const say = (status: Verdict['status'], reason: string, message: string): Verdict => ({
    type: 'Verified',
    status,
    reason,
    message,
  });
  if (current.verificationHistory?.some((item) => item.phase === 'Successful')) {
    return say('True', 'Verified', 'Freight has been verified');
  }
  switch (entry.phase) {
    case 'Pending':
      return say('Unknown', 'VerificationPending', 'Freight is pending verification');
    case 'Running':
      return say('Unknown', 'VerificationRunning', 'Freight is currently being verified');
    case 'Failed':
    case 'Error':
    case 'Aborted':
      return say('False', `Verification${entry.phase}`, entry.message ?? '');
    case 'Inconclusive':
      return say('Unknown', 'VerificationInconclusive', entry.message ?? '');
    default:
      return say(
        'Unknown',
        'UnknownVerificationPhase',
        `Freight verification is in an unknown phase: ${entry.phase ?? ''}`,
      );
  }
}

/** A re-verify or abort request as the annotation holds it: a bare id, or JSON with the actor. */
function request(stage: Stage, annotation: string): { id: string; actor?: string } | undefined {
  const text = stage.metadata.annotations?.[annotation];
  if (text === undefined) return undefined;
  if (!text.startsWith('{')) return { id: text };
  const content: unknown = JSON.parse(text);
  if (!isRecord(content)) return undefined;
  const actor = content.actor;
  return { id: String(content.id), ...(typeof actor === 'string' ? { actor } : {}) };
}

/** Marks the Stage's Freight as verified there: once, when healthy and when the newest verdict is good. */
export function markFreightVerified(pass: StagePass): void {
  const { kargo, stage, status, at } = pass;
  const current = status.freightHistory?.[0];
  const good = current?.verificationHistory?.[0]?.phase === 'Successful';
  if (current === undefined || !good || status.health?.status !== 'Healthy') return;
  for (const item of Object.values(current.items)) {
    const freight = kargo.store.get('Freight', stage.metadata.namespace ?? '', item.name);
    if (freight === undefined || freight.status.verifiedIn?.[stage.metadata.name] !== undefined) continue;
    kargo.store.update('Freight', locate(freight), (draft) => {
      draft.status.verifiedIn = {
        ...draft.status.verifiedIn,
        [stage.metadata.name]: { verifiedAt: at.time },
      };
    });
  }
}
