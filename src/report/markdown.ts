/**
 * Markdown for job summaries, comments and descriptions. Foreign text (aliases, step messages, server errors) goes
 * through `text` or `code` only: it can then neither format, link, mention, refer, nor open HTML.
 */

/**
 * Stands behind the sign of a mention or reference (`@all`, `#7`, `!7`, `GH-7`): both forges look for those after the
 * Markdown, where a character reference is the character again (github/cmark-gfm issue 181).
 */
const apart = '&#8203;';

/** Foreign text as plain words on one line. */
export function text(foreign: string): string {
  return oneLine(foreign)
    .replace(/[\\`*_{}[\]()#+!|<>~$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&(?!#\d+;)/g, '&amp;')
    .replace(/@/g, '&#64;')
    .replace(/(&#(?:64|35|33|126|36);|&amp;|%|\bGH-)(?=["\w])/gi, `$1${apart}`)
    .replace(/:\/\//g, `&#58;${apart}//`)
    .replace(/\bwww\./gi, 'www&#46;');
}

/** Foreign text in a code span: a longer fence than any inside. */
export function code(foreign: string): string {
  const content = oneLine(foreign).replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`;
}

/** Foreign lines in a code block. */
export function block(foreign: string): string {
  const content = printable(foreign, '\n');
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${content}\n${fence}`;
}

/** A link with a foreign label; only to http and https, else the label alone. */
export function link(label: string, url: string): string {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
    return text(label);
  }
  return `[${text(label)}](<${target.href.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`;
}

/** A table. Cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function oneLine(foreign: string): string {
  return printable(foreign, ' ').replace(/\s+/g, ' ').trim();
}

/** Without control and bidirectional characters; line ends become `lineEnd`. */
function printable(foreign: string, lineEnd: string): string {
  return foreign.replace(/\r\n?|\n/g, lineEnd).replace(/[^\P{C}\n\t]/gu, '');
}
