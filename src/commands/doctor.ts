import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { KargoError } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { describeToken, readClaims } from '../kargo/token.ts';
import { table, text } from '../report/markdown.ts';
import { isGreen, type Verdict, worstOf } from '../verdict.ts';

/** One thing that was looked at. */
interface Finding {
  readonly subject: string;
  readonly verdict: Verdict;
}

export const command = defineCommand({
  name: 'doctor',
  description: 'Find out why it does not work: the connection, the token, the project.',
  inputs: { ...connection, ...inProject, timeout: { ...waiting.timeout, default: '1m' } },
  outputs: {
    report: 'What was looked at, as JSON: [{"subject", "status", "message"}].',
    release: 'The release of the Kargo server, e.g. v1.11.2.',
  },
  check: checkConnection,

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const client = await connect(inputs, context, signal);
      const findings: [Finding, ...Finding[]] = [await look('connection', () => reach(client))];
      let release = '';
      if (findings.every(isGood)) {
        findings.push(
          await look('token', async () => {
            release = (await client.serverVersion()).version;
            return `Kargo ${release} accepts ${describe(client.token, context.clock.now())}`;
          }),
        );
      }
      if (findings.every(isGood)) {
        findings.push(await look('project', () => readProject(client)));
      }
      for (const { subject, verdict } of findings) {
        context.log.info(`${isGreen(verdict) ? 'ok' : 'NOT OK'}  ${subject}: ${verdict.message}`);
      }
      const worst = worstOf(findings.map((finding) => finding.verdict) as [Verdict, ...Verdict[]]);
      const message = findings.map((finding) => finding.verdict.message).join('; ');
      return {
        verdict: isGreen(worst) ? { ...worst, message: `${message}.` } : worst,
        outputs: { report: reportJson(findings), release },
        summary: table(
          ['', 'subject', 'finding'],
          findings.map(({ subject, verdict }) => [
            isGreen(verdict) ? '✅' : '❌',
            subject,
            text(verdict.message),
          ]),
        ),
      };
    });
  },
});

async function look(subject: string, looking: () => Promise<string>): Promise<Finding> {
  try {
    return { subject, verdict: { status: 'succeeded', message: await looking() } };
  } catch (error) {
    if (error instanceof KargoError) {
      return { subject, verdict: error.verdict };
    }
    throw error;
  }
}

function isGood({ verdict }: Finding): boolean {
  return isGreen(verdict);
}

async function reach(client: KargoClient): Promise<string> {
  await client.publicServerConfig();
  return `Kargo answers at ${client.address}`;
}

/** A project token may not read the Project itself (fact sheet 1.2): its Stages tell whether it is there. */
async function readProject(client: KargoClient): Promise<string> {
  const stages = await client.listStages();
  const names = stages.map((stage) => stage.metadata.name).join(', ');
  return `project "${client.project}" has ${stages.length === 0 ? 'no Stages' : `the Stages ${names}`}`;
}

function describe(token: string, now: number): string {
  const expiry = readClaims(token)?.expiresAt;
  const days = expiry === undefined ? undefined : Math.floor((expiry - now) / 86_400_000);
  return `${describeToken(token)}${days === undefined ? ', which does not expire' : `, which expires in ${days} days`}`;
}

function reportJson(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ subject, verdict }) => ({ subject, status: verdict.status, message: verdict.message })),
  );
}
