import { BlockList, isIP, isIPv4 } from 'node:net';
import { TransportError } from './transport-error.ts';

/** The values of HTTPS_PROXY, HTTP_PROXY and NO_PROXY as they were set; absent when empty. */
export interface ProxySettings {
  readonly https?: string;
  readonly http?: string;
  readonly no?: string;
}

/** Proxy settings of an environment: the lower-case name wins, also when it is empty (as in curl and undici). */
export function proxySettings(env: Readonly<Record<string, string | undefined>>): ProxySettings {
  const https = (env.https_proxy ?? env.HTTPS_PROXY ?? '').trim();
  const http = (env.http_proxy ?? env.HTTP_PROXY ?? '').trim();
  const no = (env.no_proxy ?? env.NO_PROXY ?? '').trim();
  return { ...(https && { https }), ...(http && { http }), ...(no && { no }) };
}

/** A proxy to use. */
export interface ProxyServer {
  /** Without credentials. */
  readonly origin: string;
  /** The value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/**
 * The proxy for `url`, or undefined for a direct connection. https goes by HTTPS_PROXY only, http by HTTP_PROXY only
 * (ALL_PROXY is not read). Loopback is never proxied, whatever is set: a proxy would reach its own loopback.
 * Throws `TransportError` (`PROXY`) when the setting cannot be used.
 */
export function proxyFor(url: URL, settings: ProxySettings): ProxyServer | undefined {
  const [value, name] =
    url.protocol === 'https:' ? [settings.https, 'HTTPS_PROXY'] : [settings.http, 'HTTP_PROXY'];
  if (!value || isLoopback(hostOf(url)) || isExempt(url, settings.no ?? '')) {
    return undefined;
  }
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `http://${value}`;
  const proxy = URL.canParse(withScheme) ? new URL(withScheme) : undefined;
  if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
    throw new TransportError(`${name} is not the address of a proxy: http://host:port or https://host:port`, {
      code: 'PROXY',
      sent: 'never',
      transient: false,
    });
  }
  const user = decoded(proxy.username);
  return user === ''
    ? { origin: proxy.origin }
    : {
        origin: proxy.origin,
        authorization: `Basic ${Buffer.from(`${user}:${decoded(proxy.password)}`).toString('base64')}`,
      };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone percent sign in a password: people write it so.
  }
}

/** The host in lower case, without the brackets of IPv6 and the dot of the root. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || isIn(host, '127.0.0.0/8');
}

/** Whether an entry of NO_PROXY (separated by commas or blanks) covers `url`. */
function isExempt(url: URL, noProxy: string): boolean {
  const host = hostOf(url);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry, host, port));
}

/**
 * `*`, `example.test`, `.example.test` and `*.example.test` (all three: the domain and everything below it, as in
 * curl), an address, a network (`10.0.0.0/8`), each but the last with an optional `:port`.
 */
function covers(entry: string, host: string, port: string): boolean {
  if (entry.includes('/')) {
    return isIn(host, entry);
  }
  const [, name = entry, onlyPort] = splitPort(entry);
  if (onlyPort !== undefined && onlyPort !== port) {
    return false;
  }
  const domain = name
    .replace(/^\[|\]$/g, '')
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  return domain === '*' || host === domain || (!isIP(host) && domain !== '' && host.endsWith(`.${domain}`));
}

function splitPort(entry: string): readonly (string | undefined)[] {
  return isIP(entry) ? [] : (/^(.+?):(\d+)$/.exec(entry) ?? []);
}

function isIn(host: string, network: string): boolean {
  const [address = '', length = ''] = network.split('/');
  const bits = Number(length);
  if (
    !isIP(host) ||
    isIP(address) !== isIP(host) ||
    !/^\d+$/.test(length) ||
    bits > (isIPv4(host) ? 32 : 128)
  ) {
    return false;
  }
  const family = isIPv4(host) ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(address, bits, family);
  return list.check(host, family);
}
