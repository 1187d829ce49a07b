import { type Command, commonOutputs, type InputSpec, inputVariable } from './command.ts';
import { statuses } from './verdict.ts';

const width = 100;

/** The text of `kargo-ci --help`. */
export function renderOverview(commands: readonly Command[]): string {
  const shown = commands.filter((command) => command.hidden !== true);
  const widest = Math.max(0, ...shown.map(({ name }) => name.length));
  return [
    'Promote with Kargo from CI: notify, find, promote, and wait for the truth.',
    '',
    'Usage: kargo-ci <command> [--input value …] [--json]',
    '',
    'Commands:',
    ...shown.map(({ name, description }) => `  ${name.padEnd(widest)}  ${description}`),
    '',
    'Every input of a command is the flag --some-input, or the variable KARGO_INPUT_SOME_INPUT; secrets are',
    'variables only. `kargo-ci <command> --help` lists them.',
    '',
    '  --json     one JSON object on standard output; progress stays on standard error',
    '  --help     this text, or that of a command',
    '  --version  the version of kargo-ci',
    '',
    ...exitCodes(),
    '',
  ].join('\n');
}

/** The text of `kargo-ci <command> --help`: every input and output of the table. */
export function renderCommandHelp(command: Command): string {
  const inputs = Object.entries(command.inputs);
  const outputs = Object.entries({ ...commonOutputs, ...command.outputs });
  return [
    `kargo-ci ${command.name}: ${command.description}`,
    '',
    ...(inputs.length === 0 ? ['No inputs.'] : ['Inputs:']),
    ...inputs.flatMap(([name, spec]) => describeInput(name, spec)),
    '',
    'Outputs:',
    ...outputs.flatMap(([name, description]) => [`  ${name}`, ...wrap(description, '      ')]),
    '',
    ...exitCodes(),
    '',
  ].join('\n');
}

function describeInput(name: string, spec: InputSpec): readonly string[] {
  const isSecret = spec.type === 'string' && spec.secret === true;
  const variables = [inputVariable(name), ...(spec.env === undefined ? [] : [spec.env])].join(', ');
  const heading = isSecret ? `  ${name} (secret, never a flag)` : `  --${name}${placeholderOf(spec)}`;
  return [
    heading,
    ...wrap(spec.description, '      '),
    ...wrap([...factsOf(spec), `Variable: ${variables}.`].join(' '), '      '),
  ];
}

function placeholderOf(spec: InputSpec): string {
  switch (spec.type) {
    case 'boolean':
      return '[=true|false]';
    case 'choice':
      return ` ${spec.choices.join('|')}`;
    case 'list':
      return ' <list>';
    case 'duration':
      return ' <duration>';
    case 'integer':
      return ` <${spec.min}..${spec.max}>`;
    default:
      return ' <text>';
  }
}

function factsOf(spec: InputSpec): readonly string[] {
  const facts = 'required' in spec ? ['Required.'] : [];
  if (spec.type === 'list') {
    facts.push('Repeat the flag, or separate by commas or new lines.');
  }
  if ('default' in spec && spec.default !== '') {
    facts.push(`Default: ${spec.default}.`);
  }
  return facts;
}

function exitCodes(): readonly string[] {
  return [
    'Exit code and output "status":',
    ...Object.entries(statuses).map(
      ([status, { exit, meaning }]) => `  ${String(exit).padStart(3)}  ${status.padEnd(13)}  ${meaning}`,
    ),
  ];
}

function wrap(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/)) {
    if (line !== indent && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
    }
    line += line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}
