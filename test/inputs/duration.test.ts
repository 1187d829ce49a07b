import { describe, expect, test } from 'vitest';
import { formatDuration, longestDuration, parseDuration } from '../../src/inputs/duration.ts';

describe('parseDuration reads what Go reads', () => {
  test.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['1h30m', 5_400_000],
    ['1.5h', 5_400_000],
    ['.5s', 500],
    ['500ms', 500],
    ['1m30s500ms', 90_500],
    ['0', 0],
    ['0s', 0],
    ['1.0004s', 1_000],
  ])('%s', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });
});

describe('parseDuration says what is wrong', () => {
  test.each([
    ['90', '90s'],
    ['1.5', '1.5m'],
    ['30 m', 'units: ms, s, m, h'],
    ['-5m', 'units'],
    ['1d', 'units'],
    ['5M', 'units'],
    ['m', 'units'],
    ['1h30', 'units'],
    ['1.2.3s', 'units'],
    ['forever', 'units'],
    ['600h', `at most ${formatDuration(longestDuration)}`],
  ])('%s', (text, words) => {
    expect(parseDuration(text)).toEqual({ problem: expect.stringContaining(words) });
  });
});

test.each([
  [0, '0s'],
  [250, '250ms'],
  [1_000, '1s'],
  [59_600, '1m'],
  [90_000, '1m30s'],
  [5_400_000, '1h30m'],
  [3_600_000, '1h'],
  [90_061_000, '25h1m1s'],
])('formatDuration(%d) is %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test('what formatDuration writes, parseDuration reads', () => {
  for (const milliseconds of [0, 1, 999, 1_000, 61_000, 3_599_000, 3_600_000, 7_384_000]) {
    expect(parseDuration(formatDuration(milliseconds))).toBe(milliseconds);
  }
});
