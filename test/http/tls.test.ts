import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { trustedCas } from '../../src/http/tls.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { client, failureOf, never } from './client.ts';
import { answer, serve } from './loopback.ts';

describe('TLS', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  test('a certificate of the given CA is accepted', async () => {
    const server = await serve([answer(200, 'a'), answer(200, 'b'), answer(201, 'c')], {
      tls: certificates.good,
    });
    const http = client({ ca: certificates.ca });
    const url = server.origin;
    expect((await http.request({ method: 'GET', url, signal: never })).text).toBe('a');
    expect((await http.request({ method: 'GET', url, signal: never })).text).toBe('b');
    expect((await http.request({ method: 'POST', url, signal: never })).text).toBe('c');
  });

  test('with a given CA, those of NODE_EXTRA_CA_CERTS stay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kargo-ci-ca-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const extraCaFile = join(folder, 'extra.pem');
    await writeFile(extraCaFile, certificates.ca);
    const { ca } = makeCertificates();
    const server = await serve([answer(200, 'a')], { tls: certificates.good });
    const request = { method: 'GET', url: server.origin, signal: never } as const;
    expect((await client({ ca, extraCaFile }).request(request)).text).toBe('a');
    const missing = client({ ca, extraCaFile: join(folder, 'missing.pem') });
    expect((await failureOf(missing.request(request))).code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('with a given CA, the built-in ones stay', async () => {
    const trusted = await trustedCas(certificates.ca);
    expect(trusted).toEqual(expect.arrayContaining([...rootCertificates]));
    expect(trusted.length).toBeGreaterThan(rootCertificates.length);
  });

  test('the given CA may be the last of several', async () => {
    const server = await serve([answer(200, 'a')], { tls: certificates.good });
    const http = client({ ca: `# another\n${makeCertificates().ca}\n# ours\n${certificates.ca}` });
    expect((await http.request({ method: 'GET', url: server.origin, signal: never })).text).toBe('a');
  });

  test('one of an unknown CA is not: what to do is said, nothing is sent, and nothing repeated', async () => {
    const server = await serve([], { tls: certificates.good });
    const lines: string[] = [];
    const http = client({ onRetry: (line) => lines.push(line) });
    const error = await failureOf(http.request({ method: 'GET', url: `${server.origin}/a`, signal: never }));
    expect(error).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', sent: 'never' });
    expect(error.message).toBe(
      `GET ${server.origin}/a: the certificate of the server is not signed by a known CA: give the CA by ` +
        '`ca-certificate`, or set KARGO_INSECURE_SKIP_TLS_VERIFY=true for a try (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    );
    expect(server.seen).toEqual([]);
    expect(lines).toEqual([]);
  });

  test('an expired one is not', async () => {
    const server = await serve([], { tls: certificates.expired });
    const http = client({ ca: certificates.ca });
    const error = await failureOf(http.request({ method: 'POST', url: server.origin, signal: never }));
    expect(error).toMatchObject({ code: 'CERT_HAS_EXPIRED', sent: 'never' });
    expect(error.message).toContain('has expired: it must be renewed, or the clock here is wrong');
  });

  test('one for another host is not, and its names are told', async () => {
    const server = await serve([], { tls: certificates.elsewhere });
    const http = client({ ca: certificates.ca });
    const error = await failureOf(http.request({ method: 'GET', url: server.origin, signal: never }));
    expect(error).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID', sent: 'never' });
    expect(error.message).toContain(
      'is for another host name (elsewhere.example.test): use one of its names',
    );
  });

  test.each([
    ['text', 'no certificate'],
    ['a broken one', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'],
  ])('a CA that is %s is refused, not passed over', async (_what, ca) => {
    const server = await serve([], { tls: certificates.good });
    const error = await failureOf(
      client({ ca }).request({ method: 'GET', url: server.origin, signal: never }),
    );
    expect(error).toMatchObject({ code: 'CA', sent: 'never', transient: false });
    expect(server.seen).toEqual([]);
  });

  test.each(['good', 'expired', 'elsewhere'] as const)('`insecure` accepts the %s one', async (which) => {
    const server = await serve([answer(200, 'there')], { tls: certificates[which] });
    const http = client({ insecure: true });
    expect((await http.request({ method: 'GET', url: server.origin, signal: never })).text).toBe('there');
  });

  test('https to a server without TLS', async () => {
    const server = await serve([]);
    const url = server.origin.replace('http:', 'https:');
    const error = await failureOf(client().request({ method: 'GET', url, signal: never }));
    expect(error).toMatchObject({ sent: 'never', transient: false });
    expect(error.message).toContain('does not speak TLS on this port');
  });
});
