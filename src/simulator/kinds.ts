import type { Kind, KubernetesObject } from './objects.ts';

interface KindInfo {
  apiVersion: string;
  group: string;
  /** Plural name, as RBAC rules and error texts use it. */
  resource: string;
  /** True where `status` is a subresource: changing it does not change `generation`. */
  statusSubresource: boolean;
}

const KARGO = { apiVersion: 'kargo.akuity.io/v1alpha1', group: 'kargo.akuity.io' };
const ARGO = { apiVersion: 'argoproj.io/v1alpha1', group: 'argoproj.io' };
const RBAC = { apiVersion: 'rbac.authorization.k8s.io/v1', group: 'rbac.authorization.k8s.io' };
const CORE = { apiVersion: 'v1', group: '' };

/** API group and plural of every kind. */
export const KIND_INFO: Record<Kind, KindInfo> = {
  Project: { ...KARGO, resource: 'projects', statusSubresource: true },
  ProjectConfig: { ...KARGO, resource: 'projectconfigs', statusSubresource: true },
  Warehouse: { ...KARGO, resource: 'warehouses', statusSubresource: true },
  Freight: { ...KARGO, resource: 'freights', statusSubresource: true },
  Stage: { ...KARGO, resource: 'stages', statusSubresource: true },
  Promotion: { ...KARGO, resource: 'promotions', statusSubresource: true },
  PromotionTask: { ...KARGO, resource: 'promotiontasks', statusSubresource: false },
  AnalysisTemplate: { ...ARGO, resource: 'analysistemplates', statusSubresource: false },
  AnalysisRun: { ...ARGO, resource: 'analysisruns', statusSubresource: false },
  ServiceAccount: { ...CORE, resource: 'serviceaccounts', statusSubresource: false },
  Role: { ...RBAC, resource: 'roles', statusSubresource: false },
  RoleBinding: { ...RBAC, resource: 'rolebindings', statusSubresource: false },
  Secret: { ...CORE, resource: 'secrets', statusSubresource: false },
  ConfigMap: { ...CORE, resource: 'configmaps', statusSubresource: false },
  Event: { ...CORE, resource: 'events', statusSubresource: false },
};

/** `stages.kargo.akuity.io`, `secrets`: how Kubernetes names a resource in its error texts. */
export function qualifiedResource(kind: Kind): string {
  const info = KIND_INFO[kind];
  return info.group === '' ? info.resource : `${info.resource}.${info.group}`;
}

/** The object with `kind` and `apiVersion`, as single GETs and list items carry it. */
export function withKind(kind: Kind, object: KubernetesObject): object {
  return { kind, apiVersion: KIND_INFO[kind].apiVersion, ...object };
}
