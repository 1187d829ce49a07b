import { createHash } from 'node:crypto';

/** An image tag in a simulated registry. */
export interface StoredImage {
  repoURL: string;
  tag: string;
  digest: string;
  annotations?: Record<string, string>;
  createdAt: string;
}

/** A commit in a simulated Git repository; the last one added to a branch is its head. */
export interface StoredCommit {
  repoURL: string;
  id: string;
  branch?: string;
  tag?: string;
  message: string;
  author: string;
  committer: string;
  createdAt: string;
}

export interface StoredChart {
  repoURL: string;
  name?: string;
  version: string;
}

/** What registries, chart repositories and Git repositories hold, and which of them are down. */
export interface Artifacts {
  images: StoredImage[];
  commits: StoredCommit[];
  charts: StoredChart[];
  /** Repositories that exist although they hold nothing. */
  emptyRepositories: Set<string>;
  down: Set<string>;
}

export function noArtifacts(): Artifacts {
  return { images: [], commits: [], charts: [], emptyRepositories: new Set(), down: new Set() };
}

/** Pushes an image: the tag moves to the new digest when it exists already. */
export function pushImage(artifacts: Artifacts, image: StoredImage): void {
  artifacts.images = artifacts.images.filter(
    (existing) => existing.repoURL !== image.repoURL || existing.tag !== image.tag,
  );
  artifacts.images.push(image);
}

export function pushCommit(artifacts: Artifacts, commit: StoredCommit): void {
  artifacts.commits.push(commit);
}

export function pushChart(artifacts: Artifacts, chart: StoredChart): void {
  artifacts.charts.push(chart);
}

/** Splits `host:port/path:tag`, with or without `@digest`. */
export function splitImageReference(reference: string): { repoURL: string; tag: string; digest?: string } {
  const [named = '', digest] = reference.split('@');
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  return {
    repoURL: hasTag ? named.slice(0, colon) : named,
    tag: hasTag ? named.slice(colon + 1) : 'latest',
    ...(digest === undefined ? {} : { digest }),
  };
}

/** A digest for an image pushed without one; the same text gives the same digest. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
