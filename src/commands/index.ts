import type { Command } from '../command.ts';
import { command as notifyWarehouse } from './notify-warehouse.ts';

/**
 * Name to loader, in the order of help and docs. Loaded lazily: a run parses only its own command's chunk. But for
 * notify-warehouse: it takes no longer than its own start, and is a part of the entry.
 */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'notify-warehouse': async () => notifyWarehouse,
  'find-freight': async () => (await import('./find-freight.ts')).command,
  promote: async () => (await import('./promote.ts')).command,
  'wait-promotion': async () => (await import('./wait-promotion.ts')).command,
  'wait-stage': async () => (await import('./wait-stage.ts')).command,
  'abort-promotion': async () => (await import('./abort-promotion.ts')).command,
  rollback: async () => (await import('./rollback.ts')).command,
  'approve-freight': async () => (await import('./approve-freight.ts')).command,
  'create-freight': async () => (await import('./create-freight.ts')).command,
  'alias-freight': async () => (await import('./alias-freight.ts')).command,
  'verify-stage': async () => (await import('./verify-stage.ts')).command,
  'refresh-stage': async () => (await import('./refresh-stage.ts')).command,
  status: async () => (await import('./status.ts')).command,
  apply: async () => (await import('./apply.ts')).command,
  'open-promotion-pr': async () => (await import('./open-promotion-pr.ts')).command,
  'wait-promotion-pr': async () => (await import('./wait-promotion-pr.ts')).command,
  'close-promotion-pr': async () => (await import('./close-promotion-pr.ts')).command,
  'gate-promotion-pr': async () => (await import('./gate-promotion-pr.ts')).command,
  'merge-promotion-pr': async () => (await import('./merge-promotion-pr.ts')).command,
  'create-token': async () => (await import('./create-token.ts')).command,
  'list-tokens': async () => (await import('./list-tokens.ts')).command,
  'delete-token': async () => (await import('./delete-token.ts')).command,
  doctor: async () => (await import('./doctor.ts')).command,
  simulate: async () => (await import('./simulate.ts')).command,
  demo: async () => (await import('./demo.ts')).command,
  'after-cancel': async () => (await import('./after-cancel.ts')).command,
};

/** Every command, hidden ones included: for help and the generated files. */
export async function loadAllCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}
