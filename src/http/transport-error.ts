import { certificateSentence, isCertificateCode } from './certificate.ts';

/** How a `TransportError` came about. */
export interface TransportFacts {
  readonly code: string;
  readonly sent: 'never' | 'maybe';
  /** Whether another attempt may end otherwise. */
  readonly transient: boolean;
  readonly cause?: unknown;
}

/**
 * No usable answer came. The message names method, origin and path, never headers, query values, user info or the
 * credentials of a proxy.
 */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  /**
   * The code of Node (`ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, …) or one of ours: `TIMEOUT`, `HALF_BODY`,
   * `TOO_LARGE`, `ENCODING`, `ADDRESS`, `HEADER`, `PROXY`, `CA`, `CLOSED`.
   */
  readonly code: string;
  /**
   * `never`: the request certainly did not reach the server (connection refused, DNS, failed TLS handshake, CONNECT
   * refused by the proxy); `maybe`: it may have been carried out.
   */
  readonly sent: 'never' | 'maybe';
  /** Whether another attempt may end otherwise. */
  readonly transient: boolean;

  constructor(message: string, facts: TransportFacts) {
    super(message, { cause: facts.cause });
    this.code = facts.code;
    this.sent = facts.sent;
    this.transient = facts.transient;
  }
}

/**
 * What is said about a request in messages: `GET https://kargo.example.test/v1beta1/projects`. Throws `TransportError`
 * (`ADDRESS`) when it goes to nothing that speaks HTTP.
 */
export function nameOf(request: { method: string; url: string; secretPath?: boolean }): string {
  const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const message = `${request.method}: the address is not one of http:// or https://`;
    throw new TransportError(message, { code: 'ADDRESS', sent: 'never', transient: false });
  }
  return `${request.method} ${url.origin}${request.secretPath ? '/…' : url.pathname}`;
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused: nothing listens there, or a firewall rejects it',
  ENOTFOUND: 'the host name is not known to DNS',
  EAI_AGAIN: 'DNS does not answer',
  ECONNRESET: 'the connection was closed before the answer',
  EPIPE: 'the connection was closed before the answer',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EPROTO:
    'the TLS handshake failed: the server probably does not speak TLS on this port (http instead of https?)',
  ERR_SSL_WRONG_VERSION_NUMBER: 'the server does not speak TLS on this port (http instead of https?)',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'the server does not speak TLS on this port (http instead of https?)',
};

/** Codes of undici (which speaks to proxies) that have a name in Node. */
const sameAs: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_TIMEOUT: 'TIMEOUT',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'HALF_BODY',
};

/** The code of a network error, in Node's words; `UNKNOWN` when it has none. */
export function codeOf(raw: unknown): string {
  if (!(raw instanceof Error)) {
    return 'UNKNOWN';
  }
  const code = 'code' in raw && typeof raw.code === 'string' ? raw.code : undefined;
  // undici wraps what the TLS handshake with a proxy said.
  if (raw.cause instanceof Error && (code === undefined || code === 'UND_ERR_PRX_TLS')) {
    return codeOf(raw.cause);
  }
  return code === undefined ? 'UNKNOWN' : (sameAs[code] ?? code);
}

/** The failure of a request called `name`, put in words. */
export function transportFailure(name: string, raw: unknown, sent: 'never' | 'maybe'): TransportError {
  const code = codeOf(raw);
  if (/^ERR_(INVALID_CHAR|HTTP_INVALID_HEADER_VALUE|INVALID_HTTP_TOKEN)$|^UND_ERR_INVALID_ARG$/.test(code)) {
    // Node names the header, undici quotes its value: neither text is repeated.
    const message = `${name}: a header cannot be sent: it holds a character that HTTP does not allow (a line break in the token?)`;
    return new TransportError(message, { code: 'HEADER', sent: 'never', transient: false });
  }
  const other = code.startsWith('HPE_') ? 'what came back is not HTTP' : 'the connection failed';
  const sentence = certificateSentence(code, raw) ?? sentences[code] ?? other;
  // In a handshake it is about protocol and version, later about a broken connection.
  const handshake = sent === 'never' && /^(EPROTO|ERR_SSL_|ERR_TLS_)/.test(code);
  const transient = !isCertificateCode(code) && !handshake;
  return new TransportError(`${name}: ${sentence} (${code})`, { code, sent, transient, cause: raw });
}
