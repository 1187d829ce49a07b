import { sha1 } from './artifacts.ts';
import { parseGoDuration } from './go-duration.ts';
import {
  type Freight,
  type FreightContents,
  type FreightReference,
  originKey,
  type Stage,
} from './objects.ts';
import type { Profile } from './releases.ts';

/** The name of Freight: a hash over its origin and contents, exactly as Kargo computes it. */
export function freightName(contents: FreightContents): string {
  return hashArtifacts(originKey(contents.origin), contents);
}

/**
 * The hash Kargo writes to `lastFreightID` when the Freight existed already: it hashes before the origin is set,
 * so no Freight has this name (recorded: 03/get-nothing-new).
 */
export function originlessHash(contents: FreightContents): string {
  return hashArtifacts('/', contents);
}

function hashArtifacts(origin: string, contents: FreightContents): string {
  const commits = (contents.commits ?? []).map(
    ({ repoURL, tag, id, subscriptionName }) =>
      `${normaliseGitUrl(repoURL)}:${tag === undefined ? '' : `${tag}:`}${id}${suffix(subscriptionName)}`,
  );
  const images = (contents.images ?? []).map(
    ({ repoURL, tag, digest, subscriptionName }) =>
      `${repoURL}:${tag ?? ''}@${digest ?? ''}${suffix(subscriptionName)}`,
  );
  const charts = (contents.charts ?? []).map(
    ({ repoURL, name, version, subscriptionName }) =>
      `${name === undefined ? repoURL : `${repoURL}/${name}`}:${version}${suffix(subscriptionName)}`,
  );
  return sha1(`${origin}:${[...commits, ...images, ...charts].sort().join('|')}`);
}

function suffix(subscriptionName: string | undefined): string {
  return subscriptionName === undefined ? '' : `:${subscriptionName}`;
}

/** Git URLs compare without `.git`, trailing slash and case of the host. */
export function normaliseGitUrl(url: string): string {
  return url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

/** The id of a collection of Freight: a hash over the sorted Freight names. */
export function collectionId(names: string[]): string {
  return sha1([...names].sort().join(','));
}

/** Freight as Stages and Promotions refer to it: no alias, no status. */
export function referenceOf(freight: Freight): FreightReference {
  return {
    name: freight.metadata.name,
    origin: { ...freight.origin },
    ...(freight.commits === undefined ? {} : { commits: structuredClone(freight.commits) }),
    ...(freight.images === undefined ? {} : { images: structuredClone(freight.images) }),
    ...(freight.charts === undefined ? {} : { charts: structuredClone(freight.charts) }),
  };
}

/** Whether this Freight may be promoted to the Stage now (kargo-rest-api.md 3.5). */
export function isAvailable(stage: Stage, freight: Freight, at: { profile: Profile; now: number }): boolean {
  const approved = freight.status.approvedFor?.[stage.metadata.name] !== undefined;
  if (approved && !at.profile.approvalNeedsOrigin) return true;
  for (const request of stage.spec.requestedFreight) {
    if (originKey(request.origin) !== originKey(freight.origin)) continue;
    if (approved || request.sources.direct === true) return true;
    const upstream = request.sources.stages ?? [];
    const required = parseGoDuration(request.sources.requiredSoakTime ?? '0') ?? 0;
    const ready = (name: string) => isVerifiedAndSoaked(freight, { stage: name, required, now: at.now });
    if (request.sources.availabilityStrategy === 'All') return upstream.every(ready);
    if (upstream.some(ready)) return true;
  }
  return false;
}

function isVerifiedAndSoaked(
  freight: Freight,
  need: { stage: string; required: number; now: number },
): boolean {
  const verified = freight.status.verifiedIn?.[need.stage];
  if (verified === undefined) return false;
  if (need.required === 0) return true;
  const stored = parseGoDuration(verified.longestSoak ?? '0') ?? 0;
  const since = freight.status.currentlyIn?.[need.stage]?.since;
  const running = since === undefined ? 0 : need.now - Date.parse(since);
  return Math.max(stored, running) >= need.required;
}

/** When Freight counts as found: `discoveredAt` where the release has it, else its creation. */
export function foundAt(freight: Freight): number {
  return Date.parse(freight.discoveredAt ?? freight.metadata.creationTimestamp);
}

const ADJECTIVES =
  'agile amber brave bright calm clever coral crisp eager early fancy gentle golden happy hidden icy jolly kind ' +
  'lively lucky mellow merry misty noble olive orange patient plucky polite proud quick quiet rapid rosy sandy ' +
  'silent silver sleepy smart snowy solid spicy steady sunny swift tidy tender vivid warm wise witty young zesty';
const ANIMALS =
  'alpaca badger beaver bison bobcat camel cheetah condor coyote crane dingo dolphin eagle falcon ferret finch fox ' +
  'gecko gibbon heron hyena ibex iguana jackal jaguar koala lemur leopard lizard llama lynx macaw marmot marten ' +
  'moose narwhal newt ocelot octopus orca otter owl panda parrot pelican penguin puffin quail rabbit raven robin ' +
  'salmon seal shark sloth sparrow swan tapir toucan turtle walrus weasel wombat yak zebra';

/** A free adjective-animal alias, derived from the name so that a world always gets the same ones. */
export function aliasFor(name: string, taken: Set<string>): string {
  const adjectives = ADJECTIVES.split(' ');
  const animals = ANIMALS.split(' ');
  for (let attempt = 0; ; attempt++) {
    const seed = Number.parseInt(sha1(`${name}${attempt}`).slice(0, 8), 16);
    const adjective = adjectives[seed % adjectives.length] ?? 'plain';
    const animal = animals[Math.floor(seed / adjectives.length) % animals.length] ?? 'cat';
    const alias = `${adjective}-${animal}`;
    if (!taken.has(alias)) return alias;
  }
}
