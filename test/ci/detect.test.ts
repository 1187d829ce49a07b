import { expect, test } from 'vitest';
import { detectHost } from '../../src/ci/detect.ts';
import { createSink } from './outcomes.ts';

test.each<[string, Readonly<Record<string, string>>, boolean]>([
  ['shell', {}, false],
  ['shell', { CI: 'true' }, false],
  ['github', { GITHUB_ACTIONS: 'true', CI: 'true' }, false],
  ['shell', { GITHUB_ACTIONS: 'false' }, false],
  ['gitlab', { GITLAB_CI: 'true' }, false],
  ['shell', { GITLAB_CI: 'false' }, false],
  ['gitlab', { GITLAB_CI: 'false', KARGO_CI_HOST: 'gitlab' }, false],
  ['shell', { GITHUB_ACTIONS: 'true' }, true],
  ['shell', { GITLAB_CI: 'true' }, true],
])('%s for %j with --json: %s', async (name, env, json) => {
  const sink = createSink();
  const host = await detectHost(env, { stdout: sink, stderr: sink, json, cwd: '/' });
  expect(host.name).toBe(name);
  expect(sink.text()).toBe('');
});
