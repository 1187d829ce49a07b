/** Whether GitHub's GITHUB_TOKEN of a workflow wrote something, by the login name of the author. */
export function isOfWorkflow(author: string): boolean {
  return /^github-actions(\[bot\])?$/.test(author);
}

/** What that means for a pull request that it opened (since 2026 on github.com). */
export const workflowTokenLimit =
  'The pull request was opened with the GITHUB_TOKEN: its workflow runs wait until somebody with write access chooses "Approve workflows to run" (on GitHub Enterprise Server they do not start at all). Opened with the token of a GitHub App they run at once.';
