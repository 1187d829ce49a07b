import { unknown } from '../../errors.ts';
import { lookAgain } from '../calls.ts';
import { listOf, numberAt, objectOf } from '../fields.ts';
import type { Branches, NewPullRequest, OpenResult, PullRequest } from '../forge.ts';
import type { ForgeAnswer } from '../transport.ts';
import { titleLine } from '../writing.ts';
import { type GitHubApi, ownerAndRepo, refusal } from './api.ts';
import { pullRequestOf, sameRepository } from './pull.ts';

const mostTries = 3;

export async function find(
  api: GitHubApi,
  { repository, head, base }: Branches,
): Promise<readonly PullRequest[]> {
  const purpose = { doing: `listing pull requests of ${repository}`, needs: 'pull-requests: read' };
  const where = ownerAndRepo(repository);
  const list = await api.read(purpose, (rest) =>
    rest.pulls.list({ ...where, head: `${where.owner}:${head}`, base, state: 'open', per_page: 100 }),
  );
  // The filter knows the owner only: another fork of the same owner would match as well.
  return listOf(list, purpose.doing)
    .map((json) => pullRequestOf(json, repository, purpose.doing))
    .filter((pull) => pull.head.branch === head && pull.base.branch === base)
    .filter((pull) => sameRepository(pull.head.repository, repository))
    .sort((one, other) => other.number - one.number);
}

export async function open(api: GitHubApi, request: NewPullRequest): Promise<OpenResult> {
  const [existing] = await find(api, request);
  if (existing !== undefined) {
    return { outcome: 'existing', pullRequest: existing };
  }
  const { repository, head, base, body, draft = false } = request;
  const what = `opening a pull request from ${head} to ${base} of ${repository}`;
  const create = { ...ownerAndRepo(repository), head, base, title: titleLine(request.title), body, draft };
  for (let tries = 1; ; tries++) {
    const outcome = await api.write((rest) => rest.pulls.create({ ...create, maintainer_can_modify: false }));
    if (outcome.kind === 'done') {
      const json = objectOf(outcome.value, what);
      return { outcome: 'created', pullRequest: pullRequestOf(json, repository, what) };
    }
    if (outcome.kind === 'refused') {
      return afterRefusal(api, request, { answer: outcome.answer, what, repeated: tries > 1 });
    }
    const found = await findLost(api, request);
    if (found !== undefined) {
      return { outcome: 'created', pullRequest: found };
    }
    if (tries === mostTries) {
      throw unknown('answer-lost', `${what}: ${outcome.why}; it cannot be found`);
    }
  }
}

/** GitHub refuses a second pull request of the same branches, so that a repetition can do no harm. */
function findLost(api: GitHubApi, request: NewPullRequest): Promise<PullRequest | undefined> {
  return lookAgain(api.connection, async () => (await find(api, request))[0]);
}

/** 422 has many meanings: what is there and what differs decides, not the text. */
async function afterRefusal(
  api: GitHubApi,
  request: NewPullRequest,
  { answer, what, repeated }: { answer: ForgeAnswer; what: string; repeated: boolean },
): Promise<OpenResult> {
  if (answer.status === 422) {
    const [found] = await find(api, request);
    if (found !== undefined) {
      return { outcome: repeated ? 'created' : 'existing', pullRequest: found };
    }
    if ((await commitsAhead(api, request)) === 0) {
      return { outcome: 'nothing-to-change', text: answer.words };
    }
  }
  const needs = 'pull-requests: write, contents: read';
  throw refusal({ doing: what, needs }, answer, api.connection);
}

/** How many commits head has that base lacks; undefined when they cannot be compared. */
async function commitsAhead(
  api: GitHubApi,
  { repository, base, head }: Branches,
): Promise<number | undefined> {
  const outcome = await api.write((rest) =>
    rest.repos.compareCommitsWithBasehead({
      ...ownerAndRepo(repository),
      basehead: `${base}...${head}`,
      per_page: 1,
    }),
  );
  return outcome.kind === 'done' ? numberAt(objectOf(outcome.value, 'comparing'), 'ahead_by') : undefined;
}
