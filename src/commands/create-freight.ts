import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import type { Problem } from '../errors.ts';
import { artifactInputs, artifactsOf, checkArtifacts, hasArtifacts } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { describeFreight } from '../kargo/find.ts';
import { createFreight } from '../kargo/make-freight.ts';
import { freightLink, freightSummary } from '../report/freight.ts';

export const command = defineCommand({
  name: 'create-freight',
  description: 'Make Freight of exactly these artifacts, when Kargo does not do so by itself.',
  inputs: {
    ...connection,
    ...inProject,
    warehouse: {
      type: 'list',
      required: true,
      description: 'The Warehouse that the Freight is to come from: one.',
    },
    ...artifactInputs,
    alias: { type: 'string', description: 'The alias that new Freight gets; Kargo invents one otherwise.' },
    timeout: { ...waiting.timeout, default: '5m' },
  },
  outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
  check: (inputs) => [
    ...checkConnection(inputs),
    ...checkArtifacts(inputs),
    ...checkOne(inputs.warehouse),
    ...(hasArtifacts(inputs)
      ? []
      : [
          {
            input: 'image, commit, chart',
            accepted: 'name one artifact for each subscription of the Warehouse',
          },
        ]),
  ],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const { freight, isNew } = await createFreight(client, {
        warehouse: inputs.warehouse[0] ?? '',
        artifacts: artifactsOf(inputs),
        alias: inputs.alias,
        log: context.log,
      });
      const { name } = freight.metadata;
      return {
        verdict: {
          status: isNew ? 'succeeded' : 'unchanged',
          message: `Freight ${isNew ? 'was made' : 'was there already'}: ${describeFreight(freight)}.`,
        },
        outputs: { freight: name, alias: freight.alias ?? '' },
        summary: freightSummary(freight, client.uiLink('freight', name)),
        links: [freightLink(client, freight)],
        warnings:
          inputs.alias === undefined || freight.alias === inputs.alias
            ? []
            : [
                `The Freight did not get the alias "${inputs.alias}": it was there before, as "${freight.alias ?? ''}". alias-freight changes it.`,
              ],
      };
    });
  },
});

function checkOne(warehouses: readonly string[]): readonly Problem[] {
  return warehouses.length <= 1
    ? []
    : [
        {
          input: 'warehouse',
          value: warehouses.join(', '),
          accepted: 'Freight comes from one Warehouse: name one',
        },
      ];
}
