import { failed } from '../errors.ts';
import { type KargoClient, orMissing } from '../kargo/client.ts';
import {
  type Freight,
  type FreightReference,
  originKey,
  type Promotion,
  type Stage,
} from '../kargo/types.ts';

/** What Kargo knows about bringing Freight into a Stage: for people who decide about it. */
export interface Evidence {
  readonly stage: string;
  readonly freight: FreightReference & { readonly alias?: string | undefined };
  /** What the Stage has now of the same origin. */
  readonly current: FreightReference | undefined;
  /** The name of the Promotion, where Kargo made one. */
  readonly promotion: string | undefined;
  /** The Stages that the Freight comes from, with the time of its verification there. */
  readonly upstream: readonly { readonly stage: string; readonly verifiedAt: string | undefined }[];
  /** It may come straight from its Warehouse. */
  readonly direct: boolean;
  /** Somebody approved it for the Stage. */
  readonly approved: boolean;
}

/** The evidence about a Promotion; of Freight that Kargo has collected, what the Promotion remembers. */
export async function evidenceOfPromotion(client: KargoClient, promotion: Promotion): Promise<Evidence> {
  const { metadata, spec, status } = promotion;
  const name = spec.freight ?? status?.freight?.name ?? '';
  const [stage, freight] = await Promise.all([
    client.getStage(spec.stage),
    orMissing(client.getFreight(name)),
  ]);
  const remembered = status?.freight;
  if (freight === undefined && remembered === undefined) {
    throw failed('not-found', `Freight ${name} of Promotion ${metadata.name} does not exist (any more).`);
  }
  const known = freight ?? { metadata: { name }, ...remembered };
  return { ...evidenceOf(stage, known), promotion: metadata.name };
}

/** The evidence about Freight that is to come into a Stage. */
export function evidenceOf(stage: Stage, freight: Freight): Evidence {
  const { name } = stage.metadata;
  const { origin, alias, status } = freight;
  const key = origin === undefined ? '' : originKey(origin);
  const sources = (stage.spec.requestedFreight ?? [])
    .filter((request) => originKey(request.origin) === key)
    .map((request) => request.sources ?? {});
  const upstream = [...new Set(sources.flatMap(({ stages }) => stages ?? []))];
  return {
    stage: name,
    freight: { ...freight, name: freight.metadata.name, alias },
    current: stage.status?.freightHistory?.[0]?.items?.[key],
    promotion: undefined,
    upstream: upstream.map((from) => ({ stage: from, verifiedAt: verifiedAt(status, from) })),
    direct: sources.some(({ direct }) => direct === true),
    approved: status?.approvedFor?.[name] !== undefined,
  };
}

/** Undefined: not verified there. Empty: verified, without a time. */
function verifiedAt(status: Freight['status'], stage: string): string | undefined {
  const verified = status?.verifiedIn?.[stage];
  return verified === undefined ? undefined : (verified.verifiedAt ?? '');
}
