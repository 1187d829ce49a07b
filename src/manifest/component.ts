import { stringify } from 'yaml';
import { type Command, type InputSpec, inputVariable } from '../command.ts';
import { defaultText, fullDescription, isMandatory, isSecret } from './accepted.ts';
import { generatedBy } from './generated.ts';
import { releaseImage } from './release.ts';

/**
 * The GitLab component of a command. Inputs reach the program only through `variables`, so that no value is ever
 * shell text. Secrets are no inputs: they are CI/CD variables, read as they are.
 */
export function renderComponent(command: Command): string {
  const inputs = Object.entries(command.inputs).filter(([, input]) => !isSecret(input));
  const spec = {
    inputs: {
      ...Object.fromEntries(inputs.map(([name, input]) => [name, componentInput(input)])),
      ...hostInputs(command),
    },
  };
  return [
    generatedBy(command),
    ...componentIntroduction(command),
    yaml({ spec }),
    '---',
    ...optionalKeywords,
    yaml({ '$[[ inputs.job-name ]]': job(command, inputs) }),
    '',
  ].join('\n');
}

function componentIntroduction(command: Command): string[] {
  const secrets = Object.entries(command.inputs).filter(([, input]) => isSecret(input));
  return [
    `# ${command.description}`,
    ...secrets.map(
      ([name, input]) => `# CI/CD variable ${input.env ?? inputVariable(name)}: ${input.description}`,
    ),
  ];
}

function componentInput(input: InputSpec) {
  const fallsThrough = input.env !== undefined;
  const text = {
    description: fullDescription(input),
    ...(isMandatory(input) ? {} : { default: fallsThrough ? '' : defaultText(input) }),
  };
  switch (input.type) {
    case 'boolean':
      return fallsThrough
        ? { type: 'string', ...text }
        : { type: 'boolean', ...text, default: input.default };
    case 'integer':
      return fallsThrough ? { type: 'string', ...text } : { type: 'number', ...text, default: input.default };
    case 'choice':
      return { type: 'string', ...text, options: fallsThrough ? ['', ...input.choices] : input.choices };
    default:
      return { type: 'string', ...text };
  }
}

/** The inputs that GitLab needs and Kargo does not know. Their names start with `job-`: `stage` is Kargo's. */
function hostInputs(command: Command) {
  return {
    'job-name': {
      type: 'string',
      description: 'The name of the job. Two includes of this component in one pipeline need two names.',
      default: command.name,
      // It is also the folder of the result files, in which `*` or `/` would mean something else.
      regex: '^[A-Za-z0-9][A-Za-z0-9 ._:-]*$',
    },
    'job-stage': {
      type: 'string',
      description: 'The stage of the pipeline in which the job runs.',
      default: 'deploy',
    },
    'job-image': {
      type: 'string',
      description: 'The image that holds kargo-ci: name a mirror here when the default is out of reach.',
      default: releaseImage(),
    },
    'job-environment': {
      type: 'string',
      description: 'The GitLab environment of the job. When empty, the job has none.',
      default: '',
    },
    'job-resource-group': {
      type: 'string',
      description: 'Jobs of the same resource group run one after the other. When empty, the job has none.',
      default: '',
    },
    'job-tags': {
      type: 'array',
      description: 'The tags of the runner. When empty, those of the pipeline (`default: tags`) apply.',
      default: [],
    },
    'output-prefix': {
      type: 'string',
      description:
        'A word between KARGO_ and the name in the variables that later jobs read, e.g. `uat` for KARGO_UAT_STATUS. Two jobs of one pipeline need two, or the later job overwrites what the earlier one said.',
      default: '',
      regex: '^[A-Za-z0-9_-]*$',
    },
  };
}

/**
 * GitLab refuses an empty `environment`, and empty `tags` switch those of the pipeline off: both keywords must be
 * left out when their input is empty. Interpolation works in keys too, and of two equal keys the later one counts
 * (GitLab: lib/gitlab/ci/config/interpolation/config.rb), so an empty input selects the second, neutral block.
 */
const optionalKeywords = [
  '# GitLab refuses an empty `environment`, and empty `tags` switch those of the pipeline off. Of two blocks whose',
  '# names become equal the later one counts: with an empty input that is the one without the keyword.',
  yaml({
    '.kargo-ci-environment-$[[ inputs.job-environment ]]': {
      environment: { name: '$[[ inputs.job-environment ]]' },
    },
    '.kargo-ci-environment-': { interruptible: false },
    '.kargo-ci-tags-$[[ inputs.job-tags ]]': { tags: '$[[ inputs.job-tags ]]' },
    '.kargo-ci-tags-[]': { interruptible: false },
  }),
];

function job(command: Command, inputs: readonly (readonly [string, InputSpec])[]) {
  // Not CI_JOB_NAME_SLUG: it is cut at 63 characters, and GitLab does not promise variables in `reports`.
  const directory = '.kargo-ci/$[[ inputs.job-name ]]';
  return {
    extends: ['.kargo-ci-environment-$[[ inputs.job-environment ]]', '.kargo-ci-tags-$[[ inputs.job-tags ]]'],
    stage: '$[[ inputs.job-stage ]]',
    image: '$[[ inputs.job-image ]]',
    resource_group: '$[[ inputs.job-resource-group ]]',
    interruptible: false,
    variables: {
      KARGO_CI_HOST: 'gitlab',
      KARGO_CI_DIRECTORY: directory,
      KARGO_CI_OUTPUT_PREFIX: '$[[ inputs.output-prefix ]]',
      ...Object.fromEntries(inputs.map(([name, input]) => [inputVariable(name), jobVariable(name, input)])),
    },
    script: [`kargo-ci ${command.name}`],
    ...(createsPromotions(command)
      ? { after_script: ['if [ "$CI_JOB_STATUS" = canceled ]; then kargo-ci after-cancel; fi'] }
      : {}),
    artifacts: {
      when: 'always',
      paths: [`${directory}/`],
      reports: { dotenv: `${directory}/outputs.env`, annotations: `${directory}/annotations.json` },
    },
  };
}

/** Free text keeps its `$`; everything else may name a variable of an earlier job, e.g. `$KARGO_FREIGHT`. */
function jobVariable(name: string, input: InputSpec) {
  const value = `$[[ inputs.${name} ]]`;
  return input.type === 'string' && input.freeText === true ? { value, expand: false } : value;
}

/** A command that can stop what it made on cancellation says so with this input. */
function createsPromotions(command: Command): boolean {
  return 'on-cancel' in command.inputs && 'stage' in command.inputs;
}

/** Block style throughout: interpolation in flow style is not YAML any more once a value holds a comma. */
function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 110 }).trimEnd();
}
