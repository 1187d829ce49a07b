import type { FailedReason, UnknownReason, Verdict } from './verdict.ts';

/** One thing that is wrong with the inputs. `value` is never that of a secret. */
export interface Problem {
  readonly input: string;
  readonly value?: string;
  /** What is accepted, and the probable cause: a sentence. */
  readonly accepted: string;
}

/** The inputs cannot be used. Thrown with every problem at once, before anything is sent. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
  }
}

function describeProblem({ input, value, accepted }: Problem): string {
  return value === undefined ? `${input}: ${accepted}` : `${input}: ${JSON.stringify(value)}: ${accepted}`;
}

/** What we asked for was refused (`failed`), or its fate cannot be told (`unknown`). */
export class KargoError extends Error {
  override readonly name = 'KargoError';
  readonly verdict: Verdict;
  /** The HTTP status of a refusal; 404 only when it is the asked object that does not exist. */
  readonly httpStatus: number | undefined;

  constructor(verdict: Verdict, options: { httpStatus?: number | undefined; cause?: unknown } = {}) {
    super(verdict.message, { cause: options.cause });
    this.verdict = verdict;
    this.httpStatus = options.httpStatus;
  }
}

export function failed(reason: FailedReason, message: string, httpStatus?: number): KargoError {
  return new KargoError({ status: 'failed', reason, message }, { httpStatus });
}

export function unknown(reason: UnknownReason, message: string, cause?: unknown): KargoError {
  return new KargoError({ status: 'unknown', reason, message }, { cause });
}

/** The deadline of the whole command passed while something was awaited. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/** The job was cancelled by a signal. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  readonly signal: 'SIGINT' | 'SIGTERM';

  constructor(signal: 'SIGINT' | 'SIGTERM') {
    super(`cancelled by ${signal}`);
    this.signal = signal;
  }
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

export function isKargoError(thrown: unknown): thrown is KargoError {
  return thrown instanceof KargoError;
}
