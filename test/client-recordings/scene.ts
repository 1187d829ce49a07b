import type { Log } from '../../src/ci/host.ts';
import type { Deadline } from '../../src/clock.ts';
import { DeadlineError, KargoError } from '../../src/errors.ts';
import type { WaitOptions } from '../../src/promotion/options.ts';
import type { WaitTask } from '../../src/promotion/task.ts';
import type { RecordedResponse } from '../support/recordings.ts';
import { until } from './sightings.ts';
import { lineOf, openTheatre, play } from './theatre.ts';

/** What the server of a scene does, by request line below the project: `GET stages/test`, `GET stages/test?watch=true`. */
export type Script = Readonly<Record<string, RecordedResponse | (() => RecordedResponse)>>;

export interface SceneOptions extends Partial<WaitOptions> {
  /** How much faster time runs. */
  readonly factor?: number;
}

export interface Scene {
  readonly task: WaitTask;
  /** The lines that were logged. */
  readonly said: readonly string[];
  /** How often this was asked, by request line below the project. */
  asked(line: string): number;
  /** How many frames have been sent. */
  sent(): number;
  /** Lets the deadline pass as soon as this is so and no call is under way. There is none before. */
  expireWhen(isSo: () => boolean): Promise<void>;
}

/** A wait in one Stage, on a server that plays a script. Every stream is played once, and then repeats its last frame. */
export async function openScene(stage: string, script: Script, options: SceneOptions = {}): Promise<Scene> {
  const { factor = 200, ...wait } = options;
  const over = new AbortController();
  const said: string[] = [];
  const note = (text: string) => void said.push(text);
  const log: Log = { info: note, warning: note, error: note, debug: () => undefined, section: note };
  let sent = 0;
  const played = new Set<string>();
  const root = lineOf('', '').slice('GET '.length, -1);
  const { client, server } = await openTheatre(
    ({ line }) => {
      const key = line.replace(root, '');
      const planned = script[key];
      const answer = typeof planned === 'function' ? planned() : planned;
      if (answer?.frames === undefined) {
        return answer;
      }
      const frames = played.has(key) ? answer.frames.slice(-1) : answer.frames;
      played.add(key);
      return (response) =>
        play(response, { ...answer, frames }, () => {
          sent += 1;
        });
    },
    { factor },
  );
  const deadline: Deadline = { signal: over.signal, remaining: () => 0, clear: () => undefined };
  return {
    task: {
      stage,
      client: client.within(deadline.signal),
      deadline,
      log,
      options: { 'wait-for': 'verified', 'health-grace': 300_000, 'require-checks': false, ...wait },
    },
    said,
    asked: (line) => server.seen.filter((arrival) => arrival.line.replace(root, '') === line).length,
    sent: () => sent,
    expireWhen: async (isSo) => {
      await until(isSo);
      await until(() => server.busy() === 0);
      // The last answer has left; it has to arrive too: a call that is open at the deadline may count as unanswered.
      await new Promise((resolve) => setTimeout(resolve, 2));
      await until(() => server.busy() === 0);
      over.abort(new DeadlineError('the deadline passed'));
    },
  };
}

/** What a wait that goes otherwise ends with. Throws when it did not, or for another reason than a verdict. */
export async function verdictOf(promise: Promise<unknown>): Promise<KargoError['verdict']> {
  const thrown = await promise.then(
    (value) => new Error(`it ended well: ${JSON.stringify(value)?.slice(0, 200)}`),
    (reason: unknown) => reason,
  );
  if (thrown instanceof KargoError) {
    return thrown.verdict;
  }
  throw thrown;
}
