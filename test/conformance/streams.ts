import type { JsonObject } from '../support/recordings.ts';
import { withoutAccidents } from './accidents.ts';
import { alignSequences, isSame, type ObjectState } from './alignment.ts';
import { compareJson, type Difference } from './compare.ts';
import { isObject, type Names, replaceVolatile } from './names.ts';
import { normalise, normaliseText } from './normalise.ts';

/** One frame of a stream; keep-alives are left out. */
export interface StreamFrame {
  /** Absent in error frames. */
  data?: { type: string; object: JsonObject };
  /** The text of a frame that is no event. */
  raw?: string;
}

/** What a stream said: the distinct states of each object, by its name, and error frames. */
export interface StreamStates {
  objects: Map<string, ObjectState[]>;
  errors: string[];
}

/** Reduces frames to the distinct, normalised states of each object. */
export function statesOf(names: Names, frames: readonly StreamFrame[]): StreamStates {
  const states: StreamStates = { objects: new Map(), errors: [] };
  for (const { data, raw } of frames) {
    if (raw !== undefined && !raw.startsWith(':')) states.errors.push(normaliseText(names, raw));
    if (data === undefined) continue;
    const name = objectName(names, data.object);
    const sequence = states.objects.get(name) ?? [];
    states.objects.set(name, appendState(sequence, { ...data, object: normalise(names, data.object) }));
  }
  return states;
}

/** The normalised name of an object. */
export function objectName(names: Names, object: JsonObject): string {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return replaceVolatile(names, `${metadata.name}`);
}

/** Adds a state unless it is the one before it again (a frame may differ in its resourceVersion only). */
export function appendState(sequence: ObjectState[], state: ObjectState): ObjectState[] {
  const last = sequence.at(-1);
  const isRepeat = last !== undefined && state.type !== 'DELETED' && isSame(last.object, state.object);
  return isRepeat ? sequence : [...sequence, state];
}

/** What is known about two streams beside what they said. */
export interface Circumstances {
  /**
   * States that the simulator's objects passed through, since the last thing done to them, before the stream was
   * open: a recorded stream may have been opened sooner or later in the course of the same change.
   */
  before: ReadonlyMap<string, ObjectState[]>;
  /** What a Stage with a Promotion was recorded to look like. */
  promoting: ReadonlySet<string>;
  /**
   * Whether the stream is filtered and begins with a listing: from 1.11 on it then says `DELETED` of objects that
   * never matched, if one of them happens to change meanwhile.
   */
  isFiltered: boolean;
}

/** Compares what two streams said, accidents left out. */
export function compareStreams(
  recorded: StreamStates,
  simulated: StreamStates,
  { before, promoting, isFiltered }: Circumstances,
): Difference[] {
  const isStranger = (name: string) =>
    [recorded, simulated].every(
      ({ objects }) => objects.get(name)?.every(({ type }) => type === 'DELETED') ?? true,
    );
  const names = [...new Set([...recorded.objects.keys(), ...simulated.objects.keys()])];
  const keys = isFiltered ? names.filter((name) => !isStranger(name)) : names;
  const sequence = (states: ReadonlyMap<string, ObjectState[]>, name: string) =>
    withoutAccidents(states.get(name) ?? [], promoting);
  const differences = keys.flatMap((name) =>
    compareSequences(
      name,
      sequence(recorded.objects, name),
      withPast(sequence(before, name), sequence(simulated.objects, name)),
    ),
  );
  return [...differences, ...compareJson(recorded.errors, simulated.errors, 'errors')];
}

function withPast(past: ObjectState[], states: ObjectState[]): { past: number; states: ObjectState[] } {
  const first = states[0];
  const known = first === undefined ? -1 : past.findLastIndex((state) => isSame(state.object, first.object));
  if (known === -1) return { past: 0, states };
  // The first frame is ADDED whatever happened before: the past knows better.
  return { past: known, states: [...past.slice(0, known + 1), ...states.slice(1)] };
}

function compareSequences(
  name: string,
  recorded: ObjectState[],
  { past, states }: { past: number; states: ObjectState[] },
): Difference[] {
  const starts = past === 0 ? leadingStarts(recorded, states) : [...Array(past + 1).keys()];
  const attempts = starts.map((start) => alignSequences(name, recorded, states.slice(start)));
  return attempts.sort((left, right) => left.length - right.length)[0] ?? [];
}

// A stream that was recorded while its object was changing may begin later than ours: our first states may be
// missing there. Only when the recorded beginning is among ours.
function leadingStarts(recorded: ObjectState[], states: ObjectState[]): number[] {
  const first = recorded[0];
  const start = first === undefined ? -1 : states.findIndex((state) => isSame(state.object, first.object));
  return start > 0 ? [0, start] : [0];
}
