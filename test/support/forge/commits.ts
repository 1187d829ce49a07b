import { createHash } from 'node:crypto';

/** Path -> content. */
export type Files = Readonly<Record<string, string>>;

export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly files: Files;
  readonly message: string;
}

export interface PushOptions {
  readonly message?: string;
  /** The branch that a new one is made from. */
  readonly from?: string;
  /** Its hash, when the commit was made elsewhere. */
  readonly sha?: string;
}

export interface Difference {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  readonly previous?: string;
}

/** The branches and commits of one repository: enough of Git for pull requests to be true. */
export class Commits {
  readonly branches = new Map<string, string>();
  readonly #commits = new Map<string, Commit>();
  #count = 0;

  constructor() {
    this.branches.set('main', this.add([], {}, 'Initial commit').sha);
  }

  get(sha: string): Commit {
    const commit = this.#commits.get(sha);
    if (commit === undefined) {
      throw new Error(`no commit ${sha}`);
    }
    return commit;
  }

  has(sha: string): boolean {
    return this.#commits.has(sha);
  }

  /** A commit; `known` is its hash when somebody else made it. */
  add(parents: readonly string[], files: Files, message: string, known?: string): Commit {
    this.#count += 1;
    const text = JSON.stringify([parents, files, message, this.#count]);
    const sha = known ?? createHash('sha1').update(text).digest('hex');
    const commit = { sha, parents, files, message };
    this.#commits.set(sha, commit);
    return commit;
  }

  head(branch: string): string {
    const sha = this.branches.get(branch);
    if (sha === undefined) {
      throw new Error(`no branch ${branch}`);
    }
    return sha;
  }

  /** A commit on a branch, which is made from `from` when it does not exist. */
  push(branch: string, files: Files, options: PushOptions = {}): string {
    const { message = 'Change', from = 'main', sha } = options;
    const parent = this.get(this.branches.get(branch) ?? this.head(from));
    const commit = this.add([parent.sha], { ...parent.files, ...files }, message, sha);
    this.branches.set(branch, commit.sha);
    return commit.sha;
  }

  ancestors(sha: string): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [sha];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (!found.has(next)) {
        found.add(next);
        open.push(...this.get(next).parents);
      }
    }
    return found;
  }

  /** The commits of `head` that `base` lacks. */
  ahead(base: string, head: string): readonly Commit[] {
    const known = this.ancestors(base);
    return [...this.ancestors(head)].filter((sha) => !known.has(sha)).map((sha) => this.get(sha));
  }

  mergeBase(one: string, other: string): string {
    const found = this.mergeBaseOf(one, other);
    if (found === undefined) {
      throw new Error('unrelated');
    }
    return found;
  }

  /** The newest commit that both have: one that is not behind another such commit. */
  mergeBaseOf(one: string, other: string): string | undefined {
    const known = this.ancestors(one);
    const common = [...this.ancestors(other)].filter((sha) => known.has(sha));
    return common.find((sha) => common.every((next) => next === sha || !this.ancestors(next).has(sha)));
  }

  difference(from: string, to: string): readonly Difference[] {
    const before = this.get(from).files;
    const after = this.get(to).files;
    const gone = Object.keys(before).filter((path) => !(path in after));
    const result: Difference[] = [];
    for (const [path, content] of Object.entries(after)) {
      const previous = path in before ? undefined : gone.find((old) => before[old] === content);
      if (previous !== undefined) {
        gone.splice(gone.indexOf(previous), 1);
        result.push({ path, status: 'renamed', previous });
      } else if (before[path] !== content) {
        result.push({ path, status: path in before ? 'modified' : 'added' });
      }
    }
    return [...result, ...gone.map((path): Difference => ({ path, status: 'removed' }))];
  }

  conflicts(base: string, head: string): boolean {
    return this.#merged(base, head) === undefined;
  }

  /** Puts `head` on the branch, with what kind of commit the method makes. Returns the commit that the branch has. */
  merge(branch: string, head: string, { method, message }: { method: string; message: string }): string {
    const base = this.head(branch);
    const files = this.#merged(base, head);
    if (files === undefined) {
      throw new Error('conflict');
    }
    const forward = method === 'fast-forward' && this.ancestors(head).has(base);
    const parents = method === 'merge' ? [base, head] : [base];
    const sha = forward ? head : this.add(parents, files, message).sha;
    this.branches.set(branch, sha);
    return sha;
  }

  #merged(base: string, head: string): Files | undefined {
    const origin = this.get(this.mergeBase(base, head)).files;
    const ours = this.get(base).files;
    const theirs = this.get(head).files;
    const files: Record<string, string> = {};
    for (const path of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const [was, one, other] = [origin[path], ours[path], theirs[path]];
      if (one !== was && other !== was && one !== other) {
        return undefined;
      }
      const content = other === was ? one : other;
      if (content !== undefined) {
        files[path] = content;
      }
    }
    return files;
  }
}
