import { unknown } from '../../errors.ts';
import { isJson, text } from '../fields.ts';
import type { MergeMethod, MergeRequest, MergeResult, Reason } from '../forge.ts';
import { decided, notMerged, reasonsOf, refused } from '../merge-result.ts';
import type { Outcome } from '../transport.ts';
import { type GitHubApi, ownerAndRepo } from './api.ts';
import type { Detail } from './detail.ts';
import { type Snapshot, snapshot } from './read.ts';
import { describeMerge, enqueue, failOnRights, pausesMs, scheduleAutoMerge } from './schedule.ts';

type WithMethod = MergeRequest & { readonly method: MergeMethod };

export async function merge(api: GitHubApi, request: MergeRequest): Promise<MergeResult> {
  const seen = await snapshot(api, request);
  const { pullRequest, detail } = seen;
  const early = decided(pullRequest, request, false);
  if (early !== undefined) {
    return early;
  }
  const method = methodOf(request.method, detail);
  if (typeof method === 'object') {
    return refused(pullRequest, 'blocked', [method]);
  }
  const queue = detail?.queueEntry !== undefined || detail?.queueEnabled === true;
  if (request.when === 'when-ready') {
    return queue ? enqueue(api, request, seen) : whenReady(api, { ...request, method }, seen);
  }
  return queue ? refused(pullRequest, 'waiting', [queueRule]) : mergeNow(api, { ...request, method }, seen);
}

const queueRule: Reason = {
  kind: 'queue',
  text: 'changes of this branch must be made through the merge queue',
  lift: 'Merge with `when: when-ready`, or somebody on the bypass list merges it.',
};

/** The method to use, or why there is none. */
function methodOf(asked: MergeMethod | undefined, detail: Detail | undefined): MergeMethod | Reason {
  if (detail === undefined || detail.queueEnabled) {
    return asked ?? 'merge';
  }
  const allowed = (['merge', 'squash', 'rebase'] as const).filter((method) => detail.methods[method]);
  const chosen = asked ?? allowed[0];
  if (chosen !== undefined && allowed.includes(chosen)) {
    return chosen;
  }
  return {
    kind: 'policy',
    text: `the repository does not allow the merge method ${chosen ?? 'merge'}; it allows: ${allowed.join(', ') || 'none'}`,
    lift: 'Choose another method, or an administrator allows it (Settings, General, Pull Requests).',
  };
}

/** Sends a merge only while the pull request looks ready, and believes what it shows afterwards. */
async function mergeNow(api: GitHubApi, request: WithMethod, first: Snapshot): Promise<MergeResult> {
  let seen = first;
  let last: Outcome<unknown> | undefined;
  for (const pauseMs of pausesMs) {
    const { pullRequest } = seen;
    const { state } = pullRequest.mergeability;
    if (state === 'ready') {
      last = await send(api, request);
      if (last.kind === 'done' && isJson(last.value) && last.value.merged === true) {
        return mergedBy(seen, text(last.value, 'sha') ?? '');
      }
    } else if (state !== 'unknown' || last?.kind !== 'lost') {
      return notMerged(pullRequest);
    }
    await api.connection.clock.sleep(pauseMs, api.connection.signal);
    seen = await snapshot(api, request);
    const known = decided(seen.pullRequest, request, last?.kind !== 'refused');
    if (known !== undefined) {
      return known;
    }
  }
  if (last?.kind === 'refused') {
    return notMerged(seen.pullRequest, last.answer.words);
  }
  throw unknown('answer-lost', `${describeMerge(request)}: the answers were lost, and it is still open`);
}

async function send(api: GitHubApi, request: WithMethod): Promise<Outcome<unknown>> {
  const outcome = await api.write<unknown>((rest) =>
    rest.pulls.merge({
      ...ownerAndRepo(request.repository),
      pull_number: request.number,
      sha: request.headSha,
      merge_method: request.method,
    }),
  );
  failOnRights(api, request, outcome);
  return outcome;
}

function mergedBy({ pullRequest }: Snapshot, commit: string): MergeResult {
  const done = { ...pullRequest, state: 'merged', mergeCommit: commit, scheduled: undefined } as const;
  return { outcome: 'merged', commit, byUs: true, pullRequest: done };
}

/** At once when it is ready, else by auto-merge. */
async function whenReady(api: GitHubApi, request: WithMethod, seen: Snapshot): Promise<MergeResult> {
  const { pullRequest, detail } = seen;
  if (pullRequest.mergeability.state === 'ready') {
    return mergeNow(api, request, seen);
  }
  if (pullRequest.scheduled === 'auto-merge') {
    return { outcome: 'scheduled', text: 'auto-merge was enabled already', pullRequest };
  }
  if (pullRequest.mergeability.state === 'blocked' || detail === undefined) {
    return notMerged(pullRequest);
  }
  if (!detail.autoMergeAllowed) {
    return refused(pullRequest, 'waiting', [...reasonsOf(pullRequest), autoMergeOff]);
  }
  const result = await scheduleAutoMerge(api, request, detail);
  // GitHub takes no auto-merge for what became ready meanwhile.
  const ready = result.outcome === 'not-merged' && result.pullRequest.mergeability.state === 'ready';
  return ready ? mergeNow(api, request, { ...seen, pullRequest: result.pullRequest }) : result;
}

const autoMergeOff: Reason = {
  kind: 'policy',
  text: 'auto-merge is not allowed in this repository',
  lift: 'An administrator allows auto-merge (Settings, General, Pull Requests); or it is merged when it is ready.',
};
