import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { outputKey } from '../src/ci/dotenv.ts';
import { commonOutputs, inputVariable } from '../src/command.ts';
import { commands, loadAllCommands } from '../src/commands/index.ts';
import { version } from '../src/version.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = new Map(
  readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => [path, readFileSync(join(root, 'src', path), 'utf8')]),
);

interface Import {
  /** As written; relative ones as a path below src/. */
  readonly target: string;
  readonly isType: boolean;
  readonly isLazy: boolean;
}

/** Import statements, `import()` calls and `typeof import()` types. */
function importsOf(path: string): readonly Import[] {
  const text = sources.get(path) ?? '';
  const statements = text.matchAll(/^(?:import|export)\s(?<what>[^;]*?)from '(?<target>[^']+)'/gm);
  const bare = text.matchAll(/^import '(?<target>[^']+)'/gm);
  const calls = text.matchAll(/(?<type>typeof )?\bimport\('(?<target>[^']+)'\)/g);
  const resolved = (target = '') =>
    target.startsWith('.') ? relative(join(root, 'src'), join(root, 'src', dirname(path), target)) : target;
  return [
    ...[...statements, ...bare].map(({ groups }) => ({
      target: resolved(groups?.target),
      isType: groups?.what?.startsWith('type ') ?? false,
      isLazy: false,
    })),
    ...[...calls].map(({ groups }) => ({
      target: resolved(groups?.target),
      isType: groups?.type !== undefined,
      isLazy: true,
    })),
  ];
}

/** Everything that runs when `start` is loaded; with `lazily` also what it may load later. */
function reachableFrom(start: string, lazily: boolean): ReadonlySet<string> {
  const seen = new Set<string>([start]);
  for (const path of seen) {
    for (const { target, isType, isLazy } of importsOf(path)) {
      if (!isType && (lazily || !isLazy)) {
        seen.add(target);
      }
    }
  }
  return seen;
}

describe('only there', () => {
  test.each<[string, RegExp, RegExp]>([
    ['the environment', /\bprocess\.env\b/, /^(?:main\.ts|ci\/)/],
    ['the life of the process', /\bprocess\.(?:exit|exitCode|on|once|kill)\b/, /^(?:main|interruption)\.ts$/],
    [
      'standard streams',
      /\bprocess\.(?:stdout|stderr|stdin)\b|\bconsole\./,
      /^(?:standard-stream|interruption)\.ts$/,
    ],
    ['the clock', /\bDate\.now\(|\bperformance\.|\bsetTimeout\(/, /^(?:clock\.ts|ci\/|http\/|simulator\/)/],
    ['global fetch', /(?<![\w.])fetch\(/, /^$/],
    // CommonJS has none: the bundler would write the path of the building machine instead.
    ['import.meta', /\bimport\.meta\b/, /^$/],
  ])('%s', (_, pattern, allowed) => {
    const users = [...sources].filter(([, text]) => pattern.test(text)).map(([path]) => path);
    expect(users.filter((path) => !allowed.test(path))).toEqual([]);
  });

  test.each<[string, RegExp, RegExp]>([
    ['@actions/core', /^@actions\/core/, /^ci\/github\.ts$/],
    ['Octokit', /^@octokit\//, /^forge\/github\.ts$/],
    ['@actions/github', /^@actions\/github/, /^ci\/github-event\.ts$/],
    ['GitBeaker', /^@gitbeaker\//, /^forge\/gitlab\.ts$/],
    ['undici', /^undici$/, /^http\/proxied\.ts$/],
    ['node:http', /^node:https?$/, /^(?:http\/|simulator\/)/],
  ])('%s is imported', (_, target, allowed) => {
    const importers = [...sources.keys()].filter((path) =>
      importsOf(path).some((one) => target.test(one.target)),
    );
    expect(importers.filter((path) => !allowed.test(path))).toEqual([]);
  });
});

describe('only when it is needed', () => {
  test('the entry loads itself, the command that is as short as its start, the connection to Kargo, and node', () => {
    const loaded = [...reachableFrom('main.ts', false)];
    const expected = new Set([
      ...reachableFrom('kargo/connect.ts', false),
      ...reachableFrom('commands/notify-warehouse.ts', false),
    ]);
    expect(loaded.filter((path) => !path.endsWith('.ts') && !path.startsWith('node:'))).toEqual([]);
    expect(
      loaded.filter(
        (path) => !expected.has(path) && /^(?:commands\/(?!index)|kargo|forge|simulator|manifest)/.test(path),
      ),
    ).toEqual([]);
  });

  const commandFiles = [...sources.keys()].filter((path) => /^commands\/(?!index)/.test(path));

  test.each(commandFiles)('%s comes without packages and without the simulator', (path) => {
    const heavy = [...reachableFrom(path, false)].filter(
      (target) => target.startsWith('simulator/') || !(target.endsWith('.ts') || target.startsWith('node:')),
    );
    expect(heavy).toEqual([]);
  });

  test('what renders YAML and docs is not part of the bundle', () => {
    expect([...reachableFrom('main.ts', true)].filter((path) => path.startsWith('manifest/'))).toEqual([]);
  });

  test('nothing is written that nothing uses', () => {
    const used = new Set([...reachableFrom('main.ts', true), ...reachableFrom('manifest/generate.ts', true)]);
    const typesOnly = new Set(
      [...used].flatMap((path) =>
        importsOf(path)
          .filter(({ isType }) => isType)
          .map(({ target }) => target),
      ),
    );
    const unused = [...sources.keys()].filter((path) => !used.has(path) && !typesOnly.has(path));
    expect(unused).toEqual([]);
  });
});

test('files are nouns of the domain', () => {
  const vague = /^(?:utils?|helpers?|common|misc|shared-?utils|manager|lib)\.ts$/;
  expect([...sources.keys()].filter((path) => vague.test(basename(path)))).toEqual([]);
});

describe('commands', () => {
  const files = [...sources.keys()]
    .filter((path) => /^commands\/(?!index\.ts)[^/]+\.ts$/.test(path))
    .map((path) => basename(path, '.ts'));

  test('one file, one line in the registry, one name', async () => {
    expect(Object.keys(commands).sort()).toEqual(files.sort());
    expect((await loadAllCommands()).map(({ name }) => name)).toEqual(Object.keys(commands));
  });

  test('no output takes the name of a variable that is an input somewhere', async () => {
    const all = await loadAllCommands();
    const variables = new Set(
      all.flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([name, { env }]) => [
          inputVariable(name),
          ...(env === undefined ? [] : [env]),
        ]),
      ),
    );
    const keys = all.flatMap(({ outputs }) => Object.keys({ ...commonOutputs, ...outputs }));
    expect(keys.map((name) => outputKey(name, '')).filter((key) => variables.has(key))).toEqual([]);
  });

  test('an input has one type and one variable, whichever command has it', async () => {
    const kinds = new Map<string, Set<string>>();
    for (const { inputs } of await loadAllCommands()) {
      for (const [name, { type, env }] of Object.entries(inputs)) {
        kinds.set(name, (kinds.get(name) ?? new Set()).add(`${type} ${env ?? ''}`));
      }
    }
    expect([...kinds].filter(([, kind]) => kind.size > 1).map(([name, kind]) => [name, ...kind])).toEqual([]);
  });
});

test('the version is that of the package', () => {
  expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version).toBe(version);
});
