import type { ProxyAgent } from 'undici';
import { isCertificateCode } from './certificate.ts';
import type { Answer, Line, Outgoing } from './exchange.ts';
import { flatten } from './exchange.ts';
import type { ProxyServer } from './proxy.ts';
import type { TlsOptions } from './tls.ts';
import { codeOf, TransportError, transportFailure } from './transport-error.ts';

/** Exchanges through `proxy`, by undici (loaded when it is needed). */
export function createProxied(proxy: ProxyServer, tls: () => Promise<TlsOptions>): Line {
  let kept: ProxyAgent | undefined;

  async function newAgent(): Promise<ProxyAgent> {
    const undici = await import('undici');
    const requestTls = await tls();
    const { secureContext } = requestTls;
    return new undici.ProxyAgent({
      uri: proxy.origin,
      ...(proxy.authorization !== undefined && { token: proxy.authorization }),
      // http is asked of the proxy, not tunnelled: many proxies allow CONNECT to port 443 only.
      proxyTunnel: false,
      requestTls,
      // `insecure` is about the server of the user, not about the proxy.
      proxyTls: secureContext === undefined ? {} : { secureContext },
    });
  }

  return {
    async send(outgoing) {
      const agent = outgoing.fresh ? await newAgent() : (kept ?? (await newAgent()));
      if (!outgoing.fresh) {
        kept = agent;
      }
      const free = () => {
        if (agent !== kept) {
          void agent.destroy();
        }
      };
      try {
        const answer = await exchange(outgoing, agent);
        answer.body.once('close', free);
        return answer;
      } catch (raw) {
        free();
        throw proxiedFailure(outgoing.name, raw, proxy);
      }
    },
    close: () => void kept?.destroy(),
  };
}

async function exchange(outgoing: Outgoing, agent: ProxyAgent): Promise<Answer> {
  const { method, url, headers, body, signal } = outgoing;
  const undici = await import('undici');
  const response = await undici.request(url, {
    dispatcher: agent,
    method,
    headers: { ...headers },
    body: body ?? null,
    signal,
    // Time is kept by the attempt; a watch may be silent for long.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  if (response.statusCode === 407 && url.protocol === 'http:') {
    response.body.destroy();
    throw new Error('Proxy response (407)');
  }
  return { status: response.statusCode, headers: flatten(response.headers), body: response.body };
}

/** These can only come from making the connection, so the request has not left. */
const connecting: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

function proxiedFailure(name: string, raw: unknown, proxy: ProxyServer): TransportError {
  const via = `${name} (through the proxy ${proxy.origin})`;
  const refused =
    raw instanceof Error ? /Proxy (?:response|Authentication Required) \((\d+)\)/.exec(raw.message) : null;
  if (refused !== null) {
    const status = Number(refused[1]);
    const why = status === 407 ? 'it wants other credentials' : 'it does not let the request through';
    return new TransportError(`${via}: the proxy answered with HTTP ${status}: ${why}`, {
      code: 'PROXY',
      sent: 'never',
      transient: status === 429 || status >= 500,
    });
  }
  const code = codeOf(raw);
  return transportFailure(via, raw, connecting.has(code) || isCertificateCode(code) ? 'never' : 'maybe');
}
