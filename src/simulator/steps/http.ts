import { ExpressionError } from '../expression-operators.ts';
import { evaluate } from '../expressions.ts';
import { type Json, type JsonObject, records } from '../objects.ts';
import type { StepContext, StepResult } from '../steps.ts';

/**
 * `http` against a gate: a URL that ends in `/gate/<name>` answers `{open, broken}` by the gate's state. Any other
 * URL is not called; the step succeeds with a notice.
 */
export function http(context: StepContext): StepResult {
  const { kargo, config, promotion } = context;
  const name = /\/gate\/([^/?]+)$/.exec(String(config.url))?.[1];
  if (name === undefined) {
    const message = `the simulator calls no addresses: ${String(config.url)} is taken as answering well`;
    kargo.notices.push(`${promotion.metadata.name}: ${message}`);
    return { status: 'Succeeded', message };
  }
  const state = kargo.simulation.gates.get(name) ?? 'closed';
  const body = { open: state === 'open', broken: state === 'broken' };
  try {
    return judge(context, { response: { status: 200, body, headers: {}, header: () => '' } });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return { status: 'Errored', terminal: true, message: error.message };
  }
}

function judge({ config }: StepContext, environment: Record<string, unknown>): StepResult {
  const success = config.successExpression;
  const failure = config.failureExpression;
  if (typeof failure === 'string' && evaluate(failure, environment) === true) {
    return { status: 'Failed', message: 'HTTP (200) response met failure criteria' };
  }
  if (typeof success !== 'string' || evaluate(success, environment) === true) {
    const output = outputs(config.outputs ?? [], environment);
    return Object.keys(output).length === 0 ? { status: 'Succeeded' } : { status: 'Succeeded', output };
  }
  return { status: 'Running' };
}

function outputs(declared: Json, environment: Record<string, unknown>): JsonObject {
  const output: JsonObject = {};
  for (const item of records(declared)) {
    output[String(item.name)] = evaluate(String(item.fromExpression), environment) as Json;
  }
  return output;
}
