import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** What was sent. A `body` that is not a string was sent as JSON. */
export interface RecordedRequest {
  method: string;
  /** Path and query, as sent. */
  path: string;
  headers: Record<string, string>;
  /** Set when the request went to the webhooks server instead of the API server. */
  server?: 'external-webhooks';
  /** `"(2097205 bytes)"` stands for a body of that size. */
  body?: Json;
}

/** One SSE frame: an event (`data`), or something else as it came over the wire (`raw`). */
export interface RecordedFrame {
  /** Milliseconds since the scenario began. */
  atMs: number;
  data?: { type: string; object: JsonObject };
  raw?: string;
}

/** What came back: exactly one of `json`, `text` and `frames` (with `end`) is there. */
export interface RecordedResponse {
  status: number;
  headers: Record<string, string>;
  json?: Json;
  text?: string;
  frames?: RecordedFrame[];
  /** How the stream ended: `closed by client`, `closed by server`, or `error …`. */
  end?: string;
}

/** A request and its answer; `id` is unique in its scenario and the same on all releases. */
export interface RecordedExchange {
  /** Milliseconds since the scenario began. */
  atMs: number;
  id: string;
  request: RecordedRequest;
  response: RecordedResponse;
  /** Absent for streams. */
  tookMs?: number;
}

/** Something done to the world outside the API. */
export interface RecordedWorldEvent {
  /** Milliseconds since the scenario began. */
  atMs: number;
  world: string;
  data?: Json;
}

/** A line of a recording. */
export type Step = RecordedExchange | RecordedWorldEvent;

/** One recorded file. */
export interface Scenario {
  /** `06-promote` */
  scenario: string;
  about: string;
  /** Kargo's version: `v1.9.10`, …, `main`. */
  kargo: string;
  steps: Step[];
}

/** An exchange with where it was recorded. */
export interface LocatedExchange extends RecordedExchange {
  release: Release;
  scenario: string;
}

const folder = path.join(import.meta.dirname, '..', 'recordings');

/** The Kargo versions that were recorded, oldest first. */
export const releases = ['v1.9.10', 'v1.10.10', 'v1.11.2', 'main'] as const;
/** One of the recorded Kargo versions. */
export type Release = (typeof releases)[number];

/** The names of the recorded scenarios, in the order in which they were played: the same on every release. */
export const scenarios: readonly string[] = readdirSync(path.join(folder, 'main'))
  .map((name) => path.basename(name, '.jsonl'))
  .sort();

/** Whether a step is an exchange, not something done to the world. */
export function isExchange(step: Step): step is RecordedExchange {
  return 'request' in step;
}

/** Reads a recording with its heading. Throws when there is none of this name. */
export function readScenario(release: Release, scenario: string): Scenario {
  const text = readFileSync(path.join(folder, release, `${scenario}.jsonl`), 'utf8');
  const [head, ...steps] = text.trimEnd().split('\n');
  return { ...JSON.parse(head ?? '{}'), steps: steps.map((line): Step => JSON.parse(line)) };
}

/** The steps of a recording, in the order in which they began. Throws when there is none of this name. */
export function loadScenario(release: Release, scenario: string): Step[] {
  return readScenario(release, scenario).steps;
}

/** Every exchange of every recording, release by release, scenario by scenario. */
export function* recordedExchanges(): Generator<LocatedExchange> {
  for (const release of releases) {
    for (const scenario of scenarios) {
      for (const step of loadScenario(release, scenario)) {
        if (isExchange(step)) yield { release, scenario, ...step };
      }
    }
  }
}

/** The manifests that every recording begins with: Project `shop` with its Warehouses and Stages. */
export function loadWorld(): JsonObject[] {
  return JSON.parse(readFileSync(path.join(folder, 'world.json'), 'utf8'));
}
