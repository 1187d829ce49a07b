/** The Kargo releases the simulator can be. */
export type Release = '1.9' | '1.10' | '1.11' | 'main';

/** What differs between the releases; every difference was recorded from a real server of that release. */
export interface Profile {
  release: Release;
  /** As `GET /v1beta1/system/server-version` says. */
  version: string;

  /** 401 carries `{"error": ...}`; else the body is empty. */
  authErrorsHaveBody: boolean;
  /** An unexpected error ends as 200 with an empty body; else as 500. */
  unexpectedErrorsAreEmpty: boolean;
  hasHealthz: boolean;
  hasHeartbeats: boolean;
  hasLinks: boolean;

  /** What `metadata` of the list of Stages holds; other lists have a version or the `continue` constant. */
  stageListMetadata: 'continue' | 'nothing' | 'version';
  /** Lists are read live and carry a resourceVersion that a watch can start from. */
  listsHaveVersion: boolean;
  /** `freightOrigins` on Stages: ignored, answered with null when nothing is left, or with an empty list. */
  freightOriginsFilter: 'ignored' | 'null-when-empty' | 'list';
  /** `GET /v1beta1/projects` is `{items, total}` with paging. */
  projectsArePaged: boolean;
  /** `?mine=true` is understood. */
  projectsMine: boolean;

  freightCanBeWatched: boolean;
  /** Watches say `event: error`, and DELETED for objects that stopped matching their filter. */
  watchesSayMore: boolean;

  /** The promote answer is `{promotion: {...}}`. */
  promoteAnswerIsWrapped: boolean;
  promoteByOrigin: boolean;
  /** Promoting checks the right before it looks for the Freight. */
  rightBeforeFreight: boolean;
  /** Promotions carry `generateName` and the Stage as label and annotation. */
  promotionsAreLabelled: boolean;
  /** Admission names every Promotion, also one applied by manifest. */
  promotionsAreRenamed: boolean;
  /** A Promotion through `/resources` needs `promote` on the Stage. */
  manifestPromotionNeedsPromote: boolean;
  /** Promoting a Stage without steps is refused by admission (422); else an unexpected error. */
  admissionRefusesControlFlow: boolean;
  /** Admission errors are prefixed `create promotion: `, and are 403 where no status fits. */
  admissionErrorsArePlain: boolean;

  approvalNeedsOrigin: boolean;
  autoPromotionHolds: boolean;
  freightHasDiscoveredAt: boolean;
  discoveryHasObservedRefs: boolean;
  analysisRunHasCompletedAt: boolean;
  /** Durations in a `/resources` answer as sent; else as Go prints them. */
  manifestDurationsAsSent: boolean;

  /** Kargo's own steps that this release does not have. */
  missingSteps: string[];
  /** A step that ends as failed is `Errored` ("unrecoverable"); else `Failed`. */
  failedStepsAreErrored: boolean;
  /** `git-open-pr` without a change is skipped; else it opens a pull request all the same. */
  emptyPullRequestIsSkipped: boolean;
  /** git-push reports `commitURL` even when it does not know one. */
  pushReportsEmptyCommitUrl: boolean;
  /** Ms after which a Running Promotion is looked at again by itself, by step kind. */
  pollIntervalMs: Record<string, number>;
  /** A Promotion aborted before it began does not make the Stage forget what it holds (#6810). */
  abortedPromotionsKeepFreight: boolean;
  /** An unknown health fails the reconcile of the Stage (`ReconcileError`, retried). */
  unknownHealthIsError: boolean;
  /** `argocd-update` names its Applications in its output. */
  argocdUpdateHasOutput: boolean;
  /** Argo CD's health is not trusted for this long after a sync (ms). */
  argoHealthCooldownMs: number;

  /** Who an API token is in annotations and messages. */
  tokenActor: 'unknown actor' | 'service account';
  /** The `Role`s of a project know PromotionTasks / Targets. */
  rolesKnowTasks: boolean;
  rolesKnowTargets: boolean;
}

const POLL_SLOWLY: Record<string, number> = {};
const POLL_QUICKLY: Record<string, number> = {
  http: 30_000,
  'git-wait-for-pr': 30_000,
  'git-merge-pr': 10_000,
};

const V1_9: Profile = {
  release: '1.9',
  version: 'v1.9.10',
  authErrorsHaveBody: false,
  unexpectedErrorsAreEmpty: true,
  hasHealthz: false,
  hasHeartbeats: false,
  hasLinks: false,
  stageListMetadata: 'continue',
  listsHaveVersion: false,
  freightOriginsFilter: 'ignored',
  projectsArePaged: false,
  projectsMine: false,
  freightCanBeWatched: false,
  watchesSayMore: false,
  promoteAnswerIsWrapped: true,
  promoteByOrigin: false,
  rightBeforeFreight: false,
  promotionsAreLabelled: false,
  promotionsAreRenamed: false,
  manifestPromotionNeedsPromote: true,
  admissionRefusesControlFlow: false,
  admissionErrorsArePlain: true,
  approvalNeedsOrigin: false,
  autoPromotionHolds: false,
  freightHasDiscoveredAt: false,
  discoveryHasObservedRefs: false,
  analysisRunHasCompletedAt: false,
  manifestDurationsAsSent: false,
  missingSteps: ['fail'],
  failedStepsAreErrored: true,
  emptyPullRequestIsSkipped: false,
  pushReportsEmptyCommitUrl: true,
  pollIntervalMs: POLL_SLOWLY,
  abortedPromotionsKeepFreight: false,
  unknownHealthIsError: true,
  argocdUpdateHasOutput: false,
  argoHealthCooldownMs: 10_000,
  tokenActor: 'unknown actor',
  rolesKnowTasks: false,
  rolesKnowTargets: false,
};

const V1_10: Profile = {
  ...V1_9,
  release: '1.10',
  version: 'v1.10.10',
  hasHeartbeats: true,
  stageListMetadata: 'nothing',
  freightOriginsFilter: 'null-when-empty',
  projectsMine: true,
  promoteAnswerIsWrapped: false,
  missingSteps: [],
  failedStepsAreErrored: false,
  emptyPullRequestIsSkipped: true,
  pushReportsEmptyCommitUrl: false,
  unknownHealthIsError: false,
  argoHealthCooldownMs: 0,
  rolesKnowTasks: true,
};

const V1_11: Profile = {
  ...V1_10,
  release: '1.11',
  version: 'v1.11.2',
  authErrorsHaveBody: true,
  unexpectedErrorsAreEmpty: false,
  hasHealthz: true,
  hasLinks: true,
  stageListMetadata: 'version',
  listsHaveVersion: true,
  freightOriginsFilter: 'list',
  projectsArePaged: true,
  freightCanBeWatched: true,
  watchesSayMore: true,
  promoteByOrigin: true,
  rightBeforeFreight: true,
  promotionsAreLabelled: true,
  promotionsAreRenamed: true,
  manifestPromotionNeedsPromote: false,
  admissionRefusesControlFlow: true,
  admissionErrorsArePlain: false,
  approvalNeedsOrigin: true,
  autoPromotionHolds: true,
  freightHasDiscoveredAt: true,
  discoveryHasObservedRefs: true,
  abortedPromotionsKeepFreight: true,
  analysisRunHasCompletedAt: true,
  pollIntervalMs: POLL_QUICKLY,
};

const MAIN: Profile = {
  ...V1_11,
  release: 'main',
  version: 'main',
  manifestPromotionNeedsPromote: true,
  argocdUpdateHasOutput: true,
  manifestDurationsAsSent: true,
  tokenActor: 'service account',
  rolesKnowTargets: true,
};

/** The profile of each release. */
export const PROFILES: Record<Release, Profile> = { '1.9': V1_9, '1.10': V1_10, '1.11': V1_11, main: MAIN };

/** How long a Running Promotion waits before Kargo looks at it again by itself. */
export const DEFAULT_POLL_MS = 300_000;
