import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect } from 'vitest';
import { loadAllCommands } from '../../src/commands/index.ts';
import { start } from '../support/run.ts';
import type { SimulatedKargo } from '../support/simulator.ts';
import { test } from './play.ts';
import {
  images,
  promoteRights,
  simulation,
  stage,
  tokenOf,
  warehouse,
  web,
  worldWithoutToken,
} from './worlds.ts';

const receiver = `
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  webhookReceivers:
  - name: good
    generic:
      secretRef: { name: a }
      actions:
      - { action: Refresh, whenExpression: "true", targetSelectionCriteria: [{ kind: Warehouse, name: web }] }`;

const shop = worldWithoutToken(
  // It may read the addresses of the receivers, which are secrets too.
  tokenOf('ci', [...promoteRights, '{ verbs: [get], resources: [projectconfigs] }']),
  warehouse(),
  images(`${web}:1.0.0`),
  stage('test'),
  stage('bad', { run: ['imaginary'] }),
  stage('gated', { run: ['gate'] }),
  simulation('steps: [{ as: imaginary, status: Failed, message: no }]'),
  receiver,
);

/** What a job has to hide, with the ways in which it could be seen. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    JSON.stringify(secret).slice(1, -1),
  ];
}

interface Trouble {
  readonly name: string;
  /** Breaks the server; it echoes what it was told, as servers do. */
  readonly fault?: (secret: string) => object;
}

const troubles: readonly Trouble[] = [
  { name: 'all is well' },
  {
    name: 'refused, with the token in the words',
    fault: (secret) => ({ kind: 'status', status: 400, body: { error: `bad "${secret}" in request` } }),
  },
  {
    name: 'unauthorized, with the token in the words',
    fault: (secret) => ({ kind: 'status', status: 401, body: { error: `invalid token ${secret}` } }),
  },
  {
    name: 'a page with the token',
    fault: (secret) => ({ kind: 'html', body: `<p>${secret}</p>${Buffer.from(secret).toString('base64')}` }),
  },
  {
    name: 'a redirect with the token',
    fault: (secret) => ({
      kind: 'html',
      status: 302,
      headers: { location: `https://sso.example.com/?token=${encodeURIComponent(secret)}` },
    }),
  },
  { name: 'cut off', fault: () => ({ kind: 'drop' }) },
];

const image = `--image=${web}:1.0.0`;
const commands: readonly { readonly args: readonly string[]; readonly byWebhook?: true }[] = [
  { args: ['promote', '--stage=test', image, '--wait-for=verified'] },
  { args: ['promote', '--stage=bad', image] },
  { args: ['promote', '--stage=gated', image] },
  { args: ['promote', '--stage=nobody', image] },
  { args: ['promote', '--stage=test', '--image=broken', '--alias=x', '--timeout=nonsense'] },
  { args: ['find-freight', `--image=${web}:9.9.9`, '--wait=false'] },
  { args: ['notify-warehouse', '--warehouse=web'] },
  { args: ['notify-warehouse'], byWebhook: true },
  { args: ['notify-warehouse', '--warehouse=web', '--wait-for=freight'], byWebhook: true },
  { args: ['wait-promotion', '--stage=test', '--timeout=1s'] },
  { args: ['abort-promotion', '--promotion=test.none'] },
  { args: ['wait-stage', '--stage=test', image] },
  { args: ['rollback', '--stage=test'] },
  { args: ['approve-freight', '--stage=test', image] },
  { args: ['create-freight', '--warehouse=web', image, '--alias=new'] },
  { args: ['alias-freight', image, '--new-alias=new'] },
  { args: ['verify-stage', '--stage=test'] },
  { args: ['refresh-stage', '--stage=test'] },
  { args: ['status', image] },
  { args: ['open-promotion-pr', '--promotion=test.none', '--labels=x'] },
  { args: ['wait-promotion-pr', '--promotion=test.none'] },
  { args: ['close-promotion-pr'] },
  { args: ['gate-promotion-pr', '--pull-request=https://github.com/acme/gitops/pull/1'] },
  { args: ['merge-promotion-pr', '--promotion=test.none'] },
  { args: ['apply', `--files=${fileURLToPath(new URL('../hosts/manifests', import.meta.url))}`] },
  { args: ['create-token', '--token-name=new', '--role=ci', '--token-file=new-token'] },
  { args: ['list-tokens'] },
  { args: ['delete-token', '--token-name=new'] },
  { args: ['after-cancel'] },
  { args: ['doctor'] },
  { args: ['promte'] },
];

test('every command that talks to a server is here', async () => {
  const known = await loadAllCommands();
  const talking = known.filter(({ inputs }) => 'api-token' in inputs).map(({ name }) => name);
  expect(talking.filter((name) => !commands.some(({ args }) => args[0] === name))).toEqual([]);
});

const hosts: Readonly<Record<string, (home: string) => Readonly<Record<string, string>>>> = {
  shell: () => ({}),
  github: (home) => ({
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(home, 'output'),
    GITHUB_STEP_SUMMARY: join(home, 'summary'),
    RUNNER_DEBUG: '1',
  }),
  gitlab: (home) => ({ GITLAB_CI: 'true', CI_PROJECT_DIR: home, CI_DEBUG_TRACE: 'true' }),
};

/** All that a run wrote: streams without the masks themselves, and files. */
async function everythingWritten(
  kargo: SimulatedKargo,
  { args, byWebhook, host }: { args: readonly string[]; byWebhook?: true | undefined; host: string },
): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'kargo-ci-secrets-'));
  try {
    for (const file of ['output', 'summary']) {
      writeFileSync(join(home, file), '');
    }
    const isTimed = args.some((arg) => arg.startsWith('--timeout')) || args[0] === 'after-cancel';
    const given = isTimed ? args : [...args, '--timeout=1s'];
    const { stdout, stderr } = await start(args[0] === 'promte' ? args : given, {
      cwd: home,
      env: {
        KARGO_API_ADDRESS: kargo.address,
        KARGO_PROJECT: 'shop',
        KARGO_API_TOKEN: kargo.tokens.ci ?? '',
        KARGO_CI_DEBUG: '1',
        ...(byWebhook ? { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' } : {}),
        ...hosts[host]?.(home),
      },
    }).ended;
    const files = [home, join(home, '.kargo-ci')].filter(existsSync).flatMap((directory) =>
      readdirSync(directory, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(directory, entry.name), 'utf8')),
    );
    expect(stdout + stderr, args.join(' ')).not.toBe('');
    return [stdout.replaceAll(/^::add-mask::.*\n/gm, ''), stderr, ...files].join('\n');
  } finally {
    rmSync(home, { recursive: true });
  }
}

describe.for(Object.keys(hosts))('no secret is written, host %s', (host) => {
  test.concurrent.for(troubles)('$name', async ({ fault }, { simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    const url = kargo.webhooks.good ?? '';
    const token = kargo.tokens.ci ?? '';
    if (fault !== undefined) {
      // Each call meets the one of its own: the receiver echoes its URL, the API the token.
      await kargo.fault({ path: '^/generic/' }, fault(url), { times: 999 });
      await kargo.fault({ path: '.*' }, fault(token), { times: 999 });
    }
    await atATime(3, commands, async ({ args, byWebhook }) => {
      const written = await everythingWritten(kargo, { args, byWebhook, host });
      const secrets = [token, url, new URL(url).pathname];
      for (const form of secrets.flatMap(formsOf)) {
        expect(written.includes(form), `${args.join(' ')} shows ${form}:\n${written}`).toBe(false);
      }
    });
  });
});

/** Does all of the work, some of it side by side. */
async function atATime<T>(count: number, items: readonly T[], work: (item: T) => Promise<void>) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
}

describe('short secrets', () => {
  test.concurrent('do not spoil the log, and longer ones are hidden in every word', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    const [short, long] = await Promise.all(
      ['ci', 'token with-a/strange+form%='].map(
        (token) =>
          start(['doctor', '--json'], {
            env: { KARGO_API_ADDRESS: kargo.address, KARGO_PROJECT: 'shop', KARGO_API_TOKEN: token },
          }).ended,
      ),
    );
    expect(JSON.parse(short?.stdout ?? '')).toMatchObject({ 'failure-reason': 'unauthorized' });
    expect(long?.code).toBe(2);
    expect(`${long?.stdout}${long?.stderr}`).not.toContain('strange');
  });
});
