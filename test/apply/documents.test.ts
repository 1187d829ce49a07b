import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseDocuments, readDocuments } from '../../src/apply/documents.ts';

const noInput = () => Promise.reject(new Error('standard input was not asked for'));

function folder(files: Readonly<Record<string, string>>): string {
  const home = mkdtempSync(join(tmpdir(), 'kargo-ci-apply-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(home, name, '..'), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return home;
}

async function placesOf(home: string, ...patterns: readonly string[]): Promise<readonly string[]> {
  const documents = await readDocuments(
    patterns.map((pattern) => join(home, pattern)),
    noInput,
  );
  return documents.map(({ place }) => place.replace(`${home}/`, ''));
}

describe('files', () => {
  const tree = {
    'kargo/b.yaml': 'kind: B\n---\n# nothing\n---\nkind: B3\n',
    'kargo/a.yml': 'kind: A',
    'kargo/deep/c.json': '{"kind": "C"}',
    'kargo/notes.md': 'kind: [',
    'kargo/odd [1].yaml': 'kind: O',
    'elsewhere/d.yaml': 'kind: D',
  };

  test.each([
    ['a path', ['kargo/a.yml'], ['kargo/a.yml, document 1']],
    [
      'a pattern',
      ['kargo/*.yaml'],
      ['kargo/b.yaml, document 1', 'kargo/b.yaml, document 3', 'kargo/odd [1].yaml, document 1'],
    ],
    ['a path that looks like a pattern', ['kargo/odd [1].yaml'], ['kargo/odd [1].yaml, document 1']],
    ['a folder', ['kargo/deep/'], ['kargo/deep/c.json, document 1']],
    ['one file named twice', ['kargo/a.yml', 'kargo/*.yml'], ['kargo/a.yml, document 1']],
    [
      'any depth',
      ['**/*.json', 'elsewhere/*'],
      ['kargo/deep/c.json, document 1', 'elsewhere/d.yaml, document 1'],
    ],
  ])('%s', async (_, patterns, places) => {
    expect(await placesOf(folder(tree), ...patterns)).toEqual(places);
  });

  test('every pattern without a file is named', async () => {
    await expect(readDocuments(['no/such/*.yaml', 'nor.yaml'], noInput)).rejects.toMatchObject({
      problems: [
        { input: 'files', value: 'no/such/*.yaml' },
        { input: 'files', value: 'nor.yaml' },
      ],
    });
  });

  test('a dash is standard input', async () => {
    const documents = await readDocuments(['-'], async () => 'kind: A\n---\nkind: B');
    expect(documents.map(({ place }) => place)).toEqual([
      'standard input, document 1',
      'standard input, document 2',
    ]);
  });

  test('nothing in it is no manifest', async () => {
    await expect(readDocuments(['-'], async () => '\n# only words\n')).rejects.toThrow(
      /every document is empty/,
    );
  });
});

describe('YAML', () => {
  const contentOf = async (text: string) => {
    const { documents, problems } = await parseDocuments('x', text);
    expect(problems).toEqual([]);
    return documents.map(({ content }) => content);
  };

  test.each([
    ['booleans of old', 'a: [yes, off, true, "yes"]', { a: [true, false, true, 'yes'] }],
    ['no times, no sexagesimals', 'a: [2026-11-21, 12:30, 1:2:3]', { a: ['2026-11-21', '12:30', '1:2:3'] }],
    ['octal', 'mode: 0644', { mode: 420 }],
    ['merges', 'x: &x { a: 1 }\nz: { <<: *x, b: 2 }', { x: { a: 1 }, z: { a: 1, b: 2 } }],
    ['a block of text', 'a: |\n  one\n  two\n', { a: 'one\ntwo\n' }],
    ['JSON', '{"a": {"b": [1.5, null]}}', { a: { b: [1.5, null] } }],
  ])('%s', async (_, text, content) => {
    expect(await contentOf(text)).toEqual([content]);
  });

  test('lists are taken apart', async () => {
    expect(await contentOf('kind: List\napiVersion: v1\nitems: [{ kind: A }, { kind: B }]')).toEqual([
      { kind: 'A' },
      { kind: 'B' },
    ]);
    expect(await contentOf('[{"kind": "A"}]')).toEqual([{ kind: 'A' }]);
  });

  test.each([
    ['no YAML', 'kind: A\n---\nstringData: { password: hunter2', 2],
    ['a key twice', 'kind: A\nkind: B\npassword: hunter2', 1],
    ['an alias bomb', bomb(), 1],
  ])('%s is told by file and document, without quoting it', async (_, text, document) => {
    const { problems } = await parseDocuments('x.yaml', text);
    expect(problems).toMatchObject([{ value: `x.yaml, document ${document}` }]);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    expect(problems[0]?.accepted).not.toContain('\n');
  });
});

function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, level) => `k${level + 1}: &k${level + 1} [${Array(9).fill(`*k${level}`).join(', ')}]`,
  );
  return ['k0: &k0 x', ...levels].join('\n');
}
