import { InputError } from './errors.ts';
import { nearestOf } from './inputs/nearest.ts';

/** What a command line asks for. */
export type Invocation =
  | { readonly kind: 'version' }
  | {
      readonly kind: 'overview' /** No command was named: help is shown, but nothing was done. */;
      readonly missing: boolean;
    }
  | { readonly kind: 'help'; readonly command: string }
  | {
      readonly kind: 'run';
      readonly command: string;
      readonly args: readonly string[];
      readonly json: boolean;
    };

/** Reads the words before the inputs: `[--json] <command> …`, `help [command]`, `--help`, `--version`. */
export function readInvocation(words: readonly string[]): Invocation {
  const first = words.findIndex((word) => word !== '--json');
  const [command, ...args] = first === -1 ? [] : words.slice(first);
  switch (command) {
    case undefined:
      return { kind: 'overview', missing: true };
    case '--version':
    case '-v':
      return { kind: 'version' };
    case '--help':
    case '-h':
    case 'help': {
      const about = args.find((word) => !word.startsWith('-'));
      return about === undefined ? { kind: 'overview', missing: false } : { kind: 'help', command: about };
    }
    default:
      return { kind: 'run', command, args, json: words.includes('--json') };
  }
}

/** Why there is no such command. */
export function unknownCommand(name: string, known: readonly string[]): InputError {
  if (name.startsWith('-')) {
    return new InputError([
      { input: 'command', accepted: 'the command comes first, then its flags; see kargo-ci --help' },
    ]);
  }
  const near = nearestOf(name, known);
  const accepted = near === undefined ? `one of ${known.join(', ')} is accepted` : `was ${near} meant?`;
  return new InputError([
    { input: 'command', value: name, accepted: `there is no such command; ${accepted}` },
  ]);
}
