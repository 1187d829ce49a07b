import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const root = join(import.meta.dirname, '..', '..');

/** One fenced block of code. */
export interface Block {
  readonly file: string;
  /** 1-based, of the opening fence. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/** A Markdown file for users. */
export interface Page {
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Where its links lead, as written. */
  readonly links: readonly string[];
  /** The anchors of its headings, as GitHub makes them. */
  readonly anchors: readonly string[];
}

/** Every page for users, in the order of the file names. */
export function readPages(): readonly Page[] {
  const docs = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const files = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'gitlab/README.md'];
  return [...files, ...docs.map((name) => `docs/${name}`)].map(readPage);
}

function readPage(file: string): Page {
  const text = readFileSync(join(root, file), 'utf8');
  const blocks = blocksOf(file, text);
  const prose = text.replaceAll(/^( *)```.*?^\1```$/gms, '');
  const headings = [...prose.matchAll(/^#{1,6} (?<title>.+)$/gm)].map(({ groups }) => groups?.title ?? '');
  const links = [...prose.replaceAll(/`[^`\n]*`/g, '').matchAll(/\]\((?<target>[^)\s]+)\)/g)];
  return {
    file,
    text,
    blocks,
    links: links.map(({ groups }) => groups?.target ?? ''),
    anchors: anchorsOf(headings),
  };
}

function blocksOf(file: string, text: string): readonly Block[] {
  const fences = text.matchAll(/^(?<indent> *)```(?<language>\w*)\n(?<body>.*?)^\k<indent>```$/gms);
  return [...fences].map(({ index, groups }) => ({
    file,
    line: text.slice(0, index).split('\n').length,
    language: groups?.language ?? '',
    text: (groups?.body ?? '').replaceAll(new RegExp(`^${groups?.indent ?? ''}`, 'gm'), ''),
  }));
}

/** GitHub's rule: lower case, spaces to hyphens, other punctuation gone, repeated ones numbered. */
function anchorsOf(headings: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return headings.map((heading) => {
    const anchor = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${times}`;
  });
}

/** What is wrong with a relative link of a page; undefined when it leads somewhere. */
export function brokenLink(page: Page, link: string, pages: readonly Page[]): string | undefined {
  if (/^[a-z]+:/.test(link)) {
    return undefined;
  }
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page.file : join(page.file, '..', path);
  if (!existsSync(join(root, target))) {
    return `${page.file}: ${link}: there is no ${target}`;
  }
  const there = pages.find(({ file }) => file === target);
  return anchor === undefined || there?.anchors.includes(anchor)
    ? undefined
    : `${page.file}: ${link}: ${target} has no heading of this anchor`;
}
