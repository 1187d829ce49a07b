import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { outputKey } from '../../src/ci/dotenv.ts';
import { type Command, commonOutputs, inputVariable } from '../../src/command.ts';
import { InputError, type Problem } from '../../src/errors.ts';
import { readFlags } from '../../src/inputs/flags.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { type Block, root } from './markdown.ts';

type Tree = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** One place of a block where a command of this suite is run. */
export interface Use {
  readonly host: 'github' | 'gitlab';
  readonly command: string;
  /** As written. */
  readonly given: Tree;
  /** As texts. */
  readonly inputs: Texts;
  /** The variables around it that the block itself sets, as written. */
  readonly env: Texts;
  /** The id of the step, or the prefix of the outputs. */
  readonly id: string;
}

/** The documents of a YAML block. Throws when it does not parse. */
export function documentsOf({ file, line, text }: Block): readonly unknown[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new Error(`${file}:${line}: ${error.message}`);
    }
    return document.toJS() as unknown;
  });
}

/** Every use of the suite in a block: steps with `uses`, includes with `component`. */
export function usesIn(block: Block): readonly Use[] {
  return documentsOf(block).flatMap((document) => search(document, {}));
}

function search(node: unknown, around: Texts): readonly Use[] {
  if (Array.isArray(node)) {
    return node.flatMap((item) => search(item, around));
  }
  if (!isTree(node)) {
    return [];
  }
  const env = { ...around, ...texts(node.env), ...texts(node.variables) };
  const use = (host: Use['host'], command: string, given: unknown): Use => {
    const inputs = texts(given);
    const id = host === 'github' ? String(node.id ?? 'no id') : (inputs['output-prefix'] ?? '');
    return { host, command, given: isTree(given) ? given : {}, inputs, env, id };
  };
  const action = /^OWNER\/kargo-ci\/actions\/(?<command>[^@]+)@v1$/.exec(String(node.uses))?.groups?.command;
  if (action !== undefined) {
    return [use('github', action, node.with)];
  }
  const component = /^\$CI_SERVER_FQDN\/GROUP\/kargo-ci\/(?<command>[^@]+)@1$/;
  const included = component.exec(String(node.component))?.groups?.command;
  if (included !== undefined) {
    return [use('gitlab', included, node.inputs)];
  }
  return Object.values(node).flatMap((item) => search(item, env));
}

function isTree(node: unknown): node is Tree {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}

function texts(node: unknown): Texts {
  return isTree(node)
    ? Object.fromEntries(Object.entries(node).map(([name, value]) => [name, String(value)]))
    : {};
}

/** What an expression or a variable may stand for, by the input or variable that it is the value of. */
const samples: Texts = {
  freight: '6f2a9c16f2a9c16f2a9c16f2a9c16f2a9c16f2a9',
  image: 'ghcr.io/acme/web:1.8.0',
  promotion: 'test.01k5m3x9q2v8c7n4b6h1j0w5rz.6f2a9c1',
  'api-token-file': import.meta.filename,
  'ca-certificate': '-----BEGIN CERTIFICATE-----',
  'dry-run': 'true',
  'pull-request': '7',
  KARGO_API_ADDRESS: 'https://kargo.example.com',
  KARGO_WEBHOOK_URL: 'https://kargo.example.com/generic/0123',
};

/** The value as the host would give it: `${{ … }}` and `$NAME` replaced by something that may stand there. */
function filledIn(name: string, text: string): string {
  if (name === 'api-token-file') {
    return samples[name] ?? '';
  }
  const expression = /\$\{\{.*?\}\}|\$[A-Z_]+/g;
  const isAll = new RegExp(`^(?:${expression.source})$`).test(text.trim());
  return text.replaceAll(expression, (found) =>
    isAll ? (samples[name] ?? 'sample') : found.includes('digest') ? `sha256:${'0'.repeat(64)}` : '1.8.0',
  );
}

/** CI/CD variables that a GitLab project has, by the docs: one of these sets. */
const ambient: readonly Texts[] = [
  { KARGO_API_ADDRESS: samples.KARGO_API_ADDRESS ?? '', KARGO_API_TOKEN: 'sample' },
  { KARGO_WEBHOOK_URL: samples.KARGO_WEBHOOK_URL ?? '' },
];

/** What the command itself, or the YAML of its host, would not accept of a use. */
export function problemsOf(use: Use, commands: readonly Command[]): readonly string[] {
  const command = commands.find(({ name }) => name === use.command);
  if (command === undefined) {
    return [`there is no command ${use.command}`];
  }
  const given = Object.entries(use.inputs);
  const inputs = given.map(([name, text]) => [inputVariable(name), filledIn(name, text)]);
  const around = Object.entries(use.env).map(([name, text]) => [name, filledIn(name, text)]);
  const sets = use.host === 'github' ? [{}] : ambient;
  const refused = sets.map((set) =>
    refusedBy(command, { ...set, ...Object.fromEntries([...around, ...inputs]) }),
  );
  const least = refused.toSorted((a, b) => a.length - b.length)[0] ?? [];
  return [...declarationProblems(use), ...least];
}

/** An input as an action or a component declares it. */
interface Declared {
  readonly default?: unknown;
  readonly type?: string;
  readonly options?: readonly unknown[];
  readonly regex?: string;
}

/** GitLab enforces what it declares; GitHub warns of unknown inputs and enforces nothing. */
function declarationProblems(use: Use): readonly string[] {
  const declared = declaredInputs(use);
  const missing = Object.entries(declared)
    .filter(([name, spec]) => spec.default === undefined && use.given[name] === undefined)
    .map(([name]) => `${name} is mandatory`);
  const wrong = Object.entries(use.given).flatMap(([name, value]) => {
    const spec = declared[name];
    return spec === undefined
      ? [`no input ${name}`]
      : use.host === 'gitlab'
        ? misfits(name, spec, value)
        : [];
  });
  return [...missing, ...wrong];
}

function misfits(name: string, { type, options, regex }: Declared, value: unknown): readonly string[] {
  const fits = type === 'array' ? Array.isArray(value) : typeof value === type;
  const isOffered = options === undefined || options.includes(value);
  const matches = regex === undefined || new RegExp(regex).test(String(value));
  return [
    ...(fits ? [] : [`${name} is no ${type}`]),
    ...(isOffered ? [] : [`${name} is no option`]),
    ...(matches ? [] : [`${name} does not match`]),
  ];
}

function declaredInputs({ host, command }: Use): Readonly<Record<string, Declared>> {
  const path =
    host === 'github' ? `actions/${command}/action.yml` : `gitlab/templates/${command}/template.yml`;
  const [document] = parseAllDocuments(readFileSync(join(root, path), 'utf8'));
  const content = document?.toJS();
  return (host === 'github' ? content.inputs : content.spec.inputs) ?? {};
}

function refusedBy(command: Command, env: Texts): readonly string[] {
  const { values, problems } = parseInputs(command.inputs, { flags: new Map(), env });
  const wrong = new Set(problems.map(({ input }) => input));
  const further = (command.check?.(values) ?? []).filter(({ input }) => !wrong.has(input));
  return [...problems, ...further].map(describeProblem);
}

/** Outputs of the suite that a block reads and no use in it has. */
export function unknownOutputs(block: Block, uses: readonly Use[], commands: readonly Command[]) {
  const outputsOf = (use: Use) =>
    Object.keys({
      ...commonOutputs,
      ...commands.find(({ name }) => name === use.command)?.outputs,
    });
  const known = new Set([
    ...uses.flatMap((use) =>
      outputsOf(use).map((name) =>
        use.host === 'github' ? `${use.id}.${name}` : `$${outputKey(name, use.id)}`,
      ),
    ),
    '$KARGO_API_TOKEN',
    '$KARGO_API_ADDRESS',
  ]);
  const ids = new Set(uses.map(({ id }) => id));
  const fromSteps = [...block.text.matchAll(/steps\.(?<id>[\w-]+)\.outputs\.(?<name>[\w-]+)/g)]
    .filter(({ groups }) => ids.has(groups?.id ?? ''))
    .map(({ groups }) => `${groups?.id}.${groups?.name}`);
  const fromJobs = [...block.text.matchAll(/\$KARGO_[A-Z_]+/g)].map(([name]) => name);
  return [...fromSteps, ...fromJobs].filter((name) => !known.has(name));
}

/** What is wrong with the command lines of a shell block: unknown commands and flags, values that are refused. */
export function shellProblems({ text }: Block, commands: readonly Command[]): readonly string[] {
  const lines = text.replaceAll(/\\+\n\s*/g, ' ').split('\n');
  return lines.flatMap((line) => {
    const found =
      /(?:^|["' ])(?:kargo-ci|node \S*dist\/index\.js) (?<name>[a-z-]+)(?<flags>(?: [^"#>]*)?)/.exec(
        line,
      )?.groups;
    if (found?.name === undefined) {
      return [];
    }
    const command = commands.find(({ name }) => name === found.name);
    const words = (found.flags ?? '').trim().split(/\s+/).filter(Boolean);
    return command === undefined
      ? [`there is no command ${found.name}`]
      : readFlags(words, command.inputs).problems.map(describeProblem);
  });
}

function describeProblem(problem: Problem): string {
  return new InputError([problem]).message;
}
