import { describe, expect, test } from 'vitest';
import type { LocatedExchange } from '../support/recordings.ts';
import { releases } from '../support/recordings.ts';
import {
  answering,
  called,
  forbidden,
  missing,
  openStand,
  outage,
  outcomeOf,
  refused,
  token,
} from './calls.ts';
import { type Expected, exchangeAt, expectedOn, freightOf, promotionsOf } from './exchanges.ts';

const stand = openStand();

// The first of the file: its connection is a new one.
test('a connection that is kept collects nothing', async () => {
  const warnings: string[] = [];
  const note = (warning: Error) => warnings.push(warning.message);
  process.on('warning', note);
  const exchange = exchangeAt('main', '06/stage-after');
  stand.answer(answering(exchange));
  const client = stand.clientFor('shop');
  for (let count = 0; count < 20; count += 1) {
    await client.getStage('test');
  }
  // Warnings come on a later turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings).toEqual([]);
});

/** The calls that do not simply succeed. */
const outcomes: Readonly<Record<string, Expected>> = {
  '00/missing-project': missing,
  '01/create-project-again': refused,
  '01/create-conflict': refused,
  '01/invalid-warehouse': refused,
  // ≤ 1.10: an empty 200, and nothing is made.
  '01/unknown-kind': 'unclear',
  '01/stage-cycle-or-self': refused,
  // On 1.9 the token of this role could not be made.
  '02/stages-as-sysviewer': { 'v1.9.10': 'failed unauthorized', '≥1.10': 'ok' },
  '02/version-as-sysviewer': { 'v1.9.10': 'failed unauthorized', '≥1.10': 'ok' },
  '02/stages-as-notify': forbidden,
  '02/list-stages-as-notify': forbidden,
  '02/revoked-after': 'failed unauthorized',
  '03/get-missing': missing,
  '03/refresh-missing': missing,
  '03/watch-as-notify': forbidden,
  '03/watch-missing': missing,
  '05/get-missing': missing,
  '05/get-as-notify': forbidden,
  '05/alias-taken': refused,
  '05/alias-invalid': refused,
  '05/alias-as-promoter': forbidden,
  '05/alias-missing-freight': missing,
  '05/approve-missing-stage': missing,
  '05/approve-missing-freight': missing,
  '05/approve-as-viewer': forbidden,
  '05/approve-origin-not-requested': { '≤1.10': 'ok', '≥1.11': refused },
  '05/create-by-hand-again': refused,
  '05/create-without-name': 'unclear',
  '05/create-wrong-artifacts': refused,
  '06/missing-stage': missing,
  '06/missing-freight': missing,
  '06/not-available': refused,
  '06/as-viewer': forbidden,
  '06/as-notify': forbidden,
  '06/as-testonly-other-stage': forbidden,
  // An empty 200, and nothing is made.
  '06/control-flow': { '≤1.10': 'unclear', '≥1.11': refused },
  '06/by-origin': { '≤1.10': refused, '≥1.11': 'ok' },
  '06/by-origin-bad': refused,
  '06/by-origin-missing': refused,
  '06/abort-as-promoter': forbidden,
  // ≤ 1.10: an empty 200. The effect of an abort is read, not believed.
  '06/abort-missing': { '≤1.10': 'ok', '≥1.11': outage },
  '06/refresh-missing': missing,
  '06/get-missing': missing,
  '08/reverify-nothing': { '≤1.10': 'ok', '≥1.11': outage },
  '08/abort-nothing': { '≤1.10': 'ok', '≥1.11': outage },
  '08/reverify-missing-stage': { '≤1.10': 'ok', '≥1.11': outage },
  '08/reverify-as-promoter': forbidden,
  '08/abort-verification-as-promoter': forbidden,
  '08/analysis-run-missing': missing,
  '08/not-verified-downstream': refused,
  '09/resume-by-origin': { '≤1.10': refused, '≥1.11': 'ok' },
  '11/get-missing': missing,
  '11/refresh-missing': missing,
  '11/get-deleted-stage': missing,
  '13/admin-list-stages': { '≤1.10': 'ok', '≥1.11': outage },
  // ≤ 1.10: false success while Kubernetes is down. The effect of a refresh is read, not believed.
  '13/admin-refresh': { '≤1.10': 'ok', '≥1.11': outage },
  '13/admin-promote': 'unclear',
  '13/token-get-stage': { '≤1.10': 'failed unauthorized', '≥1.11': outage },
  '13/token-promote': { '≤1.10': 'failed unauthorized', '≥1.11': 'unclear' },
  '13/admin-abort': { '≤1.10': 'ok', '≥1.11': outage },
  '13/admin-approve': { '≤1.10': 'ok', '≥1.11': outage },
  '13/watch-while-down': { '≤1.10': 'ok', '≥1.11': outage },
  '14/downstream-while-progressing': refused,
  '15/promote-task-missing': missing,
  // A webhook's no is 403 on ≤ 1.10 and 500 on ≥ 1.11: nothing was made either way.
  '15/promote-task-var-missing': refused,
  '16/get-deleted': missing,
  '16/get-promotion-of-deleted': missing,
  '17/soak-too-early': refused,
};

/** What a call that succeeded has to give: the recorded object, the items of the list, or nothing. */
function recordedValueOf({ key, exchange }: { key: string; exchange: LocatedExchange }): unknown {
  const { request, response } = exchange;
  if (request.path.endsWith('?watch=true')) {
    return response.frames === undefined ? 'poll' : 'stream';
  }
  if (request.path.includes('/freight?')) {
    return freightOf(exchange);
  }
  if (request.path.includes('/promotions?')) {
    return promotionsOf(exchange).toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }
  if (/\/(stages|warehouses)$/.test(request.path)) {
    const list = response.json as { items: readonly unknown[] | null };
    return list.items ?? [];
  }
  expect(response.json === undefined ? request.method : 'with a body', key).not.toBe('GET');
  return response.json;
}

describe.each(releases)('the calls of the client, answered as by %s', (release) => {
  const own = called.filter(({ exchange }) => exchange.release === release);

  test.each(own)('$key', async ({ key, exchange, project, call }) => {
    stand.answer(answering(exchange));
    const { word, text, value } = await outcomeOf(call(stand.clientFor(project)));
    expect(word).toBe(expectedOn(release, outcomes[key]) ?? 'ok');
    if (word === 'ok') {
      expect(value).toEqual(recordedValueOf({ key, exchange }));
      return;
    }
    expect(text).not.toContain(token);
    const { json } = exchange.response;
    const words = typeof json === 'object' && json !== null && 'error' in json ? String(json.error) : '';
    expect(text).toContain(words.slice(0, 900));
    expect(text).toContain(`answered ${exchange.response.status}`);
  });

  test('each call is tried', () => {
    expect(own.length).toBeGreaterThan(200);
  });
});

test('the table names nothing else', () => {
  const known = new Set(called.map(({ key }) => key));
  expect(Object.keys(outcomes).filter((key) => !known.has(key))).toEqual([]);
});

/** Every 403 of a call: the verb, the resource and the name that the message has to tell. */
const rights: Readonly<Record<string, readonly [verb: string, resource: string, name?: string]>> = {
  '02/stages-as-notify': ['get', 'stages', 'test'],
  '02/list-stages-as-notify': ['list', 'stages'],
  '03/watch-as-notify': ['get', 'warehouses', 'web'],
  '05/get-as-notify': ['get', 'freights'],
  '05/alias-as-promoter': ['patch', 'freights'],
  '05/approve-as-viewer': ['promote', 'stages', 'uat'],
  '06/as-viewer': ['promote', 'stages', 'test'],
  '06/as-notify': ['get', 'stages', 'test'],
  '06/as-testonly-other-stage': ['promote', 'stages', 'slow'],
  '06/abort-as-promoter': ['patch', 'promotions'],
  '08/reverify-as-promoter': ['patch', 'stages', 'verified'],
  '08/abort-verification-as-promoter': ['patch', 'stages', 'verified'],
};

describe('a missing right is named', () => {
  const lacking = called.filter(({ key }) => outcomes[key] === forbidden);

  test.each(lacking)('$key on $exchange.release', async ({ key, exchange, project, call }) => {
    stand.answer(answering(exchange));
    const { text } = await outcomeOf(call(stand.clientFor(project)));
    const [verb, resource, name] = rights[key] ?? [];
    expect(text).toContain(
      `lacks the verb "${verb}" on ${resource}${name === undefined ? '' : ` "${name}"`}`,
    );
    expect(text).toContain('role "ci"');
    const names = verb === 'promote' ? `, resourceNames: [${name}]` : '';
    expect(text).toContain(
      `{apiGroups: ["kargo.akuity.io"], resources: [${resource}], verbs: [${verb}]${names}}`,
    );
  });

  test('each is in the table', () => {
    expect([...new Set(lacking.map(({ key }) => key))].sort()).toEqual(Object.keys(rights).sort());
  });
});
