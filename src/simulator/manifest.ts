import { randomUUID } from 'node:crypto';
import { ApiError, UnexpectedError } from './api-error.ts';
import { freightName } from './freight.ts';
import { formatGoDuration, parseGoDuration } from './go-duration.ts';
import type { Kargo } from './kargo.ts';
import { KIND_INFO } from './kinds.ts';
import {
  type Freight,
  isRecord,
  type Kind,
  type Kinds,
  type KubernetesObject,
  LABEL,
  type Subscription,
} from './objects.ts';
import type { NewObject } from './store.ts';

/** A manifest of a kind that Kargo can store. */
export interface Manifest {
  kind: Kind;
  namespace: string;
  name: string;
  content: Record<string, unknown>;
}

/** Reads kind, namespace and name. Throws UnexpectedError on a kind that Kargo does not know. */
export function readManifest(content: Record<string, unknown>): Manifest {
  const kind = Object.keys(KIND_INFO).find((name) => name === content.kind) as Kind | undefined;
  if (kind === undefined || KIND_INFO[kind].apiVersion !== content.apiVersion) {
    throw new UnexpectedError(`no matches for kind "${String(content.kind)}"`);
  }
  const metadata = isRecord(content.metadata) ? content.metadata : {};
  const namespace = kind === 'Project' ? '' : String(metadata.namespace ?? '');
  return { kind, namespace, name: String(metadata.name ?? ''), content };
}

const KINDS_WITH_SPEC: Kind[] = ['Warehouse', 'Stage', 'ProjectConfig', 'PromotionTask', 'AnalysisTemplate'];

/**
 * The object that Kubernetes and Kargo's admission webhooks make of a manifest: defaults filled in, durations as Go
 * prints them. Throws ApiError (422) when the manifest is invalid.
 */
export function admit(kargo: Kargo, manifest: Manifest): NewObject<Kind> {
  const { kind, name, namespace } = manifest;
  const { apiVersion: _, kind: __, ...rest } = structuredClone(manifest.content);
  const given = isRecord(rest.metadata) ? rest.metadata : {};
  const {
    uid: _uid,
    resourceVersion: _version,
    creationTimestamp: _created,
    generation: _g,
    ...kept
  } = given;
  const object: Record<string, unknown> = {
    ...rest,
    metadata: { ...kept, name, ...(namespace === '' ? {} : { namespace }) },
  };
  if (KINDS_WITH_SPEC.includes(kind) && !isRecord(object.spec)) object.spec = {};
  const spec = isRecord(object.spec) ? object.spec : {};
  if (KIND_INFO[kind].statusSubresource) object.status = rest.status ?? {};
  if (kind === 'Warehouse') defaultWarehouse(name, spec);
  if (kind === 'Stage') defaultStage(name, spec);
  if (kind === 'ProjectConfig') defaultProjectConfig(spec);
  if (kind === 'PromotionTask') requireItems(manifest, 'steps');
  if (kind === 'AnalysisTemplate') requireItems(manifest, 'metrics');
  if (kind === 'Freight') checkFreight(kargo, manifest);
  // The kinds' own shapes were checked as far as Kargo would refuse them.
  return object as unknown as NewObject<Kind>;
}

function defaultWarehouse(name: string, spec: Record<string, unknown>): void {
  spec.interval = goDuration(spec.interval ?? '5m');
  spec.freightCreationPolicy ??= 'Automatic';
  const subscriptions = Array.isArray(spec.subscriptions) ? (spec.subscriptions as Subscription[]) : [];
  if (subscriptions.length === 0) throw tooFew('Warehouse', name, 'spec.subscriptions');
  for (const [index, subscription] of subscriptions.entries()) {
    const { image, git, chart } = subscription;
    if (image) {
      image.imageSelectionStrategy ??= 'SemVer';
      image.discoveryLimit ??= 20;
      image.strictSemvers ??= true;
      if (/[\s!]/.test(image.repoURL)) throw invalidRepository(name, index, image.repoURL);
    }
    if (git) {
      git.commitSelectionStrategy ??= 'NewestFromBranch';
      git.discoveryLimit ??= 20;
      git.strictSemvers ??= true;
    }
    if (chart) chart.discoveryLimit ??= 20;
  }
}

function invalidRepository(name: string, index: number, repoURL: string): ApiError {
  return new ApiError(
    422,
    `admission webhook "warehouse.kargo.akuity.io" denied the request: Warehouse.kargo.akuity.io "${name}" is ` +
      `invalid: spec.subscriptions[${index}].image.repoURL: Invalid value: "${repoURL}": ` +
      'must be a valid image repository URL',
  );
}

function defaultStage(name: string, spec: Record<string, unknown>): void {
  const requested = Array.isArray(spec.requestedFreight) ? spec.requestedFreight : [];
  if (requested.length === 0) throw tooFew('Stage', name, 'spec.requestedFreight');
  for (const request of requested) {
    const { origin, sources } = isRecord(request) ? request : {};
    if (!isRecord(origin) || typeof origin.name !== 'string' || !isRecord(sources)) {
      const text = 'spec.requestedFreight: Invalid value: origin (kind, name) and sources are required';
      throw new ApiError(422, `Stage.kargo.akuity.io "${name}" is invalid: ${text}`);
    }
    if (sources.requiredSoakTime === undefined) continue;
    sources.requiredSoakTime = goDuration(sources.requiredSoakTime);
  }
}

/** The words of the CRD's schema for a list that must not be empty. */
function tooFew(kind: string, name: string, path: string): ApiError {
  return new ApiError(
    422,
    `${kind}.kargo.akuity.io "${name}" is invalid: ${path}: Invalid value: 0: ` +
      `${path} in body should have at least 1 items`,
  );
}

function requireItems({ kind, name, content }: Manifest, field: string): void {
  const spec = isRecord(content.spec) ? content.spec : {};
  if (!Array.isArray(spec[field]) || spec[field].length === 0) throw tooFew(kind, name, `spec.${field}`);
}

/** Stored selectors are never absent. */
function defaultProjectConfig(spec: Record<string, unknown>): void {
  const receivers = Array.isArray(spec.webhookReceivers) ? spec.webhookReceivers : [];
  for (const receiver of receivers) {
    const generic: unknown = isRecord(receiver) ? receiver.generic : undefined;
    const actions = isRecord(generic) && Array.isArray(generic.actions) ? generic.actions : [];
    for (const action of actions) {
      const criteria = isRecord(action) ? action.targetSelectionCriteria : undefined;
      for (const criterion of Array.isArray(criteria) ? criteria : []) {
        if (!isRecord(criterion)) continue;
        criterion.labelSelector ??= {};
        criterion.indexSelector ??= {};
      }
    }
  }
}

function goDuration(value: unknown): string {
  const ms = parseGoDuration(String(value));
  return ms === undefined ? String(value) : formatGoDuration(ms);
}

/** Freight by hand: one artifact per subscription of its Warehouse, and a name that admission replaces. */
function checkFreight(kargo: Kargo, manifest: Manifest): void {
  if (manifest.name === '') throw new UnexpectedError('resource name may not be empty');
  const { origin } = manifest.content;
  if (!isRecord(origin) || typeof origin.name !== 'string') {
    throw new ApiError(422, `Freight.kargo.akuity.io "${manifest.name}" is invalid: origin: Required value`);
  }
  const freight = manifest.content as unknown as Freight;
  const name = freightName(freight);
  const warehouse = kargo.store.get('Warehouse', manifest.namespace, freight.origin?.name ?? '');
  const subscriptions = warehouse?.spec.subscriptions ?? [];
  const problems: string[] = [];
  const held = [...(freight.images ?? []), ...(freight.commits ?? []), ...(freight.charts ?? [])];
  if (held.length === 0) {
    problems.push(
      `[]: Invalid value: ${emptyFreight(kargo, name, manifest)}: freight must contain at least one commit, image, or chart`,
    );
  }
  for (const subscription of subscriptions) {
    const [field, wanted] = wantedArtifact(subscription);
    const found = held.filter((artifact) => artifact.repoURL === wanted).length;
    if (found === 1) continue;
    problems.push(
      `${field}: Invalid value: ${found === 0 ? 'null' : `[${found}]`}: ${found === 0 ? 'no artifact' : 'multiple artifacts'} ` +
        `found for subscription "${wanted}" of Warehouse "${freight.origin?.name ?? ''}"`,
    );
  }
  if (problems.length === 0) return;
  const list = problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]`;
  throw new ApiError(
    422,
    `admission webhook "freight.kargo.akuity.io" denied the request: Freight.kargo.akuity.io "${name}" is invalid: ${list}`,
  );
}

function wantedArtifact({ image, git, chart }: Subscription): [string, string] {
  if (image) return ['images', image.repoURL];
  if (git) return ['commits', git.repoURL];
  return ['charts', chart?.repoURL ?? ''];
}

/** Kargo quotes the whole object in this refusal, bookkeeping of Kubernetes included. */
function emptyFreight(kargo: Kargo, name: string, { content, namespace }: Manifest): string {
  const time = kargo.clock.timestamp();
  const { alias, origin } = content;
  const fields: Record<string, object> = {};
  for (const key of ['alias', 'charts', 'commits', 'images', 'origin']) {
    if (content[key] !== undefined) fields[`f:${key}`] = {};
  }
  if (isRecord(origin)) {
    const keys = Object.keys(origin).sort();
    fields['f:origin'] = { '.': {}, ...Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) };
  }
  return JSON.stringify({
    kind: 'Freight',
    apiVersion: KIND_INFO.Freight.apiVersion,
    metadata: {
      name,
      namespace,
      uid: randomUUID(),
      generation: 1,
      creationTimestamp: time,
      labels: { [LABEL.alias]: alias },
      managedFields: [
        {
          manager: 'controlplane',
          operation: 'Update',
          apiVersion: KIND_INFO.Freight.apiVersion,
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: fields,
        },
      ],
    },
    alias,
    ...(kargo.profile.freightHasDiscoveredAt ? { discoveredAt: time } : {}),
    origin,
    status: {},
  });
}

/** The object as the resources endpoint shows it: with kind, keys in any order, empty status left out. */
export function asManifest<K extends Kind>(
  kind: K,
  object: Kinds[K] | KubernetesObject,
): Record<string, unknown> {
  const shown: Record<string, unknown> = { apiVersion: KIND_INFO[kind].apiVersion, kind, ...object };
  if (isRecord(shown.status) && Object.keys(shown.status).length === 0) delete shown.status;
  return shown;
}
