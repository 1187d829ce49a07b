import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { CancelledError, DeadlineError, failed, type KargoError, messageOf, unknown } from '../errors.ts';
import { waiting } from '../inputs/shared.ts';
import { checkNames, checkTokenInputs, scopeOf, tokenInputs, tokenName } from '../inputs/token.ts';
import { ApiTokens, valueIn } from '../kargo/api-tokens.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { connectForTokens } from '../kargo/connect.ts';
import { code, text } from '../report/markdown.ts';
import { reserveFile } from '../token-file.ts';

/** In milliseconds: how long a token whose answer was lost is looked for. */
const lookUp = { forMs: 10_000, pause: 1_000 };

export const command = defineCommand({
  name: 'create-token',
  description: 'Make an API token of a role and write it to a file, for jobs that rotate tokens.',
  inputs: {
    ...tokenInputs,
    'token-name': { ...tokenName, description: 'The name of the new token; Kargo never takes one twice.' },
    role: { type: 'string', required: true, description: 'The role whose rights the token gives.' },
    'token-file': {
      type: 'string',
      required: true,
      description:
        'The file that gets the token, readable for its owner alone. The token is written nowhere else, and Kargo never shows it again. Keep the file out of artifacts and caches.',
    },
    timeout: { ...waiting.timeout, default: '2m' },
  },
  outputs: {
    'token-name': 'The name of the token.',
    role: 'Its role.',
  },
  check: (inputs) => [
    ...checkTokenInputs(inputs),
    ...checkNames({ 'token-name': inputs['token-name'], role: inputs.role }),
  ],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const { 'token-name': name, role, 'token-file': path } = inputs;
      const client = await connectForTokens(inputs, context, signal);
      const tokens = new ApiTokens(client, inputs.system);
      await requireFreeName(tokens, name);
      const file = await reserveFile('token-file', path);
      try {
        const value = await create({ client, tokens, name, role });
        context.mask(value);
        await file.fill(value).catch((error: unknown) => {
          throw lost(name, `the token could not be written to ${path}: ${messageOf(error)}`);
        });
      } finally {
        await file.release();
      }
      return {
        verdict: {
          status: 'succeeded',
          message: `Token "${name}" of role "${role}" in ${scopeOf(inputs)} was made and stands in ${path}.`,
        },
        outputs: { 'token-name': name, role },
        summary: `**New token** ${code(name)} of role ${code(role)} in ${text(scopeOf(inputs))}`,
      };
    });
  },
});

/** Asked before, so that a token of this name which is there afterwards is the one that was made. */
async function requireFreeName(tokens: ApiTokens, name: string): Promise<void> {
  const there = await orMissing(tokens.get(name));
  if (there !== undefined) {
    throw taken(name, `it is one of role "${there.role}", made ${there.created}`);
  }
}

function taken(name: string, how: string): KargoError {
  return failed(
    'refused',
    `There is a token "${name}" already (${how}), and Kargo shows a token only once. Take another name, such as one with the date, or delete it first with delete-token.`,
  );
}

interface Order {
  readonly client: KargoClient;
  readonly tokens: ApiTokens;
  readonly name: string;
  readonly role: string;
}

async function create({ client, tokens, name, role }: Order): Promise<string> {
  const outcome = await tokens.create(name, role).catch((error: unknown) => {
    throw error instanceof DeadlineError ? lost(name, 'the time was over before Kargo had answered') : error;
  });
  if (outcome.kind === 'refused') {
    throw outcome.error.httpStatus === 409 ? taken(name, 'made a moment ago') : outcome.error;
  }
  const value = outcome.kind === 'answered' ? valueIn(outcome.body) : undefined;
  if (value !== undefined) {
    return value;
  }
  const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the token';
  throw await lookFor(client, tokens, { name, why }).catch((error: unknown) =>
    error instanceof CancelledError
      ? error
      : lost(name, `${why}; and it cannot be looked up: ${messageOf(error)}`),
  );
}

/** A token whose answer was lost is good for nothing, and good for whoever finds it: it has to go. */
async function lookFor(
  client: KargoClient,
  tokens: ApiTokens,
  { name, why }: { readonly name: string; readonly why: string },
): Promise<KargoError> {
  const start = client.clock.now();
  while ((await orMissing(tokens.get(name))) === undefined) {
    if (client.clock.now() - start >= lookUp.forMs) {
      return unknown(
        'answer-lost',
        `${why}. No token "${name}" is to be seen; it may still appear. Before you try again, look with list-tokens.`,
      );
    }
    await client.clock.sleep(lookUp.pause, client.signal);
  }
  return lost(name, why);
}

function lost(name: string, why: string): KargoError {
  return unknown(
    'answer-lost',
    `${why}. Token "${name}" may exist, and nobody has its value: delete it with delete-token, then make another one.`,
  );
}
