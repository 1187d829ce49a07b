import type { Freight, Promotion, Stage, Warehouse } from '../../src/kargo/types.ts';
import {
  type Json,
  type JsonObject,
  type LocatedExchange,
  type RecordedResponse,
  type Release,
  recordedExchanges,
  releases,
} from '../support/recordings.ts';

/** Every exchange with an API server: those with the external webhooks server are no business of the client's. */
export const exchanges: readonly LocatedExchange[] = [...recordedExchanges()].filter(
  ({ request }) => request.server === undefined,
);

/** `06/get-fails`: the same on all releases. */
export function keyOf({ scenario, id }: LocatedExchange): string {
  return `${scenario.slice(0, 2)}/${id}`;
}

const byPlace = new Map(exchanges.map((exchange) => [`${exchange.release} ${keyOf(exchange)}`, exchange]));

/** Whether the release has this exchange: a few were only made where they mean something. */
export function isRecorded(release: Release, key: string): boolean {
  return byPlace.has(`${release} ${key}`);
}

/** Throws when there is none: a table then names something that was never recorded. */
export function exchangeAt(release: Release, key: string): LocatedExchange {
  const found = byPlace.get(`${release} ${key}`);
  if (found === undefined) {
    throw new Error(`${key} was not recorded on ${release}`);
  }
  return found;
}

/** The groups of releases that differ from each other. */
const groups = {
  'v1.9.10': ['v1.9.10'],
  'v1.10.10': ['v1.10.10'],
  'v1.11.2': ['v1.11.2'],
  main: ['main'],
  '≤1.10': ['v1.9.10', 'v1.10.10'],
  '≥1.10': ['v1.10.10', 'v1.11.2', 'main'],
  '≥1.11': ['v1.11.2', 'main'],
  '≤1.11': ['v1.9.10', 'v1.10.10', 'v1.11.2'],
} as const satisfies Record<string, readonly Release[]>;

/** What is expected: of all releases, or of each group of them. */
export type Expected = string | { readonly [group in keyof typeof groups]?: string };

/** What is expected of one release; undefined where nothing is. */
export function expectedOn(release: Release, expected: Expected | undefined): string | undefined {
  if (typeof expected !== 'object') {
    return expected;
  }
  const found = Object.entries(groups).filter(
    ([group, members]) =>
      members.some((member) => member === release) && expected[group as keyof typeof groups] !== undefined,
  );
  if (found.length > 1) {
    throw new Error(`${release} is in more than one of ${Object.keys(expected).join(', ')}`);
  }
  const [[group] = []] = found;
  return group === undefined ? undefined : expected[group as keyof typeof groups];
}

/** The bytes that came, as text. The recorded JSON was parsed; nobody reads its white space. */
export function bodyOf({ json, text }: RecordedResponse): string {
  return json === undefined ? (text ?? '') : JSON.stringify(json);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object an answer holds: itself, wrapped (Kargo 1.9), items of a list, of Freight groups, of frames. */
function objectsOf({ json, frames }: RecordedResponse): readonly JsonObject[] {
  if (frames !== undefined) {
    return frames.flatMap(({ data }) => (data === undefined ? [] : [data.object]));
  }
  if (!isObject(json)) {
    return [];
  }
  const groupsOfFreight = isObject(json.groups) ? Object.values(json.groups) : [];
  const lists = [json, ...groupsOfFreight].flatMap((list) => (isObject(list) ? [list.items] : []));
  const inner = [json, json.promotion, json.promotions, ...lists].flat();
  return inner.filter((value) => isObject(value)).filter((value) => isObject(value.metadata));
}

function specOf(object: JsonObject): JsonObject {
  return isObject(object.spec) ? object.spec : {};
}

// The types say only that each field may be there; what is sorted here is what was recorded.

/** The Promotions of an answer. */
export function promotionsOf(exchange: LocatedExchange): readonly Promotion[] {
  return objectsOf(exchange.response).filter(
    (object) => typeof specOf(object).stage === 'string',
  ) as unknown as readonly Promotion[];
}

/** The Stages of an answer. */
export function stagesOf(exchange: LocatedExchange): readonly Stage[] {
  return objectsOf(exchange.response).filter(
    (object) => specOf(object).requestedFreight !== undefined,
  ) as unknown as readonly Stage[];
}

/** The Warehouses of an answer. */
export function warehousesOf(exchange: LocatedExchange): readonly Warehouse[] {
  return objectsOf(exchange.response).filter(
    (object) => specOf(object).subscriptions !== undefined,
  ) as unknown as readonly Warehouse[];
}

/** The Freight of an answer. */
export function freightOf(exchange: LocatedExchange): readonly Freight[] {
  return objectsOf(exchange.response).filter(
    (object) => isObject(object.origin) && object.spec === undefined,
  ) as unknown as readonly Freight[];
}

/** The one Promotion that a promote call made. */
export function promotedAt(release: Release, key: string): Promotion {
  return only(promotionsOf(exchangeAt(release, key)), key);
}

/** The only one. Throws when there are more or none. */
export function only<T>(values: readonly T[], what: string): T {
  const [first, ...others] = values;
  if (first === undefined || others.length > 0) {
    throw new Error(`${what} holds ${values.length} of what is looked for`);
  }
  return first;
}

/** Keys whose answers hold something, by release: what a table has to cover. */
export function keysHolding(what: (exchange: LocatedExchange) => readonly unknown[]): readonly string[] {
  const keys = exchanges.filter((exchange) => what(exchange).length > 0).map(keyOf);
  return [...new Set(keys)].sort();
}

/** Every release on which this was recorded. */
export function releasesOf(key: string): readonly Release[] {
  return releases.filter((release) => isRecorded(release, key));
}

/** The words without those that repeat the one before: `a a b a` is `a, b, a`. */
export function changes(words: readonly string[]): readonly string[] {
  return words.filter((word, index) => word !== words[index - 1]);
}
