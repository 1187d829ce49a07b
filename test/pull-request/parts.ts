import type { Command } from '../../src/command.ts';
import type { Loop } from '../process/pull-request/parts.ts';
import { type Around, type Run, runCommand } from '../support/command.ts';
import { IdleClock } from '../support/idle-clock.ts';

/** Kargo works by itself for some milliseconds, without a request of ours. */
const quietMs = 60;

/** Runs a command in this process against the simulated Kargo and the fake forge. */
export function runIn(
  play: Loop,
  command: Command,
  inputs: Readonly<Record<string, string>>,
  around: Around = {},
): Promise<Run> {
  return runCommand(
    command,
    {
      'api-address': play.kargo.address,
      project: 'shop',
      'forge-url': play.fake.address,
      forge: play.name,
      repository: play.host.repository,
      timeout: '10m',
      ...inputs,
    },
    {
      clock: new IdleClock(quietMs),
      ...around,
      env: {
        KARGO_API_TOKEN: play.kargo.tokens.ci ?? '',
        GITHUB_TOKEN: 'write-token',
        GITLAB_TOKEN: 'write-token',
        ...around.env,
      },
    },
  );
}

/** Does something once, when a line of the log looks so. */
export function once(pattern: RegExp, action: () => unknown): (line: string) => void {
  let done = false;
  return (line) => {
    if (!done && pattern.test(line)) {
      done = true;
      action();
    }
  };
}

/** Merge queue, merge trains. */
export function enableQueue({ fake }: Loop): void {
  fake.host.rules.queue = true;
  if ('trains' in fake.settings) {
    fake.settings.trains = true;
  }
}
