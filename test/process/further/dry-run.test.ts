import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { type Inputs, type Played, play, test } from '../play.ts';
import { analysisTemplate, autoPromotion, images, simulation, stage, warehouse, web } from '../worlds.ts';
import { deliverTo, entriesOf, furtherWorld } from './parts.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const image = `${web}:1.0.0`;

/** Runs `promote` as a plan, and proves that it only read. */
async function plan(kargo: SimulatedKargo, inputs: Inputs): Promise<Played> {
  const ended = await play(kargo, 'promote', { image, 'dry-run': true, ...inputs });
  expect((await kargo.ledger('ci')).filter(({ method }) => method !== 'GET')).toEqual([]);
  return ended;
}

const gated = stage('gated', { run: ['gate'] });
const verifying = stage('verifying', { verification: true });
const pipeline = furtherWorld(
  ...shop,
  stage('test'),
  stage('other'),
  gated,
  verifying,
  stage('through', { sources: 'stages: [test]', run: [] }),
  stage('uat', { sources: 'stages: [test]' }),
  stage('any', { sources: 'stages: [test, other]' }),
  stage('every', { sources: 'stages: [test, other], availabilityStrategy: All' }),
  stage('soaking', { sources: 'stages: [test], requiredSoakTime: 1h' }),
  stage('auto', { sources: 'stages: [uat]' }),
  autoPromotion('auto'),
  simulation('analyses: [{ ends: by hand }]'),
);

interface Row {
  readonly name: string;
  readonly stage: string;
  readonly before?: (kargo: SimulatedKargo) => Promise<unknown>;
  readonly verdict: Partial<Played>;
  readonly operation: string;
  readonly says: readonly (string | RegExp)[];
}

const refused = { code: 1, status: 'failed', reason: 'not-available' };
const made = { code: 0, status: 'succeeded', reason: '' };

const rows: readonly Row[] = [
  {
    name: 'the first Freight of a Stage',
    stage: 'test',
    verdict: made,
    operation: 'created',
    says: ['A Promotion to Stage "test" would be made.', 'no Freight of this origin yet', 'no verification'],
  },
  {
    name: 'other Freight is there',
    stage: 'test',
    before: (kargo) => deliverTo(kargo, '1.1.0', 'test'),
    verdict: made,
    operation: 'created',
    says: [/It would replace Freight [0-9a-f]{40}/],
  },
  {
    name: 'it is there',
    stage: 'test',
    before: (kargo) => kargo.bring('test', '1.0.0'),
    verdict: { code: 0, status: 'unchanged' },
    operation: 'unchanged',
    says: ['has the Freight already: nothing would be done'],
  },
  {
    name: 'a Promotion of it runs',
    stage: 'gated',
    before: (kargo) => kargo.promote('gated', '1.0.0'),
    verdict: made,
    operation: 'adopted',
    says: [/Promotion gated\.\S+ to Stage "gated" would be followed/],
  },
  {
    name: 'a Promotion of other Freight runs',
    stage: 'gated',
    before: async (kargo) => {
      await kargo.deliver(`${web}:1.1.0`);
      const ahead = await kargo.promote('gated', '1.1.0');
      await kargo.see('promotions', ahead, ({ status }) => status.phase === 'Running');
    },
    verdict: made,
    operation: 'created',
    says: [/It would wait: Promotion gated\.\S+ \(Running\) is ahead of it/],
  },
  {
    name: 'the verification of other Freight blocks the queue',
    stage: 'verifying',
    before: async (kargo) => {
      await kargo.deliver(`${web}:1.1.0`);
      await kargo.promote('verifying', '1.1.0');
      await kargo.see(
        'stages',
        'verifying',
        ({ status }) => status.freightHistory?.[0]?.verificationHistory?.length === 1,
      );
    },
    verdict: made,
    operation: 'created',
    says: [/It would wait: the verification of the Freight that is there now is not finished \(AnalysisRun /],
  },
  {
    name: 'not verified upstream',
    stage: 'uat',
    verdict: refused,
    operation: '',
    says: ['is not available to Stage "uat": it is not verified in Stage "test"'],
  },
  {
    name: 'verified in one of two upstream Stages, one is enough',
    stage: 'any',
    before: (kargo) => kargo.bring('other', '1.0.0'),
    verdict: made,
    operation: 'created',
    says: ['would be made'],
  },
  {
    name: 'verified in one of two upstream Stages, all are needed',
    stage: 'every',
    before: (kargo) => kargo.bring('other', '1.0.0'),
    verdict: refused,
    operation: '',
    says: ['it is not verified in Stage "test" (all of test, other are required)'],
  },
  {
    name: 'verified in both, all are needed',
    stage: 'every',
    before: async (kargo) => {
      await kargo.bring('other', '1.0.0');
      await kargo.bring('test', '1.0.0');
    },
    verdict: made,
    operation: 'created',
    says: ['would be made'],
  },
  {
    name: 'it has to soak',
    stage: 'soaking',
    before: (kargo) => kargo.bring('test', '1.0.0'),
    verdict: refused,
    operation: '',
    says: [/it has soaked \S+ of the required 1h in Stage "test" \((59m\S*|1h) left\)/],
  },
  {
    name: 'approved',
    stage: 'soaking',
    before: async (kargo) => {
      const { metadata } = await kargo.freight('1.0.0');
      await kargo.call('POST', `freight/${metadata.name}/approve?stage=soaking`);
    },
    verdict: made,
    operation: 'created',
    says: ['would be made'],
  },
  {
    name: 'a Stage that only lets Freight pass',
    stage: 'through',
    verdict: { code: 1, status: 'failed', reason: 'control-flow' },
    operation: '',
    says: ['has no promotion steps'],
  },
  {
    name: 'a Stage that Kargo promotes to by itself',
    stage: 'auto',
    before: async (kargo) => {
      const { metadata } = await kargo.freight('1.0.0');
      await kargo.bring('test', '1.0.0');
      await kargo.bring('uat', '1.0.0');
      await kargo.see('freight', metadata.name, ({ status }) => status.verifiedIn?.auto !== undefined);
      await deliverTo(kargo, '1.1.0', 'test', 'uat');
      const { metadata: newer } = await kargo.freight('1.1.0');
      await kargo.see('freight', newer.name, ({ status }) => status.verifiedIn?.auto !== undefined);
    },
    verdict: made,
    operation: 'created',
    says: ['1.11 and newer then hold auto-promotion'],
  },
];

describe.concurrent.for(['1.9', 'main'] as const)('dry-run, Kargo %s', (release) => {
  test.for(rows)('$name', async ({ stage: name, before, verdict, operation, says }, { simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    const { metadata } = await kargo.freight('1.0.0');
    await before?.(kargo);
    const promotions = await kargo.promotionsOf(name);
    const ended = await plan(kargo, { stage: name });
    expect(ended).toMatchObject({
      ...verdict,
      outputs: { freight: metadata.name, operation, promotion: '' },
    });
    for (const text of says) {
      expect(ended.message).toMatch(text);
    }
    expect((await kargo.promotionsOf(name)).length).toBe(promotions.length);
  });
});

describe.concurrent.for(kargoReleases)('dry-run beside other inputs, Kargo %s', (release) => {
  test('Freight that is missing: nothing is refreshed or made', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    await kargo.deliver(`${web}:1.2.0`);
    const inputs = { stage: 'test', image: `${web}:1.1.0`, warehouse: 'web', 'create-freight': 'if-missing' };
    await kargo.push(`${web}:1.1.0`);
    const ended = await plan(kargo, inputs);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'freight-not-found' });
    expect(ended.message).toMatch(/web:1\.1\.0.*is not there/);
  });

  test('each Stage of several, downstream and by origin, has its own plan', async ({ simulate }) => {
    const kargo = await simulate({ release, world: pipeline });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    const ended = await plan(kargo, { 'downstream-of': 'test' });
    expect(ended).toMatchObject({ code: 1, reason: 'not-available' });
    expect(
      entriesOf(ended.outputs.promotions).map((entry) => [entry.stage, entry.status, entry.operation]),
    ).toEqual([
      ['any', 'succeeded', 'created'],
      ['every', 'failed', ''],
      ['soaking', 'failed', ''],
      ['uat', 'succeeded', 'created'],
    ]);
    const byOrigin = await play(kargo, 'promote', { stage: 'uat', origin: 'web', 'dry-run': true });
    expect(byOrigin).toMatchObject({ code: 0, outputs: { operation: 'created' } });
    expect(await kargo.writes()).toEqual([]);
  });
});
