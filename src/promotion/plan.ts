import { whyNotAvailable } from '../kargo/availability.ts';
import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import { freightIn } from '../kargo/stage.ts';
import { type Freight, originKey, type Promotion, type Stage } from '../kargo/types.ts';
import type { Verdict } from '../verdict.ts';
import type { WaitFor } from './options.ts';
import type { StageOutcome } from './outcome.ts';
import { decide, type Situation, whatIsAhead } from './situation.ts';

/** What promoting would do, decided from what can be read; nothing is sent. */
export interface Plan {
  readonly verdict: Verdict;
  /** What would be done: `created`, `adopted`, `unchanged`, or empty when it would be refused. */
  readonly operation: 'created' | 'adopted' | 'unchanged' | '';
  /** Further sentences: what is ahead of it, what it would set off. */
  readonly notes: readonly string[];
}

interface Rules {
  readonly waitFor: WaitFor;
  readonly force: boolean;
  /** What runs or waits there would be aborted. */
  readonly preempt?: boolean;
  /** Milliseconds since the epoch, for the soak time. */
  readonly now: number;
}

/** The plan for one Stage. The answer of the promote call stays the truth: this is read a moment before it. */
export function planFor(situation: Situation, freight: Freight, rules: Rules): Plan {
  const { stage } = situation;
  const where = `Stage "${stage.metadata.name}"`;
  const decision = decide(situation, freight, rules);
  if (decision.kind === 'control-flow') {
    const message = `${where} has no promotion steps: nothing can be promoted to it.`;
    return { verdict: { status: 'failed', reason: 'control-flow', message }, operation: '', notes: [] };
  }
  if (decision.kind === 'unchanged') {
    const message = `${where} has the Freight already: nothing would be done.`;
    return { verdict: { status: 'unchanged', message }, operation: 'unchanged', notes: [] };
  }
  if (decision.kind === 'adopt') {
    const message = `Promotion ${decision.promotion.metadata.name} to ${where} would be followed: it promotes this Freight.`;
    return {
      verdict: { status: 'succeeded', message },
      operation: 'adopted',
      notes: [...aheadOf(situation, decision.promotion, rules), ...notesOf(stage, freight)],
    };
  }
  const reasons = whyNotAvailable(stage, freight, rules.now);
  if (reasons.length > 0) {
    const message = `The Freight is not available to ${where}: ${reasons.join('; ')}.`;
    return { verdict: { status: 'failed', reason: 'not-available', message }, operation: '', notes: [] };
  }
  const message = `A Promotion to ${where} would be made.`;
  return {
    verdict: { status: 'succeeded', message },
    operation: 'created',
    notes: [...aheadOf(situation, undefined, rules), ...notesOf(stage, freight)],
  };
}

/** The plan as the outcome of a Stage in which nothing was done. */
export function plannedOutcome(stage: string, { verdict, operation, notes }: Plan): StageOutcome {
  return {
    stage,
    verdict: { ...verdict, message: [verdict.message, ...notes].join(' ') },
    operation: operation === '' ? undefined : operation,
    warnings: [],
  };
}

/** @param own the Promotion that would be followed; one that runs waits for nothing. */
function aheadOf(
  situation: Situation,
  own: Promotion | undefined,
  { preempt = false }: Rules,
): readonly string[] {
  const ahead =
    own === undefined || phaseOf(own.status) === 'Pending'
      ? whatIsAhead(situation, own?.metadata.name)
      : undefined;
  if (ahead === undefined) {
    return [];
  }
  // A verification is waited for all the same.
  const isAborted = preempt && situation.promotions.some(({ status }) => !isTerminal(status));
  return [isAborted ? `It would abort what runs or waits there: ${ahead}.` : `It would wait: ${ahead}.`];
}

function notesOf(stage: Stage, freight: Freight): readonly string[] {
  return [
    ...replaced(stage, freight),
    ...autoPromotionNotes(stage),
    ...(stage.spec.verification === undefined || stage.spec.verification === null
      ? ['The Stage has no verification: Kargo calls it verified as soon as it is healthy.']
      : []),
  ];
}

function replaced(stage: Stage, freight: Freight): readonly string[] {
  const current = stage.status?.freightHistory?.[0];
  const origin = freight.origin === undefined ? '' : originKey(freight.origin);
  const now = current?.items?.[origin]?.name;
  const kept = Object.entries(current?.items ?? {}).filter(([key]) => key !== origin);
  return [
    now === undefined
      ? 'The Stage has no Freight of this origin yet.'
      : freightIn(current, freight.metadata.name) === undefined
        ? `It would replace Freight ${now}.`
        : 'It would repeat the Freight that is there, and its verification.',
    ...kept.map(([key, item]) => `The Stage keeps Freight ${item.name} of ${key}.`),
  ];
}

/** Whether it would hold auto-promotion depends on what Kargo's own candidate is at that moment. */
function autoPromotionNotes(stage: Stage): readonly string[] {
  return stage.status?.autoPromotionEnabled === true
    ? [
        'Kargo promotes to this Stage by itself: unless this is the Freight that it would take, Kargo 1.11 and newer then hold auto-promotion of its origin; whether they would is only known afterwards.',
      ]
    : [];
}
