import { expect, test } from 'vitest';
import { nearestOf } from '../../src/inputs/nearest.ts';

const words = ['promote', 'wait-promotion', 'notify-warehouse', 'doctor', 'demo', 'stage'];

test.each([
  ['promte', 'promote'],
  ['promtoe', 'promote'],
  ['Promote', 'promote'],
  ['stages', 'stage'],
  ['stgae', 'stage'],
  ['notify-warehouses', 'notify-warehouse'],
  ['notify_warehouse', 'notify-warehouse'],
  ['dmeo', 'demo'],
  ['kubectl', undefined],
  ['x', undefined],
  ['', undefined],
])('%j is nearest to %j', (typo, meant) => {
  expect(nearestOf(typo, words)).toBe(meant);
});
