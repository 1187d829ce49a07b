import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { failed, unknown } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight, describeFreight } from '../kargo/find.ts';
import { freightIn } from '../kargo/stage.ts';
import { type Freight, isControlFlow, originKey, type Stage } from '../kargo/types.ts';
import { freightLink, freightSummary } from '../report/freight.ts';

/** In milliseconds: how long the approval may take to show. */
const confirmation = { forMs: 15_000, pause: 300 };

export const command = defineCommand({
  name: 'approve-freight',
  description: 'Approve Freight for Stages, so that it may go there without upstream verification.',
  inputs: {
    ...connection,
    ...inProject,
    ...selectionInputs,
    stage: { type: 'list', required: true, description: 'The Stages to approve the Freight for.' },
    'only-if-current-in': {
      type: 'string',
      description:
        'Approve only if the Freight is what this Stage has now, and still has afterwards: for tests that ran against that Stage.',
    },
    timeout: { ...waiting.timeout, default: '5m' },
  },
  outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
  check: (inputs) => [...checkConnection(inputs), ...checkSelection(inputs)],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
      const freight = await awaitFreight({ client, log: context.log, selection: selectionOf(inputs) });
      for (const stage of stages) {
        requireOrigin(stage, freight);
      }
      const current = inputs['only-if-current-in'];
      await requireCurrent(client, current, { freight, consequence: 'Nothing was approved' });
      const open = inputs.stage.filter((stage) => !isApproved(freight, stage));
      await Promise.all(open.map((stage) => approve(client, freight, stage)));
      await requireCurrent(client, current, {
        freight,
        consequence: 'It was approved all the same, and Kargo cannot take that back',
      });
      const { name } = freight.metadata;
      return {
        verdict: {
          status: open.length === 0 ? 'unchanged' : 'succeeded',
          message: `Freight ${describeFreight(freight)} is ${open.length === 0 ? 'approved already' : 'approved'} for ${inputs.stage.join(', ')}.`,
        },
        outputs: { freight: name, alias: freight.alias ?? '' },
        summary: freightSummary(freight, client.uiLink('freight', name)),
        links: [freightLink(client, freight)],
        warnings: stages.filter(isControlFlow).map(controlFlowWarning),
      };
    });
  },
});

function isApproved(freight: Freight, stage: string): boolean {
  return freight.status?.approvedFor?.[stage] !== undefined;
}

/** Kargo ≤ 1.10 approves also for a Stage that never takes Freight of this origin, to no effect. */
function requireOrigin(stage: Stage, freight: Freight): void {
  const wanted = (stage.spec.requestedFreight ?? []).map((request) => originKey(request.origin));
  const origin = freight.origin === undefined ? '?' : originKey(freight.origin);
  if (!wanted.includes(origin)) {
    throw failed(
      'not-available',
      `Stage "${stage.metadata.name}" takes Freight of ${wanted.join(', ') || 'nothing'}, and this is of ${origin}: from Kargo 1.11 on approving it changes nothing, and an older one would let it in all the same. Nothing was approved.`,
    );
  }
}

async function requireCurrent(
  client: KargoClient,
  stage: string | undefined,
  { freight, consequence }: { readonly freight: Freight; readonly consequence: string },
): Promise<void> {
  if (stage === undefined) {
    return;
  }
  const { status } = await client.getStage(stage);
  const running = status?.currentPromotion?.name;
  if (running === undefined && freightIn(status?.freightHistory?.[0], freight.metadata.name) !== undefined) {
    return;
  }
  const now = Object.values(status?.freightHistory?.[0]?.items ?? {}).map(({ name }) => name);
  const why =
    running === undefined
      ? `it has ${now.join(', ') || 'no Freight'}`
      : `Promotion ${running} is running there`;
  throw failed(
    'superseded',
    `Freight ${freight.metadata.name} is not what Stage "${stage}" has: ${why}. ${consequence}.`,
  );
}

/** Approves, and reads until it shows: an empty 200 alone proves nothing on Kargo ≤ 1.10. */
async function approve(client: KargoClient, freight: Freight, stage: string): Promise<void> {
  const { name } = freight.metadata;
  await client.approveFreight(name, stage);
  const start = client.clock.now();
  while (!isApproved(await client.getFreight(name), stage)) {
    if (client.clock.now() - start > confirmation.forMs) {
      throw unknown(
        'answer-lost',
        `Kargo accepted the approval of Freight ${name} for Stage "${stage}", and it does not show. Kargo 1.10 and older answer so also when they failed.`,
      );
    }
    await client.clock.sleep(confirmation.pause, client.signal);
  }
}

function controlFlowWarning(stage: Stage): string {
  return `Stage "${stage.metadata.name}" only lets Freight pass: the approval does not open the Stages behind it; approve for those.`;
}
