/** Milliseconds per unit of Go's `time.ParseDuration`. */
const units: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** One part of a duration, from where the last one ended. Plain groups: every start of the program parses a default. */
const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/y;

/** Timers of Node hold at most 2^31 - 1 ms; a longer one would fire at once. */
export const longestDuration = 2 ** 31 - 1;

/** A duration as Kargo writes it, of any length, in milliseconds; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  let total = 0;
  part.lastIndex = 0;
  for (let end = 0; end < text.length; end = part.lastIndex) {
    const [, amount, unit = ''] = part.exec(text) ?? [];
    if (amount === undefined) {
      return undefined;
    }
    total += Number(amount) * (units[unit] ?? Number.NaN);
  }
  return text === '' ? undefined : total;
}

/** A duration in Go's notation (`90s`, `1h30m`, `1.5h`, `500ms`, `0`) in milliseconds, or what is wrong with it. */
export function parseDuration(text: string): number | { readonly problem: string } {
  const total = durationMs(text);
  if (total !== undefined) {
    return total <= longestDuration
      ? Math.round(total)
      : { problem: `at most ${formatDuration(longestDuration)} is accepted` };
  }
  if (/^0+$/.test(text)) {
    return 0;
  }
  return /^\d+(?:\.\d+)?$/.test(text)
    ? { problem: `a duration needs a unit: ${text}s, ${text}m or ${text}h` }
    : { problem: 'a duration such as 90s, 30m, 1h30m or 500ms is accepted (units: ms, s, m, h)' };
}

/** Milliseconds as people and Go write them: `1h30m`, `45s`, `500ms`; whole seconds from one second on. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) {
    return milliseconds === 0 ? '0s' : `${Math.round(milliseconds)}ms`;
  }
  const seconds = Math.round(milliseconds / 1_000);
  const parts = [
    [Math.floor(seconds / 3_600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount}${unit}`)
    .join('');
}
