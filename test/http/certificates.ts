import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface Certificates {
  /** The CA that signed all of them, PEM. */
  readonly ca: string;
  /** For localhost and kargo.example.test. */
  readonly good: KeyPair;
  /** For localhost, until 2020. */
  readonly expired: KeyPair;
  /** For elsewhere.example.test. */
  readonly elsewhere: KeyPair;
}

const config = `
[ca]
default_ca = test
[test]
new_certs_dir = .
database = index.txt
rand_serial = yes
unique_subject = no
default_md = sha256
policy = anything
copy_extensions = copy
[anything]
commonName = supplied
`;

/** A CA and certificates made by the openssl command line (Node can read certificates but not make them). */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'kargo-ci-tls-'));
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

  function pair(name: string, hosts: string, from: string, to: string): KeyPair {
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${hosts}`];
    openssl('req', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject);
    const signer = ['-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key'];
    const dates = ['-startdate', from, '-enddate', to];
    openssl('ca', '-batch', '-notext', ...signer, ...dates, '-in', `${name}.csr`, '-out', `${name}.pem`);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  }

  try {
    writeFileSync(join(folder, 'ca.cnf'), config);
    writeFileSync(join(folder, 'index.txt'), '');
    openssl(
      'req',
      '-x509',
      ...newKey,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '3650',
      '-subj',
      '/CN=Test CA',
    );
    const long = ['20200101000000Z', '20491231000000Z'] as const;
    return {
      ca: read('ca.pem'),
      good: pair('good', 'DNS:localhost,DNS:kargo.example.test', ...long),
      expired: pair('expired', 'DNS:localhost', '20190101000000Z', '20200101000000Z'),
      elsewhere: pair('elsewhere', 'DNS:elsewhere.example.test', ...long),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
