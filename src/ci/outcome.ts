import { commonOutputs } from '../command.ts';
import { isGreen, reasonOf } from '../verdict.ts';
import type { Log, Outcome } from './host.ts';

/** The outputs that the command declares, and the common ones; nothing else ever reaches a surface. */
export function ownOutputs({ command, outputs }: Outcome): Readonly<Record<string, string>> {
  const names = [...Object.keys(commonOutputs), ...Object.keys(command.outputs)];
  return Object.fromEntries(names.map((name) => [name, outputs[name] ?? '']));
}

/** The result as one object: the shape of `--json` and of GitLab's result.json. */
export function resultOf(outcome: Outcome): Readonly<Record<string, unknown>> {
  const { status, 'failure-reason': reason, message, ...outputs } = ownOutputs(outcome);
  return { status, 'failure-reason': reason, message, outputs };
}

/** What is red, in few words: `promote: promotion-failed`. */
export function closingTitle({ command, verdict }: Outcome): string {
  return `${command.name}: ${reasonOf(verdict) ?? verdict.status}`;
}

/** The last lines of the log: links, what could be better, and how it ended. */
export function tellOutcome(outcome: Outcome, log: Log): void {
  for (const { label, url } of outcome.links) {
    log.info(`${label}: ${url}`);
  }
  for (const warning of outcome.warnings) {
    log.warning(warning);
  }
  const { status, message } = outcome.verdict;
  if (isGreen(outcome.verdict)) {
    log.info(`${status}: ${message}`);
  } else {
    log.error(message, closingTitle(outcome));
  }
}
