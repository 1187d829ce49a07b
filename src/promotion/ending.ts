import { CancelledError, DeadlineError, KargoError } from '../errors.ts';
import type { Promotion } from '../kargo/types.ts';
import type { Verdict } from '../verdict.ts';
import { cleaningUp, stopAnyway, stopIfSafe } from './stop.ts';
import type { PromoteTask, Story } from './story.ts';

/** What an error means, after what it asks for has been done: aborting, or leaving, what this run created. */
export async function verdictOf(
  error: unknown,
  task: PromoteTask | undefined,
  story: Story,
): Promise<Verdict> {
  const mine = story.operation === 'created' ? story.promotion : undefined;
  if (error instanceof CancelledError && task !== undefined) {
    return { status: 'cancelled', message: await cancelledMessage(error, task, { mine, story }) };
  }
  if (error instanceof DeadlineError) {
    const message = `the time was over before a Promotion to Stage "${story.stage}" was made or found.`;
    return { status: 'timed-out', reason: 'waiting-for-promotion', message };
  }
  if (!(error instanceof KargoError)) {
    throw error;
  }
  if (error.verdict.status !== 'timed-out' || task === undefined || mine === undefined) {
    return error.verdict;
  }
  if (task.ending['on-timeout'] === 'leave') {
    return { ...error.verdict, message: `${error.verdict.message}. It was left running.` };
  }
  const stopped = await cleaningUp(task.client, (client) => stopAnyway(client, mine));
  story.promotion = stopped.promotion;
  return { ...error.verdict, message: `${error.verdict.message}. ${stopped.text}.` };
}

async function cancelledMessage(
  error: CancelledError,
  task: PromoteTask,
  { mine, story }: { mine: Promotion | undefined; story: Story },
): Promise<string> {
  const said = `Cancelled by ${error.signal}`;
  if (mine === undefined) {
    const other = story.promotion?.metadata.name;
    return other === undefined
      ? `${said} before a Promotion to Stage "${task.stage}" was made.`
      : `${said}; Promotion ${other} was not created by this run and was left.`;
  }
  if (task.ending['on-cancel'] === 'leave') {
    return `${said}; Promotion ${mine.metadata.name} was left, as on-cancel says.`;
  }
  const stop = task.ending['on-cancel'] === 'abort' ? stopAnyway : stopIfSafe;
  const stopped = await cleaningUp(task.client, (client) => stop(client, mine));
  story.promotion = stopped.promotion;
  return `${said}; ${stopped.text}.`;
}
