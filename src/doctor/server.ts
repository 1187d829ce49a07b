import { isKargoError } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import { System } from '../kargo/system.ts';
import { advice, cannotTell, type Finding, well } from './finding.ts';

/** A generation of Kargo's API, as its answers show it; `main` is known by its version string only. */
export type Generation = '1.9' | '1.10' | '1.11' | 'newer';

/** What came with which generation, in the words of this suite (fact sheet 13). */
const features: readonly { readonly since: Generation; readonly words: string }[] = [
  { since: '1.10', words: 'heartbeats of the controllers' },
  { since: '1.10', words: 'the promotion step "fail"' },
  { since: '1.11', words: 'promotion by origin (input origin: its newest Freight is looked up instead)' },
  { since: '1.11', words: 'holds of auto-promotion (rollback cannot freeze)' },
  {
    since: '1.11',
    words: 'words for unexpected errors (they are empty answers, so actions are confirmed by reading)',
  },
  { since: '1.11', words: 'webhooks that wake Promotions when a pull request is merged' },
];

const order: readonly Generation[] = ['1.9', '1.10', '1.11', 'newer'];

/** Whether the server is of this generation or a later one. */
export function isAtLeast(generation: Generation, wanted: Generation): boolean {
  return order.indexOf(generation) >= order.indexOf(wanted);
}

export interface ServerLook {
  readonly findings: readonly Finding[];
  readonly generation: Generation;
}

/** Which release the server is, by its paths and not only by its words, and what it lacks. */
export async function lookAtServer(client: KargoClient, release: string): Promise<ServerLook> {
  const [heartbeats, hasLinks] = await Promise.all([
    orNoRoute(new System(client).heartbeats()),
    hasRoute(new System(client).stageLinks('kargo-ci-doctor')),
  ]);
  const generation = generationOf({ hasHeartbeats: heartbeats !== 'no-route', hasLinks, release });
  return {
    generation,
    findings: [describeServer(release, generation), ...controllers(heartbeats)],
  };
}

function generationOf(seen: { hasHeartbeats: boolean; hasLinks: boolean; release: string }): Generation {
  if (!seen.hasLinks) {
    return seen.hasHeartbeats ? '1.10' : '1.9';
  }
  return spokenGeneration(seen.release) === 'newer' ? 'newer' : '1.11';
}

/** What the version string says; undefined for one that says nothing, such as `devel+0123456`. */
function spokenGeneration(release: string): Generation | undefined {
  if (release === 'main') {
    return 'newer';
  }
  const minor = /^v?1\.(?<minor>\d+)\./.exec(release)?.groups?.minor;
  if (minor === undefined) {
    return undefined;
  }
  return Number(minor) > 11 ? 'newer' : order.find((generation) => generation === `1.${minor}`);
}

function describeServer(release: string, generation: Generation): Finding {
  const lacking = features.filter(({ since }) => !isAtLeast(generation, since)).map(({ words }) => words);
  const spoken = spokenGeneration(release);
  const differs = spoken !== undefined && spoken !== generation;
  const answers = differs
    ? `, though it answers like ${generation === 'newer' ? 'a newer one' : generation}`
    : '';
  const message = `Kargo ${release}${answers}`;
  return lacking.length === 0
    ? well('server', `${message}: nothing is missing that this suite uses`)
    : advice('server', `${message}, which lacks ${lacking.join('; ')}`);
}

type Heartbeats = Awaited<ReturnType<System['heartbeats']>>;

/** A dead controller does nothing of what it is asked. */
function controllers(answer: Heartbeats | 'no-route' | 'unreadable'): readonly Finding[] {
  if (answer === 'no-route') {
    return [];
  }
  if (answer === 'unreadable') {
    return [cannotTell('controllers', 'their heartbeats could not be read')];
  }
  const all = Object.entries(answer.heartbeats ?? {});
  const dead = all.filter(([, { status }]) => status !== 'Alive');
  if (all.length === 0) {
    return [];
  }
  const named = ([name, { status, timestamp }]: (typeof all)[number]) =>
    `${name === '' ? 'the controller' : `controller "${name}"`} is ${status ?? 'unknown'}${timestamp === undefined ? '' : ` since ${timestamp}`}`;
  return dead.length === 0
    ? [
        well(
          'controllers',
          all.length === 1 ? 'the controller is alive' : `all ${all.length} controllers are alive`,
        ),
      ]
    : [advice('controllers', `${dead.map(named).join('; ')}: what belongs to it is not looked at`)];
}

async function orNoRoute(reading: Promise<Heartbeats>): Promise<Heartbeats | 'no-route' | 'unreadable'> {
  try {
    return await reading;
  } catch (error) {
    if (isKargoError(error)) {
      return isNoRoute(error) ? 'no-route' : 'unreadable';
    }
    throw error;
  }
}

/** Whether the server knows the path, whatever it answers there. */
async function hasRoute(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (isKargoError(error)) {
      return !isNoRoute(error);
    }
    throw error;
  }
}

/** Kargo's router says 404 in plain text, which has no status here; its objects are missing with one. */
function isNoRoute({
  verdict,
  httpStatus,
}: {
  readonly verdict: object;
  readonly httpStatus: number | undefined;
}): boolean {
  return httpStatus === undefined && 'reason' in verdict && verdict.reason === 'not-found';
}
