import { describe, expect, test } from 'vitest';
import type { Log } from '../../src/ci/host.ts';
import type { KargoClient } from '../../src/kargo/client.ts';
import type { Stage } from '../../src/kargo/types.ts';
import { createPromotion } from '../../src/promotion/create.ts';
import { type LocatedExchange, loadWorld, type Release, releases } from '../support/recordings.ts';
import { answering, called, forbidden, missing, openStand, outcomeOf, refused } from './calls.ts';
import {
  bodyOf,
  type Expected,
  exchangeAt,
  expectedOn,
  freightOf,
  only,
  promotedAt,
  promotionsOf,
  releasesOf,
} from './exchanges.ts';
import { objectAnswer } from './theatre.ts';

const stand = openStand();

/** What comes of a Promotion that is to be made; all others are made. */
const creations: Readonly<Record<string, Expected>> = {
  '06/missing-stage': missing,
  '06/missing-freight': missing,
  '06/not-available': 'failed not-available',
  '06/as-viewer': forbidden,
  '06/as-notify': forbidden,
  '06/as-testonly-other-stage': forbidden,
  '06/by-origin-missing': { '≤1.10': 'ok', '≥1.11': refused },
  '06/control-flow': { '≤1.10': 'unknown answer-lost', '≥1.11': 'failed control-flow' },
  '08/not-verified-downstream': 'failed not-available',
  '13/admin-promote': 'unknown answer-lost',
  '13/token-promote': { '≤1.10': 'failed unauthorized', '≥1.11': 'unknown answer-lost' },
  '14/downstream-while-progressing': 'failed not-available',
  '15/promote-task-missing': missing,
  '15/promote-task-var-missing': refused,
  '17/soak-too-early': 'failed not-available',
};

/** A Stage as the world describes it, or as one that takes everything. */
function stageOf(name: string): Stage {
  const [found] = loadWorld().filter(
    (object) => object.kind === 'Stage' && JSON.stringify(object.metadata).includes(`"name":"${name}"`),
  );
  return found === undefined ? { metadata: { name }, spec: {} } : (found as unknown as Stage);
}

/** Makes the Promotion of an exchange, among Promotions that are listed as `list` says. */
function creating({ release, request }: LocatedExchange, client: KargoClient) {
  const freight = only(freightOf(exchangeAt(release, '05/get-by-name')), 'freight');
  const body = request.body as { freight?: string; origin?: string };
  const [, stage = ''] = /\/stages\/([^/]+)\//.exec(request.path) ?? [];
  const situation = { stage: stageOf(stage), promotions: [] };
  const name = body.freight ?? freight.metadata.name;
  return createPromotion(client, situation, {
    freight: { ...freight, metadata: { ...freight.metadata, name } },
    origin: body.origin?.replace('Warehouse/', ''),
    log: silent,
  });
}

const silent: Log = {
  info: () => undefined,
  warning: () => undefined,
  error: () => undefined,
  debug: () => undefined,
  section: () => undefined,
};

const creatingCalls = called.filter(
  ({ key, exchange }) => exchange.request.path.endsWith('/promotions') && key !== '06/by-origin-bad',
);

describe.each(releases)('a Promotion is made once, answered as by %s', (release) => {
  const own = creatingCalls.filter(
    ({ exchange }) => exchange.release === release && exchange.request.method === 'POST',
  );

  test.each(own)('$key', async ({ key, exchange, project }) => {
    const answer = answering(exchange);
    const nothing = exchangeAt(release, '06/list-missing-stage').response;
    // Where Kargo cannot promote by origin, the Freight is named instead.
    const byName = exchangeAt(release, '06/by-name').response;
    stand.answer((arrival) => answer(arrival) ?? (arrival.line.startsWith('GET ') ? nothing : byName));
    const before = stand.seen().length;
    const { word, value } = await outcomeOf(creating(exchange, stand.clientFor(project)));
    const expected = expectedOn(release, creations[key]) ?? 'ok';
    expect(word).toBe(expected);
    if (expected === 'ok') {
      const isByName = promotionsOf(exchange).length === 0;
      const { name } = promotedAt(release, isByName ? '06/by-name' : key).metadata;
      expect(value).toMatchObject({ operation: 'created', promotion: { metadata: { name } } });
    }
    // The empty 401 of Kargo ≤ 1.10 may be an outage, and says that nothing was made: it is sent again.
    const posts = stand
      .seen()
      .slice(before)
      .filter(({ line }) => line.startsWith('POST '));
    const isAgain = bodyOf(exchange.response) === '' && exchange.response.status === 401;
    const isByOrigin = JSON.stringify(exchange.request.body).includes('"origin"');
    const limit = isByOrigin && exchange.response.status === 400 ? 2 : 1;
    expect(posts.length > limit).toBe(isAgain);
  });
});

test.each<Release>(['v1.9.10', 'v1.10.10'])(
  'an empty 200 of %s, and a Promotion is there',
  async (release) => {
    const exchange = exchangeAt(release, '06/control-flow');
    const { freight } = exchange.request.body as { freight: string };
    const [found] = promotionsOf(exchangeAt(release, '06/list-slow'));
    const items = [{ ...found, spec: { ...found?.spec, stage: 'control', freight } }];
    const answer = answering(exchange);
    stand.answer((arrival) => answer(arrival) ?? objectAnswer({ items }));
    const { value } = await outcomeOf(creating(exchange, stand.clientFor('shop')));
    expect(value).toMatchObject({
      operation: 'adopted',
      promotion: { metadata: { name: found?.metadata.name } },
    });
  },
);

test('the table of creations names nothing else', () => {
  const known = new Set(creatingCalls.map(({ key }) => key));
  expect(Object.keys(creations).filter((key) => !known.has(key))).toEqual([]);
  expect(releasesOf('06/control-flow')).toEqual(releases);
});
