import { badAnswer, isJson, type Json } from '../fields.ts';
import { exchange, ForgeAnswer, type ForgeConnection, type Meter } from '../transport.ts';

/** What GitBeaker takes for an answer. */
interface Answer {
  readonly body: never;
  readonly headers: Record<string, string>;
  readonly status: number;
}

const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'] as const;

/**
 * GitBeaker's request function over our transport. Throws `ForgeAnswer` with GitLab's words for 4xx and 5xx; nothing
 * that it throws holds a header.
 */
export function requestHandler(connection: ForgeConnection, meter: Meter) {
  return async (endpoint: string, options: Readonly<Record<string, unknown>> = {}): Promise<Answer> => {
    const { prefixUrl, searchParams, body, headers } = options;
    const base = String(prefixUrl);
    const url = new URL(endpoint, base.endsWith('/') ? base : `${base}/`);
    url.search = typeof searchParams === 'string' ? searchParams : '';
    const method = methods.find((known) => known === options.method) ?? 'GET';
    const request = {
      method,
      url: url.href,
      headers: isJson(headers) ? texts(headers) : {},
      ...(typeof body === 'string' && { body }),
    };
    const answer = await exchange(request, connection, meter);
    const data = parsed(answer.text);
    if (answer.status >= 400) {
      throw new ForgeAnswer(answer.status, wordsOf(data));
    }
    const empty = answer.text.trim() === '' && [201, 202, 204].includes(answer.status);
    const json = /^application\/([a-z.+-]*\+)?json\b/i.test(answer.headers['content-type'] ?? '');
    if (!empty && (!json || data === undefined)) {
      throw badAnswer(`${method} ${url.pathname}`);
    }
    // Decoded where it is used: nothing in GitBeaker looks into it.
    return { body: (empty ? null : data) as never, headers: { ...answer.headers }, status: answer.status };
  };
}

function texts(headers: Json): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `message` may be a text, a list, or an object of lists by field; OAuth errors are in `error`. */
function wordsOf(data: unknown): string {
  if (!isJson(data)) {
    return 'without an explanation';
  }
  const { message, error, error_description: description } = data;
  const parts = [message ?? error, description].filter((part) => part !== undefined && part !== null);
  return parts.map(flat).join('; ') || 'without an explanation';
}

function flat(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(flat).join('; ');
  }
  return isJson(value)
    ? Object.entries(value)
        .map(([field, words]) => `${field} ${flat(words)}`)
        .join('; ')
    : String(value);
}
