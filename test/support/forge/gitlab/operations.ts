import type { Change, CodeHost } from '../code-host.ts';
import type { Reply } from '../server.ts';
import { type GitLabSettings, mergeStatus } from './merge-status.ts';
import { type Call, ok, page } from './route.ts';
import type { Shapes } from './shapes.ts';

const draftPrefix = /^\s*(\[draft\]|\(draft\)|draft:)/i;

/** What the operations work on. */
export interface World {
  readonly host: CodeHost;
  readonly shapes: Shapes;
  readonly settings: GitLabSettings;
  readonly quickActions: string[];
}

/** What GitLab does for the larger operations. */
export class Operations {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  list({ seen }: Call): Reply {
    const { query } = seen;
    const found = [...this.#world.host.changes.values()].filter(
      (change) =>
        (query.get('state') !== 'opened' || change.state === 'open') &&
        (query.get('source_branch') ?? change.head) === change.head &&
        (query.get('target_branch') ?? change.base) === change.base,
    );
    return ok(page(found, seen).map((change) => this.#world.shapes.mergeRequest(change)));
  }

  expanded(change: Change, { rights }: Call, status = 200): Reply {
    const canMerge = rights.rights === 'write' && !this.#world.settings.mayNotMerge.has(rights.user);
    return { status, json: this.#world.shapes.expanded(change, { canMerge }) };
  }

  show(change: Change, call: Call): Reply {
    const reply = this.expanded(change, call);
    change.unknownReads = Math.max(0, change.unknownReads - 1);
    if (this.#world.settings.rebasing.delete(change.number)) {
      this.finishRebase(change);
    }
    return reply;
  }

  create(call: Call): Reply {
    const { body, rights } = call;
    const head = String(body.source_branch);
    const base = String(body.target_branch);
    if (
      this.#world.host.openOnes(head, base).some((one) => one.headRepository === this.#world.host.repository)
    ) {
      return {
        status: 409,
        json: { message: ['Another open merge request already exists for this source branch: !1'] },
      };
    }
    if (!this.#world.host.commits.branches.has(head)) {
      return { status: 400, json: { message: { source_branch: ['does not exist'] } } };
    }
    const title = String(body.title);
    const change = this.#world.host.open({
      head,
      base,
      title,
      author: rights.user,
      draft: draftPrefix.test(title),
    });
    change.body = this.afterQuickActions(change, String(body.description ?? ''));
    return this.expanded(change, call, 201);
  }

  update(change: Change, call: Call): Reply {
    const { body } = call;
    if (typeof body.title === 'string') {
      change.title = body.title;
      change.draft = draftPrefix.test(body.title);
    }
    if (typeof body.description === 'string') {
      change.body = this.afterQuickActions(change, body.description);
    }
    if (body.state_event === 'close') {
      change.state = 'closed';
    }
    if (typeof body.add_labels === 'string') {
      for (const label of body.add_labels.split(',')) {
        change.labels.add(label);
      }
    }
    if (Array.isArray(body.reviewer_ids)) {
      const names = body.reviewer_ids.map((id) => this.#world.host.users[Number(id) - 100] ?? '');
      change.reviewers.clear();
      for (const name of this.#world.settings.manyReviewers ? names : names.slice(0, 1)) {
        change.reviewers.add(name);
      }
    }
    this.#world.host.touch(change);
    return this.expanded(change, call);
  }

  /** GitLab carries out lines that start with a slash, with the rights of the author, and removes them. */
  afterQuickActions(change: Change, text: string): string {
    const kept = text.split('\n').filter((line) => {
      const action = /^\s*\/(close|merge|approve|draft|label|unlabel|assign)\b/i.exec(line);
      if (action === null) {
        return true;
      }
      this.#world.quickActions.push(line);
      if (action[1] === 'close') {
        change.state = 'closed';
      }
      return false;
    });
    return kept.join('\n');
  }

  merge(change: Change, call: Call): Reply {
    const { body, rights } = call;
    if (this.#world.settings.mayNotMerge.has(rights.user)) {
      return { status: 401, json: { message: '401 Unauthorized' } };
    }
    if (change.state !== 'open') {
      return notAllowed;
    }
    if (body.sha !== undefined && body.sha !== change.headSha) {
      return {
        status: 409,
        json: { message: `SHA does not match HEAD of source branch: ${change.headSha}` },
      };
    }
    const status = mergeStatus(this.#world.host, change, this.#world.settings);
    if (status === 'mergeable') {
      this.mergeNow(change, body.squash === true);
      return this.expanded(change, call);
    }
    if (body.auto_merge === true && !['conflict', 'need_rebase', 'checking'].includes(status)) {
      change.autoMerge = { method: body.squash === true ? 'squash' : 'merge', by: rights.user };
      return this.expanded(change, call);
    }
    return notAllowed;
  }

  mergeNow(change: Change, squash: boolean): void {
    const forward = this.#world.settings.mergeMethod === 'ff';
    if (squash) {
      this.#world.settings.squashed.add(change.number);
    }
    this.#world.host.merge(change, squash ? 'squash' : forward ? 'fast-forward' : 'merge');
  }

  board(change: Change, { body, rights }: Call): Reply {
    if (!this.#world.settings.trains) {
      return { status: 403, json: { message: '403 Forbidden' } };
    }
    if (body.sha !== undefined && body.sha !== change.headSha) {
      return { status: 409, json: { message: 'SHA does not match HEAD of source branch' } };
    }
    if (mergeStatus(this.#world.host, change, this.#world.settings) === 'mergeable') {
      change.queued = true;
      return { status: 201, json: [this.#world.shapes.car(change)] };
    }
    if (body.auto_merge === true) {
      change.autoMerge = { method: 'merge', by: rights.user };
      return { status: 202, json: [] };
    }
    return { status: 400, json: { message: 'The merge request is not ready for the train' } };
  }

  rebase(change: Change): Reply {
    this.#world.settings.mergeError = undefined;
    this.#world.settings.rebasing.add(change.number);
    return { status: 202, json: { rebase_in_progress: true } };
  }

  finishRebase(change: Change): void {
    const { commits } = this.#world.host;
    const base = commits.get(commits.head(change.base));
    if (this.#world.host.conflicts(change)) {
      this.#world.settings.mergeError =
        'Rebase failed: Rebase locally, resolve all conflicts, then push the branch.';
      return;
    }
    const files = { ...base.files, ...commits.get(change.headSha).files };
    const rebased = commits.add([base.sha], files, 'Rebased');
    commits.branches.set(change.head, rebased.sha);
    change.headSha = rebased.sha;
  }

  /** As GitLab's: refs that it does not know are a 400, unrelated histories a 404. */
  mergeBase(refs: readonly string[]): Reply {
    const { commits } = this.#world.host;
    const unknown = refs.filter((ref) => !commits.has(ref) && !commits.branches.has(ref));
    if (refs.length < 2 || unknown.length > 0) {
      return {
        status: 400,
        json: { message: `400 Bad request - Could not find ref: ${unknown.join(', ')}` },
      };
    }
    const [one = '', other = ''] = refs.map((ref) => commits.branches.get(ref) ?? ref);
    const base = commits.mergeBaseOf(one, other);
    return base === undefined
      ? { status: 404, json: { message: '404 Merge Base Not Found' } }
      : ok(this.#world.shapes.commit(commits.get(base)));
  }

  status(sha: string, body: Call['body']): Reply {
    if (!this.#world.host.commits.has(sha)) {
      return { status: 404, json: { message: '404 Commit Not Found' } };
    }
    const name = String(body.name);
    const state = String(body.state);
    const before = this.#world.host.checks.get(sha)?.find((check) => check.name === name);
    if (before !== undefined && statusOf(before).status === state) {
      const message = `Cannot transition status via :enqueue from :${state} (Reason(s): Status cannot transition via "enqueue")`;
      return { status: 400, json: { message } };
    }
    const known = state === 'failed' ? 'failure' : state === 'success' ? 'success' : 'pending';
    this.#world.host.check(sha, name, known, String(body.description ?? ''));
    return { status: 201, json: { id: 1, sha, name, status: state } };
  }
}

const notAllowed: Reply = { status: 405, json: { message: '405 Method Not Allowed' } };

export function statusOf({ name, state }: { readonly name: string; readonly state: string }) {
  return { id: 1, name, status: state === 'failure' ? 'failed' : state };
}
