import { type Deadline, withDeadline } from '../clock.ts';
import { defineCommand, type InputValues, type Result } from '../command.ts';
import type { Context } from '../context.ts';
import { CancelledError, DeadlineError, failed, KargoError } from '../errors.ts';
import type { PullRequest } from '../forge/forge.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkPullRequest, pullRequestInputs } from '../inputs/pull-request.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { phaseOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import {
  type AfterMerge,
  afterMerge,
  afterMergeInputs,
  afterMergeOutputs,
  afterMergeReport,
  withAfterMerge,
} from '../pull-request/after-merge.ts';
import { linkTo, nameOf, wordFor } from '../pull-request/description.ts';
import { doubtsAbout, type Linked } from '../pull-request/link.ts';
import { pullRequestOutputs, pullRequestOutputValues } from '../pull-request/outputs.ts';
import { findTarget } from '../pull-request/target.ts';
import { awaitPullRequest, lateMessage } from '../pull-request/waiting.ts';
import { pullRequestSummary } from '../report/pull-request.ts';
import type { Verdict } from '../verdict.ts';

const inputs = {
  ...connection,
  ...inProject,
  ...pullRequestInputs,
  until: {
    type: 'choice',
    choices: ['merged', 'closed', 'approved', 'checks-green'],
    default: 'merged',
    description:
      'What the pull request is waited for: "merged", "closed" (without a merge), "approved" (as the rules of the repository ask) or "checks-green" (all checks of its head). The last two are also over when it has been merged.',
  },
  ...afterMergeInputs,
  ...forgeInputs,
  ...waiting,
} as const;

const outputs = {
  ...pullRequestOutputs,
  'merge-commit': 'What the merge put on the base branch: a commit SHA; empty when it is not merged.',
  ...afterMergeOutputs,
  phase: 'The phase of the Promotion of the pull request when the command ended; empty when it has none.',
  freight: 'The name of the Freight of the Promotion.',
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'wait-promotion-pr',
  description: 'Wait until the pull request of a Promotion is merged, closed, approved or green.',
  inputs,
  outputs,
  check: (values) => [
    ...checkConnection(values),
    ...checkPullRequest(values),
    ...checkForge(values),
    ...(values['then-wait-for'] === 'none' || values.until === 'merged'
      ? []
      : [
          {
            input: 'then-wait-for',
            value: values['then-wait-for'],
            accepted: 'a Promotion goes on after the merge only: with until: merged',
          },
        ]),
  ],

  async run(values, context) {
    return withDeadline(context, values.timeout, async (deadline) => {
      const client = await connect(values, context, deadline.signal);
      return new Wait(values, { context, client, deadline }).toItsEnd();
    });
  },
});

interface Surroundings {
  readonly context: Context;
  readonly client: KargoClient;
  readonly deadline: Deadline;
}

/** One wait, and what is known so far: told whatever the end. */
class Wait {
  readonly #values: Values;
  readonly #around: Surroundings;
  #pull: PullRequest | undefined;
  #linked: Linked | undefined;
  #promotion: Promotion | undefined;
  #after: AfterMerge = { outcome: undefined, warnings: [] };

  constructor(values: Values, around: Surroundings) {
    this.#values = values;
    this.#around = around;
  }

  async toItsEnd(): Promise<Result<typeof outputs>> {
    const verdict = await this.#run().catch((thrown: unknown) => this.#verdictOf(thrown));
    const { client } = this.#around;
    const pull = this.#pull;
    const promotion = this.#after.outcome?.promotion ?? this.#promotion;
    const further = afterMergeReport(client, this.#after);
    return {
      verdict,
      outputs: {
        ...pullRequestOutputValues(pull),
        'merge-commit': pull?.mergeCommit ?? '',
        promotion: promotion?.metadata.name ?? '',
        phase: promotion === undefined ? '' : phaseOf(promotion.status),
        freight: promotion?.spec.freight ?? '',
        checked: this.#after.outcome?.checked ?? '',
      },
      summary: [
        ...(pull === undefined ? [] : [pullRequestSummary({ client, pull, promotion, verdict })]),
        ...further.summary,
      ].join('\n'),
      links: [...(pull === undefined ? [] : [linkTo(pull)]), ...further.links],
      warnings: [...this.#oddities(), ...this.#after.warnings],
    };
  }

  async #run(): Promise<Verdict> {
    const { context, client, deadline } = this.#around;
    const settings = { inputs: this.#values, site: await context.site(), context };
    const task = { client, deadline, settings };
    const target = await findTarget(task);
    if (target === undefined) {
      return this.#withoutPullRequest(await client.getPromotion(this.#values.promotion[0] ?? ''));
    }
    this.#pull = target.pull;
    this.#linked = target.linked;
    this.#promotion = target.linked?.promotion;
    if (target.linked === undefined) {
      this.#refuseToFollowNothing(target.pull);
    }
    const pull = await awaitPullRequest(task, target, {
      until: this.#values.until,
      onPull: (seen) => {
        this.#pull = seen;
      },
      onPromotion: (seen) => {
        this.#promotion = seen;
      },
    });
    const word = pull.state === 'open' ? this.#values.until : pull.state;
    const verdict = {
      status: 'succeeded',
      message: `The ${wordFor(pull.url)} ${pull.url} is ${word}.`,
    } as const;
    return pull.state === 'merged' ? this.#follow(this.#promotion, verdict) : verdict;
  }

  /** Whoever merges by hand may merge something else than Kargo made: Kargo does not look. */
  #oddities(): readonly string[] {
    const pull = this.#pull;
    return pull?.state === 'merged' && this.#linked !== undefined
      ? doubtsAbout(this.#linked, pull).map((doubt) => `${nameOf(pull)} was merged although ${doubt}.`)
      : [];
  }

  /** `findTarget` returns nothing only for a Promotion that succeeded. */
  #withoutPullRequest(promotion: Promotion): Promise<Verdict> {
    this.#promotion = promotion;
    const message = `Promotion ${promotion.metadata.name} succeeded without a pull request.`;
    return this.#follow(promotion, { status: 'succeeded', message });
  }

  #refuseToFollowNothing(pull: PullRequest): void {
    const said = `no Promotion of project "${this.#around.client.project}" names the ${wordFor(pull.url)} ${pull.url}`;
    if (this.#values['then-wait-for'] !== 'none') {
      throw failed('not-found', `${said}, so there is none to follow after the merge.`);
    }
    this.#around.context.log.info(`${said}: it alone is waited for`);
  }

  async #follow(promotion: Promotion | undefined, verdict: Verdict): Promise<Verdict> {
    const { client, context, deadline } = this.#around;
    const task = { client, deadline, log: context.log, options: this.#values };
    this.#after = await afterMerge(task, promotion && { promotion });
    return withAfterMerge(verdict, this.#after);
  }

  #verdictOf(thrown: unknown): Verdict {
    if (thrown instanceof KargoError) {
      return thrown.verdict;
    }
    if (thrown instanceof CancelledError) {
      const message = `Cancelled by ${thrown.signal}. Waiting changes nothing: the pull request and the Promotion were left as they are.`;
      return { status: 'cancelled', message };
    }
    if (thrown instanceof DeadlineError && this.#pull !== undefined) {
      const message = lateMessage(this.#pull, this.#values.until);
      return { status: 'timed-out', reason: 'waiting-for-pull-request', message };
    }
    throw thrown;
  }
}
