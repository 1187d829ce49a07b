import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { failed, isKargoError, type Problem, unknown } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight } from '../kargo/find.ts';
import { freightLink, freightSummary } from '../report/freight.ts';

/** In milliseconds: how long the new alias may take to show. */
const confirmation = { forMs: 15_000, pause: 300 };

export const command = defineCommand({
  name: 'alias-freight',
  description: 'Give Freight a name that people use.',
  inputs: {
    ...connection,
    ...inProject,
    ...selectionInputs,
    'new-alias': { type: 'string', required: true, description: 'The alias that the Freight is to have.' },
    timeout: { ...waiting.timeout, default: '5m' },
  },
  outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
  check: (inputs) => [
    ...checkConnection(inputs),
    ...checkSelection(inputs),
    ...checkAlias(inputs['new-alias']),
  ],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const alias = inputs['new-alias'];
      const freight = await awaitFreight({ client, log: context.log, selection: selectionOf(inputs) });
      const { name } = freight.metadata;
      const status = freight.alias === alias ? 'unchanged' : 'succeeded';
      if (status === 'succeeded') {
        await rename(client, name, alias);
      }
      return {
        verdict: {
          status,
          message: `Freight ${describeFreight({ ...freight, alias })} has the alias "${alias}".`,
        },
        outputs: { freight: name, alias },
        summary: freightSummary({ ...freight, alias }, client.uiLink('freight', name)),
        links: [freightLink(client, { ...freight, alias })],
      };
    });
  },
});

/** The alias is also a label of the object, and Kubernetes restricts those. */
function checkAlias(alias: string): readonly Problem[] {
  return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(alias)
    ? []
    : [
        {
          input: 'new-alias',
          value: alias,
          accepted:
            'up to 63 letters, digits, dots, dashes and underscores, a letter or digit first and last',
        },
      ];
}

async function rename(client: KargoClient, freight: string, alias: string): Promise<void> {
  try {
    await client.aliasFreight(freight, alias);
  } catch (error) {
    throw isKargoError(error) && error.httpStatus === 409 ? await taken(client, alias, error.message) : error;
  }
  const start = client.clock.now();
  while ((await client.getFreight(freight)).alias !== alias) {
    if (client.clock.now() - start > confirmation.forMs) {
      throw unknown(
        'answer-lost',
        `Kargo accepted the alias "${alias}" for Freight ${freight}, and it does not show.`,
      );
    }
    await client.clock.sleep(confirmation.pause, client.signal);
  }
}

async function taken(client: KargoClient, alias: string, said: string) {
  const holder = await orMissing(client.getFreight(alias));
  return failed(
    'refused',
    `${said} It belongs to ${holder === undefined ? 'other Freight' : describeFreight(holder)}.`,
    409,
  );
}
