import type { KargoObject } from '../../src/kargo/types.ts';
import type { Follower, Sighting } from '../../src/kargo/watch/follow.ts';
import type { LocatedExchange, RecordedFrame } from '../support/recordings.ts';

/** A frame's object, as far as a follower looks at it. */
export function objectOf(frame: RecordedFrame | undefined): KargoObject {
  return frame?.data?.object as unknown as KargoObject;
}

/** The resource version of an object. */
export function versionOf({ metadata }: KargoObject): string {
  return metadata.resourceVersion ?? '';
}

/** The next sightings until `count` versions and, where asked for, the end of the object were seen. */
export async function watchOut(
  follower: Follower<KargoObject>,
  { count, gone }: { count: number; gone: boolean },
) {
  const seen: Sighting<KargoObject>[] = [];
  const isEnough = () =>
    seen.filter(({ kind }) => kind === 'version').length >= count &&
    (!gone || seen.some(({ kind }) => kind === 'gone'));
  while (!isEnough()) {
    const sighting = await follower.next(60_000);
    if (sighting !== undefined) {
      seen.push(sighting);
    }
  }
  return seen;
}

/** What is to be read of sightings: the resource version of each version, `gone`, `trouble`. */
export function wordsOf(sightings: readonly Sighting<KargoObject>[]): readonly string[] {
  return sightings.map((sighting) =>
    sighting.kind === 'version' ? versionOf(sighting.object) : sighting.kind,
  );
}

/** The same without what is said of the link. */
export function newsOf(sightings: readonly Sighting<KargoObject>[]): readonly string[] {
  return wordsOf(sightings).filter((word) => word !== 'trouble' && word !== 'recovered');
}

/** Waits for what another part of the test brings about. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The objects of a stream. What a filtered list watch calls DELETED at first sight only did not match the filter. */
export function namesIn({ response }: LocatedExchange): readonly string[] {
  const frames = (response.frames ?? []).filter(({ data }) => data !== undefined);
  const names = new Set(frames.map((frame) => objectOf(frame).metadata.name));
  const isFiltered = (name: string) =>
    frames.find((frame) => objectOf(frame).metadata.name === name)?.data?.type === 'DELETED';
  return [...names].filter((name) => !isFiltered(name));
}

/** What a follower of one object in a stream has to see. */
export function sightsOf({ response }: LocatedExchange, name: string) {
  const own = (response.frames ?? []).filter(
    (frame) => frame.data !== undefined && objectOf(frame).metadata.name === name,
  );
  const versions = own
    .filter(({ data }) => data?.type !== 'DELETED')
    .map((frame) => versionOf(objectOf(frame)));
  return { own, versions, gone: own.some(({ data }) => data?.type === 'DELETED') };
}
