import semver from 'semver';
import { ApiError } from '../api-error.ts';
import { freightApproved } from '../events.ts';
import { type Answer, allow, cached, done, type Exchange, json, param, type Route } from '../exchange.ts';
import { foundAt } from '../freight.ts';
import { isListed } from '../freight-query.ts';
import { withKind } from '../kinds.ts';
import { type Freight, type KubernetesObject, LABEL, originKey } from '../objects.ts';
import { actorOf } from '../rbac.ts';
import { locate } from '../store.ts';
import { watch } from '../watch.ts';

const BASE = '/v1beta1/projects/:project/freight';

/** Freight: query, get by name or alias, watch, approve, alias, delete. */
export const freightRoutes: Route[] = [
  { method: 'GET', pattern: BASE, handle: queryFreight },
  {
    method: 'GET',
    pattern: `${BASE}/:name`,
    handle: (exchange) => json(withKind('Freight', findFreight(exchange))),
  },
  { method: 'POST', pattern: `${BASE}/:name/approve`, handle: approveFreight },
  { method: 'PATCH', pattern: `${BASE}/:name/alias`, handle: aliasFreight },
  { method: 'DELETE', pattern: `${BASE}/:name`, handle: deleteFreight },
];

/** The links endpoint of releases that have it. */
export const freightLinksRoute: Route = {
  method: 'GET',
  pattern: `${BASE}/:name/links`,
  handle: (exchange) => {
    findFreight(exchange);
    return json({ links: [] });
  },
};

const GROUPS = ['image_repo', 'git_repo', 'chart_repo'];
const TAGGED_GROUPS = ['image_repo', 'chart_repo'];

function queryFreight(exchange: Exchange): Answer {
  const { kargo, query } = exchange;
  const project = param(exchange, 'project');
  const origins = query.getAll('origins');
  const ofOrigins = (object: KubernetesObject) =>
    origins.length === 0 ||
    ('origin' in object && origins.includes((object.origin as { name: string }).name));
  if (query.get('watch') === 'true' && kargo.profile.freightCanBeWatched) {
    allow(exchange, { verb: 'list', kind: 'Freight' });
    allow(exchange, { verb: 'watch', kind: 'Freight' });
    const seed = query.get('resourceVersion') ?? undefined;
    return watch(exchange, { kind: 'Freight', namespace: project, matches: ofOrigins, seed });
  }
  const grouping = readGrouping(query);
  const stageName = query.get('stage') ?? '';
  if (stageName === '') allow(exchange, { verb: 'list', kind: 'Freight' });
  const all = kargo.store.list('Freight', project);
  const chosen = stageName === '' ? all.filter(ofOrigins) : availableTo(exchange, stageName, all);
  const groups = groupFreight(chosen, grouping);
  const version =
    kargo.profile.listsHaveVersion && stageName === ''
      ? { resourceVersion: String(kargo.store.version) }
      : {};
  return json({ groups, ...version });
}

interface Grouping {
  by: string;
  only: string;
  order: string;
  reverse: boolean;
}

function readGrouping(query: URLSearchParams): Grouping {
  const by = query.get('groupBy') ?? '';
  const only = query.get('group') ?? '';
  const order = query.get('orderBy') ?? '';
  const refuse = (text: string) => new ApiError(400, `invalid_argument: ${text}`);
  if (by !== '' && !GROUPS.includes(by)) throw refuse(`invalid group by: ${by}`);
  if (only !== '' && by === '') throw refuse('cannot filter by group without group by');
  if (order !== '' && order !== 'first_seen' && order !== 'tag') throw refuse(`invalid order by: ${order}`);
  if (order === 'tag' && !TAGGED_GROUPS.includes(by)) {
    throw refuse(`tag ordering only valid when grouping by: ${TAGGED_GROUPS.join(', ')}`);
  }
  return { by, only, order, reverse: query.get('reverse') === 'true' };
}

/** Freight available to a Stage, as the query endpoint sees it: not quite what promoting accepts. */
function availableTo(exchange: Exchange, name: string, all: Freight[]): Freight[] {
  const { kargo } = exchange;
  const project = param(exchange, 'project');
  allow(exchange, { verb: 'get', kind: 'Stage', name });
  const stage = kargo.store.get('Stage', project, name);
  if (stage === undefined) throw new ApiError(404, `Stage "${name}" not found in project "${project}"`);
  allow(exchange, { verb: 'list', kind: 'Freight' });
  return all.filter((freight) => isListed(stage, freight, kargo.clock.now()));
}

function groupFreight(chosen: Freight[], grouping: Grouping): Record<string, { items: object[] }> {
  const groups = new Map<string, Freight[]>();
  if (grouping.by === '') groups.set('', []);
  for (const freight of chosen) {
    for (const key of keysOf(freight, grouping.by)) {
      if (grouping.only !== '' && key !== grouping.only) continue;
      groups.set(key, [...(groups.get(key) ?? []), freight]);
    }
  }
  return Object.fromEntries(
    [...groups].map(([key, items]) => [
      key,
      { items: sortFreight(items, grouping).map((freight) => withKind('Freight', freight)) },
    ]),
  );
}

function keysOf(freight: Freight, by: string): string[] {
  if (by === 'image_repo') return (freight.images ?? []).map((image) => image.repoURL);
  if (by === 'git_repo') return (freight.commits ?? []).map((commit) => commit.repoURL);
  if (by === 'chart_repo') {
    // Kargo joins URL and name as a path, which takes one slash of the scheme away.
    return (freight.charts ?? []).map((chart) =>
      [chart.repoURL, ...(chart.name === undefined ? [] : [chart.name])].join('/').replace(/\/+/g, '/'),
    );
  }
  return [''];
}

function sortFreight(items: Freight[], { order, reverse }: Grouping): Freight[] {
  const byAge = (a: Freight, b: Freight) => foundAt(a) - foundAt(b) || versionOf(a) - versionOf(b);
  const sorted = [...items].sort(order === 'tag' ? (a, b) => compareTags(a, b) || byAge(a, b) : byAge);
  return reverse ? sorted.reverse() : sorted;
}

function versionOf(freight: Freight): number {
  return Number(freight.metadata.resourceVersion);
}

function compareTags(a: Freight, b: Freight): number {
  const left = a.images?.[0]?.tag ?? a.charts?.[0]?.version ?? '';
  const right = b.images?.[0]?.tag ?? b.charts?.[0]?.version ?? '';
  const [leftVersion, rightVersion] = [semver.parse(left), semver.parse(right)];
  if (leftVersion !== null && rightVersion !== null) return semver.compare(leftVersion, rightVersion);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** By name, else by alias. Throws ApiError. */
export function findFreight(exchange: Exchange): Freight {
  const project = param(exchange, 'project');
  const nameOrAlias = param(exchange, 'name');
  allow(exchange, { verb: 'get', kind: 'Freight', name: nameOrAlias });
  const byName = cached(exchange, 'Freight', nameOrAlias);
  if (byName !== undefined) return byName;
  allow(exchange, { verb: 'list', kind: 'Freight' });
  const byAlias = exchange.kargo.store
    .list('Freight', project)
    .find((freight) => freight.alias === nameOrAlias);
  if (byAlias !== undefined) return byAlias;
  throw new ApiError(404, `Freight with name or alias "${nameOrAlias}" not found in project "${project}"`);
}

function approveFreight(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const stageName = exchange.query.get('stage') ?? '';
  if (stageName === '') throw new ApiError(400, 'stage query parameter is required');
  const freight = findFreight(exchange);
  allow(exchange, { verb: 'get', kind: 'Stage', name: stageName });
  const stage = kargo.store.get('Stage', param(exchange, 'project'), stageName);
  if (stage === undefined) throw new ApiError(404, `Stage.kargo.akuity.io "${stageName}" not found`);
  const origin = originKey(freight.origin);
  if (
    kargo.profile.approvalNeedsOrigin &&
    !stage.spec.requestedFreight.some((r) => originKey(r.origin) === origin)
  ) {
    throw new ApiError(400, `Stage "${stageName}" does not request Freight from origin "${origin}"`);
  }
  allow(exchange, { verb: 'promote', kind: 'Stage', name: stageName });
  if (freight.status.approvedFor?.[stageName] !== undefined) return done();
  allow(exchange, { verb: 'patch', kind: 'Freight', subresource: 'status', name: freight.metadata.name });
  kargo.store.update('Freight', locate(freight), (draft) => {
    draft.status.approvedFor = {
      ...draft.status.approvedFor,
      [stageName]: { approvedAt: kargo.clock.timestamp() },
    };
  });
  freightApproved(kargo, freight, { stage: stageName, actor: actorOf(kargo, exchange.identity) });
  return done();
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

function aliasFreight(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const alias = exchange.query.get('newAlias') ?? '';
  if (alias === '') throw new ApiError(400, 'newAlias query parameter is required');
  const freight = findFreight(exchange);
  const name = freight.metadata.name;
  const project = param(exchange, 'project');
  allow(exchange, { verb: 'list', kind: 'Freight' });
  const taken = kargo.store
    .list('Freight', project)
    .some((other) => other.alias === alias && other.metadata.name !== name);
  if (taken) {
    throw new ApiError(
      409,
      `alias "${alias}" already used by another piece of Freight in namespace "${project}"`,
    );
  }
  allow(exchange, { verb: 'patch', kind: 'Freight', name });
  if (!LABEL_VALUE.test(alias) || alias.length > 63) throw invalidLabel(name, alias);
  kargo.store.update('Freight', locate(freight), (draft) => {
    draft.alias = alias;
    draft.metadata.labels = { ...draft.metadata.labels, [LABEL.alias]: alias };
  });
  return done();
}

export function invalidLabel(name: string, alias: string): ApiError {
  return new ApiError(
    422,
    `Freight.kargo.akuity.io "${name}" is invalid: metadata.labels: Invalid value: "${alias}": a valid label must ` +
      "be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
      "alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
      "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
  );
}

function deleteFreight(exchange: Exchange): Answer {
  const { kargo } = exchange;
  const freight = findFreight(exchange);
  const name = freight.metadata.name;
  allow(exchange, { verb: 'delete', kind: 'Freight', name });
  const users = Object.keys(freight.status.currentlyIn ?? {}).sort();
  if (users.length > 0) {
    const stages = users.map((stage) => `"${stage}"`).join(', ');
    throw new ApiError(
      403,
      `admission webhook "freight.kargo.akuity.io" denied the request: freights.kargo.akuity.io "${name}" is ` +
        `forbidden: freight is in-use by stages (${stages})`,
    );
  }
  kargo.store.delete('Freight', param(exchange, 'project'), name);
  return { status: 204 };
}
