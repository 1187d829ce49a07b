import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json, Release } from '../support/recordings.ts';
import type { Difference } from './compare.ts';
import type { Outcome } from './exchange.ts';

/** Differences that are known and accepted, by name. */
export interface Acceptance {
  releases: Release[];
  scenario: string;
  exchange: string;
  /** Which differences: a difference's `what`, where `*` stands for anything. */
  what: string;
  reason: string;
}

/** The checked-in list. */
export interface AcceptedList {
  /** How long the list may be: one entry for one release counts one. */
  maximum: number;
  accepted: Acceptance[];
}

/** The outcomes of one release: by scenario. */
export type Outcomes = ReadonlyMap<string, readonly Outcome[]>;

/** What the list leaves to complain about, as sentences. */
export interface Verdict {
  /** Differences that no entry names. */
  unlisted: string[];
  /** Entries that no difference needs. */
  stale: string[];
}

/** Reads accepted.json. */
export function loadAccepted(): AcceptedList {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'accepted.json'), 'utf8'));
}

/** The length of the list as it counts against its maximum. */
export function lengthOf({ accepted }: AcceptedList): number {
  return accepted.reduce((sum, { releases }) => sum + releases.length, 0);
}

/** Holds the outcomes of a release against the list. */
export function judge({ accepted }: AcceptedList, release: Release, outcomes: Outcomes): Verdict {
  const entries = accepted.filter(({ releases }) => releases.includes(release));
  const used = new Set<Acceptance>();
  const unlisted: string[] = [];
  for (const [scenario, list] of outcomes) {
    for (const { exchange, differences } of list) {
      for (const difference of differences) {
        const hits = entries.filter((entry) => names(entry, { scenario, exchange, what: difference.what }));
        for (const entry of hits) used.add(entry);
        if (hits.length === 0) unlisted.push(`${scenario}/${exchange} ${sentence(difference)}`);
      }
    }
  }
  const stale = entries
    .filter((entry) => !used.has(entry))
    .map(({ scenario, exchange, what }) => `${scenario}/${exchange} ${what}`);
  return { unlisted, stale };
}

function names(entry: Acceptance, found: Pick<Acceptance, 'scenario' | 'exchange' | 'what'>): boolean {
  const isThere = entry.scenario === found.scenario && entry.exchange === found.exchange;
  const parts = entry.what.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return isThere && new RegExp(`^${parts.join('.*')}$`, 's').test(found.what);
}

function sentence({ what, recorded, simulated }: Difference): string {
  return `${what}: recorded ${show(recorded)}, simulated ${show(simulated)}`;
}

function show(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** One line about a release: how many exchanges came out as recorded, are accepted otherwise, and are not. */
export function summarise(list: AcceptedList, release: Release, outcomes: Outcomes): string {
  let [compared, reproduced, accepted] = [0, 0, 0];
  for (const [scenario, played] of outcomes) {
    for (const outcome of played) {
      compared += 1;
      if (outcome.differences.length === 0) reproduced += 1;
      else if (judge(list, release, new Map([[scenario, [outcome]]])).unlisted.length === 0) accepted += 1;
    }
  }
  const share = compared === 0 ? 0 : (100 * accepted) / compared;
  const rest = compared - reproduced - accepted;
  return `${release}: ${compared} exchanges compared, ${reproduced} reproduced, ${accepted} accepted (${share.toFixed(1)} %), ${rest} not`;
}
