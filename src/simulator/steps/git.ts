import { sha1 } from '../artifacts.ts';
import { type JsonObject, records } from '../objects.ts';
import type { Clone } from '../promotion.ts';
import type { StepContext, StepResult } from '../steps.ts';

/** `git-clone`: checks branches out into paths. */
export function gitClone({ kargo, config, directory }: StepContext): StepResult {
  const repoURL = String(config.repoURL);
  const commits: JsonObject = {};
  for (const checkout of records(config.checkout)) {
    const name = String(checkout.branch ?? 'main');
    const path = String(checkout.path ?? '.');
    const branch = kargo.git.branch(repoURL, name);
    directory.clones.set(path, {
      repoURL,
      branch: name,
      commit: branch.commit,
      tree: structuredClone(branch.tree),
    });
    commits[path] = branch.commit;
  }
  return { status: 'Succeeded', output: { commits } };
}

/** `git-clear`: removes every file of a clone. */
export function gitClear(context: StepContext): StepResult {
  const clone = cloneAt(context);
  if (clone === undefined) return noRepository(context);
  clone.tree = {};
  return { status: 'Succeeded' };
}

/** `git-commit`: commits what changed; without a change it is skipped and names the head it found. */
export function gitCommit(context: StepContext): StepResult {
  const clone = cloneAt(context);
  if (clone === undefined) return noRepository(context);
  const base = context.kargo.git.branch(clone.repoURL, clone.branch);
  if (JSON.stringify(base.tree) === JSON.stringify(clone.tree)) {
    return { status: 'Skipped', output: { commit: clone.commit } };
  }
  clone.commit = sha1(`${context.promotion.metadata.name} ${JSON.stringify(clone.tree)}`);
  return { status: 'Succeeded', output: { commit: clone.commit } };
}

/** `git-push`: pushes the clone to its branch, a given one, or one made for the Promotion. */
export function gitPush(context: StepContext): StepResult {
  const clone = cloneAt(context);
  if (clone === undefined) return noRepository(context);
  const { config, kargo, promotion } = context;
  const generated = config.generateTargetBranch === true;
  const target = config.targetBranch;
  const branch = generated
    ? `kargo/promotion/${promotion.metadata.name}`
    : typeof target === 'string'
      ? target
      : clone.branch;
  kargo.git.push(clone.repoURL, branch, { commit: clone.commit, tree: clone.tree });
  const commitURL = kargo.profile.pushReportsEmptyCommitUrl ? { commitURL: '' } : {};
  return { status: 'Succeeded', output: { branch, commit: clone.commit, ...commitURL } };
}

function cloneAt({ config, directory }: StepContext): Clone | undefined {
  return directory.clones.get(String(config.path ?? '.'));
}

function noRepository({ config }: StepContext): StepResult {
  return {
    status: 'Errored',
    message: `error loading working tree from ${String(config.path)}: repository does not exist`,
  };
}
