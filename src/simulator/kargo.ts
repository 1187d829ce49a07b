import type { ArgoCD } from './argo-cd.ts';
import type { Artifacts } from './artifacts.ts';
import type { Clock } from './clock.ts';
import type { GitHost } from './git-host.ts';
import type { Profile } from './releases.ts';
import type { Store } from './store.ts';
import type { TokenRegistry } from './tokens.ts';
import type { UlidFactory } from './ulid.ts';
import type { Simulation } from './world.ts';

/** The simulated installation: what controllers and routes work on. */
export interface Kargo {
  profile: Profile;
  clock: Clock;
  store: Store;
  ulids: UlidFactory;
  simulation: Simulation;
  artifacts: Artifacts;
  argo: ArgoCD;
  git: GitHost;
  tokens: TokenRegistry;
  /** The Kubernetes API behind Kargo cannot be reached. */
  kubernetesDown: boolean;
  /** The controller is stopped: nothing reconciles. */
  controllerDown: boolean;
  /** What the simulator did not really do, one sentence each. */
  notices: string[];
}
