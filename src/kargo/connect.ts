import type { InputValues } from '../command.ts';
import type { Context } from '../context.ts';
import { InputError, messageOf } from '../errors.ts';
import { createHttp, type Http } from '../http.ts';
import type { connection, inProject } from '../inputs/shared.ts';
import { version } from '../version.ts';
import { KargoClient } from './client.ts';
import { fixedToken, type TokenSource, tokenFromFile } from './token.ts';

type ConnectionValues = InputValues<typeof connection>;

/**
 * A client for the project, whose calls end with `signal`.
 *
 * @throws InputError when the token file or the certificate cannot be read.
 */
export async function connect(
  inputs: ConnectionValues & InputValues<typeof inProject>,
  context: Context,
  signal: AbortSignal,
): Promise<KargoClient> {
  const http = await openHttp(inputs, context);
  const token = await tokenSource(inputs, context);
  const address = normalAddress(inputs['api-address']);
  return new KargoClient({ address, project: inputs.project, token, http, clock: context.clock }, signal);
}

/** Kargo's own namespace, unless it was installed elsewhere: for messages about the tokens of the system. */
const systemNamespace = 'kargo';

/** A client for commands about tokens, which need no project when they are about those of the system. */
export function connectForTokens(
  inputs: ConnectionValues & { readonly project: string | undefined; readonly system: boolean },
  context: Context,
  signal: AbortSignal,
): Promise<KargoClient> {
  const project = inputs.system ? systemNamespace : (inputs.project ?? '');
  return connect({ ...inputs, project }, context, signal);
}

/** The transport alone: for calls that need no token. */
export async function openHttp(
  inputs: Pick<ConnectionValues, 'ca-certificate' | 'insecure-skip-tls-verify'>,
  context: Context,
): Promise<Http> {
  const ca = await certificate(inputs['ca-certificate']);
  return createHttp({
    ...(ca === undefined ? {} : { ca }),
    insecure: inputs['insecure-skip-tls-verify'],
    ...context.network,
    userAgent: `kargo-ci/${version}`,
    clock: context.clock,
    onRetry: (line) => context.log.debug(line),
  });
}

/** Without a trailing slash, and without the API's own prefix that people tend to copy. */
export function normalAddress(address: string): string {
  return address.replace(/\/+$/, '').replace(/\/v1beta1$/, '');
}

async function tokenSource(inputs: ConnectionValues, context: Context): Promise<TokenSource> {
  const token = inputs['api-token'];
  if (token !== undefined) {
    return fixedToken(token);
  }
  const path = inputs['api-token-file'];
  if (path === undefined) {
    throw new InputError([{ input: 'api-token', accepted: 'an API token is needed (KARGO_API_TOKEN)' }]);
  }
  return tokenFromFile(path, context.mask);
}

async function certificate(given: string | undefined): Promise<string | undefined> {
  if (given === undefined || given.includes('-----BEGIN')) {
    return given;
  }
  const { readFile } = await import('node:fs/promises');
  return readFile(given, 'utf8').catch((error: unknown) => {
    throw new InputError([
      {
        input: 'ca-certificate',
        value: given,
        accepted: `a readable PEM file is needed: ${messageOf(error)}`,
      },
    ]);
  });
}
