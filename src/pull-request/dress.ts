import { createHash } from 'node:crypto';
import { isKargoError } from '../errors.ts';
import type { Forge, PullRequest } from '../forge/forge.ts';
import { titleLine, withoutQuickActions } from '../forge/writing.ts';
import { type Remembered, rememberedIn, withSection } from './section.ts';

/** What a pull request is to have, beside what Kargo and people gave it. */
export interface Dress {
  /** Markdown for our section of the description. */
  readonly section: string;
  readonly labels: readonly string[];
  readonly reviewers: readonly string[];
  /** Given to it as long as it has the one that we gave before. */
  readonly title?: string | undefined;
}

export interface Dressed {
  readonly changed: boolean;
  readonly warnings: readonly string[];
}

/** The description of a new pull request. */
export function firstBody(dress: Dress): string {
  return withSection('', dress.section, { reviewers: [], title: digestOf(dress.title ?? '') });
}

/**
 * Gives an open pull request what it lacks. What is there stays, nobody is asked twice for a review, and doing it again
 * changes nothing.
 */
export async function dressPullRequest(forge: Forge, pull: PullRequest, dress: Dress): Promise<Dressed> {
  const remembered = rememberedIn(pull.body);
  const labels = missingLabels(forge, pull, dress.labels);
  await forge.addLabels(pull, labels);
  const asked = await askForReviews(
    forge,
    pull,
    dress.reviewers.filter((name) => !remembered.reviewers.includes(name)),
  );
  const title = newTitle(pull, dress.title, remembered);
  const body = withSection(pull.body, dress.section, {
    reviewers: [...remembered.reviewers, ...asked.taken],
    title: title === undefined ? remembered.title : digestOf(title),
  });
  const change = {
    ...(title !== undefined && { title }),
    ...(!isSameBody(forge, pull.body, body) && { body }),
  };
  if (Object.keys(change).length > 0) {
    await forge.edit(pull, change);
  }
  return { changed: labels.length + Object.keys(change).length > 0, warnings: asked.warnings };
}

/** GitHub does not tell labels apart by case, GitLab does. */
function missingLabels({ name }: Forge, pull: PullRequest, labels: readonly string[]): readonly string[] {
  const key = (label: string) => (name === 'github' ? label.toLowerCase() : label);
  const there = new Set(pull.labels.map(key));
  return labels.filter((label) => !there.has(key(label)));
}

/** A reviewer whom the forge does not take is no reason to do without the rest. */
async function askForReviews(forge: Forge, pull: PullRequest, names: readonly string[]) {
  if (names.length === 0) {
    return { taken: [], warnings: [] };
  }
  try {
    const refused = await forge.requestReviewers(pull, names);
    return {
      taken: names.filter((name) => !refused.some((one) => one.name === name)),
      warnings: refused.map(({ name, text }) => `${name} was not asked for a review: ${text}`),
    };
  } catch (error) {
    if (!isKargoError(error) || error.verdict.status !== 'failed') {
      throw error;
    }
    return { taken: [], warnings: [`nobody was asked for a review: ${error.message}`] };
  }
}

/** The title to give; undefined when it has it, or when somebody gave it another one since. */
function newTitle(pull: PullRequest, wanted: string | undefined, { title }: Remembered): string | undefined {
  const isOurs = title === digestOf(pull.title);
  return wanted !== undefined && isOurs && titleLine(wanted) !== pull.title ? titleLine(wanted) : undefined;
}

function digestOf(title: string): string {
  return createHash('sha256').update(titleLine(title)).digest('hex').slice(0, 12);
}

/** Forges keep line ends and the end of a text in their own way. */
function isSameBody({ name }: Forge, before: string, after: string): boolean {
  const written = name === 'gitlab' ? withoutQuickActions(after) : after;
  return before.replaceAll('\r\n', '\n').trimEnd() === written.trimEnd();
}
