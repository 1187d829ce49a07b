import { DeadlineError, failed, KargoError, unknown } from '../errors.ts';
import { formatDuration } from '../inputs/duration.ts';
import { orMissing } from '../kargo/client.ts';
import { type Aim, assessStage, type Checked, type StageAssessment } from '../kargo/stage.ts';
import type { Freight, Stage } from '../kargo/types.ts';
import { follow } from '../kargo/watch/follow.ts';
import type { FailedReason, TimedOutReason } from '../verdict.ts';
import { explainAnalysis, sayLogs } from './analysis.ts';
import { Outage } from './outage.ts';
import { heartbeatMs, type WaitTask } from './task.ts';

/** In milliseconds. States that pass within `settle` are not worth a line. */
const pace = { settle: 1_000, verifiedInFirst: 500, verifiedInMost: 10_000, nudgeAfter: 60_000 };

/**
 * Follows a Stage until the aim is met.
 *
 * @returns what Kargo really looked at.
 * @throws KargoError when it went otherwise, timed out, or cannot be told.
 */
export async function followStage(task: WaitTask, aim: Aim): Promise<Checked> {
  const watching = new StageWatch(task, aim);
  const follower = follow<Stage>(task.client, 'stages', task.stage);
  try {
    for (;;) {
      const sighting = await follower.next(watching.patience());
      if (sighting?.kind === 'gone') {
        throw unknown('object-gone', `Stage "${task.stage}" was deleted while it was waited for`);
      }
      if (sighting?.kind === 'trouble') {
        watching.outage.began(sighting.text);
        continue;
      }
      if (sighting?.kind === 'recovered') {
        watching.outage.ended();
        continue;
      }
      if (sighting?.kind === 'version') {
        watching.see(sighting.object);
      }
      const checked = await watching.judge();
      if (checked !== undefined) {
        return checked;
      }
    }
  } catch (error) {
    throw error instanceof DeadlineError ? watching.timedOut(error) : error;
  } finally {
    follower.close();
  }
}

class StageWatch {
  readonly #task: WaitTask;
  readonly #aim: Aim;
  #stage: Stage | undefined;
  #state: StageAssessment | undefined;
  #unhealthySince: number | undefined;
  #lastNews: number;
  /** What it waits for now, and what the log said last. */
  #line = '';
  #said = '';
  #spokenAt: number;
  readonly outage: Outage;
  #nudged = false;

  constructor(task: WaitTask, aim: Aim) {
    this.#task = task;
    this.outage = new Outage(task.log);
    this.#aim = aim;
    this.#lastNews = task.client.clock.now();
    this.#spokenAt = this.#lastNews;
  }

  /** How long the next news may be waited for: milliseconds. */
  patience(): number {
    if (this.#state?.kind === 'good') {
      const quiet = this.#task.client.clock.now() - this.#lastNews;
      return Math.min(pace.verifiedInMost, Math.max(pace.verifiedInFirst, quiet / 2));
    }
    const line = this.#line === this.#said ? heartbeatMs : pace.settle;
    return this.#unhealthySince === undefined ? line : Math.min(line, this.#graceLeft());
  }

  #graceLeft(): number {
    const { client, options } = this.#task;
    return Math.max(0, options['health-grace'] - (client.clock.now() - (this.#unhealthySince ?? 0)));
  }

  see(stage: Stage): void {
    const now = this.#task.client.clock.now();
    this.#stage = stage;
    this.#lastNews = now;
    this.#state = assessStage(stage, this.#aim);
    this.#unhealthySince = this.#state.kind === 'unhealthy' ? (this.#unhealthySince ?? now) : undefined;
  }

  /** What was checked, once the aim is met; undefined to go on. */
  async judge(): Promise<Checked | undefined> {
    const state = this.#state;
    switch (state?.kind) {
      case 'good':
        if (await this.#isVerifiedIn()) {
          return state.checked;
        }
        this.#say(`verified, and the Freight is not marked so yet`);
        break;
      case 'waiting':
        this.#say(state.text);
        break;
      case 'unhealthy':
        this.#say(`Unhealthy: ${state.text}`);
        if (this.#graceLeft() === 0) {
          throw this.#failed(
            'unhealthy',
            `stayed Unhealthy for ${formatDuration(this.#task.options['health-grace'])}: ${state.text}`,
          );
        }
        break;
      case 'superseded':
        throw this.#failed(
          'superseded',
          `does not have Freight ${this.#aim.freight} any more: ${state.text}`,
        );
      case 'not-assessable':
        throw unknown('not-assessable', `Stage "${this.#task.stage}" cannot be assessed: ${state.text}.`);
      case 'verification-failed':
      case 'verification-error':
      case 'verification-inconclusive':
        throw await this.#notVerified(state.kind, state);
      default:
        break;
    }
    await this.#nudge();
    return undefined;
  }

  async #notVerified(
    reason: FailedReason,
    { text, analysisRun }: { readonly text: string; readonly analysisRun: string | undefined },
  ): Promise<KargoError> {
    const { words, logs } = await explainAnalysis(this.#task.client, analysisRun);
    sayLogs(this.#task.log, logs);
    return this.#failed(reason, `${text}${words}`);
  }

  #failed(reason: FailedReason, text: string): KargoError {
    return failed(reason, `Stage "${this.#task.stage}": ${text}`);
  }

  /** Downstream Stages go by this mark of the Freight, and it can lag or never come (OBSERVED b9). */
  async #isVerifiedIn(): Promise<boolean> {
    if (this.#aim.waitFor !== 'verified') {
      return true;
    }
    const freight = await this.#readFreight();
    if (freight === 'unreadable') {
      return false;
    }
    this.outage.ended();
    if (freight === undefined) {
      throw unknown('object-gone', `Freight ${this.#aim.freight} was deleted while it was waited for`);
    }
    return freight.status?.verifiedIn?.[this.#task.stage] !== undefined;
  }

  /** An outage is the follower's to judge: it sees it too. */
  async #readFreight(): Promise<Freight | undefined | 'unreadable'> {
    try {
      return await orMissing(this.#task.client.getFreight(this.#aim.freight));
    } catch (error) {
      if (error instanceof KargoError && error.verdict.status === 'unknown') {
        this.outage.began(error.message);
        return 'unreadable';
      }
      throw error;
    }
  }

  /** Makes Kargo look again, once, when nothing moves: not while a Promotion runs, which it would poll too. */
  async #nudge(): Promise<void> {
    const { client, stage } = this.#task;
    const isQuiet = client.clock.now() - this.#lastNews >= pace.nudgeAfter;
    if (isQuiet && !this.#nudged && this.#stage?.status?.currentPromotion === undefined) {
      this.#nudged = true;
      this.#task.log.info('no change for a minute: asking Kargo to look at the Stage again');
      await client.refreshStage(stage).catch((error: unknown) => {
        if (!(error instanceof KargoError)) {
          throw error;
        }
        this.#task.log.debug(error.message); // A courtesy: the wait does not depend on it.
      });
    }
  }

  /** One line a change that lasts, and one a minute. */
  #say(line: string): void {
    const now = this.#task.client.clock.now();
    const isNew = line !== this.#said;
    const isDue = now - (isNew ? this.#lastNews : this.#spokenAt) >= (isNew ? pace.settle : heartbeatMs);
    this.#line = line;
    if (isDue) {
      this.#task.log.info(isNew ? line : `still waiting: ${line}`);
      this.#said = line;
      this.#spokenAt = now;
    }
  }

  timedOut(cause: DeadlineError): KargoError {
    const { stage } = this.#task;
    if (this.outage.words !== undefined) {
      return unknown(
        'unreachable',
        `the time was over while Kargo could not be asked about Stage "${stage}": ${this.outage.words}`,
        cause,
      );
    }
    const message = `the time was over while Stage "${stage}" was waited for: ${this.#line || 'it was not seen yet'}`;
    return new KargoError({ status: 'timed-out', reason: this.#timedOutReason(), message }, { cause });
  }

  #timedOutReason(): TimedOutReason {
    const state = this.#state;
    if (state?.kind === 'waiting') {
      return `waiting-for-${state.for}`;
    }
    return state?.kind === 'good' ? 'waiting-for-verification' : 'waiting-for-health';
  }
}
