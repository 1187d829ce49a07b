import type { JobSite } from '../ci/site.ts';
import type { Context } from '../context.ts';
import { failed, InputError, messageOf } from '../errors.ts';
import type { ForgeValues } from '../inputs/forge.ts';
import { openHttp } from '../kargo/connect.ts';
import type { Forge } from './forge.ts';
import { addressOf, isForgeName, type Location, type Whereabouts } from './location.ts';
import { openForge } from './open.ts';
import type { ForgeToken } from './transport.ts';

/** What a forge client is made from. */
export interface ForgeSettings {
  readonly inputs: ForgeValues & { readonly 'ca-certificate': string | undefined };
  readonly site: JobSite;
  readonly context: Context;
}

/** What is known of where the pull request is. */
export function whereabouts({ inputs, site }: Pick<ForgeSettings, 'inputs' | 'site'>): Whereabouts {
  return {
    forge: inputs.forge,
    'forge-url': inputs['forge-url'],
    repository: inputs.repository,
    host: site.repository,
  };
}

/**
 * A client of the forge at this place, whose calls end with `signal`. Certificates are always checked there:
 * `insecure-skip-tls-verify` is about Kargo.
 *
 * @throws InputError when the token file cannot be read.
 * @throws KargoError (`refused`) when the token that was given is for another server.
 */
export async function connectForge(
  settings: ForgeSettings,
  location: Location,
  signal: AbortSignal,
): Promise<Forge> {
  const { inputs, context } = settings;
  const token = await tokenFor(settings, location);
  if (token !== undefined) {
    context.mask(token.value);
  }
  return openForge({
    forge: location.forge,
    address: location.address,
    token,
    http: await openHttp({ ...inputs, 'insecure-skip-tls-verify': false }, context),
    clock: context.clock,
    signal,
    onWait: (line) => context.log.info(line),
  });
}

/** The token for one address: what was meant for another server is not sent there. */
async function tokenFor(settings: ForgeSettings, location: Location): Promise<ForgeToken | undefined> {
  const { inputs, site, context } = settings;
  const given = inputs['forge-token'] ?? (await read(inputs['forge-token-file']));
  const { forge, address } = location;
  if (given !== undefined) {
    refuseToStray(settings, location);
    return { value: given, kind: 'private' };
  }
  const own = site.repository?.forge === forge && site.repository.address === address;
  if (address === homeOf(forge, settings)) {
    const variable = context.variable(forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN');
    if (variable !== undefined) {
      return { value: variable, kind: 'private' };
    }
  }
  return own ? site.token : undefined;
}

/** A step of Kargo may name any forge that is known; the token that was given is for one of them. */
function refuseToStray(settings: ForgeSettings, { forge, address }: Location): void {
  const { inputs, site } = settings;
  const named = inputs.forge ?? site.repository?.forge ?? '';
  if (named === '' && inputs['forge-url'] === undefined) {
    return;
  }
  const home = homeOf(isForgeName(named) ? named : forge, settings);
  if (address !== home) {
    const url = address === `https://${forge}.com` ? '' : ` and forge-url to ${address}`;
    throw failed(
      'refused',
      `The pull request is at ${address}, and forge-token is for ${home}: nothing was sent. If it is for ${address}, set forge to ${forge}${url}.`,
    );
  }
}

/** The server that the variables of the environment are meant for. */
function homeOf(forge: Location['forge'], { inputs, site }: ForgeSettings): string {
  if (inputs['forge-url'] !== undefined) {
    return addressOf(inputs['forge-url']);
  }
  return site.repository?.forge === forge ? site.repository.address : `https://${forge}.com`;
}

async function read(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) {
    return undefined;
  }
  const { readFile } = await import('node:fs/promises');
  try {
    return (await readFile(path, 'utf8')).trim() || undefined;
  } catch (error) {
    throw new InputError([
      { input: 'forge-token-file', value: path, accepted: `a readable file is needed: ${messageOf(error)}` },
    ]);
  }
}
