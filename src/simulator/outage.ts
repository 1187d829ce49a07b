import { type Answer, json } from './exchange.ts';
import type { Kargo } from './kargo.ts';
import type { Identity } from './tokens.ts';

/**
 * What is left of an answer while the Kubernetes API behind Kargo is gone (recorded in scenario 13): up to 1.10
 * writes and watches seem to succeed, and API tokens are refused; from 1.11 on everything is a 500. Single reads go
 * on from the cache, lists only up to 1.10. Undefined when the request is answered as usual.
 */
export function answerOutage(
  kargo: Kargo,
  request: { method: string; path: string; query: URLSearchParams; identity: Identity | undefined },
): Answer | undefined {
  if (!kargo.kubernetesDown || !request.path.startsWith('/v1beta1/projects')) return undefined;
  const { identity, method, path, query } = request;
  const broken = kargo.profile.unexpectedErrorsAreEmpty
    ? { status: 200 }
    : json({ error: 'internal server error' }, 500);
  if (identity === undefined) return undefined;
  if (identity.kind !== 'admin') {
    return kargo.profile.authErrorsHaveBody ? broken : { status: 401 };
  }
  if (method !== 'GET' || query.get('watch') === 'true') return broken;
  const isList = path.split('/').length === 5;
  return isList && kargo.profile.listsHaveVersion ? broken : undefined;
}
