import { createHash } from 'node:crypto';
import { setCondition } from './conditions.ts';
import type { Kargo } from './kargo.ts';
import { ANNOTATION, type Project, type ProjectConfig, type Secret } from './objects.ts';
import { predefinedRoles } from './rbac.ts';
import { locate } from './store.ts';

const FINALIZER = 'kargo.akuity.io/finalizer';
const MANAGED = { 'rbac.kargo.akuity.io/managed': 'true' };

/** Creates a Project with what the management controller makes for it: default account and predefined roles. */
export function createProject(kargo: Kargo, name: string, actor: string): Project {
  const { store } = kargo;
  const project = store.create('Project', {
    metadata: { name, annotations: { [ANNOTATION.actor]: actor } },
    status: {},
  });
  if (store.get('ServiceAccount', name, 'default') === undefined) {
    store.create('ServiceAccount', { metadata: { name: 'default', namespace: name } });
  }
  for (const [role, rules] of Object.entries(predefinedRoles(kargo.profile))) {
    createRole(kargo, { namespace: name, name: role }, rules);
  }
  kargo.clock.after(kargo.simulation.latencyMs, () => {
    store.update('Project', { namespace: '', name }, (draft) => {
      draft.metadata.finalizers = [FINALIZER];
    });
    store.update('Project', { namespace: '', name }, (draft) => synced(kargo, draft, 'Project'));
  });
  return project;
}

/** A Kargo role: ServiceAccount, Role and RoleBinding of one name. */
export function createRole(
  kargo: Kargo,
  at: { namespace: string; name: string },
  rules: ReturnType<typeof predefinedRoles>[string] | undefined,
): void {
  const { store } = kargo;
  const metadata = { ...at, annotations: { ...MANAGED } };
  if (store.get('ServiceAccount', at.namespace, at.name) === undefined) {
    store.create('ServiceAccount', { metadata });
  }
  if (rules === undefined || store.get('Role', at.namespace, at.name) !== undefined) return;
  store.create('Role', { metadata, rules });
  store.create('RoleBinding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: at.name },
    subjects: [{ kind: 'ServiceAccount', name: at.name, namespace: at.namespace }],
  });
}

function synced(kargo: Kargo, draft: Project | ProjectConfig, kind: string): void {
  const message =
    kind === 'Project' ? 'Project is synced and ready for use' : 'ProjectConfig is synced and ready for use';
  setCondition(
    draft.status,
    { type: 'Ready', status: 'True', reason: 'Synced', message },
    { time: kargo.clock.timestamp(), generation: draft.metadata.generation },
  );
}

/** Keeps the receivers' addresses in ProjectConfigs up to date. */
export function startProjectConfigController(kargo: Kargo, address: () => string): void {
  const reconcile = (config: ProjectConfig) => {
    const receivers = (config.spec.webhookReceivers ?? []).flatMap((receiver) => {
      const path = receiverPath(kargo, config, receiver);
      return path === undefined ? [] : [{ name: receiver.name, path, url: `${address()}${path}` }];
    });
    kargo.store.update('ProjectConfig', locate(config), (draft) => {
      synced(kargo, draft, 'ProjectConfig');
      if (draft.metadata.generation !== undefined)
        draft.status.observedGeneration = draft.metadata.generation;
      if (receivers.length === 0) delete draft.status.webhookReceivers;
      else draft.status.webhookReceivers = receivers;
    });
  };
  kargo.store.subscribe((event) => {
    if (event.type === 'DELETED') return;
    const { namespace = '', name } = event.object.metadata;
    if (event.kind === 'ProjectConfig') {
      const config = kargo.store.get('ProjectConfig', namespace, name);
      if (config !== undefined && config.status.observedGeneration !== config.metadata.generation)
        reconcile(config);
    }
    if (event.kind === 'Secret') {
      const config = kargo.store.get('ProjectConfig', namespace, namespace);
      if (config !== undefined) reconcile(config);
    }
  });
  for (const config of kargo.store.list('ProjectConfig')) reconcile(config);
}

/** The key of the secret value in each receiver type's Secret. */
const SECRET_KEYS: Record<string, string> = {
  gitlab: 'secret-token',
  harbor: 'auth-header',
  artifactory: 'secret-token',
};

/** The platform of a receiver: the one key beside its name. */
export function platformOf(receiver: object): string | undefined {
  return Object.keys(receiver).find((key) => key !== 'name');
}

/** The value a receiver's Secret holds; a receiver whose Secret is not there has none. */
export function receiverSecret(
  kargo: Kargo,
  config: ProjectConfig,
  receiver: Record<string, unknown>,
): string | undefined {
  const platform = platformOf(receiver) ?? '';
  const settings = receiver[platform] as { secretRef?: { name?: string } } | undefined;
  const secret = kargo.store.get('Secret', config.metadata.namespace ?? '', settings?.secretRef?.name ?? '');
  return secret === undefined ? undefined : secretValue(secret, SECRET_KEYS[platform] ?? 'secret');
}

function secretValue(secret: Secret, key: string): string | undefined {
  const encoded = secret.data?.[key];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

/** `/<platform>/<64 hex>`: a hash over project, receiver and secret. */
function receiverPath(
  kargo: Kargo,
  config: ProjectConfig,
  receiver: Record<string, unknown>,
): string | undefined {
  const platform = platformOf(receiver);
  const secret = receiverSecret(kargo, config, receiver);
  if (platform === undefined || secret === undefined) return undefined;
  const text = `${config.metadata.namespace}${String(receiver.name)}${secret}`;
  return `/${platform}/${createHash('sha256').update(text).digest('hex')}`;
}
