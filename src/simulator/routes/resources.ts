import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { createPromotion } from '../admission.ts';
import { ApiError, notFound, UnexpectedError } from '../api-error.ts';
import { freightCreated } from '../events.ts';
import { type Answer, allow, type Exchange, json, type Route } from '../exchange.ts';
import { freightName } from '../freight.ts';
import { qualifiedResource, withKind } from '../kinds.ts';
import { admit, asManifest, type Manifest, readManifest } from '../manifest.ts';
import { type Freight, isRecord, type Kind, type KubernetesObject, type Promotion } from '../objects.ts';
import { createProject } from '../project.ts';
import { actorOf } from '../rbac.ts';
import { forgetStage } from '../stage.ts';
import { storeFreight } from '../warehouse.ts';

const PATH = '/v1beta1/resources';

/** Manifests: create, update, delete; one manifest answers with a status, several with results. */
export const resourceRoutes: Route[] = [
  { method: 'POST', pattern: PATH, handle: (exchange) => apply(exchange, { status: 201, act: create }) },
  { method: 'PUT', pattern: PATH, handle: (exchange) => apply(exchange, { status: 200, act: update }) },
  { method: 'DELETE', pattern: PATH, handle: (exchange) => apply(exchange, { status: 200, act: remove }) },
];

type Result = Record<string, unknown>;
type Action = (exchange: Exchange, manifest: Manifest) => Result;

const VERBS: Record<string, string> = { POST: 'create', PUT: 'update', DELETE: 'delete' };

function apply(exchange: Exchange, how: { status: number; act: Action }): Answer {
  const contents = parseManifests(exchange.body.toString('utf8'));
  if (contents.length === 0) throw new ApiError(400, 'no resources found in request body');
  const manifests = inOrder(contents.map(readManifest), exchange.method);
  const [only] = manifests;
  if (only !== undefined && manifests.length === 1) {
    return json({ results: [how.act(exchange, only)] }, how.status);
  }
  const made = new Set<string>();
  const results = manifests.map((manifest) => {
    try {
      // Who makes a Project in this call may make what follows in it (fact sheet 8.2).
      const by: Exchange = made.has(manifest.namespace)
        ? { ...exchange, identity: { kind: 'admin', tokenName: 'admin' } }
        : exchange;
      const result = how.act(by, manifest);
      if (manifest.kind === 'Project' && 'createdResourceManifest' in result) made.add(manifest.name);
      return result;
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof UnexpectedError)) throw error;
      return { error: `${VERBS[exchange.method]} resource: ${error.message}` };
    }
  });
  return json({ results }, how.status);
}

function parseManifests(text: string): Record<string, unknown>[] {
  const contents: Record<string, unknown>[] = [];
  for (const document of parseAllDocuments(text)) {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new ApiError(
        400,
        'error decoding manifest: error converting YAML to JSON: yaml: line 1: did not find expected node content',
      );
    }
    const content: unknown = document.toJS();
    for (const item of Array.isArray(content) ? content : [content]) if (isRecord(item)) contents.push(item);
  }
  return contents;
}

/** Projects first, on deletion last. */
function inOrder(manifests: Manifest[], method: string): Manifest[] {
  const projects = manifests.filter((manifest) => manifest.kind === 'Project');
  const others = manifests.filter((manifest) => manifest.kind !== 'Project');
  return method === 'DELETE' ? [...others, ...projects] : [...projects, ...others];
}

function access(exchange: Exchange, manifest: Manifest, verb: string): void {
  const { kind, namespace, name } = manifest;
  allow(exchange, { verb, kind, namespace, name });
}

function create(exchange: Exchange, manifest: Manifest): Result {
  access(exchange, manifest, 'create');
  return { createdResourceManifest: shown(exchange, manifest, createObject(exchange, manifest)) };
}

function createObject(exchange: Exchange, manifest: Manifest): KubernetesObject {
  const { kargo } = exchange;
  const { kind, namespace, name } = manifest;
  if (kind === 'Promotion') return createPromotionByHand(exchange, manifest);
  const object = admit(kargo, manifest);
  if (kind === 'Freight') return createFreightByHand(exchange, manifest);
  if (kargo.store.get(kind, namespace, name) !== undefined) {
    const singular = qualifiedResource(kind).replace(/^[^.]+/, kind.toLowerCase());
    throw new ApiError(409, `${singular} "${name}" already exists`);
  }
  if (kind === 'Project') return createProject(kargo, name, actorOf(kargo, exchange.identity));
  return kargo.store.create(kind, object);
}

function createFreightByHand(exchange: Exchange, manifest: Manifest): KubernetesObject {
  const { kargo } = exchange;
  const { alias, origin, images, commits, charts } = manifest.content as unknown as Freight;
  const name = freightName({ origin, ...rest({ images, commits, charts }) });
  if (kargo.store.get('Freight', manifest.namespace, name) !== undefined) {
    throw new ApiError(409, `freights.kargo.akuity.io "${name}" already exists`);
  }
  const freight = storeFreight(kargo, manifest.namespace, {
    origin,
    ...rest({ images, commits, charts }),
    ...(alias === undefined ? {} : { alias }),
  });
  freightCreated(kargo, freight, actorOf(kargo, exchange.identity));
  return freight;
}

function rest<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

/** A Promotion by manifest: from 1.11 on admission fills it in and names it. */
function createPromotionByHand(exchange: Exchange, manifest: Manifest): KubernetesObject {
  const { kargo, identity } = exchange;
  const { namespace, name } = manifest;
  const { spec } = manifest.content as unknown as Promotion;
  const stage = kargo.store.get('Stage', namespace, spec?.stage ?? '');
  if (kargo.profile.manifestPromotionNeedsPromote) {
    allow(exchange, { verb: 'promote', kind: 'Stage', namespace, name: spec?.stage ?? '' });
  }
  const freight = kargo.store.get('Freight', namespace, spec?.freight ?? '');
  if (stage === undefined || freight === undefined)
    throw notFound(qualifiedResource('Stage'), spec?.stage ?? '');
  if (!kargo.profile.promotionsAreRenamed && kargo.store.get('Promotion', namespace, name) !== undefined) {
    throw new ApiError(409, `promotion.kargo.akuity.io "${name}" already exists`);
  }
  const steps = spec.steps === undefined ? {} : { steps: spec.steps };
  const actor = actorOf(kargo, identity);
  return createPromotion(kargo, { stage, freight, actor, manifest: { name, ...steps } });
}

function update(exchange: Exchange, manifest: Manifest): Result {
  const { kargo, query } = exchange;
  const { kind, namespace, name } = manifest;
  access(exchange, manifest, 'get');
  const existing = kargo.store.get(kind, namespace, name);
  if (existing === undefined) {
    if (query.get('upsert') !== 'true') throw new ApiError(404, 'resource does not exist');
    return create(exchange, manifest);
  }
  access(exchange, manifest, 'update');
  const object = admit(kargo, manifest);
  const updated = kargo.store.update(kind, { namespace, name }, (draft) => replace(draft, object));
  return { updatedResourceManifest: asManifest(kind, updated ?? existing) };
}

/** PUT replaces everything but what the server keeps. The order of keys is no change. */
function replace(draft: KubernetesObject, object: { metadata: object }): void {
  const { metadata } = draft;
  const { labels, annotations } = object.metadata as KubernetesObject['metadata'];
  const kept = { ...metadata };
  delete kept.labels;
  if (labels !== undefined) kept.labels = labels;
  // Annotations are Kargo's own notes as much as the user's: those given win, others of Kargo stay.
  if (annotations !== undefined) kept.annotations = { ...metadata.annotations, ...annotations };
  const status = 'status' in draft ? { status: draft.status } : {};
  const next: Record<string, unknown> = { ...object, ...status, metadata: kept };
  const fields = draft as unknown as Record<string, unknown>;
  for (const key of Object.keys(fields)) if (!(key in next)) delete fields[key];
  for (const [key, value] of Object.entries(next)) {
    if (!isDeepStrictEqual(fields[key], value)) fields[key] = value;
  }
}

function remove(exchange: Exchange, manifest: Manifest): Result {
  const { kind, namespace, name } = manifest;
  access(exchange, manifest, 'delete');
  if (!exchange.kargo.store.delete(kind, namespace, name)) throw notFound(qualifiedResource(kind), name);
  if (kind === 'Stage') forgetStage(exchange.kargo, { namespace, name });
  return { deletedResourceManifest: manifest.content };
}

/** The manifest as stored; main shows durations as they were sent. */
function shown(exchange: Exchange, manifest: Manifest, object: KubernetesObject): Record<string, unknown> {
  const kind: Kind = manifest.kind;
  const result = asManifest(kind, withKind(kind, object) as KubernetesObject);
  if (kind === 'Stage' && exchange.kargo.profile.manifestDurationsAsSent) result.spec = manifest.content.spec;
  if (kind === 'ProjectConfig') result.spec = manifest.content.spec;
  return result;
}
