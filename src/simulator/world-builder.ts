import { ApiError, UnexpectedError } from './api-error.ts';
import type { Kargo } from './kargo.ts';
import { KIND_INFO } from './kinds.ts';
import { admit, readManifest } from './manifest.ts';
import { isRecord, type Kind, records } from './objects.ts';
import { createProject, createRole, platformOf } from './project.ts';
import { SYSTEM_NAMESPACE, SYSTEM_ROLES } from './rbac.ts';
import { locate, type NewObject } from './store.ts';
import { type World, WorldError } from './world.ts';

/** Tokens every simulator has, for roles of the first project. */
const BUILT_IN_TOKENS: Record<string, string> = {
  promoter: 'kargo-promoter',
  viewer: 'kargo-viewer',
  padmin: 'kargo-admin',
  notify: 'default',
};

/**
 * Puts a world into the store and issues its tokens. `state` holds whole objects that replace what is there.
 * Throws WorldError when manifests are refused.
 */
export function populate(kargo: Kargo, world: World, state: unknown): Record<string, string> {
  for (const [name] of Object.entries(SYSTEM_ROLES)) {
    kargo.store.create('ServiceAccount', {
      metadata: { name, namespace: SYSTEM_NAMESPACE, labels: { 'rbac.kargo.akuity.io/system-role': 'true' } },
    });
  }
  const problems: string[] = [];
  for (const content of world.manifests) {
    try {
      addManifest(kargo, content);
    } catch (error) {
      if (!(error instanceof ApiError) && !(error instanceof UnexpectedError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new WorldError(`The world cannot be used:\n${problems.join('\n')}`);
  for (const object of stateObjects(state)) putObject(kargo, object);
  makeUpSecrets(kargo);
  return issueTokens(kargo, world);
}

function addManifest(kargo: Kargo, content: Record<string, unknown>): void {
  const manifest = readManifest({ apiVersion: defaultApiVersion(content), ...content });
  const { kind, namespace, name } = manifest;
  if (namespace !== '' && kargo.store.get('Project', '', namespace) === undefined) {
    createProject(kargo, namespace, 'admin');
  }
  if (kargo.store.get(kind, namespace, name) !== undefined) return;
  if (kind === 'Project') createProject(kargo, name, 'admin');
  else kargo.store.create(kind, admit(kargo, manifest));
}

function defaultApiVersion(content: Record<string, unknown>): string {
  const kind = Object.keys(KIND_INFO).find((name) => name === content.kind) as Kind | undefined;
  return kind === undefined ? '' : KIND_INFO[kind].apiVersion;
}

function stateObjects(state: unknown): Record<string, unknown>[] {
  return isRecord(state) ? records(state.objects) : records(state);
}

/** Stores an object as it is, status included. */
function putObject(kargo: Kargo, content: Record<string, unknown>): void {
  const { kind, namespace, name } = readManifest({ apiVersion: defaultApiVersion(content), ...content });
  const { kind: _kind, apiVersion: _version, ...object } = structuredClone(content);
  kargo.store.delete(kind, namespace, name);
  // The defaults of admission are not applied: the object is from a server that did.
  kargo.store.create(kind, object as unknown as NewObject<Kind>);
}

/** Receivers whose Secret the world does not hold get one, so that their addresses exist. */
function makeUpSecrets(kargo: Kargo): void {
  for (const config of kargo.store.list('ProjectConfig')) {
    for (const receiver of config.spec.webhookReceivers ?? []) {
      const settings = receiver[platformOf(receiver) ?? ''];
      const reference = isRecord(settings) && isRecord(settings.secretRef) ? settings.secretRef : {};
      const name = String(reference.name ?? '');
      const namespace = config.metadata.namespace ?? '';
      if (name === '' || kargo.store.get('Secret', namespace, name) !== undefined) continue;
      const value = Buffer.from(`${name}-secret`).toString('base64');
      kargo.store.create('Secret', {
        metadata: { name, namespace },
        data: { secret: value, 'secret-token': value, 'auth-header': value },
        type: 'Opaque',
      });
    }
  }
}

function issueTokens(kargo: Kargo, world: World): Record<string, string> {
  const tokens: Record<string, string> = { admin: kargo.tokens.issueAdmin(kargo.clock.now()) };
  const first = kargo.store.list('Project')[0]?.metadata.name;
  const issue = (name: string, namespace: string, role: string) => {
    const account = kargo.store.get('ServiceAccount', namespace, role);
    if (account !== undefined)
      tokens[name] = kargo.tokens.issue(name, { ...locate(account), uid: account.metadata.uid });
  };
  if (first !== undefined) {
    for (const [name, role] of Object.entries(BUILT_IN_TOKENS)) issue(name, first, role);
  }
  for (const script of world.simulation.tokens) {
    const namespace = script.project ?? first ?? '';
    createRole(kargo, { namespace, name: script.role }, script.rules);
    issue(script.name, namespace, script.role);
  }
  return tokens;
}
