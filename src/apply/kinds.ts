/** A kind of manifest that can be brought into a project. */
export interface KnownKind {
  readonly apiVersion: string;
  /**
   * Where one is read, below the project; empty for the project itself. Without it Kargo's API does not show what is
   * stored: for Secrets and the parts of roles nobody can tell whether a manifest changes anything.
   */
  readonly path?: (name: string) => string;
}

const kargo = 'kargo.akuity.io/v1alpha1';
const rbac = 'rbac.authorization.k8s.io/v1';
const below = (resource: string) => (name: string) => `/${resource}/${encodeURIComponent(name)}`;

/**
 * By name, each before those that refer to it: what a receiver of the ProjectConfig needs is a Secret, what a Stage
 * needs is a Warehouse, a PromotionTask and an AnalysisTemplate.
 */
export const knownKinds: Readonly<Record<string, KnownKind>> = {
  Project: { apiVersion: kargo, path: () => '' },
  ServiceAccount: { apiVersion: 'v1' },
  Role: { apiVersion: rbac },
  RoleBinding: { apiVersion: rbac },
  Secret: { apiVersion: 'v1' },
  ConfigMap: { apiVersion: 'v1', path: below('configmaps') },
  ProjectConfig: { apiVersion: kargo, path: () => '/config' },
  AnalysisTemplate: { apiVersion: 'argoproj.io/v1alpha1', path: below('analysis-templates') },
  PromotionTask: { apiVersion: kargo, path: below('promotion-tasks') },
  Warehouse: { apiVersion: kargo, path: below('warehouses') },
  Stage: { apiVersion: kargo, path: below('stages') },
};

/** Why a kind that people do have in their repositories is not taken here. */
const refusals: Readonly<Record<string, string>> = {
  Freight: 'Freight is named by what it holds: make it with create-freight',
  Promotion: 'a manifest of a Promotion would start one each time: use promote',
  Kustomization:
    'this is what Kustomize reads, not what Kargo does: give the output of "kustomize build", in a file or by "-"',
  Namespace: 'Kargo makes the namespace of a Project itself',
};

/** What is wrong with kind and version of a manifest; undefined when it can be applied. */
export function problemOfKind(kind: unknown, apiVersion: unknown): string | undefined {
  const name = typeof kind === 'string' ? kind : '';
  const known = Object.hasOwn(knownKinds, name) ? knownKinds[name] : undefined;
  if (known !== undefined && known.apiVersion === apiVersion) {
    return undefined;
  }
  if (known !== undefined) {
    return `a ${name} of ${known.apiVersion} is accepted, and this is one of ${JSON.stringify(apiVersion ?? null)}`;
  }
  const why = Object.hasOwn(refusals, name) ? refusals[name] : undefined;
  const all = `the kinds of a project are ${Object.keys(knownKinds).join(', ')}`;
  return why === undefined ? `no such kind can be applied: ${all}` : `${why}; ${all}`;
}
