import { later } from '../clock.ts';
import { CancelledError, KargoError } from '../errors.ts';
import { whyNotAvailable } from '../kargo/availability.ts';
import { orMissing } from '../kargo/client.ts';
import { awaitedPullRequest, toleratedFailures } from '../kargo/promotion.ts';
import type { Checked } from '../kargo/stage.ts';
import { bornAt, type Freight, originKey, type Promotion } from '../kargo/types.ts';
import { createPromotion, type Made } from './create.ts';
import { verdictOf } from './ending.ts';
import { followPromotion } from './follow-promotion.ts';
import { followStage } from './follow-stage.ts';
import type { StageOutcome } from './outcome.ts';
import { decide, readSituation, type Situation } from './situation.ts';
import { type PromoteTask, Story } from './story.ts';
import type { WaitTask } from './task.ts';

/** In milliseconds. */
const pace = { autoPromotion: 3_000, look: 150, answerAfterCancel: 3_000 };

/** Brings Freight into one Stage and follows it as far as asked. Every end is a verdict, none is thrown. */
export async function promoteToStage(task: PromoteTask, freight: Freight): Promise<StageOutcome> {
  const story = new Story(task);
  try {
    const made = await bring(task, freight, story);
    if (made === undefined) {
      story.operation = 'unchanged';
      return story.end({ status: 'unchanged', message: unchangedMessage(task, freight) });
    }
    story.made(made);
    task.deadline.signal.throwIfAborted();
    await task.beforeFollowing?.(made.promotion);
    const promoted = made.promotion.spec.freight ?? freight.metadata.name;
    return await followToAim(task, made.promotion, { story, freight: promoted });
  } catch (error) {
    return story.end(await verdictOf(error, task, story));
  }
}

/** Follows a Promotion that exists, as far as asked. Every end is a verdict, none is thrown. */
export async function followExisting(task: WaitTask, promotion: Promotion): Promise<StageOutcome> {
  const story = new Story({ ...task, onPromotion: () => undefined });
  try {
    story.made({ operation: 'adopted', promotion });
    return await followToAim(task, promotion, { story, freight: promotion.spec.freight ?? '' });
  } catch (error) {
    if (error instanceof CancelledError) {
      return story.end({
        status: 'cancelled',
        message: `Cancelled; Promotion ${promotion.metadata.name} was left as it is.`,
      });
    }
    return story.end(await verdictOf(error, undefined, story));
  }
}

/** Finds or makes the Promotion; undefined when nothing needs to be done. */
async function bring(task: PromoteTask, freight: Freight, story: Story): Promise<Made | undefined> {
  const { client, stage, options, log } = task;
  const rules = { waitFor: options['wait-for'], force: task.force };
  const start = client.clock.now();
  for (let announced = false; ; announced = true) {
    const situation = await readSituation(client, stage);
    const decision = decide(situation, freight, rules);
    switch (decision.kind) {
      case 'unchanged': {
        const meanwhile = announced || task.freightIsNew ? lastOf(situation, freight) : undefined;
        if (meanwhile !== undefined) {
          return { operation: 'adopted', promotion: meanwhile };
        }
        story.checked = decision.checked;
        requireChecks(task, decision.checked);
        return undefined;
      }
      case 'adopt':
        return { operation: 'adopted', promotion: decision.promotion };
      case 'control-flow':
        throw new KargoError({
          status: 'failed',
          reason: 'control-flow',
          message: `Stage "${stage}" has no promotion steps: it only lets Freight pass, and nothing can be promoted to it. Promote to the Stages behind it.`,
        });
      default:
    }
    const mayCome =
      decision.kind === 'auto-promotion-expected' &&
      whyNotAvailable(situation.stage, freight, client.clock.now()).length === 0;
    if (!mayCome || client.clock.now() - start >= pace.autoPromotion) {
      return create(task, situation, { freight, story });
    }
    if (!announced) {
      log.info('Kargo promotes to this Stage by itself: giving it a moment');
    }
    await client.clock.sleep(pace.look, client.signal);
  }
}

/** The last Promotion of the Stage, if it was one of this Freight. */
function lastOf({ stage, promotions }: Situation, freight: Freight): Promotion | undefined {
  const last = promotions.find(({ metadata }) => metadata.name === stage.status?.lastPromotion?.name);
  return last?.spec.freight === freight.metadata.name ? last : undefined;
}

async function create(
  task: PromoteTask,
  situation: Situation,
  { freight, story }: { freight: Freight; story: Story },
): Promise<Made> {
  const { client, deadline } = task;
  const older = await olderThanCurrent(task, situation, freight);
  // Once it is sent, the answer is awaited even if the job is cancelled meanwhile: it names what to clean up.
  const patient = client.within(later(client.clock, deadline.signal, pace.answerAfterCancel));
  deadline.signal.throwIfAborted();
  const made = await createPromotion(patient, situation, { freight, origin: task.origin, log: task.log });
  if (older !== undefined) {
    story.warn(older);
  }
  const held = made.promotion.metadata.annotations?.['kargo.akuity.io/auto-promotion-hold'];
  if (held !== undefined) {
    story.warn(
      `this is not the Freight that auto-promotion would take, so Kargo stops auto-promotion of ${held} to this Stage until that Freight is promoted (in Kargo's UI, or by promoting the newest).`,
    );
  }
  return made;
}

/** A warning when the Stage has newer Freight of the same origin now. */
async function olderThanCurrent(
  { client }: WaitTask,
  { stage }: Situation,
  freight: Freight,
): Promise<string | undefined> {
  const origin = freight.origin === undefined ? '' : originKey(freight.origin);
  const current = stage.status?.freightHistory?.[0]?.items?.[origin]?.name;
  if (current === undefined || current === freight.metadata.name) {
    return undefined;
  }
  const there = await orMissing(client.getFreight(current));
  return there !== undefined && bornAt(freight) < bornAt(there)
    ? `the Freight is older than what the Stage has (${there.alias ?? current}).`
    : undefined;
}

async function followToAim(
  task: WaitTask,
  first: Promotion,
  { story, freight }: { story: Story; freight: string },
): Promise<StageOutcome> {
  const waitFor = task.options['wait-for'];
  const { name } = first.metadata;
  if (waitFor === 'none') {
    return story.end({
      status: 'succeeded',
      message: `Promotion ${name} to Stage "${task.stage}" exists; it was not waited for.`,
    });
  }
  const followed = await followPromotion(task, first, (promotion) => {
    story.promotion = promotion;
  });
  story.promotion = followed.promotion;
  if (followed.end === 'pull-request-open') {
    const url = awaitedPullRequest(followed.promotion)?.url ?? '';
    return story.end({
      status: 'succeeded',
      message: `Promotion ${name} to Stage "${task.stage}" waits for its pull request: ${url}`,
    });
  }
  for (const step of toleratedFailures(followed.promotion)) {
    story.warn(
      `step ${step.number} "${step.alias}" of Promotion ${name} ended ${step.status} and was allowed to: ${step.message}`,
    );
  }
  if (waitFor === 'healthy' || waitFor === 'verified') {
    story.checked = await followStage(task, {
      freight,
      waitFor,
      promotion: { name, finishedAt: followed.promotion.status?.finishedAt },
    });
    requireChecks(task, story.checked);
  }
  return story.end({
    status: 'succeeded',
    message: `${sayWhatIsSo(task, story.checked)} (Promotion ${name}).`,
  });
}

/** Red when Kargo looked at nothing and the user does not want that. */
export function requireChecks({ options, stage }: WaitTask, checked: Checked | undefined): void {
  if (options['require-checks'] && checked === 'none') {
    throw new KargoError({
      status: 'unknown',
      reason: 'not-assessable',
      message: `Stage "${stage}" has neither a verification nor health checks, so Kargo looked at nothing, and require-checks is set.`,
    });
  }
}

function sayWhatIsSo({ options, stage }: WaitTask, checked: Checked | undefined): string {
  const seen = checked === 'none' ? ' (Kargo had nothing to look at)' : '';
  switch (options['wait-for']) {
    case 'verified':
      return `The Freight is in Stage "${stage}", healthy and verified${seen}`;
    case 'healthy':
      return `The Freight is in Stage "${stage}", and the Stage is healthy${seen}`;
    default:
      return `The Freight was promoted to Stage "${stage}"`;
  }
}

function unchangedMessage({ options, stage }: WaitTask, freight: Freight): string {
  const state = { verified: ', healthy and verified', healthy: ', and the Stage is healthy' };
  const waitFor = options['wait-for'];
  const more = waitFor === 'verified' || waitFor === 'healthy' ? state[waitFor] : '';
  return `Freight ${freight.alias ?? freight.metadata.name} is in Stage "${stage}" already${more}.`;
}
