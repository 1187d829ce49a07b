import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedExchange } from '../support/recordings.ts';
import { promotingStatesOf } from './accidents.ts';
import type { ObjectState } from './alignment.ts';
import type { Cast } from './cast.ts';
import type { Difference } from './compare.ts';
import { compareExchange, type Outcome } from './exchange.ts';
import { learnNames } from './names.ts';
import { normalise } from './normalise.ts';

import { learnSeen, type Sending } from './reads.ts';
import { type OpenStream, openStream } from './server.ts';
import { appendState, compareStreams, objectName, statesOf } from './streams.ts';

/** A stream that is being compared. */
export interface Watch {
  step: RecordedExchange;
  stream: OpenStream;
  /** Milliseconds since the scenario began: the recorded stream was closed after this. */
  lastFrameAt: number;
  /** How the recorded stream ended: `closed by client`, `closed by server` or `error`. */
  end: string;
  /** States of the objects since the last change from outside, before the stream was open. */
  before: Map<string, ObjectState[]>;
}

/** How long after the simulator has settled frames may still arrive, milliseconds. */
const graceMs = 150;

/** Opens a stream as recorded. */
export async function openWatch(cast: Cast, { step, request, isOnTheWay }: Sending): Promise<Watch> {
  const stream = await openStream(request);
  const lastFrameAt = step.response.frames?.at(-1)?.atMs ?? step.atMs;
  return {
    step,
    stream,
    lastFrameAt,
    end: recordedEnd(step),
    before: isOnTheWay ? statesBefore(cast, request.path) : new Map(),
  };
}

function statesBefore({ observer, simulatedNames }: Cast, path: string): Map<string, ObjectState[]> {
  const [, kind, name] = /\/(stages|promotions|warehouses)\/([^/?]+)\?/.exec(path) ?? [];
  if (kind === undefined || name === undefined) return new Map();
  const versions = observer?.recent(kind, name) ?? [];
  for (const { object } of versions) learnNames(simulatedNames, object);
  const states = versions.map(({ type, object }) => ({ type, object: normalise(simulatedNames, object) }));
  const key = versions[0] === undefined ? '' : objectName(simulatedNames, versions[0].object);
  return new Map([[key, states.reduce<ObjectState[]>(appendState, [])]]);
}

/** Closes streams and compares what they said. */
export function closeWatches(cast: Cast, watches: readonly Watch[]): Promise<Outcome[]> {
  return Promise.all(
    watches.map(async (watch) => {
      const differences = await compareWatch(cast, watch);
      watch.stream.close();
      return { exchange: watch.step.id, differences };
    }),
  );
}

async function compareWatch(cast: Cast, watch: Watch): Promise<Difference[]> {
  const { step, stream } = watch;
  if (
    step.response.frames === undefined ||
    !`${stream.headers['content-type']}`.startsWith('text/event-stream')
  ) {
    return compareNoStream(cast, watch);
  }
  await learnSeen(cast);
  const end = Date.now() + graceMs;
  let differences = compareFrames(cast, watch);
  while (differences.length > 0 && Date.now() < end) {
    await delay(20);
    differences = compareFrames(cast, watch);
  }
  return differences;
}

async function compareNoStream(cast: Cast, { step, stream }: Watch): Promise<Difference[]> {
  const text = await stream.text();
  return compareExchange(cast, step, { status: stream.status, headers: stream.headers, text });
}

function compareFrames(cast: Cast, { step, stream, end, before }: Watch): Difference[] {
  for (const { data } of stream.frames) learnNames(cast.simulatedNames, data?.object);
  const recorded = statesOf(cast.recordedNames, step.response.frames ?? []);
  const simulated = statesOf(cast.simulatedNames, stream.frames);
  const isFiltered =
    /[?&](?:stage|origins|freightOrigins)=/.test(step.request.path) &&
    !/resourceVersion=/.test(step.request.path);
  const circumstances = { before, promoting: promotingStatesOf(cast.release), isFiltered };
  const ends = [end, stream.end() ?? 'closed by client'] as const;
  const atEnd = ends[0] === ends[1] ? [] : [{ what: 'end', recorded: ends[0], simulated: ends[1] }];
  return [...compareStreams(recorded, simulated, circumstances), ...atEnd];
}

function recordedEnd({ response }: RecordedExchange): string {
  const end = response.end ?? '';
  return end.startsWith('error') ? 'error' : end;
}
