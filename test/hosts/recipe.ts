import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readPages } from '../docs/markdown.ts';
import { type GitHubContext, pushToShop } from './composite/environment.ts';
import { fromJson, holds, interpolate, type Scope } from './composite/expressions.ts';
import { Job } from './composite/job.ts';
import type { StepResult } from './composite/step.ts';

const page = readPages().find(({ file }) => file === 'docs/recipes.md');

/** The YAML examples of a section of docs/recipes.md for a host, in order. Throws when there is no such section. */
export function recipesOf(heading: string, host: 'github' | 'gitlab'): readonly string[] {
  const text = page?.text ?? '';
  const start = text.split('\n').indexOf(`## ${heading}`) + 1;
  if (start === 0) {
    throw new Error(`docs/recipes.md has no section "${heading}"`);
  }
  const length = text
    .split('\n')
    .slice(start)
    .findIndex((line) => line.startsWith('## '));
  return (page?.blocks ?? [])
    .filter(({ language, line }) => language === 'yaml' && line > start && line <= start + length)
    .map((block) => block.text)
    .filter((block) => block.includes('$CI_SERVER_FQDN') === (host === 'gitlab'));
}

type Texts = Readonly<Record<string, string>>;

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Texts;
  readonly 'continue-on-error'?: boolean;
}

interface Workflow {
  readonly env?: Texts;
  readonly jobs: Readonly<
    Record<string, { readonly if?: string; readonly env?: Texts; readonly steps: readonly Step[] }>
  >;
}

/** What a workflow of the docs runs in. */
export interface RecipeRun {
  readonly github: Partial<GitHubContext>;
  readonly vars: Texts;
  readonly secrets: Texts;
  readonly inputs?: Texts;
  /** Which job. Default: the only one. */
  readonly job?: string;
  /** Its entry of the matrix, and what it needs. */
  readonly matrix?: Texts;
  readonly needs?: unknown;
}

/** Its steps; none when the condition of the job does not hold. */
export type RanSteps = readonly StepResult[];

/**
 * Runs a job of a workflow of the docs, or steps alone. Steps of others (`actions/checkout`) and scripts are
 * left out: the test does what they do.
 */
export async function runWorkflow(text: string, run: RecipeRun): Promise<RanSteps> {
  const workflow = asWorkflow(parse(text));
  const [job, ...others] = Object.entries(workflow.jobs).flatMap(([name, one]) =>
    run.job === undefined || run.job === name ? one : [],
  );
  if (job === undefined || others.length > 0) {
    throw new Error('one job is needed');
  }
  const { vars, secrets, inputs = {}, matrix = {}, needs = {} } = run;
  const contexts = { vars, secrets, inputs, matrix, needs };
  const scope = scopeOf(run.github, contexts);
  if (!holds(job.if, scope)) {
    return [];
  }
  const env = { ...workflow.env, ...job.env };
  const runner = new Job({
    env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, interpolate(value, scope)])),
    secrets: Object.values(run.secrets),
    github: run.github,
    contexts,
  });
  const results: StepResult[] = [];
  for (const [index, step] of job.steps.entries()) {
    const action = /^OWNER\/kargo-ci\/actions\/(?<name>[a-z-]+)@v1$/.exec(step.uses ?? '')?.groups?.name;
    if (action !== undefined) {
      results.push(
        await runner.uses(step.id ?? `step-${index}`, resolve('actions', action), {
          ...(step.if !== undefined && { if: step.if }),
          with: Object.fromEntries(
            Object.entries(step.with ?? {}).map(([name, value]) => [name, String(value)]),
          ),
          env: step.env ?? {},
          continueOnError: step['continue-on-error'] === true,
        }),
      );
    }
  }
  return results;
}

/** Some recipes are a list of steps. */
function asWorkflow(parsed: Workflow | readonly Step[]): Workflow {
  return 'jobs' in parsed ? parsed : { jobs: { only: { steps: parsed } } };
}

/** What the condition and the environment of a job see. */
function scopeOf(github: Partial<GitHubContext>, contexts: Readonly<Record<string, unknown>>): Scope {
  const { repository, event, headRef, baseRef, token } = { ...pushToShop, ...github };
  return {
    status: 'success',
    contexts: {
      ...Object.fromEntries(Object.entries(contexts).map(([name, values]) => [name, fromJson(values)])),
      github: fromJson({ repository, event, head_ref: headRef, base_ref: baseRef, token }),
    },
  };
}
