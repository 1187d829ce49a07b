import { describe, expect, test } from 'vitest';
import type { InputTable } from '../../src/command.ts';
import { judgeStrays, strayVariables } from '../../src/inputs/stray.ts';

const promote = {
  stage: { type: 'list', description: '' },
  'wait-for': { type: 'string', description: '' },
} as const satisfies InputTable;
const notify = { payload: { type: 'string', description: '' } } as const satisfies InputTable;

function judge(env: Readonly<Record<string, string>>) {
  return judgeStrays(strayVariables(promote, env), promote, [promote, notify]);
}

test('inputs, empty variables and foreign variables are not stray', () => {
  expect(
    strayVariables(promote, { KARGO_INPUT_STAGE: 'x', KARGO_INPUT_STGAE: ' ', KARGO_STAGE: 'x', PATH: 'x' }),
  ).toEqual([]);
});

test('an input of another command is ignored, and said to be', () => {
  expect(judge({ KARGO_INPUT_PAYLOAD: 'x' })).toEqual({ problems: [], ignored: ['KARGO_INPUT_PAYLOAD'] });
});

describe('a typo is a problem', () => {
  test.each([
    ['KARGO_INPUT_STGAE', 'KARGO_INPUT_STAGE is the nearest'],
    ['KARGO_INPUT_WAITFOR', 'KARGO_INPUT_WAIT_FOR is the nearest'],
    ['KARGO_INPUT_WAIT-FOR', 'KARGO_INPUT_WAIT_FOR is the nearest'],
    ['KARGO_INPUT_wait_for', 'KARGO_INPUT_WAIT_FOR is the nearest'],
    ['kargo_input_stage', 'KARGO_INPUT_STAGE is the nearest'],
    ['KARGO_INPUT_PAYLAOD', 'KARGO_INPUT_PAYLOAD is the nearest'],
    ['KARGO_INPUT_KUBECONFIG', 'no command has this input'],
    ['KARGO_INPUT_', 'no command has this input'],
  ])('%s: %s', (variable, words) => {
    expect(judge({ [variable]: 'x' })).toEqual({
      problems: [{ input: variable, accepted: expect.stringContaining(words) }],
      ignored: [],
    });
  });
});
