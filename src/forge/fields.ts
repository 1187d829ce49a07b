import { unknown } from '../errors.ts';

/** A JSON object of which only what is asked for is looked at. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws KargoError (`bad-answer`): `what` is not an object, so this was no answer of a forge. */
export function objectOf(value: unknown, what: string): Json {
  if (isJson(value)) {
    return value;
  }
  throw badAnswer(what);
}

/** The object under `key`, or an empty one. */
export function child(json: Json, key: string): Json {
  const value = json[key];
  return isJson(value) ? value : {};
}

/** The objects of the list under `key`; what is no object is left out. */
export function children(json: Json, key: string): readonly Json[] {
  const value = json[key];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** @throws KargoError (`bad-answer`) when `value` is no list. */
export function listOf(value: unknown, what: string): readonly Json[] {
  if (Array.isArray(value)) {
    return value.filter(isJson);
  }
  throw badAnswer(what);
}

/** A text that may be absent: null, missing and other types are undefined. */
export function text(json: Json, key: string): string | undefined {
  const value = json[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws KargoError (`bad-answer`) when the text is missing. */
export function needText(json: Json, key: string, what: string): string {
  const value = json[key];
  if (typeof value === 'string') {
    return value;
  }
  throw badAnswer(`${what}: no ${key}`);
}

/** @throws KargoError (`bad-answer`) when the number is missing. */
export function needNumber(json: Json, key: string, what: string): number {
  const value = json[key];
  if (typeof value === 'number') {
    return value;
  }
  throw badAnswer(`${what}: no ${key}`);
}

export function numberAt(json: Json, key: string): number | undefined {
  const value = json[key];
  return typeof value === 'number' ? value : undefined;
}

export function badAnswer(what: string): Error {
  return unknown(
    'bad-answer',
    `${what}: the answer is not one of the forge's API (a sign-in page, a proxy, a wrong address?)`,
  );
}
