import { ApiError, UnexpectedError } from '../api-error.ts';
import { type Answer, allow, done, type Exchange, json, param, type Route } from '../exchange.ts';
import { withKind } from '../kinds.ts';
import { ANNOTATION, isTerminalPhase, type KubernetesObject } from '../objects.ts';
import { actorOf, isAllowed } from '../rbac.ts';
import { watch } from '../watch.ts';
import { getOrWatch, listMetadata, refreshObject } from './warehouses.ts';

const BASE = '/v1beta1/projects/:project/promotions';

/** Promotions: list, get, watch, refresh, abort. */
export const promotionRoutes: Route[] = [
  { method: 'GET', pattern: BASE, handle: listPromotions },
  { method: 'GET', pattern: `${BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Promotion') },
  {
    method: 'POST',
    pattern: `${BASE}/:name/refresh`,
    handle: (exchange) => refreshObject(exchange, 'Promotion'),
  },
  { method: 'POST', pattern: `${BASE}/:name/abort`, handle: abortPromotion },
];

function listPromotions(exchange: Exchange): Answer {
  const { kargo, query } = exchange;
  const namespace = param(exchange, 'project');
  const stage = query.get('stage') ?? '';
  allow(exchange, { verb: 'list', kind: 'Promotion' });
  const ofStage = (object: KubernetesObject) =>
    stage === '' || ('spec' in object && (object.spec as { stage?: string }).stage === stage);
  if (query.get('watch') === 'true') {
    allow(exchange, { verb: 'watch', kind: 'Promotion' });
    const seed = query.get('resourceVersion') ?? undefined;
    return watch(exchange, { kind: 'Promotion', namespace, matches: ofStage, seed });
  }
  const items = kargo.store.list('Promotion', namespace).filter(ofStage);
  return json({ metadata: listMetadata(exchange), items: items.map((item) => withKind('Promotion', item)) });
}

/** Abort of a missing Promotion, and of one the caller may not read, is an unexpected error, never a 404. */
function abortPromotion(exchange: Exchange): Answer {
  const { kargo, identity } = exchange;
  const namespace = param(exchange, 'project');
  const name = param(exchange, 'name');
  const promotion = kargo.store.get('Promotion', namespace, name);
  if (
    promotion === undefined ||
    !isAllowed(kargo, identity, { verb: 'get', kind: 'Promotion', namespace, name })
  ) {
    throw new UnexpectedError(`Promotion "${name}" cannot be read`);
  }
  if (isTerminalPhase(promotion.status.phase)) return done();
  try {
    allow(exchange, { verb: 'patch', kind: 'Promotion', name });
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError(error.status, `patch annotation: ${error.message}`);
    throw error;
  }
  const request = { action: 'terminate', actor: actorOf(kargo, identity), controlPlane: true };
  kargo.store.annotate('Promotion', { namespace, name }, { [ANNOTATION.abort]: JSON.stringify(request) });
  return done();
}
