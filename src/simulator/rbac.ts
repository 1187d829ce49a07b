import { ApiError } from './api-error.ts';
import type { Kargo } from './kargo.ts';
import { KIND_INFO, qualifiedResource } from './kinds.ts';
import type { Kind, PolicyRule } from './objects.ts';
import type { Profile } from './releases.ts';
import type { Identity } from './tokens.ts';

export interface Access {
  verb: string;
  kind: Kind;
  /** `status` for `freights/status`. */
  subresource?: string;
  namespace: string;
  name?: string;
}

/** Throws a 403 in the words of Kargo's access review unless the identity may do this. */
export function authorize(kargo: Kargo, identity: Identity, access: Access): void {
  if (isAllowed(kargo, identity, access)) return;
  const resource = qualifiedResource(access.kind);
  const name = access.name === undefined ? '' : ` "${access.name}"`;
  throw new ApiError(
    403,
    `review subject access: ${resource}${name} is forbidden: ${access.verb} is not permitted`,
  );
}

export function isAllowed(kargo: Kargo, identity: Identity, access: Access): boolean {
  if (identity.kind === 'admin') return true;
  const rules = identity.clusterRules ?? rulesOf(kargo, identity.namespace, identity.name);
  if (identity.clusterRules === undefined && access.namespace !== identity.namespace) return false;
  return rules.some((rule) => permits(rule, access));
}

function permits(rule: PolicyRule, access: Access): boolean {
  const info = KIND_INFO[access.kind];
  const resource =
    access.subresource === undefined ? info.resource : `${info.resource}/${access.subresource}`;
  const has = (list: string[] | undefined, value: string) =>
    list?.includes(value) || list?.includes('*') || false;
  if (!has(rule.verbs, access.verb) || !has(rule.apiGroups, info.group) || !has(rule.resources, resource)) {
    return false;
  }
  if (rule.resourceNames === undefined || rule.resourceNames.length === 0) return true;
  return access.name !== undefined && rule.resourceNames.includes(access.name);
}

/** The rules a service account has in its namespace, through RoleBindings. */
export function rulesOf(kargo: Kargo, namespace: string, account: string): PolicyRule[] {
  return kargo.store
    .list('RoleBinding', namespace)
    .filter((binding) =>
      binding.subjects?.some((subject) => subject.kind === 'ServiceAccount' && subject.name === account),
    )
    .flatMap((binding) => kargo.store.get('Role', namespace, binding.roleRef.name)?.rules ?? []);
}

/** Who Kargo writes into annotations and messages. */
export function actorOf(kargo: Kargo, identity: Identity): string {
  if (identity.kind === 'admin') return 'admin';
  if (kargo.profile.tokenActor === 'unknown actor') return 'unknown actor';
  return `kubernetes:system:serviceaccount:${identity.namespace}:${identity.name}`;
}

const READ = ['get', 'list', 'watch'];
const ALL = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const KARGO_GROUP = 'kargo.akuity.io';

function rule(group: string, resource: string, verbs: string[]): PolicyRule {
  return { verbs, apiGroups: [group], resources: [resource] };
}

/** The predefined roles of every project, as recorded (02/list-roles). */
export function predefinedRoles(profile: Profile): Record<string, PolicyRule[]> {
  const tasks = profile.rolesKnowTasks ? [rule(KARGO_GROUP, 'promotiontasks', ALL)] : [];
  const targets = (verbs: string[]) =>
    profile.rolesKnowTargets ? [rule(KARGO_GROUP, 'targets', verbs)] : [];
  const rbac = (verbs: string[]) => [
    rule('rbac.authorization.k8s.io', 'rolebindings', verbs),
    rule('rbac.authorization.k8s.io', 'roles', verbs),
  ];
  const looking = [
    rule('argoproj.io', 'analysisruns', READ),
    rule('argoproj.io', 'analysistemplates', READ),
    rule('', 'configmaps', READ),
    rule('', 'events', READ),
    rule('', 'serviceaccounts', READ),
    rule(KARGO_GROUP, 'freights', READ),
  ];
  return {
    'kargo-admin': [
      rule('argoproj.io', 'analysisruns', ['delete', ...READ]),
      rule('argoproj.io', 'analysistemplates', ALL),
      rule('', 'configmaps', ALL),
      rule('', 'events', READ),
      rule('', 'secrets', ALL),
      rule('', 'serviceaccounts', ALL),
      rule(KARGO_GROUP, 'freights', ALL),
      rule(KARGO_GROUP, 'freights/status', ['patch']),
      rule(KARGO_GROUP, 'projectconfigs', ALL),
      rule(KARGO_GROUP, 'promotions', ['create', 'delete', 'get', 'list', 'patch', 'watch']),
      ...tasks,
      rule(KARGO_GROUP, 'stages', [...ALL.slice(0, 6), 'promote', 'update', 'watch']),
      ...targets(ALL),
      rule(KARGO_GROUP, 'warehouses', ALL),
      ...rbac(ALL),
    ],
    'kargo-promoter': [
      ...looking,
      rule(KARGO_GROUP, 'freights/status', ['patch']),
      rule(KARGO_GROUP, 'projectconfigs', READ),
      rule(KARGO_GROUP, 'promotions', ['create', ...READ]),
      rule(KARGO_GROUP, 'stages', ['get', 'list', 'promote', 'watch']),
      rule(KARGO_GROUP, 'warehouses', READ),
      ...rbac(READ),
    ],
    'kargo-viewer': [
      ...looking,
      rule(KARGO_GROUP, 'projectconfigs', READ),
      rule(KARGO_GROUP, 'promotions', READ),
      rule(KARGO_GROUP, 'stages', READ),
      ...targets(READ),
      rule(KARGO_GROUP, 'warehouses', READ),
      ...rbac(READ),
    ],
  };
}

/** System roles: they live in Kargo's own namespace and hold in every project. */
export const SYSTEM_NAMESPACE = 'kargo';
export const SYSTEM_ROLES: Record<string, PolicyRule[]> = {
  'kargo-admin': [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
  'kargo-viewer': [
    {
      verbs: READ,
      apiGroups: [KARGO_GROUP, 'argoproj.io', ''],
      resources: [
        'projects',
        'projectconfigs',
        'warehouses',
        'freights',
        'stages',
        'promotions',
        'promotiontasks',
        'analysisruns',
        'analysistemplates',
        'events',
        'configmaps',
        'serviceaccounts',
      ],
    },
  ],
  'kargo-user': [{ verbs: READ, apiGroups: [KARGO_GROUP], resources: ['projects'] }],
  'kargo-project-creator': [
    { verbs: [...READ, 'create'], apiGroups: [KARGO_GROUP], resources: ['projects'] },
  ],
};
