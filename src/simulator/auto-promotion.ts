import { foundAt, isAvailable } from './freight.ts';
import type { Kargo } from './kargo.ts';
import {
  type Freight,
  isTerminalPhase,
  type LabelSelector,
  type Origin,
  originKey,
  type Promotion,
  type Stage,
} from './objects.ts';

/** Whether the project's policies promote to this Stage by themselves; the first policy that selects it counts. */
export function autoPromotionEnabled(kargo: Kargo, stage: Stage): boolean {
  const project = stage.metadata.namespace ?? '';
  const policies = kargo.store.get('ProjectConfig', project, project)?.spec.promotionPolicies ?? [];
  const policy = policies.find(({ stage: name, stageSelector }) => {
    if (stageSelector === undefined) return name === stage.metadata.name;
    if (stageSelector.name !== undefined && !nameSelects(stageSelector.name, stage.metadata.name))
      return false;
    return selectsLabels(stageSelector, stage.metadata.labels);
  });
  return policy?.autoPromotionEnabled === true;
}

/** A name, `glob:...` or `regex:...`; a pattern that is none selects nothing. */
function nameSelects(selector: string, name: string): boolean {
  if (!/^(regex|glob):/.test(selector)) return selector === name;
  const pattern = selector.startsWith('regex:') ? selector.slice(6) : globPattern(selector.slice(5));
  try {
    return new RegExp(pattern).test(name);
  } catch {
    return false;
  }
}

function globPattern(glob: string): string {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return `^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`;
}

/** Whether a label selector (matchLabels and matchExpressions) selects these labels. */
export function selectsLabels(selector: LabelSelector, labels: Record<string, string> = {}): boolean {
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (labels[key] !== value) return false;
  }
  return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const value = labels[key];
    if (operator === 'Exists') return value !== undefined;
    if (operator === 'DoesNotExist') return value === undefined;
    const listed = value !== undefined && (values ?? []).includes(value);
    return operator === 'In' ? listed : !listed;
  });
}

/** The Freight that auto-promotion of this origin would take now. */
export function candidate(kargo: Kargo, stage: Stage, origin: Origin): Freight | undefined {
  const request = stage.spec.requestedFreight.find((item) => originKey(item.origin) === originKey(origin));
  if (request === undefined) return undefined;
  const at = { profile: kargo.profile, now: kargo.clock.now() };
  const upstream = request.sources.autoPromotionOptions?.selectionPolicy === 'MatchUpstream';
  const available = kargo.store
    .list('Freight', stage.metadata.namespace)
    .filter((freight) => originKey(freight.origin) === originKey(origin) && isAvailable(stage, freight, at))
    .filter(
      (freight) =>
        !upstream ||
        (request.sources.stages ?? []).some((name) => freight.status.currentlyIn?.[name] !== undefined),
    );
  const rank = (freight: Freight) => kargo.store.creationRank('Freight', freight);
  return available.sort((a, b) => foundAt(b) - foundAt(a) || rank(b) - rank(a))[0];
}

/** Promotions of a Stage by name, which is the order of their creation. */
export function promotionsOf(kargo: Kargo, stage: Stage): Promotion[] {
  return kargo.store
    .list('Promotion', stage.metadata.namespace)
    .filter((promotion) => promotion.spec.stage === stage.metadata.name);
}

/** The Freight auto-promotion would promote now, if any (kargo-promotion-model.md 5.1). */
export function dueAutoPromotions(kargo: Kargo, stage: Stage): Freight[] {
  const promotions = promotionsOf(kargo, stage);
  const held = stage.status.effectiveAutoPromotionHolds ?? {};
  return stage.spec.requestedFreight.flatMap(({ origin }) => {
    if (held[originKey(origin)] !== undefined) return [];
    const freight = candidate(kargo, stage, origin);
    if (freight === undefined || isCurrent(stage, freight)) return [];
    const known = promotions.some(
      (promotion) =>
        promotion.spec.freight === freight.metadata.name &&
        (!kargo.profile.autoPromotionHolds || isPending(stage, promotion) || failed(promotion)),
    );
    return known ? [] : [freight];
  });
}

/** Not finished, or finished without the Stage having noticed yet. */
function isPending(stage: Stage, promotion: Promotion): boolean {
  return (
    !isTerminalPhase(promotion.status.phase) ||
    promotion.metadata.name > (stage.status.lastPromotion?.name ?? '')
  );
}

function failed(promotion: Promotion): boolean {
  return promotion.status.phase !== 'Succeeded';
}

function isCurrent(stage: Stage, freight: Freight): boolean {
  const items = stage.status.freightHistory?.[0]?.items ?? {};
  return items[originKey(freight.origin)]?.name === freight.metadata.name;
}
