import { readFileSync } from 'node:fs';
import type { ForgeName } from '../../src/forge/forge.ts';
import type { Change } from '../support/forge/code-host.ts';
import { FakeGitHub } from '../support/forge/github.ts';
import { FakeGitLab } from '../support/forge/gitlab.ts';
import { KargoForge } from '../support/forge/kargo.ts';
import { run } from '../support/run.ts';
import { startKargo } from '../support/simulator.ts';

/** Where its world opens pull requests; the address of the fake takes its place. */
const repository = 'https://github.com/acme/gitops.git';

const ofThisFolder = readFileSync(new URL('world.yaml', import.meta.url), 'utf8');

/** A simulated Kargo with the world of world.yaml, whose steps open pull requests on a fake forge. */
export interface SimulatedKargo {
  readonly address: string;
  readonly token: string;
  readonly forge: SimulatedForge;
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
  abort(promotion: string): Promise<void>;
  /** Freight is promoted to the Stage `reviewed`: the Promotion, and its open pull request. */
  openPullRequest(image?: string): Promise<{ readonly promotion: string; readonly change: Change }>;
  stop(): Promise<void>;
}

/** The forge of a host: a fake one. */
export interface SimulatedForge {
  readonly name: ForgeName;
  readonly address: string;
  readonly host: FakeGitHub['host'];
  /** What a command needs to be told beside what the host says. */
  readonly inputs: Readonly<Record<string, string>>;
  pageOf(change: Change): string;
  /** GitLab: merge trains. */
  enableTrains(): void;
}

/** @param world YAML; default: that of world.yaml. */
export async function simulateKargo(
  forgeName: ForgeName = 'github',
  world = ofThisFolder,
): Promise<SimulatedKargo> {
  const fake = forgeName === 'github' ? new FakeGitHub() : new FakeGitLab();
  await fake.server.start();
  const forge = new KargoForge(fake);
  forge.folder = 'env/';
  const kargo = await startKargo({ world: world.replaceAll(repository, forge.repoURL), forge });
  const { address, tokens } = kargo;
  const token = tokens.ci ?? '';
  const env = {
    KARGO_API_ADDRESS: address,
    KARGO_API_TOKEN: token,
    KARGO_PROJECT: 'shop',
    GITHUB_TOKEN: 'write-token',
    GITLAB_TOKEN: 'write-token',
  };
  const kargoCi: SimulatedKargo['kargoCi'] = async (command, inputs) => {
    const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
    const { code, stdout, stderr } = await run([command, '--json', ...flags], { env });
    if (code !== 0) throw new Error(`kargo-ci ${command} ended with ${code}:\n${stdout}${stderr}`);
    return JSON.parse(stdout).outputs;
  };
  return {
    address,
    token,
    forge: {
      name: forgeName,
      address: fake.address,
      host: fake.host,
      // The job on GitHub runs on the fake; gitlab-ci-local says that it runs where its components come from.
      inputs: forgeName === 'github' ? {} : { forge: 'gitlab', 'forge-url': fake.address },
      pageOf: (change) => fake.pageOf(change),
      enableTrains() {
        fake.host.rules.queue = true;
        if ('trains' in fake.settings) {
          fake.settings.trains = true;
        }
      },
    },
    kargoCi,
    push: (artifact) => kargo.control('artifacts', artifact),
    openGate: (name) => kargo.control('gates', { name, state: 'open' }),
    ledger: async () => (await kargo.ledger()).map(({ method, path }) => `${method} ${path}`),
    runningPromotion: (stage) =>
      kargo.eventually(`a running Promotion of ${stage}`, async () => {
        const running = (await kargo.promotionsOf(stage)).find(({ status }) => status?.phase === 'Running');
        return running?.metadata.name;
      }),
    promotionPhase: async (promotion) => (await kargo.get('promotions', promotion)).status.phase,
    abort: async (promotion) => {
      await kargo.call('POST', `promotions/${promotion}/abort`);
      await kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    },
    async openPullRequest(image = 'ghcr.io/acme/web:1.8.0') {
      const inputs = { stage: 'reviewed', image, 'wait-for': 'pull-request' };
      const { promotion = '', 'pull-request': number } = await kargoCi('promote', inputs);
      return { promotion, change: fake.host.change(Number(number)) };
    },
    async stop() {
      await kargo.close();
      await fake.server.stop();
      if (fake.violations.length > 0) {
        throw new Error(`not the forge's: ${fake.violations.join('; ')}`);
      }
    },
  };
}
