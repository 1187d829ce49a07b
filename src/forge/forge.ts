/** The forges: code hosts on which a promotion is a pull request (GitLab: a merge request). */
export type ForgeName = 'github' | 'gitlab';

/** A pull request as people name it. */
export interface PullRequestRef {
  /** `owner/name`, `group/subgroup/project`. */
  readonly repository: string;
  /** What users see: the number on GitHub, the iid on GitLab. */
  readonly number: number;
}

/** Why a pull request cannot be merged now. */
export const reasonKinds = {
  checks: 'a required check or pipeline is running, missing or failed',
  approvals: 'approvals are missing, or changes were requested',
  conflicts: 'the branches conflict',
  draft: 'it is a draft',
  behind: 'the head must be brought up to date with the base',
  policy: 'a rule of the repository that is none of the others',
  queue: 'it is in, or must go through, a merge queue or merge train',
  other: 'something else; the text says what',
} as const;

export type ReasonKind = keyof typeof reasonKinds;

export interface Reason {
  readonly kind: ReasonKind;
  /** The forge's own words, or what it showed. Hostile: it may hold names of checks and branches. */
  readonly text: string;
  /** Who or what could lift it: a sentence. */
  readonly lift: string;
}

/**
 * `waiting`: time or other people may lift every reason without a change of the pull request. `blocked`: at least one
 * reason needs somebody to change the pull request or a setting. `unknown`: the forge has not worked it out (yet).
 */
export type Mergeability =
  | { readonly state: 'ready' }
  | { readonly state: 'waiting' | 'blocked'; readonly reasons: readonly Reason[] }
  | { readonly state: 'unknown'; readonly text: string };

/** One version of a pull request. Title, body, author, branches and labels are hostile text. */
export interface PullRequest extends PullRequestRef {
  /** Of its web page. */
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  readonly draft: boolean;
  readonly title: string;
  readonly body: string;
  /** Login name. */
  readonly author: string;
  readonly head: {
    readonly branch: string;
    readonly sha: string;
    /** Where the head branch lives; undefined when that is gone or not visible. Another one: a fork. */
    readonly repository: string | undefined;
  };
  readonly base: { readonly branch: string };
  /** What the merge put on the base: merge or squash commit, or the head itself (fast-forward). */
  readonly mergeCommit: string | undefined;
  readonly mergeability: Mergeability;
  /** What the rules ask for. `not-required`: no rule asks for an approval. */
  readonly approval: 'approved' | 'missing' | 'changes-requested' | 'not-required' | 'unknown';
  /** All checks of the head commit together, required or not. */
  readonly checks: 'green' | 'pending' | 'red' | 'none' | 'unknown';
  /** What the forge was told to do with it by itself. */
  readonly scheduled: 'auto-merge' | 'queue' | undefined;
  readonly labels: readonly string[];
}

export interface Branches {
  readonly repository: string;
  readonly head: string;
  readonly base: string;
}

export interface NewPullRequest extends Branches {
  /** One line; longer than 255 characters is cut. */
  readonly title: string;
  readonly body: string;
  readonly draft?: boolean;
}

/** `nothing-to-change`: base holds everything of head, so there is nothing to ask for. */
export type OpenResult =
  | { readonly outcome: 'created' | 'existing'; readonly pullRequest: PullRequest }
  | { readonly outcome: 'nothing-to-change'; readonly text: string };

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface MergeRequest extends PullRequestRef {
  /** The head commit that was looked at: no other one is merged. */
  readonly headSha: string;
  /** Default: what the repository allows, in the order merge, squash, rebase. */
  readonly method?: MergeMethod;
  /** `when-ready`: at once if possible, else by merge queue, merge train or auto-merge. */
  readonly when: 'now' | 'when-ready';
}

/** Every result carries the version that the verdict was made from. */
export type MergeResult = { readonly pullRequest: PullRequest } & (
  | { readonly outcome: 'merged'; readonly commit: string; readonly byUs: boolean }
  /** It is in the merge queue or train. */
  | { readonly outcome: 'enqueued'; readonly text: string }
  /** The forge merges it when its rules are met. */
  | { readonly outcome: 'scheduled'; readonly text: string }
  /** `waiting`: trying later may help. `blocked`: not before somebody changes something. */
  | {
      readonly outcome: 'not-merged';
      readonly state: 'waiting' | 'blocked';
      readonly reasons: readonly Reason[];
    }
  /** The head is another one than asked: nothing was sent. */
  | { readonly outcome: 'head-moved'; readonly headSha: string }
);

export interface Comment extends PullRequestRef {
  /** Lower-case words, `a-z0-9._/-`: the same marker means the same comment. It is hidden in the comment. */
  readonly marker: string;
  /** Markdown. Slash commands of GitLab at the start of a line are disarmed. */
  readonly body: string;
}

export interface CommentResult {
  readonly operation: 'created' | 'updated' | 'unchanged';
  readonly url: string;
}

export interface CommitStatus {
  readonly repository: string;
  readonly sha: string;
  /** The name under which rules may require it. */
  readonly context: string;
  readonly state: 'pending' | 'success' | 'failure';
  /** Longer than 140 characters is cut. */
  readonly description: string;
  readonly url?: string;
}

export interface ChangedFiles {
  /** Both names of a renamed file are in it. */
  readonly paths: readonly string[];
  /** False when the forge does not list all of them: whoever decides by paths must not say yes. */
  readonly complete: boolean;
}

/** A commit, and a branch that may hold it. */
export interface CommitOnBranch {
  readonly repository: string;
  /** Hostile texts are no commit and no branch. */
  readonly sha: string;
  readonly branch: string;
}

/** Whether a branch holds a commit: `no` when both exist and it does not. What the token may not see does not exist. */
export type Containment = 'yes' | 'no' | 'no-branch' | 'no-commit';

/**
 * One forge, for all repositories that its token reaches. Every method throws `KargoError` when the forge refuses
 * (`unauthorized`, `forbidden`, `not-found`, `refused`) or its answer cannot be had (`unreachable`, `bad-answer`,
 * `answer-lost`), and the reason of the signal when that is aborted. A write whose answer was lost is looked up before
 * anything is repeated.
 */
export interface Forge {
  readonly name: ForgeName;
  /** Requests sent so far, repetitions by the transport not counted. */
  readonly sent: number;
  /** The same forge, whose calls end with another signal: a deadline, a clean-up. */
  within(signal: AbortSignal): Forge;
  /** Open ones from a branch of the repository itself (not of a fork), newest first; mergeability is `unknown`. */
  find(branches: Branches): Promise<readonly PullRequest[]>;
  /** Opens one, or returns the open one of the same branches. */
  open(request: NewPullRequest): Promise<OpenResult>;
  /** The whole truth, waiting some seconds while the forge works out whether it can be merged. */
  read(ref: PullRequestRef): Promise<PullRequest>;
  /** What changed since `last`, with as few requests as the platform allows (see `followPullRequest`). */
  refresh(last: PullRequest): Promise<PullRequest>;
  /** Merges exactly `headSha`, or says why not. */
  merge(request: MergeRequest): Promise<MergeResult>;
  /** Takes back auto-merge, or takes it out of the queue. Nothing scheduled is no error. */
  cancelMerge(ref: PullRequestRef): Promise<void>;
  /** Brings the head up to date with the base (GitLab: rebase). The new head comes later: `read`. */
  updateHead(ref: PullRequestRef & { readonly headSha: string }): Promise<void>;
  edit(ref: PullRequestRef, change: { readonly title?: string; readonly body?: string }): Promise<void>;
  markReady(ref: PullRequestRef): Promise<void>;
  close(ref: PullRequestRef): Promise<void>;
  /** Adds; labels that it has stay. */
  addLabels(ref: PullRequestRef, labels: readonly string[]): Promise<void>;
  /** Asks for reviews (GitHub: logins and `org/team`). Returns those that the forge does not take, with its words. */
  requestReviewers(
    ref: PullRequestRef,
    names: readonly string[],
  ): Promise<readonly { readonly name: string; readonly text: string }[]>;
  /** Creates or updates the comment of ours that holds the marker. */
  comment(comment: Comment): Promise<CommentResult>;
  /** Deletes it only while it points to `sha`. False when it pointed elsewhere or was gone. */
  deleteBranch(branch: {
    readonly repository: string;
    readonly name: string;
    readonly sha: string;
  }): Promise<boolean>;
  setStatus(status: CommitStatus): Promise<void>;
  changedFiles(ref: PullRequestRef): Promise<ChangedFiles>;
  /** Whether the commit can be reached from the head of the branch. */
  contains(commit: CommitOnBranch): Promise<Containment>;
}
