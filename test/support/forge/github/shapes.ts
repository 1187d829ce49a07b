import type { components } from '@octokit/openapi-types';
import type { Change, CodeHost, Note } from '../code-host.ts';
import type { Commit, Difference } from '../commits.ts';

type Schemas = components['schemas'];
const time = '2026-01-02T03:04:05Z';

/** Every answer of the fake GitHub, typed by GitHub's own description. */
export class Shapes {
  readonly #api: string;
  readonly #web: string;
  readonly #host: CodeHost;

  constructor({ api, web, host }: { api: string; web: string; host: CodeHost }) {
    this.#api = api;
    this.#web = web;
    this.#host = host;
  }

  user(login: string): Schemas['simple-user'] {
    const url = `${this.#api}/users/${login}`;
    return {
      login,
      id: idOf(login),
      node_id: `U_${idOf(login)}`,
      avatar_url: `${this.#web}/${login}.png`,
      gravatar_id: '',
      url,
      html_url: `${this.#web}/${login}`,
      followers_url: `${url}/followers`,
      following_url: `${url}/following{/other_user}`,
      gists_url: `${url}/gists{/gist_id}`,
      starred_url: `${url}/starred{/owner}{/repo}`,
      subscriptions_url: `${url}/subscriptions`,
      organizations_url: `${url}/orgs`,
      repos_url: `${url}/repos`,
      events_url: `${url}/events{/privacy}`,
      received_events_url: `${url}/received_events`,
      type: login.endsWith('[bot]') ? 'Bot' : 'User',
      site_admin: false,
    };
  }

  repository(fullName: string): Schemas['repository'] {
    const [owner = '', name = ''] = fullName.split('/');
    const url = `${this.#api}/repos/${fullName}`;
    return {
      id: idOf(fullName),
      node_id: `R_${idOf(fullName)}`,
      name,
      full_name: fullName,
      license: null,
      forks: 0,
      owner: this.user(owner),
      private: true,
      html_url: `${this.#web}/${fullName}`,
      description: null,
      fork: fullName !== this.#host.repository,
      url,
      ...repositoryUrls(url),
      git_url: `git://forge.test/${fullName}.git`,
      ssh_url: `git@forge.test:${fullName}.git`,
      clone_url: `${this.#web}/${fullName}.git`,
      svn_url: `${this.#web}/${fullName}`,
      mirror_url: null,
      homepage: null,
      language: null,
      forks_count: 0,
      stargazers_count: 0,
      watchers_count: 0,
      size: 1,
      default_branch: 'main',
      open_issues_count: 0,
      has_issues: true,
      has_projects: false,
      has_wiki: false,
      has_pages: false,
      has_downloads: false,
      has_discussions: false,
      archived: false,
      disabled: false,
      pushed_at: time,
      created_at: time,
      updated_at: time,
      open_issues: 0,
      watchers: 0,
    };
  }

  pullSimple(change: Change): Schemas['pull-request-simple'] {
    const { assignee, milestone, ...common } = this.#common(change);
    return { ...common, assignee, milestone };
  }

  pull(change: Change, merge: { mergeable: boolean | null; state: string }): Schemas['pull-request'] {
    const { commits } = this.#host;
    const base = commits.mergeBase(commits.head(change.base), change.headSha);
    const files = this.differences(change).length;
    return {
      ...this.#common(change),
      requested_teams: [],
      state: change.state === 'open' ? 'open' : 'closed',
      merged: change.state === 'merged',
      mergeable: change.state === 'open' ? merge.mergeable : null,
      rebaseable: null,
      mergeable_state: change.state === 'open' ? merge.state : 'unknown',
      merged_by: change.state === 'merged' ? this.user('robot') : null,
      comments: change.notes.length,
      review_comments: 0,
      maintainer_can_modify: false,
      commits: commits.ahead(base, change.headSha).length,
      additions: files,
      deletions: 0,
      changed_files: files,
    };
  }

  differences(change: Change): readonly Difference[] {
    const { commits } = this.#host;
    const base =
      change.state === 'merged'
        ? (commits.get(change.headSha).parents[0] ?? change.headSha)
        : commits.mergeBase(commits.head(change.base), change.headSha);
    return commits.difference(base, change.headSha);
  }

  #common(change: Change) {
    const { repository, commits } = this.#host;
    const url = `${this.#api}/repos/${repository}/pulls/${change.number}`;
    const issue = `${this.#api}/repos/${repository}/issues/${change.number}`;
    const html = `${this.#web}/${repository}/pull/${change.number}`;
    const statuses = `${this.#api}/repos/${repository}/statuses/${change.headSha}`;
    const side = (fullName: string, ref: string, sha: string) => ({
      label: `${fullName.split('/')[0]}:${ref}`,
      ref,
      repo: this.repository(fullName),
      sha,
      user: this.user(fullName.split('/')[0] ?? ''),
    });
    return {
      url,
      id: 1000 + change.number,
      node_id: nodeId(change),
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      issue_url: issue,
      commits_url: `${url}/commits`,
      review_comments_url: `${url}/comments`,
      review_comment_url: `${this.#api}/repos/${repository}/pulls/comments{/number}`,
      comments_url: `${issue}/comments`,
      statuses_url: statuses,
      number: change.number,
      state: change.state === 'open' ? 'open' : 'closed',
      locked: false,
      title: change.title,
      user: this.user(change.author),
      body: change.body === '' ? null : change.body,
      labels: [...change.labels].map((name) => ({ ...this.label(name), description: '' })),
      milestone: null,
      active_lock_reason: null,
      created_at: time,
      // Whatever changes the pull request changes this, as on GitHub; a check does not.
      updated_at: new Date(Date.parse(time) + change.updatedAt * 1000).toISOString(),
      closed_at: change.state === 'open' ? null : time,
      merged_at: change.state === 'merged' ? time : null,
      merge_commit_sha: change.mergeCommit ?? change.headSha.split('').reverse().join(''),
      assignee: null,
      assignees: [],
      requested_reviewers: [...change.reviewers].map((login) => this.user(login)),
      head: side(change.headRepository, change.head, change.headSha),
      base: side(repository, change.base, commits.head(change.base)),
      _links: {
        comments: { href: `${issue}/comments` },
        commits: { href: `${url}/commits` },
        statuses: { href: statuses },
        html: { href: html },
        issue: { href: issue },
        review_comments: { href: `${url}/comments` },
        review_comment: { href: `${this.#api}/repos/${repository}/pulls/comments{/number}` },
        self: { href: url },
      },
      author_association: 'COLLABORATOR' as const,
      auto_merge: this.#autoMerge(change),
      draft: change.draft,
    };
  }

  #autoMerge(change: Change): Schemas['auto-merge'] {
    if (change.autoMerge === undefined) {
      return null;
    }
    const { by, method } = change.autoMerge;
    const known = (['merge', 'squash', 'rebase'] as const).find((one) => one === method) ?? 'merge';
    return { enabled_by: this.user(by), merge_method: known, commit_title: '', commit_message: '' };
  }

  label(name: string): Schemas['label'] {
    return {
      id: idOf(name),
      node_id: `LA_${idOf(name)}`,
      url: `${this.#api}/repos/${this.#host.repository}/labels/${encodeURIComponent(name)}`,
      name,
      description: null,
      color: 'ededed',
      default: false,
    };
  }

  comment(change: Change, note: Note): Schemas['issue-comment'] {
    const issue = `${this.#api}/repos/${this.#host.repository}/issues/${change.number}`;
    return {
      id: note.id,
      node_id: `IC_${note.id}`,
      url: `${this.#api}/repos/${this.#host.repository}/issues/comments/${note.id}`,
      body: note.body,
      html_url: this.commentPage(change, note),
      user: this.user(note.author),
      created_at: time,
      updated_at: time,
      issue_url: issue,
      author_association: 'COLLABORATOR',
    };
  }

  commentPage(change: Change, note: Note): string {
    return `${this.#web}/${this.#host.repository}/pull/${change.number}#issuecomment-${note.id}`;
  }

  commit({ sha, parents, message }: Commit): Schemas['commit'] {
    const url = `${this.#api}/repos/${this.#host.repository}/commits/${sha}`;
    const person = { name: 'Kargo', email: 'kargo@forge.test', date: time };
    return {
      url,
      sha,
      node_id: `C_${sha}`,
      html_url: `${this.#web}/${this.#host.repository}/commit/${sha}`,
      comments_url: `${url}/comments`,
      commit: { url, author: person, committer: person, message, comment_count: 0, tree: { sha, url } },
      author: null,
      committer: null,
      parents: parents.map((parent) => ({ sha: parent, url })),
    };
  }

  comparison(base: string, head: string, page: number): Schemas['commit-comparison'] {
    const { commits, repository } = this.#host;
    const ahead = commits.ahead(base, head);
    const behind = commits.ahead(head, base);
    const url = `${this.#api}/repos/${repository}/compare/${base}...${head}`;
    const bothWays = ahead.length > 0 && behind.length > 0;
    const oneWay = ahead.length > 0 ? 'ahead' : 'behind';
    return {
      url,
      html_url: url,
      permalink_url: url,
      diff_url: `${url}.diff`,
      patch_url: `${url}.patch`,
      base_commit: this.commit(commits.get(base)),
      merge_base_commit: this.commit(commits.get(commits.mergeBase(base, head))),
      status: bothWays ? 'diverged' : ahead.length + behind.length === 0 ? 'identical' : oneWay,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead.slice(0, page).map((commit) => this.commit(commit)),
      files: [],
    };
  }

  ref(branch: string, sha: string): Schemas['git-ref'] {
    const url = `${this.#api}/repos/${this.#host.repository}/git`;
    return {
      ref: `refs/heads/${branch}`,
      node_id: `REF_${branch}`,
      url: `${url}/refs/heads/${branch}`,
      object: { type: 'commit', sha, url: `${url}/commits/${sha}` },
    };
  }

  file({ path, status, previous }: Difference): Schemas['diff-entry'] {
    const url = `${this.#web}/${this.#host.repository}/blob/${path}`;
    return {
      sha: null,
      filename: path,
      status,
      additions: 1,
      deletions: 0,
      changes: 1,
      blob_url: url,
      raw_url: url,
      contents_url: url,
      ...(previous !== undefined && { previous_filename: previous }),
    };
  }

  status(context: string, { state, description }: { state: string; description: string }): Schemas['status'] {
    return {
      url: `${this.#api}/repos/${this.#host.repository}/statuses/1`,
      avatar_url: null,
      id: 1,
      node_id: 'SC_1',
      state,
      description,
      target_url: null,
      context,
      created_at: time,
      updated_at: time,
      creator: this.user('robot'),
    };
  }

  branch(name: string): Schemas['branch-with-protection'] {
    const { commits, rules, repository } = this.#host;
    const url = `${this.#api}/repos/${repository}/branches/${name}`;
    const protectedOne = rules.checks.length > 0;
    return {
      name,
      commit: this.commit(commits.get(commits.head(name))),
      _links: { html: `${this.#web}/${repository}/tree/${name}`, self: url },
      protected: protectedOne,
      protection: {
        enabled: protectedOne,
        required_status_checks: {
          enforcement_level: protectedOne ? 'non_admins' : 'off',
          contexts: rules.checks,
          checks: rules.checks.map((context) => ({ context, app_id: null })),
        },
      },
      protection_url: `${url}/protection`,
    };
  }

  rules(): components['schemas']['repository-rule-detailed'][] {
    const { rules, repository } = this.#host;
    const from = { ruleset_source_type: 'Repository', ruleset_source: repository, ruleset_id: 1 } as const;
    const others = rules.others.map(() => ({ type: 'required_signatures' as const, ...from }));
    const pull = {
      type: 'pull_request' as const,
      ...from,
      parameters: {
        dismiss_stale_reviews_on_push: false,
        require_code_owner_review: false,
        require_last_push_approval: false,
        required_approving_review_count: rules.approvals,
        required_review_thread_resolution: rules.threadsResolved,
      },
    };
    return [...others, ...(rules.approvals > 0 || rules.threadsResolved ? [pull] : [])];
  }
}

export function nodeId(change: Change): string {
  return `PR_${change.number}`;
}

function idOf(name: string): number {
  return [...name].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003, 7);
}

function repositoryUrls(url: string) {
  return {
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    hooks_url: `${url}/hooks`,
  };
}
