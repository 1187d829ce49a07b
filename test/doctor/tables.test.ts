import { describe, expect, test } from 'vitest';
import { describeChain, likelyAddresses } from '../../src/doctor/connection.ts';
import { describeKind, whyRefused } from '../../src/doctor/token.ts';
import { readClaims } from '../../src/kargo/token.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

function token(claims: object, signatureBytes = 256): string {
  const part = (text: string | Buffer) => Buffer.from(text).toString('base64url');
  return [part('{"alg":"RS256"}'), part(JSON.stringify(claims)), part(Buffer.alloc(signatureBytes, 7))].join(
    '.',
  );
}

const account = {
  iss: 'kubernetes/serviceaccount',
  sub: 'system:serviceaccount:shop:ci',
  'kubernetes.io/serviceaccount/secret.name': 'pipeline',
};

describe('a token that is refused', () => {
  test.each<[string, string, RegExp]>([
    ['is no JWT', 'my-password', /^It is no JWT/],
    ['was cut off', token(account, 100), /^Its signature has 100 bytes, .* cut off/],
    [
      'expired',
      token({ ...account, exp: now / 1000 - 90 }),
      /^It expired 1m30s ago \(2026-11-20T11:58:30\.000Z\)$/,
    ],
    [
      'was revoked',
      token(account),
      /^It is the API token "pipeline" of role "ci" in project "shop".*revoked.*another Kargo$/,
    ],
    [
      'is of somebody else',
      token({ iss: 'https://dex.example.com', sub: 'ana' }),
      /^It is whole and has not expired/,
    ],
  ])('because it %s', (_, given, words) => {
    expect(whyRefused(given, now)).toMatch(words);
    expect(whyRefused(given, now)).not.toContain(given);
  });
});

test.each<[object, string]>([
  [account, 'the API token "pipeline" of role "ci" in project "shop"'],
  [{ sub: account.sub, exp: 1 }, 'a short-lived token of Kubernetes of role "ci" in project "shop"'],
  [
    { ...account, sub: 'system:serviceaccount:kargo:kargo-viewer' },
    'the API token "pipeline" of role "kargo-viewer" in namespace "kargo", which is not the project "shop": only a system role can do anything here',
  ],
  [
    { iss: 'https://dex.example.com', sub: 'ana' },
    'a token of "ana" by "https://dex.example.com": a person\'s or the admin account\'s, not an API token',
  ],
])('the kind of %j', (claims, words) => {
  expect(describeKind(readClaims(token(claims)), 'shop')).toBe(words);
});

test.each<[string, string | undefined, readonly string[]]>([
  ['https://k.example.com', undefined, ['https://k.example.com/kargo', 'https://k.example.com/api']],
  [
    'https://k.example.com/kargo/kargo/',
    undefined,
    ['https://k.example.com/kargo', 'https://k.example.com', 'https://k.example.com/api'],
  ],
  [
    'http://k.example.com/a/b',
    'https://k.example.com/a/b',
    [
      'https://k.example.com/a/b',
      'http://k.example.com/a',
      'http://k.example.com',
      'http://k.example.com/kargo',
      'http://k.example.com/api',
    ],
  ],
])('other addresses than %s, each once', (address, redirect, expected) => {
  expect(likelyAddresses(address, redirect)).toEqual(expected);
});

describe('the CA to give', () => {
  const leaf = {
    subject: 'kargo',
    issuer: 'Acme Issuing (Acme)',
    validFrom: 'a',
    validTo: 'b',
    names: 'DNS:kargo',
  };
  const issuing = { ...leaf, subject: 'Acme Issuing (Acme)', issuer: 'Acme Root (Acme)', names: '' };
  const root = { ...issuing, subject: 'Acme Root (Acme)' };
  const self = { ...leaf, issuer: 'kargo' };

  test.each([
    { chain: [leaf], words: /"Acme Issuing \(Acme\)", which the server does not present\.$/ },
    {
      chain: [leaf, issuing],
      words:
        /"kargo", signed by "Acme Issuing \(Acme\)", valid.*"Acme Root \(Acme\)", which the server does not present\.$/,
    },
    { chain: [leaf, issuing, root], words: /"Acme Root \(Acme\)", which the server presents too\.$/ },
    { chain: [self], words: /It is self-signed: give this certificate itself/ },
  ])('of a chain of $chain.length', ({ chain, words }) => {
    const [own] = chain;
    const top = chain.at(-1);
    expect(own && top && describeChain(chain, { own, top })).toMatch(words);
  });
});
