import { type Clock, later } from '../clock.ts';
import { isKargoError, messageOf } from '../errors.ts';
import { followPullRequest } from '../forge/follow.ts';
import type { Forge, MergeMethod, MergeResult, PullRequest, Reason } from '../forge/forge.ts';
import { reasonsOf } from '../forge/merge-result.ts';
import { nameOf, standOf } from './description.ts';

/** In milliseconds. */
const pace = {
  /** An answer that is on its way when the time is over, or the job cancelled, is awaited so long. */
  answer: 3_000,
  /** Then so long is taken to look again and to take back. */
  cleanUp: 3_500,
  /** Between looks for a merge whose answer was not awaited. */
  look: 700,
  /** Before a merge is tried again that was refused although all looked well. */
  refused: 20_000,
  /** What leaves a queue may be about to be merged. */
  leftQueue: 5_000,
};

/** How often a merge may be refused in a row although the forge calls the pull request ready. */
const mostRefusals = 5;

/** What is to be merged, and how. */
export interface MergeTask {
  readonly forge: Forge;
  readonly clock: Clock;
  /** Ends with the deadline, with the job, and when the Promotion ends. */
  readonly signal: AbortSignal;
  /** The version that was looked at: its head is what is merged. */
  readonly pull: PullRequest;
  readonly method: MergeMethod | undefined;
  readonly when: 'now' | 'when-ready' | 'schedule';
  readonly say: (line: string) => void;
}

/** How merging ended. `pull` is the newest version seen. */
export type MergeEnd =
  | { readonly end: 'merged'; readonly pull: PullRequest; readonly byUs: boolean }
  /** The forge will merge it by itself. */
  | { readonly end: 'handed-over'; readonly pull: PullRequest; readonly text: string }
  | {
      readonly end: 'refused';
      readonly pull: PullRequest;
      readonly text: string;
      readonly reasons: readonly Reason[];
    };

/** Merges one pull request at the head that was looked at, and knows what is so when that is interrupted. */
export class Merging {
  readonly #task: MergeTask;
  /** Goes on a little longer than the signal: a merge that was sent has an answer. */
  readonly #patient: Forge;
  #newest: PullRequest;
  /** A merge was sent, and what became of it is not known. */
  #sending = false;
  /** This run put it into the queue or gave it to auto-merge. */
  #ours = false;
  #refusals = 0;

  constructor(task: MergeTask) {
    this.#task = task;
    this.#newest = task.pull;
    this.#patient = task.forge.within(later(task.clock, task.signal, pace.answer));
  }

  get newest(): PullRequest {
    return this.#newest;
  }

  /** @throws KargoError as `Forge.merge` does, and the reason of the signal: ask `interrupted` then. */
  async run(): Promise<MergeEnd> {
    for (;;) {
      const result = await this.#attempt();
      this.#newest = result.pullRequest;
      switch (result.outcome) {
        case 'merged':
          return { end: 'merged', pull: result.pullRequest, byUs: result.byUs };
        case 'head-moved':
          return this.#headMoved();
        case 'enqueued':
        case 'scheduled':
          if (this.#task.when === 'schedule') {
            return { end: 'handed-over', pull: result.pullRequest, text: result.text };
          }
          this.#task.say(result.text);
          break;
        default:
          if (result.state === 'blocked' || this.#task.when !== 'when-ready' || this.#isHopeless()) {
            return this.#refused(result.reasons);
          }
      }
      const end = await this.#untilItMoves();
      if (end !== undefined) {
        return end;
      }
    }
  }

  /** One try, which is not cut in the middle. The queue is used only for what is ready: nothing else is scheduled. */
  async #attempt(): Promise<MergeResult> {
    const { pull, method, when, signal } = this.#task;
    signal.throwIfAborted();
    const { repository, number } = pull;
    const request = { repository, number, headSha: pull.head.sha, ...(method !== undefined && { method }) };
    const wasScheduled = this.#newest.scheduled !== undefined;
    this.#sending = true;
    const first = await this.#patient.merge({ ...request, when: when === 'schedule' ? 'when-ready' : 'now' });
    const viaQueue = when === 'when-ready' && wantsQueue(first);
    const result = viaQueue ? await this.#patient.merge({ ...request, when: 'when-ready' }) : first;
    this.#sending = false;
    this.#ours ||= !wasScheduled && (result.outcome === 'enqueued' || result.outcome === 'scheduled');
    return result;
  }

  #isHopeless(): boolean {
    this.#refusals = this.#newest.mergeability.state === 'ready' ? this.#refusals + 1 : 0;
    return this.#refusals >= mostRefusals;
  }

  /** Waits while time may help; undefined when it is worth another try. */
  async #untilItMoves(): Promise<MergeEnd | undefined> {
    const { clock, signal, pull } = this.#task;
    if (this.#newest.mergeability.state === 'ready' && this.#newest.scheduled === undefined) {
      await clock.sleep(pace.refused, signal);
      this.#newest = await this.#task.forge.read(pull);
    }
    const inQueue = this.#newest.scheduled === 'queue';
    await this.#follow((seen) =>
      inQueue ? seen.scheduled !== 'queue' : ['ready', 'blocked'].includes(seen.mergeability.state),
    );
    if (inQueue && this.#newest.state === 'open' && this.#newest.scheduled !== 'queue') {
      await clock.sleep(pace.leftQueue, signal);
      this.#newest = await this.#task.forge.read(pull);
      await this.#follow((seen) => seen.mergeability.state !== 'unknown');
    }
    return this.#judge(inQueue);
  }

  async #follow(until: (seen: PullRequest) => boolean): Promise<void> {
    const { pull, say } = this.#task;
    this.#newest = await followPullRequest(this.#task, this.#newest, {
      until: (seen) =>
        seen.state !== 'open' ||
        seen.head.sha !== pull.head.sha ||
        seen.mergeability.state === 'blocked' ||
        until(seen),
      onChange: (seen) => {
        this.#newest = seen;
        say(`${nameOf(seen)}: ${standOf(seen)}`);
      },
      onOutage: (words) =>
        say(words === undefined ? 'the forge answers again' : `no news, trying on: ${words}`),
    });
  }

  async #judge(wasInQueue: boolean): Promise<MergeEnd | undefined> {
    const { state, head, mergeability, scheduled } = this.#newest;
    if (head.sha !== this.#task.pull.head.sha) {
      return this.#headMoved();
    }
    if (state === 'merged') {
      return { end: 'merged', pull: this.#newest, byUs: this.#ours };
    }
    if (state === 'closed' || mergeability.state === 'blocked') {
      return this.#refused(reasonsOf(this.#newest));
    }
    return wasInQueue && scheduled !== 'queue'
      ? this.#refused([...reasonsOf(this.#newest), leftQueue])
      : undefined;
  }

  async #refused(reasons: readonly Reason[]): Promise<MergeEnd> {
    const taken = await this.#takeBack();
    if (this.#isMerged()) {
      return { end: 'merged', pull: this.#newest, byUs: this.#ours };
    }
    const said = reasons.map(({ kind, text, lift }) => `${kind}: ${text} (${lift})`).join('; ');
    return { end: 'refused', pull: this.#newest, reasons, text: said + taken };
  }

  /** Auto-merge of GitHub goes on with whatever is pushed later: it is taken back, whoever asked for it. */
  async #headMoved(): Promise<MergeEnd> {
    this.#ours ||= this.#newest.scheduled !== undefined;
    const taken = await this.#takeBack();
    const { head, state } = this.#newest;
    const before = `the head was ${this.#task.pull.head.sha} when it was looked at, and is ${head.sha}`;
    const text = state === 'merged' ? `${before}, which somebody has merged` : before;
    return { end: 'refused', pull: this.#newest, reasons: [], text: text + taken };
  }

  #isMerged(): boolean {
    return this.#newest.state === 'merged' && this.#newest.head.sha === this.#task.pull.head.sha;
  }

  /** Takes back what this run scheduled. Never throws: what could not be done is said. */
  async #takeBack(): Promise<string> {
    if (!this.#ours || this.#newest.state !== 'open') {
      return '';
    }
    const { forge, clock, signal, pull } = this.#task;
    const end = later(clock, signal, pace.cleanUp);
    const graceful = forge.within(end);
    try {
      await graceful.cancelMerge(pull);
      this.#newest = await graceful.refresh(this.#newest);
      return this.#newest.state === 'open' ? '; the forge was told not to merge it by itself' : '';
    } catch (error) {
      if (!isKargoError(error) && !end.aborted) {
        throw error;
      }
      return `; the forge may still merge it by itself, that could not be taken back: ${messageOf(error)}`;
    }
  }

  /**
   * What is so after `run` was interrupted by its signal: merged, handed over to the forge (and left there, or taken
   * back), still open, or `lost` when that cannot be told.
   *
   * @param undo take back what this run scheduled.
   */
  async interrupted(undo: boolean): Promise<{ readonly state: Interrupted; readonly text: string }> {
    const { forge, clock, signal } = this.#task;
    const end = later(clock, signal, pace.cleanUp);
    try {
      await this.#lookAgain(forge.within(end));
    } catch (error) {
      if (!isKargoError(error) && !end.aborted) {
        throw error;
      }
      return { state: 'lost', text: `it could not be looked at again (${messageOf(error)})` };
    }
    if (this.#isMerged()) {
      return { state: 'merged', text: 'it is merged' };
    }
    if (this.#sending) {
      return {
        state: 'lost',
        text: 'a merge may be under way, whose answer was not awaited, and it is still open',
      };
    }
    const { scheduled } = this.#newest;
    if (scheduled === undefined || this.#newest.state !== 'open') {
      return { state: 'open', text: `it is ${standOf(this.#newest)}` };
    }
    if (undo && this.#ours) {
      const text = (await this.#takeBack()).replace(/^; /, '');
      return this.#isMerged() ? { state: 'merged', text: 'it is merged' } : { state: 'open', text };
    }
    const how = scheduled === 'queue' ? 'in the queue' : 'in auto-merge';
    return { state: 'handed-over', text: `it was left ${how}: the forge merges it when its rules are met` };
  }

  /** Once, or for a while when a merge may be under way. */
  async #lookAgain(forge: Forge): Promise<void> {
    for (let looks = this.#sending ? 4 : 1; ; looks--) {
      this.#newest = await forge.refresh(this.#newest);
      if (looks === 1 || this.#newest.state !== 'open') {
        return;
      }
      await this.#task.clock.sleep(pace.look);
    }
  }
}

/** What an interruption found. */
export type Interrupted = 'merged' | 'handed-over' | 'open' | 'lost';

const leftQueue: Reason = {
  kind: 'queue',
  text: 'it was taken out of the queue',
  lift: 'Whoever reads in the queue why: a red check of the queue, a conflict with what is before it, or a person.',
};

/** Refused only because this branch is merged into by a queue or train, and ready for that. */
function wantsQueue(result: MergeResult): boolean {
  return (
    result.outcome === 'not-merged' &&
    result.pullRequest.mergeability.state === 'ready' &&
    result.reasons.every(({ kind }) => kind === 'queue')
  );
}
