import type { InputTable } from '../command.ts';
import { inputVariable } from '../command.ts';
import type { Problem } from '../errors.ts';
import { nearestOf } from './nearest.ts';
import type { Environment } from './parse.ts';

const prefix = inputVariable('');

/** The non-empty `KARGO_INPUT_…` variables that are no input of this table. */
export function strayVariables(table: InputTable, env: Environment): readonly string[] {
  const own = new Set(Object.keys(table).map(inputVariable));
  return Object.keys(env).filter(
    (variable) =>
      variable.toUpperCase().startsWith(prefix) && !own.has(variable) && (env[variable] ?? '').trim() !== '',
  );
}

/**
 * Judges stray variables: an input of another command is no mistake (variables of a whole workflow or
 * pipeline reach every job), anything else is a typo and must not be ignored in silence.
 */
export function judgeStrays(
  strays: readonly string[],
  table: InputTable,
  allTables: readonly InputTable[],
): { readonly problems: readonly Problem[]; readonly ignored: readonly string[] } {
  const known = new Set(allTables.flatMap((other) => Object.keys(other)).map(inputVariable));
  const own = Object.keys(table).map(inputVariable);
  const problems = strays
    .filter((variable) => !known.has(variable))
    .map((variable) => {
      const near = nearestOf(variable.slice(prefix.length), [...own, ...known].map(withoutPrefix));
      const hint = near === undefined ? '' : `; ${prefix}${near} is the nearest`;
      return { input: variable, accepted: `no command has this input${hint}` };
    });
  return { problems, ignored: strays.filter((variable) => known.has(variable)) };
}

function withoutPrefix(variable: string): string {
  return variable.slice(prefix.length);
}
