import { ruleFor } from '../kargo/answer.ts';
import { commandRights, groupOf, type Resource, type Right, rightsIn } from '../kargo/rights.ts';
import { describeToken } from '../kargo/token.ts';
import { roleManifest } from '../report/role.ts';
import { advice, cannotTell, type Finding, well, wrong } from './finding.ts';
import { type Ground, type Probed, probeRights } from './probes.ts';

/** What came of asking for the rights of a command. */
export interface RightsLook {
  readonly findings: readonly Finding[];
  /** The manifest of a Role that grants them; empty when none is needed. */
  readonly role: string;
}

/** Asks Kargo for each right that the usual use of a command needs, or that helps it. */
export async function lookAtRights(ground: Ground, command: string): Promise<RightsLook> {
  const [use] = commandRights[command] ?? [];
  const needed = rightsIn(use?.needs ?? {});
  const helpful = rightsIn(use?.helps ?? {});
  if (use === undefined || needed.length + helpful.length === 0) {
    return {
      findings: [well('rights', `${command} needs no right: any token that Kargo accepts will do`)],
      role: '',
    };
  }
  const probed = await probeRights([...needed, ...helpful], ground);
  const isNeeded = ({ right }: Probed) => needed.includes(right);
  const missing = probed.filter((each) => isNeeded(each) && each.held === 'no');
  return {
    findings: [
      ...missingFinding(missing, { ground, command }),
      ...probed
        .filter((each) => !missing.includes(each))
        .map((each) => describe(each, command, isNeeded(each))),
    ],
    role: roleManifest([...needed, ...helpful], {
      name: `kargo-ci-${command}`,
      project: ground.client.project,
      stages: ground.stages,
    }),
  };
}

/** All that is missing in one finding, so that one change of the Role mends it. */
function missingFinding(
  missing: readonly Probed[],
  { ground: { client }, command }: { readonly ground: Ground; readonly command: string },
): readonly Finding[] {
  if (missing.length === 0) {
    return [];
  }
  const token = describeToken(client.token);
  const rules = rulesFor(missing);
  const message = `${token} may not ${missing.map(wordsFor).join(', nor ')}, which ${command} needs. Add to the Role in namespace "${client.project}" the ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}.`;
  const capital = message.charAt(0).toUpperCase() + message.slice(1);
  return [wrong('rights', { status: 'failed', reason: 'forbidden', message: capital })];
}

/** As few rules as will do: one a resource, and one for `promote`, which is limited to Stages. */
function rulesFor(missing: readonly Probed[]): readonly string[] {
  const byRule = new Map<string, Set<string>>();
  for (const { right } of missing) {
    const key = right.verb === 'promote' ? 'promote' : right.resource;
    byRule.set(key, (byRule.get(key) ?? new Set<string>()).add(right.verb));
  }
  const promoted = missing
    .filter(({ right }) => right.verb === 'promote')
    .flatMap(({ stage }) => stage ?? []);
  return [...byRule].map(([key, verbs]) =>
    key === 'promote'
      ? ruleFor({ verb: key, resource: 'stages', group: groupOf('stages'), name: promoted.join(', ') })
      : ruleFor({ verb: [...verbs].join(', '), resource: key, group: groupOf(key as Resource) }),
  );
}

function describe(probed: Probed, command: string, isNeeded: boolean): Finding {
  const subject = `right to ${wordsFor(probed)}`;
  switch (probed.held) {
    case 'yes':
      return well(subject, `the token has it`);
    case 'no':
      return advice(subject, `the token does not have it; ${command} works less well without`);
    case 'cannot tell':
      return cannotTell(
        subject,
        `${isNeeded ? `${command} needs it` : `it helps ${command}`}; ${probed.why}`,
      );
  }
}

/** `promote on stages "uat"`. */
function wordsFor({ right, stage }: { readonly right: Right; readonly stage?: string }): string {
  const name = stage === undefined ? '' : right.resource === 'stages' ? ` "${stage}"` : ` for "${stage}"`;
  return `${right.verb} ${right.resource}${name}`;
}
