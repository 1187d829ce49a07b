import type { Change } from '../code-host.ts';
import type { Reply } from '../server.ts';
import { Operations, statusOf, type World } from './operations.ts';
import { type Call, ok, page, type Route } from './route.ts';

const paging = ['per_page', 'page'];

/** The operations of the REST API that the fake has, with every name that they know. */
export function routesOf(world: World): readonly Route[] {
  const operations = new Operations(world);
  const mr = '/projects/{id}/merge_requests/{iid}';
  return [
    { method: 'GET', template: '/user', run: ({ rights }) => ok(world.shapes.user(rights.user)) },
    {
      method: 'GET',
      template: '/users',
      query: ['username', ...paging],
      run: ({ seen }) => {
        const name = seen.query.get('username') ?? '';
        return ok(world.host.users.includes(name) ? [world.shapes.user(name)] : []);
      },
    },
    { method: 'GET', template: '/projects/{id}', run: () => ok(world.shapes.project()) },
    {
      method: 'GET',
      template: '/projects/{id}/merge_requests',
      query: ['state', 'source_branch', 'target_branch', ...paging],
      job: true,
      run: (call) => operations.list(call),
    },
    {
      method: 'POST',
      template: '/projects/{id}/merge_requests',
      body: ['source_branch', 'target_branch', 'title', 'description', 'labels', 'reviewer_ids'],
      run: (call) => operations.create(call),
    },
    {
      method: 'GET',
      template: mr,
      query: ['include_rebase_in_progress', 'include_diverged_commits_count'],
      job: true,
      run: onChange(world, (change, call) => operations.show(change, call)),
    },
    {
      method: 'PUT',
      template: mr,
      body: ['title', 'description', 'state_event', 'add_labels', 'reviewer_ids', 'target_branch'],
      run: onChange(world, (change, call) => operations.update(change, call)),
    },
    {
      method: 'PUT',
      template: `${mr}/merge`,
      body: ['sha', 'squash', 'auto_merge', 'should_remove_source_branch', 'merge_commit_message'],
      run: onChange(world, (change, call) => operations.merge(change, call)),
    },
    {
      method: 'PUT',
      template: `${mr}/rebase`,
      body: ['skip_ci'],
      run: onChange(world, (change) => operations.rebase(change)),
    },
    {
      method: 'POST',
      template: `${mr}/cancel_merge_when_pipeline_succeeds`,
      run: onChange(world, (change, call) => {
        if (change.autoMerge === undefined && !change.queued) {
          return { status: 406, json: { message: '406 Not Acceptable' } };
        }
        change.autoMerge = undefined;
        change.queued = false;
        return operations.expanded(change, call, 201);
      }),
    },
    {
      method: 'GET',
      template: `${mr}/approvals`,
      run: onChange(world, (change) => ok(world.shapes.approvals(change))),
    },
    {
      method: 'GET',
      template: `${mr}/diffs`,
      query: paging,
      run: onChange(world, (change, { seen }) => ok(page(world.shapes.differences(change), seen))),
    },
    {
      method: 'GET',
      template: `${mr}/notes`,
      query: ['sort', 'order_by', ...paging],
      job: true,
      run: onChange(world, (change, { seen }) =>
        ok(page(change.notes, seen).map((note) => world.shapes.note(change, note))),
      ),
    },
    {
      method: 'POST',
      template: `${mr}/notes`,
      body: ['body'],
      run: onChange(world, (change, { body, rights }) => {
        const text = operations.afterQuickActions(change, String(body.body));
        const note = world.host.note(change.number, rights.user, text);
        return { status: 201, json: world.shapes.note(change, note) };
      }),
    },
    {
      method: 'PUT',
      template: `${mr}/notes/{note}`,
      body: ['body'],
      run: onChange(world, (change, { body, parts, rights }) => {
        const note = change.notes.find(({ id }) => id === Number(parts.note));
        if (note === undefined || note.author !== rights.user) {
          return { status: 403, json: { message: '403 Forbidden' } };
        }
        note.body = String(body.body);
        return ok(world.shapes.note(change, note));
      }),
    },
    {
      method: 'GET',
      template: '/projects/{id}/merge_trains/merge_requests/{iid}',
      run: onChange(world, (change) =>
        change.queued ? ok(world.shapes.car(change)) : { status: 404, json: { message: '404 Not Found' } },
      ),
    },
    {
      method: 'POST',
      template: '/projects/{id}/merge_trains/merge_requests/{iid}',
      body: ['sha', 'squash', 'auto_merge'],
      run: onChange(world, (change, call) => operations.board(change, call)),
    },
    {
      method: 'GET',
      template: '/projects/{id}/repository/compare',
      query: ['from', 'to', 'straight'],
      run: ({ seen }) => {
        const { branches } = world.host.commits;
        const from = branches.get(seen.query.get('from') ?? '');
        const to = branches.get(seen.query.get('to') ?? '');
        return from === undefined || to === undefined
          ? { status: 404, json: { message: '404 Ref Not Found' } }
          : ok(world.shapes.comparison(from, to));
      },
    },
    {
      method: 'GET',
      template: '/projects/{id}/repository/merge_base',
      query: ['refs'],
      run: ({ seen }) => operations.mergeBase(seen.query.getAll('refs[]')),
    },
    {
      method: 'GET',
      template: '/projects/{id}/repository/branches/{branch}',
      run: ({ parts }) =>
        world.host.commits.branches.has(parts.branch ?? '')
          ? ok(world.shapes.branch(parts.branch ?? ''))
          : { status: 404, json: { message: '404 Branch Not Found' } },
    },
    {
      method: 'DELETE',
      template: '/projects/{id}/repository/branches/{branch}',
      run: ({ parts }) =>
        world.host.commits.branches.delete(parts.branch ?? '')
          ? { status: 204 }
          : { status: 404, json: { message: '404 Branch Not Found' } },
    },
    {
      method: 'POST',
      template: '/projects/{id}/statuses/{sha}',
      body: ['state', 'name', 'target_url', 'description', 'ref'],
      run: ({ parts, body }) => operations.status(parts.sha ?? '', body),
    },
    {
      method: 'GET',
      template: '/projects/{id}/repository/commits/{sha}/statuses',
      query: ['name', ...paging],
      run: ({ parts }) => ok((world.host.checks.get(parts.sha ?? '') ?? []).map(statusOf)),
    },
  ];
}

function onChange(world: World, run: (change: Change, call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    const change = world.host.changes.get(Number(call.parts.iid));
    return change === undefined ? { status: 404, json: { message: '404 Not found' } } : run(change, call);
  };
}
