import { type Command, commonOutputs, type InputSpec } from '../command.ts';
import { failureReasons, statuses } from '../verdict.ts';
import { acceptedValues, defaultText, isSecret } from './accepted.ts';
import { githubExample, gitlabExample, shellExample } from './example.ts';

/** The reference of every command, in the order of the registry, and of the verdicts they share. */
export function renderReference(commands: readonly Command[]): string {
  const shown = commands.filter((command) => command.hidden !== true);
  return [commandIndex(shown), verdictReference(), ...shown.map(commandReference)].join('\n\n');
}

function commandIndex(commands: readonly Command[]): string {
  return [
    '### Commands',
    '',
    'Each is an action, a component and a command on the command line, unless it says otherwise.',
    '',
    ...table(
      ['command', 'what it does'],
      commands.map(({ name, description }) => [`[\`${name}\`](#${name})`, description]),
    ),
  ].join('\n');
}

function verdictReference(): string {
  return [
    '### Verdicts',
    '',
    'The output `status` of every command, and its exit code:',
    '',
    ...table(
      ['`status`', 'exit code', 'meaning'],
      Object.entries(statuses).map(([status, { exit, meaning }]) => [`\`${status}\``, String(exit), meaning]),
    ),
    '',
    'The output `failure-reason` says why, in one of these words:',
    '',
    ...table(
      ['`failure-reason`', '`status`', 'meaning'],
      Object.entries(failureReasons).flatMap(([status, reasons]) =>
        Object.entries(reasons).map(([reason, meaning]) => [`\`${reason}\``, `\`${status}\``, meaning]),
      ),
    ),
  ].join('\n');
}

function commandReference(command: Command): string {
  const inputs = Object.entries(command.inputs);
  const outputs = Object.entries({ ...command.outputs, ...commonOutputs });
  return [
    `### ${command.name}`,
    '',
    command.description,
    '',
    ...(command.shellOnly === true
      ? ['Only on a command line: there is no action and no component of it.', '']
      : []),
    ...examples(command),
    ...(inputs.length === 0
      ? ['It has no inputs.']
      : table(['input', 'accepts', 'default', 'meaning'], inputs.map(inputRow))),
    '',
    ...table(
      ['output', 'meaning'],
      outputs.map(([name, description]) => [`\`${name}\``, description]),
    ),
  ].join('\n');
}

function examples(command: Command): string[] {
  const shell = ['```sh', shellExample(command), '```', ''];
  if (command.shellOnly === true) {
    return shell;
  }
  return [
    '```yaml',
    githubExample(command),
    '```',
    '',
    '```yaml',
    gitlabExample(command),
    '```',
    '',
    ...shell,
  ];
}

function inputRow([name, input]: readonly [string, InputSpec]): string[] {
  const accepted = isSecret(input) ? 'secret text, not a flag' : acceptedValues(input);
  return [`\`${name}\``, accepted, whenEmpty(input), input.description];
}

function whenEmpty(input: InputSpec): string {
  const fallback = defaultText(input);
  const required = 'required' in input && input.required === true;
  return [
    ...(input.env === undefined ? [] : [`\`$${input.env}\``]),
    ...(fallback === '' ? [] : [`\`${fallback}\``]),
    ...(required ? ['**required**'] : []),
  ].join(', else ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
