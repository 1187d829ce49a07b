"use strict";
exports.id = 5794;
exports.ids = [5794];
exports.modules = {

/***/ 64444:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wP: () => (/* binding */ awaitedPullRequest),
  HB: () => (/* binding */ failingStep),
  hf: () => (/* binding */ hasOrderedName),
  Hd: () => (/* binding */ isTerminal),
  Lt: () => (/* binding */ outsideEffect),
  hU: () => (/* binding */ phaseOf),
  jA: () => (/* binding */ progressOf),
  Tb: () => (/* binding */ pullRequestsOf),
  WI: () => (/* binding */ pushesOf),
  B_: () => (/* binding */ stepsOf),
  iq: () => (/* binding */ toleratedFailures)
});

// UNUSED EXPORTS: currentStep

;// CONCATENATED MODULE: ./build/kargo/expression.js
const deepest = 5;
function workOut(text, promotion, step) {
    const { name, namespace } = promotion.metadata;
    const variables = [...(promotion.spec.vars ?? []), ...(step.vars ?? [])];
    const values = new Map([
        ...variables.map(({ name: own, value }) => [`vars.${own}`, value ?? '']),
        ['ctx.project', namespace],
        ['ctx.stage', promotion.spec.stage],
        ['ctx.promotion', name],
    ]);
    let result = text;
    for (let depth = 0; depth < deepest && result.includes('${{'); depth++) {
        result = result.replace(/\$\{\{\s*((?:ctx|vars)\.\w+)\s*\}\}/g, (expression, word) => values.get(word) ?? expression);
    }
    return result.includes('${{') ? undefined : result;
}

;// CONCATENATED MODULE: ./build/kargo/promotion.js

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Errored', 'Aborted'];
function phaseOf(status) {
    const phase = status?.phase ?? '';
    if (phase === '') {
        return 'Pending';
    }
    return phases.includes(phase) ? phase : 'Unknown';
}
function isTerminal(status) {
    return ['Succeeded', 'Failed', 'Errored', 'Aborted'].includes(phaseOf(status));
}
function stepsOf(promotion) {
    const metadata = promotion.status?.stepExecutionMetadata ?? [];
    return metadata.map((entry, index) => stepOf(entry, index, promotion.spec.steps?.[index]));
}
function stepOf(entry, index, step) {
    return {
        number: index + 1,
        alias: entry.alias ?? step?.as ?? `step-${index + 1}`,
        uses: step?.uses ?? '',
        status: entry.status ?? '',
        message: entry.message ?? '',
        continueOnError: entry.continueOnError ?? false,
    };
}
function failingStep(promotion) {
    return stepsOf(promotion).find((step) => ['Failed', 'Errored', 'Aborted'].includes(step.status) && !step.continueOnError);
}
function toleratedFailures(promotion) {
    return stepsOf(promotion).filter((step) => ['Failed', 'Errored'].includes(step.status) && step.continueOnError);
}
function pullRequestsOf(promotion) {
    const byUrl = new Map();
    for (const step of promotion.spec.steps ?? []) {
        if (step.uses === 'git-open-pr' || step.uses === 'git-wait-for-pr') {
            const found = pullRequestIn(promotion.status?.state?.[step.as ?? '']);
            if (found !== undefined) {
                const base = targetBranchOf(promotion, step) ?? byUrl.get(found.url)?.base;
                byUrl.set(found.url, { ...found, base, branch: pushesOf(promotion).at(-1)?.branch });
            }
        }
    }
    return [...byUrl.values()];
}
function targetBranchOf(promotion, step) {
    const branch = fieldOf(fieldOf(step, 'config'), 'targetBranch');
    return typeof branch === 'string' ? workOut(branch, promotion, step) || undefined : undefined;
}
function pullRequestIn(output) {
    const pr = fieldOf(output, 'pr');
    const [id, url] = [fieldOf(pr, 'id'), fieldOf(pr, 'url')];
    if (typeof url !== 'string' || (typeof id !== 'number' && typeof id !== 'string')) {
        return undefined;
    }
    const [open, merged] = [fieldOf(pr, 'open'), fieldOf(pr, 'merged')];
    return {
        number: String(id),
        url,
        open: typeof open === 'boolean' ? open : undefined,
        merged: typeof merged === 'boolean' ? merged : undefined,
    };
}
function pushesOf(promotion) {
    return (promotion.spec.steps ?? []).flatMap((step) => {
        const output = /^(?:git|github)-push$/.test(step.uses ?? '')
            ? promotion.status?.state?.[step.as ?? '']
            : undefined;
        const [branch, commit] = [fieldOf(output, 'branch'), fieldOf(output, 'commit')];
        return typeof branch === 'string'
            ? [{ branch, commit: typeof commit === 'string' && commit !== '' ? commit : undefined }]
            : [];
    });
}
function fieldOf(value, field) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
function currentStep(promotion) {
    const index = promotion.status?.currentStep ?? 0;
    const step = promotion.spec.steps?.[index];
    return step === undefined
        ? undefined
        : stepOf(promotion.status?.stepExecutionMetadata?.[index] ?? {}, index, step);
}
function awaitedPullRequest(promotion) {
    const step = currentStep(promotion);
    if (phaseOf(promotion.status) !== 'Running' || !/^git-(wait-for|merge)-pr$/.test(step?.uses ?? '')) {
        return undefined;
    }
    const requests = pullRequestsOf(promotion);
    const own = pullRequestIn(promotion.status?.state?.[step?.alias ?? '']);
    return (requests.find((request) => request.url === own?.url) ??
        requests.findLast((request) => request.merged !== true));
}
const harmless = new Set([
    'compose-output',
    'copy',
    'delete',
    'fail',
    'git-clear',
    'git-clone',
    'git-commit',
    'git-overwrite',
    'hcl-update',
    'helm-template',
    'helm-update-chart',
    'http-download',
    'json-parse',
    'json-update',
    'kustomize-build',
    'kustomize-set-image',
    'oci-download',
    'toml-parse',
    'toml-update',
    'untar',
    'yaml-merge',
    'yaml-parse',
    'yaml-update',
]);
function outsideEffect(promotion) {
    return stepsOf(promotion).find((step) => (step.status === 'Succeeded' || (step.status === 'Running' && step.uses === 'argocd-update')) &&
        !harmless.has(step.uses) &&
        !isReadingHttp(promotion, step));
}
function isReadingHttp(promotion, step) {
    const config = fieldOf(promotion.spec.steps?.[step.number - 1], 'config');
    const method = fieldOf(config, 'method');
    return step.uses === 'http' && (method === undefined || method === 'GET' || method === 'HEAD');
}
function progressOf(promotion) {
    const phase = phaseOf(promotion.status);
    if (phase === 'Unknown') {
        return `in the phase "${promotion.status?.phase}", which this version does not know`;
    }
    const step = phase === 'Running' ? currentStep(promotion) : undefined;
    if (step === undefined) {
        return phase;
    }
    const where = `step ${step.number} of ${promotion.spec.steps?.length ?? '?'} "${step.alias}"`;
    return `Running, ${where}${step.uses === '' ? '' : ` (${step.uses})`}`;
}
function hasOrderedName(name) {
    return /\.[0-9a-hjkmnp-tv-z]{26}\.[0-9a-f]{7}$/.test(name);
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


/***/ })),

/***/ 4948:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ logFor),
/* harmony export */   f: () => (/* binding */ heartbeatMs)
/* harmony export */ });
const heartbeatMs = 60_000;
function logFor(log, stage) {
    return {
        info: (text) => log.info(`${stage}: ${text}`),
        warning: (text) => log.warning(`${stage}: ${text}`),
        error: (text, title) => log.error(`${stage}: ${text}`, title),
        debug: (text) => log.debug(`${stage}: ${text}`),
        section: (title) => log.section(title),
    };
}


/***/ })),

/***/ 65453:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   om: () => (/* binding */ block),
/* harmony export */   tp: () => (/* binding */ table)
/* harmony export */ });
const apart = '&#8203;';
function text(foreign) {
    return oneLine(foreign)
        .replace(/[\\`*_{}[\]()#+!|<>~$]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/&(?!#\d+;)/g, '&amp;')
        .replace(/@/g, '&#64;')
        .replace(/(&#(?:64|35|33|126|36);|&amp;|%|\bGH-)(?=["\w])/gi, `$1${apart}`)
        .replace(/:\/\//g, `&#58;${apart}//`)
        .replace(/\bwww\./gi, 'www&#46;');
}
function code(foreign) {
    const content = oneLine(foreign).replaceAll('|', '\\|');
    const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return longest === 0 ? `${fence}${content}${fence}` : `${fence} ${content} ${fence}`;
}
function block(foreign) {
    const content = printable(foreign, '\n');
    const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = '`'.repeat(longest + 1);
    return `${fence}text\n${content}\n${fence}`;
}
function link(label, url) {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (target === undefined || !['http:', 'https:'].includes(target.protocol)) {
        return text(label);
    }
    return `[${text(label)}](<${target.href.replaceAll('<', '%3C').replaceAll('>', '%3E')}>)`;
}
function table(head, rows) {
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
function oneLine(foreign) {
    return printable(foreign, ' ').replace(/\s+/g, ' ').trim();
}
function printable(foreign, lineEnd) {
    return foreign.replace(/\r\n?|\n/g, lineEnd).replace(/[^\P{C}\n\t]/gu, '');
}


/***/ }))

};
;