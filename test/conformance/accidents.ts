import {
  isExchange,
  type Json,
  type JsonObject,
  loadScenario,
  type Release,
  scenarios,
} from '../support/recordings.ts';
import { describe, isSame, type ObjectState } from './alignment.ts';
import { isObject } from './names.ts';

/**
 * Takes out of a sequence what differs from run to run on a real server:
 * - While a Stage has a Promotion, two controllers write its status beside each other; which mixtures of old and
 *   new conditions are seen is chance. Such states become one, `promoting`, if Kargo showed their like at all.
 * - A failed discovery is tried again with a growing back-off; a try that changes nothing is left out.
 * - Whether Kargo looks at a new AnalysisRun before Argo Rollouts has given it a phase is chance.
 * - 1.9 reports an error on a Stage whose health is not known, and takes it back, as often as it tries again.
 * @param known what a Stage with a Promotion was recorded to look like, as `describe` says it
 */
export function withoutAccidents(states: ObjectState[], known: ReadonlySet<string>): ObjectState[] {
  const kept: ObjectState[] = [];
  for (const state of states) {
    const next = asSettled(state, known);
    if (next === undefined) continue;
    const last = kept.at(-1);
    if (last !== undefined && next.type !== 'DELETED' && isSame(last.object, next.object)) continue;
    kept.push(next);
    if (isFruitlessTry(kept)) kept.splice(-2);
  }
  return kept;
}

function asSettled(state: ObjectState, known: ReadonlySet<string>): ObjectState | undefined {
  const conditions = conditionsOf(state.object);
  if (conditions.some(({ reason }) => reason === 'UnknownVerificationPhase')) return undefined;
  if (isPromoting(state.object) && known.has(describe(state.object))) {
    return { type: state.type, object: { promoting: promotionOf(state.object) } };
  }
  const isRetry = ({ type, reason }: JsonObject) => type === 'Reconciling' && reason === 'RetryAfterError';
  if (!conditions.some(isRetry)) return state;
  if (conditions.some(({ reason }) => reason === 'ReconcileError')) return undefined;
  return {
    ...state,
    object: withConditions(
      state.object,
      conditions.filter((condition) => !isRetry(condition)),
    ),
  };
}

// Three states, the first and the last the same failure.
function isFruitlessTry(states: ObjectState[]): boolean {
  const [before, , after] = states.slice(-3);
  if (before === undefined || after === undefined || !isSame(before.object, after.object)) return false;
  return conditionsOf(after.object).some(({ reason }) => reason === 'DiscoveryFailure');
}

function isPromoting(object: Json): boolean {
  return conditionsOf(object).some(({ type }) => type === 'Promoting');
}

function promotionOf(object: Json): Json {
  const promotion = isObject(object) && isObject(object.status) ? object.status.currentPromotion : undefined;
  return isObject(promotion) ? (promotion.name ?? '') : '';
}

function conditionsOf(object: Json): JsonObject[] {
  const status = isObject(object) && isObject(object.status) ? object.status : {};
  return Array.isArray(status.conditions) ? status.conditions.filter(isObject) : [];
}

function withConditions(object: Json, conditions: JsonObject[]): Json {
  if (!isObject(object) || !isObject(object.status)) return object;
  return { ...object, status: { ...object.status, conditions } };
}

const promotingStates = new Map<Release, ReadonlySet<string>>();

/** What Stages with a Promotion looked like in the recordings of a release. */
export function promotingStatesOf(release: Release): ReadonlySet<string> {
  const cached = promotingStates.get(release);
  if (cached !== undefined) return cached;
  const answers = scenarios.flatMap((scenario) => loadScenario(release, scenario)).filter(isExchange);
  const objects = answers.flatMap(({ response }) => [
    ...(response.json === undefined ? [] : [response.json]),
    ...(response.frames ?? []).flatMap(({ data }) => (data === undefined ? [] : [data.object])),
  ]);
  const states = new Set(objects.filter(isPromoting).map((object) => describe(object)));
  promotingStates.set(release, states);
  return states;
}
