import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What a fake forge saw of a request. */
export interface Seen {
  readonly method: string;
  /** Still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as text, and parsed where it is JSON. */
  readonly text: string;
  readonly json: unknown;
}

export interface Reply {
  readonly status: number;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, as HTML unless `headers` say otherwise. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What goes wrong with the requests that match. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  /** Of the body, for GraphQL. */
  readonly body?: RegExp;
  /**
   * `before`: the connection breaks before anything is done. `after`: what was asked is done, then it breaks. A reply:
   * nothing is done and this is answered. `{ done }`: it is done and this is answered. `{ first }`: this happens in the
   * world just before it is done.
   */
  readonly what: 'before' | 'after' | Reply | { readonly done: Reply } | { readonly first: () => void };
  /** How often. Default 1. */
  readonly times?: number;
}

/** An HTTP server on loopback with a log and faults. */
export class ForgeServer {
  /** Every request, in order of arrival. */
  readonly seen: Seen[] = [];
  readonly #faults: { fault: Fault; left: number }[] = [];
  readonly #server: Server;
  #origin = '';

  constructor(answer: (seen: Seen) => Reply | Promise<Reply>) {
    this.#server = createServer((request, response) => {
      this.#handle(request, response, answer).catch((error: unknown) => {
        // The message of the fake itself: a test must see it, whatever the client makes of it.
        response.writeHead(500, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ message: `the fake broke: ${String(error)}` }));
      });
    });
  }

  get origin(): string {
    return this.#origin;
  }

  async start(port = 0): Promise<void> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('not a TCP server');
    }
    this.#origin = `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    if (this.#server.listening) {
      this.#server.close();
      this.#server.closeAllConnections();
      await once(this.#server, 'close');
    }
  }

  fault(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? 1 });
  }

  /** `METHOD path` of each request since `from`. */
  log(from = 0): readonly string[] {
    return this.seen.slice(from).map(({ method, path }) => `${method} ${path}`);
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
    answer: (seen: Seen) => Reply | Promise<Reply>,
  ): Promise<void> {
    const seen = await read(request);
    this.seen.push(seen);
    const what = this.#take(seen);
    if (what === 'before') {
      request.socket.resetAndDestroy();
      return;
    }
    if (what !== undefined && what !== 'after' && 'status' in what) {
      send(response, what);
      return;
    }
    if (what !== undefined && what !== 'after' && 'first' in what) {
      what.first();
    }
    const reply = await answer(seen);
    if (what === 'after') {
      request.socket.resetAndDestroy();
      return;
    }
    send(response, what !== undefined && 'done' in what ? what.done : reply);
  }

  #take(seen: Seen): Fault['what'] | undefined {
    const entry = this.#faults.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.method === seen.method &&
        fault.path.test(seen.path) &&
        (fault.body?.test(seen.text) ?? true),
    );
    if (entry === undefined) {
      return undefined;
    }
    entry.left -= 1;
    return entry.fault.what;
  }
}

async function read(request: IncomingMessage): Promise<Seen> {
  const { method = '', url = '', headers } = request;
  const { pathname, searchParams } = new URL(url, 'http://forge.test');
  const body = await text(request);
  return { method, path: pathname, query: searchParams, headers, text: body, json: parsed(body) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, json, text: body, headers = {} }: Reply): void {
  const type = json === undefined ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
  const content = json === undefined ? (body ?? '') : JSON.stringify(json);
  response.writeHead(status, { ...(content !== '' && { 'content-type': type }), ...headers });
  response.end(content);
}

/** A JSON object, or an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
