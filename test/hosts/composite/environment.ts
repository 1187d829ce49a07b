import { delimiter, join } from 'node:path';

/** Folders and files that the variables of a step point at. */
export interface StepPlace {
  /** Of the job: holds `workspace`, `_temp`, `event.json`. */
  readonly root: string;
  /** Of the step: holds the command files. */
  readonly directory: string;
  /** Folders that earlier steps put in front of PATH, and PATH. */
  readonly path: readonly string[];
  readonly actionPath: string | undefined;
  readonly github: GitHubContext;
}

/** What a workflow runs for: the parts of the `github` context that differ from job to job. */
export interface GitHubContext {
  /** `github.token`. The runner gives it to no step by itself. */
  readonly token: string;
  readonly serverUrl: string;
  readonly repository: string;
  readonly eventName: string;
  /** The payload of the event. */
  readonly event: unknown;
  readonly refName: string;
  /** Of a pull request only. */
  readonly headRef: string;
  readonly baseRef: string;
}

export const pushToShop: GitHubContext = {
  token: '',
  serverUrl: 'https://github.example.com',
  repository: 'acme/shop',
  eventName: 'push',
  event: {},
  refName: 'main',
  headRef: '',
  baseRef: '',
};

/** The command files of a step. */
export const commandFiles = ['output', 'env', 'path', 'summary', 'state'] as const;

/** What the runner sets. Inside a composite GITHUB_ACTION_REF and _REPOSITORY are empty (actions/runner#2473). */
export function runnerVariables({
  root,
  directory,
  path,
  actionPath,
  github,
}: StepPlace): Record<string, string> {
  return {
    PATH: path.join(delimiter),
    HOME: root,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_OUTPUT: join(directory, 'output'),
    GITHUB_ENV: join(directory, 'env'),
    GITHUB_PATH: join(directory, 'path'),
    GITHUB_STEP_SUMMARY: join(directory, 'summary'),
    GITHUB_STATE: join(directory, 'state'),
    GITHUB_WORKSPACE: join(root, 'workspace'),
    GITHUB_ACTION: '__run',
    ...(actionPath === undefined
      ? {}
      : { GITHUB_ACTION_PATH: actionPath, GITHUB_ACTION_REF: '', GITHUB_ACTION_REPOSITORY: '' }),
    GITHUB_REPOSITORY: github.repository,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_API_URL: `${github.serverUrl}/api/v3`,
    GITHUB_GRAPHQL_URL: `${github.serverUrl}/api/graphql`,
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'deliver',
    GITHUB_JOB: 'promote',
    GITHUB_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: github.eventName,
    GITHUB_HEAD_REF: github.headRef,
    GITHUB_BASE_REF: github.baseRef,
    GITHUB_EVENT_PATH: join(root, 'event.json'),
    GITHUB_REF: `refs/heads/${github.refName}`,
    GITHUB_REF_NAME: github.refName,
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'executor',
    RUNNER_TEMP: join(root, '_temp'),
    RUNNER_TOOL_CACHE: join(root, '_tool'),
  };
}
