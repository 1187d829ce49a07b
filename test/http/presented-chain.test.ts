import { createServer } from 'node:http';
import { connect } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { presentedChain } from '../../src/http/presented-chain.ts';
import { type Certificates, makeCertificates } from './certificates.ts';
import { never } from './client.ts';
import { listen, serve } from './loopback.ts';

describe('what a server presents', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = makeCertificates();
  });

  test('is read although it is not trusted, and nothing is sent', async () => {
    const server = await serve([], { tls: certificates.expired });
    expect(await presentedChain(new URL(server.origin), {}, never)).toEqual([
      {
        subject: 'expired',
        issuer: 'Test CA',
        validFrom: 'Jan  1 00:00:00 2019 GMT',
        validTo: 'Jan  1 00:00:00 2020 GMT',
        names: 'DNS:localhost',
      },
    ]);
    expect(server.seen).toEqual([]);
  });

  test('is read through a proxy, with its credentials', async () => {
    const server = await serve([], { tls: certificates.good });
    const asked: unknown[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, client, head) => {
      asked.push([request.url, request.headers['proxy-authorization']]);
      const upstream = connect(server.port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      upstream.on('error', () => client.destroy());
      client.on('error', () => upstream.destroy());
    });
    const port = await listen(proxy);
    onTestFinished(() => void proxy.close());
    const https = `http://ana:secret@127.0.0.1:${port}`;
    const chain = await presentedChain(new URL('https://kargo.example.test'), { https }, never);
    expect(chain?.map(({ subject }) => subject)).toEqual(['good']);
    expect(asked).toEqual([
      ['kargo.example.test:443', `Basic ${Buffer.from('ana:secret').toString('base64')}`],
    ]);
  });

  test.each([
    ['something that speaks no TLS', async () => (await serve([])).port],
    ['nothing', async () => 1],
  ])('is undefined of %s', async (_, start) => {
    expect(await presentedChain(new URL(`https://localhost:${await start()}`), {}, never)).toBeUndefined();
  });
});
