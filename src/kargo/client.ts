import type { Clock } from '../clock.ts';
import { isKargoError } from '../errors.ts';
import type { HttpStream } from '../http.ts';
import { type Call, Calls, type Connection, type PostOutcome, type Shared } from './calls.ts';
import type {
  AnalysisRun,
  Freight,
  KargoObject,
  ProjectConfig,
  Promotion,
  Stage,
  Warehouse,
} from './types.ts';
import type { Crowd } from './watch/crowd.ts';

/**
 * One project of one Kargo API server: a method per endpoint of Warehouses, Freight, Stages and Promotions. Every method throws `KargoError` when
 * the server refuses or its answer cannot be had, and the reason of `signal` when that is aborted.
 */
export class KargoClient {
  readonly #connection: Connection;
  readonly #signal: AbortSignal;
  readonly #shared: ClientShared;
  readonly #calls: Calls;

  constructor(
    connection: Connection,
    signal: AbortSignal,
    shared: ClientShared = { proof: { answered: false, tokenWorked: false } },
  ) {
    this.#connection = connection;
    this.#signal = signal;
    this.#shared = shared;
    this.#calls = new Calls(connection, signal, shared);
  }

  /**
   * The same client, whose calls end with another signal: a deadline, a clean-up.
   *
   * @param onTrouble told in words each time a call has to be repeated.
   */
  within(signal: AbortSignal, onTrouble?: (words: string) => void): KargoClient {
    const { onTrouble: _, ...shared } = this.#shared;
    return new KargoClient(
      this.#connection,
      signal,
      onTrouble === undefined ? shared : { ...shared, onTrouble },
    );
  }

  /** The same client, whose reads of Stages, Promotions and Freight are made together with those of others. */
  joining(crowd: Crowd): KargoClient {
    return new KargoClient(this.#connection, this.#signal, { ...this.#shared, crowd });
  }

  get crowd(): Crowd | undefined {
    return this.#shared.crowd;
  }

  /** How calls are sent: for the endpoints that few commands need, which have classes of their own. */
  get calls(): Calls {
    return this.#calls;
  }

  /** `/v1beta1/projects/<project>` */
  get projectPath(): string {
    return `/v1beta1/projects/${encode(this.project)}`;
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

  getWarehouse(name: string): Promise<Warehouse> {
    return this.#object('warehouses', name);
  }

  async listWarehouses(): Promise<readonly Warehouse[]> {
    return this.#list('warehouses', '', `listing the Warehouses of project "${this.project}"`);
  }

  getStage(name: string): Promise<Stage> {
    return this.crowd?.stages.ask(name, this.#signal) ?? this.#object('stages', name);
  }

  async listStages(): Promise<readonly Stage[]> {
    return this.#list('stages', '', `listing the Stages of project "${this.project}"`);
  }

  getPromotion(name: string): Promise<Promotion> {
    return this.crowd?.promotions.ask(name, this.#signal) ?? this.#object('promotions', name);
  }

  /** The Promotions of one Stage, oldest first. */
  async listPromotions(stage: string): Promise<readonly Promotion[]> {
    if (this.crowd !== undefined) {
      return this.crowd.promotionsOfStage.ask(stage, this.#signal);
    }
    const found = await this.#list<Promotion>(
      'promotions',
      `?stage=${encode(stage)}`,
      `listing the Promotions of Stage "${stage}"`,
    );
    return byName(found.filter((promotion) => promotion.spec.stage === stage));
  }

  /** All Promotions of the project, oldest first within a Stage. */
  async listProjectPromotions(): Promise<readonly Promotion[]> {
    const found = await this.#list<Promotion>(
      'promotions',
      '',
      `listing the Promotions of project "${this.project}"`,
    );
    return byName(found);
  }

  getFreight(nameOrAlias: string): Promise<Freight> {
    return this.crowd?.freight.ask(nameOrAlias, this.#signal) ?? this.#object('freight', nameOrAlias);
  }

  /** Freight of the given Warehouses (all when empty), newest first. */
  async listFreight(warehouses: readonly string[]): Promise<readonly Freight[]> {
    const origins = warehouses.map((name) => `origins=${encode(name)}&`).join('');
    const answer: { groups?: Record<string, { items?: readonly Freight[] | null }> | null } =
      await this.#calls.read({
        method: 'GET',
        path: `${this.projectPath}/freight?${origins}reverse=true`,
        doing: `listing the Freight of project "${this.project}"`,
      });
    return answer.groups?.['']?.items ?? [];
  }

  getAnalysisRun(name: string): Promise<AnalysisRun> {
    return this.#object('analysis-runs', name);
  }

  /** The configuration of the project, the URLs of its webhook receivers included: secrets. */
  getProjectConfig(): Promise<ProjectConfig> {
    return this.#calls.read({
      method: 'GET',
      path: `${this.projectPath}/config`,
      doing: `reading the configuration of project "${this.project}"`,
    });
  }

  /**
   * Opens the log of a metric's Job in an AnalysisRun: events that hold its text, cut anywhere (fact sheet 7.4).
   *
   * @returns undefined when there is none: on Kargo ≤ 1.10 also for a metric without a Job.
   */
  analysisLog(run: string, metric: string, signal: AbortSignal): Promise<HttpStream | undefined> {
    const call: Call = {
      method: 'GET',
      path: `${this.projectPath}/analysis-runs/${encode(run)}/logs?metricName=${encode(metric)}`,
      doing: `reading the log of metric "${metric}" of AnalysisRun "${run}"`,
    };
    return this.#stream(call, signal);
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
    return this.#calls.act({
      method: 'POST',
      path: `${this.projectPath}/freight/${encode(freight)}/approve?stage=${encode(stage)}`,
      doing: `approving Freight "${freight}" for Stage "${stage}"`,
      patches: 'status',
    });
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

  /** Creates a Promotion. Never sent again once it may have landed: not idempotent (fact sheet 4.3). */
  promote(
    stage: string,
    what: { readonly freight: string } | { readonly origin: string },
  ): Promise<PostOutcome> {
    return this.#calls.create({
      method: 'POST',
      path: `${this.projectPath}/stages/${encode(stage)}/promotions`,
      doing: `promoting ${'freight' in what ? `Freight "${what.freight}"` : `the newest of ${what.origin}`} to Stage "${stage}"`,
      body: what,
    });
  }

  /**
   * Opens the event stream of one object. The caller reads and closes it.
   *
   * @returns undefined when this server answers with something else than a stream: poll instead.
   */
  watch(resource: WatchedResource, name: string, signal: AbortSignal): Promise<HttpStream | undefined> {
    const call: Call = {
      method: 'GET',
      path: `${this.projectPath}/${resource}/${encode(name)}?watch=true`,
      doing: `watching ${kindOf[resource]} "${name}"`,
    };
    return this.#stream(call, signal);
  }

  /**
   * Opens the event stream of all objects of a kind in the project, as `watch` does.
   *
   * @param from the version of a list: only what changes afterwards comes. Without it all objects come first.
   */
  watchAll(
    resource: WatchedResource,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<HttpStream | undefined> {
    const seed = from === undefined ? '' : `&resourceVersion=${encode(from)}`;
    const call: Call = {
      method: 'GET',
      path: `${this.projectPath}/${resource}?watch=true${seed}`,
      doing: `watching all ${kindOf[resource]}s of project "${this.project}"`,
    };
    return this.#stream(call, signal);
  }

  async #stream(call: Call, signal: AbortSignal): Promise<HttpStream | undefined> {
    const answer = await this.#calls.open(call, signal);
    if ('chunks' in answer) {
      return answer;
    }
    if (answer.status < 300) {
      return undefined;
    }
    throw this.#calls.errorOf(call, answer);
  }

  /** Reads one object of a kind that can also be watched. It comes from a cache and can be a moment old. */
  getObject<T extends KargoObject>(resource: WatchedResource, name: string): Promise<T> {
    return this.#object(resource, name);
  }

  /** All objects of such a kind in the project, with the version of the list where Kargo says it (≥ 1.11). */
  async listObjects(
    resource: WatchedResource,
  ): Promise<{ readonly objects: readonly KargoObject[]; readonly version: string | undefined }> {
    const answer = await this.#readList<KargoObject>(
      resource,
      '',
      `listing the ${kindOf[resource]}s of project "${this.project}"`,
    );
    return { objects: answer.items ?? [], version: answer.metadata?.resourceVersion };
  }

  #object<T extends KargoObject>(resource: keyof typeof kindOf, name: string): Promise<T> {
    return this.#calls.read({
      method: 'GET',
      path: `${this.projectPath}/${resource}/${encode(name)}`,
      doing: `reading ${kindOf[resource]} "${name}"`,
    });
  }

  async #list<T extends KargoObject>(resource: string, query: string, doing: string): Promise<readonly T[]> {
    return (await this.#readList<T>(resource, query, doing)).items ?? [];
  }

  #readList<T extends KargoObject>(resource: string, query: string, doing: string): Promise<List<T>> {
    return this.#calls.read({ method: 'GET', path: `${this.projectPath}/${resource}${query}`, doing });
  }

  #act(path: string, doing: string, method: 'POST' | 'PATCH' = 'POST'): Promise<void> {
    return this.#calls.act({ method, path: `${this.projectPath}/${path}`, doing });
  }
}

interface ClientShared extends Shared {
  readonly crowd?: Crowd;
}

interface List<T> {
  readonly metadata?: { readonly resourceVersion?: string };
  readonly items?: readonly T[] | null;
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

/** Of one Stage's Promotions that is oldest first: their names hold a ULID. */
function byName<T extends KargoObject>(objects: readonly T[]): readonly T[] {
  return objects.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}

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
