import { ApiError } from './api-error.ts';
import type { Answer, Exchange } from './exchange.ts';
import type { Kind, KubernetesObject } from './objects.ts';

export interface WatchRequest {
  kind: Kind;
  namespace: string;
  /** Only this object. */
  name?: string;
  /** Objects that do not match are left out, or reported as DELETED (from 1.11 on). */
  matches?: (object: KubernetesObject) => boolean;
  /** The `resourceVersion` parameter, on lists of releases that know it. */
  seed?: string | undefined;
}

/** How long Kubernetes waits for a version that it does not have yet. */
const FUTURE_VERSION_MS = 3000;

/** Answers `?watch=true`: all present objects as ADDED unless seeded, then every change. Throws ApiError. */
export function watch(exchange: Exchange, request: WatchRequest): Answer {
  const seed = seedOf(exchange, request);
  return { status: 200, stream: (stream) => follow(exchange, { ...request, from: seed }, stream) };
}

function seedOf(exchange: Exchange, request: WatchRequest): number | undefined {
  const { kargo } = exchange;
  if (request.seed === undefined || request.seed === '' || !kargo.profile.watchesSayMore) return undefined;
  if (/^\d+$/.test(request.seed)) return Number(request.seed);
  const resource = { Stage: 'stages', Warehouse: 'warehouses', Promotion: 'promotions' }[
    request.kind as string
  ];
  throw new ApiError(
    500,
    `watch ${resource ?? 'freight'}: resourceVersion: Invalid value: "${request.seed}": ` +
      `strconv.ParseUint: parsing "${request.seed}": invalid syntax`,
  );
}

type Follow = WatchRequest & { from: number | undefined };

function follow(
  exchange: Exchange,
  request: Follow,
  stream: Parameters<NonNullable<Answer['stream']>>[0],
): void {
  const { store, profile, clock } = exchange.kargo;
  const { from } = request;
  if (from !== undefined && from > store.version) {
    const cancel = clock.after(FUTURE_VERSION_MS, () => {
      const message = `watch error: Timeout: Too large resource version: ${from}, current: ${store.version}`;
      stream.fail({ code: 'unknown', message });
      stream.end();
    });
    stream.onClose(cancel);
    return;
  }
  const send = (type: string, object: KubernetesObject) => {
    if (!isWatched(request, object)) return;
    const matches = request.matches?.(object) ?? true;
    if (matches) stream.send({ type, object });
    else if (profile.watchesSayMore && type !== 'ADDED') stream.send({ type: 'DELETED', object });
  };
  if (from === undefined) {
    for (const object of store.list(request.kind, request.namespace)) send('ADDED', object);
  } else {
    const missed = store.since(request.kind, from);
    if (missed === undefined) {
      const message = `watch resource version expired: too old resource version: ${from} (${store.firstVersion})`;
      stream.fail({ code: 'out_of_range', message });
      stream.end();
      return;
    }
    for (const event of missed) send(event.type, event.object);
  }
  stream.onClose(
    store.subscribe((event) => {
      if (event.kind === request.kind) send(event.type, event.object);
    }),
  );
}

function isWatched(request: WatchRequest, object: KubernetesObject): boolean {
  if ((object.metadata.namespace ?? '') !== request.namespace) return false;
  return request.name === undefined || object.metadata.name === request.name;
}
