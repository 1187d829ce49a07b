import type { Environment } from '../inputs/parse.ts';
import type { Host } from './host.ts';
import { createShellHost } from './shell.ts';

/** Something to write text to, such as a standard stream. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** The surroundings of a host beside the environment. */
export interface HostIo {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  readonly cwd: string;
  /** `--json`: one JSON object on standard output and nothing else there, wherever the job runs. */
  readonly json: boolean;
}

/**
 * Chooses the host by the variables that hosts set. `KARGO_CI_HOST=gitlab` is set by our components, because
 * gitlab-ci-local says `GITLAB_CI=false`. The hosts with files of their own are loaded only where they apply.
 */
export async function detectHost(env: Environment, io: HostIo): Promise<Host> {
  if (io.json) {
    return createShellHost(env, io);
  }
  if (env.KARGO_CI_HOST === 'gitlab' || env.GITLAB_CI === 'true') {
    return (await import('./gitlab.ts')).createGitlabHost(env, io);
  }
  if (env.GITHUB_ACTIONS === 'true') {
    return (await import('./github.ts')).createGithubHost(env, io);
  }
  return createShellHost(env, io);
}
