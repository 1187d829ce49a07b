import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import { failed, type Problem } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { describeFreight } from '../kargo/find.ts';
import { restoreFreight } from '../kargo/make-freight.ts';
import { type Freight, type FreightReference, originKey, type Stage } from '../kargo/types.ts';
import { keepCreated } from '../promotion/created.ts';
import { lastGood } from '../promotion/last-good.ts';
import { endingInputs, type WaitFor, waitInputs } from '../promotion/options.ts';
import { promotionOutputs, promotionOutputValues } from '../promotion/outcome.ts';
import { planFor, plannedOutcome } from '../promotion/plan.ts';
import { abortOlder } from '../promotion/preempt.ts';
import { promoteToStage } from '../promotion/promote-stage.ts';
import { readSituation } from '../promotion/situation.ts';
import { logFor } from '../promotion/task.ts';
import { promotionLinks, promotionPlan, promotionSummary } from '../report/promotion.ts';

const inputs = {
  ...connection,
  ...inProject,
  stage: { type: 'list', required: true, description: 'The Stage to put back: one.' },
  to: {
    type: 'string',
    description:
      'The Freight to put back, by name or alias. Without it: the last one that was verified in the Stage and is not what it has, or just tried to get.',
  },
  warehouse: {
    type: 'list',
    description: 'Put back the Freight of this Warehouse, when the Stage takes Freight of several.',
  },
  'wait-for': {
    type: 'choice',
    choices: ['auto', 'none', 'pull-request', 'promotion', 'healthy', 'verified'],
    default: 'auto',
    description:
      'How far to wait, as in promote. "auto" is "pull-request" when the Stage promotes by a pull request that people merge, else "verified".',
  },
  'health-grace': waitInputs['health-grace'],
  'require-checks': waitInputs['require-checks'],
  preempt: {
    type: 'boolean',
    default: false,
    description:
      'Abort the Promotions of the Stage that run or wait, oldest first, instead of queueing behind them.',
  },
  freeze: {
    type: 'boolean',
    default: false,
    description:
      'See to it that auto-promotion does not undo it: be red when Kargo does not hold auto-promotion afterwards. Kargo 1.10 and older cannot.',
  },
  'dry-run': { type: 'boolean', default: false, description: 'Only say what would happen.' },
  ...endingInputs,
  ...waiting,
} as const;

export const command = defineCommand({
  name: 'rollback',
  description: 'Put back the last Freight that was good in a Stage.',
  inputs,
  outputs: promotionOutputs,
  check: (values) => [
    ...checkConnection(values),
    ...checkOne('stage', values.stage),
    ...checkOne('warehouse', values.warehouse),
  ],

  async run(values, context) {
    return withDeadline(context, values.timeout, async (deadline) => {
      const client = await connect(values, context, deadline.signal);
      const name = values.stage[0] ?? '';
      const stage = await client.getStage(name);
      const log = logFor(context.log, name);
      const target = await findTarget(client, stage, values);
      log.info(`put back: ${target.described}`);
      const created = keepCreated(values['on-cancel'], context);
      const waitFor = waitForOf(stage, values['wait-for']);
      if (values['dry-run']) {
        const freight = target.freight ?? asItWouldBe(target.reference, name);
        const situation = await readSituation(client, name);
        const { preempt } = values;
        const plan = planFor(situation, freight, { waitFor, force: false, preempt, now: client.clock.now() });
        const outcome = plannedOutcome(name, plan);
        return {
          verdict: outcome.verdict,
          outputs: promotionOutputValues([outcome], freight.metadata.name),
          summary: promotionPlan(client, [outcome], freight),
        };
      }
      const freight = target.freight ?? (await restoreFreight(client, target.reference, name));
      const outcome = await promoteToStage(
        {
          stage: name,
          client,
          deadline,
          log,
          options: { ...values, 'wait-for': waitFor },
          ending: values,
          force: false,
          freightIsNew: false,
          onPromotion: (made) => {
            context.publish({ promotion: made.promotion.metadata.name, operation: made.operation });
            created.add(client.project, made);
          },
          beforeFollowing: values.preempt
            ? (promotion) => abortOlder(client, { stage: name, promotion: promotion.metadata.name, log })
            : undefined,
        },
        freight,
      );
      created.settle(client.project, outcome.promotionName);
      const frozen = values.freeze ? await checkFrozen(client, stage, freight) : undefined;
      return {
        verdict: frozen !== undefined && outcome.verdict.status === 'succeeded' ? frozen : outcome.verdict,
        outputs: promotionOutputValues([outcome], freight.metadata.name),
        summary: promotionSummary(client, [outcome], freight),
        links: promotionLinks(client, [outcome]),
        warnings: outcome.warnings,
      };
    });
  },
});

function checkOne(input: string, names: readonly string[]): readonly Problem[] {
  return names.length <= 1
    ? []
    : [{ input, value: names.join(', '), accepted: 'one is put back at a time: name one' }];
}

/** The Freight to put back: as an object, or, when Kargo has collected it, as the Stage's history has it. */
type Target =
  | { readonly freight: Freight; readonly reference?: undefined; readonly described: string }
  | { readonly freight: undefined; readonly reference: FreightReference; readonly described: string };

async function findTarget(
  client: KargoClient,
  stage: Stage,
  values: InputValues<typeof inputs>,
): Promise<Target> {
  if (values.to !== undefined) {
    const freight = await client.getFreight(values.to);
    return { freight, described: describeFreight(freight) };
  }
  const { freight: reference, origin } = lastGood(stage, values.warehouse[0]);
  const freight = await orMissing(client.getFreight(reference.name));
  return freight === undefined
    ? {
        freight,
        reference,
        described: `Freight ${reference.name} of ${origin}, which Kargo has collected: it is made again and approved for the Stage`,
      }
    : { freight, described: describeFreight(freight) };
}

/** Collected Freight as it would be once it is made again: approved for the Stage, with nothing else to its name. */
function asItWouldBe({ name, ...contents }: FreightReference, stage: string): Freight {
  return { metadata: { name }, ...contents, status: { approvedFor: { [stage]: {} } } };
}

function waitForOf(stage: Stage, asked: InputValues<typeof inputs>['wait-for']): WaitFor {
  if (asked !== 'auto') {
    return asked;
  }
  const steps = stage.spec.promotionTemplate?.spec?.steps ?? [];
  return steps.some((step) => step.uses === 'git-wait-for-pr') ? 'pull-request' : 'verified';
}

/** Auto-promotion is held by Kargo ≥ 1.11 when a user promotes other Freight than its candidate. */
async function checkFrozen(client: KargoClient, stage: Stage, freight: Freight) {
  const { status } = await client.getStage(stage.metadata.name);
  const origin = freight.origin === undefined ? '' : originKey(freight.origin);
  if (status?.autoPromotionEnabled !== true || status.effectiveAutoPromotionHolds?.[origin] !== undefined) {
    return undefined;
  }
  return failed(
    'refused',
    `It was put back, but Kargo does not hold auto-promotion of ${origin} to Stage "${stage.metadata.name}": newer Freight may replace it (Kargo 1.10 and older have no holds). Switch auto-promotion off in the ProjectConfig.`,
  ).verdict;
}
