import { describe, expect, test } from 'vitest';
import { codeOf, transportFailure } from '../../src/http/transport-error.ts';

/** An error as Node makes them. */
function coded(code: string, more: object = {}): Error {
  return Object.assign(new Error('in Node’s words'), { code, ...more });
}

describe('transportFailure', () => {
  test.each([
    ['ECONNREFUSED', 'never', true, 'nothing listens there'],
    ['ENOTFOUND', 'never', true, 'the host name is not known to DNS'],
    ['EAI_AGAIN', 'never', true, 'DNS does not answer'],
    ['ECONNRESET', 'maybe', true, 'closed before the answer'],
    ['EHOSTUNREACH', 'never', true, 'there is no route to the host'],
    ['HPE_INVALID_CONSTANT', 'maybe', true, 'what came back is not HTTP'],
    ['ESOMETHING', 'maybe', true, 'the connection failed (ESOMETHING)'],
    ['EPROTO', 'never', false, 'the TLS handshake failed'],
    ['ERR_SSL_BAD_RECORD_MAC', 'maybe', true, 'the connection failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'never', false, 'give the CA by `ca-certificate`'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'never', false, 'KARGO_INSECURE_SKIP_TLS_VERIFY=true'],
    ['CERT_NOT_YET_VALID', 'never', false, 'not valid yet'],
    ['CERT_REVOKED', 'never', false, 'the certificate of the server is not accepted'],
  ] as const)('%s (%s)', (code, sent, transient, words) => {
    const failure = transportFailure('GET http://kargo.example.test/a', coded(code), sent);
    expect(failure).toMatchObject({ code, sent, transient });
    expect(failure.message).toContain('GET http://kargo.example.test/a: ');
    expect(failure.message).toContain(words);
  });

  test('the names of a certificate are taken for hostile text', () => {
    const subjectaltname = 'DNS:a.test, DNS:"::error::x\n\u001b[31m", DNS:*.b.test, IP Address:10.0.0.1';
    const raw = coded('ERR_TLS_CERT_ALTNAME_INVALID', { cert: { subjectaltname } });
    expect(transportFailure('GET', raw, 'never').message).toContain(
      'host name (a.test, *.b.test, 10.0.0.1): use',
    );
  });
});

describe('codeOf', () => {
  test.each<[string, unknown, string]>([
    ['its own', coded('ECONNRESET'), 'ECONNRESET'],
    [
      'that of several failed addresses',
      Object.assign(new AggregateError([coded('a')]), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED',
    ],
    ['that of the cause', new Error('x', { cause: coded('ENOTFOUND') }), 'ENOTFOUND'],
    ['a closed connection in undici’s words', coded('UND_ERR_SOCKET'), 'ECONNRESET'],
    [
      'a handshake with the proxy',
      coded('UND_ERR_PRX_TLS', { cause: coded('CERT_HAS_EXPIRED') }),
      'CERT_HAS_EXPIRED',
    ],
    ['none', new Error('x'), 'UNKNOWN'],
    ['no error', 'x', 'UNKNOWN'],
  ])('%s', (_what, raw, code) => {
    expect(codeOf(raw)).toBe(code);
  });
});
