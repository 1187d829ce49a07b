#!/usr/bin/env node
import { detectHost } from './ci/detect.ts';
import type { Host, Outcome } from './ci/host.ts';
import { showsColour } from './ci/shell.ts';
import { systemClock } from './clock.ts';
import type { Command, InputTable, InputValues } from './command.ts';
import { commands, loadAllCommands } from './commands/index.ts';
import type { Context } from './context.ts';
import { CancelledError, DeadlineError, InputError, KargoError, messageOf, unknown } from './errors.ts';
import { proxySettings } from './http/proxy.ts';
import { TransportError } from './http/transport-error.ts';
import { type Flags, readFlags } from './inputs/flags.ts';
import { parseInputs } from './inputs/parse.ts';
import { judgeStrays, strayVariables } from './inputs/stray.ts';
import { type Interruption, watchSignals } from './interruption.ts';
// Nearly every command needs it: beside the entry it is one file less to load, and not repeated in every chunk.
import './kargo/connect.ts';
import { type Invocation, readInvocation, unknownCommand } from './invocation.ts';
import { allWritten, sharedStandardOutput, standardInput, standardStream } from './standard-stream.ts';
import { reasonOf, statuses, type Verdict } from './verdict.ts';
import { version } from './version.ts';

// The toolkit of GitHub writes to Node's stream: two ways to one pipe could change the order of lines.
const stdout = process.env.GITHUB_ACTIONS === 'true' ? sharedStandardOutput() : standardStream(1);
const stderr = standardStream(2);

void main(readInvocation(process.argv.slice(2))).then(leave);

async function main(asked: Invocation): Promise<number> {
  switch (asked.kind) {
    case 'version':
      stdout.write(`${version}\n`);
      return 0;
    case 'overview': {
      const stream = asked.missing ? stderr : stdout;
      const { renderOverview } = await import('./help.ts');
      stream.write(renderOverview(await loadAllCommands()));
      return asked.missing ? statuses['invalid-input'].exit : 0;
    }
    case 'help':
      return run({ command: asked.command, args: ['--help'], json: false });
    case 'run':
      return run(asked);
  }
}

type Run = Pick<Extract<Invocation, { kind: 'run' }>, 'command' | 'args' | 'json'>;

/** Runs a command to its exit code. */
async function run({ command: name, args, json }: Run): Promise<number> {
  const command = Object.hasOwn(commands, name) ? await commands[name]?.() : undefined;
  const flags = readFlags(args, command?.inputs ?? {});
  if (command !== undefined && flags.help) {
    const { renderCommandHelp } = await import('./help.ts');
    stdout.write(renderCommandHelp(command));
    return 0;
  }
  const host = await detectHost(process.env, { stdout, stderr, json, cwd: process.cwd() });
  const interruption = watchSignals((signal) =>
    host.log.info(`${signal} received: the job is being cancelled`),
  );
  const outcome =
    command === undefined
      ? outcomeOf(
          { name, outputs: {} },
          { verdict: verdictOf(unknownCommand(name, await publicNames()), host) },
        )
      : await conclude(command, { flags, host, interruption });
  await host.finish(outcome);
  return exitCode(outcome.verdict, interruption);
}

/** Hidden commands are not suggested. */
async function publicNames(): Promise<readonly string[]> {
  return (await loadAllCommands()).filter(({ hidden }) => hidden !== true).map(({ name }) => name);
}

interface Surroundings {
  readonly flags: Flags;
  readonly host: Host;
  readonly interruption: Interruption;
}

/** The only catch: whatever happens becomes an outcome. */
async function conclude(command: Command, { flags, host, interruption }: Surroundings): Promise<Outcome> {
  const published: Record<string, string> = {};
  const crash = new Promise<never>((_, reject) => {
    process.on('uncaughtException', reject);
    process.on('unhandledRejection', reject);
  });
  try {
    const inputs = await readInputs(command, flags, host);
    interruption.cancelled.throwIfAborted();
    const context = contextOf(host, interruption.cancelled, published);
    const result = await Promise.race([command.run(inputs, context), crash]);
    return outcomeOf(command, { ...result, outputs: { ...published, ...result.outputs } });
  } catch (thrown) {
    return outcomeOf(command, { verdict: verdictOf(thrown, host), outputs: published });
  }
}

/** The inputs, after all secrets have been masked. Throws `InputError` with every problem at once. */
async function readInputs(command: Command, flags: Flags, host: Host): Promise<InputValues<InputTable>> {
  const parsed = parseInputs(command.inputs, { flags: flags.given, env: process.env });
  for (const secret of parsed.secrets) {
    host.mask(secret);
  }
  const problems = [...flags.problems, ...parsed.problems];
  const strays = strayVariables(command.inputs, process.env);
  if (strays.length > 0) {
    const tables = (await loadAllCommands()).map(({ inputs }) => inputs);
    const judged = judgeStrays(strays, command.inputs, tables);
    problems.push(...judged.problems);
    if (judged.ignored.length > 0) {
      host.log.info(`no input of ${command.name}, so ignored: ${judged.ignored.join(', ')}`);
    }
  }
  // An input that is wrong by itself is not judged together with others.
  const wrong = new Set(problems.map(({ input }) => input));
  problems.push(...(command.check?.(parsed.values) ?? []).filter(({ input }) => !wrong.has(input)));
  if (problems.length > 0) {
    throw new InputError(problems);
  }
  return parsed.values;
}

function networkOf(env: NodeJS.ProcessEnv): Context['network'] {
  const extraCaFile = env.NODE_EXTRA_CA_CERTS ?? '';
  return { proxy: proxySettings(env), ...(extraCaFile === '' ? {} : { extraCaFile }) };
}

function contextOf(host: Host, cancelled: AbortSignal, published: Record<string, string>): Context {
  return {
    log: host.log,
    clock: systemClock,
    cancelled,
    network: networkOf(process.env),
    publish(outputs) {
      Object.assign(published, outputs);
      host.publish(outputs);
    },
    site: async () => (await import('./ci/site.ts')).siteOf(process.env),
    variable(name) {
      const value = process.env[name]?.trim() || undefined;
      if (value !== undefined) {
        host.mask(value);
      }
      return value;
    },
    mask: (secret) => host.mask(secret),
    remember: (created) => host.remember(created),
    recall: () => host.recall(),
    standardInput,
    print: (text) => void stdout.write(text),
    colour: showsColour(stdout, process.env),
  };
}

type Conclusion = Pick<Outcome, 'verdict'> & {
  readonly outputs?: Readonly<Record<string, string | undefined>>;
} & { readonly [K in 'summary' | 'links' | 'warnings']?: Outcome[K] };

function outcomeOf(command: Outcome['command'], conclusion: Conclusion): Outcome {
  const { verdict, outputs = {}, summary, links = [], warnings = [] } = conclusion;
  const given = Object.entries(outputs).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return {
    command,
    verdict,
    outputs: {
      ...Object.fromEntries(given),
      status: verdict.status,
      'failure-reason': reasonOf(verdict) ?? '',
      message: verdict.message,
    },
    summary,
    links,
    warnings,
  };
}

function verdictOf(thrown: unknown, { log }: Host): Verdict {
  for (let cause = thrown; cause instanceof Error; cause = cause.cause) {
    log.debug(cause.stack ?? cause.message);
  }
  if (thrown instanceof InputError) {
    return { status: 'invalid-input', message: thrown.message };
  }
  if (thrown instanceof KargoError) {
    return thrown.verdict;
  }
  if (thrown instanceof CancelledError) {
    return { status: 'cancelled', message: `the job was cancelled (${thrown.signal})` };
  }
  if (thrown instanceof DeadlineError) {
    return unknown('unreachable', 'the time was over before Kargo had answered all that was asked').verdict;
  }
  if (thrown instanceof TransportError) {
    return unknown('unreachable', thrown.message).verdict;
  }
  const message = `kargo-ci itself failed, please report it: ${messageOf(thrown)}`;
  return unknown('unsupported', message).verdict;
}

function exitCode({ status }: Verdict, interruption: Interruption): number {
  return status === 'cancelled' && interruption.first() === 'SIGTERM' ? 143 : statuses[status].exit;
}

/** Ends at once when all is written: a timer or a kept connection of the command must not hold the job. */
async function leave(code: number): Promise<void> {
  process.exitCode = code;
  await allWritten();
  process.exit(code);
}
