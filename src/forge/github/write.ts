import { unknown } from '../../errors.ts';
import type { Purpose } from '../calls.ts';
import { child, needText, objectOf, text } from '../fields.ts';
import type { CommitStatus, PullRequestRef } from '../forge.ts';
import { cut, titleLine } from '../writing.ts';
import { type GitHubApi, ownerAndRepo, refusal, refuseErrors } from './api.ts';

const descriptionLimit = 140;

function purposeOf(verb: string, { repository, number }: PullRequestRef, needs = 'pull-requests: write') {
  return { doing: `${verb} pull request ${number} of ${repository}`, needs };
}

function pullOf(ref: PullRequestRef) {
  return { ...ownerAndRepo(ref.repository), pull_number: ref.number };
}

export async function edit(
  api: GitHubApi,
  ref: PullRequestRef,
  change: { readonly title?: string; readonly body?: string },
): Promise<void> {
  const fields = {
    ...(change.title !== undefined && { title: titleLine(change.title) }),
    ...(change.body !== undefined && { body: change.body }),
  };
  await api.put(purposeOf('editing', ref), (rest) => rest.pulls.update({ ...pullOf(ref), ...fields }));
}

export async function close(api: GitHubApi, ref: PullRequestRef): Promise<void> {
  await api.put(purposeOf('closing', ref), (rest) => rest.pulls.update({ ...pullOf(ref), state: 'closed' }));
}

/** Merges the base into the head; refused when the head is another one. */
export async function updateHead(
  api: GitHubApi,
  ref: PullRequestRef & { readonly headSha: string },
): Promise<void> {
  const purpose = purposeOf('updating the head of', ref, 'contents: write, pull-requests: write');
  await api.put(purpose, (rest) =>
    rest.pulls.updateBranch({ ...pullOf(ref), expected_head_sha: ref.headSha }),
  );
}

export async function addLabels(
  api: GitHubApi,
  ref: PullRequestRef,
  labels: readonly string[],
): Promise<void> {
  if (labels.length === 0) {
    return;
  }
  await api.put(purposeOf('labelling', ref), (rest) =>
    rest.issues.addLabels({
      ...ownerAndRepo(ref.repository),
      issue_number: ref.number,
      labels: [...labels],
    }),
  );
}

/** One by one: GitHub refuses the whole list for one name that it does not take (the author, a stranger). */
export async function requestReviewers(
  api: GitHubApi,
  ref: PullRequestRef,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const refusals: { name: string; text: string }[] = [];
  for (const name of names) {
    const team = name.split('/')[1];
    const who = team === undefined ? { reviewers: [name] } : { team_reviewers: [team] };
    const outcome = await api.write((rest) => rest.pulls.requestReviewers({ ...pullOf(ref), ...who }));
    if (outcome.kind === 'refused' && outcome.answer.status !== 422) {
      throw refusal(purposeOf('asking for reviews of', ref), outcome.answer, api.connection);
    }
    if (outcome.kind !== 'done') {
      refusals.push({ name, text: outcome.kind === 'refused' ? outcome.answer.words : outcome.why });
    }
  }
  return refusals;
}

const readyMutation = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;

export async function markReady(api: GitHubApi, ref: PullRequestRef): Promise<void> {
  const purpose = purposeOf('marking ready', ref);
  const pull = await api.read(purpose, (rest) => rest.pulls.get(pullOf(ref)));
  const json = objectOf(pull, purpose.doing);
  if (json.draft === true) {
    await mutate(api, purpose, { query: readyMutation, id: needText(json, 'node_id', purpose.doing) });
  }
}

/** @throws KargoError as `refuseErrors` does. */
export async function mutate(
  api: GitHubApi,
  purpose: Purpose,
  { query, id }: { readonly query: string; readonly id: string },
): Promise<void> {
  refuseErrors(purpose, await api.graphql(purpose, query, { id }));
}

/** Git refs have no conditional deletion: the branch is read first. A repeated deletion finds nothing. */
export async function deleteBranch(
  api: GitHubApi,
  branch: { readonly repository: string; readonly name: string; readonly sha: string },
): Promise<boolean> {
  const { repository, name } = branch;
  const purpose = { doing: `deleting branch ${name} of ${repository}`, needs: 'contents: write' };
  const ref = { ...ownerAndRepo(repository), ref: `heads/${name}` };
  if ((await headOf(api, purpose, ref)) !== branch.sha) {
    return false;
  }
  const outcome = await api.write((rest) => rest.git.deleteRef(ref));
  if (outcome.kind === 'done' || (await headOf(api, purpose, ref)) === undefined) {
    return true;
  }
  throw outcome.kind === 'refused'
    ? refusal(purpose, outcome.answer, api.connection)
    : unknown('answer-lost', `${purpose.doing}: ${outcome.why}; the branch is still there`);
}

/** The commit that a branch points to; undefined when there is no such branch. */
export async function headOf(
  api: GitHubApi,
  purpose: Purpose,
  ref: { owner: string; repo: string; ref: string },
): Promise<string | undefined> {
  const seen = await api.read(purpose, async (rest) => {
    try {
      return await rest.git.getRef(ref);
    } catch (thrown) {
      if (thrown instanceof Error && 'status' in thrown && thrown.status === 404) {
        return { data: undefined };
      }
      throw thrown;
    }
  });
  return seen === undefined ? undefined : text(child(objectOf(seen, purpose.doing), 'object'), 'sha');
}

export async function setStatus(api: GitHubApi, status: CommitStatus): Promise<void> {
  const { repository, sha, context, state, description, url } = status;
  const purpose = {
    doing: `setting the status ${context} of ${repository}@${sha.slice(0, 12)}`,
    needs: 'statuses: write',
  };
  await api.put(purpose, (rest) =>
    rest.repos.createCommitStatus({
      ...ownerAndRepo(repository),
      sha,
      context,
      state,
      description: cut(description, descriptionLimit),
      ...(url !== undefined && { target_url: url }),
    }),
  );
}
