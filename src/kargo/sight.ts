import semver from 'semver';
import {
  type Artifact,
  isChartRepository,
  matchesCommit,
  matchesImage,
  normalRepository,
} from './artifact.ts';
import { subscriptionFor } from './subscription.ts';
import type { GitSubscription, ImageSubscription, Warehouse } from './types.ts';

const defaultDiscoveryLimit = 20;
const namesShown = 5;

/** Whether one Warehouse sees one artifact. The text goes on after the Warehouse's name. */
export type Sight =
  | { readonly kind: 'newest' }
  | { readonly kind: 'older' | 'unseen'; readonly proven: boolean; readonly text: string };

/** Looks for an artifact among what a Warehouse discovered; what it does not see is explained by its subscription. */
export function look(warehouse: Warehouse, artifact: Artifact): Sight {
  switch (artifact.kind) {
    case 'image':
      return lookForImage(warehouse, artifact);
    case 'commit':
      return lookForCommit(warehouse, artifact);
    case 'chart':
      return lookForChart(warehouse, artifact);
  }
}

function lookForImage(warehouse: Warehouse, wanted: Artifact & { kind: 'image' }): Sight {
  const subscription = subscriptionFor(warehouse, wanted)?.image;
  const found = (warehouse.status?.discoveredArtifacts?.images ?? [])
    .filter((image) => normalRepository(image.repoURL) === normalRepository(wanted.repository))
    .flatMap((image) =>
      (image.references ?? []).map((reference) => ({ ...reference, repoURL: image.repoURL })),
    );
  const tags = found.map((reference) => reference.tag ?? reference.digest ?? '?');
  const index = found.findIndex((reference) => matchesImage(reference, wanted));
  if (index >= 0) {
    return seenAt(index, `${wanted.text}`, tags);
  }
  const cause = subscription === undefined ? undefined : whyImageInvisible(subscription, wanted, tags);
  return unseen(wanted.text, { cause, filter: describeImageFilter(subscription), names: tags });
}

function lookForCommit(warehouse: Warehouse, wanted: Artifact & { kind: 'commit' }): Sight {
  const found = (warehouse.status?.discoveredArtifacts?.git ?? []).flatMap((git) => git.commits ?? []);
  const names = found.map((commit) => commit.tag ?? commit.id.slice(0, 12));
  const lists = (warehouse.status?.discoveredArtifacts?.git ?? []).map((git) => git.commits ?? []);
  const index = Math.max(
    ...lists.map((list) => list.findIndex((commit) => matchesCommit(commit, wanted.revision))),
    -1,
  );
  if (index >= 0) {
    return seenAt(index, `commit ${wanted.text}`, names);
  }
  const filters = (warehouse.spec.subscriptions ?? []).flatMap((entry) =>
    entry.git ? [describeGitFilter(entry.git)] : [],
  );
  return unseen(`commit ${wanted.text}`, { cause: undefined, filter: filters.join('; '), names });
}

function lookForChart(warehouse: Warehouse, wanted: Artifact & { kind: 'chart' }): Sight {
  const subscription = subscriptionFor(warehouse, wanted)?.chart;
  const versions = (warehouse.status?.discoveredArtifacts?.charts ?? [])
    .filter((chart) => isChartRepository(chart, wanted.repository))
    .flatMap((chart) => chart.versions ?? []);
  const index = versions.indexOf(wanted.version);
  if (index >= 0) {
    return seenAt(index, `chart ${wanted.text}`, versions);
  }
  const constraint = subscription?.semverConstraint;
  const cause = outside(wanted.version, constraint);
  return unseen(`chart ${wanted.text}`, {
    cause,
    filter: constraint ? `semverConstraint: ${constraint}` : '',
    names: versions,
  });
}

function seenAt(index: number, what: string, names: readonly string[]): Sight {
  if (index === 0) {
    return { kind: 'newest' };
  }
  return {
    kind: 'older',
    proven: true,
    text: `sees ${what}, but ${names[0] ?? 'another'} is newer, and Freight is only made of the newest; create-freight makes Freight of exactly these artifacts`,
  };
}

function unseen(
  what: string,
  { cause, filter, names }: { cause: string | undefined; filter: string; names: readonly string[] },
): Sight {
  const configured = filter === '' ? '' : `; it is configured with ${filter}`;
  const seen = names.length === 0 ? 'it sees nothing there' : `it sees ${shown(names)}`;
  return cause === undefined
    ? { kind: 'unseen', proven: false, text: `did not see ${what}: ${seen}${configured}` }
    : { kind: 'unseen', proven: true, text: `cannot see ${what}: ${cause}; ${seen}` };
}

function shown(names: readonly string[]): string {
  const rest = names.length - namesShown;
  return names.slice(0, namesShown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A cause that can be proven from the subscription and the tag alone. */
function whyImageInvisible(
  subscription: ImageSubscription,
  wanted: Artifact & { kind: 'image' },
  seen: readonly string[],
): string | undefined {
  const { tag } = wanted;
  if (tag === undefined) {
    return undefined;
  }
  if ((subscription.ignoreTags ?? []).includes(tag)) {
    return `its subscription ignores the tag ${tag} (ignoreTags)`;
  }
  const strategy = subscription.imageSelectionStrategy ?? 'SemVer';
  const { constraint } = subscription;
  if (strategy === 'Digest') {
    return constraint === undefined || constraint === tag
      ? undefined
      : `its subscription follows the one tag "${constraint}" (imageSelectionStrategy: Digest)`;
  }
  if (strategy !== 'SemVer') {
    return undefined;
  }
  if (semver.coerce(tag) === null || (subscription.strictSemvers !== false && semver.valid(tag) === null)) {
    return `its subscription takes semantic versions only (imageSelectionStrategy: SemVer), and the tag ${tag} is none`;
  }
  return outside(tag, constraint) ?? cutOff(tag, seen, subscription.discoveryLimit);
}

/**
 * Only where npm's and Kargo's (Masterminds) reading of a constraint cannot differ: a range that npm
 * understands and that the version does not meet even when pre-releases count.
 */
function outside(version: string, constraint: string | undefined): string | undefined {
  const range = constraint?.replaceAll(',', ' ');
  if (!range || semver.valid(version) === null || semver.validRange(range) === null) {
    return undefined;
  }
  return semver.satisfies(version, range, { includePrerelease: true })
    ? undefined
    : `${version} is outside of its constraint "${constraint}"`;
}

/** Older than the oldest of a list that was cut at `discoveryLimit`. */
function cutOff(tag: string, seen: readonly string[], limit = defaultDiscoveryLimit): string | undefined {
  const oldest = seen.at(-1);
  if (
    seen.length < limit ||
    oldest === undefined ||
    semver.valid(oldest) === null ||
    semver.valid(tag) === null
  ) {
    return undefined;
  }
  return semver.lt(tag, oldest)
    ? `it lists only the newest ${limit} (discoveryLimit), the oldest of them is ${oldest}`
    : undefined;
}

function describeImageFilter(subscription: ImageSubscription | undefined): string {
  return describeFields({
    imageSelectionStrategy: subscription?.imageSelectionStrategy ?? 'SemVer',
    constraint: subscription?.constraint,
    allowTags: subscription?.allowTags,
    allowTagsRegexes: subscription?.allowTagsRegexes,
    ignoreTags: subscription?.ignoreTags,
    ignoreTagsRegexes: subscription?.ignoreTagsRegexes,
    discoveryLimit: subscription?.discoveryLimit,
  });
}

function describeGitFilter(subscription: GitSubscription): string {
  return describeFields({
    repoURL: subscription.repoURL,
    branch: subscription.branch,
    commitSelectionStrategy: subscription.commitSelectionStrategy,
    semverConstraint: subscription.semverConstraint,
    includePaths: subscription.includePaths,
    excludePaths: subscription.excludePaths,
    expressionFilter: subscription.expressionFilter,
    discoveryLimit: subscription.discoveryLimit,
  });
}

function describeFields(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(' ') : String(value)}`)
    .join(', ');
}
