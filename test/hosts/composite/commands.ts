/** One `::error`, `::warning` or `::notice` line, as GitHub shows it beside the job. */
export interface Annotation {
  readonly level: string;
  readonly title: string | undefined;
  readonly message: string;
}

/** Reads the log of a step as the runner does: commands act, everything else is text, secrets are hidden. */
export class StepLog {
  readonly annotations: Annotation[] = [];
  readonly #masks: Set<string>;
  #text = '';
  #stopToken: string | undefined;

  /** `masks` is shared by the steps of a job: a mask lasts until the job ends. */
  constructor(masks: Set<string>) {
    this.#masks = masks;
  }

  /** What people see. */
  get text(): string {
    return this.#text;
  }

  line(line: string): void {
    if (this.#stopToken !== undefined) {
      if (line.trim() === `::${this.#stopToken}::`) this.#stopToken = undefined;
      this.#show(line);
      return;
    }
    const command = /^\s*::(?<name>[\w-]+)(?: (?<properties>[^:]*))?::(?<data>.*)$/s.exec(line)?.groups;
    if (command?.name === undefined) {
      this.#show(line);
      return;
    }
    this.#act(command.name, command.properties ?? '', command.data ?? '');
  }

  #act(name: string, properties: string, encoded: string): void {
    const text = decode(encoded);
    switch (name) {
      case 'add-mask':
        for (const part of [text, ...text.split('\n')]) if (part.trim() !== '') this.#masks.add(part);
        return;
      case 'stop-commands':
        this.#stopToken = text;
        return;
      case 'error':
      case 'warning':
      case 'notice':
        this.annotations.push({
          level: name,
          title: propertyOf(properties, 'title'),
          message: this.#hide(text),
        });
        this.#show(`${name}: ${text}`);
        return;
      case 'group':
      case 'endgroup':
      case 'debug':
        this.#show(`${name}: ${text}`);
        return;
      default:
        throw new Error(`the step sent a command that the runner does not take any more: ::${name}::`);
    }
  }

  #show(line: string): void {
    this.#text += `${this.#hide(line)}\n`;
  }

  #hide(text: string): string {
    return [...this.#masks].reduce((shown, secret) => shown.replaceAll(secret, '***'), text);
  }
}

function propertyOf(properties: string, name: string): string | undefined {
  const found = properties.split(',').find((property) => property.trim().startsWith(`${name}=`));
  return found === undefined ? undefined : decode(found.trim().slice(name.length + 1));
}

function decode(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}

/** The content of a GITHUB_OUTPUT or GITHUB_ENV file. Of two lines with one name the last counts. */
export function readFileCommands(content: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = content.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const heredoc = /^(?<name>[^=<]+)<<(?<delimiter>.+)$/.exec(line)?.groups;
    if (heredoc?.name !== undefined) {
      const end = lines.indexOf(heredoc.delimiter ?? '', index + 1);
      if (end === -1) throw new Error(`a value does not end: ${line}`);
      values[heredoc.name] = lines.slice(index + 1, end).join('\n');
      index = end;
    } else {
      const split = line.indexOf('=');
      if (split < 1) throw new Error(`not a name=value line: ${line}`);
      values[line.slice(0, split)] = line.slice(split + 1);
    }
  }
  return values;
}
