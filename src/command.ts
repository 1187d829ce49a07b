import type { Context } from './context.ts';
import type { Problem } from './errors.ts';
import type { Verdict } from './verdict.ts';

interface InputBase {
  /** Full sentences; they appear in `--help`, action.yml, the component and the README. */
  readonly description: string;
  /** The environment variable that is read when the input is empty, e.g. `KARGO_API_ADDRESS`. */
  readonly env?: string;
}

export interface StringInput extends InputBase {
  readonly type: 'string';
  readonly required?: true;
  readonly default?: string;
  /** Never a flag, never a GitLab component input, masked before anything is logged. */
  readonly secret?: true;
  /** Free text: on GitLab `$NAME` in it is not expanded. */
  readonly freeText?: true;
}
export interface ListInput extends InputBase {
  readonly type: 'list';
  readonly required?: true;
}
export interface ChoiceInput extends InputBase {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}
export interface BooleanInput extends InputBase {
  readonly type: 'boolean';
  readonly default: boolean;
}
export interface DurationInput extends InputBase {
  readonly type: 'duration';
  /** In Go's notation, e.g. `30m`. */
  readonly default: string;
}
export interface IntegerInput extends InputBase {
  readonly type: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export type InputSpec = StringInput | ListInput | ChoiceInput | BooleanInput | DurationInput | IntegerInput;
export type InputTable = Readonly<Record<string, InputSpec>>;
/** Output name to its description. */
export type OutputTable = Readonly<Record<string, string>>;

type ValueOf<S extends InputSpec> = S extends { type: 'list' }
  ? readonly string[]
  : S extends { type: 'choice'; choices: readonly (infer C)[] }
    ? C
    : S extends { type: 'boolean' }
      ? boolean
      : S extends { type: 'duration' | 'integer' }
        ? number
        : S extends { required: true } | { default: string }
          ? string
          : string | undefined;

/** The parsed inputs: the keys are the public kebab-case names; durations are milliseconds. */
export type InputValues<I extends InputTable> = { readonly [K in keyof I]: ValueOf<I[K]> };

export type OutputValues<O extends OutputTable> = { readonly [K in keyof O]?: string };

/** What a command found out, as data. The host decides how it is shown. */
export interface Result<O extends OutputTable = OutputTable> {
  readonly verdict: Verdict;
  readonly outputs: OutputValues<O>;
  /** Markdown for the job summary; all foreign text in it must be escaped (report/markdown.ts). */
  readonly summary?: string;
  /** Links worth showing beside the job, e.g. the Promotion in Kargo's UI. */
  readonly links?: readonly Link[];
  /** Things the user can change, shown as warnings even when all went well. */
  readonly warnings?: readonly string[];
}

export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface Command<I extends InputTable = InputTable, O extends OutputTable = OutputTable> {
  readonly name: string;
  /** One line: what it does for the user. */
  readonly description: string;
  /** `true`: only for a shell (no action, no component), like `demo`. */
  readonly shellOnly?: true;
  /** `true`: an inner part of a host's YAML, not shown in help and docs. */
  readonly hidden?: true;
  readonly inputs: I;
  readonly outputs: O;
  /** Rules across inputs: every broken one at once. */
  check?(inputs: InputValues<I>): readonly Problem[];
  run(inputs: InputValues<I>, context: Context): Promise<Result<O>>;
}

/** A command: a table and one function. Only fixes the types; the object is the command. */
export function defineCommand<const I extends InputTable, const O extends OutputTable>(
  command: Command<I, O>,
): Command<I, O> {
  return command;
}

/** The variable that carries an input on every host: `wait-for` is `KARGO_INPUT_WAIT_FOR`. */
export function inputVariable(input: string): string {
  return `KARGO_INPUT_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** The outputs that every command has. */
export const commonOutputs = {
  status: 'How it ended: succeeded, unchanged, failed, invalid-input, timed-out, unknown or cancelled.',
  'failure-reason': 'One word of the documented list when it did not end well; else empty.',
  message: 'One sentence that says what happened and what to do.',
} as const satisfies OutputTable;
