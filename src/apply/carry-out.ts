import type { Log } from '../ci/host.ts';
import { CancelledError, DeadlineError, messageOf } from '../errors.ts';
import { missingRight, ruleFor } from '../kargo/answer.ts';
import type { PostOutcome } from '../kargo/calls.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { Resources } from '../kargo/resources.ts';
import type { FailedReason } from '../verdict.ts';
import { inCalls, sentManifest } from './call.ts';
import { differencesOf } from './difference.ts';
import { knownKinds } from './kinds.ts';
import { type Fields, fieldsOf, isFields, type Manifest } from './manifest.ts';
import { type Step, stepBetween } from './plan.ts';

/** What became of one step. */
export type Result = { readonly step: Step } & (
  | {
      readonly state: 'created' | 'updated' | 'unchanged';
      /** Paths that the manifest sets and the server did not keep. */
      readonly dropped: readonly string[];
    }
  | { readonly state: 'failed'; readonly reason: FailedReason; readonly message: string }
  | { readonly state: 'unknown'; readonly message: string }
);

interface Means {
  readonly client: KargoClient;
  readonly log: Log;
}

/** A controller that changes the object at the same moment: nothing was applied, so it may be sent again. */
const conflicts = { tries: 6, pauseMs: 500 };
const untold = 'Kargo answered without saying what became of it';
/** In milliseconds: how long what a lost call may have applied is looked for. */
const lookUp = { forMs: 12_000, pause: 1_000 };

/**
 * Applies the steps that have something to do, each once. Kargo goes on after an object that it refuses; what may
 * have been applied by a call whose answer was lost is looked up.
 */
export async function carryOut(steps: readonly Step[], means: Means): Promise<readonly Result[]> {
  const results = new Map<Manifest, Result>();
  for (const step of steps) {
    if (step.action === 'unchanged') {
      results.set(step.manifest, { step, state: 'unchanged', dropped: [] });
    }
  }
  for (const call of inCalls(steps.filter(({ action }) => action !== 'unchanged'))) {
    for (const result of await applyTogether(call, means)) {
      results.set(result.step.manifest, result);
    }
  }
  return steps.flatMap(({ manifest }) => results.get(manifest) ?? []);
}

async function applyTogether(steps: readonly Step[], means: Means): Promise<readonly Result[]> {
  const { client } = means;
  let open = steps;
  const results: Result[] = [];
  for (let attempt = 1; ; attempt++) {
    const outcome = await send(open, client);
    const judged =
      outcome.kind === 'unclear'
        ? await lookFor(open, outcome.why, means)
        : await settled(judge(open, outcome), means);
    const isLast = attempt >= conflicts.tries || client.signal.aborted;
    const again = isLast ? [] : judged.filter(isConflict);
    results.push(...judged.filter((result) => !again.includes(result)));
    if (again.length === 0) {
      return results;
    }
    means.log.debug(
      `changed by somebody else at the same moment, so again: ${titles(again.map(({ step }) => step))}`,
    );
    await client.clock.sleep(conflicts.pauseMs * attempt, client.signal);
    open = await Promise.all(again.map(({ step }) => readAgain(step, client)));
  }
}

/** The time may be over while Kargo works: as unclear as any other lost answer. */
async function send(steps: readonly Step[], client: KargoClient): Promise<PostOutcome> {
  const doing = steps.length === 1 ? `applying ${titles(steps)}` : `applying ${steps.length} manifests`;
  try {
    return await new Resources(client).apply(steps.map(sentManifest), doing);
  } catch (error) {
    if (error instanceof DeadlineError) {
      return { kind: 'unclear', why: `${doing}: the time was over before Kargo had answered` };
    }
    throw error;
  }
}

/** Kargo answers Projects first, then the others as they were sent: by our order that is one and the same. */
function judge(
  steps: readonly Step[],
  outcome: Exclude<PostOutcome, { kind: 'unclear' }>,
): readonly Result[] {
  if (outcome.kind === 'refused') {
    const { verdict } = outcome.error;
    const reason = verdict.status === 'failed' ? verdict.reason : 'refused';
    return steps.map((step) => ({ step, state: 'failed', reason, message: verdict.message }));
  }
  const answers = resultsIn(outcome.body);
  return steps.map((step, index) => judgeOne(step, answers[index]));
}

function resultsIn(body: unknown): readonly unknown[] {
  return isFields(body) && Array.isArray(body.results) ? body.results : [];
}

function judgeOne(step: Step, answer: unknown): Result {
  const { error, createdResourceManifest: created, updatedResourceManifest: updated } = fieldsOf(answer);
  if (typeof error === 'string') {
    const right = missingRight(error);
    return right === undefined
      ? { step, state: 'failed', reason: 'refused', message: error }
      : {
          step,
          state: 'failed',
          reason: 'forbidden',
          message: `${error}: add to the token's Role the rule ${ruleFor(right)}`,
        };
  }
  if (isFields(created) && isSameObject(step, created)) {
    return { step, state: 'created', dropped: droppedFrom(step, created) };
  }
  if (isFields(updated) && isSameObject(step, updated)) {
    return {
      step,
      state: isUntouched(step, updated) ? 'unchanged' : 'updated',
      dropped: droppedFrom(step, updated),
    };
  }
  return { step, state: 'unknown', message: untold };
}

function isSameObject({ manifest }: Step, answer: Fields): boolean {
  return answer.kind === manifest.kind && fieldsOf(answer.metadata).name === manifest.name;
}

/** Kubernetes counts a new generation for each real change; what has none has a new version. */
function isUntouched(step: Step, updated: Fields): boolean {
  if (step.present === undefined || step.action !== 'change') {
    return false;
  }
  if (step.differences.some(({ path }) => path.startsWith('metadata'))) {
    return false;
  }
  const [before, after] = [fieldsOf(step.present.metadata), fieldsOf(updated.metadata)];
  const counter = before.generation === undefined ? 'resourceVersion' : 'generation';
  return before[counter] !== undefined && before[counter] === after[counter];
}

/** A Secret's contents are not repeated in the answer in the form they were given. */
function droppedFrom({ manifest }: Step, answer: Fields): readonly string[] {
  return manifest.kind === 'Secret'
    ? []
    : differencesOf(manifest, answer)
        .filter(({ wanted, present }) => wanted !== undefined && present === undefined)
        .map(({ path }) => path);
}

function isConflict(result: Result): boolean {
  return result.state === 'failed' && result.message.includes('the object has been modified');
}

async function read({ manifest }: Step, client: KargoClient): Promise<Fields | undefined> {
  const path = knownKinds[manifest.kind]?.path;
  return path === undefined
    ? undefined
    : await orMissing(new Resources(client).read(path(manifest.name), manifest.kind, manifest.name));
}

async function readAgain(step: Step, client: KargoClient): Promise<Step> {
  if (step.action === 'cannot-tell') {
    return step;
  }
  const present = await read(step, client);
  const next = stepBetween(step.manifest, present);
  // It was to be changed a moment ago: it is sent again, whatever it looks like now.
  return next.action === 'unchanged' ? { ...step, present } : next;
}

/** What the answer does not tell is looked up like what has none. */
async function settled(results: readonly Result[], means: Means): Promise<readonly Result[]> {
  const open = results.filter(({ state }) => state === 'unknown').map(({ step }) => step);
  const found = open.length === 0 ? [] : await lookFor(open, untold, means);
  return results.map((result) => found.find(({ step }) => step === result.step) ?? result);
}

/** The answer was lost: what is there as the manifest says was applied; of the rest nobody knows. */
async function lookFor(steps: readonly Step[], why: string, { client }: Means): Promise<readonly Result[]> {
  const start = client.clock.now();
  for (;;) {
    const results = await Promise.all(steps.map((step) => look(step, why, client)));
    const isSettled = results.every(
      ({ state, step }) => state !== 'unknown' || step.action === 'cannot-tell',
    );
    if (isSettled || client.signal.aborted || client.clock.now() - start >= lookUp.forMs) {
      return results;
    }
    await client.clock.sleep(lookUp.pause, client.signal).catch(unlessCancelled);
  }
}

async function look(step: Step, why: string, client: KargoClient): Promise<Result> {
  try {
    return foundAs(step, step.action === 'cannot-tell' ? undefined : await read(step, client), why);
  } catch (error) {
    unlessCancelled(error);
    return { step, state: 'unknown', message: `${why}; and it cannot be looked up: ${messageOf(error)}` };
  }
}

function unlessCancelled(error: unknown): void {
  if (error instanceof CancelledError) {
    throw error;
  }
}

function foundAs(step: Step, present: Fields | undefined, why: string): Result {
  const now = present === undefined ? undefined : stepBetween(step.manifest, present);
  return now?.action === 'unchanged'
    ? { step, state: step.action === 'create' ? 'created' : 'updated', dropped: [] }
    : {
        step,
        state: 'unknown',
        message: `${why}. ${now === undefined ? 'It is not to be seen' : 'It is not as the manifest says'}; it may still be under way. Running it again does no harm.`,
      };
}

function titles(steps: readonly Step[]): string {
  return steps.map(({ manifest }) => manifest.title).join(', ');
}
