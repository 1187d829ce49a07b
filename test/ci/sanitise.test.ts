import { describe, expect, test } from 'vitest';
import { sanitise, sanitiseLine } from '../../src/ci/sanitise.ts';
import { controlsIn, hostileTexts, runnerCommands } from './hostile-text.ts';

test.each(hostileTexts)('%j stays text', (text) => {
  for (const shown of [sanitise(text), sanitiseLine(text)]) {
    expect(runnerCommands(shown)).toEqual([]);
    expect(controlsIn(shown)).toEqual([]);
    expect(shown).not.toMatch(/section_(?:start|end):/);
  }
  expect(sanitiseLine(text)).not.toContain('\n');
});

test.each(hostileTexts)('%j: sanitising again changes no word', (text) => {
  const once = sanitise(text);
  expect(sanitise(once).replaceAll(/\s+/g, ' ')).toBe(once.replaceAll(/\s+/g, ' '));
});

describe('what a person wrote stays readable', () => {
  test.each([
    ['promoted web:1.8.0 → test ✓', 'promoted web:1.8.0 → test ✓'],
    ['first\nsecond\n\nthird\n', 'first\n  second\n  \n  third'],
    ['a\tb', 'a\tb'],
    ['std::vector and ::error', 'std::vector and ::error'],
    ['::error::x', '| ::error::x'],
    ['step failed:\n  ::error::x', 'step failed:\n  | ::error::x'],
    ['see ##[error]', 'see ## [error]'],
    ['\u001b[1;31mred\u001b[0m alert', 'red alert'],
    ['50%\r100%', '50%\n  100%'],
    ['## [a heading]', '## [a heading]'],
    ['👩‍🚀 naïve عربى', '👩‍🚀 naïve عربى'],
  ])('%j is shown as %j', (text, shown) => {
    expect(sanitise(text)).toBe(shown);
  });
});

test('a flood is cut and counted', () => {
  const shown = sanitise(`start ${'x'.repeat(50_000)}`);
  expect(shown.length).toBeLessThan(17_000);
  expect(shown).toMatch(/\n {2}… \(34006 more characters\)$/);
});
