import type { Kargo } from './kargo.ts';
import { KIND_INFO } from './kinds.ts';
import {
  ANNOTATION,
  type Freight,
  originKey,
  type Promotion,
  type Stage,
  type VerificationInfo,
} from './objects.ts';

type Component = 'api' | 'promotion-controller' | 'stage-controller' | 'warehouse-controller';

interface EventInput {
  reason: string;
  message: string;
  component: Component;
  about: 'Promotion' | 'Freight';
  name: string;
  namespace: string;
  /** Under `event.kargo.akuity.io/`. */
  details: Record<string, string | undefined>;
}

/** Writes a Kubernetes Event as Kargo does (kargo-promotion-model.md 9.1; recorded in 11/events). */
function record(kargo: Kargo, input: EventInput): void {
  const time = kargo.clock.timestamp();
  const annotations: Record<string, string> = {};
  for (const [key, value] of Object.entries(input.details)) {
    if (value !== undefined) annotations[`event.kargo.akuity.io/${key}`] = value;
  }
  const stamp = BigInt(kargo.clock.now()) * 1_000_000n + BigInt(kargo.store.version % 1_000_000);
  kargo.store.create('Event', {
    metadata: { name: `${input.name}.${stamp.toString(16)}`, namespace: input.namespace, annotations },
    involvedObject: {
      kind: input.about,
      namespace: input.namespace,
      name: input.name,
      apiVersion: KIND_INFO[input.about].apiVersion,
    },
    reason: input.reason,
    message: input.message,
    source: { component: input.component },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    type: 'Normal',
    eventTime: null,
    reportingComponent: input.component,
    reportingInstance: '',
  });
}

function freightDetails(kargo: Kargo, freight: Freight): Record<string, string | undefined> {
  const list = (artifacts: object[] | undefined) => (artifacts === undefined ? undefined : goJson(artifacts));
  return {
    project: freight.metadata.namespace,
    'freight-name': freight.metadata.name,
    'freight-alias': freight.alias,
    'freight-create-time': freight.metadata.creationTimestamp,
    'freight-commits': list(freight.commits),
    'freight-images': list(freight.images),
    'freight-charts': list(freight.charts),
    'freight-warehouse-name': kargo.profile.freightHasDiscoveredAt ? freight.origin.name : undefined,
  };
}

/** Go escapes these in JSON. */
function goJson(value: unknown): string {
  const codes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };
  return JSON.stringify(value).replace(/[<>&]/g, (character) => codes[character] ?? character);
}

function promotionDetails(kargo: Kargo, promotion: Promotion, actor: string | undefined) {
  const freight = kargo.store.get('Freight', promotion.metadata.namespace ?? '', promotion.spec.freight);
  return {
    actor,
    project: promotion.metadata.namespace,
    'promotion-name': promotion.metadata.name,
    'promotion-create-time': promotion.metadata.creationTimestamp,
    'stage-name': promotion.spec.stage,
    ...(freight === undefined ? {} : freightDetails(kargo, freight)),
  };
}

const STAGE_CONTROLLER = 'controller:stage-controller';

/** A Promotion was created, by someone or by auto-promotion. */
export function promotionCreated(kargo: Kargo, promotion: Promotion): void {
  const actor = promotion.metadata.annotations?.[ANNOTATION.actor];
  const { stage, freight } = promotion.spec;
  const found = kargo.store.get('Freight', promotion.metadata.namespace ?? '', freight);
  const origin = found === undefined ? '' : originKey(found.origin);
  record(kargo, {
    reason: 'PromotionCreated',
    message:
      actor === undefined
        ? `Automatically promoted Freight from origin "${origin}" for Stage "${stage}"`
        : `Promotion created for Stage "${stage}" by "${actor}"`,
    component: actor === undefined ? 'stage-controller' : 'api',
    about: 'Promotion',
    name: promotion.metadata.name,
    namespace: promotion.metadata.namespace ?? '',
    details: promotionDetails(kargo, promotion, actor ?? STAGE_CONTROLLER),
  });
}

/** A Promotion came to its end. */
export function promotionEnded(kargo: Kargo, promotion: Promotion): void {
  const { phase = '', message } = promotion.status;
  const namespace = promotion.metadata.namespace ?? '';
  const stage = kargo.store.get('Stage', namespace, promotion.spec.stage);
  const text =
    message === undefined || message === '' ? `Promotion ${phase}` : `Promotion ${phase}: ${message}`;
  const pending = phase === 'Succeeded' ? String(stage?.spec.verification !== undefined) : undefined;
  record(kargo, {
    reason: `Promotion${phase}`,
    message: phase === 'Aborted' ? (message ?? text) : text,
    component: 'promotion-controller',
    about: 'Promotion',
    name: promotion.metadata.name,
    namespace,
    details: {
      ...promotionDetails(
        kargo,
        promotion,
        promotion.metadata.annotations?.[ANNOTATION.actor] ?? 'controller:promotion-controller',
      ),
      'verification-pending': pending,
    },
  });
}

/** A verification of Freight in a Stage came to its end. */
export function verificationEnded(kargo: Kargo, stage: Stage, entry: VerificationInfo): void {
  for (const item of Object.values(stage.status.freightHistory?.[0]?.items ?? {})) {
    const freight = kargo.store.get('Freight', stage.metadata.namespace ?? '', item.name);
    if (freight !== undefined) verificationOf(kargo, { stage, freight, entry });
  }
}

/** A control-flow Stage passes Freight on as verified, without looking at it. */
export function verificationPassed(kargo: Kargo, stage: Stage, freight: Freight): void {
  const time = kargo.clock.timestamp();
  const entry = { id: '', phase: 'Successful', startTime: time, finishTime: time };
  verificationOf(kargo, { stage, freight, entry });
}

function verificationOf(
  kargo: Kargo,
  ended: { stage: Stage; freight: Freight; entry: VerificationInfo },
): void {
  const { stage, freight, entry } = ended;
  const namespace = stage.metadata.namespace ?? '';
  const run = entry.analysisRun?.name;
  const promotion =
    run === undefined
      ? undefined
      : kargo.store.get('AnalysisRun', namespace, run)?.metadata.annotations?.[ANNOTATION.promotion];
  const words: Record<string, string> = { Successful: 'Succeeded', Error: 'Errored' };
  const phase = entry.phase ?? 'Unknown';
  record(kargo, {
    reason: `FreightVerification${words[phase] ?? phase}`,
    message: entry.message ?? 'Freight verification succeeded',
    component: 'stage-controller',
    about: 'Freight',
    name: freight.metadata.name,
    namespace,
    details: {
      actor: entry.actor ?? STAGE_CONTROLLER,
      'stage-name': stage.metadata.name,
      ...freightDetails(kargo, freight),
      'analysis-run-name': run,
      'promotion-name': promotion,
      'verification-start-time': entry.startTime,
      'verification-finish-time': entry.finishTime,
    },
  });
}

/** Somebody approved Freight for a Stage. */
export function freightApproved(
  kargo: Kargo,
  freight: Freight,
  approval: { stage: string; actor: string },
): void {
  record(kargo, {
    reason: 'FreightApproved',
    message: `Freight approved for Stage "${approval.stage}" by "${approval.actor}"`,
    component: 'api',
    about: 'Freight',
    name: freight.metadata.name,
    namespace: freight.metadata.namespace ?? '',
    details: { actor: approval.actor, 'stage-name': approval.stage, ...freightDetails(kargo, freight) },
  });
}

/** Freight was created, by a Warehouse or (with an actor) by hand; releases before 1.11 do not tell. */
export function freightCreated(kargo: Kargo, freight: Freight, actor: string | undefined): void {
  if (!kargo.profile.freightHasDiscoveredAt) return;
  record(kargo, {
    reason: 'FreightCreated',
    message:
      actor === undefined ? 'Freight created from discovered artifacts' : `Freight created by "${actor}"`,
    component: actor === undefined ? 'warehouse-controller' : 'api',
    about: 'Freight',
    name: freight.metadata.name,
    namespace: freight.metadata.namespace ?? '',
    details: {
      actor: actor ?? 'controller:warehouse-controller',
      'stage-name': '',
      ...freightDetails(kargo, freight),
    },
  });
}
