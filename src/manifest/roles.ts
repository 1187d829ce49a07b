import type { Command } from '../command.ts';
import { commandRights, type Rights, type Use } from '../kargo/rights.ts';

/** The table of docs/roles.md: what each command needs, from the same data as `doctor`. */
export function renderRights(commands: readonly Command[]): string {
  const rows = commands
    .filter((command) => command.hidden !== true)
    .flatMap(({ name }) => (commandRights[name] ?? []).map((use, index) => row(name, use, index === 0)));
  return ['| command | rights it needs | rights that help |', '| --- | --- | --- |', ...rows].join('\n');
}

function row(name: string, use: Use, isFirst: boolean): string {
  const command = isFirst ? `\`${name}\`` : '–';
  const needs = words(use.needs);
  const helps = words(use.helps ?? {});
  const says = use.says ?? '';
  const cells = [
    `${command}${use.when === '' ? '' : ` ${use.when}`}`,
    [use.also === true && needs !== '' ? `and ${needs}` : needs, helps === '' ? says : '']
      .filter(Boolean)
      .join(', '),
    [helps, helps === '' ? '' : says].filter(Boolean).join('; '),
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`.replaceAll('|  |', '| |');
}

/** `` `stages`: `get`, `promote` ``; those of one verb list together. */
function words(rights: Rights): string {
  const byVerbs = new Map<string, string[]>();
  for (const [resource, verbs] of Object.entries(rights)) {
    const key = verbs.map((verb) => `\`${verb}\``).join(', ');
    byVerbs.set(key, [...(byVerbs.get(key) ?? []), `\`${resource}\``]);
  }
  return [...byVerbs].map(([verbs, resources]) => `${resources.join(', ')}: ${verbs}`).join('; ');
}
