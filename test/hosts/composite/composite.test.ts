import { existsSync, mkdirSync, mkdtempSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFileCommands } from './commands.ts';
import { Job } from './job.ts';

const scratch = mkdtempSync(join(tmpdir(), 'composite-'));
let count = 0;

/** An action in a folder of its own. `lines` go into the script of its one step. */
function action(lines: string, changes: (text: string) => string = (text) => text): string {
  const directory = join(scratch, `action-${count++}`);
  mkdirSync(directory);
  const text = `
name: Sample
description: For the executor's own tests.
inputs:
  who:
    description: Somebody.
    default: nobody
  empty:
    description: Nothing.
outputs:
  greeting:
    description: Said.
    value: \${{ steps.run.outputs.greeting }}
runs:
  using: composite
  steps:
    - id: run
      shell: bash
      env:
        WHO: \${{ inputs.who }}
        EMPTY: \${{ inputs.empty }}
      run: |
${lines.replaceAll(/^/gm, '        ')}
`;
  writeFileSync(join(directory, 'action.yml'), changes(text));
  return directory;
}

describe('what it runs', () => {
  test('inputs arrive through env, outputs leave through the map, a following step reads them', async () => {
    const job = new Job();
    const said = await job.uses('hello', action('echo "greeting=hello $WHO" >>"$GITHUB_OUTPUT"'), {
      with: { who: 'world' },
    });
    expect(said).toMatchObject({ outcome: 'success', exitCode: 0, outputs: { greeting: 'hello world' } });
    const next = await job.run('next', 'echo "heard: $HEARD"', {
      HEARD: `\${{ steps.hello.outputs.greeting }}`,
    });
    expect(next.log).toBe('heard: hello world\n');
  });

  test('defaults apply, an input without one is empty, INPUT_ variables do not exist', async () => {
    const { log } = await new Job().uses('hello', action('echo "$WHO-$EMPTY-$INPUT_WHO"'));
    expect(log).toBe('nobody--\n');
  });

  test('the step sees no variable of this process, and `env` of the job and the step', async () => {
    const job = new Job({ env: { FROM_JOB: 'job' } });
    const { log } = await job.uses('hello', action('echo "$FROM_JOB $FROM_STEP [$VITEST]"'), {
      env: { FROM_STEP: 'step' },
    });
    expect(process.env.VITEST).toBeDefined();
    expect(log).toBe('job step []\n');
  });

  test('a value is never shell text', async () => {
    const { log } = await new Job().uses('hello', action('echo "$WHO"'), {
      with: { who: '"; exit 7; $(id) `id`' },
    });
    expect(log).toBe('"; exit 7; $(id) `id`\n');
  });

  test('bash stops at the first failure, also in a pipe, and outputs are mapped all the same', async () => {
    const lines = 'echo greeting=early >>"$GITHUB_OUTPUT"\nfalse | true\necho never';
    const result = await new Job().uses('hello', action(lines));
    expect(result).toMatchObject({
      outcome: 'failure',
      exitCode: 1,
      outputs: { greeting: 'early' },
      log: '',
    });
  });

  test('after a failure a step runs only when its condition says so', async () => {
    const second = (condition: string) => (text: string) =>
      `${text}    - shell: bash\n      if: ${condition}\n      run: echo second\n`;
    const failing = (condition: string) => new Job().uses('x', action('exit 3', second(condition)));
    expect((await failing('always()')).log).toBe('second\n');
    expect((await failing("steps.run.outcome == 'failure' && failure()")).log).toBe('second\n');
    expect((await failing('success()')).log).toBe('');
    expect((await failing('true')).log).toBe('');
  });

  test('masks hide for the rest of the job, annotations are collected, stopped commands are text', async () => {
    const job = new Job();
    const lines = [
      'echo "::add-mask::s3cret"',
      'echo "::error title=Oh%3A no::it %25 s3cret%0Aover two lines"',
      'echo "::stop-commands::token1"',
      'echo "::error::not an annotation"',
      'echo "::token1::"',
    ];
    const { log, annotations } = await job.uses('hello', action(lines.join('\n')));
    expect(annotations).toEqual([{ level: 'error', title: 'Oh: no', message: 'it % ***\nover two lines' }]);
    expect(log).toContain('::error::not an annotation');
    expect((await job.run('later', 'echo s3cret')).log).toBe('***\n');
  });

  test('GITHUB_ENV and GITHUB_PATH reach the steps after it', async () => {
    const job = new Job();
    await job.run('first', 'echo A=1 >>"$GITHUB_ENV"; echo /nowhere >>"$GITHUB_PATH"');
    expect((await job.run('second', 'echo "$A $PATH"')).log).toMatch(/^1 \/nowhere:/);
  });

  test('heredoc values, and the last of two', () => {
    expect(readFileCommands('a<<EOT\n1\n\n2\nEOT\nb=x=y\nb=z\n')).toEqual({ a: '1\n\n2', b: 'z' });
    expect(() => readFileCommands('a<<EOT\n1\n')).toThrow(/does not end/);
    expect(() => readFileCommands('plain text\n')).toThrow(/not a name=value line/);
  });
});

describe('what it refuses', () => {
  test.each<[string, (text: string) => string, RegExp]>([
    ['an input that is not declared', (text) => text.replace('inputs.who', 'inputs.whom'), /input 'whom'/],
    [
      'a step that does not exist',
      (text) => text.replace('inputs.empty', 'steps.ran.outputs.x'),
      /step 'ran'/,
    ],
    [
      'an output that is not passed on',
      (text) => text.replace('outputs.greeting', 'outputs.salute'),
      /outputs: greeting/,
    ],
    ['a context that composites lack', (text) => text.replace('inputs.who', 'secrets.who'), /secrets/],
    ['a missing shell', (text) => text.replace('shell: bash', ''), /shell/],
    ['another shell', (text) => text.replace('shell: bash', 'shell: sh'), /only 'shell: bash'/],
    ['a type of an input', (text) => text.replace('default: nobody', 'type: string'), /unknown key 'type'/],
    ['a nested action', (text) => `${text}    - uses: actions/checkout@v4\n`, /'uses'/],
    [
      'two steps with one id',
      (text) => `${text}    - id: run\n      shell: bash\n      run: 'true'\n`,
      /twice/,
    ],
  ])('%s', async (_, changes, message) => {
    const directory = action('echo "greeting=x" >>"$GITHUB_OUTPUT"', changes);
    await expect(new Job().uses('x', directory)).rejects.toThrow(message);
  });

  test('an undeclared input of the caller, and an expression in a script', async () => {
    await expect(new Job().uses('x', action('true'), { with: { whom: 'x' } })).rejects.toThrow(
      /inputs: whom/,
    );
    await expect(new Job().uses('x', action(`echo \${{ inputs.who }}`))).rejects.toThrow(/shell text/);
  });
});

describe('cancellation', () => {
  const ready = (job: Job): string => join(job.workspace, 'ready');

  test('SIGINT, then SIGTERM, reach the first process; `exec` makes that the program', async () => {
    const job = new Job();
    const program = `trap 'echo got INT' INT; trap 'echo got TERM; exit 9' TERM; touch ready; while :; do sleep 0.01; done`;
    writeFileSync(join(job.workspace, 'program.sh'), program);
    const result = await job.uses('x', action('exec bash program.sh'), {
      cancel: { when: appeared(ready(job)), scale: 0.02 },
    });
    expect(result).toMatchObject({ outcome: 'cancelled', exitCode: 9, signals: ['SIGINT', 'SIGTERM'] });
    expect(result.log).toBe('got INT\ngot TERM\n');
  });

  test('without `exec` the program behind bash is not signalled', async () => {
    const job = new Job();
    writeFileSync(
      join(job.workspace, 'program.sh'),
      `trap 'echo got INT' INT; touch ready; sleep 1; echo survived`,
    );
    const result = await job.uses('x', action('bash program.sh\necho after'), {
      cancel: { when: appeared(ready(job)), scale: 0.02 },
    });
    expect(result.outcome).toBe('cancelled');
    expect(result.exitCode).toBeUndefined();
    expect(result.log).not.toContain('got INT');
  });

  test('in a container no signal arrives; `if: cancelled()` runs beside the process, which ends with the job', async () => {
    const job = new Job();
    const lines =
      'echo greeting=early >>"$GITHUB_OUTPUT"; echo $$ >pid; touch ready; while :; do sleep 0.01; done';
    const result = await job.uses('x', action(lines), {
      cancel: { when: appeared(ready(job)), scale: 0.02, inContainer: true },
    });
    expect(result).toMatchObject({ outcome: 'cancelled', signals: [], outputs: { greeting: 'early' } });
    const hears = action('kill -0 "$(cat pid)"; echo "$WHO"');
    const use = (condition: string) =>
      job.uses('y', hears, { if: condition, with: { who: `\${{ steps.x.outputs.greeting }}` } });
    expect(await use('success()')).toMatchObject({ outcome: 'skipped', log: '' });
    expect(await use('cancelled()')).toMatchObject({ outcome: 'success', log: 'early\n' });
    await job.end();
    expect(() => process.kill(Number(readFileSync(join(job.workspace, 'pid'), 'utf8')), 0)).toThrow(/ESRCH/);
  });

  test('a program that ignores both is killed', async () => {
    const job = new Job();
    writeFileSync(
      join(job.workspace, 'program.sh'),
      `trap '' INT TERM; touch ready; while :; do sleep 0.01; done`,
    );
    const result = await job.uses('x', action('exec bash program.sh'), {
      cancel: { when: appeared(ready(job)), scale: 0.02 },
    });
    expect(result.signals).toEqual(['SIGINT', 'SIGTERM', 'SIGKILL']);
  });
});

/** Fulfilled as soon as the file exists. */
function appeared(path: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(dirname(path), look);
    function look(): void {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    }
    look();
  });
}
