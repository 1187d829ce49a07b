import { describe, expect, test } from 'vitest';
import type { Release } from '../../src/simulator/simulator.ts';
import { project, rig, stage, world } from './simulated.ts';

const releases: Release[] = ['1.9', '1.10', '1.11', 'main'];
const gated = `[{ uses: http, as: gate, config: { url: "http://ci/gate/slow", successExpression: "response.body.open == true", failureExpression: "response.body.broken == true" } }]`;
const failing = `[{ uses: compose-output, as: compose, config: { a: 1 } }, { uses: fail, as: boom, config: { message: "tests failed" } }, { uses: compose-output, as: never, config: {} }]`;

describe.each(releases)('a Promotion on %s', (release) => {
  test('succeeds, and the Stage and the Freight show it', async () => {
    const { call, until, newestFreight, promote } = await rig({ release, world: world(stage('test')) });
    const freight = await newestFreight();
    const name = await promote('test', freight, 'promoter');
    const promotion = await until(
      `${project}/promotions/${name}`,
      ({ status }) => status.phase === 'Succeeded',
    );
    expect(promotion.status.stepExecutionMetadata).toMatchObject([{ alias: 'compose', status: 'Succeeded' }]);
    const shown = await until(`${project}/stages/test`, ({ status }) => status.lastPromotion?.name === name);
    expect(shown.status.freightHistory[0].items['Warehouse/web'].name).toBe(freight);
    await until(`${project}/freight/${freight}`, ({ status }) => status.verifiedIn?.test !== undefined);
    expect((await call('GET', `${project}/promotions?stage=test`)).json.items).toHaveLength(1);
  });

  test('fails in the words of the release, later steps skipped', async () => {
    const { until, newestFreight, promote } = await rig({
      release,
      world: world(stage('test', { steps: failing })),
    });
    const name = await promote('test', await newestFreight());
    const { status } = await until(
      `${project}/promotions/${name}`,
      (json) => json.status.finishedAt !== undefined,
    );
    const expected =
      release === '1.9'
        ? { phase: 'Errored', message: 'error getting runner for step kind "fail"' }
        : { phase: 'Failed', message: 'step "boom": failed: tests failed' };
    expect(status).toMatchObject(expected);
    expect(status.stepExecutionMetadata.at(-1)).toEqual({ alias: 'never', status: 'Skipped' });
  });

  test('waits on a gate, is aborted, and the ledger shows the abort', async () => {
    const made = await rig({ release, world: world(stage('test', { steps: gated })) });
    const name = await made.promote('test', await made.newestFreight());
    await made.until(
      `${project}/promotions/${name}`,
      ({ status }) => status.stepExecutionMetadata !== undefined,
    );
    expect(
      (await made.call('POST', `${project}/promotions/${name}/abort`, { token: 'promoter' })).status,
    ).toBe(403);
    expect((await made.call('POST', `${project}/promotions/${name}/abort`)).status).toBe(200);
    const { status } = await made.until(
      `${project}/promotions/${name}`,
      (json) => json.status.phase === 'Aborted',
    );
    expect(status).toMatchObject({ message: 'Promotion terminated by admin' });
    const ledger = (await made.call('GET', '/_simulator/ledger')).json;
    const aborts = ledger.filter(({ path }: { path: string }) => path.endsWith('/abort'));
    expect(aborts).toMatchObject([
      {
        method: 'POST',
        path: `${project}/promotions/${name}/abort`,
        token: 'promoter',
        status: 403,
        body: null,
      },
      {
        method: 'POST',
        path: `${project}/promotions/${name}/abort`,
        token: 'admin',
        status: 200,
        body: null,
      },
    ]);
  });
});

describe('the queue', () => {
  test('a gate that opens is seen when the Promotion is refreshed', async () => {
    const { call, control, until, newestFreight, promote } = await rig({
      world: world(stage('test', { steps: gated })),
    });
    const name = await promote('test', await newestFreight());
    await until(`${project}/promotions/${name}`, ({ status }) => status.stepExecutionMetadata !== undefined);
    // The controller looks again after its first pass: the gate opens once nothing is left to do by itself.
    await control('settle', {});
    await control('gates', { name: 'slow', state: 'open' });
    expect((await call('GET', `${project}/promotions/${name}`)).json.status.phase).toBe('Running');
    await call('POST', `${project}/promotions/${name}/refresh`, { token: 'notify' });
    await until(`${project}/promotions/${name}`, ({ status }) => status.phase === 'Succeeded');
  });

  test('aborting a queued Promotion spoils the running one', async () => {
    const { call, control, until, newestFreight, promote } = await rig({
      world: world(stage('test', { steps: gated })),
    });
    const freight = await newestFreight();
    const first = await promote('test', freight);
    await until(`${project}/promotions/${first}`, ({ status }) => status.stepExecutionMetadata !== undefined);
    const second = await promote('test', freight);
    await call('POST', `${project}/promotions/${second}/abort`);
    await until(`${project}/promotions/${second}`, ({ status }) => status.phase === 'Aborted');
    await control('gates', { name: 'slow', state: 'open', wake: true });
    await until(`${project}/promotions/${first}`, ({ status }) => status.phase === 'Succeeded');
    const spoiled = await until(`${project}/stages/test`, ({ status }) =>
      status.health?.issues?.[0]?.includes('did not succeed'),
    );
    expect(spoiled.status.lastPromotion).toMatchObject({ name: second, status: { phase: 'Aborted' } });
    expect(spoiled.status.freightHistory[0].verificationHistory).toBeUndefined();
  });

  test('a verified Stage shows the old green state for a moment while the next Promotion is pending', async () => {
    const stages = `${stage('test', { more: 'verification: { analysisTemplates: [{ name: smoke }] }' })}
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: smoke, namespace: shop }
spec: { metrics: [{ name: smoke }] }`;
    const made = await rig({ world: world(stages, 'analyses: [{ stage: test, ends: by hand }]') });
    const freight = await made.newestFreight();
    await made.promote('test', freight);
    await made.until(
      `${project}/stages/test`,
      ({ status }) => status.freightHistory?.[0].verificationHistory !== undefined,
    );
    const second = await made.promote('test', freight);
    await made.until(`${project}/promotions/${second}`, ({ status }) => status.phase === 'Pending');
    await made.control('analysis', { stage: 'test', phase: 'Successful' });
    const green = await made.until(
      `${project}/stages/test`,
      ({ status }) => status.conditions[0].status === 'True',
    );
    expect(green.status.currentPromotion).toBeUndefined();
    expect(green.status.lastPromotion.name < second).toBe(true);
    await made.until(`${project}/stages/test`, ({ status }) => status.lastPromotion.name === second);
  });
});

describe('refusals', () => {
  test.each([
    ['1.9', 200, ''],
    ['1.10', 200, ''],
    ['1.11', 422, 'defines no promotion steps'],
    ['main', 422, 'defines no promotion steps'],
  ] as const)('a control-flow Stage on %s: %i', async (release, status, text) => {
    const { call, newestFreight } = await rig({ release, world: world(stage('flow', { steps: '' })) });
    const reply = await call('POST', `${project}/stages/flow/promotions`, {
      body: { freight: await newestFreight() },
    });
    expect(reply.status).toBe(status);
    expect(reply.text).toContain(text);
  });

  test('unavailable Freight, missing rights, missing things', async () => {
    const stages = stage('test') + stage('uat', { sources: 'stages: [test]' });
    const { call, newestFreight } = await rig({ world: world(stages) });
    const body = { freight: await newestFreight() };
    const post = (path: string, options: object) =>
      call('POST', `${project}/stages/${path}/promotions`, { body, ...options });
    expect((await post('uat', {})).json.error).toBe(
      `Freight "${body.freight}" is not available to Stage "uat"`,
    );
    expect((await post('test', { token: 'viewer' })).json.error).toBe(
      'review subject access: stages.kargo.akuity.io "test" is forbidden: promote is not permitted',
    );
    expect((await post('nope', {})).json.error).toBe('Stage "nope" not found in project "shop"');
    expect((await post('test', { body: {} })).json.error).toContain(
      'exactly one of freight, freightAlias, or origin',
    );
    expect((await call('GET', '/v1beta1/projects/other/stages')).json.error).toBe(
      'Project.kargo.akuity.io "other" not found',
    );
  });

  test('an expression that cannot be evaluated is an error', async () => {
    const steps = `[{ uses: compose-output, as: compose, config: { a: "\${{ outputs['open-pr'].pr.id }}" } }]`;
    const { until, newestFreight, promote } = await rig({ world: world(stage('test', { steps })) });
    const name = await promote('test', await newestFreight());
    const { status } = await until(
      `${project}/promotions/${name}`,
      (json) => json.status.finishedAt !== undefined,
    );
    expect(status.phase).toBe('Errored');
    expect(status.message).toContain('failed to get step config: cannot fetch pr from <nil>');
  });
});
