import { children, text } from '../fields.ts';
import type { ChangedFiles, PullRequestRef } from '../forge.ts';
import type { GitLabApi } from './api.ts';
import { look } from './read.ts';

const perPage = 100;
const mostPages = 30;

export async function changedFiles(api: GitLabApi, ref: PullRequestRef): Promise<ChangedFiles> {
  const purpose = {
    doing: `listing the files of merge request ${ref.number} of ${ref.repository}`,
    needs: 'scope read_api, role Reporter',
  };
  const { json } = await look(api, ref);
  const paths = new Set<string>();
  let count = 0;
  for (let page = 1; page <= mostPages; page++) {
    const answer = await api.read(purpose, (rest) =>
      rest.MergeRequests.allDiffs(ref.repository, ref.number, { perPage, page }),
    );
    const listed = children({ answer }, 'answer');
    count += listed.length;
    for (const diff of listed) {
      for (const path of [text(diff, 'old_path'), text(diff, 'new_path')]) {
        if (path !== undefined) {
          paths.add(path);
        }
      }
    }
    if (listed.length < perPage) {
      break;
    }
  }
  // A text: "3", or "1000+" when GitLab does not list all; null while the diff is being prepared.
  return { paths: [...paths].sort(), complete: text(json, 'changes_count') === String(count) };
}
