"use strict";
exports.id = 5574;
exports.ids = [5574];
exports.modules = {

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


/***/ })),

/***/ 50930:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evidenceOf),
/* harmony export */   m: () => (/* binding */ evidenceOfPromotion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);



async function evidenceOfPromotion(client, promotion) {
    const { metadata, spec, status } = promotion;
    const name = spec.freight ?? status?.freight?.name ?? '';
    const [stage, freight] = await Promise.all([
        client.getStage(spec.stage),
        (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getFreight(name)),
    ]);
    const remembered = status?.freight;
    if (freight === undefined && remembered === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-found', `Freight ${name} of Promotion ${metadata.name} does not exist (any more).`);
    }
    const known = freight ?? { metadata: { name }, ...remembered };
    return { ...evidenceOf(stage, known), promotion: metadata.name };
}
function evidenceOf(stage, freight) {
    const { name } = stage.metadata;
    const { origin, alias, status } = freight;
    const key = origin === undefined ? '' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(origin);
    const sources = (stage.spec.requestedFreight ?? [])
        .filter((request) => (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(request.origin) === key)
        .map((request) => request.sources ?? {});
    const upstream = [...new Set(sources.flatMap(({ stages }) => stages ?? []))];
    return {
        stage: name,
        freight: { ...freight, name: freight.metadata.name, alias },
        current: stage.status?.freightHistory?.[0]?.items?.[key],
        promotion: undefined,
        upstream: upstream.map((from) => ({ stage: from, verifiedAt: verifiedAt(status, from) })),
        direct: sources.some(({ direct }) => direct === true),
        approved: status?.approvedFor?.[name] !== undefined,
    };
}
function verifiedAt(status, stage) {
    const verified = status?.verifiedIn?.[stage];
    return verified === undefined ? undefined : (verified.verifiedAt ?? '');
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

/***/ 28157:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ evidenceReport)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65453);

const mostRows = 60;
const mostOfSubject = 100;
function evidenceReport(client, evidence) {
    const { stage, freight, promotion } = evidence;
    const name = freight.alias ?? freight.name.slice(0, 7);
    return [
        `### ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(name, client.uiLink('freight', freight.name))} to ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage))}`,
        '',
        comparison(evidence),
        '',
        `- Freight ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(freight.name)} of Warehouse ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(freight.origin?.name ?? '?')}`,
        ...(promotion === undefined
            ? []
            : [`- Promotion ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(promotion, client.uiLink('promotion', promotion))}`]),
        ...reasons(client, evidence).map((reason) => `- ${reason}`),
    ].join('\n');
}
function comparison({ stage, freight, current }) {
    const before = new Map(rowsOf(current).map((row) => [keyOf(row), row]));
    const after = new Map(rowsOf(freight).map((row) => [keyOf(row), row]));
    const keys = [...new Set([...after.keys(), ...before.keys()])];
    const rows = keys.slice(0, mostRows).map((key) => {
        const [was, is] = [before.get(key), after.get(key)];
        const { kind, place } = is ?? was ?? { kind: '', place: '' };
        return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(place), was?.version ?? '\u2013', is === undefined ? '\u2013' : marked(is, was)];
    });
    const left = keys.length - rows.length;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'artifact', `in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(stage)} now`, 'after the merge'], rows),
        ...(left === 0 ? [] : ['', `and ${left} more`]),
    ].join('\n');
}
function marked(is, was) {
    return is.version === was?.version ? `${is.version} (same)` : is.version;
}
function keyOf({ kind, place }) {
    return `${kind} ${place}`;
}
function rowsOf(freight) {
    return [
        ...(freight?.images ?? []).map(({ repoURL, tag, digest }) => ({
            kind: 'image',
            place: repoURL,
            version: [tag, digest].filter(Boolean).map(codeOf).join(' '),
        })),
        ...(freight?.charts ?? []).map(({ repoURL, name, version }) => ({
            kind: 'chart',
            place: [repoURL, name].filter(Boolean).join('/'),
            version: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(version),
        })),
        ...(freight?.commits ?? []).map(({ repoURL, tag, id, message }) => ({
            kind: 'commit',
            place: repoURL,
            version: [...[tag, id].filter(Boolean).map(codeOf), subjectOf(message)].filter(Boolean).join(' '),
        })),
    ];
}
function codeOf(value) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(value ?? '');
}
function subjectOf(message) {
    const subject = (message ?? '').split('\n')[0]?.slice(0, mostOfSubject) ?? '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(subject);
}
function reasons(client, { upstream, direct, approved }) {
    return [
        ...upstream.map(({ stage, verifiedAt }) => {
            const there = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage));
            return verifiedAt === undefined
                ? `**not verified** in ${there}`
                : `verified in ${there}${verifiedAt === '' ? '' : ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(verifiedAt)}`}`;
        }),
        ...(direct ? ['may come straight from its Warehouse'] : []),
        ...(approved ? ['approved for this Stage'] : []),
    ];
}


/***/ }))

};
;