import { createServer, connect as dial, type Server, type Socket } from 'node:net';
import { describe, expect } from 'vitest';
import { listen } from '../http/loopback.ts';
import { kargoReleases, SimulatedKargo, spawnKargo } from '../support/simulator.ts';
import { begin, play, read, test } from './play.ts';
import { images, stage, warehouse, web, world } from './worlds.ts';

const gated = world(warehouse(), images(`${web}:1.0.0`), stage('test', { run: ['gate', 'compose'] }));
const inputs = { stage: 'test', image: `${web}:1.0.0`, 'wait-for': 'verified' };
const watching = { path: '/promotions/.*watch=true' };
const go = { name: 'go', state: 'open', wake: true };

/** A promote that waits at its gate and watches: what is done to it then must not change its end. */
async function waiting(kargo: SimulatedKargo) {
  await kargo.freight('1.0.0');
  const running = begin(kargo, 'promote', inputs);
  await running.saw('Running, step 1 of 2 "gate"');
  await kargo.saw(/GET promotions\/.*watch=true/);
  return running;
}

const good = { code: 0, status: 'succeeded', outputs: { operation: 'created', phase: 'Succeeded' } };

describe.for(kargoReleases)('Kargo %s', (release) => {
  test.concurrent.for(['end', 'reset'])(
    'every watch is cut by %s, three times',
    async (how, { simulate }) => {
      const kargo = await simulate({ release, world: gated });
      const running = await waiting(kargo);
      for (const times of [2, 3, 4]) {
        await kargo.control('streams', { how });
        await kargo.eventually('another watch', async () => {
          const opened = (await kargo.ledger('ci')).filter(({ query }) => query === 'watch=true');
          return opened.length >= times ? true : undefined;
        });
      }
      await kargo.control('gates', go);
      expect(read(await running.ended)).toMatchObject(good);
    },
  );

  test.concurrent('the controller is restarted in the middle', async ({ simulate }) => {
    const kargo = await simulate({ release, world: gated });
    const running = await waiting(kargo);
    await kargo.control('controller', { down: true });
    await kargo.control('gates', go);
    await kargo.control('controller', { down: false, restart: true });
    expect(read(await running.ended)).toMatchObject(good);
  });
});

describe('without a watch that works, polling catches up', () => {
  const broken = [
    { kind: 'dead-stream' },
    { kind: 'end-stream' },
    { kind: 'reset-stream' },
    { kind: 'status', status: 500 },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'drop' },
  ];
  test.concurrent.for(broken)('%j', async (fault, { simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.fault({ path: 'watch=true' }, fault, { times: 999 });
    const running = await waiting(kargo);
    await kargo.control('gates', go);
    expect(read(await running.ended)).toMatchObject(good);
  });

  test.concurrent('also when what is read is older than what is so', async ({ simulate }) => {
    const kargo = await simulate({ world: gated });
    await kargo.fault(watching, { kind: 'status', status: 500 }, { times: 999 });
    await kargo.fault({ method: 'GET', path: '/promotions/[^?]*$' }, { kind: 'stale-read' }, { times: 4 });
    const running = await waiting(kargo);
    await kargo.control('gates', go);
    expect(read(await running.ended)).toMatchObject(good);
  });
});

/** A way to a server that can be shut and opened again, at one address. */
async function doorTo(kargo: SimulatedKargo) {
  const target = Number(new URL(kargo.address).port);
  const sockets = new Set<Socket>();
  let server: Server;
  const open = async (port: number) => {
    server = createServer((client) => {
      const inner = dial(target, '127.0.0.1');
      for (const socket of [client, inner]) {
        sockets.add(socket);
        socket
          .on('error', () => undefined)
          .on('close', () => {
            client.destroy();
            inner.destroy();
          });
      }
      client.pipe(inner).pipe(client);
    });
    return listen(server, port);
  };
  const port = await open(0);
  return {
    kargo: new SimulatedKargo({ ...kargo, address: `http://127.0.0.1:${port}` }),
    shut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
    open: () => open(port),
  };
}

test.concurrent('the server is away for a while', async ({ simulate, onTestFinished }) => {
  const behind = await simulate({ world: gated });
  const door = await doorTo(behind);
  onTestFinished(() => door.shut());
  const running = await waiting(door.kargo);
  await door.shut();
  await running.saw('no news from Kargo, trying on');
  await behind.control('gates', go);
  await door.open();
  expect(read(await running.ended)).toMatchObject(good);
});

test.concurrent('a server that lost its memory: the Promotion is gone', async ({ onTestFinished }) => {
  const first = await spawnKargo({ world: gated });
  const running = await waiting(first.kargo);
  const port = Number(new URL(first.kargo.address).port);
  first.process.kill('SIGKILL');
  await first.process.ended;
  const second = await spawnKargo({ world: gated, port });
  onTestFinished(() => second.kargo.close());
  const ended = read(await running.ended);
  // Its tokens are new, too: 1.11 says so.
  expect(ended).toMatchObject({ code: 1, status: 'failed', reason: 'unauthorized' });
});

test.concurrent('simulate prints what a shell needs', async ({ onTestFinished }) => {
  const { kargo, process } = await spawnKargo({ release: '1.10' });
  onTestFinished(() => kargo.close());
  expect(Object.keys(kargo.tokens)).toEqual(
    expect.arrayContaining(['admin', 'promoter', 'viewer', 'notify']),
  );
  expect(kargo.webhooks).toHaveProperty('ci');
  const doctor = await play(kargo, 'doctor', {}, { token: 'promoter' });
  expect(doctor).toMatchObject({ code: 0, outputs: { release: 'v1.10.10' } });
  process.kill('SIGINT');
  expect(await process.ended).toMatchObject({ code: 0, signal: null });
});
