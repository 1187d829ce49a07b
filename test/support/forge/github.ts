import { createHash } from 'node:crypto';
import { onTestFinished } from 'vitest';
import type { Change, TokenRights } from './code-host.ts';
import { CodeHost } from './code-host.ts';
import { type Description, findDescription } from './github/description.ts';
import { answerGraph, type GraphSettings } from './github/graph.ts';
import { match, type Route, refusal } from './github/route.ts';
import { routesOf } from './github/routes.ts';
import { Shapes } from './github/shapes.ts';
import { ForgeServer, type Reply, recordOf, type Seen } from './server.ts';

/**
 * A GitHub (an Enterprise Server by its addresses) with one repository. `host` is what happens there; nothing of it
 * goes over HTTP. Strict: what GitHub does not know is refused with 418 and a word, and so seen by the test.
 */
export class FakeGitHub {
  readonly host: CodeHost;
  readonly server: ForgeServer;
  /** What was wrong with our requests or with the fake's own answers. Must stay empty. */
  readonly violations: string[] = [];
  readonly settings: GraphSettings = { queueInSchema: true, checksReadable: true };
  /** The repository setting "Allow GitHub Actions to create and approve pull requests". */
  actionsMayOpen = false;
  readonly #routes: readonly Route[];
  readonly #description: Description | undefined = findDescription();
  #shapes: Shapes | undefined;

  constructor(repository = 'acme/gitops') {
    this.host = new CodeHost(repository);
    this.server = new ForgeServer((seen) => this.#answer(seen));
    this.#routes = routesOf(this);
  }

  /** The address of the web pages, which is what clients are given. */
  get address(): string {
    return this.server.origin;
  }

  get shapes(): Shapes {
    this.#shapes ??= new Shapes({ api: `${this.address}/api/v3`, web: this.address, host: this.host });
    return this.#shapes;
  }

  pageOf(change: Change): string {
    return `${this.address}/${this.host.repository}/pull/${change.number}`;
  }

  async #answer(seen: Seen): Promise<Reply> {
    const rights = this.#rightsOf(seen);
    if (rights === undefined) {
      const words = seen.headers.authorization === undefined ? 'Requires authentication' : 'Bad credentials';
      return refusal(401, words);
    }
    if (seen.path === '/api/graphql' && seen.method === 'POST') {
      const { host, settings, shapes } = this;
      const reply = await answerGraph(seen.json, host, { rights, settings, shapes });
      this.#noteGraphErrors(reply);
      return reply;
    }
    if (seen.headers['x-github-api-version'] !== '2022-11-28') {
      return this.#violation(`${seen.method} ${seen.path}: no X-GitHub-Api-Version`);
    }
    return this.#rest(seen, rights);
  }

  /** Errors of the query itself are ours; refusals have a type. */
  #noteGraphErrors(reply: Reply): void {
    const { errors } = recordOf(reply.json);
    for (const error of Array.isArray(errors) ? errors : []) {
      const { type, message, extensions } = recordOf(error);
      if (type === undefined && recordOf(extensions).code !== 'undefinedField') {
        this.violations.push(`GraphQL: ${message}`);
      }
    }
  }

  #rightsOf(seen: Seen): TokenRights | undefined {
    const [, token = ''] = String(seen.headers.authorization ?? '').split(' ');
    return this.host.tokens.get(token);
  }

  #rest(seen: Seen, rights: TokenRights): Reply {
    const path = seen.path.replace(/^\/api\/v3/, '');
    for (const route of this.#routes) {
      const parts = route.method === seen.method ? match(route.template, path) : undefined;
      if (parts === undefined) {
        continue;
      }
      const body = recordOf(seen.json);
      const wrong = this.#wrongRequest(route, seen);
      if (wrong !== undefined) {
        return this.#violation(wrong);
      }
      if (`${parts.owner}/${parts.repo}` !== this.host.repository || rights.rights === 'none') {
        return refusal(404, 'Not Found');
      }
      if (seen.method !== 'GET' && rights.rights !== 'write') {
        return refusal(403, 'Resource not accessible by integration');
      }
      return this.#checked(route, seen, route.run({ seen, parts, body, rights }));
    }
    return this.#violation(`${seen.method} ${path}: no such operation`);
  }

  #wrongRequest({ method, template, query = [], body = [] }: Route, seen: Seen): string | undefined {
    const strangers = [
      ...[...seen.query.keys()].filter((key) => !query.includes(key)),
      ...Object.keys(recordOf(seen.json)).filter((key) => !body.includes(key)),
    ];
    if (strangers.length > 0) {
      return `${method} ${template}: unknown ${strangers.join(', ')}`;
    }
    const wrong =
      seen.text === '' ? [] : (this.#description?.wrongRequest({ method, template }, seen.json) ?? []);
    return wrong[0];
  }

  /** With an ETag, and held to GitHub's description where that is at hand. */
  #checked({ method, template }: Route, seen: Seen, reply: Reply): Reply {
    this.violations.push(
      ...(this.#description?.wrongAnswer({ method, template }, reply.status, reply.json) ?? []),
    );
    if (seen.method !== 'GET' || reply.status !== 200) {
      return reply;
    }
    const etag = `W/"${createHash('sha1').update(JSON.stringify(reply.json)).digest('hex')}"`;
    return seen.headers['if-none-match'] === etag
      ? { status: 304, headers: { etag } }
      : { ...reply, headers: { ...reply.headers, etag } };
  }

  #violation(words: string): Reply {
    this.violations.push(words);
    return refusal(418, words);
  }
}

/** A fake GitHub for one test. Fails the test when a request or an answer was not one of GitHub's. */
export async function startGitHub(repository?: string): Promise<FakeGitHub> {
  const fake = new FakeGitHub(repository);
  await fake.server.start();
  onTestFinished(async () => {
    await fake.server.stop();
    if (fake.violations.length > 0) {
      throw new Error(`not GitHub's: ${fake.violations.join('; ')}`);
    }
  });
  return fake;
}
