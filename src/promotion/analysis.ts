import type { Log } from '../ci/host.ts';
import { withDeadline } from '../clock.ts';
import { DeadlineError, KargoError } from '../errors.ts';
import { TransportError } from '../http.ts';
import type { KargoClient } from '../kargo/client.ts';
import { parseEvents } from '../kargo/watch/sse.ts';

/** How much of the logs of an AnalysisRun is looked at and shown. Reading takes at most `ms` each. */
const most = { metrics: 3, ms: 5_000, characters: 4_000, lines: 20 };

/** The end of what the Job of a metric wrote. */
export interface MetricLog {
  readonly metric: string;
  /** Foreign text of several lines. */
  readonly text: string;
}

/** What is known about an AnalysisRun that did not do well. */
export interface Analysis {
  /** For the end of a sentence, in brackets; empty when there was no AnalysisRun. */
  readonly words: string;
  readonly logs: readonly MetricLog[];
}

/** Reads what an AnalysisRun says: the metrics that did not do well, and their logs where this Kargo can show them. */
export async function explainAnalysis(client: KargoClient, name: string | undefined): Promise<Analysis> {
  if (name === undefined) {
    return { words: '', logs: [] };
  }
  const run = await ifReadable(client.getAnalysisRun(name));
  const bad = (run?.status?.metricResults ?? []).filter((metric) => metric.phase !== 'Successful');
  const metrics = bad.map((metric) => {
    const words = metric.message || metric.measurements?.at(-1)?.message || '';
    return `metric "${metric.name ?? '?'}" ${metric.phase ?? '?'}${words === '' ? '' : `: ${words}`}`;
  });
  const details = [...(run?.status?.message ? [run.status.message] : []), ...metrics].join('; ');
  const names = bad.map((metric) => metric.name).filter((metric) => metric !== undefined);
  const ends = names.slice(0, most.metrics).map((metric) => endOfLog(client, name, metric));
  return {
    words: ` (AnalysisRun ${name}${details === '' ? '' : `: ${details}`})`,
    logs: (await Promise.all(ends)).filter(({ text }) => text !== ''),
  };
}

/** Shows the logs in the job's log. */
export function sayLogs(log: Log, logs: readonly MetricLog[]): void {
  for (const { metric, text } of logs) {
    log.info(`the end of the log of metric "${metric}":\n${text}`);
  }
}

/** Undefined when it cannot be had: what it would explain is red all the same. */
async function ifReadable<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof KargoError) {
      return undefined;
    }
    throw error;
  });
}

/** Empty when there is none: not a Job, or an installation that was not set up for it (501, the default). */
async function endOfLog(client: KargoClient, run: string, metric: string): Promise<MetricLog> {
  const limits = { clock: client.clock, cancelled: client.signal };
  let text = '';
  await withDeadline(limits, most.ms, async ({ signal }) => {
    const stream = await ifReadable(client.analysisLog(run, metric, signal));
    // The log is cut into events anywhere: they are put together without a break (fact sheet 7.4).
    for await (const event of parseEvents(stream?.chunks ?? nothing())) {
      text = `${text}${event.kind === 'data' ? event.data : ''}`.slice(-most.characters);
    }
  }).catch((error: unknown) => {
    // What came before it was cut off, or took too long, is better than nothing.
    client.signal.throwIfAborted();
    if (!(error instanceof TransportError || error instanceof DeadlineError)) {
      throw error;
    }
  });
  return { metric, text: text.trimEnd().split('\n').slice(-most.lines).join('\n') };
}

async function* nothing(): AsyncGenerator<string> {}
