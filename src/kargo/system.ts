import { failed, isKargoError } from '../errors.ts';
import type { KargoClient } from './client.ts';
import type { ControllerHeartbeats, ServerVersion } from './types.ts';

/** What a Kargo server says of itself: a method per endpoint. Throws as `KargoClient` does. */
export class System {
  readonly #client: KargoClient;

  constructor(client: KargoClient) {
    this.#client = client;
  }

  /** The release of the server. */
  version(): Promise<ServerVersion> {
    return this.#client.calls.read({
      method: 'GET',
      path: '/v1beta1/system/server-version',
      doing: 'reading the server version',
    });
  }

  /** The one path that needs no token: whether Kargo is there at all. */
  async publicConfig(): Promise<unknown> {
    const path = '/v1beta1/system/public-server-config';
    try {
      return await this.#client.calls.read({ method: 'GET', path, doing: 'reaching Kargo', anonymous: true });
    } catch (error) {
      // Kargo wants a token for any other path of its API, also for one that does not exist.
      throw isKargoError(error) && error.httpStatus === 401
        ? failed(
            'not-found',
            `reaching Kargo: ${this.#client.address}${path} asks for a token, so it is not that path: check api-address, which is the address without /v1beta1.`,
          )
        : error;
    }
  }

  /** What lives of Kargo's controllers. Kargo ≥ 1.10; before, there is no such path: `not-found` without a status. */
  heartbeats(): Promise<ControllerHeartbeats> {
    return this.#client.calls.read({
      method: 'GET',
      path: '/v1beta1/system/controller-heartbeats',
      doing: 'reading the heartbeats of the controllers',
    });
  }

  /** The links of a Stage. Kargo ≥ 1.11; before, there is no such path: `not-found` without a status. */
  stageLinks(stage: string): Promise<unknown> {
    return this.#client.calls.read({
      method: 'GET',
      path: `${this.#client.projectPath}/stages/${encodeURIComponent(stage)}/links`,
      doing: `reading the links of Stage "${stage}"`,
    });
  }
}
