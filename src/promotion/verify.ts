import { DeadlineError, failed, KargoError, unknown } from '../errors.ts';
import type { Stage, VerificationInfo } from '../kargo/types.ts';
import { type Follower, follow } from '../kargo/watch/follow.ts';
import type { Verdict } from '../verdict.ts';
import { explainAnalysis, type MetricLog, sayLogs } from './analysis.ts';
import { heartbeatMs, type StageTask } from './task.ts';

/** In milliseconds: how long a request may stay without effect before the Stage is refreshed. */
const nudgeAfter = 3_000;

const endings = ['Successful', 'Failed', 'Error', 'Aborted', 'Inconclusive'];

/** The newest verification of what is in the Stage now. */
export function newestVerification(stage: Stage): VerificationInfo | undefined {
  return stage.status?.freightHistory?.[0]?.verificationHistory?.[0];
}

/** The phase alone tells: `finishTime` is set while Pending, and an abort leaves the AnalysisRun Running. */
export function hasEnded(verification: VerificationInfo | undefined): boolean {
  return endings.includes(verification?.phase ?? '');
}

/** A verification that has ended, and what that means. */
export interface Verified {
  readonly verification: VerificationInfo | undefined;
  readonly verdict: Verdict;
  /** Of the metrics that did not do well, where Kargo can show them. */
  readonly logs?: readonly MetricLog[];
}

/**
 * Runs the verification of a Stage again and waits for the new one. Asked for only when none runs: Kargo
 * writes a request down while one runs and then forgets it (OBSERVED b8).
 *
 * @throws KargoError when it timed out, or there is nothing to verify.
 */
export async function verifyAgain(task: StageTask): Promise<Verified> {
  return following(task, 'the verification', async (next) => {
    let stage = await next(isIdle);
    const before = newestVerification(stage)?.id;
    task.log.info('asking for a new verification');
    await task.client.verifyStage(task.stage);
    const isNew = (seen: Stage) => newestVerification(seen)?.id !== before;
    stage = await next(isNew, nudgeAfter);
    if (!isNew(stage)) {
      await task.client.refreshStage(task.stage);
      stage = await next(isNew);
    }
    stage = await next((seen) => isNew(seen) && hasEnded(newestVerification(seen)));
    return judge(task, newestVerification(stage));
  });
}

/** Ends the verification that runs in a Stage; undefined when none runs. */
export async function abortVerification(task: StageTask): Promise<VerificationInfo | undefined> {
  const running = newestVerification(await task.client.getStage(task.stage));
  if (running === undefined || hasEnded(running)) {
    return undefined;
  }
  return following(task, 'the end of the verification', async (next) => {
    await task.client.abortVerification(task.stage);
    return newestVerification(await next((stage) => hasEnded(newestVerification(stage))));
  });
}

/** Neither a Promotion nor a verification is under way. */
function isIdle(stage: Stage): boolean {
  const verification = newestVerification(stage);
  if (stage.status?.freightHistory?.[0] === undefined) {
    throw failed('refused', `Stage "${stage.metadata.name}" has no Freight yet: there is nothing to verify.`);
  }
  return stage.status.currentPromotion === undefined && hasEnded(verification);
}

async function judge(
  { client, stage, log }: StageTask,
  verification: VerificationInfo | undefined,
): Promise<Verified> {
  const phase = verification?.phase ?? '';
  if (phase === 'Successful') {
    const ran = verification?.analysisRun === undefined ? ' (without an AnalysisRun: nothing was run)' : '';
    return {
      verification,
      verdict: { status: 'succeeded', message: `Stage "${stage}" was verified again: ${phase}${ran}.` },
    };
  }
  const reasons = { Error: 'verification-error', Inconclusive: 'verification-inconclusive' } as const;
  const reason = phase === 'Error' || phase === 'Inconclusive' ? reasons[phase] : 'verification-failed';
  const words = verification?.message ? `: ${verification.message}` : '';
  const analysis = await explainAnalysis(client, verification?.analysisRun?.name);
  sayLogs(log, analysis.logs);
  const message = `Stage "${stage}": the verification ended ${phase}${words}${analysis.words}`;
  return { verification, verdict: { status: 'failed', reason, message }, logs: analysis.logs };
}

/** The first version from now on that is as wanted; with a limit, the newest one when that passes. */
type Next = (isWanted: (stage: Stage) => boolean, limitMs?: number) => Promise<Stage>;

async function following<T>(task: StageTask, what: string, work: (next: Next) => Promise<T>): Promise<T> {
  const follower = follow<Stage>(task.client, 'stages', task.stage);
  const versions = new Versions(task, follower);
  try {
    return await work((isWanted, limitMs) => versions.next(isWanted, limitMs));
  } catch (error) {
    throw error instanceof DeadlineError ? versions.timedOut(what, error) : error;
  } finally {
    follower.close();
  }
}

class Versions {
  readonly #task: StageTask;
  readonly #follower: Follower<Stage>;
  #newest: Stage | undefined;

  constructor(task: StageTask, follower: Follower<Stage>) {
    this.#task = task;
    this.#follower = follower;
  }

  async next(isWanted: (stage: Stage) => boolean, limitMs = Number.POSITIVE_INFINITY): Promise<Stage> {
    const { clock } = this.#task.client;
    const end = clock.now() + limitMs;
    while (this.#newest === undefined || !isWanted(this.#newest)) {
      const left = end - clock.now();
      if (this.#newest !== undefined && left <= 0) {
        return this.#newest;
      }
      const sighting = await this.#follower.next(Math.min(heartbeatMs, Math.max(left, 1)));
      if (sighting?.kind === 'gone') {
        throw unknown('object-gone', `Stage "${this.#task.stage}" was deleted while it was waited for`);
      }
      if (sighting?.kind === 'version') {
        this.#newest = sighting.object;
        this.#task.log.debug(this.#state());
      } else if (limitMs === Number.POSITIVE_INFINITY) {
        this.#task.log.info(sighting?.kind === 'trouble' ? sighting.text : `still waiting: ${this.#state()}`);
      }
    }
    return this.#newest;
  }

  #state(): string {
    const { health, currentPromotion } = this.#newest?.status ?? {};
    const verification = this.#newest === undefined ? undefined : newestVerification(this.#newest);
    const promotion = currentPromotion === undefined ? '' : `, Promotion ${currentPromotion.name} runs`;
    return `health ${health?.status ?? 'unknown'}, verification ${verification?.phase ?? 'not started'}${promotion}`;
  }

  timedOut(what: string, cause: DeadlineError): KargoError {
    const message = `the time was over while ${what} of Stage "${this.#task.stage}" was waited for: ${this.#state()}.`;
    return new KargoError({ status: 'timed-out', reason: 'waiting-for-verification', message }, { cause });
  }
}
