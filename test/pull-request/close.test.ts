import { beforeAll, describe, expect } from 'vitest';
import { command } from '../../src/commands/close-promotion-pr.ts';
import { forges, type Loop, test } from '../process/pull-request/parts.ts';
import { runIn } from './parts.ts';

beforeAll(async () => {
  await Promise.all([import('../../src/forge/github.ts'), import('../../src/forge/gitlab.ts')]);
});

const close = (play: Loop, inputs: Readonly<Record<string, string>> = {}) => runIn(play, command, inputs);

/** A pull request whose Promotion was aborted. */
async function orphaned(play: Loop) {
  const { promotion, change } = await play.promoted();
  await play.kargo.call('POST', `promotions/${promotion}/abort`);
  await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
  return change;
}

describe.for(forges)('%s', (forge) => {
  test('only in the repository that was named', async ({ loop }) => {
    const play = await loop(forge);
    const change = await orphaned(play);
    expect(await close(play, { repository: 'acme/other' })).toMatchObject({ status: 'unchanged' });
    expect(change.state).toBe('open');
    expect(await close(play)).toMatchObject({ status: 'succeeded' });
    expect(change.state).toBe('closed');
  });

  test('not what the Promotion names and did not push: a template can name any pull request', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const change = await orphaned(play);
    const { head, headRepository } = change;
    play.host.push('feature/x', { a: '1' });
    for (const [stranger, said] of [
      [{ head: 'feature/x', headRepository }, 'pushed the branch feature/x'],
      [{ head, headRepository: 'mallory/gitops' }, 'its head branch is in'],
    ] as const) {
      Object.assign(change, stranger);
      const ended = await close(play);
      expect(ended, ended.message).toMatchObject({ status: 'unchanged', outputs: { closed: '[]' } });
      expect(ended.warnings).toEqual([expect.stringContaining(said)]);
      expect([change.state, change.notes]).toEqual(['open', []]);
    }
  });
});
