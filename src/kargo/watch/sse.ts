import { TransportError } from '../../http/transport-error.ts';

/** One thing that came over an event stream: an event, or a comment (Kargo's keep-alive). */
export type SseEvent =
  | { readonly kind: 'data'; readonly event?: string; readonly data: string }
  | { readonly kind: 'comment'; readonly text: string };

/** The most that one event (or line) may hold, in characters. */
const maxEventLength = 16 * 1024 * 1024;

/**
 * The events of a stream of Server-Sent Events (HTML standard, 9.2.6). `id` and `retry` are passed over. An event that
 * the end of the stream cuts off is dropped. Throws `TransportError` (`TOO_LARGE`) for an event beyond 16 MB of text.
 */
export async function* parseEvents(chunks: AsyncIterable<string>): AsyncGenerator<SseEvent> {
  const block = new Block();
  for await (const line of linesOf(chunks)) {
    const event = block.take(line);
    if (event !== undefined) {
      yield event;
    }
  }
}

/** The lines of an event until the blank line that ends it. */
class Block {
  #event = '';
  #data: string[] = [];
  #length = 0;

  take(line: string): SseEvent | undefined {
    if (line === '') {
      return this.#finish();
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === '' && colon === 0) {
      return { kind: 'comment', text: value };
    }
    if (field === 'event') {
      this.#event = value;
    }
    if (field === 'data') {
      this.#data.push(value);
      this.#length = bounded(this.#length + value.length + 1);
    }
    return undefined;
  }

  #finish(): SseEvent | undefined {
    const event = this.#event;
    const data = this.#data;
    this.#event = '';
    this.#data = [];
    this.#length = 0;
    if (data.length === 0) {
      return undefined;
    }
    return { kind: 'data', ...(event !== '' && { event }), data: data.join('\n') };
  }
}

/** Complete lines, ended by LF, CR or CRLF, wherever the borders of the chunks are. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const lineEnd = /\r\n|\r|\n/g;
  let pending = '';
  let begun = false;
  let endedByCr = false;
  for await (const chunk of chunks) {
    if (chunk === '') {
      continue;
    }
    // The LF of a CRLF that was split ends no second line; a byte order mark begins the first.
    let from = (endedByCr && chunk[0] === '\n') || (!begun && chunk[0] === '\uFEFF') ? 1 : 0;
    begun = true;
    endedByCr = chunk.endsWith('\r');
    lineEnd.lastIndex = from;
    for (let end = lineEnd.exec(chunk); end !== null; end = lineEnd.exec(chunk)) {
      const line = pending + chunk.slice(from, end.index);
      bounded(line.length);
      pending = '';
      from = lineEnd.lastIndex;
      yield line;
    }
    pending += chunk.slice(from);
    bounded(pending.length);
  }
}

function bounded(length: number): number {
  if (length > maxEventLength) {
    throw new TransportError(`an event of the stream is larger than ${maxEventLength / 1024 / 1024} MB`, {
      code: 'TOO_LARGE',
      sent: 'maybe',
      transient: false,
    });
  }
  return length;
}
