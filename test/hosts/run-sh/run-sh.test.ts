import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** A machine of its own in a folder: nothing is on PATH but what the test puts there. */
class Machine {
  readonly root = mkdtempSync(join(tmpdir(), 'machine-'));
  readonly #path = [join(this.root, 'bin')];

  constructor() {
    const script = readFileSync('actions/run.sh', 'utf8');
    // Only the mount of the runner is an absolute path that a test cannot make: it moves into the folder.
    const moved = script
      .replace('mount=/__e ', `mount=${this.root}/__e `)
      .replaceAll('/home/runner/', `${this.root}/home/runner/`);
    expect(moved.split(this.root)).toHaveLength(3);
    this.write('repository/actions/run.sh', moved);
    this.write('repository/dist/index.js', '// what a node would run\n');
    mkdirSync(join(this.root, 'bin'));
    for (const program of ['tr', 'ps', 'readlink'])
      this.write(`bin/${program}`, `exec ${which(program)} "$@"`);
  }

  /** A program that says which one it is, or its version, as node does. */
  node(path: string, version: string): void {
    this.write(
      path,
      `#!/bin/bash\nif [ "$1" = --version ]; then echo ${version}; else echo "${path} $*"; fi`,
    );
  }

  addToPath(folder: string): void {
    this.#path.push(join(this.root, folder));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text.startsWith('#!') ? text : `#!/bin/bash\n${text}`, {
      mode: 0o755,
    });
  }

  run(env: Record<string, string> = {}, bash = which('bash')) {
    const script = `${this.root}/repository/actions/promote/../run.sh`;
    mkdirSync(join(this.root, 'repository/actions/promote'), { recursive: true });
    // In a bash that stays the parent: `-c` with two commands is not turned into an exec.
    const { status, stdout, stderr } = spawnSync(
      bash,
      ['-c', `'${which('bash')}' '${script}' promote 'a b'; exit $?`],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: this.#path.join(':'), ...env },
      },
    );
    return { status, stdout: stdout.replaceAll(this.root, ''), stderr };
  }
}

function which(program: string): string {
  return spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim();
}

const ran = (node: string) => `${node} /repository/actions/promote/../../dist/index.js promote a b\n`;

describe('actions/run.sh finds', () => {
  test('node on PATH, and passes the arguments on', () => {
    const machine = new Machine();
    machine.node('tools/node', 'v20.0.0');
    machine.addToPath('tools');
    expect(machine.run()).toEqual({ status: 0, stdout: ran('tools/node'), stderr: '' });
  });

  test('a newer node behind an old one on PATH, in a folder with a space', () => {
    const machine = new Machine();
    machine.node('old/node', 'v18.20.4');
    machine.node('Program Files/node', 'v22.1.0');
    machine.addToPath('old');
    machine.addToPath('Program Files');
    expect(machine.run().stdout).toBe(ran('Program Files/node'));
  });

  test('node of the runner in a job container, also on Alpine, where the usual one does not start', () => {
    const machine = new Machine();
    machine.write('__e/node24/bin/node', '#!/lib/no-such-loader\n');
    machine.node('__e/node24_alpine/bin/node', 'v24.0.0');
    expect(machine.run()).toEqual({ status: 0, stdout: ran('__e/node24_alpine/bin/node'), stderr: '' });
  });

  test('node20 of a runner that has nothing newer, and not its node16', () => {
    const machine = new Machine();
    machine.node('__e/node16/bin/node', 'v16.20.2');
    machine.node('__e/node20/bin/node', 'v20.20.2');
    expect(machine.run().stdout).toBe(ran('__e/node20/bin/node'));
  });

  test('the externals beside the worker that is our ancestor', () => {
    const machine = new Machine();
    mkdirSync(join(machine.root, 'runner/bin'), { recursive: true });
    copyFileSync(which('bash'), join(machine.root, 'runner/bin/Runner.Worker'));
    machine.node('runner/externals/node24/bin/node', 'v24.1.0');
    const { stdout, stderr } = machine.run({}, join(machine.root, 'runner/bin/Runner.Worker'));
    expect({ stdout, stderr }).toEqual({ stdout: ran('runner/externals/node24/bin/node'), stderr: '' });
  });

  test('the externals beside the work folder, those of the official image, and the tool cache', () => {
    const beside = new Machine();
    beside.node('externals/node24/bin/node', 'v24.1.0');
    mkdirSync(join(beside.root, '_work/_temp'), { recursive: true });
    expect(beside.run({ RUNNER_TEMP: join(beside.root, '_work/_temp') }).stdout).toBe(
      ran('externals/node24/bin/node'),
    );

    const image = new Machine();
    image.node('home/runner/externals/node20/bin/node', 'v20.1.0');
    expect(image.run().stdout).toBe(ran('home/runner/externals/node20/bin/node'));

    const cache = new Machine();
    cache.node('_tool/node/18.0.0/x64/bin/node', 'v18.0.0');
    cache.node('_tool/node/22.1.0/x64/bin/node', 'v22.1.0');
    expect(cache.run({ RUNNER_TOOL_CACHE: join(cache.root, '_tool') }).stdout).toBe(
      ran('_tool/node/22.1.0/x64/bin/node'),
    );
  });
});

describe('actions/run.sh without a usable node', () => {
  test('is invalid input, says what it saw and what to install, on every surface', () => {
    const machine = new Machine();
    machine.node('old/node', 'v18.20.4');
    machine.node('broken/node', 'not a version');
    machine.addToPath('old');
    machine.addToPath('broken');
    const output = join(machine.root, 'output');
    const { status, stdout } = machine.run({ GITHUB_OUTPUT: output });
    expect(status).toBe(2);
    expect(stdout).toMatch(
      /^::error title=kargo-ci::No Node\.js 20 or later .*old\/node is v18\.20\.4\..*actions\/setup-node/,
    );
    expect(readFileSync(output, 'utf8')).toMatch(
      /^status=invalid-input\nfailure-reason=\nmessage=No Node\.js 20/,
    );
  });

  test('needs no GITHUB_OUTPUT', () => {
    expect(new Machine().run().status).toBe(2);
  });
});

test('node takes the place of the shell: signals reach it', () => {
  const machine = new Machine();
  machine.write('tools/node', 'if [ "$1" = --version ]; then echo v24.0.0; else echo "$$ is $PARENT"; fi');
  machine.addToPath('tools');
  const script = join(machine.root, 'repository/actions/run.sh');
  const { stdout } = spawnSync(
    which('bash'),
    ['-c', `export PARENT=$$; exec '${which('bash')}' '${script}'`],
    {
      encoding: 'utf8',
      env: { PATH: join(machine.root, 'tools') },
    },
  );
  expect(stdout).toMatch(/^(\d+) is \1\n$/);
});
