import { isKargoError, unknown } from '../../errors.ts';
import { reasonOf } from '../../verdict.ts';
import { child, children, type Json, numberAt, text } from '../fields.ts';
import type { PullRequestRef } from '../forge.ts';
import { type GitHubApi, ownerAndRepo } from './api.ts';

/** One check run or commit status of the head. */
export interface Check {
  readonly name: string;
  readonly state: 'green' | 'pending' | 'red';
  readonly required: boolean;
}

/** What only GraphQL tells about a pull request. */
export interface Detail {
  readonly id: string;
  readonly headSha: string;
  /** BEHIND, BLOCKED, CLEAN, DIRTY, HAS_HOOKS, UNKNOWN, UNSTABLE, DRAFT; a new word is possible. */
  readonly mergeState: string;
  /** APPROVED, CHANGES_REQUESTED, REVIEW_REQUIRED; undefined when no rule asks for reviews. */
  readonly reviewDecision: string | undefined;
  /** SUCCESS, PENDING, EXPECTED, FAILURE, ERROR; undefined when there is none. */
  readonly rollup: string | undefined;
  /** Undefined when the token may not read them. */
  readonly checks: readonly Check[] | undefined;
  /** There are more of them than were asked for. */
  readonly moreChecks: boolean;
  readonly unresolvedThreads: number;
  readonly queueEnabled: boolean;
  readonly queueEntry: { readonly position: number | undefined; readonly state: string } | undefined;
  readonly autoMerge: boolean;
  readonly autoMergeAllowed: boolean;
  readonly methods: { readonly merge: boolean; readonly squash: boolean; readonly rebase: boolean };
}

const queueFields = 'isMergeQueueEnabled mergeQueueEntry { position state }';

function detailQuery(withQueue: boolean): string {
  return `query ($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      autoMergeAllowed mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
      pullRequest(number: $number) {
        id headRefOid mergeStateStatus reviewDecision
        ${withQueue ? queueFields : ''}
        autoMergeRequest { mergeMethod }
        reviewThreads(first: 100) { nodes { isResolved } }
        commits(last: 1) { nodes { commit { statusCheckRollup {
          state
          contexts(first: 100) { pageInfo { hasNextPage } nodes {
            __typename
            ... on CheckRun { name status conclusion isRequired(pullRequestNumber: $number) }
            ... on StatusContext { context state isRequired(pullRequestNumber: $number) }
          } }
        } } } }
      }
    }
  }`;
}

/** Undefined when GraphQL does not give the pull request (a token without the right, no GraphQL at all). */
export async function readDetail(api: GitHubApi, ref: PullRequestRef): Promise<Detail | undefined> {
  const { owner, repo } = ownerAndRepo(ref.repository);
  const purpose = {
    doing: `reading the rules and checks of pull request ${ref.number} of ${ref.repository}`,
    needs: 'pull-requests: read, checks: read, statuses: read',
  };
  const variables = { owner, name: repo, number: ref.number };
  const answer = await api
    .graphql(purpose, detailQuery(api.known.queueInSchema), variables)
    .catch(undefinedWhenRefused);
  if (answer === undefined) {
    return undefined;
  }
  if (api.known.queueInSchema && answer.errors.some(isUndefinedField)) {
    api.known.queueInSchema = false;
    return readDetail(api, ref);
  }
  // Without what only GraphQL tells, a merge could go past a queue: that must be a denial, not a fault of the moment.
  const fault = answer.errors.find((error) => !isDenial(error));
  if (fault !== undefined) {
    throw unknown('unreachable', `${purpose.doing}: GitHub says "${text(fault, 'message') ?? ''}"`);
  }
  const repository = child(answer.data, 'repository');
  const pull = child(repository, 'pullRequest');
  // One field that is denied is null, with an error that names its path; the rest can be used.
  const checksDenied = answer.errors.some((error) => String(error.path).includes('statusCheckRollup'));
  return text(pull, 'id') === undefined ? undefined : detailOf(repository, pull, checksDenied);
}

function undefinedWhenRefused(thrown: unknown): undefined {
  if (isKargoError(thrown) && ['forbidden', 'not-found'].includes(reasonOf(thrown.verdict) ?? '')) {
    return undefined;
  }
  throw thrown;
}

/** What the token may not read, or this server does not have. */
function isDenial(error: Json): boolean {
  return isUndefinedField(error) || denials.has(text(error, 'type') ?? '');
}

const denials = new Set(['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']);

function isUndefinedField(error: Json): boolean {
  return child(error, 'extensions').code === 'undefinedField';
}

function detailOf(repository: Json, pull: Json, checksDenied: boolean): Detail {
  const [last = {}] = children(child(pull, 'commits'), 'nodes');
  const rollup = child(child(last, 'commit'), 'statusCheckRollup');
  const contexts = child(rollup, 'contexts');
  const entry = child(pull, 'mergeQueueEntry');
  const entryState = text(entry, 'state');
  return {
    id: text(pull, 'id') ?? '',
    headSha: text(pull, 'headRefOid') ?? '',
    mergeState: text(pull, 'mergeStateStatus') ?? 'UNKNOWN',
    reviewDecision: text(pull, 'reviewDecision'),
    rollup: text(rollup, 'state'),
    checks: checksDenied ? undefined : children(contexts, 'nodes').map(checkOf),
    moreChecks: child(contexts, 'pageInfo').hasNextPage === true,
    unresolvedThreads: children(child(pull, 'reviewThreads'), 'nodes').filter(
      (thread) => thread.isResolved === false,
    ).length,
    queueEnabled: pull.isMergeQueueEnabled === true,
    queueEntry:
      entryState === undefined ? undefined : { position: numberAt(entry, 'position'), state: entryState },
    autoMerge: pull.autoMergeRequest !== null && pull.autoMergeRequest !== undefined,
    autoMergeAllowed: repository.autoMergeAllowed === true,
    methods: {
      merge: repository.mergeCommitAllowed === true,
      squash: repository.squashMergeAllowed === true,
      rebase: repository.rebaseMergeAllowed === true,
    },
  };
}

const greenConclusions = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED']);

function checkOf(node: Json): Check {
  const required = node.isRequired === true;
  if (text(node, '__typename') === 'StatusContext') {
    return { name: text(node, 'context') ?? '', state: statusState(text(node, 'state')), required };
  }
  const conclusion = text(node, 'conclusion');
  const done = text(node, 'status') === 'COMPLETED' && conclusion !== undefined;
  const ended = conclusion !== undefined && greenConclusions.has(conclusion) ? 'green' : 'red';
  return { name: text(node, 'name') ?? '', state: done ? ended : 'pending', required };
}

function statusState(state: string | undefined): Check['state'] {
  if (state === 'SUCCESS') {
    return 'green';
  }
  return state === 'FAILURE' || state === 'ERROR' ? 'red' : 'pending';
}
