"use strict";
exports.id = 8108;
exports.ids = [8108];
exports.modules = {

/***/ 88108:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35174);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64444);
/* harmony import */ var _kargo_watch_crowd_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62645);
/* harmony import */ var _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(15353);
/* harmony import */ var _promotion_stop_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(52925);
/* harmony import */ var _report_promotion_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(131);










const pause = 250;
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'abort-promotion',
    description: 'Stop Promotions, and see that they have stopped.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .inProject */ .nO,
        promotion: { type: 'list', description: 'The Promotions to abort, by name.' },
        stage: {
            type: 'list',
            description: 'Instead of a Promotion: Stages whose running Promotion is aborted. Queued ones stay.',
        },
        when: {
            type: 'choice',
            choices: ['always', 'safe'],
            default: 'always',
            description: 'With "safe" a Promotion is only aborted while it runs and before a step has changed something outside (a push, a pull request, a sync), like "on-cancel: auto" of promote.',
        },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '2m' },
    },
    outputs: {
        promotion: 'The name of the Promotion; empty when there are several.',
        phase: 'The phase in which it ended; empty when there are several.',
    },
    check: (inputs) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .checkConnection */ .jo)(inputs), ...checkTarget(inputs)],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async (deadline) => {
            const count = inputs.promotion.length + inputs.stage.length;
            const client = (0,_kargo_watch_crowd_js__WEBPACK_IMPORTED_MODULE_6__/* .forMany */ .L)(await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(inputs, context, deadline.signal), count);
            const targets = await Promise.all([
                ...inputs.promotion.map((name) => client.getPromotion(name)),
                ...inputs.stage.map((stage) => runningIn(client, stage)),
            ]);
            const outcomes = await Promise.all(targets.map((target) => 'stageWithout' in target ? nothingRuns(target.stageWithout) : abort(client, target, inputs.when)));
            const all = outcomes;
            const [only] = all.length === 1 ? all : [];
            return {
                verdict: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_7__/* .overall */ .Me)(all),
                outputs: { promotion: only?.promotionName ?? '', phase: only?.phase ?? '' },
                summary: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionSummary */ .w6)(client, all, undefined),
                links: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionLinks */ .VN)(client, all),
                warnings: all.flatMap((outcome) => outcome.warnings),
            };
        });
    },
});
function checkTarget(inputs) {
    return (inputs.promotion.length === 0) === (inputs.stage.length === 0)
        ? [
            {
                input: 'promotion',
                accepted: 'name either Promotions, or with the input stage the Stages whose running Promotion is meant',
            },
        ]
        : [];
}
async function runningIn(client, stage) {
    await client.getStage(stage);
    const promotions = await client.listPromotions(stage);
    return promotions.find((promotion) => (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status) === 'Running') ?? { stageWithout: stage };
}
function nothingRuns(stage) {
    return {
        stage,
        verdict: { status: 'unchanged', message: `No Promotion runs in Stage "${stage}".` },
        warnings: [],
    };
}
async function abort(client, promotion, when) {
    const { name } = promotion.metadata;
    const left = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .isTerminal */ .Hd)(promotion.status) || when === 'safe' ? (0,_promotion_stop_js__WEBPACK_IMPORTED_MODULE_8__/* .whyLeft */ .em)(promotion) : undefined;
    if (left !== undefined) {
        return outcomeOf(promotion, { status: 'unchanged', message: `Promotion ${name} was left: ${left}.` });
    }
    const warnings = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status) === 'Pending'
        ? [
            `Promotion ${name} was queued. If another one runs before it, Kargo will not verify what that one promotes until the next Promotion succeeds.`,
        ]
        : [];
    await client.abortPromotion(name);
    const ended = await untilEnded(client, name);
    const phase = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(ended.status);
    if (phase !== 'Aborted') {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('refused', `Promotion ${name} ended ${phase} before the abort took effect.`);
    }
    return {
        ...outcomeOf(ended, { status: 'succeeded', message: `Promotion ${name} was aborted.` }),
        warnings,
    };
}
function outcomeOf(promotion, verdict) {
    return {
        stage: promotion.spec.stage,
        verdict,
        promotionName: promotion.metadata.name,
        phase: (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status),
        warnings: [],
    };
}
async function untilEnded(client, name) {
    for (;;) {
        const promotion = await client.getPromotion(name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .isTerminal */ .Hd)(promotion.status)) {
            return promotion;
        }
        await client.clock.sleep(pause, client.signal).catch((error) => {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3)) {
                throw error;
            }
            const message = `Promotion ${name} was asked to stop and is still ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .progressOf */ .jA)(promotion)}.`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-promotion', message }, { cause: error });
        });
    }
}


/***/ })),

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

/***/ 62645:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ forMany)
});

// UNUSED EXPORTS: Crowd

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/http.js + 6 modules
var http = __webpack_require__(2253);
;// CONCATENATED MODULE: ./build/kargo/watch/sharing.js


const manyFrom = 5;
function cannotShare(error) {
    if (!(0,errors/* isKargoError */.Rd)(error)) {
        return false;
    }
    return (error.httpStatus === 403 || (error.cause instanceof http/* TransportError */.w && error.cause.code === 'TOO_LARGE'));
}

;// CONCATENATED MODULE: ./build/kargo/watch/gathering.js

const gatherMs = 50;
class Gathering {
    #client;
    #ways;
    #round;
    #canList;
    constructor(client, ways) {
        this.#client = client;
        this.#ways = ways;
        this.#canList = ways.all !== undefined;
    }
    async ask(name, signal) {
        signal.throwIfAborted();
        this.#round ??= new Round((own, names) => this.#read(own, names));
        return this.#round.ask(name, signal);
    }
    async #read(signal, names) {
        const client = this.#client.within(signal);
        await client.clock.sleep(gatherMs, signal).finally(() => {
            this.#round = undefined;
        });
        const listed = names.size < manyFrom ? undefined : await this.#list(client);
        return async (name) => listed?.(name) ?? this.#ways.one(client, name);
    }
    async #list(client) {
        if (!this.#canList) {
            return undefined;
        }
        try {
            return await this.#ways.all?.(client);
        }
        catch (error) {
            if (!cannotShare(error)) {
                throw error;
            }
            this.#canList = false;
            return undefined;
        }
    }
}
class Round {
    #answers = new Map();
    #names = new Set();
    #signals = new Map();
    #ending = new AbortController();
    #over = new AbortController();
    #read;
    #open = 0;
    constructor(read) {
        this.#read = read(this.#ending.signal, this.#names);
    }
    async ask(name, signal) {
        this.#names.add(name);
        const answer = this.#answers.get(name) ?? this.#read.then((readOne) => readOne(name));
        this.#answers.set(name, answer);
        const left = this.#signals.get(signal) ?? this.#heed(signal);
        this.#signals.set(signal, left);
        this.#open += 1;
        try {
            return await Promise.race([answer, left]);
        }
        finally {
            this.#open -= 1;
            if (this.#open === 0) {
                this.#over.abort('all have their answers');
            }
        }
    }
    #heed(signal) {
        return new Promise((_, reject) => {
            const leave = () => {
                this.#signals.delete(signal);
                if (this.#signals.size === 0) {
                    this.#ending.abort(signal.reason);
                }
                else {
                    reject(signal.reason);
                }
            };
            signal.addEventListener('abort', leave, { once: true, signal: this.#over.signal });
        });
    }
}

// EXTERNAL MODULE: ./build/kargo/watch/link.js
var watch_link = __webpack_require__(72726);
;// CONCATENATED MODULE: ./build/kargo/watch/shared-watch.js


const timing = {
    blind: 1_000,
    linger: 30_000,
};
const restAfterList = 3;
const mostRecent = 500;
class SharedWatch {
    #client;
    #resource;
    #members = new Map();
    #recent = new Map();
    #version;
    #open;
    #catchingUp = false;
    #isLingering = false;
    #isImpossible = false;
    constructor(client, resource) {
        this.#client = client;
        this.#resource = resource;
    }
    join(member) {
        if (this.#isImpossible) {
            member.goAlone();
            return () => undefined;
        }
        const others = this.#members.get(member.name) ?? new Set();
        this.#members.set(member.name, others.add(member));
        const recent = this.#recent.get(member.name);
        if (recent !== undefined) {
            member.seen(recent, 'frame');
        }
        const open = this.#start();
        if (!member.hasSeen && !this.#catchingUp) {
            this.#catchingUp = true;
            this.#catchUp(open)
                .catch(() => undefined)
                .finally(() => {
                this.#catchingUp = false;
            });
        }
        return () => this.#leave(member);
    }
    #leave(member) {
        const others = this.#members.get(member.name);
        others?.delete(member);
        if (others?.size === 0) {
            this.#members.delete(member.name);
        }
        if (this.#members.size === 0 && !this.#isLingering) {
            this.#isLingering = true;
            const { clock, signal } = this.#client;
            clock.sleep(timing.linger, signal).then(() => this.#endLinger(), () => undefined);
        }
    }
    #endLinger() {
        this.#isLingering = false;
        if (this.#members.size === 0) {
            this.#close();
        }
    }
    #start() {
        if (this.#open !== undefined) {
            return this.#open;
        }
        const ending = new AbortController();
        const signal = AbortSignal.any([this.#client.signal, ending.signal]);
        const client = this.#client.within(signal, (words) => this.#tellAll((member) => member.troubled(words)));
        const open = { client, ending, listing: undefined };
        const subject = {
            mayBeQuiet: true,
            open: () => this.#watch(open),
            read: () => this.#readAll(open),
            frame: (frame) => this.#take(frame),
        };
        (0,watch_link/* keepInSight */.S)(subject, client.clock, signal).catch((error) => this.#failed(open, error));
        this.#open = open;
        return open;
    }
    #failed(open, error) {
        if (this.#open === open) {
            this.#tellAll((member) => member.unread(error));
        }
    }
    #close() {
        this.#open?.ending.abort(new Error('nobody follows'));
        this.#open = undefined;
        this.#recent.clear();
    }
    #all() {
        return [...this.#members.values()].flatMap((members) => [...members]);
    }
    #tellAll(tell) {
        for (const member of this.#all()) {
            tell(member);
        }
    }
    async #watch(open) {
        if (this.#members.size === 0 || !(await this.#list(open))) {
            return undefined;
        }
        const { client } = open;
        return client.watchAll(this.#resource, this.#version, client.signal).catch((error) => {
            if (cannotShare(error)) {
                this.#giveUp();
            }
            throw error;
        });
    }
    async #readAll(open) {
        const { clock, signal } = open.client;
        const start = clock.now();
        if (this.#members.size > 0 && (await this.#list(open))) {
            await clock.sleep((clock.now() - start) * restAfterList, signal);
        }
    }
    #list(open) {
        open.listing ??= this.#listOnce(open).finally(() => {
            open.listing = undefined;
        });
        return open.listing;
    }
    async #listOnce(open) {
        const asking = this.#all();
        try {
            const { objects, version } = await open.client.listObjects(this.#resource);
            this.#version = version;
            for (const object of objects) {
                for (const member of this.#members.get(object.metadata.name) ?? []) {
                    member.seen(object, 'read');
                }
            }
            const names = new Set(objects.map(({ metadata }) => metadata.name));
            for (const member of asking.filter(({ name }) => !names.has(name))) {
                member.unlisted();
            }
            return true;
        }
        catch (error) {
            if (cannotShare(error)) {
                this.#giveUp();
            }
            else {
                this.#failed(open, error);
            }
            return false;
        }
    }
    #giveUp() {
        this.#isImpossible = true;
        const members = this.#all();
        this.#members.clear();
        this.#close();
        for (const member of members) {
            member.goAlone();
        }
    }
    #take({ type, object }) {
        const { name } = object.metadata;
        const members = this.#members.get(name) ?? [];
        this.#recent.delete(name);
        if (type === 'DELETED') {
            for (const member of members) {
                member.deleted();
            }
            return true;
        }
        this.#keep(object);
        for (const member of members) {
            member.seen(object, 'frame');
        }
        return true;
    }
    #keep(object) {
        this.#recent.set(object.metadata.name, object);
        const [oldest] = this.#recent.keys();
        if (this.#recent.size > mostRecent && oldest !== undefined) {
            this.#recent.delete(oldest);
        }
    }
    async #catchUp(open) {
        const { clock, signal } = open.client;
        for (let blind = this.#blind(); blind.length > 0; blind = this.#blind()) {
            await clock.sleep(timing.blind, signal);
            const late = this.#blind();
            await (late.length < manyFrom
                ? Promise.all(late.map((member) => member.readAlone()))
                : this.#list(open));
        }
    }
    #blind() {
        return this.#all().filter(({ hasSeen }) => !hasSeen);
    }
}

;// CONCATENATED MODULE: ./build/kargo/watch/crowd.js



class Crowd {
    stages;
    promotions;
    promotionsOfStage;
    freight;
    #watches;
    constructor(client) {
        this.#watches = {
            stages: new SharedWatch(client, 'stages'),
            promotions: new SharedWatch(client, 'promotions'),
        };
        this.stages = new Gathering(client, {
            one: (own, name) => own.getStage(name),
            all: async (own) => byName(await own.listStages()),
        });
        this.promotions = new Gathering(client, {
            one: (own, name) => own.getPromotion(name),
            all: async (own) => byName(await own.listProjectPromotions()),
        });
        this.promotionsOfStage = new Gathering(client, {
            one: (own, stage) => own.listPromotions(stage),
            all: async (own) => {
                const all = await own.listProjectPromotions();
                return (stage) => all.filter(({ spec }) => spec.stage === stage);
            },
        });
        this.freight = new Gathering(client, { one: (own, name) => own.getFreight(name) });
    }
    watch(resource) {
        return this.#watches[resource];
    }
}
function byName(objects) {
    const map = new Map(objects.map((object) => [object.metadata.name, object]));
    return (name) => map.get(name);
}
function forMany(client, count) {
    return count < manyFrom || client.crowd !== undefined ? client : client.joining(new Crowd(client));
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

/***/ 15353:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ promotionsJson),
/* harmony export */   Me: () => (/* binding */ overall),
/* harmony export */   aK: () => (/* binding */ promotionOutputs),
/* harmony export */   fL: () => (/* binding */ promotionOutputValues)
/* harmony export */ });
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80994);

function overall(outcomes) {
    const [only, ...others] = outcomes;
    if (others.length === 0) {
        return only.verdict;
    }
    const worst = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .worstOf */ .hm)(outcomes.map((outcome) => outcome.verdict));
    const said = outcomes.map(({ stage, verdict }) => `${stage}: ${verdict.status}`).join(', ');
    return { ...worst, message: `${said}. ${worst.message}` };
}
function promotionsJson(outcomes) {
    return JSON.stringify(outcomes.map((outcome) => ({
        stage: outcome.stage,
        status: outcome.verdict.status,
        'failure-reason': (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .reasonOf */ .A3)(outcome.verdict) ?? '',
        message: outcome.verdict.message,
        promotion: outcome.promotionName ?? '',
        operation: outcome.operation ?? '',
        phase: outcome.phase ?? '',
        checked: outcome.checked ?? '',
        'pull-request-url': outcome.pullRequest?.url ?? '',
    })));
}
const promotionOutputs = {
    freight: 'The name of the Freight.',
    promotion: 'The name of the Promotion; empty when there are several Stages.',
    promotions: 'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "promotion", "operation", "phase", "checked", "pull-request-url"}].',
    operation: 'What was done: created, adopted or unchanged; empty when there are several Stages.',
    phase: 'The phase of the Promotion when the command ended; empty when there are several Stages.',
    checked: 'What Kargo really looked at: analysis, health or none; empty when it was not waited for, or when there are several Stages.',
    'pull-request': 'The number of the pull request of the Promotion, if it has one.',
    'pull-request-url': 'The address of the pull request of the Promotion, if it has one.',
    'pull-request-branch': 'The head branch of the pull request of the Promotion, if it has one.',
};
function promotionOutputValues(outcomes, freight) {
    const [only] = outcomes.length === 1 ? outcomes : [];
    return {
        freight,
        promotion: only?.promotionName ?? '',
        promotions: promotionsJson(outcomes),
        operation: only?.operation ?? '',
        phase: only?.phase ?? '',
        checked: only?.checked ?? '',
        'pull-request': only?.pullRequest?.number ?? '',
        'pull-request-url': only?.pullRequest?.url ?? '',
        'pull-request-branch': only?.pullRequest?.branch ?? '',
    };
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