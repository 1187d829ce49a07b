import { unless } from '../calls.ts';
import { child, children, isJson, type Json, numberAt, objectOf, text } from '../fields.ts';
import type { Mergeability, PullRequest, PullRequestRef } from '../forge.ts';
import type { GitLabApi } from './api.ts';
import { isOwnBranch, pullRequestOf } from './merge-request.ts';
import { mergeabilityOf } from './mergeability.ts';

/** A version of a merge request, and the answer it was read from. */
export interface Snapshot {
  readonly pullRequest: PullRequest;
  readonly json: Json;
}

/** Pauses while GitLab works out the merge status. */
const pausesMs = [500, 1_000, 2_000, 4_000];

export async function read(api: GitLabApi, ref: PullRequestRef): Promise<PullRequest> {
  return (await snapshot(api, ref)).pullRequest;
}

/** As it is now, waiting for a known mergeability. */
export async function snapshot(api: GitLabApi, ref: PullRequestRef): Promise<Snapshot> {
  for (const pauseMs of pausesMs) {
    const seen = await look(api, ref);
    const { state, mergeability } = seen.pullRequest;
    if (state !== 'open' || mergeability.state !== 'unknown') {
      return seen;
    }
    await api.connection.clock.sleep(pauseMs, api.connection.signal);
  }
  return look(api, ref);
}

/** One request, and one more for approvals. */
export async function refresh(api: GitLabApi, last: PullRequest): Promise<PullRequest> {
  return (await look(api, last)).pullRequest;
}

export async function look(api: GitLabApi, ref: PullRequestRef): Promise<Snapshot> {
  const purpose = {
    doing: `reading merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope read_api, role Reporter',
  };
  const answer = await api.read(purpose, (rest) =>
    rest.MergeRequests.show(ref.repository, ref.number, { includeRebaseInProgress: true }),
  );
  const json = objectOf(answer, purpose.doing);
  const repository = ref.repository;
  const head = isOwnBranch(json) ? repository : await pathOf(api, numberAt(json, 'source_project_id'));
  const bare = pullRequestOf(json, { repository, head }, purpose.doing);
  if (bare.state !== 'open') {
    return { pullRequest: { ...bare, mergeability: mergeabilityOf(json, bare.state) }, json };
  }
  const train = bare.scheduled === undefined ? undefined : await trainOf(api, ref);
  const approvals = await approvalsOf(api, ref);
  const mergeability = withApprovals(mergeabilityOf(json, bare.state, train), approvals);
  const scheduled = train === undefined ? bare.scheduled : 'queue';
  return {
    pullRequest: { ...bare, mergeability, scheduled, approval: approvalOf(json, approvals) },
    json,
  };
}

/** The settings of a project; undefined when the token may not read them (a job token). */
export async function projectOf(api: GitLabApi, idOrPath: string | number): Promise<Json | undefined> {
  const key = String(idOrPath);
  if (!api.projects.has(key)) {
    const purpose = { doing: `reading the project ${key}`, needs: 'scope read_api, role Reporter' };
    const answer = await api.read(purpose, (rest) =>
      unless([401, 403, 404], () => rest.Projects.show(idOrPath)),
    );
    api.projects.set(key, isJson(answer) ? answer : undefined);
  }
  return api.projects.get(key);
}

async function pathOf(api: GitLabApi, id: number | undefined): Promise<string | undefined> {
  const project = id === undefined ? undefined : await projectOf(api, id);
  return project === undefined ? undefined : text(project, 'path_with_namespace');
}

/** The place in a merge train; undefined when it is in none (auto-merge by itself looks the same otherwise). */
async function trainOf(api: GitLabApi, ref: PullRequestRef): Promise<string | undefined> {
  const project = await projectOf(api, ref.repository);
  if (project?.merge_trains_enabled !== true) {
    return undefined;
  }
  const purpose = {
    doing: `reading the merge train of merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope read_api, role Developer',
  };
  const car = await api.read(purpose, (rest) =>
    unless([403, 404], () => rest.MergeTrains.showStatus(ref.repository, ref.number)),
  );
  return isJson(car) ? text(car, 'status') : undefined;
}

/** Who approved and what is missing; undefined when the token may not read it. */
async function approvalsOf(api: GitLabApi, ref: PullRequestRef): Promise<Json | undefined> {
  if (api.connection.token?.kind === 'job') {
    return undefined;
  }
  const purpose = {
    doing: `reading the approvals of merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope read_api, role Reporter',
  };
  const answer = await api.read(purpose, (rest) =>
    unless([401, 403, 404], () =>
      rest.MergeRequestApprovals.showConfiguration(ref.repository, { mergerequestIId: ref.number }),
    ),
  );
  return isJson(answer) ? answer : undefined;
}

function approvalOf(json: Json, approvals: Json | undefined): PullRequest['approval'] {
  const status = text(json, 'detailed_merge_status');
  if (status === 'requested_changes') {
    return 'changes-requested';
  }
  if (status === 'not_approved') {
    return 'missing';
  }
  if (approvals === undefined) {
    return 'unknown';
  }
  const left = numberAt(approvals, 'approvals_left') ?? 0;
  if (left > 0) {
    return 'missing';
  }
  const given = children(approvals, 'approved_by').length > 0;
  return (numberAt(approvals, 'approvals_required') ?? 0) > 0 || given ? 'approved' : 'not-required';
}

/** Says how many approvals are missing, and by which rules. */
function withApprovals(mergeability: Mergeability, approvals: Json | undefined): Mergeability {
  if (approvals === undefined || !('reasons' in mergeability)) {
    return mergeability;
  }
  const left = numberAt(approvals, 'approvals_left');
  const rules = children(approvals, 'approval_rules_left').flatMap((rule) => text(rule, 'name') ?? []);
  const by = rules.length === 0 ? '' : ` (rules: ${rules.join(', ')})`;
  const reasons = mergeability.reasons.map((reason) =>
    reason.kind === 'approvals' && left !== undefined && left > 0
      ? { ...reason, text: `${reason.text}: ${left} more needed${by}` }
      : reason,
  );
  return { ...mergeability, reasons };
}

/** Who may merge, as far as the answer for the merge request tells. */
export function mayMerge(json: Json): boolean | undefined {
  const value = child(json, 'user').can_merge;
  return typeof value === 'boolean' ? value : undefined;
}
