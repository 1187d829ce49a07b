import type { TokenRights } from '../code-host.ts';
import type { Reply, Seen } from '../server.ts';

/** One operation, and the names that it knows. */
export interface Route {
  readonly method: string;
  /** Below /api/v4. */
  readonly template: string;
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  /** A CI_JOB_TOKEN may do it. */
  readonly job?: true;
  readonly run: (call: Call) => Reply;
}

export interface Call {
  readonly seen: Seen;
  readonly parts: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rights: TokenRights;
}

export function ok(json: unknown): Reply {
  return { status: 200, json };
}

/** The parameters of a path by its template. Ids and names are encoded, slashes too. */
export function match(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = template.split('/');
  const parts = path.split('/');
  if (parts.length !== names.length) {
    return undefined;
  }
  const found: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = decodeURIComponent(parts[index] ?? '');
    if (name.startsWith('{')) {
      found[name.slice(1, -1)] = part;
    } else if (name !== part) {
      return undefined;
    }
  }
  return found;
}

export function page<T>(all: readonly T[], seen: Seen): readonly T[] {
  const size = Number(seen.query.get('per_page') ?? 20);
  const number = Number(seen.query.get('page') ?? 1);
  return all.slice((number - 1) * size, number * size);
}
