import { test as base } from 'vitest';
import { type Ended, type Running, type RunOptions, start } from '../support/run.ts';
import { type KargoOptions, type SimulatedKargo, startKargo } from '../support/simulator.ts';

/** Inputs of a command: `true` is a flag alone, a list is the flag repeated. */
export type Inputs = Readonly<Record<string, string | boolean | readonly string[]>>;

/** How a command ended: as `--json` tells it, with all that was written. */
export interface Played extends Ended {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface PlayOptions extends RunOptions {
  /** Name of the simulator's token; undefined: none. Default: `ci`. */
  readonly token?: string | undefined;
}

/** Runs a command against a simulator to its end. */
export async function play(
  kargo: SimulatedKargo,
  command: string,
  inputs: Inputs,
  options: PlayOptions = {},
): Promise<Played> {
  return read(await begin(kargo, command, inputs, options).ended);
}

/** Starts a command against a simulator; `read` tells how it ended. */
export function begin(
  kargo: SimulatedKargo,
  command: string,
  inputs: Inputs,
  { env, ...options }: PlayOptions = {},
): Running {
  const name = 'token' in options ? options.token : 'ci';
  const given = command === 'simulate' ? {} : { timeout: '25s' };
  return start(
    [command, '--json', ...flagsOf(command === 'after-cancel' ? inputs : { ...given, ...inputs })],
    {
      ...options,
      env: {
        KARGO_API_ADDRESS: kargo.address,
        KARGO_PROJECT: 'shop',
        ...(name === undefined ? {} : { KARGO_API_TOKEN: kargo.tokens[name] ?? name }),
        ...env,
      },
    },
  );
}

/** What `--json` said. */
export function read(ended: Ended): Played {
  const { status, 'failure-reason': reason, message, outputs } = JSON.parse(ended.stdout);
  return { ...ended, status, reason, message, outputs };
}

function flagsOf(inputs: Inputs): readonly string[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    if (typeof value === 'boolean') {
      return [`--${name}=${value}`];
    }
    return [value].flat().map((text) => `--${name}=${text}`);
  });
}

/** A test with `simulate`, which starts a simulator that ends with the test. */
export const test = base.extend<{ simulate: (options?: KargoOptions) => Promise<SimulatedKargo> }>({
  simulate: async ({ onTestFinished }, use) => {
    await use(async (options) => {
      const kargo = await startKargo(options);
      onTestFinished(() => kargo.close());
      return kargo;
    });
  },
});
