import { describe, expect, onTestFinished, test } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { loadAllCommands } from '../src/commands/index.ts';
import { missingRight, ruleFor } from '../src/kargo/answer.ts';
import { commandRights, rightsIn } from '../src/kargo/rights.ts';
import { readItems } from '../src/promotion/batch.ts';
import { failureReasons, statuses } from '../src/verdict.ts';
import { documentsOf, problemsOf, shellProblems, unknownOutputs, usesIn } from './docs/examples.ts';
import { type Block, brokenLink, readPages } from './docs/markdown.ts';
import { openShop, type Rule } from './docs/role.ts';
import { schemaProblems } from './hosts/gitlab/schema.ts';

const commands = await loadAllCommands();
const pages = readPages();

function page(file: string) {
  const found = pages.find((candidate) => candidate.file === file);
  if (found === undefined) {
    throw new Error(`there is no ${file}`);
  }
  return found;
}

const yamlBlocks = pages.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'yaml'));
const shellBlocks = pages.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'sh'));
const named = (blocks: readonly Block[]) =>
  blocks.map((block) => [`${block.file}:${block.line}`, block] as const);

describe('links', () => {
  test.each(pages.map((one) => [one.file, one] as const))('of %s lead somewhere', (_, one) => {
    expect(one.links.flatMap((link) => brokenLink(one, link, pages) ?? [])).toEqual([]);
  });

  test('a link to nowhere is found', () => {
    const readme = page('README.md');
    expect(brokenLink(readme, 'docs/nothing.md', pages)).toMatch(/there is no docs\/nothing.md/);
    expect(brokenLink(readme, 'docs/roles.md#nothing', pages)).toMatch(/no heading of this anchor/);
    expect(brokenLink(page('docs/roles.md'), '../README.md#quick-start', pages)).toBeUndefined();
  });
});

describe('troubleshooting', () => {
  const { text } = page('docs/troubleshooting.md');
  const sections = text.split(/^### /m).slice(1);

  test.each(Object.entries(failureReasons))('explains every word of %s', (status, reasons) => {
    const { exit } = statuses[status as keyof typeof statuses];
    const section = sections.find((candidate) => candidate.split('\n')[0]?.includes(`exit code ${exit}`));
    const entries =
      (section ?? '')
        .split(/^## /m)[0]
        ?.split(/^#### /m)
        .slice(1) ?? [];
    const words = entries.map((entry) => entry.split('\n')[0]);
    expect(words).toEqual(Object.keys(reasons));
    for (const entry of entries) {
      expect(entry.split('\n').slice(1).join(' ').trim().length, entry).toBeGreaterThan(40);
    }
  });

  test('the words of every status stand in the README', () => {
    for (const [status, { exit }] of Object.entries(statuses)) {
      expect(page('README.md').text).toMatch(new RegExp(`^\\| \`${status}\` \\| ${exit}\\b`, 'm'));
    }
  });
});

describe('examples in YAML', () => {
  test.each(named(yamlBlocks))('%s parses', (_, block) => {
    expect(documentsOf(block).length).toBeGreaterThan(0);
  });

  test.each(named(yamlBlocks))('%s uses commands and inputs that exist, all that are needed', (_, block) => {
    const uses = usesIn(block);
    const problems = uses.flatMap((use) =>
      problemsOf(use, commands).map((problem) => `${use.command}: ${problem}`),
    );
    expect(problems).toEqual([]);
    expect(unknownOutputs(block, uses, commands)).toEqual([]);
  });

  /** Not those of gitlab/README.md: parts of jobs, which only are valid once they are merged. */
  const pipelines = yamlBlocks.filter(
    ({ file, text }) => file !== 'gitlab/README.md' && /\$CI_SERVER_FQDN|^promote:/m.test(text),
  );
  test.each(named(pipelines))('%s is what the schema of GitLab allows', (_, block) => {
    expect(documentsOf(block).flatMap(schemaProblems)).toEqual([]);
  });

  test('every list of items is one', async () => {
    const lists = yamlBlocks.flatMap(usesIn).flatMap(({ inputs }) => inputs.items ?? []);
    expect(lists).not.toEqual([]);
    for (const list of lists) {
      await expect(readItems(list)).resolves.toEqual(expect.arrayContaining([expect.anything()]));
    }
  });

  test('every command of a host has an example on both', () => {
    const uses = yamlBlocks.flatMap(usesIn).map(({ host, command }) => `${host} ${command}`);
    const onHosts = commands.filter(({ shellOnly, hidden }) => shellOnly !== true && hidden !== true);
    for (const { name } of onHosts) {
      expect(uses).toEqual(expect.arrayContaining([`github ${name}`, `gitlab ${name}`]));
    }
  });

  test('wrong examples are found', () => {
    const given = { projekt: 'shop', 'wait-for': 'verifed' };
    const use = { host: 'github', command: 'promote', given, inputs: given, env: {}, id: '' } as const;
    const problems = problemsOf(use, commands);
    expect(problems).toEqual(
      expect.arrayContaining([
        'no input projekt',
        expect.stringMatching(/^api-address: is required/),
        expect.stringMatching(/^wait-for: .*was verified meant/),
      ]),
    );
    expect(problemsOf({ ...use, command: 'demote' }, commands)).toEqual(['there is no command demote']);
    const number = { timeout: 30 };
    expect(problemsOf({ ...use, host: 'gitlab', given: number, inputs: {} }, commands)).toContain(
      'timeout is no string',
    );
  });
});

describe('examples in a shell', () => {
  test.each(named(shellBlocks))('%s uses commands and flags that exist', (_, block) => {
    expect(shellProblems(block, commands)).toEqual([]);
  });

  test('wrong examples are found', () => {
    const block = { file: '', line: 1, language: 'sh', text: 'kargo-ci promote --stge test\n' };
    expect(shellProblems(block, commands)).toEqual([expect.stringContaining('--stage is the nearest')]);
  });
});

describe('the rules of roles.md', () => {
  const rows = page('docs/roles.md').text.matchAll(
    /^\| `(?<words>[^`]*is not permitted)`.* \| `(?<rule>\{.*\})` \|$/gm,
  );

  test.each([...rows].map(({ groups }) => [groups?.words ?? '', groups?.rule ?? '']))('%s', (words, rule) => {
    const right = missingRight(`review subject access: ${words}`);
    expect(right && parse(ruleFor(right))).toEqual(parse(rule));
  });
});

describe('the Role of the README', { timeout: 60_000 }, () => {
  const block = yamlBlocks.find(({ file, text }) => file === 'README.md' && /^kind: Role$/m.test(text));
  const manifests = parseAllDocuments(block?.text ?? '').map((document) => document.toJS());
  const rules: readonly Rule[] = manifests.find(({ kind }) => kind === 'Role')?.rules ?? [];
  const rights = rules.flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ resource, verb }))),
  );
  /** Without these it works less well: roles.md says how. */
  const helpful = [
    'warehouses list',
    'warehouses watch',
    'stages watch',
    'promotions watch',
    'analysisruns get',
  ];

  async function shopWithout(resource: string, verb: string) {
    const left = rules.map((rule) =>
      rule.resources.includes(resource)
        ? { ...rule, verbs: rule.verbs.filter((candidate) => candidate !== verb) }
        : rule,
    );
    const changed = manifests.map((manifest) =>
      manifest.kind === 'Role' ? { ...manifest, rules: left } : manifest,
    );
    const shop = await openShop(changed.map((manifest) => stringify(manifest)).join('---\n'));
    onTestFinished(() => shop.close());
    return shop;
  }

  async function commandOf(name: string) {
    const command = commands.find((candidate) => candidate.name === name);
    if (command === undefined) {
      throw new Error(`there is no command ${name}`);
    }
    return command;
  }

  const image = 'ghcr.io/acme/web:1.8.0';
  const quickStart = { stage: 'test', warehouse: 'web', image, 'wait-for': 'verified', timeout: '20s' };

  test('is enough for its quick start, and for its Stage only', async () => {
    const shop = await shopWithout('nothing', 'nothing');
    await shop.push(image);
    expect(await shop.run(await commandOf('promote'), quickStart)).toMatchObject({ status: 'succeeded' });
    const prod = await shop.run(await commandOf('promote'), { ...quickStart, stage: 'prod' });
    expect(prod).toMatchObject({ status: 'failed', reason: 'forbidden' });
  });

  const needed = rights.filter(
    ({ resource, verb }) => verb !== 'patch' && !helpful.includes(`${resource} ${verb}`),
  );
  test.each(needed)('holds no right too much: $verb on $resource', async ({ resource, verb }) => {
    const shop = await shopWithout(resource, verb);
    await shop.push(image);
    const verdict = await shop.run(await commandOf('promote'), quickStart);
    expect(verdict).toMatchObject({ status: 'failed', reason: 'forbidden' });
    expect(verdict.message).toContain(`resources: [${resource}], verbs: [${verb}]`);
  });

  test.each([
    ['with', 'nothing', /was aborted/],
    ['without', 'patch', /may still be going: .*verbs: \[patch\]/],
  ])('%s patch on promotions', async (_, missing, said) => {
    const shop = await shopWithout('promotions', missing);
    await shop.closeGate();
    const inputs = { ...quickStart, image: 'ghcr.io/acme/web:1.7.0', timeout: '5s', 'on-timeout': 'abort' };
    const verdict = await shop.run(await commandOf('promote'), inputs);
    expect(verdict).toMatchObject({ status: 'timed-out', message: expect.stringMatching(said) });
  });

  test('is what the table says that promote needs and is helped by', () => {
    const [use] = commandRights.promote ?? [];
    const table = [...rightsIn(use?.needs ?? {}), ...rightsIn(use?.helps ?? {})];
    const words = (list: readonly { readonly resource: string; readonly verb: string }[]) =>
      list.map(({ resource, verb }) => `${resource} ${verb}`).toSorted();
    expect(words(rights)).toEqual(words(table));
    expect(rules.find(({ verbs }) => verbs.includes('promote'))?.resourceNames).toEqual(['test']);
  });

  test('lists what helps by its names', () => {
    expect(rights.map(({ resource, verb }) => `${resource} ${verb}`)).toEqual(
      expect.arrayContaining(helpful),
    );
  });
});
