import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PullRequest } from '../../src/forge/forge.ts';
import { createHttp } from '../../src/http.ts';
import { KargoClient } from '../../src/kargo/client.ts';
import { fixedToken } from '../../src/kargo/token.ts';
import type { Promotion } from '../../src/kargo/types.ts';
import {
  claimsPromotion,
  doubtsAbout,
  promotionNamedBy,
  promotionOf,
  stepFor,
  waitsFor,
} from '../../src/pull-request/link.ts';
import { TurnedClock } from '../http/turned-clock.ts';

const name = 'prod.01k5m3x9q2v8c7n4b6h1j0w5rz.6f2a9c1';
const branch = `kargo/promotion/${name}`;
const url = 'https://github.com/acme/gitops/pull/7';
const place = {
  forge: 'github',
  address: 'https://github.com',
  repository: 'acme/gitops',
  number: 7,
} as const;
const sha = 'a'.repeat(40);

/** A Promotion that waits for its pull request, unless told otherwise. */
function promotion(state: object = {}, status: object = {}): Promotion {
  return {
    metadata: { name },
    spec: {
      stage: 'prod',
      steps: [
        { uses: 'git-push', as: 'push' },
        { uses: 'git-open-pr', as: 'open', config: { targetBranch: 'main' } } as { uses: string },
        { uses: 'git-wait-for-pr', as: 'wait' },
      ],
    },
    status: {
      phase: 'Running',
      currentStep: 2,
      state: {
        push: { branch, commit: sha },
        open: { pr: { id: 7, url } },
        wait: { pr: { id: 7, url, open: true, merged: false } },
        ...state,
      },
      ...status,
    },
  };
}

const pull: PullRequest = {
  repository: 'acme/gitops',
  number: 7,
  url,
  state: 'open',
  draft: false,
  title: 'Promote',
  body: '',
  author: 'kargo',
  head: { branch, sha, repository: 'acme/gitops' },
  base: { branch: 'main' },
  mergeCommit: undefined,
  mergeability: { state: 'ready' },
  approval: 'not-required',
  checks: 'none',
  scheduled: undefined,
  labels: [],
};

describe('the Promotion that a branch names', () => {
  test.each([
    [branch, name, true],
    ['kargo/promotion/prod', 'prod', true],
    ['kargo/promotion/', undefined, true],
    [`Kargo/Promotion/${name}`, undefined, true],
    [`KARGO/promotion/${name}`, undefined, true],
    ['kargo/promotion/../../stages/prod', undefined, true],
    ['kargo/promotion/a/b', undefined, true],
    ['kargo/promotion/a b', undefined, true],
    ['kargo/promotion/A', undefined, true],
    ['kargo/promotion/-a', undefined, true],
    ['kargo/promotion/a\n', undefined, true],
    ['kargo/anything', undefined, true],
    [`x/${branch}`, undefined, false],
    ['kargo', undefined, false],
    ['feature/kargo/promotion/x', undefined, false],
    ['', undefined, false],
  ])('%j: %s, a claim: %s', (text, named, claims) => {
    expect(promotionNamedBy(text)).toBe(named);
    expect(claimsPromotion(text)).toBe(claims);
  });
});

describe('a step names a pull request', () => {
  test.each([
    ['this one', { open: { pr: { id: 7, url } } }, true],
    [
      'with another case of the repository',
      { open: { pr: { id: 7, url: url.replace('acme', 'Acme') } } },
      true,
    ],
    ['another number', { open: { pr: { id: 8, url: url.replace('7', '8') } }, wait: {} }, false],
    ['another repository', { open: { pr: { id: 7, url: url.replace('acme', 'evil') } }, wait: {} }, false],
    ['another server', { open: { pr: { id: 7, url: url.replace('github', 'evil') } }, wait: {} }, false],
    ['a number without a URL', { open: { pr: { id: 7 } }, wait: {} }, false],
    ['an output of another kind', { open: 'x', wait: null }, false],
    ['a step of another kind', { open: undefined, wait: undefined, push: { pr: { id: 7, url } } }, false],
  ])('%s: %s', (_, state, expected) => {
    expect(stepFor(promotion(state), place, {}) !== undefined).toBe(expected);
  });
});

describe('the Promotion waits for it', () => {
  test.each([
    ['at its step', {}, true],
    ['before it', { currentStep: 1 }, false],
    ['ended', { phase: 'Succeeded' }, false],
    ['aborted', { phase: 'Aborted' }, false],
    ['queued', { phase: 'Pending' }, false],
    ['in a phase that nobody knows', { phase: 'Dreaming' }, false],
  ])('%s: %s', (_, status, expected) => {
    expect(waitsFor(promotion({}, status), place, {})).toBe(expected);
  });

  test('not for another one', () => {
    const other = { pr: { id: 8, url: url.replace('7', '8'), open: true, merged: false } };
    expect(waitsFor(promotion({ wait: other }), place, {})).toBe(false);
  });
});

describe('doubts', () => {
  const head = (more: object) => ({ ...pull, head: { ...pull.head, ...more } });
  test.each<[string, PullRequest, object, RegExp]>([
    ['of a fork', head({ repository: 'mallory/gitops' }), {}, /in mallory\/gitops, not in acme\/gitops/],
    ['of a repository that is gone', head({ repository: undefined }), {}, /cannot be seen/],
    ['another head', head({ sha: 'b'.repeat(40) }), {}, /somebody pushed after Kargo/],
    ['another branch', head({ branch: 'other' }), {}, /no step of Promotion .* says that it pushed/],
    ['no push is told', pull, { push: undefined }, /no step of Promotion/],
    ['no commit is told', pull, { push: { branch } }, /does not say which commit/],
    [
      'an empty one is none',
      head({ sha: '' }),
      { push: { branch, commit: '' } },
      /does not say which commit/,
    ],
    [
      'another base',
      { ...pull, base: { branch: 'release' } },
      {},
      /for the branch main, and its base is release/,
    ],
  ])('%s', (_, seen, state, said) => {
    const own = promotion(state);
    const step = stepFor(own, place, {});
    const doubts = step === undefined ? [] : doubtsAbout({ promotion: own, step }, seen);
    expect(doubts).toHaveLength(1);
    expect(doubts[0]).toMatch(said);
  });

  test.each([
    [`stage/\${{ ctx.stage }}`, 'stage/prod'],
    [`\${{ctx.project}}/\${{ vars.region }}`, 'shop/eu'],
    [`\${{ vars.branch }}`, 'stage/prod-eu'],
    [`\${{ vars.circle }}`, undefined],
    [`\${{ outputs.config.branch }}`, undefined],
    [`\${{ vars.unheard }}`, undefined],
  ])('the base that the template asks for by %s', (targetBranch, base) => {
    const own = promotion();
    const vars = [
      { name: 'region', value: 'us' },
      { name: 'branch', value: `stage/\${{ ctx.stage }}-\${{ vars.region }}` },
      { name: 'circle', value: `\${{ vars.circle }}` },
    ];
    const open = { uses: 'git-open-pr', as: 'open', config: { targetBranch } };
    const steps = [
      { uses: 'git-push', as: 'push' },
      { ...open, vars: [{ name: 'region', value: 'eu' }] },
    ];
    const made = {
      ...own,
      metadata: { name, namespace: 'shop' },
      spec: { ...own.spec, vars, steps },
    };
    const step = stepFor(made, place, {});
    expect(step?.base).toBe(base);
    const doubts = step && doubtsAbout({ promotion: made, step }, pull);
    expect(doubts).toHaveLength(base === undefined ? 0 : 1);
  });

  test('none about what Kargo made', () => {
    const own = promotion();
    const step = stepFor(own, place, {});
    expect(step && doubtsAbout({ promotion: own, step }, pull)).toEqual([]);
    expect(step && doubtsAbout({ promotion: own, step }, head({ repository: 'Acme/GitOps' }))).toEqual([]);
  });
});

describe('the Promotion of a pull request', () => {
  /** A Kargo that answers with these, one after the other, the last one for ever. */
  async function clientOf(answers: readonly (Promotion | undefined)[], listed: readonly Promotion[] = []) {
    let asked = 0;
    const server = createServer((request, response) => {
      const isList = request.url?.endsWith('/promotions') === true;
      const answer = isList ? { items: listed } : answers[Math.min(asked, answers.length - 1)];
      asked += 1;
      response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer ?? { error: 'not found' }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const clock = new TurnedClock();
    const http = createHttp({ proxy: {}, userAgent: 'test', clock });
    onTestFinished(async () => {
      http.close();
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const connection = {
      address: `http://127.0.0.1:${port}`,
      project: 'shop',
      token: fixedToken('t'),
      http,
      clock,
    };
    const client = new KargoClient(connection, new AbortController().signal);
    return { client, clock, asked: () => asked };
  }

  const early = promotion({ open: undefined, wait: undefined }, { currentStep: 1 });

  test('Kargo is given a moment to write that it opened it', async () => {
    const { client, asked } = await clientOf([early, early, promotion()]);
    const linked = await promotionOf(client, { place, branch }, {});
    expect(linked?.promotion.metadata.name).toBe(name);
    expect(asked()).toBe(3);
  });

  test('but not for ever, and not when it named another one', async () => {
    const slow = await clientOf([early]);
    expect(await promotionOf(slow.client, { place, branch }, {})).toBeUndefined();
    const waited = slow.clock.slept.reduce((sum, ms) => sum + ms, 0);
    expect(waited).toBeGreaterThanOrEqual(30_000);
    expect(waited).toBeLessThan(35_000);
    const other = { pr: { id: 8, url: url.replace('7', '8') } };
    const named = await clientOf([promotion({ open: other, wait: other })]);
    expect(await promotionOf(named.client, { place, branch }, {})).toBeUndefined();
    expect(named.asked()).toBe(1);
  });

  test('a branch that no Promotion is called after: all of the project are looked at', async () => {
    const { client } = await clientOf([undefined], [promotion()]);
    expect((await promotionOf(client, { place, branch: 'stage/prod' }, {}))?.promotion.metadata.name).toBe(
      name,
    );
    const none = await clientOf([undefined], [promotion({}, { phase: 'Succeeded' })]);
    expect(await promotionOf(none.client, { place: { ...place, number: 9 }, branch }, {})).toBeUndefined();
  });
});
