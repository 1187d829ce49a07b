import { selectsLabels } from './auto-promotion.ts';
import type { Answer } from './exchange.ts';
import { type Environment, ExpressionError } from './expression-operators.ts';
import { evaluate, evaluateTemplate } from './expressions.ts';
import { normaliseGitUrl } from './freight.ts';
import type { Kargo } from './kargo.ts';
import type {
  ProjectConfig,
  ReceiverAction,
  TargetCriterion,
  Warehouse,
  WebhookReceiver,
} from './objects.ts';
import { locate } from './store.ts';
import { refresh } from './warehouse.ts';
import { plain, requestHeader, type WebhookExchange } from './webhook-exchange.ts';

/** The generic receiver: evaluates every action and always answers with their results. */
export function answerGeneric(
  exchange: WebhookExchange,
  config: ProjectConfig,
  receiver: WebhookReceiver,
): Answer {
  const text = exchange.body.toString('utf8');
  let body: unknown;
  if (text !== '') {
    try {
      body = JSON.parse(text);
    } catch {
      return plain(400, { error: `invalid request body: ${jsonProblem(text)}` });
    }
  }
  const environment: Environment = {
    request: {
      body,
      header: (name: string) => requestHeader(exchange, name),
      headers: (name: string) => [exchange.headers[name.toLowerCase()] ?? []].flat(),
      params: (name: string) => exchange.query.get(name) ?? '',
    },
    normalizeGit: normaliseGitUrl,
    normalizeImage: (url: string) => url.replace(/^docker\.io\/(library\/)?/, ''),
    normalizeChart: (url: string) => url.replace(/^oci:\/\//, ''),
  };
  const actions = receiver.generic?.actions ?? [];
  const results = actions.map((action) => performAction(exchange.kargo, config, { action, environment }));
  const good = results.every((item) => item.result === 'Success' || item.result === 'NotApplicable');
  return plain(good ? 200 : 500, { results });
}

/** How Go's decoder names the first problem of a text that is no JSON. */
function jsonProblem(text: string): string {
  const first = text.trim()[0] ?? '';
  return /[[{"\d-]/.test(first)
    ? 'unexpected end of JSON input'
    : `invalid character '${first}' looking for beginning of value`;
}

function performAction(
  kargo: Kargo,
  config: ProjectConfig,
  context: { action: ReceiverAction; environment: Environment },
): Record<string, unknown> {
  const { action } = context;
  const environment = { ...context.environment, params: action.parameters ?? {} };
  const result: Record<string, unknown> = {
    action: action.action,
    ...(action.whenExpression === undefined ? {} : { whenExpression: action.whenExpression }),
    ...(action.parameters === undefined ? {} : { parameters: action.parameters }),
    targetSelectionCriteria: action.targetSelectionCriteria,
    matchedWhenExpression: false,
  };
  let matched: unknown = true;
  try {
    if (action.whenExpression !== undefined) matched = evaluate(action.whenExpression, environment);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    matched = undefined;
  }
  if (typeof matched !== 'boolean') {
    return { ...result, result: 'Error', summary: 'Error evaluating whenExpression' };
  }
  if (!matched)
    return { ...result, result: 'NotApplicable', summary: 'Request did not match whenExpression' };
  result.matchedWhenExpression = true;
  const targets = selectTargets(kargo, config, { criteria: action.targetSelectionCriteria, environment });
  if (targets === undefined) {
    return { ...result, result: 'Error', summary: 'Error evaluating targetSelectionCriteria' };
  }
  for (const target of targets) refresh(kargo, 'Warehouse', locate(target));
  const selectedTargets = targets.map((target) => ({ ...locate(target), success: true }));
  return {
    ...result,
    ...(targets.length === 0 ? {} : { selectedTargets }),
    result: 'Success',
    summary: `Refreshed ${targets.length} of ${targets.length} selected resources`,
  };
}

function selectTargets(
  kargo: Kargo,
  config: ProjectConfig,
  selection: { criteria: TargetCriterion[]; environment: Environment },
): Warehouse[] | undefined {
  const warehouses = kargo.store.list('Warehouse', config.metadata.namespace);
  const selected = new Map<string, Warehouse>();
  try {
    for (const criterion of selection.criteria) {
      for (const warehouse of warehouses) {
        if (isSelected(warehouse, criterion, selection.environment))
          selected.set(warehouse.metadata.name, warehouse);
      }
    }
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
  return [...selected.values()];
}

/** Name, labels and index are all to fit. Throws ExpressionError. */
function isSelected(warehouse: Warehouse, criterion: TargetCriterion, environment: Environment): boolean {
  const text = (template: string) => {
    const value = evaluateTemplate(template, environment);
    if (typeof value === 'string') return value;
    throw new ExpressionError(`expression did not yield a string: ${template}`);
  };
  if (
    criterion.name !== undefined &&
    criterion.name !== '' &&
    text(criterion.name) !== warehouse.metadata.name
  ) {
    return false;
  }
  const matchLabels = Object.fromEntries(
    Object.entries(criterion.labelSelector?.matchLabels ?? {}).map(([key, value]) => [key, text(value)]),
  );
  if (!selectsLabels({ ...criterion.labelSelector, matchLabels }, warehouse.metadata.labels)) return false;
  return (criterion.indexSelector?.matchIndices ?? []).every(({ key, value }) => {
    if (key !== 'subscribedURLs') throw new ExpressionError(`unsupported index key: ${key}`);
    const wanted = normaliseGitUrl(text(value));
    return warehouse.spec.subscriptions.some(({ image, git, chart }) =>
      [image?.repoURL, git?.repoURL, chart?.repoURL].some(
        (url) => url !== undefined && normaliseGitUrl(url) === wanted,
      ),
    );
  });
}
