import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import type { Context } from '../context.ts';
import { DeadlineError, KargoError, type Problem } from '../errors.ts';
import { artifactInputs, artifactsOf, checkArtifacts, hasArtifacts } from '../inputs/selection.ts';
import { checkServer, checkToken, connection, inProject, waiting } from '../inputs/shared.ts';
import { checkWebhook, webhookInputs } from '../inputs/webhook.ts';
import { connect, openHttp } from '../kargo/connect.ts';
import type { Trigger } from '../kargo/refresh.ts';
import { bornAt, type Warehouse } from '../kargo/types.ts';

const { required: _needsAddress, ...apiAddress } = connection['api-address'];
const { required: _needsProject, ...project } = inProject.project;

const inputs = {
  ...connection,
  'api-address': apiAddress,
  project,
  warehouse: { type: 'list', description: 'The Warehouses to tell. Needed unless webhook-url is given.' },
  ...artifactInputs,
  ...webhookInputs,
  'wait-for': {
    type: 'choice',
    choices: ['auto', 'none', 'handled', 'freight'],
    default: 'auto',
    description:
      'How far to wait: "none" (Kargo was told), "handled" (the Warehouses have looked, and could), "freight" (Freight with the named artifacts exists). "auto" is "freight" when an artifact is named, else "handled" with a token and "none" without. All but "none" need the token.',
  },
  ...waiting,
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'notify-warehouse',
  description: 'Tell Warehouses that artifacts changed, and see what they make of it.',
  inputs,
  outputs: {
    freight: 'The name of the Freight, when it was waited for.',
    alias: 'The alias of the Freight, when it was waited for.',
    'discovered-at':
      'When the Warehouse last looked with success (RFC 3339); empty when there are several Warehouses.',
  },
  check: checkInputs,

  async run(values, context) {
    return withDeadline(context, values.timeout, async ({ signal }) => {
      const webhook = await openWebhook(values, context, signal);
      switch (waitForOf(values)) {
        case 'none':
          return tell(values, { context, signal, webhook });
        case 'handled':
          return awaitDiscovery(values, { context, signal, webhook });
        case 'freight':
          return awaitArtifacts(values, { context, signal, webhook });
      }
    });
  },
});

interface Means {
  readonly context: Context;
  readonly signal: AbortSignal;
  readonly webhook: (() => Promise<string>) | undefined;
}

function hasToken(values: Pick<Values, 'api-token' | 'api-token-file'>): boolean {
  return values['api-token'] !== undefined || values['api-token-file'] !== undefined;
}

function waitForOf(values: Values): 'none' | 'handled' | 'freight' {
  const asked = values['wait-for'];
  if (asked !== 'auto') {
    return asked;
  }
  if (values['webhook-url'] !== undefined && !hasToken(values)) {
    return 'none';
  }
  return hasArtifacts(values) ? 'freight' : 'handled';
}

function checkInputs(values: Values): readonly Problem[] {
  const byWebhook = values['webhook-url'] !== undefined;
  const waitFor = waitForOf(values);
  const problems: Problem[] = [...checkWebhook(values), ...checkArtifacts(values)];
  if (byWebhook && waitFor === 'none') {
    return problems;
  }
  if (values['api-address'] === undefined) {
    const accepted = `is required${byWebhook ? ` to wait for "${waitFor}"` : ''} (KARGO_API_ADDRESS)`;
    problems.push({ input: 'api-address', accepted });
  } else {
    problems.push(...checkServer({ ...values, 'api-address': values['api-address'] }));
  }
  if (values.project === undefined) {
    problems.push({ input: 'project', accepted: 'is required: the name of the Kargo project' });
  }
  if (byWebhook && !hasToken(values)) {
    const accepted = `waiting needs an API token beside the webhook (KARGO_API_TOKEN): without one only "none" is possible, for a receiver does not tell what was discovered`;
    problems.push({ input: 'wait-for', value: waitFor, accepted });
  } else {
    problems.push(...checkToken(values));
  }
  if (values.warehouse.length === 0 && !(byWebhook && waitFor === 'freight')) {
    problems.push({ input: 'warehouse', accepted: 'name the Warehouses to tell, or give webhook-url' });
  }
  if (waitFor === 'freight' && !hasArtifacts(values)) {
    const accepted = 'to wait for Freight name what it must hold by image, commit or chart';
    problems.push({ input: 'wait-for', value: 'freight', accepted });
  }
  return problems;
}

async function connectTo(values: Values, { context, signal }: Means) {
  const { project: name = '', 'api-address': address = '' } = values;
  return connect({ ...values, project: name, 'api-address': address }, context, signal);
}

async function openWebhook(
  values: Values,
  context: Context,
  signal: AbortSignal,
): Promise<(() => Promise<string>) | undefined> {
  if (values['webhook-url'] === undefined) {
    return undefined;
  }
  const { repository } = await context.site();
  const own = repository === undefined ? undefined : `${repository.address}/${repository.repository}.git`;
  const { webhookCalls } = await import('../webhook/calls.ts');
  const { callWebhooks } = await import('../webhook/call.ts');
  const calls = webhookCalls(values, own);
  const http = await openHttp(values, context);
  return async () => {
    const said = await callWebhooks(http, calls, signal);
    context.log.info(`the webhook receiver ${said}`);
    return said;
  };
}

/** Without waiting: what Kargo answers is all that is known. */
async function tell(values: Values, means: Means) {
  if (means.webhook !== undefined) {
    const said = await means.webhook();
    return succeeded(`The webhook receiver ${said}; what the Warehouses find was not waited for.`);
  }
  const client = await connectTo(values, means);
  await Promise.all(values.warehouse.map((name) => client.refreshWarehouse(name)));
  return succeeded(
    `Kargo was told about ${values.warehouse.join(', ')}; what the Warehouses find was not waited for.`,
  );
}

async function awaitDiscovery(values: Values, means: Means) {
  const { context, webhook } = means;
  const client = await connectTo(values, means);
  const { discover } = await import('../kargo/refresh.ts');
  const trigger: Trigger | undefined = webhook === undefined ? undefined : async () => void (await webhook());
  const found = await Promise.all(
    values.warehouse.map((name) => discover(client, name, { log: context.log, trigger })),
  ).catch((error: unknown) => {
    throw error instanceof DeadlineError ? notHandled(values.warehouse, error) : error;
  });
  const seen = found.map((warehouse) => `${warehouse.metadata.name} (${discoveredAt(warehouse)})`);
  return succeeded(`Looked at its repositories: ${seen.join(', ')}.`, {
    'discovered-at': found.length === 1 ? found.map(discoveredAt).join('') : '',
  });
}

function notHandled(warehouses: readonly string[], cause: DeadlineError): KargoError {
  const message = `the time was over before ${warehouses.join(', ')} had looked; is a Kargo controller running?`;
  return new KargoError({ status: 'timed-out', reason: 'waiting-for-freight', message }, { cause });
}

async function awaitArtifacts(values: Values, means: Means) {
  const { context, webhook } = means;
  const client = await connectTo(values, means);
  const { awaitFreight, describeFreight, findFreight } = await import('../kargo/find.ts');
  const search = {
    client,
    log: context.log,
    selection: {
      selector: { by: 'artifacts', artifacts: artifactsOf(values) },
      warehouses: values.warehouse,
      newest: true,
    },
    ...(webhook === undefined ? {} : { trigger: async () => void (await webhook()) }),
  } as const;
  const before = await findFreight(search);
  if (before === undefined && webhook !== undefined && values.warehouse.length === 0) {
    await webhook();
  }
  const freight = before ?? (await awaitFreight(search));
  context.log.info(`found ${describeFreight(freight)}`);
  const { freightLink, freightSummary } = await import('../report/freight.ts');
  const url = client.uiLink('freight', freight.metadata.name);
  const warehouse =
    values.warehouse.length === 1 ? await client.getWarehouse(values.warehouse[0] ?? '') : undefined;
  return {
    verdict: {
      status: before === undefined ? 'succeeded' : 'unchanged',
      message: `Freight ${before === undefined ? 'exists' : 'was there already'}: ${describeFreight(freight)}.`,
    } as const,
    outputs: {
      freight: freight.metadata.name,
      alias: freight.alias ?? '',
      'discovered-at': warehouse === undefined ? bornAt(freight) : discoveredAt(warehouse),
    },
    summary: freightSummary(freight, url),
    links: [freightLink(client, freight)],
  };
}

function succeeded(
  message: string,
  outputs: { freight?: string; alias?: string; 'discovered-at'?: string } = {},
) {
  return { verdict: { status: 'succeeded', message } as const, outputs };
}

function discoveredAt(warehouse: Warehouse): string {
  return warehouse.status?.discoveredArtifacts?.discoveredAt ?? '';
}
