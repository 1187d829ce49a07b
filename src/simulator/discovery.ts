import semver from 'semver';
import type { Artifacts, StoredCommit, StoredImage } from './artifacts.ts';
import type {
  ChartSubscription,
  DiscoveredArtifacts,
  DiscoveredCommit,
  DiscoveredImage,
  GitSubscription,
  ImageSubscription,
  Warehouse,
} from './objects.ts';
import type { Profile } from './releases.ts';

/** Discovery that cannot be done; the message is the one Kargo shows. */
export class DiscoveryError extends Error {}

const DEFAULT_LIMIT = 20;

/** What Kargo would find for the Warehouse's subscriptions now, newest first. Throws DiscoveryError. */
export function discover(
  warehouse: Warehouse,
  artifacts: Artifacts,
  at: { profile: Profile; time: string },
): DiscoveredArtifacts {
  const found: DiscoveredArtifacts = { discoveredAt: at.time };
  for (const { image, git, chart } of warehouse.spec.subscriptions) {
    if (image) {
      found.images ??= [];
      const platform = image.platform === undefined ? {} : { platform: image.platform };
      found.images.push({
        repoURL: image.repoURL,
        ...platform,
        references: discoverImages(image, artifacts),
      });
    }
    if (git) {
      found.git ??= [];
      found.git.push(discoverCommits(git, artifacts, at.profile));
    }
    if (chart) {
      found.charts ??= [];
      found.charts.push(discoverCharts(chart, artifacts));
    }
  }
  return found;
}

function discoverImages(subscription: ImageSubscription, artifacts: Artifacts): DiscoveredImage[] {
  const { repoURL } = subscription;
  const problem = registryProblem(repoURL, artifacts);
  if (problem !== undefined) {
    throw new DiscoveryError(
      `error discovering artifacts: error discovering newest applicable images "${repoURL}": ` +
        `error listing tags: error listing tags for repo URL ${repoURL}: ${problem}`,
    );
  }
  const images = artifacts.images.filter((image) => image.repoURL === repoURL);
  return selectImages(subscription, images)
    .slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT)
    .map(({ tag, digest, annotations, createdAt }) => ({
      tag,
      digest,
      ...(annotations === undefined ? {} : { annotations }),
      createdAt,
    }));
}

function selectImages(subscription: ImageSubscription, images: StoredImage[]): StoredImage[] {
  const strategy = subscription.imageSelectionStrategy ?? 'SemVer';
  const constraint = subscription.constraint ?? subscription.semverConstraint ?? '';
  if (strategy === 'Digest') return images.filter((image) => image.tag === constraint);
  const allowed = images.filter((image) => tagAllowed(image.tag, subscription));
  if (strategy === 'Lexical') return allowed.sort((a, b) => (a.tag < b.tag ? 1 : -1));
  if (strategy === 'NewestBuild') return allowed.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return newestVersions(allowed, (image) => image.tag, {
    constraint,
    strict: subscription.strictSemvers ?? true,
  });
}

function discoverCommits(
  subscription: GitSubscription,
  artifacts: Artifacts,
  profile: Profile,
): NonNullable<DiscoveredArtifacts['git']>[number] {
  const { repoURL } = subscription;
  const commits = artifacts.commits.filter((commit) => commit.repoURL === repoURL);
  if (artifacts.down.has(repoURL) || (commits.length === 0 && !artifacts.emptyRepositories.has(repoURL))) {
    throw new DiscoveryError(
      `error discovering artifacts: error discovering commits: failed to clone git repo "${repoURL}": ` +
        `error cloning repo "${repoURL}": fatal: unable to access '${repoURL}/': ` +
        (artifacts.down.has(repoURL)
          ? 'Could not connect to server'
          : 'The requested URL returned error: 404'),
    );
  }
  const byBranch = (subscription.commitSelectionStrategy ?? 'NewestFromBranch') === 'NewestFromBranch';
  const selected = byBranch ? onBranch(subscription, commits) : tagged(subscription, commits);
  const limited = selected.slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT);
  const refs = profile.discoveryHasObservedRefs
    ? { observedRefs: observedRefs(byBranch, selected, commits) }
    : {};
  return { repoURL, commits: limited.map((commit) => describe(commit, byBranch)), ...refs };
}

function onBranch(subscription: GitSubscription, commits: StoredCommit[]): StoredCommit[] {
  const branch = subscription.branch ?? 'main';
  return commits.filter((commit) => (commit.branch ?? 'main') === branch).reverse();
}

function tagged(subscription: GitSubscription, commits: StoredCommit[]): StoredCommit[] {
  const candidates = commits.filter(
    (commit) => commit.tag !== undefined && tagAllowed(commit.tag, subscription),
  );
  if (subscription.commitSelectionStrategy === 'Lexical') {
    return candidates.sort((a, b) => ((a.tag ?? '') < (b.tag ?? '') ? 1 : -1));
  }
  if (subscription.commitSelectionStrategy === 'NewestTag') return candidates.reverse();
  return newestVersions(candidates, (commit) => commit.tag ?? '', {
    constraint: subscription.semverConstraint ?? '',
    strict: subscription.strictSemvers ?? true,
  });
}

function observedRefs(
  byBranch: boolean,
  selected: StoredCommit[],
  commits: StoredCommit[],
): { branchHead?: string; tags?: { name: string; id: string }[] } {
  if (byBranch) return selected[0] === undefined ? {} : { branchHead: selected[0].id };
  const tags = commits.flatMap((commit) =>
    commit.tag === undefined ? [] : [{ name: commit.tag, id: commit.id }],
  );
  return tags.length === 0 ? {} : { tags };
}

function describe(commit: StoredCommit, byBranch: boolean): DiscoveredCommit {
  const where = byBranch
    ? { branch: commit.branch ?? 'main' }
    : commit.tag === undefined
      ? {}
      : { tag: commit.tag };
  return {
    id: commit.id,
    ...where,
    subject: commit.message.split('\n')[0] ?? '',
    author: commit.author,
    committer: commit.committer,
    creatorDate: commit.createdAt,
  };
}

function discoverCharts(
  subscription: ChartSubscription,
  artifacts: Artifacts,
): NonNullable<DiscoveredArtifacts['charts']>[number] {
  const { repoURL, name, semverConstraint } = subscription;
  const problem = registryProblem(repoURL.replace(/^oci:\/\//, ''), artifacts, repoURL);
  if (problem !== undefined) {
    throw new DiscoveryError(
      `error discovering artifacts: error discovering charts: error discovering latest chart versions ` +
        `for chart "${name ?? ''}" in repository "${repoURL}": ${problem}`,
    );
  }
  const charts = artifacts.charts.filter((chart) => chart.repoURL === repoURL && chart.name === name);
  const newest = newestVersions(charts, (chart) => chart.version, {
    constraint: semverConstraint ?? '',
    strict: false,
  });
  return {
    repoURL,
    ...(name === undefined ? {} : { name }),
    ...(semverConstraint === undefined ? {} : { semverConstraint }),
    versions: newest.slice(0, subscription.discoveryLimit ?? DEFAULT_LIMIT).map((chart) => chart.version),
  };
}

/** Why a registry cannot list a repository, in the words of Kargo's registry client. */
function registryProblem(repository: string, artifacts: Artifacts, key = repository): string | undefined {
  const host = repository.split('/')[0] ?? '';
  const local = /^(127\.|localhost)/.test(host);
  if (artifacts.down.has(key) || artifacts.down.has(host)) {
    const refused = `dial tcp ${host}: connect: connection refused`;
    return local
      ? `Get "https://${host}/v2/": ${refused}; Get "http://${host}/v2/": ${refused}`
      : `Get "https://${host}/v2/": ${refused}`;
  }
  const known =
    artifacts.emptyRepositories.has(key) ||
    artifacts.images.some((image) => image.repoURL === key) ||
    artifacts.charts.some((chart) => chart.repoURL === key);
  if (known) return undefined;
  const path = repository.slice(host.length + 1);
  return (
    `GET ${local ? 'http' : 'https'}://${host}/v2/${path}/tags/list?n=1000: ` +
    `NAME_UNKNOWN: repository name not known to registry; map[name:${path}]`
  );
}

function tagAllowed(tag: string, filter: ImageSubscription | GitSubscription): boolean {
  const allow = [
    ...(filter.allowTagsRegexes ?? []),
    ...(filter.allowTags === undefined ? [] : [filter.allowTags]),
  ];
  if (allow.length > 0 && !allow.some((pattern) => fits(pattern, tag))) return false;
  if (filter.ignoreTags?.includes(tag)) return false;
  return !(filter.ignoreTagsRegexes ?? []).some((pattern) => fits(pattern, tag));
}

function fits(pattern: string, tag: string): boolean {
  try {
    return new RegExp(pattern).test(tag);
  } catch {
    throw new DiscoveryError(`error discovering artifacts: error parsing regexp: ${pattern}`);
  }
}

/** Entries whose version satisfies the constraint, highest first; others are invisible. */
function newestVersions<T>(
  entries: T[],
  version: (entry: T) => string,
  wanted: { constraint: string; strict: boolean },
): T[] {
  const parsed = entries.flatMap((entry) => {
    const parsedVersion = parseVersion(version(entry), wanted.strict);
    return parsedVersion === undefined ? [] : [{ entry, version: parsedVersion }];
  });
  return parsed
    .filter((candidate) => wanted.constraint === '' || semver.satisfies(candidate.version, wanted.constraint))
    .sort((a, b) => semver.rcompare(a.version, b.version))
    .map((candidate) => candidate.entry);
}

function parseVersion(text: string, strict: boolean): semver.SemVer | undefined {
  const exact = semver.parse(text.replace(/^v/, ''));
  if (exact !== null) return exact;
  if (strict || !/^v?\d+(\.\d+){0,2}$/.test(text)) return undefined;
  return semver.coerce(text) ?? undefined;
}

/** Whether a subscription would accept this tag or version (webhook receivers refresh only then). */
export function acceptsVersion(
  subscription: ImageSubscription | ChartSubscription | GitSubscription,
  tag: string,
): boolean {
  const image = subscription as ImageSubscription;
  const strategy = image.imageSelectionStrategy ?? 'SemVer';
  if (strategy === 'Digest') return image.constraint === tag;
  if (!tagAllowed(tag, image)) return false;
  if (strategy !== 'SemVer') return true;
  const constraint = image.constraint ?? image.semverConstraint ?? '';
  return (
    newestVersions([tag], (text) => text, { constraint, strict: image.strictSemvers ?? true }).length > 0
  );
}
