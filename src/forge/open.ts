import type { Forge } from './forge.ts';
import type { ForgeConnection } from './transport.ts';

/** The client of a forge. The SDK of the other one is not loaded. */
export async function openForge(connection: ForgeConnection): Promise<Forge> {
  if (connection.forge === 'github') {
    const { openGitHub } = await import('./github.ts');
    return openGitHub(connection);
  }
  const { openGitLab } = await import('./gitlab.ts');
  return openGitLab(connection);
}
