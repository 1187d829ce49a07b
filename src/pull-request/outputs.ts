import type { PullRequest } from '../forge/forge.ts';

/** The outputs that all commands about pull requests share. */
export const pullRequestOutputs = {
  'pull-request': 'The number of the pull request (GitLab: of the merge request).',
  'pull-request-url': 'The address of the pull request.',
  'pull-request-branch': 'The head branch of the pull request.',
  state: 'The state of the pull request when the command ended: open, merged or closed.',
} as const;

/** Their values; empty when no pull request was found. */
export function pullRequestOutputValues(
  pull: PullRequest | undefined,
): Record<keyof typeof pullRequestOutputs, string> {
  return {
    'pull-request': pull === undefined ? '' : String(pull.number),
    'pull-request-url': pull?.url ?? '',
    'pull-request-branch': pull?.head.branch ?? '',
    state: pull?.state ?? '',
  };
}
