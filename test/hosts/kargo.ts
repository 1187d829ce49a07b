import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundle, run } from '../support/run.ts';

const world = fileURLToPath(new URL('world.yaml', import.meta.url));

const beginning = /^KARGO_API_ADDRESS=(?<address>\S+)$[\s\S]*^# role ci\nKARGO_API_TOKEN=(?<token>\S+)$/m;

/** A simulated Kargo in a process of its own, with the world of world.yaml. */
export interface SimulatedKargo {
  readonly address: string;
  readonly token: string;
  /** Runs a command of the bundle against it and returns its outputs. Throws when it is not green. */
  kargoCi(
    command: string,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>>>;
  /** A new artifact, as if CI had pushed it. */
  push(artifact: Readonly<Record<string, unknown>>): Promise<void>;
  openGate(name: string): Promise<void>;
  /** The requests it got: `POST /v1beta1/…`. */
  ledger(): Promise<readonly string[]>;
  /** Fulfilled when a Promotion of the Stage runs; its name. */
  runningPromotion(stage: string): Promise<string>;
  promotionPhase(promotion: string): Promise<string | undefined>;
  stop(): Promise<void>;
}

interface Promotion {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly stage: string };
  readonly status?: { readonly phase?: string };
}

export async function simulateKargo(): Promise<SimulatedKargo> {
  const simulator = spawn(process.execPath, [bundle, 'simulate', '--world', world], { env: {} });
  const { address = '', token = '' } = await printed(simulator, beginning);
  const env = { KARGO_API_ADDRESS: address, KARGO_API_TOKEN: token, KARGO_PROJECT: 'shop' };

  async function request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  return {
    address,
    token,
    async kargoCi(command, inputs) {
      const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
      const { code, stdout, stderr } = await run([command, '--json', ...flags], { env });
      if (code !== 0) throw new Error(`kargo-ci ${command} ended with ${code}:\n${stdout}${stderr}`);
      return JSON.parse(stdout).outputs;
    },
    async push(artifact) {
      await request('POST', '/_simulator/artifacts', artifact);
    },
    async openGate(name) {
      await request('POST', '/_simulator/gates', { name, state: 'open' });
    },
    async ledger() {
      const entries = (await request('GET', '/_simulator/ledger')) as { method: string; path: string }[];
      return entries.map(({ method, path }) => `${method} ${path}`);
    },
    async runningPromotion(stage) {
      for (;;) {
        const { items } = (await request('GET', '/v1beta1/projects/shop/promotions')) as {
          items: Promotion[] | null;
        };
        const running = items?.find((item) => item.spec.stage === stage && item.status?.phase === 'Running');
        if (running !== undefined) return running.metadata.name;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async promotionPhase(promotion) {
      const answer = (await request('GET', `/v1beta1/projects/shop/promotions/${promotion}`)) as Promotion;
      return answer.status?.phase;
    },
    async stop() {
      const ended = once(simulator, 'close');
      simulator.kill('SIGTERM');
      await ended;
    },
  };
}

/** The groups of the pattern as soon as standard output holds it. */
function printed(child: ChildProcess, pattern: RegExp): Promise<Readonly<Record<string, string>>> {
  let text = '';
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const groups = pattern.exec(text)?.groups;
      if (groups !== undefined) resolve(groups);
    });
    child.once('error', reject).once('close', () => reject(new Error(`the simulator ended:\n${text}`)));
  });
}
