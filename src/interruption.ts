import { CancelledError } from './errors.ts';

/** Signals of this process, as seen by the command. */
export interface Interruption {
  /** Aborted with `CancelledError` by the first signal. */
  readonly cancelled: AbortSignal;
  /** The first signal, which decides the exit code. */
  first(): 'SIGINT' | 'SIGTERM' | undefined;
}

/**
 * Turns signals into one abort. GitHub sends SIGINT and 7.5 s later SIGTERM, GitLab only SIGTERM: what comes after the
 * first lets the clean-up go on. A person who presses Ctrl-C twice wants out, clean-up or not.
 */
export function watchSignals(onFirst: (signal: 'SIGINT' | 'SIGTERM') => void): Interruption {
  const controller = new AbortController();
  let first: 'SIGINT' | 'SIGTERM' | undefined;
  const receive = (signal: 'SIGINT' | 'SIGTERM') => {
    if (first === undefined) {
      first = signal;
      onFirst(signal);
      controller.abort(new CancelledError(signal));
    } else if (signal === 'SIGINT' && first === 'SIGINT' && process.stderr.isTTY) {
      process.exit(130);
    }
  };
  process.on('SIGINT', () => receive('SIGINT'));
  process.on('SIGTERM', () => receive('SIGTERM'));
  // Windows: the runner sends Ctrl-C, then Ctrl-Break.
  process.on('SIGBREAK', () => receive('SIGTERM'));
  return { cancelled: controller.signal, first: () => first };
}
