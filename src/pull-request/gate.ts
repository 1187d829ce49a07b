import type { PullRequest } from '../forge/forge.ts';
import { formatDuration } from '../inputs/duration.ts';
import { soakedMs } from '../kargo/availability.ts';
import { hasOrderedName, isTerminal, phaseOf, pushesOf } from '../kargo/promotion.ts';
import { bornAt, type Freight, originKey, type Promotion } from '../kargo/types.ts';
import { readSituation } from '../promotion/situation.ts';
import { type Finding, orUnknown } from './finding.ts';
import { matchesAny } from './glob.ts';
import { claimsPromotion, type Linked } from './link.ts';
import { originFindings, waitingFinding } from './safety.ts';
import { commitFindings } from './source-commit.ts';
import type { Target, Task } from './target.ts';

/** What the user asks of a promotion; what is empty, zero or false is not asked. */
export interface GateRules {
  readonly branches: readonly string[];
  readonly 'verified-in': readonly string[];
  readonly soak: number;
  readonly 'not-superseded': boolean;
  readonly 'commit-on': readonly string[];
  readonly 'allowed-paths': readonly string[];
  readonly author: string | undefined;
}

/** A pull request whose steps name it, with the rules. */
export interface GateTask {
  readonly task: Task;
  readonly target: Target & { readonly linked: Linked };
  readonly rules: GateRules;
}

/**
 * Why a pull request that no Promotion names is held to be a promotion all the same: then it must not pass. Undefined
 * when it is none. A check belongs to a commit, not to a pull request: whoever opens another one for the commit that
 * Kargo pushed would make it green for both.
 */
export async function whyPromotion(
  { client }: Task,
  pull: PullRequest,
  branches: readonly string[],
): Promise<string | undefined> {
  const { branch, sha } = pull.head;
  if (claimsPromotion(branch)) {
    return `its head branch ${branch} is called like one of Kargo's`;
  }
  if (matchesAny(branch, branches)) {
    return `its head branch ${branch} is one of those that the input branches names`;
  }
  const pushed = (await client.listProjectPromotions()).find((promotion) =>
    pushesOf(promotion).some(({ commit }) => commit === sha),
  );
  return pushed === undefined
    ? undefined
    : `its head ${sha} is the commit that Promotion ${pushed.metadata.name} pushed for another one`;
}

/** The version that was looked at, against the one that the job runs for: the check of a job belongs to its commit. */
export function commitFinding({ settings: { site } }: Task, { pull, place }: Target): Finding | undefined {
  const isOwn =
    site.pullRequest === pull.number &&
    site.repository?.address === place.address &&
    site.pullRequestIn?.toLowerCase() === pull.repository.toLowerCase();
  if (!isOwn || site.headSha === undefined || site.headSha === pull.head.sha) {
    return undefined;
  }
  const text = `this job runs for commit ${site.headSha}, and the head is ${pull.head.sha} by now`;
  return { rule: 'same-commit', ok: false, text };
}

/** Looks at every rule. What cannot be found out is a finding too, not an error. */
export async function gateFindings(gate: GateTask): Promise<readonly Finding[]> {
  const { task, target, rules } = gate;
  const { pull } = target;
  const freight = once(() => task.client.getFreight(target.linked.promotion.spec.freight ?? ''));
  const asked: readonly (readonly [string, boolean, () => Promise<readonly Finding[]>])[] = [
    ['author', rules.author !== undefined, async () => [authorFinding(pull, rules.author ?? '')]],
    ['allowed-paths', rules['allowed-paths'].length > 0, () => pathFindings(gate)],
    ['verified-in', rules['verified-in'].length > 0, async () => verifiedFindings(gate, await freight())],
    ['not-superseded', rules['not-superseded'], async () => [await supersededFinding(gate, freight)]],
    ['commit-on', rules['commit-on'].length > 0, async () => commitFindings(gate, await freight())],
  ];
  const found = await Promise.all(
    asked.filter(([, isAsked]) => isAsked).map(([rule, , look]) => orUnknown(rule, look)),
  );
  return [
    { rule: 'open', ok: pull.state === 'open', text: `it is ${pull.state}` },
    ...originFindings(target),
    waitingFinding(target, task.settings),
    ...found.flat(),
  ];
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

/** Both forges do not tell logins apart by case. */
function authorFinding(pull: PullRequest, author: string): Finding {
  const ok = pull.author.toLowerCase() === author.toLowerCase();
  const text = `it was opened by ${pull.author}${ok ? '' : `, and ${author} was expected`}`;
  return { rule: 'author', ok, text };
}

async function pathFindings({ target, rules }: GateTask): Promise<readonly Finding[]> {
  const rule = 'allowed-paths';
  const allowed = rules[rule];
  const { paths, complete } = await target.forge.changedFiles(target.place);
  const strays = paths.filter((path) => !matchesAny(path, allowed));
  if (strays.length > 0) {
    const more = strays.length > 5 ? ` and ${strays.length - 5} more` : '';
    const text = `it changes ${strays.slice(0, 5).join(', ')}${more}, which matches none of ${allowed.join(', ')}`;
    return [{ rule, ok: false, text }];
  }
  return complete
    ? [{ rule, ok: true, text: `all ${paths.length} files match ${allowed.join(', ')}` }]
    : [{ rule, ok: null, text: 'the forge does not list all files that it changes' }];
}

function verifiedFindings({ task, rules }: GateTask, freight: Freight): readonly Finding[] {
  const now = task.client.clock.now();
  return rules['verified-in'].flatMap((stage) => {
    const verified = freight.status?.verifiedIn?.[stage];
    const name = freight.alias ?? freight.metadata.name;
    const text = `Freight ${name} is ${verified === undefined ? 'not ' : ''}verified in Stage "${stage}"`;
    const finding = { rule: 'verified-in', ok: verified !== undefined, text };
    return verified === undefined || rules.soak === 0
      ? [finding]
      : [finding, soakFinding({ freight, stage, now }, rules.soak)];
  });
}

/** Since the verification, and not longer than it was in the Stage: what was there for a minute has not soaked. */
function soakFinding(
  { freight, stage, now }: { readonly freight: Freight; readonly stage: string; readonly now: number },
  soak: number,
): Finding {
  const rule = 'soak';
  const verifiedAt = Date.parse(freight.status?.verifiedIn?.[stage]?.verifiedAt ?? '');
  if (Number.isNaN(verifiedAt)) {
    return { rule, ok: null, text: `Kargo does not say when it was verified in Stage "${stage}"` };
  }
  const soaked = Math.max(0, Math.min(now - verifiedAt, soakedMs(freight, stage, now)));
  const text = `it has soaked ${formatDuration(soaked)} in Stage "${stage}" since it was verified, and ${formatDuration(soak)} is asked`;
  return { rule, ok: soaked >= soak, text };
}

/** A newer Promotion of the Stage, or newer Freight there: merging would go backwards. */
async function supersededFinding(
  { task: { client }, target }: GateTask,
  ownFreight: () => Promise<Freight>,
): Promise<Finding> {
  const rule = 'not-superseded';
  const { promotion } = target.linked;
  const { stage, promotions } = await readSituation(client, promotion.spec.stage);
  const newer = promotions.findLast(
    (other) =>
      isNewer(other, promotion) && (!isTerminal(other.status) || phaseOf(other.status) === 'Succeeded'),
  );
  if (newer !== undefined) {
    const text = `Promotion ${newer.metadata.name} of the same Stage is newer (${phaseOf(newer.status)})`;
    return { rule, ok: false, text };
  }
  const freight = await ownFreight();
  const key = freight.origin === undefined ? '' : originKey(freight.origin);
  const current = stage.status?.freightHistory?.[0]?.items?.[key]?.name;
  if (current !== undefined && current !== freight.metadata.name) {
    const there = await client.getFreight(current);
    if (bornAt(there) > bornAt(freight)) {
      const name = there.alias ?? current;
      return { rule, ok: false, text: `Stage "${stage.metadata.name}" has newer Freight (${name})` };
    }
  }
  return { rule, ok: true, text: `no newer Promotion or Freight is in Stage "${stage.metadata.name}"` };
}

function isNewer(other: Promotion, own: Promotion): boolean {
  const [one, two] = [other.metadata, own.metadata];
  return hasOrderedName(one.name) && hasOrderedName(two.name)
    ? one.name > two.name
    : one.name !== two.name && (one.creationTimestamp ?? '') > (two.creationTimestamp ?? '');
}
