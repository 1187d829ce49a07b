import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGithubHost } from '../../src/ci/github.ts';
import { controlsIn, hostileTexts, runnerCommands } from './hostile-text.ts';
import { createSink, failedWith, outcomeWith, succeeded, temporaryDirectory } from './outcomes.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A step: its command files are real, and stdout, which the toolkit writes to by itself, is kept. */
async function createStep({ files = true, debug = false } = {}) {
  const directory = temporaryDirectory();
  const env: Record<string, string> = { GITHUB_ACTIONS: 'true', RUNNER_DEBUG: debug ? '1' : '' };
  for (const name of files ? ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'] : []) {
    const path = join(directory, name);
    writeFileSync(path, '');
    env[name] = path;
  }
  for (const name of ['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY', 'RUNNER_DEBUG']) {
    vi.stubEnv(name, env[name] ?? '');
  }
  const stdout = createSink();
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    stdout.write(String(chunk));
    return true;
  });
  const host = await createGithubHost(env, { stdout, stderr: stdout, json: false, cwd: directory });
  return {
    host,
    log: stdout.text,
    outputs: () => readCommandFile(env.GITHUB_OUTPUT ?? ''),
    summary: () => readFileSync(env.GITHUB_STEP_SUMMARY ?? '', 'utf8'),
  };
}

/** As the runner reads it (FileCommandManager.cs): `name<<delimiter`, lines, delimiter; later values win. */
function readCommandFile(path: string): Readonly<Record<string, string>> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const values: Record<string, string> = {};
  while (lines.length > 0) {
    const head = lines.shift() ?? '';
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(head) ?? [];
    if (name !== undefined && delimiter !== undefined) {
      const end = lines.indexOf(delimiter);
      values[name] = lines
        .splice(0, end + 1)
        .slice(0, end)
        .join('\n');
    } else if (head !== '') {
      throw new Error(`not a command: ${head}`);
    }
  }
  return values;
}

test('outputs are written to the file, undeclared ones not', async () => {
  const { host, outputs, log } = await createStep();
  host.publish({ promotion: 'early' });
  expect(outputs()).toEqual({ promotion: 'early' });
  await host.finish(
    outcomeWith(succeeded, { outputs: { promotion: 'test.01', promotions: '[\n]', unheard: 'x' } }),
  );
  expect(outputs()).toEqual({
    status: 'succeeded',
    'failure-reason': '',
    message: 'Stage test has the Freight.',
    promotion: 'test.01',
    promotions: '[\n]',
  });
  expect(log()).toBe('succeeded: Stage test has the Freight.\n');
});

test('without the file outputs are in the log, and no command the runner refuses', async () => {
  const { host, log } = await createStep({ files: false });
  await host.finish(outcomeWith(succeeded, { outputs: { promotion: 'test.01' }, summary: '# x' }));
  expect(log()).toBe('promotion=test.01\nsucceeded: Stage test has the Freight.\n');
});

test('an output file that is gone is a warning, not a crash', async () => {
  const { host, log } = await createStep();
  vi.stubEnv('GITHUB_OUTPUT', '/nowhere/output');
  await host.finish(outcomeWith(succeeded, { outputs: { promotion: 'test.01' } }));
  expect(runnerCommands(log())).toContainEqual(
    expect.stringMatching(/^::warning::output promotion could not be written/),
  );
});

test('a red end is an annotation with a title', async () => {
  const { host, log } = await createStep();
  await host.finish(
    outcomeWith(failedWith('step "push" failed: 100%\ndenied'), {
      warnings: ['the tag is mutable'],
      links: [{ label: 'Promotion', url: 'https://kargo.example.com/p' }],
    }),
  );
  expect(log().split('\n')).toEqual([
    'Promotion: https://kargo.example.com/p',
    '::warning::the tag is mutable',
    '::error title=promote%3A promotion-failed::step "push" failed: 100%25%0A  denied',
    '',
  ]);
});

test('sections do not nest and end before an error and the end', async () => {
  const { host, log } = await createStep();
  host.log.section('one');
  host.log.section('two\nlines');
  host.log.error('x');
  host.log.section('three');
  await host.finish(outcomeWith(succeeded));
  expect(runnerCommands(log())).toEqual([
    '::group::one',
    '::endgroup::',
    '::group::two lines',
    '::endgroup::',
    '::error::x',
    '::group::three',
    '::endgroup::',
  ]);
});

test('annotations are capped, the rest are lines', async () => {
  const { host, log } = await createStep();
  for (let number = 1; number <= 12; number++) {
    host.log.warning(`warning ${number}`);
    host.log.warning(`warning ${number}`);
  }
  host.log.error('x'.repeat(5_000));
  expect(runnerCommands(log()).filter((line) => line.startsWith('::warning'))).toHaveLength(10);
  expect(log()).toContain('\nwarning: warning 12\n');
  const error = runnerCommands(log()).find((line) => line.startsWith('::error'));
  expect(error?.length).toBeLessThan(4_096);
  expect(log()).toContain(`\n${'x'.repeat(5_000)}\n`);
});

test.each([
  [true, ['::debug::GET /v1%0A  | ::error::x']],
  [false, []],
])('debug lines when the runner debugs: %s', async (debug, lines) => {
  const { host, log } = await createStep({ debug });
  host.log.debug('GET /v1\n::error::x');
  expect(runnerCommands(log())).toEqual(lines);
});

test('secrets are registered before they can be logged, and hidden by us as well', async () => {
  const { host, log, outputs } = await createStep();
  host.mask('s3cret-token');
  host.log.info('sent s3cret-token');
  await host.finish(
    outcomeWith(failedWith('refused s3cret-token'), {
      outputs: { promotion: 's3cret-token' },
    }),
  );
  const [first, ...rest] = log().split('\n');
  expect(first).toBe('::add-mask::s3cret-token');
  expect(rest.filter((line) => !line.startsWith('::add-mask::')).join('\n')).not.toContain('s3cret-token');
  expect(outputs().promotion).toBe('***');
});

// One test for all about the summary: the toolkit keeps the path of the file for the life of the process.
test('the summary holds no secret and is cut below the size at which the runner drops it', async () => {
  const { host, summary } = await createStep();
  host.mask('s3cret-token');
  await host.finish(outcomeWith(succeeded, { summary: `# s3cret-token\n${'é'.repeat(600_000)}` }));
  expect(summary()).toMatch(/^# \*\*\*\né/);
  expect(Buffer.byteLength(summary())).toBeLessThan(1024 * 1024);
  expect(summary()).not.toContain('\ufffd');
  expect(summary()).toMatch(/\(cut\)\n+$/);
});

test('a hidden command sets no outputs', async () => {
  const { host, outputs } = await createStep();
  await host.finish(outcomeWith(succeeded, { command: { name: 'after-cancel', outputs: {}, hidden: true } }));
  expect(outputs()).toEqual({});
});

describe('hostile text stays text', () => {
  test.each(hostileTexts)('%j', async (text) => {
    const { host, log, outputs } = await createStep({ debug: true });
    host.log.section(text);
    host.log.info(text);
    host.log.warning(`1 ${text}`);
    host.log.error(text, text);
    host.log.debug(text);
    await host.finish(outcomeWith(failedWith(text), { outputs: { promotion: text }, warnings: [text] }));
    expect(runnerCommands(log()).map((line) => /^::(\w+)/.exec(line)?.[1])).toEqual([
      'group',
      'warning',
      'endgroup',
      'error',
      'debug',
      'warning',
      'error',
    ]);
    expect(controlsIn(log())).toEqual([]);
    expect(outputs().promotion).toBe(text);
    expect(outputs().message).toBe(text);
  });
});
