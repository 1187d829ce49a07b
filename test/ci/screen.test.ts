import { describe, expect, test } from 'vitest';
import { createScreen } from '../../src/ci/screen.ts';

function screenFor(...secrets: readonly string[]) {
  const screen = createScreen();
  for (const secret of secrets) {
    screen.mask(secret);
  }
  return screen;
}

const token = 'eyJhbGciOi/JSUzI1+NiJ9.x=y';

describe('a secret is hidden', () => {
  test.each([
    ['as it is', token],
    ['in a URL', encodeURIComponent(token)],
    ['in base64', Buffer.from(token).toString('base64')],
    ['in base64url', Buffer.from(token).toString('base64url')],
    ['with a colour inside', `${token.slice(0, 9)}\u001b[31m${token.slice(9)}`],
    ['with a zero byte inside', `${token.slice(0, 9)}\u0000${token.slice(9)}`],
  ])('%s', (_, form) => {
    const shown = screenFor(token).text(`before ${form} after`);
    expect(shown).toMatch(/^before \*\*\*=* after$/);
  });

  test('in a title and in a file', () => {
    const screen = screenFor(token);
    expect(screen.line(`a ${token}\nb`)).toBe('a *** b');
    expect(screen.hide(`a ${token}\n::b`)).toBe('a ***\n::b');
  });

  test('inside JSON', () => {
    const secret = 'pass"word\\with\nlines';
    expect(screenFor(secret).hide(JSON.stringify({ secret }))).toBe('{"secret":"***"}');
  });

  test('line by line when it has lines', () => {
    const screen = screenFor('first-line-of-it\nsecond-line-of-it');
    expect(screen.text('got second-line-of-it')).toBe('got ***');
  });

  test('without the scheme of its header', () => {
    const screen = screenFor('Authorization: Bearer abcdefgh12345\nX-Team: ab');
    expect(screen.text('sent abcdefgh12345 to ab')).toBe('sent *** to ab');
  });

  test('as the path of a webhook URL, while the server stays readable', () => {
    const screen = screenFor('https://kargo.example.com/webhooks/generic/0123456789abcdef?key=fedcba9876');
    expect(screen.text('POST /webhooks/generic/0123456789abcdef: 404 from kargo.example.com')).toBe(
      'POST /webhooks/generic/***: 404 from kargo.example.com',
    );
    expect(screen.text('key fedcba9876')).toBe('key ***');
  });

  test('the longer one first when one holds the other', () => {
    expect(screenFor('secret', 'secret-and-more').text('a secret-and-more b')).toBe('a *** b');
  });

  test('also when it holds what a pattern would read as a command', () => {
    expect(screenFor('a.*b$&').text('a.*b$& and axxb')).toBe('*** and axxb');
  });
});

test.each(['', 'a', 'on', '123', '  '])('%j is too short to be hidden', (secret) => {
  expect(screenFor(secret).text('a on 123')).toBe('a on 123');
});

test('mask returns each form once, on one line', () => {
  const screen = createScreen();
  const forms = screen.mask('one-secret-line\ntwo-secret-lines');
  expect(forms).toContain('one-secret-line');
  expect(new Set(forms).size).toBe(forms.length);
  expect(screen.mask('one-secret-line')).toEqual([]);
});
