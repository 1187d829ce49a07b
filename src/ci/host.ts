import type { Command, Link } from '../command.ts';
import type { CreatedPromotion } from '../context.ts';
import type { Verdict } from '../verdict.ts';

/**
 * Progress for people. Every text may hold foreign words (step messages, aliases, server errors): the host
 * makes sure that it stays text: one call is one or more plain lines, never a command, a section or a colour.
 */
export interface Log {
  info(text: string): void;
  /** Something the user can change. An annotation where the host has one. */
  warning(text: string): void;
  /** Why the step is red. An annotation where the host has one. `title` names what failed, in few words. */
  error(text: string, title?: string): void;
  /** Shown only when the host's debug logging is on. */
  debug(text: string): void;
  /** Starts a section (and ends the one before): a foldable group where the host has one. */
  section(title: string): void;
}

/** The end of a command, ready to be shown. `outputs` includes status, failure-reason and message. */
export interface Outcome {
  /** A hidden command (the inner part of a host's YAML) writes no outputs: it would replace those of the job. */
  readonly command: Pick<Command, 'name' | 'outputs' | 'hidden'>;
  readonly verdict: Verdict;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary?: string | undefined;
  readonly links: readonly Link[];
  readonly warnings: readonly string[];
}

/** Where the job runs. Chosen once from the environment by `detectHost`. */
export interface Host {
  readonly name: 'github' | 'gitlab' | 'shell';
  readonly log: Log;
  /** Hides a secret in everything that is logged from now on. */
  mask(secret: string): void;
  publish(outputs: Readonly<Record<string, string>>): void;
  remember(created: readonly CreatedPromotion[]): void;
  recall(): readonly CreatedPromotion[];
  /** Writes outputs, summary, annotations and result files. Called exactly once, on every exit. */
  finish(outcome: Outcome): Promise<void>;
}
