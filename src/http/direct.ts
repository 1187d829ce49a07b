import * as http from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Answer, Line, Outgoing } from './exchange.ts';
import { flatten } from './exchange.ts';
import type { TlsOptions } from './tls.ts';
import { transportFailure } from './transport-error.ts';

interface Connection {
  readonly request: (url: URL, options: object) => http.ClientRequest;
  readonly agent: http.Agent | HttpsAgent | false;
  /** The event of a socket after which bytes of the request can leave. */
  readonly openedBy: 'connect' | 'secureConnect';
  readonly options: object;
}

/** Exchanges over connections of our own, by node:http and (loaded when it is needed) node:https. */
export function createDirect(tls: () => Promise<TlsOptions>): Line {
  const httpAgent = new http.Agent({ keepAlive: true });
  let httpsAgent: HttpsAgent | undefined;

  async function connectionFor({ url, fresh }: Outgoing): Promise<Connection> {
    if (url.protocol === 'http:') {
      const agent = fresh ? false : httpAgent;
      return { request: http.request, agent, openedBy: 'connect', options: {} };
    }
    const https = await import('node:https');
    httpsAgent ??= new https.Agent({ keepAlive: true });
    const agent = fresh ? false : httpsAgent;
    return { request: https.request, agent, openedBy: 'secureConnect', options: await tls() };
  }

  return {
    send: async (outgoing) => exchange(outgoing, await connectionFor(outgoing)),
    close: () => {
      httpAgent.destroy();
      httpsAgent?.destroy();
    },
  };
}

async function exchange(outgoing: Outgoing, connection: Connection): Promise<Answer> {
  const { name, method, url, headers, body, signal } = outgoing;
  // Node holds the request back until the connection (for https: the handshake) is complete, so before that
  // nothing of it has left. On a kept connection that cannot be told.
  let opened = false;
  try {
    signal.throwIfAborted();
    const request = connection.request(url, {
      ...connection.options,
      agent: connection.agent,
      method,
      headers,
    });
    request.on('socket', (socket) => {
      opened = request.reusedSocket;
      if (!opened) {
        socket.once(connection.openedBy, () => {
          opened = true;
        });
      }
    });
    const response = await responseTo(request, body, signal);
    return { status: response.statusCode ?? 0, headers: flatten(response.headers), body: response };
  } catch (raw) {
    throw transportFailure(name, raw, opened ? 'maybe' : 'never');
  }
}

/** Sends it and waits for the head of the answer, or for the signal. */
function responseTo(
  request: http.ClientRequest,
  body: string | undefined,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const stop = () => request.destroy(new Error('aborted'));
    const free = () => signal.removeEventListener('abort', stop);
    signal.addEventListener('abort', stop, { once: true });
    request.once('close', free);
    request.on('error', reject);
    request.once('response', (response) => {
      free();
      resolve(response);
    });
    request.end(body);
  });
}
