import type { Log } from '../ci/host.ts';
import { DeadlineError, failed, isKargoError, KargoError } from '../errors.ts';
import { describeSelection, type Selection } from '../inputs/selection.ts';
import { describeContents, holds } from './artifact.ts';
import { type KargoClient, orMissing } from './client.ts';
import { discover, type Trigger } from './refresh.ts';
import type { Freight, Warehouse } from './types.ts';

/** Looking for Freight, with the wait for it. */
export interface Search {
  readonly client: KargoClient;
  readonly log: Log;
  readonly selection: Selection;
  /** Only Freight of these Warehouses can be used, beside what the selection says; empty: any. */
  readonly usableWarehouses?: readonly string[];
  /** Why Freight cannot be used, e.g. not available to a Stage; empty when it can. */
  readonly objections?: (freight: Freight) => readonly string[];
  /** Instead of the refresh by API, e.g. a call of a webhook receiver. */
  readonly trigger?: Trigger;
}

/** In milliseconds: the pauses between two looks. */
const pauses = { first: 2_000, most: 20_000 };
const heartbeat = 60_000;

/**
 * The Freight, if it is there now.
 *
 * @throws KargoError `freight-ambiguous` with the candidates when several match and only one may.
 */
export async function findFreight(search: Search): Promise<Freight | undefined> {
  const candidates = await matching(search);
  const [first, ...others] = candidates;
  if (first === undefined || others.length === 0 || search.selection.newest) {
    return first;
  }
  const list = candidates.map(describeFreight).join('; ');
  throw failed(
    'freight-ambiguous',
    `${candidates.length} Freight match "${describeSelection(search.selection)}": ${list}. Name one of them by freight or alias, narrow by warehouse, give the image by digest (a tag that was pushed again is in several Freight), or set select: newest.`,
  );
}

/** All matches, newest first. */
async function matching(search: Search): Promise<readonly Freight[]> {
  const { selector } = search.selection;
  const found =
    selector.by === 'artifacts'
      ? (await search.client.listFreight(warehousesOf(search))).filter((freight) =>
          selector.artifacts.every((artifact) => holds(freightReference(freight), artifact)),
        )
      : await byName(search, selector);
  return found.filter(
    (freight) => comesFrom(search, freight) && (search.objections?.(freight) ?? []).length === 0,
  );
}

function freightReference(freight: Freight) {
  return { ...freight, name: freight.metadata.name };
}

async function byName(
  { client }: Search,
  selector: { readonly by: 'name' | 'alias'; readonly value: string },
): Promise<readonly Freight[]> {
  const freight = await orMissing(client.getFreight(selector.value));
  const isIt =
    selector.by === 'name' ? freight?.metadata.name === selector.value : freight?.alias === selector.value;
  return freight !== undefined && isIt ? [freight] : [];
}

function warehousesOf({ selection, usableWarehouses = [] }: Search): readonly string[] {
  return selection.warehouses.length > 0 ? selection.warehouses : usableWarehouses;
}

function comesFrom(search: Search, freight: Freight): boolean {
  const origin = freight.origin?.name ?? '';
  const { selection, usableWarehouses = [] } = search;
  return (
    (selection.warehouses.length === 0 || selection.warehouses.includes(origin)) &&
    (usableWarehouses.length === 0 || usableWarehouses.includes(origin))
  );
}

/**
 * The Freight, waited for until the client's deadline. The named Warehouses are made to look when it is not
 * there; without a name it is only waited for.
 *
 * @throws KargoError `freight-not-found` as soon as it is proven that waiting cannot help, with the cause;
 *   timed out (`waiting-for-freight`) with what was seen; `discovery-failed` with the server's words.
 */
export async function awaitFreight(search: Search): Promise<Freight> {
  const { client, log, selection } = search;
  const what = describeSelection(selection);
  const found = await findFreight(search);
  if (found !== undefined) {
    return found;
  }
  log.info(`${what} is not there yet`);
  let why = '';
  try {
    let spoken = client.clock.now();
    for (let pause = pauses.first; ; pause = Math.min(pause * 2, pauses.most)) {
      const looked = await refreshNamed(search);
      const freight = await findFreight(search);
      if (freight !== undefined) {
        return freight;
      }
      const absence = await explainMissing(search, looked);
      if (absence.proven) {
        throw failed('freight-not-found', `${what} does not exist: ${absence.text}.`);
      }
      if (absence.text !== why || client.clock.now() - spoken > heartbeat) {
        log.info(`still waiting for ${what}: ${absence.text}`);
        spoken = client.clock.now();
      }
      why = absence.text;
      await client.clock.sleep(pause, client.signal);
    }
  } catch (error) {
    throw error instanceof DeadlineError ? timedOut(what, why, error) : error;
  }
}

function timedOut(what: string, why: string, cause: DeadlineError): KargoError {
  const because = why === '' ? 'the time was over before the Warehouse could be asked' : why;
  return new KargoError(
    { status: 'timed-out', reason: 'waiting-for-freight', message: `${what} did not appear: ${because}.` },
    { cause },
  );
}

/** Makes each named Warehouse look, once. Undefined when none is named, so nothing was made to look. */
async function refreshNamed(search: Search): Promise<readonly Warehouse[] | undefined> {
  const { client, log, selection, trigger } = search;
  if (selection.warehouses.length === 0 || selection.selector.by !== 'artifacts') {
    return undefined;
  }
  return Promise.all(selection.warehouses.map((name) => discover(client, name, { log, trigger })));
}

/**
 * Why the Freight is not there, as far as can be told.
 *
 * @param looked the Warehouses as they are after a discovery; without them they are read.
 */
export async function explainMissing(
  search: Search,
  looked?: readonly Warehouse[],
): Promise<{ readonly proven: boolean; readonly text: string }> {
  const { selector } = search.selection;
  const hidden = await hiddenMatch(search);
  if (hidden !== undefined) {
    return hidden;
  }
  if (selector.by !== 'artifacts') {
    return { proven: false, text: `no Freight has this ${selector.by}` };
  }
  const warehouses = looked ?? (await knownWarehouses(search));
  if (warehouses === undefined) {
    return { proven: false, text: 'the token may not read Warehouses, so the cause cannot be told' };
  }
  const { explainAbsence } = await import('./absence.ts');
  const { proven, reasons } = explainAbsence(warehouses, selector.artifacts);
  return { proven, text: reasons.join('; ') };
}

/** Freight that holds the artifacts but is not of the right Warehouse, or not accepted yet. */
async function hiddenMatch(
  search: Search,
): Promise<{ readonly proven: boolean; readonly text: string } | undefined> {
  const { usableWarehouses: _, objections: __, ...anywhere } = search;
  const [other] = await matching({ ...anywhere, selection: { ...search.selection, warehouses: [] } });
  if (other === undefined) {
    return undefined;
  }
  return comesFrom(search, other)
    ? {
        proven: false,
        text: `${describeFreight(other)} is it, but ${(search.objections?.(other) ?? []).join('; ')}`,
      }
    : {
        proven: false,
        text: `${describeFreight(other)} is it, but comes from another Warehouse than asked for (${warehousesOf(search).join(', ')})`,
      };
}

async function knownWarehouses(search: Search): Promise<readonly Warehouse[] | undefined> {
  const names = warehousesOf(search);
  try {
    const all = await search.client.listWarehouses();
    return names.length === 0 ? all : all.filter((warehouse) => names.includes(warehouse.metadata.name));
  } catch (error) {
    if (isKargoError(error) && error.httpStatus === 403) {
      return undefined;
    }
    throw error;
  }
}

/** Freight in one line, for people: alias, name, contents, origin, time. */
export function describeFreight(freight: Freight): string {
  const since = freight.discoveredAt ?? freight.metadata.creationTimestamp ?? 'unknown';
  const name = freight.metadata.name.slice(0, 7);
  return `${freight.alias ?? 'without alias'} (${name}, ${describeContents(freightReference(freight))}, Warehouse ${freight.origin?.name ?? '?'}, since ${since})`;
}
