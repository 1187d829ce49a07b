/**
 * The built-in world: project `shop`, Warehouse `web`, and the Stages test -> uat (verified) -> prod, plus `broken`,
 * whose promotion fails.
 */
export const demoWorld = `
apiVersion: kargo.akuity.io/v1alpha1
kind: Project
metadata: { name: shop }
---
apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata: { name: shop, namespace: shop }
spec:
  webhookReceivers:
  - name: ci
    generic:
      secretRef: { name: ci-webhook }
      actions:
      - action: Refresh
        whenExpression: request.body.event == 'push'
        targetSelectionCriteria:
        - kind: Warehouse
          name: \${{ request.body.warehouse }}
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Warehouse
metadata:
  name: web
  namespace: shop
  labels: { team: web }
spec:
  interval: 1h
  subscriptions:
  - image: { repoURL: ghcr.io/acme/web, constraint: ^1.0.0, discoveryLimit: 5 }
---
apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata: { name: smoke, namespace: shop }
spec:
  metrics:
  - name: smoke
    provider:
      job: { spec: { template: { spec: { restartPolicy: Never, containers: [{ name: main, image: alpine }] } } } }
---
${stage('test', { sources: 'direct: true' })}
---
${stage('uat', { sources: 'stages: [test]', verification: true })}
---
${stage('prod', { sources: 'stages: [uat]' })}
---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: broken, namespace: shop }
spec:
  requestedFreight:
  - origin: { kind: Warehouse, name: web }
    sources: { direct: true }
  promotionTemplate:
    spec:
      steps:
      - uses: git-clone
        as: clone
        config:
          repoURL: https://github.com/acme/gitops.git
          checkout: [{ branch: main, path: ./src }]
      - uses: helm-template
        as: render
        config: { path: ./src/charts/web, outPath: ./out }
      - uses: argocd-update
        as: sync
        config: { apps: [{ name: web-broken }] }
---
kind: Simulation
artifacts:
- image: ghcr.io/acme/web:1.0.0
  createdAt: 2026-08-01T08:00:00Z
  annotations: { org.opencontainers.image.revision: 4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d }
analyses:
- stage: uat
  ends: Successful
  after: 1s
steps:
- { uses: git-clone, takes: 200ms }
- { uses: yaml-update, takes: 100ms }
- { uses: git-commit, takes: 100ms }
- { uses: git-push, takes: 200ms }
- uses: helm-template
  takes: 150ms
  status: Failed
  message: 'error rendering chart: values.yaml: image.pullPolicy: "Sometimes" is not one of Always, IfNotPresent, Never'
- { uses: argocd-update, takes: 250ms }
`;

function stage(
  name: string,
  { sources, verification = false }: { sources: string; verification?: boolean },
): string {
  return `apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata: { name: ${name}, namespace: shop }
spec:
  requestedFreight:
  - origin: { kind: Warehouse, name: web }
    sources: { ${sources} }
  promotionTemplate:
    spec:
      steps:
      - uses: git-clone
        as: clone
        config:
          repoURL: https://github.com/acme/gitops.git
          checkout: [{ branch: main, path: ./src }]
      - uses: yaml-update
        as: update
        config:
          path: ./src/env/${name}/values.yaml
          updates: [{ key: image.tag, value: "\${{ imageFrom('ghcr.io/acme/web').Tag }}" }]
      - uses: git-commit
        as: commit
        config: { path: ./src, message: "promote web to ${name}" }
      - uses: git-push
        as: push
        config: { path: ./src }
      - uses: argocd-update
        as: sync
        config: { apps: [{ name: web-${name} }] }${verification ? '\n  verification:\n    analysisTemplates: [{ name: smoke }]' : ''}`;
}
