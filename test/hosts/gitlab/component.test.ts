import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Command } from '../../../src/command.ts';
import { renderComponent } from '../../../src/manifest/component.ts';
import { type ComponentServer, runPipeline, startComponentServer } from './pipeline.ts';

/** One input of each kind that reaches the job in a way of its own. */
const sample: Command = {
  name: 'sample',
  description: 'Only for this test.',
  inputs: {
    stage: { type: 'string', description: 'The Stage.', required: true },
    freight: { type: 'string', description: 'The Freight.' },
    image: { type: 'list', description: 'The images.' },
    'dry-run': { type: 'boolean', description: 'Only says.', default: true },
    depth: { type: 'integer', description: 'How deep.', default: 3, min: 1, max: 9 },
    body: { type: 'string', description: 'Free text.', freeText: true },
    'on-cancel': {
      type: 'choice',
      description: 'The clean-up.',
      choices: ['auto', 'leave'],
      default: 'auto',
    },
  },
  outputs: {},
  run: () => Promise.reject(new Error('never run')),
};

/** Prints what it was given, and leaves the dotenv report that a command would. */
const program = `
env | grep -E '^(KARGO_|CI_ENVIRONMENT_NAME)' | sort
echo "image: $KARGO_INPUT_IMAGE"
mkdir -p "$KARGO_CI_DIRECTORY"
echo "KARGO_$\{KARGO_CI_OUTPUT_PREFIX}STATUS=said by $KARGO_INPUT_STAGE" >"$KARGO_CI_DIRECTORY/outputs.env"
echo '{}' >"$KARGO_CI_DIRECTORY/annotations.json"
`;

let server: ComponentServer;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sample-'));
  mkdirSync(join(folder, 'templates', 'sample'), { recursive: true });
  writeFileSync(join(folder, 'templates', 'sample', 'template.yml'), renderComponent(sample));
  server = await startComponentServer(folder);
});
afterAll(() => server.close());

const include = (inputs: string) =>
  `include:\n  - component: $CI_SERVER_FQDN/GROUP/kargo-ci/sample@1\n    inputs:\n${inputs.replaceAll(/^/gm, '      ')}\n`;

describe('a component in a pipeline', () => {
  test('inputs arrive as variables with their types and defaults', async () => {
    const { exitCode, lines, log } = await runPipeline({
      host: server.host,
      program,
      configuration: include('stage: test\nimage: |-\n  a/b:1\n  c/d:2'),
    });
    expect(exitCode, log).toBe(0);
    expect(lines('sample')).toEqual(
      expect.arrayContaining([
        'KARGO_CI_HOST=gitlab',
        'KARGO_CI_DIRECTORY=.kargo-ci/sample',
        'KARGO_CI_OUTPUT_PREFIX=',
        'KARGO_INPUT_STAGE=test',
        'KARGO_INPUT_FREIGHT=',
        'KARGO_INPUT_DRY_RUN=true',
        'KARGO_INPUT_DEPTH=3',
        'KARGO_INPUT_ON_CANCEL=auto',
        'image: a/b:1',
        'c/d:2',
      ]),
    );
    expect(lines('sample')).toContain('CI_ENVIRONMENT_NAME=');
  });

  test('a value may name a variable of an earlier job; free text keeps its dollars, colons and quotes', async () => {
    const { exitCode, lines, log } = await runPipeline({
      host: server.host,
      program,
      configuration: `
stages: [build, deploy]
find:
  stage: build
  script: echo KARGO_FREIGHT=4711 >found.env
  artifacts:
    reports:
      dotenv: found.env
${include(`stage: test\nfreight: $KARGO_FREIGHT\nbody: 'a: $KARGO_FREIGHT "b" # ''c'''`)}`,
    });
    expect(exitCode, log).toBe(0);
    expect(lines('sample')).toContain('KARGO_INPUT_FREIGHT=4711');
    expect(lines('sample')).toContain(`KARGO_INPUT_BODY=a: $KARGO_FREIGHT "b" # 'c'`);
  });

  test('two includes do not collide, and a later job reads both', async () => {
    const { exitCode, lines, log, artifact } = await runPipeline({
      host: server.host,
      program,
      configuration: `
stages: [deploy, report]
include:
  - component: $CI_SERVER_FQDN/GROUP/kargo-ci/sample@1
    inputs:
      stage: test
  - component: $CI_SERVER_FQDN/GROUP/kargo-ci/sample@1
    inputs:
      stage: uat
      job-name: promote-uat
      job-environment: uat
      job-resource-group: uat
      job-tags: [linux, x64]
      output-prefix: UAT_
report:
  stage: report
  script: echo "$KARGO_STATUS / $KARGO_UAT_STATUS"
`,
    });
    expect(exitCode, log).toBe(0);
    expect(lines('report')).toEqual(['said by test / said by uat']);
    expect(artifact('promote-uat', '.kargo-ci/promote-uat/outputs.env')).toBe(
      'KARGO_UAT_STATUS=said by uat\n',
    );
    expect(lines('promote-uat')).toContain('CI_ENVIRONMENT_NAME=uat');
    expect(lines('sample')).toContain('CI_ENVIRONMENT_NAME=');
  });

  test('what an include may not say is refused', async () => {
    const refused = async (inputs: string) =>
      (await runPipeline({ host: server.host, program, configuration: include(inputs) })).log;
    expect(await refused('image: x')).toContain('`stage` input: required value has not been provided');
    expect(await refused('stage: x\non-cancel: perhaps')).toContain('`on-cancel` input');
    expect(await refused('stage: x\njob-name: a/b')).toContain('`job-name` input');
  });
});

describe('the harness', () => {
  test('a job sees no variable of this process', async () => {
    const { lines } = await runPipeline({
      host: server.host,
      configuration: 'look:\n  script: echo "[$VITEST]"\n',
    });
    expect(process.env.VITEST).toBeDefined();
    expect(lines('look')).toEqual(['[]']);
  });

  test('a failing job fails the pipeline', async () => {
    const { exitCode } = await runPipeline({ host: server.host, configuration: 'fail:\n  script: exit 3\n' });
    expect(exitCode).not.toBe(0);
  });

  test('a warning of gitlab-ci-local is a failure', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'warn-'));
    mkdirSync(join(folder, 'templates'));
    const body = { job: { script: ['echo $[[ inputs.a | expand_vars ]]'] } };
    const header = 'spec:\n  inputs:\n    a:\n      default: x\n---\n';
    writeFileSync(
      join(folder, 'templates', 'sample.yml'),
      header + JSON.stringify(parse(JSON.stringify(body))),
    );
    const other = await startComponentServer(folder);
    const configuration = 'include:\n  - component: $CI_SERVER_FQDN/GROUP/kargo-ci/sample@1\n';
    await expect(runPipeline({ host: other.host, configuration })).rejects.toThrow(/WARN/);
    await other.close();
  });
});
