import type { MergeRequest, MergeResult, PullRequest, Reason } from './forge.ts';

/** What is so already, whoever did it; undefined while it is open at the head that was asked for. */
export function decided(
  pullRequest: PullRequest,
  { headSha }: Pick<MergeRequest, 'headSha'>,
  byUs: boolean,
): MergeResult | undefined {
  if (pullRequest.head.sha !== headSha) {
    return { outcome: 'head-moved', headSha: pullRequest.head.sha, pullRequest };
  }
  if (pullRequest.state === 'merged') {
    return { outcome: 'merged', commit: pullRequest.mergeCommit ?? '', byUs, pullRequest };
  }
  return pullRequest.state === 'closed' ? notMerged(pullRequest) : undefined;
}

/** Not merged for the reasons that the pull request shows, or else for `words`, which are the forge's. */
export function notMerged(pullRequest: PullRequest, words?: string): MergeResult {
  const { mergeability } = pullRequest;
  if (mergeability.state === 'waiting' || mergeability.state === 'blocked') {
    return refused(pullRequest, mergeability.state, mergeability.reasons);
  }
  const shown = mergeability.state === 'unknown' ? mergeability.text : 'the forge does not say why';
  const lift = 'Time, or somebody who looks at the merge box of its page.';
  return refused(pullRequest, 'waiting', [{ kind: 'other', text: words ?? shown, lift }]);
}

export function refused(
  pullRequest: PullRequest,
  state: 'waiting' | 'blocked',
  reasons: readonly Reason[],
): MergeResult {
  return { outcome: 'not-merged', state, reasons, pullRequest };
}

/** Why it is not ready, as far as that is known. */
export function reasonsOf({ mergeability }: PullRequest): readonly Reason[] {
  return 'reasons' in mergeability ? mergeability.reasons : [];
}
