import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { inputVariable } from '../../src/command.ts';
import { loadAllCommands } from '../../src/commands/index.ts';
import { statuses } from '../../src/verdict.ts';
import { answer, type Handler, serve } from '../http/loopback.ts';
import { bundle, run, start, testedNode } from '../support/run.ts';

const commands = await loadAllCommands();
const shown = commands.filter(({ hidden }) => hidden !== true);
const token = 'eyJhbGciOiJSUzI1NiJ9.s3cret.s1gnature';

function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** A find-freight that has all it needs, against this server. */
function findFreight(origin: string) {
  return {
    args: ['find-freight', '--project', 'shop', '--image', 'ghcr.io/acme/web:1.8.0', '--wait=false'],
    env: { KARGO_API_ADDRESS: origin, KARGO_API_TOKEN: token },
  };
}

describe('help', () => {
  test('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run(['--version'])).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['-h']], [['help']]])(
    '%j lists the commands and the exit codes',
    async (args) => {
      const { code, stdout, stderr } = await run(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const { name, description } of shown) {
        expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(1))).toContainEqual([
          name,
          description,
        ]);
      }
      for (const [status, { exit }] of Object.entries(statuses)) {
        expect(stdout).toMatch(new RegExp(`^ +${exit} {2}${status} `, 'm'));
      }
      expect(stdout).not.toContain('after-cancel');
    },
  );

  test.each(shown.map((command) => [command.name, command] as const))(
    '%s --help lists every input and output',
    async (name, { inputs, outputs }) => {
      const { code, stdout, stderr } = await run([name, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect((await run(['help', name])).stdout).toBe(stdout);
      for (const [input, spec] of Object.entries(inputs)) {
        const isSecret = spec.type === 'string' && spec.secret === true;
        expect(stdout).toMatch(new RegExp(`^ {2}${isSecret ? '' : '--'}${input}\\b`, 'm'));
        expect(stdout).toMatch(new RegExp(`${inputVariable(input)}\\b`));
        for (const choice of spec.type === 'choice' ? spec.choices : []) {
          expect(stdout).toMatch(new RegExp(`--${input} \\S*\\b${choice}\\b`));
        }
      }
      for (const output of Object.keys(outputs)) {
        expect(stdout).toMatch(new RegExp(`^ {2}${output}$`, 'm'));
      }
    },
  );

  test('without a command it is shown, but nothing is green', async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: kargo-ci <command>');
  });
});

describe('bad input', () => {
  test.each([
    [['promte'], 'was promote meant?'],
    [['after-cancle'], 'one of notify-warehouse'],
    [['constructor'], 'there is no such command'],
    [['--stage', 'test', 'promote'], 'the command comes first'],
  ])('%j: %s', async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^status=invalid-input\n/);
    expect(stderr).toContain(words);
  });

  test('is collected, one line each, and nothing is sent', async () => {
    const server = await serve([]);
    const { code, stderr, stdout } = await run(
      [
        'find-freight',
        '--imgae',
        'x',
        '--timeout=90',
        '--wait',
        '--json',
        '--api-token',
        'on-the-command-line',
      ],
      {
        env: { KARGO_API_ADDRESS: server.origin, KARGO_API_TOKEN: `Bearer ${token}`, KARGO_INPUT_STGAE: 'x' },
      },
    );
    expect(code).toBe(2);
    expect(server.seen).toEqual([]);
    const { message, status } = JSON.parse(stdout);
    expect(status).toBe('invalid-input');
    const inputs = message.split('\n').map((line: string) => line.replace(/: .*/, ''));
    expect(inputs).toEqual([
      '--imgae',
      'api-token',
      'project',
      'timeout',
      'KARGO_INPUT_STGAE',
      expect.stringContaining('image'),
    ]);
    expect(message.split('\n')).toContainEqual(expect.stringContaining('KARGO_INPUT_STAGE is the nearest'));
    expect(stderr + stdout).not.toContain('on-the-command-line');
    expect(stderr + stdout).not.toContain('s3cret');
  });

  test('a variable of another command is no mistake', async () => {
    const server = await serve([]);
    const { env } = findFreight(server.origin);
    const { code, stderr } = await run(['find-freight', '--project=x'], {
      env: { ...env, KARGO_INPUT_ON_CANCEL: 'leave' },
    });
    expect(code).toBe(2);
    expect(stderr).toContain('no input of find-freight, so ignored: KARGO_INPUT_ON_CANCEL');
    expect(stderr).not.toContain('no command has this input');
  });

  test('is an output and one annotation on GitHub', async () => {
    const file = join(temporaryDirectory(), 'output');
    writeFileSync(file, '');
    const { code, stdout, stderr } = await run(['find-freight'], {
      env: { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: file, KARGO_API_TOKEN: `Bearer ${token}` },
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(stdout.match(/^::error .*$/gm)).toEqual([
      expect.stringMatching(/^::error title=find-freight%3A invalid-input::api-address: .*%0A {2}project: /),
    ]);
    expect(stdout.replaceAll(/^::add-mask::.*\n/gm, '')).not.toContain('s3cret');
    expect(readFileSync(file, 'utf8')).toMatch(/^status<<(\S+)\ninvalid-input\n\1\n/);
  });

  test('is in the reports on GitLab', async () => {
    const directory = temporaryDirectory();
    const { code } = await run(['find-freight'], { env: { GITLAB_CI: 'true', CI_PROJECT_DIR: directory } });
    expect(code).toBe(2);
    const report = readFileSync(join(directory, '.kargo-ci/outputs.env'), 'utf8');
    expect(report).toContain('KARGO_STATUS=invalid-input\n');
    expect(report).toMatch(/^KARGO_MESSAGE=api-address: is required.*project: is required/m);
  });
});

describe('the end is an exit code and a status', () => {
  const html: Handler = answer(200, '<html><title>Sign in</title></html>', { 'content-type': 'text/html' });
  const denied: Handler = answer(401, '{"code":16,"message":"bad token"}', {
    'content-type': 'application/json',
  });

  test.each([
    ['an HTML page', html, 4, 'unknown', 'bad-answer'],
    ['401', denied, 1, 'failed', 'unauthorized'],
  ])('%s', async (_, handler, exit, status, reason) => {
    const server = await serve(Array.from({ length: 9 }, () => handler));
    const { args, env } = findFreight(server.origin);
    const { code, stdout, stderr } = await run([...args, '--json'], { env });
    expect(JSON.parse(stdout)).toMatchObject({ status, 'failure-reason': reason });
    expect(code).toBe(exit);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(stdout + stderr).not.toContain('s3cret');
  });

  test('when nothing answers in time', async () => {
    const waiting = await waitingServer();
    const { args, env } = findFreight(waiting.origin);
    const { code, stdout } = await run([...args, '--timeout=300ms'], { env });
    expect(code).toBe(4);
    expect(stdout).toMatch(/^status=unknown\n/);
  });

  test('the token may be in a file', async () => {
    const file = join(temporaryDirectory(), 'token');
    writeFileSync(file, `${token}\n`);
    const server = await serve(Array.from({ length: 9 }, () => denied));
    const { args } = findFreight(server.origin);
    const { code, stdout, stderr } = await run(args, {
      env: { KARGO_API_ADDRESS: `${server.origin}/`, KARGO_API_TOKEN_FILE: file, KARGO_CI_DEBUG: '1' },
    });
    expect(code).toBe(1);
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(stdout + stderr).not.toContain('s3cret');
  });
});

/** A server that takes a request and never answers; `asked` resolves when it has one. */
async function waitingServer() {
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const server = await serve(Array.from({ length: 9 }, () => () => tell()));
  return { origin: server.origin, asked };
}

describe('signals', () => {
  test.each([
    [['SIGTERM'], 143],
    [['SIGINT'], 130],
    [['SIGINT', 'SIGTERM'], 130],
    [['SIGINT', 'SIGINT'], 130],
  ] as const)('%j ends as cancelled, with its outputs, and %d', async (signals, exit) => {
    const server = await waitingServer();
    const { args, env } = findFreight(server.origin);
    const child = start([...args, '--json'], { env });
    await server.asked;
    const [first, ...later] = signals;
    child.kill(first);
    // Two that are pending at a time may be delivered in any order.
    await child.saw(`${first} received`);
    for (const signal of later) {
      child.kill(signal);
    }
    const { code, signal, stdout } = await child.ended;
    expect({ code, signal }).toEqual({ code: exit, signal: null });
    expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled', 'failure-reason': '' });
  });
});

describe('a fault of our own', () => {
  const throwing = 'process.on("SIGUSR2", () => { throw new Error("boom") })';
  const rejecting = 'process.on("SIGUSR2", () => { Promise.reject(new Error("boom")) })';

  test.each([throwing, rejecting])('is unknown, never green: %s', async (script) => {
    const server = await waitingServer();
    const { args, env } = findFreight(server.origin);
    const child = start([...args, '--json'], {
      env: { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` },
    });
    await server.asked;
    child.kill('SIGUSR2');
    const { code, stdout } = await child.ended;
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'unknown', message: expect.stringContaining('boom') });
  });
});

test('a reader that goes away changes nothing', async () => {
  const server = await waitingServer();
  const { args, env } = findFreight(server.origin);
  const child = start(args, { env });
  await server.asked;
  child.closeOutput();
  child.kill('SIGTERM');
  expect(await child.ended).toMatchObject({ code: 143, signal: null });
});

test('a command that speaks only to Kargo loads at most 120 kB', async () => {
  const directory = temporaryDirectory();
  const [script, list] = [join(directory, 'list.cjs'), join(directory, 'list.json')];
  writeFileSync(
    script,
    `process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, JSON.stringify(Object.keys(require.cache))));`,
  );
  const server = await serve([answer(200, '{}', { 'content-type': 'application/json' })]);
  const { env } = findFreight(server.origin);
  await run(['notify-warehouse', '--project=shop', '--warehouse=web', '--wait-for=none'], {
    env: { ...env, NODE_OPTIONS: `--require=${script}`, LOADED: list },
  });
  expect(server.seen).toHaveLength(1);
  const loaded: string[] = JSON.parse(readFileSync(list, 'utf8'));
  const chunks = loaded.filter((path) => path.startsWith(dirname(bundle)));
  expect(chunks).toContain(bundle);
  expect(chunks.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(120_000);
});

test('a slow reader of a pipe that does not block gets every byte, in order', async () => {
  const folder = temporaryDirectory();
  const server = createServer().listen(join(folder, 'pipe'));
  const reading = once(server, 'connection');
  const writer = connect(join(folder, 'pipe'));
  const [reader] = (await reading) as [Socket];
  // More than a pipe takes at once, so the write has to wait for its reader.
  const value = 'x'.repeat(100_000);
  const variables = ['stage', 'warehouse', 'image', 'commit', 'chart', 'timeout', 'wait-for', 'health-grace'];
  const child = spawn(testedNode, [bundle, 'promote', '--json'], {
    env: Object.fromEntries(variables.map((name) => [inputVariable(name), `${value} ${name}`])),
    stdio: ['ignore', writer, 'ignore'],
  });
  const ended = once(child, 'close');
  // libuv made the pipe blocking for the child; whoever shares it can change that, as some parents do.
  const handle = Reflect.get(writer, '_handle');
  handle.setBlocking(false);
  writer.destroy();
  await once(reader.setEncoding('utf8'), 'readable');
  const text = (await reader.toArray()).join('');
  const [code] = await ended;
  server.close();
  expect(text.length).toBeGreaterThan(value.length * 2);
  expect({ code, status: JSON.parse(text).status }).toEqual({ code: 2, status: 'invalid-input' });
});
