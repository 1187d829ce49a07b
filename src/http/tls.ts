import type { SecureContext } from 'node:tls';
import { TransportError } from './transport-error.ts';

/** Which servers are believed. */
export interface TlsSettings {
  /** PEM texts, in addition to the built-in CAs. */
  readonly ca?: string;
  /** The file of NODE_EXTRA_CA_CERTS. */
  readonly extraCaFile?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
}

/** The part of Node's TLS options that we set. */
export interface TlsOptions {
  readonly secureContext?: SecureContext;
  readonly rejectUnauthorized: boolean;
}

/**
 * The options for connections to servers; `ca` is added to the CAs that Node uses anyway. Throws `TransportError` (`CA`)
 * when it holds no certificate.
 */
export async function tlsOptions(settings: TlsSettings): Promise<TlsOptions> {
  const rejectUnauthorized = settings.insecure !== true;
  if (settings.ca === undefined) {
    return { rejectUnauthorized };
  }
  try {
    const { createSecureContext } = await import('node:tls');
    const ca = await trustedCas(settings.ca, settings.extraCaFile);
    return { secureContext: createSecureContext({ ca }), rejectUnauthorized };
  } catch (cause) {
    const message = 'the CA certificate cannot be used: `ca-certificate` must be PEM, or a file of PEM';
    throw new TransportError(message, { code: 'CA', sent: 'never', transient: false, cause });
  }
}

/** What the types of Node 20 do not know yet. */
interface KnownCas {
  readonly rootCertificates: readonly string[];
  readonly getCACertificates?: (type: 'default') => string[];
}

/**
 * All CAs to believe, PEM. The option `ca` of Node *replaces* the built-in ones and those of NODE_EXTRA_CA_CERTS, so all
 * are given again. Node tells the whole list from 22.15 on; before that only the built-in ones.
 */
export async function trustedCas(ca: string, extraCaFile?: string): Promise<string[]> {
  const [tls, added, extra] = await Promise.all([
    import('node:tls'),
    certificatesIn(ca),
    extraCaFile === undefined ? [] : certificatesOf(extraCaFile),
  ]);
  const known: KnownCas = tls;
  const usual = known.getCACertificates?.('default') ?? known.rootCertificates;
  return [...usual, ...extra, ...added];
}

/** Those of a file; none when it cannot be used: Node has warned of that already and goes on without it. */
async function certificatesOf(file: string): Promise<string[]> {
  const { readFile } = await import('node:fs/promises');
  try {
    return await certificatesIn(await readFile(file, 'utf8'));
  } catch {
    return [];
  }
}

/** The certificates of a PEM text. Throws when there is none, or a broken one (which Node would pass over). */
async function certificatesIn(pem: string): Promise<string[]> {
  const { X509Certificate } = await import('node:crypto');
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs);
  if (blocks === null) {
    throw new Error('no block of PEM called CERTIFICATE');
  }
  return blocks.map((block) => new X509Certificate(block).toString());
}
