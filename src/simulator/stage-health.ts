import { applicationStatus } from './argo-cd.ts';
import { setCondition } from './conditions.ts';
import type { Kargo } from './kargo.ts';
import { type Health, isRecord, type Json, type PromotionStatus } from './objects.ts';
import { ReconcileError, type StagePass } from './stage.ts';

const PROMOTING = 'Cannot assess health because a Promotion is currently in progress';
const NOT_SUCCEEDED = 'Cannot assess health because last Promotion did not succeed';

/** Assesses the health of the Stage by the checks that its last Promotion registered. Throws ReconcileError. */
export function assessHealth(pass: StagePass): void {
  const { kargo, status, at } = pass;
  const last = status.lastPromotion?.status;
  const say = (condition: 'True' | 'False' | 'Unknown', reason: string, message: string) =>
    setCondition(status, { type: 'Healthy', status: condition, reason, message }, at);
  if (status.currentPromotion !== undefined) {
    status.health = { status: 'Unknown', issues: [PROMOTING] };
    say('Unknown', 'ActivePromotion', 'Stage has a Promotion in progress');
    // After a Promotion that did not succeed nothing was known before either (recorded: 1.9 17/watch-stage-slow).
    if (last === undefined || last.phase === 'Succeeded') failOnUnknown(kargo);
    return;
  }
  if (last === undefined) {
    delete status.health;
    say('Unknown', 'NoFreight', 'Stage has no current Freight');
    return;
  }
  if (last.phase !== 'Succeeded') {
    status.health = { status: 'Unknown', issues: [NOT_SUCCEEDED] };
    say('Unknown', `LastPromotion${last.phase}`, NOT_SUCCEEDED);
    return;
  }
  const checks = (last.healthChecks ?? []).length;
  const health = checkApplications(kargo, last);
  status.health = health;
  const issues = health.issues?.length ?? 0;
  if (health.status === 'Healthy')
    say('True', 'Healthy', `Stage is healthy (performed ${checks} health checks)`);
  else if (health.status === 'Unhealthy') {
    say('False', 'Unhealthy', `Stage is unhealthy (${issues} issues in ${checks} health checks)`);
  } else say('Unknown', health.status, '');
  if (health.status === 'Unknown') failOnUnknown(kargo);
}

function failOnUnknown(kargo: Kargo): void {
  if (kargo.profile.unknownHealthIsError) throw new ReconcileError('Stage health evaluated to Unknown');
}

const SEVERITY = ['Healthy', 'Progressing', 'Unknown', 'Unhealthy'] as const;

function checkApplications(kargo: Kargo, last: PromotionStatus): Health {
  let worst: (typeof SEVERITY)[number] = 'Healthy';
  const issues: string[] = [];
  const output: Json[] = [];
  for (const check of last.healthChecks ?? []) {
    const apps = check.config?.apps;
    const statuses: Json[] = [];
    for (const app of Array.isArray(apps) ? apps : []) {
      if (!isRecord(app)) continue;
      const verdict = judge(kargo, String(app.name), String(app.namespace ?? 'argocd'));
      if (verdict.issue !== undefined) issues.push(verdict.issue);
      if (SEVERITY.indexOf(verdict.status) > SEVERITY.indexOf(worst)) worst = verdict.status;
      statuses.push(verdict.output);
    }
    output.push({ applicationStatuses: statuses });
  }
  return {
    status: worst,
    ...(issues.length === 0 ? {} : { issues }),
    ...(output.length === 0 ? {} : { output }),
  };
}

/** One application, in the words of Kargo's Argo CD health check (recorded in scenario 14). */
function judge(
  kargo: Kargo,
  name: string,
  namespace: string,
): { status: (typeof SEVERITY)[number]; issue?: string; output: Json } {
  const application = kargo.argo.find(name);
  const what = `Argo CD Application "${name}" in namespace "${namespace}"`;
  if (application === undefined) {
    return {
      status: 'Unknown',
      issue: `unable to find ${what}`,
      output: { Name: name, Namespace: namespace },
    };
  }
  const output = applicationStatus(application);
  const finished = application.operation?.finishedAt;
  const cooldown = kargo.profile.argoHealthCooldownMs;
  if (finished !== undefined && kargo.clock.now() - finished < cooldown) {
    const issue = `last operation of ${what} completed less than 10s ago; Application health status not trusted`;
    return { status: 'Unknown', issue, output };
  }
  if (application.health === 'Healthy') return { status: 'Healthy', output };
  if (application.health === 'Progressing') {
    return { status: 'Progressing', issue: `${what} is progressing`, output };
  }
  if (application.health === 'Unknown') {
    return { status: 'Unknown', issue: `${what} has health state "Unknown"`, output };
  }
  return { status: 'Unhealthy', issue: `${what} has health state "${application.health}"`, output };
}
