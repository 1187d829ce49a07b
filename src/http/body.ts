import type { Answer } from './exchange.ts';
import { codeOf, TransportError } from './transport-error.ts';

/** The most that is read of one body, in bytes (of a stream: unlimited). */
const maxBodyBytes = 64 * 1024 * 1024;

/** Reads the whole body as UTF-8. Throws `TransportError`; the body is gone then. */
export async function readText(name: string, answer: Answer): Promise<string> {
  const { body, headers } = answer;
  try {
    const encoding = headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity' && encoding !== '') {
      throw lasting(name, 'ENCODING', 'the answer is compressed although that was not asked for');
    }
    if (headers['content-length'] === '0') {
      body.destroy(); // Kargo's usual answer to an action: reading nothing still costs a millisecond.
      return '';
    }
    return (await collect(name, body, Number(headers['content-length'] ?? 0))).toString('utf8');
  } catch (raw) {
    body.destroy();
    throw raw instanceof TransportError ? raw : brokenBody(name, raw);
  }
}

async function collect(name: string, body: AsyncIterable<Uint8Array>, announced: number): Promise<Buffer> {
  const tooLarge = () =>
    lasting(name, 'TOO_LARGE', `the answer is larger than ${maxBodyBytes / 1024 / 1024} MB`);
  if (announced > maxBodyBytes) {
    throw tooLarge();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > maxBodyBytes) {
      throw tooLarge();
    }
  }
  return Buffer.concat(chunks, size);
}

/** Decodes a body piece by piece; a character that was split between two pieces comes whole. */
export async function* decodeChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') {
      yield text;
    }
  }
  const rest = decoder.decode();
  if (rest !== '') {
    yield rest;
  }
}

/** The answer began and then broke off. */
export function brokenBody(name: string, raw: unknown): TransportError {
  const message = `${name}: the connection broke in the middle of the answer (${codeOf(raw)})`;
  return new TransportError(message, { code: 'HALF_BODY', sent: 'maybe', transient: true, cause: raw });
}

function lasting(name: string, code: string, what: string): TransportError {
  return new TransportError(`${name}: ${what}`, { code, sent: 'maybe', transient: false });
}
