import type { Chart, FreightReference, GitCommit, Image } from './types.ts';

/** One artifact that CI just built, as the user names it. */
export type Artifact =
  | {
      readonly kind: 'image';
      readonly text: string;
      readonly repository: string;
      readonly tag?: string;
      readonly digest?: string;
    }
  | { readonly kind: 'commit'; readonly text: string; readonly revision: string }
  | { readonly kind: 'chart'; readonly text: string; readonly repository: string; readonly version: string };

/**
 * `repo:tag`, `repo@digest`, `repo:tag@digest`, with `host:port/` too. Undefined when it is none of these.
 */
export function parseImage(text: string): Artifact | undefined {
  const groups =
    /^(?<repository>[^\s@]+?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>sha(?:256|512):[0-9a-f]{64,128}))?$/.exec(
      text,
    )?.groups;
  const { repository, tag, digest } = groups ?? {};
  if (repository === undefined || repository.includes('://') || (tag === undefined && digest === undefined)) {
    return undefined;
  }
  return {
    kind: 'image',
    text,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** A full SHA or a tag: anything without white space. */
export function parseCommit(text: string): Artifact | undefined {
  return /^\S+$/.test(text) ? { kind: 'commit', text, revision: text } : undefined;
}

/** `repo/name:version`; the repository may be a URL (`oci://…`, `https://…`). */
export function parseChart(text: string): Artifact | undefined {
  const groups = /^(?<repository>\S+\/[^\s/:]+):(?<version>[^\s/:]+)$/.exec(text)?.groups;
  const { repository, version } = groups ?? {};
  return repository === undefined || version === undefined
    ? undefined
    : { kind: 'chart', text, repository, version };
}

/** Whether Freight holds the artifact. An image matches by digest when one is given, else by tag. */
export function holds(freight: FreightReference, artifact: Artifact): boolean {
  switch (artifact.kind) {
    case 'image':
      return (freight.images ?? []).some((image) => matchesImage(image, artifact));
    case 'commit':
      return (freight.commits ?? []).some((commit) => matchesCommit(commit, artifact.revision));
    case 'chart':
      return (freight.charts ?? []).some((chart) => isChart(chart, artifact));
  }
}

export function matchesImage(image: Image, wanted: Artifact & { kind: 'image' }): boolean {
  if (normalRepository(image.repoURL) !== normalRepository(wanted.repository)) {
    return false;
  }
  return wanted.digest === undefined ? image.tag === wanted.tag : image.digest === wanted.digest;
}

export function matchesCommit(commit: Pick<GitCommit, 'id' | 'tag'>, revision: string): boolean {
  return commit.id.toLowerCase() === revision.toLowerCase() || commit.tag === revision;
}

function isChart(chart: Chart, wanted: Artifact & { kind: 'chart' }): boolean {
  return isChartRepository(chart, wanted.repository) && chart.version === wanted.version;
}

/** A chart's place is its repository and, for a classic repository, its name (OBSERVED 14-16 no. 8). */
export function isChartRepository(
  chart: { readonly repoURL: string; readonly name?: string },
  place: string,
): boolean {
  const full =
    chart.name === undefined || chart.name === '' ? chart.repoURL : `${chart.repoURL}/${chart.name}`;
  return normalChart(full) === normalChart(place);
}

function normalChart(place: string): string {
  return place
    .replace(/^oci:\/\//, '')
    .replace(/\/+$/, '')
    .replace(/([^:])\/\/+/g, '$1/')
    .toLowerCase();
}

/** Docker Hub has several spellings for one repository. */
export function normalRepository(repository: string): string {
  const short = repository.toLowerCase().replace(/^(?:index\.)?docker\.io\//, '');
  return short.replace(/^library\//, '');
}

/** A full git SHA-1 or SHA-256. */
export function isFullSha(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}

/** Freight's contents in one line: `web:1.8.0, app@4acc7d8`. */
export function describeContents(freight: FreightReference): string {
  const parts = [
    ...(freight.images ?? []).map(
      (image) => `${image.repoURL}:${image.tag ?? image.digest?.slice(0, 19) ?? '?'}`,
    ),
    ...(freight.charts ?? []).map((chart) => `${chart.name || chart.repoURL}:${chart.version}`),
    ...(freight.commits ?? []).map((commit) => `${commit.repoURL}@${commit.tag ?? commit.id.slice(0, 7)}`),
  ];
  return parts.join(', ') || 'no artifacts';
}
