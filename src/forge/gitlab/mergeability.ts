import { child, type Json, text } from '../fields.ts';
import type { Mergeability, PullRequest, ReasonKind } from '../forge.ts';

/** How one value of `detailed_merge_status` is understood. */
interface Meaning {
  readonly kind: ReasonKind;
  /** Somebody must change the merge request or a setting. */
  readonly blocks?: true;
  readonly lift: string;
}

const anyMaintainer = 'A Maintainer sees the rule in the project settings under Merge requests.';
const security = 'The owner of the security policy, or an approval that the policy asks for.';

/**
 * Every value in the documentation of GitLab 15.6 to 19.5, and older names of the same things. A value that is not
 * here waits as `other`.
 */
export const meanings: Readonly<Record<string, Meaning>> = {
  approvals_syncing: { kind: 'approvals', lift: 'GitLab, in a moment.' },
  ci_still_running: { kind: 'checks', lift: 'The pipeline, when it ends.' },
  ci_must_pass: { kind: 'checks', lift: 'A pipeline for the head commit that succeeds.' },
  status_checks_must_pass: { kind: 'checks', lift: 'The external status checks, when all have passed.' },
  external_status_checks: { kind: 'checks', lift: 'The external status checks, when all have passed.' },
  not_approved: { kind: 'approvals', lift: 'Somebody who may approve by the approval rules.' },
  requested_changes: { kind: 'approvals', lift: 'The reviewer who requested changes approves it.' },
  discussions_not_resolved: { kind: 'policy', lift: 'Somebody resolves the open threads.' },
  draft_status: { kind: 'draft', lift: 'Its author or a Developer marks it ready.' },
  conflict: {
    kind: 'conflicts',
    blocks: true,
    lift: 'Whoever writes the source branch (for Kargo: promote again).',
  },
  broken_status: { kind: 'conflicts', blocks: true, lift: 'Whoever writes the source branch.' },
  need_rebase: {
    kind: 'behind',
    blocks: true,
    lift: 'A rebase, by somebody who may push to the source branch.',
  },
  commits_status: { kind: 'other', blocks: true, lift: 'The source branch must exist and hold commits.' },
  merge_time: { kind: 'policy', lift: 'Time: it may not be merged before the time set for it.' },
  merge_request_blocked: {
    kind: 'policy',
    lift: 'The merge requests that it depends on, when they are merged.',
  },
  blocked_status: { kind: 'policy', lift: 'The merge requests that it depends on, when they are merged.' },
  security_policy_pipeline_check: {
    kind: 'policy',
    lift: 'The pipelines of the security policy, when they succeed.',
  },
  security_policy_violations: { kind: 'policy', lift: security },
  policies_denied: { kind: 'policy', lift: security },
  jira_association_missing: { kind: 'policy', lift: 'A title or description that names a Jira issue.' },
  title_regex: { kind: 'policy', lift: 'A title that matches the expression in the project settings.' },
  locked_paths: { kind: 'policy', lift: 'Whoever locked the paths.' },
  locked_lfs_files: { kind: 'policy', lift: 'Whoever locked the LFS files.' },
};

const workingOut = new Set(['unchecked', 'checking', 'preparing', 'cannot_be_merged_recheck']);

/** What a status means, in GitLab's words and with what the merge request adds to them. */
export function mergeabilityOf(json: Json, state: PullRequest['state'], train?: string): Mergeability {
  const status = text(json, 'detailed_merge_status') ?? 'unchecked';
  if (state !== 'open' || status === 'not_open') {
    const lift = 'Nobody: a new merge request is needed.';
    return { state: 'blocked', reasons: [{ kind: 'other', text: `it is ${state}`, lift }] };
  }
  if (train !== undefined) {
    const lift = 'The merge train, when its turn comes.';
    return { state: 'waiting', reasons: [{ kind: 'queue', text: `in the merge train: ${train}`, lift }] };
  }
  if (json.state === 'locked') {
    return { state: 'unknown', text: 'locked: GitLab is merging it' };
  }
  if (status === 'mergeable') {
    return { state: 'ready' };
  }
  if (workingOut.has(status) || json.rebase_in_progress === true) {
    const doing = json.rebase_in_progress === true ? 'rebasing it' : 'working out whether it can be merged';
    return { state: 'unknown', text: `${status}: GitLab is still ${doing}` };
  }
  return withMeaning(json, status);
}

function withMeaning(json: Json, status: string): Mergeability {
  const { kind, blocks, lift } = meanings[status] ?? { kind: 'other', lift: anyMaintainer };
  const pipeline = child(json, 'head_pipeline');
  const pipelineStatus = text(pipeline, 'status');
  const failed = kind === 'checks' && (pipelineStatus === 'failed' || pipelineStatus === 'canceled');
  const parts = [
    status,
    kind === 'checks' && pipelineStatus !== undefined ? `the pipeline is ${pipelineStatus}` : undefined,
    kind === 'checks' && pipelineStatus === undefined ? 'there is no pipeline' : undefined,
    kind === 'behind' || kind === 'conflicts' ? text(json, 'merge_error') : undefined,
    status === 'merge_time' ? text(json, 'merge_after') : undefined,
  ].filter((part) => part !== undefined);
  const reason = {
    kind,
    text: parts.join(': '),
    lift: failed ? 'Whoever repairs or retries the pipeline.' : lift,
  };
  return { state: blocks || failed ? 'blocked' : 'waiting', reasons: [reason] };
}
