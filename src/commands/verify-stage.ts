import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import { CancelledError, KargoError } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { forMany } from '../kargo/watch/crowd.ts';
import { logFor, type StageTask } from '../promotion/task.ts';
import { abortVerification, type Verified, verifyAgain } from '../promotion/verify.ts';
import { verificationSummary } from '../report/verification.ts';
import { type Verdict, worstOf } from '../verdict.ts';

export const command = defineCommand({
  name: 'verify-stage',
  description: 'Run the verification of Stages again and wait for its verdict, or stop one that runs.',
  inputs: {
    ...connection,
    ...inProject,
    stage: { type: 'list', required: true, description: 'The Stages to verify.' },
    abort: { type: 'boolean', default: false, description: 'Stop the verification that runs there instead.' },
    ...waiting,
  },
  outputs: {
    verification: 'The phase in which the verification ended; empty when there are several Stages.',
    'analysis-run': 'The name of its AnalysisRun, if it has one; empty when there are several Stages.',
  },
  check: checkConnection,

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async (deadline) => {
      const client = forMany(await connect(inputs, context, deadline.signal), inputs.stage.length);
      await Promise.all(inputs.stage.map((name) => client.getStage(name)));
      const ended = await Promise.all(
        inputs.stage.map(async (stage) => {
          const task = { stage, client, deadline, log: logFor(context.log, stage) };
          return { stage, ...(await guarded(() => (inputs.abort ? abort(task) : verifyAgain(task)))) };
        }),
      );
      const [only] = ended.length === 1 ? ended : [];
      return {
        verdict: worstOf(ended.map(({ verdict }) => verdict) as [Verdict, ...Verdict[]]),
        outputs: {
          verification: only?.verification?.phase ?? '',
          'analysis-run': only?.verification?.analysisRun?.name ?? '',
        },
        summary: verificationSummary(client, ended),
        links: inputs.stage.map((stage) => ({ label: `Stage ${stage}`, url: client.uiLink('stage', stage) })),
      };
    });
  },
});

async function abort(task: StageTask): Promise<Verified> {
  const verification = await abortVerification(task);
  const verdict: Verdict =
    verification === undefined
      ? { status: 'unchanged', message: `No verification runs in Stage "${task.stage}".` }
      : {
          status: 'succeeded',
          message: `The verification of Stage "${task.stage}" was stopped (${verification.phase ?? '?'}).`,
        };
  return { verdict, verification };
}

async function guarded(work: () => Promise<Verified>): Promise<Verified> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KargoError) {
      return { verification: undefined, verdict: error.verdict };
    }
    if (error instanceof CancelledError) {
      return {
        verification: undefined,
        verdict: { status: 'cancelled', message: 'Cancelled; a verification that was asked for goes on.' },
      };
    }
    throw error;
  }
}
