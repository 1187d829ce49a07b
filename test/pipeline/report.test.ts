import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { answersTo } from '../../src/pipeline/question.ts';
import { maskedUrl, reportJson } from '../../src/pipeline/report.ts';
import { stageViews } from '../../src/pipeline/stage-view.ts';
import { freight, promotion, stage, survey } from './objects.ts';

const page = readFileSync(new URL('../../docs/status-report.md', import.meta.url), 'utf8');

/** Every path to a field, lists as their first entry: `stages[].freight[].name`. */
function shapeOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    return value.length === 0 || typeof value[0] !== 'object' ? [path] : shapeOf(value[0], `${path}[]`);
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, each]) => shapeOf(each, `${path}.${name}`))
    : [path];
}

test('the report has exactly the fields that its page describes', () => {
  const steps = [
    { uses: 'git-open-pr', as: 'open' },
    { uses: 'git-wait-for-pr', as: 'wait' },
  ];
  const state = { open: { pr: { id: 1, url: 'https://example.com/1' } } };
  const read = {
    ...survey({
      stages: [stage('prod', { has: 'old' })],
      freight: [freight('new'), freight('old')],
      promotions: [
        promotion(
          'prod.1',
          { stage: 'prod', freight: 'new', steps },
          { phase: 'Running', currentStep: 1, state },
        ),
      ],
    }),
    warehouses: { items: [{ metadata: { name: 'web' }, spec: {} }] },
    receivers: { items: [{ name: 'ci', kind: 'github', url: 'https://example.com/github/123' }] },
  };
  const views = stageViews(read, []);
  const answers = answersTo({
    selection: { selector: { by: 'name', value: 'new' }, warehouses: [], newest: true },
    survey: read,
    views,
    only: [],
  });
  const made: unknown = JSON.parse(reportJson('shop', read, { views, answers }));
  const example: Record<string, unknown> = JSON.parse(
    /```json\n(?<json>.*?)```/s.exec(page)?.groups?.json ?? '',
  );
  const { unread, ...described } = example;
  expect(unread).not.toEqual([]);
  expect(shapeOf(made).toSorted()).toEqual([...shapeOf(described), '.unread'].toSorted());
});

test('the address of a receiver is shown without what makes it a secret', () => {
  expect(maskedUrl('https://hooks.example.com/base/github/0123abc', 'github')).toBe(
    'https://hooks.example.com/github/***',
  );
  expect(maskedUrl('', 'github')).toBe('***');
});
