import { unknown } from '../../errors.ts';
import { unless } from '../calls.ts';
import {
  child,
  children,
  isJson,
  listOf,
  needNumber,
  needText,
  numberAt,
  objectOf,
  text,
} from '../fields.ts';
import type { CommitStatus, PullRequestRef } from '../forge.ts';
import { cut, titleLine, withoutQuickActions } from '../writing.ts';
import { type GitLabApi, refusal } from './api.ts';
import { asDraft, withoutDraft } from './merge-request.ts';
import { look } from './read.ts';

const descriptionLimit = 140;

function purposeOf(verb: string, { repository, number }: PullRequestRef) {
  return { doing: `${verb} merge request ${number} of ${repository}`, needs: 'scope api, role Developer' };
}

export async function edit(
  api: GitLabApi,
  ref: PullRequestRef,
  change: { readonly title?: string; readonly body?: string },
): Promise<void> {
  // A title without the prefix would make a draft ready.
  const draft = change.title !== undefined && (await look(api, ref)).pullRequest.draft;
  const fields = {
    ...(change.title !== undefined && {
      title: titleLine(draft ? asDraft(change.title) : withoutDraft(change.title)),
    }),
    ...(change.body !== undefined && { description: withoutQuickActions(change.body) }),
  };
  await api.put(purposeOf('editing', ref), (rest) =>
    rest.MergeRequests.edit(ref.repository, ref.number, fields),
  );
}

export async function markReady(api: GitLabApi, ref: PullRequestRef): Promise<void> {
  const { pullRequest } = await look(api, ref);
  if (pullRequest.draft) {
    await api.put(purposeOf('marking ready', ref), (rest) =>
      rest.MergeRequests.edit(ref.repository, ref.number, { title: pullRequest.title }),
    );
  }
}

export async function close(api: GitLabApi, ref: PullRequestRef): Promise<void> {
  await api.put(purposeOf('closing', ref), (rest) =>
    rest.MergeRequests.edit(ref.repository, ref.number, { stateEvent: 'close' }),
  );
}

export async function addLabels(
  api: GitLabApi,
  ref: PullRequestRef,
  labels: readonly string[],
): Promise<void> {
  if (labels.length > 0) {
    await api.put(purposeOf('labelling', ref), (rest) =>
      rest.MergeRequests.edit(ref.repository, ref.number, { addLabels: labels.join(',') }),
    );
  }
}

/** Reviewers are set as a whole, by id: those that it has stay. Without Premium GitLab keeps one only. */
export async function requestReviewers(
  api: GitLabApi,
  ref: PullRequestRef,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const purpose = purposeOf('asking for reviews of', ref);
  const { json } = await look(api, ref);
  const reviewerIds = children(json, 'reviewers').flatMap((user) => numberAt(user, 'id') ?? []);
  const wanted = new Map<number, string>();
  const refusals: { name: string; text: string }[] = [];
  for (const name of names) {
    const users = listOf(
      await api.read(purpose, (rest) => rest.Users.all({ username: name, perPage: 1, page: 1 })),
      purpose.doing,
    );
    const id = users[0] === undefined ? undefined : numberAt(users[0], 'id');
    if (id === undefined) {
      refusals.push({ name, text: 'there is no such user, or the token may not see it' });
    } else {
      wanted.set(id, name);
    }
  }
  const all = [...new Set([...reviewerIds, ...wanted.keys()])];
  if (all.length > reviewerIds.length) {
    const answer = await api.put(purpose, (rest) =>
      rest.MergeRequests.edit(ref.repository, ref.number, { reviewerIds: all }),
    );
    const kept = children(objectOf(answer, purpose.doing), 'reviewers').map((user) => numberAt(user, 'id'));
    for (const [id, name] of wanted) {
      if (!kept.includes(id)) {
        refusals.push({ name, text: 'GitLab did not take this reviewer (several need Premium)' });
      }
    }
  }
  return refusals;
}

/** Branches have no conditional deletion: the branch is read first. A repeated deletion finds nothing. */
export async function deleteBranch(
  api: GitLabApi,
  branch: { readonly repository: string; readonly name: string; readonly sha: string },
): Promise<boolean> {
  const { repository, name } = branch;
  const purpose = { doing: `deleting branch ${name} of ${repository}`, needs: 'scope api, role Developer' };
  const head = async () => {
    const seen = await api.read(purpose, (rest) => unless([404], () => rest.Branches.show(repository, name)));
    return isJson(seen) ? needText(child(seen, 'commit'), 'id', purpose.doing) : undefined;
  };
  if ((await head()) !== branch.sha) {
    return false;
  }
  const outcome = await api.write(purpose, (rest) => rest.Branches.remove(repository, name));
  if (outcome.kind === 'done' || (await head()) === undefined) {
    return true;
  }
  throw outcome.kind === 'refused'
    ? refusal(purpose, outcome.answer, api.connection)
    : unknown('answer-lost', `${purpose.doing}: ${outcome.why}; the branch is still there`);
}

export async function setStatus(api: GitLabApi, status: CommitStatus): Promise<void> {
  const { repository, sha, context, description, url } = status;
  const state = status.state === 'failure' ? 'failed' : status.state;
  const purpose = {
    doing: `setting the status ${context} of ${repository}@${sha.slice(0, 12)}`,
    needs: 'scope api, role Developer (Maintainer where the branch is protected)',
  };
  await api.put(purpose, async (rest) => {
    const options = {
      name: context,
      description: cut(description, descriptionLimit),
      ...(url !== undefined && { targetUrl: url }),
    };
    const done = await unless([400], () => rest.Commits.editStatus(repository, sha, state, options));
    // GitLab refuses a transition to the state that it is in, also after a lost answer.
    if (done === undefined && !(await isInState(rest.Commits, status, state))) {
      await rest.Commits.editStatus(repository, sha, state, options);
    }
  });
}

interface StatusLister {
  allStatuses(projectId: string, sha: string, options: { name: string }): Promise<unknown>;
}

async function isInState(commits: StatusLister, status: CommitStatus, state: string): Promise<boolean> {
  const { repository, sha, context } = status;
  const list = listOf(await commits.allStatuses(repository, sha, { name: context }), 'listing statuses');
  return list.some((entry) => text(entry, 'name') === context && text(entry, 'status') === state);
}

/** The id of the user that the token stands for. */
export async function ownId(api: GitLabApi): Promise<number> {
  if (api.self.id === undefined) {
    const purpose = { doing: 'reading the user of the token', needs: 'scope api' };
    const user = await api.read(purpose, (rest) => rest.Users.showCurrentUser());
    api.self.id = needNumber(objectOf(user, purpose.doing), 'id', purpose.doing);
  }
  return api.self.id;
}
