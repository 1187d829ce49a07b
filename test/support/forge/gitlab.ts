import { onTestFinished } from 'vitest';
import type { Change } from './code-host.ts';
import { CodeHost } from './code-host.ts';
import type { GitLabSettings } from './gitlab/merge-status.ts';
import { type Call, match, type Route } from './gitlab/route.ts';
import { routesOf } from './gitlab/routes.ts';
import { projectId, Shapes } from './gitlab/shapes.ts';
import { ForgeServer, type Reply, recordOf, type Seen } from './server.ts';

/** A GitLab with one project, below a path of its host. Strict as the fake GitHub is. */
export class FakeGitLab {
  readonly host: CodeHost;
  readonly server: ForgeServer;
  /** What was wrong with our requests. Must stay empty. */
  readonly violations: string[] = [];
  readonly settings: GitLabSettings = {
    mergeMethod: 'merge',
    squashOption: 'default_off',
    trains: false,
    manyReviewers: true,
    forced: undefined,
    locked: false,
    changesCount: undefined,
    mergeError: undefined,
    mayNotMerge: new Set(),
    squashed: new Set(),
    rebasing: new Set(),
  };
  /** Quick actions that were carried out: texts of ours must never be one. */
  readonly quickActions: string[] = [];
  readonly #basePath: string;
  readonly #routes: readonly Route[];
  #shapes: Shapes | undefined;

  constructor(repository = 'acme/delivery/gitops', basePath = '/gitlab') {
    this.host = new CodeHost(repository);
    this.#basePath = basePath;
    this.server = new ForgeServer((seen) => this.#answer(seen));
    this.#routes = routesOf(this);
    this.host.tokens.set('job-token', { user: 'robot', rights: 'write', workflow: true });
  }

  get address(): string {
    return `${this.server.origin}${this.#basePath}`;
  }

  get shapes(): Shapes {
    this.#shapes ??= new Shapes({ web: this.address, host: this.host, settings: this.settings });
    return this.#shapes;
  }

  pageOf(change: Change): string {
    return `${this.address}/${this.host.repository}/-/merge_requests/${change.number}`;
  }

  #answer(seen: Seen): Reply {
    const { 'private-token': token, 'job-token': jobToken, authorization = '' } = seen.headers;
    const given = String(token ?? jobToken ?? String(authorization).replace(/^Bearer /, ''));
    const rights = this.host.tokens.get(given);
    if (rights === undefined) {
      return { status: 401, json: { message: '401 Unauthorized' } };
    }
    const prefix = `${this.#basePath}/api/v4`;
    for (const route of this.#routes) {
      const matches = route.method === seen.method && seen.path.startsWith(`${prefix}/`);
      const parts = matches ? match(route.template, seen.path.slice(prefix.length)) : undefined;
      if (parts !== undefined) {
        return this.#run(route, { seen, parts, body: recordOf(seen.json), rights });
      }
    }
    return this.#violation(`${seen.method} ${seen.path}: no such operation`);
  }

  #run(route: Route, call: Call): Reply {
    const { method, template, query = [], body = [] } = route;
    const strangers = [
      ...[...call.seen.query.keys()].filter((key) => !query.includes(key.replace(/\[\]$/, ''))),
      ...Object.keys(call.body).filter((key) => !body.includes(key)),
    ];
    if (strangers.length > 0) {
      return this.#violation(`${method} ${template}: unknown ${strangers.join(', ')}`);
    }
    const { rights, parts } = call;
    if (rights.workflow === true && route.job !== true) {
      return { status: 401, json: { message: '401 Unauthorized' } };
    }
    const known = [this.host.repository, String(projectId)].includes(parts.id ?? this.host.repository);
    if (!known || rights.rights === 'none') {
      return { status: 404, json: { message: '404 Project Not Found' } };
    }
    if (method !== 'GET' && rights.rights !== 'write') {
      // Accepting is the one write whose lack of rights is a 401.
      const status = template.endsWith('/merge') ? 401 : 403;
      const word = status === 401 ? 'Unauthorized' : 'Forbidden';
      return { status, json: { message: `${status} ${word}` } };
    }
    return route.run(call);
  }

  #violation(words: string): Reply {
    this.violations.push(words);
    return { status: 418, json: { message: words } };
  }
}

/** A fake GitLab for one test. Fails the test when a request was not one of GitLab's. */
export async function startGitLab(repository?: string): Promise<FakeGitLab> {
  const fake = new FakeGitLab(repository);
  await fake.server.start();
  onTestFinished(async () => {
    await fake.server.stop();
    if (fake.violations.length > 0) {
      throw new Error(`not GitLab's: ${fake.violations.join('; ')}`);
    }
  });
  return fake;
}
