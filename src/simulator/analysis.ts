import type { Kargo } from './kargo.ts';
import type { AnalysisRun } from './objects.ts';
import { locate } from './store.ts';
import type { AnalysisScript } from './world.ts';

const FIRST_LOOK_MS = 20;

/** Plays Argo Rollouts: AnalysisRuns start and end as the world says, or by hand. */
export function startAnalysisController(kargo: Kargo): void {
  kargo.store.subscribe((event) => {
    if (event.kind !== 'AnalysisRun' || event.type !== 'ADDED') return;
    const run = kargo.store.get(
      'AnalysisRun',
      event.object.metadata.namespace ?? '',
      event.object.metadata.name,
    );
    if (run === undefined) return;
    const script = scriptOf(kargo, run);
    if (script.ends === 'by hand') return;
    const ends = script.ends;
    // One after the other: two timers of their own could run in either order after a stall.
    kargo.clock.after(FIRST_LOOK_MS, () => {
      setAnalysisPhase(kargo, run, 'Running');
      kargo.clock.after(script.afterMs, () => setAnalysisPhase(kargo, run, ends, script.message));
    });
  });
}

/** How an AnalysisRun ends, and what it writes. */
export function scriptOf(kargo: Kargo, run: AnalysisRun): AnalysisScript {
  const stage = run.metadata.labels?.['kargo.akuity.io/stage'];
  const templates = new Set(
    kargo.store
      .get('Stage', run.metadata.namespace ?? '', stage ?? '')
      ?.spec.verification?.analysisTemplates?.map((template) => template.name),
  );
  const found = kargo.simulation.analyses.find(
    (script) =>
      (script.stage === undefined || script.stage === stage) &&
      (script.template === undefined || templates.has(script.template)),
  );
  return found ?? { ends: 'Successful', afterMs: 300 };
}

/** Whether this installation was set up to show the logs of AnalysisRuns. */
export function hasLogs({ simulation }: Kargo): boolean {
  return simulation.analyses.some(({ log }) => log !== undefined);
}

/** Writes the phase as Argo Rollouts does, with one measurement per metric. */
export function setAnalysisPhase(kargo: Kargo, run: AnalysisRun, phase: string, message?: string): void {
  const time = kargo.clock.timestamp();
  kargo.store.update('AnalysisRun', locate(run), (draft) => {
    const terminal = phase !== 'Running' && phase !== 'Pending';
    const startedAt = String(draft.status.startedAt ?? time);
    const failed = phase === 'Failed' ? { failed: 1 } : {};
    const successful = phase === 'Successful' ? { successful: 1 } : {};
    const first = draft.spec.metrics[0]?.name ?? 'metric';
    const text =
      message ??
      (phase === 'Failed'
        ? `Metric "${first}" assessed Failed due to failed (1) > failureLimit (0)`
        : undefined);
    const said = text === undefined ? {} : { message: text };
    draft.status = {
      phase,
      ...said,
      metricResults: draft.spec.metrics.map((metric) => ({
        name: metric.name,
        phase,
        measurements: [{ phase, startedAt, ...(terminal ? { finishedAt: time } : {}) }],
        ...said,
        count: 1,
        ...successful,
        ...failed,
      })),
      startedAt,
      runSummary: {},
      ...(terminal && kargo.profile.analysisRunHasCompletedAt ? { completedAt: time } : {}),
    };
  });
}
