import { once } from 'node:events';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CompositeAction, loadAction, type RunStep } from './action.ts';
import { type GitHubContext, pushToShop } from './environment.ts';
import {
  type FinishedStep,
  fromJson,
  holds,
  interpolate,
  type Scope,
  type StepStatus,
  stepsContext,
  strictStrings,
  strings,
} from './expressions.ts';
import { type Cancellation, type EndedScript, runScript, type StepResult } from './step.ts';

export interface JobOptions {
  /** `env:` of the job. */
  readonly env?: Readonly<Record<string, string>>;
  /** Values of secrets: hidden in every log, as the runner does. */
  readonly secrets?: readonly string[];
  /** What it runs for. Default: a push. */
  readonly github?: Partial<GitHubContext>;
  /** Further contexts that the workflow sees: `vars`, `secrets`, `needs`. */
  readonly contexts?: Readonly<Record<string, unknown>>;
}

export interface UsesOptions {
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly cancel?: Cancellation;
  readonly continueOnError?: boolean;
}

interface Caller {
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly cancel: Cancellation | undefined;
}

/**
 * One job of a workflow, step by step, on a clean environment: what the runner does with composite actions and
 * `run` steps, strictly. What the runner only warns about (undeclared inputs) or shrugs at (undeclared outputs)
 * throws here.
 */
export class Job {
  readonly #root = mkdtempSync(join(tmpdir(), 'job-'));
  readonly #steps = new Map<string, FinishedStep>();
  readonly #masks: Set<string>;
  readonly #scripts: EndedScript[] = [];
  readonly #github: GitHubContext;
  readonly #contexts: Scope['contexts'];
  #env: Record<string, string>;
  #path: readonly string[] = [process.env.PATH ?? ''];
  #status: StepStatus = 'success';

  constructor(options: JobOptions = {}) {
    this.#github = { ...pushToShop, ...options.github };
    this.#masks = new Set([...(options.secrets ?? []), this.#github.token].filter((secret) => secret !== ''));
    this.#contexts = Object.fromEntries(
      Object.entries(options.contexts ?? {}).map(([name, value]) => [name, fromJson(value)]),
    );
    this.#env = { ...options.env };
    mkdirSync(this.workspace);
    mkdirSync(join(this.#root, '_temp'));
    writeFileSync(join(this.#root, 'event.json'), JSON.stringify(this.#github.event));
  }

  get workspace(): string {
    return join(this.#root, 'workspace');
  }

  /** A `uses:` step on the action in a folder. `if`, `with` and `env` may hold expressions. */
  async uses(id: string, directory: string, options: UsesOptions = {}): Promise<StepResult> {
    const action = loadAction(directory);
    const scope = this.#scope();
    if (!holds(options.if, scope)) return this.#finish(id, skipped);
    const given = interpolateAll(options.with ?? {}, scope);
    const undeclared = Object.keys(given).filter((name) => !action.inputs.has(name));
    if (undeclared.length > 0) {
      throw new Error(`action.yml does not declare the inputs: ${undeclared.join(', ')}`);
    }
    const defaults = { ...scope, contexts: { github: this.#githubContext() } };
    const inputs = Object.fromEntries(
      [...action.inputs].map(([name, input]) => [name, given[name] ?? interpolate(input.default, defaults)]),
    );
    const env = { ...this.#env, ...interpolateAll(options.env ?? {}, scope) };
    const result = await this.#runComposite(action, { inputs, env, cancel: options.cancel });
    return this.#finish(id, result, options.continueOnError);
  }

  /** A `run:` step with `shell: bash`. `env` may hold expressions, the script may not. */
  async run(id: string, text: string, env: Readonly<Record<string, string>> = {}): Promise<StepResult> {
    const scope = this.#scope();
    if (!holds(undefined, scope)) return this.#finish(id, skipped);
    const whole = { ...this.#env, ...interpolateAll(env, scope) };
    return this.#finish(id, await this.#start(text, { env: whole, cancel: undefined }, undefined));
  }

  /** Removes the container of a container job: what still runs in it is killed. */
  async end(): Promise<void> {
    const running = this.#scripts
      .map(({ process: child }) => child)
      .filter((child) => child.exitCode === null);
    await Promise.all(running.map((child) => child.kill('SIGKILL') && once(child, 'close')));
  }

  #scope(): Scope {
    return {
      contexts: {
        ...this.#contexts,
        github: this.#githubContext(),
        steps: stepsContext(this.#steps),
        env: strings(this.#env),
      },
      status: this.#status,
    };
  }

  #githubContext() {
    const { token, serverUrl, repository, eventName, event, refName, headRef, baseRef } = this.#github;
    return fromJson({
      token,
      server_url: serverUrl,
      repository,
      event_name: eventName,
      event,
      ref_name: refName,
      head_ref: headRef,
      base_ref: baseRef,
    });
  }

  #finish(id: string, result: StepResult, continueOnError = false): StepResult {
    this.#steps.set(id, result);
    const counts = result.outcome !== 'skipped' && !continueOnError;
    if (this.#status === 'success' && counts) this.#status = result.outcome;
    return result;
  }

  async #runComposite(action: CompositeAction, caller: Caller): Promise<StepResult> {
    const inner = new Map<string, FinishedStep>();
    const results: StepResult[] = [];
    let status: StepStatus = 'success';
    const scope = (): Scope => ({
      contexts: {
        github: this.#githubContext(),
        inputs: strictStrings('input', caller.inputs),
        steps: stepsContext(inner),
        env: strings(caller.env),
      },
      status,
    });
    for (const step of action.steps) {
      if (!holds(step.condition, scope())) continue;
      const env = { ...caller.env, ...interpolateAll(step.env, scope()) };
      const result = await this.#start(step.run, { env, cancel: caller.cancel }, action.directory);
      refuseUndeclaredOutputs(action, step, result);
      results.push(result);
      if (step.id !== undefined) inner.set(step.id, result);
      if (status === 'success') status = statusOf(result);
    }
    const outputs = Object.fromEntries(
      [...action.outputs].map(([name, value]) => [name, interpolate(value, scope())]),
    );
    return { ...merge(results), outputs, outcome: status };
  }

  async #start(
    text: string,
    { env, cancel }: Omit<Caller, 'inputs'>,
    actionPath: string | undefined,
  ): Promise<StepResult> {
    const directory = join(this.#root, String(this.#scripts.length));
    const place = { root: this.#root, directory, path: this.#path, actionPath, github: this.#github };
    const script = await runScript({ text, env, place, masks: this.#masks, cancel });
    this.#scripts.push(script);
    this.#env = { ...this.#env, ...script.exports.env };
    this.#path = [...script.exports.path, ...this.#path];
    return script;
  }
}

const skipped: StepResult = {
  outcome: 'skipped',
  outputs: {},
  exitCode: undefined,
  log: '',
  annotations: [],
  summary: '',
  signals: [],
};

function statusOf({ outcome }: StepResult): StepStatus {
  return outcome === 'skipped' ? 'success' : outcome;
}

function interpolateAll(values: Readonly<Record<string, string>>, scope: Scope): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, interpolate(value, scope)]));
}

/** An output that the step writes and action.yml does not pass on never reaches anybody. */
function refuseUndeclaredOutputs(action: CompositeAction, step: RunStep, result: StepResult): void {
  const passedOn = [...action.outputs.values()].join(' ');
  const lost = Object.keys(result.outputs).filter(
    (name) => !new RegExp(`steps\\.${step.id}\\.outputs\\.${name}[^\\w-]`).test(passedOn),
  );
  if (lost.length > 0) {
    throw new Error(`action.yml does not declare the outputs: ${lost.join(', ')}`);
  }
}

function merge(results: readonly StepResult[]): Omit<StepResult, 'outputs' | 'outcome'> {
  return {
    exitCode: results.at(-1)?.exitCode,
    log: results.map(({ log }) => log).join(''),
    annotations: results.flatMap(({ annotations }) => annotations),
    summary: results.map(({ summary }) => summary).join(''),
    signals: results.flatMap(({ signals }) => signals),
  };
}
