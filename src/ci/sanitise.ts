const esc = String.fromCharCode(0x1b);
const bell = String.fromCharCode(0x07);
const csi = String.fromCharCode(0x9b);

/** Terminal sequences as a whole (colours, cursor, titles, links), so that their parameters go too. */
const terminalSequences = new RegExp(
  [
    `(?:${esc}\\[|${csi})[0-?]*[ -/]*[@-~]`,
    `${esc}[\\]PX^_][^${bell}${esc}\\n]*(?:${bell}|${esc}\\\\)?`,
    `${esc}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** Characters of one call; the rest is counted, not shown. */
const longestText = 16_000;

/**
 * Makes foreign text harmless on every surface: no terminal sequences, no control characters, nothing that
 * reorders what is read, and no line that a host takes for a command:
 * - GitHub's runner trims a line and then looks for `::` at its start, and for `##[` anywhere in it
 *   (actions/runner, ActionCommand.cs), so indenting alone is not enough;
 * - GitLab's sections need an escape and a carriage return; the word is broken as well, for log viewers.
 *
 * Lines after the first are indented: it stays visible which call they belong to.
 */
export function sanitise(text: string): string {
  return isHarmless(text) ? text : disarm(text);
}

/** One printable line without any of the words below: nearly all text, and much faster to tell. */
function isHarmless(text: string): boolean {
  return /^[!-~](?:[ -~]*[!-~])?$/.test(text) && text.length <= longestText && !/::|##|section_/.test(text);
}

function disarm(text: string): string {
  const cut = text.length > longestText ? text.slice(0, longestText) : text;
  const lines = cut
    .replaceAll(terminalSequences, '')
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '')
    .replaceAll(/##(\w*)\[/g, '## $1[')
    .replaceAll(/section_(start|end):/g, 'section_$1 :')
    .trimEnd()
    .split('\n')
    .map((line) => (/^\s*::/.test(line) ? `| ${line.trimStart()}` : line));
  if (cut !== text) {
    lines.push(`… (${text.length - cut.length} more characters)`);
  }
  return lines.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n');
}

/** The same for a place that holds one line: a title, a label. */
export function sanitiseLine(text: string): string {
  return sanitise(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
