import type { KargoObject, SimulatedKargo } from '../../support/simulator.ts';
import { promoteRights, tokenOf, web, worldWithoutToken } from '../worlds.ts';

/** What the commands beside `promote` need, as lines of a Role's rules. */
export const furtherRights = [
  ...promoteRights,
  '{ verbs: [patch], resources: [freights, freights/status, stages] }',
  '{ verbs: [create], resources: [freights] }',
] as const;

/** Project `shop` with a token `ci` that may do all of this; without those rules that the test takes away. */
export function furtherWorld(...documents: readonly string[]): string {
  return worldWithoutToken(tokenOf('ci', furtherRights), ...documents);
}

/** A document of project `shop` as one of another project. */
export function inProject(project: string, ...documents: readonly string[]): string {
  return documents
    .map((document) => document.replaceAll('namespace: shop', `namespace: ${project}`))
    .join('\n---\n');
}

/** Freight with the fields that these commands write. */
export interface ApprovedFreight extends KargoObject {
  readonly status: KargoObject['status'] & { readonly approvedFor?: Readonly<Record<string, unknown>> };
}

/** The Stages that Freight is approved for. */
export async function approvals(kargo: SimulatedKargo, freight: string): Promise<readonly string[]> {
  const { status } = (await kargo.get('freight', freight)) as ApprovedFreight;
  return Object.keys(status.approvedFor ?? {}).toSorted();
}

/** Freight with the image tag is discovered, promoted to each of the Stages in turn, and verified there. */
export async function deliverTo(
  kargo: SimulatedKargo,
  tag: string,
  ...stages: readonly string[]
): Promise<string> {
  const name = await kargo.deliver(`${web}:${tag}`);
  for (const stage of stages) {
    await kargo.bring(stage, tag);
  }
  return name;
}

/** Kargo forgets Freight, as its garbage collector does. */
export async function collect(kargo: SimulatedKargo, freight: string): Promise<void> {
  await kargo.control('objects', { kind: 'Freight', name: freight, delete: true });
}

/** The gate `go` is set, and who waits for it looks. */
export async function setGate(kargo: SimulatedKargo, state: 'open' | 'closed' | 'broken'): Promise<void> {
  await kargo.control('gates', { name: 'go', state, wake: true });
}

/** The entries of the output `promotions` or `stages`. */
export function entriesOf(json: string | undefined): readonly Readonly<Record<string, string>>[] {
  return JSON.parse(json ?? '');
}
