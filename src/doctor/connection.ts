import { isKargoError, type KargoError } from '../errors.ts';
import { isCertificateCode } from '../http/certificate.ts';
import type { PresentedCertificate } from '../http/presented-chain.ts';
import { type ProxySettings, proxyFor } from '../http/proxy.ts';
import { type Http, TransportError } from '../http.ts';
import { classify, parse } from '../kargo/answer.ts';
import type { KargoClient } from '../kargo/client.ts';
import { System } from '../kargo/system.ts';
import type { Verdict } from '../verdict.ts';
import { type Finding, well, wrong } from './finding.ts';

/** What the look at the connection needs. */
export interface Way {
  readonly client: KargoClient;
  readonly http: Http;
  readonly proxies: ProxySettings;
  readonly signal: AbortSignal;
}

const publicConfig = '/v1beta1/system/public-server-config';

/** In milliseconds: for each other address that is tried. */
const guessMs = 5_000;

/** Whether Kargo answers; else why not, as far as the network, TLS and other addresses tell. */
export async function lookAtConnection(way: Way): Promise<Finding> {
  const { client } = way;
  try {
    const answer = await new System(client).publicConfig();
    const through = throughProxy(way);
    return isPublicConfig(answer)
      ? well('connection', `Kargo answers at ${client.address}${through}`)
      : wrong('connection', {
          status: 'unknown',
          reason: 'bad-answer',
          message:
            `${client.address} answers with JSON${through}, but not as Kargo does: it is another service. ${await otherAddress(way)}`.trim(),
        });
  } catch (error) {
    if (isKargoError(error)) {
      return wrong('connection', await explained(error, way));
    }
    throw error;
  }
}

/** The verdict with what else could be found out. */
async function explained(error: KargoError, way: Way): Promise<Verdict> {
  const { cause, verdict } = error;
  const code = cause instanceof TransportError ? cause.code : '';
  const isAnswered = 'reason' in verdict && ['bad-answer', 'not-found'].includes(verdict.reason);
  const more = isCertificateCode(code)
    ? await explainCertificate(way)
    : isAnswered
      ? await otherAddress(way)
      : '';
  const through = error.message.includes('through the proxy') ? '' : throughProxy(way);
  const said = verdict.message.replace(/\.$/, '');
  return { ...verdict, message: [`${said}${through}.`, more].filter((part) => part !== '').join(' ') };
}

/** Without the credentials of the proxy. */
function throughProxy({ client, proxies }: Way): string {
  try {
    const proxy = proxyFor(new URL(client.address), proxies);
    return proxy === undefined ? '' : ` (through the proxy ${proxy.origin})`;
  } catch {
    return '';
  }
}

/** Who signed what the server presents: the CA to give is the issuer of the topmost certificate. */
async function explainCertificate({ client, proxies, signal }: Way): Promise<string> {
  const { presentedChain } = await import('../http/presented-chain.ts');
  const chain = await presentedChain(new URL(client.address), proxies, signal);
  const [own] = chain ?? [];
  const top = chain?.at(-1);
  if (chain === undefined || own === undefined || top === undefined) {
    return 'Its certificates could not be read.';
  }
  return describeChain(chain, { own, top });
}

/** The chain in words. */
export function describeChain(
  chain: readonly PresentedCertificate[],
  { own, top }: { readonly own: PresentedCertificate; readonly top: PresentedCertificate },
): string {
  const names = chain.map(({ subject }) => `"${subject}"`).join(', signed by ');
  const ca =
    top.subject === top.issuer
      ? chain.length === 1
        ? 'It is self-signed: give this certificate itself by ca-certificate'
        : `The CA to give by ca-certificate is "${top.subject}", which the server presents too`
      : `The CA to give by ca-certificate is "${top.issuer}", which the server does not present`;
  return `The server presents ${names}, valid from ${own.validFrom} to ${own.validTo}${own.names === '' ? '' : `, for ${own.names}`}. ${ca}.`;
}

/** The address at which Kargo does answer, of those that people mistake for each other. Only asked without a token. */
async function otherAddress(way: Way): Promise<string> {
  const { client, http, signal } = way;
  const redirect = await redirectOf(way);
  for (const address of likelyAddresses(client.address, redirect)) {
    const response = await http
      .request({
        method: 'GET',
        url: address + publicConfig,
        signal,
        retryForMs: 0,
        attemptTimeoutMs: guessMs,
      })
      .catch(() => undefined);
    signal.throwIfAborted();
    if (response !== undefined && classify(response) === 'json' && isPublicConfig(parse(response.text))) {
      return `Kargo does answer at ${address}: use this as api-address.`;
    }
  }
  return '';
}

/** Where the address leads, if it only leads on: often from http to https. */
async function redirectOf({ client, http, signal }: Way): Promise<string | undefined> {
  const url = client.address + publicConfig;
  const response = await http
    .request({ method: 'GET', url, signal, retryForMs: 0, attemptTimeoutMs: guessMs })
    .catch(() => undefined);
  const location = response?.headers.location;
  const target = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
  // To another host it is a sign-in page: that is not asked.
  return target?.hostname === new URL(url).hostname && target.pathname.endsWith(publicConfig)
    ? `${target.origin}${target.pathname.slice(0, -publicConfig.length)}`
    : undefined;
}

/** Missing, doubled or foreign parts of the path: the likely ones, each once. */
export function likelyAddresses(address: string, redirect?: string): readonly string[] {
  const { origin, pathname } = new URL(address);
  const parts = pathname.split('/').filter((part) => part !== '');
  const once = parts.filter((part, index) => part !== parts[index - 1]);
  const paths = [once, parts.slice(0, -1), [], ['kargo'], ['api']].map((list) => [origin, ...list].join('/'));
  const known = new Set([address.replace(/\/+$/, '')]);
  return [...(redirect === undefined ? [] : [redirect]), ...paths].filter((guess) => {
    const isNew = !known.has(guess);
    known.add(guess);
    return isNew;
  });
}

/** `{"adminAccountEnabled": …, "skipAuth": …}` on every release (00/public-config-no-token). */
function isPublicConfig(answer: unknown): boolean {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    ('adminAccountEnabled' in answer || 'skipAuth' in answer || 'oidcConfig' in answer)
  );
}
