import { ANNOTATION, type JsonObject, records } from '../objects.ts';
import type { StepContext, StepResult } from '../steps.ts';
import { locate } from '../store.ts';

/** `argocd-update`: syncs Applications, waits for the operations, and registers the health check. */
export function argocdUpdate(context: StepContext): StepResult {
  const { kargo, promotion, config } = context;
  const apps = records(config.apps);
  let running = false;
  for (const app of apps) {
    const name = String(app.name);
    const namespace = String(app.namespace ?? 'argocd');
    const application = kargo.argo.get(name, namespace);
    if (application.operation?.promotion !== promotion.metadata.name) {
      kargo.argo.sync(name, promotion.metadata.name);
      running = true;
    } else if (application.operation.phase === 'Running') running = true;
    else if (application.operation.phase === 'Failed') {
      const message = `Argo CD Application "${name}" in namespace "${namespace}" failed with: ${application.operation.message}`;
      return { status: 'Errored', message };
    }
  }
  const output = kargo.profile.argocdUpdateHasOutput ? { output: { apps: apps.map(reference) } } : {};
  if (running) return { status: 'Running', ...output };
  annotateStage(context, apps);
  return {
    status: 'Succeeded',
    ...output,
    healthCheck: { uses: 'argocd-update', config: checkConfig(apps) },
  };
}

function reference(app: Record<string, unknown>): { name: string; namespace: string } {
  return { name: String(app.name), namespace: String(app.namespace ?? 'argocd') };
}

function checkConfig(apps: Record<string, unknown>[]): JsonObject {
  return {
    apps: apps.map((app) => ({
      desiredRevisions: [''],
      ...reference(app),
    })),
  };
}

/** Kargo notes at the Stage which Applications it belongs to. */
function annotateStage({ kargo, stage }: StepContext, apps: Record<string, unknown>[]): void {
  const context = apps.map(reference);
  kargo.store.annotate('Stage', locate(stage), { [ANNOTATION.argocdContext]: JSON.stringify(context) });
}
