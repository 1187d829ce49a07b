import { describe, expect } from 'vitest';
import { kargoReleases } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), stage('test')];

describe.for(kargoReleases)('doctor, Kargo %s', (release) => {
  const version = { '1.9': 'v1.9.10', '1.10': 'v1.10.10', '1.11': 'v1.11.2', main: 'main' }[release];

  test.concurrent('all is well', async ({ simulate }) => {
    const kargo = await simulate({ release, world: world(...shop) });
    const ended = await play(kargo, 'doctor', {});
    expect(ended).toMatchObject({ code: 0, status: 'succeeded', outputs: { release: version } });
    const report: { subject: string; status: string }[] = JSON.parse(ended.outputs.report ?? '');
    expect(report.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['connection', 'token', 'project']),
    );
    expect(new Set(report.map(({ status }) => status))).toEqual(new Set(['succeeded']));
    expect(ended.stderr).toMatch(/^ok {2}project: project "shop" has the Stages? .*test/m);
    expect(await kargo.writes()).toEqual([]);
  });

  const wrong = [
    {
      name: 'a token that is not known',
      inputs: {},
      token: 'nonsense',
      reason: 'unauthorized',
      subject: 'token',
      words: /create one with "kargo create token"/,
    },
    {
      name: 'a project that is not there',
      inputs: { project: 'shp' },
      token: 'ci',
      reason: 'not-found',
      subject: 'project',
      words: /There is no project "shp" on http:\S+: check the inputs project and api-address/,
    },
    {
      name: 'a token without rights',
      inputs: {},
      token: 'notify',
      reason: 'forbidden',
      subject: 'project',
      words: /\{apiGroups: \["kargo\.akuity\.io"\], resources: \[stages\], verbs: \[list\]\}/,
    },
  ];
  test.concurrent.for(wrong)(
    '$name',
    async ({ inputs: given, token, reason, subject, words }, { simulate }) => {
      const kargo = await simulate({ release, world: world(...shop) });
      const ended = await play(kargo, 'doctor', given, { token });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason });
      expect(ended.message).toMatch(words);
      const report = JSON.parse(ended.outputs.report ?? '');
      expect(report).toContainEqual(expect.objectContaining({ subject, status: 'failed' }));
      expect(ended.stderr).toMatch(new RegExp(`^NOT OK {2}${subject}: `, 'm'));
    },
  );
});
