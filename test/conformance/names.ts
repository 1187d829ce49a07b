import type { Json, JsonObject } from '../support/recordings.ts';

// Alternatives, longest first: digest, receiver path, Promotion (or AnalysisRun), uid, object hash, time.
const volatilePattern =
  /sha256:[0-9a-f]{64}|\b[0-9a-f]{64}\b|\b[a-z0-9][a-z0-9-]*\.[0-9a-hjkmnp-tv-z]{26}\.[0-9a-f]{7}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{40}\b|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;

/** `<stage>.<ulid>.<seven digits of the Freight>`: the shape of Promotion and AnalysisRun names. */
const promotionPattern = /^(.+)\.([0-9a-hjkmnp-tv-z]{26})\.([0-9a-f]{7})$/;

/**
 * The volatile names that one side (the recording or the simulator) has shown, with what they mean. A
 * meaning is the same on both sides, the name is not.
 */
export interface Names {
  /** Freight name to what it holds: `web 1.2.0`. */
  freight: Map<string, string>;
  /** Alias to the name of its Freight. */
  aliases: Map<string, string>;
  /** Digest to repository, tag, and a number when the tag was pushed again. */
  digests: Map<string, string>;
  /** Commit hash to repository and subject. */
  commits: Map<string, string>;
  /** Names of the shape of a Promotion's. */
  promotions: Set<string>;
  /** Names known from an exchange of both sides, to a meaning. */
  paired: Map<string, string>;
}

/** An empty table. */
export function createNames(): Names {
  return {
    freight: new Map(),
    aliases: new Map(),
    digests: new Map(),
    commits: new Map(),
    promotions: new Set(),
    paired: new Map(),
  };
}

/** Learns every name in an answer, a frame or a request body. */
export function learnNames(names: Names, value: Json | undefined): void {
  if (typeof value === 'string') learnText(names, value);
  else if (Array.isArray(value)) for (const item of value) learnNames(names, item);
  else if (value !== null && typeof value === 'object') learnObject(names, value);
}

function learnText(names: Names, text: string): void {
  for (const [token] of text.matchAll(volatilePattern)) {
    if (promotionPattern.test(token)) names.promotions.add(token);
  }
}

function learnObject(names: Names, object: JsonObject): void {
  learnDigest(names, object);
  learnCommits(names, object);
  for (const inner of Object.values(object)) learnNames(names, inner);
  learnFreight(names, object);
}

function learnDigest(names: Names, { repoURL, references, tag, digest }: JsonObject): void {
  if (typeof repoURL !== 'string') return;
  if (typeof tag === 'string' && typeof digest === 'string') addDigest(names, `${repoURL}:${tag}`, digest);
  for (const reference of Array.isArray(references) ? references : []) {
    if (!isObject(reference)) continue;
    if (typeof reference.tag === 'string' && typeof reference.digest === 'string') {
      addDigest(names, `${repoURL}:${reference.tag}`, reference.digest);
    }
  }
}

function addDigest(names: Names, image: string, digest: string): void {
  if (names.digests.has(digest)) return;
  const pushes = [...names.digests.values()].filter((known) => known.startsWith(`${image}#`)).length;
  names.digests.set(digest, `${image}#${pushes + 1}`);
}

function learnCommits(names: Names, { repoURL, commits, id, message }: JsonObject): void {
  if (typeof repoURL !== 'string') return;
  if (typeof id === 'string' && typeof message === 'string') names.commits.set(id, `${repoURL} ${message}`);
  for (const commit of Array.isArray(commits) ? commits : []) {
    if (!isObject(commit)) continue;
    if (typeof commit.id === 'string' && typeof commit.subject === 'string') {
      names.commits.set(commit.id, `${repoURL} ${commit.subject}`);
    }
  }
}

function learnFreight(names: Names, object: JsonObject): void {
  const { origin, metadata, alias } = object;
  const name = isObject(metadata) ? metadata.name : object.name;
  if (!isObject(origin) || typeof name !== 'string' || !/^[0-9a-f]{40}$/.test(name)) return;
  const artifacts = ['images', 'commits', 'charts'].flatMap((kind) => {
    const list = object[kind];
    return Array.isArray(list) ? list.filter(isObject).map((artifact) => artifactLabel(names, artifact)) : [];
  });
  if (artifacts.length === 0) return;
  names.freight.set(name, `${origin.name} ${artifacts.join(' ')}`);
  if (typeof alias === 'string') names.aliases.set(alias, name);
}

function artifactLabel(names: Names, { repoURL, tag, digest, version, id, message }: JsonObject): string {
  if (typeof id === 'string') return `${repoURL}@${message ?? names.commits.get(id)}`;
  if (typeof digest === 'string') return names.digests.get(digest) ?? `${repoURL}:${tag}`;
  return `${repoURL}:${version ?? tag}`;
}

/** Says that a name of the recording and one of the simulator mean the same. */
export function pairNames(recorded: Names, simulated: Names, pair: [string, string]): void {
  const meaning = `paired ${recorded.paired.size + 1}`;
  if (recorded.paired.has(pair[0]) || simulated.paired.has(pair[1])) return;
  recorded.paired.set(pair[0], meaning);
  simulated.paired.set(pair[1], meaning);
}

/** Replaces every volatile token of a text by its meaning. */
export function replaceVolatile(names: Names, text: string): string {
  return text.replaceAll(volatilePattern, (token) => `<${meaningOf(names, token)}>`);
}

function meaningOf(names: Names, token: string): string {
  if (token.startsWith('sha256:')) return names.digests.get(token) ?? 'digest';
  const promotion = promotionPattern.exec(token);
  if (promotion !== null) return promotionMeaning(names, token, promotion);
  if (/^[0-9a-f]{64}$/.test(token)) return 'receiver';
  if (/^[0-9a-f]{40}$/.test(token)) return hashMeaning(names, token);
  return token.includes('T') ? 'time' : 'uid';
}

function hashMeaning(names: Names, hash: string): string {
  const freight = names.freight.get(hash);
  if (freight !== undefined) return `freight ${freight}`;
  const commit = names.commits.get(hash);
  return commit === undefined ? 'hash' : `commit ${commit}`;
}

// The suffix of a Promotion's name begins its Freight's; that of an AnalysisRun does not.
function promotionMeaning(names: Names, name: string, [, stage, , suffix]: RegExpExecArray): string {
  const freight = freightOfSuffix(names, suffix);
  const kind = freight === undefined ? `run of ${stage}` : `promotion of ${stage}, ${freight}`;
  return `${kind}: ${names.paired.get(name) ?? `number ${numberOf(names, name)}`}`;
}

function freightOfSuffix(names: Names, suffix: string | undefined): string | undefined {
  for (const [name, meaning] of names.freight) {
    if (suffix !== undefined && name.startsWith(suffix)) return meaning;
  }
  return undefined;
}

// Among the names of this Stage and kind that were not learned from an exchange: ULIDs sort by time.
function numberOf(names: Names, name: string): number {
  const [, stage, , suffix] = promotionPattern.exec(name) ?? [];
  const isRun = freightOfSuffix(names, suffix) === undefined;
  const peers = [...names.promotions, name].filter((other) => {
    const [, otherStage, , otherSuffix] = promotionPattern.exec(other) ?? [];
    if (otherStage !== stage || names.paired.has(other)) return false;
    return (freightOfSuffix(names, otherSuffix) === undefined) === isRun;
  });
  return [...new Set(peers)].sort().indexOf(name) + 1;
}

/**
 * Puts the simulator's names in the place of the recorded ones.
 * @returns undefined when a name is not known to the simulator.
 */
export function translateNames(recorded: Names, simulated: Names, text: string): string | undefined {
  let known = true;
  const translated = text.replaceAll(volatilePattern, (token) => {
    const name = translateToken(recorded, simulated, token);
    if (name === undefined) known = false;
    return name ?? token;
  });
  return known ? translated : undefined;
}

function translateToken(recorded: Names, simulated: Names, token: string): string | undefined {
  const meaning = meaningOf(recorded, token);
  const isMadeUp = /^sha256:(.)\1+$/.test(token);
  if (isMadeUp || ['time', 'uid', 'hash', 'digest', 'receiver'].includes(meaning)) return token;
  const candidates = [
    ...simulated.freight.keys(),
    ...simulated.digests.keys(),
    ...simulated.commits.keys(),
    ...simulated.promotions,
  ];
  return candidates.find((candidate) => meaningOf(simulated, candidate) === meaning);
}

/** Whether a JSON value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
