import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join('src', path), 'utf8') }));

function importers(name: RegExp): readonly string[] {
  return sources.filter(({ text }) => name.test(text)).map(({ path }) => path);
}

test('each SDK is imported in one file', () => {
  expect(importers(/from '@octokit\/|import\('@octokit\//)).toEqual(['forge/github.ts']);
  expect(importers(/from '@gitbeaker\/|import\('@gitbeaker\//)).toEqual(['forge/gitlab.ts']);
});

test('the files with the SDKs are loaded only when their forge is used', () => {
  const loaders = importers(/^import (?!type )[^;]*from '\.[^']*\/(github|gitlab)\.ts'/m);
  expect(loaders.filter((path) => path.startsWith('forge/'))).toEqual([]);
  expect(
    importers(/import\('\.\/(github|gitlab)\.ts'\)/).filter((path) => path.startsWith('forge/')),
  ).toEqual(['forge/open.ts']);
});
