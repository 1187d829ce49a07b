import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { outputKey } from '../src/ci/dotenv.ts';
import { type Command, commonOutputs, type InputTable, inputVariable } from '../src/command.ts';
import { loadAllCommands } from '../src/commands/index.ts';
import { isMandatory } from '../src/manifest/accepted.ts';
import { renderAction } from '../src/manifest/action.ts';
import { renderComponent } from '../src/manifest/component.ts';
import { exampleInputs } from '../src/manifest/example.ts';
import {
  generatedFolders,
  readmePath,
  renderFiles,
  renderReadme,
  renderRoles,
  rolesPath,
} from '../src/manifest/generate.ts';
import { renderReference } from '../src/manifest/reference.ts';
import { release, releaseImage } from '../src/manifest/release.ts';

const commands = await loadAllCommands();

/** One input of every kind, for what the real tables happen not to hold. */
const sample: Command = {
  name: 'sample-command',
  description: 'Does everything a table can say.',
  inputs: {
    project: { type: 'string', description: 'The project.', env: 'KARGO_PROJECT', required: true },
    stage: { type: 'string', description: 'The Stage.', required: true },
    'api-token': { type: 'string', description: 'The token.', env: 'KARGO_API_TOKEN', secret: true },
    image: { type: 'list', description: 'The images | with digests.' },
    'wait-for': { type: 'choice', description: 'The end.', choices: ['none', 'verified'], default: 'none' },
    'dry-run': { type: 'boolean', description: 'Only says.', default: false },
    insecure: { type: 'boolean', description: 'No check.', default: false, env: 'KARGO_INSECURE' },
    timeout: { type: 'duration', description: 'The limit.', default: '30m' },
    depth: { type: 'integer', description: 'How deep.', default: 3, min: 1, max: 9 },
    body: { type: 'string', description: 'Free text.', freeText: true },
    'on-cancel': {
      type: 'choice',
      description: 'The clean-up.',
      choices: ['auto', 'leave'],
      default: 'auto',
    },
  },
  outputs: { promotion: 'The name of the Promotion.' },
  run: () => Promise.reject(new Error('never run')),
};

describe('generated files', () => {
  test('equal their rendering', () => {
    for (const [path, text] of renderFiles(commands)) {
      const current = existsSync(path) ? readFileSync(path, 'utf8') : 'missing';
      expect(current, `${path} differs: run \`npm run generate\``).toBe(text);
    }
    const readme = readFileSync(readmePath, 'utf8');
    expect(readme, 'README.md differs: run `npm run generate`').toBe(renderReadme(readme, commands));
    const roles = readFileSync(rolesPath, 'utf8');
    expect(roles, 'docs/roles.md differs: run `npm run generate`').toBe(renderRoles(roles, commands));
  });

  test.each(generatedFolders)('%s holds no folder without a command', (folder) => {
    const rendered = [...renderFiles(commands).keys()].map((path) => path.slice(0, path.lastIndexOf('/')));
    const present = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(
      present.map((entry) => `${folder}/${entry.name}`).filter((path) => !rendered.includes(path)),
    ).toEqual([]);
  });

  test('are made of every command that is not for a shell only', () => {
    const files = [
      ...renderFiles([...commands, sample, { ...sample, name: 'demo', shellOnly: true }]).keys(),
    ];
    expect(files).toContain('actions/sample-command/action.yml');
    expect(files).toContain('gitlab/templates/sample-command/template.yml');
    expect(files.filter((path) => path.includes('/demo/'))).toEqual([]);
  });

  test('a README without its markers, or with two of them, is refused', () => {
    const readme = readFileSync(readmePath, 'utf8');
    expect(() => renderReadme('# kargo-ci\n', commands)).toThrow(/must hold the two lines/);
    expect(() => renderReadme(`${readme}\n${readme}`, commands)).toThrow(/must hold the two lines/);
  });
});

describe('the tables', () => {
  test('the registry names each command as the command names itself', async () => {
    const { commands: registry } = await import('../src/commands/index.ts');
    expect(commands.map((command) => command.name)).toEqual(Object.keys(registry));
  });

  test('every description is made of full sentences', () => {
    expect(notSentences([...commands, sample])).toEqual([]);
    expect(notSentences([{ ...sample, description: 'no capital, no full stop' }])).toEqual([
      'sample-command',
    ]);
  });

  test('no input name is used with two types', () => {
    expect(inputsOfTwoTypes(commands)).toEqual([]);
    const other = { ...sample, inputs: { ...sample.inputs, timeout: sample.inputs.depth } } as Command;
    expect(inputsOfTwoTypes([sample, other])).toEqual(['timeout: duration, integer']);
  });

  test('no output becomes a variable that an input reads in a later GitLab job', () => {
    expect(outputsThatAreInputs([...commands, sample])).toEqual([]);
    const clash = { ...sample, outputs: { project: 'The project.' } };
    expect(outputsThatAreInputs([clash])).toEqual(['KARGO_PROJECT']);
  });

  test('no input is named like an input of the GitLab job', () => {
    const names = new Set(commands.flatMap((command) => Object.keys(command.inputs)));
    expect([...names].filter((name) => name.startsWith('job-') || name === 'output-prefix')).toEqual([]);
  });

  test('an example gives every mandatory input, and only values that the table accepts', () => {
    for (const command of [...commands, sample].filter((each) => each.hidden !== true)) {
      const given = new Map(exampleInputs(command).map(({ name, value }) => [name, value]));
      for (const [name, input] of Object.entries(command.inputs)) {
        if (isMandatory(input)) expect([...given.keys()], command.name).toContain(name);
        const value = given.get(name);
        if (value !== undefined && input.type === 'choice')
          expect(input.choices, command.name).toContain(value);
      }
    }
  });

  test('the release is that of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(release.version).toBe(version);
  });
});

describe('action.yml', () => {
  const text = renderAction(sample);
  const action = parse(text);

  test('names its source in the first line', () => {
    expect(text.split('\n', 1)[0]).toMatch(/^# Generated from src\/commands\/sample-command\.ts/);
  });

  test('an input that falls through to a variable has an empty default, every other the one of the table', () => {
    expect(action.inputs.project).toMatchObject({ default: '' });
    expect(action.inputs.insecure).toMatchObject({ default: '' });
    expect(action.inputs.stage).toMatchObject({ required: true });
    expect(action.inputs['wait-for'].default).toBe('none');
    expect(action.inputs['dry-run'].default).toBe('false');
    expect(action.inputs.depth.default).toBe('3');
    expect(action.inputs['wait-for'].description).toContain('none, verified');
  });

  test('every input reaches the program through env alone, and no expression is shell text', () => {
    const [step, ...others] = action.runs.steps;
    expect(others).toEqual([]);
    expect(step.run).toBe('exec bash "$GITHUB_ACTION_PATH/../run.sh" sample-command');
    expect(step.env).toEqual(
      Object.fromEntries(
        Object.keys(sample.inputs).map((name) => [inputVariable(name), `\${{ inputs.${name} }}`]),
      ),
    );
  });

  test('every output of the table and the common ones come from the step', () => {
    expect(Object.keys(action.outputs)).toEqual(['promotion', ...Object.keys(commonOutputs)]);
    expect(action.outputs.promotion.value).toBe(`\${{ steps.run.outputs.promotion }}`);
  });
});

describe('GitLab component', () => {
  const documents = parseAllDocuments(renderComponent(sample)).map((document) => document.toJS());
  const [{ spec }, body] = documents;
  const job = body['$[[ inputs.job-name ]]'];

  test('has a header and a body', () => {
    expect(documents).toHaveLength(2);
  });

  test('a secret is no input, no variable, and is documented', () => {
    expect(Object.keys(spec.inputs)).not.toContain('api-token');
    expect(Object.keys(job.variables)).not.toContain('KARGO_INPUT_API_TOKEN');
    expect(renderComponent(sample)).toContain('# CI/CD variable KARGO_API_TOKEN: The token.');
  });

  test('types, options and defaults are those of the table', () => {
    expect(spec.inputs.stage).toEqual({ type: 'string', description: 'The Stage.' });
    expect(spec.inputs.project).toMatchObject({ type: 'string', default: '' });
    expect(spec.inputs['wait-for']).toMatchObject({ options: ['none', 'verified'], default: 'none' });
    expect(spec.inputs['dry-run']).toMatchObject({ type: 'boolean', default: false });
    expect(spec.inputs.insecure).toMatchObject({ type: 'string', default: '' });
    expect(spec.inputs.depth).toMatchObject({ type: 'number', default: 3 });
    expect(spec.inputs.image).toMatchObject({ type: 'string', default: '' });
    expect(spec.inputs['job-image'].default).toBe(releaseImage());
  });

  test('nothing but the name of the command is shell text', () => {
    expect(job.script).toEqual(['kargo-ci sample-command']);
    expect(JSON.stringify([job.script, job.after_script])).not.toContain('$[[');
  });

  test('free text is not expanded, everything else may name a variable of an earlier job', () => {
    expect(job.variables.KARGO_INPUT_BODY).toEqual({ value: '$[[ inputs.body ]]', expand: false });
    expect(job.variables.KARGO_INPUT_STAGE).toBe('$[[ inputs.stage ]]');
  });

  test('only a command with `on-cancel` finishes after a cancellation', () => {
    expect(job.after_script).toEqual(['if [ "$CI_JOB_STATUS" = canceled ]; then kargo-ci after-cancel; fi']);
    const { 'on-cancel': _, ...inputs } = sample.inputs as InputTable & { 'on-cancel': unknown };
    expect(renderComponent({ ...sample, inputs })).not.toContain('after_script');
  });

  test('two includes differ in job, folder and prefix', () => {
    expect(job.variables.KARGO_CI_DIRECTORY).toContain('$[[ inputs.job-name ]]');
    expect(job.artifacts.reports.dotenv).toBe('.kargo-ci/$[[ inputs.job-name ]]/outputs.env');
    expect(job.variables.KARGO_CI_OUTPUT_PREFIX).toBe('$[[ inputs.output-prefix ]]');
  });
});

describe('the README', () => {
  test('has a heading, the examples of both hosts and every input and output of a command', () => {
    const text = renderReference([sample]);
    expect(text).toContain('### sample-command');
    expect(text).toContain(`uses: ${release.repository}/actions/sample-command@v1`);
    expect(text).toContain(`component: $CI_SERVER_FQDN/${release.componentProject}/sample-command@1`);
    expect(text).toContain('| `project` | text | `$KARGO_PROJECT`, else **required** | The project. |');
    expect(text).toContain('| `stage` | text | **required** | The Stage. |');
    expect(text).toContain('The images \\| with digests.');
    expect(text).toContain('| `promotion` | The name of the Promotion. |');
  });
});

function notSentences(all: readonly Command[]): string[] {
  const sentence = /^[A-Z`].*[.)]$/s;
  return all.flatMap((command) =>
    [
      [command.name, command.description] as const,
      ...Object.entries(command.inputs).map(
        ([name, input]) => [`${command.name} ${name}`, input.description] as const,
      ),
      ...Object.entries(command.outputs).map(([name, text]) => [`${command.name} ${name}`, text] as const),
    ]
      .filter(([, text]) => !sentence.test(text))
      .map(([where]) => where),
  );
}

function inputsOfTwoTypes(all: readonly Command[]): string[] {
  const types = new Map<string, Set<string>>();
  for (const [name, input] of all.flatMap((command) => Object.entries(command.inputs))) {
    types.set(name, (types.get(name) ?? new Set()).add(input.type));
  }
  return [...types]
    .filter(([, used]) => used.size > 1)
    .map(([name, used]) => `${name}: ${[...used].join(', ')}`);
}

function outputsThatAreInputs(all: readonly Command[]): string[] {
  const read = new Set(
    all.flatMap((command) =>
      Object.entries(command.inputs).flatMap(([name, input]) => [inputVariable(name), input.env ?? '']),
    ),
  );
  const written = all
    .flatMap((command) => Object.keys(command.outputs))
    .map((output) => outputKey(output, ''));
  return [...new Set(written)].filter((variable) => read.has(variable));
}
