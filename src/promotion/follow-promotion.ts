import { DeadlineError, failed, KargoError, unknown } from '../errors.ts';
import { orMissing } from '../kargo/client.ts';
import {
  awaitedPullRequest,
  failingStep,
  isTerminal,
  phaseOf,
  progressOf,
  pullRequestsOf,
  type Step,
  stepsOf,
} from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { follow } from '../kargo/watch/follow.ts';
import type { TimedOutReason, Verdict } from '../verdict.ts';
import { Outage } from './outage.ts';
import { readSituation, whatIsAhead } from './situation.ts';
import { heartbeatMs, type WaitTask } from './task.ts';

/** In milliseconds: how long a Promotion may be queued before the log says behind what. */
const explainQueueAfter = 1_500;

/** How far a Promotion has come when following it ended well. */
export type Followed =
  | { readonly end: 'succeeded'; readonly promotion: Promotion }
  /** Only when that is what is waited for. */
  | { readonly end: 'pull-request-open'; readonly promotion: Promotion };

/**
 * Follows a Promotion to its end, or to its open pull request when the task waits for that.
 *
 * @param onVersion told of every newer version.
 * @throws KargoError when it did not succeed, timed out, was deleted, or cannot be followed.
 */
export async function followPromotion(
  task: WaitTask,
  first: Promotion,
  onVersion: (promotion: Promotion) => void,
): Promise<Followed> {
  const watching = new PromotionWatch(task, first, onVersion);
  const follower = follow<Promotion>(task.client, 'promotions', first.metadata.name);
  try {
    for (;;) {
      const sighting = await follower.next(watching.patience());
      if (sighting?.kind === 'gone') {
        return judgeEnd(await lastWordOf(task, first));
      }
      const end = sighting?.kind === 'version' ? watching.see(sighting.object) : undefined;
      if (end !== undefined) {
        return end;
      }
      if (sighting === undefined) {
        watching.stillWaiting();
      } else if (sighting.kind === 'trouble') {
        watching.outage.began(sighting.text);
      } else if (sighting.kind === 'recovered') {
        watching.outage.ended();
      }
    }
  } catch (error) {
    throw error instanceof DeadlineError ? watching.timedOut(error) : error;
  } finally {
    follower.close();
  }
}

class PromotionWatch {
  readonly #task: WaitTask;
  readonly #onVersion: (promotion: Promotion) => void;
  #newest: Promotion;
  #said = '';
  readonly outage: Outage;
  #queueExplained = false;

  constructor(task: WaitTask, first: Promotion, onVersion: (promotion: Promotion) => void) {
    this.#task = task;
    this.outage = new Outage(task.log);
    this.#newest = first;
    this.#said = describeProgress(first);
    this.#onVersion = onVersion;
  }

  /** How long the next news may be waited for: milliseconds. */
  patience(): number {
    return phaseOf(this.#newest.status) === 'Pending' && !this.#queueExplained
      ? explainQueueAfter
      : heartbeatMs;
  }

  see(promotion: Promotion): Followed | undefined {
    this.#newest = promotion;
    this.#onVersion(promotion);
    this.#say(describeProgress(promotion));
    if (isTerminal(promotion.status)) {
      return judgeEnd(promotion);
    }
    const request = awaitedPullRequest(promotion);
    return request !== undefined && this.#task.options['wait-for'] === 'pull-request'
      ? { end: 'pull-request-open', promotion }
      : undefined;
  }

  /** One line a change; `isDue` also when there is none. */
  #say(line: string, isDue = false): void {
    if (line !== this.#said || isDue) {
      this.#task.log.info(line === this.#said ? `still ${line}` : line);
      this.#said = line;
    }
  }

  stillWaiting(): void {
    if (phaseOf(this.#newest.status) !== 'Pending') {
      this.#task.log.info(`still ${describeProgress(this.#newest)}`);
      return;
    }
    this.#queueExplained = true;
    this.#explainQueue().catch(() => undefined); // Words only: what they need may not be readable.
  }

  async #explainQueue(): Promise<void> {
    const { client, stage } = this.#task;
    const ahead = whatIsAhead(await readSituation(client, stage), this.#newest.metadata.name);
    if (phaseOf(this.#newest.status) === 'Pending') {
      this.#say(ahead === undefined ? 'Pending, and nothing is seen ahead of it' : `Pending: ${ahead}`, true);
    }
  }

  timedOut(cause: DeadlineError): KargoError {
    const { stage } = this.#task;
    const { name } = this.#newest.metadata;
    if (this.outage.words !== undefined) {
      return unknown(
        'unreachable',
        `the time was over while Kargo could not be asked about Promotion ${name} in Stage "${stage}": ${this.outage.words}`,
        cause,
      );
    }
    const message = `the time was over while Promotion ${name} in Stage "${stage}" was ${this.#said || describeProgress(this.#newest)}`;
    return new KargoError({ status: 'timed-out', reason: timedOutReason(this.#newest), message }, { cause });
  }
}

function timedOutReason(promotion: Promotion): TimedOutReason {
  if (phaseOf(promotion.status) === 'Pending') {
    return 'waiting-for-queue';
  }
  return awaitedPullRequest(promotion) === undefined ? 'waiting-for-promotion' : 'waiting-for-pull-request';
}

function describeProgress(promotion: Promotion): string {
  const request = awaitedPullRequest(promotion);
  const step = request === undefined ? failingButRetried(promotion) : undefined;
  return [
    progressOf(promotion),
    ...(request === undefined ? [] : [`waits for the pull request ${request.url}`]),
    ...(step === undefined ? [] : [`will be tried again after: ${step.message}`]),
  ].join(', ');
}

/** While the phase is Running, a step's Failed or Errored is not final (promotion-model 1.5). */
function failingButRetried(promotion: Promotion): Step | undefined {
  return phaseOf(promotion.status) === 'Running'
    ? stepsOf(promotion).find((step) => ['Failed', 'Errored'].includes(step.status) && !step.continueOnError)
    : undefined;
}

/** The final status of a Promotion that was deleted: the Stage keeps that of its last one. */
async function lastWordOf({ client, stage }: WaitTask, promotion: Promotion): Promise<Promotion> {
  const { name } = promotion.metadata;
  const last = (await orMissing(client.getStage(stage)))?.status?.lastPromotion;
  if (last?.name !== name || last.status === undefined) {
    throw unknown('object-gone', `Promotion ${name} of Stage "${stage}" was deleted before its end was seen`);
  }
  return { ...promotion, status: last.status };
}

function judgeEnd(promotion: Promotion): Followed {
  if (phaseOf(promotion.status) === 'Succeeded') {
    return { end: 'succeeded', promotion };
  }
  throw new KargoError(failureOf(promotion));
}

/** Why a Promotion that has ended did not succeed: the step, and its words. */
export function failureOf(promotion: Promotion): Verdict {
  const { name } = promotion.metadata;
  const phase = phaseOf(promotion.status);
  const reason =
    phase === 'Failed' ? 'promotion-failed' : phase === 'Aborted' ? 'promotion-aborted' : 'promotion-errored';
  const step = failingStep(promotion);
  const where =
    step === undefined
      ? ''
      : ` at step ${step.number} "${step.alias}"${step.uses === '' ? '' : ` (${step.uses})`}`;
  const words = step?.message || promotion.status?.message || 'it does not say why';
  const hint = nothingToChange(promotion)
    ? ' Nothing was to be changed: Git already holds this Freight, so no pull request was opened, and the template does not provide for that.'
    : '';
  return failed(
    reason,
    `Promotion ${name} to Stage "${promotion.spec.stage}" ended ${phase}${where}: ${words}${hint}`,
  ).verdict;
}

/** Errored after a skipped `git-open-pr` (promotion-model 2.3). */
function nothingToChange(promotion: Promotion): boolean {
  return (
    phaseOf(promotion.status) === 'Errored' &&
    stepsOf(promotion).some((step) => step.uses === 'git-open-pr' && step.status === 'Skipped') &&
    pullRequestsOf(promotion).length === 0
  );
}
