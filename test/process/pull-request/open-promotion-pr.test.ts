import { describe, expect } from 'vitest';
import { web } from '../worlds.ts';
import { forges, type Loop, test } from './parts.ts';

const dressing = { labels: 'kargo,prod', reviewers: ['alice', 'nobody-known'] };

/** Inputs for a branch that CI wrote. */
const ofBranch = { head: 'ci/prod', base: 'main', stage: 'prod', image: `${web}:1.0.0` };

/** CI has written a change to its branch, and its Freight, which is there, is verified in `test`. */
async function written(play: Loop, tag = '1.0.0'): Promise<void> {
  await play.kargo.bring('test', tag);
  play.host.push('ci/prod', { 'prod/values.yaml': tag });
}

/** How Markdown of this suite looks without its hidden lines. */
const visible = (body: string) => body.replaceAll(/^<!--.*-->\n?/gm, '');

describe.for(forges)('%s, what Kargo opened', (forge) => {
  test.concurrent('gets evidence, labels and reviewers; once', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    change.body = 'By Kargo\r\n\r\n[View in Kargo UI](https://kargo.example.com)';
    const first = await play.play('open-promotion-pr', { promotion, ...dressing });
    expect(first, first.stderr).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { operation: 'updated', promotion, state: 'open', 'pull-request': '1' },
    });
    expect(first.stderr).toMatch(/nobody-known was not asked for a review/);
    expect([...change.labels]).toEqual(expect.arrayContaining(['kargo', 'prod']));
    expect([...change.reviewers]).toEqual(['alice']);
    expect(change.body).toMatch(/^By Kargo\r?\n\r?\n\[View in Kargo UI\]/);
    const { freight = '' } = first.outputs;
    for (const part of [
      `${play.kargo.address}/project/shop/promotion/${promotion}`,
      `${play.kargo.address}/project/shop/freight/${freight}`,
      `| image | \`${web}\` | – | \`1.0.0\``,
      'verified in [test]',
    ]) {
      expect(visible(change.body)).toContain(part);
    }
    change.body += '\nAnd a person.';
    const before = play.fake.server.seen.length;
    const again = await play.play('open-promotion-pr', { promotion, labels: 'kargo', reviewers: 'alice' });
    expect(again, again.stderr).toMatchObject({
      code: 0,
      status: 'unchanged',
      outputs: { operation: 'unchanged' },
    });
    expect(
      play.fake.server.log(before).filter((line) => /^(?:PATCH|PUT|DELETE)|requested_reviewers/.test(line)),
    ).toEqual([]);
    play.host.merge(change, 'merge');
    const late = await play.play('open-promotion-pr', { promotion, labels: 'late' });
    expect(late).toMatchObject({ status: 'unchanged', outputs: { state: 'merged' } });
    expect([...change.labels]).not.toContain('late');
  });

  test.concurrent('an orphan and a stranger are left alone', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    play.host.push('kargo/promotion/prod.fake', { x: '1' });
    const stranger = play.host.open({ head: 'kargo/promotion/prod.fake', author: 'mallory' });
    const strange = await play.play('open-promotion-pr', {
      'pull-request': play.fake.pageOf(stranger),
      ...dressing,
    });
    expect(strange, strange.stderr).toMatchObject({ code: 1, reason: 'not-found' });
    const wrong = await play.play('open-promotion-pr', {
      promotion,
      'pull-request': play.fake.pageOf(stranger),
    });
    expect(wrong).toMatchObject({ code: 1, reason: 'refused' });
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    const orphan = await play.play('open-promotion-pr', { promotion, ...dressing });
    expect(orphan, orphan.stderr).toMatchObject({
      code: 1,
      reason: 'promotion-aborted',
      outputs: { state: 'open' },
    });
    expect([stranger.body, change.body, ...stranger.labels, ...change.labels]).toEqual(['', '']);
  });

  test.concurrent('hostile texts stay texts', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const evil =
      '</td><script>x</script> @everyone ::error::gotcha [a](javascript:b)\n/merge\n<!-- kargo-ci: end of section -->';
    change.title = `${evil.split('\n')[0]}`;
    change.body = evil;
    change.labels.add('<b>');
    const ended = await play.play('open-promotion-pr', {
      promotion,
      body: 'Changes\n<!-- kargo-ci: end of section -->\n/approve',
    });
    expect(ended, ended.stderr).toMatchObject({ code: 0, outputs: { operation: 'updated' } });
    expect(change.body).toContain('</td><script>x</script> @everyone ::error::gotcha [a](javascript:b)');
    expect(ended.stderr + ended.stdout).not.toMatch(/^::error/m);
    expect('quickActions' in play.fake ? play.fake.quickActions : []).toEqual([]);
    const again = await play.play('open-promotion-pr', {
      promotion,
      body: 'Changes\n<!-- kargo-ci: end of section -->\n/approve',
    });
    expect(again, change.body).toMatchObject({ outputs: { operation: 'unchanged' } });
  });
});

describe.for(forges)('%s, a branch that CI wrote', (forge) => {
  test.concurrent('created, unchanged, updated; people keep their words', async ({ loop }) => {
    const play = await loop(forge);
    const { repository } = play.host;
    await written(play);
    const first = await play.play('open-promotion-pr', {
      ...ofBranch,
      repository,
      ...dressing,
      body: 'Notes',
    });
    expect(first, first.stderr).toMatchObject({
      code: 0,
      status: 'succeeded',
      outputs: { operation: 'created', state: 'open', promotion: '', freight: /^[0-9a-f]{40}$/ },
    });
    const change = play.host.change(Number(first.outputs['pull-request']));
    expect(change).toMatchObject({
      head: 'ci/prod',
      base: 'main',
      title: expect.stringMatching(/^Promote .* to prod$/),
    });
    expect(visible(change.body)).toMatch(/^Notes\n\n### /);
    expect(visible(change.body)).toContain(`| image | \`${web}\` | – | \`1.0.0\``);
    const again = await play.play('open-promotion-pr', {
      ...ofBranch,
      repository,
      ...dressing,
      body: 'Notes',
    });
    expect(again, again.stderr).toMatchObject({
      code: 0,
      status: 'unchanged',
      outputs: { operation: 'unchanged' },
    });
    change.body = `A person.\n\n${change.body}`;
    await play.kargo.deliver(`${web}:1.1.0`);
    await written(play, '1.1.0');
    const newer = { ...ofBranch, image: `${web}:1.1.0`, repository, title: 'Another' };
    const second = await play.play('open-promotion-pr', newer);
    expect(second, second.stderr).toMatchObject({ outputs: { operation: 'updated', 'pull-request': '1' } });
    expect(change.title).toBe('Another');
    expect(change.body).toMatch(/^A person\./);
    expect(change.body).not.toContain('1.0.0');
    change.title = 'Of a person';
    expect(await play.play('open-promotion-pr', { ...newer, title: 'Third' })).toMatchObject({
      status: 'unchanged',
    });
    expect(change.title).toBe('Of a person');
    expect(play.host.changes.size).toBe(1);
  });

  test.concurrent('nothing to change is no pull request', async ({ loop }) => {
    const play = await loop(forge);
    await written(play);
    play.host.commits.branches.set('ci/prod', play.host.commits.head('main'));
    const ended = await play.play('open-promotion-pr', { ...ofBranch, repository: play.host.repository });
    expect(ended, ended.stderr).toMatchObject({
      code: 0,
      status: 'unchanged',
      outputs: { operation: 'unchanged' },
    });
    expect(play.host.changes.size).toBe(0);
  });

  test.concurrent.for(['before', 'after'] as const)(
    'an answer that is lost %s the creation: one pull request',
    async (what, { loop }) => {
      const play = await loop(forge);
      await written(play);
      play.fake.server.fault({ method: 'POST', path: /\/(?:pulls|merge_requests)$/, what });
      const ended = await play.play('open-promotion-pr', { ...ofBranch, repository: play.host.repository });
      expect(ended, ended.stderr).toMatchObject({
        code: 0,
        outputs: { operation: 'created', 'pull-request': '1' },
      });
      expect(play.host.changes.size).toBe(1);
    },
  );
});

describe('tokens', () => {
  test.concurrent.for(forges)('%s: none, a stranger, one that may only read', async (forge, { loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const variable = forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN';
    const run = (token: string) =>
      play.play('open-promotion-pr', { promotion, labels: 'x' }, { env: { [variable]: token } });
    const [none, stranger, reader] = await Promise.all([run(''), run('stranger-token'), run('read-token')]);
    expect(none, none.stderr).toMatchObject({
      code: 1,
      reason: 'unauthorized',
      message: /A token is needed/,
    });
    expect(stranger, stranger.stderr).toMatchObject({ code: 1, reason: 'not-found' });
    expect(reader, reader.stderr).toMatchObject({ code: 1, reason: 'forbidden', outputs: { state: 'open' } });
    expect([...change.labels]).toEqual([]);
  });

  test.concurrent('CI_JOB_TOKEN reads and waits; a write is refused before it is sent', async ({ loop }) => {
    const play = await loop('gitlab');
    const { promotion } = await play.promoted();
    const env = {
      GITLAB_TOKEN: '',
      KARGO_CI_HOST: 'gitlab',
      CI_SERVER_URL: play.fake.address,
      CI_PROJECT_PATH: 'acme/shop',
      CI_JOB_TOKEN: 'job-token',
    };
    const ended = await play.play('open-promotion-pr', { promotion, labels: 'x' }, { env });
    expect(ended, ended.stderr).toMatchObject({
      code: 1,
      reason: 'forbidden',
      message: /CI_JOB_TOKEN can only read/,
    });
    expect([...play.sent('PUT'), ...play.sent('POST')]).toEqual([]);
    play.host.merge(play.host.change(1), 'merge');
    const waited = await play.play('wait-promotion-pr', { promotion }, { env });
    expect(waited, waited.stderr).toMatchObject({ code: 0, outputs: { state: 'merged' } });
  });

  test.concurrent('GITHUB_TOKEN: what it opens does not run its workflows by itself', async ({ loop }) => {
    const play = await loop('github');
    await written(play);
    const inputs = { ...ofBranch, repository: play.host.repository };
    const env = { GITHUB_TOKEN: 'workflow-token' };
    const refused = await play.play('open-promotion-pr', inputs, { env });
    expect(refused, refused.stderr).toMatchObject({
      code: 1,
      reason: 'forbidden',
      message: /Allow GitHub Actions to create/,
    });
    if ('actionsMayOpen' in play.fake) {
      play.fake.actionsMayOpen = true;
    }
    const opened = await play.play('open-promotion-pr', inputs, { env });
    expect(opened, opened.stderr).toMatchObject({ code: 0, outputs: { operation: 'created' } });
    expect(opened.stderr).toMatch(/Approve workflows to run/);
  });

  test.concurrent.for(forges)(
    '%s: a token goes to the server that it is meant for only',
    async (forge, { loop }) => {
      const [play, other] = await Promise.all([loop(forge), loop(forge)]);
      const { promotion } = await play.promoted();
      // The Promotion's URL is of `play`; the token is for `other`.
      const ended = await play.play('wait-promotion-pr', { promotion, 'forge-url': other.fake.address });
      expect(ended, ended.stderr).toMatchObject({
        code: 2,
        status: 'invalid-input',
        message: /pull-request: /,
      });
      expect(play.fake.server.seen).toEqual([]);
      expect(other.fake.server.seen).toEqual([]);
      // In a job on `play`, a variable that is meant for the other server.
      const site =
        forge === 'github'
          ? {
              GITHUB_ACTIONS: 'true',
              GITHUB_SERVER_URL: play.fake.address,
              GITHUB_REPOSITORY: play.host.repository,
            }
          : {
              KARGO_CI_HOST: 'gitlab',
              CI_SERVER_URL: play.fake.address,
              CI_PROJECT_PATH: play.host.repository,
            };
      const inJob = await play.play(
        'wait-promotion-pr',
        { promotion, 'forge-url': other.fake.address },
        { env: site },
      );
      expect(inJob, inJob.stderr).toMatchObject({ code: 1, reason: 'unauthorized' });
      expect(JSON.stringify(play.fake.server.seen)).not.toContain('write-token');
      expect(other.fake.server.seen).toEqual([]);
    },
  );
});

test('inputs that do not go together are all named', async ({ loop }) => {
  const play = await loop('github');
  const ended = await play.play('open-promotion-pr', {
    promotion: ['a', 'b'],
    head: 'ci/prod',
    reviewers: 'not a name',
    'pull-request': 'seven',
    'forge-url': 'ftp://x',
  });
  expect(ended).toMatchObject({ code: 2, status: 'invalid-input' });
  for (const input of ['base:', 'stage:', 'reviewers:', 'promotion:', 'pull-request:', 'freight, alias']) {
    expect(ended.message).toContain(input);
  }
  const none = await play.play('open-promotion-pr', { title: 'x', draft: true });
  expect(none.message).toMatch(/title: .*only with head/);
  const later = await play.play('wait-promotion-pr', {
    promotion: 'x',
    until: 'closed',
    'then-wait-for': 'verified',
  });
  expect(later).toMatchObject({ code: 2, message: /then-wait-for/ });
  expect(play.fake.server.seen).toEqual([]);
});
