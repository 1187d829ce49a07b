import { unknown } from '../../errors.ts';
import { lookAgain, type Purpose, unless } from '../calls.ts';
import { children, isJson, listOf, objectOf } from '../fields.ts';
import type { Branches, NewPullRequest, OpenResult, PullRequest } from '../forge.ts';
import type { ForgeAnswer } from '../transport.ts';
import { titleLine, withoutQuickActions } from '../writing.ts';
import { type GitLabApi, refusal } from './api.ts';
import { asDraft, isOwnBranch, pullRequestOf, withoutDraft } from './merge-request.ts';

const mostTries = 3;

export async function find(
  api: GitLabApi,
  { repository, head, base }: Branches,
): Promise<readonly PullRequest[]> {
  const purpose = {
    doing: `listing merge requests of ${repository}`,
    needs: 'scope read_api, role Reporter',
  };
  const list = await api.read(purpose, (rest) =>
    rest.MergeRequests.all({
      projectId: repository,
      sourceBranch: head,
      targetBranch: base,
      state: 'opened',
      perPage: 100,
      page: 1,
    }),
  );
  // The filter knows the name of the branch only: that of a fork matches as well.
  return listOf(list, purpose.doing)
    .filter(isOwnBranch)
    .map((json) => pullRequestOf(json, { repository, head: repository }, purpose.doing))
    .filter((found) => found.head.branch === head && found.base.branch === base)
    .sort((one, other) => other.number - one.number);
}

export async function open(api: GitLabApi, request: NewPullRequest): Promise<OpenResult> {
  const { repository, head, base } = request;
  const purpose = {
    doing: `opening a merge request from ${head} to ${base} of ${repository}`,
    needs: 'scope api, role Developer',
  };
  const [existing] = await find(api, request);
  if (existing !== undefined) {
    return { outcome: 'existing', pullRequest: existing };
  }
  // GitLab opens merge requests without changes: it must be asked before.
  if ((await commitsAhead(api, purpose, request)) === 0) {
    return { outcome: 'nothing-to-change', text: `${base} holds every commit of ${head}` };
  }
  for (let tries = 1; ; tries++) {
    const outcome = await create(api, purpose, request);
    if (outcome.kind === 'done') {
      const json = objectOf(outcome.value, purpose.doing);
      const pullRequest = pullRequestOf(json, { repository, head: repository }, purpose.doing);
      return { outcome: 'created', pullRequest };
    }
    if (outcome.kind === 'refused') {
      return afterRefusal(api, request, { answer: outcome.answer, purpose, repeated: tries > 1 });
    }
    const found = await findLost(api, request);
    if (found !== undefined) {
      return { outcome: 'created', pullRequest: found };
    }
    if (tries === mostTries) {
      throw unknown('answer-lost', `${purpose.doing}: ${outcome.why}; it cannot be found`);
    }
  }
}

function create(api: GitLabApi, purpose: Purpose, request: NewPullRequest) {
  const { repository, head, base, body, draft = false } = request;
  const title = titleLine(draft ? asDraft(request.title) : withoutDraft(request.title));
  return api.write(purpose, (rest) =>
    rest.MergeRequests.create(repository, head, base, title, { description: withoutQuickActions(body) }),
  );
}

/** GitLab refuses a second open merge request of the same branches, so that a repetition can do no harm. */
function findLost(api: GitLabApi, request: NewPullRequest): Promise<PullRequest | undefined> {
  return lookAgain(api.connection, async () => (await find(api, request))[0]);
}

async function afterRefusal(
  api: GitLabApi,
  request: NewPullRequest,
  { answer, purpose, repeated }: { answer: ForgeAnswer; purpose: Purpose; repeated: boolean },
): Promise<OpenResult> {
  // 409: another open merge request of this branch; which one is looked up, not read out of the text.
  const [found] = answer.status === 409 ? await find(api, request) : [];
  if (found !== undefined) {
    return { outcome: repeated ? 'created' : 'existing', pullRequest: found };
  }
  throw refusal(purpose, answer, api.connection);
}

/** A branch is not visible at once after its push: 404 is asked again. */
async function commitsAhead(api: GitLabApi, purpose: Purpose, branches: Branches): Promise<number> {
  const { repository, base, head } = branches;
  const seen = await lookAgain(api.connection, async () => {
    const answer = await api.read(purpose, (rest) =>
      unless([404], () => rest.Repositories.compare(repository, base, head)),
    );
    return isJson(answer) ? answer : undefined;
  });
  const answer =
    seen ?? (await api.read(purpose, (rest) => rest.Repositories.compare(repository, base, head)));
  return children(objectOf(answer, purpose.doing), 'commits').length;
}
