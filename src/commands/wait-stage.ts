import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { CancelledError, KargoError } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight } from '../kargo/find.ts';
import type { Freight } from '../kargo/types.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import { awaitArrival } from '../promotion/arrival.ts';
import { followStage } from '../promotion/follow-stage.ts';
import { waitInputs } from '../promotion/options.ts';
import { overall, promotionsJson, type StageOutcome } from '../promotion/outcome.ts';
import { requireChecks } from '../promotion/promote-stage.ts';
import { logFor, type WaitTask } from '../promotion/task.ts';
import { promotionSummary } from '../report/promotion.ts';

export const command = defineCommand({
  name: 'wait-stage',
  description: 'Wait until Stages have this Freight, healthy or verified, however it comes there.',
  inputs: {
    ...connection,
    ...inProject,
    stage: { type: 'list', required: true, description: 'The Stages that are to have the Freight.' },
    ...selectionInputs,
    'wait-for': {
      type: 'choice',
      choices: ['healthy', 'verified'],
      default: 'verified',
      description:
        'How far to wait: "healthy" (the Freight is there and the Stage is healthy) or "verified" (and verified there).',
    },
    'health-grace': waitInputs['health-grace'],
    'require-checks': waitInputs['require-checks'],
    ...waiting,
  },
  outputs: {
    freight: 'The name of the Freight.',
    checked: 'What Kargo really looked at: analysis, health or none; empty when there are several Stages.',
    stages: 'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "checked", …}].',
  },
  check: (inputs) => [...checkConnection(inputs), ...checkSelection(inputs)],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async (deadline) => {
      const client = forMany(await connect(inputs, context, deadline.signal), inputs.stage.length);
      await Promise.all(inputs.stage.map((name) => client.getStage(name)));
      const freight = await awaitFreight({ client, log: context.log, selection: selectionOf(inputs) });
      context.log.info(`found ${describeFreight(freight)}`);
      const outcomes = await Promise.all(
        inputs.stage.map((stage) =>
          waitFor({ stage, client, deadline, log: logFor(context.log, stage), options: inputs }, freight),
        ),
      );
      const all = outcomes as [StageOutcome, ...StageOutcome[]];
      return {
        verdict: overall(all),
        outputs: {
          freight: freight.metadata.name,
          checked: all.length === 1 ? (all[0].checked ?? '') : '',
          stages: promotionsJson(all),
        },
        summary: promotionSummary(client, all, freight),
        links: inputs.stage.map((stage) => ({ label: `Stage ${stage}`, url: client.uiLink('stage', stage) })),
      };
    });
  },
});

async function waitFor(task: WaitTask, freight: Freight): Promise<StageOutcome> {
  const aim = task.options['wait-for'] === 'healthy' ? 'healthy' : 'verified';
  try {
    await awaitArrival(task, freight);
    task.log.info('the Freight is there');
    const checked = await followStage(task, { freight: freight.metadata.name, waitFor: aim });
    requireChecks(task, checked);
    const message = `Freight ${freight.alias ?? freight.metadata.name} is in Stage "${task.stage}", healthy${aim === 'verified' ? ' and verified' : ''}.`;
    return { stage: task.stage, verdict: { status: 'succeeded', message }, checked, warnings: [] };
  } catch (error) {
    if (error instanceof KargoError) {
      return { stage: task.stage, verdict: error.verdict, warnings: [] };
    }
    if (error instanceof CancelledError) {
      return {
        stage: task.stage,
        verdict: { status: 'cancelled', message: 'Cancelled; waiting changes nothing.' },
        warnings: [],
      };
    }
    throw error;
  }
}
