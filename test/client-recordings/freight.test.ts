import { describe, expect, test } from 'vitest';
import { holds, parseChart, parseCommit, parseImage } from '../../src/kargo/artifact.ts';
import { whyNotAvailable } from '../../src/kargo/availability.ts';
import type { Freight, Stage } from '../../src/kargo/types.ts';
import { type Json, loadWorld, type Release } from '../support/recordings.ts';
import { exchangeAt, freightOf, keysHolding, releasesOf } from './exchanges.ts';

const registry = '127.0.0.1:15000';

/** The short words of the tables, as an artifact: `web:1.2.0`, `edge:latest`, `chart:1.0.0`, `git v1.2.0`. */
function artifactOf(words: string) {
  const [kind, version] = words.split(/[: ]/);
  const artifact =
    kind === 'git'
      ? parseCommit(version ?? '')
      : kind === 'chart'
        ? parseChart(`oci://${registry}/charts/web-chart:${version}`)
        : parseImage(`${registry}/shop/${words}`);
  if (artifact === undefined) {
    throw new Error(`${words} is no artifact`);
  }
  return artifact;
}

function holdsArtifact(freight: Freight, words: string): boolean {
  return holds({ ...freight, name: freight.metadata.name }, artifactOf(words));
}

const tags = ['web:1.0.0', 'web:1.0.5', 'web:1.1.0', 'web:1.2.0', 'web:1.3.0', 'web:1.4.0', 'edge:latest'];
const others = ['chart:1.0.0', 'chart:1.1.0', 'git v1.2.0', 'web:9.9.9'];

/** The origin and the artifacts by name: `web has web:1.2.0`. Commits that have no tag are left to the test below. */
function contentsOf(freight: Freight): string {
  const held = [...tags, ...others].filter((words) => holdsArtifact(freight, words));
  return [freight.origin?.name, ...held].join(' ');
}

const web = ['web web:1.0.0', 'web web:1.1.0', 'web web:1.2.0'];
const duo = ['duo web:1.0.0', 'duo web:1.2.0'];
const edge = ['edge edge:latest', 'edge edge:latest'];
const chart = ['chart chart:1.0.0', 'chart chart:1.1.0'];

/** The Freight of every answer, sorted. */
const contents: Readonly<Record<string, readonly string[]>> = {
  '03/freight-right-after': ['web web:1.0.0', 'web web:1.1.0'],
  '03/freight-older-artifact': ['web web:1.0.0', 'web web:1.1.0'],
  '05/query-all': ['config', ...duo, ...web],
  '05/query-of-web': web,
  '05/query-of-two': [...duo, ...web],
  '05/query-newest-first': web,
  '05/query-group-image': [...duo, ...web],
  '05/query-group-git': ['config', ...duo],
  '05/query-one-group': [...duo, ...web],
  '05/query-by-tag': [...duo, ...web],
  '05/query-stage-test': web,
  '05/query-stage-uat-after-approve': ['web web:1.1.0'],
  '05/get-by-name': ['web web:1.2.0'],
  '05/get-by-alias': ['web web:1.2.0'],
  '05/get-by-new-alias': ['web web:1.2.0'],
  '05/get-approved': ['web web:1.1.0'],
  '05/watch-freight': web,
  '06/freight-after': ['web web:1.2.0'],
  '08/freight-some-seconds-later': ['web web:1.2.0'],
  '08/freight-verified': ['web web:1.2.0'],
  '14/freight-while-progressing': ['web web:1.0.5'],
  '14/freight-verified': ['web web:1.0.5'],
  '14/freight-degraded': ['web web:1.0.0'],
  '14/freight-verified-but-unhealthy': ['web web:1.0.5'],
  '14/freight-at-last': ['web web:1.0.5'],
  '15/freight-edge': ['edge edge:latest'],
  '15/freight-chart': ['chart chart:1.0.0'],
  '15/freight-config': ['config'],
  '15/freight-duo': ['duo web:1.0.0'],
  // A tag that was pushed again: two Freight hold it.
  '15/freight-edge-after': edge,
  '15/freight-config-after': ['config', 'config'],
  '15/freight-tags-after': ['tags git v1.2.0'],
  '15/freight-duo-after': duo,
  '15/freight-chart-after': chart,
  '15/query?groupBy=chart_repo': chart,
  '15/query?groupBy=git_repo': ['config', 'config', ...duo, 'tags git v1.2.0'],
  '15/query?groupBy=image_repo&orderBy=tag': [...duo, ...edge, ...web],
  '15/freight-with-metadata': ['web web:1.2.0'],
  '17/freight-after-abort-of-queued': ['web web:1.2.0'],
  '17/freight-after-refresh': ['web web:1.2.0'],
  '17/freight-healed': ['web web:1.2.0'],
  '17/freight-soaking': ['web web:1.2.0'],
  '17/query-stage-soaked-early': ['web web:1.2.0'],
  '17/query-stage-soaked-late': ['web web:1.2.0'],
};

/** The one stream of Freight that changes: what was pushed appears in it. */
const growing = '09/watch-freight';

const cases = Object.entries(contents).flatMap(([key, expected]) =>
  releasesOf(key).map((release) => ({ key, release, expected })),
);

describe('what Freight holds', () => {
  test.each(cases)('$key on $release', ({ key, release, expected }) => {
    const held = freightOf(exchangeAt(release, key)).map(contentsOf);
    expect(held.toSorted()).toEqual(expected.toSorted());
  });

  test.each(releasesOf(growing))('a new one appears on %s', (release) => {
    const held = new Set(freightOf(exchangeAt(release, growing)).map(contentsOf));
    const old = ['web web:1.0.0', 'web web:1.1.0', 'web web:1.2.0'];
    const isWatched = release === 'v1.11.2' || release === 'main';
    expect([...held].sort()).toEqual(isWatched ? [...old, 'web web:1.3.0'] : old);
  });

  test('every answer with Freight is in the table', () => {
    expect([...Object.keys(contents), growing].sort()).toEqual(keysHolding(freightOf));
  });

  test.each(releasesOf('15/freight-edge-after'))('the digest tells apart on %s', (release) => {
    const both = freightOf(exchangeAt(release, '15/freight-edge-after'));
    for (const own of both) {
      const image = own.images?.[0];
      const matching = both.filter((freight) => holdsArtifact(freight, `edge:latest@${image?.digest}`));
      expect(matching).toEqual([own]);
    }
  });

  test.each(releasesOf('15/freight-config-after'))('a commit is found by its full SHA on %s', (release) => {
    const all = ['15/freight-config-after', '15/freight-tags-after', '15/freight-duo-after'].flatMap((key) =>
      freightOf(exchangeAt(release, key)),
    );
    const [newest] = freightOf(exchangeAt(release, '15/freight-config-after'));
    const sha = newest?.commits?.[0]?.id ?? '';
    const found = all.filter((freight) => holdsArtifact(freight, `git ${sha}`));
    expect(found.map(({ origin }) => origin?.name).toSorted()).toEqual(['config', 'duo', 'tags']);
    expect(all.filter((freight) => holdsArtifact(freight, `git ${sha.slice(0, 12)}`))).toEqual([]);
  });
});

/** A Stage as it was applied: by the world, or by scenario 17. */
function stageOf(release: Release, name: string): Stage {
  const { body } = exchangeAt(release, '17/apply').request;
  const applied: Json = typeof body === 'string' ? JSON.parse(body) : (body ?? []);
  const manifests = [...loadWorld(), ...(Array.isArray(applied) ? applied : [])] as unknown as Stage[];
  const found = manifests.find((object) => object.spec !== undefined && object.metadata.name === name);
  if (found === undefined) {
    throw new Error(`there is no Stage ${name}`);
  }
  return found;
}

/** Why Freight (that which holds `artifact`, of `key`) is not available to a Stage; empty when it is. */
const availabilities: readonly (readonly [key: string, artifact: string, stage: string, why: string])[] = [
  ['05/query-of-web', 'web:1.2.0', 'test', ''],
  ['05/query-of-web', 'web:1.2.0', 'uat', 'it is not verified in Stage "test"'],
  ['05/query-of-web', 'web:1.2.0', 'after-control', ''],
  ['05/query-of-web', 'web:1.2.0', 'two', ''],
  // 06/not-available
  [
    '05/get-by-name',
    'web:1.2.0',
    'prod',
    'it is not verified in Stage "uat"; it is not verified in Stage "qa" (all of uat, qa are required)',
  ],
  // 05/approve, and not of the one beside it
  ['05/get-approved', 'web:1.1.0', 'uat', ''],
  ['05/query-stage-uat-after-approve', 'web:1.1.0', 'uat', ''],
  ['05/query-stage-uat-after-approve', 'web:1.1.0', 'two', ''],
  ['05/query-stage-uat-after-approve', 'web:1.1.0', 'qa', 'it is not verified in Stage "test"'],
  // 05/approve-origin-not-requested
  [
    '05/query-group-git',
    'web:1.0.0',
    'uat',
    'Stage "uat" takes Freight of Warehouse/web, and this is of Warehouse/duo',
  ],
  // 06/by-alias
  ['06/freight-after', 'web:1.2.0', 'uat', ''],
  // 07/not-available, of the older Freight
  ['05/get-approved', 'web:1.1.0', 'spoke-a', 'it is not verified in Stage "hub"'],
  ['08/freight-verified', 'web:1.2.0', 'spoke-a', ''],
  // 08/not-verified-downstream, 08/available-downstream
  ['06/freight-after', 'web:1.2.0', 'after-verified', 'it is not verified in Stage "verified"'],
  ['08/freight-some-seconds-later', 'web:1.2.0', 'after-verified', ''],
  // Verified in uat, and not in qa, where it never was.
  [
    '08/freight-verified',
    'web:1.2.0',
    'prod',
    'of the required 1h in Stage "uat" (<left> left); it is not verified in Stage "qa" (all of uat, qa are required)',
  ],
  // 14/downstream-while-progressing
  [
    '14/freight-while-progressing',
    'web:1.0.5',
    'after-argo',
    'it is not verified in Stage "argo", though it is there',
  ],
  ['14/freight-verified', 'web:1.0.5', 'after-argo', ''],
  [
    '14/freight-degraded',
    'web:1.0.0',
    'after-argo',
    'it is not verified in Stage "argo", though it is there',
  ],
  // Once verified, always verified: it has left the Stage.
  ['14/freight-verified-but-unhealthy', 'web:1.0.5', 'after-argo', ''],
];

const availabilityCases = availabilities.flatMap(([key, artifact, stage, why]) =>
  releasesOf(key).map((release) => ({ key, artifact, stage, why, release })),
);

/** A minute after the Freight came to uat, where the table needs a time at all. */
function momentOf(freight: Freight): number {
  return Date.parse(freight.status?.currentlyIn?.uat?.since ?? '') + 60_000 || 0;
}

describe('whether Freight is available to a Stage', () => {
  test.each(availabilityCases)(
    '$key: $artifact to $stage on $release',
    ({ key, artifact, stage, why, release }) => {
      const [freight] = freightOf(exchangeAt(release, key)).filter((one) => holdsArtifact(one, artifact));
      const reasons =
        freight === undefined
          ? ['it is not there']
          : whyNotAvailable(stageOf(release, stage), freight, momentOf(freight));
      if (why === '') {
        expect(reasons).toEqual([]);
      } else {
        expect(reasons.join('; ').replace(/\([\dhms]+ left\)/, '(<left> left)')).toContain(why);
      }
    },
  );

  // 17/soak-too-early, 17/soak-done: 8 s in Stage test, from the arrival.
  test.each(releasesOf('17/freight-soaking'))('soaking takes its time on %s', (release) => {
    const [freight] = freightOf(exchangeAt(release, '17/freight-soaking'));
    const since = Date.parse(freight?.status?.currentlyIn?.test?.since ?? '');
    const soaked = stageOf(release, 'soaked');
    expect(freight && whyNotAvailable(soaked, freight, since + 3_000)).toEqual([
      'it has soaked 3s of the required 8s in Stage "test" (5s left)',
    ]);
    expect(freight && whyNotAvailable(soaked, freight, since + 8_000)).toEqual([]);
  });

  // 17/freight-after-abort-of-queued: it was promoted, and nobody verifies it; promoting again heals that.
  test.each(releasesOf('17/freight-healed'))('what is promoted is not verified by that, on %s', (release) => {
    const upstream = { origin: { kind: 'Warehouse', name: 'web' }, sources: { stages: ['slow'] } };
    const behind: Stage = { metadata: { name: 'behind' }, spec: { requestedFreight: [upstream] } };
    for (const [key, why] of [
      ['17/freight-after-abort-of-queued', ['it is not verified in Stage "slow", though it is there']],
      ['17/freight-after-refresh', ['it is not verified in Stage "slow", though it is there']],
      ['17/freight-healed', []],
    ] as const) {
      const [freight] = freightOf(exchangeAt(release, key));
      expect(freight && whyNotAvailable(behind, freight, 0)).toEqual(why);
    }
  });

  // 14: the verification succeeds while the Stage is unhealthy; the Freight is marked when health is back.
  test.each(releasesOf('14/freight-at-last'))('verified is what the Freight says, on %s', (release) => {
    const verified = ['14/freight-verified-but-unhealthy', '14/freight-at-last'].map(
      (key) => freightOf(exchangeAt(release, key))[0]?.status?.verifiedIn?.['argo-verified'] !== undefined,
    );
    expect(verified).toEqual([false, true]);
  });
});
