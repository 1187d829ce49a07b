import type { Forge, NewPullRequest, PullRequest } from '../../../src/simulator/git-host.ts';
import type { Change } from './code-host.ts';
import type { FakeGitHub } from './github.ts';
import type { FakeGitLab } from './gitlab.ts';

/**
 * A fake forge as the simulated Kargo sees it: its git-open-pr, git-wait-for-pr and git-merge-pr steps and our own
 * commands then speak of the same pull requests. Branches of a step get the commit that Kargo says it pushed.
 */
export class KargoForge implements Forge {
  readonly #fake: FakeGitHub | FakeGitLab;
  /** Who owns Kargo's Git credentials. */
  readonly #author: string;
  /** Where in the repository its commits change something, with a slash at the end. */
  folder = '';

  constructor(fake: FakeGitHub | FakeGitLab, author = 'kargo') {
    this.#fake = fake;
    this.#author = author;
  }

  /** What steps put into `repoURL`. */
  get repoURL(): string {
    return `${this.#fake.address}/${this.#fake.host.repository}.git`;
  }

  async open(_repoURL: string, request: NewPullRequest & { headCommit: string }): Promise<PullRequest> {
    const { host } = this.#fake;
    const { sourceBranch: head, targetBranch: base, headCommit, title, description: body } = request;
    if (!host.commits.branches.has(base)) {
      host.push(base, {});
    }
    const files = { [`${this.folder}${head}.yaml`]: headCommit };
    host.push(head, files, { message: title, from: base, sha: headCommit });
    const change = host.open({ head, base, title, body, author: this.#author });
    for (const label of request.labels) {
      change.labels.add(label);
    }
    return this.#seen(change);
  }

  async get(_repoURL: string, number: number): Promise<PullRequest | undefined> {
    const change = this.#fake.host.changes.get(number);
    return change === undefined ? undefined : this.#seen(change);
  }

  async merge(_repoURL: string, number: number): Promise<PullRequest | undefined> {
    const change = this.#fake.host.changes.get(number);
    if (change !== undefined && this.#fake.host.clean(change)) {
      this.#fake.host.merge(change, 'merge');
    }
    return change === undefined ? undefined : this.#seen(change);
  }

  async close(_repoURL: string, number: number): Promise<PullRequest | undefined> {
    const change = this.#fake.host.changes.get(number);
    if (change?.state === 'open') {
      change.state = 'closed';
      this.#fake.host.touch(change);
    }
    return change === undefined ? undefined : this.#seen(change);
  }

  #seen(change: Change): PullRequest {
    return {
      number: change.number,
      url: this.#fake.pageOf(change),
      sourceBranch: change.head,
      targetBranch: change.base,
      headCommit: change.headSha,
      title: change.title,
      open: change.state === 'open',
      merged: change.state === 'merged',
      ...(change.mergeCommit !== undefined && { mergeCommit: change.mergeCommit }),
    };
  }
}
