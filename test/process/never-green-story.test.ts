import { describe, expect } from 'vitest';
import type { Release, SimulatedKargo } from '../support/simulator.ts';
import { cells, expectedEnds, playedEnds, type Row } from './never-green.ts';
import { test } from './play.ts';
import { analysisTemplate, images, simulation, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const gated = world(...shop, stage('test', { run: ['gate', 'compose'] }));
const byHand = simulation('analyses: [{ stage: test, ends: by hand }]');
const promoted = { green: 'the Promotion has succeeded, and more was not asked for' };
const healthy = { green: 'the Stage was healthy, and a verification was not asked for' };
const toVerification = { 'pull-request': promoted, promotion: promoted, healthy } as const;

function gate(kargo: SimulatedKargo, state: 'open' | 'closed' | 'broken'): Promise<void> {
  return kargo.control('gates', { name: 'go', state, wake: true });
}

function isRunning(kargo: SimulatedKargo, name: string): Promise<unknown> {
  return kargo.see('promotions', name, ({ status }) => status.phase === 'Running');
}

/** The Stage has taken the Promotion over. */
function isTakenOver(kargo: SimulatedKargo, name: string): Promise<unknown> {
  return kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === name);
}

function verificationIs(kargo: SimulatedKargo, phase: string): Promise<unknown> {
  return kargo.see(
    'stages',
    'test',
    ({ status }) => status.freightHistory?.[0]?.verificationHistory?.[0]?.phase === phase,
  );
}

/** On Kargo 1.9 its phase is absent for a while. */
function verificationHasBegun(kargo: SimulatedKargo): Promise<unknown> {
  return kargo.see(
    'stages',
    'test',
    ({ status }) => status.freightHistory?.[0]?.verificationHistory?.[0] !== undefined,
  );
}

function healthIs(kargo: SimulatedKargo, health: string): Promise<unknown> {
  return kargo.see('stages', 'test', ({ status }) => status.health?.status === health);
}

/** Kargo 1.9 has no step that fails: it is an error there. */
function failure(release: Release): readonly ['failed', string] {
  return ['failed', release === '1.9' ? 'promotion-errored' : 'promotion-failed'];
}

const rows: readonly Row[] = [
  {
    name: 'Failed',
    world: gated,
    during: (kargo) => gate(kargo, 'broken'),
    ends: (release) => ({ verified: failure(release) }),
  },
  {
    name: 'Errored',
    world: world(
      ...shop,
      stage('test', { run: ['imaginary'] }),
      simulation('steps: [{ as: imaginary, status: Errored, message: disk full }]'),
    ),
    ends: () => ({ verified: ['failed', 'promotion-errored'] }),
  },
  {
    name: 'Aborted',
    world: gated,
    async during(kargo, promotion) {
      await isRunning(kargo, promotion);
      await kargo.call('POST', `promotions/${promotion}/abort`);
    },
    ends: () => ({ verified: ['failed', 'promotion-aborted'] }),
  },
  {
    name: 'superseded',
    world: world(
      ...shop,
      stage('test', { run: ['sync'] }),
      simulation('applications: [{ name: web, health: Progressing }]'),
    ),
    before: async (kargo) => void (await kargo.deliver(`${web}:1.1.0`)),
    async during(kargo, promotion) {
      await isTakenOver(kargo, promotion);
      await kargo.promote('test', '1.1.0');
    },
    ends: () => ({
      'pull-request': promoted,
      promotion: promoted,
      verified: ['failed', 'superseded'],
    }),
  },
  ...(
    [
      ['Failed', 'verification-failed'],
      ['Error', 'verification-error'],
      ['Inconclusive', 'verification-inconclusive'],
    ] as const
  ).map(
    ([phase, reason]): Row => ({
      name: `verification ends ${phase}`,
      world: world(
        ...shop,
        stage('test', { verification: true }),
        simulation(`analyses: [{ stage: test, ends: ${phase}, after: 50ms }]`),
      ),
      ends: () => ({ ...toVerification, verified: ['failed', reason] }),
    }),
  ),
  {
    name: 'verified but unhealthy',
    world: world(...shop, stage('test', { run: ['sync'], verification: true }), byHand),
    async during(kargo, promotion) {
      await isTakenOver(kargo, promotion);
      // Kargo 1.9 does not trust Argo CD for 10 s after a sync.
      await kargo.control('clock', { advance: '11s' });
      await verificationHasBegun(kargo);
      await kargo.control('health', { app: 'web', health: 'Degraded' });
      await healthIs(kargo, 'Unhealthy');
      await kargo.control('analysis', { stage: 'test', phase: 'Successful' });
    },
    ends: () => ({
      'pull-request': promoted,
      promotion: promoted,
      healthy: { green: 'it was healthy until the verification had begun' },
      verified: ['failed', 'unhealthy'],
    }),
  },
  {
    name: 'Promotion Succeeded with a Degraded application',
    world: world(
      ...shop,
      stage('test', { run: ['sync'] }),
      simulation('applications: [{ name: web, health: Degraded }]'),
    ),
    async during(kargo, promotion) {
      await isTakenOver(kargo, promotion);
      await kargo.control('clock', { advance: '11s' });
    },
    ends: () => ({ 'pull-request': promoted, promotion: promoted, verified: ['failed', 'unhealthy'] }),
  },
  {
    name: 'the old state is green while ours is pending',
    world: world(...shop, stage('test', { run: ['gate', 'compose'], verification: true }), byHand),
    async before(kargo) {
      await gate(kargo, 'open');
      await kargo.promote('test', '1.0.0');
      await verificationHasBegun(kargo);
    },
    async during(kargo, promotion) {
      await gate(kargo, 'closed');
      await kargo.control('analysis', { stage: 'test', phase: 'Successful' });
      await verificationIs(kargo, 'Successful');
      await isRunning(kargo, promotion);
    },
    inputs: { timeout: '7s' },
    ends: () => ({ verified: ['timed-out', 'waiting-for-promotion'] }),
    commands: ['wait-promotion'],
  },
  {
    name: 'the old state is green while ours is pending, by force',
    world: world(...shop, stage('test', { run: ['gate', 'compose'], verification: true }), byHand),
    async before(kargo) {
      await gate(kargo, 'open');
      await kargo.promote('test', '1.0.0');
      await verificationHasBegun(kargo);
    },
    async during(kargo, promotion) {
      await gate(kargo, 'closed');
      await kargo.control('analysis', { stage: 'test', phase: 'Successful' });
      await verificationIs(kargo, 'Successful');
      await isRunning(kargo, promotion);
    },
    inputs: { timeout: '7s', force: true },
    ends: () => ({ verified: ['timed-out', 'waiting-for-promotion'] }),
    commands: ['promote'],
  },
  {
    name: 'the old state is verified after a failed Promotion of other Freight',
    world: world(...shop, stage('test', { run: ['gate', 'compose'], verification: true })),
    async before(kargo) {
      await gate(kargo, 'open');
      await kargo.bring('test', '1.0.0');
      await kargo.deliver(`${web}:1.1.0`);
      await gate(kargo, 'broken');
      await isTakenOver(kargo, await kargo.promote('test', '1.1.0'));
    },
    ends: (release) => ({ verified: failure(release) }),
  },
  {
    name: 'a failed Promotion after ours',
    world: world(...shop, stage('test', { run: ['gate', 'compose'], verification: true }), byHand),
    async before(kargo) {
      await gate(kargo, 'open');
      await kargo.deliver(`${web}:1.1.0`);
    },
    async during(kargo, promotion) {
      await isTakenOver(kargo, promotion);
      await gate(kargo, 'broken');
      await verificationHasBegun(kargo);
      const next = await kargo.promote('test', '1.1.0');
      await kargo.control('analysis', { stage: 'test', phase: 'Inconclusive' });
      await isTakenOver(kargo, next);
    },
    ends: () => ({ ...toVerification, verified: ['failed', 'verification-inconclusive'] }),
  },
  {
    name: 'deleted while it is waited for',
    world: gated,
    async during(kargo, promotion) {
      await isRunning(kargo, promotion);
      await kargo.control('objects', { kind: 'Promotion', name: promotion, delete: true });
    },
    ends: () => ({ verified: ['unknown', 'object-gone'] }),
  },
  {
    name: 'its Stage is deleted while it is waited for',
    world: gated,
    async during(kargo, promotion) {
      await isRunning(kargo, promotion);
      await kargo.call('DELETE', 'stages/test');
    },
    ends: () => ({ verified: ['unknown', 'object-gone'] }),
  },
  {
    name: 'a step that never ends',
    world: gated,
    releases: ['1.9', 'main'],
    inputs: { timeout: '7s' },
    ends: () => ({ verified: ['timed-out', 'waiting-for-promotion'] }),
  },
  {
    name: 'a verification that never ends',
    world: world(...shop, stage('test', { verification: true }), byHand),
    releases: ['1.9', 'main'],
    inputs: { timeout: '7s' },
    ends: () => ({ ...toVerification, verified: ['timed-out', 'waiting-for-verification'] }),
  },
  {
    name: 'an application that is Progressing for ever',
    world: world(
      ...shop,
      stage('test', { run: ['sync'] }),
      simulation('applications: [{ name: web, health: Progressing }]'),
    ),
    releases: ['1.9', 'main'],
    inputs: { timeout: '7s' },
    ends: () => ({
      'pull-request': promoted,
      promotion: promoted,
      verified: ['timed-out', 'waiting-for-health'],
    }),
  },
  {
    name: 'a queued Promotion aborted behind ours',
    world: gated,
    before: async (kargo) => void (await kargo.deliver(`${web}:1.1.0`)),
    async during(kargo, promotion) {
      await isRunning(kargo, promotion);
      const queued = await kargo.promote('test', '1.1.0');
      await kargo.see('promotions', queued, ({ status }) => status.phase === 'Pending');
      await kargo.call('POST', `promotions/${queued}/abort`);
      await kargo.see('promotions', queued, ({ status }) => status.phase === 'Aborted');
      await gate(kargo, 'open');
    },
    ends: () => ({
      'pull-request': promoted,
      promotion: promoted,
      verified: ['unknown', 'not-assessable'],
    }),
  },
  {
    name: 'a refresh that was handled with a failed discovery',
    world: gated,
    commands: ['promote'],
    async before(kargo) {
      await kargo.control('clock', { advance: '10s' });
      await kargo.control('registry', { repoURL: web, down: true });
    },
    inputs: { warehouse: 'web', image: `${web}:1.1.0` },
    ends: () => ({ none: ['failed', 'discovery-failed'], verified: ['failed', 'discovery-failed'] }),
  },
];

describe('never exit 0', () => {
  for (const { title, row, release, command } of cells(rows)) {
    test.concurrent(title, async () => {
      expect(await playedEnds(row, { release, command })).toEqual(expectedEnds(row, release));
    });
  }
});
