import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues, type Result } from '../command.ts';
import { InputError } from '../errors.ts';
import { whereabouts } from '../forge/connect.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkPullRequest, pullRequestInputs } from '../inputs/pull-request.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { linkTo, nameOf } from '../pull-request/description.ts';
import type { Finding } from '../pull-request/finding.ts';
import { commitFinding, gateFindings, whyPromotion } from '../pull-request/gate.ts';
import { setStatus, writeComment } from '../pull-request/gate-notice.ts';
import { verdictFor, wordFor } from '../pull-request/gate-verdict.ts';
import { untilItWaits } from '../pull-request/link.ts';
import { pullRequestOutputs, pullRequestOutputValues } from '../pull-request/outputs.ts';
import { findTarget, type Target, type Task } from '../pull-request/target.ts';
import { findingsJson, gateLines, gateReport } from '../report/gate.ts';

const inputs = {
  ...connection,
  ...inProject,
  ...forgeInputs,
  'pull-request': {
    ...pullRequestInputs['pull-request'],
    description:
      'The pull request: its URL, or its number in `repository`. Default: the one that the job runs for.',
  },
  branches: {
    type: 'list',
    description:
      'Head branches that only promotions have, as patterns such as `stage/*`: for templates that push to a branch of a fixed name. Branches called `kargo/…` always count.',
  },
  'verified-in': {
    type: 'list',
    description: 'Stages in which the Freight must be verified.',
  },
  soak: {
    type: 'duration',
    default: '0s',
    description: 'How long it must have been in these Stages, verified.',
  },
  'not-superseded': {
    type: 'boolean',
    default: false,
    description:
      'Fail when a newer Promotion of the Stage exists, or the Stage has newer Freight. This stops rollbacks too.',
  },
  'commit-on': {
    type: 'list',
    description:
      'Branches, such as `main`: every commit of the Freight (of Git repositories, and by the annotations of images) must be on one of them.',
  },
  'allowed-paths': {
    type: 'list',
    description: 'Patterns, such as `env/prod/**`: the pull request may change nothing else.',
  },
  author: { type: 'string', description: 'The login that Kargo opens pull requests with.' },
  comment: {
    type: 'boolean',
    default: true,
    description:
      'Write the evidence into a comment on the pull request, always the same one. A token that may not write is no failure.',
  },
  'status-context': {
    type: 'string',
    description:
      'Also set a commit status of this name: it can be required like the job itself, and set anew by a scheduled run.',
  },
  timeout: { ...waiting.timeout, default: '5m' },
} as const;

const outputs = {
  ...pullRequestOutputs,
  verdict:
    'The word of the gate: passed, failed, not-applicable (no promotion: green), or unknown (something could not be found out: red).',
  reasons:
    'Every rule that was looked at, as JSON: [{"rule", "ok", "text"}]; "ok" is null when it could not be found out.',
  promotion: 'The name of the Promotion of the pull request.',
  freight: 'The name of the Freight of the Promotion.',
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'gate-promotion-pr',
  description: 'A required check for promotion pull requests: green only when Kargo and your rules say so.',
  inputs,
  outputs,
  check: (values) => [
    ...checkConnection(values),
    ...checkForge(values),
    ...checkPullRequest({ ...values, promotion: [] }),
    ...(values.soak > 0 && values['verified-in'].length === 0
      ? [{ input: 'soak', accepted: 'name the Stages in the input verified-in' }]
      : []),
  ],

  async run(values, context) {
    context.publish({ verdict: 'unknown', reasons: '[]' });
    return withDeadline(context, values.timeout, async (deadline) => {
      const client = await connect(values, context, deadline.signal);
      const settings = { inputs: { ...values, promotion: [] }, site: await context.site(), context };
      const task = { client, deadline, settings };
      const target = await findTarget(task);
      if (target === undefined) {
        throw new InputError([{ input: 'pull-request', accepted: 'name the pull request' }]);
      }
      context.publish(pullRequestOutputValues(target.pull));
      return judge(task, target, values);
    });
  },
});

async function judge(task: Task, target: Target, values: Values): Promise<Result<typeof outputs>> {
  const { pull, linked, place } = target;
  if (linked !== undefined) {
    const newest = await untilItWaits(task.client, { linked, place }, whereabouts(task.settings));
    const found = { ...target, linked: newest };
    const findings = await gateFindings({ task, target: found, rules: values });
    return conclude(task, found, { values, findings: withCommit(task, target, findings) });
  }
  const why = await whyPromotion(task, pull, values.branches);
  if (why !== undefined) {
    const text = `${why}, and no Promotion of project ${task.client.project} names ${nameOf(pull)}`;
    const findings = withCommit(task, target, [{ rule: 'promotion', ok: false, text }]);
    return conclude(task, target, { values, findings });
  }
  return conclude(task, target, { values, findings: withCommit(task, target, []) });
}

function withCommit(task: Task, target: Target, findings: readonly Finding[]): readonly Finding[] {
  const commit = commitFinding(task, target);
  return commit === undefined ? findings : [commit, ...findings];
}

interface Judged {
  readonly values: Values;
  /** Empty: it is no promotion. */
  readonly findings: readonly Finding[];
}

async function conclude(
  task: Task,
  target: Target,
  { values, findings }: Judged,
): Promise<Result<typeof outputs>> {
  const { pull, linked } = target;
  const word = wordFor(findings);
  const verdict = verdictFor(word, pull, findings);
  const report = gateReport(word, pull, findings);
  for (const line of gateLines(findings)) {
    task.settings.context.log.info(line);
  }
  const stale = findings.some(({ rule }) => rule === 'same-commit');
  const warnings = [
    ...(values.comment && word !== 'not-applicable' ? await writeComment(task, target, report) : []),
    ...(values['status-context'] === undefined || stale
      ? []
      : await setStatus(task, target, { context: values['status-context'], word, verdict })),
  ];
  return {
    verdict,
    outputs: {
      ...pullRequestOutputValues(pull),
      verdict: word,
      reasons: findingsJson(findings),
      promotion: linked?.promotion.metadata.name ?? '',
      freight: linked?.promotion.spec.freight ?? '',
    },
    summary: word === 'not-applicable' ? `${nameOf(pull)} is no promotion.` : report,
    links: [linkTo(pull)],
    warnings,
  };
}
