import { describeSelection, type Selection } from '../inputs/selection.ts';
import { holds } from '../kargo/artifact.ts';
import type { Freight } from '../kargo/types.ts';
import type { Verdict } from '../verdict.ts';
import type { StageView } from './stage-view.ts';
import { type Survey, unseen } from './survey.ts';
import { type Place, placesByFreight, placesOf, whereabouts } from './whereabouts.ts';

/** Where one Freight is that was asked for. */
export interface Answer {
  readonly freight: Freight;
  readonly places: readonly Place[];
  /** Begins with "in …", without a final stop. */
  readonly sentence: string;
}

/** In how many Freight an artifact is told in the message; the report has them all. */
const mostTold = 3;

interface Asked {
  readonly selection: Selection;
  readonly survey: Survey;
  readonly views: readonly StageView[];
  readonly only: readonly string[];
}

/** One answer for each Freight that was asked for, newest first: an artifact can be in several. */
export function answersTo({ selection, survey, views, only }: Asked): readonly Answer[] {
  const isRead = survey.stages.items !== undefined;
  return (survey.freight.items ?? [])
    .filter((freight) => isAskedFor(freight, selection))
    .map((freight) => {
      const places = isRead ? placesOf(freight, views, survey.at) : placesByFreight(freight, only);
      return { freight, places, sentence: whereabouts(places) };
    });
}

function isAskedFor(freight: Freight, { selector, warehouses }: Selection): boolean {
  if (warehouses.length > 0 && !warehouses.includes(freight.origin?.name ?? '')) {
    return false;
  }
  const { name } = freight.metadata;
  switch (selector.by) {
    case 'name':
      return name === selector.value;
    case 'alias':
      return freight.alias === selector.value;
    case 'artifacts':
      return selector.artifacts.every((artifact) => holds({ ...freight, name }, artifact));
  }
}

/** The answers as a verdict, which says what it did not see. */
export async function verdictOn(asked: Asked, answers: readonly Answer[]): Promise<Verdict> {
  const { selection, survey } = asked;
  const what = describeSelection(selection);
  const [only, ...others] = answers;
  if (survey.freight.items === undefined) {
    const message = `Where ${what} is cannot be told: ${survey.freight.unread}`;
    return { status: 'failed', reason: 'forbidden', message };
  }
  if (only === undefined) {
    const message = `${what} does not exist${await whyMissing(asked)}.`;
    return { status: 'failed', reason: 'freight-not-found', message };
  }
  if (others.length === 0) {
    return { status: 'succeeded', message: `${what} is ${only.sentence}${unseen(survey)}.` };
  }
  const told = answers
    .slice(0, mostTold)
    .map(({ freight, sentence }) => `${freight.alias ?? freight.metadata.name} is ${sentence}`);
  const rest = answers.length > mostTold ? `. And ${answers.length - mostTold} older ones` : '';
  const message = `${answers.length} Freight match "${what}": ${told.join('. ')}${rest}${unseen(survey)}.`;
  return { status: 'succeeded', message };
}

/** The cause, as far as the Warehouses that were read tell. */
async function whyMissing({ selection, survey }: Asked): Promise<string> {
  const { selector, warehouses: names } = selection;
  const warehouses = survey.warehouses.items;
  if (selector.by !== 'artifacts') {
    return `: no Freight has this ${selector.by}`;
  }
  if (warehouses === undefined) {
    return ', and the Warehouses could not be read to say why';
  }
  const { explainAbsence } = await import('../kargo/absence.ts');
  const asked =
    names.length === 0 ? warehouses : warehouses.filter(({ metadata }) => names.includes(metadata.name));
  return `: ${explainAbsence(asked, selector.artifacts).reasons.join('; ')}`;
}
