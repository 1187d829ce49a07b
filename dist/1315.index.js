"use strict";
exports.id = 1315;
exports.ids = [1315];
exports.modules = {

/***/ 54741:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ soakedMs),
/* harmony export */   i9: () => (/* binding */ soakLeft),
/* harmony export */   nZ: () => (/* binding */ whyNotAvailable)
/* harmony export */ });
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20349);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52305);


function whyNotAvailable(stage, freight, now) {
    const requests = stage.spec.requestedFreight ?? [];
    const own = requests.filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    if (own.length === 0) {
        const wanted = requests.map((request) => (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin)).join(', ') || 'nothing';
        const from = freight.origin === undefined ? 'an unknown origin' : (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin);
        return [`Stage "${stage.metadata.name}" takes Freight of ${wanted}, and this is of ${from}`];
    }
    if (freight.status?.approvedFor?.[stage.metadata.name] !== undefined) {
        return [];
    }
    const reasons = own.map((request) => whyNotByRequest(request, freight, now));
    return reasons.some((list) => list.length === 0) ? [] : reasons.flat();
}
function whyNotByRequest(request, freight, now) {
    const { direct, stages, requiredSoakTime, availabilityStrategy } = request.sources ?? {};
    if (direct === true) {
        return [];
    }
    const upstream = stages ?? [];
    const missing = upstream.flatMap((stage) => whyNotFrom(stage, requiredSoakTime, { freight, now }));
    if (missing.length === 0) {
        return upstream.length > 0 ? [] : ['the Stage names no source for it'];
    }
    if (availabilityStrategy === 'All') {
        return [`${missing.join('; ')} (all of ${upstream.join(', ')} are required)`];
    }
    return missing.length < upstream.length ? [] : [missing.join('; ')];
}
function whyNotFrom(upstream, requiredSoakTime, { freight, now }) {
    const verified = freight.status?.verifiedIn?.[upstream];
    if (verified === undefined) {
        const there = freight.status?.currentlyIn?.[upstream] !== undefined;
        return [`it is not verified in Stage "${upstream}"${there ? ', though it is there' : ''}`];
    }
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(requiredSoakTime ?? '') ?? 0;
    const soaked = soakedMs(freight, upstream, now);
    return soaked >= required
        ? []
        : [
            `it has soaked ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(soaked)} of the required ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required)} in Stage "${upstream}" (${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required - soaked)} left)`,
        ];
}
function soakedMs(freight, stage, now) {
    const longest = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(freight.status?.verifiedIn?.[stage]?.longestSoak ?? '') ?? 0;
    const since = Date.parse(freight.status?.currentlyIn?.[stage]?.since ?? '');
    return Math.max(longest, Number.isNaN(since) ? 0 : now - since);
}
function soakLeft(stage, freight, now) {
    if (whyNotAvailable(stage, freight, now).length === 0) {
        return 0;
    }
    const own = (stage.spec.requestedFreight ?? []).filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    const times = own
        .map((request) => soakLeftByRequest(request, freight, now))
        .filter((left) => left !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
}
function soakLeftByRequest({ sources }, freight, now) {
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(sources?.requiredSoakTime ?? '') ?? 0;
    const left = (sources?.stages ?? []).map((upstream) => freight.status?.verifiedIn?.[upstream] === undefined
        ? undefined
        : Math.max(0, required - soakedMs(freight, upstream, now)));
    const known = left.filter((ms) => ms !== undefined);
    if (sources?.availabilityStrategy === 'All') {
        return known.length < left.length || known.length === 0 ? undefined : Math.max(...known);
    }
    return known.length === 0 ? undefined : Math.min(...known);
}


/***/ })),

/***/ 89311:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ sayLogs),
/* harmony export */   g: () => (/* binding */ explainAnalysis)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44516);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2253);
/* harmony import */ var _kargo_watch_sse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81209);




const most = { metrics: 3, ms: 5_000, characters: 4_000, lines: 20 };
async function explainAnalysis(client, name) {
    if (name === undefined) {
        return { words: '', logs: [] };
    }
    const run = await ifReadable(client.getAnalysisRun(name));
    const bad = (run?.status?.metricResults ?? []).filter((metric) => metric.phase !== 'Successful');
    const metrics = bad.map((metric) => {
        const words = metric.message || metric.measurements?.at(-1)?.message || '';
        return `metric "${metric.name ?? '?'}" ${metric.phase ?? '?'}${words === '' ? '' : `: ${words}`}`;
    });
    const details = [...(run?.status?.message ? [run.status.message] : []), ...metrics].join('; ');
    const names = bad.map((metric) => metric.name).filter((metric) => metric !== undefined);
    const ends = names.slice(0, most.metrics).map((metric) => endOfLog(client, name, metric));
    return {
        words: ` (AnalysisRun ${name}${details === '' ? '' : `: ${details}`})`,
        logs: (await Promise.all(ends)).filter(({ text }) => text !== ''),
    };
}
function sayLogs(log, logs) {
    for (const { metric, text } of logs) {
        log.info(`the end of the log of metric "${metric}":\n${text}`);
    }
}
async function ifReadable(reading) {
    return reading.catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .KargoError */ .pv) {
            return undefined;
        }
        throw error;
    });
}
async function endOfLog(client, run, metric) {
    const limits = { clock: client.clock, cancelled: client.signal };
    let text = '';
    await (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(limits, most.ms, async ({ signal }) => {
        const stream = await ifReadable(client.analysisLog(run, metric, signal));
        for await (const event of (0,_kargo_watch_sse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseEvents */ .P)(stream?.chunks ?? nothing())) {
            text = `${text}${event.kind === 'data' ? event.data : ''}`.slice(-most.characters);
        }
    }).catch((error) => {
        client.signal.throwIfAborted();
        if (!(error instanceof _http_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .w || error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DeadlineError */ .j3)) {
            throw error;
        }
    });
    return { metric, text: text.trimEnd().split('\n').slice(-most.lines).join('\n') };
}
async function* nothing() { }


/***/ })),

/***/ 66911:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ followStage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20349);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _kargo_stage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2642);
/* harmony import */ var _kargo_watch_follow_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69982);
/* harmony import */ var _analysis_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(89311);
/* harmony import */ var _outage_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11690);
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4948);








const pace = { settle: 1_000, verifiedInFirst: 500, verifiedInMost: 10_000, nudgeAfter: 60_000 };
async function followStage(task, aim) {
    const watching = new StageWatch(task, aim);
    const follower = (0,_kargo_watch_follow_js__WEBPACK_IMPORTED_MODULE_4__/* .follow */ .e)(task.client, 'stages', task.stage);
    try {
        for (;;) {
            const sighting = await follower.next(watching.patience());
            if (sighting?.kind === 'gone') {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', `Stage "${task.stage}" was deleted while it was waited for`);
            }
            if (sighting?.kind === 'trouble') {
                watching.outage.began(sighting.text);
                continue;
            }
            if (sighting?.kind === 'recovered') {
                watching.outage.ended();
                continue;
            }
            if (sighting?.kind === 'version') {
                watching.see(sighting.object);
            }
            const checked = await watching.judge();
            if (checked !== undefined) {
                return checked;
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
class StageWatch {
    #task;
    #aim;
    #stage;
    #state;
    #unhealthySince;
    #lastNews;
    #line = '';
    #said = '';
    #spokenAt;
    outage;
    #nudged = false;
    constructor(task, aim) {
        this.#task = task;
        this.outage = new _outage_js__WEBPACK_IMPORTED_MODULE_6__/* .Outage */ .a(task.log);
        this.#aim = aim;
        this.#lastNews = task.client.clock.now();
        this.#spokenAt = this.#lastNews;
    }
    patience() {
        if (this.#state?.kind === 'good') {
            const quiet = this.#task.client.clock.now() - this.#lastNews;
            return Math.min(pace.verifiedInMost, Math.max(pace.verifiedInFirst, quiet / 2));
        }
        const line = this.#line === this.#said ? _task_js__WEBPACK_IMPORTED_MODULE_7__/* .heartbeatMs */ .f : pace.settle;
        return this.#unhealthySince === undefined ? line : Math.min(line, this.#graceLeft());
    }
    #graceLeft() {
        const { client, options } = this.#task;
        return Math.max(0, options['health-grace'] - (client.clock.now() - (this.#unhealthySince ?? 0)));
    }
    see(stage) {
        const now = this.#task.client.clock.now();
        this.#stage = stage;
        this.#lastNews = now;
        this.#state = (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_3__/* .assessStage */ .FH)(stage, this.#aim);
        this.#unhealthySince = this.#state.kind === 'unhealthy' ? (this.#unhealthySince ?? now) : undefined;
    }
    async judge() {
        const state = this.#state;
        switch (state?.kind) {
            case 'good':
                if (await this.#isVerifiedIn()) {
                    return state.checked;
                }
                this.#say(`verified, and the Freight is not marked so yet`);
                break;
            case 'waiting':
                this.#say(state.text);
                break;
            case 'unhealthy':
                this.#say(`Unhealthy: ${state.text}`);
                if (this.#graceLeft() === 0) {
                    throw this.#failed('unhealthy', `stayed Unhealthy for ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(this.#task.options['health-grace'])}: ${state.text}`);
                }
                break;
            case 'superseded':
                throw this.#failed('superseded', `does not have Freight ${this.#aim.freight} any more: ${state.text}`);
            case 'not-assessable':
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('not-assessable', `Stage "${this.#task.stage}" cannot be assessed: ${state.text}.`);
            case 'verification-failed':
            case 'verification-error':
            case 'verification-inconclusive':
                throw await this.#notVerified(state.kind, state);
            default:
                break;
        }
        await this.#nudge();
        return undefined;
    }
    async #notVerified(reason, { text, analysisRun }) {
        const { words, logs } = await (0,_analysis_js__WEBPACK_IMPORTED_MODULE_5__/* .explainAnalysis */ .g)(this.#task.client, analysisRun);
        (0,_analysis_js__WEBPACK_IMPORTED_MODULE_5__/* .sayLogs */ .N)(this.#task.log, logs);
        return this.#failed(reason, `${text}${words}`);
    }
    #failed(reason, text) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)(reason, `Stage "${this.#task.stage}": ${text}`);
    }
    async #isVerifiedIn() {
        if (this.#aim.waitFor !== 'verified') {
            return true;
        }
        const freight = await this.#readFreight();
        if (freight === 'unreadable') {
            return false;
        }
        this.outage.ended();
        if (freight === undefined) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', `Freight ${this.#aim.freight} was deleted while it was waited for`);
        }
        return freight.status?.verifiedIn?.[this.#task.stage] !== undefined;
    }
    async #readFreight() {
        try {
            return await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(this.#task.client.getFreight(this.#aim.freight));
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv && error.verdict.status === 'unknown') {
                this.outage.began(error.message);
                return 'unreadable';
            }
            throw error;
        }
    }
    async #nudge() {
        const { client, stage } = this.#task;
        const isQuiet = client.clock.now() - this.#lastNews >= pace.nudgeAfter;
        if (isQuiet && !this.#nudged && this.#stage?.status?.currentPromotion === undefined) {
            this.#nudged = true;
            this.#task.log.info('no change for a minute: asking Kargo to look at the Stage again');
            await client.refreshStage(stage).catch((error) => {
                if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv)) {
                    throw error;
                }
                this.#task.log.debug(error.message);
            });
        }
    }
    #say(line) {
        const now = this.#task.client.clock.now();
        const isNew = line !== this.#said;
        const isDue = now - (isNew ? this.#lastNews : this.#spokenAt) >= (isNew ? pace.settle : _task_js__WEBPACK_IMPORTED_MODULE_7__/* .heartbeatMs */ .f);
        this.#line = line;
        if (isDue) {
            this.#task.log.info(isNew ? line : `still waiting: ${line}`);
            this.#said = line;
            this.#spokenAt = now;
        }
    }
    timedOut(cause) {
        const { stage } = this.#task;
        if (this.outage.words !== undefined) {
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `the time was over while Kargo could not be asked about Stage "${stage}": ${this.outage.words}`, cause);
        }
        const message = `the time was over while Stage "${stage}" was waited for: ${this.#line || 'it was not seen yet'}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: this.#timedOutReason(), message }, { cause });
    }
    #timedOutReason() {
        const state = this.#state;
        if (state?.kind === 'waiting') {
            return `waiting-for-${state.for}`;
        }
        return state?.kind === 'good' ? 'waiting-for-verification' : 'waiting-for-health';
    }
}


/***/ })),

/***/ 24443:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ waitInputs),
/* harmony export */   T: () => (/* binding */ endingInputs)
/* harmony export */ });
const waitInputs = {
    'wait-for': {
        type: 'choice',
        choices: ['none', 'pull-request', 'promotion', 'healthy', 'verified'],
        default: 'promotion',
        description: 'How far to wait: "none" (the Promotion exists), "pull-request" (its pull request is open, or it succeeded without one), "promotion" (it succeeded), "healthy" (and the Stage is healthy), "verified" (and the Stage verified the Freight).',
    },
    'health-grace': {
        type: 'duration',
        default: '5m',
        description: 'How long the Stage may be Unhealthy before the job is red.',
    },
    'require-checks': {
        type: 'boolean',
        default: false,
        description: 'Be red when Kargo looked at nothing: a Stage without health checks and without verification is "verified" at once.',
    },
};
const endingInputs = {
    'on-cancel': {
        type: 'choice',
        choices: ['auto', 'abort', 'leave'],
        default: 'auto',
        description: 'When the job is cancelled: "auto" aborts the Promotion that this run created while it runs and has changed nothing outside yet, "abort" aborts it in any case, "leave" leaves it.',
    },
    'on-timeout': {
        type: 'choice',
        choices: ['leave', 'abort'],
        default: 'leave',
        description: 'When the time is over: "leave" leaves the Promotion running, "abort" aborts it if this run created it.',
    },
};


/***/ })),

/***/ 97951:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fN: () => (/* binding */ followExisting),
  aG: () => (/* binding */ promoteToStage),
  Nq: () => (/* binding */ requireChecks)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(54741);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var kargo_promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
;// CONCATENATED MODULE: ./build/promotion/create.js



const lookUp = { forMs: 12_000, pause: 1_000 };
async function createPromotion(client, { stage, promotions }, wanted) {
    const name = stage.metadata.name;
    const { freight } = wanted;
    const outcome = await post(client, name, wanted).catch((error) => {
        throw (0,clock/* isInterruption */.si)(error)
            ? (0,errors/* unknown */.L5)('answer-lost', `promoting to Stage "${name}" was sent, and the run ended (${error.message}) before its answer came: a Promotion may exist.`, error)
            : error;
    });
    if (outcome.kind === 'refused') {
        throw explainRefusal(outcome.error, { stage, promotions }, { freight, now: client.clock.now() });
    }
    const promotion = outcome.kind === 'answered' ? promotionIn(outcome.body) : undefined;
    if (promotion !== undefined) {
        return { operation: 'created', promotion };
    }
    const known = new Set(promotions.map((other) => other.metadata.name));
    const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the name of a Promotion';
    const found = await lookFor(client, name, (candidate) => {
        return candidate.spec.freight === freight.metadata.name && !known.has(candidate.metadata.name);
    }).catch((error) => {
        throw (0,clock/* isInterruption */.si)(error)
            ? (0,errors/* unknown */.L5)('answer-lost', `${why}, and the run ended (${error.message}) while the Promotion was looked for in Stage "${name}": it may exist.`, error)
            : error;
    });
    if (found !== undefined) {
        return { operation: 'adopted', promotion: found };
    }
    throw (0,errors/* unknown */.L5)('answer-lost', `${why}. No new Promotion of Freight ${freight.metadata.name} is to be seen in Stage "${name}", and it was not sent again, for it may still appear. Run the job again: it adopts the Promotion if there is one.`);
}
async function post(client, stage, { freight, origin, log }) {
    const { name } = freight.metadata;
    if (origin !== undefined) {
        const outcome = await client.promote(stage, { origin: `Warehouse/${origin}` });
        if (outcome.kind !== 'refused' || !/exactly one of freight or freightAlias/.test(outcome.error.message)) {
            return outcome;
        }
        log.info(`this Kargo cannot promote by origin: promoting ${freight.alias ?? name}, the newest a moment ago`);
    }
    return client.promote(stage, { freight: name });
}
function promotionIn(body) {
    const bare = typeof body === 'object' && body !== null && 'promotion' in body ? body.promotion : body;
    if (typeof bare !== 'object' || bare === null) {
        return undefined;
    }
    const object = bare;
    const name = object.metadata?.name;
    if (name === undefined || name === '') {
        return undefined;
    }
    if (object.spec?.targets !== undefined && object.spec.steps === undefined) {
        throw (0,errors/* unknown */.L5)('unsupported', `Kargo made the PromotionRequest ${name} and not a Promotion, because the Stage has targets; no API tells what becomes of it.`);
    }
    return object.spec?.stage === undefined ? undefined : object;
}
async function lookFor(client, stage, isIt) {
    const start = client.clock.now();
    for (;;) {
        const promotions = await client.listPromotions(stage).catch((error) => {
            if ((0,errors/* isKargoError */.Rd)(error) && error.verdict.status === 'unknown') {
                return [];
            }
            throw error;
        });
        const found = promotions.find(isIt);
        if (found !== undefined || client.clock.now() - start >= lookUp.forMs) {
            return found;
        }
        await client.clock.sleep(lookUp.pause, client.signal);
    }
}
function explainRefusal(error, { stage }, { freight, now }) {
    if (error.httpStatus === 400 && /is not available to/.test(error.message)) {
        const reasons = (0,availability/* whyNotAvailable */.nZ)(stage, freight, now);
        const because = reasons.length === 0 ? 'the rules as read here do not tell why' : reasons.join('; ');
        return (0,errors/* failed */.gz)('not-available', `${error.message} Why: ${because}.`, error.httpStatus);
    }
    if (error.httpStatus === 422 && /promotion template|promotion steps|no steps|has no/.test(error.message)) {
        return (0,errors/* failed */.gz)('control-flow', `${error.message} The Stage has no promotion steps.`, error.httpStatus);
    }
    return error;
}

// EXTERNAL MODULE: ./build/promotion/stop.js
var promotion_stop = __webpack_require__(52925);
;// CONCATENATED MODULE: ./build/promotion/ending.js


async function verdictOf(error, task, story) {
    const mine = story.operation === 'created' ? story.promotion : undefined;
    if (error instanceof errors/* CancelledError */.cc && task !== undefined) {
        return { status: 'cancelled', message: await cancelledMessage(error, task, { mine, story }) };
    }
    if (error instanceof errors/* DeadlineError */.j3) {
        const message = `the time was over before a Promotion to Stage "${story.stage}" was made or found.`;
        return { status: 'timed-out', reason: 'waiting-for-promotion', message };
    }
    if (!(error instanceof errors/* KargoError */.pv)) {
        throw error;
    }
    if (error.verdict.status !== 'timed-out' || task === undefined || mine === undefined) {
        return error.verdict;
    }
    if (task.ending['on-timeout'] === 'leave') {
        return { ...error.verdict, message: `${error.verdict.message}. It was left running.` };
    }
    const stopped = await (0,promotion_stop/* cleaningUp */.fm)(task.client, (client) => (0,promotion_stop/* stopAnyway */.yk)(client, mine));
    story.promotion = stopped.promotion;
    return { ...error.verdict, message: `${error.verdict.message}. ${stopped.text}.` };
}
async function cancelledMessage(error, task, { mine, story }) {
    const said = `Cancelled by ${error.signal}`;
    if (mine === undefined) {
        const other = story.promotion?.metadata.name;
        return other === undefined
            ? `${said} before a Promotion to Stage "${task.stage}" was made.`
            : `${said}; Promotion ${other} was not created by this run and was left.`;
    }
    if (task.ending['on-cancel'] === 'leave') {
        return `${said}; Promotion ${mine.metadata.name} was left, as on-cancel says.`;
    }
    const stop = task.ending['on-cancel'] === 'abort' ? promotion_stop/* stopAnyway */.yk : promotion_stop/* stopIfSafe */.bK;
    const stopped = await (0,promotion_stop/* cleaningUp */.fm)(task.client, (client) => stop(client, mine));
    story.promotion = stopped.promotion;
    return `${said}; ${stopped.text}.`;
}

// EXTERNAL MODULE: ./build/promotion/follow-promotion.js
var follow_promotion = __webpack_require__(93508);
// EXTERNAL MODULE: ./build/promotion/follow-stage.js
var follow_stage = __webpack_require__(66911);
// EXTERNAL MODULE: ./build/promotion/situation.js
var promotion_situation = __webpack_require__(55005);
;// CONCATENATED MODULE: ./build/promotion/story.js

class Story {
    #task;
    warnings = [];
    operation;
    promotion;
    checked;
    constructor(task) {
        this.#task = task;
    }
    get stage() {
        return this.#task.stage;
    }
    made(made) {
        this.operation = made.operation;
        this.promotion = made.promotion;
        this.#task.onPromotion(made);
        const { name } = made.promotion.metadata;
        this.#task.log.info(`${made.operation} Promotion ${name}, ${(0,kargo_promotion/* progressOf */.jA)(made.promotion)}`);
    }
    warn(text) {
        this.warnings.push(`Stage "${this.#task.stage}": ${text}`);
    }
    end(verdict) {
        const { promotion } = this;
        return {
            stage: this.#task.stage,
            verdict,
            operation: this.operation,
            promotion,
            promotionName: promotion?.metadata.name,
            phase: promotion === undefined ? undefined : (0,kargo_promotion/* phaseOf */.hU)(promotion.status),
            checked: this.checked,
            pullRequest: promotion === undefined
                ? undefined
                : ((0,kargo_promotion/* awaitedPullRequest */.wP)(promotion) ?? (0,kargo_promotion/* pullRequestsOf */.Tb)(promotion).at(-1)),
            warnings: this.warnings,
        };
    }
}

;// CONCATENATED MODULE: ./build/promotion/promote-stage.js












const pace = { autoPromotion: 3_000, look: 150, answerAfterCancel: 3_000 };
async function promoteToStage(task, freight) {
    const story = new Story(task);
    try {
        const made = await bring(task, freight, story);
        if (made === undefined) {
            story.operation = 'unchanged';
            return story.end({ status: 'unchanged', message: unchangedMessage(task, freight) });
        }
        story.made(made);
        task.deadline.signal.throwIfAborted();
        await task.beforeFollowing?.(made.promotion);
        const promoted = made.promotion.spec.freight ?? freight.metadata.name;
        return await followToAim(task, made.promotion, { story, freight: promoted });
    }
    catch (error) {
        return story.end(await verdictOf(error, task, story));
    }
}
async function followExisting(task, promotion) {
    const story = new Story({ ...task, onPromotion: () => undefined });
    try {
        story.made({ operation: 'adopted', promotion });
        return await followToAim(task, promotion, { story, freight: promotion.spec.freight ?? '' });
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc) {
            return story.end({
                status: 'cancelled',
                message: `Cancelled; Promotion ${promotion.metadata.name} was left as it is.`,
            });
        }
        return story.end(await verdictOf(error, undefined, story));
    }
}
async function bring(task, freight, story) {
    const { client, stage, options, log } = task;
    const rules = { waitFor: options['wait-for'], force: task.force };
    const start = client.clock.now();
    for (let announced = false;; announced = true) {
        const situation = await (0,promotion_situation/* readSituation */.ZN)(client, stage);
        const decision = (0,promotion_situation/* decide */.LD)(situation, freight, rules);
        switch (decision.kind) {
            case 'unchanged': {
                const meanwhile = announced || task.freightIsNew ? lastOf(situation, freight) : undefined;
                if (meanwhile !== undefined) {
                    return { operation: 'adopted', promotion: meanwhile };
                }
                story.checked = decision.checked;
                requireChecks(task, decision.checked);
                return undefined;
            }
            case 'adopt':
                return { operation: 'adopted', promotion: decision.promotion };
            case 'control-flow':
                throw new errors/* KargoError */.pv({
                    status: 'failed',
                    reason: 'control-flow',
                    message: `Stage "${stage}" has no promotion steps: it only lets Freight pass, and nothing can be promoted to it. Promote to the Stages behind it.`,
                });
            default:
        }
        const mayCome = decision.kind === 'auto-promotion-expected' &&
            (0,availability/* whyNotAvailable */.nZ)(situation.stage, freight, client.clock.now()).length === 0;
        if (!mayCome || client.clock.now() - start >= pace.autoPromotion) {
            return create(task, situation, { freight, story });
        }
        if (!announced) {
            log.info('Kargo promotes to this Stage by itself: giving it a moment');
        }
        await client.clock.sleep(pace.look, client.signal);
    }
}
function lastOf({ stage, promotions }, freight) {
    const last = promotions.find(({ metadata }) => metadata.name === stage.status?.lastPromotion?.name);
    return last?.spec.freight === freight.metadata.name ? last : undefined;
}
async function create(task, situation, { freight, story }) {
    const { client, deadline } = task;
    const older = await olderThanCurrent(task, situation, freight);
    const patient = client.within((0,clock/* later */.NU)(client.clock, deadline.signal, pace.answerAfterCancel));
    deadline.signal.throwIfAborted();
    const made = await createPromotion(patient, situation, { freight, origin: task.origin, log: task.log });
    if (older !== undefined) {
        story.warn(older);
    }
    const held = made.promotion.metadata.annotations?.['kargo.akuity.io/auto-promotion-hold'];
    if (held !== undefined) {
        story.warn(`this is not the Freight that auto-promotion would take, so Kargo stops auto-promotion of ${held} to this Stage until that Freight is promoted (in Kargo's UI, or by promoting the newest).`);
    }
    return made;
}
async function olderThanCurrent({ client }, { stage }, freight) {
    const origin = freight.origin === undefined ? '' : (0,types/* originKey */.y3)(freight.origin);
    const current = stage.status?.freightHistory?.[0]?.items?.[origin]?.name;
    if (current === undefined || current === freight.metadata.name) {
        return undefined;
    }
    const there = await (0,kargo_client/* orMissing */.M)(client.getFreight(current));
    return there !== undefined && (0,types/* bornAt */.$A)(freight) < (0,types/* bornAt */.$A)(there)
        ? `the Freight is older than what the Stage has (${there.alias ?? current}).`
        : undefined;
}
async function followToAim(task, first, { story, freight }) {
    const waitFor = task.options['wait-for'];
    const { name } = first.metadata;
    if (waitFor === 'none') {
        return story.end({
            status: 'succeeded',
            message: `Promotion ${name} to Stage "${task.stage}" exists; it was not waited for.`,
        });
    }
    const followed = await (0,follow_promotion/* followPromotion */.X)(task, first, (promotion) => {
        story.promotion = promotion;
    });
    story.promotion = followed.promotion;
    if (followed.end === 'pull-request-open') {
        const url = (0,kargo_promotion/* awaitedPullRequest */.wP)(followed.promotion)?.url ?? '';
        return story.end({
            status: 'succeeded',
            message: `Promotion ${name} to Stage "${task.stage}" waits for its pull request: ${url}`,
        });
    }
    for (const step of (0,kargo_promotion/* toleratedFailures */.iq)(followed.promotion)) {
        story.warn(`step ${step.number} "${step.alias}" of Promotion ${name} ended ${step.status} and was allowed to: ${step.message}`);
    }
    if (waitFor === 'healthy' || waitFor === 'verified') {
        story.checked = await (0,follow_stage/* followStage */.i)(task, {
            freight,
            waitFor,
            promotion: { name, finishedAt: followed.promotion.status?.finishedAt },
        });
        requireChecks(task, story.checked);
    }
    return story.end({
        status: 'succeeded',
        message: `${sayWhatIsSo(task, story.checked)} (Promotion ${name}).`,
    });
}
function requireChecks({ options, stage }, checked) {
    if (options['require-checks'] && checked === 'none') {
        throw new errors/* KargoError */.pv({
            status: 'unknown',
            reason: 'not-assessable',
            message: `Stage "${stage}" has neither a verification nor health checks, so Kargo looked at nothing, and require-checks is set.`,
        });
    }
}
function sayWhatIsSo({ options, stage }, checked) {
    const seen = checked === 'none' ? ' (Kargo had nothing to look at)' : '';
    switch (options['wait-for']) {
        case 'verified':
            return `The Freight is in Stage "${stage}", healthy and verified${seen}`;
        case 'healthy':
            return `The Freight is in Stage "${stage}", and the Stage is healthy${seen}`;
        default:
            return `The Freight was promoted to Stage "${stage}"`;
    }
}
function unchangedMessage({ options, stage }, freight) {
    const state = { verified: ', healthy and verified', healthy: ', and the Stage is healthy' };
    const waitFor = options['wait-for'];
    const more = waitFor === 'verified' || waitFor === 'healthy' ? state[waitFor] : '';
    return `Freight ${freight.alias ?? freight.metadata.name} is in Stage "${stage}" already${more}.`;
}


/***/ })),

/***/ 52925:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bK: () => (/* binding */ stopIfSafe),
/* harmony export */   em: () => (/* binding */ whyLeft),
/* harmony export */   fm: () => (/* binding */ cleaningUp),
/* harmony export */   yk: () => (/* binding */ stopAnyway)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44516);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64444);



const cleanUpMs = 6_500;
const pace = { pause: 150, start: 2_000 };
async function stopIfSafe(client, promotion) {
    return saying(client, promotion, async () => {
        const newest = await awaitStart(client, promotion);
        const left = whyLeft(newest);
        return left === undefined
            ? abort(client, newest)
            : {
                promotion: newest,
                text: `Promotion ${newest.metadata.name} was left: ${left}${howToAbort(newest, left)}`,
            };
    });
}
async function stopAnyway(client, promotion) {
    return saying(client, promotion, () => abort(client, promotion));
}
async function saying(client, promotion, stopping) {
    try {
        return await stopping();
    }
    catch (error) {
        const words = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKargoError */ .Rd)(error) ? error.message : `the time was over (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)})`;
        return {
            promotion,
            text: `Promotion ${promotion.metadata.name} of project ${client.project} may still be going: ${words}`,
        };
    }
}
async function awaitStart(client, promotion) {
    const start = client.clock.now();
    for (;;) {
        const newest = await client.getPromotion(promotion.metadata.name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(newest.status) !== 'Pending' || client.clock.now() - start > pace.start) {
            return newest;
        }
        await client.clock.sleep(pace.pause, client.signal);
    }
}
function whyLeft(promotion) {
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(promotion.status)) {
        return `it has ended ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status)}`;
    }
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) !== 'Running') {
        return 'it is queued, and aborting a queued Promotion can spoil the one before it';
    }
    const effect = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .outsideEffect */ .Lt)(promotion);
    return effect === undefined
        ? undefined
        : `step ${effect.number} "${effect.alias}" (${effect.uses}) has already changed something outside`;
}
function howToAbort(promotion, why) {
    return why.startsWith('it has ended')
        ? ''
        : `; to abort it: kargo-ci abort-promotion --promotion ${promotion.metadata.name}`;
}
async function abort(client, promotion) {
    const { name } = promotion.metadata;
    await client.abortPromotion(name);
    for (;;) {
        const newest = await client.getPromotion(name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(newest.status)) {
            const phase = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(newest.status);
            return {
                promotion: newest,
                text: phase === 'Aborted'
                    ? `Promotion ${name} was aborted`
                    : `Promotion ${name} ended ${phase} before the abort`,
            };
        }
        await client.clock.sleep(pace.pause, client.signal).catch(() => {
            throw new Error(`the abort was asked for, and it is still ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .progressOf */ .jA)(newest)}`);
        });
    }
}
function cleaningUp(client, work) {
    const uncancelled = new AbortController().signal;
    return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)({ clock: client.clock, cancelled: uncancelled }, cleanUpMs, ({ signal }) => work(client.within(signal)));
}


/***/ })),

/***/ 131:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gy: () => (/* binding */ mark),
/* harmony export */   VN: () => (/* binding */ promotionLinks),
/* harmony export */   jV: () => (/* binding */ promotionPlan),
/* harmony export */   w6: () => (/* binding */ promotionSummary)
/* harmony export */ });
/* harmony import */ var _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(73980);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65453);



const marks = {
    succeeded: '\u2705',
    unchanged: '\u2705',
    failed: '\u274c',
    'timed-out': '\u23f1\ufe0f',
    unknown: '\u2753',
    cancelled: '\ud83d\udeab',
    Succeeded: '\u2705',
    Skipped: '\u23ed\ufe0f',
    Failed: '\u274c',
    Errored: '\u274c',
    Aborted: '\ud83d\udeab',
    Running: '\u23f3',
};
function mark(word) {
    return marks[word] ?? '';
}
function promotionSummary(client, outcomes, freight) {
    const rows = outcomes.map((outcome) => [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(outcome.stage, client.uiLink('stage', outcome.stage)),
        `${mark(outcome.verdict.status)} ${outcome.verdict.status}`,
        outcome.promotionName === undefined
            ? ''
            : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(outcome.promotionName, client.uiLink('promotion', outcome.promotionName)),
        outcome.operation ?? '',
        outcome.checked ?? '',
        outcome.pullRequest === undefined ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(`#${outcome.pullRequest.number}`, outcome.pullRequest.url),
    ]);
    return [
        ...(freight === undefined ? [] : [freightLine(client, freight), '']),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['Stage', 'verdict', 'Promotion', 'operation', 'checked', 'pull request'], rows),
        ...outcomes.flatMap(details),
    ].join('\n');
}
const planned = {
    created: 'would be made',
    adopted: 'would be followed',
    unchanged: 'not needed',
};
function promotionPlan(client, outcomes, freight) {
    const rows = outcomes.map(({ stage, verdict, operation }) => [
        mark(verdict.status),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(stage, client.uiLink('stage', stage)),
        planned[operation ?? ''] ?? (verdict.status === 'failed' ? 'would be refused' : 'cannot tell'),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(verdict.message),
    ]);
    return [
        '**Plan**: nothing was sent.',
        '',
        ...(freight === undefined ? [] : [freightLine(client, freight), '']),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['', 'Stage', 'Promotion', ''], rows),
    ].join('\n');
}
function freightLine(client, freight) {
    const { name } = freight.metadata;
    return `**Freight** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)(freight.alias ?? name, client.uiLink('freight', name))} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)((0,_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_2__/* .describeContents */ .an)({ ...freight, name }))}`;
}
function details(outcome) {
    if (outcome.verdict.status === 'succeeded' || outcome.verdict.status === 'unchanged') {
        return [];
    }
    const steps = outcome.promotion === undefined ? [] : (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .stepsOf */ .B_)(outcome.promotion);
    const rows = steps.map((step) => [
        String(step.number),
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(step.alias),
        step.uses === '' ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .code */ .aY)(step.uses),
        `${mark(step.status)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(step.status)}`,
    ]);
    return [
        '',
        `**${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(outcome.stage)}**`,
        '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .block */ .om)(outcome.verdict.message),
        ...(rows.length === 0 ? [] : ['', (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .table */ .tp)(['#', 'step', 'kind', 'status'], rows)]),
    ];
}
function promotionLinks(client, outcomes) {
    return outcomes.flatMap((outcome) => [
        ...(outcome.promotionName === undefined
            ? []
            : [{ label: `Promotion to ${outcome.stage}`, url: client.uiLink('promotion', outcome.promotionName) }]),
        ...(outcome.pullRequest === undefined
            ? []
            : [{ label: `Pull request of ${outcome.stage}`, url: outcome.pullRequest.url }]),
    ]);
}


/***/ }))

};
;