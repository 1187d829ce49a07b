import { createServer, request } from 'node:http';
import { describe, expect } from 'vitest';
import { freePort, listen } from '../http/loopback.ts';
import { kargoReleases, SimulatedKargo } from '../support/simulator.ts';
import { play, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const shop = [warehouse(), images(`${web}:1.0.0`), stage('test')];
const inputs = { stage: 'test', warehouse: 'web', image: `${web}:1.1.0`, 'wait-for': 'verified' };

/** A proxy that serves Kargo below `/tools/kargo`, and itself a page. */
async function basePath(kargo: SimulatedKargo) {
  const prefix = '/tools/kargo';
  const server = createServer((asked, answer) => {
    if (!asked.url?.startsWith(`${prefix}/`)) {
      answer.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Tools</h1>');
      return;
    }
    const { method, headers } = asked;
    const url = kargo.address + asked.url.slice(prefix.length);
    const inner = request(url, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    inner.on('error', () => answer.destroy());
    answer.on('close', () => inner.destroy());
    asked.pipe(inner);
  });
  const port = await listen(server);
  return { server, origin: `http://127.0.0.1:${port}`, address: `http://127.0.0.1:${port}${prefix}` };
}

describe('the address', () => {
  test.concurrent('with a base path, a slash at the end, or the API version', async ({
    simulate,
    onTestFinished,
  }) => {
    const kargo = await simulate({ world: world(...shop) });
    await kargo.freight('1.0.0');
    const { server, address } = await basePath(kargo);
    onTestFinished(() => void server.close());
    for (const form of [address, `${address}/`, `${address}/v1beta1`, `${kargo.address}//`]) {
      const there = new SimulatedKargo({ ...kargo, address: form });
      expect(await play(there, 'doctor', {})).toMatchObject({ code: 0, status: 'succeeded' });
    }
    const there = new SimulatedKargo({ ...kargo, address });
    const ended = await play(there, 'promote', {
      stage: 'test',
      image: `${web}:1.0.0`,
      'wait-for': 'verified',
    });
    expect(ended).toMatchObject({ code: 0, status: 'succeeded' });
    expect(ended.stderr).toContain(`${address}/project/shop/promotion/`);
  });

  const wrong = [
    {
      name: 'of the UI',
      address: ({ kargo }: Places) => `${kargo}/ui`,
      ends: [4, 'unknown', 'bad-answer'],
      words: /not Kargo's API: a sign-in page or proxy stands before it, or api-address is wrong/,
    },
    {
      name: 'without its base path',
      address: ({ proxy }: Places) => proxy,
      ends: [4, 'unknown', 'bad-answer'],
      words: /404 with text\/html, which is not Kargo's API/,
    },
    {
      name: 'of the API, with a path too many',
      address: ({ kargo }: Places) => `${kargo}/v1beta1/projects`,
      ends: [1, 'failed', 'not-found'],
      words: /no such path: check that api-address .* base path included/,
    },
    {
      name: 'of a port where nothing listens',
      address: ({ nothing }: Places) => nothing,
      ends: [4, 'unknown', 'unreachable'],
      words: /refused/,
    },
  ] as const;

  test.concurrent.for(wrong)('$name', async ({ address, ends, words }, { simulate, onTestFinished }) => {
    const kargo = await simulate({ world: world(...shop) });
    const { server, origin } = await basePath(kargo);
    onTestFinished(() => void server.close());
    const nothing = `http://127.0.0.1:${await freePort()}`;
    const there = new SimulatedKargo({
      ...kargo,
      address: address({ kargo: kargo.address, proxy: origin, nothing }),
    });
    const [doctor, ...found] = await Promise.all([
      play(there, 'doctor', {}),
      play(there, 'promote', inputs),
      play(there, 'find-freight', { image: inputs.image, wait: false }),
    ]);
    for (const { code, status, reason, message } of found) {
      expect([code, status, reason]).toEqual(ends);
      expect(message).toMatch(words);
    }
    const report = JSON.parse(doctor.outputs.report ?? '');
    expect(report.at(-1)).toMatchObject({ subject: 'connection', status: ends[1] });
    expect(doctor.code).toBe(ends[0]);
  });
});

interface Places {
  readonly kargo: string;
  readonly proxy: string;
  readonly nothing: string;
}

describe.for(kargoReleases)('what is not there, Kargo %s', (release) => {
  const rows = [
    { command: 'promote', given: { ...inputs, stage: 'tset' }, words: /Stage "tset".*check the spelling/ },
    {
      command: 'promote',
      given: { ...inputs, warehouse: 'wbe' },
      words: /Warehouse "wbe".*check the spelling/,
    },
    { command: 'notify-warehouse', given: { warehouse: 'wbe' }, words: /Warehouse "wbe"/ },
    { command: 'promote', given: { ...inputs, project: 'shp' }, words: /There is no project "shp"/ },
    {
      command: 'notify-warehouse',
      given: { warehouse: 'wbe', 'wait-for': 'none' },
      words: /Warehouse "wbe"/,
    },
  ];
  test.concurrent.for(rows)('$command $given', async ({ command, given, words }, { simulate }) => {
    const kargo = await simulate({ release, world: world(...shop) });
    await kargo.freight('1.0.0');
    const ended = await play(kargo, command, given);
    expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'not-found' });
    expect(ended.message).toMatch(words);
  });
});
