import type { Freight, Promotion, Stage } from '../../src/kargo/types.ts';
import type { Survey } from '../../src/pipeline/survey.ts';

/** The moment of every survey here. */
export const now = Date.parse('2026-11-20T12:00:00Z');

export const web = { kind: 'Warehouse', name: 'web' };

/** Freight of Warehouse `web` with an image of this tag. */
export function freight(name: string, status: Freight['status'] = {}, tag = '1.0.0'): Freight {
  return {
    metadata: { name, creationTimestamp: '2026-11-20T10:00:00Z' },
    alias: `${name}-alias`,
    origin: web,
    images: [{ repoURL: 'ghcr.io/acme/web', tag }],
    status,
  };
}

/** A Stage that takes Freight of `web`, directly or from others. */
export function stage(
  name: string,
  {
    from,
    has,
    status = {},
    controlFlow = false,
  }: {
    from?: readonly string[];
    has?: string;
    status?: NonNullable<Stage['status']>;
    controlFlow?: boolean;
  } = {},
): Stage {
  const held =
    has === undefined
      ? {}
      : {
          freightHistory: [
            {
              items: { 'Warehouse/web': { name: has, origin: web } },
              verificationHistory: [{ phase: 'Successful' }],
            },
          ],
          health: { status: 'Healthy' },
          lastPromotion: { name: `${name}.old`, freight: { name: has }, status: { phase: 'Succeeded' } },
        };
  return {
    metadata: { name },
    spec: {
      requestedFreight: [{ origin: web, sources: from === undefined ? { direct: true } : { stages: from } }],
      ...(controlFlow ? {} : { promotionTemplate: { spec: { steps: [{ uses: 'compose-output' }] } } }),
    },
    status: { ...held, ...status },
  };
}

export function promotion(
  name: string,
  spec: Promotion['spec'],
  status: Promotion['status'] = {},
): Promotion {
  return { metadata: { name }, spec, status };
}

/** A survey that read everything that is given. */
export function survey(parts: {
  readonly stages?: readonly Stage[];
  readonly freight?: readonly Freight[];
  readonly promotions?: readonly Promotion[];
}): Survey {
  const { stages = [], freight: found = [], promotions = [] } = parts;
  return {
    at: now,
    stages: { items: stages },
    freight: { items: found },
    promotions: { items: promotions },
    warehouses: { items: [] },
    receivers: { items: [] },
  };
}
