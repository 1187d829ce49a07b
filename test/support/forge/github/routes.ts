import type { Change } from '../code-host.ts';
import type { Reply } from '../server.ts';
import { Operations, type World } from './operations.ts';
import { type Call, page, type Route, refusal, validation } from './route.ts';

const paging = ['per_page', 'page'];

/** The operations of the REST API that the fake has, with every name that they know. */
export function routesOf(world: World): readonly Route[] {
  const operations = new Operations(world);
  const repo = '/repos/{owner}/{repo}';
  const pull = `${repo}/pulls/{pull_number}`;
  const { host } = world;
  return [
    {
      method: 'GET',
      template: `${repo}/pulls`,
      query: ['state', 'head', 'base', 'sort', 'direction', ...paging],
      run: (call) => operations.list(call),
    },
    {
      method: 'POST',
      template: `${repo}/pulls`,
      body: ['title', 'head', 'head_repo', 'base', 'body', 'maintainer_can_modify', 'draft', 'issue'],
      run: (call) => operations.create(call),
    },
    { method: 'GET', template: pull, run: onChange(world, (change) => operations.show(change)) },
    {
      method: 'PATCH',
      template: pull,
      body: ['title', 'body', 'state', 'base', 'maintainer_can_modify'],
      run: onChange(world, (change, { body }) => operations.update(change, body)),
    },
    {
      method: 'PUT',
      template: `${pull}/merge`,
      body: ['commit_title', 'commit_message', 'sha', 'merge_method'],
      run: onChange(world, (change, { body }) => operations.merge(change, body)),
    },
    {
      method: 'PUT',
      template: `${pull}/update-branch`,
      body: ['expected_head_sha'],
      run: onChange(world, (change, { body }) => operations.updateBranch(change, body)),
    },
    {
      method: 'GET',
      template: `${pull}/files`,
      query: paging,
      run: onChange(world, (change, { seen }) => ({
        status: 200,
        json: page(world.shapes.differences(change), seen).map((file) => world.shapes.file(file)),
      })),
    },
    {
      method: 'POST',
      template: `${pull}/requested_reviewers`,
      body: ['reviewers', 'team_reviewers'],
      run: onChange(world, (change, { body }) => operations.review(change, body)),
    },
    {
      method: 'POST',
      template: `${repo}/issues/{issue_number}/labels`,
      body: ['labels'],
      run: onChange(world, (change, { body }) => {
        for (const label of Array.isArray(body.labels) ? body.labels : []) {
          change.labels.add(String(label));
        }
        host.touch(change);
        return { status: 200, json: [...change.labels].map((label) => world.shapes.label(label)) };
      }),
    },
    {
      method: 'POST',
      template: `${repo}/issues/{issue_number}/comments`,
      body: ['body'],
      run: onChange(world, (change, { body, rights }) => {
        const note = host.note(change.number, rights.user, String(body.body));
        return { status: 201, json: world.shapes.comment(change, note) };
      }),
    },
    {
      method: 'PATCH',
      template: `${repo}/issues/comments/{comment_id}`,
      body: ['body'],
      run: ({ parts, body, rights }) => {
        const found = host.findNote(Number(parts.comment_id));
        if (found === undefined || found.note.author !== rights.user) {
          return refusal(found === undefined ? 404 : 403, 'Not yours');
        }
        found.note.body = String(body.body);
        return { status: 200, json: world.shapes.comment(found.change, found.note) };
      },
    },
    {
      method: 'POST',
      template: `${repo}/statuses/{sha}`,
      body: ['state', 'target_url', 'description', 'context'],
      run: ({ parts, body }) => operations.status(parts.sha ?? '', body),
    },
    {
      method: 'GET',
      template: `${repo}/git/ref/{ref}`,
      run: ({ parts }) => {
        const name = branchOf(parts.ref);
        const sha = host.commits.branches.get(name);
        return sha === undefined
          ? refusal(404, 'Not Found')
          : { status: 200, json: world.shapes.ref(name, sha) };
      },
    },
    {
      method: 'DELETE',
      template: `${repo}/git/refs/{ref}`,
      run: ({ parts }) =>
        host.commits.branches.delete(branchOf(parts.ref))
          ? { status: 204 }
          : validation('Reference does not exist', { resource: 'Reference', field: 'ref' }),
    },
    {
      method: 'GET',
      template: `${repo}/branches/{branch}`,
      run: ({ parts }) =>
        host.commits.branches.has(parts.branch ?? '')
          ? { status: 200, json: world.shapes.branch(parts.branch ?? '') }
          : refusal(404, 'Branch not found'),
    },
    {
      method: 'GET',
      template: `${repo}/rules/branches/{branch}`,
      query: paging,
      run: () => ({ status: 200, json: world.shapes.rules() }),
    },
    {
      method: 'GET',
      template: `${repo}/compare/{basehead}`,
      query: paging,
      run: ({ parts, seen }) => operations.compare(parts.basehead ?? '', seen),
    },
  ];
}

function onChange(world: World, run: (change: Change, call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    const change = world.host.changes.get(Number(call.parts.pull_number ?? call.parts.issue_number));
    return change === undefined ? refusal(404, 'Not Found') : run(change, call);
  };
}

function branchOf(ref: string | undefined): string {
  return (ref ?? '').replace(/^heads\//, '');
}
