import { describe, expect, test } from 'vitest';
import type { Release } from '../../src/simulator/simulator.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { project, rig, stage, world } from './simulated.ts';

const small = world(stage('test'));

describe('authentication and transport', () => {
  test.each([
    ['1.9', ''],
    ['1.10', ''],
    ['1.11', '{"error":"no token provided"}'],
    ['main', '{"error":"no token provided"}'],
  ] as [Release, string][])('401 on %s', async (release, text) => {
    const { call } = await rig({ release, world: small });
    expect(await call('GET', '/v1beta1/projects', { token: null })).toMatchObject({ status: 401, text });
    expect((await call('GET', '/v1beta1/projects', { token: 'nonsense' })).status).toBe(401);
  });

  test('paths outside the API are the UI, slashes are redirected, unknown paths are plain 404', async () => {
    const { call } = await rig({ world: small });
    expect(await call('GET', '/anything', { token: null })).toMatchObject({
      status: 200,
      type: 'text/html; charset=utf-8',
    });
    expect((await call('POST', '/anything')).status).toBe(405);
    expect((await call('GET', '/v1beta1/projects/')).status).toBe(301);
    expect((await call('POST', `/v1beta1//projects`)).status).toBe(307);
    expect(await call('GET', '/v1beta1/nope')).toMatchObject({
      status: 404,
      text: '404 page not found',
      type: 'text/plain',
    });
  });

  test('a token may do what its role says, a revoked one nothing', async () => {
    const { call } = await rig({ world: small });
    const created = await call('POST', `${project}/roles/kargo-viewer/api-tokens`, { body: { name: 'ci' } });
    const token = Buffer.from(created.json.data.token, 'base64').toString('utf8');
    expect((await call('GET', `${project}/stages/test`, { token })).status).toBe(200);
    expect((await call('GET', project, { token })).status).toBe(403);
    expect((await call('DELETE', `${project}/api-tokens/ci`)).status).toBe(204);
    expect((await call('GET', `${project}/stages/test`, { token })).status).toBe(401);
  });

  test('tokens of the world carry their rules', async () => {
    const tokens = `tokens: [{ name: ci, rules: [{ resources: [stages], verbs: [get] }] }]`;
    const { call } = await rig({ world: world(stage('test'), tokens) });
    expect((await call('GET', `${project}/stages/test`, { token: 'ci' })).status).toBe(200);
    expect((await call('GET', `${project}/stages`, { token: 'ci' })).status).toBe(403);
  });

  test('Kubernetes down: false success up to 1.10, 500 from 1.11 on', async () => {
    for (const release of ['1.10', '1.11'] as const) {
      const { call, control } = await rig({ release, world: small });
      await control('kubernetes', { down: true });
      const refreshed = await call('POST', `${project}/warehouses/web/refresh`);
      expect(refreshed.status).toBe(release === '1.10' ? 200 : 500);
      expect((await call('GET', `${project}/stages/test`)).status).toBe(200);
      expect((await call('GET', `${project}/stages/test`, { token: 'viewer' })).status).toBe(
        release === '1.10' ? 401 : 500,
      );
    }
  });
});

describe('faults', () => {
  const match = { method: 'GET', path: '/stages/test$' };
  const read = `${project}/stages/test`;

  test.each([
    ['status', { status: 503, body: { error: 'later' } }, { status: 503, text: '{"error":"later"}' }],
    ['empty', {}, { status: 200, text: '' }],
    ['html', {}, { status: 200, type: 'text/html; charset=utf-8' }],
  ])('%s, once', async (kind, more, expected) => {
    const { call, control } = await rig({ world: small });
    expect((await control('faults', { match, fault: { kind, ...more } })).status).toBe(200);
    expect(await call('GET', read)).toMatchObject(expected);
    expect((await call('GET', read)).json.metadata.name).toBe('test');
  });

  test.each(['drop', 'half-body'])('%s breaks the connection', async (kind) => {
    const { call, control } = await rig({ world: small });
    await control('faults', { match, fault: { kind } });
    await expect(call('GET', read)).rejects.toThrow();
    expect((await call('GET', read)).status).toBe(200);
  });

  test('drop-after-commit creates the Promotion and says nothing', async () => {
    const { call, control, newestFreight } = await rig({ world: small });
    const freight = await newestFreight();
    await control('faults', { match: { method: 'POST' }, fault: { kind: 'drop-after-commit' } });
    await expect(call('POST', `${project}/stages/test/promotions`, { body: { freight } })).rejects.toThrow();
    expect((await call('GET', `${project}/promotions`)).json.items).toHaveLength(1);
  });

  test('a dead stream says nothing at all; a stale read is one change old', async () => {
    const { simulator, call, control } = await rig({ world: small });
    await control('faults', { match: { path: 'watch=true' }, fault: { kind: 'dead-stream' } });
    const dead = await fetch(`${simulator.address}${read}?watch=true`, {
      headers: { authorization: `Bearer ${simulator.tokens.admin}` },
    });
    expect(dead.headers.get('content-type')).toBe('text/event-stream');
    const first = await Promise.race([dead.body?.getReader().read(), control('settle')]);
    expect(first).toMatchObject({ status: 200 });
    const now = (await call('GET', read)).json.metadata.resourceVersion;
    await control('faults', { match, fault: { kind: 'stale-read' } });
    const stale = (await call('GET', read)).json.metadata.resourceVersion;
    expect(Number(stale)).toBeLessThan(Number(now));
  });
});

describe('the generic webhook receiver', () => {
  test('refreshes what it selects, and says when it selected nothing', async () => {
    const { simulator, call } = await rig();
    const url = new URL(simulator.webhooks.ci ?? '');
    const post = (body: object) => call('POST', url.pathname, { body, token: null });
    expect((await post({ event: 'push', warehouse: 'web' })).json.results[0]).toMatchObject({
      result: 'Success',
      selectedTargets: [{ namespace: 'shop', name: 'web', success: true }],
    });
    expect((await post({ event: 'push', warehouse: 'nope' })).json.results[0].summary).toBe(
      'Refreshed 0 of 0 selected resources',
    );
    expect((await post({ event: 'other' })).json.results[0].result).toBe('NotApplicable');
    expect((await post({})).status).toBe(200);
    expect(await call('POST', url.pathname, { body: '', token: null })).toMatchObject({ status: 500 });
  });
});

describe('the simulator itself', () => {
  test('refuses a world it cannot use, naming every problem', async () => {
    const broken = 'kind: Simulation\nlatency: soon\ncolour: blue\ngates: { a: ajar }';
    await expect(startSimulator({ world: broken })).rejects.toThrow(/latency[\s\S]*colour[\s\S]*ajar/);
  });

  test('starts from a given state', async () => {
    const freight = {
      kind: 'Freight',
      metadata: { name: 'f'.repeat(40), namespace: 'shop', labels: { 'kargo.akuity.io/alias': 'given' } },
      alias: 'given',
      origin: { kind: 'Warehouse', name: 'web' },
      status: { verifiedIn: { test: { verifiedAt: '2026-01-01T00:00:00Z' } } },
    };
    const { call } = await rig({ world: small, state: [freight] });
    expect((await call('GET', `${project}/freight/given`)).json.status.verifiedIn.test).toBeDefined();
  });

  test('ends at once, open watches included', async () => {
    const simulator = await startSimulator();
    const response = await fetch(`${simulator.address}${project}/stages?watch=true`, {
      headers: { authorization: `Bearer ${simulator.tokens.admin}` },
    });
    await simulator.close();
    await expect(response.text()).rejects.toThrow();
    await expect(fetch(simulator.address)).rejects.toThrow();
  });
});
