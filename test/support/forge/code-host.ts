import { Commits, type Files, type PushOptions } from './commits.ts';

/** A check of a commit, whoever reports it. */
export interface Check {
  readonly name: string;
  state: 'pending' | 'success' | 'failure';
  description: string;
}

export interface Note {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** One pull request or merge request. */
export interface Change {
  readonly number: number;
  readonly author: string;
  readonly head: string;
  readonly base: string;
  /** The repository of the head branch. */
  readonly headRepository: string;
  title: string;
  body: string;
  draft: boolean;
  state: 'open' | 'merged' | 'closed';
  /** Follows the branch while it is open. */
  headSha: string;
  mergeCommit: string | undefined;
  readonly labels: Set<string>;
  readonly reviewers: Set<string>;
  readonly approvals: Set<string>;
  readonly requestedChanges: Set<string>;
  unresolvedThreads: number;
  readonly notes: Note[];
  /** How often mergeability is answered as "not known yet". */
  unknownReads: number;
  autoMerge: { readonly method: string; readonly by: string } | undefined;
  queued: boolean;
  updatedAt: number;
}

/** What is required before a merge into a branch, and what the repository allows. */
export interface Rules {
  checks: string[];
  approvals: number;
  threadsResolved: boolean;
  upToDate: boolean;
  /** Rules that a fake cannot work out, by type: they block until they are removed. */
  others: string[];
  queue: boolean;
  autoMerge: boolean;
  methods: string[];
}

export interface TokenRights {
  readonly user: string;
  readonly rights: 'write' | 'read' | 'none';
  /** GITHUB_TOKEN; CI_JOB_TOKEN. */
  readonly workflow?: boolean;
}

export interface NewChange {
  readonly head: string;
  readonly base?: string;
  readonly title?: string;
  readonly body?: string;
  readonly author?: string;
  readonly draft?: boolean;
  /** The head branch lives in this fork. */
  readonly fork?: string;
}

/** One repository on a code host, without any HTTP. Both fakes are views of it. */
export class CodeHost {
  readonly repository: string;
  readonly commits = new Commits();
  readonly changes = new Map<number, Change>();
  readonly checks = new Map<string, Check[]>();
  readonly tokens = new Map<string, TokenRights>();
  /** Branches of forks, by `fork:branch`. */
  readonly forkHeads = new Map<string, string>();
  readonly users: string[] = ['kargo', 'robot', 'alice', 'bob'];
  readonly rules: Rules = {
    checks: [],
    approvals: 0,
    threadsResolved: false,
    upToDate: false,
    others: [],
    queue: false,
    autoMerge: true,
    methods: ['merge', 'squash', 'rebase'],
  };
  /** How often a new head's mergeability is "not known yet". */
  unknownReads = 1;
  #noteCount = 0;
  #tick = 0;

  constructor(repository: string) {
    this.repository = repository;
    this.tokens.set('write-token', { user: 'robot', rights: 'write' });
    this.tokens.set('read-token', { user: 'alice', rights: 'read' });
    this.tokens.set('stranger-token', { user: 'mallory', rights: 'none' });
    this.tokens.set('workflow-token', { user: 'github-actions[bot]', rights: 'write', workflow: true });
  }

  /** A commit on a branch of the repository, made from main when it is new. */
  push(branch: string, files: Files, options: PushOptions = {}): string {
    const sha = this.commits.push(branch, files, options);
    for (const change of this.changes.values()) {
      const moved = change.head === branch && change.headRepository === this.repository;
      if (change.state === 'open' && moved) {
        change.headSha = sha;
        change.unknownReads = this.unknownReads;
        this.touch(change);
      }
      if (change.state === 'open' && change.base === branch) {
        change.unknownReads = this.unknownReads;
      }
    }
    return sha;
  }

  touch(change: Change): void {
    this.#tick += 1;
    change.updatedAt = this.#tick;
  }

  open(wanted: NewChange): Change {
    const { head, base = 'main', title = `Change ${head}`, body = '', draft = false } = wanted;
    const headSha = wanted.fork
      ? this.commits.add([this.commits.head(base)], { fork: head }, 'Fork').sha
      : this.commits.head(head);
    const change: Change = {
      number: this.changes.size + 1,
      author: wanted.author ?? 'kargo',
      head,
      base,
      headRepository: wanted.fork ?? this.repository,
      title,
      body,
      draft,
      state: 'open',
      headSha,
      mergeCommit: undefined,
      labels: new Set(),
      reviewers: new Set(),
      approvals: new Set(),
      requestedChanges: new Set(),
      unresolvedThreads: 0,
      notes: [],
      unknownReads: this.unknownReads,
      autoMerge: undefined,
      queued: false,
      updatedAt: 0,
    };
    this.changes.set(change.number, change);
    this.touch(change);
    return change;
  }

  change(number: number): Change {
    const change = this.changes.get(number);
    if (change === undefined) {
      throw new Error(`no change ${number}`);
    }
    return change;
  }

  openOnes(head: string, base: string): readonly Change[] {
    return [...this.changes.values()].filter(
      (change) => change.state === 'open' && change.head === head && change.base === base,
    );
  }

  /** Reports a check of a commit; the same name is the same check. */
  check(sha: string, name: string, state: Check['state'], description = ''): void {
    const checks = this.checks.get(sha) ?? [];
    this.checks.set(sha, [...checks.filter((check) => check.name !== name), { name, state, description }]);
    this.settle();
  }

  checksOf(change: Change): readonly Check[] {
    return this.checks.get(change.headSha) ?? [];
  }

  approve(number: number, user: string): void {
    const change = this.change(number);
    change.requestedChanges.delete(user);
    change.approvals.add(user);
    this.touch(change);
    this.settle();
  }

  requestChanges(number: number, user: string): void {
    const change = this.change(number);
    change.approvals.delete(user);
    change.requestedChanges.add(user);
    this.touch(change);
  }

  note(number: number, author: string, body: string): Note {
    this.#noteCount += 1;
    const note = { id: this.#noteCount, author, body };
    this.change(number).notes.push(note);
    return note;
  }

  findNote(id: number): { readonly change: Change; readonly note: Note } | undefined {
    for (const change of this.changes.values()) {
      const note = change.notes.find((one) => one.id === id);
      if (note !== undefined) {
        return { change, note };
      }
    }
    return undefined;
  }

  conflicts(change: Change): boolean {
    return this.commits.conflicts(this.commits.head(change.base), change.headSha);
  }

  behind(change: Change): boolean {
    const base = this.commits.head(change.base);
    return !this.commits.ancestors(change.headSha).has(base);
  }

  /** The names of required checks that are in none of the states. */
  unmet(change: Change): { readonly red: string[]; readonly pending: string[]; readonly missing: string[] } {
    const stateOf = (name: string) => this.checksOf(change).find((check) => check.name === name)?.state;
    const { checks } = this.rules;
    return {
      red: checks.filter((name) => stateOf(name) === 'failure'),
      pending: checks.filter((name) => stateOf(name) === 'pending'),
      missing: checks.filter((name) => stateOf(name) === undefined),
    };
  }

  approved(change: Change): boolean {
    return change.requestedChanges.size === 0 && change.approvals.size >= this.rules.approvals;
  }

  /** Whether every rule is met. */
  clean(change: Change): boolean {
    const { red, pending, missing } = this.unmet(change);
    return (
      change.state === 'open' &&
      !change.draft &&
      !this.conflicts(change) &&
      red.length + pending.length + missing.length === 0 &&
      this.approved(change) &&
      !(this.rules.threadsResolved && change.unresolvedThreads > 0) &&
      !(this.rules.upToDate && this.behind(change)) &&
      this.rules.others.length === 0
    );
  }

  merge(change: Change, method: string): string {
    const message = `Merge ${change.head} (#${change.number})`;
    change.mergeCommit = this.commits.merge(change.base, change.headSha, { method, message });
    change.state = 'merged';
    change.autoMerge = undefined;
    change.queued = false;
    this.touch(change);
    return change.mergeCommit;
  }

  /** What the code host does by itself: merges what waits for its rules. */
  settle(): void {
    for (const change of this.changes.values()) {
      if (change.autoMerge !== undefined && this.clean(change)) {
        if (this.rules.queue) {
          change.queued = true;
          change.autoMerge = undefined;
        } else {
          this.merge(change, change.autoMerge.method);
        }
      }
    }
  }

  /** The queue or train merges what stands in it. */
  runQueue(): void {
    for (const change of this.changes.values()) {
      if (change.queued) {
        this.merge(change, 'merge');
      }
    }
  }
}
