import { version } from '../version.ts';

/**
 * Where a release lives: the one place to edit before the first release. The release workflow refuses to publish
 * while OWNER or GROUP stand here, and a tag that is not `version`.
 */
export const release = {
  version,
  /** The GitHub repository that `uses:` names. */
  repository: 'OWNER/kargo-ci',
  /** The GitLab project whose root is the folder `gitlab/`. */
  componentProject: 'GROUP/kargo-ci',
  /** The image without its tag; `Containerfile` makes it. */
  image: 'ghcr.io/OWNER/kargo-ci',
} as const;

/** `1` of `1.8.0`: what examples name, as `@v1` on GitHub and `@1` on GitLab. */
export function majorVersion(): string {
  return release.version.split('.', 1)[0] ?? release.version;
}

/** The image of this release, with its full version: a component of a version runs the code of that version. */
export function releaseImage(): string {
  return `${release.image}:${release.version}`;
}
