import { describe, expect, test } from 'vitest';
import { type AcceptedList, judge, lengthOf, loadAccepted, type Outcomes, summarise } from './accepted.ts';

describe('the list of accepted differences', () => {
  const outcomes: Outcomes = new Map([
    [
      '06-promote',
      [
        {
          exchange: 'by-name',
          differences: [{ what: 'body.status.phase', recorded: 'Running', simulated: 'Pending' }],
        },
        { exchange: 'by-alias', differences: [] },
      ],
    ],
  ]);
  const entry = { scenario: '06-promote', exchange: 'by-name', what: 'body.status.*', reason: 'why' };
  const list = (...accepted: AcceptedList['accepted']): AcceptedList => ({ maximum: 1, accepted });

  test('names what is accepted', () => {
    expect(judge(list({ ...entry, releases: ['main'] }), 'main', outcomes)).toEqual({
      unlisted: [],
      stale: [],
    });
  });

  test('leaves the rest', () => {
    const { unlisted } = judge(list({ ...entry, releases: ['v1.11.2'] }), 'main', outcomes);
    expect(unlisted).toEqual([
      '06-promote/by-name body.status.phase: recorded "Running", simulated "Pending"',
    ]);
  });

  test.each([{ what: 'status' }, { exchange: 'by-alias' }, { scenario: '05-freight' }])(
    'finds %j stale',
    (change) => {
      const { stale } = judge(list({ ...entry, releases: ['main'], ...change }), 'main', outcomes);
      expect(stale).toHaveLength(1);
    },
  );

  test('counts an entry once for every release', () => {
    expect(lengthOf(list({ ...entry, releases: ['main', 'v1.11.2'] }))).toBe(2);
  });

  test('is not longer than its maximum, and says why everywhere', () => {
    const checkedIn = loadAccepted();
    expect(lengthOf(checkedIn)).toBeLessThanOrEqual(checkedIn.maximum);
    expect(checkedIn.accepted.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });

  test.each<[AcceptedList, string]>([
    [list({ ...entry, releases: ['main'] }), '1 accepted (50.0 %), 0 not'],
    [list(), '0 accepted (0.0 %), 1 not'],
  ])('is summed up', (accepted, words) => {
    expect(summarise(accepted, 'main', outcomes)).toBe(`main: 2 exchanges compared, 1 reproduced, ${words}`);
  });
});
