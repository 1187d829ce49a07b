import { isExchange, type Json, type RecordedWorldEvent, type Step } from '../support/recordings.ts';
import { secrets } from './accessories.ts';
import { isObject } from './names.ts';
import type { Stagehand } from './stagehand.ts';

/** Where a scenario is played. */
export interface Theatre {
  stagehand: Stagehand;
  /** Sends a request as admin to the API; recorded names in it are translated. Nobody looks at the answer. */
  play: (method: string, path: string, body?: Json) => Promise<void>;
  /** Said before something is changed from outside. */
  onChange: () => void;
  /** The steps of the scenario. */
  steps: readonly Step[];
}

type Act = (theatre: Theatre) => Promise<void>;
type NoteAct = (theatre: Theatre, match: RegExpExecArray) => Promise<void>;

const project = '/v1beta1/projects/shop';

function refresh(warehouse: string): Act {
  return ({ play }) => play('POST', `${project}/warehouses/${warehouse}/refresh`);
}

function analysis(stage: string, phase: string): Act {
  return ({ stagehand }) => stagehand.setAnalysis(stage, phase);
}

function gate(name: string, open: boolean): Act {
  return ({ stagehand }) => stagehand.setGate(name, open);
}

// One after the other, seconds apart: refresh tokens and creation times are whole seconds.
function inTurn(...acts: Act[]): Act {
  return async (theatre) => {
    for (const act of acts) {
      await act(theatre);
      await theatre.stagehand.settle();
      await theatre.stagehand.advanceClock(2_000);
    }
  };
}

function push(image: string): Act {
  return ({ stagehand }) => stagehand.pushImage(image);
}

/** By scenario and exchange or note: what the script did right before it without a note. */
const unnoted: Record<string, Record<string, Act>> = {
  // Nothing, but the controllers had had the time to look: the requests before had taken that long.
  '01-apply': { 'upsert-many-again': async () => undefined, 'yaml-multi': async () => undefined },
  '06-promote': { 'refresh-promotion': gate('slow', true) },
  '08-verification': {
    'abort-verification-as-promoter': analysis('verified', 'Running'),
    'promote-while-verifying': analysis('verified', 'Running'),
    'stage-verified': analysis('verified', 'Successful'),
  },
  // Only 1.9 opens a merge request without changes; the script merged it.
  '10-pull-request': { 'refresh-again': ({ stagehand }) => stagehand.setMergeRequest(2, 'merge') },
  '14-argo-cd': {
    refresh: push('shop/web:1.0.5'),
    'Argo CD: web-argo-v is now Degraded': analysis('argo-verified', 'Running'),
    'stage-verified-but-unhealthy': analysis('argo-verified', 'Successful'),
  },
  '15-artifacts': {
    'warehouse-edge-after': refresh('edge'),
    'warehouse-config-after': inTurn(refresh('config'), refresh('tags'), refresh('duo')),
    'freight-chart-after': refresh('chart'),
  },
  '17-queue-soak-restart': {
    apply: inTurn(push('shop/web:1.1.0'), refresh('web'), push('shop/web:1.2.0'), refresh('web')),
    'wake-first': gate('slow', true),
    'promote-before-kill': gate('slow', false),
    wake: gate('slow', true),
  },
};

/** Does what the script did right before an exchange or a note without a note of its own. */
export async function prepare(scenario: string, step: Step, theatre: Theatre): Promise<void> {
  const act = unnoted[scenario]?.[isExchange(step) ? step.id : step.world];
  if (act === undefined) return;
  theatre.onChange();
  await act(theatre);
  await theatre.stagehand.settle();
}

const nothing: NoteAct = async () => undefined;

/** What the notes of the recordings mean, first match wins. */
const notes: [RegExp, NoteAct][] = [
  [/^Secrets for the webhook receivers exist/, createSecrets],
  [/^pushed image ([^ ,]+)/, ({ stagehand }, [, image = '']) => stagehand.pushImage(image)],
  [/^pushed (shop\/edge:latest) again/, ({ stagehand }, [, image = '']) => stagehand.pushImage(image)],
  [/^pushed chart oci:\/\/127\.0\.0\.1:15000\/(\S+) and image (\S+)/, pushChartAndImage],
  [
    /^pushed chart (web-chart:\S+)/,
    ({ stagehand }, [, chart = '']) => stagehand.pushChart(`charts/${chart}`),
  ],
  [/^pushed a commit to shop\/app main, tagged (\S+)/, pushSecondCommit],
  [/^Argo Rollouts sets the AnalysisRun to Running/, analysis('verified', 'Running')],
  [/^the AnalysisRun fails/, analysis('verified', 'Failed')],
  [/^the AnalysisRun succeeds/, analysis('verified', 'Successful')],
  [/^Argo CD Applications (\S+) and (\S+) exist/, createApplications],
  [/^Argo CD: operation on (\S+) (?:is|ended) (\w+)(?:, health (\w+))?/, setOperation],
  [/^Argo CD: (\S+) is now (\S+)/, setHealth],
  [/^merge request (\d+) was (merged|closed)/, setMergeRequest],
  [/^the registry is down/, ({ stagehand }) => stagehand.setRegistry(false)],
  [/^the registry is back/, ({ stagehand }) => stagehand.setRegistry(true)],
  [/^both watches ended/, ({ stagehand }) => stagehand.breakStreams()],
  [/^kube-apiserver was killed/, ({ stagehand }) => stagehand.setKubernetes(false)],
  [/^the controller was killed/, ({ stagehand }) => stagehand.restartController()],
  [/^20 promotions posted at once/, postTwenty],
  [/^control-flow Stage flow/, addControlFlowStage],
  // Nothing to do: the token is there from the start, ci-test-only stands in the world, a stopping
  // API server goes on answering until its watches break, and the rest are remarks.
  [/^logged in as admin|^ServiceAccount ci-notify|^Freight of Warehouse web/, nothing],
  [
    /^SIGTERM to the API server|^API server is back|^merge request \d+ stays open|^all 20 are terminal/,
    nothing,
  ],
];

/** Does what a note of a recording says was done. Throws when no rule knows the note. */
export async function enact(event: RecordedWorldEvent, theatre: Theatre): Promise<void> {
  for (const [pattern, act] of notes) {
    const match = pattern.exec(event.world);
    if (match === null) continue;
    theatre.onChange();
    return act(theatre, match);
  }
  throw new Error(`no rule for the note "${event.world}"`);
}

async function createSecrets({ stagehand }: Theatre): Promise<void> {
  for (const secret of secrets()) await stagehand.createObject(secret);
}

async function pushChartAndImage(
  { stagehand }: Theatre,
  [, chart = '', image = '']: RegExpExecArray,
): Promise<void> {
  await stagehand.pushChart(chart);
  await stagehand.pushImage(image);
}

function pushSecondCommit({ stagehand }: Theatre, [, tag = '']: RegExpExecArray): Promise<void> {
  return stagehand.pushCommit({ message: 'feat: second <b>commit</b> `x` $(id) ::error::no', tag });
}

async function createApplications({ stagehand }: Theatre, [, ...names]: RegExpExecArray): Promise<void> {
  for (const name of names) await stagehand.setApplication(name, { health: 'Healthy' });
}

// The first of the two Applications was given a message.
function setHealth({ stagehand }: Theatre, [, name = '', health = '']: RegExpExecArray): Promise<void> {
  const hasMessage = name === 'web-argo' && health === 'Degraded';
  const message = hasMessage ? { message: 'Deployment "web" exceeded its progress deadline' } : {};
  return stagehand.setApplication(name, { health, ...message });
}

function setOperation(
  { stagehand }: Theatre,
  [, name = '', operation = '', health]: RegExpExecArray,
): Promise<void> {
  return stagehand.setApplication(name, health === undefined ? { operation } : { operation, health });
}

function setMergeRequest({ stagehand }: Theatre, [, number, what]: RegExpExecArray): Promise<void> {
  return stagehand.setMergeRequest(Number(number), what === 'merged' ? 'merge' : 'close');
}

// Of the Freight that was promoted to Stage brief.
async function postTwenty({ play, steps }: Theatre): Promise<void> {
  const brief = steps.filter(isExchange).find(({ id }) => id === 'promote-brief')?.request.body;
  const freight = (isObject(brief) && brief.freight) || '';
  const stages = Array.from({ length: 20 }, (_, index) => `many-${`${index}`.padStart(2, '0')}`);
  await Promise.all(
    stages.map((stage) => play('POST', `${project}/stages/${stage}/promotions`, { freight })),
  );
}

function addControlFlowStage({ play }: Theatre): Promise<void> {
  return play('POST', '/v1beta1/resources', {
    apiVersion: 'kargo.akuity.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: 'flow', namespace: 'shop' },
    spec: {
      requestedFreight: [{ origin: { kind: 'Warehouse', name: 'web' }, sources: { stages: ['hub'] } }],
    },
  });
}
