import type { Log } from '../ci/host.ts';
import { failed } from '../errors.ts';
import { whyNotAvailable } from '../kargo/availability.ts';
import type { KargoClient } from '../kargo/client.ts';
import { type Freight, isControlFlow, originKey, type Stage } from '../kargo/types.ts';

/**
 * The Stages that take Freight of this origin from a Stage. Control-flow Stages are passed over, which is said:
 * Freight goes through them by itself.
 *
 * @throws KargoError `not-found` when there is none.
 */
export async function downstreamStages(
  { client, log }: { readonly client: KargoClient; readonly log: Log },
  upstream: string,
  freight: Freight,
): Promise<readonly [string, ...string[]]> {
  await client.getStage(upstream);
  const origin = freight.origin === undefined ? '' : originKey(freight.origin);
  const stages = (await client.listStages()).filter((stage) => takesFrom(stage, upstream, origin));
  for (const { metadata } of stages.filter(isControlFlow)) {
    log.info(`${metadata.name} only lets Freight pass: the Stages behind it are not promoted to`);
  }
  const names = stages
    .filter((stage) => !isControlFlow(stage))
    .map((stage) => stage.metadata.name)
    .toSorted();
  const [first, ...others] = names;
  if (first === undefined) {
    throw failed(
      'not-found',
      `No Stage with promotion steps takes Freight of ${origin} from Stage "${upstream}".`,
    );
  }
  return [first, ...others];
}

function takesFrom(stage: Stage, upstream: string, origin: string): boolean {
  return (stage.spec.requestedFreight ?? []).some(
    (request) => originKey(request.origin) === origin && request.sources?.stages?.includes(upstream),
  );
}

/**
 * For each Stage the newest Freight of a Warehouse that it may have now: what auto-promotion would take.
 *
 * @throws KargoError `freight-not-found` when there is none, with what the newest one lacks.
 */
export async function newestAvailable(
  client: KargoClient,
  stages: readonly Stage[],
  warehouse: string,
): Promise<readonly { readonly stage: string; readonly freight: Freight }[]> {
  const all = await client.listFreight([warehouse]);
  const now = client.clock.now();
  return stages.map((stage) => ({
    stage: stage.metadata.name,
    freight: newestFor(stage, all, { warehouse, now }),
  }));
}

function newestFor(
  stage: Stage,
  all: readonly Freight[],
  { warehouse, now }: { readonly warehouse: string; readonly now: number },
): Freight {
  const found = all.find((freight) => whyNotAvailable(stage, freight, now).length === 0);
  if (found !== undefined) {
    return found;
  }
  const [newest] = all;
  const why =
    newest === undefined
      ? `Warehouse "${warehouse}" has no Freight`
      : `the newest of Warehouse "${warehouse}" is ${newest.alias ?? newest.metadata.name}: ${whyNotAvailable(stage, newest, now).join('; ')}`;
  throw failed('freight-not-found', `No Freight is available to Stage "${stage.metadata.name}": ${why}.`);
}
