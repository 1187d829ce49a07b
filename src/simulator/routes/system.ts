import { hasLogs } from '../analysis.ts';
import { ApiError } from '../api-error.ts';
import { done, type Exchange, json, type Route } from '../exchange.ts';

const PASSWORD = 'admin';

/** Version, configuration, login, heartbeats. */
export const systemRoutes: Route[] = [
  {
    method: 'GET',
    pattern: '/v1beta1/system/public-server-config',
    handle: () => json({ adminAccountEnabled: true, skipAuth: false }),
  },
  { method: 'GET', pattern: '/v1beta1/system/server-version', handle: serverVersion },
  {
    method: 'GET',
    pattern: '/v1beta1/system/server-config',
    handle: ({ kargo }) =>
      json({
        argocdShards: {},
        secretManagementEnabled: true,
        systemResourcesNamespace: 'kargo-system-resources',
        sharedResourcesNamespace: 'kargo-shared-resources',
        kargoNamespace: 'kargo',
        hasAnalysisRunLogsUrlTemplate: hasLogs(kargo),
      }),
  },
  { method: 'POST', pattern: '/v1beta1/login', handle: login },
  {
    method: 'GET',
    pattern: '/v1beta1/system/cluster-config',
    handle: () => {
      throw new ApiError(404, 'ClusterConfig.kargo.akuity.io "cluster" not found');
    },
  },
  { method: 'POST', pattern: '/v1beta1/system/cluster-config/refresh', handle: done },
];

/** Routes that only newer releases have. */
export const heartbeatRoute: Route = {
  method: 'GET',
  pattern: '/v1beta1/system/controller-heartbeats',
  handle: ({ kargo }) =>
    json({
      heartbeats: {
        '': {
          controller: '',
          status: kargo.controllerDown ? 'Dead' : 'Alive',
          timestamp: new Date(kargo.clock.now()).toISOString().replace('Z', '123Z'),
        },
      },
      defaultController: '',
    }),
};

function serverVersion({ kargo }: Exchange) {
  return json({
    version: kargo.profile.version,
    buildDate: '2026-08-21T00:00:00Z',
    gitCommit: 'simulator',
    gitTreeDirty: false,
    goVersion: 'go1.26.8',
    compiler: 'gc',
    platform: 'linux/amd64',
  });
}

/** The admin's password is `admin`. */
function login({ kargo, headers }: Exchange) {
  const header = headers.authorization;
  if (typeof header !== 'string' || header === '')
    throw new ApiError(400, 'Authorization header is required');
  if (header.replace(/^Bearer /, '') !== PASSWORD) throw new ApiError(403, 'invalid password');
  return json({ idToken: kargo.tokens.issueAdmin(kargo.clock.now()) });
}
