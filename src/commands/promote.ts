import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import type { Context, CreatedPromotion } from '../context.ts';
import type { Problem } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight, findFreight, type Search } from '../kargo/find.ts';
import type { Stage } from '../kargo/types.ts';
import type { Made } from '../promotion/create.ts';
import { endingInputs, waitInputs } from '../promotion/options.ts';
import { overall, promotionOutputs, promotionOutputValues, type StageOutcome } from '../promotion/outcome.ts';
import { promoteToStage } from '../promotion/promote-stage.ts';
import { logFor } from '../promotion/task.ts';
import { promotionLinks, promotionSummary } from '../report/promotion.ts';

export const command = defineCommand({
  name: 'promote',
  description: 'Promote Freight to Stages and wait until that is really so.',
  inputs: {
    ...connection,
    ...inProject,
    stage: {
      type: 'list',
      required: true,
      description: 'The Stages to promote to. Several are promoted to side by side.',
    },
    ...selectionInputs,
    ...waitInputs,
    ...waiting,
    force: {
      type: 'boolean',
      default: false,
      description:
        'Promote also when the Freight is in the Stage already. A Promotion of it that is still going is adopted all the same.',
    },
    ...endingInputs,
  },
  outputs: promotionOutputs,
  check: (inputs) => [...checkConnection(inputs), ...checkSelection(inputs), ...checkStages(inputs.stage)],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async (deadline) => {
      const client = await connect(inputs, context, deadline.signal);
      context.log.section('Find Freight');
      const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
      const search: Search = {
        client,
        log: context.log,
        selection: selectionOf(inputs),
        usableWarehouses: requestedWarehouses(stages),
      };
      const there = await findFreight(search);
      const freight = there ?? (await awaitFreight(search));
      context.log.info(`found ${describeFreight(freight)}`);

      context.log.section(`Promote to ${inputs.stage.join(', ')}`);
      const created = rememberCreated(client, inputs['on-cancel'], context);
      const outcomes = await Promise.all(
        inputs.stage.map((stage) => {
          const onPromotion = (made: Made) => {
            announce(made, inputs.stage.length, context);
            created.add(stage, made);
          };
          const log = logFor(context.log, stage);
          return promoteToStage(
            {
              stage,
              client,
              deadline,
              log,
              options: inputs,
              ending: inputs,
              force: inputs.force,
              freightIsNew: there === undefined,
              onPromotion,
            },
            freight,
          ).then((outcome) => created.settle(stage, outcome));
        }),
      );
      const all = outcomes as [StageOutcome, ...StageOutcome[]];
      return {
        verdict: overall(all),
        outputs: promotionOutputValues(all, freight.metadata.name),
        summary: promotionSummary(client, all, freight),
        links: promotionLinks(client, all),
        warnings: all.flatMap((outcome) => outcome.warnings),
      };
    });
  },
});

function checkStages(stages: readonly string[]): readonly Problem[] {
  const twice = stages.find((stage, index) => stages.indexOf(stage) !== index);
  return twice === undefined
    ? []
    : [{ input: 'stage', value: twice, accepted: 'each Stage may be named once' }];
}

/** The Warehouses whose Freight every one of the Stages takes; if there is none in common, those of any. */
function requestedWarehouses(stages: readonly Stage[]): readonly string[] {
  const each = stages.map((stage) =>
    (stage.spec.requestedFreight ?? []).map((request) => request.origin.name),
  );
  const any = [...new Set(each.flat())];
  const common = any.filter((name) => each.every((names) => names.includes(name)));
  return common.length > 0 ? common : any;
}

/** Says the name of the Promotion at once: a later step can abort it when this one was killed. */
function announce(made: Made, stages: number, context: Context): void {
  if (stages === 1) {
    context.publish({ promotion: made.promotion.metadata.name, operation: made.operation });
  }
}

/** Keeps for `after-cancel` what this run created and what has not come to its end. */
function rememberCreated(
  client: KargoClient,
  onCancel: 'auto' | 'abort' | 'leave',
  context: Context,
): {
  add(stage: string, made: Made): void;
  settle(stage: string, outcome: StageOutcome): StageOutcome;
} {
  const open = new Map<string, CreatedPromotion>();
  return {
    add(stage, made) {
      if (made.operation === 'created' && onCancel !== 'leave') {
        open.set(stage, {
          project: client.project,
          stage,
          promotion: made.promotion.metadata.name,
          onCancel,
        });
        context.remember([...open.values()]);
      }
    },
    settle(stage, outcome) {
      if (open.delete(stage)) {
        context.remember([...open.values()]);
      }
      return outcome;
    },
  };
}
