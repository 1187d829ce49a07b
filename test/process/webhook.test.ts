import { describe, expect } from 'vitest';
import { freePort } from '../http/loopback.ts';
import { kargoReleases } from '../support/simulator.ts';
import { play, test } from './play.ts';
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
    gitlab: { secretRef: { name: f } }`;

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
  { receiver: 'git', ends: [1, 'failed', 'unauthorized'], words: /answered 401.*missing or wrong/ },
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
