import { describe, expect } from 'vitest';
import type { SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, simulation, stage, warehouse, web, world } from './worlds.ts';

const edge = 'image: { repoURL: ghcr.io/acme/web, constraint: edge, imageSelectionStrategy: Digest }';
const digests = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`);

/** A tag that was pushed twice: two Freight with the same tag. */
async function twice(kargo: SimulatedKargo): Promise<readonly string[]> {
  const first = await kargo.freight('edge');
  await kargo.control('clock', { advance: '10s' });
  await kargo.control('artifacts', { image: `${web}:edge`, digest: digests[1] });
  await kargo.call('POST', 'warehouses/web/refresh');
  const second = await kargo.eventually('the second Freight', async () =>
    (await kargo.freights()).find(({ metadata }) => metadata.name !== first.metadata.name),
  );
  return [first.metadata.name, second.metadata.name];
}

const moving = world(
  warehouse({ subscription: edge }),
  simulation(`artifacts: [{ image: "${web}:edge", digest: "${digests[0]}" }]`),
  stage('test'),
);

describe('a tag that was pushed again', () => {
  test.concurrent('is ambiguous: the candidates are listed, nothing is sent', async ({ simulate }) => {
    const kargo = await simulate({ world: moving });
    const names = await twice(kargo);
    for (const command of ['promote', 'find-freight']) {
      const ended = await play(kargo, command, { stage: 'test', image: `${web}:edge` });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'freight-ambiguous' });
      for (const name of names) {
        const { alias = '?' } = await kargo.get('freight', name);
        expect(ended.message).toContain(`${alias} (${name.slice(0, 7)}, ghcr.io/acme/web:edge`);
      }
      expect(ended.message).toMatch(/by digest/);
    }
    expect(await kargo.writes()).toEqual([]);
  });

  const ways = [
    { way: 'newest', inputs: () => ({ image: `${web}:edge`, select: 'newest' }), which: 1 },
    { way: 'digest', inputs: () => ({ image: `${web}@${digests[0]}` }), which: 0 },
    { way: 'name', inputs: (freight: string) => ({ freight }), which: 0 },
    { way: 'alias', inputs: (_: string, alias: string) => ({ alias }), which: 0 },
  ];
  test.concurrent.for(ways)('is told apart by $way', async ({ inputs, which }, { simulate }) => {
    const kargo = await simulate({ world: moving });
    const names = await twice(kargo);
    const name = names[which] ?? '';
    const { alias = '' } = await kargo.get('freight', name);
    const selector = inputs(name, alias);
    const found = await play(kargo, 'find-freight', selector);
    expect(found).toMatchObject({ code: 0, status: 'succeeded', outputs: { freight: name, alias } });
    expect(JSON.parse(found.outputs.artifacts ?? '')).toEqual({
      images: [expect.objectContaining({ repoURL: web, tag: 'edge', digest: digests[which] })],
      charts: [],
      commits: [],
    });
    const promoted = await play(kargo, 'promote', { ...selector, stage: 'test' });
    expect(promoted).toMatchObject({ code: 0, outputs: { freight: name, operation: 'created' } });
  });
});

describe('other artifacts', () => {
  const sha = '4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d';
  const mixed = world(
    warehouse({
      subscription: `git: { repoURL: "https://github.com/acme/web.git", branch: main }
  - chart: { repoURL: "oci://ghcr.io/acme/charts/web" }
  - image: { repoURL: ghcr.io/acme/web }`,
    }),
    simulation(`artifacts:
- { image: "${web}:1.0.0" }
- { chart: { repoURL: "oci://ghcr.io/acme/charts/web", version: 2.3.4 } }
- { commit: { repoURL: "https://github.com/acme/web.git", id: ${sha}, message: first } }`),
    stage('test'),
  );

  test.concurrent('one, or all that the Freight must hold', async ({ simulate }) => {
    const kargo = await simulate({ world: mixed });
    const { metadata } = await kargo.freight('1.0.0');
    const chart = 'oci://ghcr.io/acme/charts/web:2.3.4';
    for (const selector of [
      { commit: sha },
      { chart },
      { commit: sha, chart, image: `${web}:1.0.0`, warehouse: 'web' },
    ]) {
      const ended = await play(kargo, 'find-freight', selector);
      expect(ended).toMatchObject({ code: 0, outputs: { freight: metadata.name } });
    }
    const other = await play(kargo, 'find-freight', { commit: sha, image: `${web}:1.0.1`, wait: false });
    expect(other).toMatchObject({ code: 1, reason: 'freight-not-found' });
  });
});

describe('bad selections are invalid input and nothing is sent', () => {
  const rows = [
    [{}, /name the Freight in one of these ways/],
    [{ image: `${web}:1.0.0`, alias: 'a-b' }, /exactly one way/],
    [{ freight: 'calm-sparrow' }, /40 hexadecimal digits.*use the input alias/],
    [{ image: 'https://ghcr.io/acme/web:1' }, /without https/],
    [{ image: 'ghcr.io/acme/web' }, /repository:tag/],
  ] as const;
  test.concurrent.for(rows)('%j', async ([inputs, words], { simulate }) => {
    const kargo = await simulate({ world: world(warehouse(), images(`${web}:1.0.0`), stage('test')) });
    const ended = await play(kargo, 'promote', { ...inputs, stage: 'test' });
    expect(ended).toMatchObject({ code: 2, status: 'invalid-input', message: expect.stringMatching(words) });
    expect(await kargo.ledger()).toEqual([]);
  });
});

describe('find-freight for a Stage', () => {
  test.concurrent('only what is available to it', async ({ simulate }) => {
    const chain = world(
      warehouse(),
      images(`${web}:1.0.0`),
      stage('test'),
      stage('uat', { sources: 'stages: [test]' }),
    );
    const kargo = await simulate({ world: chain });
    await kargo.freight('1.0.0');
    const wanted = { image: `${web}:1.0.0`, stage: 'uat' };
    expect(await play(kargo, 'find-freight', { ...wanted, wait: false })).toMatchObject({
      code: 1,
      reason: 'freight-not-found',
      message: expect.stringMatching(/is it, but it is not verified in Stage "test"/),
    });
    await kargo.bring('test', '1.0.0');
    expect(await play(kargo, 'find-freight', wanted)).toMatchObject({ code: 0, status: 'succeeded' });
  });
});
