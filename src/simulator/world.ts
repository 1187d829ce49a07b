import { parseAllDocuments } from 'yaml';
import {
  type Artifacts,
  digestOf,
  noArtifacts,
  pushChart,
  pushCommit,
  pushImage,
  sha1,
  splitImageReference,
} from './artifacts.ts';
import { parseGoDuration } from './go-duration.ts';
import { isRecord, type JsonObject, type PolicyRule } from './objects.ts';

export type GateState = 'open' | 'closed' | 'broken';

/** How the AnalysisRuns of a Stage or of a template end; `by hand` waits for `POST /_simulator/analysis`. */
export interface AnalysisScript {
  stage?: string;
  template?: string;
  ends: 'Successful' | 'Failed' | 'Error' | 'Inconclusive' | 'by hand';
  afterMs: number;
  message?: string;
  /** What the Jobs of the metrics write. Once a world has one, the server can show the logs of AnalysisRuns. */
  log?: string;
}

/** What a step does when the simulator is told so: how long it takes, how it ends. */
export interface StepScript {
  uses?: string;
  stage?: string;
  as?: string;
  takesMs?: number;
  status?: 'Succeeded' | 'Failed' | 'Errored' | 'Skipped';
  message?: string;
  output?: JsonObject;
}

/** An API token of a role with these rules (or of a role that exists, without rules). */
export interface TokenScript {
  name: string;
  role: string;
  project?: string;
  rules?: PolicyRule[];
}

export interface ArgoScript {
  name: string;
  namespace: string;
  health: string;
  /** How long a sync takes; undefined = until `POST /_simulator/health` says how it ended. */
  syncMs: number | undefined;
  repoURL?: string;
}

/** Everything `kind: Simulation` documents say. */
export interface Simulation {
  latencyMs: number;
  discoveryMs: number;
  ui: boolean;
  artifacts: Artifacts;
  gates: Map<string, GateState>;
  applications: ArgoScript[];
  analyses: AnalysisScript[];
  steps: StepScript[];
  tokens: TokenScript[];
}

export interface World {
  /** Kubernetes manifests in the order given, Projects first. */
  manifests: Record<string, unknown>[];
  simulation: Simulation;
}

/** A world file that cannot be used; the message lists every problem. */
export class WorldError extends Error {}

const EPOCH = '2026-01-01T00:00:00Z';

/** Reads a multi-document YAML world. Throws WorldError. */
export function parseWorld(text: string): World {
  const problems: string[] = [];
  const manifests: Record<string, unknown>[] = [];
  const simulation = emptySimulation();
  for (const document of parseAllDocuments(text)) {
    for (const error of document.errors) problems.push(error.message);
    const content: unknown = document.errors.length > 0 ? null : document.toJS();
    if (content === null || content === undefined) continue;
    if (!isRecord(content)) problems.push('A document is not a mapping.');
    else if (content.kind === 'Simulation') readSimulation(content, simulation, problems);
    else if (typeof content.kind !== 'string' || !isRecord(content.metadata)) {
      problems.push('A document has no kind or no metadata.');
    } else manifests.push(content);
  }
  if (problems.length > 0) throw new WorldError(`The world cannot be used:\n${problems.join('\n')}`);
  const projectsFirst = [
    ...manifests.filter((manifest) => manifest.kind === 'Project'),
    ...manifests.filter((manifest) => manifest.kind !== 'Project'),
  ];
  return { manifests: projectsFirst, simulation };
}

function emptySimulation(): Simulation {
  return {
    latencyMs: 8,
    discoveryMs: 40,
    ui: true,
    artifacts: noArtifacts(),
    gates: new Map(),
    applications: [],
    analyses: [],
    steps: [],
    tokens: [],
  };
}

function readSimulation(content: Record<string, unknown>, into: Simulation, problems: string[]): void {
  const readers: Record<string, (value: unknown) => void> = {
    latency: (value) => {
      into.latencyMs = duration(value, 'latency', problems);
    },
    discovery: (value) => {
      into.discoveryMs = duration(value, 'discovery', problems);
    },
    ui: (value) => {
      into.ui = value !== false;
    },
    artifacts: (value) => {
      for (const item of records(value, 'artifacts', problems)) addArtifact(into.artifacts, item, problems);
    },
    repositories: (value) => {
      for (const name of Array.isArray(value) ? value : [])
        into.artifacts.emptyRepositories.add(String(name));
    },
    gates: (value) => {
      for (const [name, state] of Object.entries(isRecord(value) ? value : {})) {
        if (isGateState(state)) into.gates.set(name, state);
        else problems.push(`gates.${name}: ${String(state)} is not open, closed or broken.`);
      }
    },
    applications: (value) => {
      for (const item of records(value, 'applications', problems))
        into.applications.push(application(item, problems));
    },
    analyses: (value) => {
      for (const item of records(value, 'analyses', problems)) into.analyses.push(analysis(item, problems));
    },
    steps: (value) => {
      for (const item of records(value, 'steps', problems)) into.steps.push(stepScript(item, problems));
    },
    tokens: (value) => {
      for (const item of records(value, 'tokens', problems)) into.tokens.push(tokenScript(item));
    },
  };
  for (const [key, value] of Object.entries(content)) {
    if (key === 'kind' || key === 'apiVersion' || key === 'metadata') continue;
    const reader = readers[key];
    if (reader === undefined)
      problems.push(`Simulation: ${key} is unknown; known: ${Object.keys(readers).join(', ')}.`);
    else reader(value);
  }
}

export function isGateState(value: unknown): value is GateState {
  return value === 'open' || value === 'closed' || value === 'broken';
}

/**
 * Adds one artifact as a world or `POST /_simulator/artifacts` describes it: `image: repo:tag`,
 * `commit: {repoURL, id, ...}` or `chart: {repoURL, version, ...}`. Problems are appended, nothing is added then.
 */
export function addArtifact(
  artifacts: Artifacts,
  item: Record<string, unknown>,
  problems: string[],
  now = EPOCH,
): void {
  const { image, commit, chart } = item;
  if (typeof image === 'string') {
    const { repoURL, tag, digest } = splitImageReference(image);
    const createdAt = optionalText(item.createdAt) ?? now;
    pushImage(artifacts, {
      repoURL,
      tag,
      digest: optionalText(item.digest) ?? digest ?? digestOf(`${image} ${createdAt}`),
      ...(isRecord(item.annotations) ? { annotations: texts(item.annotations) } : {}),
      createdAt,
    });
  } else if (isRecord(commit) && typeof commit.repoURL === 'string') {
    const author = optionalText(commit.author) ?? 'Ana <ana@example.com>';
    const message = optionalText(commit.message) ?? 'a commit';
    pushCommit(artifacts, {
      repoURL: commit.repoURL,
      id: optionalText(commit.id) ?? sha1(`${message}${artifacts.commits.length}`),
      message,
      author,
      committer: optionalText(commit.committer) ?? author,
      createdAt: optionalText(commit.createdAt) ?? now,
      ...optionalEntry('branch', commit.branch),
      ...optionalEntry('tag', commit.tag),
    });
  } else if (isRecord(chart) && typeof chart.repoURL === 'string' && typeof chart.version === 'string') {
    const { repoURL, version } = chart;
    pushChart(artifacts, { repoURL, version, ...optionalEntry('name', chart.name) });
  } else {
    problems.push(`An artifact is neither image, commit nor chart: ${JSON.stringify(item)}`);
  }
}

function application(item: Record<string, unknown>, problems: string[]): ArgoScript {
  const sync = item.sync;
  return {
    name: String(item.name),
    namespace: optionalText(item.namespace) ?? 'argocd',
    health: optionalText(item.health) ?? 'Healthy',
    ...optionalEntry('repoURL', item.repoURL),
    syncMs: sync === 'by hand' ? undefined : sync === undefined ? 100 : duration(sync, 'sync', problems),
  };
}

function analysis(item: Record<string, unknown>, problems: string[]): AnalysisScript {
  const ends = item.ends ?? 'Successful';
  const known = ['Successful', 'Failed', 'Error', 'Inconclusive', 'by hand'] as const;
  const end = known.find((candidate) => candidate === ends);
  if (end === undefined) problems.push(`analyses: ends ${String(ends)} is none of ${known.join(', ')}.`);
  return {
    ends: end ?? 'Successful',
    afterMs: item.after === undefined ? 300 : duration(item.after, 'after', problems),
    ...optionalEntry('stage', item.stage),
    ...optionalEntry('template', item.template),
    ...optionalEntry('message', item.message),
    ...optionalEntry('log', item.log),
  };
}

function stepScript(item: Record<string, unknown>, problems: string[]): StepScript {
  const statuses = ['Succeeded', 'Failed', 'Errored', 'Skipped'] as const;
  const status = statuses.find((candidate) => candidate === item.status);
  if (item.status !== undefined && status === undefined) {
    problems.push(`steps: status ${String(item.status)} is none of ${statuses.join(', ')}.`);
  }
  return {
    ...optionalEntry('uses', item.uses),
    ...optionalEntry('stage', item.stage),
    ...optionalEntry('as', item.as),
    ...optionalEntry('message', item.message),
    ...(item.takes === undefined ? {} : { takesMs: duration(item.takes, 'takes', problems) }),
    ...(status === undefined ? {} : { status }),
    ...(isRecord(item.output) ? { output: JSON.parse(JSON.stringify(item.output)) as JsonObject } : {}),
  };
}

function tokenScript(item: Record<string, unknown>): TokenScript {
  const rules = Array.isArray(item.rules) ? item.rules.filter(isRecord) : undefined;
  return {
    name: String(item.name),
    role: optionalText(item.role) ?? String(item.name),
    ...optionalEntry('project', item.project),
    ...(rules === undefined ? {} : { rules: rules.map(policyRule) }),
  };
}

/** A rule as in a Kubernetes Role; `apiGroups` defaults to Kargo's. */
export function policyRule(rule: Record<string, unknown>): PolicyRule {
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
  return {
    verbs: list(rule.verbs),
    apiGroups: rule.apiGroups === undefined ? ['kargo.akuity.io'] : list(rule.apiGroups),
    resources: list(rule.resources),
    ...(rule.resourceNames === undefined ? {} : { resourceNames: list(rule.resourceNames) }),
  };
}

function duration(value: unknown, name: string, problems: string[]): number {
  const ms = parseGoDuration(String(value));
  if (ms === undefined) problems.push(`${name}: ${String(value)} is no duration (like 250ms, 1h30m).`);
  return ms ?? 0;
}

function records(value: unknown, name: string, problems: string[]): Record<string, unknown>[] {
  if (!Array.isArray(value)) {
    problems.push(`${name}: a list is expected.`);
    return [];
  }
  return value.filter(isRecord);
}

function optionalText(value: unknown): string | undefined {
  return value === undefined || value === null
    ? undefined
    : value instanceof Date
      ? value.toISOString()
      : String(value);
}

function optionalEntry<K extends string>(key: K, value: unknown): Partial<Record<K, string>> {
  const text = optionalText(value);
  return text === undefined ? {} : ({ [key]: text } as Partial<Record<K, string>>);
}

function texts(value: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]));
}
