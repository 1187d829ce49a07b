import { failed, KargoError } from '../errors.ts';
import { whereabouts } from '../forge/connect.ts';
import { followPullRequest } from '../forge/follow.ts';
import type { PullRequest } from '../forge/forge.ts';
import { isOfWorkflow, workflowTokenLimit } from '../forge/workflow-token.ts';
import { isTerminal, phaseOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { followPromotion } from '../promotion/follow-promotion.ts';
import { logFor } from '../promotion/task.ts';
import { nameOf, standOf, wordFor } from './description.ts';
import { type Linked, stepFor } from './link.ts';
import { orphanOf } from './orphan.ts';
import type { Target, Task } from './target.ts';

/** What a pull request is waited for. */
export type Until = 'merged' | 'closed' | 'approved' | 'checks-green';

/** Told of every newer version of what is watched. */
export interface Watchers {
  onPull(pull: PullRequest): void;
  onPromotion(promotion: Promotion): void;
}

/**
 * Waits until the pull request is as asked. Its Promotion is watched beside it, so that an abort in Kargo ends the
 * wait at once, and so that what Kargo sees first costs no waiting.
 *
 * @throws KargoError when it cannot come any more, and as `followPullRequest` does.
 */
export async function awaitPullRequest(
  task: Task,
  target: Target,
  { until, onPull, onPromotion }: { readonly until: Until } & Watchers,
): Promise<PullRequest> {
  const { settings, deadline } = task;
  const { log, clock } = settings.context;
  let last = target.pull;
  const follow = (signal: AbortSignal) =>
    followPullRequest({ forge: target.forge, clock, signal }, last, {
      until: (seen) => isOver(seen, until),
      onChange: (seen) => {
        last = seen;
        log.info(`${nameOf(seen)}: ${standOf(seen)}`);
        onPull(seen);
      },
      onOutage: (words) =>
        log.info(words === undefined ? 'the forge answers again' : `no news, trying on: ${words}`),
    });
  if (isOver(last, until) || target.linked === undefined) {
    return judge(await follow(deadline.signal), until);
  }
  const watch = watchPromotion(task, target.linked, onPromotion);
  try {
    return judge(await follow(watch.signal), until);
  } catch (thrown) {
    if (thrown !== watch.ended) {
      throw thrown;
    }
    deadline.signal.throwIfAborted();
  } finally {
    watch.close();
  }
  last = await target.forge.read(target.place);
  onPull(last);
  if (!isOver(last, until)) {
    refuseOrphan(task, target, { until, end: await watch.end });
  }
  return judge(await follow(deadline.signal), until);
}

/** Whether there is nothing to wait for any more. */
function isOver({ state, approval, checks }: PullRequest, until: Until): boolean {
  return (
    state !== 'open' ||
    (until === 'approved' && approval === 'approved') ||
    (until === 'checks-green' && (checks === 'green' || checks === 'red'))
  );
}

/** The version, if it is as asked. What is merged needs neither approvals nor checks any more. */
function judge(pull: PullRequest, until: Until): PullRequest {
  const name = `the ${wordFor(pull.url)} ${pull.url}`;
  if (until === 'closed' ? pull.state === 'merged' : pull.state === 'closed') {
    const instead = pull.state === 'merged' ? 'was merged' : 'was closed without being merged';
    throw failed('pull-request-ended', `${name} ${instead}, and it was waited for until it is ${until}.`);
  }
  if (pull.state === 'open' && pull.checks === 'red' && until === 'checks-green') {
    throw failed(
      'checks-failed',
      `checks of ${name} are red (head ${pull.head.sha}): repair or repeat them, then run this again.`,
    );
  }
  return pull;
}

/** The end of a Promotion: its last version, or why it could not be followed. */
export type End = { readonly promotion: Promotion } | { readonly error: unknown };

export interface Watch {
  /** Aborted with the deadline, and with `ended` when the Promotion has ended or cannot be followed. */
  readonly signal: AbortSignal;
  readonly ended: object;
  readonly end: Promise<End>;
  close(): void;
}

/** Follows the Promotion beside something else, which ends when the Promotion does. */
export function watchPromotion(
  { client, deadline, settings }: Task,
  { promotion: first }: Linked,
  onPromotion: Watchers['onPromotion'],
): Watch {
  const { stage } = first.spec;
  const ended = new Error('the Promotion has ended');
  const over = new AbortController();
  const closing = new AbortController();
  let newest = first;
  const task = {
    client: client.within(AbortSignal.any([deadline.signal, closing.signal])),
    deadline,
    stage,
    log: logFor(settings.context.log, stage),
    options: { 'wait-for': 'promotion', 'health-grace': 0, 'require-checks': false },
  } as const;
  const following = followPromotion(task, first, (promotion) => {
    newest = promotion;
    onPromotion(promotion);
  });
  const end = following.then(
    ({ promotion }): End => ({ promotion }),
    (error: unknown): End => (isTerminal(newest.status) ? { promotion: newest } : { error }),
  );
  end.then(() => over.abort(ended));
  return {
    signal: AbortSignal.any([deadline.signal, over.signal]),
    ended,
    end,
    close: () => closing.abort(ended),
  };
}

/**
 * A pull request whose Promotion has ended without it belongs to nothing: merging it changes Git without a Promotion.
 * After one that succeeded (its template does not wait) it is waited for all the same, and closing is never too late.
 */
function refuseOrphan(
  { settings }: Task,
  { place, pull }: Target,
  { until, end }: { readonly until: Until; readonly end: End },
): void {
  if ('error' in end) {
    throw end.error;
  }
  const { promotion } = end;
  const orphan = orphanOf(promotion, pull.url);
  const seenEnding = stepFor(promotion, place, whereabouts(settings))?.open === false;
  if (orphan !== undefined && until !== 'closed' && !seenEnding) {
    throw new KargoError(orphan);
  }
  settings.context.log.info(
    `Promotion ${promotion.metadata.name} ended ${phaseOf(promotion.status)}; still waiting for ${pull.url}`,
  );
}

/** What the time was over with, with what keeps checks from running where that is known. */
export function lateMessage(pull: PullRequest, until: Until): string {
  const hint = isOfWorkflow(pull.author) && pull.checks !== 'green' ? ` ${workflowTokenLimit}` : '';
  return `the time was over before the ${wordFor(pull.url)} ${pull.url} was ${until}: it is ${standOf(pull)}.${hint}`;
}
