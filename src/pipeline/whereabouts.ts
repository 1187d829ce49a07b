import { whyNotAvailable } from '../kargo/availability.ts';
import {
  awaitedPullRequest,
  isTerminal,
  phaseOf,
  progressOf,
  type StepPullRequest,
} from '../kargo/promotion.ts';
import { freightIn } from '../kargo/stage.ts';
import { type Freight, isControlFlow, originKey, type Promotion } from '../kargo/types.ts';
import type { StageView } from './stage-view.ts';

/** What is between Freight and one Stage. */
export interface Place {
  readonly stage: string;
  readonly place: /** It is there now. */
    | 'current'
    /** A Promotion of it runs, is queued, or waits for people to merge its pull request. */
    | 'promoting'
    | 'queued'
    | 'waiting-for-pull-request'
    /** A Stage without steps, which it has passed. */
    | 'passed'
    /** It was there; other Freight is there now. */
    | 'replaced'
    /** It could be promoted there. */
    | 'available'
    | 'not-available'
    /** Promotions could not be read, so it may be on its way. */
    | 'unclear';
  readonly verified: boolean;
  /** The rest of the sentence, if there is one. Foreign text. */
  readonly detail: string;
  readonly promotion?: string;
  readonly pullRequest?: StepPullRequest;
}

/** Where Freight is, Stage by Stage; only Stages that take Freight of its origin. */
export function placesOf(freight: Freight, views: readonly StageView[], now: number): readonly Place[] {
  const key = freight.origin === undefined ? undefined : originKey(freight.origin);
  return views
    .filter(({ stage }) =>
      (stage.spec.requestedFreight ?? []).some(({ origin }) => originKey(origin) === key),
    )
    .map((view) => placeOf(freight, view, now));
}

/** What the Freight itself tells, when the Stages could not be read: where it is and was. */
export function placesByFreight({ status }: Freight, only: readonly string[]): readonly Place[] {
  const [current, verified] = [Object.keys(status?.currentlyIn ?? {}), Object.keys(status?.verifiedIn ?? {})];
  return [...new Set([...current, ...verified])]
    .filter((stage) => only.length === 0 || only.includes(stage))
    .map((stage) => ({
      stage,
      place: current.includes(stage) ? 'current' : 'replaced',
      verified: verified.includes(stage),
      detail: '',
    }));
}

function placeOf(freight: Freight, view: StageView, now: number): Place {
  const { stage, name, going } = view;
  const verified = freight.status?.verifiedIn?.[name] !== undefined;
  const base = { stage: name, verified };
  const own = going?.find(({ spec }) => spec.freight === freight.metadata.name);
  if (own !== undefined) {
    return { ...base, ...underWay(own, going ?? []) };
  }
  const history = stage.status?.freightHistory ?? [];
  if (freightIn(history[0], freight.metadata.name) !== undefined) {
    return { ...base, place: 'current', detail: currentDetail(view) };
  }
  if (isControlFlow(stage)) {
    return verified
      ? { ...base, place: 'passed', detail: '' }
      : { ...base, place: 'not-available', detail: because(freight, view, now) };
  }
  const reasons = because(freight, view, now);
  const lastTry = failedTry(freight, view);
  if (reasons !== '') {
    return { ...base, place: 'not-available', detail: [lastTry, reasons].filter(Boolean).join('; ') };
  }
  if (going === undefined && stage.status?.currentPromotion !== undefined) {
    return {
      ...base,
      place: 'unclear',
      detail: `Promotion ${stage.status.currentPromotion.name} runs there, and of what cannot be told`,
    };
  }
  const was = history.some((entry) => freightIn(entry, freight.metadata.name) !== undefined);
  return { ...base, place: was ? 'replaced' : 'available', detail: lastTry };
}

/** A Promotion that has not ended: what it does, or what it waits for. */
function underWay(
  own: Promotion,
  going: readonly Promotion[],
): Pick<Place, 'place' | 'detail' | 'promotion' | 'pullRequest'> {
  const promotion = own.metadata.name;
  const pullRequest = awaitedPullRequest(own);
  if (pullRequest !== undefined) {
    const detail = `pull request #${pullRequest.number}`;
    return { place: 'waiting-for-pull-request', detail, promotion, pullRequest };
  }
  if (phaseOf(own.status) !== 'Pending') {
    return { place: 'promoting', detail: progressOf(own), promotion };
  }
  const ahead = going.filter((other) => other.metadata.name < promotion && !isTerminal(other.status));
  return {
    place: 'queued',
    detail: ahead.length === 0 ? '' : `behind ${ahead.map(({ metadata }) => metadata.name).join(', ')}`,
    promotion,
  };
}

function currentDetail({ condition, detail }: StageView): string {
  return condition === 'busy' ? 'another Promotion is under way there' : detail;
}

function because(freight: Freight, { stage }: StageView, now: number): string {
  return whyNotAvailable(stage, freight, now).join('; ');
}

/** That the last Promotion there was one of this Freight, and how it ended. */
function failedTry(freight: Freight, { stage }: StageView): string {
  const last = stage.status?.lastPromotion;
  const phase = phaseOf(last?.status);
  return last?.freight?.name === freight.metadata.name && phase !== 'Succeeded'
    ? `its Promotion ended ${phase}`
    : '';
}

/** How many names or reasons a sentence holds. */
const most = { names: 8, clauses: 4, reasons: 2 };

/**
 * Where Freight is, as the end of a sentence: `in dev and staging (verified); prod waits for pull request #42`.
 * It speaks of the Stages in `places` only.
 */
export function whereabouts(places: readonly Place[]): string {
  const of = (place: Place['place']) => places.filter((each) => each.place === place);
  const each = (place: Place['place'], say: (place: Place) => string) => upTo(of(place).map(say));
  const isFine = ({ verified, detail }: Place) => verified && detail === '';
  const current = of('current');
  const clauses = [
    current.length === 0 ? 'in no Stage' : '',
    group(current.filter(isFine), (names) => `in ${names} (verified)`),
    ...upTo(current.filter((place) => !isFine(place)).map(unsettled)),
    ...each('waiting-for-pull-request', ({ stage, detail }) => `${stage} waits for ${detail}`),
    ...each('promoting', ({ stage, detail }) => `on its way to ${stage} (${detail})`),
    ...each('queued', ({ stage, detail }) => `queued for ${stage}${detail === '' ? '' : ` ${detail}`}`),
    ...each('unclear', ({ stage, detail }) => `${stage}: ${detail}`),
    ...tried([...of('available'), ...of('replaced')]),
    group(of('passed'), (names) => `passed ${names}`),
    group(untried(of('replaced')), (names) => `no longer in ${names}`),
    group(untried(of('available')), (names) => `available to ${names}, not promoted`),
    ...unavailable(of('not-available')),
  ];
  return clauses.filter((clause) => clause !== '').join('; ');
}

function unsettled({ stage, verified, detail }: Place): string {
  const words = verified ? `verified; ${detail}` : `not verified${detail === '' ? '' : `: ${detail}`}`;
  return `in ${stage} (${words})`;
}

/** The first clauses of a kind; the report has all. */
function upTo(clauses: readonly string[]): readonly string[] {
  return clauses.length <= most.clauses
    ? clauses
    : [...clauses.slice(0, most.clauses - 1), `${clauses.length - most.clauses + 1} more Stages like that`];
}

function tried(places: readonly Place[]): readonly string[] {
  return upTo(places.filter(({ detail }) => detail !== '').map(({ stage, detail }) => `${stage}: ${detail}`));
}

function untried(places: readonly Place[]): readonly Place[] {
  return places.filter(({ detail }) => detail === '');
}

function group(places: readonly Place[], say: (names: string) => string): string {
  return places.length === 0 ? '' : say(named(places.map(({ stage }) => stage)));
}

/** Reasons for the first ones; Stages far downstream only wait for those before them. */
function unavailable(places: readonly Place[]): readonly string[] {
  const told = places.slice(0, most.reasons);
  const rest = places.slice(most.reasons);
  return [
    ...told.map(({ stage, detail }) => `not available to ${stage}${detail === '' ? '' : ` (${detail})`}`),
    group(rest, (names) => `nor to ${names}`),
  ];
}

function named(names: readonly string[]): string {
  const shown = names.length > most.names ? names.slice(0, most.names - 1) : names;
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest} more`];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
