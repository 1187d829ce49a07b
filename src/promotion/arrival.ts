import { DeadlineError, failed, KargoError, unknown } from '../errors.ts';
import { formatDuration } from '../inputs/duration.ts';
import { soakLeft, whyNotAvailable } from '../kargo/availability.ts';
import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import { assessStage, freightIn } from '../kargo/stage.ts';
import { type Freight, isControlFlow, originKey, type Promotion, type Stage } from '../kargo/types.ts';
import { follow } from '../kargo/watch/follow.ts';
import { failureOf } from './follow-promotion.ts';
import { heartbeatMs, type StageTask } from './task.ts';

/** In milliseconds: how often the Freight is read again; nothing tells when soaking is over. */
const readAgain = 15_000;

/**
 * Waits until Freight is in a Stage, however it comes there.
 *
 * @throws KargoError when it cannot come, or has been there and was replaced, or its Promotion failed; timed
 *   out with what was in its way.
 */
export async function awaitArrival(task: StageTask, freight: Freight): Promise<void> {
  const { client, stage } = task;
  const follower = follow<Stage>(client, 'stages', stage);
  const watching = new ArrivalWatch(task, freight);
  try {
    for (let newest: Stage | undefined; ; ) {
      const sighting = await follower.next(newest === undefined ? heartbeatMs : readAgain);
      if (sighting?.kind === 'gone') {
        throw unknown('object-gone', `Stage "${stage}" was deleted while it was waited for`);
      }
      newest = sighting?.kind === 'version' ? sighting.object : newest;
      if (newest !== undefined && (await watching.hasArrived(newest))) {
        return;
      }
    }
  } catch (error) {
    throw error instanceof DeadlineError ? watching.timedOut(error) : error;
  } finally {
    follower.close();
  }
}

class ArrivalWatch {
  readonly #task: StageTask;
  readonly #freight: string;
  #newest: Freight;
  #said = '';
  #spokenAt: number;

  constructor(task: StageTask, freight: Freight) {
    this.#task = task;
    this.#freight = freight.metadata.name;
    this.#newest = freight;
    this.#spokenAt = task.client.clock.now();
  }

  async hasArrived(stage: Stage): Promise<boolean> {
    if (freightIn(stage.status?.freightHistory?.[0], this.#freight) !== undefined) {
      return true;
    }
    if (isControlFlow(stage)) {
      throw failed('control-flow', `Stage "${this.#task.stage}" only lets Freight pass: it never has any.`);
    }
    const state = assessStage(stage, { freight: this.#freight, waitFor: 'healthy' });
    if (state.kind === 'superseded') {
      throw failed(
        'superseded',
        `Freight ${this.#freight} was in Stage "${this.#task.stage}" and is not any more: ${state.text}`,
      );
    }
    this.#failIfPromotionFailed(stage);
    this.#newest = await this.#task.client.getFreight(this.#freight);
    this.#say(this.#whyNotYet(stage));
    return false;
  }

  /** Kargo does not promote it again by itself after that (promotion-model 5.1). */
  #failIfPromotionFailed(stage: Stage): void {
    const last = stage.status?.lastPromotion;
    const isOurs =
      last?.status?.freight?.name === this.#freight || last?.name.endsWith(`.${this.#freight.slice(0, 7)}`);
    if (
      isOurs &&
      last?.status !== undefined &&
      isTerminal(last.status) &&
      phaseOf(last.status) !== 'Succeeded'
    ) {
      const promotion: Promotion = {
        metadata: { name: last.name },
        spec: { stage: this.#task.stage, steps: stage.spec.promotionTemplate?.spec?.steps ?? [] },
        status: last.status,
      };
      throw new KargoError(failureOf(promotion));
    }
  }

  #whyNotYet(stage: Stage): string {
    const now = this.#task.client.clock.now();
    const reasons = whyNotAvailable(stage, this.#newest, now);
    const origin = this.#newest.origin === undefined ? '' : originKey(this.#newest.origin);
    const isWanted = (stage.spec.requestedFreight ?? []).some(
      (request) => originKey(request.origin) === origin,
    );
    if (!isWanted) {
      throw failed('not-available', `${reasons.join('; ')}.`);
    }
    const left = soakLeft(stage, this.#newest, now) ?? 0;
    if (left > this.#task.deadline.remaining()) {
      throw failed(
        'not-available',
        `Freight ${this.#freight} cannot come to Stage "${this.#task.stage}" in time: ${reasons.join('; ')}, and ${formatDuration(this.#task.deadline.remaining())} are left to wait.`,
      );
    }
    if (reasons.length > 0) {
      return `not available yet: ${reasons.join('; ')}`;
    }
    return stage.status?.autoPromotionEnabled === true
      ? 'available; Kargo is to promote it by itself'
      : 'available, and somebody has to promote it: auto-promotion is off';
  }

  #say(line: string): void {
    const now = this.#task.client.clock.now();
    if (line !== this.#said || now - this.#spokenAt >= heartbeatMs) {
      this.#task.log.info(`the Freight is not there: ${line}`);
      this.#said = line;
      this.#spokenAt = now;
    }
  }

  timedOut(cause: DeadlineError): KargoError {
    const message = `the time was over before Freight ${this.#freight} was in Stage "${this.#task.stage}": ${this.#said || 'the Stage was not seen'}.`;
    return new KargoError({ status: 'timed-out', reason: 'waiting-for-promotion', message }, { cause });
  }
}
