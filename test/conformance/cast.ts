import {
  isExchange,
  type Json,
  loadScenario,
  type RecordedExchange,
  type RecordedRequest,
  type Release,
} from '../support/recordings.ts';
import { createNames, isObject, learnNames, type Names, translateNames } from './names.ts';
import { isMadeUpAlias } from './normalise.ts';
import type { Observer } from './observer.ts';
import type { WireRequest } from './server.ts';
import type { Stagehand } from './stagehand.ts';

/** A running simulator and the recordings of one server that are played on it. */
export interface Cast {
  release: Release;
  /** Address of the simulated API server. */
  api: URL;
  /** Address of the simulated webhooks server. */
  webhooks: URL;
  stagehand: Stagehand;
  observer: Observer | undefined;
  recordedNames: Names;
  simulatedNames: Names;
  /** Name in the recordings (`admin`) to token of the simulator. */
  tokens: Map<string, string>;
  /** resourceVersion of a recorded list to that of the simulator's. */
  versions: Map<string, string>;
  /** Recorded path of a webhook receiver to the simulator's. */
  receivers: Map<string, string>;
}

/** Every volatile name in the recordings of these scenarios. */
export function recordedNamesOf(release: Release, scenarios: readonly string[]): Names {
  const names = createNames();
  for (const { request, response } of scenarios
    .flatMap((name) => loadScenario(release, name))
    .filter(isExchange)) {
    learnNames(names, request.path);
    learnNames(names, request.body);
    learnNames(names, response.json);
    for (const { data } of response.frames ?? []) learnNames(names, data?.object);
  }
  return names;
}

/** The path of each webhook receiver of a ProjectConfig, by its name. */
export function receiverPaths(config: Json | undefined): Map<string, string> {
  const status = isObject(config) && isObject(config.status) ? config.status : {};
  const receivers = Array.isArray(status.webhookReceivers) ? status.webhookReceivers : [];
  return new Map(receivers.filter(isObject).map(({ name, path }) => [`${name}`, `${path}`]));
}

/**
 * Puts a recorded request into the simulator's terms: names, aliases, tokens, versions and receiver paths.
 * @returns undefined when it names something that the simulator has not.
 */
export function translateRequest(cast: Cast, request: RecordedRequest): WireRequest | undefined {
  const isWebhook = request.server === 'external-webhooks';
  const path = isWebhook
    ? (cast.receivers.get(request.path) ?? request.path)
    : translatePath(cast, request.path);
  const body = translateBody(cast, request.body);
  if (path === undefined || body === unknown) return undefined;
  const headers = Object.entries(request.headers).map(([name, value]) => [name, translateToken(cast, value)]);
  return {
    method: request.method,
    url: isWebhook ? cast.webhooks : cast.api,
    path,
    headers: Object.fromEntries(headers),
    body,
  };
}

const unknown = Symbol('unknown');

function translateBody(cast: Cast, body: Json | undefined): string | undefined | typeof unknown {
  if (body === undefined) return undefined;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const size = /^\((\d+) bytes\)$/.exec(text)?.[1];
  if (size !== undefined) return `{"padding":"${'x'.repeat(Number(size) - 14)}"}`;
  return translateNames(cast.recordedNames, cast.simulatedNames, text) ?? unknown;
}

function translatePath(cast: Cast, path: string): string | undefined {
  const named = path
    .replace(/(?<=\/freight\/)[^/?]+/, (alias) => translateAlias(cast, alias))
    .replace(/(?<=resourceVersion=)\d+/, (version) => cast.versions.get(version) ?? version);
  return translateNames(cast.recordedNames, cast.simulatedNames, named);
}

// An alias that Kargo made up is another one in the simulator; one that was given is the same.
function translateAlias(cast: Cast, alias: string): string {
  const name = cast.recordedNames.aliases.get(alias);
  if (name === undefined || !isMadeUpAlias(alias)) return alias;
  const simulated = translateNames(cast.recordedNames, cast.simulatedNames, name);
  const aliases = [...cast.simulatedNames.aliases].filter(([, freight]) => freight === simulated);
  return aliases.find(([known]) => isMadeUpAlias(known))?.[0] ?? alias;
}

function translateToken(cast: Cast, header: string): string {
  return header.replace(/<token:(\w+)>/, (_, name: string) => cast.tokens.get(name) ?? `no-token-${name}`);
}

/** Learns the tokens of an answer that gives one out, and the version of a list. */
export function learnFromAnswer(cast: Cast, { response }: RecordedExchange, simulated: Json): void {
  const recorded = response.json;
  if (!isObject(recorded) || !isObject(simulated)) return;
  if (isObject(recorded.data) && isObject(simulated.data)) {
    const name = /^<token:(\w+)\.b64>$/.exec(`${recorded.data.token}`)?.[1];
    const token = simulated.data.token;
    if (name !== undefined && typeof token === 'string') {
      cast.tokens.set(name, Buffer.from(token, 'base64').toString());
    }
  }
  if (Array.isArray(recorded.items) && isObject(recorded.metadata) && isObject(simulated.metadata)) {
    cast.versions.set(`${recorded.metadata.resourceVersion}`, `${simulated.metadata.resourceVersion}`);
  }
}
