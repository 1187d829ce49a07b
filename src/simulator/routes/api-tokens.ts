import { randomUUID } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { type Answer, allow, type Exchange, json, jsonBody, param, type Route } from '../exchange.ts';
import { LABEL, type Secret } from '../objects.ts';
import { rulesOf, SYSTEM_NAMESPACE, SYSTEM_ROLES } from '../rbac.ts';

const PROJECT = '/v1beta1/projects/:project';
const SYSTEM = '/v1beta1/system';
const REDACTED = Buffer.from('*** REDACTED ***').toString('base64');
const MANAGED = 'rbac.kargo.akuity.io/managed';

/** Roles and the API tokens that belong to them, of projects and of the system. */
export const tokenRoutes: Route[] = [
  { method: 'GET', pattern: `${PROJECT}/roles`, handle: listRoles },
  { method: 'POST', pattern: `${PROJECT}/roles/:role/api-tokens`, handle: createToken },
  { method: 'GET', pattern: `${PROJECT}/api-tokens`, handle: listTokens },
  { method: 'GET', pattern: `${PROJECT}/api-tokens/:name`, handle: getToken },
  { method: 'DELETE', pattern: `${PROJECT}/api-tokens/:name`, handle: deleteToken },
  { method: 'POST', pattern: `${SYSTEM}/roles/:role/api-tokens`, handle: createToken },
  { method: 'GET', pattern: `${SYSTEM}/api-tokens`, handle: listTokens },
  { method: 'GET', pattern: `${SYSTEM}/api-tokens/:name`, handle: getToken },
  { method: 'DELETE', pattern: `${SYSTEM}/api-tokens/:name`, handle: deleteToken },
];

/** System tokens live in Kargo's own namespace. */
function namespaceOf(exchange: Exchange): string {
  return exchange.params.project ?? SYSTEM_NAMESPACE;
}

/** Puts Kargo's words before a refusal. */
function explained<T>(prefix: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ApiError) throw new ApiError(error.status, `${prefix}: ${error.message}`);
    throw error;
  }
}

function createToken(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const namespace = namespaceOf(exchange);
  const role = param(exchange, 'role');
  const name = jsonBody(exchange).name;
  if (typeof name !== 'string' || name === '') throw new ApiError(400, 'name should not be empty');
  const account = explained(`error getting ServiceAccount "${role}" in namespace "${namespace}"`, () => {
    allow(exchange, { verb: 'get', kind: 'ServiceAccount', namespace, name: role });
    const found = kargo.store.get('ServiceAccount', namespace, role);
    if (found === undefined) throw new ApiError(404, `ServiceAccount "${role}" not found`);
    return found;
  });
  const prefix = `error creating token Secret "${name}" for ServiceAccount "${role}" in namespace "${namespace}"`;
  return explained(prefix, () => {
    allow(exchange, { verb: 'create', kind: 'Secret', namespace, name });
    if (kargo.store.get('Secret', namespace, name) !== undefined) {
      throw new ApiError(409, `secrets "${name}" already exists`);
    }
    const uid = account.metadata.uid;
    const rules = namespace === SYSTEM_NAMESPACE ? SYSTEM_ROLES[role] : undefined;
    const token = kargo.tokens.issue(name, { namespace, name: role, uid }, rules);
    const encode = (text: string) => Buffer.from(text).toString('base64');
    const secret = kargo.store.create('Secret', {
      metadata: {
        name,
        namespace,
        labels: { [LABEL.apiToken]: 'true' },
        annotations: {
          'kubernetes.io/service-account.name': role,
          'kubernetes.io/service-account.uid': uid,
          [MANAGED]: 'true',
        },
        ownerReferences: [{ apiVersion: 'v1', kind: 'ServiceAccount', name: role, uid }],
      },
      data: {
        'ca.crt': encode(`simulated CA ${randomUUID()}`),
        namespace: encode(namespace),
        token: encode(token),
      },
      type: 'kubernetes.io/service-account-token',
    });
    return json(secret, 201);
  });
}

function tokensOf(exchange: Exchange): Secret[] {
  return exchange.kargo.store
    .list('Secret', namespaceOf(exchange))
    .filter((secret) => secret.metadata.labels?.[LABEL.apiToken] === 'true');
}

function redacted(secret: Secret): Secret {
  return { ...secret, data: { ...secret.data, token: REDACTED } };
}

function listTokens(exchange: Exchange): Answer {
  const namespace = namespaceOf(exchange);
  const role = exchange.query.get('role') ?? '';
  explained(`error listing token Secrets for ServiceAccount "${role}" in namespace "${namespace}"`, () =>
    allow(exchange, { verb: 'list', kind: 'Secret', namespace }),
  );
  if (role !== '' && exchange.kargo.store.get('ServiceAccount', namespace, role) === undefined) {
    throw new ApiError(
      404,
      `error getting ServiceAccount "${role}" in namespace "${namespace}": ServiceAccount "${role}" not found`,
    );
  }
  const items = tokensOf(exchange)
    .filter(
      (secret) => role === '' || secret.metadata.annotations?.['kubernetes.io/service-account.name'] === role,
    )
    .map(redacted);
  return json({ metadata: {}, items: items.length === 0 ? null : items });
}

function readToken(exchange: Exchange, verb: string): Secret {
  const namespace = namespaceOf(exchange);
  const name = param(exchange, 'name');
  return explained(`error getting token Secret "${name}" in namespace "${namespace}"`, () => {
    allow(exchange, { verb, kind: 'Secret', namespace, name });
    const secret = exchange.kargo.store.get('Secret', namespace, name);
    if (secret === undefined) throw new ApiError(404, `secrets "${name}" not found`);
    if (secret.metadata.labels?.[LABEL.apiToken] !== 'true') {
      const status = verb === 'get' ? 400 : 409;
      throw new ApiError(status, `Secret "${name}" is not labeled as a Kargo API token`);
    }
    return secret;
  });
}

function getToken(exchange: Exchange): Answer {
  return json(redacted(readToken(exchange, 'get')));
}

/** A revoked token ends at once here; a real cluster goes on accepting it for about ten seconds. */
function deleteToken(exchange: Exchange): Answer {
  const secret = readToken(exchange, 'delete');
  const { kargo } = exchange;
  kargo.tokens.revoke(Buffer.from(secret.data?.token ?? '', 'base64').toString('utf8'));
  kargo.store.delete('Secret', namespaceOf(exchange), secret.metadata.name);
  return { status: 204 };
}

/** Every ServiceAccount of the namespace counts as a role; the answer is a bare list. */
function listRoles(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const namespace = namespaceOf(exchange);
  allow(exchange, { verb: 'list', kind: 'ServiceAccount', namespace });
  const roles = kargo.store.list('ServiceAccount', namespace).map((account) => {
    const { name, creationTimestamp, annotations } = account.metadata;
    const rules = rulesOf(kargo, namespace, name);
    return {
      metadata: { name, namespace, creationTimestamp },
      ...(annotations?.[MANAGED] === 'true' ? { kargoManaged: true } : {}),
      ...(rules.length === 0 ? {} : { rules }),
    };
  });
  return json(roles);
}
