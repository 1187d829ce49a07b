import { child, type Json, needNumber, needText, numberAt, text } from '../fields.ts';
import type { PullRequest } from '../forge.ts';

/** GitLab has no field for drafts in its writes: the title says it. */
const draftPrefix = /^(?:\s*(?:\[draft\]|\(draft\)|draft:))+\s*/i;

export function withoutDraft(title: string): string {
  return title.replace(draftPrefix, '');
}

export function asDraft(title: string): string {
  return `Draft: ${withoutDraft(title)}`;
}

/** What the answer for a merge request says by itself. `head` is where its branch lives. */
export function pullRequestOf(
  json: Json,
  { repository, head }: { repository: string; head: string | undefined },
  what: string,
): PullRequest {
  const state = stateOf(json);
  return {
    repository,
    number: needNumber(json, 'iid', what),
    url: needText(json, 'web_url', what),
    state,
    draft: json.draft === true,
    title: withoutDraft(needText(json, 'title', what)),
    body: text(json, 'description') ?? '',
    author: text(child(json, 'author'), 'username') ?? '',
    head: {
      branch: needText(json, 'source_branch', what),
      sha: text(json, 'sha') ?? '',
      repository: head,
    },
    base: { branch: needText(json, 'target_branch', what) },
    mergeCommit: state === 'merged' ? mergeCommitOf(json) : undefined,
    mergeability: { state: 'unknown', text: 'not asked for' },
    approval: 'unknown',
    checks: checksOf(json),
    scheduled: state === 'open' && json.merge_when_pipeline_succeeds === true ? 'auto-merge' : undefined,
    labels: Array.isArray(json.labels) ? json.labels.filter((label) => typeof label === 'string') : [],
  };
}

/** `locked` is an open one that is being merged. */
function stateOf(json: Json): PullRequest['state'] {
  if (json.state === 'merged' || json.state === 'closed') {
    return json.state;
  }
  return 'open';
}

/** Without a merge commit (fast-forward) the squash commit or the head itself is on the target. */
function mergeCommitOf(json: Json): string | undefined {
  return text(json, 'merge_commit_sha') ?? text(json, 'squash_commit_sha') ?? text(json, 'sha');
}

/** Whether the source branch lives in the project itself. */
export function isOwnBranch(json: Json): boolean {
  const source = numberAt(json, 'source_project_id');
  return source !== undefined && source === numberAt(json, 'target_project_id');
}

const byPipeline: Readonly<Record<string, PullRequest['checks']>> = {
  success: 'green',
  failed: 'red',
  canceled: 'red',
  canceling: 'pending',
  running: 'pending',
  pending: 'pending',
  created: 'pending',
  preparing: 'pending',
  waiting_for_resource: 'pending',
  waiting_for_callback: 'pending',
  scheduled: 'pending',
  manual: 'pending',
  skipped: 'none',
};

/** By the newest pipeline of the head; lists do not have it. */
export function checksOf(json: Json): PullRequest['checks'] {
  if (!('head_pipeline' in json)) {
    return 'unknown';
  }
  const status = text(child(json, 'head_pipeline'), 'status');
  return status === undefined ? 'none' : (byPipeline[status] ?? 'unknown');
}
