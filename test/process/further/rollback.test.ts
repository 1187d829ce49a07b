import { describe, expect } from 'vitest';
import { kargoReleases, type SimulatedKargo } from '../../support/simulator.ts';
import { begin, type Played, play, read, test } from '../play.ts';
import {
  analysisTemplate,
  autoPromotion,
  images,
  promoteRights,
  simulation,
  stage,
  tokenOf,
  warehouse,
  web,
  worldWithoutToken,
} from '../worlds.ts';
import { approvals, collect, deliverTo, furtherWorld, setGate } from './parts.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), analysisTemplate];
const gated = [
  ...shop,
  stage('test', { run: ['gate', 'compose'] }),
  stage('uat', { sources: 'stages: [test]' }),
];
const open = simulation('gates: { go: open }');
const back = { stage: 'test' };

/** The tag of the Freight that a Stage has, by origin `web`. */
async function tagIn(kargo: SimulatedKargo, name = 'test'): Promise<string | undefined> {
  const { status } = await kargo.get('stages', name);
  const entry = status.freightHistory?.[0] as Entry | undefined;
  return entry?.items['Warehouse/web']?.images?.[0]?.tag;
}

interface Entry {
  readonly items: Readonly<
    Record<string, { readonly name: string; readonly images?: readonly { readonly tag: string }[] }>
  >;
}

/** Somebody promotes, and it ends as it ends. */
async function tryOut(kargo: SimulatedKargo, tag: string, name = 'test'): Promise<string> {
  await kargo.deliver(`${web}:${tag}`);
  const promotion = await kargo.promote(name, tag);
  await kargo.see('stages', name, ({ status }) => status.lastPromotion?.name === promotion);
  return promotion;
}

interface Row {
  readonly name: string;
  readonly before: (kargo: SimulatedKargo) => Promise<unknown>;
  /** What is put back; undefined: nothing can be. */
  readonly tag: string | undefined;
}

const rows: readonly Row[] = [
  { name: 'after a success', before: (kargo) => deliverTo(kargo, '1.1.0', 'test'), tag: '1.0.0' },
  {
    name: 'after a failed Promotion: what is there is the good one',
    before: async (kargo) => {
      await deliverTo(kargo, '1.1.0', 'test');
      await setGate(kargo, 'broken');
      await tryOut(kargo, '1.2.0');
      await setGate(kargo, 'open');
    },
    tag: '1.1.0',
  },
  {
    name: 'after a failed Promotion back to earlier Freight',
    before: async (kargo) => {
      await deliverTo(kargo, '1.1.0', 'test');
      await setGate(kargo, 'broken');
      const promotion = await kargo.promote('test', '1.0.0');
      await kargo.see('stages', 'test', ({ status }) => status.lastPromotion?.name === promotion);
      await setGate(kargo, 'open');
    },
    tag: '1.1.0',
  },
  {
    name: 'after the same Freight was promoted again',
    before: async (kargo) => {
      await deliverTo(kargo, '1.1.0', 'test', 'test', 'test');
    },
    tag: '1.0.0',
  },
  {
    name: 'after a rollback',
    before: async (kargo) => {
      await deliverTo(kargo, '1.1.0', 'test');
      await kargo.bring('test', '1.0.0');
    },
    tag: '1.1.0',
  },
  { name: 'there was nothing before', before: async () => undefined, tag: undefined },
  {
    name: 'there was nothing before the one that failed: what is there',
    before: async (kargo) => {
      await setGate(kargo, 'broken');
      await tryOut(kargo, '1.1.0');
      await setGate(kargo, 'open');
    },
    tag: '1.0.0',
  },
];

describe.concurrent.for(['1.9', 'main'] as const)('rollback, Kargo %s', (release) => {
  test.for(rows)('$name: $tag', async ({ before, tag }, { simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...gated, open) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await before(kargo);
    const planned = await play(kargo, 'rollback', { ...back, 'dry-run': true });
    expect(await kargo.writes()).toEqual([]);
    const ended = await play(kargo, 'rollback', back);
    if (tag === undefined) {
      const none = { code: 1, status: 'failed', reason: 'freight-not-found' };
      expect([planned, ended]).toMatchObject([none, none]);
      expect(await kargo.writes()).toEqual([]);
      return;
    }
    const { metadata } = await kargo.freight(tag);
    expect(planned).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('A Promotion to Stage "test" would be made'),
      outputs: { freight: metadata.name, operation: 'created' },
    });
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('healthy and verified'),
      outputs: { freight: metadata.name, operation: 'created', phase: 'Succeeded' },
    });
    expect(await tagIn(kargo)).toBe(tag);
  });
});

describe.concurrent.for(kargoReleases)('rollback in detail, Kargo %s', (release) => {
  test('what failed its verification is never put back', async ({ simulate }) => {
    const byHand = simulation('analyses: [{ ends: by hand }]');
    const kargo = await simulate({
      release,
      world: furtherWorld(...shop, stage('test', { verification: true }), byHand),
    });
    for (const [tag, phase] of [
      ['1.0.1', 'Successful'],
      ['1.1.0', 'Failed'],
      ['1.2.0', 'Successful'],
    ] as const) {
      await kargo.deliver(`${web}:${tag}`);
      const promotion = await kargo.promote('test', tag);
      await kargo.see(
        'stages',
        'test',
        ({ status }) =>
          status.lastPromotion?.name === promotion &&
          status.freightHistory?.[0]?.verificationHistory?.length === 1,
      );
      await kargo.control('analysis', { stage: 'test', phase });
      await kargo.see(
        'stages',
        'test',
        ({ status }) => status.freightHistory?.[0]?.verificationHistory?.[0]?.phase === phase,
      );
    }
    const ended = await play(kargo, 'rollback', { ...back, 'dry-run': true });
    expect(ended).toMatchObject({
      code: 0,
      outputs: { freight: (await kargo.freight('1.0.1')).metadata.name },
    });
  });

  test('what Kargo has collected is made again, of the same contents, and approved', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...gated, open) });
    const lost = await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await kargo.bring('uat', '1.0.0');
    await deliverTo(kargo, '1.1.0', 'test', 'uat');
    await collect(kargo, lost.metadata.name);
    const planned = await play(kargo, 'rollback', { stage: 'uat', 'dry-run': true });
    expect(planned).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect(await kargo.writes()).toEqual([]);
    const ended = await play(kargo, 'rollback', { stage: 'uat' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { freight: lost.metadata.name } });
    expect(ended.stderr).toContain('which Kargo has collected: it is made again');
    expect(await kargo.get('freight', lost.metadata.name)).toMatchObject({ images: lost.images });
    expect(await approvals(kargo, lost.metadata.name)).toEqual(['uat']);
    expect(await tagIn(kargo, 'uat')).toBe('1.0.0');
  });

  test('preempt: what runs or waits is aborted, oldest first, after ours was made', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...gated, open) });
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await deliverTo(kargo, '1.1.0', 'test');
    await setGate(kargo, 'closed');
    const [first, second] = await twoAhead(kargo);
    const running = begin(kargo, 'rollback', { ...back, preempt: true });
    await kargo.saw(new RegExp(`^POST promotions/${second}/abort`));
    await setGate(kargo, 'open');
    const ended = read(await running.ended);
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { operation: 'created' } });
    expect(await kargo.writes()).toEqual([
      'POST stages/test/promotions',
      `POST promotions/${first}/abort`,
      `POST promotions/${second}/abort`,
    ]);
    expect(await tagIn(kargo)).toBe('1.0.0');
    const { metadata } = await kargo.freight('1.0.0');
    expect(ended.outputs.freight).toBe(metadata.name);
    expect(await kargo.promotionsOf('test')).toMatchObject([
      {},
      {},
      { status: { phase: 'Aborted' } },
      { status: { phase: 'Aborted' } },
      { status: { phase: 'Succeeded' } },
    ]);
  });

  test('freeze: Kargo holds auto-promotion where it can, and it is red where it cannot', async ({
    simulate,
  }) => {
    const kargo = await simulate({
      release,
      world: furtherWorld(...shop, stage('test'), autoPromotion('test')),
    });
    await automatic(kargo, '1.0.0');
    await automatic(kargo, '1.1.0');
    const ended = await play(kargo, 'rollback', { ...back, freeze: true });
    const holds = release === '1.11' || release === 'main';
    expect(ended).toMatchObject(
      holds ? { code: 0, status: 'succeeded' } : { code: 1, status: 'failed', reason: 'refused' },
    );
    if (!holds) {
      expect(ended.message).toMatch(
        /It was put back, but Kargo does not hold auto-promotion of Warehouse\/web/,
      );
    }
    expect(await tagIn(kargo)).toBe('1.0.0');
  });

  test('by a pull request: it stops there and says so', async ({ simulate }) => {
    const run = ['clone', 'update', 'commit', 'pushBranch', 'openRequest', 'waitForRequest'] as const;
    const kargo = await simulate({ release, world: furtherWorld(...shop, stage('test', { run })) });
    await kargo.freight('1.0.0');
    for (const [index, tag] of ['1.0.1', '1.1.0'].entries()) {
      await merged(kargo, { tag, number: index + 1 });
    }
    const ended = await play(kargo, 'rollback', back);
    expect(ended).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringMatching(/waits for its pull request: https:/),
      outputs: {
        phase: 'Running',
        'pull-request': '3',
        freight: (await kargo.freight('1.0.1')).metadata.name,
      },
    });
    expect(await tagIn(kargo)).toBe('1.1.0');
  });
});

/** One Promotion runs, another waits behind it: their names. */
async function twoAhead(kargo: SimulatedKargo): Promise<readonly [string, string]> {
  await kargo.deliver(`${web}:1.2.0`);
  await kargo.deliver(`${web}:1.3.0`);
  const first = await kargo.promote('test', '1.2.0');
  await kargo.see('stages', 'test', ({ status }) => status.currentPromotion?.name === first);
  return [first, await kargo.promote('test', '1.3.0')];
}

/** Kargo brings it to Stage `test` by itself. */
async function automatic(kargo: SimulatedKargo, tag: string): Promise<void> {
  await kargo.deliver(`${web}:${tag}`);
  const { metadata } = await kargo.freight(tag);
  await kargo.see('freight', metadata.name, ({ status }) => status.verifiedIn?.test !== undefined);
}

/** Somebody promotes, and merges the pull request. */
async function merged(
  kargo: SimulatedKargo,
  { tag, number }: { tag: string; number: number },
): Promise<void> {
  await kargo.deliver(`${web}:${tag}`);
  const promotion = await kargo.promote('test', tag);
  await kargo.see('promotions', promotion, ({ status }) =>
    (status.stepExecutionMetadata ?? []).some(
      (step) => step.alias === 'wait-for-pr' && step.status === 'Running',
    ),
  );
  const repoURL = 'https://github.com/acme/gitops.git';
  await kargo.control('pull-requests', { repoURL, number, action: 'merge', wake: true });
  const { metadata } = await kargo.freight(tag);
  await kargo.see('freight', metadata.name, ({ status }) => status.verifiedIn?.test !== undefined);
}

describe.concurrent('rollback with two origins', () => {
  const both = stage('test', { run: ['imaginary'] }).replace(
    'sources: { direct: true }',
    'sources: { direct: true }\n  - origin: { kind: Warehouse, name: api }\n    sources: { direct: true }',
  );
  const api = 'ghcr.io/acme/api';
  const two = furtherWorld(
    ...shop,
    warehouse({ name: 'api', subscription: `image: { repoURL: ${api}, constraint: ^7.0.0 }` }),
    images(`${api}:7.0.0`),
    both,
  );

  /** Both origins are there; then the named ones get newer Freight. */
  async function brought(kargo: SimulatedKargo, newer: readonly ('web' | 'api')[]): Promise<void> {
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await kargo.freight('7.0.0');
    await kargo.bring('test', '7.0.0');
    if (newer.includes('web')) {
      await deliverTo(kargo, '1.1.0', 'test');
    }
    if (newer.includes('api')) {
      await kargo.push(`${api}:7.1.0`);
      await kargo.call('POST', 'warehouses/api/refresh');
      await kargo.freight('7.1.0');
      await kargo.bring('test', '7.1.0');
    }
  }

  test.for(kargoReleases)(
    'only one of them has changed: that one, Kargo %s',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: two });
      await brought(kargo, ['web']);
      const ended = await play(kargo, 'rollback', back);
      expect(ended).toMatchObject({
        code: 0,
        outputs: { freight: (await kargo.freight('1.0.0')).metadata.name },
      });
      const [now] = (await kargo.get('stages', 'test')).status.freightHistory ?? [];
      expect((now as Entry | undefined)?.items['Warehouse/api']?.name).toBe(
        (await kargo.freight('7.0.0')).metadata.name,
      );
    },
  );

  test('both could be put back: red, and it names both', async ({ simulate }) => {
    const kargo = await simulate({ world: two });
    await brought(kargo, ['web', 'api']);
    const ended = await play(kargo, 'rollback', back);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'freight-ambiguous' });
    expect(ended.message).toMatch(/Warehouse\/web to [0-9a-f]{40}, Warehouse\/api to [0-9a-f]{40}/);
    expect(await kargo.writes()).toEqual([]);
    const named = await play(kargo, 'rollback', { ...back, warehouse: 'api' });
    expect(named).toMatchObject({
      code: 0,
      outputs: { freight: (await kargo.freight('7.0.0')).metadata.name },
    });
    expect(await tagIn(kargo)).toBe('1.1.0');
  });
});

describe.concurrent('rollback to', () => {
  async function threeThere(kargo: SimulatedKargo): Promise<void> {
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await deliverTo(kargo, '1.1.0', 'test');
    await deliverTo(kargo, '1.2.0', 'test');
  }

  test.for(['name', 'alias'] as const)('Freight by %s', async (way, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...gated, open) });
    await threeThere(kargo);
    const { metadata, alias } = await kargo.freight('1.0.0');
    const to = way === 'name' ? metadata.name : (alias ?? '');
    const ended = await play(kargo, 'rollback', { ...back, to });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { freight: metadata.name } });
    expect(await tagIn(kargo)).toBe('1.0.0');
    const again = await play(kargo, 'rollback', { ...back, to });
    expect(again).toMatchObject({ code: 0, status: 'unchanged' });
  });

  test('Freight that is not there, or not available: red', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...gated, open) });
    await threeThere(kargo);
    const missing = await play(kargo, 'rollback', { ...back, to: 'no-such' });
    expect(missing).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
    await kargo.deliver(`${web}:1.3.0`);
    const { metadata } = await kargo.freight('1.3.0');
    const unverified = await play(kargo, 'rollback', { stage: 'uat', to: metadata.name });
    expect(unverified).toMatchObject({ code: 1, reason: 'not-available' });
  });
});

describe.concurrent('rollback and the queue', () => {
  async function withQueue(kargo: SimulatedKargo): Promise<readonly [string, string]> {
    await kargo.freight('1.0.0');
    await kargo.bring('test', '1.0.0');
    await deliverTo(kargo, '1.1.0', 'test');
    await setGate(kargo, 'closed');
    return twoAhead(kargo);
  }

  test('without preempt it waits its turn, and the plan says behind what', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...gated, open) });
    const [first, second] = await withQueue(kargo);
    const planned = await play(kargo, 'rollback', { ...back, 'dry-run': true });
    expect(planned.message).toContain(`Promotions ${first} (Running), ${second} (Pending) are ahead of it`);
    const running = begin(kargo, 'rollback', back);
    await running.saw('are ahead of it');
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
    expect(await kargo.writes()).toEqual(['POST stages/test/promotions']);
    expect(await tagIn(kargo)).toBe('1.0.0');
  });

  test('preempt without the right to abort: said, and it waits its turn', async ({ simulate }) => {
    const rules = promoteRights.map((rule) => rule.replace('[create, patch]', '[create]'));
    const kargo = await simulate({ world: worldWithoutToken(tokenOf('ci', rules), ...gated, open) });
    const [first] = await withQueue(kargo);
    const running = begin(kargo, 'rollback', { ...back, preempt: true });
    await running.saw(`Promotion ${first} of project shop may still be going`);
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, status: 'succeeded' });
  });

  test('preempt also when somebody has promoted the good one already, behind the others', async ({
    simulate,
  }) => {
    const kargo = await simulate({ world: furtherWorld(...gated, open) });
    const [first, second] = await withQueue(kargo);
    await kargo.promote('test', '1.0.0');
    const running = begin(kargo, 'rollback', { ...back, preempt: true });
    await running.saw('adopted Promotion');
    await kargo.saw(new RegExp(`^POST promotions/${second}/abort`));
    await setGate(kargo, 'open');
    expect(read(await running.ended)).toMatchObject({ code: 0, outputs: { operation: 'adopted' } });
    expect(await kargo.writes()).toEqual([
      `POST promotions/${first}/abort`,
      `POST promotions/${second}/abort`,
    ]);
  });
});

test.concurrent.for([{ stage: 'test,uat' }, { stage: 'test', warehouse: 'web,api' }, {}])(
  'bad input: %o',
  async (inputs, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...gated) });
    const ended: Played = await play(kargo, 'rollback', inputs as Record<string, string>);
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
    expect(await kargo.ledger('ci')).toEqual([]);
  },
);
