import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { DeadlineError, failed, KargoError, type Problem } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { isTerminal, phaseOf, progressOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import { overall, type StageOutcome } from '../promotion/outcome.ts';
import { whyLeft } from '../promotion/stop.ts';
import { promotionLinks, promotionSummary } from '../report/promotion.ts';

/** In milliseconds between two reads of a Promotion that is being aborted. */
const pause = 250;

export const command = defineCommand({
  name: 'abort-promotion',
  description: 'Stop Promotions, and see that they have stopped.',
  inputs: {
    ...connection,
    ...inProject,
    promotion: { type: 'list', description: 'The Promotions to abort, by name.' },
    stage: {
      type: 'list',
      description: 'Instead of a Promotion: Stages whose running Promotion is aborted. Queued ones stay.',
    },
    when: {
      type: 'choice',
      choices: ['always', 'safe'],
      default: 'always',
      description:
        'With "safe" a Promotion is only aborted while it runs and before a step has changed something outside (a push, a pull request, a sync), like "on-cancel: auto" of promote.',
    },
    timeout: { ...waiting.timeout, default: '2m' },
  },
  outputs: {
    promotion: 'The name of the Promotion; empty when there are several.',
    phase: 'The phase in which it ended; empty when there are several.',
  },
  check: (inputs) => [...checkConnection(inputs), ...checkTarget(inputs)],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async (deadline) => {
      const count = inputs.promotion.length + inputs.stage.length;
      const client = forMany(await connect(inputs, context, deadline.signal), count);
      const targets = await Promise.all([
        ...inputs.promotion.map((name) => client.getPromotion(name)),
        ...inputs.stage.map((stage) => runningIn(client, stage)),
      ]);
      const outcomes = await Promise.all(
        targets.map((target) =>
          'stageWithout' in target ? nothingRuns(target.stageWithout) : abort(client, target, inputs.when),
        ),
      );
      const all = outcomes as [StageOutcome, ...StageOutcome[]];
      const [only] = all.length === 1 ? all : [];
      return {
        verdict: overall(all),
        outputs: { promotion: only?.promotionName ?? '', phase: only?.phase ?? '' },
        summary: promotionSummary(client, all, undefined),
        links: promotionLinks(client, all),
        warnings: all.flatMap((outcome) => outcome.warnings),
      };
    });
  },
});

function checkTarget(inputs: {
  readonly promotion: readonly string[];
  readonly stage: readonly string[];
}): readonly Problem[] {
  return (inputs.promotion.length === 0) === (inputs.stage.length === 0)
    ? [
        {
          input: 'promotion',
          accepted:
            'name either Promotions, or with the input stage the Stages whose running Promotion is meant',
        },
      ]
    : [];
}

async function runningIn(
  client: KargoClient,
  stage: string,
): Promise<Promotion | { readonly stageWithout: string }> {
  await client.getStage(stage);
  const promotions = await client.listPromotions(stage);
  return promotions.find((promotion) => phaseOf(promotion.status) === 'Running') ?? { stageWithout: stage };
}

function nothingRuns(stage: string): StageOutcome {
  return {
    stage,
    verdict: { status: 'unchanged', message: `No Promotion runs in Stage "${stage}".` },
    warnings: [],
  };
}

async function abort(
  client: KargoClient,
  promotion: Promotion,
  when: 'always' | 'safe',
): Promise<StageOutcome> {
  const { name } = promotion.metadata;
  const left = isTerminal(promotion.status) || when === 'safe' ? whyLeft(promotion) : undefined;
  if (left !== undefined) {
    return outcomeOf(promotion, { status: 'unchanged', message: `Promotion ${name} was left: ${left}.` });
  }
  const warnings =
    phaseOf(promotion.status) === 'Pending'
      ? [
          `Promotion ${name} was queued. If another one runs before it, Kargo will not verify what that one promotes until the next Promotion succeeds.`,
        ]
      : [];
  await client.abortPromotion(name);
  const ended = await untilEnded(client, name);
  const phase = phaseOf(ended.status);
  if (phase !== 'Aborted') {
    throw failed('refused', `Promotion ${name} ended ${phase} before the abort took effect.`);
  }
  return {
    ...outcomeOf(ended, { status: 'succeeded', message: `Promotion ${name} was aborted.` }),
    warnings,
  };
}

function outcomeOf(promotion: Promotion, verdict: StageOutcome['verdict']): StageOutcome {
  return {
    stage: promotion.spec.stage,
    verdict,
    promotionName: promotion.metadata.name,
    phase: phaseOf(promotion.status),
    warnings: [],
  };
}

async function untilEnded(client: KargoClient, name: string): Promise<Promotion> {
  for (;;) {
    const promotion = await client.getPromotion(name);
    if (isTerminal(promotion.status)) {
      return promotion;
    }
    await client.clock.sleep(pause, client.signal).catch((error: unknown) => {
      if (!(error instanceof DeadlineError)) {
        throw error;
      }
      const message = `Promotion ${name} was asked to stop and is still ${progressOf(promotion)}.`;
      throw new KargoError(
        { status: 'timed-out', reason: 'waiting-for-promotion', message },
        { cause: error },
      );
    });
  }
}
