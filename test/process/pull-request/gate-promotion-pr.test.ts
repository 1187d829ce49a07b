import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Change } from '../../support/forge/code-host.ts';
import { type Ended, start } from '../../support/run.ts';
import { forges, type Loop, test } from './parts.ts';

interface Job {
  readonly ended: Ended;
  /** What following steps get: `name=value`, values of one line. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** The variables of a connection; the forge is that of the host. */
function kargoOf({ kargo }: Loop): Readonly<Record<string, string>> {
  return {
    KARGO_API_ADDRESS: kargo.address,
    KARGO_PROJECT: 'shop',
    KARGO_API_TOKEN: kargo.tokens.ci ?? '',
    KARGO_INPUT_TIMEOUT: '25s',
  };
}

/** The gate as a step of a workflow, with the token of the workflow. */
async function onGitHub(
  play: Loop,
  event: { readonly name: string; readonly payload: object },
  inputs: Readonly<Record<string, string>> = {},
): Promise<Job> {
  const home = mkdtempSync(join(tmpdir(), 'kargo-ci-gate-'));
  const files = { event: join(home, 'event.json'), output: join(home, 'output') };
  writeFileSync(files.event, JSON.stringify(event.payload));
  writeFileSync(files.output, '');
  const ended = await start(['gate-promotion-pr'], {
    cwd: home,
    env: {
      ...kargoOf(play),
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_SERVER_URL: play.fake.address,
      GITHUB_REPOSITORY: play.host.repository,
      GITHUB_RUN_ID: '17',
      KARGO_CI_JOB_TOKEN: 'workflow-token',
      ...inputs,
    },
  }).ended;
  const said = readFileSync(files.output, 'utf8');
  const outputs = [...said.matchAll(/^(?<name>[\w-]+)<<(?<end>\S+)\n(?<value>[\s\S]*?)\n\k<end>$/gm)];
  rmSync(home, { recursive: true });
  return {
    ended,
    outputs: Object.fromEntries(outputs.map(({ groups }) => [groups?.name, groups?.value])),
  };
}

/** The gate as a job of a merge-request pipeline, with the token of the job. */
async function onGitLab(
  play: Loop,
  { number, headSha }: Pick<Change, 'number' | 'headSha'>,
  env: Readonly<Record<string, string>> = {},
): Promise<Job> {
  const home = mkdtempSync(join(tmpdir(), 'kargo-ci-gate-'));
  const ended = await start(['gate-promotion-pr'], {
    cwd: home,
    env: {
      ...kargoOf(play),
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: home,
      CI_SERVER_URL: play.fake.address,
      CI_PROJECT_PATH: play.host.repository,
      CI_MERGE_REQUEST_PROJECT_PATH: play.host.repository,
      CI_MERGE_REQUEST_IID: String(number),
      CI_COMMIT_SHA: headSha,
      CI_JOB_TOKEN: 'job-token',
      CI_JOB_URL: 'https://gitlab.example.com/job/1',
      ...env,
    },
  }).ended;
  const { outputs } = JSON.parse(readFileSync(join(home, '.kargo-ci', 'result.json'), 'utf8'));
  rmSync(home, { recursive: true });
  return { ended, outputs };
}

function pullRequestEvent({ number, headSha }: Pick<Change, 'number' | 'headSha'>) {
  return { name: 'pull_request', payload: { pull_request: { number, head: { sha: headSha } } } };
}

describe('github', () => {
  test.concurrent('a pull request, then the merge queue, then a head of somebody else', async ({ loop }) => {
    const play = await loop('github');
    const { promotion, change } = await play.promoted();
    const rules = { KARGO_INPUT_VERIFIED_IN: 'test', KARGO_INPUT_STATUS_CONTEXT: 'kargo/gate' };
    const opened = await onGitHub(play, pullRequestEvent(change), rules);
    expect(opened.ended.code, opened.ended.stdout + opened.ended.stderr).toBe(0);
    expect(opened.outputs).toMatchObject({ verdict: 'passed', promotion, 'pull-request': '1' });
    expect(change.notes).toMatchObject([{ author: 'github-actions[bot]' }]);
    const own = change.headSha;
    expect(play.host.checks.get(own)).toMatchObject([{ name: 'kargo/gate', state: 'success' }]);

    const queued = {
      merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-${change.number}-${own}` },
    };
    const inQueue = await onGitHub(play, { name: 'merge_group', payload: queued });
    expect(inQueue.outputs, inQueue.ended.stderr).toMatchObject({ verdict: 'passed', promotion });

    play.host.push(change.head, { evil: '1' });
    const again = await onGitHub(play, pullRequestEvent(change), rules);
    expect(again.ended.code).toBe(1);
    expect(again.outputs).toMatchObject({ verdict: 'failed', 'failure-reason': 'gate-failed' });
    expect(change.notes).toHaveLength(1);
    expect(change.notes[0]?.body).toContain('head-commit');
    // The first job, repeated: its check belongs to the commit that Kargo pushed.
    const repeated = await onGitHub(play, pullRequestEvent({ number: 1, headSha: own }), rules);
    expect(repeated.ended.code).toBe(1);
    expect(repeated.outputs.reasons).toContain('same-commit');
  });

  test.concurrent('what is no promotion, and what is called like one', async ({ loop }) => {
    const play = await loop('github');
    const { change } = await play.promoted();
    play.host.push('feature/x', { readme: '1' });
    const ordinary = play.host.open({ head: 'feature/x', author: 'alice' });
    const fork = play.host.open({ head: change.head, fork: 'mallory/gitops', author: 'mallory' });
    const [passed, refused] = await Promise.all([
      onGitHub(play, pullRequestEvent(ordinary)),
      onGitHub(play, pullRequestEvent(fork)),
    ]);
    expect([passed?.ended.code, passed?.outputs.verdict]).toEqual([0, 'not-applicable']);
    expect([refused?.ended.code, refused?.outputs.verdict]).toEqual([1, 'failed']);
    expect(ordinary.notes).toEqual([]);
  });
});

describe('gitlab', () => {
  test.concurrent('a merge request, with the token of the job: all but the note', async ({ loop }) => {
    const play = await loop('gitlab');
    const { promotion, change } = await play.promoted();
    const rules = { KARGO_INPUT_VERIFIED_IN: 'test', KARGO_INPUT_NOT_SUPERSEDED: 'true' };
    const job = await onGitLab(play, change, rules);
    expect(job.ended.code, job.ended.stdout + job.ended.stderr).toBe(0);
    expect(job.outputs).toMatchObject({ verdict: 'passed', promotion });
    expect(job.ended.stdout + job.ended.stderr).toContain('CI_JOB_TOKEN can only read');
    const noted = await onGitLab(play, change, { ...rules, GITLAB_TOKEN: 'write-token' });
    expect(noted.outputs).toMatchObject({ verdict: 'passed' });
    expect(change.notes).toMatchObject([{ body: expect.stringContaining('Gate of Kargo: passed') }]);
    // A pipeline for merged results runs for a merge of GitLab's own.
    const merged = await onGitLab(
      play,
      { number: 1, headSha: 'e'.repeat(40) },
      { CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: change.headSha },
    );
    expect(merged.outputs).toMatchObject({ verdict: 'passed' });
  });
});

describe.for(forges)('%s', (forge) => {
  test.concurrent('Kargo cannot be reached: never green', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    await play.kargo.fault({ path: '.*' }, { kind: 'drop' }, { times: 9_999 });
    const ended = await play.play('gate-promotion-pr', {
      'pull-request': '1',
      repository: play.host.repository,
      timeout: '3s',
    });
    expect(ended, ended.stderr).toMatchObject({
      code: 4,
      status: 'unknown',
      outputs: { verdict: 'unknown', reasons: '[]' },
    });
  });
});
