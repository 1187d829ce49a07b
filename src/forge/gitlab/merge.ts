import { unknown } from '../../errors.ts';
import type { Purpose } from '../calls.ts';
import { type Json, text } from '../fields.ts';
import type { MergeRequest, MergeResult, PullRequest, PullRequestRef, Reason } from '../forge.ts';
import { decided, notMerged, refused } from '../merge-result.ts';
import type { ForgeAnswer, Outcome } from '../transport.ts';
import { type GitLabApi, refusal } from './api.ts';
import { mayMerge, projectOf, type Snapshot, snapshot } from './read.ts';

/** GitLab answers 405 for a while although it is mergeable, and a state lags behind a merge: look so often. */
const pausesMs = [1_000, 2_000, 4_000, 8_000];

/** Refusals that say something about the merge request; which, its state tells. */
const aboutTheRequest = new Set([400, 405, 406, 409, 422]);

export async function merge(api: GitLabApi, request: MergeRequest): Promise<MergeResult> {
  const seen = await snapshot(api, request);
  const early = resultOf(seen.pullRequest, request, false);
  if (early !== undefined) {
    return early;
  }
  const project = await projectOf(api, request.repository);
  const squash = squashFor(request, project);
  if ('reason' in squash) {
    return refused(seen.pullRequest, 'blocked', [squash.reason]);
  }
  const train = project?.merge_trains_enabled === true;
  if (train && request.when === 'now') {
    return refused(seen.pullRequest, 'waiting', [trainRule]);
  }
  return tryMerge(api, { request, train, squash: squash.options }, seen);
}

interface Plan {
  readonly request: MergeRequest;
  readonly train: boolean;
  readonly squash: { readonly squash?: boolean };
}

/** What is so already, and for `when-ready` also what is on its way. */
function resultOf(pullRequest: PullRequest, request: MergeRequest, byUs: boolean): MergeResult | undefined {
  const known = decided(pullRequest, request, byUs);
  if (known !== undefined || pullRequest.scheduled === undefined || request.when === 'now') {
    return known;
  }
  return pullRequest.scheduled === 'queue'
    ? { outcome: 'enqueued', text: 'in the merge train', pullRequest }
    : { outcome: 'scheduled', text: 'auto-merge is set', pullRequest };
}

const trainRule: Reason = {
  kind: 'queue',
  text: 'this project merges through merge trains',
  lift: 'Merge with `when: when-ready`, or a Maintainer merges immediately.',
};

/** The merge method of GitLab is a setting of the project; a request only chooses whether to squash. */
function squashFor(
  { method }: MergeRequest,
  project: Json | undefined,
): { readonly options: { readonly squash?: boolean } } | { readonly reason: Reason } {
  if (method === undefined) {
    return { options: {} };
  }
  const setting = project === undefined ? undefined : text(project, 'merge_method');
  const option = project === undefined ? undefined : text(project, 'squash_option');
  const fits =
    method === 'squash'
      ? option !== 'never'
      : option !== 'always' &&
        (setting === undefined || (method === 'merge' ? setting !== 'ff' : setting !== 'merge'));
  if (fits) {
    return { options: { squash: method === 'squash' } };
  }
  const reason: Reason = {
    kind: 'policy',
    text: `the project does not merge by ${method}: its merge method is ${setting}, squash is ${option}`,
    lift: 'Leave the method out, or a Maintainer changes it (Settings, Merge requests).',
  };
  return { reason };
}

async function tryMerge(api: GitLabApi, plan: Plan, first: Snapshot): Promise<MergeResult> {
  const { request } = plan;
  const purpose = {
    doing: `merging merge request ${request.number} of ${request.repository} at ${request.headSha.slice(0, 12)}`,
    needs: 'scope api, and the right to merge into the target branch',
  };
  let seen = first;
  let last: Outcome<unknown> | undefined;
  for (const pauseMs of pausesMs) {
    const { pullRequest } = seen;
    const { state } = pullRequest.mergeability;
    if (state === 'blocked' || (state === 'waiting' && request.when === 'now')) {
      return notMerged(pullRequest);
    }
    if (state !== 'unknown') {
      last = await send(api, purpose, { ...plan, ready: state === 'ready' });
      const right = last.kind === 'refused' ? rightsReason(api, purpose, last.answer, seen) : undefined;
      if (right !== undefined) {
        return refused(pullRequest, 'blocked', [right]);
      }
    }
    seen = await snapshot(api, request);
    const known = resultOf(seen.pullRequest, request, last !== undefined && last.kind !== 'refused');
    if (known !== undefined) {
      return known;
    }
    await api.connection.clock.sleep(pauseMs, api.connection.signal);
  }
  if (last?.kind === 'lost') {
    throw unknown('answer-lost', `${purpose.doing}: ${last.why}; it is still open`);
  }
  const words = last?.kind === 'refused' ? last.answer.words : undefined;
  return notMerged(seen.pullRequest, words ?? text(seen.json, 'merge_error'));
}

function send(
  api: GitLabApi,
  purpose: Purpose,
  { request, train, squash, ready }: Plan & { readonly ready: boolean },
): Promise<Outcome<unknown>> {
  const { repository, number, headSha } = request;
  const options = { sha: headSha, ...squash, ...(!ready && { autoMerge: true }) };
  return api.write<unknown>(purpose, (rest) =>
    train
      ? rest.MergeTrains.addMergeRequest(repository, number, options)
      : rest.MergeRequests.merge(repository, number, options),
  );
}

/** A merge answers 401 when the token is good and its user may not merge this one. */
function rightsReason(
  api: GitLabApi,
  purpose: Purpose,
  answer: ForgeAnswer,
  seen: Snapshot,
): Reason | undefined {
  if (aboutTheRequest.has(answer.status)) {
    return undefined;
  }
  if (answer.status !== 401 && !(answer.status === 403 && mayMerge(seen.json) === false)) {
    throw refusal(purpose, answer, api.connection);
  }
  const base = seen.pullRequest.base.branch;
  return {
    kind: 'policy',
    text: `${answer.words} (HTTP ${answer.status}): the user of the token may not merge into ${base}`,
    lift: `Somebody in "Allowed to merge" of ${base} (Settings, Repository, Protected branches), or a Maintainer who adds the user of the token there.`,
  };
}

export async function cancelMerge(api: GitLabApi, ref: PullRequestRef): Promise<void> {
  const { pullRequest } = await snapshot(api, ref);
  if (pullRequest.scheduled === undefined) {
    return;
  }
  const purpose = {
    doing: `cancelling the merge of merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope api, role Developer',
  };
  const outcome = await api.write(purpose, (rest) =>
    rest.MergeRequests.cancelOnPipelineSuccess(ref.repository, ref.number),
  );
  if (outcome.kind === 'done') {
    return;
  }
  // A lost answer, or somebody else was faster: what is so decides.
  const after = await snapshot(api, ref);
  if (after.pullRequest.scheduled !== undefined) {
    throw outcome.kind === 'refused'
      ? refusal(purpose, outcome.answer, api.connection)
      : unknown('answer-lost', `${purpose.doing}: ${outcome.why}`);
  }
}
