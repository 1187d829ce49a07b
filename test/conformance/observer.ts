import type { JsonObject } from '../support/recordings.ts';
import { isObject } from './names.ts';
import { type OpenStream, openStream, parseBody, send } from './server.ts';

/** A version of an object that the simulator showed, and after how many changes from outside. */
interface Sighting {
  mark: number;
  type: string;
  object: JsonObject;
}

/**
 * Watches every Stage, Promotion, Warehouse and Freight of the simulator beside the play, so that a recorded
 * read in the middle of a change can be compared with the states the simulator's object went through.
 */
export interface Observer {
  /** Says that something is being changed from outside: what is seen from now on belongs to it. */
  mark: () => void;
  /**
   * The versions of an object seen since the last mark, and the one before it, oldest first.
   * @param kind `stages`, `promotions`, `warehouses` or `freight`
   */
  recent: (kind: string, name: string) => { type: string; object: JsonObject }[];
  /** Objects seen, in any version, in the order of their coming. */
  all: () => JsonObject[];
  /** Looks at what cannot be watched: Freight up to 1.10. */
  look: () => Promise<void>;
  close: () => void;
}

const kinds = ['stages', 'promotions', 'warehouses', 'freight'];

/** Starts watching. Kinds that cannot be watched (Freight up to 1.10) are left out. */
export async function startObserver(url: URL, token: string): Promise<Observer> {
  const sightings = new Map<string, Sighting[]>();
  const seen: JsonObject[] = [];
  let marks = 0;
  const streams = await Promise.all(kinds.map((kind) => watch(url, kind, token)));
  for (const [index, stream] of streams.entries()) {
    const note = () => {
      for (const { data } of stream.frames.splice(0)) {
        if (data === undefined) continue;
        seen.push(data.object);
        const key = `${kinds[index]}/${nameOf(data.object)}`;
        sightings.set(key, [...(sightings.get(key) ?? []), { mark: marks, ...data }]);
      }
    };
    note();
    stream.onChange(note);
  }
  return {
    mark: () => {
      marks += 1;
    },
    recent: (kind, name) => sinceMark(sightings.get(`${kind}/${name}`) ?? [], marks),
    all: () => seen,
    look: async () => {
      const isWatched = streams.every(({ headers }) =>
        `${headers['content-type']}`.startsWith('text/event-stream'),
      );
      if (!isWatched) seen.push(await readFreight(url, token));
    },
    close: () => {
      for (const stream of streams) stream.close();
    },
  };
}

function watch(url: URL, kind: string, token: string): Promise<OpenStream> {
  return openStream({
    method: 'GET',
    url,
    path: `/v1beta1/projects/shop/${kind}?watch=true`,
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    body: undefined,
  });
}

async function readFreight(url: URL, token: string): Promise<JsonObject> {
  const path = '/v1beta1/projects/shop/freight';
  const headers = { authorization: `Bearer ${token}` };
  const body = parseBody(await send({ method: 'GET', url, path, headers, body: undefined }));
  return isObject(body) ? body : {};
}

function sinceMark(sightings: Sighting[], mark: number): Sighting[] {
  const first = sightings.findIndex((sighting) => sighting.mark >= mark);
  return sightings.slice(first === -1 ? -1 : Math.max(0, first - 1));
}

function nameOf({ metadata }: JsonObject): string {
  return isObject(metadata) ? `${metadata.name}` : '';
}
