import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { type Inputs, type PlayOptions, play, test } from '../play.ts';
import { analysisTemplate, stage, tokenOf, warehouse, worldWithoutToken } from '../worlds.ts';

const everything = [
  '{ verbs: [get, create, update], resources: [projectconfigs, promotiontasks, warehouses, stages] }',
  '{ verbs: [get, create, update], apiGroups: [argoproj.io], resources: [analysistemplates] }',
  '{ verbs: [get, create, update], apiGroups: [""], resources: [secrets, configmaps, serviceaccounts] }',
];
const shop = worldWithoutToken(
  tokenOf('ci', everything),
  tokenOf(
    'blind',
    everything.map((rule) => rule.replace('get, ', '')),
  ),
  warehouse(),
);

const task = `
apiVersion: kargo.akuity.io/v1alpha1
kind: PromotionTask
metadata: { name: deploy }
spec: { vars: [{ name: who }], steps: [{ uses: compose-output, as: c, config: { a: "\${{ vars.who }}" } }] }`;

const secret = `
apiVersion: v1
kind: Secret
metadata: { name: hook }
stringData: { secret: hunter2-in-plain, username: shop }
data: { other: aHVudGVyMi1lbmNvZGVk }`;

/** Applies these documents, each file by its name, in a folder of their own. */
async function apply(
  kargo: SimulatedKargo,
  files: Readonly<Record<string, string>>,
  { inputs = {}, ...options }: PlayOptions & { readonly inputs?: Inputs } = {},
) {
  const cwd = mkdtempSync(join(tmpdir(), 'kargo-ci-apply-'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text);
  }
  const ended = await play(kargo, 'apply', { files: '*.yaml', ...inputs }, { cwd, ...options });
  rmSync(cwd, { recursive: true });
  const listOf = (name: string): unknown => JSON.parse(ended.outputs[name] || 'null');
  return {
    ...ended,
    created: listOf('created'),
    updated: listOf('updated'),
    unchanged: listOf('unchanged'),
    plan: listOf('plan'),
  };
}

const aPut = 'PUT /v1beta1/resources?upsert=true';

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent('created in order, then unchanged, then changed as the plan said', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const files = {
      'a.yaml': [stage('prod', { sources: 'stages: [test]' }), task, analysisTemplate].join('\n---\n'),
      'b.yaml': [stage('test', { verification: true }), warehouse()].join('\n---\n'),
    };
    const first = await apply(kargo, files);
    expect(first).toMatchObject({ code: 0, status: 'succeeded' });
    expect(first.created).toEqual([
      'AnalysisTemplate/smoke',
      'PromotionTask/deploy',
      'Stage/test',
      'Stage/prod',
    ]);
    expect(first.unchanged).toEqual(['Warehouse/web']);
    expect(await kargo.writes()).toEqual([aPut]);

    const again = await apply(kargo, files);
    expect(again).toMatchObject({ code: 0, status: 'unchanged', created: [], updated: [] });
    expect(await kargo.writes()).toEqual([aPut]);

    await kargo.control('objects', {
      kind: 'Warehouse',
      name: 'web',
      merge: { metadata: { labels: { owner: 'ana' } } },
    });
    const next = {
      ...files,
      'b.yaml': files['b.yaml'].replace('interval: 1h', 'interval: 10m').replace(', constraint: ^1.0.0', ''),
    };
    const plan = await apply(kargo, next, { inputs: { 'dry-run': true } });
    expect(plan).toMatchObject({ code: 0, status: 'succeeded', updated: ['Warehouse/web'] });
    expect(plan.message).toBe('Plan: 1 would be changed, 4 would stay. Nothing was sent.');
    expect(plan.stderr).toContain('~ spec.interval: "1h0m0s" → "10m"');
    expect(plan.stderr).toContain('- spec.subscriptions[0].image.constraint: "^1.0.0"');
    expect(await kargo.writes()).toEqual([aPut]);

    const changed = await apply(kargo, next);
    expect(changed).toMatchObject({ status: 'succeeded', created: [], updated: ['Warehouse/web'] });
    const { metadata, spec } = await kargo.call('GET', 'warehouses/web');
    expect(metadata.labels).toEqual({ team: 'web', owner: 'ana' });
    expect(spec).toMatchObject({
      interval: '10m0s',
      subscriptions: [{ image: { repoURL: 'ghcr.io/acme/web' } }],
    });
    expect(spec.subscriptions[0].image).not.toHaveProperty('constraint');
    expect(await apply(kargo, next)).toMatchObject({ status: 'unchanged' });
  });

  test.concurrent('what is refused is told by its place, the rest is applied', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const bad = warehouse({ name: 'bad', subscription: 'image: { repoURL: "not a repo!" }' });
    const ended = await apply(kargo, { 'a.yaml': `${stage('test')}\n---\n${bad}` });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'refused', created: ['Stage/test'] });
    expect(ended.message).toMatch(
      /^1 created, 1 refused\. Warehouse\/bad \(a\.yaml, document 2\): .*must be a valid image repository URL/,
    );
    expect(ended.plan).toMatchObject([
      { name: 'bad', result: 'failed' },
      { name: 'test', result: 'created' },
    ]);
    const alone = await apply(kargo, { 'a.yaml': bad });
    expect(alone).toMatchObject({ code: 1, reason: 'refused' });
  });

  test.concurrent('a project that is not there yet comes with all that is in it', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const project = 'apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: { name: fresh }';
    const files = {
      'a.yaml': [stage('test'), warehouse(), project]
        .join('\n---\n')
        .replaceAll(', namespace: shop', '')
        .replaceAll('namespace: shop, ', ''),
    };
    const options = { token: 'admin', env: { KARGO_PROJECT: 'fresh' } };
    const first = await apply(kargo, files, options);
    expect(first).toMatchObject({
      status: 'succeeded',
      created: ['Project/fresh', 'Warehouse/web', 'Stage/test'],
    });
    expect(await apply(kargo, files, options)).toMatchObject({ status: 'unchanged' });
    expect((await kargo.writes('admin')).filter((line) => line === aPut)).toHaveLength(1);
    const elsewhere = await apply(
      kargo,
      { 'a.yaml': stage('test').replace(', namespace: shop', '') },
      {
        ...options,
        env: { KARGO_PROJECT: 'nowhere' },
      },
    );
    expect(elsewhere).toMatchObject({ code: 1, reason: 'not-found' });
  });
});

describe('when the answer does not come', () => {
  const puts = async (kargo: SimulatedKargo) => (await kargo.writes()).filter((line) => line === aPut);

  test.concurrent('what landed is found, and not sent again', async ({ simulate }) => {
    const kargo = await simulate({ release: '1.10', world: shop });
    await kargo.fault({ method: 'PUT' }, { kind: 'drop-after-commit' });
    const ended = await apply(kargo, { 'a.yaml': [stage('test'), task].join('\n---\n') });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      created: ['PromotionTask/deploy', 'Stage/test'],
    });
    expect(await puts(kargo)).toHaveLength(1);
  });

  test.concurrent.for([{ kind: 'drop' }, { kind: 'status', status: 502 }, { kind: 'empty' }])(
    '%j: what is not there is unknown, and not sent again',
    async (fault, { simulate }) => {
      const kargo = await simulate({ world: shop });
      await kargo.fault({ method: 'PUT' }, fault);
      const ended = await apply(kargo, { 'a.yaml': stage('test') });
      expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'answer-lost', created: [] });
      expect(ended.message).toMatch(
        /Stage\/test .*not to be seen; it may still be under way\. Running it again/,
      );
      expect(await puts(kargo)).toHaveLength(1);
    },
  );

  test.concurrent('a change by somebody else at that moment is no failure: it is sent again', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: shop });
    const error =
      'update resource: Operation cannot be fulfilled on warehouses.kargo.akuity.io "web": the object has been modified; please apply your changes to the latest version and try again';
    const body = { results: [{ error }, { error: 'create resource: no' }] };
    await kargo.fault({ method: 'PUT' }, { kind: 'status', status: 200, body });
    const ended = await apply(kargo, {
      'a.yaml': `${warehouse().replace('1h', '2h')}\n---\n${stage('test')}`,
    });
    expect(ended).toMatchObject({ code: 1, reason: 'refused', updated: ['Warehouse/web'] });
    expect(ended.message).toContain('Stage/test (a.yaml, document 2): create resource: no');
    expect(await puts(kargo)).toHaveLength(2);
  });

  test.concurrent('fields that the server did not keep are told', async ({ simulate }) => {
    const kargo = await simulate({ world: shop });
    const kept = {
      apiVersion: 'kargo.akuity.io/v1alpha1',
      kind: 'Stage',
      metadata: { name: 'test' },
      spec: {},
    };
    const body = { results: [{ createdResourceManifest: kept }] };
    await kargo.fault({ method: 'PUT' }, { kind: 'status', status: 200, body });
    const ended = await apply(kargo, {
      'a.yaml':
        'apiVersion: kargo.akuity.io/v1alpha1\nkind: Stage\nmetadata: { name: test }\nspec: { shrad: eu }',
    });
    expect(ended).toMatchObject({ status: 'succeeded', created: ['Stage/test'] });
    expect(ended.stderr).toMatch(/warning: Stage\/test: the server did not keep spec\.shrad: .*misspelt/);
  });
});

describe('rights', () => {
  test.concurrent('what the token may not read cannot be told, and is applied all the same', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: shop });
    const files = { 'a.yaml': `${warehouse()}\n---\n${stage('test')}` };
    const plan = await apply(kargo, files, { token: 'blind', inputs: { 'dry-run': true } });
    expect(plan).toMatchObject({ code: 0, status: 'succeeded', created: [], updated: [], unchanged: [] });
    expect(plan.message).toMatch(/2 cannot be told/);
    expect(plan.plan).toMatchObject([{ action: 'cannot-tell', reason: 'the token may not read it' }, {}]);
    const ended = await apply(kargo, files, { token: 'blind' });
    expect(ended).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(ended.message).toMatch(/get is not permitted/);
  });

  test.concurrent('the project of a token that may not read projects is there all the same', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: shop });
    const project = 'apiVersion: kargo.akuity.io/v1alpha1\nkind: Project\nmetadata: { name: shop }';
    const ended = await apply(kargo, { 'a.yaml': `${project}\n---\n${warehouse()}` });
    expect(ended).toMatchObject({ status: 'unchanged', unchanged: ['Project/shop', 'Warehouse/web'] });
  });
});

test.concurrent('a Secret is never shown, not by the server that repeats it either', async ({ simulate }) => {
  const kargo = await simulate({ world: shop });
  const files = { 'a.yaml': secret };
  const plan = await apply(kargo, files, { inputs: { 'dry-run': true } });
  expect(plan.plan).toMatchObject([{ action: 'cannot-tell' }]);
  const ended = await apply(kargo, files);
  expect(ended).toMatchObject({ code: 0, created: ['Secret/hook'] });
  const again = await apply(kargo, files);
  expect(again).toMatchObject({ code: 0, status: 'succeeded', updated: ['Secret/hook'] });
  expect(again.message).toMatch(/^1 written again, changed or not/);
  const echo = 'Secret "hook" is invalid: hunter2-in-plain aHVudGVyMi1lbmNvZGVk hunter2-encoded';
  await kargo.fault({ method: 'PUT' }, { kind: 'status', status: 422, body: { error: echo } });
  const refused = await apply(kargo, files, { env: { KARGO_CI_DEBUG: '1' } });
  expect(refused).toMatchObject({ code: 1, reason: 'refused' });
  for (const { stdout, stderr } of [plan, ended, refused]) {
    expect(stdout + stderr).not.toMatch(/hunter2|aHVudGVyMi/);
  }
});

test.concurrent('manifests from standard input', async ({ simulate }) => {
  const kargo = await simulate({ world: shop });
  const ended = await apply(kargo, {}, { inputs: { files: '-' }, input: `${stage('test')}\n---\n${task}` });
  expect(ended).toMatchObject({ status: 'succeeded', created: ['PromotionTask/deploy', 'Stage/test'] });
});

describe('nothing is sent', () => {
  test.concurrent.for([
    [
      { 'a.yaml': stage('test').replace('namespace: shop', 'namespace: other') },
      /a\.yaml, document 1.*namespace "other"/,
    ],
    [{ 'a.yaml': 'kind: [' }, /a\.yaml, document 1.*valid YAML/],
    [{ 'b.txt': stage('test') }, /"\*\.yaml": no file is there/],
  ] as const)('%#', async ([files, words], { simulate }) => {
    const kargo = await simulate({ world: shop });
    const ended = await apply(kargo, files);
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(ended.message).toMatch(words);
    expect(await kargo.ledger('ci')).toEqual([]);
  });
});
