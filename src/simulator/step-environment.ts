import { type Environment, ExpressionError } from './expression-operators.ts';
import { evaluateTemplate } from './expressions.ts';
import {
  ANNOTATION,
  type Freight,
  type FreightCollection,
  type JsonObject,
  type Promotion,
  type Stage,
  type Step,
  type StepMetadata,
} from './objects.ts';

/** What of a running Promotion its expressions can see. */
export interface StepScope {
  promotion: Promotion;
  stage: Stage;
  freight: Freight;
  freightCollection: FreightCollection;
  metadata: StepMetadata[];
  outputs: JsonObject;
}

/** What expressions in a step can see (kargo-promotion-model.md 1.11). */
export function stepEnvironment(run: StepScope, step: Step, alias: string): Environment {
  const { promotion, stage, freight, freightCollection } = run;
  const items = Object.values(freightCollection.items);
  const status = (name: string) => run.metadata.find((entry) => entry.alias === name)?.status ?? '';
  const base: Environment = {
    ctx: {
      project: stage.metadata.namespace ?? '',
      stage: stage.metadata.name,
      promotion: promotion.metadata.name,
      uiBaseUrl: '',
      targetFreight: {
        name: freight.metadata.name,
        alias: freight.alias ?? '',
        origin: { name: freight.origin.name },
      },
      meta: {
        promotion: { actor: promotion.metadata.annotations?.[ANNOTATION.actor] ?? '' },
        step: { alias },
      },
    },
    outputs: run.outputs,
    imageFrom: (repoURL: string) =>
      found('image', repoURL, items.flatMap((item) => item.images ?? []).map(capitalised)),
    commitFrom: (repoURL: string) =>
      found('commit', repoURL, items.flatMap((item) => item.commits ?? []).map(capitalised)),
    chartFrom: (repoURL: string) =>
      found('chart', repoURL, items.flatMap((item) => item.charts ?? []).map(capitalised)),
    warehouse: (name: string) => ({ Kind: 'Warehouse', Name: name }),
    always: () => true,
    failure: () => hasFailed(run),
    success: () => !hasFailed(run),
    status,
    quote: (value: unknown) => JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)),
    secret: () => ({}),
    configMap: () => ({}),
  };
  base.vars = variables(run, step, base);
  return base;
}

function variables(run: StepScope, step: Step, base: Environment): JsonObject {
  const values: JsonObject = {};
  for (const variable of [...(run.promotion.spec.vars ?? []), ...(step.vars ?? [])]) {
    values[variable.name] = evaluateTemplate(variable.value ?? '', { ...base, vars: { ...values } });
  }
  return values;
}

/** Artifacts have their fields in Go's spelling inside expressions: `Tag`, `Digest`, `RepoURL`. */
function capitalised(artifact: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(artifact).map(([key, value]) => [
      key === 'id' ? 'ID' : key.charAt(0).toUpperCase() + key.slice(1),
      value,
    ]),
  );
}

function found(kind: string, repoURL: string, artifacts: Record<string, unknown>[]): Record<string, unknown> {
  const artifact = artifacts.find((candidate) => candidate.RepoURL === repoURL);
  if (artifact !== undefined) return artifact;
  throw new ExpressionError(`${kind} from repo ${repoURL} not found in referenced Freight`);
}

/** Whether a step that may not fail has failed. */
export function hasFailed(run: StepScope): boolean {
  return run.metadata.some(
    (entry) => entry.continueOnError !== true && (entry.status === 'Failed' || entry.status === 'Errored'),
  );
}
