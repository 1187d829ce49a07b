import { unknown } from '../../errors.ts';
import { type Json, text } from '../fields.ts';
import type { MergeMethod, MergeRequest, MergeResult, PullRequestRef, Reason } from '../forge.ts';
import { decided, notMerged, reasonsOf, refused } from '../merge-result.ts';
import type { Outcome } from '../transport.ts';
import { type GitHubApi, refusal } from './api.ts';
import type { Detail } from './detail.ts';
import { type Snapshot, snapshot } from './read.ts';
import { mutate } from './write.ts';

/** The state of a pull request may lag behind a merge, and "Base branch was modified" passes: look so often. */
export const pausesMs = [1_000, 2_000, 4_000, 8_000];

/** Octokit reserves some names of variables (`method`, `url`, `query`, …). */
const mutations = {
  enableAutoMerge: `mutation ($id: ID!, $sha: GitObjectID!, $mergeMethod: PullRequestMergeMethod!) {
    enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $sha, mergeMethod: $mergeMethod }) {
      pullRequest { id autoMergeRequest { enabledAt } }
    }
  }`,
  /** In a repository with a merge queue the queue owns the method. */
  enableAutoQueue: `mutation ($id: ID!, $sha: GitObjectID!) {
    enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $sha }) {
      pullRequest { id autoMergeRequest { enabledAt } }
    }
  }`,
  disableAutoMerge: `mutation ($id: ID!) {
    disablePullRequestAutoMerge(input: { pullRequestId: $id }) { pullRequest { id } }
  }`,
  enqueue: `mutation ($id: ID!, $sha: GitObjectID!) {
    enqueuePullRequest(input: { pullRequestId: $id, expectedHeadOid: $sha }) {
      mergeQueueEntry { id position state }
    }
  }`,
  dequeue: `mutation ($id: ID!) { dequeuePullRequest(input: { id: $id }) { mergeQueueEntry { id } } }`,
};

const needs = 'contents: write, pull-requests: write';

export function describeMerge({ repository, number, headSha }: MergeRequest): string {
  return `merging pull request ${number} of ${repository} at ${headSha.slice(0, 12)}`;
}

/** 405, 409 and 422 are answered by what the pull request then shows; the rest is about the token. */
export function failOnRights(api: GitHubApi, request: MergeRequest, outcome: Outcome<unknown>): void {
  if (outcome.kind === 'refused' && ![405, 409, 422].includes(outcome.answer.status)) {
    throw refusal({ doing: describeMerge(request), needs }, outcome.answer, api.connection);
  }
}

export async function scheduleAutoMerge(
  api: GitHubApi,
  request: MergeRequest & { readonly method: MergeMethod },
  { id }: Detail,
): Promise<MergeResult> {
  const variables = { id, sha: request.headSha, mergeMethod: request.method.toUpperCase() };
  return mutated(api, request, { query: mutations.enableAutoMerge, variables });
}

/** Into the merge queue: at once when it is ready, else by auto-merge, which queues it then. */
export async function enqueue(api: GitHubApi, request: MergeRequest, seen: Snapshot): Promise<MergeResult> {
  const { pullRequest, detail } = seen;
  if (pullRequest.scheduled !== undefined) {
    return scheduledResult(seen);
  }
  if (pullRequest.mergeability.state === 'blocked' || detail === undefined) {
    return notMerged(pullRequest);
  }
  const ready = pullRequest.mergeability.state === 'ready';
  const variables = { id: detail.id, sha: request.headSha };
  return mutated(api, request, { query: ready ? mutations.enqueue : mutations.enableAutoQueue, variables });
}

/** Sends a mutation and says what is so afterwards: the state decides, an answer may be lost or a race. */
async function mutated(
  api: GitHubApi,
  request: MergeRequest,
  { query, variables }: { readonly query: string; readonly variables: Json },
): Promise<MergeResult> {
  const outcome = await api.mutate(query, variables);
  failOnRights(api, request, outcome);
  let seen = await snapshot(api, request);
  for (const pauseMs of outcome.kind === 'lost' ? pausesMs : []) {
    if (resultOf(seen, request) !== undefined) {
      break;
    }
    await api.connection.clock.sleep(pauseMs, api.connection.signal);
    seen = await snapshot(api, request);
  }
  const known = resultOf(seen, request);
  if (known !== undefined) {
    return known;
  }
  if (outcome.kind === 'lost') {
    throw unknown('answer-lost', `${describeMerge(request)}: ${outcome.why}; nothing is scheduled`);
  }
  const errors = outcome.kind === 'done' ? outcome.value.errors : [];
  return notScheduled(seen, errors.map((error) => text(error, 'message') ?? '').join('; '));
}

function resultOf(seen: Snapshot, request: MergeRequest): MergeResult | undefined {
  const known = decided(seen.pullRequest, request, true);
  return known ?? (seen.pullRequest.scheduled === undefined ? undefined : scheduledResult(seen));
}

/** An error of the mutation while the pull request looks well: GitHub's words are all there is. */
function notScheduled({ pullRequest }: Snapshot, words: string): MergeResult {
  const said: Reason = {
    kind: 'other',
    text: words === '' ? 'GitHub scheduled nothing and does not say why' : words,
    lift: `Trying again; a workflow token needs ${needs}.`,
  };
  return refused(pullRequest, 'waiting', [...reasonsOf(pullRequest), said]);
}

function scheduledResult({ pullRequest, detail }: Snapshot): MergeResult {
  if (pullRequest.scheduled !== 'queue') {
    return { outcome: 'scheduled', text: 'auto-merge is enabled', pullRequest };
  }
  const position = detail?.queueEntry?.position;
  const where = position === undefined ? '' : ` at position ${position}`;
  return { outcome: 'enqueued', text: `in the merge queue${where}`, pullRequest };
}

export async function cancelMerge(api: GitHubApi, ref: PullRequestRef): Promise<void> {
  const { detail } = await snapshot(api, ref);
  const purpose = { doing: `cancelling the merge of pull request ${ref.number} of ${ref.repository}`, needs };
  if (detail?.queueEntry !== undefined) {
    await mutate(api, purpose, { query: mutations.dequeue, id: detail.id });
  }
  if (detail?.autoMerge === true) {
    await mutate(api, purpose, { query: mutations.disableAutoMerge, id: detail.id });
  }
}
