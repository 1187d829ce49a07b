import type { Result } from '../apply/carry-out.ts';
import { readDocuments } from '../apply/documents.ts';
import { fieldsOf, type Manifest, manifestsOf } from '../apply/manifest.ts';
import { planOf, type Step } from '../apply/plan.ts';
import {
  droppedRemark,
  type Entry,
  isBlindUpdate,
  planJson,
  planLines,
  planSummary,
} from '../apply/report.ts';
import { withDeadline } from '../clock.ts';
import { defineCommand } from '../command.ts';
import type { Context } from '../context.ts';
import { InputError } from '../errors.ts';
import { checkConnection, connection, inProject, waiting } from '../inputs/shared.ts';
import { connect } from '../kargo/connect.ts';
import type { Verdict } from '../verdict.ts';

export const command = defineCommand({
  name: 'apply',
  description:
    'Bring manifests of the repository into a project, with a plan first. Nothing is ever deleted.',
  inputs: {
    ...connection,
    ...inProject,
    files: {
      type: 'list',
      required: true,
      description:
        'The manifests: paths, folders, or patterns such as `kargo/**/*.yaml`; `-` is standard input, for the output of Kustomize. YAML of several documents, or JSON.',
    },
    'dry-run': {
      type: 'boolean',
      default: false,
      description:
        'Only make the plan, from what can be read: for merge requests. Nothing is sent that changes anything.',
    },
    timeout: { ...waiting.timeout, default: '5m' },
  },
  outputs: {
    created: 'What was created (with dry-run: what would be), as a JSON list such as ["Stage/test"].',
    updated: 'What was changed (with dry-run: what would be), as a JSON list.',
    unchanged: 'What is so already, as a JSON list.',
    plan: 'Every object with kind, name, manifest, action (create, change, unchanged, cannot-tell), the differences and, when applied, its result, as JSON.',
  },
  check: checkConnection,

  async run(inputs, context) {
    return withDeadline(context, inputs.timeout, async ({ signal }) => {
      const manifests = manifestsOf(
        await readDocuments(inputs.files, () => standardInput(context, signal)),
        inputs.project,
      );
      hideSecrets(manifests, context);
      const client = await connect(inputs, context, signal);
      const steps = await planOf(client, manifests);
      context.log.section(`Plan for project ${inputs.project}`);
      for (const step of steps) {
        context.log.info(planLines(step));
      }
      if (inputs['dry-run']) {
        return resultOf(
          steps.map((step) => ({ step })),
          dryVerdict(steps),
        );
      }
      const { carryOut } = await import('../apply/carry-out.ts');
      const results = await carryOut(steps, { client, log: context.log });
      for (const result of results) {
        context.log.debug(`${result.step.manifest.title}: ${result.state}`);
      }
      return resultOf(
        results.map((result) => ({ step: result.step, result })),
        verdictOf(results),
      );
    });
  },
});

async function standardInput(context: Context, signal: AbortSignal): Promise<string> {
  const ended = new Promise<never>((_, reject) => {
    const accepted = 'standard input did not end within the timeout: is anything written to it?';
    signal.addEventListener('abort', () =>
      reject(new InputError([{ input: 'files', value: '-', accepted }])),
    );
  });
  return Promise.race([context.standardInput(), ended]);
}

/** Keys of credentials that are no secrets: hiding `kargo` or an address everywhere would spoil every line. */
const openKeys = ['username', 'repoURL', 'repoURLIsRegex', 'type', 'name'];
/** Shorter values are words. */
const shortestSecret = 8;

/** What a Secret holds must not come back in the words of a server. */
function hideSecrets(manifests: readonly Manifest[], context: Context): void {
  for (const { content } of manifests.filter(({ kind }) => kind === 'Secret')) {
    const plain = secretsIn(content.stringData);
    const encoded = secretsIn(content.data);
    const decoded = encoded.map((value) => Buffer.from(value, 'base64').toString('utf8'));
    for (const value of [...plain, ...encoded, ...decoded]) {
      if (value.length >= shortestSecret) {
        context.mask(value);
      }
    }
  }
}

function secretsIn(data: unknown): readonly string[] {
  return Object.entries(fieldsOf(data)).flatMap(([key, value]) =>
    typeof value === 'string' && !openKeys.includes(key) ? [value] : [],
  );
}

function resultOf(entries: readonly Entry[], verdict: Verdict) {
  const namesOf = (...states: readonly string[]) =>
    JSON.stringify(
      entries
        .filter(({ step, result }) => states.includes(result?.state ?? step.action))
        .map(({ step }) => step.manifest.title),
    );
  return {
    verdict,
    outputs: {
      created: namesOf('create', 'created'),
      updated: namesOf('change', 'updated'),
      unchanged: namesOf('unchanged'),
      plan: planJson(entries),
    },
    summary: planSummary(entries, verdict.message),
    warnings: entries.flatMap(({ step, result }) =>
      result !== undefined && 'dropped' in result && result.dropped.length > 0
        ? [`${step.manifest.title}: ${droppedRemark(result.dropped)}`]
        : [],
    ),
  };
}

/** A plan of nothing to do is `unchanged`; what nobody can tell is something to do. */
function dryVerdict(steps: readonly Step[]): Verdict {
  const count = (action: Step['action']) => steps.filter((step) => step.action === action).length;
  if (count('unchanged') === steps.length) {
    return { status: 'unchanged', message: `Nothing to do: ${allSo(steps.length)}.` };
  }
  const parts = [
    counted(count('create'), 'would be created'),
    counted(count('change'), 'would be changed'),
    counted(count('unchanged'), 'would stay'),
    counted(count('cannot-tell'), 'cannot be told'),
  ];
  return { status: 'succeeded', message: `Plan: ${listed(parts)}. Nothing was sent.` };
}

function verdictOf(results: readonly Result[]): Verdict {
  const count = (state: Result['state']) => results.filter((result) => result.state === state).length;
  if (count('unchanged') === results.length) {
    return { status: 'unchanged', message: `Nothing was to do: ${allSo(results.length)}.` };
  }
  const blind = results.filter((result) => isBlindUpdate(result.step, result)).length;
  const parts = [
    counted(count('created'), 'created'),
    counted(count('updated') - blind, 'updated'),
    counted(blind, 'written again, changed or not (what was there cannot be read)'),
    counted(count('unchanged'), 'unchanged'),
    counted(count('failed'), 'refused'),
    counted(count('unknown'), 'unknown'),
  ];
  const said = `${listed(parts)}.`;
  const failures = results.filter((result) => result.state === 'failed');
  const [failure] = failures;
  if (failure !== undefined) {
    const isOne = failures.every(({ reason }) => reason === failure.reason);
    const reason = isOne ? failure.reason : 'refused';
    return { status: 'failed', reason, message: `${said} ${explained(failures)}` };
  }
  const unclear = results.filter((result) => result.state === 'unknown');
  return unclear.length > 0
    ? { status: 'unknown', reason: 'answer-lost', message: `${said} ${explained(unclear)}` }
    : { status: 'succeeded', message: said };
}

const mostExplained = 5;

/** What is said of several in the same words is said once. */
function explained(results: readonly (Result & { readonly message: string })[]): string {
  const messages = [...new Set(results.map(({ message }) => message))];
  const shown = messages.slice(0, mostExplained).map((message) => {
    const those = results.filter((result) => result.message === message);
    return `${those.map(({ step }) => `${step.manifest.title} (${step.manifest.place})`).join(', ')}: ${message}`;
  });
  return `${shown.join('; ')}${messages.length > mostExplained ? '; and more, see the output plan' : ''}`;
}

function allSo(count: number): string {
  return count === 1
    ? 'the object is as its manifest says'
    : `all ${count} objects are as their manifests say`;
}

function counted(count: number, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${what}`;
}

function listed(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(', ');
}
