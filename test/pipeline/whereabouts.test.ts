import { describe, expect, test } from 'vitest';
import type { Freight, Promotion, Stage } from '../../src/kargo/types.ts';
import { stageViews } from '../../src/pipeline/stage-view.ts';
import { type Place, placesByFreight, placesOf, whereabouts } from '../../src/pipeline/whereabouts.ts';
import { freight, now, promotion, stage, survey } from './objects.ts';

const verified = (...stages: readonly string[]) => ({
  verifiedIn: Object.fromEntries(stages.map((name) => [name, { verifiedAt: '2026-11-20T11:00:00Z' }])),
});

function sentence(of: Freight, stages: readonly Stage[], promotions: readonly Promotion[] = []): string {
  const views = stageViews(survey({ stages, freight: [of], promotions }), []);
  return whereabouts(placesOf(of, views, now));
}

const prSteps = [
  { uses: 'git-open-pr', as: 'open' },
  { uses: 'git-wait-for-pr', as: 'wait' },
];
const prState = { open: { pr: { id: 42, url: 'https://github.com/acme/gitops/pull/42' } } };

describe('where Freight is', () => {
  test.each<[string, string, Freight, readonly Stage[], (readonly Promotion[])?]>([
    ['nowhere, and it could be', 'in no Stage; available to dev, not promoted', freight('f'), [stage('dev')]],
    [
      'in several Stages, one waits for its pull request',
      'in dev and staging (verified); prod waits for pull request #42',
      freight('f', verified('dev', 'staging')),
      [
        stage('dev', { has: 'f' }),
        stage('staging', { from: ['dev'], has: 'f' }),
        stage('prod', { from: ['staging'] }),
      ],
      [
        promotion(
          'prod.1',
          { stage: 'prod', freight: 'f', steps: prSteps },
          { phase: 'Running', currentStep: 1, state: prState },
        ),
      ],
    ],
    [
      'there and not verified, with the reason',
      'in dev (not verified: verification: Running (AnalysisRun run-1)); not available to prod (it is not verified in Stage "dev")',
      freight('f'),
      [
        stage('dev', {
          has: 'f',
          status: {
            freightHistory: [
              {
                items: { 'Warehouse/web': { name: 'f' } },
                verificationHistory: [{ phase: 'Running', analysisRun: { name: 'run-1' } }],
              },
            ],
          },
        }),
        stage('prod', { from: ['dev'] }),
      ],
    ],
    [
      'unhealthy where it is',
      'in dev (not verified: pods crash)',
      freight('f'),
      [stage('dev', { has: 'f', status: { health: { status: 'Unhealthy', issues: ['pods crash'] } } })],
    ],
    [
      'on its way, and queued elsewhere behind another',
      'in no Stage; on its way to a (Running, step 1 of 1 "wait" (http)); queued for b behind b.1',
      freight('f'),
      [stage('a'), stage('b')],
      [
        promotion(
          'a.1',
          { stage: 'a', freight: 'f', steps: [{ uses: 'http', as: 'wait' }] },
          { phase: 'Running' },
        ),
        promotion('b.1', { stage: 'b', freight: 'g' }, { phase: 'Running' }),
        promotion('b.2', { stage: 'b', freight: 'f' }),
      ],
    ],
    [
      'replaced by other Freight',
      'in no Stage; no longer in dev',
      freight('f', verified('dev')),
      [
        stage('dev', {
          has: 'g',
          status: {
            freightHistory: [
              { items: { 'Warehouse/web': { name: 'g' } } },
              { items: { 'Warehouse/web': { name: 'f' } } },
            ],
          },
        }),
      ],
    ],
    [
      'not there because its Promotion failed',
      'in no Stage; dev: its Promotion ended Failed',
      freight('f'),
      [
        stage('dev', {
          status: { lastPromotion: { name: 'dev.1', freight: { name: 'f' }, status: { phase: 'Failed' } } },
        }),
      ],
    ],
    [
      'through a Stage without steps',
      'in no Stage; passed hub; available to eu, not promoted',
      freight('f', verified('hub')),
      [stage('hub', { controlFlow: true }), stage('eu', { from: ['hub'] })],
    ],
    [
      'approved past what is missing',
      'in no Stage; available to prod, not promoted',
      freight('f', { approvedFor: { prod: {} } }),
      [stage('prod', { from: ['dev'] })],
    ],
    ['in a project without Stages for it', 'in no Stage', freight('f'), []],
  ])('%s', (_, expected, of, stages, promotions) => {
    expect(sentence(of, stages, promotions)).toBe(expected);
  });

  test('of many Stages stays a sentence', () => {
    const names = Array.from({ length: 200 }, (_, index) => `s${index}`);
    expect(
      sentence(
        freight('f'),
        names.map((name) => stage(name, { from: ['dev'] })),
      ),
    ).toMatch(
      /^in no Stage; not available to s0 \(.*\); not available to s1 \(.*\); nor to (?:s\d+, ){6}s\d+ and 191 more$/,
    );
    const going = names.map((name) => promotion(`${name}.1`, { stage: name, freight: 'f' }));
    expect(
      sentence(
        freight('f'),
        names.map((name) => stage(name)),
        going,
      ),
    ).toBe('in no Stage; queued for s0; queued for s1; queued for s10; 197 more Stages like that');
  });

  test('tells what is wrong now where it was verified', () => {
    const sick = { health: { status: 'Unhealthy', issues: ['pods crash'] } };
    expect(sentence(freight('f', verified('dev')), [stage('dev', { has: 'f', status: sick })])).toBe(
      'in dev (verified; pods crash)',
    );
  });

  test('says so when a Promotion runs that could not be read', () => {
    const read = survey({
      stages: [stage('dev', { status: { currentPromotion: { name: 'dev.1' } } })],
      freight: [freight('f')],
    });
    const views = stageViews({ ...read, promotions: { unread: 'no right' } }, []);
    expect(whereabouts(placesOf(freight('f'), views, now))).toBe(
      'in no Stage; dev: Promotion dev.1 runs there, and of what cannot be told',
    );
  });

  test('by the Freight alone, when the Stages could not be read', () => {
    const status = { currentlyIn: { dev: {}, qa: {} }, ...verified('dev', 'old') };
    const places = placesByFreight(freight('f', status), []);
    expect(places.map(({ stage: name, place }): [string, Place['place']] => [name, place])).toEqual([
      ['dev', 'current'],
      ['qa', 'current'],
      ['old', 'replaced'],
    ]);
    expect(whereabouts(places)).toBe('in dev (verified); in qa (not verified); no longer in old');
    expect(placesByFreight(freight('f', status), ['qa'])).toHaveLength(1);
  });
});

describe('the Stages of a pipeline', () => {
  const views = (...stages: readonly Stage[]) => stageViews(survey({ stages }), []).map(({ name }) => name);

  test('come after those upstream, else by name', () => {
    const listed = [
      stage('prod', { from: ['uat'] }),
      stage('a', { from: ['prod'] }),
      stage('uat', { from: ['test', 'gone'] }),
      stage('test'),
    ];
    expect(views(...listed)).toEqual(['test', 'uat', 'prod', 'a']);
  });

  test('in a ring come each once', () => {
    expect(
      views(stage('a', { from: ['b'] }), stage('b', { from: ['a'] }), stage('c', { from: ['c'] })).toSorted(),
    ).toEqual(['a', 'b', 'c']);
  });

  test('are counted what they could have', () => {
    const found = [freight('newest'), freight('newer'), freight('has'), freight('older')];
    const [view] = stageViews(survey({ stages: [stage('dev', { has: 'has' })], freight: found }), []);
    expect(view).toMatchObject({ newer: 2, condition: 'good' });
  });
});
