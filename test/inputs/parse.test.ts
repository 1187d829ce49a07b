import { describe, expect, test } from 'vitest';
import type { InputSpec } from '../../src/command.ts';
import { type Environment, parseInputs } from '../../src/inputs/parse.ts';

const description = '';

function parseOne(
  spec: InputSpec,
  env: Environment,
  flags: Readonly<Record<string, readonly string[]>> = {},
) {
  const { values, problems, secrets } = parseInputs(
    { 'wait-for': spec },
    { env, flags: new Map(Object.entries(flags)) },
  );
  return { value: values['wait-for'], problems, secrets };
}

const text = { type: 'string', description } as const;
const list = { type: 'list', description } as const;
const choice = {
  type: 'choice',
  choices: ['none', 'healthy', 'verified'],
  default: 'none',
  description,
} as const;
const flag = { type: 'boolean', default: false, description } as const;
const duration = { type: 'duration', default: '30m', description } as const;
const integer = { type: 'integer', default: 3, min: 0, max: 65_535, description } as const;

describe('a text becomes', () => {
  test.each<[InputSpec, string, unknown]>([
    [text, ' shop ', 'shop'],
    [text, 'a\nb', 'a\nb'],
    [list, 'a', ['a']],
    [list, 'a,b , c', ['a', 'b', 'c']],
    [list, 'a\n b\n\n', ['a', 'b']],
    [list, 'a\r\nb', ['a', 'b']],
    [list, '["a","b c"]', ['a', 'b c']],
    [list, ' [ ] ', []],
    [list, 'b,a,b', ['b', 'a']],
    [list, 'localhost:5000/a/b@sha256:0f', ['localhost:5000/a/b@sha256:0f']],
    [choice, 'verified', 'verified'],
    [flag, 'true', true],
    [flag, 'True', true],
    [flag, 'FALSE', false],
    [duration, '90s', 90_000],
    [integer, '08', 8],
    [integer, '65535', 65_535],
    [{ ...text, freeText: true }, '$HOME', '$HOME'],
  ])('%j from %j: %j', (spec, given, value) => {
    expect(parseOne(spec, { KARGO_INPUT_WAIT_FOR: given })).toEqual({ value, problems: [], secrets: [] });
  });
});

describe('nothing, or only blanks, becomes the default', () => {
  test.each<[InputSpec, unknown]>([
    [text, undefined],
    [{ ...text, default: 'x' }, 'x'],
    [list, []],
    [choice, 'none'],
    [flag, false],
    [{ ...flag, default: true }, true],
    [duration, 1_800_000],
    [integer, 3],
  ])('of %j: %j', (spec, value) => {
    for (const env of [{}, { KARGO_INPUT_WAIT_FOR: '' }, { KARGO_INPUT_WAIT_FOR: ' \n' }]) {
      expect(parseOne(spec, env)).toEqual({ value, problems: [], secrets: [] });
    }
    expect(parseOne(spec, {}, { 'wait-for': [''] }).value).toEqual(value);
  });
});

describe('a problem says what is accepted', () => {
  test.each<[InputSpec, string, string, unknown]>([
    [list, '["a"', 'JSON array of strings', []],
    [list, '[1]', 'JSON array of strings', []],
    [choice, 'verifed', 'none, healthy, verified is accepted; was verified meant?', 'none'],
    [choice, 'Verified', 'was verified meant?', 'none'],
    [choice, 'everything', 'one of none, healthy, verified is accepted', 'none'],
    [flag, 'yes', 'true or false', false],
    [flag, '1', 'true or false', false],
    [flag, 'tRUE', 'true or false', false],
    [duration, '90', '90s', 1_800_000],
    [duration, 'soon', 'such as 90s', 1_800_000],
    [integer, '-1', 'from 0 to 65535', 3],
    [integer, '65536', 'from 0 to 65535', 3],
    [integer, '1e3', 'whole number', 3],
    [integer, '0x10', 'whole number', 3],
    [integer, '1.5', 'whole number', 3],
    [text, '$KARGO_FREIGHT', 'not replaced', undefined],
    [text, `\${KARGO_FREIGHT}`, 'not replaced', undefined],
    [text, `\${{ steps.x.outputs.y }}`, 'not replaced', undefined],
    [text, '$[[ inputs.stage ]]', 'not replaced', undefined],
    [list, '$STAGES', 'not replaced', []],
  ])('%j and %j: %s', (spec, given, words, fallback) => {
    const { value, problems } = parseOne(spec, { KARGO_INPUT_WAIT_FOR: given });
    expect(problems).toEqual([{ input: 'wait-for', value: given, accepted: expect.stringContaining(words) }]);
    expect(value).toEqual(fallback);
  });
});

describe('precedence', () => {
  const spec = { ...text, env: 'KARGO_THING' };
  const env = { KARGO_INPUT_WAIT_FOR: 'input', KARGO_THING: 'variable' };

  test.each<[Environment, Readonly<Record<string, string[]>>, string]>([
    [env, { 'wait-for': ['flag'] }, 'flag'],
    [env, {}, 'input'],
    [env, { 'wait-for': ['  '] }, 'input'],
    [{ ...env, KARGO_INPUT_WAIT_FOR: ' ' }, {}, 'variable'],
    [{ KARGO_THING: 'variable' }, {}, 'variable'],
  ])('%j and %j: %s', (variables, flags, value) => {
    expect(parseOne(spec, variables, flags).value).toBe(value);
  });

  test('a problem with a value of the own variable names that', () => {
    const { problems } = parseOne({ ...flag, env: 'KARGO_THING' }, { KARGO_THING: 'yes' });
    expect(problems).toEqual([
      {
        input: 'wait-for',
        value: 'yes',
        accepted: expect.stringContaining('(from the variable KARGO_THING)'),
      },
    ]);
  });

  test('list flags add up', () => {
    expect(parseOne(list, {}, { 'wait-for': ['a', 'b,c', '["d"]'] }).value).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('a required input that is absent', () => {
  const required = { ...text, required: true, env: 'KARGO_THING' } as const;

  test('is a problem that says how to set it', () => {
    const { problems, value } = parseOne(required, {});
    expect(problems).toEqual([
      { input: 'wait-for', accepted: 'is required (--wait-for, KARGO_INPUT_WAIT_FOR, KARGO_THING)' },
    ]);
    expect(value).toBe('');
  });

  test('names an empty variable, and why it may be empty', () => {
    const { problems } = parseOne(required, { KARGO_THING: '' });
    expect(problems[0]?.accepted).toMatch(/KARGO_THING is set but empty: the variable .*protected variable/);
  });

  test('names a variable that was probably meant', () => {
    const { problems } = parseOne(required, { KARGO_TING: 'x', KARGO_STATUS: 'y' });
    expect(problems[0]?.accepted).toContain('KARGO_TING is set: was KARGO_THING meant?');
  });

  test('and secret is no flag, and may be kept from forks', () => {
    const { problems } = parseOne({ ...required, secret: true }, { KARGO_INPUT_WAIT_FOR: '' });
    expect(problems[0]?.accepted).toContain('(KARGO_INPUT_WAIT_FOR, KARGO_THING)');
    expect(problems[0]?.accepted).toMatch(/the secret it comes from .*a fork/);
  });

  test('is an empty list for a list', () => {
    expect(parseOne({ ...list, required: true }, {}).value).toEqual([]);
  });
});

test('secrets are returned to be masked, and never part of a problem', () => {
  const spec = { ...text, secret: true } as const;
  expect(parseOne(spec, { KARGO_INPUT_WAIT_FOR: ' s3cret\n' })).toEqual({
    value: 's3cret',
    problems: [],
    secrets: ['s3cret'],
  });
});

test('all problems come at once, in the order of the table', () => {
  const { problems } = parseInputs(
    { project: { ...text, required: true }, stage: list, 'dry-run': flag, timeout: duration },
    {
      flags: new Map([['timeout', ['90']]]),
      env: { KARGO_INPUT_STAGE: '[', KARGO_INPUT_DRY_RUN: 'on' },
    },
  );
  expect(problems.map(({ input }) => input)).toEqual(['project', 'stage', 'dry-run', 'timeout']);
});
