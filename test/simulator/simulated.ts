import { afterEach } from 'vitest';
import { type Release, type Simulator, startSimulator } from '../../src/simulator/simulator.ts';

export const project = '/v1beta1/projects/shop';

/** An answer, its JSON typed loosely: tests say what they expect of it. */
export interface Reply {
  status: number;
  type: string | null;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the assertions are the check
  json: any;
}

/** A simulator with the few calls that tests need. */
export interface Rig {
  simulator: Simulator;
  call: (method: string, path: string, options?: { body?: unknown; token?: string | null }) => Promise<Reply>;
  control: (name: string, body?: unknown) => Promise<Reply>;
  /** Reads a path until `done` holds of its JSON; the test's time limit ends it. */
  until: (path: string, done: (json: Reply['json']) => boolean) => Promise<Reply['json']>;
  /** Name of the newest Freight of Warehouse web. */
  newestFreight: () => Promise<string>;
  /** Promotes and answers the name of the Promotion. */
  promote: (stage: string, freight: string, token?: string) => Promise<string>;
}

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator that is closed after the test, with discovery done. */
export async function rig(
  options: { release?: Release; world?: string; state?: unknown } = {},
): Promise<Rig> {
  const simulator = await startSimulator(options);
  running.push(simulator);
  const made = makeRig(simulator);
  await made.control('settle');
  return made;
}

function makeRig(simulator: Simulator): Rig {
  const call: Rig['call'] = async (method, path, { body, token = 'admin' } = {}) => {
    const headers: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${simulator.tokens[token] ?? token}` };
    const response = await fetch(simulator.address + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type');
    const json = type?.includes('json') && text !== '' ? JSON.parse(text) : undefined;
    return { status: response.status, type, text, json };
  };
  const until: Rig['until'] = async (path, done) => {
    for (;;) {
      const { json } = await call('GET', path);
      if (json !== undefined && done(json)) return json;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    simulator,
    call,
    until,
    control: (name, body = {}) => call('POST', `/_simulator/${name}`, { body, token: null }),
    newestFreight: async () => {
      const { json } = await call('GET', `${project}/freight?origins=web&reverse=true`);
      return json.groups[''].items[0].metadata.name;
    },
    promote: async (stage, freight, token = 'admin') => {
      const { json } = await call('POST', `${project}/stages/${stage}/promotions`, {
        body: { freight },
        token,
      });
      return (json.promotion ?? json).metadata.name;
    },
  };
}

/** A Stage manifest. */
export function stage(
  name: string,
  fields: { sources?: string; steps?: string; more?: string } = {},
): string {
  const {
    sources = 'direct: true',
    steps = '[{ uses: compose-output, as: compose, config: { a: 1 } }]',
    more = '',
  } = fields;
  return `
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight: [{ origin: { kind: Warehouse, name: web }, sources: { ${sources} } }]
  ${steps === '' ? '' : `promotionTemplate: { spec: { steps: ${steps} } }`}
  ${more}`;
}

/** A small, quick world: Warehouse web with ghcr.io/acme/web:1.0.0, and the Stages given. */
export function world(stages: string, simulation = ''): string {
  return `
kind: Project
apiVersion: kargo.akuity.io/v1alpha1
metadata: { name: shop }
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata: { name: web, namespace: shop }
spec:
  subscriptions: [{ image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0 } }]
${stages}
---
kind: Simulation
latency: 2ms
discovery: 5ms
artifacts: [{ image: ghcr.io/acme/web:1.0.0 }]
${simulation}`;
}
