import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The bundle that is shipped; `npm run build` makes it. Whoever builds elsewhere names theirs by KARGO_TEST_DIST. */
export const bundle =
  process.env.KARGO_TEST_DIST ?? fileURLToPath(new URL('../../dist/index.js', import.meta.url));

/** The Node under test: scripts/test.mjs runs the process tests once per version. */
export const testedNode = process.env.KARGO_TEST_NODE ?? process.execPath;

export interface RunOptions {
  /** All that the child sees beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly node?: string;
  /** What stands on standard input. */
  readonly input?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kargo-ci that is running. */
export interface Running {
  readonly pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when stdout or stderr holds the text; rejects when the process ends without it. */
  saw(text: string | RegExp): Promise<void>;
  /** What it has written so far. */
  written(): { readonly stdout: string; readonly stderr: string };
  /** Closes our ends of stdout and stderr, as `| head` does. */
  closeOutput(): void;
  readonly ended: Promise<Ended>;
}

/** Runs `kargo-ci …` from the bundle in a clean environment, to its end. */
export function run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/** Starts `kargo-ci …` from the bundle in a clean environment. */
export function start(args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(options.node ?? testedNode, [bundle, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // Whoever does not read it closes it.
  child.stdin.on('error', () => undefined).end(options.input ?? '');
  return watch(child);
}

function watch(child: ChildProcessByStdio<Writable, Readable, Readable>): Running {
  const texts = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
      for (const look of waiting) {
        look();
      }
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...texts }));
  });
  return {
    pid: child.pid ?? -1,
    kill: (signal) => void child.kill(signal),
    written: () => ({ ...texts }),
    closeOutput() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    ended,
    saw: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (holds(texts.stdout, text) || holds(texts.stderr, text)) {
            waiting.delete(look);
            resolve();
          }
        };
        waiting.add(look);
        ended.then(
          () => reject(new Error(`ended without ${text}:\n${texts.stdout}\n${texts.stderr}`)),
          reject,
        );
        look();
      }),
  };
}

function holds(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
