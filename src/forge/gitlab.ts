import { createRequesterFn } from '@gitbeaker/requester-utils';
import { Gitlab } from '@gitbeaker/rest';
import type { Forge } from './forge.ts';
import { createApi, type GitLabApi } from './gitlab/api.ts';
import { changedFiles } from './gitlab/files.ts';
import { requestHandler } from './gitlab/handler.ts';
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
  return forgeOf(createApi(connection, createClient), connection);
}

function forgeOf(api: GitLabApi, connection: ForgeConnection): Forge {
  return {
    name: 'gitlab',
    get sent() {
      return api.meter.sent;
    },
    within: (signal) => {
      const next = { ...connection, signal };
      return forgeOf(api.within(next), next);
    },
    find: (branches) => find(api, branches),
    open: (request) => open(api, request),
    read: (ref) => read(api, ref),
    refresh: (last) => refresh(api, last),
    merge: (request) => merge(api, request),
    cancelMerge: (ref) => cancelMerge(api, ref),
    updateHead: (ref) => updateHead(api, ref),
    edit: (ref, change) => edit(api, ref, change),
    markReady: (ref) => markReady(api, ref),
    close: (ref) => close(api, ref),
    addLabels: (ref, labels) => addLabels(api, ref, labels),
    requestReviewers: (ref, names) => requestReviewers(api, ref, names),
    comment: (request) => comment(api, request),
    deleteBranch: (branch) => deleteBranch(api, branch),
    setStatus: (status) => setStatus(api, status),
    changedFiles: (ref) => changedFiles(api, ref),
  };
}

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
