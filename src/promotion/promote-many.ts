import type { Deadline } from '../clock.ts';
import type { Context } from '../context.ts';
import { failed, isKargoError, KargoError } from '../errors.ts';
import { describeSelection, type Selection } from '../inputs/selection.ts';
import type { KargoClient } from '../kargo/client.ts';
import { awaitFreight, describeFreight, explainMissing, findFreight, type Search } from '../kargo/find.ts';
import { createFreight } from '../kargo/make-freight.ts';
import type { Freight, Stage } from '../kargo/types.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import type { CreatedKeeper } from './created.ts';
import type { EndingOptions, WaitOptions } from './options.ts';
import type { StageOutcome } from './outcome.ts';
import { planFor, plannedOutcome } from './plan.ts';
import { promoteToStage } from './promote-stage.ts';
import { readSituation } from './situation.ts';
import { downstreamStages, newestAvailable } from './targets.ts';
import { logFor } from './task.ts';

/** What is to be promoted where, in one project. */
export interface Order {
  readonly stages: readonly string[];
  /** Instead of `stages`: all that take the Freight from this one. */
  readonly downstreamOf: string | undefined;
  /** Exactly one of `selection` and `origin` (a Warehouse: its newest) is given. */
  readonly selection: Selection | undefined;
  readonly origin: string | undefined;
  readonly createMissing: boolean;
  readonly dryRun: boolean;
  readonly force: boolean;
  readonly options: WaitOptions;
  readonly ending: EndingOptions;
}

export interface Means {
  readonly client: KargoClient;
  readonly deadline: Deadline;
  readonly context: Pick<Context, 'log' | 'publish'>;
  readonly created: CreatedKeeper;
}

/** One outcome a Stage; the Freight, if it is one for all of them. */
export interface Carried {
  readonly outcomes: readonly [StageOutcome, ...StageOutcome[]];
  readonly freight: Freight | undefined;
}

/** Freight for one Stage. */
interface Errand {
  readonly stage: string;
  readonly freight: Freight;
  readonly freightIsNew: boolean;
  /** Let Kargo take the newest of this Warehouse at that moment, where it can. */
  readonly origin: string | undefined;
}

/**
 * Brings Freight into Stages, side by side, one outcome each.
 *
 * @throws KargoError when it fails before there is a Stage to blame: no Freight, a Stage that does not exist.
 */
export async function carryOut(order: Order, means: Means): Promise<Carried> {
  const { log } = means.context;
  log.section('Find Freight');
  const errands = await plan(order, { ...means, client: forMany(means.client, order.stages.length) });
  const [first] = errands;
  const isOne = errands.every(({ freight }) => freight.metadata.name === first.freight.metadata.name);
  for (const { freight, stage } of isOne ? [first] : errands) {
    log.info(`${isOne ? '' : `${stage}: `}found ${describeFreight(freight)}`);
  }
  log.section(`${order.dryRun ? 'Plan for' : 'Promote to'} ${errands.map(({ stage }) => stage).join(', ')}`);
  const carry = order.dryRun ? explain : send;
  const client = forMany(means.client, errands.length);
  const outcomes = await Promise.all(
    errands.map((errand) => carry(errand, order, { ...means, client, errands: errands.length })),
  );
  return {
    outcomes: outcomes as [StageOutcome, ...StageOutcome[]],
    freight: isOne ? first.freight : undefined,
  };
}

async function plan(order: Order, means: Means): Promise<readonly [Errand, ...Errand[]]> {
  const { client } = means;
  const stages = await Promise.all(order.stages.map((name) => client.getStage(name)));
  const { origin } = order;
  if (origin !== undefined) {
    const found = await newestAvailable(client, stages, origin);
    return found.map((each) => ({ ...each, freightIsNew: false, origin })) as unknown as [
      Errand,
      ...Errand[],
    ];
  }
  const { freight, isNew } = await findOrMake(order, means, stages);
  const names =
    order.downstreamOf === undefined
      ? order.stages
      : await downstreamStages({ client, log: means.context.log }, order.downstreamOf, freight);
  return names.map((stage) => ({ stage, freight, freightIsNew: isNew, origin: undefined })) as unknown as [
    Errand,
    ...Errand[],
  ];
}

async function findOrMake(
  order: Order,
  { client, context: { log } }: Means,
  stages: readonly Stage[],
): Promise<{ readonly freight: Freight; readonly isNew: boolean }> {
  const { selection } = order;
  if (selection === undefined) {
    throw new Error('an order names Freight or an origin');
  }
  const search: Search = { client, log, selection, usableWarehouses: requestedWarehouses(stages) };
  const there = await findFreight(search);
  if (there !== undefined) {
    return { freight: there, isNew: false };
  }
  if (order.dryRun) {
    // A plan changes nothing: no Warehouse is refreshed, no Freight made.
    const { text } = await explainMissing(search);
    throw failed('freight-not-found', `${describeSelection(selection)} is not there: ${text}.`);
  }
  try {
    return { freight: await awaitFreight(search), isNew: true };
  } catch (error) {
    const [warehouse] = selection.warehouses;
    const { selector } = selection;
    const mayMake = order.createMissing && warehouse !== undefined && selector.by === 'artifacts';
    if (!mayMake || !isKargoError(error) || error.verdict.status !== 'failed') {
      throw error;
    }
    log.info(`${error.message} Making it`);
    return createFreight(client, { warehouse, artifacts: selector.artifacts, alias: undefined, log });
  }
}

/** The Warehouses whose Freight every one of the Stages takes; if there is none in common, those of any. */
function requestedWarehouses(stages: readonly Stage[]): readonly string[] {
  const each = stages.map((stage) =>
    (stage.spec.requestedFreight ?? []).map((request) => request.origin.name),
  );
  const any = [...new Set(each.flat())];
  const common = any.filter((name) => each.every((names) => names.includes(name)));
  return common.length > 0 ? common : any;
}

interface ManyMeans extends Means {
  readonly errands: number;
}

async function send(errand: Errand, order: Order, means: ManyMeans): Promise<StageOutcome> {
  const { client, deadline, context, created } = means;
  const outcome = await promoteToStage(
    {
      stage: errand.stage,
      client,
      deadline,
      log: logFor(context.log, errand.stage),
      options: order.options,
      ending: order.ending,
      force: order.force,
      freightIsNew: errand.freightIsNew,
      origin: errand.origin,
      onPromotion: (made) => {
        created.add(client.project, made);
        if (means.errands === 1) {
          // At once: a later step can abort it when this one was killed.
          context.publish({ promotion: made.promotion.metadata.name, operation: made.operation });
        }
      },
    },
    errand.freight,
  );
  created.settle(client.project, outcome.promotionName);
  return outcome;
}

async function explain(errand: Errand, order: Order, { client, context }: ManyMeans): Promise<StageOutcome> {
  try {
    const situation = await readSituation(client, errand.stage);
    const rules = { waitFor: order.options['wait-for'], force: order.force, now: client.clock.now() };
    const made = planFor(situation, errand.freight, rules);
    for (const line of [made.verdict.message, ...made.notes]) {
      context.log.info(`${errand.stage}: ${line}`);
    }
    return plannedOutcome(errand.stage, made);
  } catch (error) {
    if (error instanceof KargoError) {
      return { stage: errand.stage, verdict: error.verdict, warnings: [] };
    }
    throw error;
  }
}
