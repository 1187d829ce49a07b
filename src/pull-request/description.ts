import type { Link } from '../command.ts';
import type { PullRequest } from '../forge/forge.ts';

/** What the forge calls it: pages of merge requests are GitLab's. */
export function wordFor(url: string): 'pull request' | 'merge request' {
  return url.includes('/-/merge_requests/') ? 'merge request' : 'pull request';
}

/** A pull request in a sentence, as its forge writes it: `acme/gitops#7`, GitLab `acme/gitops!7`. */
export function nameOf({
  repository,
  number,
  url,
}: Pick<PullRequest, 'repository' | 'number' | 'url'>): string {
  return `${repository}${wordFor(url) === 'merge request' ? '!' : '#'}${number}`;
}

/** To its page. */
export function linkTo(pull: PullRequest): Link {
  const word = wordFor(pull.url) === 'merge request' ? 'Merge request' : 'Pull request';
  return { label: `${word} ${nameOf(pull)}`, url: pull.url };
}

/** Where an open pull request stands, for a progress line. The words of the forge are in it. */
export function standOf(pull: PullRequest): string {
  if (pull.state !== 'open') {
    return pull.state;
  }
  const { mergeability } = pull;
  const reasons =
    'reasons' in mergeability ? mergeability.reasons.map(({ kind, text }) => `${kind}: ${text}`) : [];
  return [
    pull.draft ? 'a draft' : 'open',
    `checks ${pull.checks}`,
    `approval ${pull.approval}`,
    mergeability.state === 'ready' ? 'ready to merge' : `not ready to merge (${mergeability.state})`,
    ...(pull.scheduled === undefined ? [] : [`in ${pull.scheduled === 'queue' ? 'a queue' : 'auto-merge'}`]),
    ...reasons,
  ].join(', ');
}
