import { child, children, type Json, needNumber, needText, text } from '../fields.ts';
import type { PullRequest } from '../forge.ts';

/** What the REST answer for a pull request says by itself. `what` names it in messages. */
export function pullRequestOf(json: Json, repository: string, what: string): PullRequest {
  const head = child(json, 'head');
  return {
    repository,
    number: needNumber(json, 'number', what),
    url: needText(json, 'html_url', what),
    state: stateOf(json),
    draft: json.draft === true,
    title: needText(json, 'title', what),
    body: text(json, 'body') ?? '',
    author: text(child(json, 'user'), 'login') ?? '',
    head: {
      branch: needText(head, 'ref', what),
      sha: needText(head, 'sha', what),
      repository: text(child(head, 'repo'), 'full_name'),
    },
    base: { branch: needText(child(json, 'base'), 'ref', what) },
    // Before the merge, merge_commit_sha is that of a trial merge.
    mergeCommit: stateOf(json) === 'merged' ? text(json, 'merge_commit_sha') : undefined,
    mergeability: { state: 'unknown', text: 'not asked for' },
    approval: 'unknown',
    checks: 'unknown',
    scheduled: json.auto_merge ? 'auto-merge' : undefined,
    labels: children(json, 'labels').flatMap((label) => text(label, 'name') ?? []),
  };
}

function stateOf(json: Json): PullRequest['state'] {
  if (json.state === 'open') {
    return 'open';
  }
  // Lists have merged_at only, single answers both.
  return json.merged === true || text(json, 'merged_at') !== undefined ? 'merged' : 'closed';
}

/** GitHub compares names of owners and repositories without regard to case. */
export function sameRepository(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
