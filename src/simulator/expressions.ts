import type { Environment, Value } from './expression-operators.ts';
import { parseExpression } from './expression-parser.ts';
import type { Json } from './objects.ts';

/** Evaluates a bare expression. Throws ExpressionError. */
export function evaluate(source: string, environment: Environment): Value {
  return parseExpression(source)(environment);
}

/**
 * Evaluates the `${{ }}` parts of a text. A text that is one expression alone keeps the type of its value; a text
 * that then reads as a JSON number, boolean, null, list or object becomes that, as Kargo does it.
 * Throws ExpressionError.
 */
export function evaluateTemplate(template: string, environment: Environment): Json {
  if (!template.includes('${{')) return template;
  const alone = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(template);
  if (alone?.[1] !== undefined) return typed(evaluate(alone[1], environment));
  const text = template.replace(/\$\{\{(.*?)\}\}/gs, (_, source: string) =>
    asText(evaluate(source, environment)),
  );
  return typed(text);
}

/** Evaluates every text inside a JSON value. Throws ExpressionError. */
export function evaluateAll(value: Json, environment: Environment): Json {
  if (typeof value === 'string') return evaluateTemplate(value, environment);
  if (Array.isArray(value)) return value.map((item) => evaluateAll(item, environment));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, evaluateAll(item, environment)]),
    );
  }
  return value;
}

function typed(value: Value): Json {
  if (typeof value !== 'string') return JSON.parse(JSON.stringify(value ?? null)) as Json;
  if (!/^(-?\d|true$|false$|null$|\[|\{|")/.test(value)) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

function asText(value: Value): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
