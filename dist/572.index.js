"use strict";
exports.id = 572;
exports.ids = [572];
exports.modules = {

/***/ 30572:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8490);
/* harmony import */ var _inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80570);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64444);
/* harmony import */ var _pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(13216);
/* harmony import */ var _pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(59833);
/* harmony import */ var _pull_request_link_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(69195);
/* harmony import */ var _pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(60425);
/* harmony import */ var _pull_request_target_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(59950);
/* harmony import */ var _pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(46696);
/* harmony import */ var _report_pull_request_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(80615);















const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .connection */ .FI,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .inProject */ .nO,
    ..._inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__/* .pullRequestInputs */ .e,
    until: {
        type: 'choice',
        choices: ['merged', 'closed', 'approved', 'checks-green'],
        default: 'merged',
        description: 'What the pull request is waited for: "merged", "closed" (without a merge), "approved" (as the rules of the repository ask) or "checks-green" (all checks of its head). The last two are also over when it has been merged.',
    },
    ..._pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeInputs */ .Ii,
    ..._inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__/* .forgeInputs */ .L,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .waiting */ .eg,
};
const outputs = {
    ..._pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__/* .pullRequestOutputs */ .R,
    'merge-commit': 'What the merge put on the base branch: a commit SHA; empty when it is not merged.',
    ..._pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeOutputs */ .F5,
    phase: 'The phase of the Promotion of the pull request when the command ended; empty when it has none.',
    freight: 'The name of the Freight of the Promotion.',
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'wait-promotion-pr',
    description: 'Wait until the pull request of a Promotion is merged, closed, approved or green.',
    inputs,
    outputs,
    check: (values) => [
        ...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .checkConnection */ .jo)(values),
        ...(0,_inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__/* .checkPullRequest */ .f)(values),
        ...(0,_inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__/* .checkForge */ .Y)(values),
        ...(values['then-wait-for'] === 'none' || values.until === 'merged'
            ? []
            : [
                {
                    input: 'then-wait-for',
                    value: values['then-wait-for'],
                    accepted: 'a Promotion goes on after the merge only: with until: merged',
                },
            ]),
    ],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async (deadline) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(values, context, deadline.signal);
            return new Wait(values, { context, client, deadline }).toItsEnd();
        });
    },
});
class Wait {
    #values;
    #around;
    #pull;
    #linked;
    #promotion;
    #after = { outcome: undefined, warnings: [] };
    constructor(values, around) {
        this.#values = values;
        this.#around = around;
    }
    async toItsEnd() {
        const verdict = await this.#run().catch((thrown) => this.#verdictOf(thrown));
        const { client } = this.#around;
        const pull = this.#pull;
        const promotion = this.#after.outcome?.promotion ?? this.#promotion;
        const further = (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeReport */ .Xz)(client, this.#after);
        return {
            verdict,
            outputs: {
                ...(0,_pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__/* .pullRequestOutputValues */ ._)(pull),
                'merge-commit': pull?.mergeCommit ?? '',
                promotion: promotion?.metadata.name ?? '',
                phase: promotion === undefined ? '' : (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_7__/* .phaseOf */ .hU)(promotion.status),
                freight: promotion?.spec.freight ?? '',
                checked: this.#after.outcome?.checked ?? '',
            },
            summary: [
                ...(pull === undefined ? [] : [(0,_report_pull_request_js__WEBPACK_IMPORTED_MODULE_13__/* .pullRequestSummary */ .L)({ client, pull, promotion, verdict })]),
                ...further.summary,
            ].join('\n'),
            links: [...(pull === undefined ? [] : [(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .linkTo */ .uM)(pull)]), ...further.links],
            warnings: [...this.#oddities(), ...this.#after.warnings],
        };
    }
    async #run() {
        const { context, client, deadline } = this.#around;
        const settings = { inputs: this.#values, site: await context.site(), context };
        const task = { client, deadline, settings };
        const target = await (0,_pull_request_target_js__WEBPACK_IMPORTED_MODULE_11__/* .findTarget */ .F)(task);
        if (target === undefined) {
            return this.#withoutPullRequest(await client.getPromotion(this.#values.promotion[0] ?? ''));
        }
        this.#pull = target.pull;
        this.#linked = target.linked;
        this.#promotion = target.linked?.promotion;
        if (target.linked === undefined) {
            this.#refuseToFollowNothing(target.pull);
        }
        const pull = await (0,_pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitPullRequest */ .fQ)(task, target, {
            until: this.#values.until,
            onPull: (seen) => {
                this.#pull = seen;
            },
            onPromotion: (seen) => {
                this.#promotion = seen;
            },
        });
        const word = pull.state === 'open' ? this.#values.until : pull.state;
        const verdict = {
            status: 'succeeded',
            message: `The ${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .wordFor */ .GC)(pull.url)} ${pull.url} is ${word}.`,
        };
        return pull.state === 'merged' ? this.#follow(this.#promotion, verdict) : verdict;
    }
    #oddities() {
        const pull = this.#pull;
        return pull?.state === 'merged' && this.#linked !== undefined
            ? (0,_pull_request_link_js__WEBPACK_IMPORTED_MODULE_9__/* .doubtsAbout */ .xp)(this.#linked, pull).map((doubt) => `${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .nameOf */ .Vb)(pull)} was merged although ${doubt}.`)
            : [];
    }
    #withoutPullRequest(promotion) {
        this.#promotion = promotion;
        const message = `Promotion ${promotion.metadata.name} succeeded without a pull request.`;
        return this.#follow(promotion, { status: 'succeeded', message });
    }
    #refuseToFollowNothing(pull) {
        const said = `no Promotion of project "${this.#around.client.project}" names the ${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .wordFor */ .GC)(pull.url)} ${pull.url}`;
        if (this.#values['then-wait-for'] !== 'none') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('not-found', `${said}, so there is none to follow after the merge.`);
        }
        this.#around.context.log.info(`${said}: it alone is waited for`);
    }
    async #follow(promotion, verdict) {
        const { client, context, deadline } = this.#around;
        const task = { client, deadline, log: context.log, options: this.#values };
        this.#after = await (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMerge */ .X0)(task, promotion && { promotion });
        return (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .withAfterMerge */ .ZF)(verdict, this.#after);
    }
    #verdictOf(thrown) {
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv) {
            return thrown.verdict;
        }
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc) {
            const message = `Cancelled by ${thrown.signal}. Waiting changes nothing: the pull request and the Promotion were left as they are.`;
            return { status: 'cancelled', message };
        }
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3 && this.#pull !== undefined) {
            const message = (0,_pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__/* .lateMessage */ .ug)(this.#pull, this.#values.until);
            return { status: 'timed-out', reason: 'waiting-for-pull-request', message };
        }
        throw thrown;
    }
}


/***/ })),

/***/ 64310:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ followPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);

const burst = 8;
const burstPauseMs = 5_000;
const pausePerRequestMs = 32_000;
async function followPullRequest({ forge, clock, signal }, first, { until, onChange, onOutage }) {
    const start = forge.sent;
    const look = sittingOut(forge, signal, onOutage);
    let last = first;
    let pauseMs = burstPauseMs;
    onChange?.(last);
    while (!(await until(last))) {
        await look.rest(clock.sleep(pauseMs, signal));
        const before = forge.sent;
        const next = await look.at(last);
        if (JSON.stringify(next) !== JSON.stringify(last)) {
            onChange?.(next);
        }
        last = next;
        const inBurst = forge.sent - start < burst;
        pauseMs = inBurst ? burstPauseMs : Math.max(1, forge.sent - before) * pausePerRequestMs;
    }
    return last;
}
function sittingOut(forge, signal, onOutage) {
    let outage;
    const rest = async (waiting) => {
        try {
            return await waiting;
        }
        catch (thrown) {
            throw outage !== undefined && thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3
                ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `the time was over while ${outage.message}`, thrown)
                : thrown;
        }
    };
    const at = async (last) => {
        try {
            const seen = await rest(forge.refresh(last));
            if (outage !== undefined) {
                onOutage?.(undefined);
            }
            outage = undefined;
            return seen;
        }
        catch (thrown) {
            if (signal.aborted || !isOutage(thrown)) {
                throw thrown;
            }
            if (outage === undefined) {
                onOutage?.(thrown.message);
            }
            outage = thrown;
            return last;
        }
    };
    return { rest, at };
}
function isOutage(thrown) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(thrown) && thrown.verdict.status === 'unknown';
}


/***/ })),

/***/ 39110:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ workflowTokenLimit),
/* harmony export */   b: () => (/* binding */ isOfWorkflow)
/* harmony export */ });
function isOfWorkflow(author) {
    return /^github-actions(\[bot\])?$/.test(author);
}
const workflowTokenLimit = 'The pull request was opened with the GITHUB_TOKEN: its workflow runs wait until somebody with write access chooses "Approve workflows to run" (on GitHub Enterprise Server they do not start at all). Opened with the token of a GitHub App they run at once.';


/***/ })),

/***/ 80570:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ pullRequestInputs),
/* harmony export */   f: () => (/* binding */ checkPullRequest)
/* harmony export */ });
const pullRequestInputs = {
    promotion: {
        type: 'list',
        description: 'The Promotion whose pull request is meant, by name: one. Kargo tells which one that is.',
    },
    'pull-request': {
        type: 'string',
        description: 'The pull request: its URL, or its number in `repository`. Default: that of the Promotion, else the one that the job runs for.',
    },
};
function checkPullRequest(values) {
    const { 'pull-request': named, promotion } = values;
    const isOne = named === undefined || /^[1-9]\d{0,9}$/.test(named) || /^https?:\/\//.test(named);
    return [
        ...(isOne
            ? []
            : [
                { input: 'pull-request', value: named, accepted: 'must be a number, or the URL of a pull request' },
            ]),
        ...(promotion.length <= 1
            ? []
            : [{ input: 'promotion', value: promotion.join(', '), accepted: 'name one Promotion' }]),
    ];
}


/***/ })),

/***/ 13216:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ afterMergeOutputs),
/* harmony export */   Ii: () => (/* binding */ afterMergeInputs),
/* harmony export */   LX: () => (/* binding */ afterMergeValues),
/* harmony export */   X0: () => (/* binding */ afterMerge),
/* harmony export */   Xz: () => (/* binding */ afterMergeReport),
/* harmony export */   ZF: () => (/* binding */ withAfterMerge)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44516);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64444);
/* harmony import */ var _promotion_options_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(24443);
/* harmony import */ var _promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(97951);
/* harmony import */ var _promotion_task_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4948);
/* harmony import */ var _report_promotion_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(131);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(80994);








const afterMergeInputs = {
    'then-wait-for': {
        type: 'choice',
        choices: ['none', 'promotion', 'healthy', 'verified'],
        default: 'none',
        description: 'After the merge Kargo is told, so that the Promotion goes on at once. Then wait for: "none", "promotion" (it succeeded), "healthy" (and the Stage is healthy), "verified" (and the Stage verified the Freight).',
    },
    'health-grace': _promotion_options_js__WEBPACK_IMPORTED_MODULE_3__/* .waitInputs */ .F['health-grace'],
    'require-checks': _promotion_options_js__WEBPACK_IMPORTED_MODULE_3__/* .waitInputs */ .F['require-checks'],
};
const afterMergeOutputs = {
    promotion: 'The name of the Promotion of the pull request; empty when it has none.',
    phase: 'The phase of the Promotion when the command ended; empty when it was not waited for.',
    checked: 'What Kargo really looked at: analysis, health or none; empty when it was not waited for, or when there is no Promotion.',
};
const wakeGraceMs = 3_000;
async function afterMerge(task, linked) {
    if (linked === undefined) {
        return { outcome: undefined, warnings: [] };
    }
    const warnings = await wake(task, linked);
    const waitFor = task.options['then-wait-for'];
    if (waitFor === 'none') {
        return { outcome: undefined, warnings };
    }
    const { client, deadline, options } = task;
    const { stage } = linked.promotion.spec;
    const log = (0,_promotion_task_js__WEBPACK_IMPORTED_MODULE_7__/* .logFor */ .O)(task.log, stage);
    const outcome = await (0,_promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_4__/* .followExisting */ .fN)({ client, deadline, stage, log, options: { ...options, 'wait-for': waitFor } }, linked.promotion);
    return { outcome, warnings: [...warnings, ...outcome.warnings] };
}
async function wake({ client, deadline, log }, { promotion }) {
    const { name } = promotion.metadata;
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(promotion.status)) {
        return [];
    }
    try {
        await client.within((0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .later */ .NU)(client.clock, deadline.signal, wakeGraceMs)).refreshPromotion(name);
        log.info(`told Kargo, so that Promotion ${name} goes on at once`);
        return [];
    }
    catch (error) {
        return [
            `Promotion ${name} could not be woken, so it goes on when Kargo next looks at the pull request (Kargo 1.10 and older: within five minutes): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`,
        ];
    }
}
function withAfterMerge(merged, { outcome }) {
    if (outcome === undefined) {
        return merged;
    }
    const { verdict } = outcome;
    const message = `${merged.message} ${verdict.message}`;
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .isGreen */ .gf)(verdict) ? { ...merged, message } : { ...verdict, message };
}
function afterMergeValues(linked, { outcome }) {
    return {
        promotion: linked?.promotion.metadata.name ?? '',
        phase: outcome?.phase ?? '',
        checked: outcome?.checked ?? '',
    };
}
function afterMergeReport(client, { outcome }) {
    return outcome === undefined
        ? { summary: [], links: [] }
        : {
            summary: ['', (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .promotionSummary */ .w6)(client, [outcome], undefined)],
            links: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .promotionLinks */ .VN)(client, [outcome]),
        };
}


/***/ })),

/***/ 83989:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ orphanOf)
/* harmony export */ });
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);
/* harmony import */ var _promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(93508);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59833);



function orphanOf(promotion, url) {
    if (!(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(promotion.status) || (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(promotion.status) === 'Succeeded') {
        return undefined;
    }
    const verdict = (0,_promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g)(promotion);
    return {
        ...verdict,
        message: `${verdict.message}. Its ${(0,_description_js__WEBPACK_IMPORTED_MODULE_2__/* .wordFor */ .GC)(url)} ${url} is still open and belongs to no Promotion any more: merging it would change Git without one. Close it.`,
    };
}


/***/ })),

/***/ 60425:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ pullRequestOutputs),
/* harmony export */   _: () => (/* binding */ pullRequestOutputValues)
/* harmony export */ });
const pullRequestOutputs = {
    'pull-request': 'The number of the pull request (GitLab: of the merge request).',
    'pull-request-url': 'The address of the pull request.',
    'pull-request-branch': 'The head branch of the pull request.',
    state: 'The state of the pull request when the command ended: open, merged or closed.',
};
function pullRequestOutputValues(pull) {
    return {
        'pull-request': pull === undefined ? '' : String(pull.number),
        'pull-request-url': pull?.url ?? '',
        'pull-request-branch': pull?.head.branch ?? '',
        state: pull?.state ?? '',
    };
}


/***/ })),

/***/ 46696:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ht: () => (/* binding */ watchPromotion),
/* harmony export */   fQ: () => (/* binding */ awaitPullRequest),
/* harmony export */   ug: () => (/* binding */ lateMessage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _forge_connect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20450);
/* harmony import */ var _forge_follow_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64310);
/* harmony import */ var _forge_workflow_token_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(39110);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64444);
/* harmony import */ var _promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93508);
/* harmony import */ var _promotion_task_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4948);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(59833);
/* harmony import */ var _link_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69195);
/* harmony import */ var _orphan_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(83989);










async function awaitPullRequest(task, target, { until, onPull, onPromotion }) {
    const { settings, deadline } = task;
    const { log, clock } = settings.context;
    let last = target.pull;
    const follow = (signal) => (0,_forge_follow_js__WEBPACK_IMPORTED_MODULE_2__/* .followPullRequest */ .u)({ forge: target.forge, clock, signal }, last, {
        until: (seen) => isOver(seen, until),
        onChange: (seen) => {
            last = seen;
            log.info(`${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .nameOf */ .Vb)(seen)}: ${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .standOf */ ._f)(seen)}`);
            onPull(seen);
        },
        onOutage: (words) => log.info(words === undefined ? 'the forge answers again' : `no news, trying on: ${words}`),
    });
    if (isOver(last, until) || target.linked === undefined) {
        return judge(await follow(deadline.signal), until);
    }
    const watch = watchPromotion(task, target.linked, onPromotion);
    try {
        return judge(await follow(watch.signal), until);
    }
    catch (thrown) {
        if (thrown !== watch.ended) {
            throw thrown;
        }
        deadline.signal.throwIfAborted();
    }
    finally {
        watch.close();
    }
    last = await target.forge.read(target.place);
    onPull(last);
    if (!isOver(last, until)) {
        refuseOrphan(task, target, { until, end: await watch.end });
    }
    return judge(await follow(deadline.signal), until);
}
function isOver({ state, approval, checks }, until) {
    return (state !== 'open' ||
        (until === 'approved' && approval === 'approved') ||
        (until === 'checks-green' && (checks === 'green' || checks === 'red')));
}
function judge(pull, until) {
    const name = `the ${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .wordFor */ .GC)(pull.url)} ${pull.url}`;
    if (until === 'closed' ? pull.state === 'merged' : pull.state === 'closed') {
        const instead = pull.state === 'merged' ? 'was merged' : 'was closed without being merged';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('pull-request-ended', `${name} ${instead}, and it was waited for until it is ${until}.`);
    }
    if (pull.state === 'open' && pull.checks === 'red' && until === 'checks-green') {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('checks-failed', `checks of ${name} are red (head ${pull.head.sha}): repair or repeat them, then run this again.`);
    }
    return pull;
}
function watchPromotion({ client, deadline, settings }, { promotion: first }, onPromotion) {
    const { stage } = first.spec;
    const ended = new Error('the Promotion has ended');
    const over = new AbortController();
    const closing = new AbortController();
    let newest = first;
    const task = {
        client: client.within(AbortSignal.any([deadline.signal, closing.signal])),
        deadline,
        stage,
        log: (0,_promotion_task_js__WEBPACK_IMPORTED_MODULE_8__/* .logFor */ .O)(settings.context.log, stage),
        options: { 'wait-for': 'promotion', 'health-grace': 0, 'require-checks': false },
    };
    const following = (0,_promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_4__/* .followPromotion */ .X)(task, first, (promotion) => {
        newest = promotion;
        onPromotion(promotion);
    });
    const end = following.then(({ promotion }) => ({ promotion }), (error) => ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(newest.status) ? { promotion: newest } : { error }));
    end.then(() => over.abort(ended));
    return {
        signal: AbortSignal.any([deadline.signal, over.signal]),
        ended,
        end,
        close: () => closing.abort(ended),
    };
}
function refuseOrphan({ settings }, { place, pull }, { until, end }) {
    if ('error' in end) {
        throw end.error;
    }
    const { promotion } = end;
    const orphan = (0,_orphan_js__WEBPACK_IMPORTED_MODULE_6__/* .orphanOf */ .w)(promotion, pull.url);
    const seenEnding = (0,_link_js__WEBPACK_IMPORTED_MODULE_5__/* .stepFor */ .y5)(promotion, place, (0,_forge_connect_js__WEBPACK_IMPORTED_MODULE_1__/* .whereabouts */ .C)(settings))?.open === false;
    if (orphan !== undefined && until !== 'closed' && !seenEnding) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv(orphan);
    }
    settings.context.log.info(`Promotion ${promotion.metadata.name} ended ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .phaseOf */ .hU)(promotion.status)}; still waiting for ${pull.url}`);
}
function lateMessage(pull, until) {
    const hint = (0,_forge_workflow_token_js__WEBPACK_IMPORTED_MODULE_9__/* .isOfWorkflow */ .b)(pull.author) && pull.checks !== 'green' ? ` ${_forge_workflow_token_js__WEBPACK_IMPORTED_MODULE_9__/* .workflowTokenLimit */ .Q}` : '';
    return `the time was over before the ${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .wordFor */ .GC)(pull.url)} ${pull.url} was ${until}: it is ${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .standOf */ ._f)(pull)}.${hint}`;
}


/***/ })),

/***/ 80615:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ pullRequestSummary)
/* harmony export */ });
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);
/* harmony import */ var _pull_request_description_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59833);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65453);



function pullRequestSummary({ client, pull, promotion, verdict }) {
    const cells = [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)((0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_2__/* .nameOf */ .Vb)(pull), pull.url),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(pull.title),
        pull.state,
        pull.checks,
        pull.approval,
        promotion === undefined
            ? ''
            : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(promotion.metadata.name, client.uiLink('promotion', promotion.metadata.name))} ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(promotion.status)}`,
    ];
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)([(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_2__/* .wordFor */ .GC)(pull.url), 'title', 'state', 'checks', 'approval', 'Promotion'], [cells]),
        '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)(verdict.message),
    ].join('\n');
}


/***/ }))

};
;