/** Small worlds in project `shop`: pieces of YAML that tests put together. */

/** Documents joined to one file, with project `shop` and a token `ci` that has exactly what `promote` needs. */
export function world(...documents: readonly string[]): string {
  return worldWithoutToken(ciToken, ...documents);
}

/** The same without the token. */
export function worldWithoutToken(...documents: readonly string[]): string {
  return [project, ...documents].join('\n---\n');
}

const project = `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: shop }`;

/** A rule of the role of `ci`, as one line of YAML. */
export const promoteRights = [
  '{ verbs: [get, list, watch], resources: [stages, promotions, warehouses, freights] }',
  '{ verbs: [promote], resources: [stages] }',
  '{ verbs: [create, patch], resources: [promotions] }',
  '{ verbs: [get], apiGroups: [argoproj.io], resources: [analysisruns] }',
] as const;

/** A token of a role of its own with these rules. */
export function tokenOf(name: string, rules: readonly string[]): string {
  return `
kind: Simulation
tokens:
- name: ${name}
  rules: [${rules.join(', ')}]`;
}

const ciToken = tokenOf('ci', promoteRights);

/** A Warehouse that takes images of ghcr.io/acme/web unless told otherwise, and sees 1.0.0. */
export function warehouse({
  name = 'web',
  subscription = 'image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0 }',
  more = '',
}: {
  name?: string;
  subscription?: string;
  more?: string;
} = {}): string {
  return `
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata: { name: ${name}, namespace: shop, labels: { team: ${name} } }
spec:
  interval: 1h
  ${more}
  subscriptions:
  - ${subscription}`;
}

/** Images in the registry from the beginning. */
export function images(...references: readonly string[]): string {
  return `
kind: Simulation
artifacts:
${references.map((image) => `- { image: "${image}" }`).join('\n')}`;
}

/** One document of kind Simulation. */
export function simulation(body: string): string {
  return `
kind: Simulation
${body}`;
}

/** Steps by the names that tests use for them. */
export const steps = {
  /** Ends at once, well. */
  compose: `- uses: compose-output
        as: compose
        config: { tag: "\${{ imageFrom('ghcr.io/acme/web').Tag }}" }`,
  /** Waits until the gate `go` is open; fails when it is broken. */
  gate: `- uses: http
        as: gate
        config:
          url: https://gates.example.com/gate/go
          successExpression: response.body.open
          failureExpression: response.body.broken`,
  /** Changes something outside. */
  push: '- { uses: git-push, as: push, config: { path: ./src } }',
  clone: `- uses: git-clone
        as: clone
        config: { repoURL: "https://github.com/acme/gitops.git", checkout: [{ branch: main, path: ./src }] }`,
  update: `- uses: yaml-update
        as: update
        config:
          path: ./src/values.yaml
          updates: [{ key: image.tag, value: "\${{ imageFrom('ghcr.io/acme/web').Tag }}" }]`,
  commit: '- { uses: git-commit, as: commit, config: { path: ./src, message: promote } }',
  pushBranch: '- { uses: git-push, as: push, config: { path: ./src, generateTargetBranch: true } }',
  openRequest: `- uses: git-open-pr
        as: open-pr
        config:
          repoURL: https://github.com/acme/gitops.git
          sourceBranch: \${{ outputs.push.branch }}
          targetBranch: main`,
  waitForRequest: `- uses: git-wait-for-pr
        as: wait-for-pr
        config:
          repoURL: https://github.com/acme/gitops.git
          prNumber: \${{ outputs['open-pr'].pr.id }}`,
  /** Syncs the Argo CD application `web`, which then counts for the health. */
  sync: '- { uses: argocd-update, as: sync, config: { apps: [{ name: web }] } }',
  /** A kind of step that nobody has. */
  imaginary: '- { uses: imaginary, as: imaginary }',
} as const;

export type StepName = keyof typeof steps;

/** A Stage that takes Freight of Warehouse `web`. */
export function stage(
  name: string,
  {
    sources = 'direct: true',
    run = ['compose'],
    verification = false,
    origin = 'web',
  }: { sources?: string; run?: readonly StepName[]; verification?: boolean; origin?: string } = {},
): string {
  const template =
    run.length === 0
      ? ''
      : `promotionTemplate:
    spec:
      steps:
      ${run.map((step) => steps[step]).join('\n      ')}`;
  return `
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight:
  - origin: { kind: Warehouse, name: ${origin} }
    sources: { ${sources} }
  ${verification ? 'verification: { analysisTemplates: [{ name: smoke }] }' : ''}
  ${template}`;
}

/** What Stages with a verification run. */
export const analysisTemplate = `
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: smoke, namespace: shop }
spec:
  metrics:
  - name: smoke
    provider:
      job: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: alpine }] } } } }`;

/** Kargo promotes to this Stage by itself. */
export function autoPromotion(...stages: readonly string[]): string {
  const policies = stages.map((name) => `  - { stage: ${name}, autoPromotionEnabled: true }`);
  return `
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  promotionPolicies:
${policies.join('\n')}`;
}

export const web = 'ghcr.io/acme/web';
