import { children, numberAt, objectOf, text } from '../fields.ts';
import type { ChangedFiles, PullRequestRef } from '../forge.ts';
import { type GitHubApi, ownerAndRepo } from './api.ts';

const perPage = 100;
/** GitHub lists at most 3,000 files. */
const mostPages = 30;

export async function changedFiles(api: GitHubApi, ref: PullRequestRef): Promise<ChangedFiles> {
  const purpose = {
    doing: `listing the files of pull request ${ref.number} of ${ref.repository}`,
    needs: 'pull-requests: read',
  };
  const pull = { ...ownerAndRepo(ref.repository), pull_number: ref.number };
  const json = objectOf(await api.read(purpose, (rest) => rest.pulls.get(pull)), purpose.doing);
  const expected = numberAt(json, 'changed_files');
  const paths = new Set<string>();
  let count = 0;
  for (let page = 1; page <= mostPages; page++) {
    const files = await api.read(purpose, (rest) =>
      rest.pulls.listFiles({ ...pull, per_page: perPage, page }),
    );
    const listed = children({ files }, 'files');
    count += listed.length;
    for (const file of listed) {
      for (const path of [text(file, 'filename'), text(file, 'previous_filename')]) {
        if (path !== undefined) {
          paths.add(path);
        }
      }
    }
    if (listed.length < perPage) {
      break;
    }
  }
  return { paths: [...paths].sort(), complete: count === expected };
}
