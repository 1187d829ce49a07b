import type { Deadline } from '../clock.ts';
import type { Result } from '../command.ts';
import type { Context } from '../context.ts';
import { CancelledError, DeadlineError, InputError, KargoError, type Problem } from '../errors.ts';
import { checkToken } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import { table, text } from '../report/markdown.ts';
import { isGreen, type Verdict, worstOf } from '../verdict.ts';
import { type Item, readItems, runInParallel, valuesOfItem } from './batch.ts';
import type { CreatedKeeper } from './created.ts';
import { checkOne, type OrderValues, orderOf, type PromoteValues, promoteInputs } from './order.ts';
import {
  type promotionOutputs,
  promotionOutputValues,
  promotionsJson,
  type StageOutcome,
} from './outcome.ts';
import { carryOut } from './promote-many.ts';

interface Surroundings {
  readonly context: Context;
  readonly deadline: Deadline;
  readonly created: CreatedKeeper;
}

/** One item, ready to be carried out. */
interface Errand {
  readonly item: Item;
  readonly values: OrderValues & { readonly project: string };
  readonly token: string | undefined;
}

interface Ended {
  readonly project: string;
  readonly verdict: Verdict;
  readonly outcomes: readonly StageOutcome[];
}

/**
 * Promotes many items, in one or several projects: one verdict each and one overall.
 *
 * @throws InputError with the problems of all items, before anything is sent.
 */
export async function runBatch(
  inputs: PromoteValues,
  items: string,
  surroundings: Surroundings,
): Promise<Result<typeof promotionOutputs>> {
  const errands = prepare(inputs, await readItems(items), surroundings.context);
  const { context } = surroundings;
  const clientOf = clientsOf(errands, (errand) => connectFor(inputs, errand, surroundings));
  const results = await runInParallel(
    errands,
    { parallel: inputs['max-parallel'], stopOnFailure: inputs['on-failure'] === 'stop' },
    async (errand) => {
      const ended = await carryOutItem(errand, surroundings, clientOf);
      const where = `${ended.project} ${errand.values.stage.join(', ')}`;
      context.log.info(`${errand.item.place} (${where}): ${ended.verdict.status}: ${ended.verdict.message}`);
      return { result: ended, failed: !isGreen(ended.verdict) };
    },
  );
  return report(errands, results);
}

function prepare(inputs: PromoteValues, items: readonly Item[], context: Context): readonly Errand[] {
  const judged = items.map((item) => prepareItem(inputs, item, context));
  const problems = judged.flatMap((each) => each.problems);
  if (problems.length > 0) {
    throw new InputError(problems);
  }
  return judged.map(({ errand }) => errand);
}

function prepareItem(
  inputs: PromoteValues,
  item: Item,
  context: Context,
): { readonly errand: Errand; readonly problems: readonly Problem[] } {
  const own = valuesOfItem<Partial<OrderValues>>(promoteInputs, item);
  const values = { ...inputs, ...present(own.values), project: own.values.project ?? inputs.project ?? '' };
  const token = item.tokenVariable === undefined ? undefined : context.variable(item.tokenVariable);
  const problems = [...item.problems, ...own.problems];
  // What is wrong by itself is not judged together with the rest: one mistake, one line.
  const wrong = new Set(problems.map(({ input }) => input));
  const across = [...checkOne(values), ...(item.tokenVariable === undefined ? checkToken(inputs) : [])]
    .map((problem) => ({ ...problem, input: `${item.place}.${problem.input}` }))
    .filter(({ input }) => !wrong.has(input) && !wrong.has(item.place));
  if (item.tokenVariable !== undefined && token === undefined) {
    const accepted = 'this variable is empty or not set in this job';
    problems.push({ input: `${item.place}.token-variable`, value: item.tokenVariable, accepted });
  }
  return { errand: { item, values, token }, problems: [...problems, ...across] };
}

/** What an item sets itself; the rest comes from the inputs of the command. */
function present(values: Partial<OrderValues>): Partial<OrderValues> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function connectFor(
  inputs: PromoteValues,
  { token, values: { project } }: Errand,
  { context, deadline }: Surroundings,
): Promise<KargoClient> {
  const own = token === undefined ? {} : { 'api-token': token, 'api-token-file': undefined };
  return connect({ ...inputs, ...own, project }, context, deadline.signal);
}

type ClientOf = (errand: Errand) => Promise<KargoClient>;

/** One client for all items of a project that have the same token: many share what they read and watch. */
function clientsOf(errands: readonly Errand[], open: ClientOf): ClientOf {
  const keyOf = ({ token, values }: Errand) => JSON.stringify([values.project, token]);
  const clients = new Map<string, Promise<KargoClient>>();
  return (errand) => {
    const key = keyOf(errand);
    const alike = errands.filter((other) => keyOf(other) === key);
    const count = alike.reduce((sum, { values }) => sum + Math.max(1, values.stage.length), 0);
    const client = clients.get(key) ?? open(errand).then((opened) => forMany(opened, count));
    clients.set(key, client);
    return client;
  };
}

async function carryOutItem(errand: Errand, surroundings: Surroundings, clientOf: ClientOf): Promise<Ended> {
  const { context, deadline, created } = surroundings;
  const { project } = errand.values;
  try {
    const client = await clientOf(errand);
    const silent = { log: context.log, publish: () => undefined };
    const { outcomes } = await carryOut(orderOf(errand.values), {
      client,
      deadline,
      context: silent,
      created,
    });
    return {
      project,
      verdict: worstOf(outcomes.map(({ verdict }) => verdict) as [Verdict, ...Verdict[]]),
      outcomes,
    };
  } catch (error) {
    return { project, verdict: verdictOf(error), outcomes: [] };
  }
}

/** An item that ends early must not end the others, which may be cleaning up what they created. */
function verdictOf(error: unknown): Verdict {
  if (error instanceof KargoError) {
    return error.verdict;
  }
  if (error instanceof CancelledError) {
    return { status: 'cancelled', message: `Cancelled by ${error.signal} before a Promotion was made.` };
  }
  if (error instanceof DeadlineError) {
    const message = 'the time was over before Kargo had answered all that was asked';
    return { status: 'unknown', reason: 'unreachable', message };
  }
  throw error;
}

function report(
  errands: readonly Errand[],
  results: readonly (Ended | undefined)[],
): Result<typeof promotionOutputs> {
  const begun = results.filter((result) => result !== undefined);
  const worst = worstOf(begun.map(({ verdict }) => verdict) as [Verdict, ...Verdict[]]);
  const green = begun.filter(({ verdict }) => isGreen(verdict)).length;
  const left = errands.length - begun.length;
  const said = `${green} of ${errands.length} items are green${left === 0 ? '' : `, ${left} were not begun`}.`;
  const outcomes = begun.flatMap((ended) => ended.outcomes);
  const rows = errands.map(({ item, values }, index) => {
    const verdict = results[index]?.verdict;
    const where = [
      values.project,
      values.stage.join(', ') || `downstream of ${values['downstream-of'] ?? ''}`,
    ];
    return [item.place, ...where.map(text), verdict?.status ?? 'not begun', text(verdict?.message ?? '')];
  });
  return {
    verdict: { ...worst, message: isGreen(worst) ? said : `${said} ${worst.message}` },
    outputs: { ...promotionOutputValues([], ''), promotions: itemsJson(errands, results) },
    summary: table(['item', 'project', 'Stages', 'verdict', ''], rows),
    warnings: outcomes.flatMap((outcome) => outcome.warnings),
  };
}

/** The output `promotions` of a batch: the entries of all Stages, each with its project and item. */
function itemsJson(errands: readonly Errand[], results: readonly (Ended | undefined)[]): string {
  const entries = errands.flatMap(({ item, values }, index) => {
    const ended = results[index];
    const head = { item: item.place, project: values.project };
    if (ended === undefined || ended.outcomes.length === 0) {
      const status = ended?.verdict.status ?? 'not-begun';
      return values.stage.map((stage) => ({ ...head, stage, status, message: ended?.verdict.message ?? '' }));
    }
    const stages: readonly object[] = JSON.parse(promotionsJson(ended.outcomes));
    return stages.map((stage) => ({ ...head, ...stage }));
  });
  return JSON.stringify(entries);
}
