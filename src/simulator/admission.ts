import { ApiError, UnexpectedError } from './api-error.ts';
import { autoPromotionEnabled, candidate } from './auto-promotion.ts';
import { promotionCreated } from './events.ts';
import { isAvailable } from './freight.ts';
import type { Kargo } from './kargo.ts';
import {
  ANNOTATION,
  type Freight,
  LABEL,
  type Origin,
  originKey,
  type Promotion,
  type Stage,
  type Step,
  type Variable,
} from './objects.ts';

const WEBHOOK = 'admission webhook "promotion.kargo.akuity.io" denied the request: ';

/** Who asks for a Promotion; the Stage controller itself has no actor. */
export interface PromotionRequest {
  stage: Stage;
  freight: Freight;
  actor?: string;
  /** The manifest it was applied by: no `generateName`, and up to 1.10 its own name and steps. */
  manifest?: { name: string; steps?: Step[] };
}

/**
 * Creates a Promotion as Kargo's API server and admission webhook do together.
 * Throws ApiError where admission refuses, UnexpectedError where Kargo stumbles.
 */
export function createPromotion(kargo: Kargo, request: PromotionRequest): Promotion {
  const { stage, freight, actor, manifest } = request;
  const given = kargo.profile.promotionsAreRenamed ? undefined : manifest;
  const name = given?.name ?? promotionName(kargo, stage.metadata.name, freight.metadata.name);
  const template = stage.spec.promotionTemplate?.spec;
  if (template?.steps === undefined || template.steps.length === 0) {
    if (!kargo.profile.admissionRefusesControlFlow) throw new UnexpectedError('no promotion template');
    throw noSteps(stage, name);
  }
  const steps = given?.steps ?? inflate(kargo, stage, template.steps);
  const vars = [...(stage.spec.vars ?? []), ...(template.vars ?? [])];
  const annotations: Record<string, string> = {};
  if (actor !== undefined && given === undefined) annotations[ANNOTATION.actor] = actor;
  if (kargo.profile.promotionsAreLabelled) annotations[ANNOTATION.stage] = stage.metadata.name;
  Object.assign(annotations, holdAnnotation(kargo, request));
  const promotion = kargo.store.create('Promotion', {
    metadata: {
      name,
      namespace: stage.metadata.namespace ?? '',
      ...(kargo.profile.promotionsAreLabelled
        ? {
            ...(manifest === undefined ? { generateName: 'promo-' } : {}),
            labels: { [LABEL.stage]: stage.metadata.name },
          }
        : {}),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [ownedBy(stage)],
    },
    spec: {
      stage: stage.metadata.name,
      freight: freight.metadata.name,
      ...(vars.length === 0 ? {} : { vars: structuredClone(vars) }),
      steps,
    },
    status: {},
  });
  promotionCreated(kargo, promotion);
  return promotion;
}

/** `<stage>.<ulid>.<first seven of the Freight's name>` */
export function promotionName(kargo: Kargo, stage: string, freight: string): string {
  const ulid = kargo.ulids.next(kargo.clock.now());
  return `${stage.slice(0, 253 - 35)}.${ulid}.${freight.slice(0, 7)}`.toLowerCase();
}

export function noSteps(stage: Stage, name: string): ApiError {
  return new ApiError(
    422,
    `${WEBHOOK}Promotion.kargo.akuity.io "${name}" is invalid: spec.stage: Invalid value: ` +
      `"${stage.metadata.name}": Stage "${stage.metadata.name}" in namespace "${stage.metadata.namespace}" ` +
      'defines no promotion steps',
  );
}

export function ownedBy(stage: Stage) {
  return {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    name: stage.metadata.name,
    uid: stage.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/**
 * A person promoting other Freight than auto-promotion would take puts auto-promotion on hold; promoting the
 * candidate resumes it. Only where auto-promotion is on (kargo-promotion-model.md 5.2).
 */
function holdAnnotation(kargo: Kargo, request: PromotionRequest): Record<string, string> {
  const { stage, freight, actor } = request;
  if (!kargo.profile.autoPromotionHolds || actor === undefined || !autoPromotionEnabled(kargo, stage))
    return {};
  const best = candidate(kargo, stage, freight.origin);
  const isBest = best?.metadata.name === freight.metadata.name;
  return { [isBest ? ANNOTATION.resume : ANNOTATION.hold]: originKey(freight.origin) };
}

/** Replaces references to PromotionTasks by their steps. Throws ApiError as admission does. */
function inflate(kargo: Kargo, stage: Stage, steps: Step[]): Step[] {
  return steps.flatMap((step, index) => {
    if (step.task === undefined) {
      return [{ ...structuredClone(step), as: step.as ?? `step-${index + 1}` }];
    }
    return inflateTask(kargo, stage, { step, alias: step.as ?? `task-${index + 1}` });
  });
}

function inflateTask(kargo: Kargo, stage: Stage, reference: { step: Step; alias: string }): Step[] {
  const { step, alias } = reference;
  const name = step.task?.name ?? '';
  const prefix = kargo.profile.admissionErrorsArePlain ? `create promotion: ${WEBHOOK}` : WEBHOOK;
  const task = kargo.store.get('PromotionTask', stage.metadata.namespace ?? '', name);
  if (task === undefined) {
    throw new ApiError(404, `${prefix}PromotionTask.kargo.akuity.io "${name}" not found`);
  }
  const given = step.vars ?? [];
  const vars = (task.spec.vars ?? []).map((variable): Variable => {
    const value = given.find((candidate) => candidate.name === variable.name)?.value ?? variable.value;
    if (value === undefined || value === '') throw missingVariable(kargo, { prefix, name, alias, variable });
    return { name: variable.name, value };
  });
  const extra = given.filter((variable) => !vars.some((known) => known.name === variable.name));
  return task.spec.steps.map((inner, index) => ({
    ...structuredClone(inner),
    as: `${alias}::${inner.as ?? `step-${index + 1}`}`,
    ...(step.if === undefined || inner.if !== undefined ? {} : { if: step.if }),
    vars: [...vars, ...extra, ...(inner.vars ?? [])],
  }));
}

function missingVariable(
  kargo: Kargo,
  missing: { prefix: string; name: string; alias: string; variable: Variable },
): ApiError {
  const { prefix, name, alias, variable } = missing;
  const plain = kargo.profile.admissionErrorsArePlain;
  const text =
    `failed to inflate Promotion steps: inflate ${plain ? 'tasks' : 'task'} steps for task "${name}" ` +
    `("${alias}"): missing value for variable "${variable.name}"`;
  return new ApiError(plain ? 403 : 500, `${prefix}${plain ? '' : 'Internal error occurred: '}${text}`);
}

/** The Freight a promote-by-origin stands for. Throws ApiError when there is none. */
export function resolveOrigin(kargo: Kargo, stage: Stage, origin: Origin): Freight {
  const freight = candidate(kargo, stage, origin);
  if (freight !== undefined) return freight;
  const key = originKey(origin);
  throw new ApiError(
    422,
    `${WEBHOOK}Promotion.kargo.akuity.io "" is invalid: spec.origin: Invalid value: "${key}": ` +
      `no auto-promotion candidate found for origin "${key}" on Stage "${stage.metadata.name}"`,
  );
}

/** Parses `Warehouse/web`. Throws ApiError. */
export function parseOrigin(text: string): Origin {
  const [kind, name, ...rest] = text.split('/');
  if (kind !== 'Warehouse' || name === undefined || name === '' || rest.length > 0) {
    throw new ApiError(400, `invalid origin "${text}": invalid Freight origin string "${text}"`);
  }
  return { kind, name };
}

/** Throws ApiError when the Freight may not go to the Stage. */
export function requireAvailable(kargo: Kargo, stage: Stage, freight: Freight, whom = 'Stage'): void {
  if (isAvailable(stage, freight, { profile: kargo.profile, now: kargo.clock.now() })) return;
  throw new ApiError(
    400,
    `Freight "${freight.metadata.name}" is not available to ${whom} "${stage.metadata.name}"`,
  );
}
