/** GitLab refuses a larger report as a whole, and with it the job's outputs. */
const largestReport = 5 * 1024;
const longestMessage = 1_000;

/** Names that a later job reads as inputs: an output must never take one of them. */
const reserved = /^KARGO_(?:INPUT|API|CI)_/;

/** The variable of an output: `pull-request-url` is `KARGO_PULL_REQUEST_URL`, with a prefix in between. */
export function outputKey(output: string, prefix: string): string {
  return ['KARGO', prefix, output]
    .map((part) =>
      part
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '')
        .toUpperCase(),
    )
    .filter((part) => part !== '')
    .join('_');
}

/**
 * GitLab's dotenv report: one `KEY=value` per line, read as it stands, without quotes or escapes. A value that
 * such a line cannot hold is left out: several lines, too long, or with a `$`, which a later job would expand
 * (and so perhaps turn into a secret). The message is prose: it is made to fit instead.
 */
export function dotenvOf(
  outputs: ReadonlyMap<string, string>,
  prefix: string,
): { readonly text: string; readonly leftOut: readonly string[] } {
  const lines: string[] = [];
  const leftOut: string[] = [];
  let size = 0;
  for (const [name, value] of bySize(outputs)) {
    const key = outputKey(name, prefix);
    const shown = name === 'message' ? oneLine(value) : value;
    const line = `${key}=${shown}\n`;
    const bytes = Buffer.byteLength(line);
    if (reserved.test(key) || !isPlainLine(shown) || size + bytes > largestReport) {
      leftOut.push(name);
      continue;
    }
    lines.push(line);
    size += bytes;
  }
  return { text: lines.join(''), leftOut };
}

/** Small values first, so that one long list does not push out the words that every consumer needs. */
function bySize(outputs: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...outputs].sort(([, a], [, b]) => a.length - b.length);
}

function isPlainLine(value: string): boolean {
  return !/[\p{Cc}\u2028\u2029$]/u.test(value) && value === value.trim();
}

function oneLine(message: string): string {
  const line = message
    .replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\s]+/gu, ' ')
    .replaceAll('$', '')
    .trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
