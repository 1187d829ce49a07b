import type { PullRequest } from '../forge/forge.ts';

/** A pull request in a sentence: `acme/gitops#7`. */
export function nameOf({ repository, number }: Pick<PullRequest, 'repository' | 'number'>): string {
  return `${repository}#${number}`;
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
