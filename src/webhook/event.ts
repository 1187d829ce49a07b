import { createHmac } from 'node:crypto';
import type { Artifact } from '../kargo/artifact.ts';
import { gitTypes, pushedTag, type ReceiverType, refOf, registryTypes } from './receiver.ts';
import { registryEvents } from './registry-event.ts';

/** What there is to tell. */
export interface News {
  readonly artifacts: readonly Artifact[];
  /** URL of the git repository that was pushed to. */
  readonly repository: string | undefined;
  /** The branch that was pushed; a tag says by itself what it is. */
  readonly branch: string | undefined;
}

/** One event as the platform of a receiver would send it. */
export interface ReceiverEvent {
  /** What it tells of, for messages. */
  readonly about: string;
  readonly name: string;
  readonly body: object;
}

/** The events that tell a receiver of this type what it can hear of; none when there is nothing for it. */
export function eventsFor(type: ReceiverType, news: News): readonly ReceiverEvent[] {
  const tags = registryTypes.includes(type) ? news.artifacts.flatMap((one) => pushedTag(one) ?? []) : [];
  return [...(gitTypes.includes(type) ? pushes(type, news) : []), ...registryEvents(type, tags)];
}

/** The event header of a payload that somebody else made. */
export function nameOfPayload(type: ReceiverType, payload: string): string {
  const body: unknown = JSON.parse(payload);
  const has = (key: string) => typeof body === 'object' && body !== null && key in body;
  if (type === 'gitlab') {
    return has('object_kind') && payload.includes('"tag_push"') ? 'Tag Push Hook' : 'Push Hook';
  }
  return ['registry_package', 'package', 'zen'].find(has)?.replace('zen', 'ping') ?? 'push';
}

/** The headers that a receiver of this type wants: what the event is, and the proof of the secret. */
export function headersFor(
  type: ReceiverType,
  { name, body }: { readonly name: string; readonly body: string },
  secret: string,
): Readonly<Record<string, string>> {
  const signature = () => createHmac('sha256', secret).update(body).digest('hex');
  switch (type) {
    case 'github':
      return { 'x-github-event': name, 'x-hub-signature-256': `sha256=${signature()}` };
    case 'gitlab':
      return { 'x-gitlab-event': name, 'x-gitlab-token': secret };
    case 'harbor':
      return { authorization: secret };
    case 'artifactory':
      return { 'x-jfrog-event-auth': signature() };
    default:
      return {};
  }
}

/** One push for each tag, one for the branch. */
function pushes(type: ReceiverType, { artifacts, repository, branch }: News): readonly ReceiverEvent[] {
  const revisions = artifacts.flatMap((one) => (one.kind === 'commit' ? [one.revision] : []));
  const refs = new Map<string, string | undefined>();
  for (const revision of revisions.length === 0 ? [undefined] : revisions) {
    const ref = refOf(revision, branch);
    if (ref !== undefined) {
      refs.set(ref, revision);
    }
  }
  return repository === undefined
    ? []
    : [...refs].map(([ref, revision]) =>
        (type === 'gitlab' ? gitlabPush : githubPush)({ ref, revision, repository }),
      );
}

interface Push {
  readonly ref: string;
  readonly revision: string | undefined;
  readonly repository: string;
}

function githubPush({ ref, revision, repository }: Push): ReceiverEvent {
  const { https, ssh, page } = spellingsOf(repository);
  return {
    about: `push of ${ref}`,
    name: 'push',
    body: {
      ref,
      ...(revision === undefined ? {} : { after: revision }),
      repository: { clone_url: https, ssh_url: ssh, html_url: page },
    },
  };
}

/** `total_commits_count` above the listed ones: Kargo then does not ask which files changed (fact sheet 11.2). */
function gitlabPush({ ref, revision, repository }: Push): ReceiverEvent {
  const { https, ssh, page } = spellingsOf(repository);
  const isTag = ref.startsWith('refs/tags/');
  return {
    about: `push of ${ref}`,
    name: isTag ? 'Tag Push Hook' : 'Push Hook',
    body: {
      object_kind: isTag ? 'tag_push' : 'push',
      ref,
      ...(revision === undefined || isTag ? {} : { checkout_sha: revision }),
      repository: { git_http_url: https, git_ssh_url: ssh, homepage: page },
      project: { git_http_url: https, git_ssh_url: ssh, web_url: page },
      total_commits_count: 1,
      commits: [],
    },
  };
}

/** Warehouses may subscribe to either spelling, and the events of GitHub and GitLab carry both. */
function spellingsOf(repository: string): {
  readonly https: string;
  readonly ssh: string;
  readonly page: string;
} {
  const scp = /^(?:ssh:\/\/)?(?<user>[\w.-]+)@(?<host>[^:/]+)[:/](?<path>.+)$/.exec(repository)?.groups;
  if (scp?.host !== undefined && scp.path !== undefined) {
    const page = `https://${scp.host}/${scp.path.replace(/\.git$/, '')}`;
    return { https: `${page}.git`, ssh: repository, page };
  }
  const page = repository.replace(/\/+$/, '').replace(/\.git$/, '');
  const { host = '', path = '' } = /^https?:\/\/(?<host>[^/]+)\/(?<path>.+)$/.exec(page)?.groups ?? {};
  return { https: repository, ssh: `git@${host}:${path}.git`, page };
}
