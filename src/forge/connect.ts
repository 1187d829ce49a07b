import type { JobSite } from '../ci/site.ts';
import type { Context } from '../context.ts';
import { InputError, messageOf } from '../errors.ts';
import type { ForgeValues } from '../inputs/forge.ts';
import { openHttp } from '../kargo/connect.ts';
import type { Forge } from './forge.ts';
import { addressOf, type Location, type Whereabouts } from './location.ts';
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
  if (given !== undefined) {
    return { value: given, kind: 'private' };
  }
  const { forge, address } = location;
  const own = site.repository?.forge === forge && site.repository.address === address;
  if (address === homeOf(forge, settings)) {
    const variable = context.variable(forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN');
    if (variable !== undefined) {
      return { value: variable, kind: 'private' };
    }
  }
  return own ? site.token : undefined;
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
