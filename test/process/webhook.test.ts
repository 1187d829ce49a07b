import { describe, expect } from 'vitest';
import { freePort } from '../http/loopback.ts';
import { start } from '../support/run.ts';
import { type KargoObject, kargoReleases } from '../support/simulator.ts';
import { type Inputs, play, test } from './play.ts';
import { images, warehouse, web, world } from './worlds.ts';

/** An action of a generic receiver. */
function action(when: string, target: string): string {
  return `{ action: Refresh, whenExpression: "${when}", targetSelectionCriteria: [{ kind: Warehouse, name: "${target}" }] }`;
}

const receivers = `
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  webhookReceivers:
  - name: good
    generic: { secretRef: { name: a }, actions: [${action("request.body.source == 'kargo-ci'", 'web')}] }
  - name: named
    generic: { secretRef: { name: b }, actions: [${action("request.header('X-Team') == 'web' && request.body.event == 'push'", 'web')}] }
  - name: nobody
    generic: { secretRef: { name: c }, actions: [${action('true', 'nobody')}] }
  - name: never
    generic: { secretRef: { name: d }, actions: [${action("request.body.source == 'x'", 'web')}] }
  - name: partly
    generic: { secretRef: { name: e }, actions: [${action('true', 'web')}, ${action('request.body.a.b.c', 'web')}] }
  - name: git
    gitlab: { secretRef: { name: f } }
  - name: hub
    github: { secretRef: { name: g } }
  - name: harbor
    harbor: { secretRef: { name: h } }
  - name: jfrog
    artifactory: { secretRef: { name: i } }
  - name: docker
    dockerhub: { secretRef: { name: j } }
  - name: quay
    quay: { secretRef: { name: k } }`;

const app = 'https://github.com/acme/app.git';
const chart = 'oci://registry.example.com/charts/web';
/** One Warehouse for each kind of thing that a platform tells of. */
const platforms = world(
  warehouse(),
  warehouse({ name: 'jfrog', subscription: 'image: { repoURL: jfrog.example.com/docker-local/acme/web }' }),
  warehouse({ name: 'main', subscription: `git: { repoURL: "${app}", branch: main }` }),
  warehouse({ name: 'ssh', subscription: 'git: { repoURL: "git@github.com:acme/app.git", branch: main }' }),
  warehouse({ name: 'tags', subscription: `git: { repoURL: "${app}", commitSelectionStrategy: SemVer }` }),
  warehouse({ name: 'chart', subscription: `chart: { repoURL: "${chart}", semverConstraint: ^1.0.0 }` }),
  receivers,
);
const sha = '4acc7d8e1f2a3b4c5d6e7f8091a2b3c4d5e6f708';
const pushed = { 'git-repository': app, 'git-branch': 'main', commit: sha };
/** Of each type: what is told, and the Warehouses that must hear of it. */
const heard: readonly {
  readonly receiver: string;
  readonly inputs: Inputs;
  readonly hear: readonly string[];
  readonly isOpen?: true;
}[] = [
  { receiver: 'hub', inputs: pushed, hear: ['main', 'ssh'] },
  { receiver: 'hub', inputs: { 'git-repository': app, commit: 'v1.2.0' }, hear: ['tags'] },
  { receiver: 'hub', inputs: { image: `${web}:1.8.0` }, hear: ['web'] },
  {
    receiver: 'hub',
    inputs: { ...pushed, image: `${web}:1.8.0`, chart: `${chart}:1.1.0` },
    hear: ['chart', 'main', 'ssh', 'web'],
  },
  { receiver: 'git', inputs: pushed, hear: ['main', 'ssh'] },
  {
    receiver: 'git',
    inputs: { 'git-repository': 'git@github.com:acme/app.git', commit: 'v1.2.0' },
    hear: ['tags'],
  },
  { receiver: 'harbor', inputs: { image: [`${web}:1.8.0`, `${web}:latest`] }, hear: ['web'] },
  { receiver: 'jfrog', inputs: { image: 'jfrog.example.com/docker-local/acme/web:1.8.0' }, hear: ['jfrog'] },
  { receiver: 'docker', inputs: { image: `${web}:1.8.0` }, hear: ['web'], isOpen: true },
  {
    receiver: 'quay',
    inputs: { image: `${web}:1.8.0`, chart: `${chart}:1.1.0` },
    hear: ['chart', 'web'],
    isOpen: true,
  },
];
const secretOf: Readonly<Record<string, string>> = { hub: 'g', git: 'f', harbor: 'h', jfrog: 'i' };

const shop = world(warehouse(), images(`${web}:1.0.0`), receivers);

const rows = [
  {
    receiver: 'good',
    inputs: { image: `${web}:1.0.0` },
    ends: [0, 'succeeded', ''],
    words: /refreshed web/,
  },
  {
    receiver: 'named',
    inputs: { 'webhook-payload': '{"event":"push"}' },
    env: { KARGO_WEBHOOK_HEADERS: 'X-Team: web\nX-Other: 1' },
    ends: [0, 'succeeded', ''],
    words: /refreshed web/,
  },
  {
    receiver: 'named',
    inputs: { 'webhook-payload': '{"event":"push"}' },
    ends: [1, 'failed', 'not-refreshed'],
    words: /did not match whenExpression/,
  },
  { receiver: 'nobody', ends: [1, 'failed', 'not-refreshed'], words: /refreshed nothing.*0 of 0/ },
  { receiver: 'never', ends: [1, 'failed', 'not-refreshed'], words: /NotApplicable/ },
  {
    receiver: 'partly',
    ends: [1, 'failed', 'not-refreshed'],
    words: /answered 500 and refreshed only web .*Error evaluating whenExpression/,
  },
  {
    receiver: 'git',
    inputs: {
      'webhook-payload':
        '{"ref":"refs/heads/main","repository":{"git_http_url":"https://github.com/acme/other.git"}}',
    },
    env: { KARGO_WEBHOOK_HEADERS: 'X-Gitlab-Event: Push Hook\nX-Gitlab-Token: f-secret' },
    ends: [1, 'failed', 'not-refreshed'],
    words: /refreshed 0 warehouse\(s\)/,
  },
] as const;

describe.for(kargoReleases)('without a token, Kargo %s', (release) => {
  test.concurrent.for(rows)('$receiver: $ends', async (row, { simulate }) => {
    const { receiver, ends, words } = row;
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'notify-warehouse', 'inputs' in row ? row.inputs : {}, {
      token: undefined,
      env: { KARGO_WEBHOOK_URL: kargo.webhooks[receiver] ?? '', ...('env' in row ? row.env : {}) },
    });
    expect([ended.code, ended.status, ended.reason]).toEqual(ends);
    expect(ended.message).toMatch(words);
    const path = new URL(kargo.webhooks[receiver] ?? '').pathname;
    const sent = (await kargo.ledger()).filter(({ token }) => token === null);
    expect(sent.map((entry) => entry.path)).toEqual([path]);
  });
});

describe('the receiver', () => {
  const troubles = [
    {
      fault: { kind: 'drop-after-commit' },
      ends: [4, 'unknown', 'answer-lost'],
      words: /may have refreshed/,
    },
    { fault: { kind: 'drop' }, ends: [4, 'unknown', 'answer-lost'], words: /may have refreshed/ },
    { fault: { kind: 'half-body' }, ends: [4, 'unknown', 'answer-lost'], words: /may have refreshed/ },
    { fault: { kind: 'html' }, ends: [4, 'unknown', 'bad-answer'], words: /no answer of Kargo's/ },
    { fault: { kind: 'empty' }, ends: [4, 'unknown', 'bad-answer'], words: /check the URL/ },
    {
      fault: { kind: 'status', status: 503 },
      ends: [4, 'unknown', 'bad-answer'],
      words: /does not say whether it refreshed/,
    },
    { fault: { kind: 'status', status: 413 }, ends: [1, 'failed', 'refused'], words: /answered 413/ },
  ];
  test.concurrent.for(troubles)('that answers with $fault', async ({ fault, ends, words }, { simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.fault({ method: 'POST', path: '^/generic/' }, fault);
    const ended = await play(
      kargo,
      'notify-warehouse',
      {},
      { token: undefined, env: { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' } },
    );
    expect([ended.code, ended.status, ended.reason]).toEqual(ends);
    expect(ended.message).toMatch(words);
    expect((await kargo.ledger()).filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test.concurrent('that is not there', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    const wrong = `${kargo.webhooks.good}0`;
    const ended = await play(
      kargo,
      'notify-warehouse',
      {},
      { token: undefined, env: { KARGO_WEBHOOK_URL: wrong } },
    );
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
    expect(ended.message).toMatch(/no such receiver: its URL changes/);
  });

  test.concurrent('whose server is not there', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    const nowhere = `http://127.0.0.1:${await freePort()}/generic/abc`;
    const ended = await play(
      kargo,
      'notify-warehouse',
      { timeout: '60s' },
      { token: undefined, env: { KARGO_WEBHOOK_URL: nowhere } },
    );
    expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'unreachable' });
  });
});

describe('waiting', () => {
  test.concurrent('for the Freight, with a token beside the webhook', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    await kargo.push(`${web}:1.1.0`);
    const ended = await play(
      kargo,
      'notify-warehouse',
      { image: `${web}:1.1.0` },
      { env: { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' } },
    );
    const { metadata } = await kargo.freight('1.1.0');
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { freight: metadata.name } });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('until handled, with a token: also a failed discovery', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', { advance: '10s' });
    const env = { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' };
    const good = await play(kargo, 'notify-warehouse', { warehouse: 'web' }, { env });
    expect(good).toMatchObject({ code: 0, status: 'succeeded' });
    expect(good.outputs['discovered-at']).not.toBe('');
    await kargo.control('clock', { advance: '10s' });
    await kargo.control('registry', { repoURL: web, down: true });
    const bad = await play(kargo, 'notify-warehouse', { warehouse: 'web' }, { env });
    expect(bad).toMatchObject({ code: 1, reason: 'discovery-failed' });
    expect(await kargo.writes()).toEqual([]);
  });

  const tokenless = [
    { warehouse: 'web', 'wait-for': 'handled' },
    { warehouse: 'web', image: `${web}:1.0.0`, 'wait-for': 'freight' },
  ];
  test.concurrent.for(tokenless)(
    'without a token is refused, nothing is sent: %j',
    async (inputs, { simulate }) => {
      const kargo = await simulate({ world: shop });
      const ended = await play(kargo, 'notify-warehouse', inputs, {
        token: undefined,
        env: { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' },
      });
      expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
      expect(ended.message).toMatch(/waiting needs an API token beside the webhook/);
      expect(await kargo.ledger()).toEqual([]);
    },
  );

  test.concurrent('a payload that is no JSON is refused, nothing is sent', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    const ended = await play(
      kargo,
      'notify-warehouse',
      { 'webhook-payload': '{event: push}' },
      { token: undefined, env: { KARGO_WEBHOOK_URL: kargo.webhooks.good ?? '' } },
    );
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(await kargo.ledger()).toEqual([]);
  });
});

describe.for(kargoReleases)('the receivers of platforms, Kargo %s', (release) => {
  test.concurrent('hear what they select by, and refuse a wrong secret', async ({ simulate }) => {
    const kargo = await simulate({ release, world: platforms });
    const tell = (receiver: string, inputs: Inputs, secret: string) =>
      play(kargo, 'notify-warehouse', inputs, {
        token: undefined,
        env: { KARGO_WEBHOOK_URL: kargo.webhooks[receiver] ?? '', KARGO_WEBHOOK_SECRET: secret },
      });
    const refreshed = async () => {
      const { items } = await kargo.call('GET', 'warehouses');
      return Object.fromEntries(
        (items as readonly KargoObject[]).map(({ metadata: { name, annotations } }) => [
          name,
          annotations?.['kargo.akuity.io/refresh'],
        ]),
      );
    };
    for (const { receiver, inputs, hear, isOpen } of heard) {
      await kargo.control('clock', { advance: '10s' });
      const before = await refreshed();
      const refused = await tell(receiver, inputs, 'wrong-secret');
      expect(refused.stdout + refused.stderr).not.toContain('wrong-secret');
      if (isOpen !== true) {
        expect([receiver, refused.code, refused.reason]).toEqual([receiver, 1, 'unauthorized']);
        expect(await refreshed()).toEqual(before);
        const ended = await tell(receiver, inputs, `${secretOf[receiver]}-secret`);
        expect([ended.code, ended.status, ended.message]).toEqual([
          0,
          'succeeded',
          expect.stringMatching(/refreshed \d/),
        ]);
      } else {
        expect([refused.code, refused.status]).toEqual([0, 'succeeded']);
      }
      const after = await refreshed();
      const names = Object.keys(after).filter((name) => after[name] !== before[name]);
      expect([receiver, inputs, names.toSorted()]).toEqual([receiver, inputs, hear]);
    }
  });
});

describe('a platform receiver', () => {
  const env = (kargo: { webhooks: Readonly<Record<string, string>> }, receiver: string) => ({
    KARGO_WEBHOOK_URL: kargo.webhooks[receiver] ?? '',
    ...(secretOf[receiver] === undefined ? {} : { KARGO_WEBHOOK_SECRET: `${secretOf[receiver]}-secret` }),
  });

  test.concurrent('takes the repository of the job, and any payload, signed', async ({ simulate }) => {
    const kargo = await simulate({ world: platforms });
    const site = {
      GITHUB_ACTIONS: 'true',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/app',
    };
    const { stderr, stdout, code } = await start(['notify-warehouse', '--git-branch=main'], {
      env: { ...env(kargo, 'hub'), ...site },
    }).ended;
    expect([code, stdout + stderr]).toEqual([0, expect.stringContaining('refreshed 2 warehouse(s)')]);
    const payload = JSON.stringify({ ref: 'refs/heads/main', repository: { clone_url: app } });
    const own = await play(
      kargo,
      'notify-warehouse',
      { 'webhook-payload': payload },
      { token: undefined, env: env(kargo, 'hub') },
    );
    expect(own).toMatchObject({ code: 0, message: expect.stringMatching(/refreshed 1 warehouse/) });
  });

  test.concurrent('that nobody listens to, and one of two events that is lost', async ({ simulate }) => {
    const kargo = await simulate({ world: platforms });
    const options = { token: undefined, env: env(kargo, 'hub') };
    const inputs = { image: [`${web}:1.8.0`, 'ghcr.io/acme/other:1.0.0'] };
    const half = await play(kargo, 'notify-warehouse', inputs, options);
    expect(half).toMatchObject({ code: 1, reason: 'not-refreshed' });
    expect(half.message).toMatch(
      /acme\/web:1\.8\.0: refreshed 1 warehouse\(s\); push of ghcr\.io\/acme\/other:1\.0\.0: .*refreshed nothing/,
    );
    await kargo.fault({ path: '^/github/' }, { kind: 'drop-after-commit' });
    const lost = await play(kargo, 'notify-warehouse', { image: `${web}:1.8.0` }, options);
    expect(lost).toMatchObject({ code: 4, reason: 'answer-lost' });
  });

  const unfit = [
    ['hub', {}, {}, /webhook-secret: a github receiver takes only calls that know its secret/],
    ['hub', { commit: sha }, { s: 'x' }, /git-branch: is needed to tell a github receiver of a commit/],
    ['hub', { 'git-branch': 'main' }, { s: 'x' }, /git-repository: is needed: this host does not say/],
    ['git', { image: `${web}:1.8.0` }, { s: 'x' }, /a gitlab receiver hears of pushed branches and tags/],
    ['docker', { commit: 'v1' }, {}, /a dockerhub receiver hears of tags of a registry/],
    ['harbor', { image: `${web}@sha256:${'0'.repeat(64)}` }, { s: 'x' }, /name an image as repository:tag/],
    ['jfrog', { image: 'jfrog.example.com/web:1' }, { s: 'x' }, /host\/repository-key\/image/],
  ] as const;
  test.concurrent.for<readonly [string, Inputs, { readonly s?: string }, RegExp]>(unfit)(
    '%s %j: nothing is sent',
    async ([receiver, inputs, { s }, words], { simulate }) => {
      const kargo = await simulate({ world: platforms });
      const ended = await play(kargo, 'notify-warehouse', inputs, {
        token: undefined,
        env: {
          KARGO_WEBHOOK_URL: kargo.webhooks[receiver] ?? '',
          ...(s === undefined ? {} : { KARGO_WEBHOOK_SECRET: s }),
        },
      });
      expect([ended.code, ended.message]).toEqual([2, expect.stringMatching(words)]);
      expect(await kargo.ledger()).toEqual([]);
    },
  );
});
