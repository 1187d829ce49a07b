import { ApiError } from './api-error.ts';
import type { Kargo } from './kargo.ts';
import { isRecord, type Kind, type Kinds } from './objects.ts';
import { type Access, authorize } from './rbac.ts';
import type { Identity } from './tokens.ts';

/** A request as routes see it. */
export interface Exchange {
  kargo: Kargo;
  method: string;
  path: string;
  /** Values of the `:name` parts of the route. */
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
  identity: Identity;
  /** Serve single reads as they were one change ago (a fault: caches trail). */
  staleReads: boolean;
}

/** What to answer; `stream` takes over after the headers of an event stream were sent. */
export interface Answer {
  status: number;
  json?: unknown;
  text?: string;
  headers?: Record<string, string>;
  stream?: (stream: EventStream) => void;
}

/** An open Server-Sent Events answer. */
export interface EventStream {
  /** Sends `data: <json>`. */
  send(data: unknown): void;
  /** Sends plain text, a `data:` line for each of its lines. */
  write(text: string): void;
  /** Sends `event: error`. */
  fail(data: { code: string; message: string }): void;
  /** Ends the stream cleanly. */
  end(): void;
  /** Calls back when the stream is over, whoever ended it. */
  onClose(listener: () => void): void;
}

export type Handler = (exchange: Exchange) => Answer | Promise<Answer>;

export interface Route {
  method: string;
  /** Like `/v1beta1/projects/:project/stages/:stage`. */
  pattern: string;
  handle: Handler;
}

export function json(value: unknown, status = 200): Answer {
  return { status, json: value };
}

/** 200 with nothing in it: what action endpoints say. */
export function done(): Answer {
  return { status: 200 };
}

/** A parameter that the route's pattern guarantees. */
export function param(exchange: Exchange, name: string): string {
  return exchange.params[name] ?? '';
}

/** The request's JSON body. Throws ApiError in the words of Go's decoder. */
export function jsonBody(exchange: Exchange): Record<string, unknown> {
  const text = exchange.body.toString('utf8');
  if (text.trim() === '') throw new ApiError(400, 'EOF');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ApiError(400, decodeProblem(text));
  }
  return isRecord(content) ? content : {};
}

/** How Go's JSON decoder complains: a text that is too short, or the character that cannot stand there. */
function decodeProblem(text: string): string {
  const bad = firstBadCharacter(text);
  return bad === undefined ? 'unexpected EOF' : `invalid character '${bad}' looking for beginning of value`;
}

export function firstBadCharacter(text: string): string | undefined {
  const first = text.trim()[0] ?? '';
  return /[[{"\-\d]|t|f|n/.test(first) && !/^(t(?!r)|f(?!a)|n(?!u))/.test(text.trim()) ? undefined : first;
}

/** Throws a 403 unless the caller may do this. */
export function allow(exchange: Exchange, access: Omit<Access, 'namespace'> & { namespace?: string }): void {
  authorize(exchange.kargo, exchange.identity, { namespace: param(exchange, 'project'), ...access });
}

/** A single object of the project as the API server's cache has it (a fault can make it trail). */
export function cached<K extends Kind>(exchange: Exchange, kind: K, name: string): Kinds[K] | undefined {
  const { store } = exchange.kargo;
  const namespace = kind === 'Project' ? '' : param(exchange, 'project');
  const current = store.get(kind, namespace, name);
  if (!exchange.staleReads) return current;
  const versions = (store.since(kind, store.firstVersion) ?? []).filter(
    (event) => event.object.metadata.name === name && (event.object.metadata.namespace ?? '') === namespace,
  );
  const previous = versions.at(-2);
  // The history holds the very objects that the store handed out for this kind.
  return previous === undefined || previous.type === 'DELETED' ? undefined : (previous.object as Kinds[K]);
}
