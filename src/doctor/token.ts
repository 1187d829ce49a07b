import { isKargoError } from '../errors.ts';
import { formatDuration } from '../inputs/duration.ts';
import type { KargoClient } from '../kargo/client.ts';
import { System } from '../kargo/system.ts';
import { readClaims, type TokenClaims } from '../kargo/token.ts';
import type { Verdict } from '../verdict.ts';
import { type Finding, well, wrong } from './finding.ts';

/** What the look at the token found: the finding, and the release of the server that took it. */
export interface TokenLook {
  readonly finding: Finding;
  readonly release: string;
}

/** Whether the server accepts the token, what it is, and for how long; never the token itself. */
export async function lookAtToken(client: KargoClient): Promise<TokenLook> {
  const now = client.clock.now();
  try {
    const { version } = await new System(client).version();
    const claims = readClaims(client.token);
    return {
      finding: well(
        'token',
        `it is accepted: ${describeKind(claims, client.project)}${describeExpiry(claims, now)}`,
      ),
      release: version,
    };
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    const hint = error.httpStatus === 401 ? ` ${whyRefused(client.token, now)}.` : '';
    const verdict: Verdict = { ...error.verdict, message: `${error.verdict.message}${hint}` };
    return { finding: wrong('token', verdict), release: '' };
  }
}

/** What kind of token it is, by what it says of itself (fact sheet 1.2). */
export function describeKind(claims: TokenClaims | undefined, project: string): string {
  if (claims === undefined) {
    return 'a token of unknown kind';
  }
  const { role, namespace, secret, issuer, subject } = claims;
  if (role === undefined) {
    return `a token of ${subject === undefined ? 'nobody in particular' : `"${subject}"`}${issuer === undefined ? '' : ` by "${issuer}"`}: a person's or the admin account's, not an API token`;
  }
  const kind = secret === undefined ? 'a short-lived token of Kubernetes' : `the API token "${secret}"`;
  return namespace === project
    ? `${kind} of role "${role}" in project "${project}"`
    : `${kind} of role "${role}" in namespace "${namespace ?? '?'}", which is not the project "${project}": only a system role can do anything here`;
}

function describeExpiry(claims: TokenClaims | undefined, now: number): string {
  const expiry = claims?.expiresAt;
  if (claims === undefined) {
    return '';
  }
  return expiry === undefined
    ? ', which does not expire'
    : `, which expires in ${formatDuration(Math.max(0, expiry - now))} (${new Date(expiry).toISOString()})`;
}

/** How long signatures are, in bytes: ES256, RS256 (2048 to 4096 bits), and the like. */
const signatureBytes = [32, 64, 96, 132, 256, 384, 512];

/** The likely cause of a 401, from the token alone. Kargo does not say why it refuses one. */
export function whyRefused(token: string, now: number): string {
  const claims = readClaims(token);
  if (claims === undefined) {
    return 'It is no JWT, and Kargo accepts no other tokens: something else was given, or it was cut off';
  }
  if (claims.expiresAt !== undefined && claims.expiresAt <= now) {
    return `It expired ${formatDuration(now - claims.expiresAt)} ago (${new Date(claims.expiresAt).toISOString()})`;
  }
  const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url').length;
  if (!signatureBytes.includes(signature)) {
    return `Its signature has ${signature} bytes, which no usual one has: it was probably cut off when it was copied`;
  }
  if (claims.secret !== undefined) {
    return `It is ${describeKind(claims, claims.namespace ?? '')}, which does not expire by itself: it was revoked (deleted, or its role was), or it is of another Kargo`;
  }
  return 'It is whole and has not expired: it is of another Kargo or for another audience, or whoever it belongs to was deleted';
}
