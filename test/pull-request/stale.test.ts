import { describe, expect, test } from 'vitest';
import type { Promotion } from '../../src/kargo/types.ts';
import { stalePullRequests } from '../../src/pull-request/stale.ts';

const ulid = (order: number) => `01k5m3x9q2v8c7n4b6h1j0w5r${order}`;

/** A Promotion with a pull request, as its steps last saw it. */
function promotion(
  order: number,
  phase: string,
  { stage = 'prod', url = `https://github.com/acme/gitops/pull/${order}`, open = true } = {},
): Promotion {
  const pr = { id: order, url, open, merged: !open && phase === 'Succeeded' };
  return {
    metadata: { name: `${stage}.${ulid(order)}.6f2a9c1` },
    spec: {
      stage,
      steps: [
        { uses: 'git-open-pr', as: 'open' },
        { uses: 'git-wait-for-pr', as: 'wait' },
      ],
    },
    status: { phase, currentStep: 1, ...(phase !== 'Pending' && { state: { wait: { pr } } }) },
  };
}

const found = (promotions: readonly Promotion[], superseded = false) =>
  stalePullRequests(promotions, superseded).map(({ step }) => step.number);

describe('stale pull requests', () => {
  test.each([
    ['Aborted', true, ['1']],
    ['Failed', true, ['1']],
    ['Errored', true, ['1']],
    ['Failed', false, []],
    ['Succeeded', true, []],
    ['Succeeded', false, []],
    ['Running', true, []],
    ['Pending', true, []],
    ['SomethingNew', true, []],
  ])('of a Promotion that is %s (open: %s): %j', (phase, open, expected) => {
    expect(found([promotion(1, phase, { open })])).toEqual(expected);
  });

  test('not one that a Promotion that goes on has taken over, in whichever Stage', () => {
    const { url } = { url: 'https://github.com/acme/gitops/pull/1' };
    const left = promotion(1, 'Aborted');
    expect(found([left, promotion(2, 'Running', { url, stage: 'uat' })])).toEqual([]);
    expect(found([left, promotion(2, 'Succeeded', { url })])).toEqual([]);
    expect(found([left, promotion(2, 'Aborted', { url })])).toEqual(['2']);
  });

  test('superseded: only while a newer one to the same Stage is queued', () => {
    const waiting = promotion(1, 'Running');
    expect(found([waiting, promotion(2, 'Pending')], true)).toEqual(['1']);
    expect(found([waiting, promotion(2, 'Pending')])).toEqual([]);
    expect(found([waiting, promotion(2, 'Pending', { stage: 'uat' })], true)).toEqual([]);
    expect(found([promotion(2, 'Running'), promotion(1, 'Pending')], true)).toEqual([]);
    expect(found([waiting, promotion(2, 'Aborted', { open: false })], true)).toEqual([]);
  });
});
