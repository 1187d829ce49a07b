import { failed, type KargoError, unknown } from '../../errors.ts';
import { type Explain, explained, type Purpose, putAgain } from '../calls.ts';
import { type Json, text } from '../fields.ts';
import type { GitHubRest } from '../github.ts';
import type { ForgeAnswer, ForgeConnection, Meter, Outcome } from '../transport.ts';
import { settle } from '../transport.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** What a GraphQL request gave: a part of the data may be missing where there are errors. */
export interface GraphqlAnswer {
  readonly data: Json;
  readonly errors: readonly Json[];
}

/** Octokit, as far as it is used. Throws `ForgeAnswer`, `TransportError`, `KargoError` or the reason of the signal. */
export interface GitHubClient {
  readonly rest: GitHubRest;
  call<T>(request: () => Promise<T>): Promise<T>;
  graphql(query: string, variables: Json): Promise<GraphqlAnswer>;
}

/** One answer that is kept to ask for changes only. */
export interface Kept {
  readonly etag: string;
  readonly body: Json;
  /** How often in a row GitHub said that it is the same. */
  readonly unmodified: number;
}

/** One connection to GitHub. */
export interface GitHubApi {
  readonly connection: ForgeConnection;
  readonly meter: Meter;
  readonly rest: GitHubRest;
  /** Answers by pull request, to ask for changes only. */
  readonly kept: Map<string, Kept>;
  /** What was found out about this server and its branches. */
  readonly known: Known;
  within(connection: ForgeConnection): GitHubApi;
  /** The data of a call that changes nothing. Throws `KargoError`. */
  read<T>(purpose: Purpose, request: (rest: GitHubRest) => Promise<{ data: T }>): Promise<T>;
  /** What became of a write. */
  write<T>(request: (rest: GitHubRest) => Promise<{ data: T }>): Promise<Outcome<T>>;
  /** A write that may be repeated: setting what is set already changes nothing. Throws `KargoError`. */
  put<T>(purpose: Purpose, request: (rest: GitHubRest) => Promise<{ data: T }>): Promise<T>;
  graphql(purpose: Purpose, query: string, variables: Json): Promise<GraphqlAnswer>;
  mutate(query: string, variables: Json): Promise<Outcome<GraphqlAnswer>>;
}

export interface Known {
  /** Older GitHub Enterprise Servers have no merge queue in their schema. */
  queueInSchema: boolean;
  /** By repository and branch: what rules ask for, and when that was read. */
  readonly rules: Map<string, { readonly at: number; readonly rules: Promise<readonly Json[]> }>;
}

type Create = (connection: ForgeConnection, meter: Meter) => GitHubClient;

export function createApi(connection: ForgeConnection, create: Create): GitHubApi {
  const shared = {
    meter: { sent: 0 },
    kept: new Map<string, Kept>(),
    known: { queueInSchema: true, rules: new Map() },
  };
  return apiOf(connection, create, shared);
}

function apiOf(
  connection: ForgeConnection,
  create: Create,
  shared: Pick<GitHubApi, 'meter' | 'kept' | 'known'>,
): GitHubApi {
  const client = create(connection, shared.meter);
  const { rest } = client;
  const data = async <T>(request: (rest: GitHubRest) => Promise<{ data: T }>) =>
    (await client.call(() => request(rest))).data;
  const explain: Explain = (purpose, answer) => refusal(purpose, answer, connection);
  return {
    ...shared,
    connection,
    rest,
    within: (next) => apiOf(next, create, shared),
    read: (purpose, request) => explained(purpose, explain, () => data(request)),
    write: (request) => settle(() => data(request)),
    put: (purpose, request) =>
      explained(purpose, explain, () => putAgain(purpose, connection, () => data(request))),
    graphql: (purpose, query, variables) =>
      explained(purpose, explain, () => client.graphql(query, variables)),
    mutate: (query, variables) => settle(() => client.graphql(query, variables)),
  };
}

/** A refusal of GitHub as a sentence that a person can act on. */
export function refusal(
  { doing, needs }: Purpose,
  { status, words }: ForgeAnswer,
  { token }: Pick<ForgeConnection, 'token'>,
): KargoError {
  const said = `${doing}: GitHub says "${words}" (HTTP ${status})`;
  if (status === 401) {
    const advice = token === undefined ? 'A token is needed.' : 'The token is wrong, expired or revoked.';
    return failed('unauthorized', `${said}. ${advice}`, status);
  }
  if (status === 403) {
    return failed('forbidden', `${said}. ${forbiddenAdvice(words, needs)}`, status);
  }
  if (status === 404) {
    const advice =
      'It does not exist, or the token may not see it (the GITHUB_TOKEN of a workflow reaches its own repository only).';
    return failed('not-found', `${said}. ${advice}`, status);
  }
  if (status >= 500 || status === 429) {
    return unknown('unreachable', said);
  }
  return failed('refused', said, status);
}

function forbiddenAdvice(words: string, needs: string): string {
  if (/GitHub Actions is not permitted to create or approve pull requests/i.test(words)) {
    return 'The GITHUB_TOKEN may open pull requests only when "Allow GitHub Actions to create and approve pull requests" is on (Settings, Actions, General; an organisation can forbid it); or use the token of a GitHub App.';
  }
  if (/not accessible by integration/i.test(words)) {
    return `A workflow token needs \`permissions: ${needs}\` (never given to pull requests from forks); the token of a GitHub App needs the same permissions.`;
  }
  if (/SAML|SSO/.test(words)) {
    return 'The token must be authorised for the single sign-on of the organisation.';
  }
  return `The token needs: ${needs}.`;
}

/**
 * @throws KargoError with the words of GraphQL, whose refusals are answers with status 200. An error without a type is
 * a fault of GitHub's, and says nothing about what was done.
 */
export function refuseErrors({ doing, needs }: Purpose, { errors }: GraphqlAnswer): void {
  if (errors.length === 0) {
    return;
  }
  const types = new Set(errors.map((error) => text(error, 'type')));
  const said = `${doing}: GitHub says "${errors.map((error) => text(error, 'message') ?? '').join('; ')}"`;
  if (types.has('FORBIDDEN') || types.has('INSUFFICIENT_SCOPES')) {
    throw failed('forbidden', `${said}. The token needs: ${needs}.`);
  }
  throw types.has(undefined) ? unknown('unreachable', said) : failed('refused', said);
}

/** `owner/name` as Octokit wants it. */
export function ownerAndRepo(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
