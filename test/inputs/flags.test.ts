import { describe, expect, test } from 'vitest';
import type { InputTable } from '../../src/command.ts';
import { readFlags } from '../../src/inputs/flags.ts';

const table = {
  project: { type: 'string', required: true, description: '' },
  'api-token': { type: 'string', secret: true, env: 'KARGO_API_TOKEN', description: '' },
  'webhook-url': { type: 'string', secret: true, description: '' },
  stage: { type: 'list', description: '' },
  'dry-run': { type: 'boolean', default: false, description: '' },
  timeout: { type: 'duration', default: '30m', description: '' },
} as const satisfies InputTable;

describe('readFlags takes', () => {
  test.each<[string, string[], Record<string, string[]>]>([
    ['a value behind a blank', ['--project', 'shop'], { project: ['shop'] }],
    ['a value behind =', ['--project=a=b'], { project: ['a=b'] }],
    ['a negative value', ['--timeout', '-5m'], { timeout: ['-5m'] }],
    ['a value that looks like a flag, behind =', ['--project=--x'], { project: ['--x'] }],
    ['an empty value', ['--project='], { project: [''] }],
    ['a list flag again and again', ['--stage', 'a', '--stage', 'b,c'], { stage: ['a', 'b,c'] }],
    ['a switch', ['--dry-run'], { 'dry-run': ['true'] }],
    ['a switch with a value', ['--dry-run=false'], { 'dry-run': ['false'] }],
    ['--json, which is not an input', ['--json', '--project', 'shop'], { project: ['shop'] }],
  ])('%s', (_, args, given) => {
    const flags = readFlags(args, table);
    expect(flags.problems).toEqual([]);
    expect(Object.fromEntries(flags.given)).toEqual(given);
  });

  test.each([[['--help']], [['-h']], [['--project', 'shop', '--help']]])('%j as a wish for help', (args) => {
    expect(readFlags(args, table)).toMatchObject({ help: true, problems: [] });
  });

  test('--help as a value when it is one', () => {
    expect(readFlags(['--project=--help'], table).help).toBe(false);
  });
});

describe('readFlags has a problem with', () => {
  test.each<[string, string[], string, string]>([
    ['a typo', ['--projet', 'shop'], '--projet', '--project is the nearest'],
    ['a flag of nothing known', ['--kubeconfig=x'], '--kubeconfig', 'see --help'],
    ['an unknown short flag', ['-p', 'shop'], '-p', 'no such flag'],
    ['--no-…', ['--no-dry-run'], '--no-dry-run', '--dry-run=false'],
    ['a secret', ['--api-token', 's3cret-value'], 'api-token', 'KARGO_API_TOKEN'],
    [
      'a secret without a variable of its own',
      ['--webhook-url=s3cret-value'],
      'webhook-url',
      'KARGO_INPUT_WEBHOOK_URL',
    ],
    ['a flag at the end without its value', ['--project'], 'project', '--project=…'],
    ['a flag whose value is missing', ['--project', '--dry-run'], 'project', '--project=…'],
    ['a single value given twice', ['--project', 'a', '--project', 'b'], 'project', 'more than once'],
    ['a word that belongs to nothing', ['--dry-run', 'false'], 'arguments', '--name=value'],
    ['names every object has', ['--constructor=x'], '--constructor', 'no such flag'],
    ['a single quoted command line', ['--project shop'], '--project shop', 'no such flag'],
  ])('%s', (_, args, input, words) => {
    const { problems } = readFlags(args, table);
    expect(problems).toEqual([expect.objectContaining({ input, accepted: expect.stringContaining(words) })]);
  });

  test('every flag at once', () => {
    const { problems } = readFlags(['--projet', 'shop', '--stgae=test', 'stray', '--api-token=x'], table);
    expect(problems.map(({ input }) => input)).toEqual(['--projet', '--stgae', 'arguments', 'api-token']);
  });

  test('and never shows what may be a secret', () => {
    const args = [
      ['--api-token', 's3cret'],
      ['--api-token=s3cret'],
      ['--api-tokn', 's3cret'],
      ['--api-tokn=s3cret'],
    ];
    for (const words of args) {
      const { problems } = readFlags(words, table);
      expect(problems).toHaveLength(1);
      expect(JSON.stringify(problems)).not.toContain('s3cret');
    }
  });
});
