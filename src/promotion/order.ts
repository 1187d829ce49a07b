import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf, waysToSelect } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { endingInputs, waitInputs } from './options.ts';
import type { Order } from './promote-many.ts';

const { required: _itemsNameTheirs, ...project } = inProject.project;

/** The inputs of `promote`. */
export const promoteInputs = {
  ...connection,
  project,
  stage: {
    type: 'list',
    description: 'The Stages to promote to. Several are promoted to side by side.',
  },
  'downstream-of': {
    type: 'string',
    description: 'Instead of stage: promote to every Stage that takes this Freight from the named Stage.',
  },
  ...selectionInputs,
  origin: {
    type: 'string',
    description:
      'Instead of naming Freight: promote the newest that the Stage may have of this Warehouse. Kargo 1.11 and newer choose it themselves at that moment.',
  },
  'create-freight': {
    type: 'choice',
    choices: ['never', 'if-missing'],
    default: 'never',
    description:
      'With "if-missing" the Freight is made of exactly the named artifacts when Kargo does not make it: its policy is manual, or a newer artifact overtook it. Needs one warehouse and an artifact for each of its subscriptions.',
  },
  ...waitInputs,
  ...waiting,
  force: {
    type: 'boolean',
    default: false,
    description:
      'Promote also when the Freight is in the Stage already. A Promotion of it that is still going is adopted all the same.',
  },
  'dry-run': {
    type: 'boolean',
    default: false,
    description: 'Only say what would happen in each Stage, as far as it can be read. Nothing is sent.',
  },
  ...endingInputs,
  items: {
    type: 'string',
    freeText: true,
    description:
      'Instead of one promotion many, also across projects: a YAML or JSON list of mappings with project, stage, and a way to name Freight, as in the inputs of these names; wait-for and force, too. An item may name by token-variable the variable that holds its token.',
  },
  'max-parallel': {
    type: 'integer',
    default: 10,
    min: 1,
    max: 200,
    description: 'How many items are worked on at a time.',
  },
  'on-failure': {
    type: 'choice',
    choices: ['continue', 'stop'],
    default: 'continue',
    description: 'What happens to the items that have not begun when one ends red.',
  },
} as const satisfies InputTable;

export type PromoteValues = InputValues<typeof promoteInputs>;
/** What one order needs of them; an item of a batch has its own. */
export type OrderValues = Omit<
  PromoteValues,
  'items' | 'max-parallel' | 'on-failure' | keyof typeof connection
>;

/** The rules across all inputs of `promote`. */
export function checkOrder(inputs: PromoteValues): readonly Problem[] {
  const byItems = inputs.items !== undefined;
  const own = byItems ? checkNothingBesideItems(inputs) : checkOne(inputs);
  const token = inputs['api-token'] !== undefined || inputs['api-token-file'] !== undefined;
  // The items of a batch may each bring a token of their own.
  const reach = checkConnection(byItems && !token ? { ...inputs, 'api-token': 'of-each-item' } : inputs);
  return [...reach, ...own];
}

/** The rules for one order: where to, and what. */
export function checkOne(inputs: OrderValues): readonly Problem[] {
  const where = (inputs.stage.length > 0 ? 1 : 0) + (inputs['downstream-of'] === undefined ? 0 : 1);
  return [
    ...(inputs.project === undefined
      ? [{ input: 'project', accepted: 'is required: the name of the Kargo project (KARGO_PROJECT)' }]
      : []),
    ...(where === 1
      ? []
      : [
          {
            input: 'stage',
            accepted:
              'name the Stages to promote to, or with downstream-of the Stage before them: one of the two',
          },
        ]),
    ...checkWhat(inputs),
  ];
}

function checkWhat(inputs: OrderValues): readonly Problem[] {
  if (inputs.origin === undefined) {
    const { warehouse } = inputs;
    return [
      ...checkSelection(inputs),
      ...(inputs['create-freight'] === 'if-missing' && warehouse.length !== 1
        ? [
            {
              input: 'create-freight',
              value: 'if-missing',
              accepted: 'name the one warehouse whose Freight is to be made',
            },
          ]
        : []),
    ];
  }
  const beside = [
    ...waysToSelect(inputs),
    ...(inputs['downstream-of'] === undefined ? [] : ['downstream-of']),
  ];
  return beside.length === 0
    ? []
    : [
        {
          input: 'origin',
          value: inputs.origin,
          accepted: `it stands for the Freight: leave out ${beside.join(' and ')}`,
        },
      ];
}

function checkNothingBesideItems(inputs: PromoteValues): readonly Problem[] {
  const beside = [
    ...(inputs.stage.length > 0 ? ['stage'] : []),
    ...(inputs['downstream-of'] === undefined ? [] : ['downstream-of']),
    ...(inputs.origin === undefined ? [] : ['origin']),
    ...waysToSelect(inputs),
  ];
  return beside.length === 0
    ? []
    : [
        {
          input: 'items',
          accepted: `each item names its Stage and its Freight: leave out ${beside.join(' and ')}`,
        },
      ];
}

/** The order that the inputs give; they have passed `checkOne`. */
export function orderOf(inputs: OrderValues): Order {
  return {
    stages: inputs.stage,
    downstreamOf: inputs['downstream-of'],
    selection: inputs.origin === undefined ? selectionOf(inputs) : undefined,
    origin: inputs.origin,
    createMissing: inputs['create-freight'] === 'if-missing',
    dryRun: inputs['dry-run'],
    force: inputs.force,
    options: inputs,
    ending: inputs,
  };
}
