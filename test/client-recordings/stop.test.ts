import { describe, expect, test } from 'vitest';
import { stopAnyway, stopIfSafe } from '../../src/promotion/stop.ts';
import { type RecordedResponse, type Release, releases } from '../support/recordings.ts';
import { exchangeAt, only, promotionsOf } from './exchanges.ts';
import { openScene } from './scene.ts';

interface Row {
  readonly what: string;
  /** What the Promotion is read as, before an abort and after it. */
  readonly before: string;
  readonly after?: string;
  /** What the abort is answered with; default: that nobody asks for one. */
  readonly abort?: string;
  readonly anyway?: true;
  readonly words: readonly string[];
}

const rows: readonly Row[] = [
  {
    what: 'it runs, and has changed nothing outside',
    before: '06/get-slow-running',
    abort: '06/abort-running',
    after: '06/get-aborted-running',
    words: ['was aborted'],
  },
  {
    what: 'it runs, and aborting needs a right',
    before: '06/get-slow-running',
    abort: '06/abort-as-promoter',
    words: ['may still be going', 'lacks the verb "patch" on promotions', 'verbs: [patch]'],
  },
  {
    what: 'it is queued',
    before: '06/get-slow-second-pending',
    words: ['was left: it is queued', 'kargo-ci abort-promotion --promotion slow.'],
  },
  {
    what: 'it is queued, and aborted in any case',
    before: '06/get-slow-second-pending',
    abort: '06/abort-pending',
    after: '06/get-aborted-pending',
    anyway: true,
    words: ['was aborted'],
  },
  {
    what: 'it has pushed a branch',
    before: '10/get-waiting-for-pr',
    words: ['was left: step 4 "push" (git-push) has already changed something outside'],
  },
  {
    what: 'it has pushed a branch, and is aborted in any case',
    before: '10/get-other-waiting',
    abort: '10/abort-while-waiting',
    after: '10/get-aborted-while-waiting',
    anyway: true,
    words: ['was aborted'],
  },
  {
    what: 'a sync is under way',
    before: '14/get-syncing',
    words: ['was left: step 1 "sync" (argocd-update) has already changed something outside'],
  },
  { what: 'it has failed meanwhile', before: '06/get-fails', words: ['was left: it has ended '] },
  {
    what: 'it ends by itself before the abort',
    before: '17/get-before-kill',
    abort: '06/abort-terminal',
    after: '17/get-end',
    words: ['ended Succeeded before the abort'],
  },
  {
    // Kargo ≤ 1.10 answers 200 all the same.
    what: 'Kubernetes is down: nothing tells that it was aborted',
    before: '06/get-slow-running',
    abort: '13/admin-abort',
    words: ['may still be going'],
  },
];

/** Stops a Promotion on a server that answers as recorded. The time is over when an abort has no effect. */
async function stopping(release: Release, { before, after = before, abort, anyway }: Row) {
  const promotion = only(promotionsOf(exchangeAt(release, before)), before);
  const line = `promotions/${promotion.metadata.name}`;
  let isAborted = false;
  const scene = await openScene(promotion.spec.stage, {
    [`GET ${line}`]: () => exchangeAt(release, isAborted ? after : before).response,
    [`POST ${line}/abort`]: (): RecordedResponse => {
      isAborted = true;
      return exchangeAt(release, abort ?? '06/abort-missing').response;
    },
  });
  const stop = anyway ? stopAnyway : stopIfSafe;
  const stopping = stop(scene.task.client, promotion);
  if (abort === '13/admin-abort') {
    await scene.expireWhen(() => isAborted);
  }
  const stopped = await stopping;
  return { stopped, aborts: scene.asked(`POST ${line}/abort`) };
}

describe.each(releases)('stopping a Promotion on %s', (release) => {
  test.each(rows)('$what', async (row) => {
    const { stopped, aborts } = await stopping(release, row);
    for (const words of row.words) {
      expect(stopped.text).toContain(words);
    }
    expect(aborts > 0).toBe(row.abort !== undefined);
  });
});
