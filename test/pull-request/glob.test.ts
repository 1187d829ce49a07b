import { describe, expect, test } from 'vitest';
import { isBranchName, isCommitHash } from '../../src/forge/ref.ts';
import { matchesAny } from '../../src/pull-request/glob.ts';

describe('patterns', () => {
  test.each([
    ['env/prod/values.yaml', 'env/prod/*.yaml', true],
    ['env/prod/deep/values.yaml', 'env/prod/*.yaml', false],
    ['env/prod/deep/values.yaml', 'env/prod/**', true],
    ['env/prod/deep/values.yaml', 'env/**/values.yaml', true],
    ['env/values.yaml', 'env/**/values.yaml', true],
    ['values.yaml', '**/values.yaml', true],
    ['a/b/values.yaml', '**/values.yaml', true],
    ['my-values.yaml', '**/values.yaml', false],
    ['env/prod', 'env/prod/**', false],
    ['env/production/x', 'env/prod/**', false],
    ['xenv/prod/x', 'env/prod/**', false],
    ['env/prod/x', 'env/prod', false],
    ['stage/prod', 'stage/*', true],
    ['aXb', 'a.b', false],
    ['a+b(c)[d]{e}|^$\\', 'a+b(c)[d]{e}|^$\\', true],
    ['env/prod/x\n.github/workflows/y', 'env/prod/*.yaml', false],
    ['env/prod/\u{1f600}', 'env/prod/?', true],
    ['Env/prod/x', 'env/prod/*', false],
  ])('%j by %s: %s', (text, pattern, expected) => {
    expect(matchesAny(text, ['nothing/else', pattern])).toBe(expected);
    expect(matchesAny(text, [])).toBe(false);
  });
});

describe('names of Git', () => {
  test.each([
    ['main', true],
    ['kargo/promotion/prod.01jx.abcdef1', true],
    ['feature/ä+1%2F', true],
    ['a..b', false],
    ['../x', false],
    ['a/./b', false],
    ['/a', false],
    ['a/', false],
    ['a//b', false],
    ['.a', false],
    ['a.lock', false],
    ['a.', false],
    ['@', false],
    ['a@{1}', false],
    ['a b', false],
    ['a~1', false],
    ['a^', false],
    ['a:b', false],
    ['a?b', false],
    ['a*', false],
    ['a[b', false],
    ['a\\b', false],
    ['-a', false],
    ['', false],
    ['a\u0007', false],
  ])('%j is a branch: %s', (text, expected) => {
    expect(isBranchName(text)).toBe(expected);
  });

  test.each([
    ['a'.repeat(40), true],
    ['0'.repeat(64), true],
    ['a'.repeat(39), false],
    ['A'.repeat(40), false],
    [`${'a'.repeat(40)}\n`, false],
    ['main', false],
    ['', false],
  ])('%j is a commit: %s', (text, expected) => {
    expect(isCommitHash(text)).toBe(expected);
  });
});
