import { ExpressionError } from './expression-operators.ts';
import { evaluateAll, evaluateTemplate } from './expressions.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Kargo } from './kargo.ts';
import {
  type Freight,
  type FreightCollection,
  type HealthCheckStep,
  isRecord,
  type JsonObject,
  type Promotion,
  type PromotionPhase,
  type PromotionStatus,
  type Stage,
  type Step,
  type StepMetadata,
} from './objects.ts';
import type { WorkDirectory } from './promotion.ts';
import { DEFAULT_POLL_MS } from './releases.ts';
import { hasFailed, stepEnvironment } from './step-environment.ts';
import { findRunner, type StepResult, type StepRunner } from './steps.ts';
import type { StepScript } from './world.ts';

export interface EngineInput {
  kargo: Kargo;
  promotion: Promotion;
  stage: Stage;
  freight: Freight;
  freightCollection: FreightCollection;
  directory: WorkDirectory;
  /** The working directory is new: execution begins at step 0, whatever the status says. */
  restarted: boolean;
}

export interface EngineResult {
  status: PromotionStatus;
  /** When to look again, while a step waits. */
  nextPollMs?: number;
}

interface Run extends EngineInput {
  status: PromotionStatus;
  metadata: StepMetadata[];
  /** Outputs by alias; a step that ran without output has an empty one here but no key in the status. */
  outputs: JsonObject;
  healthChecks: HealthCheckStep[];
}

/**
 * Runs steps until one waits or all are done. Nothing is written in between: that is why quick steps never show as
 * Running (kargo-promotion-model.md 1.4).
 */
export async function runSteps(input: EngineInput): Promise<EngineResult> {
  const run = prepare(input);
  const { steps } = run.promotion.spec;
  for (let index = run.status.currentStep ?? 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === undefined) break;
    if (index === 0) delete run.status.currentStep;
    else run.status.currentStep = index;
    const waiting = await runStep(run, step, index);
    if (waiting !== undefined) {
      run.status.phase = 'Running';
      return { status: assemble(run), nextPollMs: waiting };
    }
  }
  conclude(run);
  return { status: assemble(run) };
}

function prepare(input: EngineInput): Run {
  const status = structuredClone(input.promotion.status);
  if (input.restarted) {
    delete status.currentStep;
    delete status.stepExecutionMetadata;
  }
  const metadata = status.stepExecutionMetadata ?? [];
  const outputs: JsonObject = { ...status.state };
  return {
    ...input,
    status,
    metadata,
    outputs,
    healthChecks: status.healthChecks ?? [],
  };
}

function assemble(run: Run): PromotionStatus {
  run.status.stepExecutionMetadata = run.metadata;
  if (run.healthChecks.length > 0) run.status.healthChecks = run.healthChecks;
  return run.status;
}

/** Runs one step; answers after how long to look again when it is not done. */
async function runStep(run: Run, step: Step, index: number): Promise<number | undefined> {
  const { kargo } = run;
  const alias = step.as ?? `step-${index + 1}`;
  const entry = entryOf(run, step, { index, alias });
  try {
    if (entry.startedAt === undefined && shouldSkip(run, step, alias)) {
      entry.status = 'Skipped';
      return undefined;
    }
  } catch (error) {
    fail(entry, 'Errored', `error evaluating if expression for step "${alias}": ${messageOf(error)}`);
    return undefined;
  }
  const script = scriptOf(kargo, run.stage, step);
  const runner = findRunner(step.uses ?? '', kargo.profile);
  if (runner === undefined) {
    fail(entry, 'Errored', `error getting runner for step kind "${step.uses}"`);
    return undefined;
  }
  entry.startedAt ??= kargo.clock.timestamp();
  let config: JsonObject;
  try {
    config = configOf(run, step, alias);
  } catch (error) {
    fail(entry, 'Errored', `failed to build step context: failed to get step config: ${messageOf(error)}`);
    return undefined;
  }
  const result = await perform({ run, step, alias, config, runner, script });
  return settle(run, step, { entry, alias, result });
}

function entryOf(run: Run, step: Step, where: { index: number; alias: string }): StepMetadata {
  const existing = run.metadata[where.index];
  if (existing !== undefined) return existing;
  const entry: StepMetadata = { alias: where.alias };
  if (step.continueOnError === true) entry.continueOnError = true;
  run.metadata.push(entry);
  return entry;
}

async function perform(work: {
  run: Run;
  step: Step;
  alias: string;
  config: JsonObject;
  runner: StepRunner;
  script: StepScript | undefined;
}): Promise<StepResult> {
  const { run, step, alias, config, runner, script } = work;
  const remaining = remainingMs(run, alias, script);
  if (remaining > 0) return { status: 'Running', pollMs: remaining };
  if (script?.status !== undefined) {
    return {
      status: script.status,
      terminal: true,
      ...(script.message === undefined ? {} : { message: script.message }),
      ...(script.output === undefined ? {} : { output: script.output }),
    };
  }
  const result = await runner({
    kargo: run.kargo,
    promotion: run.promotion,
    stage: run.stage,
    freight: run.freight,
    directory: run.directory,
    step,
    alias,
    config,
    outputs: run.outputs,
  });
  return script?.output === undefined
    ? result
    : { ...result, output: { ...result.output, ...script.output } };
}

/** How much longer a step with a scripted duration takes. */
function remainingMs(run: Run, alias: string, script: StepScript | undefined): number {
  if (script?.takesMs === undefined) return 0;
  const start = run.directory.starts.get(alias) ?? run.kargo.clock.now();
  run.directory.starts.set(alias, start);
  return Math.max(0, start + script.takesMs - run.kargo.clock.now());
}

/** Turns a runner's result into the step's entry, the state, and whether to go on. */
function settle(
  run: Run,
  step: Step,
  done: { entry: StepMetadata; alias: string; result: StepResult },
): number | undefined {
  const { entry, alias, result } = done;
  const { kargo } = run;
  run.status.state ??= {};
  // The state holds the output of the last execution: none, no key.
  delete run.status.state[alias];
  if (result.output !== undefined) {
    run.status.state[alias] = result.output;
    const task = alias.split('::')[0];
    if (step.uses === 'compose-output' && alias.includes('::') && task !== undefined) {
      run.status.state[task] = result.output;
      run.outputs[task] = result.output;
    }
  }
  run.outputs[alias] = result.output ?? {};
  if (result.healthCheck !== undefined) run.healthChecks.push(result.healthCheck);
  if (result.status === 'Succeeded' || result.status === 'Skipped') {
    entry.status = result.status;
    entry.finishedAt = kargo.clock.timestamp();
    if (result.message !== undefined) entry.message = result.message;
    return undefined;
  }
  if (result.status === 'Running') return wait(run, step, { entry, alias, pollMs: result.pollMs });
  return failed(run, step, { entry, alias, result });
}

function wait(
  run: Run,
  step: Step,
  waiting: { entry: StepMetadata; alias: string; pollMs: number | undefined },
): number | undefined {
  const { entry, alias, pollMs } = waiting;
  const { kargo } = run;
  const timeout = parseGoDuration(step.retry?.timeout ?? '0') ?? 0;
  const elapsed = kargo.clock.now() - Date.parse(entry.startedAt ?? kargo.clock.timestamp());
  if (timeout > 0 && elapsed >= timeout) {
    fail(entry, 'Errored', `step "${alias}" timed out after ${step.retry?.timeout}`);
    entry.finishedAt = kargo.clock.timestamp();
    return undefined;
  }
  entry.status = 'Running';
  const poll = pollMs ?? kargo.profile.pollIntervalMs[step.uses ?? ''] ?? DEFAULT_POLL_MS;
  return timeout > 0 ? Math.min(poll, timeout - elapsed) : poll;
}

function failed(
  run: Run,
  step: Step,
  done: { entry: StepMetadata; alias: string; result: StepResult },
): number | undefined {
  const { entry, alias, result } = done;
  const { kargo } = run;
  const text = result.message ?? 'failed';
  if (result.terminal === true || result.status === 'Failed') {
    const plain = kargo.profile.failedStepsAreErrored;
    const message = plain
      ? `an unrecoverable error occurred: error running step "${alias}": ${text}`
      : `step "${alias}": ${text}`;
    fail(entry, plain ? 'Errored' : result.status === 'Failed' ? 'Failed' : 'Errored', message);
    entry.finishedAt = kargo.clock.timestamp();
    return undefined;
  }
  const threshold = step.retry?.errorThreshold ?? 1;
  entry.errorCount = (entry.errorCount ?? 0) + 1;
  const problem = `error running step "${alias}": ${text}`;
  if (entry.errorCount < threshold) {
    fail(entry, 'Errored', `${problem}; step will be retried`);
    return 5 * 2 ** entry.errorCount;
  }
  fail(entry, 'Errored', `step "${alias}" met error threshold of ${threshold}: ${problem}`);
  entry.finishedAt = kargo.clock.timestamp();
  return undefined;
}

function fail(entry: StepMetadata, status: 'Failed' | 'Errored', message: string): void {
  entry.status = status;
  entry.message = message;
}

const WORSE: Record<string, number> = {
  Succeeded: 0,
  Skipped: 0,
  Running: 0,
  Aborted: 1,
  Failed: 2,
  Errored: 3,
};

/** The final phase: the worst of the steps that may not fail, with that step's message. */
function conclude(run: Run): void {
  let worst: StepMetadata | undefined;
  for (const entry of run.metadata) {
    if (entry.continueOnError === true) continue;
    if ((WORSE[entry.status ?? ''] ?? 0) > (WORSE[worst?.status ?? ''] ?? 0)) worst = entry;
  }
  const phases: Record<string, PromotionPhase> = { Aborted: 'Aborted', Failed: 'Failed', Errored: 'Errored' };
  run.status.phase = phases[worst?.status ?? ''] ?? 'Succeeded';
  if (worst?.message !== undefined) run.status.message = worst.message;
  if (run.status.phase !== 'Succeeded') run.healthChecks = [];
}

function shouldSkip(run: Run, step: Step, alias: string): boolean {
  if (step.if === undefined) return hasFailed(run);
  const condition = evaluateTemplate(step.if, stepEnvironment(run, step, alias));
  return condition !== true;
}

function configOf(run: Run, step: Step, alias: string): JsonObject {
  const config = evaluateAll(step.config ?? {}, stepEnvironment(run, step, alias));
  return isRecord(config) ? (config as JsonObject) : {};
}

function scriptOf(kargo: Kargo, stage: Stage, step: Step): StepScript | undefined {
  return kargo.simulation.steps.find(
    (script) =>
      (script.uses === undefined || script.uses === step.uses) &&
      (script.as === undefined || script.as === step.as) &&
      (script.stage === undefined || script.stage === stage.metadata.name),
  );
}

function messageOf(error: unknown): string {
  if (error instanceof ExpressionError) return error.message;
  throw error;
}
