import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { majorVersion, release } from '../../../src/manifest/release.ts';
import { type SimulatedKargo, simulateKargo } from '../kargo.ts';

/** Where `.ci/run` puts it, else the one on PATH; scripts/test.mjs leaves this test out when there is none. */
const act = existsSync('.tools/bin/act') ? resolve('.tools/bin/act') : 'act';
const ours = `${release.repository}/actions/promote@v${majorVersion()}`;

let kargo: SimulatedKargo;
beforeAll(async () => {
  kargo = await simulateKargo();
});
afterAll(() => kargo.stop());

/** What a user writes, with a job that waits for the first one. */
const workflow = {
  on: 'push',
  jobs: {
    promote: {
      'runs-on': 'ubuntu-latest',
      outputs: {
        promotion: `\${{ steps.promote.outputs.promotion }}`,
        status: `\${{ steps.promote.outputs.status }}`,
      },
      steps: [
        {
          id: 'promote',
          uses: ours,
          with: { project: 'shop', stage: 'test', warehouse: 'web', image: 'ghcr.io/acme/web:1.8.0' },
          env: {
            KARGO_API_ADDRESS: `\${{ vars.KARGO_API_ADDRESS }}`,
            KARGO_API_TOKEN: `\${{ secrets.KARGO_API_TOKEN }}`,
          },
        },
      ],
    },
    report: {
      needs: 'promote',
      'runs-on': 'ubuntu-latest',
      steps: [
        {
          run: 'echo "heard: $STATUS $PROMOTION"',
          env: {
            STATUS: `\${{ needs.promote.outputs.status }}`,
            PROMOTION: `\${{ needs.promote.outputs.promotion }}`,
          },
        },
      ],
    },
  },
};

test('a whole workflow: the outputs of the promotion reach a following job', async () => {
  const project = repository('project');
  mkdirSync(join(project, '.github', 'workflows'), { recursive: true });
  writeFileSync(join(project, '.github', 'workflows', 'deliver.yml'), stringify(workflow));
  commitAll(project);
  // What `uses:` downloads.
  const downloaded = repository('downloaded');
  for (const folder of ['actions', 'dist']) cpSync(folder, join(downloaded, folder), { recursive: true });
  commitAll(downloaded);

  // Not synchronously: Kargo is simulated in this process.
  const { status, stdout, stderr } = await runAct(project, [
    'push',
    ...['--platform', 'ubuntu-latest=-self-hosted'],
    ...['--local-repository', `${ours.replace('/actions/promote', '')}=${downloaded}`],
    ...['--var', `KARGO_API_ADDRESS=${kargo.address}`],
    ...['--secret', `KARGO_API_TOKEN=${kargo.token}`],
  ]);
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/heard: succeeded test\.[0-9a-z]{26}\.[0-9a-f]{7}/);
  expect(stdout).not.toContain(kargo.token);
});

function runAct(project: string, args: readonly string[]) {
  const child = spawn(act, args, {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: project },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  }
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.once('error', reject).once('close', (status) => resolve({ status, ...texts }));
  });
}

function repository(name: string): string {
  const directory = mkdtempSync(join(tmpdir(), `act-${name}-`));
  git(directory, 'init', '--quiet', '--initial-branch', 'main');
  return directory;
}

function commitAll(directory: string): void {
  git(directory, 'add', '--all');
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  git(directory, ...identity, 'commit', '--quiet', '--message', 'Everything');
}

function git(directory: string, ...args: readonly string[]): void {
  execFileSync('git', args, { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });
}
