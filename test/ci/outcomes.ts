import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { TextSink } from '../../src/ci/detect.ts';
import type { Outcome } from '../../src/ci/host.ts';
import { reasonOf, type Verdict } from '../../src/verdict.ts';

/** An end as main hands it to a host. */
export function outcomeWith(verdict: Verdict, change: Partial<Outcome> = {}): Outcome {
  return {
    command: { name: 'promote', outputs: { promotion: 'Its name.', promotions: 'All of them, as JSON.' } },
    verdict,
    links: [],
    warnings: [],
    ...change,
    outputs: {
      ...change.outputs,
      status: verdict.status,
      'failure-reason': reasonOf(verdict) ?? '',
      message: verdict.message,
    },
  };
}

export const succeeded: Verdict = { status: 'succeeded', message: 'Stage test has the Freight.' };

export function failedWith(message: string): Verdict {
  return { status: 'failed', reason: 'promotion-failed', message };
}

/** A stream that keeps what is written. */
export function createSink(isTTY = false): TextSink & { readonly text: () => string } {
  const chunks: string[] = [];
  return { isTTY, write: (chunk) => chunks.push(chunk), text: () => chunks.join('') };
}

/** A directory for one test. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}
