import { isKargoError } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Subscription, Warehouse } from '../kargo/types.ts';
import { advice, cannotTell, type Finding, well, wrong } from './finding.ts';
import { type Generation, isAtLeast } from './server.ts';

/** The fields that Kargo 1.11 refuses: a discovery fails as soon as one is set. */
const refusedFields = [
  ['allowTags', 'allowTagsRegexes'],
  ['ignoreTags', 'ignoreTagsRegexes'],
] as const;

/** The strategies with which Kargo looks at the tags of a repository at all. */
const tagStrategies = ['Lexical', 'NewestTag', 'SemVer'];

/** What the Warehouses still use that this or a later release of Kargo does not take. */
export async function lookAtWarehouses(
  client: KargoClient,
  generation: Generation,
): Promise<readonly Finding[]> {
  try {
    const warehouses = await client.listWarehouses();
    const findings = warehouses.flatMap((warehouse) => findingsOf(warehouse, generation));
    return findings.length > 0 || warehouses.length === 0
      ? findings
      : [well('warehouses', 'no Warehouse uses a field that a later Kargo refuses')];
  } catch (error) {
    if (isKargoError(error)) {
      const why = error.httpStatus === 403 ? 'the token may not list them' : error.verdict.message;
      return [cannotTell('warehouses', `whether they use fields that a later Kargo refuses: ${why}`)];
    }
    throw error;
  }
}

function findingsOf(warehouse: Warehouse, generation: Generation): readonly Finding[] {
  const subject = `warehouse ${warehouse.metadata.name}`;
  return (warehouse.spec.subscriptions ?? []).flatMap((subscription) => [
    ...refused(subscription).map((words) =>
      isAtLeast(generation, '1.11')
        ? wrong(subject, {
            status: 'failed',
            reason: 'discovery-failed',
            message: `it cannot discover anything: ${words}`,
          })
        : advice(subject, `with Kargo 1.11 its discovery will fail: ${words}`),
    ),
    ...(isSsh(subscription)
      ? [
          advice(
            subject,
            `it reads ${subscription.git?.repoURL} by SSH, which Kargo 1.13 will not do any more (deprecated since 1.10): use https`,
          ),
        ]
      : []),
  ]);
}

function refused({ image, git }: Subscription): readonly string[] {
  const readsTags = git !== undefined && tagStrategies.includes(git.commitSelectionStrategy ?? '');
  const looked = [...(image === undefined ? [] : [image]), ...(readsTags ? [git] : [])];
  return looked.flatMap((each) =>
    refusedFields
      .filter(([field]) => (each[field]?.length ?? 0) > 0)
      .map(
        ([field, instead]) => `the subscription to ${each.repoURL} has "${field}": use "${instead}" instead`,
      ),
  );
}

/** `ssh://…`, or as scp writes it. */
function isSsh({ git }: Subscription): boolean {
  return /^(?:ssh:\/\/|[^/@]+@[^/:]+:)/.test(git?.repoURL ?? '');
}
