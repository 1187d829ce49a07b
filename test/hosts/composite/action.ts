import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import './json-imports.ts';

// Only a dynamic import comes after the hook of json-imports.ts.
const { parseAction } = await import('@actions/workflow-parser/actions/action-parser');
const { NoOperationTraceWriter } = await import('@actions/workflow-parser/templates/trace-writer');

/** A composite action, as far as the executor runs it. Texts may hold expressions. */
export interface CompositeAction {
  readonly directory: string;
  readonly inputs: ReadonlyMap<string, { readonly default: string }>;
  readonly outputs: ReadonlyMap<string, string>;
  readonly steps: readonly RunStep[];
}

export interface RunStep {
  readonly id: string | undefined;
  readonly condition: string | undefined;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Readonly<Record<string, unknown>>[] };
}

const runKeys = ['id', 'name', 'if', 'run', 'shell', 'env'];

/**
 * Reads `action.yml`, checks it with GitHub's own parser, and with what that parser lets pass. Throws one error
 * with every finding.
 */
export function loadAction(directory: string): CompositeAction {
  const name = join(directory, 'action.yml');
  const content = readFileSync(name, 'utf8');
  const findings = schemaFindings(name, content);
  if (findings.length > 0) {
    throw new Error(findings.join('\n'));
  }
  const file = parse(content) as ActionFile;
  const unsupported = [...inputFindings(file), ...stepFindings(file)];
  if (unsupported.length > 0) {
    throw new Error(unsupported.join('\n'));
  }
  return {
    directory,
    inputs: new Map(
      Object.entries(file.inputs ?? {}).map(([input, { default: value }]) => [
        input,
        { default: value === undefined || value === null ? '' : String(value) },
      ]),
    ),
    outputs: new Map(Object.entries(file.outputs ?? {}).map(([output, { value }]) => [output, value])),
    steps: file.runs.steps.map(toStep),
  };
}

function schemaFindings(name: string, content: string): string[] {
  const { context } = parseAction({ name, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map((error) => error.message);
}

/** `type` belongs to reusable workflows: in an action it is dead text, and GitHub's parser does not mind. */
function inputFindings(file: ActionFile): string[] {
  const known = ['description', 'required', 'default', 'deprecationMessage'];
  return Object.entries(file.inputs ?? {}).flatMap(([input, keys]) =>
    Object.keys(keys)
      .filter((key) => !known.includes(key))
      .map((key) => `input '${input}' has an unknown key '${key}'`),
  );
}

function stepFindings({ runs }: ActionFile): string[] {
  if (runs.using !== 'composite') {
    return [`only composite actions are run, not '${runs.using}'`];
  }
  const ids = runs.steps.flatMap(({ id }) => (id === undefined ? [] : [String(id).toLowerCase()]));
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `step id '${id}' is used twice`),
    ...runs.steps.flatMap((step) => [
      ...Object.keys(step)
        .filter((key) => !runKeys.includes(key))
        .map((key) => `the executor does not run steps with '${key}'`),
      ...('run' in step && step.shell !== 'bash' ? [`the executor has only 'shell: bash'`] : []),
      ...(String(step.run).includes('${{') ? ['an expression inside `run` is shell text'] : []),
    ]),
  ];
}

function toStep(step: Readonly<Record<string, unknown>>): RunStep {
  return {
    id: step.id === undefined ? undefined : String(step.id),
    condition: step.if === undefined ? undefined : String(step.if),
    run: String(step.run),
    env: Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, String(value)])),
  };
}
