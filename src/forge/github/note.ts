import { unknown } from '../../errors.ts';
import { child, children, numberAt, objectOf, text } from '../fields.ts';
import type { Comment, CommentResult, PullRequestRef } from '../forge.ts';
import { hasMarker, markedBody } from '../writing.ts';
import { type GitHubApi, ownerAndRepo, refusal, refuseErrors } from './api.ts';

const commentsQuery = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { databaseId body url viewerDidAuthor }
      }
    }
  }
}`;

/** Further comments are not looked at; a new one is made then. */
const mostPages = 20;
const mostTries = 3;

interface Found {
  readonly id: number;
  readonly body: string;
  readonly url: string;
}

export async function comment(api: GitHubApi, request: Comment): Promise<CommentResult> {
  const body = markedBody(request.marker, request.body);
  const purpose = {
    doing: `commenting on pull request ${request.number} of ${request.repository}`,
    needs: 'pull-requests: write',
  };
  const where = ownerAndRepo(request.repository);
  for (let tries = 1; ; tries++) {
    const found = await findOurs(api, request, request.marker);
    if (found !== undefined) {
      return update(api, { ...request, body }, { found, repeated: tries > 1 });
    }
    const outcome = await api.write((rest) =>
      rest.issues.createComment({ ...where, issue_number: request.number, body }),
    );
    if (outcome.kind === 'done') {
      const url = text(objectOf(outcome.value, purpose.doing), 'html_url') ?? '';
      return { operation: 'created', url };
    }
    if (outcome.kind === 'refused') {
      throw refusal(purpose, outcome.answer, api.connection);
    }
    if (tries === mostTries) {
      throw unknown('answer-lost', `${purpose.doing}: ${outcome.why}`);
    }
    await api.connection.clock.sleep(1_000 * tries, api.connection.signal);
  }
}

async function update(
  api: GitHubApi,
  request: Comment,
  { found, repeated }: { readonly found: Found; readonly repeated: boolean },
): Promise<CommentResult> {
  const { url } = found;
  if (found.body.replaceAll('\r\n', '\n') === request.body) {
    return { operation: repeated ? 'created' : 'unchanged', url };
  }
  const doing = `updating a comment on pull request ${request.number} of ${request.repository}`;
  await api.put({ doing, needs: 'pull-requests: write' }, (rest) =>
    rest.issues.updateComment({
      ...ownerAndRepo(request.repository),
      comment_id: found.id,
      body: request.body,
    }),
  );
  return { operation: 'updated', url };
}

/** The oldest comment with the marker that this token wrote: anybody can write the marker. */
async function findOurs(api: GitHubApi, ref: PullRequestRef, marker: string): Promise<Found | undefined> {
  const { owner, repo } = ownerAndRepo(ref.repository);
  const purpose = {
    doing: `reading the comments of pull request ${ref.number} of ${ref.repository}`,
    needs: 'pull-requests: read',
  };
  let after: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const variables = { owner, name: repo, number: ref.number, after };
    const answer = await api.graphql(purpose, commentsQuery, variables);
    // Comments that were not given are not comments that are not there: a second one would be made.
    refuseErrors(purpose, answer);
    const comments = child(child(child(answer.data, 'repository'), 'pullRequest'), 'comments');
    for (const node of children(comments, 'nodes')) {
      const body = text(node, 'body') ?? '';
      const id = numberAt(node, 'databaseId');
      if (node.viewerDidAuthor === true && id !== undefined && hasMarker(body, marker)) {
        return { id, body, url: text(node, 'url') ?? '' };
      }
    }
    const info = child(comments, 'pageInfo');
    if (info.hasNextPage !== true) {
      return undefined;
    }
    after = text(info, 'endCursor') ?? null;
  }
  return undefined;
}
