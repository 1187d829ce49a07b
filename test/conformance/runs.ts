import { startSimulator } from '../../src/simulator/simulator.ts';
import {
  isExchange,
  type Json,
  type JsonObject,
  loadScenario,
  loadWorld,
  type Release,
} from '../support/recordings.ts';
import { secrets, testOnlyRole } from './accessories.ts';
import { type Cast, receiverPaths, recordedNamesOf } from './cast.ts';
import { createNames } from './names.ts';
import { startObserver } from './observer.ts';
import { parseBody, send } from './server.ts';
import { commitArtifact, createStagehand, imageArtifact, type Stagehand } from './stagehand.ts';

/** Scenarios that were recorded one after the other on one server. */
export interface Run {
  /** Played, but not compared: what came before on that server. */
  prelude: readonly string[];
  scenarios: readonly string[];
  /** Whether Warehouse `broken`, which is tried again and again, is first left alone for minutes. */
  retries?: 'grow rare';
  /** What the server holds at the beginning: nothing, the world without Argo CD's Stages, or all of it. */
  world: 'empty' | 'without Argo CD' | 'whole';
}

/** How the recordings came about. 00 and 01 have a server of their own here: 01 made the world that the others begin with. */
export const runs: readonly Run[] = [
  { prelude: [], scenarios: ['00-system', '01-apply'], world: 'empty' },
  {
    prelude: [],
    scenarios: [
      '02-tokens',
      '03-warehouses',
      '04-webhooks',
      '05-freight',
      '06-promote',
      '07-downstream',
      '08-verification',
      '09-auto',
      '10-pull-request',
      '11-stages',
      '12-api-restart',
      '13-kubernetes-down',
    ],
    retries: 'grow rare',
    world: 'without Argo CD',
  },
  { prelude: [], scenarios: ['14-argo-cd'], world: 'whole' },
  { prelude: ['03-warehouses'], scenarios: ['15-artifacts', '16-odds'], world: 'whole' },
  { prelude: [], scenarios: ['17-queue-soak-restart'], world: 'whole' },
];

const simulatedReleases = { 'v1.9.10': '1.9', 'v1.10.10': '1.10', 'v1.11.2': '1.11', main: 'main' } as const;

const gitopsRepository = 'http://127.0.0.1:13000/shop/gitops.git';

const simulation: JsonObject = {
  kind: 'Simulation',
  latency: '8ms',
  discovery: '40ms',
  ui: false,
  artifacts: [imageArtifact('shop/web:1.0.0', -1), commitArtifact('first commit')],
  gates: { slow: 'closed', qa: 'open', never: 'closed' },
  applications: [
    { name: 'web-argo', sync: 'by hand', repoURL: gitopsRepository },
    { name: 'web-argo-v', sync: 'by hand', repoURL: gitopsRepository },
  ],
  analyses: [
    { stage: 'verified', ends: 'by hand' },
    { stage: 'argo-verified', ends: 'by hand' },
  ],
};

/** The world of a run as YAML (JSON documents are YAML). */
export function worldOf({ world }: Run): string {
  const isArgo = (item: JsonObject) => /^(?:after-)?argo/.test(nameOf(item));
  const manifests = world === 'empty' ? [] : [...loadWorld(), ...secrets(), ...testOnlyRole()];
  const kept = world === 'whole' ? manifests : manifests.filter((item) => !isArgo(item));
  return [...kept, simulation].map((item) => `---\n${JSON.stringify(item)}\n`).join('');
}

function nameOf({ metadata }: JsonObject): string {
  return typeof metadata === 'object' && metadata !== null && 'name' in metadata ? `${metadata.name}` : '';
}

/** Starts a simulator for a run; `close` ends it. */
export async function startRun(
  release: Release,
  run: Run,
): Promise<{ cast: Cast; close: () => Promise<void> }> {
  const simulator = await startSimulator({
    release: simulatedReleases[release],
    world: worldOf(run),
    port: 0,
  });
  const api = new URL(simulator.address);
  const admin = simulator.tokens.admin ?? '';
  const stagehand = createStagehand(api);
  await stagehand.settle();
  if (run.retries === 'grow rare') await outlastRetries(stagehand);
  const cast: Cast = {
    release,
    api,
    webhooks: api,
    stagehand,
    observer: run.world === 'empty' ? undefined : await startObserver(api, admin),
    recordedNames: recordedNamesOf(release, run.scenarios),
    simulatedNames: createNames(),
    tokens: new Map(Object.entries(simulator.tokens)),
    versions: new Map(),
    receivers: await matchReceivers(release, api, admin),
  };
  return {
    cast,
    close: async () => {
      cast.observer?.close();
      await simulator.close();
    },
  };
}

// The back-off begins with 5 ms and doubles: after this the next try is minutes away, and no accident in a stream.
async function outlastRetries(stagehand: Stagehand): Promise<void> {
  for (let backOffMs = 20; backOffMs < 300_000; backOffMs *= 2) {
    await stagehand.advanceClock(backOffMs);
    await stagehand.settle();
  }
}

async function matchReceivers(release: Release, api: URL, token: string): Promise<Map<string, string>> {
  const recorded = loadScenario(release, '01-apply')
    .filter(isExchange)
    .find(({ id }) => id === 'project-config')?.response.json;
  const answer = await send({
    method: 'GET',
    url: api,
    path: '/v1beta1/projects/shop/config',
    headers: { authorization: `Bearer ${token}` },
    body: undefined,
  });
  const simulated: Json = parseBody(answer);
  const paths = receiverPaths(simulated);
  return new Map([...receiverPaths(recorded)].map(([name, path]) => [path, paths.get(name) ?? path]));
}
