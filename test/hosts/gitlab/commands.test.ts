import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { outputKey } from '../../../src/ci/dotenv.ts';
import { majorVersion, release } from '../../../src/manifest/release.ts';
import { cases } from '../cases.ts';
import { type SimulatedKargo, simulateKargo } from '../kargo.ts';
import { type ComponentServer, runPipeline, startComponentServer } from './pipeline.ts';

let server: ComponentServer;
beforeAll(async () => {
  server = await startComponentServer();
});
afterAll(() => server.close());

let kargo: SimulatedKargo;
beforeEach(async () => {
  kargo = await simulateKargo('gitlab');
});
afterEach(() => kargo.stop());

const component = (name: string, inputs: Readonly<Record<string, string>>) => ({
  component: `$CI_SERVER_FQDN/${release.componentProject}/${name}@${majorVersion()}`,
  inputs,
});

const variables = (of: SimulatedKargo) => ({
  KARGO_API_ADDRESS: of.address,
  KARGO_API_TOKEN: of.token,
  KARGO_PROJECT: 'shop',
  GITLAB_TOKEN: 'write-token',
});

test('every component has a case', () => {
  expect(Object.keys(cases).toSorted()).toEqual(readdirSync('gitlab/templates').toSorted());
});

describe('each component, and a job that uses its outputs', () => {
  test.each(Object.entries(cases))('%s', async (name, { inputs, outputs }) => {
    const names = Object.keys(outputs).map((output) => outputKey(output, ''));
    const { exitCode, log, lines, artifact } = await runPipeline({
      host: server.host,
      variables: variables(kargo),
      configuration: stringify({
        stages: ['deploy', 'report'],
        include: [component(name, await inputs(kargo))],
        report: { stage: 'report', script: names.map((variable) => `echo "${variable}=[$${variable}]"`) },
      }),
    });
    expect(exitCode, log).toBe(0);
    const heard = lines('report');
    for (const [index, expected] of Object.values(outputs).entries()) {
      const value = heard[index]?.slice(`${names[index]}=[`.length, -1);
      expect(value, log).toMatch(expected);
    }
    const result = JSON.parse(artifact(name, `.kargo-ci/${name}/result.json`) ?? 'null');
    expect(result).toMatchObject({ status: 'succeeded' });
    expect(JSON.parse(artifact(name, `.kargo-ci/${name}/annotations.json`) ?? 'null')).toBeTypeOf('object');
  });
});

test('one pipeline from push to promotion: the Freight of one job is the input of the next', async () => {
  const { exitCode, log, lines } = await runPipeline({
    host: server.host,
    variables: variables(kargo),
    configuration: stringify({
      stages: ['build', 'deploy', 'report'],
      include: [
        component('find-freight', { image: 'ghcr.io/acme/web:1.8.0', 'job-stage': 'build' }),
        component('promote', { freight: '$KARGO_FREIGHT', stage: 'test', 'output-prefix': 'test' }),
      ],
      report: { stage: 'report', script: 'echo "$KARGO_STATUS $KARGO_TEST_STATUS $KARGO_TEST_OPERATION"' },
    }),
  });
  expect(exitCode, log).toBe(0);
  expect(lines('report')).toEqual(['succeeded succeeded created']);
});

test('a red job has outputs all the same, and its exit code', async () => {
  const { exitCode, log, artifact } = await runPipeline({
    host: server.host,
    variables: variables(kargo),
    configuration: stringify({
      include: [component('promote', { stage: 'nowhere', image: 'ghcr.io/acme/web:1.8.0' })],
      promote: { allow_failure: { exit_codes: 1 } },
    }),
    tolerate: [/^promote .* WARN 1 /, /^ WARN {2}promote/],
  });
  expect(exitCode, log).toBe(0);
  const outputs = artifact('promote', '.kargo-ci/promote/outputs.env');
  expect(outputs).toContain('KARGO_STATUS=failed\n');
  expect(outputs).toContain('KARGO_FAILURE_REASON=not-found\n');
});
