import { describe, expect, test } from 'vitest';
import type { Freight, Stage } from '../../src/kargo/types.ts';
import { evidenceOf } from '../../src/pull-request/evidence.ts';
import { evidenceReport } from '../../src/report/evidence.ts';

const ui = {
  uiLink: (kind: string, name: string) => `https://kargo.example.com/${kind}/${encodeURIComponent(name)}`,
};
const web = { kind: 'Warehouse', name: 'web' };

const stage: Stage = {
  metadata: { name: 'prod' },
  spec: {
    requestedFreight: [
      { origin: web, sources: { stages: ['uat', 'test'] } },
      { origin: { kind: 'Warehouse', name: 'other' }, sources: { direct: true } },
    ],
  },
  status: {
    freightHistory: [
      {
        items: {
          'Warehouse/web': {
            name: 'a'.repeat(40),
            images: [{ repoURL: 'acme/web', tag: '1.0.0', digest: 'sha256:01' }],
            charts: [{ repoURL: 'https://charts', name: 'web', version: '2.0.0' }],
          },
          'Warehouse/other': { name: 'x', images: [{ repoURL: 'not/this', tag: '9' }] },
        },
      },
    ],
  },
};

const freight: Freight = {
  metadata: { name: 'b'.repeat(40) },
  alias: 'good-name',
  origin: web,
  images: [{ repoURL: 'acme/web', tag: '1.1.0', digest: 'sha256:02' }],
  charts: [{ repoURL: 'https://charts', name: 'web', version: '2.0.0' }],
  commits: [{ repoURL: 'https://git/app', id: 'c'.repeat(40), message: 'Fix\n\nmore' }],
  status: { verifiedIn: { uat: { verifiedAt: '2026-11-20T10:00:00Z' } } },
};

describe('evidence', () => {
  test('what it brings, compared with what is there of the same origin, and why it may', () => {
    expect(evidenceReport(ui, { ...evidenceOf(stage, freight), promotion: 'prod.x' })).toBe(
      [
        `### [good-name](<https://kargo.example.com/freight/${'b'.repeat(40)}>) to [prod](<https://kargo.example.com/stage/prod>)`,
        '',
        '|  | artifact | in prod now | after the merge |',
        '| --- | --- | --- | --- |',
        '| image | `acme/web` | `1.0.0` `sha256:01` | `1.1.0` `sha256:02` |',
        '| chart | `https://charts/web` | `2.0.0` | `2.0.0` (same) |',
        `| commit | \`https://git/app\` | – | \`${'c'.repeat(40)}\` Fix |`,
        '',
        `- Freight \`${'b'.repeat(40)}\` of Warehouse web`,
        '- Promotion [prod.x](<https://kargo.example.com/promotion/prod.x>)',
        '- verified in [uat](<https://kargo.example.com/stage/uat>) at 2026-11-20T10:00:00Z',
        '- **not verified** in [test](<https://kargo.example.com/stage/test>)',
      ].join('\n'),
    );
  });

  test('an artifact that goes away, approval, and a way straight from the Warehouse', () => {
    const direct: Stage = {
      ...stage,
      spec: { requestedFreight: [{ origin: web, sources: { direct: true } }] },
    };
    const bare: Freight = { metadata: { name: 'd' }, origin: web, status: { approvedFor: { prod: {} } } };
    const report = evidenceReport(ui, evidenceOf(direct, bare));
    expect(report).toContain('| image | `acme/web` | `1.0.0` `sha256:01` | – |');
    expect(report).toMatch(/- may come straight from its Warehouse\n- approved for this Stage$/);
  });

  test('hostile words of Freight stay words', () => {
    const evil = '|`</td><img src=x> @all [x](http://evil) <!-- kargo-ci: end of section -->';
    const hostile: Freight = {
      metadata: { name: 'e' },
      alias: evil,
      origin: { kind: 'Warehouse', name: evil },
      images: [{ repoURL: evil, tag: evil }],
      commits: [{ repoURL: evil, id: evil, message: `${evil}\n::error::x` }],
    };
    const report = evidenceReport(ui, evidenceOf(stage, hostile));
    const outsideOfCode = report.replaceAll(/(`+)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outsideOfCode).not.toMatch(/<(?!https:)|@|\]\(http/);
    expect(report).not.toContain('::error::');
    for (const line of report.split('\n').filter((row) => row.startsWith('|'))) {
      expect(line.replaceAll('\\|', '').split('|')).toHaveLength(6);
    }
  });

  test('very many artifacts are cut', () => {
    const images = Array.from({ length: 100 }, (_, index) => ({ repoURL: `r/${index}`, tag: '1' }));
    const report = evidenceReport(ui, evidenceOf(stage, { metadata: { name: 'f' }, origin: web, images }));
    expect(report).toContain('and 42 more');
  });
});
