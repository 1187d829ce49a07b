import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { start } from '../support/run.ts';
import type { SimulatedKargo } from '../support/simulator.ts';
import { test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`)];
const gated = world(...shop, stage('test', { run: ['gate', 'compose'] }));
const pushing = world(...shop, stage('test', { run: ['clone', 'update', 'commit', 'push', 'gate'] }));

async function phaseOf(kargo: SimulatedKargo, name: string): Promise<string | undefined> {
  return (await kargo.get('promotions', name)).status.phase;
}

describe('after-cancel on GitLab', () => {
  /** A job of GitLab: its environment, and the directory of the project. */
  function job(kargo: SimulatedKargo, directory: string, more: Readonly<Record<string, string>> = {}) {
    return {
      KARGO_API_ADDRESS: kargo.address,
      KARGO_API_TOKEN: kargo.tokens.ci ?? '',
      KARGO_PROJECT: 'shop',
      KARGO_CI_HOST: 'gitlab',
      CI_PROJECT_DIR: directory,
      CI_JOB_ID: '7',
      ...more,
    };
  }

  const rows = [
    { name: 'aborts what a killed script made', more: {}, phase: 'Aborted', says: /was aborted/ },
    {
      name: 'leaves it when on-cancel says so',
      more: { KARGO_INPUT_ON_CANCEL: 'leave' },
      phase: 'Running',
      says: /left nothing to stop/,
    },
    {
      name: 'does not touch what another job made',
      more: {},
      after: { CI_JOB_ID: '8' },
      phase: 'Running',
      says: /left nothing to stop/,
    },
    {
      name: 'leaves what has changed something outside',
      more: {},
      world: pushing,
      phase: 'Running',
      says: /was left: step 4 "push"/,
    },
  ];
  test.concurrent.for(rows)('$name', async (row, { simulate, onTestFinished }) => {
    const kargo = await simulate({ world: row.world ?? gated });
    await kargo.freight('1.0.0');
    const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-job-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const env = job(kargo, directory, row.more);
    const running = start(['promote', '--stage=test', `--image=${web}:1.0.0`], { env });
    await running.saw(/Running, step \d of \d "gate"/);
    running.kill('SIGKILL');
    expect(await running.ended).toMatchObject({ code: null, signal: 'SIGKILL' });
    const [only] = await kargo.promotionsOf('test');
    const name = only?.metadata.name ?? '';
    expect(readFileSync(join(directory, '.kargo-ci/outputs.env'), 'utf8')).toContain(
      `KARGO_PROMOTION=${name}\n`,
    );

    const after = await start(['after-cancel'], { env: { ...env, ...row.after } }).ended;
    expect(after).toMatchObject({ code: 0, stdout: expect.stringMatching(row.says) });
    expect(await phaseOf(kargo, name)).toBe(row.phase);
    const again = await start(['after-cancel'], { env: { ...env, ...row.after } }).ended;
    expect(again.stdout).toMatch(/left nothing to stop/);
  });
});
