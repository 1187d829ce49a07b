import type { Clock } from '../clock.ts';
import { DeadlineError, isKargoError, type KargoError, unknown } from '../errors.ts';
import type { Forge, PullRequest } from './forge.ts';

/** So many requests may be sent close together, for a pull request that changes soon. */
const burst = 8;
const burstPauseMs = 5_000;
/** Each further request is paid with so much waiting: with the burst at most 122 in an hour. */
const pausePerRequestMs = 32_000;

/** What is done with the versions of a pull request that is followed. */
export interface Following {
  /** Whether this version is what was waited for. */
  readonly until: (seen: PullRequest) => boolean | Promise<boolean>;
  /** Told the first version, and each that differs from the one before. */
  readonly onChange?: (seen: PullRequest) => void;
  /** Told when the forge cannot be asked, once for an outage; and with undefined when it answers again. */
  readonly onOutage?: (words: string | undefined) => void;
}

/**
 * Follows a pull request from the version `first` until one is what was waited for, and returns that. An outage of the
 * forge is sat out. Ends with the reason of `signal` (a deadline, a cancelled job), and throws as `Forge.refresh`
 * does; `unreachable` only when an outage outlasts the deadline.
 */
export async function followPullRequest(
  { forge, clock, signal }: { readonly forge: Forge; readonly clock: Clock; readonly signal: AbortSignal },
  first: PullRequest,
  { until, onChange, onOutage }: Following,
): Promise<PullRequest> {
  const start = forge.sent;
  const look = sittingOut(forge, signal, onOutage);
  let last = first;
  let pauseMs = burstPauseMs;
  onChange?.(last);
  while (!(await until(last))) {
    await look.rest(clock.sleep(pauseMs, signal));
    const before = forge.sent;
    const next = await look.at(last);
    if (JSON.stringify(next) !== JSON.stringify(last)) {
      onChange?.(next);
    }
    last = next;
    const inBurst = forge.sent - start < burst;
    pauseMs = inBurst ? burstPauseMs : Math.max(1, forge.sent - before) * pausePerRequestMs;
  }
  return last;
}

/** Looks at a pull request; while the forge is away, the version before stays. */
function sittingOut(forge: Forge, signal: AbortSignal, onOutage: Following['onOutage']) {
  let outage: KargoError | undefined;
  /** A deadline that comes during an outage is not the fault of the pull request. */
  const rest = async <T>(waiting: Promise<T>): Promise<T> => {
    try {
      return await waiting;
    } catch (thrown) {
      throw outage !== undefined && thrown instanceof DeadlineError
        ? unknown('unreachable', `the time was over while ${outage.message}`, thrown)
        : thrown;
    }
  };
  const at = async (last: PullRequest): Promise<PullRequest> => {
    try {
      const seen = await rest(forge.refresh(last));
      if (outage !== undefined) {
        onOutage?.(undefined);
      }
      outage = undefined;
      return seen;
    } catch (thrown) {
      if (signal.aborted || !isOutage(thrown)) {
        throw thrown;
      }
      if (outage === undefined) {
        onOutage?.(thrown.message);
      }
      outage = thrown;
      return last;
    }
  };
  return { rest, at };
}

function isOutage(thrown: unknown): thrown is KargoError {
  return isKargoError(thrown) && thrown.verdict.status === 'unknown';
}
