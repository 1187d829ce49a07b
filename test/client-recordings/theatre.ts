import type { ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { createHttp } from '../../src/http.ts';
import { KargoClient } from '../../src/kargo/client.ts';
import { fixedToken } from '../../src/kargo/token.ts';
import type { RecordedResponse } from '../support/recordings.ts';
import { FastClock } from './fast-clock.ts';
import { type Arrival, begin, end, type Replay, type Reply, startReplay, wireOf } from './replay.ts';

/** A server that answers as a test says, and a client of it whose time runs fast; both end with the test. */
export interface Theatre {
  readonly server: Replay;
  readonly client: KargoClient;
  readonly clock: FastClock;
}

/** @param factor how much faster time runs: at 200 a minute takes 0.3 s. */
export async function openTheatre(
  reply: (arrival: Arrival) => Reply | undefined,
  { factor = 200, signal = new AbortController().signal }: { factor?: number; signal?: AbortSignal } = {},
): Promise<Theatre> {
  const clock = new FastClock(factor);
  const server = await startReplay(reply);
  const http = createHttp({ proxy: {}, userAgent: 'kargo-ci/test', clock });
  onTestFinished(async () => {
    http.close();
    await server.close();
  });
  const connection = { address: server.origin, project: 'shop', token: fixedToken('secret'), http, clock };
  return { server, clock, client: new KargoClient(connection, signal) };
}

/** The path of an object, as it is asked for: `GET …` to read, `GET …?watch=true` to watch. */
export function lineOf(resource: string, name: string): string {
  return `GET /v1beta1/projects/shop/${resource}/${name}`;
}

/**
 * Plays a recorded stream: each frame by itself and in two pieces, with a breath where time passed, and its end.
 *
 * @param onFrame told of every frame after it was sent.
 */
export async function play(
  response: ServerResponse,
  recorded: RecordedResponse,
  onFrame: (index: number) => void = () => undefined,
): Promise<void> {
  begin(response, recorded);
  for (const [index, frame] of (recorded.frames ?? []).entries()) {
    const text = wireOf(frame);
    const before = recorded.frames?.[index - 1]?.atMs ?? frame.atMs;
    await breathe(frame.atMs - before > 100 ? 2 : 0);
    response.write(text.slice(0, text.length / 2));
    await breathe(0);
    response.write(text.slice(text.length / 2));
    onFrame(index);
  }
  end(response, recorded);
}

function breathe(ms: number): Promise<void> {
  return new Promise((resolve) => (ms === 0 ? setImmediate(resolve) : setTimeout(resolve, ms)));
}

/** A stream of these frames that stays open. */
export function streamOf(objects: readonly unknown[]): RecordedResponse {
  const frames = objects.map((object) => ({
    atMs: 0,
    data: JSON.parse(JSON.stringify({ type: 'MODIFIED', object })),
  }));
  return { status: 200, headers: { 'content-type': 'text/event-stream' }, frames, end: 'closed by client' };
}

/** An object as it is read. */
export function objectAnswer(object: unknown): RecordedResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    json: JSON.parse(JSON.stringify(object)),
  };
}

/** Seen on a Kubernetes whose cache lagged, on every watch for minutes (v1.11.2; README of the transcripts). */
export const lagging: RecordedResponse = {
  status: 200,
  headers: { 'content-type': 'text/event-stream' },
  frames: [
    {
      atMs: 0,
      raw: 'event: error\ndata: {"code":"unknown","message":"watch error: Timeout: Too large resource version: 1018, current: 1014"}',
    },
  ],
  end: 'closed by server',
};
