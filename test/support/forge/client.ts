import { onTestFinished } from 'vitest';
import type { Forge, ForgeName } from '../../../src/forge/forge.ts';
import { openForge } from '../../../src/forge/open.ts';
import type { ForgeConnection } from '../../../src/forge/transport.ts';
import { createHttp } from '../../../src/http.ts';
import { TurnedClock } from '../../http/turned-clock.ts';
import type { CodeHost } from './code-host.ts';
import { startGitHub } from './github.ts';
import { startGitLab } from './gitlab.ts';
import type { ForgeServer } from './server.ts';

/** A fake forge of either kind, and a client of it on a clock that its sleepers turn. */
export interface Stage {
  readonly name: ForgeName;
  readonly address: string;
  readonly repository: string;
  readonly host: CodeHost;
  readonly server: ForgeServer;
  readonly clock: TurnedClock;
  readonly waits: string[];
  readonly forge: Forge;
  /** Merge queue, merge trains. */
  enableQueue(): void;
  /** A client with another token. */
  as(token: ForgeConnection['token']): Promise<Forge>;
}

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

export function connectionTo(
  forge: ForgeName,
  address: string,
  more: Partial<ForgeConnection> = {},
): ForgeConnection & { readonly clock: ForgeConnection['clock'] } {
  const clock = more.clock ?? new TurnedClock();
  const http = createHttp({ proxy: {}, userAgent: 'kargo-ci/test', clock, random: () => 1 });
  onTestFinished(() => http.close());
  const token = { value: 'write-token', kind: 'private' } as const;
  return { forge, address, token, http, clock, signal: never, ...more };
}

export async function startStage(name: ForgeName): Promise<Stage> {
  const fake = name === 'github' ? await startGitHub() : await startGitLab();
  const enableQueue = () => {
    fake.host.rules.queue = true;
    if ('trains' in fake.settings) {
      fake.settings.trains = true;
    }
  };
  const clock = new TurnedClock();
  const waits: string[] = [];
  const onWait = (line: string) => waits.push(line);
  const connection = connectionTo(name, fake.address, { clock, onWait });
  return {
    name,
    address: fake.address,
    repository: fake.host.repository,
    host: fake.host,
    server: fake.server,
    clock,
    waits,
    enableQueue,
    forge: await openForge(connection),
    as: (token) => openForge({ ...connection, token }),
  };
}
