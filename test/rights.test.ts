import { describe, expect, type TestContext, test } from 'vitest';
import { parse } from 'yaml';
import { commands, loadAllCommands } from '../src/commands/index.ts';
import { commandRights, type Right, rightsIn } from '../src/kargo/rights.ts';
import { roleManifest } from '../src/report/role.ts';
import { runQuietly } from './docs/role.ts';
import { images, simulation, stage, warehouse, web, worldWithoutToken } from './process/worlds.ts';
import { type SimulatedKargo, startKargo } from './support/simulator.ts';

test('every command says which rights it needs', async () => {
  const all = (await loadAllCommands()).map(({ name }) => name);
  expect(all.filter((name) => !Object.hasOwn(commandRights, name))).toEqual([]);
});

test('a use without any right says why', () => {
  for (const [command, uses] of Object.entries(commandRights)) {
    for (const { when, needs, helps, says } of uses) {
      const rights = [...rightsIn(needs), ...rightsIn(helps ?? {})];
      expect(rights.length > 0 || says !== undefined, `${command} ${when}`).toBe(true);
    }
  }
});

describe('the manifest of a Role', () => {
  test('is YAML with one rule a resource, and promote limited to the Stages', () => {
    const rights = rightsIn({ stages: ['get', 'promote'], analysisruns: ['get'], secrets: ['list'] });
    const names = { name: 'ci', project: 'shop', stages: ['test', 'on', '1.0', 'a: b'] };
    expect(parse(roleManifest(rights, names))).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'ci', namespace: 'shop' },
      rules: [
        { apiGroups: ['kargo.akuity.io'], resources: ['stages'], verbs: ['get'] },
        { apiGroups: ['argoproj.io'], resources: ['analysisruns'], verbs: ['get'] },
        { apiGroups: [''], resources: ['secrets'], verbs: ['list'] },
        {
          apiGroups: ['kargo.akuity.io'],
          resources: ['stages'],
          verbs: ['promote'],
          resourceNames: ['test', 'on', '1.0', 'a: b'],
        },
      ],
    });
  });
});

interface Scenario {
  readonly command: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** What others did before. */
  before?(kargo: SimulatedKargo): Promise<unknown>;
}

const image = `${web}:1.0.0`;
const scenarios: readonly Scenario[] = [
  {
    command: 'notify-warehouse',
    inputs: { warehouse: 'web', image: `${web}:1.1.0`, 'wait-for': 'freight' },
    before: (kargo) => kargo.push(`${web}:1.1.0`),
  },
  { command: 'find-freight', inputs: { image } },
  { command: 'promote', inputs: { stage: 'test', image, 'wait-for': 'verified' } },
  {
    command: 'wait-promotion',
    inputs: { stage: 'test', 'wait-for': 'promotion' },
    before: (kargo) => kargo.promote('test', '1.0.0'),
  },
  {
    command: 'wait-stage',
    inputs: { stage: 'test', image },
    before: (kargo) => kargo.bring('test', '1.0.0'),
  },
  {
    command: 'rollback',
    inputs: { stage: 'test' },
    async before(kargo) {
      await kargo.bring('test', '1.0.0');
      await kargo.deliver(`${web}:1.1.0`);
      await kargo.bring('test', '1.1.0');
    },
  },
  { command: 'approve-freight', inputs: { stage: 'test', image } },
  { command: 'create-freight', inputs: { warehouse: 'web', image } },
  { command: 'alias-freight', inputs: { image, 'new-alias': 'release' } },
  { command: 'refresh-stage', inputs: { stage: 'test' } },
  { command: 'status', inputs: {} },
];

/** A project whose token `ci` has exactly these rights. */
async function startShop(rights: readonly Right[]): Promise<SimulatedKargo> {
  const role = roleManifest(rights, { name: 'ci', project: 'shop', stages: [] });
  const account = `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ci, namespace: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: ci, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: ci }
subjects: [{ kind: ServiceAccount, name: ci, namespace: shop }]`;
  const token = simulation('tokens: [{ name: ci, role: ci }]');
  const shop = worldWithoutToken(role, account, token, warehouse(), images(image), stage('test'));
  return startKargo({ world: shop });
}

async function endOf(
  { command: name, inputs, before }: Scenario,
  rights: readonly Right[],
  onTestFinished: TestContext['onTestFinished'],
) {
  const [kargo, command] = await Promise.all([startShop(rights), commands[name]?.()]);
  onTestFinished(() => kargo.close());
  await kargo.freight('1.0.0');
  // A refresh in the second of the first discovery would change nothing.
  await kargo.control('clock', { advance: '10s' });
  await before?.(kargo);
  if (command === undefined) {
    throw new Error(`there is no command ${name}`);
  }
  const env = { KARGO_API_ADDRESS: kargo.address, KARGO_API_TOKEN: kargo.tokens.ci, KARGO_PROJECT: 'shop' };
  const { verdict } = await runQuietly(command, { ...inputs, timeout: '15s' }, env);
  return verdict;
}

describe('the rights of the usual use', () => {
  test.concurrent.for(scenarios)('of $command are enough', async (scenario, { onTestFinished }) => {
    const needed = rightsIn(commandRights[scenario.command]?.[0].needs ?? {});
    const { status, message } = await endOf(scenario, needed, onTestFinished);
    expect(status, message).toMatch(/^(?:succeeded|unchanged)$/);
  });

  const without = scenarios.flatMap((scenario) =>
    rightsIn(commandRights[scenario.command]?.[0].needs ?? {}).map((right) => ({
      scenario,
      right,
      command: scenario.command,
      ...right,
    })),
  );
  test.concurrent.for(without)(
    'of $command are all needed: $verb $resource',
    async ({ scenario, right }, { onTestFinished }) => {
      const needed = rightsIn(commandRights[scenario.command]?.[0].needs ?? {});
      const left = needed.filter(({ resource, verb }) => resource !== right.resource || verb !== right.verb);
      expect(await endOf(scenario, left, onTestFinished)).toMatchObject({
        status: 'failed',
        reason: 'forbidden',
      });
    },
  );
});
