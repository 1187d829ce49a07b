import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../support/recordings.ts';
import { send } from './server.ts';

/** What Argo CD says of an Application. */
export interface ApplicationStatus {
  health?: string;
  message?: string;
  /** `Running`, `Succeeded`, `Failed` */
  operation?: string;
}

/** Drives the world around the simulated Kargo, through its control endpoints. */
export interface Stagehand {
  /** `shop/web:1.1.0` */
  pushImage: (image: string) => Promise<void>;
  /** `charts/web-chart:1.0.0` */
  pushChart: (chart: string) => Promise<void>;
  /** A commit on `main` of shop/app. */
  pushCommit: (commit: { message: string; tag: string }) => Promise<void>;
  /** What a step of kind `http` is told at `/gate/<name>`. */
  setGate: (name: string, open: boolean) => Promise<void>;
  /** Plays Argo Rollouts: the phase of the newest AnalysisRun of a Stage. */
  setAnalysis: (stage: string, phase: string) => Promise<void>;
  /** Plays Argo CD. */
  setApplication: (name: string, status: ApplicationStatus) => Promise<void>;
  /** What people do with merge requests. */
  setMergeRequest: (number: number, action: 'merge' | 'close') => Promise<void>;
  /** Makes an object that Kargo's API does not make. */
  createObject: (manifest: JsonObject) => Promise<void>;
  setRegistry: (up: boolean) => Promise<void>;
  setKubernetes: (up: boolean) => Promise<void>;
  /** Breaks every open stream, as a killed API server does. */
  breakStreams: () => Promise<void>;
  restartController: () => Promise<void>;
  /** Lets time pass, milliseconds. */
  advanceClock: (ms: number) => Promise<void>;
  /** The simulator's time, milliseconds since the epoch. */
  now: () => number;
  /** Says that a request that changes something is about to be sent. */
  disturb: () => void;
  /** Resolves when the simulator has nothing left to do by itself; at once when nothing was done since the last time. */
  settle: () => Promise<void>;
}

const registry = '127.0.0.1:15000';
const git = 'http://127.0.0.1:13000/shop';

/** A stagehand for the simulator at this address. Its acts throw when the simulator refuses them. */
export function createStagehand(address: URL): Stagehand {
  let isDisturbed = true;
  let advanced = 0;
  const control = (endpoint: string, body: Json) => {
    isDisturbed = true;
    return callControl(address, endpoint, body);
  };
  let pushes = 0;
  // The script that played Argo CD patched the status: a message stays until another one comes.
  const messages = new Map<string, string>();
  const setApplication = (app: string, status: ApplicationStatus) => {
    const message = status.message ?? messages.get(app);
    if (message === undefined) return control('health', { app, ...status });
    messages.set(app, message);
    return control('health', { app, ...status, message });
  };
  return {
    pushImage: (image) => control('artifacts', imageArtifact(image, pushes++)),
    pushChart: (chart) => control('artifacts', chartArtifact(chart)),
    pushCommit: ({ message, tag }) => control('artifacts', commitArtifact(message, tag)),
    setGate: (name, open) => control('gates', { name, state: open ? 'open' : 'closed' }),
    setAnalysis: (stage, phase) => control('analysis', { stage, phase }),
    setApplication,
    setMergeRequest: (number, action) =>
      control('pull-requests', { repoURL: `${git}/gitops.git`, number, action }),
    createObject: (manifest) => control('objects', { create: manifest }),
    setRegistry: (up) => control('registry', { repoURL: `${registry}/shop/web`, down: !up }),
    setKubernetes: (up) => control('kubernetes', { down: !up }),
    breakStreams: () => control('streams', { how: 'reset' }),
    restartController: () => control('controller', { restart: true }),
    advanceClock: (ms) => {
      advanced += Math.round(ms);
      return control('clock', { advance: Math.round(ms) });
    },
    now: () => Date.now() + advanced,
    disturb: () => {
      isDisturbed = true;
    },
    settle: async () => {
      if (!isDisturbed) return;
      isDisturbed = false;
      await callControl(address, 'settle', {});
    },
  };
}

/** An image as the recordings' registry had it: its label is a hash of its tag. Every push has its own digest. */
export function imageArtifact(image: string, push: number): JsonObject {
  const digest = createHash('sha256').update(`${image} ${push}`).digest('hex');
  const revision = createHash('sha1').update(image).digest('hex');
  return {
    image: `${registry}/${image}`,
    digest: `sha256:${digest}`,
    annotations: { 'org.opencontainers.image.revision': revision },
  };
}

/** A commit as the recordings' git server had it. */
export function commitArtifact(message: string, tag?: string): JsonObject {
  const author = 'Ana <ana@example.com>';
  const commit = { repoURL: `${git}/app.git`, branch: 'main', message, author, committer: author };
  return { commit: tag === undefined ? commit : { ...commit, tag } };
}

function chartArtifact(chart: string): JsonObject {
  const [name = '', version = ''] = chart.split(':');
  return { chart: { repoURL: `oci://${registry}/${name}`, version } };
}

async function callControl(address: URL, endpoint: string, body: Json): Promise<void> {
  const answer = await send({
    method: 'POST',
    url: address,
    path: `/_simulator/${endpoint}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.status >= 300) throw new Error(`control ${endpoint} ${JSON.stringify(body)}: ${answer.text}`);
}
