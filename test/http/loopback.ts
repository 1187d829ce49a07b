import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { KeyPair } from './certificates.ts';

/** What a server saw of a request. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The port of the client: one per connection. */
  readonly from: number | undefined;
}

/** Answers one request. */
export type Handler = (response: ServerResponse, request: IncomingMessage) => void;

export interface Loopback {
  readonly origin: string;
  readonly port: number;
  /** In order of arrival; more than there are handlers means a request that no test expected. */
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

export function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Handler {
  return (response) => {
    response.writeHead(status, headers).end(body);
  };
}

export const reset: Handler = (_response, { socket }) => {
  // Below TLS there is no way to a reset; closing in the middle is the same to the client.
  if ('encrypted' in socket) {
    socket.destroy();
  } else {
    socket.resetAndDestroy();
  }
};

export const silence: Handler = () => undefined;

/** A server for one test that answers the n-th request with the n-th handler and further ones with 501. */
export async function serve(
  handlers: readonly Handler[],
  options: { port?: number; tls?: KeyPair } = {},
): Promise<Loopback> {
  const seen: Seen[] = [];
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '', headers } = request;
    const handler = handlers[seen.length] ?? answer(501, 'no test expected this request');
    const from = request.socket.remotePort;
    const place = seen.push({ method, url, headers, body: '', from }) - 1;
    seen[place] = { method, url, headers, body: await text(request), from };
    handler(response, request);
  };
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  const port = await listen(server, options.port);
  const close = () => stop(server);
  onTestFinished(close);
  return { origin: `${options.tls ? 'https' : 'http'}://localhost:${port}`, port, seen, close };
}

/** Listens on IPv4 loopback; resolves with the port. */
export async function listen(server: NetServer, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('not a TCP server');
  }
  return address.port;
}

async function stop(server: Server): Promise<void> {
  if (server.listening) {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }
}

/** A port that nothing listens on: below the range from which the system gives `listen(0)` its ports. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await stop(server);
      return port;
    }
  }
}

export interface ProxyLoopback {
  /** `host:port`. */
  readonly address: string;
  /** `CONNECT kargo.example.test:443` or `GET http://kargo.example.test/`. */
  readonly asked: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
}

/** A proxy for one test. Whatever host is asked for, it leads to `target`. */
export async function serveProxy(
  target: Loopback,
  { refusal, tls }: { refusal?: number; tls?: KeyPair } = {},
): Promise<ProxyLoopback> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const note = (request: IncomingMessage) => {
    asked.push(`${request.method} ${request.url}`);
    authorizations.push(request.headers['proxy-authorization']);
  };
  const forward = async (request: IncomingMessage, response: ServerResponse) => {
    note(request);
    if (refusal !== undefined) {
      response.writeHead(refusal).end();
      return;
    }
    const { pathname } = new URL(request.url ?? '');
    const { authorization = '' } = request.headers;
    const result = await fetch(`${target.origin}${pathname}`, { headers: { authorization } });
    response.writeHead(result.status).end(await result.text());
  };
  const proxy = tls ? createTlsServer(tls, forward) : createServer(forward);
  proxy.on('connect', (request, client) => {
    note(request);
    client.on('error', () => undefined);
    if (refusal !== undefined) {
      client.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    const server = connect(target.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      server.pipe(client).pipe(server);
    });
    server.on('error', () => client.destroy());
    client.on('close', () => server.destroy());
  });
  const port = await listen(proxy);
  onTestFinished(() => stop(proxy));
  return { address: `localhost:${port}`, asked, authorizations };
}
