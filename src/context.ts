import type { Log } from './ci/host.ts';
import type { JobSite } from './ci/site.ts';
import type { Clock } from './clock.ts';
import type { HttpSettings } from './http.ts';

/** What a command may use besides its inputs. It sees neither the environment nor the host. */
export interface Context {
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted with `CancelledError` when the job is cancelled. */
  readonly cancelled: AbortSignal;
  /** Proxy and TLS settings of the environment. */
  readonly network: Pick<HttpSettings, 'proxy' | 'extraCaFile'>;
  /** Where the job runs, as its host says. */
  site(): Promise<JobSite>;
  /** A variable of the environment that an input names, such as the token of one item; masked. */
  variable(name: string): string | undefined;
  /** Hides a secret that turned up while the command ran, in everything that is logged from now on. */
  mask(secret: string): void;
  /** Writes outputs at once, for steps that run after a job was killed. Later values win. */
  publish(outputs: Readonly<Record<string, string>>): void;
  /** What a later `after-cancel` must know about what this run created; replaces what was said before. */
  remember(created: readonly CreatedPromotion[]): void;
  /** What an earlier, cancelled run of this job created. */
  recall(): readonly CreatedPromotion[];
  /** All of standard input, for commands that take a file there. */
  standardInput(): Promise<string>;
  /** Standard output, for commands whose product is text (`demo`, `simulate`). */
  print(text: string): void;
  /** Whether standard output is a terminal that shows colours. */
  readonly colour: boolean;
}

/** A Promotion that this run made and that a cancelled job may have to stop. */
export interface CreatedPromotion {
  readonly project: string;
  readonly stage: string;
  readonly promotion: string;
  readonly onCancel: 'auto' | 'abort';
}
