import type { ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import type { EventStream } from './exchange.ts';
import type { Fault } from './faults.ts';

const KEEPALIVE_MS = 30_000;

/** A stream that is open. */
export interface OpenStream {
  response: ServerResponse;
  end: () => void;
}

/** Opens an answer of Server-Sent Events and lets the route write to it. */
export function openStream(
  { clock, streams }: { clock: Clock; streams: Set<OpenStream> },
  opening: {
    response: ServerResponse;
    start: (stream: EventStream) => void;
    fault: Fault | undefined;
  },
): void {
  const { response, start, fault } = opening;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const listeners: (() => void)[] = [];
  const later = (ms: number, run: () => void) => listeners.push(clock.after(ms, run, true));
  const opened: OpenStream = { response, end: () => response.end() };
  streams.add(opened);
  response.on('close', () => {
    streams.delete(opened);
    for (const listener of listeners) listener();
  });
  // A dead stream: the connection stands, nothing ever comes.
  if (fault?.kind === 'dead-stream') return;
  if (fault?.kind === 'end-stream') later(fault.delayMs ?? 0, () => response.end());
  if (fault?.kind === 'reset-stream') later(fault.delayMs ?? 0, () => response.destroy());
  const stream: EventStream = {
    send: (data) => response.write(`data: ${JSON.stringify(data)}\n\n`),
    write: (text) => response.write(`${text.replace(/^/gm, 'data: ')}\n\n`),
    fail: (data) => response.write(`event: error\ndata: ${JSON.stringify(data)}\n\n`),
    end: () => response.end(),
    onClose: (listener) => listeners.push(listener),
  };
  const keepAlive = () => {
    response.write(': keepalive\n\n');
    later(KEEPALIVE_MS, keepAlive);
  };
  later(KEEPALIVE_MS, keepAlive);
  start(stream);
}
