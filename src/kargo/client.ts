import type { Clock } from '../clock.ts';
import { DeadlineError, failed, isKargoError, type KargoError, messageOf, unknown } from '../errors.ts';
import { type Http, type HttpResponse, type HttpStream, TransportError } from '../http.ts';
import { type Attempt, classify, errorOf, parse } from './answer.ts';
import { describeToken, type TokenSource } from './token.ts';
import type {
  AnalysisRun,
  Freight,
  KargoObject,
  Promotion,
  ServerVersion,
  Stage,
  Warehouse,
} from './types.ts';

/** What a client needs to talk to one project of one Kargo. */
export interface Connection {
  /** Base address without a trailing slash; may hold a base path. */
  readonly address: string;
  readonly project: string;
  readonly token: TokenSource;
  readonly http: Http;
  readonly clock: Clock;
}

/** How long an empty 401 is asked again: on Kargo ≤ 1.10 it may be an outage of Kubernetes (fact sheet 1.4). */
const outagePatienceMs = { tokenNeverWorked: 8_000, tokenWorked: 60_000 };

/** A call that is still open after this long when the deadline comes was not answered; before, it just met it. */
const silenceMs = 3_000;

/** How long a safe call is repeated: a mistyped address should not take a minute to be told. */
const retryMs = { neverAnswered: 15_000, answered: 60_000 };

interface Shared {
  readonly proof: Proof;
  readonly onTrouble?: (words: string) => void;
}

/** What has been seen to work, shared by all clients of a connection. */
interface Proof {
  answered: boolean;
  tokenWorked: boolean;
}

interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH';
  /** Below the address, e.g. `/v1beta1/system/server-version`. */
  readonly path: string;
  readonly doing: string;
  readonly body?: unknown;
  readonly repeatable?: boolean;
  /** Sent without the token. */
  readonly anonymous?: true;
}

/** What became of a POST that creates something and may not be sent twice. */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** Kargo said no: nothing was made. */
  | { readonly kind: 'refused'; readonly error: KargoError }
  /** It may have landed: an empty 200, a 5xx, a lost connection. Look before doing anything else. */
  | { readonly kind: 'unclear'; readonly why: string };

/**
 * One project of one Kargo API server: a method per endpoint used. Every method throws `KargoError` when
 * the server refuses or its answer cannot be had, and the reason of `signal` when that is aborted.
 */
export class KargoClient {
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #shared: Shared;

  constructor(
    connection: Connection,
    signal: AbortSignal,
    shared: Shared = { proof: { answered: false, tokenWorked: false } },
  ) {
    this.#connection = connection;
    this.#signal = signal;
    this.#shared = shared;
  }

  /**
   * The same client, whose calls end with another signal: a deadline, a clean-up.
   *
   * @param onTrouble told in words each time a call has to be repeated.
   */
  within(signal: AbortSignal, onTrouble?: (words: string) => void): KargoClient {
    const { proof } = this.#shared;
    return new KargoClient(
      this.#connection,
      signal,
      onTrouble === undefined ? { proof } : { proof, onTrouble },
    );
  }

  get project(): string {
    return this.#connection.project;
  }

  get address(): string {
    return this.#connection.address;
  }

  /** The token as it is now: for reading what it says of itself, never for showing it. */
  get token(): string {
    return this.#connection.token.current();
  }

  get signal(): AbortSignal {
    return this.#signal;
  }

  get clock(): Clock {
    return this.#connection.clock;
  }

  /** The page of an object in Kargo's UI (promotion-model 9.2). */
  uiLink(kind: 'stage' | 'promotion' | 'freight' | 'warehouse', name: string): string {
    return `${this.address}/project/${encode(this.project)}/${kind}/${encode(name)}`;
  }

  serverVersion(): Promise<ServerVersion> {
    return this.#read({
      method: 'GET',
      path: '/v1beta1/system/server-version',
      doing: 'reading the server version',
    });
  }

  /** The one path that needs no token: whether Kargo is there at all. */
  publicServerConfig(): Promise<unknown> {
    return this.#read({
      method: 'GET',
      path: '/v1beta1/system/public-server-config',
      doing: 'reaching Kargo',
      anonymous: true,
    });
  }

  getWarehouse(name: string): Promise<Warehouse> {
    return this.#object('warehouses', name);
  }

  async listWarehouses(): Promise<readonly Warehouse[]> {
    return this.#list('warehouses', '', `listing the Warehouses of project "${this.project}"`);
  }

  getStage(name: string): Promise<Stage> {
    return this.#object('stages', name);
  }

  async listStages(): Promise<readonly Stage[]> {
    return this.#list('stages', '', `listing the Stages of project "${this.project}"`);
  }

  getPromotion(name: string): Promise<Promotion> {
    return this.#object('promotions', name);
  }

  /** The Promotions of one Stage, oldest first (sorted by name, which holds a ULID). */
  async listPromotions(stage: string): Promise<readonly Promotion[]> {
    const found = await this.#list<Promotion>(
      'promotions',
      `?stage=${encode(stage)}`,
      `listing the Promotions of Stage "${stage}"`,
    );
    return found
      .filter((promotion) => promotion.spec.stage === stage)
      .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }

  getFreight(nameOrAlias: string): Promise<Freight> {
    return this.#object('freight', nameOrAlias);
  }

  /** Freight of the given Warehouses (all when empty), newest first. */
  async listFreight(warehouses: readonly string[]): Promise<readonly Freight[]> {
    const origins = warehouses.map((name) => `origins=${encode(name)}&`).join('');
    const answer: { groups?: Record<string, { items?: readonly Freight[] | null }> | null } =
      await this.#read({
        method: 'GET',
        path: `${this.#projectPath()}/freight?${origins}reverse=true`,
        doing: `listing the Freight of project "${this.project}"`,
      });
    return answer.groups?.['']?.items ?? [];
  }

  getAnalysisRun(name: string): Promise<AnalysisRun> {
    return this.#object('analysis-runs', name);
  }

  /** Asks for a new discovery. 200 says only that the wish was written down; the token is not returned. */
  refreshWarehouse(name: string): Promise<void> {
    return this.#act(`warehouses/${encode(name)}/refresh`, `refreshing Warehouse "${name}"`);
  }

  /** Makes Kargo look at a Stage again; also wakes the Promotion that runs there. */
  refreshStage(name: string): Promise<void> {
    return this.#act(`stages/${encode(name)}/refresh`, `refreshing Stage "${name}"`);
  }

  /** Wakes a waiting Promotion. */
  refreshPromotion(name: string): Promise<void> {
    return this.#act(`promotions/${encode(name)}/refresh`, `refreshing Promotion "${name}"`);
  }

  /** Asks for the end of a Promotion. It takes effect later: read the phase. Safe to repeat. */
  abortPromotion(name: string): Promise<void> {
    return this.#act(`promotions/${encode(name)}/abort`, `aborting Promotion "${name}"`);
  }

  /** Approves Freight for a Stage. Kargo ≤ 1.10 answers success and failure alike: read it afterwards. */
  approveFreight(freight: string, stage: string): Promise<void> {
    return this.#act(
      `freight/${encode(freight)}/approve?stage=${encode(stage)}`,
      `approving Freight "${freight}" for Stage "${stage}"`,
    );
  }

  /** Gives Freight another alias; the same one again is no error. */
  aliasFreight(freight: string, newAlias: string): Promise<void> {
    return this.#act(
      `freight/${encode(freight)}/alias?newAlias=${encode(newAlias)}`,
      `giving Freight "${freight}" the alias "${newAlias}"`,
      'PATCH',
    );
  }

  /** Asks for a new verification of what is in a Stage. Safe to repeat: it names the one to repeat. */
  verifyStage(stage: string): Promise<void> {
    return this.#act(`stages/${encode(stage)}/verification`, `verifying Stage "${stage}" again`);
  }

  /** Asks for the end of the verification that runs in a Stage. */
  abortVerification(stage: string): Promise<void> {
    return this.#act(
      `stages/${encode(stage)}/verification/abort`,
      `aborting the verification of Stage "${stage}"`,
    );
  }

  /** Creates one object from its manifest. Not sent again once it may have landed. */
  createResource(manifest: object, doing: string): Promise<PostOutcome> {
    return this.#create({
      method: 'POST',
      path: '/v1beta1/resources',
      doing,
      body: manifest,
      repeatable: false,
    });
  }

  /** Creates a Promotion. Never sent again once it may have landed: not idempotent (fact sheet 4.3). */
  promote(
    stage: string,
    what: { readonly freight: string } | { readonly origin: string },
  ): Promise<PostOutcome> {
    return this.#create({
      method: 'POST',
      path: `${this.#projectPath()}/stages/${encode(stage)}/promotions`,
      doing: `promoting ${'freight' in what ? `Freight "${what.freight}"` : `the newest of ${what.origin}`} to Stage "${stage}"`,
      body: what,
      repeatable: false,
    });
  }

  /**
   * Opens the event stream of one object. The caller reads and closes it.
   *
   * @returns undefined when this server answers with something else than a stream: poll instead.
   */
  async watch(resource: WatchedResource, name: string, signal: AbortSignal): Promise<HttpStream | undefined> {
    const call: Call = {
      method: 'GET',
      path: `${this.#projectPath()}/${resource}/${encode(name)}?watch=true`,
      doing: `watching ${kindOf[resource]} "${name}"`,
    };
    const answer = await this.#withToken(call, (headers) =>
      this.#connection.http.open({
        method: 'GET',
        url: this.#connection.address + call.path,
        headers: { ...headers, accept: 'text/event-stream' },
        signal,
      }),
    );
    if ('chunks' in answer) {
      return answer;
    }
    if (answer.status < 300) {
      return undefined;
    }
    throw errorOf(this.#attempt(call), answer);
  }

  #projectPath(): string {
    return `/v1beta1/projects/${encode(this.project)}`;
  }

  /** Reads one object of a kind that can also be watched. It comes from a cache and can be a moment old. */
  getObject<T extends KargoObject>(resource: WatchedResource, name: string): Promise<T> {
    return this.#object(resource, name);
  }

  #object<T extends KargoObject>(resource: keyof typeof kindOf, name: string): Promise<T> {
    return this.#read({
      method: 'GET',
      path: `${this.#projectPath()}/${resource}/${encode(name)}`,
      doing: `reading ${kindOf[resource]} "${name}"`,
    });
  }

  async #list<T extends KargoObject>(resource: string, query: string, doing: string): Promise<readonly T[]> {
    const answer: { items?: readonly T[] | null } = await this.#read({
      method: 'GET',
      path: `${this.#projectPath()}/${resource}${query}`,
      doing,
    });
    return answer.items ?? [];
  }

  /** A read: JSON or an error. An empty 200 is a swallowed error of Kargo ≤ 1.10. */
  async #read<T>(call: Call): Promise<T> {
    const response = await this.#send(call);
    const kind = classify(response);
    if (kind === 'json') {
      // The one decoded boundary: the fields are all optional in the types, so nothing is promised here.
      return parse(response.text) as T;
    }
    if (kind === 'empty') {
      throw unknown(
        'bad-answer',
        `${call.doing}: Kargo answered ${response.status} without a body, which hides an error of its own.`,
      );
    }
    throw errorOf(this.#attempt(call), response);
  }

  /** An action whose answer is an empty 200; its effect must be read. Safe to send again. */
  async #act(path: string, doing: string, method: 'POST' | 'PATCH' = 'POST'): Promise<void> {
    const call: Call = { method, path: `${this.#projectPath()}/${path}`, doing, repeatable: true };
    const response = await this.#send(call);
    if (!['empty', 'json'].includes(classify(response))) {
      throw errorOf(this.#attempt(call), response);
    }
  }

  async #create(call: Call): Promise<PostOutcome> {
    const response = await this.#send(call).catch((error: unknown) => {
      if (isKargoError(error) && error.cause instanceof TransportError && error.cause.sent === 'maybe') {
        return error.message;
      }
      throw error;
    });
    if (typeof response === 'string') {
      return { kind: 'unclear', why: response };
    }
    switch (classify(response)) {
      case 'json':
        return { kind: 'answered', body: parse(response.text) };
      case 'empty':
        return { kind: 'unclear', why: `${call.doing}: Kargo answered ${response.status} without a body` };
      case 'unavailable':
        // An admission webhook that says no is Kargo ≥ 1.11's 500: nothing was made (15/promote-task-var-missing).
        return response.text.includes('denied the request')
          ? {
              kind: 'refused',
              error: failed('refused', errorOf(this.#attempt(call), response).message, response.status),
            }
          : { kind: 'unclear', why: errorOf(this.#attempt(call), response).message };
      default:
        return { kind: 'refused', error: errorOf(this.#attempt(call), response) };
    }
  }

  async #send(call: Call): Promise<HttpResponse> {
    const { clock, http } = this.#connection;
    const start = clock.now();
    let trouble = '';
    try {
      return await this.#withToken(call, (headers) =>
        http.request({
          method: call.method,
          url: this.#connection.address + call.path,
          headers: {
            ...headers,
            accept: 'application/json',
            ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
          ...(call.repeatable === undefined ? {} : { repeatable: call.repeatable }),
          signal: this.#signal,
          onTrouble: (words) => {
            trouble = words;
            this.#shared.onTrouble?.(words);
          },
          retryForMs: this.#shared.proof.answered ? retryMs.answered : retryMs.neverAnswered,
        }),
      );
    } catch (error) {
      const isSilent = trouble !== '' || clock.now() - start > silenceMs;
      if (error instanceof DeadlineError && isSilent && call.repeatable !== false) {
        throw unknown(
          'unreachable',
          `${call.doing}: the time was over before Kargo answered${trouble === '' ? '' : ` (${trouble})`}`,
          error,
        );
      }
      throw error;
    }
  }

  /** Sends with the token; on a 401 reads the token's file again, and waits out what may be an outage. */
  async #withToken<A extends HttpResponse | HttpStream>(
    call: Call,
    send: (headers: Record<string, string>) => Promise<A>,
  ): Promise<A> {
    const { clock, token } = this.#connection;
    const start = clock.now();
    for (let pause = 500; ; pause = Math.min(pause * 2, 5_000)) {
      const answer = await this.#reaching(call, () =>
        send(call.anonymous ? {} : { authorization: `Bearer ${token.current()}` }),
      );
      this.#shared.proof.answered = true;
      if (answer.status !== 401) {
        this.#shared.proof.tokenWorked ||= answer.status < 300 && !call.anonymous;
        return answer;
      }
      if (await token.reload()) {
        continue;
      }
      const patience = this.#shared.proof.tokenWorked
        ? outagePatienceMs.tokenWorked
        : outagePatienceMs.tokenNeverWorked;
      const mayBeOutage = 'text' in answer && answer.text === '';
      if (!mayBeOutage || clock.now() - start + pause > patience) {
        return answer;
      }
      this.#shared.onTrouble?.(`${call.doing}: 401 without a word, which may be an outage behind Kargo`);
      await clock.sleep(pause, this.#signal);
    }
  }

  async #reaching<A>(call: Call, send: () => Promise<A>): Promise<A> {
    try {
      return await send();
    } catch (error) {
      if (error instanceof TransportError) {
        throw unknown('unreachable', `${call.doing}: ${messageOf(error)}`, error);
      }
      throw error;
    }
  }

  #attempt(call: Call): Attempt {
    return {
      doing: call.doing,
      address: this.address,
      project: this.project,
      token: describeToken(this.#connection.token.current()),
    };
  }
}

const kindOf = {
  warehouses: 'Warehouse',
  stages: 'Stage',
  promotions: 'Promotion',
  freight: 'Freight',
  'analysis-runs': 'AnalysisRun',
} as const;

/** What can be watched one by one on every release (fact sheet 6.1). */
export type WatchedResource = 'warehouses' | 'stages' | 'promotions';

function encode(segment: string): string {
  return encodeURIComponent(segment);
}

/** The object, or undefined when Kargo says that it does not exist. */
export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isKargoError(error) && error.httpStatus === 404) {
      return undefined;
    }
    throw error;
  }
}
