import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';

/** Which pull request is meant. */
export const pullRequestInputs = {
  promotion: {
    type: 'list',
    description: 'The Promotion whose pull request is meant, by name: one. Kargo tells which one that is.',
  },
  'pull-request': {
    type: 'string',
    description:
      'The pull request: its URL, or its number in `repository`. Default: that of the Promotion, else the one that the job runs for.',
  },
} as const satisfies InputTable;

export type PullRequestValues = InputValues<typeof pullRequestInputs>;

/** The rules of the group that need no look at the host. */
export function checkPullRequest(values: PullRequestValues): readonly Problem[] {
  const { 'pull-request': named, promotion } = values;
  const isOne = named === undefined || /^[1-9]\d{0,9}$/.test(named) || /^https?:\/\//.test(named);
  return [
    ...(isOne
      ? []
      : [
          { input: 'pull-request', value: named, accepted: 'must be a number, or the URL of a pull request' },
        ]),
    ...(promotion.length <= 1
      ? []
      : [{ input: 'promotion', value: promotion.join(', '), accepted: 'name one Promotion' }]),
  ];
}
