import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DeadlineError } from '../../src/errors.ts';
import type { KargoClient } from '../../src/kargo/client.ts';
import type { Stage } from '../../src/kargo/types.ts';
import { forMany } from '../../src/kargo/watch/crowd.ts';
import { type Follower, follow, type Sighting } from '../../src/kargo/watch/follow.ts';
import type { Reply } from '../client-recordings/replay.ts';
import { until } from '../client-recordings/sightings.ts';
import { objectAnswer, openTheatre } from '../client-recordings/theatre.ts';

const names = ['a', 'b', 'c', 'd', 'e'] as const;
const stream = { 'content-type': 'text/event-stream' };

/** A Kargo whose Stages are made, changed and deleted by a test, each change with a version of its own. */
class Stages {
  readonly #objects = new Map<string, object>();
  readonly streams: ServerResponse[] = [];
  readonly asked: string[] = [];
  /** What is answered instead, by request line below the project. */
  readonly answers = new Map<string, Reply>();
  version = 100;

  /** @returns the new version. */
  change(name: string, isTold = true): string {
    this.version += 1;
    const resourceVersion = String(this.version);
    const object = { metadata: { name, uid: name, resourceVersion }, spec: {} };
    this.#objects.set(name, object);
    if (isTold) {
      this.tell('MODIFIED', object);
    }
    return resourceVersion;
  }

  delete(name: string): void {
    this.#objects.delete(name);
  }

  tell(type: string, object: object): void {
    this.streams.at(-1)?.write(`data: ${JSON.stringify({ type, object })}\n\n`);
  }

  reply(line: string): Reply {
    const key = line.replace('/v1beta1/projects/shop/', '');
    this.asked.push(key);
    const planned = this.answers.get(key.replace(/&resourceVersion=\d+/, ''));
    if (planned !== undefined) {
      return planned;
    }
    if (key.includes('?watch=true')) {
      return (response) => {
        response.writeHead(200, stream).flushHeaders();
        this.streams.push(response);
      };
    }
    const metadata = { resourceVersion: String(this.version) };
    const object =
      key === 'GET stages'
        ? { metadata, items: [...this.#objects.values()] }
        : this.#objects.get(key.replace('GET stages/', ''));
    return object === undefined ? refusal(404) : objectAnswer(object);
  }

  times(line: string): number {
    return this.asked.filter((asked) => asked === line).length;
  }
}

function refusal(status: number): Reply {
  const said = JSON.stringify({ error: 'no' });
  return (response) => void response.writeHead(status, { 'content-type': 'application/json' }).end(said);
}

/** Five Stages and a client for many. */
async function openStages(signal?: AbortSignal): Promise<{ stages: Stages; client: KargoClient }> {
  const stages = new Stages();
  for (const name of names) {
    stages.change(name);
  }
  const options = signal === undefined ? {} : { signal };
  const { client } = await openTheatre(({ line }) => stages.reply(line), options);
  return { stages, client: forMany(client, names.length) };
}

function followAll(client: KargoClient): readonly Follower<Stage>[] {
  return names.map((name) => followOne(client, name));
}

function followOne(client: KargoClient, name: string): Follower<Stage> {
  const follower = follow<Stage>(client, 'stages', name);
  onTestFinished(() => follower.close());
  return follower;
}

/** The next news of the object itself, whatever is said of the link meanwhile. */
async function news(follower: Follower<Stage> | undefined, ms = 300_000): Promise<string | undefined> {
  for (;;) {
    const sighting: Sighting<Stage> | undefined = await follower?.next(ms);
    if (sighting === undefined || sighting.kind === 'gone') {
      return sighting?.kind;
    }
    if (sighting.kind === 'version') {
      return `${sighting.object.metadata.resourceVersion} by ${sighting.via}`;
    }
  }
}

/** All have joined and seen their Stage, and the stream is open. */
async function allFollow(stages: Stages, client: KargoClient): Promise<readonly Follower<Stage>[]> {
  const followers = followAll(client);
  expect(await Promise.all(followers.map((follower) => news(follower)))).toEqual(
    ['101', '102', '103', '104', '105'].map((version) => `${version} by read`),
  );
  await until(() => stages.streams.length > 0);
  return followers;
}

describe('a watch that many share', () => {
  test('is one list and one stream from there on; each is told of its own object', async () => {
    const { stages, client } = await openStages();
    const [a, b] = await allFollow(stages, client);
    const version = stages.change('a');
    expect(await news(a)).toBe(`${version} by frame`);
    expect(await news(b, 1_000)).toBeUndefined();
    expect(stages.asked.filter((line) => line !== 'GET stages')).toEqual([
      'GET stages?watch=true&resourceVersion=105',
    ]);
  });

  test('tells who joins later what frames have told', async () => {
    const { stages, client } = await openStages();
    const [a] = await allFollow(stages, client);
    const made = stages.change('late');
    stages.change('a');
    await news(a);
    expect(await news(followOne(client, 'late'))).toBe(`${made} by frame`);
    expect(stages.times('GET stages/late')).toBe(0);
  });

  test('reads for who joins later when no frame tells', async () => {
    const { stages, client } = await openStages();
    await allFollow(stages, client);
    for (const name of ['late', 'later']) {
      const made = stages.change(name, false);
      expect(await news(followOne(client, name))).toBe(`${made} by read`);
      expect(stages.times(`GET stages/${name}`)).toBe(1);
    }
  });

  test('lists again after it ended, and goes on from there', async () => {
    const { stages, client } = await openStages();
    const [a, b] = await allFollow(stages, client);
    stages.streams[0]?.end();
    const missed = stages.change('a', false);
    expect(await news(a)).toBe(`${missed} by read`);
    await until(() => stages.streams.length === 2);
    expect(stages.asked).toContain(`GET stages?watch=true&resourceVersion=${missed}`);
    const told = stages.change('b');
    expect(await news(b)).toBe(`${told} by frame`);
  });

  test('never lets an older list win over a frame', async () => {
    const { stages, client } = await openStages();
    const [a] = await allFollow(stages, client);
    const object = { metadata: { name: 'a', uid: 'a', resourceVersion: '900' }, spec: {} };
    stages.tell('MODIFIED', object);
    expect(await news(a)).toBe('900 by frame');
    stages.streams[0]?.end();
    await until(() => stages.streams.length === 2);
    expect(await news(a, 5_000)).toBeUndefined();
  });

  test('knows what was deleted while it was away: only the one who follows that hears of it', async () => {
    const { stages, client } = await openStages();
    const [a, ...others] = await allFollow(stages, client);
    await client.clock.sleep(11_000); // At first what was just made may not be listed yet.
    stages.delete('a');
    stages.streams.at(-1)?.end();
    expect(await news(a)).toBe('gone');
    expect(stages.times('GET stages/a')).toBeGreaterThan(0);
    expect(await Promise.all(others.map((other) => news(other, 1_000)))).toEqual(others.map(() => undefined));
  });

  test('tells of a deletion', async () => {
    const { stages, client } = await openStages();
    const [a, b] = await allFollow(stages, client);
    stages.tell('DELETED', { metadata: { name: 'a', uid: 'a', resourceVersion: '900' } });
    expect(await news(a)).toBe('gone');
    expect(await news(b, 1_000)).toBeUndefined();
  });

  test('without a byte for 75 s is dead: another one is opened', async () => {
    const { stages, client } = await openStages();
    const [a] = await allFollow(stages, client);
    stages.change('a');
    await news(a);
    const start = client.clock.now();
    await until(() => stages.streams.length === 2);
    expect(client.clock.now() - start).toBeGreaterThan(60_000);
  });

  test('that has nothing to tell lives by its keep-alives: lists become rare', async () => {
    const { stages, client } = await openStages();
    await allFollow(stages, client);
    await until(() => stages.times('GET stages') > 3);
    stages.streams[0]?.write(': keepalive\n\n');
    await client.clock.sleep(4_000);
    const before = stages.times('GET stages');
    await client.clock.sleep(40_000);
    expect(stages.times('GET stages') - before).toBeLessThanOrEqual(1);
    expect(stages.streams).toHaveLength(1);
  });

  test('closes when nobody follows any more, and opens again for the next', async () => {
    const { stages, client } = await openStages();
    const followers = await allFollow(stages, client);
    let isClosed = false;
    stages.streams[0]?.on('close', () => {
      isClosed = true;
    });
    for (const follower of followers) {
      follower.close();
    }
    while (!isClosed) {
      stages.streams[0]?.write(': keepalive\n\n');
      await client.clock.sleep(10_000);
    }
    expect(await news(followOne(client, 'a'))).toBe('101 by read');
    await until(() => stages.streams.length === 2);
  });

  test.each(['GET stages', 'GET stages?watch=true'])('403 for %s: each watches its own', async (line) => {
    const { stages, client } = await openStages();
    stages.answers.set(line, refusal(403));
    const followers = followAll(client);
    expect(await news(followers[0])).toBe('101 by read');
    await until(() => names.every((name) => stages.asked.includes(`GET stages/${name}?watch=true`)));
    expect(await news(followOne(client, 'a'))).toBe('101 by read');
    expect(stages.times(line.replace('true', 'true&resourceVersion=105'))).toBe(1);
  });

  test('a list too large to be read: each watches its own', async () => {
    const { stages, client } = await openStages();
    const headers = { 'content-type': 'application/json', 'content-length': String(2 ** 27) };
    stages.answers.set('GET stages', (response) => void response.writeHead(200, headers).flushHeaders());
    expect(await news(followAll(client)[0])).toBe('101 by read');
  });

  test('another refusal is told to all', async () => {
    const { stages, client } = await openStages();
    stages.answers.set('GET stages', refusal(401));
    for (const follower of followAll(client)) {
      await expect(news(follower)).rejects.toMatchObject({ verdict: { reason: 'unauthorized' } });
    }
  });

  test('an outage is told to all, and its end', async () => {
    const { stages, client } = await openStages();
    const [a] = await allFollow(stages, client);
    stages.answers.set('GET stages', refusal(500));
    stages.streams[0]?.end();
    expect(await a?.next(300_000)).toMatchObject({ kind: 'trouble' });
    stages.answers.clear();
    for (let seen = await a?.next(300_000); seen?.kind !== 'recovered'; seen = await a?.next(300_000)) {
      expect(seen?.kind).toBe('trouble');
    }
  });

  test('fewer than five watch each their own', async () => {
    const { stages } = await openStages();
    const { client } = await openTheatre(({ line }) => stages.reply(line));
    expect(await news(followOne(forMany(client, 4), 'a'))).toBe('101 by read');
    await until(() => stages.asked.includes('GET stages/a?watch=true'));
    expect(stages.times('GET stages')).toBe(0);
  });
});

describe('reads at the same time', () => {
  test('of five names are one list', async () => {
    const { stages, client } = await openStages();
    const read = await Promise.all(names.map((name) => client.getStage(name)));
    expect(read.map(({ metadata }) => metadata.name)).toEqual(names);
    expect(stages.asked).toEqual(['GET stages']);
  });

  test('of fewer names are one each, however many ask', async () => {
    const { stages, client } = await openStages();
    await Promise.all(['a', 'b', 'a', 'a'].map((name) => client.getStage(name)));
    expect(stages.asked.toSorted()).toEqual(['GET stages/a', 'GET stages/b']);
  });

  test('what a list does not hold is asked by name, and is missing for who asked', async () => {
    const { stages, client } = await openStages();
    const read = await Promise.allSettled([...names, 'x'].map((name) => client.getStage(name)));
    expect(read.map(({ status }) => status)).toEqual([...names.map(() => 'fulfilled'), 'rejected']);
    expect(read.at(-1)).toMatchObject({ reason: { httpStatus: 404 } });
    expect(stages.asked).toEqual(['GET stages', 'GET stages/x']);
  });

  test('without the right to list are one each, and no list is tried again', async () => {
    const { stages, client } = await openStages();
    stages.answers.set('GET stages', refusal(403));
    await Promise.all(names.map((name) => client.getStage(name)));
    await Promise.all(names.map((name) => client.getStage(name)));
    expect(stages.times('GET stages')).toBe(1);
    expect(stages.asked).toHaveLength(1 + 2 * names.length);
  });

  test('begin after they were asked for', async () => {
    const { stages, client } = await openStages();
    const first = client.getStage('a');
    await until(() => stages.asked.length > 0);
    const version = stages.change('a');
    const second = client.getStage('a');
    await first;
    expect((await second).metadata.resourceVersion).toBe(version);
    expect(stages.times('GET stages/a')).toBe(2);
  });

  test('one who leaves does not take the others along; when all leave the call ends', async () => {
    const { stages, client } = await openStages();
    const held: ServerResponse[] = [];
    stages.answers.set('GET stages/a', (response) => void held.push(response));
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const early = client.within(leaving.signal).getStage('a');
    const late = client.within(staying.signal).getStage('a');
    const left = expect(early).rejects.toThrow('left');
    await until(() => held.length > 0);
    leaving.abort(new Error('left'));
    await left;
    let isCut = false;
    held[0]?.on('close', () => {
      isCut = true;
    });
    const ended = expect(late).rejects.toThrow(/deadline|before Kargo answered/);
    staying.abort(new DeadlineError('the deadline passed'));
    await ended;
    await until(() => isCut);
  });
});
