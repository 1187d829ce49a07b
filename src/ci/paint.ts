const codes = { plain: '', bold: '1', dim: '2', red: '31', green: '32', yellow: '33', cyan: '36' } as const;

export type Style = keyof typeof codes;

/** Wraps each line in a colour, so that a log viewer that restarts at every line shows it too. */
export function paint(text: string, style: Style): string {
  if (style === 'plain') {
    return text;
  }
  return text
    .split('\n')
    .map((line) => `\u001b[${codes[style]}m${line}\u001b[0m`)
    .join('\n');
}
