import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Change } from '../../support/forge/code-host.ts';
import { type SimulatedKargo, simulateKargo } from '../kargo.ts';
import { recipesOf } from '../recipe.ts';
import { recipeWorld } from '../recipe-world.ts';
import { type ComponentServer, type PipelineResult, runPipeline, startComponentServer } from './pipeline.ts';

let server: ComponentServer;
beforeAll(async () => {
  server = await startComponentServer();
});
afterAll(() => server.close());

let kargo: SimulatedKargo;
beforeEach(async () => {
  kargo = await simulateKargo('gitlab', recipeWorld);
});
afterEach(() => kargo.stop());

const image = 'ghcr.io/acme/web:1.8.0';

/** A pipeline of the GitOps project, or of another one, on the fake GitLab. */
function inProject(
  configuration: string | undefined,
  variables: Readonly<Record<string, string>>,
  more: { readonly manual?: readonly string[] } = {},
): Promise<PipelineResult> {
  return runPipeline({
    host: server.host,
    variables: {
      KARGO_API_ADDRESS: kargo.address,
      KARGO_API_TOKEN: kargo.token,
      GITLAB_TOKEN: 'write-token',
      CI_SERVER_URL: kargo.forge.address,
      CI_PROJECT_PATH: kargo.forge.host.repository,
      ...variables,
    },
    configuration: configuration ?? '',
    // They say where and for what the pipeline runs.
    tolerate: [/Avoid overriding predefined variables/],
    ...more,
  });
}

const ofMergeRequest = (change: Change) => ({
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_EVENT_TYPE: 'merged_result',
  CI_MERGE_REQUEST_IID: String(change.number),
  CI_MERGE_REQUEST_PROJECT_PATH: kargo.forge.host.repository,
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: change.head,
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: change.headSha,
});

const resultOf = (pipeline: PipelineResult, job: string) =>
  JSON.parse(pipeline.artifact(job, `.kargo-ci/${job}/result.json`) ?? 'null');

async function promoted(stage: string) {
  const outputs = await kargo.kargoCi('promote', { stage, image, 'wait-for': 'pull-request' });
  const { promotion = '', 'pull-request': number } = outputs;
  return { promotion, change: kargo.forge.host.change(Number(number)) };
}

const [byHand, byBranch] = recipesOf('A Stage behind a pull request', 'gitlab');

test('a Stage behind a merge request: somebody starts the second job after the merge', async () => {
  const variables = {
    CI_REGISTRY_IMAGE: 'ghcr.io/acme/web',
    CI_COMMIT_TAG: '1.8.0',
    CI_PROJECT_PATH: 'acme/shop',
  };
  const running = inProject(byHand, variables, { manual: ['prod-verified'] });
  // People merge while the second job waits, or before.
  for (let change: Change | undefined; change === undefined; ) {
    change = kargo.forge.host.changes.get(1);
    if (change === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
    else kargo.forge.host.merge(change, 'merge');
  }
  const pipeline = await running;
  expect(pipeline.exitCode, pipeline.log).toBe(0);
  expect(resultOf(pipeline, 'prod-verified')).toMatchObject({
    status: 'succeeded',
    outputs: { state: 'merged', checked: 'analysis', phase: 'Succeeded' },
  });
});

test('the pipeline of the default branch, or a scheduled one, follows the newest Promotion', async () => {
  const { promotion, change } = await promoted('prod');
  kargo.forge.host.merge(change, 'merge');
  await kargo.kargoCi('refresh-stage', { stage: 'prod' });
  const pipeline = await inProject(byBranch, { CI_PIPELINE_SOURCE: 'schedule' });
  expect(pipeline.exitCode, pipeline.log).toBe(0);
  expect(resultOf(pipeline, 'wait-promotion')).toMatchObject({ status: 'succeeded', outputs: { promotion } });
});

test('merge when green: auto-merge, and with merge trains the train; the job waits for neither', async () => {
  const [recipe] = recipesOf('Merge promotion pull requests when green', 'gitlab');
  kargo.forge.enableTrains();
  const { promotion, change } = await promoted('test');
  const pipeline = await inProject(recipe, ofMergeRequest(change));
  expect(pipeline.exitCode, pipeline.log).toBe(0);
  expect(change).toMatchObject({ state: 'open', queued: true });
  kargo.forge.host.runQueue();
  expect(change.state).toBe('merged');
  await kargo.kargoCi('refresh-stage', { stage: 'test' });
  await kargo.kargoCi('wait-promotion', { promotion });
  const toProd = await promoted('prod');
  const other = await inProject(recipe, ofMergeRequest(toProd.change));
  expect(other.log).not.toContain('kargo-ci merge-promotion-pr');
  expect(toProd.change).toMatchObject({ state: 'open', queued: false });
});

test('a required check, and close stale ones', async () => {
  const [gate] = recipesOf('A required check for promotion pull requests', 'gitlab');
  const [close] = recipesOf('Close stale promotion pull requests', 'gitlab');
  const { promotion, change } = await promoted('test');
  kargo.forge.host.push('feature', { x: '1' });
  const feature = await inProject(gate, ofMergeRequest(kargo.forge.host.open({ head: 'feature' })));
  expect(resultOf(feature, 'gate-promotion-pr'), feature.log).toMatchObject({
    outputs: { verdict: 'not-applicable' },
  });
  await kargo.abort(promotion);
  const pipeline = await inProject(close, { CI_PIPELINE_SOURCE: 'schedule' });
  expect(pipeline.exitCode, pipeline.log).toBe(0);
  expect(change.state).toBe('closed');
});

test('written by CI', async () => {
  const [recipe] = recipesOf('Pull requests that CI writes', 'gitlab');
  kargo.forge.host.push('ci/prod', { 'env/prod/values.yaml': '1.8.0' });
  const variables = { CI_REGISTRY_IMAGE: 'ghcr.io/acme/web', CI_COMMIT_TAG: '1.8.0' };
  const pipeline = await inProject(recipe, variables);
  expect(pipeline.exitCode, pipeline.log).toBe(0);
  expect(resultOf(pipeline, 'open-promotion-pr')).toMatchObject({ outputs: { operation: 'created' } });
  expect(kargo.forge.host.changes.size).toBe(1);
});
