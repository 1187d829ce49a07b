import { startDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { failed } from '../errors.ts';
import { checkSelection, describeSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { whyNotAvailable } from '../kargo/availability.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight, findFreight } from '../kargo/find.ts';
import type { Freight, Stage } from '../kargo/types.ts';
import { artifactsJson, freightSummary } from '../report/freight.ts';

export const command = defineCommand({
  name: 'find-freight',
  description: 'Find the Freight that holds what CI just built, and wait for it if asked to.',
  inputs: {
    ...connection,
    ...inProject,
    ...selectionInputs,
    stage: {
      type: 'list',
      description: 'Only Freight that is available to all of these Stages.',
    },
    wait: {
      type: 'boolean',
      default: true,
      description: 'Wait until the Freight is there. With "false" it must be there now.',
    },
    ...waiting,
  },
  outputs: {
    freight: 'The name of the Freight.',
    alias: 'The alias of the Freight.',
    artifacts: 'What the Freight holds, as JSON: {"images": […], "charts": […], "commits": […]}.',
  },
  check: (inputs) => [...checkConnection(inputs), ...checkSelection(inputs)],

  async run(inputs, context) {
    const deadline = startDeadline(context.clock, inputs.timeout, context.cancelled);
    const client = await connect(inputs, context, deadline.signal);
    const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
    const selection = selectionOf(inputs);
    const search = {
      client,
      log: context.log,
      selection,
      accepts: (freight: Freight) => isAvailableToAll(stages, freight, context.clock.now()),
    };
    const freight = inputs.wait ? await awaitFreight(search) : await findFreight(search);
    if (freight === undefined) {
      throw failed(
        'freight-not-found',
        `${describeSelection(selection)} is not there${forStages(inputs.stage)}.`,
      );
    }
    context.log.info(`found ${describeFreight(freight)}`);
    return {
      verdict: { status: 'succeeded', message: `Found ${describeFreight(freight)}.` },
      outputs: {
        freight: freight.metadata.name,
        alias: freight.alias ?? '',
        artifacts: artifactsJson(freight),
      },
      summary: freightSummary(freight, client.uiLink('freight', freight.metadata.name)),
      links: [
        {
          label: `Freight ${freight.alias ?? freight.metadata.name}`,
          url: client.uiLink('freight', freight.metadata.name),
        },
      ],
    };
  },
});

function isAvailableToAll(stages: readonly Stage[], freight: Freight, now: number): boolean {
  return stages.every((stage) => whyNotAvailable(stage, freight, now).length === 0);
}

function forStages(stages: readonly string[]): string {
  return stages.length === 0 ? '' : `, or not available to ${stages.join(', ')}`;
}
