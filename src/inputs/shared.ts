import { existsSync } from 'node:fs';
import type { InputTable } from '../command.ts';
import type { Problem } from '../errors.ts';

/** How to reach Kargo. The variables are those of the official CLI. */
export const connection = {
  'api-address': {
    type: 'string',
    required: true,
    env: 'KARGO_API_ADDRESS',
    description:
      'Address of the Kargo API server, e.g. `https://kargo.example.com`: the address of its UI. A path before the API is kept.',
  },
  'api-token': {
    type: 'string',
    secret: true,
    env: 'KARGO_API_TOKEN',
    description: 'API token of a Kargo role, from `kargo create token`. Give it as a secret of the CI host.',
  },
  'api-token-file': {
    type: 'string',
    env: 'KARGO_API_TOKEN_FILE',
    description:
      'File that holds the API token, instead of `api-token`. It is read again when the server refuses the token, so it suits short-lived tokens and file variables of GitLab.',
  },
  'ca-certificate': {
    type: 'string',
    env: 'KARGO_CA_CERTIFICATE',
    description:
      'Certificate authority that signed the certificate of the server, as PEM text or as the path of a PEM file. The usual authorities stay trusted.',
  },
  'insecure-skip-tls-verify': {
    type: 'boolean',
    default: false,
    env: 'KARGO_INSECURE_SKIP_TLS_VERIFY',
    description:
      'Accept any certificate. Whoever sits between this job and the server can then read the token: for trials only.',
  },
} as const satisfies InputTable;

/** The project in which a command works. */
export const inProject = {
  project: {
    type: 'string',
    required: true,
    env: 'KARGO_PROJECT',
    description: 'Name of the Kargo project, which is also its namespace.',
  },
} as const satisfies InputTable;

/** How long a command may take. */
export const waiting = {
  timeout: {
    type: 'duration',
    default: '30m',
    description:
      'Time for the whole command, every wait included, such as `90s`, `30m` or `1h30m`. When it is over the command ends with `timed-out`.',
  },
} as const satisfies InputTable;

interface Connection {
  readonly 'api-address': string;
  readonly 'api-token': string | undefined;
  readonly 'api-token-file': string | undefined;
  readonly 'ca-certificate': string | undefined;
}

/** The rules of the connection group, for the `check` of a command that cannot do without a token. */
export function checkConnection(inputs: Connection): readonly Problem[] {
  return [...checkServer(inputs), ...checkToken(inputs)];
}

/** The rules about the server alone: address and certificate. */
export function checkServer(inputs: Pick<Connection, 'api-address' | 'ca-certificate'>): readonly Problem[] {
  const address = problemOfAddress(inputs['api-address']);
  const authority = inputs['ca-certificate'];
  return [
    ...(address === undefined ? [] : [address]),
    ...(authority === undefined || authority.includes('-----BEGIN') || existsSync(authority)
      ? []
      : [
          {
            input: 'ca-certificate',
            value: authority,
            accepted:
              'PEM text (it starts with -----BEGIN CERTIFICATE-----) or the path of a file is accepted; there is no such file',
          },
        ]),
  ];
}

/** Exactly one source of the token, and nothing but the token in it. */
export function checkToken(inputs: Pick<Connection, 'api-token' | 'api-token-file'>): readonly Problem[] {
  const { 'api-token': token, 'api-token-file': file } = inputs;
  if (token === undefined && file === undefined) {
    return [
      {
        input: 'api-token',
        accepted:
          'is required (KARGO_API_TOKEN, or KARGO_API_TOKEN_FILE with the path of a file); if it is set, its value is empty: the secret does not exist, or this job does not get it (a fork, an environment, a protected variable on an unprotected branch)',
      },
    ];
  }
  if (token !== undefined && file !== undefined) {
    return [
      {
        input: 'api-token-file',
        value: file,
        accepted: 'give the token or its file, not both (api-token is set too)',
      },
    ];
  }
  if (file !== undefined && !existsSync(file)) {
    return [
      {
        input: 'api-token-file',
        value: file,
        accepted: 'the path of a file is accepted; there is no such file',
      },
    ];
  }
  return token !== undefined && /\s/.test(token)
    ? [{ input: 'api-token', accepted: 'the token alone is accepted: no `Bearer`, no spaces, one line' }]
    : [];
}

function problemOfAddress(text: string): Problem | undefined {
  const accepted = 'an http or https URL such as https://kargo.example.com is accepted';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    const guess = /^[\w.-]+\.[\w.-]+(?::\d+)?(?:\/\S*)?$/.test(text) ? `; was https://${text} meant?` : '';
    // What stands before an `@` may be a password.
    const value = text.includes('@') ? {} : { value: text };
    return { input: 'api-address', ...value, accepted: accepted + guess };
  }
  if (url.username !== '' || url.password !== '') {
    return {
      input: 'api-address',
      accepted: `${accepted}, without user and password: give the token instead`,
    };
  }
  return url.search === '' && url.hash === ''
    ? undefined
    : { input: 'api-address', value: text, accepted: `${accepted}, without \`?\` and \`#\`` };
}
