import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Forge } from '../../src/simulator/git-host.ts';
import { type Release, startSimulator } from '../../src/simulator/simulator.ts';
import { type Running, start } from './run.ts';

export type { Release } from '../../src/simulator/simulator.ts';

/** The releases that the simulator can be, oldest first. */
export const kargoReleases: readonly Release[] = ['1.9', '1.10', '1.11', 'main'];

export interface KargoOptions {
  readonly release?: Release;
  /** Multi-document YAML. */
  readonly world?: string;
  readonly port?: number;
  /** Where its steps open pull requests; only for one in this process. */
  readonly forge?: Forge;
}

/** One request that a simulator got; `status` is null when the connection was cut instead of an answer. */
export interface Sent {
  /** When it arrived, ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** Name of the token. */
  readonly token: string | null;
  readonly status: number | null;
  readonly body: unknown;
}

/** A Kargo object as far as tests look into it. */
export interface KargoObject {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly alias?: string;
  readonly images?: readonly { readonly tag: string; readonly digest: string }[];
  readonly spec: { readonly stage?: string; readonly freight?: string };
  readonly status: {
    readonly phase?: string;
    readonly currentPromotion?: { readonly name: string };
    readonly lastPromotion?: { readonly name: string };
    readonly verifiedIn?: Readonly<Record<string, unknown>>;
    readonly lastHandledRefresh?: string;
    readonly currentStep?: number;
    readonly freightHistory?: readonly {
      readonly verificationHistory?: readonly { readonly phase?: string }[];
    }[];
    readonly stepExecutionMetadata?: readonly { readonly alias?: string; readonly status?: string }[];
    readonly health?: { readonly status?: string };
  };
}

type Kind = 'freight' | 'promotions' | 'stages' | 'warehouses';

interface Started {
  readonly address: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly webhooks: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A running simulator, with hands for the world around it and eyes for what was asked of it. */
export class SimulatedKargo {
  readonly address: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly webhooks: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;

  constructor({ address, tokens, webhooks, close }: Started) {
    this.address = address;
    this.tokens = tokens;
    this.webhooks = webhooks;
    this.close = close;
  }

  /** `POST /_simulator/<name>`. Throws when the simulator does not understand it. */
  async control(name: string, body: object): Promise<void> {
    const response = await fetch(`${this.address}/_simulator/${name}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`/_simulator/${name}: ${response.status} ${await response.text()}`);
    }
  }

  /** What was asked of it, in order; only by one token when that is named. */
  async ledger(token?: string): Promise<readonly Sent[]> {
    const response = await fetch(`${this.address}/_simulator/ledger`);
    const entries = (await response.json()) as readonly Sent[];
    return token === undefined ? entries : entries.filter((entry) => entry.token === token);
  }

  /** The requests of the commands under test that are not reads: `POST stages/test/promotions`. */
  async writes(token = 'ci'): Promise<readonly string[]> {
    const entries = await this.ledger(token);
    return entries.filter(({ method }) => method !== 'GET').map(shortForm);
  }

  /** Breaks the next requests that match, by default one. */
  async fault(match: { method?: string; path?: string }, fault: object, more: object = {}): Promise<void> {
    await this.control('faults', { match, fault, ...more });
  }

  /** An API call by somebody: the answer's status and JSON. Throws on anything but success. */
  async call(
    method: string,
    path: string,
    { body, token = 'admin' }: { body?: object; token?: string } = {},
  ) {
    const response = await fetch(`${this.address}/v1beta1/projects/shop/${path}`, {
      method,
      headers: { authorization: `Bearer ${this.tokens[token]}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  async get(kind: Kind, name: string): Promise<KargoObject> {
    return (await this.call('GET', `${kind}/${name}`)) as KargoObject;
  }

  /** The Promotions of a Stage, oldest first. */
  async promotionsOf(stage: string): Promise<readonly KargoObject[]> {
    const answer = (await this.call('GET', `promotions?stage=${stage}`)) as {
      items: readonly KargoObject[] | null;
    };
    return (answer.items ?? []).toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }

  async freights(): Promise<readonly KargoObject[]> {
    const answer = (await this.call('GET', 'freight')) as {
      groups?: Record<string, { items?: readonly KargoObject[] | null }>;
    };
    return answer.groups?.['']?.items ?? [];
  }

  /** The Freight that holds an image of this tag, once it is there. */
  async freight(tag: string): Promise<KargoObject> {
    return this.eventually(`Freight with the tag ${tag}`, async () =>
      (await this.freights()).find(({ images }) => images?.some((image) => image.tag === tag)),
    );
  }

  /** Somebody else promotes: the name of the Promotion. */
  async promote(stage: string, tag: string): Promise<string> {
    return this.#promoteFreight(stage, (await this.freight(tag)).metadata.name);
  }

  async #promoteFreight(stage: string, freight: string): Promise<string> {
    const answer = (await this.call('POST', `stages/${stage}/promotions`, {
      body: { freight },
    })) as KargoObject & { promotion?: KargoObject };
    return (answer.promotion ?? answer).metadata.name;
  }

  /** Pushes an image; a Warehouse sees it when it next looks. */
  async push(image: string): Promise<void> {
    await this.control('artifacts', { image });
  }

  /** Pushes an image, makes Warehouse `web` look, and waits for the Freight: its name. */
  async deliver(image: string): Promise<string> {
    await this.push(image);
    await this.control('objects', {
      kind: 'Warehouse',
      name: 'web',
      merge: { metadata: { annotations: { 'kargo.akuity.io/refresh': `delivery of ${image}` } } },
    });
    return (await this.freight(image.slice(image.lastIndexOf(':') + 1))).metadata.name;
  }

  /** Waits until a Promotion or Stage looks so. */
  async see(kind: Kind, name: string, isSo: (object: KargoObject) => boolean): Promise<KargoObject> {
    return this.eventually(`${kind}/${name} as wanted`, async () => {
      const object = await this.get(kind, name);
      return isSo(object) ? object : undefined;
    });
  }

  /** Promotes by somebody else and waits until the Freight is verified in the Stage. */
  async bring(stage: string, tag: string): Promise<string> {
    const { metadata } = await this.freight(tag);
    const promotion = await this.#promoteFreight(stage, metadata.name);
    await this.see('stages', stage, ({ status }) => status.lastPromotion?.name === promotion);
    await this.see('freight', metadata.name, ({ status }) => status.verifiedIn?.[stage] !== undefined);
    return promotion;
  }

  /** Waits for a request of the commands under test, e.g. `POST stages/test/promotions`. */
  async saw(pattern: RegExp, token = 'ci'): Promise<void> {
    await this.eventually(`a request ${pattern} by ${token}`, async () =>
      (await this.ledger(token)).map(shortForm).find((line) => pattern.test(line)),
    );
  }

  /** Looks often at first, then less, so that many who wait leave time to work; the time limit is for messages that say more than "test timed out". */
  async eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const end = Date.now() + 30_000;
    for (let wait = 15; ; wait = Math.min(wait * 1.3, 150)) {
      const found = await look();
      if (found !== undefined) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(`waited 30 s for ${what}`);
      }
      await pause(wait);
    }
  }
}

function shortForm({ method, path, query }: Sent): string {
  const short = path.replace(/^\/v1beta1\/projects\/[^/]+\//, '');
  return `${method} ${short}${query === '' ? '' : `?${query}`}`;
}

/** A simulator in this process, over real HTTP. */
export async function startKargo({
  release,
  world,
  port,
  forge,
}: KargoOptions = {}): Promise<SimulatedKargo> {
  return new SimulatedKargo(
    await startSimulator({
      ...(release === undefined ? {} : { release }),
      ...(world === undefined ? {} : { world }),
      ...(port === undefined ? {} : { port }),
      ...(forge === undefined ? {} : { forge }),
    }),
  );
}

/** A simulator as users start it: `kargo-ci simulate` in a process of its own. */
export async function spawnKargo(
  options: KargoOptions = {},
): Promise<{ readonly kargo: SimulatedKargo; readonly process: Running }> {
  const directory = mkdtempSync(join(tmpdir(), 'kargo-ci-world-'));
  const file = join(directory, 'world.yaml');
  if (options.world !== undefined) {
    writeFileSync(file, options.world);
  }
  const running = start([
    'simulate',
    `--port=${options.port ?? 0}`,
    ...(options.release === undefined ? [] : [`--release=${options.release}`]),
    ...(options.world === undefined ? [] : [`--world=${file}`]),
  ]);
  await Promise.all([running.saw(/ listens on /), running.saw(/^KARGO_API_ADDRESS=[\s\S]*\n$/)]);
  rmSync(directory, { recursive: true });
  const close = async () => {
    running.kill('SIGTERM');
    await running.ended;
  };
  return {
    kargo: new SimulatedKargo({ ...readAnnouncement(running.written().stdout), close }),
    process: running,
  };
}

/** What `simulate` prints, as a shell would read it: comments name what the next line holds. */
function readAnnouncement(output: string): Omit<Started, 'close'> {
  const address = /^KARGO_API_ADDRESS=(.*)$/m.exec(output)?.[1] ?? '';
  const named = (kind: string, variable: string) =>
    Object.fromEntries(
      [...output.matchAll(new RegExp(`^# ${kind} (.*)\\n${variable}=(.*)$`, 'gm'))].map(
        ([, name = '', value = '']) => [name, value],
      ),
    );
  return {
    address,
    tokens: named('role', 'KARGO_API_TOKEN'),
    webhooks: named('receiver', 'KARGO_WEBHOOK_URL'),
  };
}
