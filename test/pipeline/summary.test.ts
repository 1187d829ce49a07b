import { describe, expect, test } from 'vitest';
import { answersTo } from '../../src/pipeline/question.ts';
import { stageViews } from '../../src/pipeline/stage-view.ts';
import type { Survey } from '../../src/pipeline/survey.ts';
import { pipelineLines, pipelineSummary } from '../../src/report/pipeline.ts';
import { freight, promotion, stage, survey } from './objects.ts';

const client = {
  uiLink: (kind: string, name: string) => `https://kargo.example.com/${kind}/${encodeURIComponent(name)}`,
};

function shown(read: Survey, asked?: string) {
  const views = stageViews(read, []);
  const selection = { selector: { by: 'name', value: asked ?? '' }, warehouses: [], newest: true } as const;
  const answers = asked === undefined ? [] : answersTo({ selection, survey: read, views, only: [] });
  const pipeline = { client, survey: read, views, answers };
  return { summary: pipelineSummary(pipeline), lines: pipelineLines(pipeline) };
}

describe('the summary of a project', () => {
  test.each([
    'a | b\n| --- |\n# heading',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1)) @all',
    '```\n`',
  ])('%j in every place of foreign text stays words', (foreign) => {
    const sick = { health: { status: foreign, issues: [foreign] } };
    const has = { ...freight('f', {}, foreign), alias: foreign };
    const read: Survey = {
      ...survey({
        stages: [stage(foreign, { has: 'f', status: sick })],
        freight: [has],
        promotions: [promotion(foreign, { stage: foreign, freight: 'f' }, { phase: foreign })],
      }),
      warehouses: {
        items: [
          {
            metadata: { name: foreign },
            spec: {},
            status: { conditions: [{ type: 'Ready', status: 'False', message: foreign }] },
          },
        ],
      },
      receivers: {
        items: [{ name: foreign, kind: foreign, url: 'https://hooks.example.com/github/secret-path' }],
      },
    };
    const { summary } = shown({ ...read, promotions: { unread: foreign } }, 'f');
    const busy = shown(read).summary;
    for (const markdown of [summary, busy]) {
      const prose = markdown.replace(/^```mermaid\n.*?\n```$/ms, '');
      // Inside a code span everything is text; test/report-markdown.test.ts shows that nothing leaves one.
      const outsideCode = prose.replace(/(?<fence>`+) ?.*? ?\k<fence>(?!`)/g, '');
      expect(outsideCode).not.toMatch(/^#|<img|\]\(javascript|@all|^```|secret-path/m);
      const rows = prose.split('\n').filter((line) => line.startsWith('|'));
      // Two tables of seven and three columns: a foreign bar is escaped or stands as a reference.
      expect(new Set(rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2))).toEqual(
        new Set([7, 3]),
      );
    }
  });

  test('leaves rows out before it is too large for GitHub, and says so', () => {
    const stages = Array.from({ length: 4000 }, (_, index) =>
      stage(`stage-${index}`, {
        has: 'f',
        status: { health: { status: 'Unhealthy', issues: ['💥 broken'.repeat(200)] } },
      }),
    );
    const { summary } = shown(survey({ stages, freight: [freight('f')] }));
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/^And \d+ more Stages: the output `report` has them all\.$/m);
    expect(summary).toMatch(/^The picture shows \d+ of 4000 Stages/m);
  });

  test('says what could not be read', () => {
    const read: Survey = {
      ...survey({ stages: [stage('dev')] }),
      promotions: { unread: 'no right to list' },
    };
    const { summary, lines } = shown(read);
    expect(summary).toMatch(/^- Not read: Promotions: no right to list$/m);
    expect(lines).toEqual(['▫️ dev: no Freight', 'not read: Promotions: no right to list']);
  });
});

test('a Stage whose first Promotion failed is no empty one', () => {
  const last = { name: 'fails.1', freight: { name: 'f' }, status: { phase: 'Failed' } };
  const { lines } = shown(
    survey({
      stages: [
        stage('fails', { status: { lastPromotion: last, health: { status: 'Unknown' } } }),
        stage('new'),
      ],
      freight: [freight('f')],
    }),
  );
  expect(lines).toEqual([
    '❌ fails: no Freight, Unknown, Promotion fails.1 ended Failed, 1 available',
    '▫️ new: no Freight, 1 available',
  ]);
});

test('nothing is promoted to a control-flow Stage, so nothing newer waits for it', () => {
  const { lines, summary } = shown(
    survey({ stages: [stage('hub', { controlFlow: true })], freight: [freight('f')] }),
  );
  expect(lines).toEqual(['➡️ hub: no steps']);
  expect(summary).toMatch(/stage\/hub>\).*\| {2}\|$/m);
});
