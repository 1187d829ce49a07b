/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface OwnerReference {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
  controller?: boolean;
  blockOwnerDeletion?: boolean;
}

/** Object metadata as the Kubernetes API stores it. */
export interface Metadata {
  name: string;
  generateName?: string;
  namespace?: string;
  uid: string;
  resourceVersion: string;
  generation?: number;
  creationTimestamp: string;
  deletionTimestamp?: string;
  deletionGracePeriodSeconds?: number;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  finalizers?: string[];
  ownerReferences?: OwnerReference[];
}

export interface KubernetesObject {
  metadata: Metadata;
}

export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  observedGeneration?: number;
  lastTransitionTime: string;
  reason: string;
  message: string;
}

export interface Origin {
  kind: 'Warehouse';
  name: string;
}

export interface GitCommit {
  repoURL: string;
  id: string;
  branch?: string;
  tag?: string;
  message?: string;
  author?: string;
  committer?: string;
  subscriptionName?: string;
}

export interface Image {
  repoURL: string;
  tag?: string;
  digest?: string;
  annotations?: Record<string, string>;
  subscriptionName?: string;
}

export interface Chart {
  repoURL: string;
  name?: string;
  version: string;
  subscriptionName?: string;
}

/** What Freight and references to Freight have in common: where it came from and what it holds. */
export interface FreightContents {
  origin: Origin;
  commits?: GitCommit[];
  images?: Image[];
  charts?: Chart[];
}

export interface FreightReference extends FreightContents {
  name: string;
}

export interface FreightStatus {
  currentlyIn?: Record<string, { since: string }>;
  verifiedIn?: Record<string, { verifiedAt: string; longestSoak?: string }>;
  approvedFor?: Record<string, { approvedAt: string }>;
  metadata?: JsonObject;
}

export interface Freight extends KubernetesObject, FreightContents {
  alias?: string;
  discoveredAt?: string;
  status: FreightStatus;
}

export interface ImageSubscription {
  repoURL: string;
  imageSelectionStrategy?: 'SemVer' | 'Lexical' | 'NewestBuild' | 'Digest';
  constraint?: string;
  semverConstraint?: string;
  platform?: string;
  allowTags?: string;
  allowTagsRegexes?: string[];
  ignoreTags?: string[];
  ignoreTagsRegexes?: string[];
  strictSemvers?: boolean;
  discoveryLimit?: number;
}

export interface GitSubscription {
  repoURL: string;
  commitSelectionStrategy?: 'NewestFromBranch' | 'SemVer' | 'Lexical' | 'NewestTag';
  branch?: string;
  semverConstraint?: string;
  allowTags?: string;
  allowTagsRegexes?: string[];
  ignoreTags?: string[];
  ignoreTagsRegexes?: string[];
  includePaths?: string[];
  excludePaths?: string[];
  strictSemvers?: boolean;
  discoveryLimit?: number;
}

export interface ChartSubscription {
  repoURL: string;
  name?: string;
  semverConstraint?: string;
  discoveryLimit?: number;
}

export interface Subscription {
  name?: string;
  image?: ImageSubscription;
  git?: GitSubscription;
  chart?: ChartSubscription;
}

export interface DiscoveredImage {
  tag: string;
  digest: string;
  annotations?: Record<string, string>;
  createdAt?: string;
}

export interface DiscoveredCommit {
  id: string;
  branch?: string;
  tag?: string;
  subject?: string;
  author?: string;
  committer?: string;
  creatorDate?: string;
}

export interface DiscoveredArtifacts {
  discoveredAt: string;
  git?: {
    repoURL: string;
    commits: DiscoveredCommit[];
    observedRefs?: { branchHead?: string; tags?: { name: string; id: string }[] };
  }[];
  images?: { repoURL: string; platform?: string; references: DiscoveredImage[] }[];
  charts?: { repoURL: string; name?: string; semverConstraint?: string; versions: string[] }[];
}

export interface WarehouseStatus {
  conditions?: Condition[];
  lastHandledRefresh?: string;
  observedGeneration?: number;
  lastFreightID?: string;
  discoveredArtifacts?: DiscoveredArtifacts;
}

export interface Warehouse extends KubernetesObject {
  spec: {
    shard?: string;
    interval: string;
    freightCreationPolicy: 'Automatic' | 'Manual';
    freightCreationCriteria?: { expression?: string };
    subscriptions: Subscription[];
  };
  status: WarehouseStatus;
}

export interface Variable {
  name: string;
  value?: string;
}

/** A promotion step, as in a template (with `task`) or inflated into a Promotion (with `uses`). */
export interface Step {
  uses?: string;
  task?: { name: string; kind?: string };
  as?: string;
  if?: string;
  continueOnError?: boolean;
  retry?: { timeout?: string; errorThreshold?: number };
  vars?: Variable[];
  config?: JsonObject;
}

export interface FreightSources {
  direct?: boolean;
  stages?: string[];
  requiredSoakTime?: string;
  availabilityStrategy?: 'All' | 'OneOf' | '';
  autoPromotionOptions?: { selectionPolicy?: 'NewestFreight' | 'MatchUpstream' };
}

export interface VerificationInfo {
  id: string;
  actor?: string;
  startTime?: string;
  finishTime?: string;
  phase?: string;
  message?: string;
  analysisRun?: { namespace: string; name: string; phase: string };
}

export interface FreightCollection {
  id: string;
  items: Record<string, FreightReference>;
  verificationHistory?: VerificationInfo[];
}

export type PromotionPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Errored' | 'Aborted';
export type StepStatus = 'Running' | 'Succeeded' | 'Skipped' | 'Failed' | 'Errored' | 'Aborted';

export interface StepMetadata {
  alias: string;
  startedAt?: string;
  finishedAt?: string;
  errorCount?: number;
  status?: StepStatus;
  message?: string;
  continueOnError?: boolean;
}

export interface HealthCheckStep {
  uses: string;
  config?: JsonObject;
}

export interface PromotionStatus {
  lastHandledRefresh?: string;
  phase?: PromotionPhase;
  message?: string;
  freight?: FreightReference;
  freightCollection?: FreightCollection;
  healthChecks?: HealthCheckStep[];
  startedAt?: string;
  finishedAt?: string;
  currentStep?: number;
  stepExecutionMetadata?: StepMetadata[];
  state?: JsonObject;
}

export interface Promotion extends KubernetesObject {
  spec: { stage: string; freight: string; origin?: Origin; vars?: Variable[]; steps: Step[] };
  status: PromotionStatus;
}

export interface PromotionReference {
  name: string;
  freight?: FreightReference;
  status?: PromotionStatus;
  finishedAt?: string;
}

export interface Health {
  status: 'Healthy' | 'Progressing' | 'Unhealthy' | 'Unknown' | 'NotApplicable';
  issues?: string[];
  output?: Json[];
}

export interface AutoPromotionHold {
  freightName: string;
  origin: Origin;
  promotionName?: string;
  actor?: string;
  createdAt?: string;
}

export interface StageStatus {
  conditions?: Condition[];
  lastHandledRefresh?: string;
  freightHistory?: FreightCollection[];
  freightSummary?: string;
  health?: Health;
  observedGeneration?: number;
  currentPromotion?: PromotionReference;
  lastPromotion?: PromotionReference;
  autoPromotionEnabled?: boolean;
  autoPromotionHolds?: Record<string, AutoPromotionHold>;
  effectiveAutoPromotionHolds?: Record<string, AutoPromotionHold>;
  metadata?: JsonObject;
}

export interface Stage extends KubernetesObject {
  spec: {
    shard?: string;
    vars?: Variable[];
    requestedFreight: { origin: Origin; sources: FreightSources }[];
    promotionTemplate?: { spec: { vars?: Variable[]; steps?: Step[] } };
    verification?: {
      analysisTemplates?: { name: string; kind?: string }[];
      args?: Variable[];
    };
  };
  status: StageStatus;
}

export interface PromotionTask extends KubernetesObject {
  spec: { vars?: Variable[]; steps: Step[] };
}

export interface LabelSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface TargetCriterion {
  kind: string;
  name?: string;
  labelSelector?: LabelSelector;
  indexSelector?: { matchIndices?: { key: string; operator: string; value: string }[] };
}

export interface ReceiverAction {
  action: string;
  whenExpression?: string;
  parameters?: Record<string, string>;
  targetSelectionCriteria: TargetCriterion[];
}

/** One webhook receiver: a name and exactly one platform key (`generic`, `github`, ...). */
export interface WebhookReceiver {
  name: string;
  generic?: { secretRef: { name: string }; actions?: ReceiverAction[] };
  [platform: string]: unknown;
}

export interface PromotionPolicy {
  stage?: string;
  stageSelector?: LabelSelector & { name?: string };
  autoPromotionEnabled?: boolean;
}

export interface ProjectConfig extends KubernetesObject {
  spec: { promotionPolicies?: PromotionPolicy[]; webhookReceivers?: WebhookReceiver[] };
  status: {
    conditions?: Condition[];
    lastHandledRefresh?: string;
    observedGeneration?: number;
    webhookReceivers?: { name: string; path: string; url: string }[];
  };
}

export interface Project extends KubernetesObject {
  status: { conditions?: Condition[]; stats?: Json };
}

export interface AnalysisTemplate extends KubernetesObject {
  spec: { args?: Variable[]; metrics: { name: string; [key: string]: Json }[] };
}

export interface AnalysisRun extends KubernetesObject {
  spec: AnalysisTemplate['spec'];
  status: { phase?: string; message?: string; [key: string]: Json | undefined };
}

export interface PolicyRule {
  verbs: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
}

export interface ServiceAccount extends KubernetesObject {}

export interface Role extends KubernetesObject {
  rules?: PolicyRule[];
}

export interface RoleBinding extends KubernetesObject {
  roleRef: { kind: string; name: string; apiGroup?: string };
  subjects?: { kind: string; name: string; namespace?: string; apiGroup?: string }[];
}

export interface Secret extends KubernetesObject {
  data?: Record<string, string>;
  type?: string;
}

export interface ConfigMap extends KubernetesObject {
  data?: Record<string, string>;
}

/** A Kubernetes Event as Kargo records it. */
export interface EventRecord extends KubernetesObject {
  reason: string;
  message: string;
  type: string;
  involvedObject: JsonObject;
  firstTimestamp: string;
  lastTimestamp: string;
  count: number;
  source: JsonObject;
  eventTime: null;
  reportingComponent: string;
  reportingInstance: string;
}

/** Every kind the store holds, by name. */
export interface Kinds {
  Project: Project;
  ProjectConfig: ProjectConfig;
  Warehouse: Warehouse;
  Freight: Freight;
  Stage: Stage;
  Promotion: Promotion;
  PromotionTask: PromotionTask;
  AnalysisTemplate: AnalysisTemplate;
  AnalysisRun: AnalysisRun;
  ServiceAccount: ServiceAccount;
  Role: Role;
  RoleBinding: RoleBinding;
  Secret: Secret;
  ConfigMap: ConfigMap;
  Event: EventRecord;
}
export type Kind = keyof Kinds;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mappings in a list; whatever else is there is left out. */
export function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export const ANNOTATION = {
  refresh: 'kargo.akuity.io/refresh',
  abort: 'kargo.akuity.io/abort',
  reverify: 'kargo.akuity.io/reverify',
  actor: 'kargo.akuity.io/create-actor',
  stage: 'kargo.akuity.io/stage',
  hold: 'kargo.akuity.io/auto-promotion-hold',
  resume: 'kargo.akuity.io/auto-promotion-resume',
  promotion: 'kargo.akuity.io/promotion',
  argocdContext: 'kargo.akuity.io/argocd-context',
} as const;

export const LABEL = {
  alias: 'kargo.akuity.io/alias',
  stage: 'kargo.akuity.io/stage',
  freightCollection: 'kargo.akuity.io/freight-collection',
  apiToken: 'rbac.kargo.akuity.io/api-token',
} as const;

const TERMINAL_PROMOTION = new Set<string>(['Succeeded', 'Failed', 'Errored', 'Aborted']);
const TERMINAL_VERIFICATION = new Set<string>(['Successful', 'Failed', 'Error', 'Aborted', 'Inconclusive']);

export function isTerminalPhase(phase: string | undefined): boolean {
  return phase !== undefined && TERMINAL_PROMOTION.has(phase);
}

export function isTerminalVerification(phase: string | undefined): boolean {
  return phase !== undefined && TERMINAL_VERIFICATION.has(phase);
}

/** `Warehouse/web` */
export function originKey(origin: Origin): string {
  return `${origin.kind}/${origin.name}`;
}
