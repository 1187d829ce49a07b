"use strict";
exports.id = 4638;
exports.ids = [4638];
exports.modules = {

/***/ 14638:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ wait_stage_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/selection.js
var selection = __webpack_require__(45263);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/find.js
var find = __webpack_require__(40081);
// EXTERNAL MODULE: ./build/kargo/watch/crowd.js + 3 modules
var crowd = __webpack_require__(62645);
// EXTERNAL MODULE: ./build/inputs/duration.js
var duration = __webpack_require__(20349);
// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(54741);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/kargo/stage.js
var kargo_stage = __webpack_require__(2642);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
// EXTERNAL MODULE: ./build/kargo/watch/follow.js + 1 modules
var follow = __webpack_require__(69982);
// EXTERNAL MODULE: ./build/promotion/follow-promotion.js
var follow_promotion = __webpack_require__(93508);
// EXTERNAL MODULE: ./build/promotion/task.js
var promotion_task = __webpack_require__(4948);
;// CONCATENATED MODULE: ./build/promotion/arrival.js









const readAgain = 15_000;
async function awaitArrival(task, freight) {
    const { client, stage } = task;
    const follower = (0,follow/* follow */.e)(client, 'stages', stage);
    const watching = new ArrivalWatch(task, freight);
    try {
        for (let newest;;) {
            const sighting = await follower.next(newest === undefined ? promotion_task/* heartbeatMs */.f : readAgain);
            if (sighting?.kind === 'gone') {
                throw (0,errors/* unknown */.L5)('object-gone', `Stage "${stage}" was deleted while it was waited for`);
            }
            newest = sighting?.kind === 'version' ? sighting.object : newest;
            if (newest !== undefined && (await watching.hasArrived(newest))) {
                return;
            }
        }
    }
    catch (error) {
        throw error instanceof errors/* DeadlineError */.j3 ? watching.timedOut(error) : error;
    }
    finally {
        follower.close();
    }
}
class ArrivalWatch {
    #task;
    #freight;
    #newest;
    #said = '';
    #spokenAt;
    constructor(task, freight) {
        this.#task = task;
        this.#freight = freight.metadata.name;
        this.#newest = freight;
        this.#spokenAt = task.client.clock.now();
    }
    async hasArrived(stage) {
        if ((0,kargo_stage/* freightIn */.Lg)(stage.status?.freightHistory?.[0], this.#freight) !== undefined) {
            return true;
        }
        if ((0,types/* isControlFlow */.Uy)(stage)) {
            throw (0,errors/* failed */.gz)('control-flow', `Stage "${this.#task.stage}" only lets Freight pass: it never has any.`);
        }
        const state = (0,kargo_stage/* assessStage */.FH)(stage, { freight: this.#freight, waitFor: 'healthy' });
        if (state.kind === 'superseded') {
            throw (0,errors/* failed */.gz)('superseded', `Freight ${this.#freight} was in Stage "${this.#task.stage}" and is not any more: ${state.text}`);
        }
        this.#failIfPromotionFailed(stage);
        this.#newest = await this.#task.client.getFreight(this.#freight);
        this.#say(this.#whyNotYet(stage));
        return false;
    }
    #failIfPromotionFailed(stage) {
        const last = stage.status?.lastPromotion;
        const isOurs = last?.status?.freight?.name === this.#freight || last?.name.endsWith(`.${this.#freight.slice(0, 7)}`);
        if (isOurs &&
            last?.status !== undefined &&
            (0,promotion/* isTerminal */.Hd)(last.status) &&
            (0,promotion/* phaseOf */.hU)(last.status) !== 'Succeeded') {
            const promotion = {
                metadata: { name: last.name },
                spec: { stage: this.#task.stage, steps: stage.spec.promotionTemplate?.spec?.steps ?? [] },
                status: last.status,
            };
            throw new errors/* KargoError */.pv((0,follow_promotion/* failureOf */.g)(promotion));
        }
    }
    #whyNotYet(stage) {
        const now = this.#task.client.clock.now();
        const reasons = (0,availability/* whyNotAvailable */.nZ)(stage, this.#newest, now);
        const origin = this.#newest.origin === undefined ? '' : (0,types/* originKey */.y3)(this.#newest.origin);
        const isWanted = (stage.spec.requestedFreight ?? []).some((request) => (0,types/* originKey */.y3)(request.origin) === origin);
        if (!isWanted) {
            throw (0,errors/* failed */.gz)('not-available', `${reasons.join('; ')}.`);
        }
        const left = (0,availability/* soakLeft */.i9)(stage, this.#newest, now) ?? 0;
        if (left > this.#task.deadline.remaining()) {
            throw (0,errors/* failed */.gz)('not-available', `Freight ${this.#freight} cannot come to Stage "${this.#task.stage}" in time: ${reasons.join('; ')}, and ${(0,duration/* formatDuration */.a3)(this.#task.deadline.remaining())} are left to wait.`);
        }
        if (reasons.length > 0) {
            return `not available yet: ${reasons.join('; ')}`;
        }
        return stage.status?.autoPromotionEnabled === true
            ? 'available; Kargo is to promote it by itself'
            : 'available, and somebody has to promote it: auto-promotion is off';
    }
    #say(line) {
        const now = this.#task.client.clock.now();
        if (line !== this.#said || now - this.#spokenAt >= promotion_task/* heartbeatMs */.f) {
            this.#task.log.info(`the Freight is not there: ${line}`);
            this.#said = line;
            this.#spokenAt = now;
        }
    }
    timedOut(cause) {
        const message = `the time was over before Freight ${this.#freight} was in Stage "${this.#task.stage}": ${this.#said || 'the Stage was not seen'}.`;
        return new errors/* KargoError */.pv({ status: 'timed-out', reason: 'waiting-for-promotion', message }, { cause });
    }
}

// EXTERNAL MODULE: ./build/promotion/follow-stage.js
var follow_stage = __webpack_require__(66911);
// EXTERNAL MODULE: ./build/promotion/options.js
var options = __webpack_require__(24443);
// EXTERNAL MODULE: ./build/promotion/outcome.js
var outcome = __webpack_require__(15353);
// EXTERNAL MODULE: ./build/promotion/promote-stage.js + 3 modules
var promote_stage = __webpack_require__(97951);
// EXTERNAL MODULE: ./build/report/promotion.js
var report_promotion = __webpack_require__(131);
;// CONCATENATED MODULE: ./build/commands/wait-stage.js















const wait_stage_command = (0,command/* defineCommand */.NB)({
    name: 'wait-stage',
    description: 'Wait until Stages have this Freight, healthy or verified, however it comes there.',
    inputs: {
        ...shared/* connection */.FI,
        ...shared/* inProject */.nO,
        stage: { type: 'list', required: true, description: 'The Stages that are to have the Freight.' },
        ...selection/* selectionInputs */.Iz,
        'wait-for': {
            type: 'choice',
            choices: ['healthy', 'verified'],
            default: 'verified',
            description: 'How far to wait: "healthy" (the Freight is there and the Stage is healthy) or "verified" (and verified there).',
        },
        'health-grace': options/* waitInputs */.F['health-grace'],
        'require-checks': options/* waitInputs */.F['require-checks'],
        ...shared/* waiting */.eg,
    },
    outputs: {
        freight: 'The name of the Freight.',
        checked: 'What Kargo really looked at: analysis, health or none; empty when there are several Stages.',
        stages: 'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "checked", \u2026}].',
    },
    check: (inputs) => [...(0,shared/* checkConnection */.jo)(inputs), ...(0,selection/* checkSelection */.Nt)(inputs)],
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async (deadline) => {
            const client = (0,crowd/* forMany */.L)(await (0,connect/* connect */.Ng)(inputs, context, deadline.signal), inputs.stage.length);
            await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const freight = await (0,find.awaitFreight)({ client, log: context.log, selection: (0,selection/* selectionOf */.Wm)(inputs) });
            context.log.info(`found ${(0,find.describeFreight)(freight)}`);
            const outcomes = await Promise.all(inputs.stage.map((stage) => waitFor({ stage, client, deadline, log: (0,promotion_task/* logFor */.O)(context.log, stage), options: inputs }, freight)));
            const all = outcomes;
            return {
                verdict: (0,outcome/* overall */.Me)(all),
                outputs: {
                    freight: freight.metadata.name,
                    checked: all.length === 1 ? (all[0].checked ?? '') : '',
                    stages: (0,outcome/* promotionsJson */.Df)(all),
                },
                summary: (0,report_promotion/* promotionSummary */.w6)(client, all, freight),
                links: inputs.stage.map((stage) => ({ label: `Stage ${stage}`, url: client.uiLink('stage', stage) })),
            };
        });
    },
});
async function waitFor(task, freight) {
    const aim = task.options['wait-for'] === 'healthy' ? 'healthy' : 'verified';
    try {
        await awaitArrival(task, freight);
        task.log.info('the Freight is there');
        const checked = await (0,follow_stage/* followStage */.i)(task, { freight: freight.metadata.name, waitFor: aim });
        (0,promote_stage/* requireChecks */.Nq)(task, checked);
        const message = `Freight ${freight.alias ?? freight.metadata.name} is in Stage "${task.stage}", healthy${aim === 'verified' ? ' and verified' : ''}.`;
        return { stage: task.stage, verdict: { status: 'succeeded', message }, checked, warnings: [] };
    }
    catch (error) {
        if (error instanceof errors/* KargoError */.pv) {
            return { stage: task.stage, verdict: error.verdict, warnings: [] };
        }
        if (error instanceof errors/* CancelledError */.cc) {
            return {
                stage: task.stage,
                verdict: { status: 'cancelled', message: 'Cancelled; waiting changes nothing.' },
                warnings: [],
            };
        }
        throw error;
    }
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


/***/ }))

};
;