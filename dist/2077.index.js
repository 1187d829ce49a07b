"use strict";
exports.id = 2077;
exports.ids = [2077];
exports.modules = {

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

/***/ 69982:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ follow)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
;// CONCATENATED MODULE: ./build/kargo/newest.js
class Newest {
    #seen;
    get value() {
        return this.#seen;
    }
    accept(next) {
        if (this.#seen !== undefined && !isNewer(next, this.#seen)) {
            return false;
        }
        this.#seen = next;
        return true;
    }
}
function isNewer(next, seen) {
    if (next.metadata.uid !== seen.metadata.uid) {
        return true;
    }
    const [a, b] = [versionOf(next), versionOf(seen)];
    return a === undefined || b === undefined || a > b;
}
function versionOf(object) {
    const version = object.metadata.resourceVersion;
    return version !== undefined && /^\d+$/.test(version) ? BigInt(version) : undefined;
}

// EXTERNAL MODULE: ./build/kargo/watch/link.js
var watch_link = __webpack_require__(72726);
;// CONCATENATED MODULE: ./build/kargo/watch/follow.js




const timing = {
    missingAtFirst: 10_000,
    giveUpUnreachable: 300_000,
};
function follow(client, resource, name) {
    const closing = new AbortController();
    const signal = AbortSignal.any([client.signal, closing.signal]);
    const following = new Following({
        client: client.within(signal, (words) => following.troubled(words)),
        resource,
        name,
    });
    const leave = client.crowd?.watch(resource)?.join(following) ?? following.goAlone();
    return {
        next: (ms) => following.next(ms, client.signal),
        opened: (ms) => following.opened(ms, client.signal),
        close: () => {
            leave();
            closing.abort(new Error('closed'));
        },
    };
}
class Following {
    #target;
    #newest = new Newest();
    #queue = [];
    #failure;
    #wake = () => undefined;
    #firstFrame = new AbortController();
    #isTroubled = false;
    #unreachableSince;
    #startedAt;
    constructor(target) {
        this.#target = target;
        this.#startedAt = target.client.clock.now();
    }
    get name() {
        return this.#target.name;
    }
    get hasSeen() {
        return this.#newest.value !== undefined;
    }
    goAlone() {
        const { client, resource, name } = this.#target;
        const subject = {
            mayBeQuiet: false,
            open: () => client.watch(resource, name, client.signal),
            read: () => this.readAlone(),
            frame: ({ type, object }) => {
                if (object.metadata.name !== name) {
                    return false;
                }
                if (type === 'DELETED') {
                    this.deleted();
                }
                else {
                    this.seen(object, 'frame');
                }
                return true;
            },
        };
        (0,watch_link/* keepInSight */.S)(subject, client.clock, client.signal).catch((error) => this.#fail(error));
        return () => undefined;
    }
    async next(ms, signal) {
        if (this.#queue.length === 0 && this.#failure === undefined) {
            await this.#news(ms, signal);
        }
        const first = this.#queue.shift();
        if (first === undefined && this.#failure !== undefined) {
            throw this.#failure;
        }
        signal.throwIfAborted();
        return first;
    }
    async opened(ms, signal) {
        const ending = AbortSignal.any([this.#firstFrame.signal, signal]);
        await this.#target.client.clock.sleep(ms, ending).catch(() => undefined);
        signal.throwIfAborted();
    }
    async #news(ms, signal) {
        const waiting = new AbortController();
        this.#wake = () => waiting.abort('news');
        await this.#target.client.clock
            .sleep(ms, AbortSignal.any([waiting.signal, signal]))
            .catch(() => undefined);
    }
    #push(sighting) {
        this.#queue.push(sighting);
        this.#wake();
    }
    #fail(error) {
        this.#failure ??= error;
        this.#wake();
    }
    troubled(text) {
        this.#isTroubled = true;
        this.#push({ kind: 'trouble', text });
    }
    seen(object, via) {
        this.#unreachableSince = undefined;
        if (via === 'frame') {
            this.#firstFrame.abort('seen');
        }
        if (this.#isTroubled) {
            this.#isTroubled = false;
            this.#push({ kind: 'recovered' });
        }
        if (this.#newest.accept(object)) {
            this.#push({ kind: 'version', object, via });
        }
    }
    deleted() {
        this.#push({ kind: 'gone' });
    }
    async readAlone() {
        const { client, resource, name } = this.#target;
        try {
            const object = await (0,kargo_client/* orMissing */.M)(client.getObject(resource, name));
            if (object !== undefined) {
                this.seen(object, 'read');
            }
            else if (!this.#isYoung()) {
                this.deleted();
            }
        }
        catch (error) {
            this.unread(error);
        }
    }
    unlisted() {
        if (!this.#isYoung()) {
            void this.readAlone();
        }
    }
    #isYoung() {
        return this.#target.client.clock.now() - this.#startedAt <= timing.missingAtFirst;
    }
    unread(error) {
        if (!(0,errors/* isKargoError */.Rd)(error) || error.verdict.status !== 'unknown') {
            this.#fail(error);
            return;
        }
        const now = this.#target.client.clock.now();
        this.#unreachableSince ??= now;
        if (now - this.#unreachableSince > timing.giveUpUnreachable) {
            this.#fail(stillUnreachable(error, now - this.#unreachableSince));
            return;
        }
        this.troubled(error.message);
    }
}
function stillUnreachable(error, ms) {
    return (0,errors/* unknown */.L5)('unreachable', `${error.message} (for ${Math.round(ms / 60_000)} minutes now)`, error);
}


/***/ })),

/***/ 72726:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ keepInSight)
/* harmony export */ });
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90976);
/* harmony import */ var _sse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81209);


const timing = {
    deadLink: 75_000,
    pollWhileWatching: 60_000,
    pollAlone: 3_000,
    reconnectFirst: 250,
    reconnectMost: 15_000,
};
async function keepInSight(subject, clock, signal) {
    const link = new Link(subject, clock, signal);
    await Promise.all([link.watch(), link.poll()]);
}
class Link {
    #subject;
    #clock;
    #signal;
    #isAlive = false;
    constructor(subject, clock, signal) {
        this.#subject = subject;
        this.#clock = clock;
        this.#signal = signal;
    }
    async poll() {
        for (;;) {
            await this.#subject.read();
            const before = this.#clock.now();
            do {
                await this.#clock.sleep(timing.pollAlone * (0.75 + Math.random() / 2), this.#signal);
            } while (this.#isAlive && this.#clock.now() - before < timing.pollWhileWatching);
        }
    }
    async watch() {
        for (let pause = timing.reconnectFirst;; pause = Math.min(pause * 2, timing.reconnectMost)) {
            const stream = await this.#subject.open().catch((error) => {
                if (this.#signal.aborted) {
                    throw error;
                }
                return undefined;
            });
            if (stream !== undefined && (await this.#readStream(stream))) {
                pause = timing.reconnectFirst;
            }
            this.#isAlive = false;
            await this.#clock.sleep(pause * (0.5 + Math.random() / 2), this.#signal);
        }
    }
    async #readStream(stream) {
        let worked = false;
        const stopTimer = this.#closeWhenSilent(stream);
        try {
            for await (const event of (0,_sse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEvents */ .P)(stopTimer.touching(stream.chunks))) {
                if (event.kind === 'comment') {
                    worked ||= this.#subject.mayBeQuiet;
                    this.#isAlive ||= this.#subject.mayBeQuiet;
                }
                else if (event.event === 'error') {
                    return false;
                }
                else {
                    worked = this.#take(event.data) || worked;
                    this.#isAlive = true;
                }
            }
        }
        catch {
            this.#signal.throwIfAborted();
        }
        finally {
            stopTimer.stop();
            stream.close();
        }
        return worked;
    }
    #take(data) {
        const frame = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(data);
        return frame?.object?.metadata?.name === undefined ? false : this.#subject.frame(frame);
    }
    #closeWhenSilent(stream) {
        let stop = new AbortController();
        const arm = () => {
            stop.abort(new Error('rearmed'));
            stop = new AbortController();
            this.#clock.sleep(timing.deadLink, AbortSignal.any([stop.signal, this.#signal])).then(() => stream.close(), () => undefined);
        };
        arm();
        return {
            stop: () => stop.abort(new Error('stopped')),
            async *touching(chunks) {
                for await (const chunk of chunks) {
                    arm();
                    yield chunk;
                }
            },
        };
    }
}


/***/ })),

/***/ 81209:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseEvents)
/* harmony export */ });
/* harmony import */ var _http_transport_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46674);

const maxEventLength = 16 * 1024 * 1024;
async function* parseEvents(chunks) {
    const block = new Block();
    for await (const line of linesOf(chunks)) {
        const event = block.take(line);
        if (event !== undefined) {
            yield event;
        }
    }
}
class Block {
    #event = '';
    #data = [];
    #length = 0;
    take(line) {
        if (line === '') {
            return this.#finish();
        }
        const colon = line.indexOf(':');
        const field = colon === -1 ? line : line.slice(0, colon);
        const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (field === '' && colon === 0) {
            return { kind: 'comment', text: value };
        }
        if (field === 'event') {
            this.#event = value;
        }
        if (field === 'data') {
            this.#data.push(value);
            this.#length = bounded(this.#length + value.length + 1);
        }
        return undefined;
    }
    #finish() {
        const event = this.#event;
        const data = this.#data;
        this.#event = '';
        this.#data = [];
        this.#length = 0;
        if (data.length === 0) {
            return undefined;
        }
        return { kind: 'data', ...(event !== '' && { event }), data: data.join('\n') };
    }
}
async function* linesOf(chunks) {
    const lineEnd = /\r\n|\r|\n/g;
    let pending = '';
    let begun = false;
    let endedByCr = false;
    for await (const chunk of chunks) {
        if (chunk === '') {
            continue;
        }
        let from = (endedByCr && chunk[0] === '\n') || (!begun && chunk[0] === '\uFEFF') ? 1 : 0;
        begun = true;
        endedByCr = chunk.endsWith('\r');
        lineEnd.lastIndex = from;
        for (let end = lineEnd.exec(chunk); end !== null; end = lineEnd.exec(chunk)) {
            const line = pending + chunk.slice(from, end.index);
            bounded(line.length);
            pending = '';
            from = lineEnd.lastIndex;
            yield line;
        }
        pending += chunk.slice(from);
        bounded(pending.length);
    }
}
function bounded(length) {
    if (length > maxEventLength) {
        throw new _http_transport_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX(`an event of the stream is larger than ${maxEventLength / 1024 / 1024} MB`, {
            code: 'TOO_LARGE',
            sent: 'maybe',
            transient: false,
        });
    }
    return length;
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