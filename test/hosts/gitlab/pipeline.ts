import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { release } from '../../../src/manifest/release.ts';
import { startGitServer } from './git-server.ts';

const gitlabCiLocal = resolve('node_modules', 'gitlab-ci-local', 'dist', 'index.js');
/** gitlab-ci-local needs Node 22 or later. Its jobs use the node on PATH all the same. */
const newerNode = resolve('test', 'runtimes', 'node_modules', 'node-24', 'bin', 'node');

export interface ComponentServer {
  readonly host: string;
  close(): Promise<void>;
}

/** The folder `gitlab/` as the component project that a release publishes, with the tag of this release. */
export async function startComponentServer(folder = 'gitlab'): Promise<ComponentServer> {
  const root = mkdtempSync(join(tmpdir(), 'components-'));
  const work = join(root, 'work');
  cpSync(folder, work, { recursive: true });
  commitAll(work);
  git(work, 'tag', release.version);
  const bare = join(root, `${release.componentProject}.git`);
  mkdirSync(dirname(bare), { recursive: true });
  git(root, 'clone', '--quiet', '--bare', work, bare);
  return startGitServer(root);
}

export interface Pipeline {
  /** The text of `.gitlab-ci.yml`. */
  readonly configuration: string;
  /** Where components are included from. */
  readonly host: string;
  /** CI/CD variables of the project. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Warnings of gitlab-ci-local that the test provokes. */
  readonly tolerate?: readonly RegExp[];
  /** Manual jobs that somebody starts. */
  readonly manual?: readonly string[];
  /** Script of the program `kargo-ci` in place of the bundle. */
  readonly program?: string;
}

export interface PipelineResult {
  readonly exitCode: number | null;
  /** Everything gitlab-ci-local printed. */
  readonly log: string;
  /** Lines that the script of a job printed. */
  lines(job: string): string[];
  /** A file of a job's artifacts, or undefined. */
  artifact(job: string, path: string): string | undefined;
}

/** Runs a pipeline for real: each job in a bash of its own with only its artifacts, on a clean environment. */
export async function runPipeline(pipeline: Pipeline): Promise<PipelineResult> {
  const project = mkdtempSync(join(tmpdir(), 'pipeline-'));
  writeFileSync(join(project, '.gitlab-ci.yml'), pipeline.configuration);
  writeFileSync(join(project, '.gitignore'), '.gitlab-ci-local/\n');
  commitAll(project);
  git(project, 'remote', 'add', 'origin', `http://${pipeline.host}/acme/shop.git`);
  const { exitCode, log } = await execute(project, pipeline);
  refuseWarnings(log, pipeline.tolerate ?? []);
  return {
    exitCode,
    log,
    lines: (job) =>
      log
        .split('\n')
        .flatMap((line) => (line.startsWith(`${job} `) ? [line.slice(job.length).trimStart()] : []))
        .flatMap((line) => (line.startsWith('> ') ? [line.slice(2)] : [])),
    artifact(job, path) {
      const file = join(project, '.gitlab-ci-local', 'artifacts', job, path);
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    },
  };
}

function execute(project: string, { variables = {}, manual = [], program = runBundle }: Pipeline) {
  const flags = Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]);
  const started = manual.flatMap((job) => ['--manual', job]);
  const child = spawn(
    newerNode,
    [gitlabCiLocal, '--no-color', '--shell-isolation', '--force-shell-executor', ...flags, ...started],
    {
      cwd: project,
      env: { PATH: [programDirectory(program), process.env.PATH].join(delimiter), HOME: project },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  return new Promise<{ exitCode: number | null; log: string }>((done, reject) => {
    child.once('error', reject).once('close', (exitCode) => done({ exitCode, log }));
  });
}

/**
 * Stands for the image, which puts `kargo-ci` on PATH in the same way. For a job with an image gitlab-ci-local says
 * that the project is in /builds, although --force-shell-executor runs it elsewhere; GitLab starts scripts in it.
 */
const runBundle = `CI_PROJECT_DIR=$PWD exec node '${resolve('dist', 'index.js')}' "$@"`;

function programDirectory(script: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'program-'));
  const program = (name: string, text: string) =>
    writeFileSync(join(directory, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  program('kargo-ci', script);
  // With --shell-isolation gitlab-ci-local copies the project anew before after_script, and deletes what the script
  // left. GitLab does not: after_script runs in the same folder.
  program('rsync', `exec '${which('rsync')}' --filter='protect .kargo-ci/***' "$@"`);
  return directory;
}

function which(program: string): string {
  return execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();
}

/** gitlab-ci-local only warns about much of what GitLab refuses: here a warning is a failure. */
function refuseWarnings(log: string, tolerated: readonly RegExp[]): void {
  const warnings = log
    .split('\n')
    .filter((line) => line.includes(' WARN ') && !tolerated.some((each) => each.test(line)));
  if (warnings.length > 0) throw new Error(`gitlab-ci-local warned:\n${warnings.join('\n')}`);
}

function commitAll(directory: string): void {
  git(directory, 'init', '--quiet', '--initial-branch', 'main');
  git(directory, 'add', '--all');
  git(directory, 'commit', '--quiet', '--message', 'Everything');
}

function git(directory: string, ...args: readonly string[]): void {
  const identity = { NAME: 'Test', EMAIL: 'test@example.com' };
  execFileSync('git', args, {
    cwd: directory,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((role) =>
          Object.entries(identity).map(([key, value]) => [`GIT_${role}_${key}`, value]),
        ),
      ),
    },
  });
}
