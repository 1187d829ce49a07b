import { createRequesterFn } from '@gitbeaker/requester-utils';
import { Gitlab } from '@gitbeaker/rest';
import { bindForge, type Operations } from './bind.ts';
import type { Forge } from './forge.ts';
import { createApi, type GitLabApi } from './gitlab/api.ts';
import { changedFiles } from './gitlab/files.ts';
import { requestHandler } from './gitlab/handler.ts';
import { contains } from './gitlab/history.ts';
import { cancelMerge, merge } from './gitlab/merge.ts';
import { comment } from './gitlab/note.ts';
import { find, open } from './gitlab/open.ts';
import { read, refresh } from './gitlab/read.ts';
import { updateHead } from './gitlab/rebase.ts';
import {
  addLabels,
  close,
  deleteBranch,
  edit,
  markReady,
  requestReviewers,
  setStatus,
} from './gitlab/write.ts';
import type { ForgeConnection, Meter } from './transport.ts';

/** The typed REST methods, for the parts in `gitlab/`. */
export type GitLabRest = InstanceType<typeof Gitlab<false>>;

/** GitLab: gitlab.com and self-managed, below a path as well. */
export function openGitLab(connection: ForgeConnection): Forge {
  return bindForge('gitlab', { api: createApi(connection, createClient), connection }, operations);
}

const operations: Operations<GitLabApi> = {
  find,
  open,
  read,
  refresh,
  merge,
  cancelMerge,
  updateHead,
  edit,
  markReady,
  close,
  addLabels,
  requestReviewers,
  comment,
  deleteBranch,
  setStatus,
  changedFiles,
  contains,
};

/**
 * GitBeaker with our transport in place of its own, which follows redirects with the token, repeats writes after 502
 * and 429 within 0.3 s, and whose errors hold the token.
 */
function createClient(connection: ForgeConnection, meter: Meter): GitLabRest {
  const { address, token } = connection;
  const common = {
    host: address,
    queryTimeout: null,
    requesterFn: createRequesterFn(async (_resource, options) => options, requestHandler(connection, meter)),
  };
  if (token === undefined) {
    return new Gitlab(common);
  }
  return token.kind === 'job'
    ? new Gitlab({ ...common, jobToken: token.value })
    : new Gitlab({ ...common, token: token.value });
}
