import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const lines = readFileSync('Containerfile', 'utf8').replaceAll('\\\n', ' ').split('\n');
const instructions = lines
  .map((line) => /^(?<name>[A-Z]+) +(?<rest>.+)$/.exec(line)?.groups)
  .flatMap((groups) => (groups === undefined ? [] : [{ name: groups.name ?? '', rest: groups.rest ?? '' }]));
const all = (name: string) => instructions.filter((each) => each.name === name).map(({ rest }) => rest);

test('says that it was never built here', () => {
  expect(lines.slice(0, 2).join(' ')).toContain('never built');
});

test('is rootless, without an entrypoint, and on a node that we test on', () => {
  expect(all('USER')).toEqual(['node']);
  expect(all('ENTRYPOINT')).toEqual(['[]']);
  expect(all('FROM')).toEqual([expect.stringMatching(/\/node:(20|22|24)-alpine$/)]);
});

test('what it copies, and nothing else, runs: from an empty folder, with an empty environment', () => {
  const root = mkdtempSync(join(tmpdir(), 'image-'));
  for (const copy of all('COPY')) {
    const [from = '', to = '', ...more] = copy.split(/ +/);
    expect(more, `one source and one target: ${copy}`).toEqual([]);
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { recursive: true });
  }
  const printed = /^printf '(?<text>[^']*)' >(?<path>\S+) && chmod 755/.exec(
    all('RUN').join(' ').replaceAll(/ +/g, ' '),
  );
  const { text = '', path = '' } = printed?.groups ?? {};
  expect(path).toBe('/usr/local/bin/kargo-ci');
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(
    join(root, path),
    text.replaceAll('\\n', '\n').replace('exec node /', `exec '${process.execPath}' ${root}/`),
    { mode: 0o755 },
  );
  const { status, stdout, stderr } = spawnSync(join(root, path), ['--help'], {
    cwd: mkdtempSync(join(tmpdir(), 'empty-')),
    env: {},
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('promote');
});

test('the build context holds what it copies and nothing else', () => {
  const context = readFileSync('.dockerignore', 'utf8').trim().split('\n');
  const copied = all('COPY').map((copy) => copy.split(' ')[0]?.replace(/\/$/, ''));
  expect(context).toEqual(['*', ...copied.map((path) => `!${path}`)]);
});
