import type { KargoClient, WatchedResource } from '../client.ts';
import type { Freight, Promotion, Stage } from '../types.ts';
import { Gathering } from './gathering.ts';
import { SharedWatch } from './shared-watch.ts';
import { manyFrom } from './sharing.ts';

/**
 * What is shared when much goes on in one project at a time: reads, and one watch of the Stages and one of the
 * Promotions. A Warehouse is watched alone: there are few, and the frames of its watch decide.
 */
export class Crowd {
  readonly stages: Gathering<Stage>;
  readonly promotions: Gathering<Promotion>;
  /** By the name of the Stage. */
  readonly promotionsOfStage: Gathering<readonly Promotion[]>;
  /** By name or alias. */
  readonly freight: Gathering<Freight>;
  readonly #watches: Readonly<Partial<Record<WatchedResource, SharedWatch>>>;

  /** @param client without a crowd of its own. */
  constructor(client: KargoClient) {
    this.#watches = {
      stages: new SharedWatch(client, 'stages'),
      promotions: new SharedWatch(client, 'promotions'),
    };
    this.stages = new Gathering(client, {
      one: (own, name) => own.getStage(name),
      all: async (own) => byName(await own.listStages()),
    });
    this.promotions = new Gathering(client, {
      one: (own, name) => own.getPromotion(name),
      all: async (own) => byName(await own.listProjectPromotions()),
    });
    this.promotionsOfStage = new Gathering(client, {
      one: (own, stage) => own.listPromotions(stage),
      all: async (own) => {
        const all = await own.listProjectPromotions();
        return (stage) => all.filter(({ spec }) => spec.stage === stage);
      },
    });
    this.freight = new Gathering(client, { one: (own, name) => own.getFreight(name) });
  }

  watch(resource: WatchedResource): SharedWatch | undefined {
    return this.#watches[resource];
  }
}

function byName<T extends Stage | Promotion>(objects: readonly T[]): (name: string) => T | undefined {
  const map = new Map(objects.map((object) => [object.metadata.name, object]));
  return (name) => map.get(name);
}

/** The client for work on `count` Stages or Promotions of its project at a time: many share reads and watches. */
export function forMany(client: KargoClient, count: number): KargoClient {
  return count < manyFrom || client.crowd !== undefined ? client : client.joining(new Crowd(client));
}
