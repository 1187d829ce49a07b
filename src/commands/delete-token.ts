import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import { InputError, unknown } from '../errors.ts';
import { waiting } from '../inputs/shared.ts';
import { checkNames, checkTokenInputs, scopeOf, tokenInputs, tokenName } from '../inputs/token.ts';
import { ApiTokens } from '../kargo/api-tokens.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import { connectForTokens } from '../kargo/connect.ts';
import { readClaims } from '../kargo/token.ts';
import { code, text } from '../report/markdown.ts';

/** In milliseconds: how long a deleted token may still be seen. */
const confirmation = { forMs: 10_000, pause: 500 };

const inputs = {
  ...tokenInputs,
  'token-name': tokenName,
  force: {
    type: 'boolean',
    default: false,
    description: 'Delete it also when it is the token that this job itself uses.',
  },
  timeout: { ...waiting.timeout, default: '2m' },
} as const;

export const command = defineCommand({
  name: 'delete-token',
  description: 'Delete an API token by its name; about ten seconds later Kargo takes it no more.',
  inputs,
  outputs: { role: 'The role that the token was of.' },
  check: (values) => [...checkTokenInputs(values), ...checkNames({ 'token-name': values['token-name'] })],

  async run(values, context) {
    return withDeadline(context, values.timeout, async ({ signal }) => {
      const name = values['token-name'];
      const client = await connectForTokens(values, context, signal);
      const isOwn = isOwnToken(client, values);
      if (isOwn && !values.force) {
        const accepted = 'this is the token that the job itself uses: use another one, or give force';
        throw new InputError([{ input: 'token-name', value: name, accepted }]);
      }
      const tokens = new ApiTokens(client, values.system);
      const there = await orMissing(tokens.get(name));
      if (there === undefined) {
        const message = `There is no token "${name}" in ${scopeOf(values)}.`;
        return { verdict: { status: 'unchanged', message }, outputs: {} };
      }
      // Missing now: somebody else was as quick, or our own call was repeated after a lost answer.
      await orMissing(tokens.delete(name));
      if (!isOwn) {
        await confirm(client, tokens, name);
      }
      return {
        verdict: {
          status: 'succeeded',
          message: `Token "${name}" of role "${there.role}" in ${scopeOf(values)} was deleted; Kargo may take it for some ten seconds more.`,
        },
        outputs: { role: there.role },
        summary: `**Deleted token** ${code(name)} of role ${code(there.role)} in ${text(scopeOf(values))}`,
      };
    });
  },
});

/** By what the token says of itself; the name of Kargo's own namespace is not known here. */
function isOwnToken(client: KargoClient, values: InputValues<typeof inputs>): boolean {
  const claims = readClaims(client.token);
  return claims?.secret === values['token-name'] && (values.system || claims.namespace === values.project);
}

async function confirm(client: KargoClient, tokens: ApiTokens, name: string): Promise<void> {
  const start = client.clock.now();
  while ((await orMissing(tokens.get(name))) !== undefined) {
    if (client.clock.now() - start >= confirmation.forMs) {
      throw unknown(
        'answer-lost',
        `Kargo accepted that token "${name}" be deleted, and it is still there. Running it again does no harm.`,
      );
    }
    await client.clock.sleep(confirmation.pause, client.signal);
  }
}
