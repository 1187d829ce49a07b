import type { Log } from '../ci/host.ts';
import { paint, type Style } from '../ci/paint.ts';
import { sanitise } from '../ci/sanitise.ts';
import type { Command } from '../command.ts';
import type { Context } from '../context.ts';
import { KargoError } from '../errors.ts';
import { parseInputs } from '../inputs/parse.ts';
import { isGreen, statuses, type Verdict } from '../verdict.ts';

/** Shows real commands running, with the words between them. */
export interface StagePlay {
  /** A step of the story. */
  heading(text: string): void;
  say(text: string): void;
  /** Runs a command as the shell would, shows it, and gives its verdict and outputs. */
  run(command: Command, inputs: Readonly<Record<string, string>>): Promise<Shown>;
}

export interface Shown {
  readonly verdict: Verdict;
  readonly outputs: Readonly<Record<string, string | undefined>>;
}

/** `connection` is given to every command by variables, as a CI job would, and not shown again. */
export function openStage(context: Context, connection: Readonly<Record<string, string>>): StagePlay {
  const print = (text: string, style: Style = 'plain') =>
    context.print(`${context.colour ? paint(text, style) : text}\n`);
  let step = 0;
  return {
    heading(text) {
      step += 1;
      print(`\n${step}. ${text}`, 'bold');
    },
    say: (text) => print(text),
    async run(command, inputs) {
      const shown = Object.entries(inputs).map(([name, value]) => `--${name} ${value}`);
      print(`   $ kargo-ci ${[command.name, ...shown].join(' ')}`, 'cyan');
      const log = quietLog((text, style) => print(`     ${text}`, style));
      const ended = await perform(
        command,
        { ...inputs },
        { ...context, log, publish: () => undefined },
        connection,
      );
      const { exit } = statuses[ended.verdict.status];
      const mark = isGreen(ended.verdict) ? '✔' : '✘';
      print(`   ${mark} ${ended.verdict.status} (exit ${exit})`, isGreen(ended.verdict) ? 'green' : 'red');
      for (const line of sanitise(ended.verdict.message).split('\n')) {
        print(`     ${line}`, isGreen(ended.verdict) ? 'dim' : 'red');
      }
      return ended;
    },
  };
}

async function perform(
  command: Command,
  inputs: Readonly<Record<string, string>>,
  context: Context,
  connection: Readonly<Record<string, string>>,
): Promise<Shown> {
  const flags = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
  const { values } = parseInputs(command.inputs, { flags, env: connection });
  try {
    return await command.run(values, context);
  } catch (error) {
    if (error instanceof KargoError) {
      return { verdict: error.verdict, outputs: {} };
    }
    throw error;
  }
}

function quietLog(line: (text: string, style: Style) => void): Log {
  return {
    info: (text) => line(sanitise(text), 'dim'),
    warning: (text) => line(`warning: ${sanitise(text)}`, 'yellow'),
    error: (text) => line(sanitise(text), 'red'),
    debug: () => undefined,
    section: () => undefined,
  };
}
