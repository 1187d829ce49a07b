import { isRecord } from '../objects.ts';
import type { StepContext, StepResult } from '../steps.ts';

/** `git-open-pr`: opens a pull request for a branch, or finds the one this Promotion opened before. */
export async function gitOpenPullRequest(context: StepContext): Promise<StepResult> {
  const { kargo, config, alias, promotion } = context;
  const repoURL = String(config.repoURL);
  const sourceBranch = String(config.sourceBranch);
  const targetBranch = String(config.targetBranch);
  const earlier = promotion.status.state?.[alias];
  if (isRecord(earlier) && isRecord(earlier.pr)) {
    return { status: 'Succeeded', output: JSON.parse(JSON.stringify(earlier)) };
  }
  const source = kargo.git.branch(repoURL, sourceBranch);
  const target = kargo.git.branch(repoURL, targetBranch);
  const unchanged = JSON.stringify(source.tree) === JSON.stringify(target.tree);
  if (unchanged && kargo.profile.emptyPullRequestIsSkipped) return { status: 'Skipped' };
  const opened = await kargo.git.forge.open(repoURL, {
    sourceBranch,
    targetBranch,
    headCommit: source.commit,
    title: String(config.title ?? `kargo: promote ${promotion.metadata.name}`),
    description: String(config.description ?? ''),
    labels: Array.isArray(config.labels) ? config.labels.map(String) : [],
  });
  return { status: 'Succeeded', output: { pr: { id: opened.number, url: opened.url } } };
}

/** `git-wait-for-pr`: waits for a person to merge; a pull request closed without merge fails the step. */
export async function gitWaitForPullRequest({ kargo, config }: StepContext): Promise<StepResult> {
  const number = Number(config.prNumber);
  const request = await kargo.git.forge.get(String(config.repoURL), number);
  if (request === undefined) {
    return { status: 'Errored', message: `error getting pull request ${number}: not found` };
  }
  const pr = { id: request.number, url: request.url, open: request.open, merged: request.merged };
  if (request.open) return { status: 'Running', output: { pr } };
  if (!request.merged) {
    return {
      status: 'Failed',
      message: `pull request ${number} was closed without being merged`,
      output: { pr },
    };
  }
  const commit = request.mergeCommit === undefined ? {} : { commit: request.mergeCommit };
  return { status: 'Succeeded', output: { ...commit, pr } };
}

/** `git-merge-pr`: merges by itself. */
export async function gitMergePullRequest({ kargo, config }: StepContext): Promise<StepResult> {
  const number = Number(config.prNumber);
  const request = await kargo.git.forge.merge(String(config.repoURL), number);
  if (request === undefined) {
    return { status: 'Errored', message: `error getting pull request ${number}: not found` };
  }
  if (!request.merged) {
    return { status: 'Failed', message: `pull request ${number} is closed but not merged` };
  }
  return { status: 'Succeeded', output: { commit: request.mergeCommit ?? '' } };
}
