import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import { checkConnection, connection, inProject } from './shared.ts';

const { required: _required, ...project } = inProject.project;

/** Whose tokens are meant: those of a project's roles, or of Kargo's own. */
export const tokenInputs = {
  ...connection,
  project,
  system: {
    type: 'boolean',
    default: false,
    description: 'The tokens of the roles of the whole Kargo instead of those of a project.',
  },
} as const satisfies InputTable;

export const tokenName = {
  type: 'string',
  required: true,
  description: 'The name of the token.',
} as const;

type TokenValues = InputValues<typeof tokenInputs>;

export function checkTokenInputs(inputs: TokenValues): readonly Problem[] {
  const problems = checkConnection(inputs);
  return inputs.system || inputs.project !== undefined
    ? problems
    : [...problems, { input: 'project', accepted: 'is required: the name of the project, or give system' }];
}

/** Names of Kubernetes; a path in them would name something else. */
export function checkNames(names: Readonly<Record<string, string | undefined>>): readonly Problem[] {
  return Object.entries(names).flatMap(([input, value]) =>
    value === undefined || /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)
      ? []
      : [{ input, value, accepted: 'lower-case letters, digits, `-` and `.` are accepted, at most 253' }],
  );
}

/** In words: `project "shop"`, `the system`. */
export function scopeOf({ system, project: name }: Pick<TokenValues, 'system' | 'project'>): string {
  return system ? 'the system' : `project "${name}"`;
}
