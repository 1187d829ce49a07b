import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Annotation, readFileCommands, StepLog } from './commands.ts';
import { commandFiles, runnerVariables, type StepPlace } from './environment.ts';
import type { FinishedStep } from './expressions.ts';

export interface StepResult extends FinishedStep {
  /** Of the process; undefined when a signal ended it, when it still runs, or when the step was skipped. */
  readonly exitCode: number | undefined;
  readonly log: string;
  readonly annotations: readonly Annotation[];
  readonly summary: string;
  /** The signals that were sent, in order. */
  readonly signals: readonly NodeJS.Signals[];
}

export interface Cancellation {
  /** The job is cancelled when this is fulfilled. */
  readonly when: Promise<unknown>;
  /** Share of the runner's real pauses (7.5 s, then 2.5 s) to wait. */
  readonly scale: number;
  /** In a container job `docker exec` passes no signal on: the process lives until the container is removed. */
  readonly inContainer?: true;
}

export interface Script {
  readonly text: string;
  readonly env: Readonly<Record<string, string>>;
  readonly place: StepPlace;
  readonly masks: Set<string>;
  readonly cancel: Cancellation | undefined;
}

export interface EndedScript extends StepResult {
  /** What the step left for the steps after it. */
  readonly exports: { readonly env: Readonly<Record<string, string>>; readonly path: readonly string[] };
  readonly process: ChildProcess;
}

/** Runs a script as the runner does for `shell: bash`, and signals its first process alone. */
export async function runScript({ text, env, place, masks, cancel }: Script): Promise<EndedScript> {
  const file = (name: string): string => join(place.directory, name);
  mkdirSync(place.directory);
  writeFileSync(file('script.sh'), text);
  for (const name of commandFiles) writeFileSync(file(name), '');
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', file('script.sh')], {
    cwd: join(place.root, 'workspace'),
    env: { ...env, ...runnerVariables(place) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = new StepLog(masks);
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => log.line(line));
  }
  const signals: NodeJS.Signals[] = [];
  const end = await endOf(child, cancel, signals);
  const read = (name: (typeof commandFiles)[number]) => readFileSync(file(name), 'utf8');
  return {
    outcome: end === 'cancelled' || signals.length > 0 ? 'cancelled' : end === 0 ? 'success' : 'failure',
    outputs: readFileCommands(read('output')),
    exitCode: typeof end === 'number' ? end : undefined,
    log: log.text,
    annotations: log.annotations,
    summary: read('summary'),
    signals,
    exports: { env: readFileCommands(read('env')), path: read('path').split('\n').filter(Boolean) },
    process: child,
  };
}

/** The exit code, null after a deadly signal, `cancelled` when the runner gave up on a process in a container. */
async function endOf(
  child: ChildProcess,
  cancel: Cancellation | undefined,
  signals: NodeJS.Signals[],
): Promise<number | null | 'cancelled'> {
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (cancel?.inContainer === true) {
    return Promise.race([closed, cancel.when.then(() => 'cancelled' as const)]);
  }
  const stop = cancel && cancelLikeTheRunner(cancel, (signal) => child.kill(signal) && signals.push(signal));
  const code = await closed;
  stop?.();
  return code;
}

/** SIGINT, SIGTERM 7.5 s later, SIGKILL 2.5 s after that (ProcessInvoker.cs), unless the process ended before. */
function cancelLikeTheRunner(
  { when, scale }: Cancellation,
  send: (signal: NodeJS.Signals) => void,
): () => void {
  const timers: NodeJS.Timeout[] = [];
  let over = false;
  void when.then(() => {
    if (over) return;
    send('SIGINT');
    timers.push(setTimeout(() => send('SIGTERM'), 7_500 * scale));
    timers.push(setTimeout(() => send('SIGKILL'), 10_000 * scale));
  });
  return () => {
    over = true;
    for (const timer of timers) clearTimeout(timer);
  };
}
