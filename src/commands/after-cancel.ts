import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import type { CreatedPromotion } from '../context.ts';
import { checkConnection, connection, inProject } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { stopAnyway, stopIfSafe } from '../promotion/stop.ts';

/** In milliseconds: an `after_script` of GitLab has 5 minutes by default. */
const timeLimit = 60_000;

export const command = defineCommand({
  name: 'after-cancel',
  description:
    'Finish what a cancelled job could not: abort the Promotions that it created, as its on-cancel says.',
  hidden: true,
  inputs: { ...connection, ...inProject },
  outputs: {},
  check: checkConnection,

  async run(inputs, context) {
    const created = context.recall();
    if (created.length === 0) {
      return {
        verdict: { status: 'unchanged', message: 'The cancelled job left nothing to stop.' },
        outputs: {},
      };
    }
    return withDeadline(context, timeLimit, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const stopped = await Promise.all(created.map((promotion) => stop(client, promotion)));
      context.remember([]);
      return { verdict: { status: 'succeeded', message: `${stopped.join('. ')}.` }, outputs: {} };
    });
  },
});

async function stop(client: KargoClient, created: CreatedPromotion): Promise<string> {
  const promotion = { metadata: { name: created.promotion }, spec: { stage: created.stage } };
  const stopped = await (created.onCancel === 'abort' ? stopAnyway : stopIfSafe)(client, promotion);
  return stopped.text;
}
