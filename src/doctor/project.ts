import { isKargoError } from '../errors.ts';
import type { KargoClient } from '../kargo/client.ts';
import type { Stage } from '../kargo/types.ts';
import { isControlFlow } from '../kargo/types.ts';
import { cannotTell, type Finding, well, wrong } from './finding.ts';

/** How many names of Stages a sentence holds. */
const mostNames = 20;

/**
 * Whether the project exists. A token of the project may not read the Project itself, but Kargo looks for it
 * before any right (fact sheet 1.4): a refusal for want of a right proves that it is there.
 */
export async function lookAtProject(client: KargoClient): Promise<Finding> {
  const name = `project "${client.project}"`;
  try {
    const stages = await client.listStages();
    const names = stages.map(({ metadata }) => metadata.name);
    const rest = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
    return well(
      'project',
      `${name} has ${names.length === 0 ? 'no Stages' : `the Stages ${names.slice(0, mostNames).join(', ')}${rest}`}`,
    );
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return error.httpStatus === 403
      ? well('project', `${name} exists; the token may not list its Stages`)
      : wrong('project', error.verdict);
  }
}

/** Whether a Stage is there and can be promoted to. */
export async function lookAtStage(client: KargoClient, name: string): Promise<Finding> {
  const subject = `stage ${name}`;
  try {
    return well(subject, describeStage(await client.getStage(name)));
  } catch (error) {
    if (!isKargoError(error)) {
      throw error;
    }
    return error.httpStatus === 403
      ? cannotTell(subject, 'whether it exists: the token may not read it')
      : wrong(subject, error.verdict);
  }
}

function describeStage(stage: Stage): string {
  const from = (stage.spec.requestedFreight ?? []).map(({ origin, sources }) => {
    const upstream = sources?.stages ?? [];
    const ways = [
      ...(sources?.direct === true ? ['directly'] : []),
      ...(upstream.length > 0 ? [`by ${upstream.join(', ')}`] : []),
    ];
    return `${origin.name} ${ways.join(' and ') || 'from nowhere'}`;
  });
  return isControlFlow(stage)
    ? 'it has no promotion steps: nothing can be promoted to it, only to the Stages behind it'
    : `it takes Freight of ${from.join(' and ') || 'no Warehouse'}`;
}
