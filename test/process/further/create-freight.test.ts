import { describe, expect } from 'vitest';
import { kargoReleases } from '../../support/simulator.ts';
import { play, test } from '../play.ts';
import { images, simulation, stage, warehouse, web, world } from '../worlds.ts';
import { furtherWorld } from './parts.ts';

const sha = '4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d';
const config = 'https://github.com/acme/config.git';
const chartRepository = 'oci://ghcr.io/acme/charts/web';
const manual = 'freightCreationPolicy: Manual';
const create = { method: 'POST', path: '^/v1beta1/resources' };
const image = `${web}:1.0.0`;

/** A Warehouse of three subscriptions, which makes no Freight by itself. */
const three = [
  warehouse({ more: manual }).concat(`
  - git: { repoURL: "${config}", branch: main }
  - chart: { repoURL: "${chartRepository}" }`),
  images(`${web}:1.0.0`, `${web}:1.1.0`),
  simulation(`artifacts:
- commit: { repoURL: "${config}", id: ${sha}, branch: main, message: "config: more replicas" }
- chart: { repoURL: "${chartRepository}", version: 2.0.0 }
- chart: { repoURL: "${chartRepository}", version: 2.1.0 }`),
];
const all = { image, commit: sha, chart: `${chartRepository}:2.0.0` };

/** The Warehouse has looked: a test that creates Freight right away would race with its first discovery. */
const overtaken = [warehouse(), images(`${web}:1.0.0`, `${web}:1.1.0`), stage('test')];

// First, because it takes the longest: the others run beside it.
test.concurrent('an answer that is lost before anything was made is unknown', async ({ simulate }) => {
  const kargo = await simulate({ release: '1.10', world: furtherWorld(...overtaken) });
  await kargo.freight('1.1.0');
  await kargo.fault(create, { kind: 'empty' });
  const ended = await play(kargo, 'create-freight', { warehouse: 'web', image });
  expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'answer-lost' });
  expect(await kargo.freights()).toHaveLength(1);
});

describe.concurrent.for(kargoReleases)('create-freight, Kargo %s', (release) => {
  test('exactly these artifacts of a manual Warehouse, digest and commit looked up', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...three) });
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', ...all, alias: 'made-here' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { alias: 'made-here' } });
    const made = await kargo.get('freight', ended.outputs.freight ?? '');
    expect(made).toMatchObject({
      alias: 'made-here',
      origin: { kind: 'Warehouse', name: 'web' },
      images: [{ repoURL: web, tag: '1.0.0', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) }],
      commits: [{ repoURL: config, id: sha, branch: 'main', message: 'config: more replicas' }],
      charts: [{ repoURL: chartRepository, version: '2.0.0' }],
    });
    const again = await play(kargo, 'create-freight', { warehouse: 'web', ...all });
    expect(again).toMatchObject({
      code: 0,
      status: 'unchanged',
      outputs: { freight: made.metadata.name, alias: 'made-here' },
    });
    expect(await kargo.freights()).toHaveLength(1);
  });

  test('an artifact that a newer one overtook, and what Kargo made of the newest', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...overtaken) });
    const newest = await kargo.freight('1.1.0');
    const made = await play(kargo, 'create-freight', { warehouse: 'web', image });
    expect(made).toMatchObject({ code: 0, status: 'succeeded' });
    expect((await kargo.freight('1.0.0')).metadata.name).toBe(made.outputs.freight);
    const there = await play(kargo, 'create-freight', {
      warehouse: 'web',
      image: `${web}:1.1.0`,
      alias: 'mine',
    });
    expect(there).toMatchObject({
      code: 0,
      status: 'unchanged',
      outputs: { freight: newest.metadata.name, alias: newest.alias },
    });
    expect(there.stderr).toContain(`did not get the alias "mine": it was there before, as "${newest.alias}"`);
  });

  test.for([
    { kind: 'drop-after-commit', status: 'succeeded', code: 0 },
    { kind: 'half-body', status: 'succeeded', code: 0 },
  ])('the answer is lost ($kind): it is looked up', async ({ kind, status, code }, { simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...overtaken) });
    await kargo.freight('1.1.0');
    await kargo.fault(create, { kind });
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', image });
    expect(ended).toMatchObject({ code, status });
    expect((await kargo.freight('1.0.0')).metadata.name).toBe(ended.outputs.freight);
    expect((await kargo.writes()).filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  test('promote makes it when it is missing, once', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...overtaken) });
    await kargo.freight('1.1.0');
    const inputs = { stage: 'test', warehouse: 'web', image, 'create-freight': 'if-missing' };
    const ended = await play(kargo, 'promote', inputs);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect((await kargo.freight('1.0.0')).metadata.name).toBe(ended.outputs.freight);
    expect(await play(kargo, 'promote', inputs)).toMatchObject({ code: 0, status: 'unchanged' });
    expect(await kargo.freights()).toHaveLength(2);
  });
});

describe.concurrent('create-freight', () => {
  test.for([
    { name: 'one too few', given: { image, commit: sha } },
    { name: 'one twice', given: { ...all, image: [image, `${web}:1.1.0`] } },
    {
      name: 'one of a repository that it does not subscribe to',
      given: { ...all, image: 'ghcr.io/acme/api:1.0.0' },
    },
  ])('not one for each subscription: $name', async ({ given }, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...three) });
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', ...given });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'refused' });
    expect(ended.message).toContain(
      `one artifact for each of its subscriptions (image of ${web}, commit of ${config}, chart of ${chartRepository})`,
    );
    expect(await kargo.writes()).toEqual([]);
  });

  test.for([
    { name: 'never pushed', tag: '1.9.9', says: 'did not see ghcr.io/acme/web:1.9.9: it sees 1.1.0, 1.0.0' },
    { name: 'outside of the constraint', tag: '2.0.0', says: '2.0.0 is outside of its constraint "^1.0.0"' },
  ])('what the Warehouse does not see: $name', async ({ tag, says }, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...overtaken) });
    await kargo.freight('1.1.0');
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', image: `${web}:${tag}` });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'freight-not-found' });
    expect(ended.message).toContain(says);
    expect(await kargo.writes()).not.toContain('POST /v1beta1/resources');
    expect(await kargo.freights()).toHaveLength(1);
  });

  test('what was pushed just now is seen after a look', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...three) });
    await kargo.see('warehouses', 'web', ({ status }) => 'discoveredArtifacts' in status);
    await kargo.push(`${web}:1.2.0`);
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', ...all, image: `${web}:1.2.0` });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    const kinds = [...new Set(await kargo.writes())];
    expect(kinds).toEqual(['POST warehouses/web/refresh', 'POST /v1beta1/resources']);
  });

  test.for([
    { name: 'no artifact', given: { warehouse: 'web' } },
    { name: 'two Warehouses', given: { warehouse: 'web,api', image } },
    { name: 'no Warehouse', given: { image } },
  ])('bad input: $name', async ({ given }, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...overtaken) });
    expect(await play(kargo, 'create-freight', given)).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(await kargo.ledger('ci')).toEqual([]);
  });

  test('without the right it is forbidden', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...overtaken) });
    await kargo.freight('1.1.0');
    const ended = await play(kargo, 'create-freight', { warehouse: 'web', image });
    expect(ended).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(ended.message).toContain('resources: [freights], verbs: [create]');
  });

  test('promote without it stays red, and says what to do', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...overtaken) });
    await kargo.freight('1.1.0');
    const ended = await play(kargo, 'promote', { stage: 'test', warehouse: 'web', image });
    expect(ended).toMatchObject({ code: 1, reason: 'freight-not-found' });
    expect(ended.message).toContain('create-freight makes Freight of exactly these artifacts');
  });
});
