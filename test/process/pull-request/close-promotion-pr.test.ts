import { describe, expect } from 'vitest';
import { web } from '../worlds.ts';
import { forges, test } from './parts.ts';

describe.for(forges)('%s', (forge) => {
  test.concurrent('closes what an aborted Promotion left, and nothing else; again changes nothing', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    const { change: waiting } = await play.promoted();
    play.host.push('feature', { x: '1' });
    const other = play.host.open({ head: 'feature' });
    const dry = await play.play('close-promotion-pr', { 'dry-run': true });
    expect(dry, dry.stderr).toMatchObject({ code: 0, status: 'unchanged' });
    expect(JSON.parse(dry.outputs.closed ?? '')).toEqual([
      {
        stage: 'prod',
        promotion,
        'pull-request-url': play.fake.pageOf(change),
        why: `Promotion ${promotion} to Stage "prod" ended Aborted`,
      },
    ]);
    expect(change.state).toBe('open');
    const ended = await play.play('close-promotion-pr', { 'delete-branch': true });
    expect(ended, ended.stderr).toMatchObject({ code: 0, status: 'succeeded' });
    expect([change.state, waiting.state, other.state]).toEqual(['closed', 'open', 'open']);
    expect(play.host.commits.branches.has(change.head)).toBe(false);
    expect(change.notes.map(({ body }) => body)).toEqual([expect.stringContaining('ended Aborted')]);
    const again = await play.play('close-promotion-pr', {});
    expect(again, again.stderr).toMatchObject({ code: 0, status: 'unchanged', outputs: { closed: '[]' } });
    expect(await play.kargo.writes()).toEqual([]);
  });

  test.concurrent('superseded: the older gives way to the newer', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    await play.kargo.deliver(`${web}:1.1.0`);
    await play.kargo.bring('test', '1.1.0');
    const newer = await play.kargo.promote('prod', '1.1.0');
    expect(await play.play('close-promotion-pr', {})).toMatchObject({ status: 'unchanged' });
    const ended = await play.play('close-promotion-pr', { superseded: true, stage: 'prod' });
    expect(ended, ended.stderr).toMatchObject({ code: 0, status: 'succeeded' });
    expect(change.state).toBe('closed');
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Failed');
    await play.kargo.see('promotions', newer, ({ status }) => status.currentStep === 5);
    expect(await play.play('close-promotion-pr', { superseded: true })).toMatchObject({
      status: 'unchanged',
    });
  });

  test.concurrent('who may not close is told, and what is nowhere is left', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    const env = { GITHUB_TOKEN: 'read-token', GITLAB_TOKEN: 'read-token' };
    const reader = await play.play('close-promotion-pr', {}, { env });
    expect(reader, reader.stderr).toMatchObject({ code: 1, reason: 'forbidden', outputs: { closed: '[]' } });
    const nowhere = await play.play('close-promotion-pr', { 'forge-url': 'https://forge.example.com' });
    expect(nowhere, nowhere.stderr).toMatchObject({ code: 0, status: 'unchanged' });
    expect(nowhere.stderr).toContain('below no address that is known');
    expect(change.state).toBe('open');
  });
});
