import { unknown } from '../../errors.ts';
import { objectOf, text } from '../fields.ts';
import type { CommitOnBranch, Containment } from '../forge.ts';
import { isBranchName, isCommitHash } from '../ref.ts';
import { type GitHubApi, ownerAndRepo, refusal } from './api.ts';
import { headOf } from './write.ts';

/** By hashes alone: a name could be that of a tag, or of a branch that looks like a hash. */
export async function contains(
  api: GitHubApi,
  { repository, sha, branch }: CommitOnBranch,
): Promise<Containment> {
  const purpose = { doing: `comparing ${sha} with ${branch} of ${repository}`, needs: 'contents: read' };
  const where = ownerAndRepo(repository);
  const head = isBranchName(branch)
    ? await headOf(api, purpose, { ...where, ref: `heads/${branch}` })
    : undefined;
  if (head === undefined) {
    return 'no-branch';
  }
  if (!isCommitHash(sha)) {
    return 'no-commit';
  }
  const outcome = await api.write((rest) =>
    rest.repos.compareCommitsWithBasehead({ ...where, basehead: `${sha}...${head}`, per_page: 1 }),
  );
  if (outcome.kind === 'lost') {
    throw unknown('unreachable', `${purpose.doing}: ${outcome.why}`);
  }
  if (outcome.kind === 'refused') {
    if (outcome.answer.status === 404) {
      return 'no-commit';
    }
    throw refusal(purpose, outcome.answer, api.connection);
  }
  const status = text(objectOf(outcome.value, purpose.doing), 'status') ?? '';
  return status === 'ahead' || status === 'identical' ? 'yes' : 'no';
}
