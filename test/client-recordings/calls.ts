import { afterAll, beforeAll } from 'vitest';
import { KargoError } from '../../src/errors.ts';
import { createHttp, type Http } from '../../src/http.ts';
import type { PostOutcome } from '../../src/kargo/calls.ts';
import { KargoClient } from '../../src/kargo/client.ts';
import { Resources } from '../../src/kargo/resources.ts';
import { System } from '../../src/kargo/system.ts';
import { fixedToken } from '../../src/kargo/token.ts';
import { TurnedClock } from '../http/turned-clock.ts';
import type { Json, LocatedExchange } from '../support/recordings.ts';
import { exchanges, keyOf } from './exchanges.ts';
import { type Arrival, type Replay, type Reply, startReplay } from './replay.ts';

/** A token as Kargo makes them: it names its role, and the rest of it is a secret. */
export const token = [
  '{"alg":"RS256"}',
  '{"sub":"system:serviceaccount:shop:ci"}',
  'a signature that nobody may see',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

/** A server for the tests of one file, and clients of it. Time flies: repetitions and patience take none. */
export interface Stand {
  /** What it answers from now on. */
  answer(reply: (arrival: Arrival) => Reply | undefined): void;
  clientFor(project: string): KargoClient;
  /** What was asked so far. */
  seen(): readonly Arrival[];
}

/** Opens a stand that ends with the tests of the file. */
export function openStand(): Stand {
  let server: Replay;
  let http: Http;
  let reply: (arrival: Arrival) => Reply | undefined = () => undefined;
  beforeAll(async () => {
    server = await startReplay((arrival) => reply(arrival));
    http = createHttp({ proxy: {}, userAgent: 'kargo-ci/test', clock: new TurnedClock(), random: () => 1 });
  });
  afterAll(async () => {
    http.close();
    await server.close();
  });
  return {
    answer: (next) => {
      reply = next;
    },
    clientFor: (project) => {
      const clock = new TurnedClock();
      const connection = { address: server.origin, project, token: fixedToken(token), http, clock };
      return new KargoClient(connection, new AbortController().signal);
    },
    seen: () => server.seen,
  };
}

/** One call of the client. */
export type Called = (client: KargoClient) => Promise<unknown>;

/** The calls that the client makes, by method and path below the project. */
const calls: readonly (readonly [RegExp, (...names: string[]) => Called])[] = [
  [/^GET stages$/, () => (client) => client.listStages()],
  [/^GET stages\/([^/?]+)$/, (name) => (client) => client.getStage(name)],
  [/^GET promotions\?stage=([^&]+)$/, (stage) => (client) => client.listPromotions(stage)],
  [/^GET promotions\/([^/?]+)$/, (name) => (client) => client.getPromotion(name)],
  [/^GET warehouses$/, () => (client) => client.listWarehouses()],
  [/^GET warehouses\/([^/?]+)$/, (name) => (client) => client.getWarehouse(name)],
  [/^GET freight\?origins=([^&]+)&reverse=true$/, (origin) => (client) => client.listFreight([origin])],
  [/^GET freight\/([^/?]+)$/, (name) => (client) => client.getFreight(name)],
  [/^GET analysis-runs\/([^/?]+)$/, (name) => (client) => client.getAnalysisRun(name)],
  [/^POST warehouses\/([^/]+)\/refresh$/, (name) => (client) => client.refreshWarehouse(name)],
  [/^POST stages\/([^/]+)\/refresh$/, (name) => (client) => client.refreshStage(name)],
  [/^POST promotions\/([^/]+)\/refresh$/, (name) => (client) => client.refreshPromotion(name)],
  [/^POST promotions\/([^/]+)\/abort$/, (name) => (client) => client.abortPromotion(name)],
  [
    /^GET (stages|promotions|warehouses)\/([^/?]+)\?watch=true$/,
    (resource, name) => (client) => open(client, resource as 'stages', name),
  ],
  [
    /^POST stages\/([^/]+)\/promotions \{"freight":"([^"]+)"\}$/,
    (stage, freight) => (client) => client.promote(stage, { freight }),
  ],
  [
    /^POST stages\/([^/]+)\/promotions \{"origin":"([^"]+)"\}$/,
    (stage, origin) => (client) => client.promote(stage, { origin }),
  ],
  [
    /^POST freight\/([^/]+)\/approve\?stage=([^&]+)$/,
    (freight, stage) => (client) => client.approveFreight(freight, stage),
  ],
  [
    /^PATCH freight\/([^/]+)\/alias\?newAlias=([^&]+)$/,
    (freight, alias) => (client) => client.aliasFreight(freight, decodeURIComponent(alias)),
  ],
  [/^POST stages\/([^/]+)\/verification$/, (name) => (client) => client.verifyStage(name)],
  [/^POST stages\/([^/]+)\/verification\/abort$/, (name) => (client) => client.abortVerification(name)],
];

/** Opens a stream and closes it: `stream`, or `poll` where there is none. */
async function open(client: KargoClient, resource: 'stages', name: string): Promise<string> {
  const stream = await client.watch(resource, name, client.signal);
  stream?.close();
  return stream === undefined ? 'poll' : 'stream';
}

/** The call of the client that sends this request; undefined when it has none. */
export function callOf({ request }: LocatedExchange): { project: string; call: Called } | undefined {
  const [, project, rest] = /^\/v1beta1\/projects\/([^/]+)\/(.*)$/.exec(request.path) ?? [];
  if (request.path === '/v1beta1/system/server-version') {
    return { project: 'shop', call: (client) => new System(client).version() };
  }
  if (request.path === '/v1beta1/system/public-server-config') {
    return { project: 'shop', call: (client) => new System(client).publicConfig() };
  }
  if (request.method === 'POST' && request.path === '/v1beta1/resources') {
    const manifest = manifestOf(request.body);
    return (
      manifest && { project: 'shop', call: (client) => new Resources(client).create(manifest, 'creating it') }
    );
  }
  const body = request.body === undefined ? '' : ` ${JSON.stringify(request.body)}`;
  for (const [pattern, make] of calls) {
    const found = pattern.exec(`${request.method} ${rest}${body}`);
    if (found !== null && project !== undefined) {
      return { project, call: make(...found.slice(1)) };
    }
  }
  return undefined;
}

/** The one manifest in a body; undefined for several, and for what is none. */
function manifestOf(body: Json | undefined): object | undefined {
  if (typeof body !== 'string' || !body.startsWith('{')) {
    return undefined;
  }
  const manifest: unknown = JSON.parse(body);
  return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
}

/** Every exchange that the client can make, with its call. */
export const called = exchanges.flatMap((exchange) => {
  const call = callOf(exchange);
  return call === undefined ? [] : [{ key: keyOf(exchange), exchange, ...call }];
});

/** What came of a call, in words, and what it said. */
export interface Outcome {
  readonly word: string;
  readonly text: string;
  readonly value?: unknown;
}

/** What came of a call. Throws what is no verdict. */
export async function outcomeOf(promise: Promise<unknown>): Promise<Outcome> {
  const value = await promise.catch((error: unknown) => error);
  if (value instanceof KargoError) {
    return { word: wordOf(value), text: value.message };
  }
  if (value instanceof Error) {
    throw value;
  }
  return isPostOutcome(value) ? describePost(value) : { word: 'ok', text: '', value };
}

function wordOf({ verdict }: KargoError): string {
  return 'reason' in verdict ? `${verdict.status} ${verdict.reason}` : verdict.status;
}

function isPostOutcome(value: unknown): value is PostOutcome {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    ['answered', 'refused', 'unclear'].includes(String(value.kind))
  );
}

function describePost(outcome: PostOutcome): Outcome {
  switch (outcome.kind) {
    case 'answered':
      return { word: 'ok', text: '', value: outcome.body };
    case 'refused':
      return { word: wordOf(outcome.error), text: outcome.error.message };
    case 'unclear':
      return { word: 'unclear', text: outcome.why };
  }
}

/** The verdicts of refusals and outages. */
export const missing = 'failed not-found';
export const forbidden = 'failed forbidden';
export const refused = 'failed refused';
export const outage = 'unknown unreachable';

/** The server that made the recording, for one exchange. */
export function answering({ request, response }: LocatedExchange): (arrival: Arrival) => Reply | undefined {
  return ({ line, body }) => {
    const sent = typeof request.body === 'object' ? JSON.stringify(request.body) : (request.body ?? '');
    return line === `${request.method} ${request.path}` && body === sent ? response : undefined;
  };
}
