import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../support/forge/code-host.ts';
import type { GitHubContext } from './composite/environment.ts';
import { type SimulatedKargo, simulateKargo } from './kargo.ts';
import { type RanSteps, type RecipeRun, recipesOf, runWorkflow } from './recipe.ts';
import { recipeWorld } from './recipe-world.ts';

let kargo: SimulatedKargo;
beforeEach(async () => {
  kargo = await simulateKargo('github', recipeWorld);
});
afterEach(() => kargo.stop());

/** A workflow of the GitOps repository, whose token may do what its `permissions` say. */
function inGitOps(
  text: string | undefined,
  github: Partial<GitHubContext> = {},
  more: Partial<RecipeRun> = {},
): Promise<RanSteps> {
  const { address, host } = kargo.forge;
  return runWorkflow(text ?? '', {
    github: { serverUrl: address, repository: host.repository, token: 'workflow-token', ...github },
    vars: { KARGO_API_ADDRESS: kargo.address },
    secrets: { KARGO_API_TOKEN: kargo.token },
    ...more,
  });
}

/** A workflow of the repository of the application: a tag was pushed. */
function inApplication(text: string | undefined, inputs = {}): Promise<RanSteps> {
  return runWorkflow(text ?? '', {
    github: { serverUrl: kargo.forge.address, refName: '1.8.0' },
    vars: { KARGO_API_ADDRESS: kargo.address },
    secrets: { KARGO_API_TOKEN: kargo.token, GITOPS_TOKEN: 'write-token' },
    inputs,
  });
}

/** What a pull request's event tells a workflow. */
function eventOf(change: Change, eventName = 'pull_request'): Partial<GitHubContext> {
  const { number, head, headSha: sha, base, headRepository, state } = change;
  const pull = {
    number,
    merged: state === 'merged',
    head: { ref: head, sha, repo: { full_name: headRepository } },
  };
  return { eventName, headRef: head, baseRef: base, event: { pull_request: pull } };
}

const outcomes = (steps: RanSteps) =>
  steps.map(({ outcome, outputs }) => `${outcome} ${outputs.status ?? ''}`.trim());
const logOf = (steps: RanSteps) => steps.map(({ log }) => log).join('\n');

/** A Promotion to the Stage, by the first half of the recipe for `prod`. */
async function firstHalf(): Promise<{ readonly promotion: string; readonly change: Change }> {
  const steps = await inApplication(recipesOf('A Stage behind a pull request', 'github')[0]);
  expect(outcomes(steps), logOf(steps)).toEqual(['success succeeded', 'success succeeded']);
  const { promotion = '', 'pull-request': number } = steps[0]?.outputs ?? {};
  return { promotion, change: kargo.forge.host.change(Number(number)) };
}

async function promoted(stage: string) {
  const image = 'ghcr.io/acme/web:1.8.0';
  const outputs = await kargo.kargoCi('promote', { stage, image, 'wait-for': 'pull-request' });
  const { promotion = '', 'pull-request': number } = outputs;
  return { promotion, change: kargo.forge.host.change(Number(number)) };
}

describe('a Stage behind a pull request', () => {
  const [, secondHalf, missed] = recipesOf('A Stage behind a pull request', 'github');
  /** Nobody waits for real here. */
  const missedSooner = missed?.replace('timeout: 20s', 'timeout: 3s');

  test('both halves: no job waits for people', async () => {
    const { promotion, change } = await firstHalf();
    expect([...change.labels]).toEqual(expect.arrayContaining(['promotion', 'prod']));
    expect(change.body).toContain('in prod now');
    change.state = 'closed';
    expect(await inGitOps(secondHalf, eventOf(change))).toEqual([]);
    change.state = 'open';
    kargo.forge.host.merge(change, 'merge');
    const steps = await inGitOps(secondHalf, eventOf(change));
    expect(outcomes(steps), logOf(steps)).toEqual(['success succeeded']);
    expect(steps[0]?.outputs).toMatchObject({ promotion, state: 'merged', checked: 'analysis' });
    const fork = { ...change, headRepository: 'mallory/gitops' };
    expect(await inGitOps(secondHalf, eventOf(fork))).toEqual([]);
  });

  test('what was missed: looks in passing, and catches a merge that started no workflow', async () => {
    const { promotion, change } = await firstHalf();
    const waiting = await inGitOps(missedSooner);
    expect(outcomes(waiting), logOf(waiting)).toEqual(['success succeeded', 'failure timed-out', 'skipped']);
    kargo.forge.host.merge(change, 'merge');
    const caught = await inGitOps(missedSooner);
    expect(outcomes(caught), logOf(caught)).toEqual([
      'success succeeded',
      'success succeeded',
      'success succeeded',
    ]);
    expect(await kargo.promotionPhase(promotion)).toBe('Succeeded');
    const again = await inGitOps(missedSooner);
    expect(outcomes(again).at(-1), logOf(again)).toBe('success succeeded');
  });
});

test('merge when green: waits for the checks, merges what Kargo pushed, follows to verified', async () => {
  kargo.forge.host.rules.checks = ['build'];
  const { promotion, change } = await promoted('test');
  const [recipe] = recipesOf('Merge promotion pull requests when green', 'github');
  const fork = { ...change, headRepository: 'mallory/gitops' };
  expect(await inGitOps(recipe, eventOf(fork, 'pull_request_target'))).toEqual([]);
  const merging = inGitOps(recipe, eventOf(change, 'pull_request_target'));
  kargo.forge.host.check(change.headSha, 'build', 'success');
  const steps = await merging;
  expect(outcomes(steps), logOf(steps)).toEqual(['success succeeded']);
  expect(change.state).toBe('merged');
  expect(await kargo.promotionPhase(promotion)).toBe('Succeeded');
  expect(kargo.forge.host.commits.branches.has(change.head)).toBe(false);
});

test('the whole loop: promote, gate, merge, verified', async () => {
  const [gate, onceMore] = recipesOf('A required check for promotion pull requests', 'github');
  const [merge] = recipesOf('Merge promotion pull requests when green', 'github');
  const early = await firstHalf();
  const red = await inGitOps(gate, eventOf(early.change, 'pull_request_target'));
  expect(outcomes(red), logOf(red)).toEqual(['failure failed']);
  const toTest = await promoted('test');
  await inGitOps(merge, eventOf(toTest.change, 'pull_request_target'));
  const green = await inGitOps(gate, eventOf(early.change, 'pull_request_target'));
  expect(outcomes(green), logOf(green)).toEqual(['success succeeded']);
  expect(early.change.notes).toHaveLength(1);
  const matrix = { number: String(early.change.number) };
  const later = await inGitOps(
    onceMore,
    {},
    { job: 'gate', matrix, needs: { list: { outputs: { numbers: '["1"]' } } } },
  );
  expect(outcomes(later), logOf(later)).toEqual(['success succeeded']);
  const status = kargo.forge.host.checksOf(early.change).find(({ name }) => name === 'promotion-gate');
  expect(status?.state).toBe('success');
  const ofProd = merge?.replace('kargo/promotion/test.', 'kargo/promotion/prod.');
  const merged = await inGitOps(ofProd, eventOf(early.change, 'pull_request_target'));
  expect(outcomes(merged), logOf(merged)).toEqual(['success succeeded']);
  expect(merged[0]?.outputs).toMatchObject({ state: 'merged', checked: 'analysis' });
  kargo.forge.host.push('feature', { 'env/x.yaml': '1' });
  const feature = kargo.forge.host.open({ head: 'feature', author: 'alice' });
  const other = await inGitOps(gate, eventOf(feature, 'pull_request_target'));
  expect(other[0]?.outputs, logOf(other)).toMatchObject({ verdict: 'not-applicable' });
});

test('close stale ones', async () => {
  const [recipe] = recipesOf('Close stale promotion pull requests', 'github');
  const aborted = await promoted('test');
  await kargo.abort(aborted.promotion);
  const older = await promoted('prod');
  await kargo.push({ image: 'ghcr.io/acme/web:1.9.0' });
  const newer = { warehouse: 'web', image: 'ghcr.io/acme/web:1.9.0' };
  await kargo.kargoCi('promote', { stage: 'prod', ...newer, 'wait-for': 'none' });
  const steps = await inGitOps(recipe);
  expect(outcomes(steps), logOf(steps)).toEqual(['success succeeded']);
  expect([aborted.change.state, older.change.state]).toEqual(['closed', 'closed']);
  expect(kargo.forge.host.commits.branches.has(aborted.change.head)).toBe(false);
});

test('written by CI', async () => {
  const [recipe] = recipesOf('Pull requests that CI writes', 'github');
  const { freight = '' } = await kargo.kargoCi('find-freight', { image: 'ghcr.io/acme/web:1.8.0' });
  kargo.forge.host.push('ci/prod', { 'env/prod/values.yaml': '1.8.0' });
  const propose = () =>
    runWorkflow(recipe ?? '', {
      github: {
        serverUrl: kargo.forge.address,
        repository: kargo.forge.host.repository,
        token: 'write-token',
      },
      vars: { KARGO_API_ADDRESS: kargo.address },
      secrets: { KARGO_API_TOKEN: kargo.token },
      inputs: { freight },
    });
  const first = await propose();
  expect(first[0]?.outputs, logOf(first)).toMatchObject({ status: 'succeeded', operation: 'created' });
  const again = await propose();
  expect(again[0]?.outputs, logOf(again)).toMatchObject({ status: 'unchanged', operation: 'unchanged' });
  expect(kargo.forge.host.changes.size).toBe(1);
});

test('the same Freight again: adopted while it waits, unchanged when it is there', async () => {
  const [recipe] = recipesOf('The same Freight again', 'github');
  const first = await inApplication(recipe);
  const second = await inApplication(recipe);
  expect(
    [first, second].map(([step]) => step?.outputs.operation),
    logOf(second),
  ).toEqual(['created', 'adopted']);
  const change = kargo.forge.host.change(1);
  kargo.forge.host.merge(change, 'merge');
  await kargo.kargoCi('wait-promotion-pr', {
    'pull-request': kargo.forge.pageOf(change),
    'forge-url': kargo.forge.address,
    'then-wait-for': 'verified',
  });
  const third = await inApplication(recipe);
  expect(third[0]?.outputs, logOf(third)).toMatchObject({ status: 'unchanged', operation: 'unchanged' });
  expect(kargo.forge.host.changes.size).toBe(1);
});
