import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { Ajv, type ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';

type Values = Readonly<Record<string, unknown>>;
interface ComponentInput {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly options?: readonly unknown[];
  readonly regex?: string;
}

/**
 * GitLab's own schema of CI configuration, `ci.json`. It has no package of its own: gitlab-ci-local carries it as an
 * object literal in its bundle.
 */
function gitlabSchema(): { properties: { spec: { properties: Values } } } {
  const code = readFileSync('node_modules/gitlab-ci-local/dist/index.js', 'utf8');
  const id = code.indexOf('$id:"https://gitlab.com/.gitlab-ci.yml"');
  if (id === -1) throw new Error('the schema is not in the bundle of gitlab-ci-local any more');
  const start = code.lastIndexOf('{', id);
  const schema = runInNewContext(`(${code.slice(start, endOfObject(code, start))})`);
  // A copy made of this realm's objects, and an assertion that the cut is the schema.
  const copy = JSON.parse(JSON.stringify(schema));
  if (Object.keys(copy.definitions ?? {}).length < 40 || copy.properties?.spec === undefined) {
    throw new Error('what was cut out of the bundle of gitlab-ci-local is not the schema');
  }
  return copy;
}

/** The index after the brace that closes the one at `start`. Braces in strings do not count. */
function endOfObject(code: string, start: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let index = start; index < code.length; index++) {
    const character = code[index];
    if (quote !== undefined) {
      if (character === '\\') index++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return index + 1;
  }
  throw new Error('the schema in the bundle of gitlab-ci-local does not end');
}

let validator: ValidateFunction | undefined;

/** What GitLab's schema says against a configuration, or against the header of a component. */
export function schemaProblems(configuration: unknown): string[] {
  validator ??= new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(gitlabSchema());
  validator(configuration);
  return (validator.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

/** Everything that is wrong with the text of a component: GitLab's schema, and what only GitLab itself refuses. */
export function componentProblems(text: string): string[] {
  const documents = parseAllDocuments(text);
  const malformed = documents.flatMap(({ errors }) => errors.map(({ message }) => message));
  const [header, body] = documents.map((document) => document.toJS());
  if (malformed.length > 0 || documents.length !== 2) {
    return [...malformed, `a component is a header and a body, not ${documents.length} documents`];
  }
  const inputs: Readonly<Record<string, ComponentInput>> = header.spec?.inputs ?? {};
  const raw = text.slice(text.indexOf('\n---\n'));
  return [
    ...schemaProblems(header),
    ...Object.entries(inputs).flatMap(([name, input]) => inputProblems(name, input)),
    ...interpolationProblems(raw, inputs),
    ...Object.values(body as Record<string, Values>).flatMap(scriptProblems),
    ...[emptySamples(inputs), fullSamples(inputs)].flatMap((values) =>
      schemaProblems(substitute(body, values)),
    ),
  ];
}

export interface ComponentJob {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
}

/** The job that an include with these inputs adds, with the variables as the script sees them. */
export function jobOf(component: string, given: Values): ComponentJob {
  const [header, body] = parseAllDocuments(component).map((document) => document.toJS());
  const values = { ...emptySamples(header.spec.inputs), ...given };
  const jobs = Object.entries(substitute(body, values) as Record<string, Values>);
  const job = jobs.find(([name]) => !name.startsWith('.'))?.[1];
  const variables = Object.entries(job?.variables ?? {}).map(([name, variable]) => [
    name,
    asText(typeof variable === 'object' ? variable.value : variable),
  ]);
  return { ...(job as unknown as ComponentJob), variables: Object.fromEntries(variables) };
}

const inputTypes: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
};

function inputProblems(name: string, input: ComponentInput): string[] {
  const known = ['type', 'description', 'default', 'options', 'regex'];
  const fits = inputTypes[input.type ?? ''];
  const given = input.default;
  const says = (problem: string, holds: boolean) => (holds ? [`input ${name}: ${problem}`] : []);
  return [
    ...Object.keys(input).flatMap((key) => says(`unknown key ${key}`, !known.includes(key))),
    ...says('no description', !input.description),
    ...says(`unknown type ${input.type}`, fits === undefined),
    ...says('the default is of another type', given !== undefined && fits?.(given) === false),
    ...says('the default is no option', given !== undefined && input.options?.includes(given) === false),
    ...says(
      'the default does not match',
      input.regex !== undefined && typeof given === 'string' && !new RegExp(input.regex).test(given),
    ),
  ];
}

/** Undeclared and unused inputs, and everything in `$[[ ]]` that is more than the name of an input. */
function interpolationProblems(body: string, inputs: Values): string[] {
  const expressions = [...body.matchAll(/\$\[\[(.*?)\]\]/gs)].map(
    ([, expression]) => expression?.trim() ?? '',
  );
  const used = expressions.map((expression) => expression.replace(/^inputs\./, ''));
  return [
    ...expressions
      .filter((expression) => !/^inputs\.[\w-]+$/.test(expression))
      .map((expression) => `not the name of an input: ${expression}`),
    ...used.filter((name) => !(name in inputs)).map((name) => `input ${name} is used and not declared`),
    ...Object.keys(inputs)
      .filter((name) => !used.includes(name))
      .map((name) => `input ${name} is declared and not used`),
  ];
}

/** In a script a value would be shell text. */
function scriptProblems(job: Values): string[] {
  return ['before_script', 'script', 'after_script']
    .filter((key) => JSON.stringify(job[key] ?? '').includes('$[['))
    .map((key) => `an input inside ${key} is shell text`);
}

function emptySamples(inputs: Readonly<Record<string, ComponentInput>>): Values {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.default ?? 'value']));
}

function fullSamples(inputs: Readonly<Record<string, ComponentInput>>): Values {
  const samples: Values = { string: 'value', number: 7, boolean: true, array: ['a', 'b'] };
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { type, options }]) => [
      name,
      options?.at(-1) ?? samples[type ?? 'string'],
    ]),
  );
}

/** As GitLab does it: in keys too, a whole value keeps its type, of two equal keys the later one counts. */
function substitute(node: unknown, values: Values): unknown {
  if (Array.isArray(node)) return node.map((item) => substitute(item, values));
  if (typeof node === 'string') {
    const whole = /^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(node)?.[1];
    return whole === undefined
      ? node.replaceAll(/\$\[\[ inputs\.([\w-]+) \]\]/g, (_, name: string) => asText(values[name]))
      : values[whole];
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [String(substitute(key, values)), substitute(value, values)]),
  );
}

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
