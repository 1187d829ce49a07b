/**
 * Pictures in the language of Mermaid, as GitHub and GitLab show them in Markdown. Foreign text goes through
 * `label` only. Identifiers are ours.
 */

/** The limits of GitHub's Mermaid, with some room: characters of the source, and edges. */
export const limits = { characters: 45_000, edges: 450 } as const;

/** The longest label of a line, in characters. */
const longest = 48;

/**
 * Foreign text as a part of a quoted label. Whatever is not a letter, a digit or a single sign inside a word
 * becomes an entity code: it can then neither end the label, nor format, nor be an icon, a formula or HTML.
 */
export function label(foreign: string): string {
  const plain = foreign
    .replace(/\s+/g, ' ')
    .replace(/[^\P{C}]/gu, '')
    .trim();
  const characters = [...plain];
  const cut = characters.length > longest ? [...characters.slice(0, longest - 1), '…'] : characters;
  const isWord = (character: string | undefined) => /^[A-Za-z0-9]$/.test(character ?? '');
  return cut
    .map((character, index) => {
      const isInside = isWord(cut[index - 1]) && isWord(cut[index + 1]);
      const isSafe = isWord(character) || character === ' ' || (isInside && /^[._/-]$/.test(character));
      return isSafe ? character : `#${character.codePointAt(0)};`;
    })
    .join('');
}

/** A node with lines of text that have gone through `label`, or are ours. */
export function node(id: string, lines: readonly string[], shape: 'box' | 'drum' | 'round'): string {
  const text = `"${lines.filter((line) => line !== '').join('<br/>')}"`;
  const shapes = { box: `[${text}]`, drum: `[(${text})]`, round: `([${text}])` };
  return `${id}${shapes[shape]}`;
}

/** A block of Markdown that holds the picture: one statement a line. */
export function diagram(statements: readonly string[]): string {
  return ['```mermaid', ...statements, '```'].join('\n');
}
