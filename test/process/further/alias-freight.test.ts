import { describe, expect } from 'vitest';
import { kargoReleases } from '../../support/simulator.ts';
import { play, test } from '../play.ts';
import { images, stage, warehouse, web, world } from '../worlds.ts';
import { furtherWorld } from './parts.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), stage('test')];
const image = `${web}:1.0.0`;

describe.concurrent.for(kargoReleases)('alias-freight, Kargo %s', (release) => {
  test('is set and seen, then unchanged, then changed; people find the Freight by it', async ({
    simulate,
  }) => {
    const kargo = await simulate({ release, world: furtherWorld(...shop) });
    const { metadata } = await kargo.freight('1.0.0');
    const set = await play(kargo, 'alias-freight', { image, 'new-alias': 'release-42' });
    expect(set).toMatchObject({
      code: 0,
      status: 'succeeded',
      message: expect.stringContaining('has the alias "release-42"'),
      outputs: { freight: metadata.name, alias: 'release-42' },
    });
    const again = await play(kargo, 'alias-freight', { alias: 'release-42', 'new-alias': 'release-42' });
    expect(again).toMatchObject({ code: 0, status: 'unchanged', outputs: { alias: 'release-42' } });
    expect(await kargo.writes()).toEqual([`PATCH freight/${metadata.name}/alias?newAlias=release-42`]);
    const found = await play(kargo, 'find-freight', { alias: 'release-42' });
    expect(found).toMatchObject({ code: 0, outputs: { freight: metadata.name } });
  });

  test('a taken alias names its holder', async ({ simulate }) => {
    const kargo = await simulate({ release, world: furtherWorld(...shop) });
    const older = await kargo.freight('1.0.0');
    await kargo.deliver(`${web}:1.1.0`);
    const ended = await play(kargo, 'alias-freight', {
      image: `${web}:1.1.0`,
      'new-alias': older.alias ?? '',
    });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'refused' });
    expect(ended.message).toContain(
      `belongs to ${older.alias} (${older.metadata.name.slice(0, 7)}, ${web}:1.0.0`,
    );
  });
});

describe.concurrent('alias-freight', () => {
  const bad = ['two words', '-dash', 'dash-', 'a/b', 'ü', 'a'.repeat(64)];
  test.for(bad)('"%s" is no alias: nothing is sent', async (alias, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop) });
    const ended = await play(kargo, 'alias-freight', { image, 'new-alias': alias });
    expect(ended).toMatchObject({
      code: 2,
      status: 'invalid-input',
      message: expect.stringContaining('new-alias'),
    });
    expect(await kargo.ledger('ci')).toEqual([]);
  });

  test.for(['a', 'V1.2.3_rc', 'a'.repeat(63)])('"%s" is one', async (alias, { simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop) });
    const { metadata } = await kargo.freight('1.0.0');
    expect(await play(kargo, 'alias-freight', { image, 'new-alias': alias })).toMatchObject({ code: 0 });
    expect(await kargo.get('freight', metadata.name)).toMatchObject({ alias });
  });

  test('without the right it is forbidden, with the rule that is missing', async ({ simulate }) => {
    const kargo = await simulate({ world: world(...shop) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, 'alias-freight', { image, 'new-alias': 'mine' });
    expect(ended).toMatchObject({ code: 1, reason: 'forbidden' });
    expect(ended.message).toContain('resources: [freights], verbs: [patch]');
  });

  test('a lost answer is no loss', async ({ simulate }) => {
    const kargo = await simulate({ world: furtherWorld(...shop) });
    await kargo.freight('1.0.0');
    await kargo.fault({ method: 'PATCH' }, { kind: 'drop-after-commit' });
    const ended = await play(kargo, 'alias-freight', { image, 'new-alias': 'mine' });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { alias: 'mine' } });
  });
});
