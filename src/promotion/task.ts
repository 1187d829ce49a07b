import type { Log } from '../ci/host.ts';
import type { Deadline } from '../clock.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { WaitOptions } from './options.ts';

/** What is done in one Stage needs this. */
export interface StageTask {
  readonly stage: string;
  /** Ends with the deadline of the command. */
  readonly client: KargoClient;
  readonly deadline: Deadline;
  readonly log: Log;
}

/** What is waited for in one Stage needs this. */
export interface WaitTask extends StageTask {
  readonly options: WaitOptions;
}

/** In milliseconds: how often a wait says that it goes on. */
export const heartbeatMs = 60_000;

/** Lines of several Stages stand beside each other: each begins with its Stage. */
export function logFor(log: Log, stage: string): Log {
  return {
    info: (text) => log.info(`${stage}: ${text}`),
    warning: (text) => log.warning(`${stage}: ${text}`),
    error: (text, title) => log.error(`${stage}: ${text}`, title),
    debug: (text) => log.debug(`${stage}: ${text}`),
    section: (title) => log.section(title),
  };
}
