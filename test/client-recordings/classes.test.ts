import { describe, expect, test } from 'vitest';
import { classify } from '../../src/kargo/answer.ts';
import { releases } from '../support/recordings.ts';
import { alike, different, type Kind } from './classes.ts';
import { bodyOf, type Expected, exchanges, expectedOn, keyOf } from './exchanges.ts';

const table: ReadonlyMap<string, Expected> = new Map([
  ...Object.entries(alike).flatMap(([scenario, kinds]) =>
    Object.entries(kinds).flatMap(([kind, ids]) =>
      ids
        .trim()
        .split(/\s+/)
        .map((id) => [`${scenario}/${id}`, kind] as const),
    ),
  ),
  ...Object.entries(different),
]);

describe.each(releases)('the class of every answer of %s', (release) => {
  const recorded = exchanges.filter((exchange) => exchange.release === release);

  test.each(recorded.map((exchange) => [keyOf(exchange), exchange] as const))('%s', (key, { response }) => {
    const { status, headers, frames } = response;
    const kind: Kind =
      frames === undefined ? classify({ status, headers, text: bodyOf(response) }) : 'stream';
    expect(kind).toBe(expectedOn(release, table.get(key)));
  });

  test('each is there', () => {
    expect(recorded.length).toBeGreaterThan(420);
  });
});

test('the table names nothing else, and nothing twice', () => {
  const named = [...Object.values(alike).flatMap((kinds) => Object.values(kinds)), ...Object.keys(different)];
  expect(named.join(' ').trim().split(/\s+/)).toHaveLength(table.size);
  const known = new Set(exchanges.map(keyOf));
  expect([...table.keys()].filter((key) => !known.has(key))).toEqual([]);
});

test('a stream says so in its content type, and nothing else does', () => {
  for (const { response } of exchanges) {
    const says = (response.headers['content-type'] ?? '').startsWith('text/event-stream');
    expect(says).toBe(response.frames !== undefined);
  }
});
