import type { Clock } from '../clock.ts';
import type { Forge, PullRequest } from './forge.ts';

/** So many requests may be sent close together, for a pull request that changes soon. */
const burst = 8;
const burstPauseMs = 5_000;
/** Each further request is paid with so much waiting: with the burst at most 122 in an hour. */
const pausePerRequestMs = 32_000;

/** What is done with the versions of a pull request that is followed. */
export interface Following {
  /** Whether this version is what was waited for. */
  readonly until: (seen: PullRequest) => boolean;
  /** Told the first version, and each that differs from the one before. */
  readonly onChange?: (seen: PullRequest) => void;
}

/**
 * Follows a pull request from the version `first` until one is what was waited for, and returns that. Ends with the
 * reason of `signal` (a deadline, a cancelled job), and throws as `Forge.refresh` does.
 */
export async function followPullRequest(
  { forge, clock, signal }: { readonly forge: Forge; readonly clock: Clock; readonly signal: AbortSignal },
  first: PullRequest,
  { until, onChange }: Following,
): Promise<PullRequest> {
  const start = forge.sent;
  let last = first;
  let pauseMs = burstPauseMs;
  onChange?.(last);
  while (!until(last)) {
    await clock.sleep(pauseMs, signal);
    const before = forge.sent;
    const next = await forge.refresh(last);
    if (JSON.stringify(next) !== JSON.stringify(last)) {
      onChange?.(next);
    }
    last = next;
    const inBurst = forge.sent - start < burst;
    pauseMs = inBurst ? burstPauseMs : Math.max(1, forge.sent - before) * pausePerRequestMs;
  }
  return last;
}
