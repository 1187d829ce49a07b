import { durationMs } from '../inputs/duration.ts';
import { type Fields, fieldsOf, isFields, type Manifest } from './manifest.ts';

/** One field in which the manifest and what is stored differ. */
export interface Difference {
  /** `spec.subscriptions[0].image.constraint` */
  readonly path: string;
  /** Absent: the manifest leaves the field out, and applying it takes it away. */
  readonly wanted?: unknown;
  /** Absent: it is not stored. */
  readonly present?: unknown;
}

/** Durations that Kargo rewrites when it stores them: `1h` becomes `1h0m0s` (fact sheet 10.6). */
const durationFields = ['interval', 'requiredSoakTime', 'timeout'];

/** What Kargo fills in (fact sheet 2.2, and every recorded Warehouse). */
const defaults: Readonly<Record<string, unknown>> = {
  interval: '5m0s',
  freightCreationPolicy: 'Automatic',
  imageSelectionStrategy: 'SemVer',
  commitSelectionStrategy: 'NewestFromBranch',
  discoveryLimit: 20,
  strictSemvers: true,
};

/** Below these keys stands free JSON, in which an empty value is not the same as none. */
const freeFields = ['config', 'data', 'binaryData'];

/** The parts that an update replaces as a whole: what the manifest leaves out of them is taken away. */
const replacedParts = ['spec', 'data', 'binaryData'];

/**
 * What applying the manifest would change. Kargo's update replaces `spec` as a whole, so a field that only the server
 * has counts, unless it is a default; of the metadata only labels and annotations that the manifest sets do.
 */
export function differencesOf(
  { content, kind }: Pick<Manifest, 'content' | 'kind'>,
  present: Fields,
): readonly Difference[] {
  const parts = new Set([
    ...Object.keys(content).filter((key) => !['apiVersion', 'kind', 'metadata', 'status'].includes(key)),
    ...replacedParts,
  ]);
  const found: Difference[] = [];
  for (const part of parts) {
    compare(found, { path: part, key: part, kind, free: freeFields.includes(part) }, [
      content[part],
      present[part],
    ]);
  }
  const stored = fieldsOf(present.metadata);
  for (const part of ['labels', 'annotations'] as const) {
    found.push(...differencesOfMarks(`metadata.${part}`, content.metadata[part], stored[part]));
  }
  return found;
}

function differencesOfMarks(path: string, wanted: unknown, present: unknown): readonly Difference[] {
  const have = fieldsOf(present);
  return Object.entries(fieldsOf(wanted))
    .filter(([key, value]) => have[key] !== value)
    .map(([key, value]) => ({ path: path + step(key), wanted: value, ...given('present', have[key]) }));
}

interface Place {
  readonly path: string;
  readonly key: string;
  readonly kind: string;
  /** Whether it is free JSON. */
  readonly free: boolean;
}

function compare(
  found: Difference[],
  place: Place,
  [wanted, present]: readonly [wanted: unknown, present: unknown],
): void {
  if (isSame(place, wanted, present)) {
    return;
  }
  if (isFields(wanted) && isFields(present)) {
    for (const key of new Set([...Object.keys(wanted), ...Object.keys(present)])) {
      const free = place.free || freeFields.includes(key);
      const inner = { ...place, path: place.path + step(key), key, free };
      compare(found, inner, [wanted[key], present[key]]);
    }
  } else if (Array.isArray(wanted) && Array.isArray(present)) {
    for (let index = 0; index < Math.max(wanted.length, present.length); index++) {
      compare(found, { ...place, path: `${place.path}[${index}]`, key: '' }, [wanted[index], present[index]]);
    }
  } else {
    found.push({ path: place.path, ...given('wanted', wanted), ...given('present', present) });
  }
}

function isSame({ key, kind, free }: Place, wanted: unknown, present: unknown): boolean {
  if (wanted === present || (isAbsent(wanted) && isAbsent(present))) {
    return true;
  }
  if (free) {
    return false;
  }
  if (isEmpty(wanted) && isEmpty(present)) {
    return true;
  }
  if (isAbsent(wanted) && kind === 'Warehouse' && key in defaults) {
    return defaults[key] === present;
  }
  return (
    durationFields.includes(key) &&
    typeof wanted === 'string' &&
    typeof present === 'string' &&
    durationMs(wanted) !== undefined &&
    durationMs(wanted) === durationMs(present)
  );
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Kubernetes leaves out what is empty, zero or false (fact sheet 10.6). */
function isEmpty(value: unknown): boolean {
  if (isAbsent(value) || value === '' || value === 0 || value === false) {
    return true;
  }
  return Array.isArray(value) ? value.length === 0 : isFields(value) && Object.values(value).every(isEmpty);
}

function given<K extends string>(key: K, value: unknown): { readonly [P in K]?: unknown } {
  return isAbsent(value) ? {} : ({ [key]: value } as { readonly [P in K]?: unknown });
}

function step(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
