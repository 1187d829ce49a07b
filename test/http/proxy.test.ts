import { beforeAll, describe, expect, test } from 'vitest';
import { proxyFor, proxySettings } from '../../src/http/proxy.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { client, failureOf, never } from './client.ts';
import { answer, freePort, type Handler, reset, serve, serveProxy, silence } from './loopback.ts';

describe('proxySettings', () => {
  test.each([
    [{}, {}],
    [
      { HTTPS_PROXY: 'http://a:1', HTTP_PROXY: 'b:2', NO_PROXY: 'c' },
      { https: 'http://a:1', http: 'b:2', no: 'c' },
    ],
    [{ https_proxy: 'low', HTTPS_PROXY: 'up' }, { https: 'low' }],
    [{ http_proxy: 'low', HTTP_PROXY: 'up' }, { http: 'low' }],
    [{ no_proxy: 'low', NO_PROXY: 'up' }, { no: 'low' }],
    [{ https_proxy: '', HTTPS_PROXY: 'up' }, {}],
    [{ HTTPS_PROXY: '  ' }, {}],
    [{ ALL_PROXY: 'http://a:1' }, {}],
  ])('%j', (env, settings) => {
    expect(proxySettings(env)).toEqual(settings);
  });
});

describe('which requests go through the proxy', () => {
  const proxy = 'http://proxy.example.test:3128';

  test.each([
    ['https://kargo.example.test/', { https: proxy }, proxy],
    ['https://kargo.example.test/', { http: proxy }, undefined],
    ['http://kargo.example.test/', { http: proxy }, proxy],
    ['http://kargo.example.test/', { https: proxy }, undefined],
    ['https://kargo.example.test/', {}, undefined],
    ['https://kargo.example.test/', { https: 'proxy.example.test:3128' }, proxy],
    ['https://kargo.example.test/', { https: 'PROXY.example.test:3128/' }, proxy],
    ['https://kargo.example.test/', { https: 'https://proxy.example.test' }, 'https://proxy.example.test'],
    ['https://kargo.example.test/', { https: 'me:pass@10.0.0.1:80' }, 'http://10.0.0.1'],
    ['https://localhost:8443/', { https: proxy }, undefined],
    ['https://kargo.localhost/', { https: proxy }, undefined],
    ['http://127.0.0.1:8080/', { http: proxy }, undefined],
    ['http://127.8.9.1/', { http: proxy }, undefined],
    ['http://[::1]:8080/', { http: proxy }, undefined],
    ['http://128.0.0.1/', { http: proxy }, proxy],
  ])('%s with %j: %s', (url, settings, origin) => {
    expect(proxyFor(new URL(url), settings)?.origin).toBe(origin);
  });

  test.each([
    ['kargo.example.test', 'kargo.example.test', true],
    ['kargo.example.test', 'KARGO.Example.Test', true],
    ['kargo.example.test', 'example.test', true],
    ['kargo.example.test', '.example.test', true],
    ['kargo.example.test', '*.example.test', true],
    ['example.test', '.example.test', true],
    ['example.test', '*.example.test', true],
    ['kargo.example.test.', 'example.test', true],
    ['kargo.example.test', 'example.test.', true],
    ['kargo.example.test', '*', true],
    ['kargo.example.test', 'other.test, example.test', true],
    ['kargo.example.test', 'other.test example.test', true],
    ['kargo.example.test', ' , ,example.test,', true],
    ['kargo.example.test', 'example.test:443', true],
    ['kargo.example.test:8443', 'example.test:8443', true],
    ['kargo.example.test:8443', 'example.test', true],
    ['kargo.example.test:8443', '*:8443', true],
    ['kargo.example.test', 'example.test:8443', false],
    ['kargo.example.test:8443', 'example.test:443', false],
    ['notexample.test', 'example.test', false],
    ['example.test.evil.test', 'example.test', false],
    ['kargo.example.test', 'argo.example.test', false],
    ['kargo.example.test', 'other.test', false],
    ['kargo.example.test', '', false],
    ['kargo.example.test', ',', false],
    ['kargo.example.test', '.', false],
    ['kargo.example.test', '10.0.0.0/8', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.0.0.0/8', true],
    ['11.1.2.3', '10.0.0.0/8', false],
    ['10.1.2.3', '10.0.0.0/99', false],
    ['10.1.2.3', '10.0.0.0/', false],
    ['10.1.2.3', '2.3', false],
    ['[fd00::5]', 'fd00::5', true],
    ['[fd00::5]:8443', '[fd00::5]:8443', true],
    ['[fd00::5]', '[fd00::5]:8443', false],
    ['[fd00::5]', 'fd00::/8', true],
    ['[fd00::5]', '10.0.0.0/8', false],
  ])('https://%s with NO_PROXY=%j: exempt %s', (host, no, exempt) => {
    const found = proxyFor(new URL(`https://${host}/`), { https: proxy, no });
    expect(found === undefined).toBe(exempt);
  });

  test.each([
    ['http://me:pass@p.test', 'me:pass'],
    ['me:pass@p.test:8080', 'me:pass'],
    ['http://me:p%40ss%3A@p.test', 'me:p@ss:'],
    ['http://me:50%25%@p.test', '50'],
    ['http://me@p.test', 'me:'],
  ])('credentials of %s', (https, words) => {
    const found = proxyFor(new URL('https://kargo.example.test'), { https });
    const [kind, encoded = ''] = found?.authorization?.split(' ') ?? [];
    expect(kind).toBe('Basic');
    expect(Buffer.from(encoded, 'base64').toString()).toContain(words);
    expect(found?.origin).not.toContain('me');
  });

  test.each(['socks5://me:pass@p.test:1080', 'http://me:pass@', 'http://me:pass@p.test:99999'])(
    '%s cannot be used, and is not shown',
    (https) => {
      const use = () => proxyFor(new URL('https://kargo.example.test'), { https });
      expect(use).toThrow(
        /^HTTPS_PROXY is not the address of a proxy: http:\/\/host:port or https:\/\/host:port$/,
      );
    },
  );
});

describe('through a proxy', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });
  const basic = `Basic ${Buffer.from('me:pass').toString('base64')}`;
  const url = 'https://kargo.example.test/v1beta1/projects';

  test('https is tunnelled; the credentials are for the proxy, the token is for the server', async () => {
    const server = await serve(
      Array.from({ length: 4 }, () => answer(200, 'there')),
      { tls: certificates.good },
    );
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: `me:pass@${proxy.address}` } });
    const headers = { authorization: 'Bearer token' };
    for (const method of ['GET', 'POST', 'GET', 'POST'] as const) {
      const body = method === 'POST' ? { body: method } : {};
      const response = await http.request({ method, url, headers, ...body, signal: never });
      expect(response.text).toBe('there');
    }
    // Reads share a tunnel, each write has its own.
    expect(proxy.asked).toEqual(Array(3).fill('CONNECT kargo.example.test:443'));
    expect(proxy.authorizations).toEqual(Array(3).fill(basic));
    const [get1, post1, get2, post2] = server.seen;
    expect(get2?.from).toBe(get1?.from);
    expect(new Set([get1?.from, post1?.from, post2?.from]).size).toBe(3);
    expect(post1).toMatchObject({ method: 'POST', url: '/v1beta1/projects', body: 'POST' });
    expect(post1?.headers.host).toBe('kargo.example.test');
    for (const { headers: sent } of server.seen) {
      expect(sent).toMatchObject({ authorization: 'Bearer token', 'accept-encoding': 'identity' });
      expect(sent).not.toHaveProperty('proxy-authorization');
    }
  });

  test('http is asked of the proxy', async () => {
    const server = await serve([answer(200, 'plain')]);
    const proxy = await serveProxy(server);
    const http = client({ proxy: { http: `http://me:pass@${proxy.address}` } });
    const response = await http.request({ method: 'GET', url: 'http://kargo.example.test/a', signal: never });
    expect(response.text).toBe('plain');
    expect(proxy.asked).toEqual(['GET http://kargo.example.test/a']);
    expect(proxy.authorizations).toEqual([basic]);
  });

  test('not what NO_PROXY exempts, and never loopback', async () => {
    const server = await serve([answer(200, 'direct')]);
    const proxy = await serveProxy(server);
    const http = client({ proxy: { http: proxy.address, https: proxy.address, no: 'example.test' } });
    expect((await http.request({ method: 'GET', url: server.origin, signal: never })).text).toBe('direct');
    expect(proxy.asked).toEqual([]);
  });

  test.each(['https', 'http'])(
    '%s: a proxy that wants other credentials is a final failure',
    async (scheme) => {
      const server = await serve([]);
      const proxy = await serveProxy(server, { refusal: 407 });
      const password = 'hunter2-%41';
      const http = client({ proxy: { [scheme]: `http://me:${password}@${proxy.address}` } });
      const target = `${scheme}://kargo.example.test/a`;
      const error = await failureOf(http.request({ method: 'GET', url: target, signal: never }));
      expect(error).toMatchObject({ code: 'PROXY', sent: 'never' });
      expect(error.message).toBe(
        `GET ${target} (through the proxy http://${proxy.address}): ` +
          'the proxy answered with HTTP 407: it wants other credentials',
      );
      expect(proxy.asked).toHaveLength(1);
    },
  );

  test('407 of a server behind the tunnel is an answer', async () => {
    const server = await serve([answer(407, 'odd')], { tls: certificates.good });
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    expect(await http.request({ method: 'POST', url, signal: never })).toMatchObject({
      status: 407,
      text: 'odd',
    });
  });

  test('a proxy that forbids the tunnel: not sent, not repeated', async () => {
    const proxy = await serveProxy(await serve([]), { refusal: 403 });
    const error = await failureOf(
      client({ proxy: { https: proxy.address } }).request({ method: 'POST', url, signal: never }),
    );
    expect(error).toMatchObject({ code: 'PROXY', sent: 'never', transient: false });
    expect(proxy.asked).toHaveLength(1);
  });

  test('a proxy that cannot reach the server now: a GET is repeated, a POST is not', async () => {
    const proxy = await serveProxy(await serve([]), { refusal: 503 });
    const http = client({ proxy: { https: proxy.address } });
    await failureOf(http.request({ method: 'GET', url, retryForMs: 800, signal: never }));
    expect(proxy.asked).toHaveLength(3);
    await failureOf(http.request({ method: 'POST', url, retryForMs: 800, signal: never }));
    expect(proxy.asked).toHaveLength(4);
  });

  test('no proxy there: a POST certainly did not leave', async () => {
    const port = await freePort();
    const http = client({ proxy: { https: `me:hunter2@127.0.0.1:${port}` } });
    const error = await failureOf(http.request({ method: 'POST', url, retryForMs: 1000, signal: never }));
    expect(error).toMatchObject({ code: 'ECONNREFUSED', sent: 'never' });
    expect(error.message).toContain(
      `(through the proxy http://127.0.0.1:${port}): the connection was refused`,
    );
    expect(error.message).toContain('the last of 3 tries');
    expect(`${error.message} ${String(error.cause)}`).not.toContain('hunter2');
  });

  test('a POST is never repeated after a reset', async () => {
    const server = await serve([reset], { tls: certificates.good });
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const error = await failureOf(http.request({ method: 'POST', url, body: 'x', signal: never }));
    expect(error).toMatchObject({ code: 'ECONNRESET', sent: 'maybe' });
    expect(server.seen).toHaveLength(1);
  });

  test('half a body is noticed', async () => {
    const server = await serve(
      [
        (response, request) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('0123456789', () => request.socket.destroy());
        },
        answer(200, 'whole'),
      ],
      { tls: certificates.good },
    );
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    expect((await http.request({ method: 'GET', url, signal: never })).text).toBe('whole');
  });

  test('the certificate of the server is checked', async () => {
    const server = await serve([], { tls: certificates.elsewhere });
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const error = await failureOf(http.request({ method: 'POST', url, signal: never }));
    expect(error).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', sent: 'never' });
    expect(server.seen).toEqual([]);
  });

  test('a proxy may want TLS; its certificate is checked, also when that of the server is not', async () => {
    const server = await serve([answer(200, 'there')], { tls: certificates.good });
    const proxy = await serveProxy(server, { tls: certificates.good });
    const settings = { proxy: { https: `https://${proxy.address}` } };
    const request = { method: 'GET', url, retryForMs: 0, signal: never } as const;
    expect((await client({ ...settings, ca: certificates.ca }).request(request)).text).toBe('there');
    const error = await failureOf(client({ ...settings, insecure: true }).request(request));
    expect(error).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', sent: 'never' });
    expect(server.seen).toHaveLength(1);
  });

  test('`insecure` reaches the server too', async () => {
    const server = await serve([answer(200, 'there')], { tls: certificates.expired });
    const proxy = await serveProxy(server);
    const http = client({ insecure: true, proxy: { https: proxy.address } });
    expect((await http.request({ method: 'GET', url, signal: never })).text).toBe('there');
  });

  test('aborted: the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const server = await serve([() => controller.abort(reason)], { tls: certificates.good });
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const request = http.request({ method: 'GET', url, signal: controller.signal });
    await expect(request).rejects.toBe(reason);
  });

  test('a dead server is a matter of time', async () => {
    const server = await serve([silence], { tls: certificates.good });
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const request = { method: 'POST', url, attemptTimeoutMs: 400, signal: never } as const;
    expect(await failureOf(http.request(request))).toMatchObject({ code: 'TIMEOUT', sent: 'maybe' });
  });

  /** A stream that stays open, and the promise of the server having lost its connection. */
  async function openThroughProxy(signal: AbortSignal) {
    let closed: Promise<unknown> = Promise.resolve();
    const hold: Handler = (response, request) => {
      closed = new Promise((resolve) => request.socket.once('close', resolve));
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    };
    const proxy = await serveProxy(await serve([hold], { tls: certificates.good }));
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const opened = await http.open({ method: 'GET', url, signal });
    if (!('chunks' in opened)) {
      throw new Error('not a stream');
    }
    return { opened, gone: () => closed };
  }

  test('a stream that nobody reads may be aborted', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const { opened, gone } = await openThroughProxy(controller.signal);
    controller.abort(reason);
    await gone();
    await expect(opened.chunks[Symbol.asyncIterator]().next()).rejects.toBe(reason);
  });

  test('a stream that nobody reads may be closed', async () => {
    const { opened, gone } = await openThroughProxy(never);
    opened.close();
    await gone();
    expect(await opened.chunks[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  });

  test('a stream', async () => {
    const server = await serve(
      [
        (response) => {
          response.writeHead(200, { 'content-type': 'text/event-stream' });
          response.write('data: 1\n\n');
        },
      ],
      { tls: certificates.good },
    );
    const proxy = await serveProxy(server);
    const http = client({ ca: certificates.ca, proxy: { https: proxy.address } });
    const stream = await http.open({ method: 'GET', url, signal: never });
    if (!('chunks' in stream)) {
      throw new Error('not a stream');
    }
    const texts: string[] = [];
    for await (const text of stream.chunks) {
      texts.push(text);
      stream.close();
    }
    expect(texts).toEqual(['data: 1\n\n']);
  });
});
