import { systemClock } from '../../src/clock.ts';
import type { Command, Result } from '../../src/command.ts';
import type { Context } from '../../src/context.ts';
import { KargoError } from '../../src/errors.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import type { Verdict } from '../../src/verdict.ts';

/** A rule of a Kubernetes Role. */
export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

/** A project `shop` with what the README's example names, and a Stage that nobody is allowed to promote to. */
const world = `
kind: Project
apiVersion: kargo.akuity.io/v1alpha1
metadata: { name: shop }
---
kind: Warehouse
apiVersion: kargo.akuity.io/v1alpha1
metadata: { name: web, namespace: shop }
spec:
  interval: 1h
  subscriptions: [{ image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0 } }]
---
${stage('test')}
---
${stage('prod')}
---
kind: Simulation
artifacts: [{ image: ghcr.io/acme/web:1.7.0 }]
gates: { gate: open }
`;

function stage(name: string): string {
  return `kind: Stage
apiVersion: kargo.akuity.io/v1alpha1
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight: [{ origin: { kind: Warehouse, name: web }, sources: { direct: true } }]
  promotionTemplate:
    spec:
      steps:
        - uses: http
          as: gate
          config:
            method: GET
            url: http://gates.example.com/gate/gate
            successExpression: response.body.open == true`;
}

/** A simulated Kargo whose token `ci` has a role, and a registry to push to. */
export interface Shop {
  run(command: Command, inputs: Readonly<Record<string, string>>): Promise<Verdict>;
  push(image: string): Promise<void>;
  closeGate(): Promise<void>;
  close(): Promise<void>;
}

/** @param manifests YAML of a ServiceAccount `ci`, its Role and its RoleBinding in the namespace `shop`. */
export async function openShop(manifests: string): Promise<Shop> {
  const token = 'kind: Simulation\ntokens: [{ name: ci-token, role: ci, project: shop }]';
  const simulator = await startSimulator({ world: [world, manifests, token].join('\n---\n') });
  const env = {
    KARGO_API_ADDRESS: simulator.address,
    KARGO_API_TOKEN: simulator.tokens['ci-token'],
    KARGO_PROJECT: 'shop',
  };
  const control = async (name: string, body: unknown) => {
    const answer = await fetch(`${simulator.address}/_simulator/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${name}: ${await answer.text()}`);
    }
  };
  await control('settle', {});
  return {
    run: async (command, inputs) => (await runQuietly(command, inputs, env)).verdict,
    push: (image) => control('artifacts', { image }),
    closeGate: () => control('gates', { name: 'gate', state: 'closed' }),
    close: () => simulator.close(),
  };
}

/** Runs a command in this process: its verdict and outputs, and nothing is shown. */
export async function runQuietly(
  command: Command,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Pick<Result, 'verdict' | 'outputs'>> {
  const flags = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
  const { values, problems } = parseInputs(command.inputs, { flags, env });
  if (problems.length > 0) {
    throw new Error(problems.map(({ input, accepted }) => `${input}: ${accepted}`).join('\n'));
  }
  try {
    return await command.run(values, quietContext());
  } catch (error) {
    if (error instanceof KargoError) {
      return { verdict: error.verdict, outputs: {} };
    }
    throw error;
  }
}

function quietContext(): Context {
  const nothing = () => undefined;
  return {
    log: { info: nothing, warning: nothing, error: nothing, debug: nothing, section: nothing },
    clock: systemClock,
    cancelled: new AbortController().signal,
    network: { proxy: {} },
    mask: nothing,
    variable: nothing,
    site: async () => ({}),
    publish: nothing,
    remember: nothing,
    recall: () => [],
    standardInput: async () => '',
    print: nothing,
    colour: false,
  };
}
