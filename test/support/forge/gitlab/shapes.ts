import type { Change, CodeHost, Note } from '../code-host.ts';
import type { Commit } from '../commits.ts';
import { type GitLabSettings, mergeStatus, pipelineStatus } from './merge-status.ts';

const time = '2026-01-02T03:04:05.678Z';
export const projectId = 42;

/** The answers of the fake GitLab, with the fields of its documentation (REST API, 19.x) and one unknown key. */
export class Shapes {
  readonly #web: string;
  readonly #host: CodeHost;
  readonly #settings: GitLabSettings;

  constructor({ web, host, settings }: { web: string; host: CodeHost; settings: GitLabSettings }) {
    this.#web = web;
    this.#host = host;
    this.#settings = settings;
  }

  user(username: string) {
    return {
      id: this.userId(username),
      username,
      name: username,
      state: 'active',
      locked: false,
      avatar_url: null,
      web_url: `${this.#web}/${username}`,
    };
  }

  userId(username: string): number {
    const { users } = this.#host;
    if (!users.includes(username)) {
      users.push(username);
    }
    return 100 + users.indexOf(username);
  }

  project() {
    const { mergeMethod, squashOption, trains } = this.#settings;
    return {
      id: projectId,
      path_with_namespace: this.#host.repository,
      web_url: `${this.#web}/${this.#host.repository}`,
      default_branch: 'main',
      merge_method: mergeMethod,
      squash_option: squashOption,
      merge_pipelines_enabled: trains,
      merge_trains_enabled: trains,
      only_allow_merge_if_pipeline_succeeds: this.#host.rules.checks.length > 0,
    };
  }

  /** One of a list: without pipeline and user. */
  mergeRequest(change: Change) {
    const scheduled = change.autoMerge !== undefined || change.queued;
    const forward = this.#settings.mergeMethod === 'ff';
    const squashed = this.#settings.squashed.has(change.number);
    const merged = change.state === 'merged';
    return {
      id: 9000 + change.number,
      iid: change.number,
      project_id: projectId,
      title: change.title,
      description: change.body === '' ? null : change.body,
      state: this.#settings.locked && change.state === 'open' ? 'locked' : wordFor(change.state),
      created_at: time,
      updated_at: new Date(Date.parse(time) + change.updatedAt * 1000).toISOString(),
      merged_at: merged ? time : null,
      closed_at: change.state === 'closed' ? time : null,
      target_branch: change.base,
      source_branch: change.head,
      author: this.user(change.author),
      assignees: [],
      assignee: null,
      reviewers: [...change.reviewers].map((name) => this.user(name)),
      source_project_id: change.headRepository === this.#host.repository ? projectId : projectId + 1,
      target_project_id: projectId,
      labels: [...change.labels],
      draft: change.draft,
      work_in_progress: change.draft,
      milestone: null,
      merge_when_pipeline_succeeds: change.state === 'open' && scheduled,
      merge_status: 'unchecked',
      detailed_merge_status: mergeStatus(this.#host, change, this.#settings),
      merge_after: this.#settings.forced === 'merge_time' ? time : null,
      sha: change.headSha,
      merge_commit_sha: merged && !forward && !squashed ? (change.mergeCommit ?? null) : null,
      squash_commit_sha: merged && squashed ? (change.mergeCommit ?? null) : null,
      user_notes_count: change.notes.length,
      discussion_locked: null,
      should_remove_source_branch: null,
      force_remove_source_branch: false,
      references: {
        short: `!${change.number}`,
        relative: `!${change.number}`,
        full: `${this.#host.repository}!${change.number}`,
      },
      web_url: `${this.#web}/${this.#host.repository}/-/merge_requests/${change.number}`,
      has_conflicts: change.state === 'open' && this.#host.conflicts(change),
      blocking_discussions_resolved: change.unresolvedThreads === 0,
      a_key_of_tomorrow: { nested: [1, 2, 3] },
    };
  }

  expanded(change: Change, { canMerge }: { canMerge: boolean }) {
    const status = pipelineStatus(this.#host, change);
    const pipeline = { id: 7, iid: 1, project_id: projectId, sha: change.headSha, status, ref: change.head };
    return {
      ...this.mergeRequest(change),
      subscribed: false,
      changes_count: this.#settings.changesCount ?? String(this.differences(change).length),
      head_pipeline: status === undefined ? null : { ...pipeline, web_url: `${this.#web}/pipelines/7` },
      pipeline: null,
      diff_refs: { base_sha: '', head_sha: change.headSha, start_sha: '' },
      merge_error: this.#settings.mergeError ?? null,
      rebase_in_progress: this.#settings.rebasing.has(change.number),
      user: { can_merge: canMerge },
    };
  }

  differences(change: Change) {
    const { commits } = this.#host;
    const base =
      change.state === 'merged'
        ? (commits.get(change.headSha).parents[0] ?? change.headSha)
        : commits.mergeBase(commits.head(change.base), change.headSha);
    return commits.difference(base, change.headSha).map(({ path, status, previous }) => ({
      old_path: previous ?? path,
      new_path: path,
      a_mode: '100644',
      b_mode: '100644',
      diff: '',
      new_file: status === 'added',
      renamed_file: status === 'renamed',
      deleted_file: status === 'removed',
      generated_file: null,
    }));
  }

  approvals(change: Change) {
    const required = this.#host.rules.approvals;
    const left = Math.max(0, required - change.approvals.size);
    return {
      id: 9000 + change.number,
      iid: change.number,
      project_id: projectId,
      approved: left === 0,
      approvals_required: required,
      approvals_left: left,
      approved_by: [...change.approvals].map((name) => ({ user: this.user(name) })),
      approval_rules_left: left > 0 ? [{ id: 1, name: 'Release managers', rule_type: 'regular' }] : [],
    };
  }

  note(change: Change, note: Note) {
    return {
      id: note.id,
      body: note.body,
      author: this.user(note.author),
      created_at: time,
      updated_at: time,
      system: false,
      noteable_id: 9000 + change.number,
      noteable_type: 'MergeRequest',
      noteable_iid: change.number,
      resolvable: false,
      internal: false,
    };
  }

  commit({ sha, parents, message }: Commit) {
    return { id: sha, short_id: sha.slice(0, 8), parent_ids: parents, title: message, message };
  }

  branch(name: string) {
    const { commits } = this.#host;
    return {
      name,
      commit: this.commit(commits.get(commits.head(name))),
      merged: false,
      protected: false,
      default: name === 'main',
      web_url: `${this.#web}/${this.#host.repository}/-/tree/${name}`,
    };
  }

  comparison(base: string, head: string) {
    const { commits } = this.#host;
    const ahead = commits.ahead(base, head);
    return {
      commit: ahead[0] === undefined ? null : this.commit(ahead[0]),
      commits: ahead.map((commit) => this.commit(commit)),
      diffs: [],
      compare_timeout: false,
      compare_same_ref: base === head,
      web_url: `${this.#web}/${this.#host.repository}/-/compare/${base}...${head}`,
    };
  }

  car(change: Change) {
    return {
      id: 1,
      merge_request: { id: 9000 + change.number, iid: change.number, project_id: projectId, state: 'opened' },
      user: this.user('robot'),
      pipeline: null,
      created_at: time,
      updated_at: time,
      target_branch: change.base,
      status: 'fresh',
      merged_at: null,
      duration: null,
    };
  }
}

function wordFor(state: Change['state']): string {
  return state === 'open' ? 'opened' : state;
}
