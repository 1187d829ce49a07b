import { failed, unknown } from '../../errors.ts';
import { text } from '../fields.ts';
import type { PullRequestRef } from '../forge.ts';
import { type GitLabApi, refusal } from './api.ts';
import { look } from './read.ts';

/** A rebase is a background job of GitLab's: look so often for its end. */
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];

/** Rebases and waits for the end of it. The request knows no expected head: it is looked at just before. */
export async function updateHead(
  api: GitLabApi,
  ref: PullRequestRef & { readonly headSha: string },
): Promise<void> {
  const purpose = {
    doing: `rebasing merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope api, and the right to push to the source branch',
  };
  const before = await look(api, ref);
  if (before.pullRequest.head.sha !== ref.headSha) {
    throw failed(
      'refused',
      `${purpose.doing}: its head is ${before.pullRequest.head.sha}, not ${ref.headSha}`,
    );
  }
  const outcome = await api.write(purpose, (rest) => rest.MergeRequests.rebase(ref.repository, ref.number));
  if (outcome.kind === 'refused') {
    throw refusal(purpose, outcome.answer, api.connection);
  }
  for (const pauseMs of pausesMs) {
    await api.connection.clock.sleep(pauseMs, api.connection.signal);
    const { json, pullRequest } = await look(api, ref);
    if (pullRequest.head.sha !== ref.headSha) {
      return;
    }
    const error = text(json, 'merge_error');
    if (json.rebase_in_progress !== true && outcome.kind === 'done') {
      if (error === undefined) {
        return;
      }
      throw failed('refused', `${purpose.doing}: GitLab says "${error}"`);
    }
  }
  throw unknown('answer-lost', `${purpose.doing}: its end was not seen`);
}
