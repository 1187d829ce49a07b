import { sha1 } from './artifacts.ts';

/** A pull request (merge request on GitLab) as Kargo's steps see it. */
export interface PullRequest {
  number: number;
  url: string;
  sourceBranch: string;
  targetBranch: string;
  headCommit: string;
  title: string;
  open: boolean;
  merged: boolean;
  mergeCommit?: string;
}

export interface NewPullRequest {
  sourceBranch: string;
  targetBranch: string;
  title: string;
  description: string;
  labels: string[];
}

/**
 * Where Kargo's git-* steps open and read pull requests. The in-memory one is the default; a fake GitHub or GitLab
 * can take its place.
 */
export interface Forge {
  open(repoURL: string, request: NewPullRequest & { headCommit: string }): Promise<PullRequest>;
  get(repoURL: string, number: number): Promise<PullRequest | undefined>;
  merge(repoURL: string, number: number): Promise<PullRequest | undefined>;
  close(repoURL: string, number: number): Promise<PullRequest | undefined>;
}

/** What is written in a branch: file -> key -> value, as yaml-update and its kin change it. */
type Tree = Record<string, Record<string, string>>;

interface Branch {
  commit: string;
  tree: Tree;
}

/** Git repositories that steps clone from and push to, and the forge in front of them. */
export class GitHost {
  forge: Forge;
  #repositories = new Map<string, Map<string, Branch>>();

  constructor(forge?: Forge) {
    this.forge = forge ?? new MemoryForge(this);
  }

  /** A branch; repositories and branches that were never named exist and are empty. */
  branch(repoURL: string, name: string): Branch {
    const branches = this.#branches(repoURL);
    let branch = branches.get(name);
    if (branch === undefined) {
      const main = name === 'main' ? undefined : branches.get('main');
      branch = main ?? { commit: sha1(`${repoURL} ${name}`), tree: {} };
      branches.set(name, branch);
    }
    return branch;
  }

  push(repoURL: string, name: string, branch: Branch): void {
    this.#branches(repoURL).set(name, structuredClone(branch));
  }

  #branches(repoURL: string): Map<string, Branch> {
    let branches = this.#repositories.get(repoURL);
    if (branches === undefined) {
      branches = new Map();
      this.#repositories.set(repoURL, branches);
    }
    return branches;
  }
}

/** Pull requests in memory, with GitLab-style or GitHub-style web addresses by the look of the host. */
class MemoryForge implements Forge {
  #git: GitHost;
  #requests = new Map<string, PullRequest[]>();

  constructor(git: GitHost) {
    this.#git = git;
  }

  async open(repoURL: string, request: NewPullRequest & { headCommit: string }): Promise<PullRequest> {
    const requests = this.#of(repoURL);
    const number = requests.length + 1;
    const base = repoURL.replace(/\.git$/, '');
    const created: PullRequest = {
      number,
      url: base.includes('github') ? `${base}/pull/${number}` : `${base}/-/merge_requests/${number}`,
      sourceBranch: request.sourceBranch,
      targetBranch: request.targetBranch,
      headCommit: request.headCommit,
      title: request.title,
      open: true,
      merged: false,
    };
    requests.push(created);
    return created;
  }

  async get(repoURL: string, number: number): Promise<PullRequest | undefined> {
    return this.#of(repoURL).find((request) => request.number === number);
  }

  async merge(repoURL: string, number: number): Promise<PullRequest | undefined> {
    const request = await this.get(repoURL, number);
    if (request?.open !== true) return request;
    const source = this.#git.branch(repoURL, request.sourceBranch);
    const commit = sha1(`merge ${repoURL} ${number}`);
    this.#git.push(repoURL, request.targetBranch, { commit, tree: source.tree });
    Object.assign(request, { open: false, merged: true, mergeCommit: commit });
    return request;
  }

  async close(repoURL: string, number: number): Promise<PullRequest | undefined> {
    const request = await this.get(repoURL, number);
    if (request?.open === true) request.open = false;
    return request;
  }

  #of(repoURL: string): PullRequest[] {
    const key = repoURL.replace(/\.git$/, '');
    let requests = this.#requests.get(key);
    if (requests === undefined) {
      requests = [];
      this.#requests.set(key, requests);
    }
    return requests;
  }
}
