import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { connect } from '../kargo/connect.ts';
import { runBatch } from '../promotion/batch-run.ts';
import { keepCreated } from '../promotion/created.ts';
import { checkOrder, orderOf, promoteInputs } from '../promotion/order.ts';
import { overall, promotionOutputs, promotionOutputValues } from '../promotion/outcome.ts';
import { carryOut } from '../promotion/promote-many.ts';
import { promotionLinks, promotionPlan, promotionSummary } from '../report/promotion.ts';

export const command = defineCommand({
  name: 'promote',
  description: 'Promote Freight to Stages and wait until that is really so.',
  inputs: promoteInputs,
  outputs: promotionOutputs,
  check: checkOrder,

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async (deadline) => {
      const created = keepCreated(inputs['on-cancel'], context);
      if (inputs.items !== undefined) {
        return runBatch(inputs, inputs.items, { context, deadline, created });
      }
      const client = await connect({ ...inputs, project: inputs.project ?? '' }, context, deadline.signal);
      const { outcomes, freight } = await carryOut(orderOf(inputs), { client, deadline, context, created });
      return {
        verdict: overall(outcomes),
        outputs: promotionOutputValues(outcomes, freight?.metadata.name ?? ''),
        summary: (inputs['dry-run'] ? promotionPlan : promotionSummary)(client, outcomes, freight),
        links: promotionLinks(client, outcomes),
        warnings: outcomes.flatMap((outcome) => outcome.warnings),
      };
    });
  },
});
