/** A value an expression can have: JSON, a function it can call, or nothing. */
export type Value = unknown;
export type Environment = Record<string, Value>;

/** An expression that cannot be evaluated; the message is in the style of Kargo's expression library. */
export class ExpressionError extends Error {}

export type Node = (environment: Environment) => Value;

/** A field of an object, an entry of a list; nothing for what is not there. */
export function fetchMember(object: unknown, name: string): Value {
  if (typeof object === 'string' || typeof object === 'number' || typeof object === 'boolean')
    return undefined;
  if (Array.isArray(object)) return object.at(Number(name));
  // Only own properties: nothing of the host language shows through.
  return Object.hasOwn(object as object, name) ? (object as Record<string, unknown>)[name] : undefined;
}

/** The evaluation of a binary operator. */
export function binaryOperation(operator: string, left: Node, right: Node): Node {
  switch (operator) {
    case '||':
    case 'or':
      return (env) => left(env) === true || right(env) === true;
    case '&&':
    case 'and':
      return (env) => left(env) === true && right(env) === true;
    default:
      return (env) => compute(operator, left(env), right(env));
  }
}

function compute(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case '==':
      return equal(a, b);
    case '!=':
      return !equal(a, b);
    case 'in':
      return Array.isArray(b) ? b.some((item) => equal(item, a)) : Object.hasOwn(Object(b), String(a));
    case 'contains':
      return String(a).includes(String(b));
    case 'startsWith':
      return String(a).startsWith(String(b));
    case 'endsWith':
      return String(a).endsWith(String(b));
    case 'matches':
      return matches(String(a), String(b));
    case '+':
      return typeof a === 'number' && typeof b === 'number' ? a + b : `${String(a)}${String(b)}`;
    default:
      return arithmetic(operator, Number(a), Number(b));
  }
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(pattern).test(text);
  } catch {
    throw new ExpressionError(`error parsing regexp: ${pattern}`);
  }
}

function arithmetic(operator: string, a: number, b: number): Value {
  if (operator === '-') return a - b;
  if (operator === '*') return a * b;
  if (operator === '/') return a / b;
  if (operator === '%') return a % b;
  if (operator === '<') return a < b;
  if (operator === '>') return a > b;
  return operator === '<=' ? a <= b : a >= b;
}

function equal(a: Value, b: Value): boolean {
  if (a === undefined || a === null) return b === undefined || b === null;
  return typeof a === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b;
}
