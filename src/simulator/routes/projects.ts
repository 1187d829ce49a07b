import { ApiError } from '../api-error.ts';
import { type Answer, allow, cached, done, type Exchange, json, param, type Route } from '../exchange.ts';
import type { Kargo } from '../kargo.ts';
import { withKind } from '../kinds.ts';
import { ANNOTATION, type Json, type Kind, type Project, type Stage } from '../objects.ts';
import { isControlFlow } from '../stage.ts';
import { watch } from '../watch.ts';
import { missing } from './warehouses.ts';

const BASE = '/v1beta1/projects/:project';

/** Projects, their configuration, and what is listed beside: tasks, templates, events, images. */
export const projectRoutes: Route[] = [
  { method: 'GET', pattern: '/v1beta1/projects', handle: listProjects },
  { method: 'GET', pattern: BASE, handle: getProject },
  { method: 'GET', pattern: `${BASE}/config`, handle: getConfig },
  { method: 'POST', pattern: `${BASE}/config/refresh`, handle: refreshConfig },
  {
    method: 'GET',
    pattern: `${BASE}/promotion-tasks`,
    handle: (exchange) => listOf(exchange, 'PromotionTask'),
  },
  {
    method: 'GET',
    pattern: `${BASE}/analysis-templates`,
    handle: (exchange) => listOf(exchange, 'AnalysisTemplate'),
  },
  { method: 'GET', pattern: `${BASE}/configmaps`, handle: (exchange) => listOf(exchange, 'ConfigMap') },
  {
    method: 'GET',
    pattern: `${BASE}/promotion-tasks/:name`,
    handle: (exchange) => getOf(exchange, 'PromotionTask'),
  },
  {
    method: 'GET',
    pattern: `${BASE}/analysis-templates/:name`,
    handle: (exchange) => getOf(exchange, 'AnalysisTemplate'),
  },
  { method: 'GET', pattern: `${BASE}/configmaps/:name`, handle: (exchange) => getOf(exchange, 'ConfigMap') },
  { method: 'GET', pattern: `${BASE}/events`, handle: listEvents },
  { method: 'GET', pattern: `${BASE}/images`, handle: listImages },
];

function listProjects(exchange: Exchange): Answer {
  const { kargo, query } = exchange;
  allow(exchange, { verb: 'list', kind: 'Project', namespace: '' });
  const mine = kargo.profile.projectsMine && query.get('mine') === 'true';
  const all = mine ? [] : kargo.store.list('Project').map((project) => describeProject(kargo, project));
  if (!kargo.profile.projectsArePaged) {
    return json({ metadata: { continue: 'continue-not-supported' }, items: all });
  }
  const filter = (query.get('filter') ?? '').toLowerCase();
  const uids = query.getAll('uid');
  const matching = all.filter(
    ({ metadata }) =>
      metadata.name.toLowerCase().includes(filter) && (uids.length === 0 || uids.includes(metadata.uid)),
  );
  const size = Number(query.get('pageSize') ?? 0) || matching.length;
  const start = (Number(query.get('page') ?? 0) || 0) * size;
  return json({ items: matching.slice(start, start + size), total: matching.length });
}

function getProject(exchange: Exchange): Answer {
  const name = param(exchange, 'project');
  allow(exchange, { verb: 'get', kind: 'Project', namespace: '', name });
  const project = cached(exchange, 'Project', name);
  if (project === undefined) throw missing('Project', name);
  return json(describeProject(exchange.kargo, project));
}

/** The Project with the statistics that Kargo keeps of what is in it. */
function describeProject(kargo: Kargo, project: Project): Project {
  const name = project.metadata.name;
  const healthy = (kind: 'Warehouse' | 'Stage') => {
    // Control-flow Stages are not counted (recorded in 02/project-as-sysviewer).
    const objects = kargo.store
      .list(kind, name)
      .filter((object) => !('requestedFreight' in object.spec) || !isControlFlow(object as Stage));
    const good = objects.filter((object) =>
      object.status.conditions?.some(
        (condition) => condition.type === 'Healthy' && condition.status === 'True',
      ),
    );
    return { count: objects.length, health: good.length === 0 ? {} : { healthy: good.length } };
  };
  const stats: Json = { warehouses: healthy('Warehouse'), stages: healthy('Stage') };
  return { ...(withKind('Project', project) as Project), status: { ...project.status, stats } };
}

function getConfig(exchange: Exchange): Answer {
  const project = param(exchange, 'project');
  allow(exchange, { verb: 'get', kind: 'ProjectConfig', name: project });
  const config = cached(exchange, 'ProjectConfig', project);
  if (config === undefined) throw missing('ProjectConfig', project);
  if (exchange.query.get('watch') !== 'true') return json(withKind('ProjectConfig', config));
  allow(exchange, { verb: 'watch', kind: 'ProjectConfig', name: project });
  return watch(exchange, { kind: 'ProjectConfig', namespace: project, name: project });
}

function refreshConfig(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const project = param(exchange, 'project');
  const token = kargo.clock.timestamp();
  const key = { namespace: project, name: project };
  if (!kargo.store.annotate('ProjectConfig', key, { [ANNOTATION.refresh]: token })) {
    throw new ApiError(404, `patch annotation: projectconfigs.kargo.akuity.io "${project}" not found`);
  }
  kargo.store.update('ProjectConfig', key, (draft) => {
    draft.status.lastHandledRefresh = token;
  });
  return done();
}

function listOf(exchange: Exchange, kind: Kind): Answer {
  allow(exchange, { verb: 'list', kind });
  const items = exchange.kargo.store.list(kind, param(exchange, 'project'));
  return json({
    metadata: { continue: 'continue-not-supported' },
    items: items.map((item) => withKind(kind, item)),
  });
}

/** One of those that are only configuration. */
function getOf(exchange: Exchange, kind: 'PromotionTask' | 'AnalysisTemplate' | 'ConfigMap'): Answer {
  const name = param(exchange, 'name');
  allow(exchange, { verb: 'get', kind, name });
  const object = cached(exchange, kind, name);
  if (object === undefined) throw missing(kind, name);
  return json(withKind(kind, object));
}

/** Newest first. */
function listEvents(exchange: Exchange): Answer {
  allow(exchange, { verb: 'list', kind: 'Event' });
  const events = exchange.kargo.store.list('Event', param(exchange, 'project'));
  events.sort((a, b) => Number(b.metadata.resourceVersion) - Number(a.metadata.resourceVersion));
  return json({
    metadata: { continue: 'continue-not-supported' },
    items: events.map((event) => withKind('Event', event)),
  });
}

/** Where each image tag is: Stage -> how long ago, counted in entries of its Freight history. */
function listImages(exchange: Exchange): Answer {
  allow(exchange, { verb: 'list', kind: 'Stage' });
  const images: Record<string, { tags: Record<string, { stages: Record<string, number> }> }> = {};
  for (const stage of exchange.kargo.store.list('Stage', param(exchange, 'project'))) {
    for (const [index, collection] of (stage.status.freightHistory ?? []).entries()) {
      for (const image of Object.values(collection.items).flatMap((item) => item.images ?? [])) {
        const repository = images[image.repoURL] ?? { tags: {} };
        images[image.repoURL] = repository;
        const tag = repository.tags[image.tag ?? ''] ?? { stages: {} };
        repository.tags[image.tag ?? ''] = tag;
        tag.stages[stage.metadata.name] ??= index;
      }
    }
  }
  return json(images);
}
