import { describe, expect } from 'vitest';
import { web } from '../worlds.ts';
import { forges, test } from './parts.ts';

describe.for(forges)('%s, the whole loop', (forge) => {
  // The oldest looks at pull requests every five minutes only: without the wake-up this would not end in time.
  test.concurrent.for(['1.9', '1.11'] as const)(
    'Kargo %s: promote, evidence, gate, merge, verified',
    async (release, { loop }) => {
      const play = await loop(forge, { release });
      const { host, kargo } = play;
      host.rules.checks = ['build'];
      await kargo.freight('1.0.0');
      await kargo.bring('test', '1.0.0');
      const image = `${web}:1.0.0`;
      const promote = { stage: 'prod', image };
      const first = await play.play('promote', { ...promote, 'wait-for': 'pull-request' });
      expect(first, first.stderr).toMatchObject({
        code: 0,
        outputs: { operation: 'created', phase: 'Running' },
      });
      const { promotion = '', 'pull-request-url': url = '', 'pull-request': number } = first.outputs;
      const change = host.change(Number(number));

      const dressed = await play.play('open-promotion-pr', { promotion, labels: 'prod' });
      expect(dressed, dressed.stderr).toMatchObject({ code: 0, outputs: { operation: 'updated' } });
      const gate = await play.play('gate-promotion-pr', { 'pull-request': url, 'verified-in': 'test' });
      expect(gate, gate.stderr).toMatchObject({ code: 0, outputs: { verdict: 'passed', promotion } });

      const merging = play.begin('merge-promotion-pr', { 'pull-request': url });
      await merging.saw(/build|check/i);
      expect(change.state).toBe('open');
      host.check(change.headSha, 'build', 'success');
      expect((await merging.ended).code, merging.written().stderr).toBe(0);
      expect(change).toMatchObject({ state: 'merged', mergeCommit: host.commits.head('main') });

      const waited = await play.play('wait-promotion', { promotion, 'wait-for': 'verified' });
      expect(waited, waited.stderr).toMatchObject({
        code: 0,
        outputs: { phase: 'Succeeded', checked: 'analysis' },
      });
      const again = await play.play('promote', { ...promote, 'wait-for': 'verified' });
      expect(again, again.stderr).toMatchObject({ code: 0, status: 'unchanged' });
      expect((await kargo.promotionsOf('prod')).map(({ metadata }) => metadata.name)).toEqual([promotion]);
      expect(host.changes.size).toBe(1);
    },
  );
});
