import { InputError, type Problem } from '../errors.ts';
import type { ManifestDocument } from './documents.ts';
import { knownKinds, problemOfKind } from './kinds.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** A manifest that can be applied: of a kind that Kargo takes, in the project, with a name. */
export interface Manifest {
  readonly kind: string;
  readonly name: string;
  /** `Stage/test`. */
  readonly title: string;
  /** The file and document it stands in. */
  readonly place: string;
  /** As it is sent: the namespace filled in, what only the server may set left out. */
  readonly content: Fields & { readonly metadata: Fields };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields, or none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** What only the server sets; manifests that were exported from a cluster carry it. */
const serverFields = [
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'managedFields',
  'selfLink',
];
const exportedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The manifests in the documents, in the order in which they depend on each other.
 *
 * @throws InputError with everything that is wrong with any of them.
 */
export function manifestsOf(documents: readonly ManifestDocument[], project: string): readonly Manifest[] {
  const problems: Problem[] = [];
  const byTitle = new Map<string, Manifest>();
  for (const document of documents) {
    const manifest = readManifest(document, project);
    if (typeof manifest === 'string') {
      problems.push({ input: 'files', value: document.place, accepted: manifest });
      continue;
    }
    const twin = byTitle.get(manifest.title);
    if (twin === undefined) {
      byTitle.set(manifest.title, manifest);
    } else {
      const accepted = `${manifest.title} stands already in ${twin.place}: each object may be there once`;
      problems.push({ input: 'files', value: manifest.place, accepted });
    }
  }
  if (problems.length > 0) {
    throw new InputError(problems);
  }
  return inOrder([...byTitle.values()]);
}

/** The manifest in a document, or what is wrong with it. */
function readManifest({ place, content }: ManifestDocument, project: string): Manifest | string {
  if (!isFields(content)) {
    return 'a manifest is needed: a mapping with apiVersion, kind and metadata';
  }
  const { kind, apiVersion, metadata: given } = content;
  const wrongKind = problemOfKind(kind, apiVersion);
  if (typeof kind !== 'string' || wrongKind !== undefined) {
    return wrongKind ?? 'kind is needed';
  }
  const metadata = isFields(given) ? given : {};
  const { name, namespace } = metadata;
  if (typeof name !== 'string' || !isName(kind, name)) {
    return `metadata.name is needed, a name as Kubernetes takes it: ${JSON.stringify(name ?? null)} is none`;
  }
  const isProject = kind === 'Project';
  if (isProject && name !== project) {
    return `this is Project "${name}", and apply works in project "${project}" alone: run it once for each`;
  }
  if (namespace !== undefined && namespace !== project) {
    return `${kind} "${name}" is in namespace ${JSON.stringify(namespace)}, and apply works in project "${project}" alone: run it once for each project, or leave the namespace out`;
  }
  const { status: _status, ...body } = content;
  return {
    kind,
    name,
    title: `${kind}/${name}`,
    place,
    content: { ...body, metadata: ownMetadata(metadata, isProject ? undefined : project) },
  };
}

/** RBAC names may hold colons and capitals (a path segment); all others are DNS names. */
function isName(kind: string, name: string): boolean {
  const allowed = kind.startsWith('Role')
    ? /^(?!\.{1,2}$)[^/%\p{C}]{1,253}$/u
    : /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
  return allowed.test(name);
}

function ownMetadata(metadata: Fields, namespace: string | undefined): Fields {
  const { annotations } = metadata;
  const kept = Object.entries(metadata).filter(([key]) => !serverFields.includes(key) && key !== 'namespace');
  return {
    ...Object.fromEntries(kept),
    ...(namespace === undefined ? {} : { namespace }),
    ...(isFields(annotations) && exportedAnnotation in annotations
      ? {
          annotations: Object.fromEntries(
            Object.entries(annotations).filter(([key]) => key !== exportedAnnotation),
          ),
        }
      : {}),
  };
}

/** Kind after kind, and a Stage after those that its Freight comes from; else as the files have it. */
function inOrder(manifests: readonly Manifest[]): readonly Manifest[] {
  return Object.keys(knownKinds).flatMap((kind) => {
    const ofKind = manifests.filter((manifest) => manifest.kind === kind);
    return kind === 'Stage' ? upstreamFirst(ofKind) : ofKind;
  });
}

function upstreamFirst(stages: readonly Manifest[]): readonly Manifest[] {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const ordered = new Set<Manifest>();
  const entered = new Set<Manifest>();
  const visit = (stage: Manifest) => {
    // Stages that wait for each other are Kargo's to refuse.
    if (entered.has(stage)) {
      return;
    }
    entered.add(stage);
    for (const name of upstreamOf(stage)) {
      const upstream = byName.get(name);
      if (upstream !== undefined) {
        visit(upstream);
      }
    }
    ordered.add(stage);
  };
  for (const stage of stages) {
    visit(stage);
  }
  return [...ordered];
}

function upstreamOf({ content }: Manifest): readonly string[] {
  const requested = isFields(content.spec) ? content.spec.requestedFreight : undefined;
  return (Array.isArray(requested) ? requested : []).flatMap((request: unknown) => {
    const sources = isFields(request) && isFields(request.sources) ? request.sources.stages : undefined;
    return Array.isArray(sources) ? sources.filter((name) => typeof name === 'string') : [];
  });
}
