import type { InputSpec } from '../command.ts';

/** What an input accepts, in a few words for people. */
export function acceptedValues(input: InputSpec): string {
  switch (input.type) {
    case 'string':
      return 'text';
    case 'list':
      return 'list, separated by commas or line breaks';
    case 'choice':
      return input.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'boolean':
      return '`true` or `false`';
    case 'duration':
      return 'duration, e.g. `90s`, `1h30m`';
    case 'integer':
      return `number from ${input.min} to ${input.max}`;
  }
}

/** The default as it is written in YAML and on a command line; empty when there is none. */
export function defaultText(input: InputSpec): string {
  return 'default' in input && input.default !== undefined ? String(input.default) : '';
}

/** Whether the user must give it: it has neither a default nor a variable that is read instead. */
export function isMandatory(input: InputSpec): boolean {
  return 'required' in input && input.required === true && input.env === undefined;
}

export function isSecret(input: InputSpec): boolean {
  return input.type === 'string' && input.secret === true;
}

/** The sentences of an input on a host where nothing but the description can say them. */
export function fullDescription(input: InputSpec): string {
  const sentences = [input.description];
  if (
    input.type === 'choice' &&
    !input.choices.every((choice) => input.description.includes(`"${choice}"`))
  ) {
    sentences.push(`One of: ${input.choices.join(', ')}.`);
  }
  if (input.type === 'list') sentences.push('Several are separated by commas or line breaks.');
  if (input.type === 'boolean') sentences.push('Either true or false.');
  if (input.env !== undefined) {
    const fallback = defaultText(input);
    sentences.push(
      fallback === ''
        ? `When empty, the environment variable ${input.env} is used.`
        : `When empty, the environment variable ${input.env} is used, and ${fallback} without it.`,
    );
  }
  return sentences.join(' ');
}
