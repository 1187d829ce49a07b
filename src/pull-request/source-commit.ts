import { connectForge, whereabouts } from '../forge/connect.ts';
import { type Location, locateRepository } from '../forge/location.ts';
import type { Freight, FreightReference } from '../kargo/types.ts';
import { type Finding, orUnknown } from './finding.ts';
import type { GateTask } from './gate.ts';
import type { Target, Task } from './target.ts';

/** Where a commit of an artifact is said to be. */
interface Source {
  readonly url: string;
  readonly sha: string;
}

/** The commits of the Freight: its own, and those that the annotations of its images claim. */
function sourcesOf({ commits, images }: Pick<FreightReference, 'commits' | 'images'>): readonly Source[] {
  const claimed = (images ?? []).flatMap(({ annotations = {} }) => {
    const url = annotations['org.opencontainers.image.source'];
    const sha = annotations['org.opencontainers.image.revision'];
    return url === undefined || sha === undefined ? [] : [{ url, sha }];
  });
  return [...(commits ?? []).map(({ repoURL, id }) => ({ url: repoURL, sha: id })), ...claimed];
}

/** Whether each commit of the Freight is on one of the branches that the rule `commit-on` names. */
export async function commitFindings(gate: GateTask, freight: Freight): Promise<readonly Finding[]> {
  const rule = 'commit-on';
  const sources = sourcesOf(freight);
  if (sources.length === 0) {
    const text =
      'the Freight names no commit: neither one of a Git repository, nor by the annotations org.opencontainers.image.source and .revision of an image';
    return [{ rule, ok: null, text }];
  }
  const found = await Promise.all(
    sources.map((source) => orUnknown(rule, async () => [await sourceFinding(gate, source)])),
  );
  return found.flat();
}

async function sourceFinding({ task, target, rules }: GateTask, { url, sha }: Source): Promise<Finding> {
  const rule = 'commit-on';
  const branches = rules['commit-on'];
  const location = locateRepository(url, whereabouts(task.settings));
  if (location === undefined) {
    return { rule, ok: null, text: `${url} is on no forge that is known: set forge and forge-url` };
  }
  const forge = await connectForge(settingsFor(task, target, location), location, task.deadline.signal);
  const { repository } = location;
  let missing = 0;
  for (const branch of branches) {
    const contained = await forge.contains({ repository, sha, branch });
    if (contained === 'yes') {
      return { rule, ok: true, text: `commit ${sha} is on ${branch} of ${repository}` };
    }
    missing += contained === 'no-branch' ? 1 : 0;
  }
  return missing === branches.length
    ? {
        rule,
        ok: null,
        text: `${repository} has no branch ${branches.join(', ')}, or the token may not see it`,
      }
    : { rule, ok: false, text: `commit ${sha} is not on ${branches.join(', ')} of ${repository}` };
}

/** The token that is given as an input belongs to the forge of the pull request, and goes to no other. */
function settingsFor({ settings }: Task, { place }: Target, { forge, address }: Location): Task['settings'] {
  return forge === place.forge && address === place.address
    ? settings
    : {
        ...settings,
        inputs: { ...settings.inputs, 'forge-token': undefined, 'forge-token-file': undefined },
      };
}
