import { isKargoError } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Promotion } from '../kargo/types.ts';
import { evidenceReport } from '../report/evidence.ts';
import type { GateWord } from '../report/gate.ts';
import type { Verdict } from '../verdict.ts';
import { evidenceOfPromotion } from './evidence.ts';
import type { Target, Task } from './target.ts';

/** Returns what kept it from being written: a token may only read, and the job's log says all of it too. */
export async function writeComment(
  task: Task,
  { forge, place, linked }: Target,
  report: string,
): Promise<readonly string[]> {
  const { client } = task;
  try {
    const evidence = linked === undefined ? [] : await evidenceLines(client, linked.promotion);
    const marker = `gate/${client.project.replaceAll(/-{2,}/g, '-')}`;
    await forge.comment({ ...place, marker, body: [report, ...evidence].join('\n') });
    return [];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [`the comment was not written, the log of the job says the same: ${error.message}`];
  }
}

/** Beside the rules: what it brings. It is not what the gate decides by, so that it may be missing. */
async function evidenceLines(client: KargoClient, promotion: Promotion): Promise<readonly string[]> {
  try {
    return ['', evidenceReport(client, await evidenceOfPromotion(client, promotion))];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [];
  }
}

/** Only green is success: what is not known stays pending, which no rule takes for green. */
const states = {
  passed: 'success',
  'not-applicable': 'success',
  failed: 'failure',
  unknown: 'pending',
} as const;

/** Returns what kept it from being set. */
export async function setStatus(
  { settings }: Task,
  { forge, pull }: Target,
  {
    context,
    word,
    verdict,
  }: { readonly context: string; readonly word: GateWord; readonly verdict: Verdict },
): Promise<readonly string[]> {
  const { jobUrl } = settings.site;
  try {
    await forge.setStatus({
      repository: pull.repository,
      sha: pull.head.sha,
      context,
      state: states[word],
      description: verdict.message,
      ...(jobUrl !== undefined && { url: jobUrl }),
    });
    return [];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [`the commit status ${context} was not set: ${error.message}`];
  }
}
