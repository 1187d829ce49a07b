import { Octokit } from '@octokit/rest';
import { isKargoError } from '../errors.ts';
import { TransportError } from '../http.ts';
import { bindForge, type Operations } from './bind.ts';
import { badAnswer, isJson, type Json } from './fields.ts';
import type { Forge } from './forge.ts';
import { createApi, type GitHubApi, type GitHubClient, type Method } from './github/api.ts';
import { changedFiles } from './github/files.ts';
import { contains } from './github/history.ts';
import { merge } from './github/merge.ts';
import { comment } from './github/note.ts';
import { find, open } from './github/open.ts';
import { read, refresh } from './github/read.ts';
import { cancelMerge } from './github/schedule.ts';
import {
  addLabels,
  close,
  deleteBranch,
  edit,
  markReady,
  requestReviewers,
  setStatus,
  updateHead,
} from './github/write.ts';
import { exchange, ForgeAnswer, type ForgeConnection, type Meter } from './transport.ts';

/** The typed REST methods, for the parts in `github/`. */
export type GitHubRest = Octokit['rest'];

/** The version of the REST API that our reading was written against. */
const apiVersion = '2022-11-28';

/** GitHub: github.com, GHE.com and GitHub Enterprise Server. */
export function openGitHub(connection: ForgeConnection): Forge {
  return bindForge('github', { api: createApi(connection, createClient), connection }, operations);
}

const operations: Operations<GitHubApi> = {
  find,
  open,
  read,
  refresh,
  merge,
  cancelMerge,
  updateHead,
  edit,
  markReady,
  close,
  addLabels,
  requestReviewers,
  comment,
  deleteBranch,
  setStatus,
  changedFiles,
  contains,
};

/** The address of the REST API; GraphQL is beside it (Octokit knows where). */
export function apiAddress(address: string): string {
  const { protocol, host } = new URL(address);
  if (host === 'github.com') {
    return 'https://api.github.com';
  }
  return host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${address}/api/v3`;
}

/** Octokit on our transport: without its log on stderr, without a repetition of its own. */
function createClient(connection: ForgeConnection, meter: Meter): GitHubClient {
  const silent = () => undefined;
  const octokit = new Octokit({
    baseUrl: apiAddress(connection.address),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    request: { fetch: fetchBy(connection, meter) },
    ...(connection.token !== undefined && { auth: connection.token.value }),
  });
  octokit.hook.before('request', (options) => {
    options.headers['x-github-api-version'] = apiVersion;
  });
  return {
    rest: octokit.rest,
    call: async (request) => {
      try {
        return await request();
      } catch (thrown) {
        connection.signal.throwIfAborted();
        throw plainError(thrown);
      }
    },
    graphql: async (query, variables) => {
      try {
        return { data: await octokit.graphql<Json>(query, variables), errors: [] };
      } catch (thrown) {
        connection.signal.throwIfAborted();
        if (thrown instanceof Error && 'errors' in thrown && Array.isArray(thrown.errors)) {
          const data = 'data' in thrown && isJson(thrown.data) ? thrown.data : {};
          return { data, errors: thrown.errors.filter(isJson) };
        }
        throw plainError(thrown);
      }
    },
  };
}

/** `fetch` as far as Octokit uses it. */
function fetchBy(connection: ForgeConnection, meter: Meter) {
  return async (url: string, options: { method: Method; headers: Record<string, string>; body?: string }) => {
    const { method, headers, body } = options;
    const answer = await exchange(
      { method, url, headers, ...(typeof body === 'string' && { body }) },
      connection,
      meter,
    );
    const json = /^application\/([a-z.+-]*\+)?json\b/i.test(answer.headers['content-type'] ?? '');
    const bare = answer.status === 204 || answer.status === 304;
    if (answer.status < 300 && !bare && !(json && isJsonText(answer.text))) {
      throw badAnswer(`${method} ${new URL(url).pathname}`);
    }
    const text = bare ? null : answer.text;
    return new Response(text, { status: answer.status, headers: singleLine(answer.headers) });
  };
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A malformed content type makes Octokit throw: what is no JSON is text. */
function singleLine(headers: Readonly<Record<string, string>>): Record<string, string> {
  const json = /^application\/([a-z.+-]*\+)?json\b/i.test(headers['content-type'] ?? '');
  return { ...headers, 'content-type': json ? 'application/json' : 'text/plain' };
}

/** What Octokit wraps, without the wrapping (its error holds the request). */
function plainError(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) {
    return thrown;
  }
  if (thrown.cause instanceof TransportError || isKargoError(thrown.cause)) {
    return thrown.cause;
  }
  if ('status' in thrown && typeof thrown.status === 'number' && 'response' in thrown) {
    return new ForgeAnswer(thrown.status, wordsOf(thrown.response));
  }
  return thrown;
}

/** What GitHub says: the message and those of the single errors. */
function wordsOf(response: unknown): string {
  const data = isJson(response) ? response.data : undefined;
  if (!isJson(data)) {
    return 'without an explanation';
  }
  const errors = Array.isArray(data.errors) ? data.errors : [];
  const details = errors.map((error) => {
    if (!isJson(error)) {
      return String(error);
    }
    return typeof error.message === 'string' ? error.message : `${error.field} ${error.code}`;
  });
  return [data.message, ...details].filter((part) => typeof part === 'string').join('; ');
}
