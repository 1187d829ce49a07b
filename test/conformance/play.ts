import {
  isExchange,
  type Json,
  loadScenario,
  type RecordedExchange,
  type Step,
} from '../support/recordings.ts';
import { type Cast, learnFromAnswer, translateRequest } from './cast.ts';
import { compareExchange, type Outcome } from './exchange.ts';
import { isObject, learnNames, pairNames } from './names.ts';
import { learnSeen, readAgain } from './reads.ts';
import { enact, prepare, type Theatre } from './scenes.ts';
import { parseBody, send, type WireAnswer } from './server.ts';
import { closeWatches, openWatch, type Watch } from './watches.ts';

/** A read this soon after a change may show the object on its way, milliseconds. */
const onTheWayMs = 1_000;

/** Times are whole seconds in Kargo: what was done by the clock may come so much later, milliseconds. */
const slackMs = 1_000;

/** Steps nearer to each other than this were sent without waiting for the effect of the one before. */
const promptMs = 60;

/**
 * Plays a scenario on the simulator: the recorded requests in their order, and what happened around them.
 * @param compares false when only its effects are wanted
 */
export async function playScenario(cast: Cast, scenario: string, compares = true): Promise<Outcome[]> {
  const steps = loadScenario(cast.release, scenario);
  const theatre: Theatre = {
    stagehand: cast.stagehand,
    play: (...request) => playUnnoted(cast, ...request),
    onChange: () => disturb(cast),
    steps,
  };
  const clock = startClock(cast);
  const outcomes: Outcome[] = [];
  const watches = new Set<Watch>();
  const close = async (over: readonly Watch[], beforeMs = Number.POSITIVE_INFINITY) => {
    if (over.length > 0)
      await clock.reach(
        Math.min(beforeMs, Math.max(...over.map(({ lastFrameAt }) => lastFrameAt)) + slackMs),
      );
    outcomes.push(...(await closeWatches(cast, over)));
    for (const watch of over) watches.delete(watch);
  };
  let lastEnd = 0;
  let lastChange = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const isPrompt = step.atMs - lastEnd < promptMs;
    if (!isPrompt) await cast.stagehand.settle();
    if (changes(step)) {
      lastChange = step.atMs;
      await close(
        [...watches].filter((watch) => isOver(watch, step)),
        step.atMs,
      );
    }
    await clock.reach(step.atMs);
    if (changes(step) && !isPrompt) await clock.leaveSecondsEnd();
    await prepare(scenario, step, theatre);
    if (isExchange(step)) {
      const isOnTheWay = step.atMs - lastChange < onTheWayMs;
      const played = await playExchange(cast, step, { compares, isOnTheWay });
      if ('stream' in played) watches.add(played);
      else outcomes.push(played);
    } else {
      await enact(step, theatre);
    }
    lastEnd = step.atMs + (isExchange(step) ? (step.tookMs ?? 0) : 0);
  }
  await cast.stagehand.settle();
  await close([...watches]);
  return outcomes;
}

// The recorded client closed it after the last frame; later changes must not show in ours.
function isOver({ lastFrameAt, end }: Watch, step: Step): boolean {
  return lastFrameAt < step.atMs && end === 'closed by client';
}

function changes(step: Step): boolean {
  return !isExchange(step) || step.request.method !== 'GET';
}

interface SceneClock {
  /** Puts the simulator's clock forward to where the recording was, when it lags by a second or more. */
  reach: (atMs: number) => Promise<void>;
  /** Steps away from the end of a second: what was recorded in one second must not be played in two. */
  leaveSecondsEnd: () => Promise<void>;
}

function startClock({ stagehand }: Cast): SceneClock {
  // Where the two were last together. Being ahead is not banked: time that passed between two steps must pass here.
  let together = { simulated: stagehand.now(), recorded: 0 };
  const forward = async (ms: number) => {
    await stagehand.settle();
    await stagehand.advanceClock(ms);
    await stagehand.settle();
  };
  return {
    reach: async (atMs) => {
      const lag = atMs - together.recorded - (stagehand.now() - together.simulated);
      if (lag >= 1_000) await forward(lag);
      if (lag >= 1_000 || lag < 0) together = { simulated: stagehand.now(), recorded: atMs };
    },
    leaveSecondsEnd: async () => {
      const rest = 1_000 - (stagehand.now() % 1_000);
      if (rest < 400) await forward(rest);
    },
  };
}

function disturb({ observer, stagehand }: Cast): void {
  observer?.mark();
  stagehand.disturb();
}

async function playUnnoted(cast: Cast, method: string, path: string, body?: Json): Promise<void> {
  const headers = { authorization: 'Bearer <token:admin>', 'content-type': 'application/json' };
  const request = translateRequest(
    cast,
    body === undefined ? { method, path, headers } : { method, path, headers, body },
  );
  if (request === undefined) return;
  disturb(cast);
  await send(request);
}

interface Manner {
  /** Whether the answer is compared. */
  compares: boolean;
  /** Whether the recorded answer may show an object in the middle of a change. */
  isOnTheWay: boolean;
}

async function playExchange(cast: Cast, step: RecordedExchange, manner: Manner): Promise<Outcome | Watch> {
  await learnSeen(cast);
  await learnVersion(cast, step);
  const request = translateRequest(cast, step.request);
  if (request === undefined) {
    return {
      exchange: step.id,
      differences: [{ what: 'not sent', recorded: step.request.path, simulated: undefined }],
    };
  }
  if (step.request.headers.accept === 'text/event-stream') {
    return openWatch(cast, { step, request, isOnTheWay: manner.isOnTheWay });
  }
  if (step.request.method !== 'GET') disturb(cast);
  const answer = await send(request);
  learnPair(cast, step, answer);
  let differences = manner.compares ? compareExchange(cast, step, answer) : [];
  if (differences.length > 0 && step.request.method === 'GET') {
    differences = await readAgain(cast, { step, request, isOnTheWay: manner.isOnTheWay });
  }
  return { exchange: step.id, differences };
}

// A watch from a version that no recorded list has: the script had listed once more, right before.
async function learnVersion(cast: Cast, { request }: RecordedExchange): Promise<void> {
  const [, path = '', version = ''] = /^([^?]+)\?.*resourceVersion=(\d\d+)/.exec(request.path) ?? [];
  if (version === '' || cast.versions.has(version)) return;
  const list = translateRequest(cast, { ...request, path });
  const body = list === undefined ? undefined : parseBody(await send(list));
  if (isObject(body) && isObject(body.metadata))
    cast.versions.set(version, `${body.metadata.resourceVersion}`);
}

// The Promotion that an answer names is the one that the recorded answer names.
function learnPair(cast: Cast, step: RecordedExchange, answer: WireAnswer): void {
  const body = parseBody(answer);
  learnNames(cast.simulatedNames, body);
  learnFromAnswer(cast, step, body);
  const names = [createdPromotion(step.response.json), createdPromotion(body)] as const;
  if (step.request.method === 'POST' && names[0] !== undefined && names[1] !== undefined) {
    pairNames(cast.recordedNames, cast.simulatedNames, [names[0], names[1]]);
  }
}

function createdPromotion(body: Json | undefined): string | undefined {
  const object = isObject(body) && isObject(body.promotion) ? body.promotion : body;
  if (!isObject(object) || !isObject(object.metadata) || !isObject(object.spec)) return undefined;
  return 'steps' in object.spec ? `${object.metadata.name}` : undefined;
}
