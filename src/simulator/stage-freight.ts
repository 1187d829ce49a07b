import { formatGoDuration, parseGoDuration } from './go-duration.ts';
import type { StagePass } from './stage.ts';
import { locate } from './store.ts';

/** Keeps `currentlyIn` of the project's Freight in step with what the Stage holds. */
export function syncFreight(pass: StagePass): void {
  const { kargo, stage, status, at } = pass;
  const name = stage.metadata.name;
  const current = new Set(Object.values(status.freightHistory?.[0]?.items ?? {}).map((item) => item.name));
  for (const freight of kargo.store.list('Freight', stage.metadata.namespace)) {
    const since = freight.status.currentlyIn?.[name]?.since;
    const isHere = current.has(freight.metadata.name);
    if (isHere === (since !== undefined)) continue;
    kargo.store.update('Freight', locate(freight), (draft) => {
      const currentlyIn = { ...draft.status.currentlyIn };
      if (isHere) currentlyIn[name] = { since: at.time };
      else delete currentlyIn[name];
      if (Object.keys(currentlyIn).length === 0) delete draft.status.currentlyIn;
      else draft.status.currentlyIn = currentlyIn;
      const verified = draft.status.verifiedIn?.[name];
      if (!isHere && since !== undefined && verified !== undefined) {
        const soaked = kargo.clock.now() - Date.parse(since);
        const before = parseGoDuration(verified.longestSoak ?? '0') ?? 0;
        if (soaked > before) verified.longestSoak = formatGoDuration(soaked);
      }
    });
  }
}
