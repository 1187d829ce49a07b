import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { start } from '../support/run.ts';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import {
  images,
  promoteRights,
  type StepName,
  stage,
  tokenOf,
  warehouse,
  web,
  world,
  worldWithoutToken,
} from './worlds.ts';

const byRequest: readonly StepName[] = [
  'clone',
  'update',
  'commit',
  'pushBranch',
  'openRequest',
  'waitForRequest',
];

const receivers = `
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  webhookReceivers:
  - { name: ci, github: { secretRef: { name: a } } }`;

const pipeline = worldWithoutToken(
  tokenOf('ci', [...promoteRights, '{ verbs: [get], resources: [projectconfigs] }']),
  receivers,
  warehouse(),
  images(`${web}:1.0.0`),
  stage('dev'),
  stage('staging', { sources: 'stages: [dev]' }),
  stage('prod', { sources: 'stages: [staging]', run: byRequest }),
  stage('eu', { sources: 'stages: [prod]' }),
);

/** 1.0.0 is in dev and staging, and waits for its pull request to prod. */
async function delivered(kargo: SimulatedKargo): Promise<void> {
  await kargo.bring('dev', '1.0.0');
  await kargo.bring('staging', '1.0.0');
  const promotion = await kargo.promote('prod', '1.0.0');
  await kargo.see('promotions', promotion, ({ status }) => status.currentStep === 5);
}

describe.for(kargoReleases)('status, Kargo %s', (release) => {
  test.concurrent('of a pipeline, and where an image is', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    await delivered(kargo);
    const before = (await kargo.ledger('ci')).length;
    const ended = await play(kargo, 'status', { image: `${web}:1.0.0` });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message:
        'Freight with ghcr.io/acme/web:1.0.0 is in dev and staging (verified); prod waits for pull request #1; ' +
        'not available to eu (it is not verified in Stage "prod").',
    });
    const report = JSON.parse(ended.outputs.report ?? '');
    expect(report).toMatchObject({
      version: 1,
      project: 'shop',
      unread: [],
      stages: [
        { name: 'dev', warehouses: ['web'], condition: 'good', health: 'Healthy' },
        { name: 'staging', upstream: ['dev'], condition: 'good', verification: 'Successful' },
        { name: 'prod', upstream: ['staging'], condition: 'busy', freight: [] },
        { name: 'eu', upstream: ['prod'], condition: 'empty', 'newer-available': 0 },
      ],
      promotions: [
        {
          stage: 'prod',
          phase: 'Running',
          'pull-request': {
            number: '1',
            url: expect.stringMatching(/^https:\/\/github\.com\/acme\/gitops\//),
          },
        },
      ],
      freight: [{ 'currently-in': ['dev', 'staging'], 'verified-in': ['dev', 'staging'] }],
      warehouses: [{ name: 'web', ready: 'True' }],
      receivers: [
        { name: 'ci', kind: 'github', url: expect.stringMatching(/^http:\/\/[^/]+\/github\/\*\*\*$/) },
      ],
      where: [
        { stages: [{ place: 'current' }, { place: 'current' }, { place: 'waiting-for-pull-request' }, {}] },
      ],
    });
    expect(ended.stderr).toMatch(/^✅ dev: [a-z]+-[a-z]+ \(ghcr\.io\/acme\/web:1\.0\.0\), Healthy, /m);
    // Five lists, whatever the size, and nothing that writes.
    const sent = (await kargo.ledger('ci')).slice(before);
    expect(sent.map(({ method, path }) => `${method} ${path.replace(/.*\//, '')}`).toSorted()).toEqual([
      'GET config',
      'GET freight',
      'GET promotions',
      'GET stages',
      'GET warehouses',
    ]);
  });

  test.concurrent('with what the token may read', async ({ simulate }) => {
    const parts = ['stages', 'freights'];
    const tokens = parts.map((part) => tokenOf(part, [`{ verbs: [list], resources: [${part}] }`]));
    const kargo = await simulate({
      release,
      world: world(...tokens, tokenOf('none', []), warehouse(), images(`${web}:1.0.0`), stage('dev')),
    });
    await kargo.bring('dev', '1.0.0');
    const image = { image: `${web}:1.0.0` };

    const stagesOnly = await play(kargo, 'status', {}, { token: 'stages' });
    expect(stagesOnly).toMatchObject({
      code: 0,
      message: expect.stringMatching(/Promotions could not be read/),
    });
    const report = JSON.parse(stagesOnly.outputs.report ?? '');
    expect(report).toMatchObject({ stages: [{ name: 'dev', 'newer-available': null, promotions: null }] });
    expect(report).toMatchObject({ promotions: null, freight: null, warehouses: null, receivers: null });
    expect(report.unread.map(({ part }: { part: string }) => part)).toEqual([
      'freight',
      'promotions',
      'warehouses',
      'receivers',
    ]);
    expect(await play(kargo, 'status', image, { token: 'stages' })).toMatchObject({
      code: 1,
      reason: 'forbidden',
      message: expect.stringMatching(/cannot be told.*resources: \[freights\], verbs: \[list\]/),
    });

    const freightOnly = await play(kargo, 'status', image, { token: 'freights' });
    expect(freightOnly).toMatchObject({
      code: 0,
      message: expect.stringMatching(/is in dev \(verified\) \(Stages and Promotions could not be read\)\.$/),
    });
    expect(JSON.parse(freightOnly.outputs.report ?? '')).toMatchObject({ stages: null });

    const nothing = await play(kargo, 'status', {}, { token: 'none' });
    expect(nothing).toMatchObject({ code: 1, reason: 'forbidden' });
  });
});

describe('status', () => {
  const shop = world(warehouse(), images(`${web}:1.0.0`), stage('dev'), stage('qa'));

  test.concurrent('of what is not there', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    await kargo.freight('1.0.0');
    const [stageless, image, alias] = await Promise.all([
      play(kargo, 'status', { stage: 'prd' }),
      play(kargo, 'status', { image: `${web}:9.9.9` }),
      play(kargo, 'status', { alias: 'no-body' }),
    ]);
    expect(stageless).toMatchObject({
      code: 1,
      reason: 'not-found',
      message: expect.stringMatching(/"prd".*dev, qa/),
    });
    expect(image).toMatchObject({ code: 1, reason: 'freight-not-found' });
    expect(image.message).toMatch(/web:9\.9\.9 does not exist: Warehouse "web".*it sees 1\.0\.0/);
    expect(JSON.parse(image.outputs.report ?? '')).toMatchObject({ where: [], stages: [{}, {}] });
    expect(alias).toMatchObject({
      code: 1,
      message: 'Freight with the alias "no-body" does not exist: no Freight has this alias.',
    });
  });

  test.concurrent('narrowed to Stages, with the Promotions of these only', async ({ simulate }) => {
    const kargo = await simulate({ world: pipeline });
    await delivered(kargo);
    const ended = await play(kargo, 'status', { stage: ['dev', 'eu'] });
    const { stages, promotions } = JSON.parse(ended.outputs.report ?? '');
    expect(stages.map(({ name }: { name: string }) => name)).toEqual(['dev', 'eu']);
    expect(promotions).toEqual([]);
    expect(ended.message).toBe('Project "shop": 2 Stages (1 good, 1 empty).');
  });

  test.concurrent('of 200 Stages fits into the summary of a job', async ({ simulate }) => {
    const names = Array.from({ length: 200 }, (_, index) => `stage-${String(index).padStart(3, '0')}`);
    const stages = names.map((name, index) =>
      stage(name, index === 0 ? {} : { sources: `stages: [${names[Math.floor((index - 1) / 3)]}]` }),
    );
    const kargo = await simulate({ world: world(warehouse(), images(`${web}:1.0.0`), ...stages) });
    await kargo.bring('stage-000', '1.0.0');
    const home = mkdtempSync(join(tmpdir(), 'kargo-ci-status-'));
    try {
      const files = { GITHUB_OUTPUT: join(home, 'output'), GITHUB_STEP_SUMMARY: join(home, 'summary') };
      for (const file of Object.values(files)) {
        writeFileSync(file, '');
      }
      const ended = await start(['status', '--project=shop', `--image=${web}:1.0.0`], {
        env: {
          KARGO_API_ADDRESS: kargo.address,
          KARGO_API_TOKEN: kargo.tokens.ci ?? '',
          GITHUB_ACTIONS: 'true',
          ...files,
        },
      }).ended;
      expect(ended.code).toBe(0);
      const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
      expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
      expect(summary.match(/^```mermaid$/gm)).toHaveLength(1);
      expect(summary.match(/^\| \S+ \| \[stage-\d{3}\]/gmu)?.length).toBe(200);
      expect((await kargo.ledger('ci')).length).toBe(5);
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
