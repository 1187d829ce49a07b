import type { JsonObject } from '../support/recordings.ts';

const namespace = 'shop';

/** The Secrets of the webhook receivers: the recorded requests are signed with them. */
export function secrets(): JsonObject[] {
  const secret = (name: string, key: string, value: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    data: { [key]: Buffer.from(value).toString('base64') },
  });
  return [
    secret('ci-webhook', 'secret', 'ci'),
    secret('gh-webhook', 'secret', 'gh-hook-secret'),
    secret('gl-webhook', 'secret-token', 'gl-hook-secret'),
    secret('hb-webhook', 'auth-header', 'Secret hb'),
  ];
}

/** The Role `ci-test-only`: its rules are those that `02-tokens/list-roles` shows. */
export function testOnlyRole(): JsonObject[] {
  const metadata = {
    name: 'ci-test-only',
    namespace,
    annotations: { 'rbac.kargo.akuity.io/managed': 'true' },
  };
  const rbac = 'rbac.authorization.k8s.io/v1';
  const rule = (resource: string, verbs: string[], extra: JsonObject = {}): JsonObject => ({
    apiGroups: ['kargo.akuity.io'],
    resources: [resource],
    verbs,
    ...extra,
  });
  const read = ['get', 'list', 'watch'];
  const rules = [
    rule('freights', read),
    rule('promotions', ['create', ...read]),
    rule('stages', read),
    rule('stages', ['promote'], { resourceNames: ['test'] }),
    rule('warehouses', read),
  ];
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    { apiVersion: rbac, kind: 'Role', metadata, rules },
    {
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: metadata.name, namespace }],
    },
  ];
}
