import { describe, expect, onTestFinished, test } from 'vitest';
import type { JobSite } from '../../src/ci/site.ts';
import { command } from '../../src/commands/wait-promotion-pr.ts';
import type { Promotion } from '../../src/kargo/types.ts';
import { runCommand } from '../support/command.ts';
import { startGitHub } from '../support/forge/github.ts';
import { ForgeServer, type Reply } from '../support/forge/server.ts';

/** A Kargo with one Promotion, whose template says that its pull request is at `url`. */
async function kargoSaying(url: string) {
  const promotion: Promotion = {
    metadata: { name: 'prod.one' },
    spec: { stage: 'prod', steps: [{ uses: 'git-wait-for-pr', as: 'wait' }] },
    status: { phase: 'Running', state: { wait: { pr: { id: 1, url, open: true } } } },
  };
  const server = new ForgeServer((): Reply => ({ status: 200, json: promotion }));
  await server.start();
  onTestFinished(() => server.stop());
  return server.origin;
}

const gitHubJob = (address: string): JobSite => ({
  repository: { forge: 'github', address, repository: 'acme/gitops' },
});

describe('a token that was given, and what a Promotion says of where its pull request is', () => {
  const home = 'https://github.example.test';
  test.each<[string, string, Readonly<Record<string, string>>, JobSite, string]>([
    ['gitlab.com', 'https://gitlab.com/a/b/-/merge_requests/1', {}, gitHubJob(home), home],
    ['github.com', 'https://github.com/a/b/pull/1', {}, gitHubJob(home), home],
    [
      'the server of the job',
      `${home}/a/b/pull/1`,
      { 'forge-url': 'https://git.test' },
      gitHubJob(home),
      'https://git.test',
    ],
    ['gitlab.com, on a laptop', 'https://gitlab.com/a/b/-/merge_requests/1', { 'forge-url': home }, {}, home],
  ])('it is not sent to %s', async (_, url, inputs, site, meant) => {
    const ended = await runCommand(
      command,
      {
        'api-address': await kargoSaying(url),
        'api-token': 'kargo',
        project: 'shop',
        promotion: 'prod.one',
        'forge-token': 'secret',
        ...inputs,
      },
      { site },
    );
    expect(ended).toMatchObject({ status: 'failed', reason: 'refused' });
    expect(ended.message).toContain(`forge-token is for ${meant}: nothing was sent`);
  });

  test('it is sent to the server that it is for', async () => {
    const fake = await startGitHub();
    fake.host.push('next', { a: '1' });
    const change = fake.host.open({ head: 'next' });
    fake.host.merge(change, 'merge');
    const ended = await runCommand(
      command,
      {
        'api-address': await kargoSaying(fake.pageOf(change)),
        'api-token': 'kargo',
        project: 'shop',
        promotion: 'prod.one',
        'forge-token': 'write-token',
      },
      { site: gitHubJob(fake.address) },
    );
    expect(ended, ended.message).toMatchObject({ status: 'succeeded', outputs: { state: 'merged' } });
    // The template waited for it, and pushed nothing: somebody else's commit.
    expect(ended.warnings).toEqual([expect.stringContaining('says that it pushed the branch next')]);
  });
});
