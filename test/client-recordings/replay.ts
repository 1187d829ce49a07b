import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { RecordedFrame, RecordedResponse } from '../support/recordings.ts';
import { bodyOf } from './exchanges.ts';

/** A request as it arrived. */
export interface Arrival {
  /** `GET /v1beta1/…?…` */
  readonly line: string;
  readonly body: string;
}

/** What a request is answered with: a recorded answer, or whatever a test plays itself. */
export type Reply = RecordedResponse | ((response: ServerResponse) => void | Promise<void>);

export interface Replay {
  readonly origin: string;
  readonly seen: readonly Arrival[];
  /** How many answers are under way, streams apart. */
  busy(): number;
  close(): Promise<void>;
}

/** Starts a server on loopback that answers as `reply` says, and 599 where it has no answer. */
export async function startReplay(reply: (arrival: Arrival) => Reply | undefined): Promise<Replay> {
  const seen: Arrival[] = [];
  let busy = 0;
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const arrival = { line: `${request.method} ${request.url}`, body: await text(request) };
    seen.push(arrival);
    const answer = reply(arrival);
    if (typeof answer !== 'function') {
      busy += 1;
      response.once('close', () => {
        busy -= 1;
      });
    }
    if (answer === undefined) {
      response.writeHead(599, { 'content-type': 'text/plain' }).end(`never recorded: ${arrival.line}`);
    } else if (typeof answer === 'function') {
      await answer(response);
    } else {
      send(response, answer);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('not a TCP server');
  }
  return {
    origin: `http://127.0.0.1:${address.port}`,
    seen,
    busy: () => busy,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Sends a recorded answer; a stream with all its frames at once, and its end. */
export function send(response: ServerResponse, recorded: RecordedResponse): void {
  begin(response, recorded);
  if (recorded.frames === undefined) {
    response.end(bodyOf(recorded));
    return;
  }
  for (const frame of recorded.frames) {
    response.write(wireOf(frame));
  }
  end(response, recorded);
}

/** Sends the head of a recorded answer. */
export function begin(response: ServerResponse, { status, headers }: RecordedResponse): void {
  const { connection: _, 'transfer-encoding': __, ...others } = headers;
  response.writeHead(status, others);
  response.flushHeaders();
}

const wires = new WeakMap<RecordedFrame, string>();

/** A frame as it came over the wire. Kept, for a stream is played to many. */
export function wireOf(frame: RecordedFrame): string {
  const { data, raw } = frame;
  const text = wires.get(frame) ?? (data === undefined ? `${raw}\n\n` : `data: ${JSON.stringify(data)}\n\n`);
  wires.set(frame, text);
  return text;
}

/** Ends a stream as it ended: `closed by client` leaves it open. */
export function end(response: ServerResponse, recorded: RecordedResponse): void {
  if (recorded.end === 'closed by server') {
    response.end();
  } else if (recorded.end?.startsWith('error')) {
    // What was written goes out first, and then the connection breaks in the middle of the body.
    response.write('', () => response.socket?.destroy());
  }
}
