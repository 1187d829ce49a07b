/** What is remembered in a description about what this suite did, hidden in the line that begins its section. */
export interface Remembered {
  /** Those who were asked for a review: nobody is asked twice. */
  readonly reviewers: readonly string[];
  /** A digest of the title that was given to it: a title of somebody else is left alone. */
  readonly title?: string | undefined;
}

const begin = /^<!-- kargo-ci: section(?: (?<json>\{.*\}))? -->$/;
const end = '<!-- kargo-ci: end of section -->';

/** The part of a description that is ours, between hidden lines. */
interface Section {
  readonly isThere: boolean;
  /** Lines before and after it; without a section everything is before. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly remembered: Remembered;
}

/** What a description remembers; nothing when it has no section. */
export function rememberedIn(body: string): Remembered {
  return split(body).remembered;
}

/** The description with the section in place of the one that it has, or at its end. Everything else stays. */
export function withSection(body: string, content: string, remembered: Remembered): string {
  const { isThere, before, after } = split(body);
  const lines = content.split('\n').filter((line) => !begin.test(line) && line !== end);
  const section = [`<!-- kargo-ci: section ${JSON.stringify(remembered)} -->`, ...lines, end];
  const gap = isThere || before.length === 0 || before.at(-1) === '' ? [] : [''];
  return [...before, ...gap, ...section, ...after].join('\n');
}

/** Of several beginnings (somebody removed an end) the last one before the end counts: no text of people is lost. */
function split(body: string): Section {
  const text = body.replaceAll('\r\n', '\n');
  const lines = text === '' ? [] : text.split('\n');
  const last = lines.lastIndexOf(end);
  const first = lines.findLastIndex((line, index) => index < last && begin.test(line));
  if (first === -1) {
    return { isThere: false, before: lines, after: [], remembered: { reviewers: [] } };
  }
  return {
    isThere: true,
    before: lines.slice(0, first),
    after: lines.slice(last + 1),
    remembered: parse(begin.exec(lines[first] ?? '')?.groups?.json),
  };
}

/** Anybody who may edit the description can write it: only texts are taken from it. */
function parse(json: string | undefined): Remembered {
  let value: unknown;
  try {
    value = JSON.parse(json ?? '{}');
  } catch {
    value = {};
  }
  const field = (name: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  const [reviewers, title] = [field('reviewers'), field('title')];
  return {
    reviewers: Array.isArray(reviewers) ? reviewers.filter(isReviewer) : [],
    ...(typeof title === 'string' && { title }),
  };
}

/** A login name, or a team with its organisation. */
export function isReviewer(name: unknown): name is string {
  return typeof name === 'string' && /^[\w.-]+(?:\/[\w.-]+)?$/.test(name);
}
