import type { InputTable, InputValues } from '../command.ts';
import { failed } from '../errors.ts';
import { whereabouts } from '../forge/connect.ts';
import type { PullRequest } from '../forge/forge.ts';
import { nameOf } from './description.ts';
import { untilItWaits } from './link.ts';
import { originFindings, strangerDoubts, unexpectedBranches, waitingFinding } from './safety.ts';
import type { Target, Task } from './target.ts';

/** What a user may say about what is merged. */
export const mergeCheckInputs = {
  head: {
    type: 'string',
    description:
      'The head branch that is expected. Needed, together with `base` and `pull-request`, for a pull request that no Promotion opened.',
  },
  base: { type: 'string', description: 'The base branch that is expected.' },
  'allow-without-promotion': {
    type: 'boolean',
    default: false,
    description:
      'Merge also when the Promotion that opened the pull request does not wait for it any more. Git then changes without a Promotion.',
  },
} as const satisfies InputTable;

type Values = InputValues<typeof mergeCheckInputs> & { readonly 'pull-request': string | undefined };

/**
 * Refuses what must not be merged; returns the target with the newest version of its Promotion, and what is odd about
 * a pull request that somebody has merged already.
 *
 * @throws KargoError (`merge-refused`) with every rule that is broken.
 */
export async function checkSafety(task: Task, target: Target, values: Values): Promise<Checked> {
  const { pull, linked, place } = target;
  const isMerged = pull.state === 'merged';
  if (linked === undefined) {
    const named = values['pull-request'] !== undefined;
    const doubts = strangerDoubts(pull, { head: values.head, base: values.base, named });
    refuseFor(pull, doubts);
    return { ...target, linked, waits: false, oddities: [] };
  }
  const mayHaveEnded = pull.state !== 'open' || values['allow-without-promotion'];
  const newest = mayHaveEnded
    ? linked
    : await untilItWaits(task.client, { linked, place }, whereabouts(task.settings));
  const waits = waitingFinding({ pull, place, linked: newest }, task.settings);
  const broken = [...originFindings({ pull, place, linked: newest }), ...(mayHaveEnded ? [] : [waits])]
    .filter(({ ok }) => ok !== true)
    .map(({ text }) => text);
  const doubts = [...broken, ...unexpectedBranches(pull, values)];
  if (!isMerged) {
    refuseFor(pull, doubts);
  }
  return { ...target, linked: newest, waits: waits.ok === true, oddities: doubts };
}

/** A target that may be merged. */
export interface Checked extends Target {
  /** Its Promotion waits for it. */
  readonly waits: boolean;
  readonly oddities: readonly string[];
}

function refuseFor(pull: PullRequest, doubts: readonly string[]): void {
  if (doubts.length > 0) {
    throw failed('merge-refused', `${nameOf(pull)} was not merged: ${doubts.join('; ')}.`);
  }
}
