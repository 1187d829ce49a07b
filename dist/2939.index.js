"use strict";
exports.id = 2939;
exports.ids = [2939];
exports.modules = {

/***/ 22922:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ close_promotion_pr_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/forge/connect.js + 1 modules
var connect = __webpack_require__(20450);
// EXTERNAL MODULE: ./build/inputs/forge.js
var forge = __webpack_require__(8490);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var kargo_connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var kargo_promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/pull-request/description.js
var description = __webpack_require__(59833);
// EXTERNAL MODULE: ./build/pull-request/link.js
var pull_request_link = __webpack_require__(69195);
;// CONCATENATED MODULE: ./build/pull-request/stale.js

function stalePullRequests(promotions, superseded) {
    const inUse = new Set(promotions.filter((one) => !endedBadly(one)).flatMap((one) => (0,kargo_promotion/* pullRequestsOf */.Tb)(one).map(({ url }) => url)));
    const left = promotions.filter(endedBadly).flatMap((promotion) => (0,kargo_promotion/* pullRequestsOf */.Tb)(promotion)
        .filter(({ url, open }) => open !== false && !inUse.has(url))
        .map((step) => ({
        promotion,
        step,
        why: `Promotion ${promotion.metadata.name} to Stage "${promotion.spec.stage}" ended ${(0,kargo_promotion/* phaseOf */.hU)(promotion.status)}`,
        superseded: false,
    })));
    const byUrl = new Map(left.map((stale) => [stale.step.url, stale]));
    return [...byUrl.values(), ...(superseded ? supersededOnes(promotions) : [])];
}
function endedBadly({ status }) {
    return (0,kargo_promotion/* isTerminal */.Hd)(status) && (0,kargo_promotion/* phaseOf */.hU)(status) !== 'Succeeded';
}
function supersededOnes(promotions) {
    return promotions.flatMap((promotion) => {
        const step = (0,kargo_promotion/* awaitedPullRequest */.wP)(promotion);
        const newer = promotions.findLast((other) => isQueuedBehind(other, promotion));
        if (step === undefined || newer === undefined) {
            return [];
        }
        const why = `Promotion ${promotion.metadata.name} to Stage "${promotion.spec.stage}" holds up the newer ${newer.metadata.name}`;
        return [{ promotion, step, why, superseded: true }];
    });
}
function isQueuedBehind(other, promotion) {
    const [one, two] = [promotion.metadata.name, other.metadata.name];
    return (other.spec.stage === promotion.spec.stage &&
        (0,kargo_promotion/* phaseOf */.hU)(other.status) === 'Pending' &&
        (0,kargo_promotion/* hasOrderedName */.hf)(one) &&
        (0,kargo_promotion/* hasOrderedName */.hf)(two) &&
        two > one);
}

// EXTERNAL MODULE: ./build/pull-request/target.js
var target = __webpack_require__(59950);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
// EXTERNAL MODULE: ./build/verdict.js
var verdict = __webpack_require__(80994);
;// CONCATENATED MODULE: ./build/commands/close-promotion-pr.js














const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    stage: { type: 'list', description: 'Only pull requests of Promotions to these Stages. Without it: all.' },
    promotion: { type: 'list', description: 'Only pull requests of these Promotions, by name.' },
    superseded: {
        type: 'boolean',
        default: false,
        description: 'Close also the pull request of a Promotion that still waits for it while a newer one to the same Stage is queued behind it. That Promotion then fails, and the newer one begins.',
    },
    'delete-branch': {
        type: 'boolean',
        default: false,
        description: 'Delete the head branch too, if it still points to what Kargo pushed.',
    },
    'dry-run': {
        type: 'boolean',
        default: false,
        description: 'Only say which pull requests would be closed.',
    },
    ...forge/* forgeInputs */.L,
    timeout: { ...shared/* waiting */.eg.timeout, default: '10m' },
};
const close_promotion_pr_command = (0,command/* defineCommand */.NB)({
    name: 'close-promotion-pr',
    description: 'Close pull requests whose Promotion has ended without them, so that nobody merges them without Kargo.',
    inputs,
    outputs: {
        closed: 'One entry a pull request that was closed (with dry-run: would be), as JSON: [{"stage", "promotion", "pull-request-url", "why"}].',
    },
    check: (values) => [...(0,shared/* checkConnection */.jo)(values), ...(0,forge/* checkForge */.Y)(values)],
    async run(values, context) {
        return (0,clock/* withDeadline */.NE)(context, values.timeout, async ({ signal }) => {
            const client = await (0,kargo_connect/* connect */.Ng)(values, context, signal);
            const settings = { inputs: values, site: await context.site(), context };
            const stale = stalePullRequests(await client.listProjectPromotions(), values.superseded).filter(({ step, promotion: { spec, metadata } }) => isMeant(spec.stage, values.stage) &&
                isMeant(metadata.name, values.promotion) &&
                (0,target/* isIn */.S)((0,pull_request_link/* placeOf */.$t)(step, (0,connect/* whereabouts */.C)(settings)), values.repository));
            const closer = new Closer(settings, client, signal);
            const all = [];
            for (const one of stale) {
                const ended = await closer.close(one);
                context.log.info(`${one.step.url}: ${ended.message}`);
                all.push(ended);
            }
            const closed = all.filter(({ kind }) => kind === 'closed').map((ended) => ended.stale);
            return {
                verdict: overall(all, values['dry-run']),
                outputs: { closed: JSON.stringify(closed.map(entryOf)) },
                ...(all.length > 0 && { summary: summaryOf(client, all) }),
                links: closed.map(({ step: { number, url } }) => (0,description/* wordFor */.GC)(url) === 'merge request'
                    ? { label: `Merge request !${number}`, url }
                    : { label: `Pull request #${number}`, url }),
                warnings: all.filter(({ kind }) => kind === 'left').map(({ message }) => message),
            };
        });
    },
});
function isMeant(name, wanted) {
    return wanted.length === 0 || wanted.includes(name);
}
class Closer {
    #settings;
    #client;
    #signal;
    #forges = new Map();
    constructor(settings, client, signal) {
        this.#settings = settings;
        this.#client = client;
        this.#signal = signal;
    }
    async close(stale) {
        try {
            return await this.#close(stale);
        }
        catch (error) {
            if (!(0,errors/* isKargoError */.Rd)(error)) {
                throw error;
            }
            return { stale, kind: 'refused', message: error.message, verdict: error.verdict };
        }
    }
    async #close(stale) {
        const { step, promotion, why } = stale;
        const place = (0,pull_request_link/* placeOf */.$t)(step, (0,connect/* whereabouts */.C)(this.#settings));
        if (place === undefined) {
            const message = `${step.url} is below no address that is known: it was left. Set forge and forge-url.`;
            return { stale, kind: 'left', message };
        }
        const forge = await this.#forgeAt(place);
        const pull = await forge.read(place);
        if (pull.state !== 'open') {
            return { stale, kind: 'over', message: `it is ${pull.state} already` };
        }
        const doubt = (0,pull_request_link/* forkDoubt */.Hx)(pull) ?? (0,pull_request_link/* branchDoubt */.l_)(stale, pull);
        if (doubt !== undefined) {
            return { stale, kind: 'left', message: `${(0,description/* nameOf */.Vb)(pull)} was left open: ${doubt}.` };
        }
        if (this.#settings.inputs['dry-run']) {
            return { stale, kind: 'closed', message: `it would be closed: ${why}` };
        }
        await forge.comment({ ...place, marker: 'stale', body: this.#comment(stale) });
        await forge.close(place);
        if (stale.superseded) {
            await this.#client.refreshPromotion(promotion.metadata.name);
        }
        const deleted = await this.#deleteBranch(forge, stale, pull);
        return { stale, kind: 'closed', message: `closed${deleted}: ${why}` };
    }
    #forgeAt(location) {
        const key = `${location.forge} ${location.address}`;
        const known = this.#forges.get(key) ?? (0,connect/* connectForge */.W)(this.#settings, location, this.#signal);
        this.#forges.set(key, known);
        return known;
    }
    #comment({ promotion, why }) {
        const { name } = promotion.metadata;
        const { jobUrl } = this.#settings.site;
        return [
            `Closed: ${(0,markdown/* text */.Qq)(why)}. Merging this would change Git without a Promotion of Kargo.`,
            '',
            `- Promotion ${(0,markdown/* link */.nf)(name, this.#client.uiLink('promotion', name))}`,
            ...(jobUrl === undefined ? [] : [`- closed by ${(0,markdown/* link */.nf)('this job', jobUrl)}`]),
        ].join('\n');
    }
    async #deleteBranch(forge, { promotion }, pull) {
        const push = (0,kargo_promotion/* pushesOf */.WI)(promotion).findLast(({ branch }) => branch === pull.head.branch);
        if (!this.#settings.inputs['delete-branch'] || push?.commit === undefined) {
            return '';
        }
        const { repository } = pull;
        const deleted = await forge.deleteBranch({ repository, name: push.branch, sha: push.commit });
        return deleted ? ', and its branch deleted' : '';
    }
}
function entryOf({ promotion, step, why }) {
    const { metadata, spec } = promotion;
    return { stage: spec.stage, promotion: metadata.name, 'pull-request-url': step.url, why };
}
function overall(all, dryRun) {
    const count = all.filter(({ kind }) => kind === 'closed').length;
    const [first, ...others] = all.flatMap(({ verdict }) => verdict ?? []);
    const said = `${count} stale pull ${count === 1 ? 'request' : 'requests'}`;
    if (first !== undefined) {
        const worst = (0,verdict/* worstOf */.hm)([first, ...others]);
        return { ...worst, message: `${said} closed, ${others.length + 1} could not be: ${worst.message}` };
    }
    if (count === 0) {
        return { status: 'unchanged', message: 'There is no stale pull request.' };
    }
    return dryRun
        ? { status: 'unchanged', message: `${said} would be closed.` }
        : { status: 'succeeded', message: `${said} closed.` };
}
function summaryOf(client, all) {
    return (0,markdown/* table */.tp)(['pull request', 'Stage', 'Promotion', ''], all.map(({ stale: { promotion, step }, message }) => [
        (0,markdown/* link */.nf)(`#${step.number}`, step.url),
        (0,markdown/* text */.Qq)(promotion.spec.stage),
        (0,markdown/* link */.nf)(promotion.metadata.name, client.uiLink('promotion', promotion.metadata.name)),
        (0,markdown/* text */.Qq)(message),
    ]));
}


/***/ })),

/***/ 2642:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FH: () => (/* binding */ assessStage),
/* harmony export */   Lg: () => (/* binding */ freightIn),
/* harmony export */   sZ: () => (/* binding */ isSameOrLater)
/* harmony export */ });
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);

function assessStage(stage, aim) {
    const status = stage.status ?? {};
    const last = status.lastPromotion;
    if (aim.promotion !== undefined && !isSameOrLater(last, aim.promotion)) {
        return {
            kind: 'waiting',
            for: 'promotion',
            text: 'Kargo has not taken the Promotion over into the Stage yet',
        };
    }
    const current = status.freightHistory?.[0];
    if (freightIn(current, aim.freight) === undefined) {
        return assessAbsence(stage, aim);
    }
    const running = status.currentPromotion?.name;
    if (running !== undefined) {
        return { kind: 'waiting', for: waitedFor(aim), text: `Promotion ${running} is running there` };
    }
    if (last !== undefined && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) !== 'Succeeded') {
        return {
            kind: 'not-assessable',
            text: `Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards: Kargo reports the health as Unknown and verifies nothing until the next Promotion succeeds`,
        };
    }
    return assessHealth(stage, aim, current?.verificationHistory?.[0]);
}
function waitedFor(aim) {
    return aim.waitFor === 'verified' ? 'verification' : 'health';
}
function assessHealth(stage, aim, verification) {
    const failure = aim.waitFor === 'verified' ? verificationFailure(verification) : undefined;
    if (failure !== undefined) {
        return failure;
    }
    const health = stage.status?.health;
    const issues = (health?.issues ?? []).join('; ');
    if (health?.status === 'Unhealthy') {
        return { kind: 'unhealthy', text: issues === '' ? 'Kargo reports it Unhealthy' : issues };
    }
    if (health?.status !== 'Healthy') {
        const word = health?.status ?? 'not assessed yet';
        return { kind: 'waiting', for: 'health', text: `health: ${word}${issues === '' ? '' : ` (${issues})`}` };
    }
    if (aim.waitFor === 'verified' && verification?.phase !== 'Successful') {
        return { kind: 'waiting', for: 'verification', text: describeVerification(verification) };
    }
    return { kind: 'good', checked: checkedBy(stage, aim, verification) };
}
function verificationFailure(verification) {
    const kinds = {
        Failed: 'verification-failed',
        Aborted: 'verification-failed',
        Error: 'verification-error',
        Inconclusive: 'verification-inconclusive',
    };
    const phase = verification?.phase ?? '';
    if (!Object.hasOwn(kinds, phase)) {
        return undefined;
    }
    const message = verification?.message ?? '';
    return {
        kind: kinds[phase],
        text: `the verification ended ${phase}${message === '' ? '' : `: ${message}`}`,
        analysisRun: verification?.analysisRun?.name,
    };
}
function describeVerification(verification) {
    if (verification === undefined) {
        return 'the verification has not started';
    }
    const run = verification.analysisRun === undefined ? '' : ` (AnalysisRun ${verification.analysisRun.name})`;
    return `verification: ${verification.phase ?? 'started'}${run}`;
}
function checkedBy(stage, aim, verification) {
    if (aim.waitFor === 'verified' && verification?.analysisRun !== undefined) {
        return 'analysis';
    }
    return (stage.status?.lastPromotion?.status?.healthChecks ?? []).length > 0 ? 'health' : 'none';
}
function assessAbsence(stage, aim) {
    const last = stage.status?.lastPromotion;
    const wasThere = stage.status?.freightHistory?.some((entry) => freightIn(entry, aim.freight) !== undefined);
    const mayStillCome = aim.promotion === undefined && !wasThere;
    if (last === undefined || last.name === aim.promotion?.name || mayStillCome) {
        return { kind: 'waiting', for: 'promotion', text: 'the Freight is not in the Stage yet' };
    }
    const now = Object.values(stage.status?.freightHistory?.[0]?.items ?? {}).map((freight) => freight.name);
    if ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) === 'Succeeded') {
        return {
            kind: 'superseded',
            text: `Promotion ${last.name} has put other Freight there (${now.join(', ') || 'none'})`,
        };
    }
    return wasThere
        ? { kind: 'superseded', text: `other Freight is there now (${now.join(', ') || 'none'})` }
        : {
            kind: 'not-assessable',
            text: `the Freight is not in the Stage's history, and Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards`,
        };
}
function freightIn(collection, freight) {
    return Object.values(collection?.items ?? {}).find((item) => item.name === freight);
}
function isSameOrLater(last, ours) {
    if (last === undefined) {
        return false;
    }
    if (last.name === ours.name || ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(last.name) && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(ours.name))) {
        return last.name >= ours.name;
    }
    return ours.finishedAt !== undefined && (last.finishedAt ?? '') >= ours.finishedAt;
}


/***/ })),

/***/ 52305:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $A: () => (/* binding */ bornAt),
/* harmony export */   Uy: () => (/* binding */ isControlFlow),
/* harmony export */   rI: () => (/* binding */ conditionOf),
/* harmony export */   y3: () => (/* binding */ originKey)
/* harmony export */ });
function conditionOf(object, type) {
    return object.status?.conditions?.find((condition) => condition.type === type);
}
function originKey(origin) {
    return `${origin.kind}/${origin.name}`;
}
function isControlFlow(stage) {
    return (stage.spec.promotionTemplate?.spec?.steps ?? []).length === 0;
}
function bornAt(freight) {
    return freight.discoveredAt ?? freight.metadata.creationTimestamp ?? '';
}


/***/ })),

/***/ 93508:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ followPromotion),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64444);
/* harmony import */ var _kargo_watch_follow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69982);
/* harmony import */ var _outage_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11690);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(55005);
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4948);







const explainQueueAfter = 1_500;
async function followPromotion(task, first, onVersion) {
    const watching = new PromotionWatch(task, first, onVersion);
    const follower = (0,_kargo_watch_follow_js__WEBPACK_IMPORTED_MODULE_3__/* .follow */ .e)(task.client, 'promotions', first.metadata.name);
    try {
        for (;;) {
            const sighting = await follower.next(watching.patience());
            if (sighting?.kind === 'gone') {
                return judgeEnd(await lastWordOf(task, first));
            }
            const end = sighting?.kind === 'version' ? watching.see(sighting.object) : undefined;
            if (end !== undefined) {
                return end;
            }
            if (sighting === undefined) {
                watching.stillWaiting();
            }
            else if (sighting.kind === 'trouble') {
                watching.outage.began(sighting.text);
            }
            else if (sighting.kind === 'recovered') {
                watching.outage.ended();
            }
        }
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3 ? watching.timedOut(error) : error;
    }
    finally {
        follower.close();
    }
}
class PromotionWatch {
    #task;
    #onVersion;
    #newest;
    #said = '';
    outage;
    #queueExplained = false;
    constructor(task, first, onVersion) {
        this.#task = task;
        this.outage = new _outage_js__WEBPACK_IMPORTED_MODULE_5__/* .Outage */ .a(task.log);
        this.#newest = first;
        this.#said = describeProgress(first);
        this.#onVersion = onVersion;
    }
    patience() {
        return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(this.#newest.status) === 'Pending' && !this.#queueExplained
            ? explainQueueAfter
            : _task_js__WEBPACK_IMPORTED_MODULE_6__/* .heartbeatMs */ .f;
    }
    see(promotion) {
        this.#newest = promotion;
        this.#onVersion(promotion);
        this.#say(describeProgress(promotion));
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(promotion.status)) {
            return judgeEnd(promotion);
        }
        const request = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .awaitedPullRequest */ .wP)(promotion);
        return request !== undefined && this.#task.options['wait-for'] === 'pull-request'
            ? { end: 'pull-request-open', promotion }
            : undefined;
    }
    #say(line, isDue = false) {
        if (line !== this.#said || isDue) {
            this.#task.log.info(line === this.#said ? `still ${line}` : line);
            this.#said = line;
        }
    }
    stillWaiting() {
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(this.#newest.status) !== 'Pending') {
            this.#task.log.info(`still ${describeProgress(this.#newest)}`);
            return;
        }
        this.#queueExplained = true;
        this.#explainQueue().catch(() => undefined);
    }
    async #explainQueue() {
        const { client, stage } = this.#task;
        const ahead = (0,_situation_js__WEBPACK_IMPORTED_MODULE_4__/* .whatIsAhead */ .Om)(await (0,_situation_js__WEBPACK_IMPORTED_MODULE_4__/* .readSituation */ .ZN)(client, stage), this.#newest.metadata.name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(this.#newest.status) === 'Pending') {
            this.#say(ahead === undefined ? 'Pending, and nothing is seen ahead of it' : `Pending: ${ahead}`, true);
        }
    }
    timedOut(cause) {
        const { stage } = this.#task;
        const { name } = this.#newest.metadata;
        if (this.outage.words !== undefined) {
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `the time was over while Kargo could not be asked about Promotion ${name} in Stage "${stage}": ${this.outage.words}`, cause);
        }
        const message = `the time was over while Promotion ${name} in Stage "${stage}" was ${this.#said || describeProgress(this.#newest)}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: timedOutReason(this.#newest), message }, { cause });
    }
}
function timedOutReason(promotion) {
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) === 'Pending') {
        return 'waiting-for-queue';
    }
    return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .awaitedPullRequest */ .wP)(promotion) === undefined ? 'waiting-for-promotion' : 'waiting-for-pull-request';
}
function describeProgress(promotion) {
    const request = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .awaitedPullRequest */ .wP)(promotion);
    const step = request === undefined ? failingButRetried(promotion) : undefined;
    return [
        (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .progressOf */ .jA)(promotion),
        ...(request === undefined ? [] : [`waits for the pull request ${request.url}`]),
        ...(step === undefined ? [] : [`will be tried again after: ${step.message}`]),
    ].join(', ');
}
function failingButRetried(promotion) {
    return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) === 'Running'
        ? (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .stepsOf */ .B_)(promotion).find((step) => ['Failed', 'Errored'].includes(step.status) && !step.continueOnError)
        : undefined;
}
async function lastWordOf({ client, stage }, promotion) {
    const { name } = promotion.metadata;
    const last = (await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getStage(stage)))?.status?.lastPromotion;
    if (last?.name !== name || last.status === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', `Promotion ${name} of Stage "${stage}" was deleted before its end was seen`);
    }
    return { ...promotion, status: last.status };
}
function judgeEnd(promotion) {
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) === 'Succeeded') {
        return { end: 'succeeded', promotion };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv(failureOf(promotion));
}
function failureOf(promotion) {
    const { name } = promotion.metadata;
    const phase = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status);
    const reason = phase === 'Failed' ? 'promotion-failed' : phase === 'Aborted' ? 'promotion-aborted' : 'promotion-errored';
    const step = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .failingStep */ .HB)(promotion);
    const where = step === undefined
        ? ''
        : ` at step ${step.number} "${step.alias}"${step.uses === '' ? '' : ` (${step.uses})`}`;
    const words = step?.message || promotion.status?.message || 'it does not say why';
    const hint = nothingToChange(promotion)
        ? ' Nothing was to be changed: Git already holds this Freight, so no pull request was opened, and the template does not provide for that.'
        : '';
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)(reason, `Promotion ${name} to Stage "${promotion.spec.stage}" ended ${phase}${where}: ${words}${hint}`).verdict;
}
function nothingToChange(promotion) {
    return ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) === 'Errored' &&
        (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .stepsOf */ .B_)(promotion).some((step) => step.uses === 'git-open-pr' && step.status === 'Skipped') &&
        (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .pullRequestsOf */ .Tb)(promotion).length === 0);
}


/***/ })),

/***/ 11690:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Outage)
/* harmony export */ });
class Outage {
    #log;
    #words;
    constructor(log) {
        this.#log = log;
    }
    get words() {
        return this.#words;
    }
    began(words) {
        if (this.#words === undefined) {
            this.#log.info(`no news from Kargo, trying on: ${words}`);
        }
        this.#words = words;
    }
    ended() {
        if (this.#words !== undefined) {
            this.#log.info('Kargo answers again');
        }
        this.#words = undefined;
    }
}


/***/ })),

/***/ 55005:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LD: () => (/* binding */ decide),
/* harmony export */   Om: () => (/* binding */ whatIsAhead),
/* harmony export */   ZN: () => (/* binding */ readSituation)
/* harmony export */ });
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);
/* harmony import */ var _kargo_stage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2642);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);



async function readSituation(client, stage) {
    const [read, promotions] = await Promise.all([client.getStage(stage), client.listPromotions(stage)]);
    return { stage: read, promotions };
}
function decide({ stage, promotions }, freight, { waitFor, force }) {
    if ((0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .isControlFlow */ .Uy)(stage)) {
        return { kind: 'control-flow' };
    }
    const ours = promotions.filter((promotion) => promotion.spec.freight === freight.metadata.name);
    const going = ours.find((promotion) => !(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(promotion.status));
    if (going !== undefined) {
        return { kind: 'adopt', promotion: going };
    }
    const newest = promotions.at(-1);
    const last = stage.status?.lastPromotion;
    if (newest !== undefined && newest === ours.at(-1) && isSucceeded(newest) && !isTakenOver(last, newest)) {
        return { kind: 'adopt', promotion: newest };
    }
    if (force) {
        return { kind: 'create' };
    }
    return decideByStage({ stage, promotions }, freight, waitFor);
}
function decideByStage({ stage, promotions }, freight, waitFor) {
    const last = stage.status?.lastPromotion;
    const isThere = (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_1__/* .freightIn */ .Lg)(stage.status?.freightHistory?.[0], freight.metadata.name) !== undefined;
    const isQuiet = promotions.every((promotion) => (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(promotion.status) && isTakenOver(last, promotion)) &&
        stage.status?.currentPromotion === undefined;
    if (isThere && isQuiet && (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last?.status) === 'Succeeded') {
        const state = settled(stage, freight, waitFor);
        if (typeof state === 'object') {
            return { kind: 'unchanged', checked: state.checked };
        }
        const promotion = promotions.find((candidate) => candidate.metadata.name === last?.name);
        if (state === 'settling' && promotion?.spec.freight === freight.metadata.name) {
            return { kind: 'adopt', promotion };
        }
        return { kind: 'create' };
    }
    return isAutoPromotionExpected({ stage, promotions }, freight)
        ? { kind: 'auto-promotion-expected' }
        : { kind: 'create' };
}
function settled(stage, freight, waitFor) {
    if (waitFor !== 'healthy' && waitFor !== 'verified') {
        return { checked: undefined };
    }
    const state = (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_1__/* .assessStage */ .FH)(stage, { freight: freight.metadata.name, waitFor });
    if (state.kind === 'good') {
        const isVerified = freight.status?.verifiedIn?.[stage.metadata.name] !== undefined;
        return waitFor === 'healthy' || isVerified ? { checked: state.checked } : 'settling';
    }
    return state.kind === 'waiting' ? 'settling' : 'bad';
}
function isSucceeded(promotion) {
    return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(promotion.status) === 'Succeeded';
}
function isTakenOver(last, promotion) {
    return (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_1__/* .isSameOrLater */ .sZ)(last, {
        name: promotion.metadata.name,
        finishedAt: promotion.status?.finishedAt,
    });
}
function isAutoPromotionExpected({ stage, promotions }, freight) {
    const origin = freight.origin === undefined ? '' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(freight.origin);
    const current = stage.status?.freightHistory?.[0]?.items?.[origin];
    return (stage.status?.autoPromotionEnabled === true &&
        current?.name !== freight.metadata.name &&
        promotions.every((promotion) => promotion.spec.freight !== freight.metadata.name));
}
function whatIsAhead({ stage, promotions }, own) {
    const ahead = promotions.filter((promotion) => !(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .isTerminal */ .Hd)(promotion.status) && (own === undefined || promotion.metadata.name < own));
    if (ahead.length > 0) {
        const names = ahead.map((promotion) => `${promotion.metadata.name} (${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(promotion.status)})`);
        return `${ahead.length === 1 ? 'Promotion' : 'Promotions'} ${names.join(', ')} ${ahead.length === 1 ? 'is' : 'are'} ahead of it`;
    }
    const verification = stage.status?.freightHistory?.[0]?.verificationHistory?.[0];
    const isVerifying = verification !== undefined && ['', 'Pending', 'Running'].includes(verification.phase ?? '');
    return isVerifying
        ? `the verification of the Freight that is there now is not finished${verification.analysisRun ? ` (AnalysisRun ${verification.analysisRun.name})` : ''}`
        : undefined;
}


/***/ }))

};
;