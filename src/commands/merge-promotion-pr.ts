import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues, type Result } from '../command.ts';
import { messageOf } from '../errors.ts';
import type { PullRequest } from '../forge/forge.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkPullRequest, pullRequestInputs } from '../inputs/pull-request.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import {
  type AfterMerge,
  afterMerge,
  afterMergeInputs,
  afterMergeOutputs,
  afterMergeReport,
  afterMergeValues,
  withAfterMerge,
} from '../pull-request/after-merge.ts';
import { linkTo, nameOf } from '../pull-request/description.ts';
import { type Checked, checkSafety, mergeCheckInputs } from '../pull-request/merge-check.ts';
import { commitOf, type MergeEnding, merge, mergeInputs } from '../pull-request/merge-run.ts';
import { pullRequestOutputs, pullRequestOutputValues } from '../pull-request/outputs.ts';
import { findTarget, type Target, type Task } from '../pull-request/target.ts';
import { reasonsJson, reasonsTable } from '../report/merge.ts';
import { pullRequestSummary } from '../report/pull-request.ts';
import type { Verdict } from '../verdict.ts';

const inputs = {
  ...connection,
  ...inProject,
  ...forgeInputs,
  ...pullRequestInputs,
  ...mergeCheckInputs,
  ...mergeInputs,
  'delete-branch': {
    type: 'boolean',
    default: false,
    description: 'Delete the head branch after the merge, if it still points to what was merged.',
  },
  ...afterMergeInputs,
  ...waiting,
} as const;

const outputs = {
  ...pullRequestOutputs,
  state:
    'The state of the pull request when the command ended: merged, enqueued (in a merge queue or train), scheduled (in auto-merge), open or closed; empty when it is not known.',
  'merge-commit': 'The commit that the merge put on the base branch; empty when it is not merged.',
  reasons: 'What is in the way of the merge, as JSON: [{"kind", "text", "lift"}].',
  ...afterMergeOutputs,
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'merge-promotion-pr',
  description:
    'Merge the pull request of a Promotion, at the commit that Kargo pushed, and wake the Promotion.',
  inputs,
  outputs,
  check: (values) => [...checkConnection(values), ...checkForge(values), ...checkPullRequest(values)],

  async run(values, context) {
    return withDeadline(context, values.timeout, async (deadline) => {
      const client = await connect(values, context, deadline.signal);
      const settings = { inputs: values, site: await context.site(), context };
      const task = { client, deadline, settings };
      const found = await findTarget(task);
      if (found === undefined) {
        const message = `Promotion ${values.promotion.join()} succeeded without a pull request: there is nothing to merge.`;
        return { verdict: { status: 'unchanged', message }, outputs: { promotion: values.promotion.join() } };
      }
      context.publish({
        ...pullRequestOutputValues(found.pull),
        state: '',
        promotion: found.linked?.promotion.metadata.name ?? '',
      });
      const target = await checkSafety(task, found, values);
      const ending =
        target.pull.state === 'merged'
          ? { verdict: alreadyMerged(target.pull), pull: target.pull }
          : await merge(task, target, values);
      return conclude(task, target, { values, ...ending });
    });
  },
});

function alreadyMerged(pull: PullRequest): Verdict {
  return { status: 'unchanged', message: `${nameOf(pull)} is merged already${commitOf(pull)}.` };
}

/** After a merge the branch is deleted and the Promotion woken, as far as asked; in any case it is told what is so. */
async function conclude(
  task: Task,
  target: Checked,
  { values, verdict, pull, reasons = [] }: MergeEnding & { readonly values: Values },
): Promise<Result<typeof outputs>> {
  const { client, deadline, settings } = task;
  const { log } = settings.context;
  const isMerged = pull?.state === 'merged';
  const isRefused = verdict.status === 'failed';
  if (isMerged && !isRefused) {
    log.info(verdict.message);
  }
  const undeleted =
    isMerged && !isRefused && values['delete-branch'] ? await deleteBranch(target, pull) : undefined;
  const options = verdict.status === 'cancelled' ? { ...values, 'then-wait-for': 'none' as const } : values;
  const after: AfterMerge =
    isMerged && !isRefused
      ? await afterMerge({ client, deadline, log, options }, target.linked)
      : { outcome: undefined, warnings: [] };
  const whole = withAfterMerge(verdict, after);
  const report = afterMergeReport(client, after);
  const promotion = after.outcome?.promotion ?? target.linked?.promotion;
  return {
    verdict: whole,
    outputs: {
      ...pullRequestOutputValues(pull ?? target.pull),
      state: stateOf(pull),
      'merge-commit': isMerged ? (pull.mergeCommit ?? '') : '',
      reasons: reasonsJson(reasons),
      ...afterMergeValues(target.linked, after),
    },
    summary: [
      pullRequestSummary({ client, pull: pull ?? target.pull, promotion, verdict: whole }),
      ...reasonsTable(reasons),
      ...report.summary,
    ].join('\n'),
    links: [linkTo(target.pull), ...report.links],
    warnings: [
      ...target.oddities.map((oddity) => `${nameOf(target.pull)} was merged although ${oddity}.`),
      ...(undeleted === undefined ? [] : [undeleted]),
      ...after.warnings,
    ],
  };
}

/** The output `state`. */
function stateOf(pull: PullRequest | undefined): string {
  if (pull?.scheduled === undefined || pull.state !== 'open') {
    return pull?.state ?? '';
  }
  return pull.scheduled === 'queue' ? 'enqueued' : 'scheduled';
}

/** What went wrong with it: the merge is done, so that is a warning. */
async function deleteBranch({ forge, pull: seen }: Target, pull: PullRequest): Promise<string | undefined> {
  const { repository, branch, sha } = pull.head;
  if (repository?.toLowerCase() !== seen.repository.toLowerCase()) {
    return `the branch ${branch} is not in ${seen.repository}: it was left.`;
  }
  try {
    await forge.deleteBranch({ repository: seen.repository, name: branch, sha });
    return undefined;
  } catch (error) {
    return `the branch ${branch} was not deleted: ${messageOf(error)}`;
  }
}
