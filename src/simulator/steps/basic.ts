import { isRecord, type JsonObject, records } from '../objects.ts';
import type { StepContext, StepResult } from '../steps.ts';
import { locate } from '../store.ts';

/** `compose-output`: its config is its output. */
export function composeOutput({ config }: StepContext): StepResult {
  return { status: 'Succeeded', output: config };
}

/** `fail`: fails with the message given. */
export function fail({ config }: StepContext): StepResult {
  const message = config.message;
  return { status: 'Failed', message: typeof message === 'string' ? `failed: ${message}` : 'failed' };
}

/** `set-metadata`: writes values into the status of Stages and Freight. */
export function setMetadata({ kargo, stage, config }: StepContext): StepResult {
  for (const update of records(config.updates)) {
    if (!isRecord(update.values)) continue;
    const values = update.values as JsonObject;
    const key = { namespace: stage.metadata.namespace ?? '', name: String(update.name) };
    const kind = update.kind === 'Freight' ? 'Freight' : 'Stage';
    const target = kargo.store.get(kind, key.namespace, key.name);
    if (target === undefined) return { status: 'Errored', message: `${kind} "${key.name}" not found` };
    kargo.store.update(kind, locate(target), (draft) => {
      draft.status.metadata = { ...draft.status.metadata, ...structuredClone(values) };
    });
  }
  return { status: 'Succeeded' };
}

/** `yaml-update`: changes keys of a file in a clone; a file outside every clone does not exist. */
export function yamlUpdate({ config, directory, promotion }: StepContext): StepResult {
  const path = String(config.path ?? '');
  const normalised = path.replace(/^\.\//, '');
  for (const [root, clone] of directory.clones) {
    const base = root.replace(/^\.\//, '').replace(/\/$/, '');
    if (base !== '' && base !== '.' && !normalised.startsWith(`${base}/`)) continue;
    const file = base === '' || base === '.' ? normalised : normalised.slice(base.length + 1);
    const changes = records(config.updates);
    const content = { ...clone.tree[file] };
    for (const change of changes) content[String(change.key)] = String(change.value);
    clone.tree = { ...clone.tree, [file]: content };
    const lines = changes.map((change) => `- ${String(change.key)}: ${String(change.value)}`);
    return { status: 'Succeeded', output: { commitMessage: `Updated ${path}\n\n${lines.join('\n')}` } };
  }
  const file = `/tmp/promotion-${promotion.metadata.uid}/${normalised}`;
  return {
    status: 'Errored',
    message:
      `values file update failed: error updating image references in values file "${path}": ` +
      `error reading file "${file}": open ${file}: no such file or directory`,
  };
}
