import { randomBytes, randomUUID } from 'node:crypto';
import type { PolicyRule } from './objects.ts';

/** Who a request comes from. */
export type Identity =
  | { kind: 'admin'; tokenName: 'admin' }
  | {
      kind: 'service account';
      tokenName: string;
      namespace: string;
      name: string;
      /** Rules that hold in every namespace (system roles); else those of the namespace's RoleBindings count. */
      clusterRules?: PolicyRule[];
    };

export interface ServiceAccountReference {
  namespace: string;
  name: string;
  uid: string;
}

/** The tokens the server accepts. */
export class TokenRegistry {
  #identities = new Map<string, Identity>();

  /** Makes an API token: a JWT without expiry, with the claims of Kubernetes' service-account tokens. */
  issue(tokenName: string, account: ServiceAccountReference, clusterRules?: PolicyRule[]): string {
    const token = jwt({
      iss: 'kubernetes/serviceaccount',
      sub: `system:serviceaccount:${account.namespace}:${account.name}`,
      'kubernetes.io/serviceaccount/namespace': account.namespace,
      'kubernetes.io/serviceaccount/secret.name': tokenName,
      'kubernetes.io/serviceaccount/service-account.name': account.name,
      'kubernetes.io/serviceaccount/service-account.uid': account.uid,
    });
    this.#identities.set(token, {
      kind: 'service account',
      tokenName,
      namespace: account.namespace,
      name: account.name,
      ...(clusterRules === undefined ? {} : { clusterRules }),
    });
    return token;
  }

  issueAdmin(now: number): string {
    const issued = Math.floor(now / 1000);
    const token = jwt({
      iss: 'kargo',
      sub: 'admin',
      aud: 'kargo',
      iat: issued,
      exp: issued + 86_400,
      jti: randomUUID(),
    });
    this.#identities.set(token, { kind: 'admin', tokenName: 'admin' });
    return token;
  }

  find(token: string): Identity | undefined {
    return this.#identities.get(token);
  }

  revoke(token: string): void {
    this.#identities.delete(token);
  }
}

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'simulator' })}.${part(claims)}.${randomBytes(32).toString('base64url')}`;
}
