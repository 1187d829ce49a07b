import type { Socket } from 'node:net';
import type { PeerCertificate } from 'node:tls';
import { type ProxyServer, type ProxySettings, proxyFor } from './proxy.ts';

/** One certificate as a server presents it, in words. Text of the server. */
export interface PresentedCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** As the certificate has them, e.g. `Jan  1 00:00:00 2020 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `DNS:…` entries of a server's certificate, comma-separated. */
  readonly names: string;
}

const patienceMs = 10_000;

/**
 * The certificates that a server presents, its own first, whether they are trusted or not. Nothing is sent but
 * the handshake. Undefined when there is none to be had.
 */
export async function presentedChain(
  url: URL,
  proxies: ProxySettings,
  signal: AbortSignal,
): Promise<readonly PresentedCertificate[] | undefined> {
  const time = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  try {
    const proxy = proxyFor(url, proxies);
    const socket = proxy === undefined ? undefined : await tunnel(url, proxy, time);
    return await handshake(url, socket, time);
  } catch {
    return undefined;
  }
}

async function handshake(
  url: URL,
  socket: Socket | undefined,
  signal: AbortSignal,
): Promise<readonly PresentedCertificate[]> {
  const [{ connect }, { isIP }] = await Promise.all([import('node:tls'), import('node:net')]);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve, reject) => {
    const link = connect({
      ...(socket === undefined ? { host, port: portOf(url) } : { socket }),
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Only looked at: nothing is sent on this connection.
      rejectUnauthorized: false,
    });
    const stop = () => link.destroy(new Error('out of time'));
    signal.addEventListener('abort', stop, { once: true });
    link.once('close', () => signal.removeEventListener('abort', stop));
    link.once('error', reject);
    link.once('secureConnect', () => {
      resolve(chainOf(link.getPeerCertificate(true)));
      link.destroy();
    });
  });
}

/** A connection through the proxy, as it makes one for https. */
async function tunnel(url: URL, proxy: ProxyServer, signal: AbortSignal): Promise<Socket> {
  const isTls = proxy.origin.startsWith('https:');
  const { request } = isTls ? await import('node:https') : await import('node:http');
  return new Promise((resolve, reject) => {
    const asking = request(proxy.origin, {
      method: 'CONNECT',
      path: `${url.hostname}:${portOf(url)}`,
      headers: proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization },
      signal,
    });
    asking.once('connect', (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
      } else {
        socket.destroy();
        reject(new Error('the proxy refused'));
      }
    });
    asking.once('response', () => asking.destroy(new Error('no tunnel')));
    asking.once('error', reject);
    asking.end();
  });
}

function portOf(url: URL): number {
  return url.port === '' ? 443 : Number(url.port);
}

/** Follows the issuers; a self-signed certificate is its own. */
function chainOf(
  leaf: ReturnType<import('node:tls').TLSSocket['getPeerCertificate']>,
): readonly PresentedCertificate[] {
  const chain: PresentedCertificate[] = [];
  const seen = new Set<string>();
  let next: (PeerCertificate & { issuerCertificate?: PeerCertificate }) | undefined = leaf;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
    seen.add(next.fingerprint256);
    chain.push({
      subject: nameOf(next.subject),
      issuer: nameOf(next.issuer),
      validFrom: next.valid_from,
      validTo: next.valid_to,
      names: next.subjectaltname ?? '',
    });
    next = next.issuerCertificate;
  }
  return chain;
}

/** `Acme Root CA (Acme Ltd)`: what people call a certificate. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const text = (value: string | readonly string[] | undefined) =>
    (typeof value === 'string' ? value : (value?.join(', ') ?? '')).replace(/[^\P{C}]/gu, '');
  const [common, organisation] = [text(name?.CN), text(name?.O)];
  if (common === '') {
    return organisation === '' ? 'without a name' : organisation;
  }
  return organisation === '' ? common : `${common} (${organisation})`;
}
