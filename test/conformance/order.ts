import type { Json, JsonObject, Release } from '../support/recordings.ts';
import { isObject, type Names, replaceVolatile } from './names.ts';

/** Two answers to the same request, not normalised yet, and who knows their names. */
export interface AnswerPair {
  release: Release;
  path: string;
  recorded: Json;
  simulated: Json;
  recordedNames: Names;
  simulatedNames: Names;
}

/**
 * Takes accidental order out of a recorded list: items whose order the server leaves open are put in the
 * order in which the simulator has them. Freight of the same second or tag has no order of its own, Promotions
 * to downstream Stages are made in any order, and up to 1.10 Stages and Warehouses come as the cache has them.
 */
export function settleOrder(pair: AnswerPair): Json {
  const { recorded, simulated } = pair;
  if (!isObject(recorded) || !isObject(simulated)) return recorded;
  if (isObject(recorded.groups) && isObject(simulated.groups)) {
    const groups = Object.entries(recorded.groups).map(([key, group]): [string, Json] => [
      key,
      settleItems(pair, group, isObject(simulated.groups) ? simulated.groups[key] : undefined),
    ]);
    return { ...recorded, groups: Object.fromEntries(groups) };
  }
  if (Array.isArray(recorded.promotions) && Array.isArray(simulated.promotions)) {
    const order = simulated.promotions.map(stageOf);
    const rank = (item: Json) => order.indexOf(stageOf(item));
    return {
      ...recorded,
      promotions: recorded.promotions.toSorted((left, right) => rank(left) - rank(right)),
    };
  }
  return isOpenOrder(pair) ? settleItems(pair, recorded, simulated) : recorded;
}

function stageOf(promotion: Json): string {
  return isObject(promotion) && isObject(promotion.spec) ? `${promotion.spec.stage}` : '';
}

function isOpenOrder({ release, path }: AnswerPair): boolean {
  const cached = release === 'v1.9.10' || release === 'v1.10.10';
  return cached && /\/(?:stages|warehouses)(?:\?.*)?$/.test(path);
}

function settleItems(pair: AnswerPair, recorded: Json, simulated: Json | undefined): Json {
  if (!isObject(recorded) || !isObject(simulated)) return recorded;
  if (!Array.isArray(recorded.items) || !Array.isArray(simulated.items)) return recorded;
  const order = simulated.items.map((item) => nameOf(pair.simulatedNames, item));
  const isFreight = pair.path.includes('/freight');
  const items: Json[] = [];
  let ties: Json[] = [];
  for (const item of recorded.items) {
    const last = ties.at(-1);
    if (last !== undefined && isFreight && !isTie(last, item)) {
      items.push(...sortLike(ties, order, pair.recordedNames));
      ties = [];
    }
    ties.push(item);
  }
  return { ...recorded, items: [...items, ...sortLike(ties, order, pair.recordedNames)] };
}

function isTie(left: Json, right: Json): boolean {
  return sortKeys(left).some((key, index) => key !== '' && key === sortKeys(right)[index]);
}

function sortKeys(item: Json): [string, string] {
  const { metadata, images } = isObject(item) ? item : ({} as JsonObject);
  const image = Array.isArray(images) && isObject(images[0]) ? images[0] : {};
  const created = isObject(metadata) ? metadata.creationTimestamp : '';
  return [`${created ?? ''}`, `${image.tag ?? ''}`];
}

function sortLike(items: Json[], order: string[], names: Names): Json[] {
  const rank = (item: Json) => (order.indexOf(nameOf(names, item)) + order.length + 1) % (order.length + 1);
  return [...items].sort((left, right) => rank(left) - rank(right));
}

function nameOf(names: Names, item: Json): string {
  const metadata = isObject(item) && isObject(item.metadata) ? item.metadata : {};
  return replaceVolatile(names, `${metadata.name}`);
}
