import type { ForgeSettings } from '../forge/connect.ts';
import { whereabouts } from '../forge/connect.ts';
import type { PullRequest } from '../forge/forge.ts';
import { isTerminal, phaseOf, progressOf } from '../kargo/promotion.ts';
import { nameOf } from './description.ts';
import type { Finding } from './finding.ts';
import {
  baseDoubt,
  claimsPromotion,
  forkDoubt,
  headDoubt,
  type Linked,
  type Place,
  waitsFor,
} from './link.ts';

/** A pull request with the Promotion whose steps name it. */
export interface LinkedPull {
  readonly pull: PullRequest;
  readonly place: Place;
  readonly linked: Linked;
}

/** Whether it still is what Kargo made: by its place, its head commit and its base. */
export function originFindings({ pull, linked }: LinkedPull): readonly Finding[] {
  const { name } = linked.promotion.metadata;
  return [
    finding('own-branch', forkDoubt(pull), `its head branch is in ${pull.repository} itself`),
    finding(
      'head-commit',
      headDoubt(linked, pull),
      `its head ${pull.head.sha} is the commit that Promotion ${name} pushed`,
    ),
    finding(
      'base-branch',
      baseDoubt(linked, pull),
      linked.step.base === undefined
        ? `its base is ${pull.base.branch}; what the template asks for only Kargo can work out`
        : `its base is ${pull.base.branch}, as the template asks`,
    ),
  ];
}

/** Whether the Promotion is Running at the step that waits for it: otherwise a merge changes Git without a Promotion. */
export function waitingFinding(
  { pull, place, linked: { promotion } }: LinkedPull,
  settings: Pick<ForgeSettings, 'inputs' | 'site'>,
): Finding {
  const rule = 'promotion-waits';
  const { name } = promotion.metadata;
  const what = `Promotion ${name} to Stage "${promotion.spec.stage}"`;
  if (isTerminal(promotion.status)) {
    const text = `${what} has ended ${phaseOf(promotion.status)}: merging would change Git without a Promotion`;
    return { rule, ok: false, text };
  }
  return waitsFor(promotion, place, whereabouts(settings))
    ? { rule, ok: true, text: `${what} waits for it` }
    : { rule, ok: false, text: `${what} is ${progressOf(promotion)}, and does not wait for ${nameOf(pull)}` };
}

function finding(rule: string, doubt: string | undefined, otherwise: string): Finding {
  return { rule, ok: doubt === undefined, text: doubt ?? otherwise };
}

/** The branches that a user expects of a pull request. */
export interface Expected {
  readonly head: string | undefined;
  readonly base: string | undefined;
}

/** What is wrong with a pull request by the branches that the user expects; sentences without a full stop. */
export function unexpectedBranches(pull: PullRequest, { head, base }: Expected): readonly string[] {
  return [
    ...(head === undefined || head === pull.head.branch
      ? []
      : [`its head branch is ${pull.head.branch}, and ${head} was expected`]),
    ...(base === undefined || base === pull.base.branch
      ? []
      : [`its base branch is ${pull.base.branch}, and ${base} was expected`]),
  ];
}

/** Why a pull request without a Promotion is not merged; it is when somebody names exactly this one. */
export function strangerDoubts(
  pull: PullRequest,
  { named, ...expected }: Expected & { readonly named: boolean },
): readonly string[] {
  const fork = forkDoubt(pull);
  return [
    ...(claimsPromotion(pull.head.branch)
      ? [
          `its head branch ${pull.head.branch} is called like one of Kargo's, and no Promotion of the project names this pull request`,
        ]
      : []),
    ...(fork === undefined ? [] : [fork]),
    ...(named && expected.head !== undefined && expected.base !== undefined
      ? []
      : [
          'no Promotion of the project names it: a pull request of `open-promotion-pr` is merged only when it is named by `pull-request`, together with the expected `head` and `base`',
        ]),
    ...unexpectedBranches(pull, expected),
  ];
}
