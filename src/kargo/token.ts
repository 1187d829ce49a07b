import { InputError, messageOf } from '../errors.ts';

/** Where the API token comes from. A file is read again when the server refuses what it held before. */
export interface TokenSource {
  current(): string;
  /** Reads the source again; true when the token is another one now. */
  reload(): Promise<boolean>;
}

/** A token that was given as text. */
export function fixedToken(token: string): TokenSource {
  return { current: () => token, reload: async () => false };
}

/**
 * A token in a file: short-lived tokens that something rotates, GitLab's file variables.
 *
 * @throws InputError when the file cannot be read or is empty.
 */
export async function tokenFromFile(path: string, onChange: (token: string) => void): Promise<TokenSource> {
  let token = await readToken(path);
  onChange(token);
  return {
    current: () => token,
    reload: async () => {
      const next = await readToken(path).catch(() => token);
      const changed = next !== token;
      token = next;
      if (changed) {
        onChange(token);
      }
      return changed;
    },
  };
}

async function readToken(path: string): Promise<string> {
  // Loaded here: it costs a millisecond of every start, and most tokens are no files.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InputError([
      { input: 'api-token-file', value: path, accepted: `a readable file is needed: ${messageOf(error)}` },
    ]);
  });
  const token = text.trim();
  if (token === '') {
    throw new InputError([
      { input: 'api-token-file', value: path, accepted: 'the file is empty: it must hold the token' },
    ]);
  }
  return token;
}

/** What a Kargo API token tells about itself (fact sheet 1.2: a Kubernetes service-account token). */
export interface TokenClaims {
  /** The Kargo role, which is a ServiceAccount. */
  readonly role?: string;
  /** The project of the role; Kargo's own namespace for a system token. */
  readonly namespace?: string;
  /** Milliseconds since the epoch; API tokens have none. */
  readonly expiresAt?: number;
  readonly subject?: string;
  readonly issuer?: string;
  /** The name of an API token: the Secret that it lives in. Short-lived tokens have none. */
  readonly secret?: string;
}

/** The claims of a JWT, unverified: for messages only. Undefined when it is not a JWT. */
export function readClaims(token: string): TokenClaims | undefined {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) {
    return undefined;
  }
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? claimsOf(claims) : undefined;
  } catch {
    return undefined;
  }
}

function claimsOf(claims: object): TokenClaims {
  const subject = 'sub' in claims && typeof claims.sub === 'string' ? claims.sub : undefined;
  const account = /^system:serviceaccount:(?<namespace>[^:]+):(?<role>[^:]+)$/.exec(subject ?? '')?.groups;
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(account?.role === undefined ? {} : { role: account.role }),
    ...(account?.namespace === undefined ? {} : { namespace: account.namespace }),
    ...('iss' in claims && typeof claims.iss === 'string' ? { issuer: claims.iss } : {}),
    ...('kubernetes.io/serviceaccount/secret.name' in claims &&
    typeof claims['kubernetes.io/serviceaccount/secret.name'] === 'string'
      ? { secret: claims['kubernetes.io/serviceaccount/secret.name'] }
      : {}),
    ...('exp' in claims && typeof claims.exp === 'number' ? { expiresAt: claims.exp * 1000 } : {}),
  };
}

/** "the token of role "ci" in project "shop"", or "the token" when it does not say. */
export function describeToken(token: string): string {
  const claims = readClaims(token);
  return claims?.role === undefined
    ? 'the token'
    : `the token (role "${claims.role}" of namespace "${claims.namespace ?? '?'}")`;
}
