import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { ApiError, UnexpectedError } from './api-error.ts';
import { answerControl, type ControlRoom } from './control.ts';
import { type OpenStream, openStream } from './event-stream.ts';
import { type Answer, type Exchange, json, type Route } from './exchange.ts';
import type { Fault } from './faults.ts';
import type { Kargo } from './kargo.ts';
import { type LedgerEntry, ledgerBody } from './ledger.ts';
import { answerOutage } from './outage.ts';
import { matchRoute, routesOf } from './router.ts';
import type { Identity } from './tokens.ts';
import { answerWebhook, isWebhookPath } from './webhooks.ts';

const BODY_LIMIT = 1024 * 1024;
const RESOURCES_LIMIT = 4 * BODY_LIMIT;
const JSON_TYPE = 'application/json; charset=utf-8';
const NO_TOKEN_NEEDED = ['/v1beta1/system/public-server-config', '/v1beta1/login'];

/** The HTTP side of the simulator. */
export interface SimulatorServer {
  server: Server;
  endStreams: (how: 'end' | 'reset') => void;
}

/** Makes the server; it does not listen yet. */
export function makeServer(kargo: Kargo, room: () => ControlRoom): SimulatorServer {
  const routes = routesOf(kargo.profile);
  const streams = new Set<OpenStream>();
  const server = createServer((request, response) => {
    void serve({ kargo, routes, streams, room: room() }, request, response);
  });
  // Connections stay usable for as long as a client likes, as with the real server.
  server.keepAliveTimeout = 0;
  return {
    server,
    endStreams: (how) => {
      for (const stream of [...streams]) {
        if (how === 'end') stream.end();
        else stream.response.destroy();
      }
    },
  };
}

interface Service {
  kargo: Kargo;
  routes: Route[];
  streams: Set<OpenStream>;
  room: ControlRoom;
}

async function serve(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const url = request.url ?? '/';
  const [rawPath = '/', query = ''] = url.split('?', 2);
  const body = await readBody(request);
  if (rawPath.startsWith('/_simulator/')) {
    const answer = await answerControl(service.room, { method, name: rawPath.slice(12), body });
    write(response, answer);
    return;
  }
  const identity = identityOf(service.kargo, request);
  const entry = service.room.ledger.record({
    at: new Date().toISOString(),
    method,
    path: rawPath,
    query,
    token:
      identity === undefined
        ? request.headers.authorization === undefined
          ? null
          : 'invalid'
        : identity.tokenName,
    status: null,
    body: ledgerBody(body),
  });
  const fault = service.room.faults.take(method, url);
  if (fault !== undefined && (await strikeBefore(service.kargo, fault, { response, entry }))) return;
  const answer = await answerSafely(service, {
    method,
    path: rawPath,
    query: new URLSearchParams(query),
    headers: request.headers,
    body,
    identity,
    staleReads: fault?.kind === 'stale-read',
  });
  deliver(service, { response, entry, answer, fault });
}

function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(Buffer.alloc(0)));
  });
}

/** The literal prefix `Bearer ` is removed; a header without it is taken whole as the token. */
function identityOf(kargo: Kargo, request: IncomingMessage): Identity | undefined {
  const header = request.headers.authorization;
  return header === undefined ? undefined : kargo.tokens.find(header.replace(/^Bearer /, ''));
}

/** Faults that take the place of an answer; answers whether one did. */
async function strikeBefore(
  kargo: Kargo,
  fault: Fault,
  target: { response: ServerResponse; entry: LedgerEntry },
): Promise<boolean> {
  const { response, entry } = target;
  const answer = (status: number, content: unknown, type: string) => {
    entry.status = status;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    response.writeHead(status, { 'content-type': type, ...fault.headers });
    response.end(text);
    return true;
  };
  switch (fault.kind) {
    case 'delay':
      await kargo.clock.pause(fault.delayMs ?? 0);
      return false;
    case 'drop':
      response.destroy();
      return true;
    case 'status':
      return answer(fault.status ?? 500, fault.body ?? { error: 'internal server error' }, JSON_TYPE);
    case 'html':
      return answer(
        fault.status ?? 200,
        fault.body ?? '<!doctype html><title>Sign in</title>',
        'text/html; charset=utf-8',
      );
    case 'empty':
      entry.status = 200;
      response.writeHead(200, fault.headers);
      response.end();
      return true;
    default:
      return false;
  }
}

type Incoming = Omit<Exchange, 'kargo' | 'params' | 'identity'> & { identity: Identity | undefined };

/** A mistake in the simulator itself is a 500 that says so, and a notice. */
async function answerSafely(service: Service, incoming: Incoming): Promise<Answer> {
  try {
    return await answerRequest(service, incoming);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    service.kargo.notices.push(`${incoming.method} ${incoming.path}: ${text}`);
    return json({ error: `the simulator failed: ${text.split('\n')[0]}` }, 500);
  }
}

async function answerRequest(service: Service, incoming: Incoming): Promise<Answer> {
  const { kargo, routes } = service;
  const { method, path } = incoming;
  if (isWebhookPath(method, path)) return answerWebhook({ ...incoming, kargo });
  const redirect = redirectOf(routes, method, path);
  if (redirect !== undefined) return redirect;
  if (path === '/healthz' && kargo.profile.hasHealthz) {
    return { status: 200, text: 'ok', headers: { 'content-type': 'text/plain; charset=utf-8' } };
  }
  if (!path.startsWith('/v1beta1/')) return userInterface(kargo, method);
  const outage = answerOutage(kargo, incoming);
  if (outage !== undefined) return outage;
  try {
    return await answerRoute(kargo, routes, incoming);
  } catch (error) {
    return explain(kargo, error);
  }
}

async function answerRoute(kargo: Kargo, routes: Route[], incoming: Incoming): Promise<Answer> {
  const { identity, path, method, headers } = incoming;
  const open = NO_TOKEN_NEEDED.includes(path);
  if (identity === undefined && !open) return unauthorized(kargo, headers.authorization !== undefined);
  if (identity !== undefined) noteUse(kargo, identity);
  const match = matchRoute(routes, method, path);
  if (match === undefined) {
    return { status: 404, text: '404 page not found', headers: { 'content-type': 'text/plain' } };
  }
  const project = match.params.project;
  if (project !== undefined && kargo.store.get('Project', '', project) === undefined) {
    throw new ApiError(404, `Project.kargo.akuity.io "${project}" not found`);
  }
  const limit = path === '/v1beta1/resources' ? RESOURCES_LIMIT : BODY_LIMIT;
  if (incoming.body.length > limit) throw new ApiError(400, 'http: request body too large');
  return match.route.handle({
    ...incoming,
    kargo,
    params: match.params,
    identity: identity ?? { kind: 'admin', tokenName: 'admin' },
  });
}

/** Kubernetes writes the day of the last use to the Secret of a token. */
function noteUse(kargo: Kargo, identity: Identity): void {
  if (identity.kind === 'admin') return;
  const key = { namespace: identity.namespace, name: identity.tokenName };
  const day = kargo.clock.timestamp().slice(0, 10);
  kargo.store.update('Secret', key, (draft) => {
    draft.metadata.labels = { ...draft.metadata.labels, 'kubernetes.io/legacy-token-last-used': day };
  });
}

function unauthorized(kargo: Kargo, withToken: boolean): Answer {
  if (!kargo.profile.authErrorsHaveBody) return { status: 401 };
  return json({ error: withToken ? 'invalid token' : 'no token provided' }, 401);
}

function explain(kargo: Kargo, error: unknown): Answer {
  if (error instanceof ApiError) return json({ error: error.message }, error.status);
  if (!(error instanceof UnexpectedError)) throw error;
  return kargo.profile.unexpectedErrorsAreEmpty
    ? { status: 200 }
    : json({ error: 'internal server error' }, 500);
}

/** A slash too many: at the end 301 (307 where a body could be lost), in the middle 307. */
function redirectOf(routes: Route[], method: string, path: string): Answer | undefined {
  const clean = path.replace(/\/{2,}/g, '/');
  if (clean !== path) return redirect(307, clean, method);
  if (!path.startsWith('/v1beta1/') || !path.endsWith('/')) return undefined;
  const trimmed = path.slice(0, -1);
  if (matchRoute(routes, method, trimmed) === undefined) return undefined;
  return redirect(method === 'GET' ? 301 : 307, trimmed, method);
}

function redirect(status: number, location: string, method: string): Answer {
  if (method !== 'GET') return { status, headers: { location } };
  const name = status === 301 ? 'Moved Permanently' : 'Temporary Redirect';
  const headers = { location, 'content-type': 'text/html; charset=utf-8' };
  return { status, text: `<a href="${location}">${name}</a>.\n\n`, headers };
}

const PAGE =
  '<!doctype html><html><head><title>Kargo</title></head><body><div id="root"></div></body></html>';

/** Everything outside the API belongs to the single-page UI, which answers every path. */
function userInterface(kargo: Kargo, method: string): Answer {
  const plain = { 'content-type': 'text/plain; charset=utf-8', vary: 'Accept-Encoding' };
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: 'Method Not Allowed\n', headers: plain };
  // A server built without UI: the older releases say 404, the newer ones send an empty page (recorded in 00).
  if (!kargo.simulation.ui && !kargo.profile.hasHealthz) {
    return { status: 404, text: '404 page not found\n', headers: plain };
  }
  return {
    status: 200,
    text: kargo.simulation.ui ? PAGE : '',
    headers: {
      'cache-control': 'no-cache, private, max-age=0',
      'content-type': 'text/html; charset=utf-8',
      vary: 'Accept-Encoding',
    },
  };
}

interface Delivery {
  response: ServerResponse;
  entry: LedgerEntry;
  answer: Answer;
  fault: Fault | undefined;
}

function deliver(service: Service, delivery: Delivery): void {
  const { response, entry, answer, fault } = delivery;
  if (fault?.kind === 'drop-after-commit') {
    response.destroy();
    return;
  }
  entry.status = answer.status;
  if (answer.stream !== undefined) {
    const { kargo, streams } = service;
    openStream({ clock: kargo.clock, streams }, { response, start: answer.stream, fault });
  } else if (fault?.kind === 'half-body') writeHalf(response, answer);
  else write(response, answer);
}

function contentOf(answer: Answer): { text: string; headers: Record<string, string> } {
  if (answer.json === undefined) return { text: answer.text ?? '', headers: answer.headers ?? {} };
  return { text: JSON.stringify(answer.json), headers: { 'content-type': JSON_TYPE, ...answer.headers } };
}

function write(response: ServerResponse, answer: Answer): void {
  const { text, headers } = contentOf(answer);
  const length = answer.status === 204 ? {} : { 'content-length': String(Buffer.byteLength(text)) };
  response.writeHead(answer.status, { ...headers, ...length });
  response.end(text);
}

function writeHalf(response: ServerResponse, answer: Answer): void {
  const { text, headers } = contentOf(answer);
  const bytes = Buffer.from(text);
  response.writeHead(answer.status, { ...headers, 'content-length': String(bytes.length) });
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
