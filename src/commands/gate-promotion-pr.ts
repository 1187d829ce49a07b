import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues, type Result } from '../command.ts';
import { failed, InputError, isKargoError, unknown } from '../errors.ts';
import { whereabouts } from '../forge/connect.ts';
import type { PullRequest } from '../forge/forge.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkPullRequest, pullRequestInputs } from '../inputs/pull-request.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import type { Promotion } from '../kargo/types.ts';
import { nameOf } from '../pull-request/description.ts';
import { evidenceOfPromotion } from '../pull-request/evidence.ts';
import { commitFinding, type GateFinding, gateFindings, whyPromotion } from '../pull-request/gate.ts';
import { untilItWaits } from '../pull-request/link.ts';
import { pullRequestOutputs, pullRequestOutputValues } from '../pull-request/outputs.ts';
import { findTarget, type Target, type Task } from '../pull-request/target.ts';
import { evidenceReport } from '../report/evidence.ts';
import { findingsJson, type GateWord, gateReport } from '../report/gate.ts';
import type { Verdict } from '../verdict.ts';

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

function withCommit(task: Task, target: Target, findings: readonly GateFinding[]): readonly GateFinding[] {
  const commit = commitFinding(task, target);
  return commit === undefined ? findings : [commit, ...findings];
}

interface Judged {
  readonly values: Values;
  /** Empty: it is no promotion. */
  readonly findings: readonly GateFinding[];
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
  const stale = findings.some(({ rule }) => rule === 'same-commit');
  const warnings = [
    ...(values.comment && word !== 'not-applicable' ? await comment(task, target, report) : []),
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
    links: [{ label: nameOf(pull), url: pull.url }],
    warnings,
  };
}

function wordFor(findings: readonly GateFinding[]): GateWord {
  if (findings.length === 0) {
    return 'not-applicable';
  }
  if (findings.some(({ ok }) => ok === false)) {
    return 'failed';
  }
  return findings.every(({ ok }) => ok === true) ? 'passed' : 'unknown';
}

function verdictFor(word: GateWord, pull: PullRequest, findings: readonly GateFinding[]): Verdict {
  const name = nameOf(pull);
  const said = (ok: boolean | null) =>
    findings.filter((finding) => finding.ok === ok).map(({ rule, text }) => `${rule}: ${text}`);
  switch (word) {
    case 'passed':
      return { status: 'succeeded', message: `${name} may be merged: ${findings.length} rules are met.` };
    case 'not-applicable':
      return { status: 'succeeded', message: `${name} is no promotion: the gate has nothing to say.` };
    case 'failed':
      return failed(
        'gate-failed',
        `${name} must not be merged: ${[...said(false), ...said(null)].join('; ')}.`,
      ).verdict;
    default: {
      const cause = findings.find(({ cause: verdict }) => verdict !== undefined)?.cause;
      const message = `whether ${name} may be merged is not known: ${said(null).join('; ')}.`;
      return cause?.status === 'unknown' || cause?.status === 'failed'
        ? { ...cause, message }
        : unknown('not-assessable', message).verdict;
    }
  }
}

/** What kept it from being written: a fork's token may only read, and the job's log says all of it too. */
async function comment(
  task: Task,
  { forge, place, linked }: Target,
  report: string,
): Promise<readonly string[]> {
  const { client } = task;
  try {
    const evidence = linked === undefined ? [] : await evidenceLines(client, linked.promotion);
    const marker = `gate/${client.project.replaceAll(/-{2,}/g, '-')}`;
    await forge.comment({ ...place, marker, body: [report, ...evidence].join('\n') });
    return [];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [`the comment was not written, the summary of the job says the same: ${error.message}`];
  }
}

/** Beside the rules: what it brings. It is not what the gate decides by, so that it may be missing. */
async function evidenceLines(client: KargoClient, promotion: Promotion): Promise<readonly string[]> {
  try {
    return ['', evidenceReport(client, await evidenceOfPromotion(client, promotion))];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [];
  }
}

/** Only green is success: what is not known stays pending, which no rule takes for green. */
const states = {
  passed: 'success',
  'not-applicable': 'success',
  failed: 'failure',
  unknown: 'pending',
} as const;

async function setStatus(
  { settings }: Task,
  { forge, pull }: Target,
  {
    context,
    word,
    verdict,
  }: { readonly context: string; readonly word: GateWord; readonly verdict: Verdict },
): Promise<readonly string[]> {
  const { jobUrl } = settings.site;
  try {
    await forge.setStatus({
      repository: pull.repository,
      sha: pull.head.sha,
      context,
      state: states[word],
      description: verdict.message,
      ...(jobUrl !== undefined && { url: jobUrl }),
    });
    return [];
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return [`the commit status ${context} was not set: ${error.message}`];
  }
}
