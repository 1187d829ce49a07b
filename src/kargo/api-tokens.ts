import type { Call, Calls, PostOutcome } from './calls.ts';
import type { KargoClient } from './client.ts';

/** An API token as lists show it, without its value. */
export interface ApiToken {
  readonly name: string;
  readonly role: string;
  /** RFC 3339. */
  readonly created: string;
}

/** Kubernetes' Secret, as far as tokens are concerned (fact sheet 1.2). */
interface TokenSecret {
  readonly metadata?: {
    readonly name?: string;
    readonly creationTimestamp?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: { readonly token?: string };
}

/** The API tokens of a project, or those of the system; a method per endpoint. Throws as `KargoClient` does. */
export class ApiTokens {
  readonly #calls: Calls;
  readonly #base: string;

  /** @param ofSystem those of the roles of the whole Kargo, not of the project's */
  constructor(client: KargoClient, ofSystem: boolean) {
    this.#calls = client.calls;
    this.#base = ofSystem ? '/v1beta1/system' : client.projectPath;
  }

  /** Those of one role when it is named; by name. */
  async list(role: string | undefined): Promise<readonly ApiToken[]> {
    const query = role === undefined ? '' : `?role=${encodeURIComponent(role)}`;
    const answer = await this.#calls.read<{ items?: readonly TokenSecret[] | null }>({
      method: 'GET',
      path: `${this.#base}/api-tokens${query}`,
      doing: 'listing the API tokens',
    });
    return (answer.items ?? []).map(tokenOf).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async get(name: string): Promise<ApiToken> {
    return tokenOf(await this.#calls.read<TokenSecret>(this.#of('GET', name, 'reading')));
  }

  /** Makes a token. Its value is in this answer and in no other: `valueIn`. */
  create(name: string, role: string): Promise<PostOutcome> {
    return this.#calls.create({
      method: 'POST',
      path: `${this.#base}/roles/${encodeURIComponent(role)}/api-tokens`,
      doing: `creating API token "${name}" of role "${role}"`,
      body: { name },
    });
  }

  /** Safe to repeat: a second one finds nothing. */
  delete(name: string): Promise<void> {
    return this.#calls.act(this.#of('DELETE', name, 'deleting'));
  }

  #of(method: 'GET' | 'DELETE', name: string, doing: string): Call {
    return {
      method,
      path: `${this.#base}/api-tokens/${encodeURIComponent(name)}`,
      doing: `${doing} API token "${name}"`,
    };
  }
}

function tokenOf({ metadata }: TokenSecret): ApiToken {
  return {
    name: metadata?.name ?? '',
    role: metadata?.annotations?.['kubernetes.io/service-account.name'] ?? '',
    created: metadata?.creationTimestamp ?? '',
  };
}

/** The token in the answer of `create`, decoded; undefined when it holds none. */
export function valueIn(answer: unknown): string | undefined {
  // The one decoded boundary: a missing field is what this function tells.
  const encoded = (answer as TokenSecret).data?.token;
  const value = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value) ? value : undefined;
}
