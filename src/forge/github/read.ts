import { type Json, objectOf, text } from '../fields.ts';
import type { PullRequest, PullRequestRef } from '../forge.ts';
import { type GitHubApi, type Kept, ownerAndRepo } from './api.ts';
import { type Detail, readDetail } from './detail.ts';
import { approvalOf, checksOf, type Facts, isExplained, mergeabilityOf } from './mergeability.ts';
import { pullRequestOf } from './pull.ts';
import { ruleFindings } from './rules.ts';

/** A version of a pull request, and what only GraphQL told about it. */
export interface Snapshot {
  readonly pullRequest: PullRequest;
  readonly detail: Detail | undefined;
}

/** Pauses while GitHub works out `mergeable`, which is null at first and after each push to head or base. */
const pausesMs = [500, 1_000, 2_000, 4_000];

/** After so many "not modified" in a row the whole answer is asked for: nobody promises that the ETag is exact. */
const mostUnmodified = 10;

export async function read(api: GitHubApi, ref: PullRequestRef): Promise<PullRequest> {
  return (await snapshot(api, ref)).pullRequest;
}

/** As it is now, waiting for a known mergeability and for REST and GraphQL to speak of the same head. */
export async function snapshot(api: GitHubApi, ref: PullRequestRef): Promise<Snapshot> {
  const { clock, signal } = api.connection;
  for (const pauseMs of pausesMs) {
    const seen = await look(api, ref, await fetchPull(api, ref));
    if (isSettled(seen)) {
      return seen;
    }
    await clock.sleep(pauseMs, signal);
  }
  const last = await look(api, ref, await fetchPull(api, ref));
  if (isSettled(last) || last.pullRequest.mergeability.state === 'unknown') {
    return last;
  }
  const mergeability = { state: 'unknown', text: 'the head keeps moving' } as const;
  return { ...last, pullRequest: { ...last.pullRequest, mergeability } };
}

function isSettled({ pullRequest, detail }: Snapshot): boolean {
  const same = detail === undefined || detail.headSha === pullRequest.head.sha;
  return pullRequest.state !== 'open' || (same && pullRequest.mergeability.state !== 'unknown');
}

export async function refresh(api: GitHubApi, last: PullRequest): Promise<PullRequest> {
  const kept = api.kept.get(keyOf(last));
  const changed = await fetchPull(api, last, kept);
  if (changed !== undefined) {
    return (await look(api, last, changed)).pullRequest;
  }
  return kept !== undefined && mayHaveChanged(last) ? (await look(api, last, kept.body)).pullRequest : last;
}

/**
 * Whether there may be news although REST says that nothing changed: checks show there only through `mergeable_state`,
 * which stays `blocked` when a check starts, or fails.
 */
function mayHaveChanged({ checks, mergeability }: PullRequest): boolean {
  const ended = checks === 'green' || checks === 'red';
  return (
    checks === 'pending' || mergeability.state === 'unknown' || (mergeability.state !== 'ready' && !ended)
  );
}

function keyOf({ repository, number }: PullRequestRef): string {
  return `${repository.toLowerCase()}#${number}`;
}

function purposeOf(ref: PullRequestRef) {
  return {
    doing: `reading pull request ${ref.number} of ${ref.repository}`,
    needs: 'pull-requests: read',
  };
}

async function fetchPull(api: GitHubApi, ref: PullRequestRef): Promise<Json>;
async function fetchPull(
  api: GitHubApi,
  ref: PullRequestRef,
  kept: Kept | undefined,
): Promise<Json | undefined>;
async function fetchPull(api: GitHubApi, ref: PullRequestRef, kept?: Kept): Promise<Json | undefined> {
  const ask = kept !== undefined && kept.unmodified < mostUnmodified;
  const answer = await api.read(purposeOf(ref), async (rest) => {
    try {
      const { data, headers } = await rest.pulls.get({
        ...ownerAndRepo(ref.repository),
        pull_number: ref.number,
        ...(ask && { headers: { 'if-none-match': kept.etag } }),
      });
      return { data: { body: data, etag: headers.etag } };
    } catch (thrown) {
      if (ask && isNotModified(thrown)) {
        return { data: undefined };
      }
      throw thrown;
    }
  });
  if (answer === undefined) {
    if (kept !== undefined) {
      api.kept.set(keyOf(ref), { ...kept, unmodified: kept.unmodified + 1 });
    }
    return undefined;
  }
  const body = objectOf(answer.body, purposeOf(ref).doing);
  if (answer.etag === undefined) {
    api.kept.delete(keyOf(ref));
  } else {
    api.kept.set(keyOf(ref), { etag: answer.etag, body, unmodified: 0 });
  }
  return body;
}

function isNotModified(thrown: unknown): boolean {
  return thrown instanceof Error && 'status' in thrown && thrown.status === 304;
}

/** What the REST answer and, for an open one, GraphQL and the rules of the base say together. */
async function look(api: GitHubApi, ref: PullRequestRef, body: Json): Promise<Snapshot> {
  const bare = pullRequestOf(body, ref.repository, purposeOf(ref).doing);
  const detail = bare.state === 'open' ? await readDetail(api, ref) : undefined;
  const facts: Facts = {
    pull: bare,
    mergeable: typeof body.mergeable === 'boolean' ? body.mergeable : null,
    mergeableState: text(body, 'mergeable_state') ?? 'unknown',
    detail,
    ruleFindings: [],
  };
  const mergeability = mergeabilityOf(await withRules(api, bare, facts));
  const pullRequest: PullRequest = {
    ...bare,
    mergeability,
    approval: approvalOf(detail),
    checks: checksOf(detail),
    scheduled: scheduledOf(bare, detail),
  };
  return { pullRequest, detail };
}

async function withRules(api: GitHubApi, pull: PullRequest, facts: Facts): Promise<Facts> {
  const state = (facts.detail?.mergeState ?? facts.mergeableState).toUpperCase();
  if (pull.state !== 'open' || facts.mergeable === null || state !== 'BLOCKED' || isExplained(facts)) {
    return facts;
  }
  const where = { repository: pull.repository, base: pull.base.branch, author: pull.author };
  return { ...facts, ruleFindings: await ruleFindings(api, where, facts.detail) };
}

function scheduledOf(pull: PullRequest, detail: Detail | undefined): PullRequest['scheduled'] {
  if (pull.state !== 'open') {
    return undefined;
  }
  if (detail?.queueEntry !== undefined) {
    return 'queue';
  }
  return detail?.autoMerge === true ? 'auto-merge' : pull.scheduled;
}
