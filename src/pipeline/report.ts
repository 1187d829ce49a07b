import { describeContents } from '../kargo/artifact.ts';
import { awaitedPullRequest, isTerminal, phaseOf, progressOf } from '../kargo/promotion.ts';
import { conditionOf, type Freight, originKey, type Promotion, type Warehouse } from '../kargo/types.ts';
import type { Answer } from './question.ts';
import type { StageView } from './stage-view.ts';
import { type Receiver, type Survey, unreadParts } from './survey.ts';

/** Freight in the report beside that which is somewhere: the newest. */
const newestShown = 20;

/**
 * The output `report`: described in docs/status-report.md, and only ever added to within one `version`. What
 * could not be read is null, never an empty list.
 */
export function reportJson(project: string, survey: Survey, parts: ReportParts): string {
  const { views, answers } = parts;
  const aliases = new Map((survey.freight.items ?? []).map((each) => [each.metadata.name, each.alias]));
  return JSON.stringify({
    version: 1,
    project,
    at: new Date(survey.at).toISOString(),
    unread: unreadParts(survey).map(({ name, why }) => ({ part: name, why })),
    stages: survey.stages.items === undefined ? null : views.map((view) => stageEntry(view, aliases)),
    promotions: goingOf(survey)?.map(promotionEntry) ?? null,
    freight: survey.freight.items === undefined ? null : shownFreight(survey, parts).map(freightEntry),
    'freight-total': survey.freight.items?.length ?? null,
    warehouses: survey.warehouses.items?.map(warehouseEntry) ?? null,
    receivers: survey.receivers.items?.map(receiverEntry) ?? null,
    where: answers.map(answerEntry),
  });
}

export interface ReportParts {
  readonly views: readonly StageView[];
  readonly answers: readonly Answer[];
}

/** The Promotions that have not ended. */
function goingOf({ promotions }: Survey): readonly Promotion[] | undefined {
  return promotions.items?.filter(({ status }) => !isTerminal(status));
}

function stageEntry(view: StageView, aliases: ReadonlyMap<string, string | undefined>) {
  const { stage, going } = view;
  const { health, lastPromotion: last, freightHistory } = stage.status ?? {};
  return {
    name: view.name,
    upstream: view.upstream,
    warehouses: view.warehouses,
    condition: view.condition,
    detail: view.detail,
    freight: view.current.map(([origin, freight]) => ({
      origin,
      name: freight.name,
      alias: aliases.get(freight.name) ?? '',
      contents: describeContents(freight),
    })),
    health: health?.status ?? '',
    issues: health?.issues ?? [],
    verification: freightHistory?.[0]?.verificationHistory?.[0]?.phase ?? '',
    promotions: going?.map(({ metadata }) => metadata.name) ?? null,
    'last-promotion':
      last === undefined
        ? null
        : {
            name: last.name,
            freight: last.freight?.name ?? '',
            phase: phaseOf(last.status),
            message: last.status?.message ?? '',
            'finished-at': last.finishedAt ?? last.status?.finishedAt ?? '',
          },
    'auto-promotion': view.autoPromotion,
    'newer-available': view.newer ?? null,
  };
}

function promotionEntry(promotion: Promotion) {
  const pullRequest = awaitedPullRequest(promotion);
  return {
    name: promotion.metadata.name,
    stage: promotion.spec.stage,
    freight: promotion.spec.freight ?? '',
    phase: phaseOf(promotion.status),
    progress: progressOf(promotion),
    'created-at': promotion.metadata.creationTimestamp ?? '',
    'pull-request': pullRequest === undefined ? null : { number: pullRequest.number, url: pullRequest.url },
  };
}

/** All that is in a Stage, on its way or asked for, and the newest. */
function shownFreight(survey: Survey, { views, answers }: ReportParts): readonly Freight[] {
  const wanted = new Set([
    ...views.flatMap(({ current }) => current.map(([, freight]) => freight.name)),
    ...(goingOf(survey) ?? []).map(({ spec }) => spec.freight ?? ''),
    ...answers.map(({ freight }) => freight.metadata.name),
  ]);
  return (survey.freight.items ?? []).filter(
    ({ metadata }, index) => index < newestShown || wanted.has(metadata.name),
  );
}

function freightEntry(freight: Freight) {
  const { status } = freight;
  return {
    name: freight.metadata.name,
    alias: freight.alias ?? '',
    origin: freight.origin === undefined ? '' : originKey(freight.origin),
    since: freight.discoveredAt ?? freight.metadata.creationTimestamp ?? '',
    contents: describeContents({ ...freight, name: freight.metadata.name }),
    'currently-in': Object.keys(status?.currentlyIn ?? {}),
    'verified-in': Object.keys(status?.verifiedIn ?? {}),
    'approved-for': Object.keys(status?.approvedFor ?? {}),
  };
}

function warehouseEntry(warehouse: Warehouse) {
  const ready = conditionOf(warehouse, 'Ready');
  return {
    name: warehouse.metadata.name,
    ready: ready?.status ?? 'Unknown',
    reason: ready?.reason ?? '',
    message: ready?.status === 'True' ? '' : (ready?.message ?? ''),
    'discovered-at': warehouse.status?.discoveredArtifacts?.discoveredAt ?? '',
    policy: warehouse.spec.freightCreationPolicy ?? 'Automatic',
  };
}

/** Never the path: it is what makes the URL a secret. */
function receiverEntry({ name, kind, url }: Receiver) {
  return { name, kind, url: maskedUrl(url, kind) };
}

/** The URL of a receiver without its secret: `https://webhooks.example.com/github/***`. */
export function maskedUrl(url: string, kind: string): string {
  return URL.canParse(url) ? `${new URL(url).origin}/${kind}/***` : '***';
}

function answerEntry({ freight, places, sentence }: Answer) {
  return {
    freight: freight.metadata.name,
    alias: freight.alias ?? '',
    sentence,
    stages: places.map((place) => ({
      stage: place.stage,
      place: place.place,
      verified: place.verified,
      detail: place.detail,
      promotion: place.promotion ?? '',
      'pull-request':
        place.pullRequest === undefined
          ? null
          : { number: place.pullRequest.number, url: place.pullRequest.url },
    })),
  };
}
