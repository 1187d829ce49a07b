/**
 * What each command asks of Kargo, as data: `doctor` probes it, docs/roles.md shows it. Kargo checks each
 * operation as the caller (fact sheet 12.2); refreshing needs no right at all.
 */

/** What Kargo or Kubernetes keeps, as Roles name it. */
export type Resource =
  | 'analysisruns'
  | 'analysistemplates'
  | 'freights'
  | 'freights/status'
  | 'projectconfigs'
  | 'promotions'
  | 'promotiontasks'
  | 'rolebindings'
  | 'roles'
  | 'secrets'
  | 'serviceaccounts'
  | 'stages'
  | 'warehouses';

export type Verb = 'create' | 'delete' | 'get' | 'list' | 'patch' | 'promote' | 'update' | 'watch';

/** Verbs by resource, as in `{ stages: ['get', 'promote'] }`. */
export type Rights = Readonly<Partial<Record<Resource, readonly Verb[]>>>;

/** One way to use a command: a row of docs/roles.md. */
export interface Use {
  /** In Markdown, after the name of the command or a dash; empty for the usual way. */
  readonly when: string;
  /** `true`: beside what the usual way needs. */
  readonly also?: true;
  readonly needs: Rights;
  /** Without these it works less well: it polls instead of watching, or cannot say why. */
  readonly helps?: Rights;
  /** What the table says in place of, or after, the rights. Markdown. */
  readonly says?: string;
}

const apiGroups: Readonly<Partial<Record<Resource, string>>> = {
  analysisruns: 'argoproj.io',
  analysistemplates: 'argoproj.io',
  rolebindings: 'rbac.authorization.k8s.io',
  roles: 'rbac.authorization.k8s.io',
  secrets: '',
  serviceaccounts: '',
};

/** The API group of a resource, as in a Role's `apiGroups`. */
export function groupOf(resource: Resource): string {
  return apiGroups[resource] ?? 'kargo.akuity.io';
}

const anyToken = 'none: any token that Kargo knows may refresh';

/** To find Freight by what CI knows. */
const finding = { freights: ['list'] } as const;

const following = {
  stages: ['watch'],
  promotions: ['watch'],
  analysisruns: ['get'],
} as const;

/** By command; the first use is the usual one, which `doctor` probes. */
export const commandRights: Readonly<Record<string, readonly [Use, ...Use[]]>> = {
  'notify-warehouse': [
    {
      when: '`wait-for: freight`',
      needs: { warehouses: ['get'], freights: ['list'] },
      helps: { warehouses: ['watch'] },
    },
    { when: '`wait-for: handled`', needs: { warehouses: ['get'] }, helps: { warehouses: ['watch'] } },
    { when: '`wait-for: none`', needs: {}, says: anyToken },
    { when: 'by `webhook-url`, `wait-for: none`', needs: {}, says: 'no token at all' },
  ],
  'find-freight': [
    {
      when: 'by artifacts',
      needs: finding,
      helps: { warehouses: ['list'] },
      says: '`list` on `warehouses` tells why it is not there',
    },
    { when: 'by `freight` (name)', needs: { freights: ['get'] } },
    { when: 'by `alias`', needs: { freights: ['get', 'list'] } },
    {
      when: 'with `warehouse`',
      also: true,
      needs: { warehouses: ['get'] },
      helps: { warehouses: ['watch'] },
    },
    { when: 'with `stage`', also: true, needs: { stages: ['get'] } },
  ],
  promote: [
    {
      when: '',
      needs: { freights: ['get', 'list'], stages: ['get', 'promote'], promotions: ['create', 'get', 'list'] },
      helps: { warehouses: ['get', 'list', 'watch'], ...following, promotions: ['watch', 'patch'] },
      says: '`patch` is for aborting, see below',
    },
    {
      when: 'with `warehouse`',
      also: true,
      needs: { warehouses: ['get'] },
      helps: { warehouses: ['watch'] },
    },
    {
      when: 'with `downstream-of`',
      also: true,
      needs: { stages: ['list'] },
      says: 'and `promote` on each of the Stages',
    },
    {
      when: 'with `create-freight: if-missing`',
      also: true,
      needs: { freights: ['create'], warehouses: ['get'] },
    },
  ],
  'wait-promotion': [
    { when: '', needs: { promotions: ['get', 'list'], stages: ['get'] }, helps: following },
    { when: 'to `verified`', also: true, needs: { freights: ['get'] } },
    { when: 'with Freight named by artifacts', also: true, needs: finding },
  ],
  'wait-stage': [
    {
      when: '',
      needs: { freights: ['get', 'list'], stages: ['get'] },
      helps: { stages: ['watch'], analysisruns: ['get'] },
    },
  ],
  'abort-promotion': [
    { when: 'by `promotion`', needs: { promotions: ['get', 'patch'] } },
    { when: 'by `stage`', also: true, needs: { promotions: ['list'], stages: ['get'] } },
  ],
  rollback: [
    {
      when: '',
      needs: { freights: ['get'], stages: ['get', 'promote'], promotions: ['create', 'get', 'list'] },
      helps: { ...following, promotions: ['watch', 'patch'] },
      says: '`patch` is for aborting, also for `preempt`',
    },
    { when: 'to an alias', also: true, needs: { freights: ['list'] } },
    {
      when: 'to Freight that Kargo has collected',
      also: true,
      needs: { freights: ['create'], 'freights/status': ['patch'] },
    },
  ],
  'approve-freight': [
    {
      when: '',
      needs: { freights: ['get', 'list'], stages: ['get', 'promote'], 'freights/status': ['patch'] },
    },
  ],
  'create-freight': [
    {
      when: '',
      needs: { warehouses: ['get'], freights: ['create', 'get'] },
      helps: { freights: ['list'], warehouses: ['watch'] },
      says: '`list` for when an answer is lost',
    },
  ],
  'alias-freight': [{ when: '', needs: { freights: ['get', 'list', 'patch'] } }],
  'verify-stage': [
    { when: '', needs: { stages: ['get', 'patch'] }, helps: { stages: ['watch'], analysisruns: ['get'] } },
  ],
  'refresh-stage': [{ when: '', needs: {}, says: anyToken }],
  apply: [
    {
      when: '',
      needs: { stages: ['get', 'create', 'update'], warehouses: ['get', 'create', 'update'] },
      says: 'and so for each kind in the manifests; with `dry-run` only `get`',
    },
  ],
  'open-promotion-pr': [
    { when: '', needs: { promotions: ['get', 'list'], stages: ['get'], freights: ['get'] } },
    { when: 'for a branch that CI wrote, with Freight named by artifacts', also: true, needs: finding },
  ],
  'wait-promotion-pr': [
    { when: '', needs: { promotions: ['get', 'list'] }, helps: { promotions: ['watch'], stages: ['get'] } },
    { when: 'with `then-wait-for: verified`', also: true, needs: { stages: ['get'], freights: ['get'] } },
  ],
  'gate-promotion-pr': [
    {
      when: '',
      needs: { promotions: ['get', 'list'] },
      helps: { stages: ['get'], freights: ['get'] },
      says: 'those that help are for the comment',
    },
    { when: 'with `verified-in` or `commit-on`', also: true, needs: { freights: ['get'] } },
    { when: 'with `not-superseded`', also: true, needs: { stages: ['get'], freights: ['get'] } },
  ],
  'merge-promotion-pr': [
    { when: '', needs: { promotions: ['get', 'list'] }, helps: { promotions: ['watch'], stages: ['get'] } },
    { when: 'with `then-wait-for: verified`', also: true, needs: { stages: ['get'], freights: ['get'] } },
  ],
  'close-promotion-pr': [{ when: '', needs: { promotions: ['list'] } }],
  'create-token': [
    {
      when: '',
      needs: { secrets: ['create', 'get'], serviceaccounts: ['get'], roles: ['get'], rolebindings: ['list'] },
    },
  ],
  'list-tokens': [{ when: '', needs: { secrets: ['list'] } }],
  'delete-token': [{ when: '', needs: { secrets: ['get', 'delete'] } }],
  status: [
    {
      when: '',
      needs: { stages: ['list'] },
      helps: { freights: ['list'], promotions: ['list'], warehouses: ['list'], projectconfigs: ['get'] },
      says: 'it says what it could not read',
    },
    { when: 'of Freight', also: true, needs: { freights: ['list'] } },
  ],
  doctor: [
    {
      when: '',
      needs: {},
      says: 'none of its own: it asks for those of the command in `for`; `list` on `warehouses` shows fields that a later Kargo refuses',
    },
  ],
  simulate: [{ when: '', needs: {}, says: 'no Kargo' }],
  demo: [{ when: '', needs: {}, says: 'no Kargo' }],
  'after-cancel': [{ when: '', needs: { stages: ['get'], promotions: ['get', 'patch'] } }],
};

/** One right, to be had or not. */
export interface Right {
  readonly resource: Resource;
  readonly verb: Verb;
}

/** The rights of a table, in its order. */
export function rightsIn(rights: Rights): readonly Right[] {
  return Object.entries(rights).flatMap(([resource, verbs]) =>
    verbs.map((verb) => ({ resource: resource as Resource, verb })),
  );
}
