import { isKargoError, type KargoError } from '../errors.ts';
import { missingRight } from '../kargo/answer.ts';
import { ApiTokens } from '../kargo/api-tokens.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Resource, Right } from '../kargo/rights.ts';
import { type Generation, isAtLeast } from './server.ts';

/** What a probe showed of a right. */
export interface Probed {
  readonly right: Right;
  /** The Stage for which it was asked, of rights that can be limited to one. */
  readonly stage?: string;
  readonly held: 'yes' | 'no' | 'cannot tell';
  /** Why it cannot be told. */
  readonly why: string;
}

/** What the probes may use. */
export interface Ground {
  readonly client: KargoClient;
  readonly generation: Generation;
  /** The Stages to ask for; empty: none is known. */
  readonly stages: readonly string[];
}

/** A name that nothing in Kargo has: names of Freight are hashes, the others are asked for by it only. */
const nobody = 'kargo-ci-doctor';

/** No Warehouse can have this name: Kubernetes allows no capitals. */
const noWarehouse = 'Warehouse/KARGO-CI-DOCTOR';

/** Not allowed as the value of a label, which an alias is (05/alias-invalid: 422 on every release). */
const impossibleAlias = 'not an alias!';

type Answer = Pick<Probed, 'held' | 'why'>;

const yes: Answer = { held: 'yes', why: '' };
const no: Answer = { held: 'no', why: '' };
const unknown = (why: string): Answer => ({ held: 'cannot tell', why });

/** The questions that were asked once already, by what was asked. */
type Asked = Map<string, Promise<unknown>>;

interface Probe extends Ground {
  readonly asked: Asked;
  readonly stage: string | undefined;
}

/**
 * Asks whether the token has each right. Nothing is changed: what is not a read is a request that Kargo refuses in
 * any case, after it has looked at the right (fact sheet 4.3). Where there is no such request it cannot be told.
 */
export async function probeRights(rights: readonly Right[], ground: Ground): Promise<readonly Probed[]> {
  const asked: Asked = new Map();
  const questions = rights.flatMap((right) => {
    const stages = isPerStage(right) && ground.stages.length > 0 ? ground.stages : [undefined];
    return stages.map((stage) => ({ right, stage }));
  });
  return Promise.all(
    questions.map(async ({ right, stage }) => ({
      right,
      ...(stage === undefined ? {} : { stage }),
      ...(await probe(right, { ...ground, asked, stage })),
    })),
  );
}

/** Rights that a Role can limit to some Stages. */
function isPerStage({ resource, verb }: Right): boolean {
  return (resource === 'stages' && verb !== 'list') || (resource === 'promotions' && verb === 'create');
}

function probe(right: Right, ground: Probe): Answer | Promise<Answer> {
  switch (`${right.verb} ${right.resource}`) {
    case 'promote stages':
    case 'create promotions':
      return probePromote(right, ground);
    case 'patch freights':
      return probeAlias(right, ground);
  }
  switch (right.verb) {
    case 'get':
      return probeGet(right, ground);
    case 'list':
      return probeList(right, ground);
    case 'watch':
      return probeWatch(right, ground);
    default:
      return unknown('no request that needs it is harmless');
  }
}

/** The same question is asked once. */
function once<T>(asked: Asked, what: string, ask: () => Promise<T>): Promise<T> {
  const before = asked.get(what) ?? ask();
  asked.set(what, before);
  // What is kept under a name came from the same question.
  return before as Promise<T>;
}

/**
 * Kargo looks at the right before the object: what does not exist is "not found" only to who may read it. Of Stages
 * and Warehouses a Role may grant some by name, so for them a refusal tells only with a name that exists.
 */
async function probeGet(right: Right, { client, asked, stage }: Probe): Promise<Answer> {
  switch (right.resource) {
    case 'stages': {
      const name = stage ?? (await firstName(once(asked, 'stages', () => client.listStages())));
      return named(name, await ask(right, () => client.getStage(name ?? nobody)));
    }
    case 'warehouses': {
      const name = await firstName(once(asked, 'warehouses', () => client.listWarehouses()));
      return named(name, await ask(right, () => client.getWarehouse(name ?? nobody)));
    }
    case 'freights':
      // Looked for by name, which needs get, and then by alias, which needs list.
      return ask(right, () => client.getFreight(nobody), ['list']);
    case 'promotions':
      return ask(right, () => client.getPromotion(nobody));
    case 'analysisruns':
      return ask(right, () => client.getAnalysisRun(nobody));
    case 'projectconfigs':
      return ask(right, () => client.getProjectConfig());
    case 'secrets':
      return ask(right, () => new ApiTokens(client, false).get(nobody));
    default:
      return unknown('no request that needs it is harmless');
  }
}

function named(name: string | undefined, answer: Answer): Answer {
  return name === undefined && answer.held === 'no'
    ? unknown('it is not there for all of them; it may be for some by name')
    : answer;
}

async function probeList(right: Right, { client, asked, stages }: Probe): Promise<Answer> {
  switch (right.resource) {
    case 'stages':
      return ask(right, () => once(asked, 'stages', () => client.listStages()));
    case 'warehouses':
      return ask(right, () => once(asked, 'warehouses', () => client.listWarehouses()));
    case 'freights':
      return ask(right, () => client.listFreight([nobody]));
    case 'promotions':
      return ask(right, () => client.listPromotions(stages[0] ?? nobody));
    case 'secrets':
      return ask(right, () => new ApiTokens(client, false).list(undefined));
    default:
      return unknown('no request that needs it is harmless');
  }
}

/** A stream is opened on an object that exists, and closed at once. */
async function probeWatch(right: Right, ground: Probe): Promise<Answer> {
  const { client } = ground;
  const watched = await objectToWatch(right.resource, ground);
  if (watched === undefined) {
    return unknown('there is nothing to watch that the token can see');
  }
  return ask(right, async () => {
    const stream = await client.watch(watched.resource, watched.name, client.signal);
    stream?.close();
  });
}

async function objectToWatch(resource: Resource, { client, asked, stages, stage }: Probe) {
  switch (resource) {
    case 'stages':
      return stage === undefined ? undefined : ({ resource, name: stage } as const);
    case 'promotions': {
      const name = await firstName(client.listPromotions(stages[0] ?? nobody));
      return name === undefined ? undefined : ({ resource, name } as const);
    }
    case 'warehouses': {
      const name = await firstName(once(asked, 'warehouses', () => client.listWarehouses()));
      return name === undefined ? undefined : ({ resource, name } as const);
    }
    default:
      return undefined;
  }
}

async function firstName(
  listing: Promise<readonly { readonly metadata: { readonly name: string } }[]>,
): Promise<string | undefined> {
  try {
    return (await listing)[0]?.metadata.name;
  } catch (error) {
    if (isKargoError(error)) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Kargo ≥ 1.11 promotes "the newest of an origin": for an origin that cannot exist it looks at `get` of the Stage, at
 * `promote`, at `create`, and then finds no candidate (06/by-origin-missing: 422). Even without its admission
 * webhooks nothing could be made: a Promotion without steps is not a valid object. Before 1.11 the body is refused
 * first (400), and Freight that does not exist is missed before the right is looked at: nothing can be told.
 */
async function probePromote(right: Right, { client, generation, asked, stage }: Probe): Promise<Answer> {
  if (stage === undefined) {
    return unknown('no Stage was named (input stage)');
  }
  if (!isAtLeast(generation, '1.11')) {
    return unknown('Kargo 1.10 and older look at it last, so only a promotion would tell');
  }
  const outcome = await once(asked, `promote ${stage}`, () => client.promote(stage, { origin: noWarehouse }));
  if (outcome.kind !== 'refused') {
    return unknown('Kargo did not answer as expected');
  }
  return judge(right, outcome.error, right.verb === 'promote' ? ['create'] : []);
}

/** An alias that cannot be one is refused by Kubernetes, after the right was looked at. */
async function probeAlias(right: Right, { client }: Probe): Promise<Answer> {
  const name = await firstName(client.listFreight([]));
  return name === undefined
    ? unknown('there is no Freight that the token can see')
    : ask(right, () => client.aliasFreight(name, impossibleAlias));
}

async function ask(
  right: Right,
  asking: () => Promise<unknown>,
  later: readonly string[] = [],
): Promise<Answer> {
  try {
    await asking();
    return yes;
  } catch (error) {
    if (isKargoError(error)) {
      return judge(right, error, later);
    }
    throw error;
  }
}

/**
 * What a refusal says of the right: missing, there (the object is not), or another was looked at first.
 *
 * @param later the verbs that Kargo looks at after this one.
 */
function judge(right: Right, error: KargoError, later: readonly string[]): Answer {
  if (error.httpStatus === 404 || error.httpStatus === 422) {
    return yes;
  }
  const missing = error.httpStatus === 403 ? missingRight(error.message) : undefined;
  if (missing === undefined) {
    return unknown(error.verdict.message);
  }
  if (missing.verb === right.verb && missing.resource === right.resource) {
    return no;
  }
  return later.includes(missing.verb)
    ? yes
    : unknown(`"${missing.verb}" on ${missing.resource} is missing, which Kargo looks at first`);
}
