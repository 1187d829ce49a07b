import type { PostOutcome } from './calls.ts';
import type { KargoClient } from './client.ts';

/** Objects by their manifests: a method per endpoint. Throws as `KargoClient` does. */
export class Resources {
  readonly #client: KargoClient;

  constructor(client: KargoClient) {
    this.#client = client;
  }

  /** Creates one object from its manifest. Not sent again once it may have landed. */
  create(manifest: object, doing: string): Promise<PostOutcome> {
    return this.#client.calls.create({
      method: 'POST',
      path: '/v1beta1/resources',
      doing,
      body: manifest,
    });
  }

  /**
   * Creates or replaces objects by their manifests, in one call: what a new Project needs may be in the same call as
   * the Project. Not sent again once it may have landed. Several are answered one by one, with 200 also when all failed.
   */
  apply(manifests: readonly object[], doing: string): Promise<PostOutcome> {
    return this.#client.calls.create({
      method: 'PUT',
      path: '/v1beta1/resources?upsert=true',
      doing,
      body: manifests,
    });
  }

  /** Reads an object with all that is stored, by its path below the project: `/stages/test`, or empty for the project. */
  read(path: string, kind: string, name: string): Promise<Readonly<Record<string, unknown>>> {
    return this.#client.calls.read({
      method: 'GET',
      path: this.#client.projectPath + path,
      doing: `reading ${kind} "${name}"`,
    });
  }
}
