import { resolve } from 'node:path';
import type { Link } from '../command.ts';
import type { CreatedPromotion } from '../context.ts';
import { messageOf } from '../errors.ts';
import type { Environment } from '../inputs/parse.ts';
import { isGreen } from '../verdict.ts';
import type { HostIo } from './detect.ts';
import { dotenvOf, outputKey } from './dotenv.ts';
import type { Host, Log, Outcome } from './host.ts';
import { createDirectory, type JobDirectory } from './job-directory.ts';
import { closingTitle, ownOutputs, resultOf, tellOutcome } from './outcome.ts';
import { paint, type Style } from './paint.ts';
import { createScreen, type Screen } from './screen.ts';
import { isDebugging } from './shell.ts';

/** GitLab's defaults: 20 annotations of a job, 80 KB. */
const mostLinks = 19;
const longestLabel = 255;

/** A job of GitLab CI/CD. What a step summary and outputs are elsewhere are files here. */
export function createGitlabHost(env: Environment, { stdout, cwd }: HostIo): Host {
  const screen = createScreen();
  const { log, endSection } = createGitlabLog({
    screen,
    colour: (env.NO_COLOR ?? '') === '',
    debug: isDebugging(env) || env.CI_DEBUG_TRACE === 'true',
    write: (text) => void stdout.write(text),
  });
  const base = env.CI_PROJECT_DIR || cwd;
  const directory = createDirectory(resolve(base, env.KARGO_CI_DIRECTORY || '.kargo-ci'), log);
  const prefix = env.KARGO_CI_OUTPUT_PREFIX ?? '';
  const published = new Map<string, string>();
  const writeOutputs = (outputs: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(outputs)) {
      published.set(name, screen.hide(value));
    }
    const { text, leftOut } = dotenvOf(published, prefix);
    directory.write('outputs.env', text);
    return leftOut;
  };
  return {
    name: 'gitlab',
    log,
    mask: (secret) => void screen.mask(secret),
    publish: (outputs) => void writeOutputs(outputs),
    remember: (created) => directory.write('state.json', stateOf(env, created)),
    recall: () => createdIn(directory, env),
    async finish(outcome) {
      endSection();
      if (outcome.command.hidden !== true) {
        const leftOut = writeOutputs(ownOutputs(outcome));
        directory.write('result.json', `${screen.hide(JSON.stringify(resultOf(outcome), null, 2))}\n`);
        directory.write('annotations.json', annotationsOf(outcome, { env, screen }));
        explainLeftOut(leftOut, { log, directory, prefix });
      }
      tellOutcome(outcome, log);
    },
  };
}

function explainLeftOut(
  names: readonly string[],
  { log, directory, prefix }: { log: Log; directory: JobDirectory; prefix: string },
): void {
  if (names.length > 0) {
    const keys = names.map((name) => outputKey(name, prefix)).join(', ');
    log.info(
      `too long or not one plain line for a dotenv report, so only in ${directory.path}/result.json: ${keys}`,
    );
  }
}

interface LogParts {
  readonly screen: Screen;
  readonly colour: boolean;
  readonly debug: boolean;
  readonly write: (text: string) => void;
}

function createGitlabLog({ screen, colour, debug, write }: LogParts) {
  const warned = new Set<string>();
  let sections = 0;
  let open: string | undefined;
  const say = (text: string, style: Style) => write(`${colour ? paint(text, style) : text}\n`);
  const marker = (kind: 'start' | 'end', name: string) =>
    `\u001b[0Ksection_${kind}:${Math.floor(Date.now() / 1000)}:${name}\r\u001b[0K`;
  const endSection = () => {
    if (open !== undefined) {
      write(`${marker('end', open)}\n`);
      open = undefined;
    }
  };
  const log: Log = {
    info: (text) => say(screen.text(text), 'plain'),
    warning(text) {
      const shown = screen.text(`warning: ${text}`);
      if (!warned.has(shown)) {
        warned.add(shown);
        say(shown, 'yellow');
      }
    },
    error(text, title) {
      endSection();
      say(screen.text(`${title ?? 'error'}: ${text}`), 'red');
    },
    debug: (text) => void (debug && say(screen.text(`debug: ${text}`), 'dim')),
    section(title) {
      endSection();
      sections++;
      // The process is part of the name: after_script writes into the same log.
      open = `kargo_ci_${process.pid}_${sections}`;
      write(marker('start', open));
      say(screen.line(title), 'bold');
    },
  };
  return { log, endSection };
}

/** GitLab's annotations report: links beside the job. The reason of a red job is a link to the job itself. */
function annotationsOf(outcome: Outcome, { env, screen }: { env: Environment; screen: Screen }): string {
  const job = env.CI_JOB_URL;
  const reason: readonly Link[] =
    isGreen(outcome.verdict) || job === undefined
      ? []
      : [{ label: `${closingTitle(outcome)}: ${outcome.verdict.message}`, url: job }];
  const links = [
    ...reason,
    ...outcome.links.filter(({ url }) => /^https?:\/\//.test(url)).slice(0, mostLinks),
  ];
  const annotations = links.map(({ label, url }) => ({
    external_link: { label: screen.line(label).slice(0, longestLabel), url: screen.hide(url) },
  }));
  return `${JSON.stringify({ kargo: annotations }, null, 2)}\n`;
}

function stateOf(env: Environment, created: readonly CreatedPromotion[]): string {
  return `${JSON.stringify({ job: env.CI_JOB_ID ?? '', created }, null, 2)}\n`;
}

/** Only what this very job made: a workspace that is used again may hold the state of another. */
function createdIn(directory: JobDirectory, env: Environment): readonly CreatedPromotion[] {
  const text = directory.read('state.json');
  if (text === undefined) {
    return [];
  }
  try {
    const state: { job?: unknown; created?: unknown } | null = JSON.parse(text);
    return state?.job === (env.CI_JOB_ID ?? '') && Array.isArray(state.created)
      ? state.created.filter(isCreatedPromotion)
      : [];
  } catch (error) {
    throw new Error(`${directory.path}/state.json is not readable: ${messageOf(error)}`);
  }
}

function isCreatedPromotion(item: unknown): item is CreatedPromotion {
  if (typeof item !== 'object' || item === null) {
    return false;
  }
  const { project, stage, promotion, onCancel }: Partial<Record<keyof CreatedPromotion, unknown>> = item;
  return (
    [project, stage, promotion].every((name) => typeof name === 'string') &&
    (onCancel === 'auto' || onCancel === 'abort')
  );
}
