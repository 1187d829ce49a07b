import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { KIND_INFO } from './kinds.ts';
import type { Kind, Kinds, KubernetesObject, Metadata } from './objects.ts';

/** The oldest version a watch can start from; older ones are "too old resource version". */
const FIRST_VERSION = 300;

export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  kind: Kind;
  version: number;
  object: KubernetesObject;
}

/** What `create` needs: an object whose server-side metadata is filled in by the store. */
export type NewObject<K extends Kind> = Omit<Kinds[K], 'metadata'> & {
  metadata: Partial<Metadata> & { name: string };
};

/**
 * The Kubernetes API behind Kargo, as far as Kargo uses it: objects by kind, one global resourceVersion, and
 * change events that can be listened to or read again from a version on.
 * Objects handed out are shared: only `update` may change one, on a copy.
 */
export class Store {
  #clock: Clock;
  #version = FIRST_VERSION;
  #objects = new Map<Kind, Map<string, KubernetesObject>>();
  #history: StoreEvent[] = [];
  #listeners = new Set<(event: StoreEvent) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The oldest version that `since` knows. */
  readonly firstVersion = FIRST_VERSION;

  /** The version of the last change. */
  get version(): number {
    return this.#version;
  }

  get<K extends Kind>(kind: K, namespace: string, name: string): Kinds[K] | undefined {
    // The map of a kind holds only objects of that kind: create is the only way in.
    return this.#of(kind).get(`${namespace}/${name}`) as Kinds[K] | undefined;
  }

  /** Objects of a kind in a namespace (all namespaces without one), by name. */
  list<K extends Kind>(kind: K, namespace?: string): Kinds[K][] {
    const all = [...this.#of(kind).values()] as Kinds[K][];
    return all
      .filter((object) => namespace === undefined || (object.metadata.namespace ?? '') === namespace)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  }

  /** The how-manieth object of its kind this one was, among those that still exist: order within one second. */
  creationRank(kind: Kind, object: KubernetesObject): number {
    return [...this.#of(kind).keys()].indexOf(keyOf(object));
  }

  /** Stores a new object. The caller has checked that none of this name exists. */
  create<K extends Kind>(kind: K, input: NewObject<K>): Kinds[K] {
    this.#version++;
    const metadata: Metadata = {
      uid: randomUUID(),
      creationTimestamp: this.#clock.timestamp(),
      ...structuredClone(input.metadata),
      resourceVersion: String(this.#version),
    };
    if (KIND_INFO[kind].group !== '' && metadata.generation === undefined) metadata.generation = 1;
    const object = { ...structuredClone(input), metadata } as unknown as Kinds[K];
    this.#of(kind).set(keyOf(object), object);
    this.#emit({ type: 'ADDED', kind, version: this.#version, object });
    return object;
  }

  /** Changes a copy of the object and stores it; nothing happens when the copy ends up equal. */
  update<K extends Kind>(
    kind: K,
    key: { namespace: string; name: string },
    change: (draft: Kinds[K]) => void,
  ): Kinds[K] | undefined {
    const before = this.get(kind, key.namespace, key.name);
    if (before === undefined) return undefined;
    const draft = structuredClone(before);
    change(draft);
    if (JSON.stringify(draft) === JSON.stringify(before)) return before;
    this.#version++;
    draft.metadata.resourceVersion = String(this.#version);
    if (draft.metadata.generation !== undefined && body(kind, draft) !== body(kind, before)) {
      draft.metadata.generation++;
    }
    this.#of(kind).set(keyOf(draft), draft);
    this.#emit({ type: 'MODIFIED', kind, version: this.#version, object: draft });
    return draft;
  }

  /** Changes only the status. */
  patchStatus<K extends 'Warehouse' | 'Stage' | 'Promotion' | 'Freight' | 'ProjectConfig'>(
    kind: K,
    object: Kinds[K],
    status: Kinds[K]['status'],
  ): Kinds[K] | undefined {
    return this.update(kind, locate(object), (draft) => {
      draft.status = structuredClone(status);
    });
  }

  annotate(
    kind: Kind,
    key: { namespace: string; name: string },
    annotations: Record<string, string>,
  ): boolean {
    const updated = this.update(kind, key, (draft) => {
      draft.metadata.annotations = { ...draft.metadata.annotations, ...annotations };
    });
    return updated !== undefined;
  }

  /**
   * Deletes an object as Kubernetes does: one that carries finalizers is first seen with a deletionTimestamp.
   * Answers whether it existed.
   */
  delete(kind: Kind, namespace: string, name: string): boolean {
    const found = this.get(kind, namespace, name);
    if (found === undefined) return false;
    if (found.metadata.finalizers !== undefined) {
      this.update(kind, { namespace, name }, (draft) => {
        draft.metadata.deletionTimestamp = this.#clock.timestamp();
        draft.metadata.deletionGracePeriodSeconds = 0;
        if (draft.metadata.generation !== undefined) draft.metadata.generation++;
      });
    }
    const last = structuredClone(this.get(kind, namespace, name) ?? found);
    this.#version++;
    last.metadata.resourceVersion = String(this.#version);
    this.#of(kind).delete(`${namespace}/${name}`);
    this.#emit({ type: 'DELETED', kind, version: this.#version, object: last });
    return true;
  }

  /** Calls `listener` on every change from now on; the returned function ends that. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Changes of a kind after a version, or undefined when that version is too old to know. */
  since(kind: Kind, version: number): StoreEvent[] | undefined {
    if (version < FIRST_VERSION) return undefined;
    return this.#history.filter((event) => event.kind === kind && event.version > version);
  }

  #of(kind: Kind): Map<string, KubernetesObject> {
    let map = this.#objects.get(kind);
    if (map === undefined) {
      map = new Map();
      this.#objects.set(kind, map);
    }
    return map;
  }

  #emit(event: StoreEvent): void {
    this.#history.push(event);
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** Namespace and name of an object; cluster-scoped ones have the empty namespace. */
export function locate(object: KubernetesObject): { namespace: string; name: string } {
  return { namespace: object.metadata.namespace ?? '', name: object.metadata.name };
}

function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** The part of an object whose change counts as a new generation. */
function body(kind: Kind, object: KubernetesObject): string {
  const rest: Record<string, unknown> = { ...object };
  delete rest.metadata;
  if (KIND_INFO[kind].statusSubresource) delete rest.status;
  return JSON.stringify(rest);
}
