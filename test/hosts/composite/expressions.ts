import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { Pair } from '@actions/expressions/data/expressiondata';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';

export type StepStatus = 'success' | 'failure' | 'cancelled';

/** What an expression can see. Only these contexts exist: naming another one is an error. */
export interface Scope {
  readonly contexts: Readonly<Record<string, data.ExpressionData>>;
  readonly status: StepStatus;
}

/** A dictionary that does not shrug at a name nobody declared, as the runner does. */
class StrictDictionary extends data.Dictionary {
  readonly #what: string;

  constructor(what: string, pairs: readonly Pair[]) {
    super(...pairs);
    this.#what = what;
  }

  override get(key: string): data.ExpressionData {
    const value = super.get(key);
    if (value === undefined) {
      throw new Error(`${this.#what} '${key}' is not declared`);
    }
    return value;
  }
}

export function strings(values: Readonly<Record<string, string>>): data.Dictionary {
  return new data.Dictionary(...stringPairs(values));
}

/** JSON as expressions see it: the payload of an event. */
export function fromJson(value: unknown): data.ExpressionData {
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(fromJson));
  return typeof value === 'object' && value !== null
    ? new data.Dictionary(...Object.entries(value).map(([key, inner]) => pair(key, fromJson(inner))))
    : new data.Null();
}

/** `what` names the thing in the error, e.g. `input`. */
export function strictStrings(what: string, values: Readonly<Record<string, string>>): data.Dictionary {
  return new StrictDictionary(what, stringPairs(values));
}

export interface FinishedStep {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: StepStatus | 'skipped';
}

/** The `steps` context. An output that a step did not set is empty, a step that does not exist is an error. */
export function stepsContext(steps: ReadonlyMap<string, FinishedStep>): data.Dictionary {
  return new StrictDictionary(
    'step',
    [...steps].map(([key, { outputs, outcome }]) => ({
      key,
      value: new data.Dictionary(
        { key: 'outputs', value: strings(outputs) },
        { key: 'outcome', value: new data.StringData(outcome) },
        { key: 'conclusion', value: new data.StringData(outcome) },
      ),
    })),
  );
}

/** The text with every `${{ … }}` replaced by its value, as GitHub turns values into text. */
export function interpolate(text: string, scope: Scope): string {
  let result = '';
  let rest = text;
  for (let start = rest.indexOf('${{'); start !== -1; start = rest.indexOf('${{')) {
    const end = endOfExpression(rest, start + 3);
    result += rest.slice(0, start) + evaluate(rest.slice(start + 3, end), scope).coerceString();
    rest = rest.slice(end + 2);
  }
  return result + rest;
}

const statusFunctions = ['success', 'failure', 'always', 'cancelled'];

/** Whether a step runs. Without a status function in it, a condition also wants success so far. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  const bare = condition?.trim().replace(/^\$\{\{(.*)\}\}$/s, '$1') ?? 'success()';
  const named = new Lexer(bare)
    .lex()
    .tokens.some(({ lexeme }) => statusFunctions.includes(lexeme.toLowerCase()));
  const value = evaluate(named ? bare : `success() && (${bare})`, scope);
  return !(
    (value.kind === data.Kind.Boolean && !value.value) ||
    value.kind === data.Kind.Null ||
    value.coerceString() === '' ||
    value.number() === 0
  );
}

function evaluate(expression: string, { contexts, status }: Scope): data.ExpressionData {
  const functions = statusDefinitions(status);
  const names = Object.keys(contexts);
  const parsed = new Parser(new Lexer(expression).lex().tokens, names, [...functions.values()]).parse();
  const context = new data.Dictionary(...names.map((key) => pair(key, contexts[key] ?? new data.Null())));
  return new Evaluator(parsed, context, functions).evaluate();
}

function statusDefinitions(status: StepStatus): Map<string, FunctionDefinition> {
  const answers = {
    success: status === 'success',
    failure: status === 'failure',
    cancelled: status === 'cancelled',
    always: true,
  };
  return new Map(
    Object.entries(answers).map(([name, answer]) => [
      name,
      { name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(answer) },
    ]),
  );
}

/** The index of the `}}` that ends an expression; a string in it may hold braces. */
function endOfExpression(text: string, from: number): number {
  let inString = false;
  for (let index = from; index < text.length; index++) {
    if (text[index] === "'") inString = !inString;
    if (!inString && text.startsWith('}}', index)) return index;
  }
  throw new Error(`an expression does not end: ${text.slice(from)}`);
}

function stringPairs(values: Readonly<Record<string, string>>): Pair[] {
  return Object.entries(values).map(([key, value]) => pair(key, new data.StringData(value)));
}

function pair(key: string, value: data.ExpressionData): Pair {
  return { key, value };
}
