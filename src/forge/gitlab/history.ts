import { unless } from '../calls.ts';
import { child, isJson, needText } from '../fields.ts';
import type { CommitOnBranch, Containment } from '../forge.ts';
import { isBranchName, isCommitHash } from '../ref.ts';
import { ForgeAnswer } from '../transport.ts';
import type { GitLabApi } from './api.ts';

/** By hashes alone: a name could be that of a tag. */
export async function contains(
  api: GitLabApi,
  { repository, sha, branch }: CommitOnBranch,
): Promise<Containment> {
  const purpose = {
    doing: `comparing ${sha} with ${branch} of ${repository}`,
    needs: 'scope read_api, role Reporter',
  };
  if (!isBranchName(branch)) {
    return 'no-branch';
  }
  const shown = await api.read(purpose, (rest) =>
    unless([404], () => rest.Branches.show(repository, branch)),
  );
  if (!isJson(shown)) {
    return 'no-branch';
  }
  if (!isCommitHash(sha)) {
    return 'no-commit';
  }
  const head = needText(child(shown, 'commit'), 'id', purpose.doing);
  const base = await api.read(purpose, async (rest) => {
    try {
      return await rest.Repositories.mergeBase(repository, [sha, head]);
    } catch (thrown) {
      // 400: it does not know the commit. 404: they have nothing in common.
      if (thrown instanceof ForgeAnswer && (thrown.status === 400 || thrown.status === 404)) {
        return thrown.status;
      }
      throw thrown;
    }
  });
  if (base === 400) {
    return 'no-commit';
  }
  return isJson(base) && base.id === sha ? 'yes' : 'no';
}
