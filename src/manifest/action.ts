import { stringify } from 'yaml';
import { type Command, commonOutputs, type InputSpec, inputVariable } from '../command.ts';
import { defaultText, fullDescription, isMandatory } from './accepted.ts';
import { generatedBy } from './generated.ts';

/**
 * The composite action of a command. Inputs reach the program only through `env`, so that no value is ever shell
 * text; `exec` twice makes node the process that the runner signals when the job is cancelled.
 */
export function renderAction(command: Command): string {
  const action = {
    name: `Kargo ${command.name.replaceAll('-', ' ')}`,
    description: command.description,
    author: 'kargo-ci',
    branding: { icon: 'package', color: 'blue' },
    inputs: mapValues(command.inputs, actionInput),
    outputs: mapValues({ ...command.outputs, ...commonOutputs }, (description, name) => ({
      description,
      value: `\${{ steps.run.outputs.${name} }}`,
    })),
    runs: {
      using: 'composite',
      steps: [
        {
          id: 'run',
          shell: 'bash',
          env: {
            ...Object.fromEntries(
              Object.keys(command.inputs).map((name) => [inputVariable(name), `\${{ inputs.${name} }}`]),
            ),
            // A variable of its own: it must not hide a GITHUB_TOKEN of the job.
            ...('forge-token' in command.inputs && { KARGO_CI_JOB_TOKEN: `\${{ github.token }}` }),
          },
          run: `exec bash "$GITHUB_ACTION_PATH/../run.sh" ${command.name}`,
        },
      ],
    },
  };
  return `${generatedBy(command)}\n${stringify(action, { lineWidth: 110 })}`;
}

/** An input with a variable of its own has no default here: an empty one falls through to that variable. */
function actionInput(input: InputSpec) {
  return {
    description: fullDescription(input),
    ...(isMandatory(input) ? { required: true } : {}),
    ...(isMandatory(input) ? {} : { default: input.env === undefined ? defaultText(input) : '' }),
  };
}

function mapValues<V, R>(record: Readonly<Record<string, V>>, map: (value: V, key: string) => R) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
