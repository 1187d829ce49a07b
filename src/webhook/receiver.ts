import type { Artifact } from '../kargo/artifact.ts';

/** The kinds of receivers that can be told (fact sheet 11.3). */
export const receiverTypes = [
  'generic',
  'github',
  'gitlab',
  'dockerhub',
  'quay',
  'harbor',
  'artifactory',
] as const;
export type ReceiverType = (typeof receiverTypes)[number];

/** The types that only take a call that knows the receiver's secret. */
export const guardedTypes: readonly ReceiverType[] = ['github', 'gitlab', 'harbor', 'artifactory'];
/** The types that hear of pushed commits, and those that hear of pushed images and charts. */
export const gitTypes: readonly ReceiverType[] = ['github', 'gitlab'];
export const registryTypes: readonly ReceiverType[] = [
  'github',
  'dockerhub',
  'quay',
  'harbor',
  'artifactory',
];

/** The type that a receiver's URL names: `/github/<64 hex>` (fact sheet 11.1). */
export function typeOfUrl(url: string): ReceiverType {
  const names = URL.canParse(url) ? new URL(url).pathname.split('/') : [];
  return receiverTypes.find((type) => type === names.at(-2)) ?? 'generic';
}

/** `refs/tags/…` for a tag, the ref of the branch for a SHA; undefined when the branch is not known. */
export function refOf(revision: string | undefined, branch: string | undefined): string | undefined {
  if (revision !== undefined && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision)) {
    return `refs/tags/${revision.replace(/^refs\/tags\//, '')}`;
  }
  return branch === undefined ? undefined : `refs/heads/${branch.replace(/^refs\/heads\//, '')}`;
}

/** A tag of a repository: of an image, or of a chart in a registry. */
export interface PushedTag {
  readonly repository: string;
  readonly tag: string;
  readonly digest: string | undefined;
  readonly isChart: boolean;
}

/** What the artifacts are to a registry; undefined for those that it has no word for. */
export function pushedTag(artifact: Artifact): PushedTag | undefined {
  switch (artifact.kind) {
    case 'image': {
      const { repository, tag, digest } = artifact;
      return tag === undefined ? undefined : { repository, tag, digest, isChart: false };
    }
    case 'chart': {
      // Classic repositories send no events; `oci://` may be left out.
      const repository = artifact.repository.replace(/^oci:\/\//, '');
      return repository.includes('://')
        ? undefined
        : { repository, tag: artifact.version, digest: undefined, isChart: true };
    }
    case 'commit':
      return undefined;
  }
}
