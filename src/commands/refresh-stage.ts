import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { link, table } from '../report/markdown.ts';

const inputs = {
  ...connection,
  ...inProject,
  stage: {
    type: 'list',
    description: 'The Stages that Kargo is to look at again, each with the Promotion that runs there.',
  },
  promotion: {
    type: 'list',
    description: 'Or only these Promotions, by name: for example after their pull request was merged.',
  },
  timeout: { ...waiting.timeout, default: '2m' },
} as const;

export const command = defineCommand({
  name: 'refresh-stage',
  description: 'Make Kargo look at Stages or Promotions again, now instead of minutes later.',
  inputs,
  outputs: {},
  check: (values) => [...checkConnection(values), ...checkTarget(values)],

  async run(values, context) {
    return withDeadline(context, values.timeout, async ({ signal }) => {
      const client = await connect(values, context, signal);
      await Promise.all([
        ...values.stage.map((name) => client.refreshStage(name)),
        ...values.promotion.map((name) => client.refreshPromotion(name)),
      ]);
      const names = [...values.stage, ...values.promotion].join(', ');
      return {
        verdict: { status: 'succeeded', message: `Kargo was asked to look again at ${names}.` },
        outputs: {},
        summary: table(
          ['asked to look again at', ''],
          [
            ...values.stage.map((name) => ['Stage', link(name, client.uiLink('stage', name))]),
            ...values.promotion.map((name) => ['Promotion', link(name, client.uiLink('promotion', name))]),
          ],
        ),
      };
    });
  },
});

function checkTarget(values: InputValues<typeof inputs>): readonly Problem[] {
  return values.stage.length + values.promotion.length === 0
    ? [{ input: 'stage', accepted: 'name Stages, or with the input promotion Promotions' }]
    : [];
}
