import type { InputSpec, InputTable } from '../command.ts';
import { inputVariable } from '../command.ts';
import type { Problem } from '../errors.ts';
import { parseDuration } from './duration.ts';
import { nearestOf } from './nearest.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
type Value = string | number | boolean | readonly string[] | undefined;

/** Where inputs come from, in falling precedence: flags, `KARGO_INPUT_…`, the input's own variable. */
export interface InputSources {
  /** Input name to its texts. */
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly env: Environment;
}

/** Every input of a table. An input that has a problem holds its default, or the empty value of its type. */
export interface ParsedInputs {
  readonly values: Readonly<Record<string, Value>>;
  readonly problems: readonly Problem[];
  /** The texts of all secret inputs, to be masked before anything is logged. */
  readonly secrets: readonly string[];
}

/** Turns texts into typed values by the table of a command. Never throws: problems are data. */
export function parseInputs(table: InputTable, sources: InputSources): ParsedInputs {
  const values: Record<string, Value> = {};
  const problems: Problem[] = [];
  const secrets: string[] = [];
  for (const [name, spec] of Object.entries(table)) {
    const found = findText(name, spec, sources);
    if (found !== undefined && isSecret(spec)) {
      secrets.push(found.texts.join('\n').trim());
    }
    const read = found === undefined ? absent(name, spec, sources.env) : readValue(spec, found.texts);
    if ('problem' in read) {
      values[name] = emptyValue(spec);
      problems.push(problemOf(name, spec, { found, problem: read.problem }));
    } else {
      values[name] = read.value;
    }
  }
  return { values, problems, secrets };
}

type Read = { readonly value: Value } | { readonly problem: string };

interface Found {
  readonly texts: readonly string[];
  /** The input's own variable, when the text came from there. */
  readonly variable?: string;
}

function findText(name: string, spec: InputSpec, { flags, env }: InputSources): Found | undefined {
  const given = flags.get(name)?.filter((text) => text.trim() !== '') ?? [];
  if (given.length > 0) {
    return { texts: given };
  }
  for (const variable of variablesOf(name, spec)) {
    const text = env[variable];
    if (text !== undefined && text.trim() !== '') {
      return { texts: [text], ...(variable === spec.env ? { variable } : {}) };
    }
  }
  return undefined;
}

function variablesOf(name: string, spec: InputSpec): readonly string[] {
  return spec.env === undefined ? [inputVariable(name)] : [inputVariable(name), spec.env];
}

function isSecret(spec: InputSpec): boolean {
  return spec.type === 'string' && spec.secret === true;
}

function problemOf(
  name: string,
  spec: InputSpec,
  what: { found: Found | undefined; problem: string },
): Problem {
  const { found, problem } = what;
  const accepted =
    found?.variable === undefined ? problem : `${problem} (from the variable ${found.variable})`;
  return found === undefined || isSecret(spec)
    ? { input: name, accepted }
    : { input: name, value: found.texts.join(','), accepted };
}

function absent(name: string, spec: InputSpec, env: Environment): Read {
  if (!('required' in spec)) {
    return readDefault(spec);
  }
  const variables = variablesOf(name, spec);
  const ways = isSecret(spec) ? variables : [`--${name}`, ...variables];
  const empty = variables.filter((variable) => env[variable] !== undefined);
  const cause = empty.length === 0 ? nearMiss(spec, env) : emptyCause(empty.join(' and '), isSecret(spec));
  return { problem: `is required (${ways.join(', ')})${cause}` };
}

function emptyCause(variables: string, secret: boolean): string {
  const what = secret ? 'the secret' : 'the variable';
  return (
    `; ${variables} is set but empty: ${what} it comes from does not exist, or this job does not get it ` +
    '(a fork, an environment, a protected variable on an unprotected branch)'
  );
}

function nearMiss(spec: InputSpec, env: Environment): string {
  const wanted = spec.env;
  const own = Object.keys(env).filter((variable) => variable.startsWith('KARGO_'));
  const near = wanted === undefined ? undefined : nearestOf(wanted, own);
  return near === undefined ? '' : `; ${near} is set: was ${wanted} meant?`;
}

function readDefault(spec: InputSpec): Read {
  switch (spec.type) {
    case 'list':
      return { value: [] };
    case 'duration':
      return readDuration(spec.default);
    default:
      return { value: spec.default };
  }
}

/** Only for inputs that have a problem: lets the rules across inputs still look at the others. */
function emptyValue(spec: InputSpec): Value {
  const read = readDefault(spec);
  return 'value' in read ? (read.value ?? ('required' in spec ? '' : undefined)) : undefined;
}

function readValue(spec: InputSpec, texts: readonly string[]): Read {
  const text = texts.join('\n').trim();
  if (isUnexpanded(text) && !(spec.type === 'string' && (spec.freeText || spec.secret))) {
    return {
      problem: 'this looks like a variable that was not replaced by its value: it may not be set here',
    };
  }
  switch (spec.type) {
    case 'string':
      return { value: text };
    case 'list':
      return readList(texts);
    case 'choice':
      return readChoice(text, spec.choices);
    case 'boolean':
      return readBoolean(text);
    case 'duration':
      return readDuration(text);
    case 'integer':
      return readInteger(text, spec);
  }
}

function isUnexpanded(text: string): boolean {
  return text.startsWith('$') && /^\$(?:[A-Za-z_]\w*|\{\w+\}|\{\{.*\}\}|\[\[.*\]\])$/s.test(text);
}

/** Lines, commas, or a JSON array of strings (GitLab's array inputs, `toJSON` on GitHub). */
function readList(texts: readonly string[]): Read {
  const items: string[] = [];
  for (const text of texts) {
    if (text.trim().startsWith('[')) {
      const array = parseStringArray(text);
      if (array === undefined) {
        return { problem: 'lines, a comma-separated list or a JSON array of strings is accepted' };
      }
      items.push(...array);
    } else {
      items.push(...text.split(/[\n,]/));
    }
  }
  return { value: [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))] };
}

function parseStringArray(text: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string') ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readChoice(text: string, choices: readonly string[]): Read {
  if (choices.includes(text)) {
    return { value: text };
  }
  const near = nearestOf(text, choices);
  return {
    problem: `one of ${choices.join(', ')} is accepted${near === undefined ? '' : `; was ${near} meant?`}`,
  };
}

/** The spellings of YAML 1.2, which are those that GitHub's toolkit accepts. */
function readBoolean(text: string): Read {
  if (/^(?:true|True|TRUE)$/.test(text)) {
    return { value: true };
  }
  return /^(?:false|False|FALSE)$/.test(text) ? { value: false } : { problem: 'true or false is accepted' };
}

function readDuration(text: string): Read {
  const duration = parseDuration(text);
  return typeof duration === 'number' ? { value: duration } : duration;
}

function readInteger(text: string, { min, max }: { min: number; max: number }): Read {
  const number = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max
    ? { value: number }
    : { problem: `a whole number from ${min} to ${max} is accepted` };
}
