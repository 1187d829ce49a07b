import { describe, expect, test } from 'vitest';
import { block, code, link, table, text } from '../src/report/markdown.ts';

const hostile = [
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '![x](https://evil.example/x.png)',
  '@everyone and #1',
  '**bold** _it_ ~~no~~ `code`',
  'a | b\n| --- |\n# heading',
  'https://evil.example and www.evil.example',
  '$$math$$ and &amp; &lt;',
  'right\u202eleft\u0000\u001b[31m',
];

describe('foreign text in a job summary', () => {
  test.each(hostile)('%j stays words on one line', (foreign) => {
    const shown = text(foreign);
    expect(shown).not.toMatch(/[\n<>*_`[\]()|~$@]|:\/\/|www\./);
    expect(shown).not.toMatch(/\p{Bidi_Control}|\p{Cc}/u);
    // Only our own references are left of ampersands and number signs.
    expect(shown.replace(/&(?:#\d+|amp);/g, '')).not.toMatch(/[&#]/);
  });

  test('mentions and references are none, also when character references are characters again', () => {
    const shown = text(
      '@all "#12" (!7) ~bug &3 $9 %4 %"Next" GH-5 acme/gitops#8 a@b.example https://e.example/',
    );
    const rendered = shown.replace(/&#(\d+);|&amp;/g, (_, code) =>
      code ? String.fromCodePoint(+code) : '&',
    );
    expect(rendered).not.toMatch(/[@#!~&$%]["\w]|GH-\d|:\/\//);
    expect(rendered.replaceAll('\u200b', '')).toBe(
      '@all "#12" (!7) ~bug &3 $9 %4 %"Next" GH-5 acme/gitops#8 a@b.example https://e.example/',
    );
  });

  test.each(hostile)('%j does not leave its code span', (foreign) => {
    const shown = code(foreign);
    const fence = /^`+/.exec(shown)?.[0] ?? '';
    expect(shown.endsWith(fence)).toBe(true);
    const inside = shown.slice(fence.length, -fence.length);
    expect(inside.match(/`+/g) ?? []).not.toContain(fence);
    expect(inside).not.toContain('\n');
    expect(inside.replaceAll('\\|', '')).not.toContain('|');
  });

  test('a code block is fenced by more back-ticks than it holds', () => {
    expect(block('a\n```\n# no\n````')).toBe('`````text\na\n```\n# no\n````\n`````');
  });
});

describe('links', () => {
  test('to http and https, with the label escaped', () => {
    expect(link('a](b', 'https://kargo.example.com/x?y=1')).toBe(
      '[a&#93;&#40;b](<https://kargo.example.com/x?y=1>)',
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'not a url'])('never to %s', (url) => {
    expect(link('label', url)).toBe('label');
  });

  test('an address cannot end the link', () => {
    expect(link('x', 'https://e.example/>) <b>')).not.toMatch(/>\)\s*<b>/);
  });
});

test('a table has one line a row', () => {
  expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
});
