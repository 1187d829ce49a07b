import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect } from 'vitest';
import { type Certificates, makeCertificates } from '../http/certificates.ts';
import { start } from '../support/run.ts';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { type Played, play, read, test } from './play.ts';
import { images, promoteRights, stage, tokenOf, warehouse, web, world } from './worlds.ts';

const without = (...lines: readonly string[]) => promoteRights.filter((rule) => !lines.includes(rule));
const [, promoteRule = '', createRule = ''] = promoteRights;

const shop = [
  warehouse(),
  images(`${web}:1.0.0`),
  stage('test'),
  tokenOf('no-promote', without(promoteRule)),
  tokenOf('no-create', without(createRule)),
];

interface Finding {
  readonly subject: string;
  readonly status: string;
  readonly message: string;
}

function findingsOf(ended: Played): readonly Finding[] {
  return JSON.parse(ended.outputs.report ?? '[]');
}

/** What is stored, as far as anybody could have changed it. */
async function everything(kargo: SimulatedKargo): Promise<string> {
  const kinds = ['stages', 'warehouses', 'promotions'];
  const lists = await Promise.all(kinds.map((kind) => kargo.call('GET', kind)));
  return JSON.stringify([...lists.map(({ items }) => items), await kargo.freights()]);
}

describe.for(kargoReleases)('doctor, Kargo %s', (release) => {
  const version = { '1.9': 'v1.9.10', '1.10': 'v1.10.10', '1.11': 'v1.11.2', main: 'main' }[release];
  const isOld = release === '1.9' || release === '1.10';

  test.concurrent('all is well, and nothing is changed', async ({ simulate }) => {
    const kargo = await simulate({ release, world: world(...shop) });
    await kargo.bring('test', '1.0.0');
    const before = await everything(kargo);
    const ended = await play(kargo, 'doctor', { stage: 'test' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { release: version } });
    const findings = findingsOf(ended);
    const statusOf = (subject: string) => findings.find((finding) => finding.subject === subject)?.status;
    for (const subject of ['connection', 'token', 'project', 'stage test', 'warehouses']) {
      expect(statusOf(subject), subject).toBe('succeeded');
    }
    // What it cannot tell is not called fine.
    const promoting = ['right to promote stages "test"', 'right to create promotions for "test"'];
    for (const subject of promoting) {
      expect(statusOf(subject)).toBe(isOld ? 'unknown' : 'succeeded');
    }
    expect(statusOf('right to patch promotions')).toBe('unknown');
    expect(ended.message).toMatch(/It cannot be told: .*right to patch promotions/);
    expect(statusOf('server')).toBe(isOld ? 'advice' : 'succeeded');
    expect(ended.stderr).toMatch(/^ok {2}project: project "shop" has the Stages test$/m);
    expect(ended.outputs.role).toMatch(/verbs: \[promote\]\n {4}resourceNames: \[test\]/);
    // The only request that is no read is one that Kargo refuses.
    const sent = (await kargo.ledger('ci')).filter(({ method }) => method !== 'GET');
    expect(sent.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual(
      isOld ? [] : ['POST /v1beta1/projects/shop/stages/test/promotions 422'],
    );
    expect(await everything(kargo)).toBe(before);
  });

  test.concurrent('rights that are missing, as far as Kargo tells', async ({ simulate }) => {
    const kargo = await simulate({ release, world: world(...shop) });
    await kargo.freight('1.0.0');
    const before = await everything(kargo);
    const [promote, create, none, alias] = await Promise.all([
      play(kargo, 'doctor', { stage: 'test' }, { token: 'no-promote' }),
      play(kargo, 'doctor', { stage: 'test' }, { token: 'no-create' }),
      play(kargo, 'doctor', { stage: 'test' }, { token: 'notify' }),
      play(kargo, 'doctor', { for: 'alias-freight' }),
    ]);
    if (isOld) {
      expect(promote).toMatchObject({ code: 0, status: 'succeeded' });
      expect(promote.message).toMatch(/It cannot be told: right to promote stages "test"/);
    } else {
      expect(promote).toMatchObject({ code: 1, reason: 'forbidden' });
      expect(promote.message).toContain(
        'the rule {apiGroups: ["kargo.akuity.io"], resources: [stages], verbs: [promote], resourceNames: [test]}',
      );
      expect(create).toMatchObject({ code: 1, reason: 'forbidden' });
      expect(create.message).toContain(
        'the rule {apiGroups: ["kargo.akuity.io"], resources: [promotions], verbs: [create]}',
      );
      expect(findingsOf(create)).toContainEqual(
        expect.objectContaining({ subject: 'right to promote stages "test"', status: 'succeeded' }),
      );
    }
    expect(none).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(none.message).toContain(
      '{apiGroups: ["kargo.akuity.io"], resources: [freights], verbs: [get, list]}',
    );
    expect(findingsOf(none)).toContainEqual(
      expect.objectContaining({
        subject: 'project',
        status: 'succeeded',
        message: expect.stringMatching(/exists; the token may not list/),
      }),
    );
    // An alias that cannot be one tells on every release.
    expect(alias).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(alias.message).toContain(
      '{apiGroups: ["kargo.akuity.io"], resources: [freights], verbs: [patch]}',
    );
    expect(await everything(kargo)).toBe(before);
  });

  const wrong = [
    {
      name: 'a token that is not known',
      inputs: {},
      token: 'nonsense',
      reason: 'unauthorized',
      subject: 'token',
      words: /It is no JWT/,
    },
    {
      name: 'a project that is not there',
      inputs: { project: 'shp' },
      token: 'ci',
      reason: 'not-found',
      subject: 'project',
      words: /There is no project "shp" on http:\S+: check the inputs project and api-address/,
    },
    {
      name: 'a Stage that is not there',
      inputs: { stage: 'tset' },
      token: 'ci',
      reason: 'not-found',
      subject: 'stage tset',
      words: /It does not exist in project "shop": check the spelling/,
    },
  ];
  test.concurrent.for(wrong)(
    '$name',
    async ({ inputs: given, token, reason, subject, words }, { simulate }) => {
      const kargo = await simulate({ release, world: world(...shop) });
      const ended = await play(kargo, 'doctor', given, { token });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason });
      expect(ended.message).toMatch(words);
      expect(findingsOf(ended)).toContainEqual(expect.objectContaining({ subject, status: 'failed' }));
      expect(ended.stderr).toMatch(new RegExp(`^NOT OK {2}${subject}: `, 'm'));
    },
  );

  test.concurrent('fields of Warehouses that Kargo 1.11 refuses', async ({ simulate }) => {
    const old = warehouse({
      name: 'old',
      subscription: 'image: { repoURL: ghcr.io/acme/old, allowTags: ^v }',
    });
    const ssh = warehouse({ name: 'ssh', subscription: 'git: { repoURL: "git@github.com:acme/app.git" }' });
    const kargo = await simulate({ release, world: world(...shop, old, ssh) });
    const findings = findingsOf(await play(kargo, 'doctor', {}));
    expect(findings).toContainEqual({
      subject: 'warehouse old',
      status: isOld ? 'advice' : 'failed',
      message: expect.stringMatching(
        /the subscription to ghcr\.io\/acme\/old has "allowTags": use "allowTagsRegexes"/,
      ),
    });
    expect(findings).toContainEqual(
      expect.objectContaining({
        subject: 'warehouse ssh',
        status: 'advice',
        message: expect.stringMatching(/SSH.*1\.13/),
      }),
    );
  });
});

test.concurrent('the Role that it prints is enough', async ({ simulate }) => {
  const kargo = await simulate({ world: world(...shop, tokenOf('bare', [])) });
  await kargo.freight('1.0.0');
  const first = await play(kargo, 'doctor', { stage: 'test' }, { token: 'bare' });
  expect(first).toMatchObject({ code: 1, reason: 'forbidden' });
  const { parse } = await import('yaml');
  const { rules } = parse(first.outputs.role ?? '');
  await kargo.control('objects', { kind: 'Role', name: 'bare', merge: { rules } });
  expect(await play(kargo, 'doctor', { stage: 'test' }, { token: 'bare' })).toMatchObject({ code: 0 });
  const promoted = await play(
    kargo,
    'promote',
    { stage: 'test', warehouse: 'web', image: `${web}:1.0.0`, 'wait-for': 'verified' },
    { token: 'bare' },
  );
  expect(promoted).toMatchObject({ code: 0, status: 'succeeded' });
});

describe('the way to Kargo', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  async function doctor(
    address: string,
    env: Readonly<Record<string, string>> = {},
    timeout = '20s',
  ): Promise<Played> {
    return read(
      await start(['doctor', '--json', `--timeout=${timeout}`], {
        env: { KARGO_API_ADDRESS: address, KARGO_PROJECT: 'shop', KARGO_API_TOKEN: 'a.b.c', ...env },
      }).ended,
    );
  }

  async function listening(server: Server): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  const publicConfig = '/v1beta1/system/public-server-config';
  const kargoAt = (path: string) => (url: string | undefined) => url === path + publicConfig;

  test.concurrent.for([
    { name: 'a missing path', given: '', real: '/kargo' },
    { name: 'a doubled path', given: '/kargo/kargo', real: '/kargo' },
    { name: 'a path that does not belong there', given: '/argo', real: '' },
    { name: 'the page of a project', given: '/kargo/project', real: '/kargo' },
  ])('$name is told, with the address to use', async ({ given, real }, { onTestFinished }) => {
    const isKargo = kargoAt(real);
    const seen: (string | undefined)[] = [];
    const server = createServer(({ url, headers }, response) => {
      seen.push(headers.authorization);
      if (isKargo(url)) {
        response
          .setHeader('content-type', 'application/json; charset=utf-8')
          .end('{"adminAccountEnabled":true,"skipAuth":false}');
      } else {
        response.setHeader('content-type', 'text/html').end('<html></html>');
      }
    });
    const port = await listening(server);
    onTestFinished(() => void server.close());
    const ended = await doctor(`http://127.0.0.1:${port}${given}`);
    expect(ended).toMatchObject({ code: 4, reason: 'bad-answer' });
    expect(ended.message).toContain(
      `Kargo does answer at http://127.0.0.1:${port}${real}: use this as api-address.`,
    );
    // Other addresses never see the token.
    expect(seen.filter((header) => header !== undefined)).toEqual([]);
  });

  test.concurrent('a sign-in page is not asked for anything', async ({ onTestFinished }) => {
    const asked: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url);
      response.end();
    });
    const otherPort = await listening(other);
    const server = createServer((_, response) => {
      response.writeHead(302, { location: `http://localhost:${otherPort}/login?token=1` }).end();
    });
    const port = await listening(server);
    onTestFinished(() => void [server, other].map((each) => each.close()));
    const ended = await doctor(`http://127.0.0.1:${port}`);
    expect(ended.message).toContain(
      `a redirect (302) to http://localhost:${otherPort}, which is not Kargo's API: a sign-in page`,
    );
    expect(ended.message).not.toContain('token=1');
    expect(asked).toEqual([]);
  });

  test.concurrent('what was found before the time was over is told', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop) });
    await kargo.fault({ path: '/stages$' }, { kind: 'delay', delayMs: 60_000 }, { times: 9 });
    const ended = await play(kargo, 'doctor', { timeout: '1s' });
    expect(ended).toMatchObject({ code: 4, reason: 'unreachable' });
    const found = findingsOf(ended).map(({ subject, status }) => `${subject} ${status}`);
    expect(found).toEqual(['connection succeeded', 'token succeeded', 'time unknown']);
  });

  test.concurrent('a name that DNS does not know', async () => {
    const ended = await doctor('http://kargo.invalid', {}, '2s');
    expect(ended).toMatchObject({ code: 4, reason: 'unreachable' });
    expect(ended.message).toMatch(/DNS/);
  });

  test.concurrent('a proxy is named without its credentials', async ({ onTestFinished }) => {
    const proxy = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"skipAuth":false}');
    });
    const port = await listening(proxy);
    onTestFinished(() => void proxy.close());
    const ended = await doctor('http://kargo.example.test', {
      HTTP_PROXY: `http://user:pass-word@127.0.0.1:${port}`,
    });
    expect(ended.stderr).toContain(
      `Kargo answers at http://kargo.example.test (through the proxy http://127.0.0.1:${port})`,
    );
    expect(ended.stdout + ended.stderr).not.toMatch(/pass-word/);
  });

  test.concurrent.for([
    {
      name: 'unknown',
      pair: 'good',
      words:
        /The server presents "good", valid from .* The CA to give by ca-certificate is "Test CA", which the server does not present\./,
    },
    {
      name: 'expired',
      pair: 'expired',
      words: /has expired.*valid from Jan {2}1 00:00:00 2019 GMT to Jan {2}1 00:00:00 2020 GMT/,
    },
    { name: 'for another host', pair: 'elsewhere', words: /for DNS:elsewhere\.example\.test/ },
  ] as const)('a certificate that is $name', async ({ pair, words }, { onTestFinished }) => {
    const server = createTlsServer(certificates[pair], (_, response) => void response.end());
    const port = await listening(server);
    onTestFinished(() => void server.close());
    const env = pair === 'good' ? {} : { KARGO_CA_CERTIFICATE: certificates.ca };
    const ended = await doctor(`https://localhost:${port}`, env);
    expect(ended).toMatchObject({ code: 4, reason: 'unreachable' });
    expect(ended.message).toMatch(words);
  });
});
