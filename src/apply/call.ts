import { type Fields, fieldsOf } from './manifest.ts';
import type { Step } from './plan.ts';

/** Kargo reads at most 4 MiB; and a call should not take longer than a proxy waits. */
const largestCall = { bytes: 3 * 1024 * 1024, manifests: 100 };
/** The steps in calls that Kargo reads, in their order. */
export function inCalls(steps: readonly Step[]): readonly (readonly Step[])[] {
  const calls: Step[][] = [];
  let size = 0;
  for (const step of steps) {
    const bytes = Buffer.byteLength(JSON.stringify(sentManifest(step)));
    const call = calls.at(-1);
    if (
      call === undefined ||
      call.length >= largestCall.manifests ||
      (call.length > 0 && size + bytes > largestCall.bytes)
    ) {
      calls.push([step]);
      size = bytes;
    } else {
      call.push(step);
      size += bytes;
    }
  }
  return calls;
}

/** An update replaces the object: what others noted in its metadata is sent along, so that it stays. */
export function sentManifest({ manifest: { content }, present }: Step): Fields {
  const stored = fieldsOf(present?.metadata);
  const merged = Object.fromEntries(
    ['labels', 'annotations']
      .map((part) => [part, { ...fieldsOf(stored[part]), ...fieldsOf(content.metadata[part]) }] as const)
      .filter(([, marks]) => Object.keys(marks).length > 0),
  );
  const kept = Object.fromEntries(
    ['finalizers', 'ownerReferences']
      .filter((part) => stored[part] !== undefined)
      .map((part) => [part, stored[part]]),
  );
  return { ...content, metadata: { ...kept, ...content.metadata, ...merged } };
}
