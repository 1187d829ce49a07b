import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../src/commands/merge-promotion-pr.ts';
import type { ForgeName } from '../../src/forge/forge.ts';
import { meanings } from '../../src/forge/gitlab/mergeability.ts';
import { world } from '../process/worlds.ts';
import { type Run, runCommand } from '../support/command.ts';
import type { Change } from '../support/forge/code-host.ts';
import { type FakeGitHub, startGitHub } from '../support/forge/github.ts';
import { type FakeGitLab, startGitLab } from '../support/forge/gitlab.ts';
import { IdleClock } from '../support/idle-clock.ts';
import { type SimulatedKargo, startKargo } from '../support/simulator.ts';

/** What every platform refuses, with what the command makes of it. */

let kargo: SimulatedKargo;
beforeAll(async () => {
  kargo = await startKargo({ world: world() });
  // They load when they are first used, and the clock takes that for a pause.
  await Promise.all([import('../../src/forge/github.ts'), import('../../src/forge/gitlab.ts')]);
});
afterAll(() => kargo.close());

type Fake = FakeGitHub | FakeGitLab;
const head = 'deploy/prod-1.8.0';

/** A pull request of `open-promotion-pr`, which no Promotion names. */
async function opened<F extends Fake>(fake: F): Promise<{ readonly fake: F; readonly change: Change }> {
  fake.host.push(head, { 'prod/values.yaml': 'tag: 1.8.0' });
  return { fake, change: fake.host.open({ head, author: 'robot' }) };
}

function merge(fake: Fake, more: Readonly<Record<string, string>> = {}): Promise<Run> {
  const forge = 'trains' in fake.settings ? 'gitlab' : 'github';
  const inputs = {
    'api-address': kargo.address,
    project: 'shop',
    forge,
    'forge-url': fake.address,
    repository: fake.host.repository,
    'pull-request': '1',
    head,
    base: 'main',
    timeout: '4m',
    ...more,
  };
  const token = 'write-token';
  const env = { KARGO_API_TOKEN: kargo.tokens.ci ?? '', GITHUB_TOKEN: token, GITLAB_TOKEN: token };
  return runCommand(command, inputs, { env, clock: new IdleClock() });
}

interface Refusal {
  readonly what: string;
  readonly make: (fake: Fake, change: Change) => void;
  readonly kind: string;
  /** Whether waiting may help. */
  readonly hope: boolean;
  readonly only?: ForgeName;
}

const refusals: readonly Refusal[] = [
  {
    what: 'approvals missing',
    make: ({ host }) => {
      host.rules.approvals = 2;
    },
    kind: 'approvals',
    hope: true,
  },
  {
    what: 'changes requested',
    make: ({ host }, { number }) => host.requestChanges(number, 'alice'),
    kind: 'approvals',
    hope: true,
  },
  {
    what: 'a required check runs',
    make: ({ host }, { headSha }) => {
      host.rules.checks = ['build'];
      host.check(headSha, 'build', 'pending');
    },
    kind: 'checks',
    hope: true,
  },
  {
    what: 'a required check never reported',
    make: ({ host }) => {
      host.rules.checks = ['build'];
    },
    kind: 'checks',
    hope: true,
  },
  {
    what: 'a required check failed',
    make: ({ host }, { headSha }) => {
      host.rules.checks = ['build'];
      host.check(headSha, 'build', 'failure');
    },
    kind: 'checks',
    hope: false,
  },
  {
    what: 'a conflict',
    make: ({ host }) => {
      host.push('main', { 'prod/values.yaml': 'tag: 9' });
    },
    kind: 'conflicts',
    hope: false,
  },
  {
    what: 'a draft',
    make: (_, change) => {
      change.draft = true;
    },
    kind: 'draft',
    hope: true,
  },
  {
    what: 'behind',
    make: ({ host }) => {
      host.rules.upToDate = true;
      host.push('main', { other: '1' });
    },
    kind: 'behind',
    hope: false,
  },
  {
    what: 'open conversations',
    make: ({ host }, change) => {
      host.rules.threadsResolved = true;
      change.unresolvedThreads = 1;
    },
    kind: 'policy',
    hope: true,
  },
  {
    what: 'a rule that the token cannot see through',
    make: ({ host }) => host.rules.others.push('required_signatures'),
    kind: 'policy',
    hope: true,
  },
  {
    what: 'closed',
    make: (_, change) => {
      change.state = 'closed';
    },
    kind: 'other',
    hope: false,
  },
  {
    what: '405 although all looks well, again and again',
    make: ({ server }) =>
      server.fault({
        method: 'PUT',
        path: /\/merge$/,
        what: { status: 405, json: { message: 'Computer says no' } },
        times: 999,
      }),
    kind: 'other',
    hope: false,
  },
];

/** Reads the reasons of an ended run. */
function kindsOf({ outputs }: Run): readonly string[] {
  return (JSON.parse(outputs.reasons ?? '[]') as readonly { kind: string }[]).map(({ kind }) => kind);
}

describe.each([
  ['github', startGitHub],
  ['gitlab', startGitLab],
] as const)('%s refuses', (_, startFake) => {
  test.each(refusals)('$what: now, and when ready', async ({ make, kind, hope }) => {
    const { fake, change } = await opened(await startFake());
    make(fake, change);
    const now = await merge(fake, { when: 'now' });
    expect(now, now.lines.join('\n')).toMatchObject({ status: 'failed', reason: 'merge-refused', code: 1 });
    expect(kindsOf(now)).toContain(kind);
    const [first] = JSON.parse(now.outputs.reasons ?? '[]');
    expect(now.message).toContain(first.text);
    expect(now.message).toContain(first.lift);
    const ready = await merge(fake);
    expect(ready, ready.lines.join('\n')).toMatchObject(
      hope
        ? { status: 'timed-out', reason: 'waiting-for-pull-request', code: 3 }
        : { status: 'failed', reason: 'merge-refused', code: 1 },
    );
    expect(change.state).toBe(change.state === 'closed' ? 'closed' : 'open');
    expect([change.autoMerge, change.queued]).toEqual([undefined, false]);
  });

  test('a merge that the branch wants to go through its queue', async () => {
    const { fake, change } = await opened(await startFake());
    fake.host.rules.queue = true;
    if ('trains' in fake.settings) {
      fake.settings.trains = true;
    }
    const now = await merge(fake, { when: 'now' });
    expect(now).toMatchObject({ status: 'failed', reason: 'merge-refused', outputs: { state: 'open' } });
    expect(kindsOf(now)).toEqual(['queue']);
    const left = await merge(fake);
    expect(left).toMatchObject({
      status: 'timed-out',
      outputs: { state: 'enqueued' },
      message: expect.stringContaining('left in the queue'),
    });
    expect(change.queued).toBe(true);
  });

  test('a token that may not write', async () => {
    const { fake, change } = await opened(await startFake());
    fake.host.tokens.set('write-token', { user: 'alice', rights: 'read' });
    const ended = await merge(fake);
    expect(ended).toMatchObject({ status: 'failed', code: 1 });
    expect(['forbidden', 'merge-refused']).toContain(ended.reason);
    expect(change.state).toBe('open');
  });
});

/** Every value of `detailed_merge_status`; `not_open` and `mergeable` are looked at elsewhere. */
const gitlabWaits = Object.entries(meanings).map(([status, { kind, blocks }]) => ({
  status,
  kind,
  blocks: blocks === true,
}));

describe('detailed_merge_status', () => {
  test.each(gitlabWaits)('$status is $kind', async ({ status, kind, blocks }) => {
    const { fake } = await opened(await startGitLab());
    fake.settings.forced = status;
    const now = await merge(fake, { when: 'now' });
    expect(now, now.lines.join('\n')).toMatchObject({ status: 'failed', reason: 'merge-refused' });
    expect(kindsOf(now)).toEqual([kind]);
    expect(now.message).toContain(status);
    const ready = await merge(fake);
    expect(ready.status).toBe(blocks ? 'failed' : 'timed-out');
  });

  test('a word that nobody knows waits', async () => {
    const { fake } = await opened(await startGitLab());
    fake.settings.forced = 'moon_phase';
    expect(await merge(fake)).toMatchObject({ status: 'timed-out', code: 3 });
  });
});

describe('what only one of them has', () => {
  test.each(['merge', 'squash', 'rebase'])(
    'github: a method that the repository does not allow, %s',
    async (method) => {
      const { fake } = await opened(await startGitHub());
      fake.host.rules.methods = ['merge', 'squash', 'rebase'].filter((one) => one !== method);
      const ended = await merge(fake, { method });
      expect(ended).toMatchObject({ status: 'failed', reason: 'merge-refused' });
      expect(kindsOf(ended)).toEqual(['policy']);
      expect(ended.message).toContain(`does not allow the merge method ${method}`);
    },
  );

  test('github: without a method, the one that is allowed', async () => {
    const { fake, change } = await opened(await startGitHub());
    fake.host.rules.methods = ['squash'];
    expect(await merge(fake)).toMatchObject({ status: 'succeeded', outputs: { state: 'merged' } });
    const { parents } = fake.host.commits.get(change.mergeCommit ?? '');
    expect(parents).toHaveLength(1);
  });

  test('gitlab: a protected branch into which the user may not merge', async () => {
    const { fake } = await opened(await startGitLab());
    fake.settings.mayNotMerge.add('robot');
    const ended = await merge(fake);
    expect(ended).toMatchObject({ status: 'failed', reason: 'merge-refused' });
    expect(ended.message).toContain('Allowed to merge');
  });

  test('gitlab: a job token is told what it lacks, and nothing is sent', async () => {
    const { fake } = await opened(await startGitLab());
    const inputs = {
      'api-address': kargo.address,
      project: 'shop',
      'pull-request': '1',
      head,
      base: 'main',
    };
    const repository = { forge: 'gitlab', address: fake.address, repository: fake.host.repository } as const;
    const ended = await runCommand(command, inputs, {
      env: { KARGO_API_TOKEN: kargo.tokens.ci ?? '' },
      site: { repository, token: { value: 'job-token', kind: 'job' } },
      clock: new IdleClock(),
    });
    expect(ended).toMatchObject({ status: 'failed', reason: 'forbidden', code: 1 });
    expect(ended.message).toContain('CI_JOB_TOKEN can only read');
    expect(fake.server.seen.every(({ method }) => method === 'GET')).toBe(true);
  });
});
