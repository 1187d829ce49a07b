import type { Forge, ForgeName } from './forge.ts';
import type { ForgeConnection, Meter } from './transport.ts';

/** What a forge does, each as a function of its connection. */
export type Operations<A> = {
  readonly [K in Exclude<keyof Forge, 'name' | 'sent' | 'within'>]: (
    api: A,
    ...args: Parameters<Forge[K]>
  ) => ReturnType<Forge[K]>;
};

interface Api<A> {
  readonly meter: Meter;
  within(connection: ForgeConnection): A;
}

/** A forge, made of what it does and a connection to do it with. */
export function bindForge<A extends Api<A>>(
  name: ForgeName,
  { api, connection }: { readonly api: A; readonly connection: ForgeConnection },
  on: Operations<A>,
): Forge {
  return {
    name,
    get sent() {
      return api.meter.sent;
    },
    within: (signal) => {
      const next = { ...connection, signal };
      return bindForge(name, { api: api.within(next), connection: next }, on);
    },
    find: (branches) => on.find(api, branches),
    open: (request) => on.open(api, request),
    read: (ref) => on.read(api, ref),
    refresh: (last) => on.refresh(api, last),
    merge: (request) => on.merge(api, request),
    cancelMerge: (ref) => on.cancelMerge(api, ref),
    updateHead: (ref) => on.updateHead(api, ref),
    edit: (ref, change) => on.edit(api, ref, change),
    markReady: (ref) => on.markReady(api, ref),
    close: (ref) => on.close(api, ref),
    addLabels: (ref, labels) => on.addLabels(api, ref, labels),
    requestReviewers: (ref, names) => on.requestReviewers(api, ref, names),
    comment: (request) => on.comment(api, request),
    deleteBranch: (branch) => on.deleteBranch(api, branch),
    setStatus: (status) => on.setStatus(api, status),
    changedFiles: (ref) => on.changedFiles(api, ref),
    contains: (commit) => on.contains(api, commit),
  };
}
