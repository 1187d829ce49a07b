import { workOut } from './expression.ts';
import type { Promotion, PromotionStatus, PromotionStep, StepMetadata } from './types.ts';

/** A Promotion's phase as we judge it. `Unknown` is a word we do not know: not an end. */
export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Errored' | 'Aborted' | 'Unknown';

const phases: readonly string[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Errored', 'Aborted'];

/** The phase; absent right after creation means queued (promotion-model 1.1). */
export function phaseOf(status: PromotionStatus | undefined): Phase {
  const phase = status?.phase ?? '';
  if (phase === '') {
    return 'Pending';
  }
  return phases.includes(phase) ? (phase as Phase) : 'Unknown';
}

/** Whether the Promotion has ended, well or not. */
export function isTerminal(status: PromotionStatus | undefined): boolean {
  return ['Succeeded', 'Failed', 'Errored', 'Aborted'].includes(phaseOf(status));
}

/** One step: what the Stage's template says and what became of it. */
export interface Step {
  /** 1-based. */
  readonly number: number;
  readonly alias: string;
  readonly uses: string;
  readonly status: string;
  readonly message: string;
  readonly continueOnError: boolean;
}

/** The steps reached so far, in order: `stepExecutionMetadata` runs parallel to `spec.steps`. */
export function stepsOf(promotion: Promotion): readonly Step[] {
  const metadata = promotion.status?.stepExecutionMetadata ?? [];
  return metadata.map((entry, index) => stepOf(entry, index, promotion.spec.steps?.[index]));
}

function stepOf(entry: StepMetadata, index: number, step: PromotionStep | undefined): Step {
  return {
    number: index + 1,
    alias: entry.alias ?? step?.as ?? `step-${index + 1}`,
    uses: step?.uses ?? '',
    status: entry.status ?? '',
    message: entry.message ?? '',
    continueOnError: entry.continueOnError ?? false,
  };
}

/** The step that made the Promotion fail. Not `currentStep`: at the end that is the last one (OBSERVED a8). */
export function failingStep(promotion: Promotion): Step | undefined {
  return stepsOf(promotion).find(
    (step) => ['Failed', 'Errored', 'Aborted'].includes(step.status) && !step.continueOnError,
  );
}

/** Steps that failed and were allowed to: worth a warning in a Promotion that succeeded. */
export function toleratedFailures(promotion: Promotion): readonly Step[] {
  return stepsOf(promotion).filter(
    (step) => ['Failed', 'Errored'].includes(step.status) && step.continueOnError,
  );
}

/** A pull request as Kargo's steps tell of it. */
export interface StepPullRequest {
  readonly number: string;
  readonly url: string;
  readonly branch: string | undefined;
  /** The branch that `git-open-pr` was told to open it for; undefined when only Kargo can work that out. */
  readonly base: string | undefined;
  /** Undefined while only `git-open-pr` has told of it. */
  readonly open: boolean | undefined;
  readonly merged: boolean | undefined;
}

/**
 * The pull requests of a Promotion, by the outputs of its `git-open-pr` and `git-wait-for-pr` steps; what a
 * later step says of the same URL wins (promotion-model 2.7). Aliases are the user's: they say nothing.
 */
export function pullRequestsOf(promotion: Promotion): readonly StepPullRequest[] {
  const byUrl = new Map<string, StepPullRequest>();
  for (const step of promotion.spec.steps ?? []) {
    if (step.uses === 'git-open-pr' || step.uses === 'git-wait-for-pr') {
      const found = pullRequestIn(promotion.status?.state?.[step.as ?? '']);
      if (found !== undefined) {
        const base = targetBranchOf(promotion, step) ?? byUrl.get(found.url)?.base;
        byUrl.set(found.url, { ...found, base, branch: pushesOf(promotion).at(-1)?.branch });
      }
    }
  }
  return [...byUrl.values()];
}

function targetBranchOf(promotion: Promotion, step: PromotionStep): string | undefined {
  const branch = fieldOf(fieldOf(step, 'config'), 'targetBranch');
  return typeof branch === 'string' ? workOut(branch, promotion, step) || undefined : undefined;
}

function pullRequestIn(output: unknown): Omit<StepPullRequest, 'branch' | 'base'> | undefined {
  const pr = fieldOf(output, 'pr');
  const [id, url] = [fieldOf(pr, 'id'), fieldOf(pr, 'url')];
  if (typeof url !== 'string' || (typeof id !== 'number' && typeof id !== 'string')) {
    return undefined;
  }
  const [open, merged] = [fieldOf(pr, 'open'), fieldOf(pr, 'merged')];
  return {
    number: String(id),
    url,
    open: typeof open === 'boolean' ? open : undefined,
    merged: typeof merged === 'boolean' ? merged : undefined,
  };
}

/** What a push step of the Promotion pushed. */
export interface Push {
  readonly branch: string;
  /** Undefined when the step does not say. */
  readonly commit: string | undefined;
}

/** The branches that the Promotion pushed, in the order of its steps, by their outputs (promotion-model 2.1). */
export function pushesOf(promotion: Promotion): readonly Push[] {
  return (promotion.spec.steps ?? []).flatMap((step) => {
    const output = /^(?:git|github)-push$/.test(step.uses ?? '')
      ? promotion.status?.state?.[step.as ?? '']
      : undefined;
    const [branch, commit] = [fieldOf(output, 'branch'), fieldOf(output, 'commit')];
    return typeof branch === 'string'
      ? [{ branch, commit: typeof commit === 'string' && commit !== '' ? commit : undefined }]
      : [];
  });
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

/** The step a Running Promotion is at; `currentStep` is absent when 0. */
export function currentStep(promotion: Promotion): Step | undefined {
  const index = promotion.status?.currentStep ?? 0;
  const step = promotion.spec.steps?.[index];
  return step === undefined
    ? undefined
    : stepOf(promotion.status?.stepExecutionMetadata?.[index] ?? {}, index, step);
}

/** The pull request that people must merge before this Promotion goes on, if that is what it waits for. */
export function awaitedPullRequest(promotion: Promotion): StepPullRequest | undefined {
  const step = currentStep(promotion);
  if (phaseOf(promotion.status) !== 'Running' || !/^git-(wait-for|merge)-pr$/.test(step?.uses ?? '')) {
    return undefined;
  }
  const requests = pullRequestsOf(promotion);
  const own = pullRequestIn(promotion.status?.state?.[step?.alias ?? '']);
  return (
    requests.find((request) => request.url === own?.url) ??
    requests.findLast((request) => request.merged !== true)
  );
}

/** Steps that only work in the Promotion's own folder or read: aborting after them leaves nothing half done. */
const harmless = new Set([
  'compose-output',
  'copy',
  'delete',
  'fail',
  'git-clear',
  'git-clone',
  'git-commit',
  'git-overwrite',
  'hcl-update',
  'helm-template',
  'helm-update-chart',
  'http-download',
  'json-parse',
  'json-update',
  'kustomize-build',
  'kustomize-set-image',
  'oci-download',
  'toml-parse',
  'toml-update',
  'untar',
  'yaml-merge',
  'yaml-parse',
  'yaml-update',
]);

/**
 * The first step that has, or may have, changed something outside the Promotion: a push, a pull request, a
 * sync. A step of unknown kind counts; `argocd-update` counts as soon as it runs, for it starts a sync.
 */
export function outsideEffect(promotion: Promotion): Step | undefined {
  return stepsOf(promotion).find(
    (step) =>
      (step.status === 'Succeeded' || (step.status === 'Running' && step.uses === 'argocd-update')) &&
      !harmless.has(step.uses) &&
      !isReadingHttp(promotion, step),
  );
}

/** An `http` step that only GETs changes nothing. */
function isReadingHttp(promotion: Promotion, step: Step): boolean {
  const config = fieldOf(promotion.spec.steps?.[step.number - 1], 'config');
  const method = fieldOf(config, 'method');
  return step.uses === 'http' && (method === undefined || method === 'GET' || method === 'HEAD');
}

/** Where a Promotion stands, for a progress line: `Running, step 3 of 6 "push" (git-push)`. */
export function progressOf(promotion: Promotion): string {
  const phase = phaseOf(promotion.status);
  if (phase === 'Unknown') {
    return `in the phase "${promotion.status?.phase}", which this version does not know`;
  }
  const step = phase === 'Running' ? currentStep(promotion) : undefined;
  if (step === undefined) {
    return phase;
  }
  const where = `step ${step.number} of ${promotion.spec.steps?.length ?? '?'} "${step.alias}"`;
  return `Running, ${where}${step.uses === '' ? '' : ` (${step.uses})`}`;
}

/**
 * Names of one Stage's Promotions sort by creation: `<stage>.<ulid>.<7 of the Freight name>`. A Promotion
 * applied by manifest on Kargo ≤ 1.10 keeps any name it was given (OBSERVED, scenarios 14-16 no. 13).
 */
export function hasOrderedName(name: string): boolean {
  return /\.[0-9a-hjkmnp-tv-z]{26}\.[0-9a-f]{7}$/.test(name);
}
