import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const shop = world(warehouse(), images(`${web}:1.0.0`));
const later = { advance: '10s' };

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent('handled: the Warehouse has looked, and could', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', later);
    const ended = await play(kargo, 'notify-warehouse', { warehouse: 'web' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(ended.outputs['discovered-at']).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+Z$/);
    expect(await kargo.writes()).toEqual(['POST warehouses/web/refresh']);
  });

  test.concurrent('an artifact: its Freight is waited for', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', later);
    await kargo.push(`${web}:1.1.0`);
    const ended = await play(kargo, 'notify-warehouse', { warehouse: 'web', image: `${web}:1.1.0` });
    const { alias, metadata } = await kargo.freight('1.1.0');
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { freight: metadata.name, alias },
    });
    const again = await play(kargo, 'notify-warehouse', { warehouse: 'web', image: `${web}:1.1.0` });
    expect(again).toMatchObject({ code: 0, status: 'unchanged', outputs: { freight: metadata.name } });
    expect(await kargo.writes()).toEqual(['POST warehouses/web/refresh']);
  });

  test.concurrent('a discovery that failed is told from a handled refresh', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', later);
    await kargo.control('registry', { repoURL: web, down: true });
    const handled = await play(kargo, 'notify-warehouse', { warehouse: 'web' });
    const words = /dial tcp ghcr\.io: connect: connection refused/;
    expect(handled).toMatchObject({
      code: 1,
      status: 'failed',
      reason: 'discovery-failed',
      message: expect.stringMatching(words),
      outputs: { 'discovered-at': '' },
    });
    await kargo.control('clock', later);
    const freight = await play(kargo, 'notify-warehouse', { warehouse: 'web', image: `${web}:1.2.0` });
    expect(freight).toMatchObject({ code: 1, reason: 'discovery-failed' });
  });
});

describe('polling alone', () => {
  test.concurrent.for(['1.9', 'main'] as const)(
    'does not take a failed discovery for a success, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: shop });
      await kargo.freight('1.0.0');
      await kargo.control('clock', later);
      await kargo.control('registry', { repoURL: web, down: true });
      await kargo.fault({ path: 'watch=true' }, { kind: 'status', status: 500 }, { times: 999 });
      const ended = await play(kargo, 'notify-warehouse', { warehouse: 'web', timeout: '50s' });
      // The failing state lasts 20 ms: reading can miss it, and then nothing proves the discovery.
      expect([
        [1, 'discovery-failed'],
        [4, 'answer-lost'],
      ]).toContainEqual([ended.code, ended.reason]);
      expect(ended.outputs['discovered-at']).toBe('');
    },
  );

  test.concurrent('sees a good one', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    await kargo.control('clock', later);
    await kargo.fault({ path: 'watch=true' }, { kind: 'status', status: 500 }, { times: 999 });
    const ended = await play(kargo, 'notify-warehouse', { warehouse: 'web' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
  });
});

test.concurrent('none: told is enough, whatever becomes of it', async ({ simulate }) => {
  const kargo = await simulate({ world: shop });
  await kargo.freight('1.0.0');
  await kargo.control('registry', { repoURL: web, down: true });
  const ended = await play(kargo, 'notify-warehouse', { warehouse: 'web', 'wait-for': 'none' });
  expect(ended).toMatchObject({
    code: 0,
    status: 'succeeded',
    message: expect.stringContaining('not waited for'),
  });
  expect(await kargo.ledger('ci')).toHaveLength(1);
});

test.concurrent('no right is needed to tell', async ({ simulate }) => {
  const kargo = await simulate({ world: shop });
  const ended = await play(
    kargo,
    'notify-warehouse',
    { warehouse: 'web', 'wait-for': 'none' },
    { token: 'notify' },
  );
  expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
});

test.concurrent('several Warehouses, one of them down', async ({ simulate }) => {
  const two = world(
    warehouse(),
    warehouse({ name: 'api', subscription: 'image: { repoURL: ghcr.io/acme/api }' }),
    images(`${web}:1.0.0`, 'ghcr.io/acme/api:3.0.0'),
  );
  const kargo = await simulate({ world: two });
  await kargo.freight('3.0.0');
  await kargo.control('clock', later);
  const good = await play(kargo, 'notify-warehouse', { warehouse: 'web,api' });
  expect(good).toMatchObject({ code: 0, status: 'succeeded', outputs: { 'discovered-at': '' } });
  await kargo.control('clock', later);
  await kargo.control('registry', { repoURL: 'ghcr.io/acme/api', down: true });
  const bad = await play(kargo, 'notify-warehouse', { warehouse: ['web', 'api'] });
  expect(bad).toMatchObject({
    code: 1,
    reason: 'discovery-failed',
    message: expect.stringContaining('Warehouse "api"'),
  });
});

describe('why it is not there', () => {
  const sha = '4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d';
  const proven = [
    {
      why: 'outside of the constraint',
      pushed: ['1.0.0', '2.0.0'],
      tag: '2.0.0',
      words: /2\.0\.0 is outside of its constraint "\^1\.0\.0"; it sees 1\.0\.0/,
    },
    {
      why: 'an older tag',
      pushed: ['1.0.0', '1.0.5'],
      tag: '1.0.0',
      words: /sees ghcr\.io\/acme\/web:1\.0\.0, but 1\.0\.5 is newer.*create-freight/,
    },
    {
      why: 'a SHA under SemVer',
      pushed: ['1.0.0', sha],
      tag: sha,
      words: /takes semantic versions only \(imageSelectionStrategy: SemVer\), and the tag 4f1c2d3e/,
    },
    {
      why: 'cut off by the limit',
      pushed: ['1.0.0', '1.0.1', '1.0.2'],
      tag: '1.0.0',
      subscription: 'image: { repoURL: ghcr.io/acme/web, discoveryLimit: 2 }',
      words: /lists only the newest 2 \(discoveryLimit\), the oldest of them is 1\.0\.1/,
    },
    {
      why: 'an ignored tag',
      pushed: ['1.0.0', '1.0.1'],
      tag: '1.0.1',
      subscription: 'image: { repoURL: ghcr.io/acme/web, ignoreTags: ["1.0.1"] }',
      words: /ignores the tag 1\.0\.1/,
    },
    {
      why: 'another repository',
      pushed: ['1.0.0'],
      tag: '1.0.0',
      repository: 'ghcr.io/acme/api',
      words: /does not subscribe to ghcr\.io\/acme\/api; it subscribes to image of ghcr\.io\/acme\/web/,
    },
    {
      why: 'a manual Warehouse',
      pushed: ['1.0.0'],
      tag: '1.0.0',
      more: 'freightCreationPolicy: Manual',
      words: /makes no Freight by itself \(freightCreationPolicy: Manual\); create it with create-freight/,
    },
  ];

  describe.for(kargoReleases)('proven, so at once, Kargo %s', (release) => {
    test.concurrent.for(proven)('$why', async (row, { simulate }) => {
      const { pushed, tag, words, subscription, more, repository = web } = row;
      const kargo = await simulate({
        release,
        world: world(
          warehouse({ ...(subscription ? { subscription } : {}), ...(more ? { more } : {}) }),
          images(...pushed.map((name) => `${web}:${name}`)),
        ),
      });
      await discovered(kargo);
      const ended = await play(kargo, 'notify-warehouse', {
        warehouse: 'web',
        image: `${repository}:${tag}`,
      });
      expect(ended).toMatchObject({
        code: 1,
        status: 'failed',
        reason: 'freight-not-found',
        message: expect.stringMatching(words),
      });
    });
  });

  const likely = [
    {
      why: 'not pushed',
      body: {},
      words:
        /did not see ghcr\.io\/acme\/web:1\.4\.0: it sees 1\.0\.0; it is configured with .*constraint: \^1\.0\.0/,
    },
    {
      why: 'criteria not satisfied',
      push: '1.4.0',
      body: { more: `freightCreationCriteria: { expression: "imageFrom('${web}').Tag == '1.0.0'" }` },
      words: /creation criteria of Warehouse "web" are not satisfied \(imageFrom\('ghcr\.io\/acme\/web'\)/,
    },
  ];
  test.concurrent.for(likely)('likely, so waited for: $why', async ({ push, body, words }, { simulate }) => {
    const kargo = await simulate({ world: world(warehouse(body), images(`${web}:1.0.0`)) });
    await discovered(kargo);
    if (push !== undefined) {
      await kargo.push(`${web}:${push}`);
    }
    const ended = await play(kargo, 'notify-warehouse', {
      warehouse: 'web',
      image: `${web}:1.4.0`,
      timeout: '5s',
    });
    expect(ended).toMatchObject({
      code: 3,
      status: 'timed-out',
      reason: 'waiting-for-freight',
      message: expect.stringMatching(words),
    });
  });

  test.concurrent('promote and find-freight say it, too', async ({ simulate }) => {
    const kargo = await simulate({ world: world(warehouse(), images(`${web}:1.0.0`), stage('test')) });
    await discovered(kargo);
    const wanted = { warehouse: 'web', image: `${web}:2.0.0` };
    for (const [command, inputs] of [
      ['find-freight', wanted],
      ['find-freight', { ...wanted, wait: false }],
      ['promote', { ...wanted, stage: 'test' }],
    ] as const) {
      expect(await play(kargo, command, inputs)).toMatchObject({
        code: 1,
        reason: 'freight-not-found',
        message: expect.stringContaining('outside of its constraint'),
      });
    }
  });
});

async function discovered(kargo: SimulatedKargo): Promise<void> {
  await kargo.see('warehouses', 'web', ({ status }) => 'discoveredArtifacts' in status);
  await kargo.control('clock', later);
}
