import type { Change, CodeHost } from '../code-host.ts';
import type { Reply, Seen } from '../server.ts';
import { mergeRefusal, mergeState } from './merge-state.ts';
import { type Call, page, refusal, validation } from './route.ts';
import type { Shapes } from './shapes.ts';

/** What the operations work on. */
export interface World {
  readonly host: CodeHost;
  readonly shapes: Shapes;
  readonly actionsMayOpen: boolean;
  pageOf(change: Change): string;
}

/** What GitHub does for the larger operations. */
export class Operations {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  list({ seen }: Call): Reply {
    const state = seen.query.get('state') ?? 'open';
    const [owner, ...branch] = (seen.query.get('head') ?? '').split(':');
    const found = [...this.#world.host.changes.values()].filter(
      (change) =>
        (state === 'all' || (change.state === 'open') === (state === 'open')) &&
        (owner === '' ||
          `${change.headRepository.split('/')[0]}:${change.head}` === `${owner}:${branch.join(':')}`) &&
        (seen.query.get('base') ?? change.base) === change.base,
    );
    return { status: 200, json: page(found, seen).map((change) => this.#world.shapes.pullSimple(change)) };
  }

  create({ body, rights }: Call): Reply {
    const { commits } = this.#world.host;
    const head = String(body.head);
    const base = String(body.base);
    if (rights.workflow === true && !this.#world.actionsMayOpen) {
      return refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.');
    }
    const missing = [
      ...(commits.branches.has(head) ? [] : ['head']),
      ...(commits.branches.has(base) ? [] : ['base']),
    ];
    if (missing.length > 0) {
      return validation(undefined, { resource: 'PullRequest', field: missing[0] ?? '', code: 'invalid' });
    }
    const own = this.#world.host
      .openOnes(head, base)
      .filter((one) => one.headRepository === this.#world.host.repository);
    if (own.length > 0) {
      return validation(`A pull request already exists for acme:${head}.`, { resource: 'PullRequest' });
    }
    if (commits.ahead(commits.head(base), commits.head(head)).length === 0) {
      return validation(`No commits between ${base} and ${head}`, { resource: 'PullRequest' });
    }
    const change = this.#world.host.open({
      head,
      base,
      title: String(body.title),
      body: String(body.body ?? ''),
      draft: body.draft === true,
      author: rights.user,
    });
    return { status: 201, json: this.#world.shapes.pull(change, { mergeable: null, state: 'unknown' }) };
  }

  /** Mergeability is worked out after the first reads of a head: `mergeable` is null until then. */
  show(change: Change): Reply {
    const { mergeable, status } = mergeState(this.#world.host, change);
    change.unknownReads = Math.max(0, change.unknownReads - 1);
    const state = change.draft && status === 'BLOCKED' ? 'draft' : status.toLowerCase();
    return { status: 200, json: this.#world.shapes.pull(change, { mergeable, state }) };
  }

  update(change: Change, body: Call['body']): Reply {
    if (typeof body.title === 'string') {
      change.title = body.title;
    }
    if (typeof body.body === 'string') {
      change.body = body.body;
    }
    if (body.state === 'closed' && change.state === 'open') {
      change.state = 'closed';
    }
    this.#world.host.touch(change);
    return { status: 200, json: this.#world.shapes.pull(change, { mergeable: null, state: 'unknown' }) };
  }

  merge(change: Change, body: Call['body']): Reply {
    const method = String(body.merge_method ?? 'merge');
    if (change.state === 'open' && body.sha !== undefined && body.sha !== change.headSha) {
      return refusal(409, 'Head branch was modified. Review and try the merge again.');
    }
    const words = mergeRefusal(this.#world.host, change, method);
    if (words !== undefined) {
      return refusal(405, words);
    }
    const sha = this.#world.host.merge(change, method);
    return { status: 200, json: { sha, merged: true, message: 'Pull Request successfully merged' } };
  }

  updateBranch(change: Change, body: Call['body']): Reply {
    if (body.expected_head_sha !== change.headSha) {
      return validation(`expected head sha didn't match current head ref.`, { resource: 'PullRequest' });
    }
    const { commits } = this.#world.host;
    const base = commits.get(commits.head(change.base));
    const head = commits.get(change.headSha);
    const merged = commits.add([head.sha, base.sha], { ...base.files, ...head.files }, 'Merge branch main');
    commits.branches.set(change.head, merged.sha);
    change.headSha = merged.sha;
    this.#world.host.touch(change);
    const url = this.#world.pageOf(change);
    return { status: 202, json: { message: 'Updating pull request branch.', url } };
  }

  review(change: Change, body: Call['body']): Reply {
    const wanted = Array.isArray(body.reviewers) ? body.reviewers.map(String) : [];
    const stranger = wanted.find((login) => !this.#world.host.users.includes(login));
    if (stranger !== undefined) {
      const words = 'Reviews may only be requested from collaborators.';
      return validation(
        `${words} One or more of the users or teams you specified is not a collaborator.`,
        {},
      );
    }
    if (wanted.includes(change.author)) {
      return validation('Review cannot be requested from pull request author.', {});
    }
    for (const login of wanted) {
      change.reviewers.add(login);
    }
    return { status: 201, json: this.#world.shapes.pullSimple(change) };
  }

  status(sha: string, body: Call['body']): Reply {
    if (!this.#world.host.commits.has(sha)) {
      return validation(`No commit found for SHA: ${sha}`, {});
    }
    const state = String(body.state);
    const description = String(body.description ?? '');
    if (description.length > 140) {
      return validation('description is too long (maximum is 140 characters)', {});
    }
    const known = (['pending', 'success', 'failure'] as const).find((one) => one === state) ?? 'failure';
    this.#world.host.check(sha, String(body.context), known, description);
    return { status: 201, json: this.#world.shapes.status(String(body.context), { state, description }) };
  }

  compare(basehead: string, seen: Seen): Reply {
    const [base = '', head = ''] = basehead.split('...');
    const { commits } = this.#world.host;
    const shaOf = (name: string) => commits.branches.get(name) ?? (commits.has(name) ? name : undefined);
    const [from, to] = [shaOf(base), shaOf(head)];
    return from === undefined || to === undefined || commits.mergeBaseOf(from, to) === undefined
      ? refusal(404, 'Not Found')
      : {
          status: 200,
          json: this.#world.shapes.comparison(from, to, Number(seen.query.get('per_page') ?? 30)),
        };
  }
}
