import type { Kargo } from './kargo.ts';
import type { Freight, HealthCheckStep, JsonObject, Promotion, Stage, Step } from './objects.ts';
import type { WorkDirectory } from './promotion.ts';
import type { Profile } from './releases.ts';
import { argocdUpdate } from './steps/argocd.ts';
import { composeOutput, fail, setMetadata, yamlUpdate } from './steps/basic.ts';
import { gitClear, gitClone, gitCommit, gitPush } from './steps/git.ts';
import { http } from './steps/http.ts';
import { gitMergePullRequest, gitOpenPullRequest, gitWaitForPullRequest } from './steps/pull-request.ts';

export interface StepContext {
  kargo: Kargo;
  promotion: Promotion;
  stage: Stage;
  freight: Freight;
  directory: WorkDirectory;
  step: Step;
  alias: string;
  /** With all expressions evaluated. */
  config: JsonObject;
  outputs: JsonObject;
}

export interface StepResult {
  status: 'Succeeded' | 'Skipped' | 'Running' | 'Failed' | 'Errored';
  output?: JsonObject;
  message?: string;
  /** No retry, whatever the error threshold says. */
  terminal?: boolean;
  healthCheck?: HealthCheckStep;
  /** When Running: look again after this long; default: the release's interval for the step kind. */
  pollMs?: number;
}

export type StepRunner = (context: StepContext) => StepResult | Promise<StepResult>;

const RUNNERS: Record<string, StepRunner> = {
  'argocd-update': argocdUpdate,
  'compose-output': composeOutput,
  fail,
  'git-clear': gitClear,
  'git-clone': gitClone,
  'git-commit': gitCommit,
  'git-merge-pr': gitMergePullRequest,
  'git-open-pr': gitOpenPullRequest,
  'git-push': gitPush,
  'git-wait-for-pr': gitWaitForPullRequest,
  http,
  'set-metadata': setMetadata,
  'yaml-update': yamlUpdate,
};

/**
 * The runner of a step kind, undefined where the release has no such step. A kind that the simulator does not know
 * succeeds, with a notice in the step's message.
 */
export function findRunner(uses: string, profile: Profile): StepRunner | undefined {
  if (profile.missingSteps.includes(uses)) return undefined;
  return RUNNERS[uses] ?? pretend;
}

function pretend({ kargo, step, promotion }: StepContext): StepResult {
  const message = `the simulator does not know step kind "${step.uses}" and takes it as succeeded`;
  kargo.notices.push(`${promotion.metadata.name}: ${message}`);
  return { status: 'Succeeded', message };
}
