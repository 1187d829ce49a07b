import { describe, expect, test } from 'vitest';
import { stageViews } from '../src/pipeline/stage-view.ts';
import { diagram, label, limits, node } from '../src/report/mermaid.ts';
import { pictureOf } from '../src/report/picture.ts';
import { freight, promotion, stage, survey } from './pipeline/objects.ts';

const hostile = [
  'a"]; click a "javascript:alert(1)"',
  '```\n# heading',
  '<img src=x onerror=alert(1)>',
  '"`**markdown** string`"',
  '%%{init: {"securityLevel": "loose"}}%%',
  'end\nsubgraph x',
  '1. a list',
  '- a list',
  'fa:fa-bomb $$x^2$$',
  '#quot;#59; &quot;',
  'x:::evil --> y',
  '@{ shape: circle }',
  'right\u202eleft\u0000',
  'ünïcödé 🚀',
];

/** Every statement that our pictures may hold. */
const statement =
  /^(?:flowchart LR|classDef [a-z]+ [\w:#,-]+|[sw]\d+ --> s\d+|[sw]\d+(?:\[|\[\(|\(\[)"(?<text>[^"]*)"(?:\]|\)\]|\]\))(?::::[a-z]+)?)$/u;

/** What stands between the quotes: words, entity codes, our own marks and line breaks. */
const inside =
  /^(?:[A-Za-z0-9 ]|(?<=[A-Za-z0-9])[._/-](?=[A-Za-z0-9])|#\d+;|<br\/>|✅|🚚|⏳|❌|▫\uFE0F|➡\uFE0F)*$/u;

describe('foreign text in a picture', () => {
  test.each(hostile)('%j is letters, digits and entity codes', (foreign) => {
    const shown = label(foreign);
    expect(shown).toMatch(inside);
    expect(shown).not.toMatch(/<br|\p{Cc}|\p{Bidi_Control}/u);
  });

  test.each(hostile)(
    '%j as name of a Stage, of Freight and of a pull request changes no other line',
    (foreign) => {
      const name = foreign;
      const waiting = promotion(
        'p',
        {
          stage: name,
          freight: 'f',
          steps: [
            { uses: 'git-open-pr', as: 'o' },
            { uses: 'git-wait-for-pr', as: 'w' },
          ],
        },
        {
          phase: 'Running',
          currentStep: 1,
          state: { o: { pr: { id: foreign, url: 'https://x.example/1' } } },
        },
      );
      const stages = [stage(name, { has: 'f' }), stage('next', { from: [name] })];
      const views = stageViews(survey({ stages, freight: [freight('f')], promotions: [waiting] }), []);
      const { markdown } = pictureOf(views, () => foreign);
      const [first, ...lines] = markdown.split('\n');
      expect(first).toBe('```mermaid');
      expect(lines.pop()).toBe('```');
      for (const line of lines) {
        expect(line).toMatch(statement);
        expect(statement.exec(line)?.groups?.text ?? '').toMatch(inside);
      }
      expect(lines.filter((line) => line.includes('-->'))).toHaveLength(2);
    },
  );

  test('usual names stay readable, and long ones are cut', () => {
    expect(label('ghcr.io/acme/web-1.8.0')).toBe('ghcr.io/acme/web-1.8.0');
    expect(label('x'.repeat(100))).toBe(`${'x'.repeat(47)}#8230;`);
  });
});

test('shapes', () => {
  expect(node('w0', ['web'], 'drum')).toBe('w0[("web")]');
  expect(node('s0', ['dev', '', 'x'], 'box')).toBe('s0["dev<br/>x"]');
  expect(diagram(['flowchart LR'])).toBe('```mermaid\nflowchart LR\n```');
});

describe('a picture', () => {
  test('leaves Stages out that are more than GitHub draws, and says how many it shows', () => {
    const stages = Array.from({ length: 1000 }, (_, index) => stage(`stage-${'x'.repeat(40)}-${index}`));
    const { markdown, shown } = pictureOf(stageViews(survey({ stages }), []), String);
    expect(shown).toBeGreaterThan(200);
    expect(shown).toBeLessThan(1000);
    expect(markdown.length).toBeLessThanOrEqual(limits.characters + 50);
    expect(markdown.match(/-->/g)?.length).toBeLessThanOrEqual(limits.edges);
    expect(markdown.match(/^s\d+\[/gm)).toHaveLength(shown);
  });

  test('does not speak of Stages that it does not show', () => {
    const views = stageViews(survey({ stages: [stage('prod', { from: ['uat'] })] }), []);
    expect(pictureOf(views, String).markdown).not.toMatch(/-->/);
  });
});
