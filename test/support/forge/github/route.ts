import type { TokenRights } from '../code-host.ts';
import type { Reply, Seen } from '../server.ts';

/** One operation: what it is called in GitHub's description, and the names that it knows. */
export interface Route {
  readonly method: string;
  readonly template: string;
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  readonly run: (call: Call) => Reply;
}

export interface Call {
  readonly seen: Seen;
  readonly parts: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly rights: TokenRights;
}

export function refusal(status: number, message: string): Reply {
  return {
    status,
    json: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  };
}

export function validation(message: string | undefined, error: Readonly<Record<string, string>>): Reply {
  const detail = { code: 'custom', ...error, ...(message !== undefined && { message }) };
  const json = {
    message: 'Validation Failed',
    errors: [detail],
    documentation_url: 'https://docs.github.com/rest',
  };
  return { status: 422, json };
}

/** The parameters of a path by its template; `{ref}` and `{basehead}` take encoded slashes. */
export function match(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const names = template.split('/');
  const parts = path.split('/');
  const last = names.at(-1) ?? '';
  // A ref keeps its slashes: heads/kargo/promotion/…
  const joined =
    last === '{ref}' && parts.length > names.length
      ? [...parts.slice(0, names.length - 1), parts.slice(names.length - 1).join('/')]
      : parts;
  if (joined.length !== names.length) {
    return undefined;
  }
  const found: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = decodeURIComponent(joined[index] ?? '');
    if (name.startsWith('{')) {
      found[name.slice(1, -1)] = part;
    } else if (name !== part) {
      return undefined;
    }
  }
  return found;
}

export function page<T>(all: readonly T[], seen: Seen): readonly T[] {
  const size = Number(seen.query.get('per_page') ?? 30);
  const number = Number(seen.query.get('page') ?? 1);
  return all.slice((number - 1) * size, number * size);
}
