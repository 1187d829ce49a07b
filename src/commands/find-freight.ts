import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { failed } from '../errors.ts';
import { checkSelection, describeSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { whyNotAvailable } from '../kargo/availability.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight, explainMissing, findFreight, type Search } from '../kargo/find.ts';
import type { Freight } from '../kargo/types.ts';
import { artifactsJson, freightLink, freightSummary } from '../report/freight.ts';

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
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
      const search: Search = {
        client,
        log: context.log,
        selection: selectionOf(inputs),
        objections: (freight) =>
          stages.flatMap((stage) => whyNotAvailable(stage, freight, context.clock.now())),
      };
      const freight = inputs.wait ? await awaitFreight(search) : await findNow(search);
      const { name } = freight.metadata;
      const url = client.uiLink('freight', name);
      return {
        verdict: { status: 'succeeded', message: `Found ${describeFreight(freight)}.` },
        outputs: { freight: name, alias: freight.alias ?? '', artifacts: artifactsJson(freight) },
        summary: freightSummary(freight, url),
        links: [freightLink(client, freight)],
      };
    });
  },
});

async function findNow(search: Search): Promise<Freight> {
  const freight = await findFreight(search);
  if (freight !== undefined) {
    return freight;
  }
  const { text } = await explainMissing(search);
  throw failed('freight-not-found', `${describeSelection(search.selection)} is not there: ${text}.`);
}
