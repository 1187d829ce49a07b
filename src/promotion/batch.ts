import type { InputTable } from '../command.ts';
import { InputError, messageOf, type Problem } from '../errors.ts';
import type { Environment } from '../inputs/parse.ts';
import { parseInputs } from '../inputs/parse.ts';

/** The input names that an item may set, beside `token-variable`. */
export const itemInputs = [
  'project',
  'stage',
  'downstream-of',
  'origin',
  'freight',
  'alias',
  'image',
  'commit',
  'chart',
  'warehouse',
  'select',
  'wait-for',
  'force',
] as const;

/** One item of a batch, as texts by input name. */
export interface Item {
  /** `items[2]`, for messages. */
  readonly place: string;
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** The environment variable that holds the token for this item. */
  readonly tokenVariable: string | undefined;
  /** What is wrong with its shape; the values are judged later, together with these. */
  readonly problems: readonly Problem[];
}

/**
 * Reads the input `items`: a YAML or JSON list of mappings.
 *
 * @throws InputError when it is no list at all. What is wrong with an item stands in the item.
 */
export async function readItems(text: string): Promise<readonly [Item, ...Item[]]> {
  const { parse } = await import('yaml');
  const list = parsing(() => parse(text) as unknown);
  if (!Array.isArray(list) || list.length === 0) {
    throw new InputError([
      {
        input: 'items',
        accepted:
          'a YAML or JSON list of mappings is needed, each with at least stage and a way to name Freight',
      },
    ]);
  }
  return list.map((entry: unknown, index) => readItem(entry, `items[${index}]`)) as [Item, ...Item[]];
}

function parsing(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    throw new InputError([{ input: 'items', accepted: `valid YAML or JSON is needed: ${messageOf(error)}` }]);
  }
}

function readItem(entry: unknown, place: string): Item {
  const texts = new Map<string, readonly string[]>();
  const problems: Problem[] = [];
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    const accepted = 'a mapping of input names to values is needed';
    problems.push({ input: place, value: JSON.stringify(entry), accepted });
    return { place, texts, tokenVariable: undefined, problems };
  }
  for (const [name, value] of Object.entries(entry)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value ?? ''];
    const values = list.map(String);
    if (list.some((part) => typeof part === 'object')) {
      problems.push({ input: `${place}.${name}`, accepted: 'a text, or a list of texts, is needed' });
    } else if (name !== 'token-variable' && !(itemInputs as readonly string[]).includes(name)) {
      const accepted = `an item may set ${itemInputs.join(', ')} and token-variable`;
      problems.push({ input: `${place}.${name}`, value: values.join(', '), accepted });
    } else {
      texts.set(name, values);
    }
  }
  const tokenVariable = texts.get('token-variable')?.[0];
  texts.delete('token-variable');
  return { place, texts, tokenVariable, problems };
}

/** The values of an item by the command's table; what it leaves out is absent. Problems name the item. */
export function valuesOfItem<V>(
  table: InputTable,
  item: Item,
): { readonly values: V; readonly problems: readonly Problem[] } {
  const own = Object.fromEntries(
    itemInputs.map((name) => [name, table[name]]).filter(([, spec]) => spec !== undefined),
  );
  const none: Environment = {};
  const { values, problems } = parseInputs(own, { flags: item.texts, env: none });
  return {
    values: values as V,
    problems: problems.map((problem) => ({ ...problem, input: `${item.place}.${problem.input}` })),
  };
}

/**
 * Runs the work of all items, `parallel` at a time. With `stopOnFailure` nothing new is begun after a failure.
 *
 * @returns one result an item; undefined for those that were not begun.
 */
export async function runInParallel<I, R>(
  items: readonly I[],
  { parallel, stopOnFailure }: { readonly parallel: number; readonly stopOnFailure: boolean },
  work: (item: I) => Promise<{ readonly result: R; readonly failed: boolean }>,
): Promise<readonly (R | undefined)[]> {
  const results: (R | undefined)[] = items.map(() => undefined);
  let next = 0;
  let stopped = false;
  async function worker(): Promise<void> {
    while (next < items.length && !stopped) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) {
        const { result, failed } = await work(item);
        results[index] = result;
        stopped ||= failed && stopOnFailure;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
  return results;
}
