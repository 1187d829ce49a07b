"use strict";
exports.id = 4595;
exports.ids = [4595];
exports.modules = {

/***/ 84595:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ merge_promotion_pr_command)
});

// EXTERNAL MODULE: ./build/clock.js
var build_clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/forge.js
var forge = __webpack_require__(8490);
// EXTERNAL MODULE: ./build/inputs/pull-request.js
var pull_request = __webpack_require__(80570);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/pull-request/after-merge.js
var after_merge = __webpack_require__(13216);
// EXTERNAL MODULE: ./build/pull-request/description.js
var description = __webpack_require__(59833);
// EXTERNAL MODULE: ./build/forge/connect.js + 1 modules
var forge_connect = __webpack_require__(20450);
// EXTERNAL MODULE: ./build/pull-request/link.js
var pull_request_link = __webpack_require__(69195);
// EXTERNAL MODULE: ./build/pull-request/safety.js
var safety = __webpack_require__(30877);
;// CONCATENATED MODULE: ./build/pull-request/merge-check.js





const mergeCheckInputs = {
    head: {
        type: 'string',
        description: 'The head branch that is expected. Needed, together with `base` and `pull-request`, for a pull request that no Promotion opened.',
    },
    base: { type: 'string', description: 'The base branch that is expected.' },
    'allow-without-promotion': {
        type: 'boolean',
        default: false,
        description: 'Merge also when the Promotion that opened the pull request does not wait for it any more. Git then changes without a Promotion.',
    },
};
async function checkSafety(task, target, values) {
    const { pull, linked, place } = target;
    const isMerged = pull.state === 'merged';
    if (linked === undefined) {
        const named = values['pull-request'] !== undefined;
        const doubts = (0,safety/* strangerDoubts */.kj)(pull, { head: values.head, base: values.base, named });
        refuseFor(pull, doubts);
        return { ...target, linked, waits: false, oddities: [] };
    }
    const mayHaveEnded = pull.state !== 'open' || values['allow-without-promotion'];
    const newest = mayHaveEnded
        ? linked
        : await (0,pull_request_link/* untilItWaits */.kx)(task.client, { linked, place }, (0,forge_connect/* whereabouts */.C)(task.settings));
    const waits = (0,safety/* waitingFinding */.tc)({ pull, place, linked: newest }, task.settings);
    const broken = [...(0,safety/* originFindings */.JA)({ pull, place, linked: newest }), ...(mayHaveEnded ? [] : [waits])]
        .filter(({ ok }) => ok !== true)
        .map(({ text }) => text);
    const doubts = [...broken, ...(0,safety/* unexpectedBranches */.Sz)(pull, values)];
    if (!isMerged) {
        refuseFor(pull, doubts);
    }
    return { ...target, linked: newest, waits: waits.ok === true, oddities: doubts };
}
function refuseFor(pull, doubts) {
    if (doubts.length > 0) {
        throw (0,errors/* failed */.gz)('merge-refused', `${(0,description/* nameOf */.Vb)(pull)} was not merged: ${doubts.join('; ')}.`);
    }
}

// EXTERNAL MODULE: ./build/forge/merge-result.js
var merge_result = __webpack_require__(3629);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/forge/follow.js
var follow = __webpack_require__(64310);
;// CONCATENATED MODULE: ./build/pull-request/merging.js





const pace = {
    answer: 3_000,
    cleanUp: 3_500,
    look: 700,
    refused: 20_000,
    leftQueue: 5_000,
};
const mostRefusals = 5;
class Merging {
    #task;
    #patient;
    #newest;
    #sending = false;
    #ours = false;
    #refusals = 0;
    constructor(task) {
        this.#task = task;
        this.#newest = task.pull;
        this.#patient = task.forge.within((0,build_clock/* later */.NU)(task.clock, task.signal, pace.answer));
    }
    get newest() {
        return this.#newest;
    }
    async run() {
        for (;;) {
            const result = await this.#attempt();
            this.#newest = result.pullRequest;
            switch (result.outcome) {
                case 'merged':
                    return { end: 'merged', pull: result.pullRequest, byUs: result.byUs };
                case 'head-moved':
                    return this.#headMoved();
                case 'enqueued':
                case 'scheduled':
                    if (this.#task.when === 'schedule') {
                        return { end: 'handed-over', pull: result.pullRequest, text: result.text };
                    }
                    this.#task.say(result.text);
                    break;
                default:
                    if (result.state === 'blocked' || this.#task.when !== 'when-ready' || this.#isHopeless()) {
                        return this.#refused(result.reasons);
                    }
            }
            const end = await this.#untilItMoves();
            if (end !== undefined) {
                return end;
            }
        }
    }
    async #attempt() {
        const { pull, method, when, signal } = this.#task;
        signal.throwIfAborted();
        const { repository, number } = pull;
        const request = { repository, number, headSha: pull.head.sha, ...(method !== undefined && { method }) };
        const wasScheduled = this.#newest.scheduled !== undefined;
        this.#sending = true;
        const first = await this.#patient.merge({ ...request, when: when === 'schedule' ? 'when-ready' : 'now' });
        const viaQueue = when === 'when-ready' && wantsQueue(first);
        const result = viaQueue ? await this.#patient.merge({ ...request, when: 'when-ready' }) : first;
        this.#sending = false;
        this.#ours ||= !wasScheduled && (result.outcome === 'enqueued' || result.outcome === 'scheduled');
        return result;
    }
    #isHopeless() {
        this.#refusals = this.#newest.mergeability.state === 'ready' ? this.#refusals + 1 : 0;
        return this.#refusals >= mostRefusals;
    }
    async #untilItMoves() {
        const { clock, signal, pull } = this.#task;
        if (this.#newest.mergeability.state === 'ready' && this.#newest.scheduled === undefined) {
            await clock.sleep(pace.refused, signal);
            this.#newest = await this.#task.forge.read(pull);
        }
        const inQueue = this.#newest.scheduled === 'queue';
        await this.#follow((seen) => inQueue ? seen.scheduled !== 'queue' : ['ready', 'blocked'].includes(seen.mergeability.state));
        if (inQueue && this.#newest.state === 'open' && this.#newest.scheduled !== 'queue') {
            await clock.sleep(pace.leftQueue, signal);
            this.#newest = await this.#task.forge.read(pull);
            await this.#follow((seen) => seen.mergeability.state !== 'unknown');
        }
        return this.#judge(inQueue);
    }
    async #follow(until) {
        const { pull, say } = this.#task;
        this.#newest = await (0,follow/* followPullRequest */.u)(this.#task, this.#newest, {
            until: (seen) => seen.state !== 'open' ||
                seen.head.sha !== pull.head.sha ||
                seen.mergeability.state === 'blocked' ||
                until(seen),
            onChange: (seen) => {
                this.#newest = seen;
                say(`${(0,description/* nameOf */.Vb)(seen)}: ${(0,description/* standOf */._f)(seen)}`);
            },
            onOutage: (words) => say(words === undefined ? 'the forge answers again' : `no news, trying on: ${words}`),
        });
    }
    async #judge(wasInQueue) {
        const { state, head, mergeability, scheduled } = this.#newest;
        if (head.sha !== this.#task.pull.head.sha) {
            return this.#headMoved();
        }
        if (state === 'merged') {
            return { end: 'merged', pull: this.#newest, byUs: this.#ours };
        }
        if (state === 'closed' || mergeability.state === 'blocked') {
            return this.#refused((0,merge_result/* reasonsOf */.zM)(this.#newest));
        }
        return wasInQueue && scheduled !== 'queue'
            ? this.#refused([...(0,merge_result/* reasonsOf */.zM)(this.#newest), leftQueue])
            : undefined;
    }
    async #refused(reasons) {
        const taken = await this.#takeBack();
        if (this.#isMerged()) {
            return { end: 'merged', pull: this.#newest, byUs: this.#ours };
        }
        const said = reasons.map(({ kind, text, lift }) => `${kind}: ${text} (${lift})`).join('; ');
        return { end: 'refused', pull: this.#newest, reasons, text: said + taken };
    }
    async #headMoved() {
        this.#ours ||= this.#newest.scheduled !== undefined;
        const taken = await this.#takeBack();
        const { head, state } = this.#newest;
        const before = `the head was ${this.#task.pull.head.sha} when it was looked at, and is ${head.sha}`;
        const text = state === 'merged' ? `${before}, which somebody has merged` : before;
        return { end: 'refused', pull: this.#newest, reasons: [], text: text + taken };
    }
    #isMerged() {
        return this.#newest.state === 'merged' && this.#newest.head.sha === this.#task.pull.head.sha;
    }
    async #takeBack() {
        if (!this.#ours || this.#newest.state !== 'open') {
            return '';
        }
        const { forge, clock, signal, pull } = this.#task;
        const end = (0,build_clock/* later */.NU)(clock, signal, pace.cleanUp);
        const graceful = forge.within(end);
        try {
            await graceful.cancelMerge(pull);
            this.#newest = await graceful.refresh(this.#newest);
            return this.#newest.state === 'open' ? '; the forge was told not to merge it by itself' : '';
        }
        catch (error) {
            if (!(0,errors/* isKargoError */.Rd)(error) && !end.aborted) {
                throw error;
            }
            return `; the forge may still merge it by itself, that could not be taken back: ${(0,errors/* messageOf */.bD)(error)}`;
        }
    }
    async interrupted(undo) {
        const { forge, clock, signal } = this.#task;
        const end = (0,build_clock/* later */.NU)(clock, signal, pace.cleanUp);
        try {
            await this.#lookAgain(forge.within(end));
        }
        catch (error) {
            if (!(0,errors/* isKargoError */.Rd)(error) && !end.aborted) {
                throw error;
            }
            return { state: 'lost', text: `it could not be looked at again (${(0,errors/* messageOf */.bD)(error)})` };
        }
        if (this.#isMerged()) {
            return { state: 'merged', text: 'it is merged' };
        }
        if (this.#sending) {
            return {
                state: 'lost',
                text: 'a merge may be under way, whose answer was not awaited, and it is still open',
            };
        }
        const { scheduled } = this.#newest;
        if (scheduled === undefined || this.#newest.state !== 'open') {
            return { state: 'open', text: `it is ${(0,description/* standOf */._f)(this.#newest)}` };
        }
        if (undo && this.#ours) {
            const text = (await this.#takeBack()).replace(/^; /, '');
            return this.#isMerged() ? { state: 'merged', text: 'it is merged' } : { state: 'open', text };
        }
        const how = scheduled === 'queue' ? 'in the queue' : 'in auto-merge';
        return { state: 'handed-over', text: `it was left ${how}: the forge merges it when its rules are met` };
    }
    async #lookAgain(forge) {
        for (let looks = this.#sending ? 4 : 1;; looks--) {
            this.#newest = await forge.refresh(this.#newest);
            if (looks === 1 || this.#newest.state !== 'open') {
                return;
            }
            await this.#task.clock.sleep(pace.look);
        }
    }
}
const leftQueue = {
    kind: 'queue',
    text: 'it was taken out of the queue',
    lift: 'Whoever reads in the queue why: a red check of the queue, a conflict with what is before it, or a person.',
};
function wantsQueue(result) {
    return (result.outcome === 'not-merged' &&
        result.pullRequest.mergeability.state === 'ready' &&
        result.reasons.every(({ kind }) => kind === 'queue'));
}

// EXTERNAL MODULE: ./build/pull-request/waiting.js
var waiting = __webpack_require__(46696);
;// CONCATENATED MODULE: ./build/pull-request/merge-run.js







const mergeInputs = {
    method: {
        type: 'choice',
        choices: ['auto', 'merge', 'squash', 'rebase'],
        default: 'auto',
        description: 'How to merge: "auto" takes what the repository allows, in the order merge, squash, rebase. In a merge queue or train its settings decide.',
    },
    when: {
        type: 'choice',
        choices: ['when-ready', 'now', 'schedule'],
        default: 'when-ready',
        description: 'When to merge: "when-ready" waits for checks, approvals, merge queue or merge train; "now" merges or says at once why not; "schedule" leaves it to the forge (auto-merge, merge queue, merge train) and ends.',
    },
    'on-timeout': {
        type: 'choice',
        choices: ['leave', 'abort'],
        default: 'leave',
        description: 'When the time is over: "leave" leaves the pull request in the merge queue or train, "abort" takes it out if this run put it there.',
    },
    'on-cancel': {
        type: 'choice',
        choices: ['abort', 'leave'],
        default: 'abort',
        description: 'The same for a job that is cancelled.',
    },
};
async function merge(task, target, values) {
    const { deadline, settings } = task;
    const { clock, log } = settings.context;
    const watch = target.waits && target.linked !== undefined
        ? (0,waiting/* watchPromotion */.Ht)(task, target.linked, () => undefined)
        : undefined;
    const merging = new Merging({
        forge: target.forge,
        clock,
        signal: watch?.signal ?? deadline.signal,
        pull: target.pull,
        method: values.method === 'auto' ? undefined : values.method,
        when: values.when,
        say: (line) => log.info(line),
    });
    try {
        return endOf(await merging.run());
    }
    catch (thrown) {
        const isEnded = watch !== undefined && thrown === watch.ended && !deadline.signal.aborted;
        if (isEnded) {
            return await afterPromotion(target, { merging, end: await watch.end });
        }
        if (!(0,build_clock/* isInterruption */.si)(thrown)) {
            throw thrown;
        }
        return await afterInterruption(target, { values, merging, cause: thrown });
    }
    finally {
        watch?.close();
    }
}
function endOf(end) {
    const { pull } = end;
    const name = (0,description/* nameOf */.Vb)(pull);
    if (end.end === 'merged') {
        return { pull, verdict: { status: 'succeeded', message: mergedMessage(pull, end.byUs) } };
    }
    if (end.end === 'handed-over') {
        const message = `${name} is left to the forge, which merges it when its rules are met: ${end.text}.`;
        return { pull, verdict: { status: 'succeeded', message } };
    }
    const message = `${name} was not merged: ${end.text}.`;
    return { pull, verdict: (0,errors/* failed */.gz)('merge-refused', message).verdict, reasons: end.reasons };
}
function mergedMessage(pull, byUs) {
    return `${(0,description/* nameOf */.Vb)(pull)} is merged${commitOf(pull)}${byUs ? '' : ', by somebody else'}.`;
}
async function afterInterruption(target, { values, merging, cause, }) {
    const cancelled = cause instanceof errors/* CancelledError */.cc;
    const { state, text } = await merging.interrupted(values[cancelled ? 'on-cancel' : 'on-timeout'] === 'abort');
    const pull = state === 'lost' ? undefined : merging.newest;
    const name = (0,description/* nameOf */.Vb)(target.pull);
    if (cancelled) {
        const message = `Cancelled by ${cause.signal}; ${name}: ${text}.`;
        return { pull, verdict: { status: 'cancelled', message } };
    }
    if (state === 'merged' || state === 'lost') {
        return endAsSeen(target, merging, { state, text });
    }
    const message = `the time was over before ${name} was merged: ${text}.`;
    const reasons = (0,merge_result/* reasonsOf */.zM)(merging.newest);
    const verdict = { status: 'timed-out', reason: 'waiting-for-pull-request', message };
    return { pull, reasons, verdict };
}
function endAsSeen({ pull }, { newest }, { state, text }) {
    if (state === 'merged') {
        return { pull: newest, verdict: { status: 'succeeded', message: mergedMessage(newest, true) } };
    }
    const message = `whether ${(0,description/* nameOf */.Vb)(pull)} was merged is not known: ${text}. Look at ${pull.url}.`;
    return { pull: undefined, verdict: (0,errors/* unknown */.L5)('answer-lost', message).verdict };
}
async function afterPromotion(target, { merging, end }) {
    const { state, text } = await merging.interrupted(true);
    if (state === 'merged' || state === 'lost') {
        return endAsSeen(target, merging, { state, text });
    }
    if ('error' in end) {
        throw end.error;
    }
    const { metadata, status } = end.promotion;
    const message = `${(0,description/* nameOf */.Vb)(target.pull)} was not merged: Promotion ${metadata.name} ended ${(0,promotion/* phaseOf */.hU)(status)} meanwhile, and merging would change Git without a Promotion; ${text}.`;
    const { verdict } = (0,errors/* failed */.gz)('merge-refused', message);
    return { pull: merging.newest, verdict };
}
function commitOf({ mergeCommit }) {
    return mergeCommit === undefined ? '' : ` (commit ${mergeCommit})`;
}

// EXTERNAL MODULE: ./build/pull-request/outputs.js
var outputs = __webpack_require__(60425);
// EXTERNAL MODULE: ./build/pull-request/target.js
var pull_request_target = __webpack_require__(59950);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/report/merge.js

function reasonsJson(reasons) {
    return JSON.stringify(reasons.map(({ kind, text: said, lift }) => ({ kind, text: said, lift })));
}
function reasonsTable(reasons) {
    return reasons.length === 0
        ? []
        : [
            '',
            (0,markdown/* table */.tp)(['what blocks', 'in the words of the forge', 'who can lift it'], reasons.map(({ kind, text: said, lift }) => [kind, (0,markdown/* text */.Qq)(said), (0,markdown/* text */.Qq)(lift)])),
        ];
}

// EXTERNAL MODULE: ./build/report/pull-request.js
var report_pull_request = __webpack_require__(80615);
;// CONCATENATED MODULE: ./build/commands/merge-promotion-pr.js















const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    ...forge/* forgeInputs */.L,
    ...pull_request/* pullRequestInputs */.e,
    ...mergeCheckInputs,
    ...mergeInputs,
    'delete-branch': {
        type: 'boolean',
        default: false,
        description: 'Delete the head branch after the merge, if it still points to what was merged.',
    },
    ...after_merge/* afterMergeInputs */.Ii,
    ...shared/* waiting */.eg,
};
const merge_promotion_pr_outputs = {
    ...outputs/* pullRequestOutputs */.R,
    state: 'The state of the pull request when the command ended: merged, enqueued (in a merge queue or train), scheduled (in auto-merge), open or closed; empty when it is not known.',
    'merge-commit': 'The commit that the merge put on the base branch; empty when it is not merged.',
    reasons: 'What is in the way of the merge, as JSON: [{"kind", "text", "lift"}].',
    ...after_merge/* afterMergeOutputs */.F5,
};
const merge_promotion_pr_command = (0,command/* defineCommand */.NB)({
    name: 'merge-promotion-pr',
    description: 'Merge the pull request of a Promotion, at the commit that Kargo pushed, and wake the Promotion.',
    inputs,
    outputs: merge_promotion_pr_outputs,
    check: (values) => [...(0,shared/* checkConnection */.jo)(values), ...(0,forge/* checkForge */.Y)(values), ...(0,pull_request/* checkPullRequest */.f)(values)],
    async run(values, context) {
        return (0,build_clock/* withDeadline */.NE)(context, values.timeout, async (deadline) => {
            const client = await (0,connect/* connect */.Ng)(values, context, deadline.signal);
            const settings = { inputs: values, site: await context.site(), context };
            const task = { client, deadline, settings };
            const found = await (0,pull_request_target/* findTarget */.F)(task);
            if (found === undefined) {
                const message = `Promotion ${values.promotion.join()} succeeded without a pull request: there is nothing to merge.`;
                return { verdict: { status: 'unchanged', message }, outputs: { promotion: values.promotion.join() } };
            }
            context.publish({
                ...(0,outputs/* pullRequestOutputValues */._)(found.pull),
                state: '',
                promotion: found.linked?.promotion.metadata.name ?? '',
            });
            const target = await checkSafety(task, found, values);
            const ending = target.pull.state === 'merged'
                ? { verdict: alreadyMerged(target.pull), pull: target.pull }
                : await merge(task, target, values);
            return conclude(task, target, { values, ...ending });
        });
    },
});
function alreadyMerged(pull) {
    return { status: 'unchanged', message: `${(0,description/* nameOf */.Vb)(pull)} is merged already${commitOf(pull)}.` };
}
async function conclude(task, target, { values, verdict, pull, reasons = [] }) {
    const { client, deadline, settings } = task;
    const { log } = settings.context;
    const isMerged = pull?.state === 'merged';
    const isRefused = verdict.status === 'failed';
    if (isMerged && !isRefused) {
        log.info(verdict.message);
    }
    const undeleted = isMerged && !isRefused && values['delete-branch'] ? await deleteBranch(target, pull) : undefined;
    const options = verdict.status === 'cancelled' ? { ...values, 'then-wait-for': 'none' } : values;
    const after = isMerged && !isRefused
        ? await (0,after_merge/* afterMerge */.X0)({ client, deadline, log, options }, target.linked)
        : { outcome: undefined, warnings: [] };
    const whole = (0,after_merge/* withAfterMerge */.ZF)(verdict, after);
    const report = (0,after_merge/* afterMergeReport */.Xz)(client, after);
    const promotion = after.outcome?.promotion ?? target.linked?.promotion;
    return {
        verdict: whole,
        outputs: {
            ...(0,outputs/* pullRequestOutputValues */._)(pull ?? target.pull),
            state: stateOf(pull),
            'merge-commit': isMerged ? (pull.mergeCommit ?? '') : '',
            reasons: reasonsJson(reasons),
            ...(0,after_merge/* afterMergeValues */.LX)(target.linked, after),
        },
        summary: [
            (0,report_pull_request/* pullRequestSummary */.L)({ client, pull: pull ?? target.pull, promotion, verdict: whole }),
            ...reasonsTable(reasons),
            ...report.summary,
        ].join('\n'),
        links: [(0,description/* linkTo */.uM)(target.pull), ...report.links],
        warnings: [
            ...target.oddities.map((oddity) => `${(0,description/* nameOf */.Vb)(target.pull)} was merged although ${oddity}.`),
            ...(undeleted === undefined ? [] : [undeleted]),
            ...after.warnings,
        ],
    };
}
function stateOf(pull) {
    if (pull?.scheduled === undefined || pull.state !== 'open') {
        return pull?.state ?? '';
    }
    return pull.scheduled === 'queue' ? 'enqueued' : 'scheduled';
}
async function deleteBranch({ forge, pull: seen }, pull) {
    const { repository, branch, sha } = pull.head;
    if (repository?.toLowerCase() !== seen.repository.toLowerCase()) {
        return `the branch ${branch} is not in ${seen.repository}: it was left.`;
    }
    try {
        await forge.deleteBranch({ repository: seen.repository, name: branch, sha });
        return undefined;
    }
    catch (error) {
        return `the branch ${branch} was not deleted: ${(0,errors/* messageOf */.bD)(error)}`;
    }
}


/***/ })),

/***/ 3629:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   ar: () => (/* binding */ notMerged),
/* harmony export */   rc: () => (/* binding */ decided),
/* harmony export */   zM: () => (/* binding */ reasonsOf)
/* harmony export */ });
function decided(pullRequest, { headSha }, byUs) {
    if (pullRequest.head.sha !== headSha) {
        return { outcome: 'head-moved', headSha: pullRequest.head.sha, pullRequest };
    }
    if (pullRequest.state === 'merged') {
        return { outcome: 'merged', commit: pullRequest.mergeCommit ?? '', byUs, pullRequest };
    }
    return pullRequest.state === 'closed' ? notMerged(pullRequest) : undefined;
}
function notMerged(pullRequest, words) {
    const { mergeability } = pullRequest;
    if (mergeability.state === 'waiting' || mergeability.state === 'blocked') {
        return refused(pullRequest, mergeability.state, mergeability.reasons);
    }
    const shown = mergeability.state === 'unknown' ? mergeability.text : 'the forge does not say why';
    const lift = 'Time, or somebody who looks at the merge box of its page.';
    return refused(pullRequest, 'waiting', [{ kind: 'other', text: words ?? shown, lift }]);
}
function refused(pullRequest, state, reasons) {
    return { outcome: 'not-merged', state, reasons, pullRequest };
}
function reasonsOf({ mergeability }) {
    return 'reasons' in mergeability ? mergeability.reasons : [];
}


/***/ })),

/***/ 30877:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ originFindings),
/* harmony export */   Sz: () => (/* binding */ unexpectedBranches),
/* harmony export */   kj: () => (/* binding */ strangerDoubts),
/* harmony export */   tc: () => (/* binding */ waitingFinding)
/* harmony export */ });
/* harmony import */ var _forge_connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20450);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64444);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59833);
/* harmony import */ var _link_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69195);




function originFindings({ pull, linked }) {
    const { name } = linked.promotion.metadata;
    return [
        finding('own-branch', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .forkDoubt */ .Hx)(pull), `its head branch is in ${pull.repository} itself`),
        finding('head-commit', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .headDoubt */ .TS)(linked, pull), `its head ${pull.head.sha} is the commit that Promotion ${name} pushed`),
        finding('base-branch', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .baseDoubt */ .II)(linked, pull), linked.step.base === undefined
            ? `its base is ${pull.base.branch}; what the template asks for only Kargo can work out`
            : `its base is ${pull.base.branch}, as the template asks`),
    ];
}
function waitingFinding({ pull, place, linked: { promotion } }, settings) {
    const rule = 'promotion-waits';
    const { name } = promotion.metadata;
    const what = `Promotion ${name} to Stage "${promotion.spec.stage}"`;
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .isTerminal */ .Hd)(promotion.status)) {
        const text = `${what} has ended ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .phaseOf */ .hU)(promotion.status)}: merging would change Git without a Promotion`;
        return { rule, ok: false, text };
    }
    return (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .waitsFor */ .is)(promotion, place, (0,_forge_connect_js__WEBPACK_IMPORTED_MODULE_0__/* .whereabouts */ .C)(settings))
        ? { rule, ok: true, text: `${what} waits for it` }
        : { rule, ok: false, text: `${what} is ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .progressOf */ .jA)(promotion)}, and does not wait for ${(0,_description_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(pull)}` };
}
function finding(rule, doubt, otherwise) {
    return { rule, ok: doubt === undefined, text: doubt ?? otherwise };
}
function unexpectedBranches(pull, { head, base }) {
    return [
        ...(head === undefined || head === pull.head.branch
            ? []
            : [`its head branch is ${pull.head.branch}, and ${head} was expected`]),
        ...(base === undefined || base === pull.base.branch
            ? []
            : [`its base branch is ${pull.base.branch}, and ${base} was expected`]),
    ];
}
function strangerDoubts(pull, { named, ...expected }) {
    const fork = (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .forkDoubt */ .Hx)(pull);
    return [
        ...((0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .claimsPromotion */ .rL)(pull.head.branch)
            ? [
                `its head branch ${pull.head.branch} is called like one of Kargo's, and no Promotion of the project names this pull request`,
            ]
            : []),
        ...(fork === undefined ? [] : [fork]),
        ...(named && expected.head !== undefined && expected.base !== undefined
            ? []
            : [
                'no Promotion of the project names it: a pull request of `open-promotion-pr` is merged only when it is named by `pull-request`, together with the expected `head` and `base`',
            ]),
        ...unexpectedBranches(pull, expected),
    ];
}


/***/ }))

};
;