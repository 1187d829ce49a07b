import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadAllCommands } from '../../src/commands/index.ts';
import { cases } from './cases.ts';
import { Job } from './composite/job.ts';
import { type SimulatedKargo, simulateKargo } from './kargo.ts';

const actions = (await loadAllCommands())
  .filter((command) => command.shellOnly !== true && command.hidden !== true)
  .map((command) => command.name);

let kargo: SimulatedKargo;
beforeEach(async () => {
  kargo = await simulateKargo('github');
});
afterEach(() => kargo.stop());

/** How a user connects: variables of the job's environment. */
const jobFor = (server: SimulatedKargo) =>
  new Job({
    env: { KARGO_API_ADDRESS: server.address, KARGO_API_TOKEN: server.token, KARGO_PROJECT: 'shop' },
    secrets: [server.token],
    github: {
      token: 'workflow-token',
      serverUrl: server.forge.address,
      repository: server.forge.host.repository,
    },
  });

const action = (name: string) => resolve('actions', name);

test('every action has a case', () => {
  const folders = readdirSync('actions', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).toSorted()).toEqual(actions.toSorted());
  expect(Object.keys(cases).toSorted()).toEqual(actions.toSorted());
});

describe('each action, and a step that uses its outputs', () => {
  test.each(Object.entries(cases))('%s', async (name, { inputs, outputs }) => {
    const job = jobFor(kargo);
    const result = await job.uses('it', action(name), { with: await inputs(kargo) });
    expect(result, result.log).toMatchObject({ outcome: 'success', exitCode: 0 });
    expect(result.summary).not.toBe('');
    expect(result.log).not.toContain(kargo.token);
    for (const [output, expected] of Object.entries(outputs)) {
      const heard = await job.run('heard', 'echo "$VALUE"', { VALUE: `\${{ steps.it.outputs.${output} }}` });
      expect(heard.log.trim(), output).toMatch(expected);
    }
  });
});

describe('what the runner does beside', () => {
  test('inputs beat the variables of the job; a secret input is not shown', async () => {
    const job = new Job({ env: { KARGO_API_ADDRESS: 'http://127.0.0.1:1', KARGO_API_TOKEN: 'of-the-job' } });
    const result = await job.uses('it', action('find-freight'), {
      with: {
        'api-address': kargo.address,
        'api-token': kargo.token,
        project: 'shop',
        image: 'ghcr.io/acme/web:1.8.0',
      },
    });
    expect(result, result.log).toMatchObject({ outcome: 'success' });
    expect(result.log).not.toContain(kargo.token);
  });

  test('a red step has outputs, an annotation and a summary', async () => {
    const result = await jobFor(kargo).uses('it', action('promote'), {
      with: { stage: 'nowhere', image: 'ghcr.io/acme/web:1.8.0' },
    });
    expect(result, result.log).toMatchObject({ outcome: 'failure', exitCode: 1 });
    expect(result.outputs).toMatchObject({ status: 'failed', 'failure-reason': 'not-found' });
    expect(result.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(result.outputs.message).toContain('nowhere');
  });

  test('invalid input sends nothing', async () => {
    const before = (await kargo.ledger()).length;
    const result = await jobFor(kargo).uses('it', action('promote'), {
      with: { timeout: '30', force: 'perhaps' },
    });
    expect(result, result.log).toMatchObject({ exitCode: 2, outputs: { status: 'invalid-input' } });
    for (const input of ['stage', 'timeout', 'force']) expect(result.log).toContain(input);
    // The one more is the question that this test asks.
    expect((await kargo.ledger()).length - before).toBeLessThanOrEqual(1);
  });
});

test('a cancelled promote aborts what it made before its process is gone', async () => {
  let promotion = '';
  const when = kargo.runningPromotion('gated').then((name) => {
    promotion = name;
  });
  const result = await jobFor(kargo).uses('it', action('promote'), {
    with: { stage: 'gated', image: 'ghcr.io/acme/web:1.8.0' },
    cancel: { when, scale: 1 },
  });
  // The ledger is read when the process is gone: what stands in it was sent before.
  const aborts = (await kargo.ledger()).filter((line) => line.endsWith(`/promotions/${promotion}/abort`));
  expect(aborts, result.log).toEqual([`POST /v1beta1/projects/shop/promotions/${promotion}/abort`]);
  expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 130, signals: ['SIGINT'] });
  expect(result.outputs).toMatchObject({ status: 'cancelled', promotion });
  expect(await kargo.promotionPhase(promotion)).toBe('Aborted');
});

test('in a container job the recipe with `if: cancelled()` aborts it', async () => {
  const job = jobFor(kargo);
  const promoting = job.uses('promote', action('promote'), {
    with: { stage: 'gated', image: 'ghcr.io/acme/web:1.8.0' },
    cancel: { when: kargo.runningPromotion('gated'), scale: 1, inContainer: true },
  });
  const { outputs } = await promoting;
  expect(outputs.promotion).toMatch(/^gated\./);
  const cleanUp = await job.uses('clean-up', action('abort-promotion'), {
    if: `cancelled() && steps.promote.outputs.operation == 'created'`,
    with: { promotion: `\${{ steps.promote.outputs.promotion }}`, when: 'safe' },
  });
  await job.end();
  expect(cleanUp, cleanUp.log).toMatchObject({ outcome: 'success', outputs: { phase: 'Aborted' } });
});
