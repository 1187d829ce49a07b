import { removeCondition, setCondition, type Verdict } from './conditions.ts';
import { DiscoveryError, discover } from './discovery.ts';
import { freightCreated } from './events.ts';
import { ExpressionError } from './expression-operators.ts';
import { evaluate } from './expressions.ts';
import { aliasFor, freightName, originlessHash } from './freight.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Kargo } from './kargo.ts';
import {
  ANNOTATION,
  type DiscoveredArtifacts,
  type Freight,
  type FreightContents,
  LABEL,
  type Warehouse,
  type WarehouseStatus,
} from './objects.ts';
import { locate } from './store.ts';
import { type Outcome, WorkQueue } from './work-queue.ts';

/** Runs the Warehouse controller: discovery on creation, spec change, refresh and interval. */
export function startWarehouseController(kargo: Kargo): void {
  const queue = new WorkQueue(kargo.clock, kargo.simulation.latencyMs, (key) =>
    reconcileWarehouse(kargo, key),
  );
  const seen = new Map<string, string>();
  kargo.store.subscribe((event) => {
    if (event.kind !== 'Warehouse' || event.type === 'DELETED') return;
    const { namespace = '', name, annotations, generation } = event.object.metadata;
    const key = `${namespace}/${name}`;
    const wish = JSON.stringify([annotations?.[ANNOTATION.refresh], generation]);
    if (seen.get(key) === wish) return;
    seen.set(key, wish);
    queue.add(key);
  });
  for (const { metadata } of kargo.store.list('Warehouse')) {
    const key = `${metadata.namespace}/${metadata.name}`;
    seen.set(key, JSON.stringify([metadata.annotations?.[ANNOTATION.refresh], metadata.generation]));
    queue.add(key);
  }
}

/** Why a discovery is due, or undefined. */
function isDue(kargo: Kargo, warehouse: Warehouse): 'refresh' | 'spec' | 'interval' | undefined {
  const token = warehouse.metadata.annotations?.[ANNOTATION.refresh];
  if (token !== undefined && token !== warehouse.status.lastHandledRefresh) return 'refresh';
  if (warehouse.status.observedGeneration !== warehouse.metadata.generation) return 'spec';
  const last = warehouse.status.discoveredArtifacts?.discoveredAt;
  const interval = parseGoDuration(warehouse.spec.interval) ?? 300_000;
  return last === undefined || kargo.clock.now() - Date.parse(last) >= interval ? 'interval' : undefined;
}

async function reconcileWarehouse(kargo: Kargo, key: string): Promise<Outcome> {
  const [namespace = '', name = ''] = key.split('/');
  const warehouse = kargo.store.get('Warehouse', namespace, name);
  if (warehouse === undefined) return {};
  if (kargo.controllerDown) return { requeueAfterMs: 50 };
  const token = warehouse.metadata.annotations?.[ANNOTATION.refresh];
  const generation = warehouse.metadata.generation;
  const due = isDue(kargo, warehouse) !== undefined;
  if (due) {
    announce(kargo, warehouse);
    await kargo.clock.pause(kargo.simulation.discoveryMs);
  }
  let found: DiscoveredArtifacts | undefined;
  let failure: string | undefined;
  try {
    if (due) {
      found = discover(warehouse, kargo.artifacts, { profile: kargo.profile, time: kargo.clock.timestamp() });
    }
  } catch (error) {
    if (!(error instanceof DiscoveryError)) throw error;
    failure = error.message;
  }
  const latest = kargo.store.get('Warehouse', namespace, name);
  if (latest === undefined) return {};
  const status = structuredClone(latest.status);
  if (token !== undefined) status.lastHandledRefresh = token;
  conclude(kargo, latest, { status, found, failure, generation });
  kargo.store.patchStatus('Warehouse', latest, status);
  const interval = parseGoDuration(warehouse.spec.interval) ?? 300_000;
  return { failed: failure !== undefined, requeueAfterMs: interval };
}

/** The first frame of a discovery: only conditions change. */
function announce(kargo: Kargo, warehouse: Warehouse): void {
  const status = structuredClone(warehouse.status);
  const say = sayer(kargo, warehouse, status);
  removeCondition(status, 'FreightCreationCriteriaSatisfied');
  removeCondition(status, 'FreightCreated');
  const count = warehouse.spec.subscriptions.length;
  say('Reconciling', 'True', 'ScheduledDiscovery', `Discovering artifacts for ${count} subscriptions`);
  say('Ready', 'False', 'DiscoveryInProgress', 'Waiting for discovery to complete');
  say(
    'Healthy',
    'Unknown',
    'Pending',
    'Health status cannot be determined until artifact discovery is finished',
  );
  kargo.store.patchStatus('Warehouse', warehouse, status);
}

interface Conclusion {
  status: WarehouseStatus;
  found: DiscoveredArtifacts | undefined;
  failure: string | undefined;
  generation: number | undefined;
}

/**
 * The last frame: the verdict on what was found. Without a new discovery (a retry after a failed one) the verdict is
 * about the old artifacts, which hides the failure (recorded: 16/watch-warehouse-registry-down).
 */
function conclude(kargo: Kargo, warehouse: Warehouse, result: Conclusion): void {
  const { status, found, failure } = result;
  const say = sayer(kargo, warehouse, status);
  if (failure !== undefined) {
    say('Ready', 'False', 'DiscoveryFailure', `Artifact discovery failed: ${failure}`);
    say('Healthy', 'False', 'DiscoveryFailed', `Unable to discover artifacts: ${failure}`);
    return;
  }
  if (found !== undefined) {
    status.discoveredArtifacts = found;
    if (result.generation !== undefined) status.observedGeneration = result.generation;
  }
  const artifacts = status.discoveredArtifacts;
  const missing = artifacts === undefined ? undefined : findMissing(artifacts);
  removeCondition(status, 'Reconciling');
  if (artifacts === undefined || missing !== undefined) {
    if (missing !== undefined) {
      say('Ready', 'False', missing.ready, missing.message);
      say('Healthy', 'False', missing.healthy, missing.message);
    }
    return;
  }
  const count = warehouse.spec.subscriptions.length;
  say(
    'Ready',
    'True',
    'ArtifactsDiscovered',
    `Successfully discovered artifacts from ${count} subscriptions`,
  );
  say('Healthy', 'True', 'ReconciliationSucceeded', '');
  if (warehouse.spec.freightCreationPolicy === 'Automatic')
    createFreight(kargo, warehouse, { status, artifacts });
}

function createFreight(
  kargo: Kargo,
  warehouse: Warehouse,
  result: { status: WarehouseStatus; artifacts: DiscoveredArtifacts },
): void {
  const { status } = result;
  const say = sayer(kargo, warehouse, status);
  const contents = newestOfEach(warehouse, result.artifacts);
  const type = 'FreightCreationCriteriaSatisfied';
  const criteria = checkCriteria(warehouse, contents);
  if (criteria instanceof ExpressionError) {
    say('Ready', 'False', 'CriteriaEvaluationFailed', criteria.message);
    say('Healthy', 'False', 'CriteriaEvaluationFailed', criteria.message);
    return;
  }
  if (!criteria) {
    say(type, 'False', 'CriteriaNotSatisfied', 'Freight creation criteria were not satisfied');
    return;
  }
  say(type, 'True', 'CriteriaSatisfied', 'Freight creation criteria satisfied');
  const name = freightName(contents);
  if (kargo.store.get('Freight', warehouse.metadata.namespace ?? '', name) !== undefined) {
    say(
      'FreightCreated',
      'False',
      'AlreadyExists',
      'Freight composed of the newest artifacts already exists',
    );
    status.lastFreightID = originlessHash(contents);
    return;
  }
  freightCreated(kargo, storeFreight(kargo, warehouse.metadata.namespace ?? '', contents), undefined);
  say('FreightCreated', 'True', 'NewFreight', 'No Freight composed of the newest artifacts already existed');
  status.lastFreightID = name;
}

/** Stores Freight under the name of its contents, with an alias. */
export function storeFreight(
  kargo: Kargo,
  namespace: string,
  contents: FreightContents & { alias?: string },
): Freight {
  const name = freightName(contents);
  const taken = new Set(kargo.store.list('Freight', namespace).map((freight) => freight.alias ?? ''));
  const alias = contents.alias ?? aliasFor(name, taken);
  return kargo.store.create('Freight', {
    ...contents,
    metadata: { name, namespace, labels: { [LABEL.alias]: alias } },
    alias,
    ...(kargo.profile.freightHasDiscoveredAt ? { discoveredAt: kargo.clock.timestamp() } : {}),
    status: {},
  });
}

/** One artifact per subscription: the newest that was discovered. */
function newestOfEach(warehouse: Warehouse, artifacts: DiscoveredArtifacts): FreightContents {
  const contents: FreightContents = { origin: { kind: 'Warehouse', name: warehouse.metadata.name } };
  const commits = (artifacts.git ?? []).flatMap(({ repoURL, commits: [newest] }) => {
    if (newest === undefined) return [];
    const { id, branch, tag, subject, author, committer } = newest;
    return [{ repoURL, id, ...defined({ branch, tag, message: subject, author, committer }) }];
  });
  const images = (artifacts.images ?? []).flatMap(({ repoURL, references: [newest] }) => {
    if (newest === undefined) return [];
    const { tag, digest, annotations } = newest;
    return [{ repoURL, tag, digest, ...defined({ annotations }) }];
  });
  const charts = (artifacts.charts ?? []).flatMap(({ repoURL, name, versions: [newest] }) =>
    newest === undefined ? [] : [{ repoURL, ...defined({ name }), version: newest }],
  );
  if (commits.length > 0) contents.commits = commits;
  if (images.length > 0) contents.images = images;
  if (charts.length > 0) contents.charts = charts;
  return contents;
}

/** The entries that have a value. */
function defined<T extends Record<string, unknown>>(entries: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

function checkCriteria(warehouse: Warehouse, contents: FreightContents): boolean | ExpressionError {
  const expression = warehouse.spec.freightCreationCriteria?.expression;
  if (expression === undefined || expression === '') return true;
  const image = (repoURL: string) => contents.images?.find((item) => item.repoURL === repoURL);
  const commit = (repoURL: string) => contents.commits?.find((item) => item.repoURL === repoURL);
  const chart = (repoURL: string) => contents.charts?.find((item) => item.repoURL === repoURL);
  try {
    return (
      evaluate(expression, {
        imageFrom: (repoURL: string) => ({ Tag: image(repoURL)?.tag, Digest: image(repoURL)?.digest }),
        commitFrom: (repoURL: string) => ({ ID: commit(repoURL)?.id, Tag: commit(repoURL)?.tag }),
        chartFrom: (repoURL: string) => ({ Version: chart(repoURL)?.version }),
      }) === true
    );
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

/** The first subscription that found nothing. */
function findMissing(
  artifacts: DiscoveredArtifacts,
): { ready: string; healthy: string; message: string } | undefined {
  const git = artifacts.git?.find((item) => item.commits.length === 0);
  if (git !== undefined) {
    const message = `No commits discovered for Git repository "${git.repoURL}"`;
    return { ready: 'MissingCommits', healthy: 'NoCommitsDiscovered', message };
  }
  const image = artifacts.images?.find((item) => item.references.length === 0);
  if (image !== undefined) {
    const message = `No image references discovered for repository "${image.repoURL}"`;
    return { ready: 'MissingImageReferences', healthy: 'NoImageReferencesDiscovered', message };
  }
  const chart = artifacts.charts?.find((item) => item.versions.length === 0);
  if (chart === undefined) return undefined;
  const message = `No chart versions discovered for chart "${chart.name ?? ''}" in repository "${chart.repoURL}"`;
  return { ready: 'MissingChartVersions', healthy: 'NoChartVersionsDiscovered', message };
}

function sayer(kargo: Kargo, warehouse: Warehouse, status: WarehouseStatus) {
  const at = { time: kargo.clock.timestamp(), generation: warehouse.metadata.generation };
  return (type: string, value: Verdict['status'], reason: string, message: string): void =>
    setCondition(status, { type, status: value, reason, message }, at);
}

/** `POST .../refresh`: the annotation has the resolution of one second. Answers whether the object exists. */
export function refresh(
  kargo: Kargo,
  kind: 'Warehouse' | 'Stage' | 'Promotion',
  key: { namespace: string; name: string },
): boolean {
  return kargo.store.annotate(kind, key, { [ANNOTATION.refresh]: kargo.clock.timestamp() });
}

/** Every Warehouse, by where it is. */
export function warehouseKeys(kargo: Kargo, namespace: string): { namespace: string; name: string }[] {
  return kargo.store.list('Warehouse', namespace).map(locate);
}
