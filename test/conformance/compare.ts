import type { Json } from '../support/recordings.ts';
import { isObject } from './names.ts';

/** One difference: where, what was recorded, what the simulator said. `undefined` is absent. */
export interface Difference {
  /** `status`, `content-type`, `location`, `body`, or a path such as `body.status.phase`. */
  what: string;
  recorded: Json | undefined;
  simulated: Json | undefined;
}

/** An answer as far as it is compared; bodies are normalised. */
export interface Answer {
  status: number;
  /** Media type without parameters, or empty. */
  contentType: string;
  location: string;
  body: Json;
}

/** Compares two normalised answers. */
export function compareAnswers(recorded: Answer, simulated: Answer): Difference[] {
  const heads = (['status', 'contentType', 'location'] as const)
    .filter((part) => recorded[part] !== simulated[part])
    .map((part) => ({ what: part, recorded: recorded[part], simulated: simulated[part] }));
  return [...heads, ...compareJson(recorded.body, simulated.body, 'body')];
}

/** Compares two normalised values: which paths differ. */
export function compareJson(
  recorded: Json | undefined,
  simulated: Json | undefined,
  path: string,
): Difference[] {
  if (Array.isArray(recorded) && Array.isArray(simulated)) {
    if (recorded.length !== simulated.length) {
      return [{ what: `${path}.length`, recorded, simulated }];
    }
    return recorded.flatMap((item, index) =>
      compareJson(item, simulated[index], `${path}[${keyOf(item, index)}]`),
    );
  }
  if (isObject(recorded) && isObject(simulated)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(simulated)])];
    return keys.flatMap((key) => compareJson(recorded[key], simulated[key], `${path}.${key}`));
  }
  return recorded === simulated ? [] : [{ what: path, recorded, simulated }];
}

// An item is named by its type or name where it has one, so that a path says what it is about.
function keyOf(item: Json, index: number): string {
  if (!isObject(item)) return `${index}`;
  const metadata = isObject(item.metadata) ? item.metadata : {};
  for (const key of [item.type, item.alias, metadata.name]) if (typeof key === 'string') return key;
  return `${index}`;
}
