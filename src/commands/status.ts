import { withDeadline } from '../clock.ts';
import { defineCommand, type InputValues } from '../command.ts';
import type { Context } from '../context.ts';
import { failed } from '../errors.ts';
import { checkSelection, selectionInputs, selectionOf, waysToSelect } from '../inputs/selection.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import { answersTo, verdictOn } from '../pipeline/question.ts';
import { reportJson } from '../pipeline/report.ts';
import { type StageView, stageViews } from '../pipeline/stage-view.ts';
import { type Survey, surveyProject, unseen } from '../pipeline/survey.ts';
import { pipelineLines, pipelineSummary } from '../report/pipeline.ts';
import type { Verdict } from '../verdict.ts';

const inputs = {
  ...connection,
  ...inProject,
  stage: { type: 'list', description: 'Only these Stages. Without it: all of the project.' },
  freight: selectionInputs.freight,
  alias: selectionInputs.alias,
  image: {
    type: 'list',
    description: 'Where is the Freight that holds these images? Each as repository:tag or repository@digest.',
  },
  commit: {
    type: 'list',
    description: 'Where is the Freight that holds these commits? Each as a full SHA or a tag.',
  },
  chart: {
    type: 'list',
    description: 'Where is the Freight that holds these Helm charts? Each as repository/name:version.',
  },
  warehouse: { type: 'list', description: 'Only Freight of these Warehouses is asked for.' },
  timeout: { ...waiting.timeout, default: '2m' },
} as const;

type Values = InputValues<typeof inputs>;

export const command = defineCommand({
  name: 'status',
  description: 'Show the pipeline of a project, and where a commit or image is in it.',
  inputs,
  outputs: {
    report: 'All that was seen, as JSON; described in docs/status-report.md.',
  },
  check: (values) => [...checkConnection(values), ...(isAsking(values) ? checkSelection(asked(values)) : [])],

  async run(values, context) {
    return withDeadline(context, values.timeout, async ({ signal }) => {
      const client = await connect(values, context, signal);
      const survey = await surveyProject(client, values.stage);
      hideReceivers(survey, context);
      const views = stageViews(survey, values.stage);
      checkNames(values.stage, survey);
      const question = { selection: selectionOf(asked(values)), survey, views, only: values.stage };
      const answers = isAsking(values) ? answersTo(question) : [];
      const pipeline = { client, survey, views, answers };
      for (const line of pipelineLines(pipeline)) {
        context.log.info(line);
      }
      return {
        verdict: isAsking(values)
          ? await verdictOn(question, answers)
          : overview(client.project, survey, views),
        outputs: { report: reportJson(client.project, survey, { views, answers }) },
        summary: pipelineSummary(pipeline),
      };
    });
  },
});

/** The inputs that select Freight; several may match, and each is told of. */
function asked(values: Values) {
  return { ...values, select: 'newest' as const };
}

function isAsking(values: Values): boolean {
  return waysToSelect(asked(values)).length > 0;
}

/** Whoever knows the URL of a receiver can call it. */
function hideReceivers({ receivers }: Survey, context: Context): void {
  for (const { url } of receivers.items ?? []) {
    context.mask(url);
    if (URL.canParse(url)) {
      context.mask(new URL(url).pathname);
    }
  }
}

/** @throws KargoError `not-found` when a Stage was named that the project does not have. */
function checkNames(names: readonly string[], { stages }: Survey): void {
  const known = stages.items?.map(({ metadata }) => metadata.name);
  const missing = names.filter((name) => known?.includes(name) === false);
  if (missing.length > 0) {
    throw failed(
      'not-found',
      `There is no Stage "${missing.join('", "')}" in the project, which has ${known?.slice(0, 20).join(', ') || 'none'}.`,
    );
  }
}

function overview(project: string, survey: Survey, views: readonly StageView[]): Verdict {
  if (survey.stages.items === undefined) {
    const message = `Of project "${project}" only the Freight could be read. ${survey.stages.unread}`;
    return { status: 'failed', reason: 'forbidden', message };
  }
  const count = (condition: StageView['condition']) =>
    views.filter((view) => view.condition === condition).length;
  const parts = [
    [count('good'), 'good'],
    [count('busy'), 'with a Promotion under way'],
    [count('waiting'), 'not verified yet'],
    [count('bad'), 'in trouble'],
    [count('empty'), 'empty'],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`);
  const message = `Project "${project}": ${views.length} ${views.length === 1 ? 'Stage' : 'Stages'}${told.length === 0 ? '' : ` (${told.join(', ')})`}${unseen(survey)}.`;
  return { status: 'succeeded', message };
}
