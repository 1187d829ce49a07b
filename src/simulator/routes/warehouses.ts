import { ApiError, notFound } from '../api-error.ts';
import { type Answer, allow, cached, done, type Exchange, json, param, type Route } from '../exchange.ts';
import { qualifiedResource, withKind } from '../kinds.ts';
import type { Kind } from '../objects.ts';
import { refresh } from '../warehouse.ts';
import { watch } from '../watch.ts';

const BASE = '/v1beta1/projects/:project/warehouses';

/** Warehouses: list, get, watch, refresh, delete. */
export const warehouseRoutes: Route[] = [
  { method: 'GET', pattern: BASE, handle: listWarehouses },
  { method: 'GET', pattern: `${BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Warehouse') },
  {
    method: 'POST',
    pattern: `${BASE}/:name/refresh`,
    handle: (exchange) => refreshObject(exchange, 'Warehouse'),
  },
  { method: 'DELETE', pattern: `${BASE}/:name`, handle: (exchange) => deleteObject(exchange, 'Warehouse') },
];

function listWarehouses(exchange: Exchange): Answer {
  const namespace = param(exchange, 'project');
  allow(exchange, { verb: 'list', kind: 'Warehouse' });
  if (exchange.query.get('watch') === 'true') {
    allow(exchange, { verb: 'watch', kind: 'Warehouse' });
    return watch(exchange, {
      kind: 'Warehouse',
      namespace,
      seed: exchange.query.get('resourceVersion') ?? undefined,
    });
  }
  const items = exchange.kargo.store.list('Warehouse', namespace);
  return json({ metadata: listMetadata(exchange), items: items.map((item) => withKind('Warehouse', item)) });
}

/** `metadata` of a list: a version to watch from, or the constant of the cache library. */
export function listMetadata({ kargo }: Exchange): Record<string, string> {
  return kargo.profile.listsHaveVersion
    ? { resourceVersion: String(kargo.store.version) }
    : { continue: 'continue-not-supported' };
}

/** A single object, or a stream of its versions. Throws ApiError. */
export function getOrWatch(exchange: Exchange, kind: Kind, parameter = 'name'): Answer {
  const name = param(exchange, parameter);
  allow(exchange, { verb: 'get', kind, name });
  const object = cached(exchange, kind, name);
  if (object === undefined) throw missing(kind, name);
  if (exchange.query.get('watch') !== 'true') return json(withKind(kind, object));
  allow(exchange, { verb: 'watch', kind, name });
  return watch(exchange, { kind, namespace: param(exchange, 'project'), name });
}

/** `Warehouse.kargo.akuity.io "x" not found`: the words of the cache. */
export function missing(kind: Kind, name: string): ApiError {
  const group = qualifiedResource(kind).split('.').slice(1).join('.');
  return new ApiError(404, `${kind}.${group} "${name}" not found`);
}

/** Refresh needs no rights at all. Throws ApiError. */
export function refreshObject(
  exchange: Exchange,
  kind: 'Warehouse' | 'Stage' | 'Promotion',
  parameter = 'name',
): Answer {
  const name = param(exchange, parameter);
  const found = refresh(exchange.kargo, kind, { namespace: param(exchange, 'project'), name });
  if (found) return done();
  throw new ApiError(404, `patch annotation: ${qualifiedResource(kind)} "${name}" not found`);
}

export function deleteObject(exchange: Exchange, kind: Kind, parameter = 'name'): Answer {
  const name = param(exchange, parameter);
  allow(exchange, { verb: 'delete', kind, name });
  if (!exchange.kargo.store.delete(kind, param(exchange, 'project'), name)) {
    throw notFound(qualifiedResource(kind), name);
  }
  return { status: 204 };
}
