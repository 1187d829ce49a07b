import { context } from '@actions/github';

/** The branch that a merge queue makes for its checks names the pull request. */
const queueBranch = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(?<number>[1-9]\d*)-[0-9a-f]{40}$/;

/** The pull request that an event is about. */
export interface EventPullRequest {
  readonly number: number;
  /** Its head when the event happened, where the event says so: a queue and a comment do not. */
  readonly headSha: string | undefined;
}

/**
 * The pull request that the event of the workflow is about: `pull_request` and its relatives, a comment on one, or
 * `merge_group`. Undefined for other events.
 */
export function pullRequestOfEvent(): EventPullRequest | undefined {
  const { payload } = context;
  const group: unknown = payload.merge_group?.head_ref;
  const queued = typeof group === 'string' ? queueBranch.exec(group)?.groups?.number : undefined;
  const number: unknown =
    payload.pull_request?.number ??
    (payload.issue?.pull_request === undefined ? undefined : payload.issue.number) ??
    (queued === undefined ? undefined : Number(queued));
  const sha: unknown = payload.pull_request?.head?.sha;
  return typeof number === 'number'
    ? { number, headSha: typeof sha === 'string' ? sha : undefined }
    : undefined;
}
