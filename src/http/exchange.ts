import type { Readable } from 'node:stream';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** One request on its way. */
export interface Outgoing {
  /** What messages call it. */
  readonly name: string;
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Over a connection of its own that nothing was sent on before. */
  readonly fresh: boolean;
  /** Ends the exchange up to the head of the answer. */
  readonly signal: AbortSignal;
}

/** The head of an answer, and its body still to be read (or destroyed). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/** A way to a server. `send` rejects with `TransportError`. */
export interface Line {
  send(outgoing: Outgoing): Promise<Answer>;
  close(): void;
}

/** Headers with one value per (lower-case) name. */
export function flatten(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) {
      flat[name] = Array.isArray(value) ? value.join(', ') : value;
    }
  }
  return flat;
}
