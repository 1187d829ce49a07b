import { failed, type KargoError, unknown } from '../../errors.ts';
import { type Explain, explained, type Purpose, putAgain } from '../calls.ts';
import type { Json } from '../fields.ts';
import type { GitLabRest } from '../gitlab.ts';
import type { ForgeAnswer, ForgeConnection, Meter, Outcome } from '../transport.ts';
import { settle } from '../transport.ts';

/** One connection to a GitLab. */
export interface GitLabApi {
  readonly connection: ForgeConnection;
  readonly meter: Meter;
  /** Projects by path or id, as far as the token may read them. */
  readonly projects: Map<string, Json | undefined>;
  /** The id of the user that the token stands for. */
  readonly self: { id?: number };
  within(connection: ForgeConnection): GitLabApi;
  /** The answer to a call that changes nothing. Throws `KargoError`. */
  read<T>(purpose: Purpose, request: (rest: GitLabRest) => Promise<T>): Promise<T>;
  /** What became of a write. Throws `KargoError` (`forbidden`) for a job token: it may not write. */
  write<T>(purpose: Purpose, request: (rest: GitLabRest) => Promise<T>): Promise<Outcome<T>>;
  /** A write that may be repeated: setting what is set already changes nothing. Throws `KargoError`. */
  put<T>(purpose: Purpose, request: (rest: GitLabRest) => Promise<T>): Promise<T>;
}

type Create = (connection: ForgeConnection, meter: Meter) => GitLabRest;
type Shared = Pick<GitLabApi, 'meter' | 'projects' | 'self'>;

export function createApi(connection: ForgeConnection, create: Create): GitLabApi {
  return apiOf(connection, create, { meter: { sent: 0 }, projects: new Map(), self: {} });
}

function apiOf(connection: ForgeConnection, create: Create, shared: Shared): GitLabApi {
  const rest = create(connection, shared.meter);
  const explain: Explain = (purpose, answer) => refusal(purpose, answer, connection);
  return {
    ...shared,
    connection,
    within: (next) => apiOf(next, create, shared),
    read: (purpose, request) => explained(purpose, explain, () => request(rest)),
    write: async (purpose, request) => {
      refuseJobToken(purpose, connection);
      return settle(() => request(rest));
    },
    put: async (purpose, request) => {
      refuseJobToken(purpose, connection);
      return explained(purpose, explain, () => putAgain(purpose, connection, () => request(rest)));
    },
  };
}

const jobTokenAdvice =
  'The CI_JOB_TOKEN can only read merge requests, whatever its permissions; set GITLAB_TOKEN to a project or group access token (scope api, role Developer; Maintainer where the branch is protected).';

function refuseJobToken({ doing }: Purpose, { token }: ForgeConnection): void {
  if (token?.kind === 'job') {
    throw failed('forbidden', `${doing}: nothing was sent. ${jobTokenAdvice}`);
  }
}

/** A refusal of GitLab as a sentence that a person can act on. */
export function refusal(
  { doing, needs }: Purpose,
  { status, words }: ForgeAnswer,
  { token }: Pick<ForgeConnection, 'token'>,
): KargoError {
  const said = `${doing}: GitLab says "${words}" (HTTP ${status})`;
  const job = token?.kind === 'job' ? ` ${jobTokenAdvice}` : '';
  if (status === 401) {
    const advice =
      token === undefined
        ? 'A token is needed.'
        : 'The token is wrong, expired, revoked, or lacks the scope api.';
    return failed('unauthorized', `${said}. ${advice}${job}`, status);
  }
  if (status === 403) {
    return failed('forbidden', `${said}. The token needs: ${needs}.${job}`, status);
  }
  if (status === 404) {
    const advice = 'It does not exist, or the token may not see it (GitLab answers 404 to both).';
    return failed('not-found', `${said}. ${advice}${job}`, status);
  }
  if (status >= 500 || status === 429) {
    return unknown('unreachable', said);
  }
  return failed('refused', said, status);
}
