import type { Route } from './exchange.ts';
import type { Profile } from './releases.ts';
import { analysisRunRoutes } from './routes/analysis-runs.ts';
import { tokenRoutes } from './routes/api-tokens.ts';
import { freightLinksRoute, freightRoutes } from './routes/freight.ts';
import { projectRoutes } from './routes/projects.ts';
import { promotionRoutes } from './routes/promotions.ts';
import { resourceRoutes } from './routes/resources.ts';
import { stageLinksRoute, stageRoutes } from './routes/stages.ts';
import { heartbeatRoute, systemRoutes } from './routes/system.ts';
import { warehouseRoutes } from './routes/warehouses.ts';

/** The routes a release has. */
export function routesOf(profile: Profile): Route[] {
  return [
    ...systemRoutes,
    ...(profile.hasHeartbeats ? [heartbeatRoute] : []),
    ...projectRoutes,
    ...analysisRunRoutes,
    ...tokenRoutes,
    ...warehouseRoutes,
    ...freightRoutes,
    ...stageRoutes,
    ...promotionRoutes,
    ...resourceRoutes,
    ...(profile.hasLinks ? [stageLinksRoute, freightLinksRoute] : []),
  ];
}

/** The route for a request, with the decoded values of its `:name` parts. */
export function matchRoute(
  routes: Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  const parts = path.split('/');
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPattern(route.pattern.split('/'), parts);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function matchPattern(pattern: string[], parts: string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== part) return undefined;
    } else if (part === '') return undefined;
    else params[expected.slice(1)] = decode(part);
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
