import { schema as published } from '@octokit/graphql-schema';
import {
  buildSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Change, CodeHost, TokenRights } from '../code-host.ts';
import type { Reply } from '../server.ts';
import { recordOf } from '../server.ts';
import { mergeState } from './merge-state.ts';
import { nodeId, type Shapes } from './shapes.ts';

let built: GraphQLSchema | undefined;

/** GitHub's published schema. */
function schemaOf(): GraphQLSchema {
  built ??= buildSchema(published.idl, { assumeValid: true });
  return built;
}

const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** A query that GitHub takes, or what is wrong with it. */
function documentOf(source: string): DocumentNode | readonly GraphQLError[] {
  let document = documents.get(source);
  if (document === undefined) {
    const parsed = parse(source);
    const errors = validate(schemaOf(), parsed);
    document = errors.length > 0 ? errors : parsed;
    documents.set(source, document);
  }
  return document;
}

/** What differs between servers and tokens. */
export interface GraphSettings {
  /** An older GitHub Enterprise Server. */
  queueInSchema: boolean;
  /** The token may read checks. */
  checksReadable: boolean;
}

function refuse(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** Carries out a GraphQL request on GitHub's own schema: names, arguments, variables and types are checked by it. */
export async function answerGraph(
  body: unknown,
  host: CodeHost,
  { rights, settings, shapes }: { rights: TokenRights; settings: GraphSettings; shapes: Shapes },
): Promise<Reply> {
  const { query, variables } = recordOf(body);
  const source = String(query);
  if (!settings.queueInSchema && source.includes('isMergeQueueEnabled')) {
    const message = "Field 'isMergeQueueEnabled' doesn't exist on type 'PullRequest'";
    return { status: 200, json: { errors: [{ message, extensions: { code: 'undefinedField' } }] } };
  }
  const graph = new Graph(host, { rights, settings, shapes });
  const document = documentOf(source);
  if (!('kind' in document)) {
    return { status: 200, json: { errors: document.map((error) => error.toJSON()) } };
  }
  const result = await execute({
    schema: schemaOf(),
    document,
    rootValue: graph.root(),
    variableValues: recordOf(variables),
  });
  const errors = result.errors?.map((error) => ({ ...error.toJSON(), type: error.extensions.type }));
  return { status: 200, json: { data: result.data ?? null, ...(errors !== undefined && { errors }) } };
}

class Graph {
  readonly #host: CodeHost;
  readonly #rights: TokenRights;
  readonly #settings: GraphSettings;
  readonly #shapes: Shapes;

  constructor(
    host: CodeHost,
    { rights, settings, shapes }: { rights: TokenRights; settings: GraphSettings; shapes: Shapes },
  ) {
    this.#host = host;
    this.#rights = rights;
    this.#settings = settings;
    this.#shapes = shapes;
  }

  root() {
    return {
      repository: ({ owner, name }: { owner: string; name: string }) => this.#repository(`${owner}/${name}`),
      enablePullRequestAutoMerge: ({ input }: { input: Input }) => this.#enableAutoMerge(input),
      disablePullRequestAutoMerge: ({ input }: { input: Input }) => {
        const change = this.#writable(input);
        change.autoMerge = undefined;
        this.#host.touch(change);
        return { pullRequest: this.#pull(change) };
      },
      enqueuePullRequest: ({ input }: { input: Input }) => this.#enqueue(input),
      dequeuePullRequest: ({ input }: { input: { id: string } }) => {
        const change = this.#writable({ pullRequestId: input.id });
        change.queued = false;
        this.#host.touch(change);
        return { mergeQueueEntry: null };
      },
      markPullRequestReadyForReview: ({ input }: { input: Input }) => {
        const change = this.#writable(input);
        change.draft = false;
        this.#host.touch(change);
        return { pullRequest: this.#pull(change) };
      },
    };
  }

  #repository(fullName: string) {
    const { repository, rules, changes } = this.#host;
    if (fullName.toLowerCase() !== repository.toLowerCase() || this.#rights.rights === 'none') {
      throw refuse('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
    }
    return {
      autoMergeAllowed: rules.autoMerge,
      mergeCommitAllowed: rules.methods.includes('merge'),
      squashMergeAllowed: rules.methods.includes('squash'),
      rebaseMergeAllowed: rules.methods.includes('rebase'),
      pullRequest: ({ number }: { number: number }) => {
        const change = changes.get(number);
        if (change === undefined) {
          throw refuse('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
        }
        return this.#pull(change);
      },
    };
  }

  #pull(change: Change) {
    const { rules } = this.#host;
    const queue = [...this.#host.changes.values()].filter(({ queued }) => queued);
    return {
      id: nodeId(change),
      headRefOid: change.headSha,
      isDraft: change.draft,
      mergeStateStatus: mergeState(this.#host, change).status,
      reviewDecision: this.#reviewDecision(change),
      isMergeQueueEnabled: rules.queue,
      mergeQueueEntry: change.queued ? this.#entry(queue.indexOf(change)) : null,
      autoMergeRequest:
        change.autoMerge === undefined
          ? null
          : { mergeMethod: change.autoMerge.method.toUpperCase(), enabledAt: '2026-01-02T03:04:05Z' },
      reviewThreads: {
        nodes: Array.from({ length: change.unresolvedThreads }, () => ({ isResolved: false })),
      },
      commits: {
        nodes: [{ commit: { oid: change.headSha, statusCheckRollup: () => this.#rollup(change) } }],
      },
      comments: ({ first, after }: { first: number; after: string | null }) =>
        this.#comments(change, first, Number(after ?? 0)),
    };
  }

  #entry(index: number) {
    return { id: `MQE_${index}`, position: index + 1, state: 'AWAITING_CHECKS' };
  }

  #reviewDecision(change: Change): string | null {
    if (change.requestedChanges.size > 0) {
      return 'CHANGES_REQUESTED';
    }
    if (this.#host.rules.approvals === 0) {
      return null;
    }
    return this.#host.approved(change) ? 'APPROVED' : 'REVIEW_REQUIRED';
  }

  #rollup(change: Change) {
    if (!this.#settings.checksReadable) {
      throw refuse('FORBIDDEN', 'Resource not accessible by integration');
    }
    const checks = this.#host.checksOf(change);
    if (checks.length === 0) {
      return null;
    }
    const states = checks.map(({ state }) => state);
    const pending = states.includes('pending') ? 'PENDING' : 'SUCCESS';
    return {
      state: states.includes('failure') ? 'FAILURE' : pending,
      contexts: ({ first }: { first: number }) => ({
        pageInfo: { hasNextPage: checks.length > first },
        nodes: checks.slice(0, first).map((check) => this.#check(check)),
      }),
    };
  }

  #check({ name, state }: { name: string; state: string }) {
    const isRequired = this.#host.rules.checks.includes(name);
    if (name.startsWith('status/')) {
      return { __typename: 'StatusContext', context: name, state: state.toUpperCase(), isRequired };
    }
    const done = state !== 'pending';
    return {
      __typename: 'CheckRun',
      name,
      status: done ? 'COMPLETED' : 'IN_PROGRESS',
      conclusion: done ? state.toUpperCase() : null,
      isRequired,
    };
  }

  #comments(change: Change, first: number, from: number) {
    const end = Math.min(from + first, change.notes.length);
    return {
      pageInfo: { hasNextPage: end < change.notes.length, endCursor: String(end) },
      nodes: change.notes.slice(from, end).map((note) => ({
        databaseId: note.id,
        body: note.body,
        url: this.#shapes.commentPage(change, note),
        viewerDidAuthor: note.author === this.#rights.user,
      })),
    };
  }

  #writable(input: Input): Change {
    const change = [...this.#host.changes.values()].find((one) => nodeId(one) === input.pullRequestId);
    if (change === undefined) {
      throw refuse('NOT_FOUND', `Could not resolve to a node with the global id of '${input.pullRequestId}'`);
    }
    if (this.#rights.rights !== 'write') {
      throw refuse('FORBIDDEN', 'Resource not accessible by integration');
    }
    if (input.expectedHeadOid !== undefined && input.expectedHeadOid !== change.headSha) {
      throw refuse('UNPROCESSABLE', 'Head branch was modified. Review and try the merge again.');
    }
    return change;
  }

  #enableAutoMerge(input: Input) {
    const change = this.#writable(input);
    if (!this.#host.rules.autoMerge) {
      throw refuse('UNPROCESSABLE', 'Auto merge is not allowed for this repository');
    }
    if (this.#host.clean(change)) {
      throw refuse('UNPROCESSABLE', 'Pull request Pull request is in clean status');
    }
    const method = (input.mergeMethod ?? 'MERGE').toLowerCase();
    change.autoMerge = { method, by: this.#rights.user };
    this.#host.touch(change);
    return { pullRequest: this.#pull(change) };
  }

  #enqueue(input: Input) {
    const change = this.#writable(input);
    if (!this.#host.rules.queue || !this.#host.clean(change)) {
      throw refuse('UNPROCESSABLE', 'Pull request is not mergeable');
    }
    change.queued = true;
    this.#host.touch(change);
    return { mergeQueueEntry: this.#entry(0) };
  }
}

interface Input {
  readonly pullRequestId: string;
  readonly expectedHeadOid?: string;
  readonly mergeMethod?: string;
}
