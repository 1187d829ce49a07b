import { type Deadline, withDeadline } from '../clock.ts';
import { defineCommand, type InputValues, type Result } from '../command.ts';
import type { Context } from '../context.ts';
import { failed, isKargoError, type Problem } from '../errors.ts';
import { connectForge, whereabouts } from '../forge/connect.ts';
import type { Forge, PullRequest } from '../forge/forge.ts';
import { locate } from '../forge/location.ts';
import { isOfWorkflow, workflowTokenLimit } from '../forge/workflow-token.ts';
import { checkForge, forgeInputs } from '../inputs/forge.ts';
import { checkPullRequest, pullRequestInputs } from '../inputs/pull-request.ts';
import { checkSelection, selectionInputs, selectionOf, waysToSelect } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import type { KargoClient } from '../kargo/client.ts';
import { connect } from '../kargo/connect.ts';
import { awaitFreight } from '../kargo/find.ts';
import { linkTo, wordFor } from '../pull-request/description.ts';
import { type Dress, dressPullRequest, firstBody } from '../pull-request/dress.ts';
import { type Evidence, evidenceOf, evidenceOfPromotion } from '../pull-request/evidence.ts';
import { doubtsAbout } from '../pull-request/link.ts';
import { orphanOf } from '../pull-request/orphan.ts';
import { pullRequestOutputs, pullRequestOutputValues } from '../pull-request/outputs.ts';
import { isReviewer } from '../pull-request/section.ts';
import { findTarget } from '../pull-request/target.ts';
import { evidenceReport } from '../report/evidence.ts';
import type { Verdict } from '../verdict.ts';

const inputs = {
  ...connection,
  ...inProject,
  ...pullRequestInputs,
  head: {
    type: 'string',
    description:
      'For pipelines in which CI itself writes the change: the branch that holds it. A pull request from it to `base` is opened, or the open one is taken. It needs `stage` and Freight.',
  },
  base: { type: 'string', description: 'The branch that `head` is to be merged into.' },
  stage: { type: 'list', description: 'With `head`: the Stage that the change is for. One.' },
  ...selectionInputs,
  title: {
    type: 'string',
    freeText: true,
    description:
      'With `head`: the title. Default: one with the Freight and the Stage. A title that somebody else gave to the pull request since is left alone.',
  },
  body: {
    type: 'string',
    freeText: true,
    description:
      'Markdown for the description, before the evidence. It stands in a section of its own: what Kargo and people write around it stays.',
  },
  draft: {
    type: 'boolean',
    default: false,
    description: 'With `head`: open it as a draft. One that exists stays as it is.',
  },
  labels: { type: 'list', description: 'Labels to add. Those that it has stay.' },
  reviewers: {
    type: 'list',
    description:
      'Who is asked for a review, once: user names, on GitHub also teams as organisation/team. Whom the forge does not take is a warning.',
  },
  ...forgeInputs,
  ...waiting,
} as const;

const outputs = {
  ...pullRequestOutputs,
  operation: 'What was done with the pull request: created, updated or unchanged.',
  promotion: 'The name of the Promotion of the pull request, if Kargo opened it.',
  freight: 'The name of the Freight.',
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'open-promotion-pr',
  description:
    'Put evidence, labels and reviewers to the pull request of a Promotion, or open one for a branch that CI wrote.',
  inputs,
  outputs,
  check: (values) => [
    ...checkConnection(values),
    ...checkPullRequest(values),
    ...checkForge(values),
    ...values.reviewers
      .filter((name) => !isReviewer(name))
      .map((value) => ({ input: 'reviewers', value, accepted: 'must be a user name, or organisation/team' })),
    ...(values.head === undefined ? checkOfPromotion(values) : checkOfBranch(values)),
  ],

  async run(values, context) {
    return withDeadline(context, values.timeout, async (deadline) => {
      const client = await connect(values, context, deadline.signal);
      return new Opening(values, { context, client, deadline }).toItsEnd();
    });
  },
});

/** What is for a branch of CI means nothing for a pull request that Kargo opened. */
function checkOfPromotion(values: Values): readonly Problem[] {
  const given = [
    ...(['base', 'title'] as const).filter((name) => values[name] !== undefined),
    ...(values.stage.length > 0 ? ['stage'] : []),
    ...(values.draft ? ['draft'] : []),
    ...(waysToSelect(values).length > 0 ? ['freight'] : []),
  ];
  return given.map((input) => ({
    input,
    accepted: 'only with head: of a pull request that Kargo opened the Promotion says it',
  }));
}

function checkOfBranch(values: Values): readonly Problem[] {
  const named = values.promotion.length > 0 ? 'promotion' : 'pull-request';
  return [
    ...(values.promotion.length === 0 && values['pull-request'] === undefined
      ? []
      : [{ input: named, accepted: 'name head and base, or the pull request that Kargo opened, not both' }]),
    ...(values.base === undefined
      ? [{ input: 'base', accepted: 'is needed with head: the branch to merge into' }]
      : []),
    ...(values.stage.length === 1
      ? []
      : [{ input: 'stage', accepted: 'is needed with head: the one Stage that the change is for' }]),
    ...checkSelection(values),
  ];
}

interface Surroundings {
  readonly context: Context;
  readonly client: KargoClient;
  readonly deadline: Deadline;
}

type Operation = 'created' | 'updated' | 'unchanged';

/** One run, and what is known so far: told whatever the end. */
class Opening {
  readonly #values: Values;
  readonly #around: Surroundings;
  readonly #warnings: string[] = [];
  #pull: PullRequest | undefined;
  #evidence: Evidence | undefined;
  #operation: Operation | undefined;

  constructor(values: Values, around: Surroundings) {
    this.#values = values;
    this.#around = around;
  }

  async toItsEnd(): Promise<Result<typeof outputs>> {
    const verdict = await this.#run();
    const pull = this.#pull;
    return {
      verdict,
      outputs: {
        ...pullRequestOutputValues(pull),
        operation: this.#operation ?? '',
        promotion: this.#evidence?.promotion ?? '',
        freight: this.#evidence?.freight.name ?? '',
      },
      ...(this.#evidence !== undefined && { summary: evidenceReport(this.#around.client, this.#evidence) }),
      links: pull === undefined ? [] : [linkTo(pull)],
      warnings: this.#warnings,
    };
  }

  async #run(): Promise<Verdict> {
    const { head, base } = this.#values;
    try {
      return head === undefined || base === undefined
        ? await this.#ofPromotion()
        : await this.#ofBranch(head, base);
    } catch (thrown) {
      if (isKargoError(thrown)) {
        return thrown.verdict;
      }
      throw thrown;
    }
  }

  async #ofPromotion(): Promise<Verdict> {
    const { context, client, deadline } = this.#around;
    const settings = { inputs: this.#values, site: await context.site(), context };
    const target = await findTarget({ client, deadline, settings });
    if (target === undefined) {
      return this.#unchanged('The Promotion succeeded without a pull request: there was nothing to open.');
    }
    const { forge, linked } = target;
    this.#pull = target.pull;
    const { url, state } = target.pull;
    if (linked === undefined) {
      const advice = 'To open one for a branch that CI wrote, name head, base, stage and the Freight.';
      throw failed(
        'not-found',
        `No Promotion of project "${client.project}" names ${url}, so there is no evidence about it. ${advice}`,
      );
    }
    if (state !== 'open') {
      return this.#unchanged(`The ${wordFor(url)} ${url} is ${state} already: it was left as it is.`);
    }
    const orphan = orphanOf(linked.promotion, url);
    if (orphan !== undefined) {
      return orphan;
    }
    this.#warnings.push(...doubtsAbout(linked, target.pull).map((doubt) => `${url}: ${doubt}`));
    this.#evidence = await evidenceOfPromotion(client, linked.promotion);
    return this.#dress(forge, target.pull, this.#evidence);
  }

  async #ofBranch(head: string, base: string): Promise<Verdict> {
    const { context, client, deadline } = this.#around;
    const settings = { inputs: this.#values, site: await context.site(), context };
    const location = locate(whereabouts(settings));
    const forge = await connectForge(settings, location, deadline.signal);
    const stage = await client.getStage(this.#values.stage[0] ?? '');
    const freight = await awaitFreight({ client, log: context.log, selection: selectionOf(this.#values) });
    this.#evidence = evidenceOf(stage, freight);
    const dress = this.#dressFor(this.#evidence);
    const { repository } = location;
    const title = dress.title ?? '';
    const { draft } = this.#values;
    const opened = await forge.open({ repository, head, base, title, body: firstBody(dress), draft });
    if (opened.outcome === 'nothing-to-change') {
      return this.#unchanged(`${base} of ${repository} holds everything of ${head} already: ${opened.text}`);
    }
    this.#pull = opened.pullRequest;
    context.publish(pullRequestOutputValues(this.#pull));
    if (opened.outcome === 'created') {
      this.#operation = 'created';
      context.publish({ operation: 'created' });
      if (isOfWorkflow(opened.pullRequest.author)) {
        this.#warnings.push(workflowTokenLimit);
      }
    }
    return this.#dress(forge, opened.pullRequest, this.#evidence);
  }

  async #dress(forge: Forge, pull: PullRequest, evidence: Evidence): Promise<Verdict> {
    const { changed, warnings } = await dressPullRequest(forge, pull, this.#dressFor(evidence));
    this.#warnings.push(...warnings);
    this.#operation ??= changed ? 'updated' : 'unchanged';
    return this.#operation === 'unchanged'
      ? { status: 'unchanged', message: `The ${wordFor(pull.url)} ${pull.url} had all of this already.` }
      : { status: 'succeeded', message: `The ${wordFor(pull.url)} ${pull.url} was ${this.#operation}.` };
  }

  #dressFor(evidence: Evidence): Dress {
    const { labels, reviewers, title, body } = this.#values;
    const report = evidenceReport(this.#around.client, evidence);
    const { freight, stage } = evidence;
    return {
      section: body === undefined ? report : `${body}\n\n${report}`,
      labels,
      reviewers,
      title: title ?? `Promote ${freight.alias ?? freight.name.slice(0, 7)} to ${stage}`,
    };
  }

  #unchanged(message: string): Verdict {
    this.#operation = 'unchanged';
    return { status: 'unchanged', message };
  }
}
