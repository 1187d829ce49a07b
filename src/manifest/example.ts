import { stringify } from 'yaml';
import type { Command } from '../command.ts';
import { isMandatory, isSecret } from './accepted.ts';
import { majorVersion, release } from './release.ts';

/** The words of the story that every example tells. */
const sampleValues: Readonly<Record<string, string>> = {
  project: 'shop',
  stage: 'test',
  warehouse: 'web',
  image: 'ghcr.io/acme/web:1.8.0',
  promotion: 'test.01k5m3x9q2v8c7n4b6h1j0w5rz.6f2a9c1',
  freight: '$FREIGHT',
  'wait-for': 'verified',
  timeout: '20m',
  'new-alias': 'release-1.8.0',
  for: 'promote',
  files: 'kargo/**/*.yaml',
  'token-name': 'ci-2026-11',
  role: 'ci',
  'token-file': 'kargo-token',
  labels: 'kargo',
  reviewers: 'acme/platform',
  'then-wait-for': 'verified',
  'verified-in': 'test',
  'allowed-paths': 'env/prod/**',
};

/** What an example shows beside the mandatory inputs, where the usual three would not make sense. */
const shownInputs: Readonly<Record<string, readonly string[]>> = {
  'notify-warehouse': ['project', 'warehouse', 'image'],
  'find-freight': ['project', 'warehouse', 'image', 'timeout'],
  promote: ['project', 'stage', 'warehouse', 'image', 'wait-for'],
  'wait-promotion': ['project', 'promotion', 'wait-for'],
  'abort-promotion': ['project', 'promotion'],
  rollback: ['project', 'stage'],
  'verify-stage': ['project', 'stage'],
  'wait-stage': ['project', 'stage', 'image', 'wait-for'],
  'approve-freight': ['project', 'stage', 'image'],
  'create-freight': ['project', 'warehouse', 'image'],
  'alias-freight': ['project', 'image', 'new-alias'],
  'refresh-stage': ['project', 'stage'],
  'open-promotion-pr': ['project', 'promotion', 'labels', 'reviewers'],
  'close-promotion-pr': ['project', 'stage'],
  'wait-promotion-pr': ['project', 'promotion', 'then-wait-for', 'timeout'],
  'gate-promotion-pr': ['project', 'verified-in', 'allowed-paths'],
  'merge-promotion-pr': ['project', 'promotion', 'then-wait-for', 'timeout'],
  status: ['project', 'image'],
  doctor: ['project', 'stage', 'for'],
  apply: ['project', 'files'],
  'create-token': ['project', 'token-name', 'role', 'token-file'],
  'list-tokens': ['project'],
  'delete-token': ['project', 'token-name'],
};
const usuallyShown = ['project', 'warehouse', 'stage'];

export interface ExampleInput {
  readonly name: string;
  readonly value: string;
}

/** The inputs that an example of the command gives, with values that its table accepts. */
export function exampleInputs(command: Command): readonly ExampleInput[] {
  const shown = shownInputs[command.name] ?? usuallyShown;
  return Object.entries(command.inputs)
    .filter(([name, input]) => (shown.includes(name) || isMandatory(input)) && !isSecret(input))
    .map(([name]) => ({ name, value: sampleValues[name] ?? 'value' }));
}

/** A step of a workflow that runs the command. */
export function githubExample(command: Command): string {
  return stringify([
    {
      uses: `${release.repository}/actions/${command.name}@v${majorVersion()}`,
      with: Object.fromEntries(exampleInputs(command).map(({ name, value }) => [name, value])),
      env: {
        KARGO_API_ADDRESS: `\${{ vars.KARGO_API_ADDRESS }}`,
        KARGO_API_TOKEN: `\${{ secrets.KARGO_API_TOKEN }}`,
      },
    },
  ]).trimEnd();
}

/** An `include` of a `.gitlab-ci.yml` that adds a job which runs the command. */
export function gitlabExample(command: Command): string {
  return stringify({
    include: [
      {
        component: `$CI_SERVER_FQDN/${release.componentProject}/${command.name}@${majorVersion()}`,
        inputs: Object.fromEntries(exampleInputs(command).map(({ name, value }) => [name, value])),
      },
    ],
  }).trimEnd();
}

/** The command on a command line. */
export function shellExample(command: Command): string {
  return [
    `kargo-ci ${command.name}`,
    ...exampleInputs(command).map(({ name, value }) => `--${name} ${value}`),
  ].join(' ');
}
