import { describe, expect } from 'vitest';
import { kargoReleases } from '../../support/simulator.ts';
import { begin, play, read, test } from '../play.ts';
import { images, stage, tokenOf, warehouse, web, worldWithoutToken } from '../worlds.ts';
import { approvals, deliverTo, furtherRights, furtherWorld, setGate } from './parts.ts';

const api = warehouse({
  name: 'api',
  subscription: 'image: { repoURL: ghcr.io/acme/api, constraint: ^1.0.0 }',
});
const pipeline = [
  warehouse(),
  api,
  images(`${web}:1.0.0`),
  stage('test', { run: ['compose'] }),
  stage('slow', { run: ['gate'] }),
  stage('uat', { sources: 'stages: [test]' }),
  stage('prod', { sources: 'stages: [uat]' }),
  stage('through', { sources: 'stages: [uat]', run: [] }),
  stage('other', { origin: 'api' }),
];
const shop = furtherWorld(...pipeline);
const image = `${web}:1.0.0`;
const post = { method: 'POST', path: '/approve' };

// First, because it takes the longest: the others run beside it.
test.concurrent('an approval that never shows is unknown, never green', async ({ simulate }) => {
  const kargo = await simulate({ release: '1.10', world: shop });
  const { metadata } = await kargo.freight('1.0.0');
  await kargo.fault(post, { kind: 'empty' }, { times: 9 });
  const ended = await play(kargo, 'approve-freight', { stage: 'prod', image });
  expect(ended).toMatchObject({ code: 4, status: 'unknown', reason: 'answer-lost' });
  expect(ended.message).toContain(
    `the approval of Freight ${metadata.name} for Stage "prod", and it does not show`,
  );
});

describe.concurrent.for(kargoReleases)('approve-freight, Kargo %s', (release) => {
  test.concurrent('is approved, seen, and good for promoting; then it is unchanged', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    const both = { stage: 'uat,prod', image };
    const ended = await play(kargo, 'approve-freight', both);
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('approved for uat, prod'),
      outputs: { freight: metadata.name },
    });
    expect(await approvals(kargo, metadata.name)).toEqual(['prod', 'uat']);
    const again = await play(kargo, 'approve-freight', both);
    expect(again).toMatchObject({ code: 0, status: 'unchanged', outputs: { freight: metadata.name } });
    expect((await kargo.writes()).toSorted()).toEqual(
      ['prod', 'uat'].map((name) => `POST freight/${metadata.name}/approve?stage=${name}`),
    );
    const promoted = await play(kargo, 'promote', { stage: 'prod', image });
    expect(promoted).toMatchObject({ code: 0, status: 'succeeded' });
  });

  test.concurrent('a Stage that takes nothing of this origin: red before anything is sent', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    const ended = await play(kargo, 'approve-freight', { stage: 'uat,other', image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-available' });
    expect(ended.message).toMatch(
      /"other" takes Freight of Warehouse\/api.*of Warehouse\/web.*Nothing was approved/,
    );
    expect(await kargo.writes()).toEqual([]);
    expect(await approvals(kargo, metadata.name)).toEqual([]);
  });

  test.concurrent('an empty answer that did nothing is not believed: read until it shows', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.fault(post, { kind: 'empty' });
    const running = begin(kargo, 'approve-freight', { stage: 'prod', image });
    await kargo.saw(/^POST .*approve/);
    await kargo.saw(new RegExp(`^GET freight/${metadata.name}$`));
    await kargo.call('POST', `freight/${metadata.name}/approve?stage=prod`);
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
  });
});

describe.concurrent.for(['1.9', 'main'] as const)('approve-freight in detail, Kargo %s', (release) => {
  test.concurrent('only what is missing is sent', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.call('POST', `freight/${metadata.name}/approve?stage=uat`);
    const ended = await play(kargo, 'approve-freight', { stage: 'uat,prod', image });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await kargo.writes()).toEqual([`POST freight/${metadata.name}/approve?stage=prod`]);
  });

  test.concurrent('a lost answer is no loss: approving again is harmless', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.fault(post, { kind: 'drop-after-commit' });
    expect(await play(kargo, 'approve-freight', { stage: 'prod', image })).toMatchObject({ code: 0 });
    expect(await approvals(kargo, metadata.name)).toEqual(['prod']);
  });

  test.concurrent('a Stage that only lets Freight pass is a warning', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'approve-freight', { stage: 'through', image });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(ended.stderr).toMatch(/^warning: Stage "through" only lets Freight pass/m);
  });

  test.concurrent.for([
    { without: 'promote', lacks: /lacks the verb "promote" on stages "prod".*resourceNames: \[prod\]/ },
    { without: 'freights/status', lacks: /lacks the verb "patch" on freights/ },
  ])('without the right $without it is forbidden', async ({ without, lacks }, { simulate }) => {
    const rules = furtherRights.map((rule) =>
      rule
        .replace('verbs: [promote]', without === 'promote' ? 'verbs: [none]' : 'verbs: [promote]')
        .replace(`, ${without},`, ','),
    );
    const kargo = await simulate({ release, world: worldWithoutToken(tokenOf('ci', rules), ...pipeline) });
    const { metadata } = await kargo.freight('1.0.0');
    const ended = await play(kargo, 'approve-freight', { stage: 'prod', image });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'forbidden' });
    expect(ended.message).toMatch(lacks);
    expect(await approvals(kargo, metadata.name)).toEqual([]);
  });
});

const inputs = { stage: 'prod', image };

describe.concurrent.for(['1.9', 'main'] as const)('only-if-current-in, Kargo %s', (release) => {
  test.concurrent('approves what the tests ran against', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const ended = await play(kargo, 'approve-freight', { ...inputs, 'only-if-current-in': 'test' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await approvals(kargo, metadata.name)).toEqual(['prod']);
  });

  test.concurrent('other Freight, or none, is there before: nothing is sent', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    const [none] = [await play(kargo, 'approve-freight', { ...inputs, 'only-if-current-in': 'test' })];
    const newer = await deliverTo(kargo, '1.1.0', 'test');
    const other = await play(kargo, 'approve-freight', { ...inputs, 'only-if-current-in': 'test' });
    expect(none).toMatchObject({
      code: 1,
      reason: 'superseded',
      message: expect.stringMatching(/it has no Freight.*Nothing was approved/),
    });
    expect(other).toMatchObject({ code: 1, reason: 'superseded', message: expect.stringContaining(newer) });
    expect(await kargo.writes()).toEqual([]);
  });

  test.concurrent('a Promotion is running there: nothing is sent', async ({ simulate }) => {
    const kargo = await simulate({ release, world: shop });
    await kargo.freight('1.0.0');
    await setGate(kargo, 'open');
    await kargo.bring('slow', '1.0.0');
    await setGate(kargo, 'closed');
    await kargo.deliver(`${web}:1.1.0`);
    const running = await kargo.promote('slow', '1.1.0');
    await kargo.see('stages', 'slow', ({ status }) => status.currentPromotion?.name === running);
    const ended = await play(kargo, 'approve-freight', { ...inputs, 'only-if-current-in': 'slow' });
    expect(ended).toMatchObject({
      code: 1,
      reason: 'superseded',
      message: expect.stringContaining(`Promotion ${running} is running there`),
    });
    expect(await kargo.writes()).toEqual([]);
  });
});

describe.concurrent.for(kargoReleases)('only-if-current-in at the end, Kargo %s', (release) => {
  test.concurrent('other Freight came meanwhile: red, and it is said that it was approved', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: shop });
    const { metadata } = await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    // The approval takes its time: it only shows once the Stage has other Freight.
    await kargo.fault(post, { kind: 'empty' });
    const running = begin(kargo, 'approve-freight', { ...inputs, 'only-if-current-in': 'test' });
    await kargo.saw(/^POST .*approve/);
    await deliverTo(kargo, '1.1.0', 'test');
    await kargo.call('POST', `freight/${metadata.name}/approve?stage=prod`);
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'superseded' });
    expect(ended.message).toMatch(/It was approved all the same/);
  });
});
