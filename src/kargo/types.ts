/**
 * Kargo's objects, typed by the fields that are read here. Everything may be absent: the API omits zero
 * values, and phases or reasons may be words this version does not know.
 */

export interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface KargoObject {
  readonly metadata: Metadata;
}

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

export interface Origin {
  readonly kind: string;
  readonly name: string;
}

export interface GitCommit {
  readonly repoURL: string;
  readonly id: string;
  readonly branch?: string;
  readonly tag?: string;
  readonly message?: string;
  readonly author?: string;
}

export interface Image {
  readonly repoURL: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Chart {
  readonly repoURL: string;
  readonly name?: string;
  readonly version: string;
}

/** Freight as it is repeated inside Stages and Promotions. */
export interface FreightReference {
  readonly name: string;
  readonly origin?: Origin;
  readonly commits?: readonly GitCommit[] | null;
  readonly images?: readonly Image[] | null;
  readonly charts?: readonly Chart[] | null;
}

export interface Freight extends KargoObject, Omit<FreightReference, 'name'> {
  readonly alias?: string;
  /** Kargo ≥ 1.11. */
  readonly discoveredAt?: string;
  readonly status?: {
    readonly currentlyIn?: Readonly<Record<string, { readonly since?: string }>>;
    readonly verifiedIn?: Readonly<
      Record<string, { readonly verifiedAt?: string; readonly longestSoak?: string }>
    >;
    readonly approvedFor?: Readonly<Record<string, { readonly approvedAt?: string }>>;
  };
}

export interface ImageSubscription {
  readonly repoURL: string;
  readonly imageSelectionStrategy?: string;
  readonly constraint?: string;
  readonly allowTags?: string;
  readonly allowTagsRegexes?: readonly string[];
  readonly ignoreTags?: readonly string[];
  readonly ignoreTagsRegexes?: readonly string[];
  readonly strictSemvers?: boolean;
  readonly discoveryLimit?: number;
}

export interface GitSubscription {
  readonly repoURL: string;
  readonly branch?: string;
  readonly commitSelectionStrategy?: string;
  readonly semverConstraint?: string;
  readonly allowTags?: string;
  readonly allowTagsRegexes?: readonly string[];
  readonly ignoreTags?: readonly string[];
  readonly ignoreTagsRegexes?: readonly string[];
  readonly includePaths?: readonly string[];
  readonly excludePaths?: readonly string[];
  readonly expressionFilter?: string;
  readonly strictSemvers?: boolean;
  readonly discoveryLimit?: number;
}

export interface ChartSubscription {
  readonly repoURL: string;
  readonly name?: string;
  readonly semverConstraint?: string;
  readonly discoveryLimit?: number;
}

export interface Subscription {
  readonly image?: ImageSubscription;
  readonly git?: GitSubscription;
  readonly chart?: ChartSubscription;
}

export interface DiscoveredArtifacts {
  /** RFC 3339, whole seconds: the end of the last discovery that did not fail. */
  readonly discoveredAt?: string;
  readonly git?:
    | readonly { readonly repoURL: string; readonly commits?: readonly DiscoveredCommit[] | null }[]
    | null;
  readonly images?:
    | readonly { readonly repoURL: string; readonly references?: readonly DiscoveredImage[] | null }[]
    | null;
  readonly charts?:
    | readonly {
        readonly repoURL: string;
        readonly name?: string;
        readonly versions?: readonly string[] | null;
      }[]
    | null;
}

export interface DiscoveredCommit {
  readonly id: string;
  readonly tag?: string;
  readonly branch?: string;
  readonly subject?: string;
  readonly author?: string;
}

export interface DiscoveredImage {
  readonly tag?: string;
  readonly digest?: string;
}

export interface Warehouse extends KargoObject {
  readonly spec: {
    readonly interval?: string;
    readonly freightCreationPolicy?: string;
    readonly freightCreationCriteria?: { readonly expression?: string };
    readonly subscriptions?: readonly Subscription[] | null;
  };
  readonly status?: {
    readonly conditions?: readonly Condition[] | null;
    readonly lastHandledRefresh?: string;
    readonly discoveredArtifacts?: DiscoveredArtifacts;
  };
}

export interface PromotionStep {
  readonly uses?: string;
  readonly as?: string;
  readonly vars?: readonly Variable[] | null;
}

/** A variable of a template: its value may hold expressions. */
export interface Variable {
  readonly name: string;
  readonly value?: string;
}

export interface StepMetadata {
  readonly alias?: string;
  readonly status?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly continueOnError?: boolean;
}

export interface PromotionStatus {
  /** Absent right after creation, which means queued. */
  readonly phase?: string;
  readonly message?: string;
  readonly freight?: FreightReference;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** Absent when 0. */
  readonly currentStep?: number;
  readonly stepExecutionMetadata?: readonly StepMetadata[] | null;
  readonly state?: Readonly<Record<string, unknown>> | null;
  readonly healthChecks?: readonly unknown[] | null;
}

export interface Promotion extends KargoObject {
  readonly spec: {
    readonly stage: string;
    readonly freight?: string;
    readonly vars?: readonly Variable[] | null;
    readonly steps?: readonly PromotionStep[] | null;
  };
  readonly status?: PromotionStatus;
}

export interface FreightRequest {
  readonly origin: Origin;
  readonly sources?: {
    readonly direct?: boolean;
    readonly stages?: readonly string[] | null;
    readonly requiredSoakTime?: string;
    readonly availabilityStrategy?: string;
  };
}

export interface VerificationInfo {
  readonly id?: string;
  readonly startTime?: string;
  readonly finishTime?: string;
  /** Absent for a while on 1.9: not an end. */
  readonly phase?: string;
  readonly message?: string;
  readonly analysisRun?: { readonly namespace?: string; readonly name: string; readonly phase?: string };
}

export interface FreightCollection {
  readonly id?: string;
  /** By `Warehouse/<name>`. */
  readonly items?: Readonly<Record<string, FreightReference>> | null;
  readonly verificationHistory?: readonly VerificationInfo[] | null;
}

export interface Stage extends KargoObject {
  readonly spec: {
    readonly requestedFreight?: readonly FreightRequest[] | null;
    readonly promotionTemplate?: { readonly spec?: { readonly steps?: readonly PromotionStep[] | null } };
    readonly verification?: unknown;
    readonly targets?: unknown;
  };
  readonly status?: {
    readonly conditions?: readonly Condition[] | null;
    readonly freightHistory?: readonly FreightCollection[] | null;
    readonly health?: { readonly status?: string; readonly issues?: readonly string[] | null };
    readonly currentPromotion?: { readonly name: string };
    readonly lastPromotion?: {
      readonly name: string;
      readonly freight?: FreightReference;
      readonly status?: PromotionStatus;
      readonly finishedAt?: string;
    };
    readonly autoPromotionEnabled?: boolean;
    /** Kargo ≥ 1.11, by `Warehouse/<name>`. */
    readonly effectiveAutoPromotionHolds?: Readonly<Record<string, { readonly freightName?: string }>> | null;
  };
}

/** `GET P/analysis-runs/{name}`: Argo Rollouts' object, by the fields that explain a verdict. */
export interface AnalysisRun extends KargoObject {
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly metricResults?:
      | readonly {
          readonly name?: string;
          readonly phase?: string;
          readonly message?: string;
          readonly measurements?:
            | readonly { readonly phase?: string; readonly message?: string; readonly value?: string }[]
            | null;
        }[]
      | null;
  };
}

export interface ServerVersion {
  readonly version: string;
}

/** `GET /v1beta1/system/controller-heartbeats`, by the name of the controller, which may be empty. */
export interface ControllerHeartbeats {
  readonly heartbeats?: Readonly<
    Record<string, { readonly status?: string; readonly timestamp?: string }>
  > | null;
}

/** `GET P/config`, by its receivers. Whoever knows the URL of one may call it: a secret. */
export interface ProjectConfig extends KargoObject {
  readonly status?: {
    readonly webhookReceivers?:
      | readonly { readonly name?: string; readonly path?: string; readonly url?: string }[]
      | null;
  };
}

/** The condition of a type, if the object has it. */
export function conditionOf(
  object: { readonly status?: { readonly conditions?: readonly Condition[] | null } },
  type: string,
): Condition | undefined {
  return object.status?.conditions?.find((condition) => condition.type === type);
}

/** The key of an origin in `freightHistory[].items`: `Warehouse/web`. */
export function originKey(origin: Origin): string {
  return `${origin.kind}/${origin.name}`;
}

/** A Stage without promotion steps: nothing is promoted to it, it only lets Freight pass. */
export function isControlFlow(stage: Stage): boolean {
  return (stage.spec.promotionTemplate?.spec?.steps ?? []).length === 0;
}

/** When the Freight came to be: a time in RFC 3339, empty when Kargo does not say. */
export function bornAt(freight: Freight): string {
  return freight.discoveredAt ?? freight.metadata.creationTimestamp ?? '';
}
