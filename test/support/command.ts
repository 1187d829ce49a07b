import type { JobSite } from '../../src/ci/site.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { Command } from '../../src/command.ts';
import type { Context } from '../../src/context.ts';
import { InputError, KargoError } from '../../src/errors.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { reasonOf, statuses, type Verdict } from '../../src/verdict.ts';

/** What a command finds around it. */
export interface Around {
  readonly env?: Readonly<Record<string, string>>;
  readonly site?: JobSite;
  readonly clock?: Clock;
  readonly cancelled?: AbortSignal;
  /** Told every line of the log. */
  readonly onLine?: (line: string) => void;
}

/** How a command ended, and what it said. */
export interface Run {
  readonly status: Verdict['status'];
  readonly reason: string | undefined;
  readonly message: string;
  readonly code: number;
  readonly outputs: Readonly<Record<string, string | undefined>>;
  readonly warnings: readonly string[];
  readonly summary: string;
  readonly lines: readonly string[];
  readonly masked: readonly string[];
}

/** Runs a command in this process, as `main` does, but for the host. Throws what `main` would call our own failure. */
export async function runCommand(
  command: Command,
  inputs: Readonly<Record<string, string>>,
  { env = {}, site = {}, clock = systemClock, cancelled, onLine }: Around = {},
): Promise<Run> {
  const lines: string[] = [];
  const masked: string[] = [];
  const published: Record<string, string> = {};
  const say = (line: string) => {
    lines.push(line);
    onLine?.(line);
  };
  const context: Context = {
    log: { info: say, warning: say, error: say, debug: () => undefined, section: say },
    clock,
    cancelled: cancelled ?? new AbortController().signal,
    network: { proxy: {} },
    site: async () => site,
    variable: (name) => env[name],
    mask: (secret) => void masked.push(secret),
    publish: (outputs) => void Object.assign(published, outputs),
    remember: () => undefined,
    recall: () => [],
    standardInput: async () => '',
    print: () => undefined,
    colour: false,
  };
  const end = (verdict: Verdict, more: Partial<Run> = {}): Run => ({
    status: verdict.status,
    reason: reasonOf(verdict),
    message: verdict.message,
    code: statuses[verdict.status].exit,
    outputs: { ...published, ...more.outputs },
    warnings: more.warnings ?? [],
    summary: more.summary ?? '',
    lines,
    masked,
  });
  const flags = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
  const { values, problems } = parseInputs(command.inputs, { flags, env });
  try {
    const broken = [...problems, ...(command.check?.(values) ?? [])];
    if (broken.length > 0) {
      throw new InputError(broken);
    }
    const result = await command.run(values, context);
    const { outputs, warnings = [], summary = '' } = result;
    return end(result.verdict, { outputs, warnings, summary });
  } catch (thrown) {
    if (thrown instanceof InputError) {
      return end({ status: 'invalid-input', message: thrown.message });
    }
    if (thrown instanceof KargoError) {
      return end(thrown.verdict);
    }
    throw thrown;
  }
}
