import type { InputSpec, InputTable } from '../command.ts';
import { inputVariable } from '../command.ts';
import type { Problem } from '../errors.ts';
import { nearestOf } from './nearest.ts';

/** What the command line says, still as text. */
export interface Flags {
  /** Input name to its texts, in order; only list inputs have several. */
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly help: boolean;
  readonly problems: readonly Problem[];
}

/** Flags that every command has beside its inputs. */
const commonFlags = ['help', 'json'] as const;

/** Reads `--name value`, `--name=value` and `--switch` for the inputs of a command. Never throws. */
export function readFlags(args: readonly string[], table: InputTable): Flags {
  const given = new Map<string, string[]>();
  const problems: Problem[] = [];
  let help = false;
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const { name, inline } = splitFlag(word);
    const spec = Object.hasOwn(table, name) ? table[name] : undefined;
    const next = args[index + 1];
    if (!word.startsWith('-')) {
      problems.push(strayWord(word));
    } else if (word === '-h' || name === 'help') {
      help = true;
    } else if (spec !== undefined && word.startsWith('--')) {
      const isSwitch = spec.type === 'boolean';
      const text = inline ?? (isSwitch ? 'true' : next);
      index += inline === undefined && !isSwitch ? 1 : 0;
      const problem = problemOfFlag({ name, spec, text, inline: inline !== undefined, given });
      if (problem !== undefined) {
        problems.push(problem);
      } else if (text !== undefined) {
        given.set(name, [...(given.get(name) ?? []), text]);
      }
    } else if (name !== 'json') {
      problems.push(unknownFlag(word.split('=', 1)[0] ?? word, table));
      // The word after it is most likely its value, perhaps a secret: it is neither judged nor shown.
      index += inline === undefined && next !== undefined && !next.startsWith('-') ? 1 : 0;
    }
  }
  return { given, help, problems };
}

function splitFlag(word: string): { readonly name: string; readonly inline: string | undefined } {
  const name = word.replace(/^-+/, '');
  const end = name.indexOf('=');
  return end === -1 ? { name, inline: undefined } : { name: name.slice(0, end), inline: name.slice(end + 1) };
}

interface OneFlag {
  readonly name: string;
  readonly spec: InputSpec;
  readonly text: string | undefined;
  readonly inline: boolean;
  readonly given: ReadonlyMap<string, unknown>;
}

function problemOfFlag({ name, spec, text, inline, given }: OneFlag): Problem | undefined {
  if (spec.type === 'string' && spec.secret) {
    const variable = spec.env ?? inputVariable(name);
    return {
      input: name,
      accepted: `a secret is never a flag (other processes can read it): set the variable ${variable}`,
    };
  }
  if (text === undefined || (!inline && text.startsWith('--'))) {
    return { input: name, accepted: `--${name} needs a value: --${name}=…` };
  }
  if (given.has(name) && spec.type !== 'list') {
    return { input: name, value: text, accepted: `--${name} was given more than once` };
  }
  return undefined;
}

function unknownFlag(rawName: string, table: InputTable): Problem {
  const name = rawName.replace(/^-+/, '');
  const denied = name.startsWith('no-') ? name.slice('no-'.length) : undefined;
  if (denied !== undefined && table[denied]?.type === 'boolean') {
    return { input: rawName, accepted: `there is no such flag; write --${denied}=false` };
  }
  const near = nearestOf(name, [...Object.keys(table), ...commonFlags]);
  return {
    input: rawName,
    accepted:
      near === undefined
        ? 'there is no such flag; see --help'
        : `there is no such flag; --${near} is the nearest`,
  };
}

function strayWord(word: string): Problem {
  return {
    input: 'arguments',
    value: word,
    accepted: 'only flags follow the command; a value belongs to its flag, as in --name=value',
  };
}
