import type { Location } from '../forge/location.ts';
import type { ForgeToken } from '../forge/transport.ts';
import type { Environment } from '../inputs/parse.ts';

/** What the host says about where and for what the job runs. */
export interface JobSite {
  /** The repository of the job. */
  readonly repository?: Location;
  /** The number (GitLab: iid) of the pull request that the job runs for, in the repository of `pullRequestIn`. */
  readonly pullRequest?: number;
  /** Where that pull request is: on GitLab another project than that of the job, for a fork. */
  readonly pullRequestIn?: string;
  /** The head of that pull request when the job was made: it may have moved since. */
  readonly headSha?: string;
  /** The token that the host gives to the job. It is good for `repository` only. */
  readonly token?: ForgeToken;
  /** The address of the job's page. */
  readonly jobUrl?: string;
}

/** Reads the site from the environment: of GitHub Actions, of GitLab CI/CD, or nothing elsewhere. */
export async function siteOf(env: Environment): Promise<JobSite> {
  if (env.KARGO_CI_HOST === 'gitlab' || env.GITLAB_CI === 'true') {
    return gitlabSite(env);
  }
  return env.GITHUB_ACTIONS === 'true' ? githubSite(env) : {};
}

async function githubSite(env: Environment): Promise<JobSite> {
  const { pullRequestOfEvent } = await import('./github-event.ts');
  const address = trimmed(env.GITHUB_SERVER_URL);
  const repository = env.GITHUB_REPOSITORY ?? '';
  const { number, headSha } = pullRequestOfEvent() ?? {};
  // Set by our actions only, from `github.token`.
  const token = env.KARGO_CI_JOB_TOKEN ?? '';
  return {
    ...(address === '' || repository === ''
      ? {}
      : {
          repository: { forge: 'github', address, repository },
          ...(env.GITHUB_RUN_ID && { jobUrl: `${address}/${repository}/actions/runs/${env.GITHUB_RUN_ID}` }),
        }),
    ...(number !== undefined && { pullRequest: number, pullRequestIn: repository }),
    ...(headSha !== undefined && { headSha }),
    ...(token !== '' && { token: { value: token, kind: 'private' } }),
  };
}

function gitlabSite(env: Environment): JobSite {
  const address = trimmed(env.CI_SERVER_URL);
  const repository = env.CI_PROJECT_PATH ?? '';
  const number = Number(env.CI_MERGE_REQUEST_IID ?? '');
  const token = env.CI_JOB_TOKEN ?? '';
  return {
    ...(address !== '' && repository !== '' && { repository: { forge: 'gitlab', address, repository } }),
    ...(Number.isInteger(number) &&
      number > 0 && {
        pullRequest: number,
        pullRequestIn: env.CI_MERGE_REQUEST_PROJECT_PATH || repository,
        // Of a pipeline for merged results the commit is a merge that GitLab made.
        headSha: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || (env.CI_COMMIT_SHA ?? ''),
      }),
    ...(token !== '' && { token: { value: token, kind: 'job' } }),
    ...(env.CI_JOB_URL && { jobUrl: env.CI_JOB_URL }),
  };
}

function trimmed(address: string | undefined): string {
  return (address ?? '').replace(/\/+$/, '');
}
