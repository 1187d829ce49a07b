import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createGitlabHost } from '../../src/ci/gitlab.ts';
import { controlsIn, hostileTexts, runnerCommands } from './hostile-text.ts';
import { createSink, failedWith, outcomeWith, succeeded, temporaryDirectory } from './outcomes.ts';

function createJob(variables: Readonly<Record<string, string>> = {}, directory = temporaryDirectory()) {
  const stdout = createSink();
  const env = { CI_PROJECT_DIR: directory, CI_JOB_ID: '7', NO_COLOR: '1', ...variables };
  const host = createGitlabHost(env, { stdout, stderr: stdout, json: false, cwd: '/' });
  const file = (name: string) => readFileSync(join(directory, '.kargo-ci', name), 'utf8');
  return { host, directory, file, log: stdout.text };
}

/** As GitLab reads it (ParseDotenvArtifactService): any line that is not `KEY=value` refuses the whole report. */
function readDotenv(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [, key, value] = /^([A-Za-z0-9_]+)=(.*)$/.exec(line) ?? [];
        if (key === undefined || value === undefined) {
          throw new Error(`Invalid Format: ${line}`);
        }
        return [key, value.trim()];
      }),
  );
}

test('finish writes the three reports', async () => {
  const { host, file, log, directory } = createJob({ CI_JOB_URL: 'https://gitlab.example.com/j/7' });
  await host.finish(
    outcomeWith(failedWith('step "push" failed'), {
      outputs: { promotion: 'test.01', promotions: '[{"stage":"test"}]', unheard: 'x' },
      links: [
        { label: 'Promotion', url: 'https://kargo.example.com/p' },
        { label: 'bad', url: 'javascript:alert(1)' },
      ],
    }),
  );
  expect(readDotenv(file('outputs.env'))).toEqual({
    KARGO_STATUS: 'failed',
    KARGO_FAILURE_REASON: 'promotion-failed',
    KARGO_MESSAGE: 'step "push" failed',
    KARGO_PROMOTION: 'test.01',
    KARGO_PROMOTIONS: '[{"stage":"test"}]',
  });
  expect(JSON.parse(file('result.json'))).toEqual({
    status: 'failed',
    'failure-reason': 'promotion-failed',
    message: 'step "push" failed',
    outputs: { promotion: 'test.01', promotions: '[{"stage":"test"}]' },
  });
  expect(JSON.parse(file('annotations.json'))).toEqual({
    kargo: [
      {
        external_link: {
          label: 'promote: promotion-failed: step "push" failed',
          url: 'https://gitlab.example.com/j/7',
        },
      },
      { external_link: { label: 'Promotion', url: 'https://kargo.example.com/p' } },
    ],
  });
  expect(log()).toContain('promote: promotion-failed: step "push" failed\n');
  expect(readdirSync(join(directory, '.kargo-ci')).sort()).toEqual([
    'annotations.json',
    'outputs.env',
    'result.json',
  ]);
});

test('publish writes at once, and what is declared but unknown is empty in the end', async () => {
  const { host, file } = createJob();
  host.publish({ promotion: 'test.01' });
  expect(readDotenv(file('outputs.env'))).toEqual({ KARGO_PROMOTION: 'test.01' });
  host.publish({ promotion: 'test.02' });
  expect(readDotenv(file('outputs.env'))).toEqual({ KARGO_PROMOTION: 'test.02' });
  await host.finish(outcomeWith(succeeded, { outputs: { promotion: 'test.02' } }));
  expect(readDotenv(file('outputs.env'))).toMatchObject({ KARGO_PROMOTION: 'test.02', KARGO_PROMOTIONS: '' });
});

describe('the dotenv report', () => {
  test('leaves out what its lines cannot hold, and the log says where it is', async () => {
    const { host, file, log } = createJob();
    await host.finish(
      outcomeWith(failedWith('first\nsecond\r\n$SECRET'), {
        outputs: { promotion: 'two\nlines', promotions: 'x'.repeat(6_000) },
      }),
    );
    expect(readDotenv(file('outputs.env'))).toEqual({
      KARGO_STATUS: 'failed',
      KARGO_FAILURE_REASON: 'promotion-failed',
      KARGO_MESSAGE: 'first second SECRET',
    });
    expect(log()).toMatch(/only in \S+\/\.kargo-ci\/result\.json: KARGO_PROMOTION, KARGO_PROMOTIONS\n/);
    expect(JSON.parse(file('result.json')).outputs).toEqual({
      promotion: 'two\nlines',
      promotions: 'x'.repeat(6_000),
    });
  });

  test('stays within 5 KB, and the short words are in it', async () => {
    const { host, file } = createJob();
    await host.finish(
      outcomeWith(failedWith('é'.repeat(9_000)), {
        outputs: { promotions: 'x'.repeat(4_000), promotion: 'test.01' },
      }),
    );
    expect(Buffer.byteLength(file('outputs.env'))).toBeLessThanOrEqual(5 * 1024);
    expect(readDotenv(file('outputs.env'))).toMatchObject({
      KARGO_STATUS: 'failed',
      KARGO_PROMOTION: 'test.01',
    });
  });

  test.each([
    ['web', 'KARGO_WEB_STATUS'],
    ['web-eu_1', 'KARGO_WEB_EU_1_STATUS'],
    ['WEB_', 'KARGO_WEB_STATUS'],
  ])('has the prefix %s', async (prefix, key) => {
    const { host, file } = createJob({ KARGO_CI_OUTPUT_PREFIX: prefix });
    await host.finish(outcomeWith(succeeded));
    expect(Object.keys(readDotenv(file('outputs.env')))).toContain(key);
  });

  test.each(['input', 'api', 'ci'])('never takes the name of an input: prefix %s', async (prefix) => {
    const { host, file, log } = createJob({ KARGO_CI_OUTPUT_PREFIX: prefix });
    await host.finish(outcomeWith(succeeded, { outputs: { promotion: 'test.01' } }));
    expect(file('outputs.env')).toBe('');
    expect(log()).toContain(`KARGO_${prefix.toUpperCase()}_PROMOTION`);
  });
});

describe('the directory', () => {
  test('can be another one', async () => {
    const { host, directory } = createJob({ KARGO_CI_DIRECTORY: 'out/two' });
    await host.finish(outcomeWith(succeeded));
    expect(readdirSync(join(directory, 'out/two'))).toContain('result.json');
  });

  test('that cannot be written is a warning', async () => {
    const { host, directory, log } = createJob();
    writeFileSync(join(directory, '.kargo-ci'), 'a file');
    await host.finish(outcomeWith(succeeded));
    expect(log()).toMatch(/warning: \S+outputs\.env could not be written/);
    expect(log()).toContain('succeeded: Stage test has the Freight.\n');
  });
});

describe('what a run created', () => {
  const created = [{ project: 'shop', stage: 'test', promotion: 'test.01', onCancel: 'auto' }] as const;

  test('is known to a later process of the same job', () => {
    const { host, directory } = createJob();
    host.remember(created);
    expect(createJob({}, directory).host.recall()).toEqual(created);
    host.remember([]);
    expect(createJob({}, directory).host.recall()).toEqual([]);
  });

  test('is not known to another job in the same workspace', () => {
    const { host, directory } = createJob();
    host.remember(created);
    expect(createJob({ CI_JOB_ID: '8' }, directory).host.recall()).toEqual([]);
  });

  test('is nothing when nothing was remembered', () => {
    expect(createJob().host.recall()).toEqual([]);
  });

  test.each(['{"job":"7","created":[{"project":"shop"}, null, 3]}', '{"job":"7"}', 'null', '[]'])(
    'is nothing that makes no sense: %s',
    (text) => {
      const { host, directory } = createJob();
      mkdirSync(join(directory, '.kargo-ci'));
      writeFileSync(join(directory, '.kargo-ci/state.json'), text);
      expect(host.recall()).toEqual([]);
    },
  );

  test('is an error when the file is broken: something may have to be stopped', () => {
    const { host, directory } = createJob();
    mkdirSync(join(directory, '.kargo-ci'));
    writeFileSync(join(directory, '.kargo-ci/state.json'), '{"job":');
    expect(() => host.recall()).toThrow('state.json is not readable');
  });
});

test('sections are flat, and end before an error', async () => {
  const { host, log } = createJob();
  host.log.section('one');
  host.log.info('x');
  host.log.section('two');
  host.log.error('y');
  await host.finish(outcomeWith(succeeded));
  const esc = String.fromCharCode(27);
  const marker = new RegExp(`${esc}\\[0Ksection_(start|end):\\d+:([\\w.-]+)\\r${esc}\\[0K`, 'g');
  const marks = [...log().matchAll(marker)];
  const [first, second] = [marks[0]?.[2], marks[2]?.[2]];
  expect(marks.map((mark) => [mark[1], mark[2]])).toEqual([
    ['start', first],
    ['end', first],
    ['start', second],
    ['end', second],
  ]);
  expect(first).not.toBe(second);
  expect(controlsIn(log().replaceAll(marker, ''))).toEqual([]);
});

test('a hidden command leaves the reports of the job alone', async () => {
  const { host, directory, file } = createJob();
  await host.finish(outcomeWith(failedWith('x')));
  const before = file('result.json') + file('outputs.env') + file('annotations.json');
  await createJob({}, directory).host.finish(
    outcomeWith(succeeded, { command: { name: 'after-cancel', outputs: {}, hidden: true } }),
  );
  expect(file('result.json') + file('outputs.env') + file('annotations.json')).toBe(before);
});

test('a secret is in no file and not in the log: GitLab has no masks for it', async () => {
  const { host, file, log } = createJob({ CI_JOB_URL: 'https://gitlab.example.com/j/7' });
  host.mask('s3cret-token');
  host.log.info('sent s3cret-token');
  await host.finish(
    outcomeWith(failedWith('refused s3cret-token'), {
      outputs: { promotion: 's3cret-token' },
      links: [{ label: 's3cret-token', url: 'https://kargo.example.com/s3cret-token' }],
    }),
  );
  const everything = log() + file('result.json') + file('outputs.env') + file('annotations.json');
  expect(everything).not.toContain('s3cret-token');
});

describe('hostile text stays text', () => {
  test.each(hostileTexts)('%j', async (text) => {
    const { host, file, log } = createJob({ CI_JOB_URL: 'https://gitlab.example.com/j/7' });
    host.log.info(text);
    host.log.warning(text);
    host.log.error(text, text);
    await host.finish(
      outcomeWith(failedWith(text), {
        outputs: { promotion: text },
        links: [{ label: text, url: 'https://kargo.example.com' }],
        warnings: [text],
      }),
    );
    expect(controlsIn(log())).toEqual([]);
    expect(log()).not.toMatch(/section_(?:start|end):/);
    expect(runnerCommands(log())).toEqual([]);
    const variables = readDotenv(file('outputs.env'));
    expect(
      Object.keys(variables).filter(
        (key) => !/^KARGO_(STATUS|FAILURE_REASON|MESSAGE|PROMOTIONS?)$/.test(key),
      ),
    ).toEqual([]);
    expect([undefined, text]).toContain(variables.KARGO_PROMOTION);
    expect(Object.values(variables).join('')).not.toContain('$');
    expect(JSON.parse(file('result.json')).outputs.promotion).toBe(text);
    for (const { external_link } of JSON.parse(file('annotations.json')).kargo) {
      expect(external_link.label).not.toContain('\n');
      expect(controlsIn(external_link.label)).toEqual([]);
    }
  });
});
