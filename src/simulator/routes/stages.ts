import { createPromotion, parseOrigin, requireAvailable, resolveOrigin } from '../admission.ts';
import { ApiError, UnexpectedError } from '../api-error.ts';
import { type Answer, allow, done, type Exchange, json, jsonBody, param, type Route } from '../exchange.ts';
import { withKind } from '../kinds.ts';
import {
  ANNOTATION,
  type Freight,
  isTerminalVerification,
  type KubernetesObject,
  type Origin,
  originKey,
  type Promotion,
  type Stage,
  type VerificationInfo,
} from '../objects.ts';
import { actorOf, isAllowed } from '../rbac.ts';
import { forgetStage } from '../stage.ts';
import { refresh } from '../warehouse.ts';
import { watch } from '../watch.ts';
import { deleteObject, getOrWatch, listMetadata, refreshObject } from './warehouses.ts';

const BASE = '/v1beta1/projects/:project/stages';

/** Stages: list, get, watch, refresh, delete, promote, promote downstream, verification. */
export const stageRoutes: Route[] = [
  { method: 'GET', pattern: BASE, handle: listStages },
  { method: 'GET', pattern: `${BASE}/:name`, handle: (exchange) => getOrWatch(exchange, 'Stage') },
  { method: 'POST', pattern: `${BASE}/:name/refresh`, handle: refreshStage },
  { method: 'DELETE', pattern: `${BASE}/:name`, handle: deleteStage },
  { method: 'POST', pattern: `${BASE}/:name/promotions`, handle: promote },
  { method: 'POST', pattern: `${BASE}/:name/promotions/downstream`, handle: promoteDownstream },
  {
    method: 'POST',
    pattern: `${BASE}/:name/verification`,
    handle: (exchange) => annotateVerification(exchange, ANNOTATION.reverify),
  },
  {
    method: 'POST',
    pattern: `${BASE}/:name/verification/abort`,
    handle: (exchange) => annotateVerification(exchange, ANNOTATION.abort),
  },
];

/** The links endpoint of releases that have it. */
export const stageLinksRoute: Route = {
  method: 'GET',
  pattern: `${BASE}/:name/links`,
  handle: (exchange) => {
    getOrWatch(exchange, 'Stage');
    return json({ links: [] });
  },
};

function listStages(exchange: Exchange): Answer {
  const { kargo, query } = exchange;
  const namespace = param(exchange, 'project');
  allow(exchange, { verb: 'list', kind: 'Stage' });
  const origins = kargo.profile.freightOriginsFilter === 'ignored' ? [] : query.getAll('freightOrigins');
  const requestsOrigin = (object: KubernetesObject) => {
    if (origins.length === 0) return true;
    const { spec } = object as Stage;
    return spec.requestedFreight.some((request) => origins.includes(request.origin.name));
  };
  if (query.get('watch') === 'true') {
    allow(exchange, { verb: 'watch', kind: 'Stage' });
    const seed = query.get('resourceVersion') ?? undefined;
    return watch(exchange, { kind: 'Stage', namespace, matches: requestsOrigin, seed });
  }
  const items = kargo.store.list('Stage', namespace).filter(requestsOrigin);
  const none = items.length === 0 && kargo.profile.freightOriginsFilter === 'null-when-empty';
  const metadata = kargo.profile.stageListMetadata === 'nothing' ? {} : listMetadata(exchange);
  return json({ metadata, items: none ? null : items.map((item) => withKind('Stage', item)) });
}

/** Refreshing a Stage also wakes its current Promotion. */
function refreshStage(exchange: Exchange): Answer {
  const answer = refreshObject(exchange, 'Stage');
  const namespace = param(exchange, 'project');
  const current = exchange.kargo.store.get('Stage', namespace, param(exchange, 'name'))?.status
    .currentPromotion;
  if (current !== undefined) refresh(exchange.kargo, 'Promotion', { namespace, name: current.name });
  return answer;
}

function deleteStage(exchange: Exchange): Answer {
  const answer = deleteObject(exchange, 'Stage');
  forgetStage(exchange.kargo, { namespace: param(exchange, 'project'), name: param(exchange, 'name') });
  return answer;
}

function promote(exchange: Exchange): Answer {
  const { kargo, identity } = exchange;
  const name = param(exchange, 'name');
  const wanted = wantedFreight(exchange, kargo.profile.promoteByOrigin);
  const stage = stageToPromote(exchange, name);
  if (kargo.profile.rightBeforeFreight) allow(exchange, { verb: 'promote', kind: 'Stage', name });
  const freight =
    wanted.origin === undefined
      ? findFreight(exchange, wanted)
      : newestOf(exchange, stage, parseOrigin(wanted.origin));
  if (!kargo.profile.rightBeforeFreight) allow(exchange, { verb: 'promote', kind: 'Stage', name });
  requireAvailable(kargo, stage, freight);
  allow(exchange, { verb: 'create', kind: 'Promotion' });
  const promotion = createPromotion(kargo, { stage, freight, actor: actorOf(kargo, identity) });
  return json(kargo.profile.promoteAnswerIsWrapped ? { promotion } : promotion, 201);
}

/** Admission finds the Freight of an origin, so the right to create is looked at before. */
function newestOf(exchange: Exchange, stage: Stage, origin: Origin): Freight {
  allow(exchange, { verb: 'create', kind: 'Promotion' });
  return resolveOrigin(exchange.kargo, stage, origin);
}

interface Wanted {
  freight?: string;
  freightAlias?: string;
  origin?: string;
}

function wantedFreight(exchange: Exchange, originAllowed: boolean): Wanted {
  const body = jsonBody(exchange);
  const pick = (key: keyof Wanted) =>
    typeof body[key] === 'string' && body[key] !== '' ? { [key]: body[key] } : {};
  const wanted: Wanted = {
    ...pick('freight'),
    ...pick('freightAlias'),
    ...(originAllowed ? pick('origin') : {}),
  };
  if (Object.keys(wanted).length !== 1) {
    const names = originAllowed ? 'freight, freightAlias, or origin' : 'freight or freightAlias';
    throw new ApiError(400, `exactly one of ${names} must be provided`);
  }
  if (wanted.origin !== undefined) parseOrigin(wanted.origin);
  return wanted;
}

function stageToPromote(exchange: Exchange, name: string): Stage {
  const { kargo } = exchange;
  try {
    allow(exchange, { verb: 'get', kind: 'Stage', name });
  } catch (error) {
    if (!(error instanceof ApiError) || !kargo.profile.rightBeforeFreight) throw error;
    const where = `error getting Stage "${name}" in namespace "${param(exchange, 'project')}"`;
    throw new ApiError(error.status, `${where}: ${error.message}`);
  }
  const stage = kargo.store.get('Stage', param(exchange, 'project'), name);
  if (stage !== undefined) return stage;
  throw new ApiError(404, `Stage "${name}" not found in project "${param(exchange, 'project')}"`);
}

function findFreight(exchange: Exchange, wanted: Wanted): Freight {
  const { kargo } = exchange;
  const project = param(exchange, 'project');
  if (wanted.freightAlias !== undefined) {
    allow(exchange, { verb: 'list', kind: 'Freight' });
    const found = kargo.store
      .list('Freight', project)
      .find((freight) => freight.alias === wanted.freightAlias);
    if (found !== undefined) return found;
    throw new ApiError(404, `Freight with alias "${wanted.freightAlias}" not found in project "${project}"`);
  }
  const name = wanted.freight ?? '';
  allow(exchange, { verb: 'get', kind: 'Freight', name });
  const found = kargo.store.get('Freight', project, name);
  if (found !== undefined) return found;
  throw new ApiError(404, `Freight "${name}" not found in project "${project}"`);
}

function promoteDownstream(exchange: Exchange): Answer {
  const { kargo, identity } = exchange;
  const name = param(exchange, 'name');
  const wanted = wantedFreight(exchange, false);
  stageToPromote(exchange, name);
  const freight = findFreight(exchange, wanted);
  allow(exchange, { verb: 'list', kind: 'Stage' });
  const downstream = kargo.store
    .list('Stage', param(exchange, 'project'))
    .filter((stage) =>
      stage.spec.requestedFreight.some(
        ({ origin, sources }) =>
          originKey(origin) === originKey(freight.origin) && (sources.stages ?? []).includes(name),
      ),
    )
    .filter((stage) => stage.spec.promotionTemplate?.spec.steps?.length !== 0);
  if (downstream.length === 0) throw new ApiError(404, `Stage "${name}" has no downstream stages`);
  for (const stage of downstream)
    allow(exchange, { verb: 'promote', kind: 'Stage', name: stage.metadata.name });
  for (const stage of downstream) requireAvailable(kargo, stage, freight, 'downstream Stage');
  const promotions: Promotion[] = [];
  const errors: string[] = [];
  for (const stage of downstream) {
    try {
      allow(exchange, { verb: 'create', kind: 'Promotion' });
      promotions.push(createPromotion(kargo, { stage, freight, actor: actorOf(kargo, identity) }));
    } catch (error) {
      errors.push(downstreamProblem(stage, error));
    }
  }
  if (errors.length === 0) return json({ promotions }, 201);
  return json({ promotions, errors: errors.join('\n') }, 207);
}

function downstreamProblem(stage: Stage, error: unknown): string {
  if (error instanceof UnexpectedError) return `stage "${stage.metadata.name}" has no promotion template`;
  if (error instanceof ApiError) return error.message;
  throw error;
}

/** Re-verify and abort only leave an annotation; what cannot be asked for is an unexpected error. */
function annotateVerification(exchange: Exchange, annotation: string): Answer {
  const { kargo, identity } = exchange;
  const namespace = param(exchange, 'project');
  const name = param(exchange, 'name');
  const stage = kargo.store.get('Stage', namespace, name);
  const readable = isAllowed(kargo, identity, { verb: 'get', kind: 'Stage', namespace, name });
  const newest = stage?.status.freightHistory?.[0]?.verificationHistory?.[0];
  if (!readable || newest === undefined) throw new UnexpectedError('nothing to verify');
  if (annotation === ANNOTATION.abort && isTerminalVerification(newest.phase)) return done();
  try {
    allow(exchange, { verb: 'patch', kind: 'Stage', name });
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError(error.status, `patch annotation: ${error.message}`);
    throw error;
  }
  kargo.store.annotate('Stage', { namespace, name }, { [annotation]: requestFor(exchange, newest) });
  return done();

  function requestFor(from: Exchange, entry: VerificationInfo): string {
    return JSON.stringify({ id: entry.id, actor: actorOf(from.kargo, from.identity), controlPlane: true });
  }
}
