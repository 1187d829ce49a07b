import type { Change, CodeHost } from '../code-host.ts';

/** `mergeable` and `mergeStateStatus` as GitHub works them out. */
export function mergeState(host: CodeHost, change: Change): { mergeable: boolean | null; status: string } {
  if (change.state !== 'open' || change.unknownReads > 0) {
    return { mergeable: null, status: 'UNKNOWN' };
  }
  if (host.conflicts(change)) {
    return { mergeable: false, status: 'DIRTY' };
  }
  const { red, pending, missing } = host.unmet(change);
  const threads = host.rules.threadsResolved && change.unresolvedThreads > 0;
  const unmet = red.length + pending.length + missing.length > 0 || host.rules.others.length > 0;
  if (change.draft || unmet || threads || !host.approved(change)) {
    return { mergeable: true, status: 'BLOCKED' };
  }
  if (host.rules.upToDate && host.behind(change)) {
    return { mergeable: true, status: 'BEHIND' };
  }
  const green = host.checksOf(change).every(({ state }) => state === 'success');
  return { mergeable: true, status: green ? 'CLEAN' : 'UNSTABLE' };
}

/** Why the REST API refuses to merge (405), in GitHub's words; undefined when it does not. */
export function mergeRefusal(host: CodeHost, change: Change, method: string): string | undefined {
  if (change.state !== 'open') {
    return 'Pull Request is not mergeable';
  }
  if (change.draft) {
    return 'Pull Request is still a draft';
  }
  if (host.rules.queue) {
    return 'Repository rule violations found\n\nChanges must be made through the merge queue';
  }
  if (!host.rules.methods.includes(method)) {
    return method === 'merge'
      ? 'Merge commits are not allowed on this repository.'
      : `${method} merges are not allowed on this repository.`;
  }
  if (host.conflicts(change)) {
    return 'Pull Request is not mergeable';
  }
  return host.clean(change) ? undefined : 'Repository rule violations found\n\nA rule is not met.';
}
