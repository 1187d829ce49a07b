import { InputError } from '../errors.ts';
import type { ForgeName, PullRequestRef } from './forge.ts';

/** A repository on a forge. */
export interface Location {
  readonly forge: ForgeName;
  /** Of the web pages, without a trailing slash; may hold a base path. */
  readonly address: string;
  readonly repository: string;
}

/** What the user said and what the host knows, to find the forge. Empty texts are absent. */
export interface Whereabouts {
  readonly forge?: string | undefined;
  readonly 'forge-url'?: string | undefined;
  readonly repository?: string | undefined;
  /** The forge of the host on which the job runs, if it is one. */
  readonly host?: Location | undefined;
}

const publicAddresses: Readonly<Record<ForgeName, string>> = {
  github: 'https://github.com',
  gitlab: 'https://gitlab.com',
};

export function isForgeName(value: string): value is ForgeName {
  return value === 'github' || value === 'gitlab';
}

/**
 * The repository that the inputs name; by default that of the job. Throws `InputError` when it is not clear.
 */
export function locate(where: Whereabouts): Location {
  const { forge, address } = chooseForge(where);
  const own = where.host?.forge === forge && where.host.address === address ? where.host.repository : '';
  const repository = where.repository || own;
  if (!isRepository(forge, repository)) {
    throw problem('repository', repository, repositoryShape(forge));
  }
  return { forge, address, repository };
}

/**
 * The pull request that a URL names. The URL must have the shape of the forge and stand below an address that is
 * known: `forge-url`, that of the host, github.com or gitlab.com. Throws `InputError` otherwise: a token goes there.
 */
export function locatePullRequest(url: string, where: Whereabouts): Location & PullRequestRef {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const plain = parsed?.username === '' && parsed.password === '' && parsed.port !== '0';
  if (parsed === undefined || !plain || !/^https?:$/.test(parsed.protocol)) {
    throw problem('pull-request', undefined, 'must be the http(s) URL of a pull request, without user info');
  }
  for (const { forge, address } of candidates(where)) {
    const base = new URL(address);
    const prefix = `${base.pathname.replace(/\/$/, '')}/`;
    if (parsed.origin === base.origin && parsed.pathname.startsWith(prefix)) {
      const found = partsOf(forge, parsed.pathname.slice(prefix.length));
      if (found !== undefined) {
        return { forge, address, ...found };
      }
    }
  }
  const known = candidates(where).map(({ forge, address }) => `${address} (${forge})`);
  const accepted = `must look like owner/name/pull/7 or group/project/-/merge_requests/7 below one of ${known.join(', ')}; set forge and forge-url for another forge`;
  throw problem('pull-request', `${parsed.origin}${parsed.pathname}`, accepted);
}

/**
 * The repository that a Git URL names, `https://…`, `ssh://…` or `git@host:…`; undefined when it is on no forge whose
 * address is known. Nothing is guessed from the name of the host.
 */
export function locateRepository(url: string, where: Whereabouts): Location | undefined {
  const scp = /^(?:[\w.-]+@)?(?<host>[\w.-]+):(?!\/\/)(?<path>.+)$/.exec(url)?.groups;
  const plain = scp === undefined ? url : `ssh://${scp.host}/${scp.path}`;
  const parsed = URL.canParse(plain) ? new URL(plain) : undefined;
  if (parsed === undefined || !/^(?:https?|ssh):$/.test(parsed.protocol)) {
    return undefined;
  }
  for (const { forge, address } of [...candidates(where), ...candidates({ host: where.host })]) {
    const base = new URL(address);
    const isThere =
      parsed.protocol === 'ssh:' ? parsed.hostname === base.hostname : parsed.origin === base.origin;
    const root = parsed.protocol === 'ssh:' ? '/' : `${base.pathname.replace(/\/$/, '')}/`;
    const repository = parsed.pathname.startsWith(root)
      ? parsed.pathname
          .slice(root.length)
          .replace(/\/$/, '')
          .replace(/\.git$/, '')
      : '';
    if (isThere && isRepository(forge, repository)) {
      return { forge, address, repository };
    }
  }
  return undefined;
}

/** The forge of the inputs, and its address. */
function chooseForge(where: Whereabouts): Pick<Location, 'forge' | 'address'> {
  const named = where.forge || where.host?.forge || '';
  if (!isForgeName(named)) {
    throw problem('forge', named, 'must be github or gitlab (it is known by itself only in their jobs)');
  }
  if (where['forge-url']) {
    return { forge: named, address: addressOf(where['forge-url']) };
  }
  const own = where.host?.forge === named ? where.host.address : undefined;
  return { forge: named, address: own ?? publicAddresses[named] };
}

/** Every address that may be meant by a URL, the most particular first. */
function candidates(where: Whereabouts): readonly Pick<Location, 'forge' | 'address'>[] {
  const { forge, host } = where;
  const names = forge ? [forge].filter(isForgeName) : (['github', 'gitlab'] as const);
  if (forge && names.length === 0) {
    throw problem('forge', forge, 'must be github or gitlab');
  }
  const given = where['forge-url'] ? addressOf(where['forge-url']) : undefined;
  const all = [
    // An address without a forge: the shape of the path tells, the two have nothing in common.
    ...names.flatMap((name) => (given === undefined ? [] : [{ forge: name, address: given }])),
    ...(host === undefined ? [] : [{ forge: host.forge, address: host.address }]),
    ...names.map((name) => ({ forge: name, address: publicAddresses[name] })),
  ];
  return all.filter(
    (one, index) =>
      names.includes(one.forge) &&
      all.findIndex((other) => other.forge === one.forge && other.address === one.address) === index,
  );
}

/** An address as it is compared: no user info, query, fragment or trailing slash. */
export function addressOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const clean =
    parsed?.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
  if (parsed === undefined || !clean || !/^https?:$/.test(parsed.protocol)) {
    throw problem('forge-url', undefined, 'must be an http(s) URL without user info, query and fragment');
  }
  return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
}

function partsOf(forge: ForgeName, path: string): PullRequestRef | undefined {
  // What follows the number is a tab of the page.
  const shape =
    forge === 'github'
      ? /^([^/]+\/[^/]+)\/pull\/([1-9]\d{0,9})(?:\/[a-z]*)?$/
      : /^(.+?)\/-\/merge_requests\/([1-9]\d{0,9})(?:\/[a-z_]*)?$/;
  const [, repository = '', number = ''] = shape.exec(path) ?? [];
  return isRepository(forge, repository) ? { repository, number: Number(number) } : undefined;
}

const segment = /^(?!\.{1,2}$)[A-Za-z0-9_.-]+$/;

/** Whether `repository` can be one: nothing in it can change the path of a request. */
export function isRepository(forge: ForgeName, repository: string): boolean {
  const segments = repository.split('/');
  const count = forge === 'github' ? segments.length === 2 : segments.length >= 2 && segments.length <= 21;
  return count && segments.every((part) => segment.test(part) && !part.startsWith('-'));
}

function repositoryShape(forge: ForgeName): string {
  return forge === 'github' ? 'must be owner/name' : 'must be group/project, with all subgroups';
}

function problem(input: string, value: string | undefined, accepted: string): InputError {
  return new InputError([{ input, accepted, ...(value !== undefined && { value }) }]);
}
