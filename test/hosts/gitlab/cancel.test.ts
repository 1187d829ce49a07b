import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from '../../support/run.ts';
import { type SimulatedKargo, simulateKargo } from '../kargo.ts';
import { jobOf } from './schema.ts';

let kargo: SimulatedKargo;
beforeEach(async () => {
  kargo = await simulateKargo();
});
afterEach(() => kargo.stop());

/** The scripts of the component's job, in one folder, as a runner starts them. gitlab-ci-local cannot cancel a job. */
function scriptsOfPromote() {
  const job = jobOf(readFileSync('gitlab/templates/promote/template.yml', 'utf8'), {
    stage: 'gated',
    image: 'ghcr.io/acme/web:1.8.0',
  });
  const folder = mkdtempSync(join(tmpdir(), 'gitlab-'));
  const variables = {
    ...job.variables,
    KARGO_API_ADDRESS: kargo.address,
    KARGO_API_TOKEN: kargo.token,
    KARGO_PROJECT: 'shop',
    CI_PROJECT_DIR: folder,
    CI_JOB_ID: '4711',
    PATH: process.env.PATH ?? '',
  };
  const start = (lines: readonly string[], status: string) => {
    const program = `kargo-ci() { exec '${process.execPath}' '${bundle}' "$@"; }`;
    const child = spawn('bash', ['--noprofile', '--norc', '-c', [program, ...lines].join('\n')], {
      cwd: folder,
      env: { ...variables, CI_JOB_STATUS: status },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const ended = new Promise<{ code: number | null; log: string }>((resolve, reject) => {
      child.once('error', reject).once('close', (code) => resolve({ code, log }));
    });
    return { kill: (signal: NodeJS.Signals) => child.kill(signal), ended };
  };
  return {
    folder,
    script: () => start(job.script, 'running'),
    afterScript: (status: string) => start(job.after_script ?? [], status).ended,
  };
}

const aborts = async (promotion: string) =>
  (await kargo.ledger()).filter((line) => line.endsWith(`/promotions/${promotion}/abort`));

test('SIGTERM, as runners send it, is enough; after_script finds nothing left to do', async () => {
  const { script, afterScript } = scriptsOfPromote();
  const running = script();
  const promotion = await kargo.runningPromotion('gated');
  running.kill('SIGTERM');
  const { code, log } = await running.ended;
  expect(code, log).toBe(143);
  expect(await aborts(promotion)).toHaveLength(1);
  const after = await afterScript('canceled');
  expect(after.code, after.log).toBe(0);
  expect(await aborts(promotion)).toHaveLength(1);
});

test('a script that was killed leaves the rest to after_script', async () => {
  const { script, afterScript } = scriptsOfPromote();
  const running = script();
  const promotion = await kargo.runningPromotion('gated');
  running.kill('SIGKILL');
  await running.ended;
  expect(await aborts(promotion)).toEqual([]);
  const { code, log } = await afterScript('canceled');
  expect(code, log).toBe(0);
  expect(await aborts(promotion)).toHaveLength(1);
  expect(await kargo.promotionPhase(promotion)).toBe('Aborted');
});

test('after_script of a job that was not cancelled does nothing', async () => {
  const { script, afterScript } = scriptsOfPromote();
  const running = script();
  const promotion = await kargo.runningPromotion('gated');
  running.kill('SIGKILL');
  await running.ended;
  expect(await afterScript('failed')).toEqual({ code: 0, log: '' });
  expect(await aborts(promotion)).toEqual([]);
});
