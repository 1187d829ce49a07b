import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';
import { type Artifact, parseChart, parseCommit, parseImage } from '../kargo/artifact.ts';

/** The three lists that name what CI just built. */
export const artifactInputs = {
  image: {
    type: 'list',
    description:
      'Images that the Freight must hold, each as repository:tag or repository@digest. A tag that is pushed again matches several Freight: prefer the digest.',
  },
  commit: {
    type: 'list',
    description: 'Commits that the Freight must hold, each as a full SHA or a tag.',
  },
  chart: {
    type: 'list',
    description: 'Helm charts that the Freight must hold, each as repository/name:version.',
  },
} as const satisfies InputTable;

/** How Freight is named, the same in every command. */
export const selectionInputs = {
  freight: { type: 'string', description: 'The Freight by its name, the 40-digit hash.' },
  alias: { type: 'string', description: 'The Freight by its alias.' },
  ...artifactInputs,
  warehouse: {
    type: 'list',
    description:
      'Only Freight of these Warehouses. A Warehouse that is named here is also told to look at its repositories when the Freight is not there yet.',
  },
  select: {
    type: 'choice',
    choices: ['only', 'newest'],
    default: 'only',
    description:
      'What to do when several Freight match: "only" ends with an error that lists them, "newest" takes the newest.',
  },
} as const satisfies InputTable;

type SelectionValues = InputValues<typeof selectionInputs>;
type ArtifactValues = InputValues<typeof artifactInputs>;

export type Selector =
  | { readonly by: 'name' | 'alias'; readonly value: string }
  | { readonly by: 'artifacts'; readonly artifacts: readonly Artifact[] };

/** Which Freight is meant. */
export interface Selection {
  readonly selector: Selector;
  /** Empty: any. */
  readonly warehouses: readonly string[];
  readonly newest: boolean;
}

/** Rules across the inputs of a selection: exactly one way to name Freight, and every artifact readable. */
export function checkSelection(inputs: SelectionValues): readonly Problem[] {
  const ways = waysToSelect(inputs);
  const count: Problem[] =
    ways.length === 1
      ? []
      : [
          {
            input: 'freight, alias, image, commit, chart',
            accepted:
              ways.length === 0
                ? 'name the Freight in one of these ways; an artifact selector (image, commit, chart) is what CI usually knows'
                : `name the Freight in exactly one way, not by ${ways.join(' and ')}`,
          },
        ];
  return [...count, ...checkName(inputs.freight), ...checkArtifacts(inputs)];
}

/** The ways in which the inputs name Freight; one is right. */
export function waysToSelect(inputs: SelectionValues): readonly string[] {
  return [
    ...(inputs.freight === undefined ? [] : ['freight']),
    ...(inputs.alias === undefined ? [] : ['alias']),
    ...(hasArtifacts(inputs) ? ['artifacts (image, commit, chart)'] : []),
  ];
}

function checkName(freight: string | undefined): readonly Problem[] {
  return freight === undefined || /^[0-9a-f]{40}$/.test(freight)
    ? []
    : [
        {
          input: 'freight',
          value: freight,
          accepted:
            'the name of Freight is a hash of 40 hexadecimal digits; two-word names are aliases: use the input alias',
        },
      ];
}

export function hasArtifacts(inputs: ArtifactValues): boolean {
  return inputs.image.length + inputs.commit.length + inputs.chart.length > 0;
}

export function checkArtifacts(inputs: ArtifactValues): readonly Problem[] {
  return [
    ...unreadable(inputs.image, parseImage, {
      input: 'image',
      accepted: 'an image is written repository:tag or repository@sha256:…, without https://',
    }),
    ...unreadable(inputs.commit, parseCommit, { input: 'commit', accepted: 'a full SHA or a tag is needed' }),
    ...unreadable(inputs.chart, parseChart, {
      input: 'chart',
      accepted: 'a chart is written repository/name:version, e.g. oci://ghcr.io/acme/charts/web:1.8.0',
    }),
  ];
}

function unreadable(
  texts: readonly string[],
  parse: (text: string) => Artifact | undefined,
  problem: Omit<Problem, 'value'>,
): readonly Problem[] {
  return texts.filter((text) => parse(text) === undefined).map((value) => ({ ...problem, value }));
}

/** The artifacts that were named; unreadable ones have been refused by `checkArtifacts`. */
export function artifactsOf(inputs: ArtifactValues): readonly Artifact[] {
  return [
    ...inputs.image.map(parseImage),
    ...inputs.commit.map(parseCommit),
    ...inputs.chart.map(parseChart),
  ].filter((artifact) => artifact !== undefined);
}

/** The selection that the inputs make; they have passed `checkSelection`. */
export function selectionOf(inputs: SelectionValues): Selection {
  return { selector: selectorOf(inputs), warehouses: inputs.warehouse, newest: inputs.select === 'newest' };
}

function selectorOf(inputs: SelectionValues): Selector {
  if (inputs.freight !== undefined) {
    return { by: 'name', value: inputs.freight };
  }
  return inputs.alias === undefined
    ? { by: 'artifacts', artifacts: artifactsOf(inputs) }
    : { by: 'alias', value: inputs.alias };
}

/** The selection in words, for messages: `Freight with ghcr.io/acme/web:1.8.0`. */
export function describeSelection({ selector, warehouses }: Selection): string {
  const of = warehouses.length === 0 ? '' : ` of Warehouse ${warehouses.join(', ')}`;
  return selector.by === 'artifacts'
    ? `Freight with ${selector.artifacts.map((artifact) => artifact.text).join(' and ')}${of}`
    : `Freight ${selector.by === 'alias' ? 'with the alias ' : ''}"${selector.value}"${of}`;
}
