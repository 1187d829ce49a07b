import type { PullRequest } from '../forge/forge.ts';
import type { KargoClient } from '../kargo/client.ts';
import { phaseOf } from '../kargo/promotion.ts';
import type { Promotion } from '../kargo/types.ts';
import { nameOf, wordFor } from '../pull-request/description.ts';
import type { Verdict } from '../verdict.ts';
import { block, link, table, text } from './markdown.ts';

/** A pull request, its Promotion where it has one, and what came of a command about it. */
export interface PullRequestReport {
  readonly client: KargoClient;
  readonly pull: PullRequest;
  readonly promotion: Promotion | undefined;
  readonly verdict: Verdict;
}

/** For the job summary. */
export function pullRequestSummary({ client, pull, promotion, verdict }: PullRequestReport): string {
  const cells = [
    link(nameOf(pull), pull.url),
    text(pull.title),
    pull.state,
    pull.checks,
    pull.approval,
    promotion === undefined
      ? ''
      : `${link(promotion.metadata.name, client.uiLink('promotion', promotion.metadata.name))} ${phaseOf(promotion.status)}`,
  ];
  return [
    table([wordFor(pull.url), 'title', 'state', 'checks', 'approval', 'Promotion'], [cells]),
    '',
    block(verdict.message),
  ].join('\n');
}
