import { describe, expect, test } from 'vitest';
import { planFor, plannedOutcome } from '../../src/promotion/plan.ts';
import { promotionPlan } from '../../src/report/promotion.ts';
import { freight, now, promotion, stage } from '../pipeline/objects.ts';

const rules = { waitFor: 'promotion', force: false, now } as const;
const client = { uiLink: (kind: string, name: string) => `https://kargo.example.com/${kind}/${name}` };

/** Stage `uat` with nothing in it, and these Promotions. */
function situation(...promotions: readonly ReturnType<typeof promotion>[]) {
  return { stage: stage('uat'), promotions };
}

function notes(
  ...[seen, asked = rules]: [ReturnType<typeof situation>, (typeof rules & { preempt?: boolean })?]
) {
  return planFor(seen, freight('mine'), asked).notes.join(' ');
}

describe('what is ahead', () => {
  const other = promotion('uat.1', { stage: 'uat', freight: 'other' }, { phase: 'Running' });

  test('is never the Promotion that would be followed', () => {
    const mine = promotion('uat.2', { stage: 'uat', freight: 'mine' }, { phase: 'Running' });
    expect(planFor(situation(mine), freight('mine'), rules).operation).toBe('adopted');
    expect(notes(situation(mine))).not.toMatch(/wait|ahead/);
  });

  test('is what runs before one that is queued', () => {
    const mine = promotion('uat.2', { stage: 'uat', freight: 'mine' }, { phase: 'Pending' });
    expect(notes(situation(other, mine))).toContain(
      'It would wait: Promotion uat.1 (Running) is ahead of it.',
    );
  });

  test('is waited for, or aborted with preempt', () => {
    expect(notes(situation(other))).toContain('It would wait: Promotion uat.1');
    const preempted = notes(situation(other), { ...rules, preempt: true });
    expect(preempted).toContain('It would abort what runs or waits there: Promotion uat.1');
    expect(preempted).not.toContain('It would wait');
  });
});

test('the summary of a plan says that it is one, and what would happen', () => {
  const plan = planFor(situation(), freight('mine'), rules);
  const summary = promotionPlan(client, [plannedOutcome('uat', plan)], freight('mine'));
  expect(summary).toContain('nothing was sent');
  expect(summary).toContain(
    'would be made | A Promotion to Stage "uat" would be made. The Stage has no Freight',
  );
});
