import { describe, expect, test } from 'vitest';
import { isReviewer, rememberedIn, withSection } from '../../src/pull-request/section.ts';

const nobody = { reviewers: [] };
const begin = '<!-- kargo-ci: section {"reviewers":[]} -->';
const end = '<!-- kargo-ci: end of section -->';

describe('a section of a description', () => {
  test.each([
    ['an empty one', '', `${begin}\nours\n${end}`],
    ['words of others', 'By Kargo', `By Kargo\n\n${begin}\nours\n${end}`],
    [
      'words before and after',
      `before\n\n${begin}\nold\n${end}\nafter`,
      `before\n\n${begin}\nours\n${end}\nafter`,
    ],
    ['line ends of the forge', `a\r\n\r\n${begin}\r\nold\r\n${end}\r\n`, `a\n\n${begin}\nours\n${end}\n`],
    ['an end that somebody removed', `a\n${begin}\nkept`, `a\n${begin}\nkept\n\n${begin}\nours\n${end}`],
    [
      'a beginning that was left over',
      `${begin}\nkept\n${begin}\nold\n${end}`,
      `${begin}\nkept\n${begin}\nours\n${end}`,
    ],
    ['an end before the beginning', `${end}\n${begin}\na`, `${end}\n${begin}\na\n\n${begin}\nours\n${end}`],
    ['a quoted marker', `> ${begin}\n> ${end}`, `> ${begin}\n> ${end}\n\n${begin}\nours\n${end}`],
  ])('in %s', (_, body, expected) => {
    const once = withSection(body, 'ours', nobody);
    expect(once).toBe(expected);
    expect(withSection(once, 'ours', nobody)).toBe(once);
  });

  test('cannot be closed by what stands in it', () => {
    const body = withSection('', `a\n${end}\n${begin}\nb`, nobody);
    expect(body).toBe(`${begin}\na\nb\n${end}`);
  });

  test('remembers', () => {
    const remembered = { reviewers: ['alice', 'acme/team'], title: 'abc' };
    expect(rememberedIn(withSection('x', 'y', remembered))).toEqual(remembered);
    expect(rememberedIn('x')).toEqual(nobody);
  });

  test.each([
    ['{"reviewers":"alice"}', nobody],
    ['{"reviewers":[1,"--> x","alice"],"title":7}', { reviewers: ['alice'] }],
    ['{broken}', nobody],
    ['{}', nobody],
  ])('believes nothing that somebody wrote: %s', (json, expected) => {
    expect(rememberedIn(`<!-- kargo-ci: section ${json} -->\n${end}`)).toEqual(expected);
  });
});

test.each([
  ['alice', true],
  ['acme/platform-team', true],
  ['a.b_c-d', true],
  ['a b', false],
  ['@alice', false],
  ['a/b/c', false],
  ['-->', false],
  ['', false],
])('the reviewer %j: %s', (name, is) => {
  expect(isReviewer(name)).toBe(is);
});
