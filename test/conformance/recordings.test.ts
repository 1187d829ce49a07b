import { describe, expect, test } from 'vitest';
import {
  isExchange,
  loadScenario,
  loadWorld,
  recordedExchanges,
  releases,
  scenarios,
} from '../support/recordings.ts';

describe('the recordings', () => {
  test('hold every exchange once', () => {
    const names = [...recordedExchanges()].map(({ release, scenario, id }) => `${release}/${scenario}/${id}`);
    expect(names).toHaveLength(1864);
    expect(new Set(names).size).toBe(names.length);
  });

  test('hold an answer of one form each', () => {
    const odd = [...recordedExchanges()].filter(({ response }) => {
      const forms = [response.json, response.text, response.frames].filter((form) => form !== undefined);
      return forms.length !== 1 || (response.frames === undefined) !== (response.end === undefined);
    });
    expect(odd.map(({ id }) => id)).toEqual([]);
  });

  test.each(releases)('of %s hold steps in the order in which they began', (release) => {
    for (const scenario of scenarios) {
      const times = loadScenario(release, scenario).map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((left, right) => left - right));
    }
  });

  test('hold no token and no certificate', () => {
    const headers = [...recordedExchanges()].map(({ request }) => request.headers.authorization ?? '');
    const odd = new Set(headers.filter((header) => !/^(?:(?:Bearer |bearer )?<token:\w+>)?$/.test(header)));
    // Wrong on purpose, by the scenarios about wrong tokens; the last is what a refused token request left behind.
    expect(
      [...odd].filter(
        (header) => !/^(?:Bearer (?:wrong|not-a-jwt|sysviewer|eyJ\S+|)|Secret hb)$/.test(header),
      ),
    ).toEqual([]);
    expect(JSON.stringify([...recordedExchanges()])).not.toContain('BEGIN CERTIFICATE');
  });

  test('begin with the world', () => {
    const kinds = new Set(loadWorld().map(({ kind }) => kind));
    expect([...kinds]).toEqual(['Project', 'ProjectConfig', 'Warehouse', 'Stage', 'AnalysisTemplate']);
    expect(loadScenario('main', '06-promote').filter(isExchange).length).toBeGreaterThan(50);
  });
});
