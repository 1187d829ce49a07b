import type { Command } from '../command.ts';

/** The first line of a generated file: it says where to edit instead. */
export function generatedBy(command: Command): string {
  return `# Generated from src/commands/${command.name}.ts by \`npm run generate\`: edit that file, not this one.`;
}
