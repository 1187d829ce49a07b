import { beforeAll, describe, expect } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { command } from '../../src/commands/gate-promotion-pr.ts';
import { forges, type Loop, test } from '../process/pull-request/parts.ts';
import { web } from '../process/worlds.ts';
import type { Around, Run } from '../support/command.ts';
import { IdleClock } from '../support/idle-clock.ts';
import { runIn } from './parts.ts';

beforeAll(async () => {
  await Promise.all([import('../../src/forge/github.ts'), import('../../src/forge/gitlab.ts')]);
});

const gate = (play: Loop, inputs: Readonly<Record<string, string>> = {}, around?: Around) =>
  runIn(play, command, { 'pull-request': '1', ...inputs }, around);

interface Reason {
  readonly rule: string;
  readonly ok: boolean | null;
  readonly text: string;
}

function reasonsOf({ outputs }: Run): readonly Reason[] {
  return JSON.parse(outputs.reasons ?? '');
}

/** The rules that are not met. */
function broken(run: Run): readonly string[] {
  return reasonsOf(run)
    .filter(({ ok }) => ok !== true)
    .map(({ rule }) => rule);
}

const failed = { status: 'failed', reason: 'gate-failed', code: 1, outputs: { verdict: 'failed' } } as const;

describe.for(forges)('%s', (forge) => {
  test('passes for what Kargo made and waits for; one comment, updated', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const rules = {
      'verified-in': 'test',
      'not-superseded': 'true',
      'allowed-paths': 'kargo/**/*.yaml',
      author: 'Kargo',
      'status-context': 'kargo/gate',
    };
    const ended = await gate(play, rules);
    expect(ended, JSON.stringify(ended)).toMatchObject({
      status: 'succeeded',
      outputs: { verdict: 'passed', promotion, 'pull-request': '1', state: 'open' },
      warnings: [],
    });
    expect(reasonsOf(ended).every(({ ok }) => ok === true)).toBe(true);
    expect(ended.lines).toContain(`✅ author: it was opened by kargo`);
    expect(ended.message).toContain(
      `${play.host.repository}${forge === 'gitlab' ? '!' : '#'}1 may be merged`,
    );
    const [note] = change.notes;
    expect(note?.body).toContain('Gate of Kargo: passed');
    expect(note?.body).toContain('ghcr.io/acme/web');
    expect(play.host.checks.get(change.headSha)).toMatchObject([{ name: 'kargo/gate', state: 'success' }]);
    const before = note?.body;
    await gate(play, rules);
    expect(change.notes.map(({ body }) => body)).toEqual([before]);
    play.host.push(change.head, { evil: '1' });
    expect(await gate(play, rules)).toMatchObject(failed);
    expect(change.notes).toHaveLength(1);
    expect(change.notes[0]?.body).toContain('Gate of Kargo: failed');
  });

  test('has nothing to say about a pull request that is no promotion', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    play.host.push('feature/x', { readme: '1' });
    const { number } = play.host.open({ head: 'feature/x', author: 'alice' });
    const asked = { 'pull-request': String(number), 'status-context': 'gate' };
    const ended = await gate(play, asked);
    expect(ended).toMatchObject({
      status: 'succeeded',
      outputs: { verdict: 'not-applicable', reasons: '[]', promotion: '' },
    });
    expect(play.host.change(number).notes).toEqual([]);
    expect(play.host.checks.get(play.host.change(number).headSha)).toMatchObject([{ state: 'success' }]);
    const named = await gate(play, { ...asked, branches: 'release/*, feature/*' });
    expect(named).toMatchObject(failed);
    expect(broken(named)).toEqual(['promotion']);
  });

  test('a promotion cannot dodge: forks, names, other spellings, the same commit under another name', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const { host } = play;
    const opens: readonly [string, () => number][] = [
      ['a fork', () => host.open({ head: change.head, fork: 'mallory/gitops', author: 'mallory' }).number],
      ['a second one', () => host.open({ head: change.head, author: 'mallory' }).number],
      [
        'a Promotion that does not exist',
        () => {
          host.push('kargo/promotion/prod.nobody', { evil: '1' });
          return host.open({ head: 'kargo/promotion/prod.nobody' }).number;
        },
      ],
      [
        'another spelling',
        () => {
          host.push(`KARGO/promotion/${promotion}`, { evil: '1' });
          return host.open({ head: `KARGO/promotion/${promotion}` }).number;
        },
      ],
      [
        'the commit of Kargo under another name',
        () => {
          host.commits.branches.set('feature/innocent', change.headSha);
          return host.open({ head: 'feature/innocent', author: 'mallory' }).number;
        },
      ],
    ];
    for (const [what, open] of opens) {
      const ended = await gate(play, { 'pull-request': String(open()) });
      expect(ended, what).toMatchObject(failed);
    }
    expect(await gate(play)).toMatchObject({ outputs: { verdict: 'passed' } });
  });

  test('what somebody did to it: pushed, turned to another base, closed, aborted', async ({ loop }) => {
    const play = await loop(forge);
    const { promotion, change } = await play.promoted();
    const own = change.headSha;
    play.host.push('release', { other: '1' });
    Object.assign(change, { base: 'release' });
    expect(broken(await gate(play))).toEqual(['base-branch']);
    Object.assign(change, { base: 'main' });
    play.host.push(change.head, { evil: '1' });
    expect(broken(await gate(play))).toEqual(['head-commit']);
    change.headSha = own;
    change.state = 'closed';
    expect(broken(await gate(play))).toContain('open');
    change.state = 'open';
    await play.kargo.call('POST', `promotions/${promotion}/abort`);
    await play.kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    expect(broken(await gate(play))).toEqual(['promotion-waits']);
  });

  test('the job of an older head passes nothing', async ({ loop }) => {
    const play = await loop(forge);
    const { change } = await play.promoted();
    const site = {
      repository: { forge, address: play.fake.address, repository: play.host.repository },
      pullRequest: change.number,
      pullRequestIn: play.host.repository,
    };
    const jobFor = (headSha: string) =>
      runIn(play, command, { 'status-context': 'gate' }, { site: { ...site, headSha } });
    const stale = await jobFor('e'.repeat(40));
    expect(stale).toMatchObject(failed);
    expect(broken(stale)).toEqual(['same-commit']);
    expect(play.host.checks.size).toBe(0);
    expect(await jobFor(change.headSha)).toMatchObject({ outputs: { verdict: 'passed' } });
  });

  test('rules that are not met, each by its name', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    const table: readonly [string, Readonly<Record<string, string>>][] = [
      ['verified-in', { 'verified-in': 'test, uat' }],
      ['soak', { 'verified-in': 'test', soak: '24h' }],
      ['allowed-paths', { 'allowed-paths': 'env/prod/**' }],
      ['author', { author: 'alice' }],
    ];
    for (const [rule, inputs] of table) {
      const ended = await gate(play, { comment: 'false', ...inputs });
      expect(ended, rule).toMatchObject(failed);
      expect(broken(ended)).toEqual([rule]);
      expect(ended.message).toContain(rule);
    }
    expect(await gate(play, { soak: '1h' })).toMatchObject({ status: 'invalid-input' });
  });

  test('soak: not before the time is over, and then it is met', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    const in2Hours = new IdleClock();
    const clock: Clock = {
      now: () => in2Hours.now() + 2 * 3_600_000,
      sleep: (ms, signal) => in2Hours.sleep(ms, signal),
    };
    const rules = { 'verified-in': 'test', comment: 'false' };
    const early = await gate(play, { ...rules, soak: '3h' }, { clock });
    expect(broken(early)).toEqual(['soak']);
    expect(early.message).toMatch(/has soaked 2h\d*m?\d*s? .*and 3h is asked/);
    const soaked = await gate(play, { ...rules, soak: '1h30m' }, { clock });
    expect(soaked, soaked.message).toMatchObject({ outputs: { verdict: 'passed' } });
    expect(reasonsOf(soaked)).toContainEqual({ rule: 'soak', ok: true, text: expect.any(String) });
  });

  test('superseded by a newer Promotion, and by newer Freight', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted('1.0.0');
    const inputs = { 'not-superseded': 'true', comment: 'false' };
    expect(await gate(play, inputs)).toMatchObject({ outputs: { verdict: 'passed' } });
    await play.kargo.deliver(`${web}:1.1.0`);
    await play.kargo.bring('test', '1.1.0');
    const newer = await play.kargo.promote('prod', '1.1.0');
    const ended = await gate(play, inputs);
    expect(broken(ended)).toEqual(['not-superseded']);
    expect(ended.message).toContain(newer);
  });

  test('commit-on: the commits of the Freight are on a branch, by the annotations of its images', async ({
    loop,
  }) => {
    const play = await loop(forge);
    const { kargo, host } = play;
    const source = `${play.fake.address}/${host.repository}`;
    const rules = { 'commit-on': 'release, main', comment: 'false' };
    const onMain = host.push('main', { app: '2' });
    const aside = host.push('feature/x', { app: '3' });
    const table: readonly [string, string, string, boolean | null][] = [
      ['1.1.0', source, onMain, true],
      ['1.2.0', `${source}.git`, aside, false],
      ['1.3.0', source, 'f'.repeat(40), false],
      ['1.4.0', source, 'main', false],
      ['1.5.0', 'https://forge.evil.example/acme/gitops', onMain, null],
      ['1.6.0', 'javascript:alert(1)', onMain, null],
      ['1.7.0', source.replace('gitops', 'secret'), onMain, null],
    ];
    for (const [tag, url, revision, ok] of table) {
      const annotations = {
        'org.opencontainers.image.source': url,
        'org.opencontainers.image.revision': revision,
      };
      await kargo.control('artifacts', { image: `${web}:${tag}`, annotations });
      await kargo.control('objects', {
        kind: 'Warehouse',
        name: 'web',
        merge: { metadata: { annotations: { 'kargo.akuity.io/refresh': tag } } },
      });
      const { promotion, change } = await play.promoted(tag);
      const ended = await gate(play, { ...rules, 'pull-request': String(change.number) });
      const [found] = reasonsOf(ended).filter(({ rule }) => rule === 'commit-on');
      expect(found, tag).toMatchObject({ ok });
      const verdict = ok === true ? 'passed' : ok === false ? 'failed' : 'unknown';
      expect(ended, tag).toMatchObject({ outputs: { verdict } });
      await kargo.call('POST', `promotions/${promotion}/abort`);
      await kargo.see('promotions', promotion, ({ status }) => status.phase === 'Aborted');
    }
    expect(play.fake.server.seen.every(({ path }) => !path.includes('evil'))).toBe(true);
  });

  test('superseded by newer Freight, which came and went on', async ({ loop }) => {
    const play = await loop(forge);
    const first = await play.promoted('1.0.0');
    await play.kargo.call('POST', `promotions/${first.promotion}/abort`);
    // Kargo tells times in whole seconds.
    const { metadata } = await play.kargo.freight('1.0.0');
    const born = Date.parse(String(Reflect.get(metadata, 'creationTimestamp')));
    await play.kargo.eventually('a later second', async () => Date.now() >= born + 1_000 || undefined);
    await play.kargo.deliver(`${web}:1.1.0`);
    const newer = await play.promoted('1.1.0');
    play.host.merge(newer.change, 'merge');
    await play.kargo.call('POST', `promotions/${newer.promotion}/refresh`);
    await play.kargo.see('stages', 'prod', ({ status }) => status.lastPromotion?.name === newer.promotion);
    const promotion = await play.kargo.promote('prod', '1.0.0');
    await play.kargo.see('promotions', promotion, ({ status }) => status.currentStep === 5);
    const asked = { 'pull-request': '3', comment: 'false' };
    expect(await gate(play, asked)).toMatchObject({ outputs: { verdict: 'passed' } });
    const ended = await gate(play, { ...asked, 'not-superseded': 'true' });
    expect(broken(ended)).toEqual(['not-superseded']);
    expect(ended.message).toContain('has newer Freight');
  });

  test('fails closed: what cannot be found out is never green', async ({ loop }) => {
    const play = await loop(forge);
    const { change } = await play.promoted();
    const noCommit = await gate(play, { 'commit-on': 'main' });
    expect(noCommit).toMatchObject({
      status: 'unknown',
      reason: 'not-assessable',
      code: 4,
      outputs: { verdict: 'unknown' },
    });
    expect(change.notes[0]?.body).toContain('Gate of Kargo: unknown');
    await play.kargo.fault({ path: '/freight/' }, { kind: 'status', status: 403, body: {} }, { times: 99 });
    const forbidden = await gate(play, { 'verified-in': 'test', 'status-context': 'gate' });
    expect(forbidden).toMatchObject({ status: 'failed', code: 1, outputs: { verdict: 'unknown' } });
    expect(play.host.checks.get(change.headSha)).toMatchObject([{ state: 'pending' }]);
    await play.kargo.fault({ path: '.*' }, { kind: 'drop' }, { times: 999 });
    const away = await gate(play);
    expect(away).toMatchObject({ status: 'unknown', code: 4, outputs: { verdict: 'unknown' } });
  });

  test('not all files are listed: unknown', async ({ loop }) => {
    const play = await loop(forge);
    await play.promoted();
    if ('changesCount' in play.fake.settings) {
      play.fake.settings.changesCount = '1000+';
    } else {
      // One file is counted, and the list is empty: GitHub lists 3,000 at the most.
      play.fake.server.fault({ method: 'GET', path: /\/files$/, what: { status: 200, json: [] } });
    }
    const ended = await gate(play, { 'allowed-paths': 'kargo/**' });
    expect(broken(ended)).toEqual(['allowed-paths']);
    expect(ended).toMatchObject({ status: 'unknown', outputs: { verdict: 'unknown' } });
  });

  test('a token that may not write reports in its summary only', async ({ loop }) => {
    const play = await loop(forge);
    const { change } = await play.promoted();
    const ended = await gate(
      play,
      { 'status-context': 'gate' },
      { env: { GITHUB_TOKEN: 'read-token', GITLAB_TOKEN: 'read-token' } },
    );
    expect(ended).toMatchObject({ status: 'succeeded', outputs: { verdict: 'passed' } });
    expect(ended.warnings).toHaveLength(2);
    expect(ended.summary).toContain('Gate of Kargo: passed');
    expect(change.notes).toEqual([]);
  });

  test('the event is here before Kargo has written that it opened it', async ({ loop }) => {
    const play = await loop(forge);
    await play.kargo.freight('1.0.0');
    await play.kargo.bring('test', '1.0.0');
    const promotion = await play.kargo.promote('prod', '1.0.0');
    await play.kargo.eventually('the pull request', async () => play.host.changes.get(1));
    const ended = await gate(play);
    expect(ended, JSON.stringify(ended)).toMatchObject({ outputs: { verdict: 'passed', promotion } });
  });
});

test('hostile texts are words', async ({ loop }) => {
  const play = await loop('github');
  const { change } = await play.promoted();
  Object.assign(change, { base: 'x|<img src=x>@acme/admins `[a](https://evil.example)' });
  play.host.commits.branches.set(change.base, play.host.commits.head('main'));
  await gate(play);
  expect(change.notes[0]?.body).not.toMatch(/<img|@acme|\[a\]\(/);
});
