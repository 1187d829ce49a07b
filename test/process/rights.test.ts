import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { kargoReleases, type SimulatedKargo } from '../support/simulator.ts';
import { begin, type Played, play, read, test } from './play.ts';
import {
  analysisTemplate,
  images,
  simulation,
  stage,
  tokenOf,
  warehouse,
  web,
  world,
  worldWithoutToken,
} from './worlds.ts';

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** The manifest of the README's quick start: what users copy must be enough, and no more. */
const manifest = readmeManifest();
const rules = rulesOf(manifest);

function readmeManifest(): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/^```yaml\n(?<yaml>[\s\S]*?)^```/gm)].map(
    ({ groups }) => groups?.yaml ?? '',
  );
  const found = blocks.find((block) => block.includes('kind: Role\n'));
  if (found === undefined) {
    throw new Error('the README shows no Role');
  }
  return found;
}

function rulesOf(yaml: string): readonly Rule[] {
  const role = parseAllDocuments(yaml)
    .map((document) => document.toJS())
    .find(({ kind }) => kind === 'Role');
  return role.rules;
}

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate, stage('test', { verification: true })];
const withReadme = worldWithoutToken(manifest, simulation('tokens: [{ name: ci, role: ci }]'), ...shop);
const inputs = { stage: 'test', warehouse: 'web', image: `${web}:1.1.0`, 'wait-for': 'verified' };

async function pushed(kargo: SimulatedKargo): Promise<void> {
  await kargo.freight('1.0.0');
  await kargo.control('clock', { advance: '10s' });
  await kargo.push(`${web}:1.1.0`);
}

/** Every single right of the README, as verb and resource. */
const rights = rules.flatMap((rule) =>
  rule.verbs.map((verb) => ({ verb, resource: rule.resources[0] ?? '', group: rule.apiGroups[0] ?? '' })),
);

/** Rights without which this `promote` still ends well, and why they are in the README all the same. */
const comforts: Readonly<Record<string, string>> = {
  'watch warehouses': 'without it a discovery is seen by reading',
  'watch stages': 'without it the Stage is polled',
  'watch promotions': 'without it the Promotion is polled',
  'list warehouses': 'tells why Freight is not there when no Warehouse is named',
  'patch promotions': 'aborts what a cancelled job made',
  'get analysisruns': 'tells the metrics of a verification that failed',
};

describe('the Role of the README', () => {
  test.concurrent.for(kargoReleases)('is enough, Kargo %s', async (release, { simulate }) => {
    const kargo = await simulate({ release, world: withReadme });
    await pushed(kargo);
    expect(await play(kargo, 'promote', inputs)).toMatchObject({ code: 0, status: 'succeeded' });
  });

  describe.for(['1.9', 'main'] as const)('without one of its rights, Kargo %s', (release) => {
    test.concurrent.for(rights)('$verb $resource', async ({ verb, resource, group }, { simulate }) => {
      const kargo = await simulate({ release, world: withReadme });
      await pushed(kargo);
      const without = rules.map((rule) =>
        rule.resources.includes(resource)
          ? { ...rule, verbs: rule.verbs.filter((each) => each !== verb) }
          : rule,
      );
      await kargo.control('objects', { kind: 'Role', name: 'ci', merge: { rules: without } });
      const ended = await play(kargo, 'promote', inputs);
      if (comforts[`${verb} ${resource}`] !== undefined) {
        expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
        return;
      }
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'forbidden' });
      expect(ruleNamed(ended)).toMatchObject({ apiGroups: [group], resources: [resource], verbs: [verb] });
      expect(ended.message).toContain('role "ci" of namespace "shop"');
    });
  });
});

/** The rule that a message says to add. */
function ruleNamed({ message }: Played): Rule {
  return parse(/the rule (?<rule>\{.*?\})/.exec(message)?.groups?.rule ?? '');
}

test.concurrent.for(kargoReleases)(
  'whoever adds what is said, one after the other, gets to green, Kargo %s',
  async (release, { simulate }) => {
    const kargo = await simulate({ release, world: world(...shop, tokenOf('bare', [])) });
    await pushed(kargo);
    const given: Rule[] = [];
    for (let ended = await play(kargo, 'promote', inputs, { token: 'bare' }); ended.code !== 0; ) {
      expect(ended).toMatchObject({ code: 1, reason: 'forbidden' });
      const rule = ruleNamed(ended);
      expect(given).not.toContainEqual(rule);
      given.push(rule);
      await kargo.control('objects', { kind: 'Role', name: 'bare', merge: { rules: given } });
      ended = await play(kargo, 'promote', inputs, { token: 'bare' });
    }
    expect(given.length).toBeGreaterThan(5);
    expect(await kargo.promotionsOf('test')).toHaveLength(1);
  },
);

describe('the token', () => {
  test.concurrent('that does not belong to the project', async ({ simulate }) => {
    const zoo = `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: zoo }`;
    const kargo = await simulate({ world: world(...shop, zoo) });
    const ended = await play(kargo, 'promote', { ...inputs, project: 'zoo' });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'forbidden' });
    expect(ended.message).toContain('role "ci" of namespace "shop"');
    expect(ended.message).toContain('Role in namespace "zoo"');
  });

  test.concurrent('in a file that is rotated meanwhile', async ({ simulate, onTestFinished }) => {
    const gated = world(warehouse(), images(`${web}:1.0.0`), stage('test', { run: ['gate'] }));
    const kargo = await simulate({ world: gated });
    await kargo.freight('1.0.0');
    const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-token-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const file = join(directory, 'token');
    const made = await kargo.call('POST', 'roles/kargo-promoter/api-tokens', {
      body: { name: 'short-lived' },
    });
    writeFileSync(file, Buffer.from(made.data.token, 'base64'));
    const running = begin(
      kargo,
      'promote',
      { stage: 'test', image: `${web}:1.0.0` },
      { token: undefined, env: { KARGO_API_TOKEN_FILE: file } },
    );
    await running.saw('"gate"');
    writeFileSync(file, `${kargo.tokens.promoter}\n`);
    await kargo.call('DELETE', 'api-tokens/short-lived');
    await kargo.control('clock', { advance: '11s' });
    await kargo.control('streams', { how: 'reset' });
    await kargo.saw(/GET promotions/, 'promoter');
    await kargo.control('gates', { name: 'go', state: 'open', wake: true });
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    const tokens = (await kargo.ledger()).map(({ token }) => token);
    expect(tokens).toEqual(expect.arrayContaining(['short-lived', 'invalid', 'promoter']));
  });
});
