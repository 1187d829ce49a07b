import { type Answer, type Exchange, json } from './exchange.ts';

/** A request to the external webhooks server: nobody is known there. */
export type WebhookExchange = Omit<Exchange, 'identity' | 'params' | 'staleReads'>;

/** The webhooks server's JSON has no charset. */
export function plain(status: number, value: unknown): Answer {
  return { ...json(value, status), headers: { 'content-type': 'application/json' } };
}

/** The first value of a header, or nothing. */
export function requestHeader(exchange: WebhookExchange, name: string): string {
  const value = exchange.headers[name.toLowerCase()];
  return Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
}
