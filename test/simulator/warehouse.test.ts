import { describe, expect, test } from 'vitest';
import { project, rig, stage, world } from './simulated.ts';

const path = `${project}/warehouses/web`;

function reasonOf(
  json: { status: { conditions: { type: string; reason: string }[] } },
  type: string,
): string | undefined {
  return json.status.conditions.find((condition) => condition.type === type)?.reason;
}

describe('a refreshed Warehouse', () => {
  test('makes Freight of a pushed image; a second refresh names Freight that does not exist', async () => {
    const made = await rig({ world: world(stage('test')) });
    await made.control('artifacts', { image: 'ghcr.io/acme/web:1.1.0' });
    expect((await made.call('POST', `${path}/refresh`, { token: 'notify' })).status).toBe(200);
    const isHandled = ({
      metadata,
      status,
    }: {
      metadata: { annotations?: Record<string, string> };
      status: { lastHandledRefresh?: string };
    }) =>
      status.lastHandledRefresh !== undefined &&
      status.lastHandledRefresh === metadata.annotations?.['kargo.akuity.io/refresh'];
    const handled = await made.until(path, isHandled);
    expect(reasonOf(handled, 'FreightCreated')).toBe('NewFreight');
    expect(handled.status.lastFreightID).toBe(await made.newestFreight());
    await made.control('clock', { advance: '2s' });
    await made.call('POST', `${path}/refresh`);
    const again = await made.until(
      path,
      (json) => isHandled(json) && reasonOf(json, 'FreightCreated') === 'AlreadyExists',
    );
    expect((await made.call('GET', `${project}/freight/${again.status.lastFreightID}`)).status).toBe(404);
  });

  test('shows a failed discovery for a moment, then looks healthy again', async () => {
    const made = await rig({ world: world(stage('test')) });
    await made.control('registry', { repoURL: 'ghcr.io/acme/web', down: true });
    const seen = await watchUntil(made, `${path}?watch=true`, {
      start: () => made.call('POST', `${path}/refresh`),
      done: (frames) => frames.length >= 5,
    });
    expect(seen.map((object) => reasonOf(object, 'Ready'))).toEqual([
      'ArtifactsDiscovered',
      'ArtifactsDiscovered',
      'DiscoveryInProgress',
      'DiscoveryFailure',
      'ArtifactsDiscovered',
    ]);
    expect(seen[3].status.lastHandledRefresh).toBeDefined();
    expect(seen[4].status.discoveredArtifacts.discoveredAt).toBe(
      seen[0].status.discoveredArtifacts.discoveredAt,
    );
  });

  test('sees only tags inside the constraint, newest version first', async () => {
    const made = await rig({ world: world(stage('test')) });
    for (const tag of ['2.0.0', 'nightly', '1.0.5', '1.2.0', '1.10.0'])
      await made.control('artifacts', { image: `ghcr.io/acme/web:${tag}` });
    await made.call('POST', `${path}/refresh`);
    await made.control('settle');
    const { json } = await made.call('GET', path);
    const tags = json.status.discoveredArtifacts.images[0].references.map(
      (reference: { tag: string }) => reference.tag,
    );
    expect(tags).toEqual(['1.10.0', '1.2.0', '1.0.5', '1.0.0']);
  });
});

/** Collects the objects of a watch until `done`. */
async function watchUntil(
  made: Awaited<ReturnType<typeof rig>>,
  url: string,
  how: { start: () => Promise<unknown>; done: (frames: unknown[]) => boolean },
  // biome-ignore lint/suspicious/noExplicitAny: the assertions are the check
): Promise<any[]> {
  const response = await fetch(made.simulator.address + url, {
    headers: { authorization: `Bearer ${made.simulator.tokens.admin}` },
  });
  // biome-ignore lint/suspicious/noExplicitAny: the assertions are the check
  const objects: any[] = [];
  let started: Promise<unknown> | undefined;
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames)
      if (frame.startsWith('data: ')) objects.push(JSON.parse(frame.slice(6)).object);
    started ??= how.start();
    if (how.done(objects)) break;
  }
  await started;
  return objects;
}
