import type { Json } from '../support/recordings.ts';
import { compareJson, type Difference } from './compare.ts';
import { isObject } from './names.ts';

/** A state of an object: `ADDED`, `MODIFIED` or `DELETED`, and the normalised object. */
export interface ObjectState {
  type: string;
  object: Json;
}

/** Whether two normalised values are the same. */
export function isSame(left: Json, right: Json): boolean {
  return compareJson(left, right, '').length === 0;
}

/**
 * Compares two sequences of states of an object. States that mean the same (phase, reasons of the conditions,
 * health) are held against each other in their order; the others are missing or extra.
 */
export function alignSequences(
  name: string,
  recorded: ObjectState[],
  simulated: ObjectState[],
): Difference[] {
  const pairs = align(recorded, simulated);
  const details = pairs.flatMap(([left, right]) =>
    comparePair(name, [left, recorded[left]], simulated[right]),
  );
  const missing = recorded
    .filter((_, index) => !pairs.some(([left]) => left === index))
    .map(({ object, type }) => ({
      what: `${name}: no state ${describe(object, type)}`,
      recorded: object,
      simulated: undefined,
    }));
  const extra = simulated
    .filter((_, index) => !pairs.some(([, right]) => right === index))
    .map(({ object, type }) => ({
      what: `${name}: extra state ${describe(object, type)}`,
      recorded: undefined,
      simulated: object,
    }));
  return [...details, ...missing, ...extra];
}

function comparePair(
  name: string,
  [index, left]: [number, ObjectState | undefined],
  right: ObjectState | undefined,
): Difference[] {
  if (left === undefined || right === undefined) return [];
  const differences = compareJson(left.object, right.object, name);
  if (index === 0 || left.type === right.type) return differences;
  return [
    ...differences,
    { what: `${name}: type of state ${index + 1}`, recorded: left.type, simulated: right.type },
  ];
}

interface Alignment {
  score: number;
  pairs: [number, number][];
}

// Longest common subsequence: states of the same meaning are a match, equal ones a better one.
function align(recorded: ObjectState[], simulated: ObjectState[]): [number, number][] {
  const nothing: Alignment = { score: 0, pairs: [] };
  let above: Alignment[] = Array.from({ length: simulated.length + 1 }, () => nothing);
  for (const [left, state] of recorded.entries()) {
    const row = [nothing];
    for (const [right, other] of simulated.entries()) {
      const score = scoreOf(state, other);
      const diagonal = above[right] ?? nothing;
      const match = {
        score: diagonal.score + score,
        pairs: [...diagonal.pairs, [left, right] satisfies [number, number]],
      };
      const candidates = [above[right + 1] ?? nothing, row[right] ?? nothing, ...(score > 0 ? [match] : [])];
      row.push(candidates.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)));
    }
    above = row;
  }
  return (above.at(-1) ?? nothing).pairs;
}

function scoreOf(left: ObjectState, right: ObjectState): number {
  if (describe(left.object, left.type) !== describe(right.object, right.type)) return 0;
  return isSame(left.object, right.object) ? 3 : 2;
}

/** What a state means, in a few words: phase, reasons of the conditions, health, verification. */
export function describe(object: Json, type = ''): string {
  const status = isObject(object) && isObject(object.status) ? object.status : {};
  const conditions = (Array.isArray(status.conditions) ? status.conditions : [])
    .filter(isObject)
    .map((condition) => `${condition.type} ${condition.reason}`);
  const health = isObject(status.health) ? [`health ${status.health.status}`] : [];
  const phase = status.phase === undefined ? [] : [`${status.phase}`];
  const words = [...phase, ...conditions, ...health];
  return [type === 'DELETED' ? 'DELETED' : '', words.join(', ') || 'new'].join(' ').trim();
}
