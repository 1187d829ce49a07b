import http from 'node:http';
import type { Json, JsonObject } from '../support/recordings.ts';
import type { StreamFrame } from './streams.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string;
  url: URL;
  /** Path and query as they are sent, not normalised. */
  path: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** A stream that is being read, or an answer that turned out not to be one. */
export interface OpenStream {
  status: number;
  headers: http.IncomingHttpHeaders;
  frames: StreamFrame[];
  /** What came, when it is not a stream. */
  text: () => Promise<string>;
  /** How it ended, while it is open `undefined`. */
  end: () => 'closed by server' | 'error' | undefined;
  /** Called after every frame and at the end. */
  onChange: (listener: () => void) => void;
  close: () => void;
}

const deadlineMs = 5_000;

/** Sends a request and reads the whole answer. Throws when it does not come within five seconds. */
export async function send(request: WireRequest): Promise<WireAnswer> {
  const response = await open(request);
  const timer = setTimeout(() => response.destroy(new Error('the answer does not end')), deadlineMs);
  try {
    return { status: response.statusCode ?? 0, headers: response.headers, text: await readText(response) };
  } finally {
    clearTimeout(timer);
  }
}

/** Opens a stream: resolves when the headers are there. */
export async function openStream(request: WireRequest): Promise<OpenStream> {
  const response = await open(request);
  const frames: StreamFrame[] = [];
  const listeners = new Set<() => void>();
  let end: 'closed by server' | 'error' | undefined;
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const isStream = `${response.headers['content-type']}`.startsWith('text/event-stream');
  const text = isStream ? Promise.resolve('') : readText(response);
  if (isStream) {
    readFrames(response, (frame) => {
      frames.push(frame);
      tell();
    });
    response.on('error', () => {
      end = 'error';
    });
    response.on('end', () => {
      end ??= 'closed by server';
    });
    response.on('close', tell);
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    frames,
    text: () => text,
    end: () => end,
    onChange: (listener) => listeners.add(listener),
    close: () => response.destroy(),
  };
}

function open({ method, url, path, headers, body }: WireRequest): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host: url.hostname,
        port: url.port,
        method,
        path,
        headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
        agent: false,
        timeout: deadlineMs,
      },
      (response) => {
        request.setTimeout(0);
        resolve(response);
      },
    );
    request.on('timeout', () =>
      request.destroy(new Error(`no answer to ${method} ${path} within ${deadlineMs} ms`)),
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function readText(response: http.IncomingMessage): Promise<string> {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

function readFrames(response: http.IncomingMessage, onFrame: (frame: StreamFrame) => void): void {
  let rest = '';
  response.setEncoding('utf8');
  response.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) onFrame(parseFrame(part));
  });
}

/** Reads one SSE frame: an event of Kargo's, or the text as it came. */
export function parseFrame(text: string): StreamFrame {
  const data = /^data: ?(.*)$/s.exec(text)?.[1];
  if (data === undefined) return { raw: text };
  const { type, object }: { type: string; object: JsonObject } = JSON.parse(data);
  return { data: { type, object } };
}

/** The body as JSON when its type says so and it is, else as text. */
export function parseBody({ headers, text }: Pick<WireAnswer, 'headers' | 'text'>): Json {
  if (!/\bjson\b/.test(`${headers['content-type']}`)) return text;
  try {
    const body: Json = JSON.parse(text);
    return body;
  } catch {
    return text;
  }
}
