import { describe, expect, test } from 'vitest';
import { checkConnection, connection, inProject, waiting } from '../../src/inputs/shared.ts';

type Connection = Parameters<typeof checkConnection>[0];

const good: Connection = {
  'api-address': 'https://kargo.example.com',
  'api-token': 'token',
  'api-token-file': undefined,
  'ca-certificate': undefined,
};

describe('an address is accepted', () => {
  test.each([
    'https://kargo.example.com',
    'https://kargo.example.com/',
    'http://localhost:8080',
    'https://example.com/tools/kargo/',
    'https://[::1]:8443',
  ])('%s', (address) => {
    expect(checkConnection({ ...good, 'api-address': address })).toEqual([]);
  });
});

describe('an address is refused', () => {
  test.each([
    ['kargo.example.com', 'was https://kargo.example.com meant?'],
    ['kargo.example.com:8443/x', 'was https://kargo.example.com:8443/x meant?'],
    ['localhost', 'http or https URL'],
    ['ftp://kargo.example.com', 'http or https URL'],
    ['https://', 'http or https URL'],
    ['https://kargo.example.com?x=1', 'without `?`'],
    ['https://kargo.example.com#x', 'without `?`'],
  ])('%s: %s', (address, words) => {
    expect(checkConnection({ ...good, 'api-address': address })).toEqual([
      { input: 'api-address', value: address, accepted: expect.stringContaining(words) },
    ]);
  });

  test.each(['https://me:pa55word@kargo.example.com', 'https://me:pa55 word@kargo example'])(
    'with a password, which is not shown: %s',
    (address) => {
      const problems = checkConnection({ ...good, 'api-address': address });
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain('pa55');
    },
  );
});

describe('a token', () => {
  test.each<[string, Partial<Connection>, string]>([
    ['is required', { 'api-token': undefined }, 'KARGO_API_TOKEN_FILE'],
    ['is not both text and file', { 'api-token-file': import.meta.filename }, 'not both'],
    ['is given without Bearer', { 'api-token': 'Bearer abc' }, 'no `Bearer`'],
    [
      'is in a file that exists',
      { 'api-token': undefined, 'api-token-file': '/nowhere/token' },
      'no such file',
    ],
  ])('%s', (_, change, words) => {
    const problems = checkConnection({ ...good, ...change });
    expect(problems).toEqual([expect.objectContaining({ accepted: expect.stringContaining(words) })]);
    expect(JSON.stringify(problems)).not.toContain('Bearer abc');
  });

  test('may be in a file', () => {
    const file = { 'api-token': undefined, 'api-token-file': import.meta.filename };
    expect(checkConnection({ ...good, ...file })).toEqual([]);
  });
});

test.each([
  ['-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----', 0],
  [import.meta.filename, 0],
  ['/nowhere/ca.pem', 1],
])('certificate authority %j has %d problems', (authority, count) => {
  expect(checkConnection({ ...good, 'ca-certificate': authority })).toHaveLength(count);
});

test('every shared input is described in full sentences', () => {
  for (const { description } of Object.values({ ...connection, ...inProject, ...waiting })) {
    expect(description).toMatch(/^[A-Z].*\.$/);
  }
});
