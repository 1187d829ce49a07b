import type { Json } from '../support/recordings.ts';
import { isObject, type Names, replaceVolatile } from './names.ts';

// Aliases that Kargo makes up: adjective, hyphen, animal.
const generatedAlias = /^[a-z]+(?:-[a-z]+)+$/;

/** What is volatile by the name of its field. */
const volatileFields: Record<string, RegExp> = {
  resourceVersion: /^\d+$/,
  'ca.crt': /./,
  token: /./,
  goVersion: /^go/,
  gitCommit: /./,
  platform: /./,
  longestSoak: /^[\d.hms]+s$/,
};

/** Aliases given by hand in the recordings: they are compared as they are. */
const chosenAliases = new Set(['release-1', 'hand-made', 'hand-made-2']);

/** Whether Kargo made this alias up. */
export function isMadeUpAlias(alias: string): boolean {
  return generatedAlias.test(alias) && !chosenAliases.has(alias);
}

/** Replaces what differs from run to run by what it means: names, uids, versions, times, digests, aliases. */
export function normalise(names: Names, value: Json, field = ''): Json {
  if (typeof value === 'string') return normaliseText(names, value, field);
  if (Array.isArray(value)) return value.map((item) => normalise(names, item));
  if (!isObject(value)) return value;
  // A Stage names its Promotion before that has its Freight; it was seen beside it once in 61 recorded reads.
  const shown =
    field === 'currentPromotion'
      ? Object.entries(value).filter(([key]) => key !== 'freight')
      : Object.entries(value);
  const entries = shown.map(([key, inner]): [string, Json] => [
    replaceVolatile(names, key),
    normalise(names, inner, key),
  ]);
  return Object.fromEntries(entries);
}

/** Replaces what differs from run to run in a text of a field. */
export function normaliseText(names: Names, text: string, field = ''): string {
  if (volatileFields[field]?.test(text)) return `<${field}>`;
  if (field === 'alias' || field === 'kargo.akuity.io/alias') {
    return isMadeUpAlias(text) ? '<alias>' : text;
  }
  return replaceVolatile(names, text)
    .replace(/too old resource version: (\d+) \(\d+\)/, 'too old resource version: $1 (<resourceVersion>)')
    .replace(/(?<=in-use by stages \()[^)]*(?=\))/, (stages) => stages.split(', ').sort().join(', '))
    .replace(/^http:\/\/[^/]+(?=\/\w+\/<receiver>$)/, '<webhooks server>');
}
