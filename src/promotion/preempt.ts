import type { Log } from '../ci/host.ts';
import type { KargoClient } from '../kargo/client.ts';
import { isTerminal } from '../kargo/promotion.ts';
import { stopAnyway } from './stop.ts';

/**
 * Aborts everything that runs or waits before a Promotion of the same Stage, oldest first. In that order it is
 * safe: what Kargo takes for the last Promotion stays the newest one (promotion-model 1.8). Rights: `patch`
 * on promotions; what could not be aborted is said.
 */
export async function abortOlder(
  client: KargoClient,
  { stage, promotion, log }: { readonly stage: string; readonly promotion: string; readonly log: Log },
): Promise<void> {
  const older = (await client.listPromotions(stage)).filter(
    (other) => other.metadata.name < promotion && !isTerminal(other.status),
  );
  for (const other of older) {
    const { text } = await stopAnyway(client, other);
    log.info(text);
  }
}
