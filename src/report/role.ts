import { groupOf, type Resource, type Right } from '../kargo/rights.ts';

/** What a Role is for. */
export interface RoleNames {
  readonly name: string;
  /** The project, which is its namespace. */
  readonly project: string;
  /** The Stages that `promote` is limited to; empty: all. */
  readonly stages: readonly string[];
}

/** The manifest of a Role that grants these rights, as YAML. */
export function roleManifest(rights: readonly Right[], { name, project, stages }: RoleNames): string {
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    `  name: ${plain(name)}`,
    `  namespace: ${plain(project)}`,
    'rules:',
    ...rulesOf(rights, stages),
  ].join('\n');
}

/** One rule a resource; `promote` has one of its own, which can be limited to Stages. */
function rulesOf(rights: readonly Right[], stages: readonly string[]): readonly string[] {
  const verbs = new Map<Resource, Set<string>>();
  for (const { resource, verb } of rights) {
    if (verb !== 'promote') {
      verbs.set(resource, (verbs.get(resource) ?? new Set<string>()).add(verb));
    }
  }
  const promotes = rights.some(({ verb }) => verb === 'promote');
  return [
    ...[...verbs].flatMap(([resource, each]) => rule(resource, [...each])),
    ...(promotes
      ? [
          ...rule('stages', ['promote']),
          ...(stages.length === 0 ? [] : [`    resourceNames: [${stages.map(plain).join(', ')}]`]),
        ]
      : []),
  ];
}

function rule(resource: Resource, verbs: readonly string[]): readonly string[] {
  const group = groupOf(resource);
  return [
    `  - apiGroups: [${group === '' ? '""' : group}]`,
    `    resources: [${resource}]`,
    `    verbs: [${verbs.join(', ')}]`,
  ];
}

/** A name as YAML: quoted unless it cannot be taken for anything else. */
function plain(name: string): string {
  const isWord = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name);
  return isWord && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(name) ? name : JSON.stringify(name);
}
