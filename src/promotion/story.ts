import { awaitedPullRequest, phaseOf, progressOf, pullRequestsOf } from '../kargo/promotion.ts';
import type { Checked } from '../kargo/stage.ts';
import type { Promotion } from '../kargo/types.ts';
import type { Verdict } from '../verdict.ts';
import type { Made } from './create.ts';
import type { EndingOptions } from './options.ts';
import type { Operation, StageOutcome } from './outcome.ts';
import type { WaitTask } from './task.ts';

/** What bringing Freight into one Stage needs. */
export interface PromoteTask extends WaitTask {
  readonly ending: EndingOptions;
  readonly force: boolean;
  /** The Freight appeared during this run: if it is in the Stage already, somebody brought it there meanwhile. */
  readonly freightIsNew: boolean;
  /** Let Kargo take the newest Freight of this Warehouse at that moment, where it can (≥ 1.11). */
  readonly origin?: string | undefined;
  /** Told as soon as a Promotion exists, so that a killed job leaves its name behind. */
  onPromotion(made: Made): void;
  /** Done once there is a Promotion, made or adopted, before it is followed. */
  readonly beforeFollowing?: ((promotion: Promotion) => Promise<void>) | undefined;
}

/** What is known so far, and told when it ends in whatever way. */
export class Story {
  readonly #task: WaitTask & Pick<PromoteTask, 'onPromotion'>;
  readonly warnings: string[] = [];
  operation: Operation | undefined;
  promotion: Promotion | undefined;
  checked: Checked | undefined;

  constructor(task: WaitTask & Pick<PromoteTask, 'onPromotion'>) {
    this.#task = task;
  }

  get stage(): string {
    return this.#task.stage;
  }

  made(made: Made): void {
    this.operation = made.operation;
    this.promotion = made.promotion;
    this.#task.onPromotion(made);
    const { name } = made.promotion.metadata;
    this.#task.log.info(`${made.operation} Promotion ${name}, ${progressOf(made.promotion)}`);
  }

  warn(text: string): void {
    this.warnings.push(`Stage "${this.#task.stage}": ${text}`);
  }

  end(verdict: Verdict): StageOutcome {
    const { promotion } = this;
    return {
      stage: this.#task.stage,
      verdict,
      operation: this.operation,
      promotion,
      promotionName: promotion?.metadata.name,
      phase: promotion === undefined ? undefined : phaseOf(promotion.status),
      checked: this.checked,
      pullRequest:
        promotion === undefined
          ? undefined
          : (awaitedPullRequest(promotion) ?? pullRequestsOf(promotion).at(-1)),
      warnings: this.warnings,
    };
  }
}
