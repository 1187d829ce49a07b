import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import type { WebhookCall } from '../kargo/webhook.ts';

/** Notifying without a token, through one of Kargo's external webhook receivers. */
export const webhookInputs = {
  'webhook-url': {
    type: 'string',
    secret: true,
    env: 'KARGO_WEBHOOK_URL',
    description:
      'Instead of a token: the URL of a webhook receiver of the project. Whoever knows it can refresh Warehouses, so give it as a secret.',
  },
  'webhook-payload': {
    type: 'string',
    freeText: true,
    description:
      'The JSON that the receiver gets. Without it the artifacts and Warehouses are sent: {"source": "kargo-ci", "warehouse": […], "image": […], "commit": […], "chart": […]}.',
  },
  'webhook-headers': {
    type: 'string',
    secret: true,
    env: 'KARGO_WEBHOOK_HEADERS',
    description: 'Headers that the receiver wants, one "Name: value" a line.',
  },
} as const satisfies InputTable;

type WebhookValues = InputValues<typeof webhookInputs>;

export function checkWebhook(inputs: WebhookValues): readonly Problem[] {
  const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-headers': headers } = inputs;
  const problems: Problem[] = [];
  if (url !== undefined && !isHttpUrl(url)) {
    problems.push({
      input: 'webhook-url',
      accepted:
        'the http or https URL of a receiver is needed, as the project configuration of Kargo shows it',
    });
  }
  if (payload !== undefined && !isJson(payload)) {
    problems.push({
      input: 'webhook-payload',
      value: payload,
      accepted: 'valid JSON is needed: the generic receiver refuses anything else',
    });
  }
  if (headers !== undefined && headerLines(headers).some((line) => parseHeader(line) === undefined)) {
    problems.push({ input: 'webhook-headers', accepted: 'each line must be "Name: value"' });
  }
  if (url === undefined && (payload !== undefined || headers !== undefined)) {
    problems.push({
      input: 'webhook-url',
      accepted:
        'is needed with webhook-payload or webhook-headers; is the secret KARGO_WEBHOOK_URL set and available to this job?',
    });
  }
  return problems;
}

/** The call that the inputs ask for; they have passed `checkWebhook`. */
export function webhookCall(
  inputs: WebhookValues,
  fallback: Readonly<Record<string, readonly string[]>>,
): WebhookCall | undefined {
  const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-headers': headers = '' } = inputs;
  return url === undefined
    ? undefined
    : {
        url,
        body: payload ?? JSON.stringify({ source: 'kargo-ci', ...fallback }),
        headers: Object.fromEntries(headerLines(headers).flatMap((line) => parseHeader(line) ?? [])),
      };
}

function headerLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function parseHeader(line: string): readonly [readonly [string, string]] | undefined {
  const groups = /^(?<name>[!#$%&'*+.^_`|~\w-]+):\s*(?<value>[\t\x20-\x7e]*)$/.exec(line.trim())?.groups;
  return groups?.name === undefined ? undefined : [[groups.name.toLowerCase(), groups.value?.trim() ?? '']];
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
