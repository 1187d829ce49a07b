import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../support/recordings.ts';
import { createNames, learnNames, pairNames, replaceVolatile, translateNames } from './names.ts';
import { normalise } from './normalise.ts';

const freightName = 'f805a6584e8d4c290f2d96fcaf9421dc4fd8d7d3';
const otherFreightName = 'b1a75ab12853f5a7a03e60c7ab151b4e5b24d673';

function freight(name: string, tag: string, digit: string): JsonObject {
  return {
    metadata: { name },
    alias: 'ornery-yak',
    origin: { kind: 'Warehouse', name: 'web' },
    images: [{ repoURL: 'registry/web', tag, digest: `sha256:${digit.repeat(64)}` }],
  };
}

function namesOf(...values: Json[]) {
  const names = createNames();
  for (const value of values) learnNames(names, value);
  return names;
}

describe('normalisation', () => {
  const names = namesOf(freight(freightName, '1.2.0', 'a'), 'test.01m7yfhzqnt011aa0c2bqfdpm1.f805a65');

  test.each([
    [freightName, '<freight web registry/web:1.2.0#1>'],
    [otherFreightName, '<hash>'],
    ['44ecc647-0d29-4d4c-860e-a8882998e071', '<uid>'],
    ['at 2026-11-21T07:18:05Z!', 'at <time>!'],
    ['2026-11-21T07:18:01.373582Z', '<time>'],
    [`sha256:${'a'.repeat(64)}`, '<registry/web:1.2.0#1>'],
    [`sha256:${'b'.repeat(64)}`, '<digest>'],
    [`/generic/${'0'.repeat(64)}`, '/generic/<receiver>'],
    [
      'Promotion "test.01m7yfhzqnt011aa0c2bqfdpm1.f805a65" is currently Pending',
      'Promotion "<promotion of test, web registry/web:1.2.0#1: number 1>" is currently Pending',
    ],
    ['verified.01m7yfhzqnt011aa0c2bqfdpm1.1234567', '<run of verified: number 1>'],
    ['stages.kargo.akuity.io "test" is forbidden', 'stages.kargo.akuity.io "test" is forbidden'],
  ])('%s', (text, expected) => {
    expect(replaceVolatile(names, text)).toBe(expected);
  });

  test.each<[string, Json, Json]>([
    ['the version of an object', { resourceVersion: '123' }, { resourceVersion: '<resourceVersion>' }],
    ['a made-up alias', { alias: 'ornery-yak' }, { alias: '<alias>' }],
    ['an alias given by hand', { alias: 'release-1' }, { alias: 'release-1' }],
    [
      'accidental Freight',
      { currentPromotion: { name: 'x', freight: {} } },
      { currentPromotion: { name: 'x' } },
    ],
    ['a phase', { phase: 'Running', n: 1, none: null }, { phase: 'Running', n: 1, none: null }],
  ])('%s', (_, value, expected) => {
    expect(normalise(names, value)).toEqual(expected);
  });

  test('a tag that was pushed again is another image', () => {
    const pushed = namesOf(freight(freightName, '1.2.0', 'a'), freight(otherFreightName, '1.2.0', 'b'));
    expect(replaceVolatile(pushed, otherFreightName)).toBe('<freight web registry/web:1.2.0#2>');
  });
});

describe('names of the two sides', () => {
  const recorded = namesOf(
    freight(freightName, '1.2.0', 'a'),
    'test.01m7yfhzqnt011aa0c2bqfdpm1.f805a65',
    'test.01m7yfhzqnt011aa0c2bqfdpm2.f805a65',
  );
  const simulated = namesOf(
    freight(otherFreightName, '1.2.0', 'c'),
    'test.01zzzzzzzzzzzzzzzzzzzzzzz1.b1a75ab',
    'test.01zzzzzzzzzzzzzzzzzzzzzzz2.b1a75ab',
  );

  test('are translated by what they mean', () => {
    expect(translateNames(recorded, simulated, `/freight/${freightName}`)).toBe(
      `/freight/${otherFreightName}`,
    );
    const path = '/promotions/test.01m7yfhzqnt011aa0c2bqfdpm2.f805a65';
    expect(translateNames(recorded, simulated, path)).toBe(
      '/promotions/test.01zzzzzzzzzzzzzzzzzzzzzzz2.b1a75ab',
    );
  });

  test('are not translated when the simulator has no such thing', () => {
    expect(translateNames(recorded, createNames(), `/freight/${freightName}`)).toBeUndefined();
  });

  test('keep their partner once they were answered together', () => {
    pairNames(recorded, simulated, [
      'test.01m7yfhzqnt011aa0c2bqfdpm2.f805a65',
      'test.01zzzzzzzzzzzzzzzzzzzzzzz1.b1a75ab',
    ]);
    const path = '/promotions/test.01m7yfhzqnt011aa0c2bqfdpm2.f805a65';
    expect(translateNames(recorded, simulated, path)).toBe(
      '/promotions/test.01zzzzzzzzzzzzzzzzzzzzzzz1.b1a75ab',
    );
  });
});
