import { existsSync } from 'node:fs';
import type { InputTable, InputValues } from '../command.ts';
import type { Problem } from '../errors.ts';

/** Where pull requests live, and the token to go there: seldom the repository of the job. */
export const forgeInputs = {
  repository: {
    type: 'string',
    description:
      'The repository of the pull request: owner/name, or group/project with all subgroups; one elsewhere is refused or left alone. Default: where the URL of the pull request points to, else the repository of the job.',
  },
  forge: {
    type: 'string',
    description:
      'Which forge that is: github or gitlab. Default: that of the URL of the pull request, else that of the job.',
  },
  'forge-url': {
    type: 'string',
    description:
      'Address of the web pages of a GitHub Enterprise Server or a self-managed GitLab, when the job does not run there. `forge-token` is then sent to this address only.',
  },
  'forge-token': {
    type: 'string',
    secret: true,
    description:
      'Token for the forge: sent to `forge-url`, else to where `forge` is (that of the job, or the public one), and to no other. Default: GITHUB_TOKEN or GITLAB_TOKEN, else what the host gives to the job: github.token, which can do what `permissions` of the job say, or CI_JOB_TOKEN, which can only read.',
  },
  'forge-token-file': {
    type: 'string',
    description: 'File that holds the token for the forge, instead of `forge-token`.',
  },
} as const satisfies InputTable;

export type ForgeValues = InputValues<typeof forgeInputs>;

/** The rules of the forge group. */
export function checkForge(values: ForgeValues): readonly Problem[] {
  const { forge, 'forge-token': token, 'forge-token-file': file } = values;
  return [
    ...(forge === undefined || forge === 'github' || forge === 'gitlab'
      ? []
      : [{ input: 'forge', value: forge, accepted: 'must be github or gitlab' }]),
    ...(token !== undefined && /\s/.test(token)
      ? [{ input: 'forge-token', accepted: 'the token alone is accepted: no `Bearer`, no spaces, one line' }]
      : []),
    ...(token !== undefined && file !== undefined
      ? [
          {
            input: 'forge-token-file',
            value: file,
            accepted: 'give the token or its file, not both (forge-token is set too)',
          },
        ]
      : []),
    ...(file !== undefined && !existsSync(file)
      ? [{ input: 'forge-token-file', value: file, accepted: 'there is no such file' }]
      : []),
  ];
}
