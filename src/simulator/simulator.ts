import type { AddressInfo } from 'node:net';
import { startAnalysisController } from './analysis.ts';
import { ArgoCD } from './argo-cd.ts';
import { Clock } from './clock.ts';
import type { ControlRoom } from './control.ts';
import { demoWorld } from './demo-world.ts';
import { Faults } from './faults.ts';
import { type Forge, GitHost } from './git-host.ts';
import type { Kargo } from './kargo.ts';
import { Ledger } from './ledger.ts';
import { startProjectConfigController } from './project.ts';
import { startPromotionController } from './promotion.ts';
import { PROFILES, type Release } from './releases.ts';
import { makeServer } from './server.ts';
import { startStageController } from './stage.ts';
import { Store } from './store.ts';
import { TokenRegistry } from './tokens.ts';
import { UlidFactory } from './ulid.ts';
import { startWarehouseController } from './warehouse.ts';
import { parseWorld } from './world.ts';
import { populate } from './world-builder.ts';

export type { Release } from './releases.ts';

export interface SimulatorOptions {
  /** Default: `1.11`. */
  release?: Release;
  /** Multi-document YAML: Kargo's own manifests and `kind: Simulation`. Default: the built-in demo world. */
  world?: string;
  /** Default: a free one. */
  port?: number;
  /** Whole objects, status included, that take the place of what the world says: a list, or `{objects: [...]}`. */
  state?: unknown;
  /** Where pull requests are opened. Default: in memory. */
  forge?: Forge;
}

/** A running Kargo simulator. */
export interface Simulator {
  /** `http://127.0.0.1:<port>` */
  readonly address: string;
  /** API tokens by name: `admin`; `promoter`, `viewer`, `padmin`, `notify` of the first project; those of the world. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Webhook URLs by receiver name. */
  readonly webhooks: Readonly<Record<string, string>>;
  /** Ends sockets and timers. */
  close(): Promise<void>;
}

/** Starts a simulator on loopback. Throws WorldError when the world cannot be used. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = parseWorld(options.world ?? demoWorld);
  const clock = new Clock();
  const kargo: Kargo = {
    profile: PROFILES[options.release ?? '1.11'],
    clock,
    store: new Store(clock),
    ulids: new UlidFactory(),
    simulation: world.simulation,
    artifacts: world.simulation.artifacts,
    argo: new ArgoCD(clock, world.simulation.applications),
    git: new GitHost(options.forge),
    tokens: new TokenRegistry(),
    kubernetesDown: false,
    controllerDown: false,
    notices: [],
  };
  const tokens = populate(kargo, world, options.state);
  let room: ControlRoom | undefined;
  const { server, endStreams } = makeServer(kargo, () => {
    if (room === undefined) throw new Error('the simulator is not started yet');
    return room;
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A listening TCP server has an address with a port.
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  startProjectConfigController(kargo, () => address);
  startWarehouseController(kargo);
  startStageController(kargo);
  startAnalysisController(kargo);
  const promotions = startPromotionController(kargo);
  room = {
    kargo,
    faults: new Faults(),
    ledger: new Ledger(),
    wakePromotions: promotions.wake,
    restartController: promotions.restart,
    endStreams,
    settle: () => settle(kargo),
  };
  return {
    address,
    tokens,
    webhooks: webhooksOf(kargo),
    close: () => {
      clock.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function webhooksOf(kargo: Kargo): Record<string, string> {
  const receivers = kargo.store
    .list('ProjectConfig')
    .flatMap((config) => config.status.webhookReceivers ?? []);
  return Object.fromEntries(receivers.map(({ name, url }) => [name, url]));
}

const QUIET_MS = 60;
const PATIENCE_MS = 10_000;

/** Resolves when the store has not changed for a moment and no work is due within it. */
async function settle(kargo: Kargo): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  let version = -1;
  let quietSince = Date.now();
  // A Stage looks at its queue again every 100 ms.
  const waiting = kargo.store.list('Promotion').some((promotion) => promotion.status.phase === 'Pending');
  const quietMs = waiting ? 2 * QUIET_MS : QUIET_MS;
  while (Date.now() < end) {
    const busy = kargo.clock.nextDueMs() < QUIET_MS;
    if (busy || version !== kargo.store.version) quietSince = Date.now();
    version = kargo.store.version;
    if (Date.now() - quietSince >= quietMs) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
