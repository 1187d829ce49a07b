import { whyNotAvailable } from '../kargo/availability.ts';
import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import { assessStage } from '../kargo/stage.ts';
import {
  type Freight,
  type FreightReference,
  isControlFlow,
  originKey,
  type Promotion,
  type Stage,
} from '../kargo/types.ts';
import type { Survey } from './survey.ts';

/** How a Stage is, in one word. */
export type Condition = 'control-flow' | 'empty' | 'good' | 'busy' | 'waiting' | 'bad';

/** One Stage with what belongs to it, from one survey. */
export interface StageView {
  readonly stage: Stage;
  readonly name: string;
  /** The Stages and Warehouses that its Freight comes from. */
  readonly upstream: readonly string[];
  readonly warehouses: readonly string[];
  readonly condition: Condition;
  /** What is behind the condition: an issue of health, a verification. Foreign text. */
  readonly detail: string;
  /** By `Warehouse/<name>`: what is in the Stage now. */
  readonly current: readonly (readonly [origin: string, freight: FreightReference])[];
  /** The Promotions that have not ended, oldest first; undefined when they could not be read. */
  readonly going: readonly Promotion[] | undefined;
  readonly autoPromotion: 'off' | 'on' | 'held';
  /** How many available Freight are newer than what it has; undefined when the Freight could not be read. */
  readonly newer: number | undefined;
}

/** The Stages in the order of the pipeline: those upstream first, else by name. Empty when they could not be read. */
export function stageViews(survey: Survey, only: readonly string[]): readonly StageView[] {
  const all = inOrder(survey.stages.items ?? []);
  return all
    .filter((stage) => only.length === 0 || only.includes(stage.metadata.name))
    .map((stage) => viewOf(stage, survey));
}

function viewOf(stage: Stage, survey: Survey): StageView {
  const { name } = stage.metadata;
  const requests = stage.spec.requestedFreight ?? [];
  const going = survey.promotions.items?.filter(
    ({ spec, status }) => spec.stage === name && !isTerminal(status),
  );
  const direct = requests.filter(({ sources }) => sources?.direct === true);
  return {
    stage,
    name,
    upstream: unique(requests.flatMap(({ sources }) => sources?.stages ?? [])),
    warehouses: unique(direct.map(({ origin }) => origin.name)),
    ...conditionOf(stage, going),
    current: Object.entries(stage.status?.freightHistory?.[0]?.items ?? {}),
    going,
    autoPromotion: autoPromotionOf(stage),
    newer: survey.freight.items && countNewer(stage, survey.freight.items, survey.at),
  };
}

function conditionOf(
  stage: Stage,
  going: readonly Promotion[] | undefined,
): Pick<StageView, 'condition' | 'detail'> {
  if (isControlFlow(stage)) {
    return { condition: 'control-flow', detail: 'lets Freight pass' };
  }
  const [held] = Object.values(stage.status?.freightHistory?.[0]?.items ?? {});
  const isPromoting = (going ?? []).length > 0 || stage.status?.currentPromotion !== undefined;
  if (isPromoting) {
    return { condition: 'busy', detail: '' };
  }
  if (held === undefined) {
    return withoutFreight(stage);
  }
  const state = assessStage(stage, { freight: held.name, waitFor: 'verified' });
  switch (state.kind) {
    case 'good':
      return { condition: 'good', detail: '' };
    case 'waiting':
      return { condition: 'waiting', detail: state.text };
    default:
      return { condition: 'bad', detail: state.text };
  }
}

/** Nothing was ever promoted to it, or nothing arrived: then somebody has to look (06/fails). */
function withoutFreight({ status }: Stage): Pick<StageView, 'condition' | 'detail'> {
  const last = status?.lastPromotion;
  return last === undefined || phaseOf(last.status) === 'Succeeded'
    ? { condition: 'empty', detail: '' }
    : { condition: 'bad', detail: `Promotion ${last.name} ended ${phaseOf(last.status)}` };
}

function autoPromotionOf({ status }: Stage): StageView['autoPromotion'] {
  if (status?.autoPromotionEnabled !== true) {
    return 'off';
  }
  return Object.keys(status.effectiveAutoPromotionHolds ?? {}).length > 0 ? 'held' : 'on';
}

/** @param freight newest first. */
function countNewer(stage: Stage, freight: readonly Freight[], now: number): number {
  const current = stage.status?.freightHistory?.[0]?.items ?? {};
  const counted = (stage.spec.requestedFreight ?? []).map(({ origin }) => {
    const key = originKey(origin);
    const own = freight.filter((each) => each.origin !== undefined && originKey(each.origin) === key);
    const position = own.findIndex((each) => each.metadata.name === current[key]?.name);
    const newer = position < 0 ? own : own.slice(0, position);
    return newer.filter((each) => whyNotAvailable(stage, each, now).length === 0).length;
  });
  return counted.reduce((sum, count) => sum + count, 0);
}

/** Upstream before downstream; a ring, which Kargo does not refuse everywhere, comes in the order of names. */
function inOrder(stages: readonly Stage[]): readonly Stage[] {
  const byName = new Map(stages.map((stage) => [stage.metadata.name, stage]));
  const ordered = new Set<Stage>();
  const visited = new Set<string>();
  const visit = (stage: Stage) => {
    const stack: { readonly stage: Stage; readonly next: string[] }[] = [];
    const enter = (entered: Stage) => {
      visited.add(entered.metadata.name);
      const upstream = (entered.spec.requestedFreight ?? []).flatMap(({ sources }) => sources?.stages ?? []);
      stack.push({ stage: entered, next: upstream.toSorted() });
    };
    enter(stage);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const before = byName.get(top.next.shift() ?? '');
      if (before !== undefined && !visited.has(before.metadata.name)) {
        enter(before);
      } else if (top.next.length === 0) {
        ordered.add(top.stage);
        stack.pop();
      }
    }
  };
  const sorted = stages.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  for (const stage of sorted) {
    if (!visited.has(stage.metadata.name)) {
      visit(stage);
    }
  }
  return [...ordered];
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
