import { commonOutputs } from '../command.ts';
import { messageOf } from '../errors.ts';
import type { Environment } from '../inputs/parse.ts';
import type { HostIo } from './detect.ts';
import type { Host, Log } from './host.ts';
import { ownOutputs, tellOutcome } from './outcome.ts';
import { createScreen, type Screen } from './screen.ts';

type Core = typeof import('@actions/core');

/** The runner keeps ten annotations of a level per step and cuts their text at 4096 characters. */
const mostAnnotations = 10;
const longestAnnotation = 4_000;
/** A larger summary is dropped as a whole, with an error annotation. */
const largestSummary = 1024 * 1024 - 1024;

/** A step of GitHub Actions. */
export async function createGithubHost(env: Environment, { stdout }: HostIo): Promise<Host> {
  const core = await import('@actions/core');
  const screen = createScreen();
  const { log, endSection } = createGithubLog(core, { screen, write: (line) => stdout.write(`${line}\n`) });
  const publish = (outputs: Readonly<Record<string, string>>) =>
    setOutputs(core, { env, log, screen, outputs });
  return {
    name: 'github',
    log,
    mask(secret) {
      for (const form of screen.mask(secret)) {
        core.setSecret(form);
      }
    },
    publish,
    remember: () => undefined,
    recall: () => [],
    async finish(outcome) {
      endSection();
      if (outcome.command.hidden !== true) {
        publish(ownOutputs(outcome));
      }
      if (outcome.summary !== undefined && env.GITHUB_STEP_SUMMARY) {
        await writeSummary(core, screen.hide(outcome.summary)).catch((error: unknown) =>
          log.warning(`the job summary could not be written: ${messageOf(error)}`),
        );
      }
      tellOutcome(outcome, log);
    },
  };
}

function createGithubLog(core: Core, { screen, write }: { screen: Screen; write: (line: string) => void }) {
  let inSection = false;
  const counts = { warning: 0, error: 0 };
  const warned = new Set<string>();
  const endSection = () => {
    if (inSection) {
      core.endGroup();
      inSection = false;
    }
  };
  const annotate = (level: 'warning' | 'error', text: string, title?: string) => {
    counts[level]++;
    if (counts[level] > mostAnnotations) {
      write(`${level}: ${text}`);
      return;
    }
    if (text.length > longestAnnotation) {
      write(text);
    }
    const cut = text.length > longestAnnotation ? `${text.slice(0, longestAnnotation)}…` : text;
    core[level](cut, title === undefined ? {} : { title: screen.line(title) });
  };
  const log: Log = {
    info: (text) => write(screen.text(text)),
    warning(text) {
      const shown = screen.text(text);
      if (!warned.has(shown)) {
        warned.add(shown);
        annotate('warning', shown);
      }
    },
    error(text, title) {
      // A group is shown folded: the reason of a red step must not be inside one.
      endSection();
      annotate('error', screen.text(text), title);
    },
    debug(text) {
      if (core.isDebug()) {
        core.debug(screen.text(text));
      }
    },
    section(title) {
      endSection();
      core.startGroup(screen.line(title));
      inSection = true;
    },
  };
  return { log, endSection };
}

interface Setting {
  readonly env: Environment;
  readonly log: Log;
  readonly screen: Screen;
  readonly outputs: Readonly<Record<string, string>>;
}

function setOutputs(core: Core, { env, log, screen, outputs }: Setting): void {
  for (const [name, value] of Object.entries(outputs)) {
    const shown = screen.hide(value);
    if (!env.GITHUB_OUTPUT) {
      // Without the file the toolkit prints a command that the runner no longer accepts.
      if (shown !== '' && !(name in commonOutputs)) {
        log.info(`${name}=${shown}`);
      }
      continue;
    }
    try {
      core.setOutput(name, shown);
    } catch (error) {
      log.warning(`output ${name} could not be written: ${messageOf(error)}`);
    }
  }
}

async function writeSummary(core: Core, markdown: string): Promise<void> {
  const bytes = Buffer.from(markdown, 'utf8');
  const text =
    bytes.byteLength <= largestSummary
      ? markdown
      : `${new TextDecoder().decode(bytes.subarray(0, largestSummary), { stream: true })}\n\n(cut)\n`;
  await core.summary.addRaw(text, true).write();
}
