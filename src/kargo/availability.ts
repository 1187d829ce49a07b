import { durationMs, formatDuration } from '../inputs/duration.ts';
import { type Freight, type FreightRequest, originKey, type Stage } from './types.ts';

/**
 * Why Freight is not available to a Stage, in words, by the rules of fact sheet 3.5; empty when it is. For
 * explaining only: the answer of the promote call is the truth.
 *
 * @param now milliseconds since the epoch, for the soak time.
 */
export function whyNotAvailable(stage: Stage, freight: Freight, now: number): readonly string[] {
  const requests = stage.spec.requestedFreight ?? [];
  const own = requests.filter(
    (request) => freight.origin !== undefined && originKey(request.origin) === originKey(freight.origin),
  );
  if (own.length === 0) {
    const wanted = requests.map((request) => originKey(request.origin)).join(', ') || 'nothing';
    const from = freight.origin === undefined ? 'an unknown origin' : originKey(freight.origin);
    return [`Stage "${stage.metadata.name}" takes Freight of ${wanted}, and this is of ${from}`];
  }
  if (freight.status?.approvedFor?.[stage.metadata.name] !== undefined) {
    return [];
  }
  const reasons = own.map((request) => whyNotByRequest(request, freight, now));
  return reasons.some((list) => list.length === 0) ? [] : reasons.flat();
}

function whyNotByRequest(request: FreightRequest, freight: Freight, now: number): readonly string[] {
  const { direct, stages, requiredSoakTime, availabilityStrategy } = request.sources ?? {};
  if (direct === true) {
    return [];
  }
  const upstream = stages ?? [];
  const missing = upstream.flatMap((stage) => whyNotFrom(stage, requiredSoakTime, { freight, now }));
  if (missing.length === 0) {
    return upstream.length > 0 ? [] : ['the Stage names no source for it'];
  }
  if (availabilityStrategy === 'All') {
    return [`${missing.join('; ')} (all of ${upstream.join(', ')} are required)`];
  }
  return missing.length < upstream.length ? [] : [missing.join('; ')];
}

/** One sentence at most: verified in the upstream Stage, and there for long enough? */
function whyNotFrom(
  upstream: string,
  requiredSoakTime: string | undefined,
  { freight, now }: { freight: Freight; now: number },
): readonly string[] {
  const verified = freight.status?.verifiedIn?.[upstream];
  if (verified === undefined) {
    const there = freight.status?.currentlyIn?.[upstream] !== undefined;
    return [`it is not verified in Stage "${upstream}"${there ? ', though it is there' : ''}`];
  }
  const required = durationMs(requiredSoakTime ?? '') ?? 0;
  const soaked = soakedMs(freight, upstream, now);
  return soaked >= required
    ? []
    : [
        `it has soaked ${formatDuration(soaked)} of the required ${formatDuration(required)} in Stage "${upstream}" (${formatDuration(required - soaked)} left)`,
      ];
}

/** The longer of the longest completed stay and the running one, which counts from the arrival. */
export function soakedMs(freight: Freight, stage: string, now: number): number {
  const longest = durationMs(freight.status?.verifiedIn?.[stage]?.longestSoak ?? '') ?? 0;
  const since = Date.parse(freight.status?.currentlyIn?.[stage]?.since ?? '');
  return Math.max(longest, Number.isNaN(since) ? 0 : now - since);
}

/**
 * Milliseconds until soaking alone makes Freight available to a Stage: 0 when it is; undefined when something
 * else is missing too, so that time alone does not help.
 */
export function soakLeft(stage: Stage, freight: Freight, now: number): number | undefined {
  if (whyNotAvailable(stage, freight, now).length === 0) {
    return 0;
  }
  const own = (stage.spec.requestedFreight ?? []).filter(
    (request) => freight.origin !== undefined && originKey(request.origin) === originKey(freight.origin),
  );
  const times = own
    .map((request) => soakLeftByRequest(request, freight, now))
    .filter((left) => left !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
}

function soakLeftByRequest({ sources }: FreightRequest, freight: Freight, now: number): number | undefined {
  const required = durationMs(sources?.requiredSoakTime ?? '') ?? 0;
  const left = (sources?.stages ?? []).map((upstream) =>
    freight.status?.verifiedIn?.[upstream] === undefined
      ? undefined
      : Math.max(0, required - soakedMs(freight, upstream, now)),
  );
  const known = left.filter((ms) => ms !== undefined);
  if (sources?.availabilityStrategy === 'All') {
    return known.length < left.length || known.length === 0 ? undefined : Math.max(...known);
  }
  return known.length === 0 ? undefined : Math.min(...known);
}
