import type { Log } from '../ci/host.ts';
import { failed, type KargoError, unknown } from '../errors.ts';
import type { KargoClient } from './client.ts';
import { conditionOf, type Warehouse } from './types.ts';
import { type Follower, follow } from './watch/follow.ts';

const refreshAnnotation = 'kargo.akuity.io/refresh';

/** In milliseconds. */
const patience = {
  /** How long the annotation may take to show up after the trigger was accepted. */
  annotation: 3_000,
  /** How long to wait for the watch; without one the judgement is by reading, which can miss a failure's text. */
  watch: 3_000,
  firstSight: 5_000,
  heartbeat: 60_000,
};

/** Triggers that were accepted and then left no trace: after so many we cannot tell what happens. */
const mostTriggers = 4;

/** What one version of a Warehouse says about the refresh that was asked for. */
export type RefreshState = 'untouched' | 'pending' | 'discovered' | 'unproven' | { readonly failure: string };

/** What was so before the refresh: the annotation, and the time of the last good discovery. */
export interface Before {
  readonly token: string | undefined;
  readonly discoveredAt: string | undefined;
}

/**
 * Judges one version. A handled refresh is no proof of a discovery: after a failed one the next version,
 * 20 ms later, is Ready again, and only `discoveredAt` has not moved (OBSERVED, scenarios 14-16 no. 1).
 */
export function judgeRefresh(warehouse: Warehouse, before: Before): RefreshState {
  const token = warehouse.metadata.annotations?.[refreshAnnotation];
  if (token === undefined || token === before.token) {
    return 'untouched';
  }
  const ready = conditionOf(warehouse, 'Ready');
  if (!isHandled(warehouse, token) || ready?.reason === 'DiscoveryInProgress') {
    return 'pending';
  }
  if (ready?.status !== 'True') {
    return { failure: ready?.message || ready?.reason || 'it is not Ready, and does not say why' };
  }
  return warehouse.status?.discoveredArtifacts?.discoveredAt === before.discoveredAt
    ? 'unproven'
    : 'discovered';
}

/** Others may refresh too and replace our token: a later one handled also covers ours. */
function isHandled(warehouse: Warehouse, token: string): boolean {
  const handled = warehouse.status?.lastHandledRefresh;
  return handled === token || Date.parse(handled ?? '') >= Date.parse(token);
}

/** A way to make a Warehouse look at its repositories. */
export type Trigger = () => Promise<void>;

/**
 * Triggers a discovery and waits until it is over.
 *
 * @returns the Warehouse as it was when the discovery was proven to have succeeded.
 * @throws KargoError `discovery-failed` with the server's words; `answer-lost` when triggers leave no trace.
 */
export async function discover(
  client: KargoClient,
  name: string,
  { log, trigger = () => client.refreshWarehouse(name) }: { log: Log; trigger?: Trigger | undefined },
): Promise<Warehouse> {
  const first = await client.getWarehouse(name);
  const follower = follow<Warehouse>(client, 'warehouses', name);
  try {
    let before = await newestBefore(follower, first);
    let end: 'untouched' | 'unproven' = 'untouched';
    for (let attempt = 1; attempt <= mostTriggers; attempt += 1) {
      await trigger();
      const ended = await untilHandled({ follower, read: () => client.getWarehouse(name), log }, before);
      if (typeof ended === 'object') {
        return ended;
      }
      end = ended;
      log.debug(
        `Warehouse ${name}: ${end === 'untouched' ? 'the refresh left no trace' : 'the discovery is not proven'}; again`,
      );
      // The token is a time in whole seconds: in the same second it would change nothing.
      await client.clock.sleep(1_100, client.signal);
      before = beforeOf(await client.getWarehouse(name));
    }
    throw withoutEnd(name, end);
  } finally {
    follower.close();
  }
}

function withoutEnd(name: string, end: 'untouched' | 'unproven'): KargoError {
  return end === 'unproven'
    ? failed(
        'discovery-failed',
        `Warehouse "${name}" looked ${mostTriggers} times, and not once with success: the time of its last good discovery has not moved. Its words went unseen; Kargo shows them only for a moment. Check its repositories and their credentials.`,
      )
    : unknown(
        'answer-lost',
        `Warehouse "${name}" was asked ${mostTriggers} times to look at its repositories, and nothing shows that it did. Is a Kargo controller running for it?`,
      );
}

function beforeOf(warehouse: Warehouse): Before {
  return {
    token: warehouse.metadata.annotations?.[refreshAnnotation],
    discoveredAt: warehouse.status?.discoveredArtifacts?.discoveredAt,
  };
}

/** The watch must be open before the trigger: a failure shows in one frame only. */
async function newestBefore(follower: Follower<Warehouse>, first: Warehouse): Promise<Before> {
  await follower.opened(patience.watch);
  const sighting = await follower.next(patience.firstSight);
  return beforeOf(sighting?.kind === 'version' ? sighting.object : first);
}

interface Sight {
  readonly follower: Follower<Warehouse>;
  readonly read: () => Promise<Warehouse>;
  readonly log: Log;
}

async function untilHandled(
  { follower, read, log }: Sight,
  before: Before,
): Promise<Warehouse | 'untouched' | 'unproven'> {
  let known = before;
  for (let touched = false; ; ) {
    const sighting = await follower.next(touched ? patience.heartbeat : patience.annotation);
    if (sighting?.kind === 'gone') {
      throw unknown('object-gone', 'the Warehouse was deleted meanwhile');
    }
    if (sighting?.kind === 'trouble' || (sighting === undefined && touched)) {
      log.info(sighting === undefined ? 'still waiting for the discovery' : sighting.text);
    }
    // Without a watch the follower reads seldom: what it has not seen yet is read before it counts as nothing.
    const seen =
      sighting?.kind === 'version' ? sighting.object : sighting === undefined ? await read() : undefined;
    if (seen === undefined) {
      continue;
    }
    const state = judgeRefresh(seen, known);
    if (state === 'untouched' && sighting === undefined && !touched) {
      return 'untouched';
    }
    if (state === 'pending') {
      touched = true;
      known = { ...known, discoveredAt: beforeOf(seen).discoveredAt };
    } else if (state === 'discovered') {
      return seen;
    } else if (state === 'unproven') {
      return 'unproven';
    } else if (typeof state === 'object') {
      throw failed(
        'discovery-failed',
        `Warehouse "${seen.metadata.name}" could not discover artifacts: ${state.failure}`,
      );
    }
  }
}
