import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import { DeadlineError, KargoError, type Problem } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf, waysToSelect } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight } from '../kargo/find.ts';
import type { Promotion } from '../kargo/types.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import { waitInputs } from '../promotion/options.ts';
import { overall, promotionOutputs, promotionOutputValues, type StageOutcome } from '../promotion/outcome.ts';
import { followExisting } from '../promotion/promote-stage.ts';
import { logFor } from '../promotion/task.ts';
import { promotionLinks, promotionSummary } from '../report/promotion.ts';

/** In milliseconds: how often the Promotions of a Stage are listed until the one that is meant appears. */
const lookPause = 3_000;

const inputs = {
  ...connection,
  ...inProject,
  promotion: { type: 'list', description: 'The Promotions to wait for, by name.' },
  stage: {
    type: 'list',
    description:
      'Instead of a Promotion: Stages whose newest Promotion is waited for; with Freight named, the newest Promotion of that Freight.',
  },
  ...selectionInputs,
  ...waitInputs,
  ...waiting,
} as const;

export const command = defineCommand({
  name: 'wait-promotion',
  description: 'Wait for a Promotion that was started elsewhere, and tell the truth about its end.',
  inputs,
  outputs: promotionOutputs,
  check: (values) => [...checkConnection(values), ...checkTarget(values)],

  async run(values, context) {
    return withDeadline(context, values.timeout, async (deadline) => {
      const count = values.promotion.length + values.stage.length;
      const client = forMany(await connect(values, context, deadline.signal), count);
      const freight =
        waysToSelect(values).length === 0
          ? undefined
          : await awaitFreight({ client, log: context.log, selection: selectionOf(values) });
      if (freight !== undefined) {
        context.log.info(`found ${describeFreight(freight)}`);
      }
      const promotions = await Promise.all([
        ...values.promotion.map((name) => client.getPromotion(name)),
        ...values.stage.map((stage) => awaitNewest(client, stage, freight?.metadata.name)),
      ]);
      const outcomes = await Promise.all(
        promotions.map((promotion) => {
          const { stage } = promotion.spec;
          return followExisting(
            { stage, client, deadline, log: logFor(context.log, stage), options: values },
            promotion,
          );
        }),
      );
      const all = outcomes as [StageOutcome, ...StageOutcome[]];
      return {
        verdict: overall(all),
        outputs: promotionOutputValues(all, freight?.metadata.name ?? promotions[0]?.spec.freight ?? ''),
        summary: promotionSummary(client, all, freight),
        links: promotionLinks(client, all),
        warnings: all.flatMap((outcome) => outcome.warnings),
      };
    });
  },
});

function checkTarget(values: InputValues<typeof inputs>): readonly Problem[] {
  if (values.promotion.length > 0 && (values.stage.length > 0 || waysToSelect(values).length > 0)) {
    return [
      {
        input: 'promotion',
        value: values.promotion.join(', '),
        accepted: 'name the Promotion, or the Stage (and Freight) whose Promotion is meant, not both',
      },
    ];
  }
  if (values.promotion.length === 0 && values.stage.length === 0) {
    return [
      {
        input: 'promotion',
        accepted: 'name a Promotion, or with the input stage the Stage whose newest Promotion is meant',
      },
    ];
  }
  return waysToSelect(values).length === 0 ? [] : checkSelection(values);
}

/** The newest Promotion of the Stage (of that Freight), waited for until there is one. */
async function awaitNewest(
  client: KargoClient,
  stage: string,
  freight: string | undefined,
): Promise<Promotion> {
  await client.getStage(stage);
  try {
    for (;;) {
      const promotions = await client.listPromotions(stage);
      const newest = promotions.findLast(
        (promotion) => freight === undefined || promotion.spec.freight === freight,
      );
      if (newest !== undefined) {
        return newest;
      }
      await client.clock.sleep(lookPause, client.signal);
    }
  } catch (error) {
    if (!(error instanceof DeadlineError)) {
      throw error;
    }
    const what = freight === undefined ? 'no Promotion' : `no Promotion of Freight ${freight}`;
    throw new KargoError(
      {
        status: 'timed-out',
        reason: 'waiting-for-promotion',
        message: `${what} to Stage "${stage}" appeared.`,
      },
      { cause: error },
    );
  }
}
