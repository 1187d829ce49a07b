import { parseGoDuration } from './go-duration.ts';
import { type Freight, type FreightSources, originKey, type Stage } from './objects.ts';

/**
 * Whether `GET .../freight?stage=` lists this Freight. The query is another code than the check when promoting and
 * disagrees with it: any Stage's soak counts for `OneOf`, and `All` with a soak time wants the very set of upstream
 * Stages (kargo-rest-api.md 3.5; recorded: 17/query-stage-soaked-early).
 */
export function isListed(stage: Stage, freight: Freight, now: number): boolean {
  const request = stage.spec.requestedFreight.find(
    (candidate) => originKey(candidate.origin) === originKey(freight.origin),
  );
  if (request === undefined) return false;
  const { sources } = request;
  if (sources.direct === true) return true;
  const matchUpstream = sources.autoPromotionOptions?.selectionPolicy === 'MatchUpstream';
  if (matchUpstream)
    return (sources.stages ?? []).some((name) => freight.status.currentlyIn?.[name] !== undefined);
  if (freight.status.approvedFor?.[stage.metadata.name] !== undefined) return true;
  return isVerifiedUpstream(sources, freight, now);
}

function isVerifiedUpstream(sources: FreightSources, freight: Freight, now: number): boolean {
  const upstream = sources.stages ?? [];
  const verifiedIn = Object.keys(freight.status.verifiedIn ?? {});
  const all = sources.availabilityStrategy === 'All';
  const required = parseGoDuration(sources.requiredSoakTime ?? '0') ?? 0;
  const verifiedUpstream = upstream.filter((name) => verifiedIn.includes(name));
  const verified = all ? verifiedUpstream.length === upstream.length : verifiedUpstream.length > 0;
  if (!verified || required === 0) return verified;
  const soaked = verifiedIn.filter((name) => soakedMs(freight, name, now) >= required);
  return all ? [...soaked].sort().join() === [...upstream].sort().join() : soaked.length > 0;
}

function soakedMs(freight: Freight, stage: string, now: number): number {
  const stored = parseGoDuration(freight.status.verifiedIn?.[stage]?.longestSoak ?? '0') ?? 0;
  const since = freight.status.currentlyIn?.[stage]?.since;
  return Math.max(stored, since === undefined ? 0 : now - Date.parse(since));
}
