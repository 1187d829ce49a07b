import { isKargoError } from '../../errors.ts';
import { child, children, type Json, objectOf, text } from '../fields.ts';
import { type GitHubApi, ownerAndRepo } from './api.ts';
import type { Detail } from './detail.ts';
import { type Finding, pendingLift, waits } from './mergeability.ts';

/** How long the rules of a branch are taken for unchanged. */
const freshMs = 300_000;

/**
 * What the rules of the base branch (rulesets, and the checks of classic protection: both readable with read access)
 * say about a BLOCKED that reviews and reported checks do not explain.
 */
export async function ruleFindings(
  api: GitHubApi,
  { repository, base, author }: { repository: string; base: string; author: string },
  detail: Detail | undefined,
): Promise<readonly Finding[]> {
  const rules = await rulesOf(api, repository, base).catch(noneWhenRefused);
  const reported = new Set(detail?.checks?.map(({ name }) => name) ?? []);
  const missing = requiredChecks(rules).filter((name) => !reported.has(name));
  const findings: Finding[] = [];
  if (missing.length > 0 && detail?.checks !== undefined && !detail.moreChecks) {
    findings.push(
      waits({
        kind: 'checks',
        text: `required, not reported: ${missing.join(', ')}`,
        lift: pendingLift(author),
      }),
    );
  }
  if ((detail?.unresolvedThreads ?? 0) > 0 && rules.some(wantsThreadsResolved)) {
    const lift = 'Somebody resolves the open conversations.';
    findings.push(
      waits({ kind: 'policy', text: `${detail?.unresolvedThreads} unresolved conversations`, lift }),
    );
  }
  const others = rules.filter((rule) => !explainedElsewhere.has(text(rule, 'type') ?? ''));
  if (findings.length === 0 && others.length > 0) {
    const lift = `An administrator of the repository, or somebody on the bypass list of the ruleset.`;
    findings.push(
      waits({ kind: 'policy', text: `rules of ${base}: ${others.map(ruleName).join(', ')}`, lift }),
    );
  }
  return findings;
}

/** A token that may not read the rules: what blocks is then said in general. */
function noneWhenRefused(thrown: unknown): readonly Json[] {
  if (isKargoError(thrown) && thrown.verdict.status === 'failed') {
    return [];
  }
  throw thrown;
}

/** Rules that say nothing about merging, or that reviews and checks show. */
const explainedElsewhere = new Set([
  'required_status_checks',
  'pull_request',
  'merge_queue',
  'deletion',
  'non_fast_forward',
  'creation',
]);

function ruleName(rule: Json): string {
  const source = text(rule, 'ruleset_source');
  return `${text(rule, 'type') ?? '?'}${source === undefined ? '' : ` (ruleset of ${source})`}`;
}

function wantsThreadsResolved(rule: Json): boolean {
  return (
    text(rule, 'type') === 'pull_request' &&
    child(rule, 'parameters').required_review_thread_resolution === true
  );
}

function requiredChecks(rules: readonly Json[]): readonly string[] {
  return rules
    .filter((rule) => text(rule, 'type') === 'required_status_checks')
    .flatMap((rule) => children(child(rule, 'parameters'), 'required_status_checks'))
    .flatMap((check) => text(check, 'context') ?? []);
}

async function rulesOf(api: GitHubApi, repository: string, base: string): Promise<readonly Json[]> {
  const key = `${repository} ${base}`;
  const now = api.connection.clock.now();
  const known = api.known.rules.get(key);
  if (known !== undefined && now - known.at < freshMs) {
    return known.rules;
  }
  const rules = readRules(api, repository, base);
  api.known.rules.set(key, { at: now, rules });
  rules.catch(() => api.known.rules.delete(key));
  return rules;
}

async function readRules(api: GitHubApi, repository: string, base: string): Promise<readonly Json[]> {
  const where = { ...ownerAndRepo(repository), branch: base };
  const purpose = { doing: `reading the rules of ${base} of ${repository}`, needs: 'contents: read' };
  const rulesets = await api.read(purpose, (rest) => rest.repos.getBranchRules({ ...where, per_page: 100 }));
  const branch = await api.read(purpose, (rest) => rest.repos.getBranch(where));
  const classic = child(child(objectOf(branch, purpose.doing), 'protection'), 'required_status_checks');
  const contexts = Array.isArray(classic.contexts) ? classic.contexts : [];
  return [
    ...children({ rulesets }, 'rulesets'),
    {
      type: 'required_status_checks',
      parameters: { required_status_checks: contexts.map((context) => ({ context })) },
    },
  ];
}
