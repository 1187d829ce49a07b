import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { waiting } from '../inputs/shared.ts';
import { checkNames, checkTokenInputs, scopeOf, tokenInputs } from '../inputs/token.ts';
import { ApiTokens } from '../kargo/api-tokens.ts';
import { connectForTokens } from '../kargo/connect.ts';
import { code, table, text } from '../report/markdown.ts';

export const command = defineCommand({
  name: 'list-tokens',
  description: 'The API tokens of a project or of the system: names, roles and ages, never the tokens.',
  inputs: {
    ...tokenInputs,
    role: { type: 'string', description: 'Only the tokens of this role.' },
    timeout: { ...waiting.timeout, default: '2m' },
  },
  outputs: { tokens: 'The tokens as a JSON list of name, role and created (RFC 3339).' },
  check: (inputs) => [...checkTokenInputs(inputs), ...checkNames({ role: inputs.role })],

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connectForTokens(inputs, context, signal);
      const tokens = await new ApiTokens(client, inputs.system).list(inputs.role);
      for (const { name, role, created } of tokens) {
        context.log.info(`${name} of role ${role}, made ${created}`);
      }
      const of = inputs.role === undefined ? '' : ` of role "${inputs.role}"`;
      const message = `${scopeOf(inputs)} has ${tokens.length} API token${tokens.length === 1 ? '' : 's'}${of}.`;
      return {
        verdict: { status: 'succeeded', message: message.charAt(0).toUpperCase() + message.slice(1) },
        outputs: { tokens: JSON.stringify(tokens) },
        summary: table(
          ['token', 'role', 'made'],
          tokens.map(({ name, role, created }) => [code(name), code(role), text(created)]),
        ),
      };
    });
  },
});
