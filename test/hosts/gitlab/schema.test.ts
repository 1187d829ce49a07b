import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { componentProblems, schemaProblems } from './schema.ts';

const good = `spec:
  inputs:
    stage:
      type: string
      description: The Stage.
---
job:
  variables:
    STAGE: $[[ inputs.stage ]]
  script:
    - kargo-ci promote
`;

describe('the check of a component', () => {
  test('finds nothing in a good one', () => {
    expect(componentProblems(good)).toEqual([]);
  });

  test.each([
    [
      'an undeclared input',
      good.replace('inputs.stage ]', 'inputs.stages ]'),
      /stages is used and not declared/,
    ],
    ['an unused input', good.replace('$[[ inputs.stage ]]', 'test'), /stage is declared and not used/],
    ['a function', good.replace('stage ]]', 'stage | expand_vars ]]'), /not the name of an input/],
    ['shell text', good.replace('promote', '$[[ inputs.stage ]]'), /inside script is shell text/],
    ['an unknown type', good.replace('type: string', 'type: strung'), /unknown type strung/],
    ['a misspelt key', good.replace('type: string', 'defualt: x'), /unknown key defualt/],
    [
      'a default of another type',
      good.replace('type: string', 'type: number\n      default: a'),
      /another type/,
    ],
    [
      'a default that is no option',
      good.replace('string', 'string\n      default: a\n      options: [b]'),
      /no option/,
    ],
    [
      'a default that does not match',
      good.replace('string', 'string\n      default: a\n      regex: ^b'),
      /not match/,
    ],
    [
      'an unknown keyword of a job',
      good.replace('variables:', 'retrys: 1\n  variables:'),
      /additional properties/,
    ],
    ['a missing header', good.slice(good.indexOf('---') + 4), /not 1 documents/],
  ])('finds %s', (_, text, problem) => {
    expect(componentProblems(text).join('\n')).toMatch(problem);
  });
});

describe('our components', () => {
  test.each(readdirSync('gitlab/templates'))('%s', (name) => {
    expect(componentProblems(readFileSync(`gitlab/templates/${name}/template.yml`, 'utf8'))).toEqual([]);
  });

  test('the pipeline of the component project fits the schema', () => {
    expect(schemaProblems(parse(readFileSync('gitlab/.gitlab-ci.yml', 'utf8')))).toEqual([]);
  });
});
