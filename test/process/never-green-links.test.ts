import { describe, expect } from 'vitest';
import { freePort } from '../http/loopback.ts';
import { SimulatedKargo } from '../support/simulator.ts';
import { cells, expectedEnds, levels, playedEnds, type Row } from './never-green.ts';
import { play, test } from './play.ts';
import { images, simulation, stage, warehouse, web, world } from './worlds.ts';

const gated = world(
  warehouse(),
  images(`${web}:1.0.0`),
  stage('test', { run: ['gate', 'compose'] }),
  simulation('gates: { go: closed }'),
);

const everything = { path: '^/v1beta1/' };
const always = { times: 9_999 };
const promote = { method: 'POST', path: '/stages/test/promotions$' };

/** A PromotionRequest, as main answers for a Stage with targets. */
const promotionRequest = {
  metadata: { name: 'test.01kdzs9xt4qzj6ywc7h3n5vw8e.8a142da', namespace: 'shop' },
  spec: { stage: 'test', freight: '8a142da24b0f1a2ae600c079afa31491fec25c79', targets: [{ name: 'eu' }] },
  status: {},
};

/** From the beginning: no level is green. */
function atOnce(name: string, fault: object, more: Partial<Row> & Pick<Row, 'ends'>): Row {
  return {
    name,
    world: gated,
    before: (kargo) => kargo.fault(everything, fault, always),
    commands: ['promote'],
    ...more,
  };
}

const signIn = { kind: 'html', status: 200 };
const redirect = {
  kind: 'html',
  status: 302,
  headers: { location: 'https://sso.example.com/authorize?client=kargo' },
};

/** While the Promotion is followed. */
async function breakEverything(kargo: SimulatedKargo, fault: object): Promise<void> {
  await kargo.fault(everything, fault, always);
  await kargo.control('streams', { how: 'reset' });
}

const rows: readonly Row[] = [
  {
    name: 'the server goes away',
    world: gated,
    during: (kargo) => kargo.close(),
    inputs: { timeout: '10s' },
    ends: () => ({ verified: ['unknown', 'unreachable'] }),
  },
  {
    name: 'the token is revoked',
    world: gated,
    async during(kargo) {
      await kargo.fault(
        everything,
        { kind: 'status', status: 401, body: { error: 'invalid token' } },
        always,
      );
      await kargo.control('streams', { how: 'reset' });
    },
    releases: ['1.11', 'main'],
    ends: () => ({ verified: ['failed', 'unauthorized'] }),
  },
  {
    // An empty 401 is also what an outage of Kubernetes looks like.
    name: 'the token is revoked, or Kubernetes is gone',
    world: gated,
    async during(kargo) {
      await kargo.control('kubernetes', { down: true });
      await kargo.control('streams', { how: 'reset' });
    },
    releases: ['1.9', '1.10'],
    inputs: { timeout: '7s' },
    ends: () => ({ verified: ['unknown', 'unreachable'] }),
  },
  {
    name: 'Kubernetes is gone behind the server',
    world: gated,
    async during(kargo) {
      await kargo.control('kubernetes', { down: true });
      await kargo.control('streams', { how: 'reset' });
    },
    releases: ['1.11', 'main'],
    inputs: { timeout: '7s' },
    ends: () => ({ verified: ['unknown', 'unreachable'] }),
  },
  {
    name: 'a sign-in page takes the place of the API meanwhile',
    world: gated,
    during: (kargo) => breakEverything(kargo, signIn),
    inputs: { timeout: '7s' },
    ends: () => ({ verified: ['unknown', 'unreachable'] }),
  },
  atOnce('a sign-in page', signIn, {
    ends: () => ({ none: ['unknown', 'bad-answer'], verified: ['unknown', 'bad-answer'] }),
  }),
  atOnce('a redirect to a sign-in page', redirect, {
    ends: () => ({ none: ['unknown', 'bad-answer'], verified: ['unknown', 'bad-answer'] }),
  }),
  atOnce(
    'empty answers',
    { kind: 'empty' },
    {
      ends: () => ({ none: ['unknown', 'bad-answer'], verified: ['unknown', 'bad-answer'] }),
    },
  ),
  {
    ...atOnce('a sign-in page in answer to the promotion', signIn, {
      ends: () => ({ none: ['unknown', 'bad-answer'], verified: ['unknown', 'bad-answer'] }),
    }),
    before: (kargo) => kargo.fault(promote, signIn, always),
  },
  {
    name: 'an empty 200 in answer to the promotion',
    world: gated,
    commands: ['promote'],
    releases: ['1.9', '1.10'],
    before: (kargo) => kargo.fault(promote, { kind: 'empty' }, always),
    ends: () => ({ none: ['unknown', 'answer-lost'], verified: ['unknown', 'answer-lost'] }),
  },
  {
    name: 'a PromotionRequest in answer to the promotion',
    world: gated,
    commands: ['promote'],
    releases: ['main'],
    before: (kargo) => kargo.fault(promote, { kind: 'status', status: 201, body: promotionRequest }, always),
    ends: () => ({ none: ['unknown', 'unsupported'], verified: ['unknown', 'unsupported'] }),
  },
];

describe('never exit 0', () => {
  for (const { title, row, release, command } of cells(rows)) {
    test.concurrent(title, async () => {
      expect(await playedEnds(row, { release, command })).toEqual(expectedEnds(row, release));
    });
  }

  test.concurrent.for(levels)('a token that never worked, wait-for %s', async (level, { simulate }) => {
    const kargo = await simulate({ world: gated });
    const inputs = { stage: 'test', image: `${web}:1.0.0`, 'wait-for': level };
    const ended = await play(kargo, 'promote', inputs, { token: 'no-such-token' });
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'unauthorized' });
  });

  test.concurrent.for(['1.9', '1.10'] as const)(
    'a token that never worked, on Kargo %s, which may be an outage',
    async (release, { simulate }) => {
      const kargo = await simulate({ release, world: gated });
      const inputs = { stage: 'test', image: `${web}:1.0.0` };
      const ended = await play(kargo, 'promote', inputs, { token: 'no-such-token' });
      expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'unauthorized' });
      expect(ended.message).toMatch(/can also be an outage/);
    },
  );

  test.concurrent.for(levels)('a server that was never there, wait-for %s', async (level) => {
    const nowhere = new SimulatedKargo({
      address: `http://127.0.0.1:${await freePort()}`,
      tokens: { ci: 'token' },
      webhooks: {},
      close: async () => undefined,
    });
    const inputs = { stage: 'test', image: `${web}:1.0.0`, 'wait-for': level, timeout: '3s' };
    const ended = await play(nowhere, 'promote', inputs);
    expect(ended).toMatchObject({
      code: 4,
      status: 'unknown',
      reason: 'unreachable',
      message: expect.stringMatching(/refused/),
    });
  });
});
