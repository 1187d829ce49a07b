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
}

/** The command files of a step. */
export const commandFiles = ['output', 'env', 'path', 'summary', 'state'] as const;

/** What the runner sets. Inside a composite GITHUB_ACTION_REF and _REPOSITORY are empty (actions/runner#2473). */
export function runnerVariables({ root, directory, path, actionPath }: StepPlace): Record<string, string> {
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
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SERVER_URL: 'https://github.example.com',
    GITHUB_API_URL: 'https://github.example.com/api/v3',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'deliver',
    GITHUB_JOB: 'promote',
    GITHUB_ACTOR: 'octocat',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: join(root, 'event.json'),
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_NAME: 'executor',
    RUNNER_TEMP: join(root, '_temp'),
    RUNNER_TOOL_CACHE: join(root, '_tool'),
  };
}
