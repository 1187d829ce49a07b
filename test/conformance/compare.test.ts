import { describe, expect, test } from 'vitest';
import type { Json } from '../support/recordings.ts';
import { compareAnswers, compareJson } from './compare.ts';
import { createNames } from './names.ts';
import { settleOrder } from './order.ts';

describe('comparison of answers', () => {
  const answer = {
    status: 200,
    contentType: 'application/json',
    location: '',
    body: { a: [{ type: 'Ready', n: 1 }] },
  };

  test('finds nothing in equal answers', () => {
    expect(compareAnswers(answer, structuredClone(answer))).toEqual([]);
  });

  test.each<[string, Partial<typeof answer> | { body: Json }, string]>([
    ['status', { status: 404 }, 'status'],
    ['content type', { contentType: '' }, 'contentType'],
    ['location', { location: '/x' }, 'location'],
    ['value', { body: { a: [{ type: 'Ready', n: 2 }] } }, 'body.a[Ready].n'],
    ['type of a value', { body: { a: [{ type: 'Ready', n: '1' }] } }, 'body.a[Ready].n'],
    ['missing field', { body: { a: [{ type: 'Ready' }] } }, 'body.a[Ready].n'],
    ['extra field', { body: { a: [{ type: 'Ready', n: 1 }], b: null } }, 'body.b'],
    ['number of items', { body: { a: [] } }, 'body.a.length'],
    ['null for a list', { body: { a: null } }, 'body.a'],
    ['empty text', { body: '' }, 'body'],
  ])('finds another %s', (_, change, what) => {
    const differences = compareAnswers(answer, { ...answer, ...change } as typeof answer);
    expect(differences.map((difference) => difference.what)).toEqual([what]);
  });

  test('tells null from absent', () => {
    expect(compareJson({ a: null }, {}, 'body')).toHaveLength(1);
  });
});

describe('order of lists', () => {
  const item = (name: string, second: number) => ({ metadata: { name, creationTimestamp: `T${second}` } });
  const list = (...items: Json[]): Json => ({ groups: { '': { items } } });
  const settle = (recorded: Json, simulated: Json) =>
    settleOrder({
      release: 'main',
      path: '/v1beta1/projects/shop/freight',
      recorded,
      simulated,
      recordedNames: createNames(),
      simulatedNames: createNames(),
    });

  test('Freight of one second has none', () => {
    const simulated = list(item('b', 1), item('a', 1), item('c', 1));
    expect(settle(list(item('a', 1), item('b', 1), item('c', 2)), simulated)).toEqual(
      list(item('b', 1), item('a', 1), item('c', 2)),
    );
  });

  test('Freight of other seconds keeps it', () => {
    const recorded = list(item('a', 1), item('b', 2));
    expect(settle(recorded, list(item('b', 1), item('a', 1)))).toEqual(recorded);
  });
});
