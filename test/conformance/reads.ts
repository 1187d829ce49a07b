import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedExchange } from '../support/recordings.ts';
import type { Cast } from './cast.ts';
import type { Difference } from './compare.ts';
import { compareExchange } from './exchange.ts';
import { isObject, learnNames } from './names.ts';
import { parseBody, send, type WireAnswer, type WireRequest } from './server.ts';

/** A recorded request, as it is sent to the simulator. */
export interface Sending {
  step: RecordedExchange;
  request: WireRequest;
  /** Whether the recorded answer may show an object in the middle of a change. */
  isOnTheWay: boolean;
}

/** How long after the simulator has settled its answer may still become the recorded one, milliseconds. */
const graceMs = 150;

/**
 * Compares a read that did not come out as recorded again: the simulator may still have been at it, or the
 * recorded read came in the middle of a change and shows a state that the simulator's object has passed.
 */
export async function readAgain(cast: Cast, { step, request, isOnTheWay }: Sending): Promise<Difference[]> {
  await cast.stagehand.settle();
  const end = Date.now() + graceMs;
  let fewest: Difference[] | undefined;
  do {
    const answer = await send(request);
    await learnSeen(cast);
    const versions = isOnTheWay ? recentVersions(cast, answer, request.path) : [];
    for (const version of [answer, ...versions]) {
      const differences = compareExchange(cast, step, version);
      if (fewest === undefined || differences.length < fewest.length) fewest = differences;
    }
    if (fewest?.length === 0) return [];
    await delay(20);
  } while (Date.now() < end);
  return fewest ?? [];
}

function recentVersions(cast: Cast, answer: WireAnswer, path: string): WireAnswer[] {
  const [, kind, name] = /\/(stages|promotions|warehouses|freight)\/([^/?]+)$/.exec(path) ?? [];
  const now = parseBody(answer);
  if (kind === undefined || name === undefined || !isObject(now)) return [];
  const versions = cast.observer?.recent(kind, name) ?? [];
  const { kind: objectKind = '', apiVersion = '' } = now;
  return versions.map(({ object }) => ({
    ...answer,
    text: JSON.stringify({ kind: objectKind, apiVersion, ...object }),
  }));
}

/** Learns the names of what the observer saw since the last time. */
export async function learnSeen(cast: Cast): Promise<void> {
  await cast.observer?.look();
  for (const object of cast.observer?.all().splice(0) ?? []) learnNames(cast.simulatedNames, object);
}
