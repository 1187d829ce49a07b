import type { Artifact } from './artifact.ts';
import { look } from './sight.ts';
import { describeSubscription, subscriptionFor } from './subscription.ts';
import { conditionOf, type Warehouse } from './types.ts';

/** Why no Freight holds an artifact, as far as the Warehouses tell. */
export interface Absence {
  /** True when waiting cannot help, as proven by what was read; else the cause is only likely. */
  readonly proven: boolean;
  /** Sentences without a final stop. */
  readonly reasons: readonly string[];
}

/** Explains for every Warehouse; proven only when it is for each of them. */
export function explainAbsence(warehouses: readonly Warehouse[], artifacts: readonly Artifact[]): Absence {
  if (warehouses.length === 0) {
    return { proven: true, reasons: ['the project has no Warehouse'] };
  }
  const subscribed = warehouses.filter((warehouse) =>
    artifacts.every((artifact) => subscriptionFor(warehouse, artifact) !== undefined),
  );
  if (subscribed.length === 0) {
    return { proven: true, reasons: warehouses.map((warehouse) => noSubscription(warehouse, artifacts)) };
  }
  const each = subscribed.map((warehouse) => explainFor(warehouse, artifacts));
  return {
    proven: each.every((absence) => absence.proven),
    reasons: each.flatMap((absence) => absence.reasons),
  };
}

function explainFor(warehouse: Warehouse, artifacts: readonly Artifact[]): Absence {
  const who = `Warehouse "${warehouse.metadata.name}"`;
  const ready = conditionOf(warehouse, 'Ready');
  const sights = artifacts.map((artifact) => look(warehouse, artifact));
  const unseen = sights.filter((sight) => sight.kind !== 'newest');
  const proven = unseen.find((sight) => sight.proven);
  if (proven !== undefined) {
    return { proven: true, reasons: [`${who} ${proven.text}`] };
  }
  if (warehouse.spec.freightCreationPolicy === 'Manual') {
    return {
      proven: true,
      reasons: [
        `${who} makes no Freight by itself (freightCreationPolicy: Manual); create it with create-freight or in Kargo's UI`,
        ...unseen.map((sight) => `${who} ${sight.text}`),
      ],
    };
  }
  const reasons = unseen.map((sight) => `${who} ${sight.text}`);
  const criteria = conditionOf(warehouse, 'FreightCreationCriteriaSatisfied');
  if (criteria?.status === 'False') {
    reasons.push(
      `the creation criteria of ${who} are not satisfied (${warehouse.spec.freightCreationCriteria?.expression ?? criteria.message ?? ''})`,
    );
  }
  if (ready?.status === 'False' && ready.reason !== 'DiscoveryInProgress') {
    reasons.push(`${who} says: ${ready.message || ready.reason || 'not ready'}`);
  }
  return {
    proven: false,
    reasons: reasons.length > 0 ? reasons : [`${who} sees it, and has made no Freight of it yet`],
  };
}

function noSubscription(warehouse: Warehouse, artifacts: readonly Artifact[]): string {
  const missing = artifacts.filter((artifact) => subscriptionFor(warehouse, artifact) === undefined);
  const what = missing.map((artifact) =>
    artifact.kind === 'commit' ? 'a git repository' : artifact.repository,
  );
  const has = (warehouse.spec.subscriptions ?? []).map(describeSubscription);
  return `Warehouse "${warehouse.metadata.name}" does not subscribe to ${what.join(', ')}; it subscribes to ${has.join(', ') || 'nothing'}`;
}
