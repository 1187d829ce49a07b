import { setAnalysisPhase } from './analysis.ts';
import { type Answer, json } from './exchange.ts';
import type { Faults } from './faults.ts';
import { parseGoDuration } from './go-duration.ts';
import type { Kargo } from './kargo.ts';
import { KIND_INFO } from './kinds.ts';
import type { Ledger } from './ledger.ts';
import { admit, readManifest } from './manifest.ts';
import { isRecord, isTerminalVerification, type Kind, type Stage } from './objects.ts';
import { addArtifact, isGateState } from './world.ts';

export interface ControlRoom {
  kargo: Kargo;
  faults: Faults;
  ledger: Ledger;
  /** Looks at every unfinished Promotion again. */
  wakePromotions: () => void;
  /** Forgets the working directories of running Promotions. */
  restartController: () => void;
  /** Cuts or ends the watches that are open. */
  endStreams: (how: 'end' | 'reset') => void;
  /** Resolves when nothing is left to do by itself. */
  settle: () => Promise<void>;
}

type Control = (room: ControlRoom, body: Record<string, unknown>) => string | undefined | Promise<undefined>;

/** `POST /_simulator/<name>`: what plays the world around Kargo. Each answers its problem, or nothing. */
const CONTROLS: Record<string, Control> = {
  artifacts: ({ kargo }, body) => {
    const problems: string[] = [];
    addArtifact(kargo.artifacts, body, problems, kargo.clock.timestamp());
    return problems[0];
  },
  gates: (room, { name, state, wake }) => {
    if (typeof name !== 'string' || !isGateState(state))
      return 'name and state (open, closed, broken) are needed';
    room.kargo.simulation.gates.set(name, state);
    if (wake === true) room.wakePromotions();
    return undefined;
  },
  analysis: setAnalysis,
  health: setHealth,
  registry: ({ kargo }, { repoURL, down }) => {
    if (typeof repoURL !== 'string') return 'repoURL is needed';
    if (down === true) kargo.artifacts.down.add(repoURL);
    else kargo.artifacts.down.delete(repoURL);
    return undefined;
  },
  kubernetes: (room, { down }) => {
    room.kargo.kubernetesDown = down === true;
    if (down === true) room.endStreams('end');
    return undefined;
  },
  controller: (room, { down, restart }) => {
    if (down !== undefined) room.kargo.controllerDown = down === true;
    if (restart === true || down === false) room.restartController();
    return undefined;
  },
  streams: (room, { how }) => {
    if (how !== 'end' && how !== 'reset') return 'how is end or reset';
    room.endStreams(how);
    return undefined;
  },
  clock: ({ kargo }, { advance }) => {
    const ms = typeof advance === 'number' ? advance : parseGoDuration(String(advance));
    if (ms === undefined) return 'advance is a duration (like 1h) or milliseconds';
    kargo.clock.advance(ms);
    return undefined;
  },
  faults: ({ faults }, body) => faults.add(body),
  objects: changeObject,
  'pull-requests': changePullRequest,
  settle: async (room) => {
    await room.settle();
    return undefined;
  },
};

/** Answers a control request. */
export async function answerControl(
  room: ControlRoom,
  request: { method: string; name: string; body: Buffer },
): Promise<Answer> {
  const { method, name } = request;
  if (method === 'GET' && name === 'ledger') return json(room.ledger.entries);
  if (method === 'GET' && name === 'notices') return json(room.kargo.notices);
  if (method === 'DELETE' && name === 'faults') {
    room.faults.clear();
    return { status: 204 };
  }
  if (method === 'DELETE' && name === 'ledger') {
    room.ledger.entries.length = 0;
    return { status: 204 };
  }
  const control = method === 'POST' ? CONTROLS[name] : undefined;
  if (control === undefined) {
    return json(
      { error: `no control ${method} ${name}; POST one of ${Object.keys(CONTROLS).join(', ')}` },
      404,
    );
  }
  const body = parseBody(request.body);
  if (body === undefined) return json({ error: 'the body is no JSON object' }, 400);
  const problem = await control(room, body);
  return problem === undefined ? json({}) : json({ error: problem }, 400);
}

function parseBody(body: Buffer): Record<string, unknown> | undefined {
  if (body.length === 0) return {};
  try {
    const content: unknown = JSON.parse(body.toString('utf8'));
    return isRecord(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** `{stage, phase, message?, project?}`: the phase of the Stage's newest AnalysisRun. */
function setAnalysis({ kargo }: ControlRoom, body: Record<string, unknown>): string | undefined {
  const { stage: name, phase, message } = body;
  if (typeof name !== 'string' || typeof phase !== 'string') return 'stage and phase are needed';
  const runs = kargo.store
    .list('AnalysisRun')
    .filter((run) => run.metadata.labels?.['kargo.akuity.io/stage'] === name)
    .sort((a, b) => (a.metadata.name < b.metadata.name ? 1 : -1));
  const run = runs.find((candidate) => !isTerminalVerification(candidate.status.phase)) ?? runs[0];
  if (run === undefined) return `Stage "${name}" has no AnalysisRun`;
  setAnalysisPhase(kargo, run, phase, typeof message === 'string' ? message : undefined);
  return undefined;
}

/** `{app | stage, health?, message?, operation?, operationMessage?, sync?}`: what Argo CD says. */
function setHealth({ kargo }: ControlRoom, body: Record<string, unknown>): string | undefined {
  const names = typeof body.app === 'string' ? [body.app] : applicationsOf(kargo, String(body.stage ?? ''));
  if (names.length === 0) return 'app, or a stage that updates an application, is needed';
  const { health, message, operation, operationMessage, sync } = body;
  for (const name of names) {
    const application = kargo.argo.get(name);
    if (sync === 'by hand') application.syncMs = undefined;
    else if (typeof sync === 'string') application.syncMs = parseGoDuration(sync);
    if (typeof health === 'string') {
      kargo.argo.setHealth(name, health, typeof message === 'string' ? message : undefined);
    }
    if (operation === 'Succeeded' || operation === 'Failed') {
      const text = operation === 'Succeeded' ? 'successfully synced' : 'one or more objects failed to apply';
      kargo.argo.finish(name, operation, typeof operationMessage === 'string' ? operationMessage : text);
    }
  }
  return undefined;
}

function applicationsOf(kargo: Kargo, stageName: string): string[] {
  const stages = kargo.store.list('Stage').filter((stage) => stage.metadata.name === stageName);
  return stages.flatMap((stage: Stage) =>
    (stage.spec.promotionTemplate?.spec.steps ?? []).flatMap((step) => {
      const apps = step.uses === 'argocd-update' ? step.config?.apps : undefined;
      return (Array.isArray(apps) ? apps : []).flatMap((app) => (isRecord(app) ? [String(app.name)] : []));
    }),
  );
}

/**
 * `{kind, name, namespace?, merge?, delete?, create?}`: changes any object directly. `merge` is a JSON merge patch,
 * `create` a whole manifest.
 */
function changeObject({ kargo }: ControlRoom, body: Record<string, unknown>): string | undefined {
  if (isRecord(body.create)) {
    const manifest = readManifest(body.create);
    kargo.store.create(manifest.kind, admit(kargo, manifest));
    return undefined;
  }
  const kind = Object.keys(KIND_INFO).find((name) => name === body.kind) as Kind | undefined;
  const name = body.name;
  if (kind === undefined || typeof name !== 'string') return 'kind and name are needed';
  const first = kargo.store.list('Project')[0]?.metadata.name ?? '';
  const namespace = kind === 'Project' ? '' : String(body.namespace ?? first);
  if (kargo.store.get(kind, namespace, name) === undefined) return `${kind} "${name}" does not exist`;
  if (body.delete === true) {
    kargo.store.delete(kind, namespace, name);
    return undefined;
  }
  const patch = body.merge;
  if (!isRecord(patch)) return 'merge (an object) or delete: true is needed';
  kargo.store.update(kind, { namespace, name }, (draft) => {
    mergeInto(draft as unknown as Record<string, unknown>, patch);
  });
  return undefined;
}

/** JSON merge patch (RFC 7396). */
function mergeInto(target: Record<string, unknown>, patch: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete target[key];
    else if (isRecord(value)) {
      const inner = isRecord(target[key]) ? target[key] : {};
      target[key] = inner;
      mergeInto(inner, value);
    } else target[key] = value;
  }
}

/** `{repoURL, number, action: 'merge' | 'close', wake?}`: what people do with a pull request of the memory forge. */
async function changePullRequest(room: ControlRoom, body: Record<string, unknown>): Promise<undefined> {
  const { forge } = room.kargo.git;
  const repoURL = String(body.repoURL);
  const number = Number(body.number);
  if (body.action === 'merge') await forge.merge(repoURL, number);
  if (body.action === 'close') await forge.close(repoURL, number);
  if (body.wake === true) room.wakePromotions();
  return undefined;
}
