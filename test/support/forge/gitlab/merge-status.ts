import type { Change, CodeHost } from '../code-host.ts';

/** What can be set about a GitLab project, and what a test may force. */
export interface GitLabSettings {
  mergeMethod: 'merge' | 'rebase_merge' | 'ff';
  squashOption: 'never' | 'always' | 'default_on' | 'default_off';
  trains: boolean;
  /** Several reviewers need Premium. */
  manyReviewers: boolean;
  /** A `detailed_merge_status` that the fake cannot work out by itself. */
  forced: string | undefined;
  /** It is being merged. */
  locked: boolean;
  changesCount: string | undefined;
  mergeError: string | undefined;
  /** Users who may not merge into the protected target branch. */
  readonly mayNotMerge: Set<string>;
  readonly squashed: Set<number>;
  readonly rebasing: Set<number>;
}

export function pipelineStatus(host: CodeHost, change: Change): string | undefined {
  const states = host.checksOf(change).map(({ state }) => state);
  if (states.length === 0) {
    return undefined;
  }
  if (states.includes('failure')) {
    return 'failed';
  }
  return states.includes('pending') ? 'running' : 'success';
}

/** `detailed_merge_status`, in GitLab's order of checks. */
export function mergeStatus(host: CodeHost, change: Change, settings: GitLabSettings): string {
  if (change.state !== 'open') {
    return 'not_open';
  }
  if (change.unknownReads > 0) {
    return 'checking';
  }
  if (settings.forced !== undefined) {
    return settings.forced;
  }
  const pipeline = pipelineStatus(host, change);
  const rules: readonly (readonly [boolean, string])[] = [
    [change.draft, 'draft_status'],
    [host.conflicts(change), 'conflict'],
    [(host.rules.upToDate || settings.mergeMethod === 'ff') && host.behind(change), 'need_rebase'],
    [host.rules.checks.length > 0 && pipeline === 'running', 'ci_still_running'],
    [host.rules.checks.length > 0 && pipeline !== 'success', 'ci_must_pass'],
    [change.requestedChanges.size > 0, 'requested_changes'],
    [change.approvals.size < host.rules.approvals, 'not_approved'],
    [host.rules.threadsResolved && change.unresolvedThreads > 0, 'discussions_not_resolved'],
    [host.rules.others.length > 0, 'security_policy_violations'],
  ];
  return rules.find(([holds]) => holds)?.[1] ?? 'mergeable';
}
