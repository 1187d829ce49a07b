import { describe, expect, test } from 'vitest';
import { openForge } from '../../src/forge/open.ts';
import { connectionTo } from '../support/forge/client.ts';
import { startGitHub } from '../support/forge/github.ts';
import { startGitLab } from '../support/forge/gitlab.ts';
import { KargoForge } from '../support/forge/kargo.ts';

const promotion = {
  sourceBranch: 'kargo/promotion/prod.01jx.abcdef1',
  targetBranch: 'stage/prod',
  headCommit: 'c0ffee'.padEnd(40, '0'),
  title: 'Promote',
  description: 'By Kargo',
  labels: ['kargo'],
};

describe.each(['github', 'gitlab'] as const)('the steps of a simulated Kargo on a fake %s', (name) => {
  test('what Kargo opens, we read and merge, and Kargo sees it', async () => {
    const fake = name === 'github' ? await startGitHub() : await startGitLab();
    const kargo = new KargoForge(fake);
    const opened = await kargo.open(kargo.repoURL, promotion);
    const forge = await openForge(connectionTo(name, fake.address));
    const ref = { repository: fake.host.repository, number: opened.number };
    const pull = await forge.read(ref);
    expect(pull).toMatchObject({
      url: opened.url,
      author: 'kargo',
      labels: ['kargo'],
      head: { branch: promotion.sourceBranch, sha: promotion.headCommit, repository: ref.repository },
      base: { branch: promotion.targetBranch },
    });
    const result = await forge.merge({ ...ref, headSha: promotion.headCommit, when: 'now' });
    const commit = result.outcome === 'merged' ? result.commit : undefined;
    expect(await kargo.get(kargo.repoURL, opened.number)).toMatchObject({
      open: false,
      merged: true,
      mergeCommit: commit,
    });
  });

  test('closed and merged by Kargo', async () => {
    const fake = name === 'github' ? await startGitHub() : await startGitLab();
    const kargo = new KargoForge(fake);
    const one = await kargo.open(kargo.repoURL, promotion);
    const other = await kargo.open(kargo.repoURL, {
      ...promotion,
      sourceBranch: 'other',
      headCommit: 'f'.repeat(40),
    });
    expect(await kargo.close(kargo.repoURL, one.number)).toMatchObject({ open: false, merged: false });
    fake.host.change(other.number).unknownReads = 0;
    expect(await kargo.merge(kargo.repoURL, other.number)).toMatchObject({ open: false, merged: true });
    expect(await kargo.get(kargo.repoURL, 99)).toBeUndefined();
  });
});
