import { failed, type KargoError, unknown } from '../errors.ts';
import type { HttpResponse } from '../http.ts';

/** What kind of answer came back, before anybody asks what it says. */
export type AnswerClass =
  | 'json' //          2xx with JSON
  | 'empty' //         2xx without a body: success of an action, or, on Kargo ≤ 1.10, a swallowed error
  | 'unauthorized' //  401; an empty one is Kargo ≤ 1.10 and may be an outage
  | 'forbidden' //     403 by RBAC
  | 'refused' //       another 4xx with Kargo's {"error"}, or a 403 by an admission webhook
  | 'not-found' //     404 with Kargo's {"error"}
  | 'no-route' //      404 in plain text: this server has no such path
  | 'unavailable' //   5xx, 408, 429
  | 'foreign'; //      a redirect, HTML, anything that Kargo does not send

/** Sorts an answer by status, content type and body alone. The table of the recordings' test. */
export function classify(response: Pick<HttpResponse, 'status' | 'headers' | 'text'>): AnswerClass {
  const { status } = response;
  if (status >= 300 && status < 400) {
    return 'foreign';
  }
  if (status >= 500 || status === 408 || status === 429) {
    return 'unavailable';
  }
  const type = response.headers['content-type'] ?? '';
  if (response.text === '') {
    return classifyEmpty(status, type);
  }
  if (status === 404 && type.startsWith('text/plain')) {
    return 'no-route';
  }
  if (!type.startsWith('application/json') || parse(response.text) === undefined) {
    return 'foreign';
  }
  return status < 300 ? 'json' : classifyRefusal(status, errorText(response));
}

/** Kargo's empty answers carry no content type; an empty page of its UI or of a proxy does (00/ui-fallback). */
function classifyEmpty(status: number, type: string): AnswerClass {
  if (status === 401) {
    return 'unauthorized';
  }
  return status < 300 && (type === '' || type.startsWith('application/json')) ? 'empty' : 'foreign';
}

function classifyRefusal(status: number, text: string): AnswerClass {
  if (status === 401) {
    return 'unauthorized';
  }
  if (status === 403) {
    return text.includes('admission webhook') ? 'refused' : 'forbidden';
  }
  return status === 404 ? 'not-found' : 'refused';
}

/** The parsed body of a `json` answer; undefined when it is not JSON. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Kargo's own words: the `error` of the body, else the beginning of the body. */
export function errorText(response: Pick<HttpResponse, 'text'>): string {
  const body = parse(response.text);
  if (typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string') {
    return shorten(body.error);
  }
  return shorten(response.text.trim());
}

/** A 422 can quote the whole object (OBSERVED b23). */
function shorten(text: string): string {
  return text.length > 1000 ? `${text.slice(0, 1000)} …` : text;
}

/** The right that a 403 names: `stages.kargo.akuity.io "uat" is forbidden: promote is not permitted`. */
export interface MissingRight {
  readonly verb: string;
  readonly resource: string;
  readonly group: string;
  readonly name?: string;
}

export function missingRight(text: string): MissingRight | undefined {
  const groups =
    /(?:^|\s)(?<resource>[a-z]+)(?:\.(?<group>[a-z0-9.]+))?(?: "(?<name>[^"]*)")? is forbidden: (?<verb>[a-z]+) is not permitted/.exec(
      text,
    )?.groups;
  if (groups?.verb === undefined || groups.resource === undefined) {
    return undefined;
  }
  return {
    verb: groups.verb,
    resource: groups.resource,
    group: groups.group ?? '',
    ...(groups.name === undefined ? {} : { name: groups.name }),
  };
}

/** The rule that grants a right, as one line of a Role's `rules`. */
export function ruleFor(right: MissingRight): string {
  const names = right.verb === 'promote' && right.name ? `, resourceNames: [${right.name}]` : '';
  return `{apiGroups: ["${right.group}"], resources: [${right.resource}], verbs: [${right.verb}]${names}}`;
}

/** What was tried, for messages. */
export interface Attempt {
  /** In the words of a sentence: `reading Stage "uat"`. */
  readonly doing: string;
  readonly address: string;
  readonly project: string;
  /** A 403 names the resource only: what is patched is this part of it, and the right is one on that. */
  readonly patches?: 'status';
  /** How the token calls itself, see `describeToken`. */
  readonly token: string;
}

/** The error for an answer that is not a success: what we tried, what came back, what to do. */
export function errorOf(attempt: Attempt, response: HttpResponse): KargoError {
  const kind = classify(response);
  const words = errorText(response);
  const said = `${attempt.doing}: Kargo answered ${response.status}${words === '' ? '' : `: ${words}`}`;
  switch (kind) {
    case 'unauthorized':
      return failed('unauthorized', `${said}. ${unauthorizedHint(attempt, words)}`, response.status);
    case 'forbidden':
      return failed('forbidden', `${said}. ${forbiddenHint(attempt, words)}`, response.status);
    case 'not-found':
      return failed(
        'not-found',
        `${said}. ${notFoundHint(attempt, words)}`,
        isProjectMissing(words) ? undefined : response.status,
      );
    case 'no-route':
      return failed(
        'not-found',
        `${said}. This server has no such path: check that api-address (${attempt.address}) is the address of Kargo's API, base path included, and that its release is 1.9 or newer.`,
      );
    case 'refused':
      return failed('refused', `${said}.`, response.status);
    case 'unavailable':
      // What this installation was not set up for, such as Secrets or AnalysisTemplates (fact sheet 1.4).
      if (response.status === 501) {
        return failed('refused', `${said}.`, response.status);
      }
      return unknown('unreachable', `${said}. The server, or a proxy before it, could not answer.`);
    default:
      return foreignAnswer(attempt, response);
  }
}

function unauthorizedHint(attempt: Attempt, words: string): string {
  const cause = `It does not accept ${attempt.token}: it may have been deleted, belong to another Kargo, or be cut off; create one with "kargo create token".`;
  return words === ''
    ? `${cause} On Kargo 1.10 and older this can also be an outage behind its API server.`
    : cause;
}

function forbiddenHint(attempt: Attempt, words: string): string {
  const named = missingRight(words);
  const right =
    named?.verb === 'patch' && attempt.patches !== undefined
      ? { ...named, resource: `${named.resource}/${attempt.patches}` }
      : named;
  if (/User "system:serviceaccount:[^"]+" cannot /.test(words)) {
    return "This right is one that Kargo's own API server lacks in Kubernetes: ask who installed Kargo.";
  }
  if (right === undefined) {
    return `A right is missing: ask who manages the roles of project "${attempt.project}".`;
  }
  const on = right.name ? `${right.resource} "${right.name}"` : right.resource;
  return `${capitalise(attempt.token)} lacks the verb "${right.verb}" on ${on}: add to the Role in namespace "${namespaceIn(words) ?? attempt.project}" the rule ${ruleFor(right)}.`;
}

function notFoundHint(attempt: Attempt, words: string): string {
  if (isProjectMissing(words)) {
    return `There is no project "${attempt.project}" on ${attempt.address}: check the inputs project and api-address.`;
  }
  const namespace = namespaceIn(words);
  const where = namespace === undefined ? `project "${attempt.project}"` : `namespace "${namespace}"`;
  return `It does not exist in ${where}: check the spelling.`;
}

/** Where Kargo looked: for the roles and tokens of the system that is no project, and may have any name. */
function namespaceIn(words: string): string | undefined {
  return / in namespace "(?<namespace>[^"]+)"/.exec(words)?.groups?.namespace;
}

function isProjectMissing(words: string): boolean {
  return words.startsWith('Project.kargo.akuity.io');
}

function foreignAnswer(attempt: Attempt, response: HttpResponse): KargoError {
  const location = response.headers.location;
  const type = response.headers['content-type'] ?? 'no content type';
  const what =
    response.status >= 300 && response.status < 400
      ? `a redirect (${response.status})${location === undefined ? '' : ` to ${originOf(location, response.url)}`}`
      : `${response.status} with ${type}`;
  return unknown(
    'bad-answer',
    `${attempt.doing}: ${attempt.address} answered with ${what}, which is not Kargo's API: a sign-in page or proxy stands before it, or api-address is wrong (it is the address of Kargo's API server, without /v1beta1).`,
  );
}

/** Where a redirect leads, without path and query, which may hold secrets. */
function originOf(location: string, base: string): string {
  try {
    return new URL(location, base).origin;
  } catch {
    return 'an unreadable address';
  }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
