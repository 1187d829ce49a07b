import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import type { Context } from '../context.ts';
import { conclude } from '../doctor/conclusion.ts';
import { lookAtConnection, type Way } from '../doctor/connection.ts';
import { type Finding, isBroken, markOf, wrong } from '../doctor/finding.ts';
import { lookAtProject, lookAtStage } from '../doctor/project.ts';
import { lookAtRights } from '../doctor/rights.ts';
import { lookAtServer } from '../doctor/server.ts';
import { lookAtToken } from '../doctor/token.ts';
import { lookAtWarehouses } from '../doctor/warehouses.ts';
import { DeadlineError } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect, openHttp } from '../kargo/connect.ts';
import { commandRights } from '../kargo/rights.ts';
import { findingsSummary } from '../report/findings.ts';

const inputs = {
  ...connection,
  ...inProject,
  for: {
    type: 'choice',
    choices: Object.keys(commandRights).filter(
      (name) => !['doctor', 'simulate', 'demo', 'after-cancel'].includes(name),
    ),
    default: 'promote',
    description: 'The command that shall work: which rights it needs is asked of Kargo by harmless requests.',
  },
  stage: {
    type: 'list',
    description:
      'The Stages that it shall work with. Without one it cannot be told whether the token may promote.',
  },
  timeout: { ...waiting.timeout, default: '1m' },
} as const;

export const command = defineCommand({
  name: 'doctor',
  description:
    'Find out why it does not work: the connection, the token, the server, the project, the rights.',
  inputs,
  outputs: {
    report:
      'What was looked at, as JSON: [{"subject", "status", "message"}]; status is succeeded, advice (works, but something should be done), unknown (cannot be told) or failed.',
    release: 'The release of the Kargo server, e.g. v1.11.2.',
    role: 'The manifest of a Role that grants what the command in `for` needs, as YAML.',
  },
  check: checkConnection,

  async run(values, context) {
    const findings: Finding[] = [];
    const tell = (...found: readonly Finding[]) => {
      findings.push(...found);
      for (const finding of found) {
        context.log.info(`${markOf(finding).log}  ${finding.subject}: ${finding.message}`);
      }
    };
    const { release, role } = await examineInTime(values, context, tell);
    if (role !== '') {
      context.log.info(`A Role with the rights that ${values.for} needs or that help it:\n\n${role}`);
    }
    return {
      verdict: conclude(findings),
      outputs: {
        report: JSON.stringify(
          findings.map(({ subject, status, message }) => ({ subject, status, message })),
        ),
        release,
        role,
      },
      summary: findingsSummary(findings, { command: values.for, role }),
    };
  },
});

type Values = InputValues<typeof inputs>;

/** Told of findings as they come. */
type Tell = (...found: readonly Finding[]) => void;

/** What came of it beside the findings; empty as far as it did not come. */
interface Examined {
  readonly release: string;
  /** Also empty when the command needs no right. */
  readonly role: string;
}

/** What was found before the time was over counts. */
async function examineInTime(values: Values, context: Context, tell: Tell): Promise<Examined> {
  try {
    return await withDeadline(context, values.timeout, async ({ signal }) => {
      const client = await connect(values, context, signal);
      const http = await openHttp(values, context);
      return examine({ client, http, proxies: context.network.proxy, signal }, values, tell);
    });
  } catch (error) {
    if (!(error instanceof DeadlineError)) {
      throw error;
    }
    const message = 'it was over before all was looked at: give it more, or find out why Kargo is slow';
    tell(wrong('time', { status: 'unknown', reason: 'unreachable', message }));
    return { release: '', role: '' };
  }
}

/** Looks at one thing after the other; what stands on something broken is not looked at. */
async function examine(way: Way, values: Values, tell: Tell): Promise<Examined> {
  const { client } = way;
  const connected = await lookAtConnection(way);
  tell(connected);
  if (isBroken(connected)) {
    return { release: '', role: '' };
  }
  const { finding: token, release } = await lookAtToken(client);
  tell(token);
  if (isBroken(token)) {
    return { release, role: '' };
  }
  const project = await lookAtProject(client);
  tell(project);
  if (isBroken(project)) {
    return { release, role: '' };
  }
  const server = await lookAtServer(client, release);
  tell(...server.findings);
  const stages = await Promise.all(values.stage.map((name) => lookAtStage(client, name)));
  tell(...stages);
  tell(...(await lookAtWarehouses(client, server.generation)));
  const known = values.stage.filter((_, index) => stages[index]?.verdict === undefined);
  const ground = { client, generation: server.generation, stages: known };
  const rights = await lookAtRights(ground, values.for);
  tell(...rights.findings);
  return { release, role: rights.role };
}
