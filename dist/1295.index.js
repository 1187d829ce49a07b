"use strict";
exports.id = 1295;
exports.ids = [1295];
exports.modules = {

/***/ 91295:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ verify_stage_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/watch/crowd.js + 3 modules
var crowd = __webpack_require__(62645);
// EXTERNAL MODULE: ./build/promotion/task.js
var promotion_task = __webpack_require__(4948);
// EXTERNAL MODULE: ./build/kargo/watch/follow.js + 1 modules
var follow = __webpack_require__(69982);
// EXTERNAL MODULE: ./build/promotion/analysis.js
var promotion_analysis = __webpack_require__(89311);
;// CONCATENATED MODULE: ./build/promotion/verify.js




const nudgeAfter = 3_000;
const endings = ['Successful', 'Failed', 'Error', 'Aborted', 'Inconclusive'];
function newestVerification(stage) {
    return stage.status?.freightHistory?.[0]?.verificationHistory?.[0];
}
function hasEnded(verification) {
    return endings.includes(verification?.phase ?? '');
}
async function verifyAgain(task) {
    return following(task, 'the verification', async (next) => {
        let stage = await next(isIdle);
        const before = newestVerification(stage)?.id;
        task.log.info('asking for a new verification');
        await task.client.verifyStage(task.stage);
        const isNew = (seen) => newestVerification(seen)?.id !== before;
        stage = await next(isNew, nudgeAfter);
        if (!isNew(stage)) {
            await task.client.refreshStage(task.stage);
            stage = await next(isNew);
        }
        stage = await next((seen) => isNew(seen) && hasEnded(newestVerification(seen)));
        return judge(task, newestVerification(stage));
    });
}
async function abortVerification(task) {
    const running = newestVerification(await task.client.getStage(task.stage));
    if (running === undefined || hasEnded(running)) {
        return undefined;
    }
    return following(task, 'the end of the verification', async (next) => {
        await task.client.abortVerification(task.stage);
        return newestVerification(await next((stage) => hasEnded(newestVerification(stage))));
    });
}
function isIdle(stage) {
    const verification = newestVerification(stage);
    if (stage.status?.freightHistory?.[0] === undefined) {
        throw (0,errors/* failed */.gz)('refused', `Stage "${stage.metadata.name}" has no Freight yet: there is nothing to verify.`);
    }
    return stage.status.currentPromotion === undefined && hasEnded(verification);
}
async function judge({ client, stage, log }, verification) {
    const phase = verification?.phase ?? '';
    if (phase === 'Successful') {
        const ran = verification?.analysisRun === undefined ? ' (without an AnalysisRun: nothing was run)' : '';
        return {
            verification,
            verdict: { status: 'succeeded', message: `Stage "${stage}" was verified again: ${phase}${ran}.` },
        };
    }
    const reasons = { Error: 'verification-error', Inconclusive: 'verification-inconclusive' };
    const reason = phase === 'Error' || phase === 'Inconclusive' ? reasons[phase] : 'verification-failed';
    const words = verification?.message ? `: ${verification.message}` : '';
    const analysis = await (0,promotion_analysis/* explainAnalysis */.g)(client, verification?.analysisRun?.name);
    (0,promotion_analysis/* sayLogs */.N)(log, analysis.logs);
    const message = `Stage "${stage}": the verification ended ${phase}${words}${analysis.words}`;
    return { verification, verdict: { status: 'failed', reason, message }, logs: analysis.logs };
}
async function following(task, what, work) {
    const follower = (0,follow/* follow */.e)(task.client, 'stages', task.stage);
    const versions = new Versions(task, follower);
    try {
        return await work((isWanted, limitMs) => versions.next(isWanted, limitMs));
    }
    catch (error) {
        throw error instanceof errors/* DeadlineError */.j3 ? versions.timedOut(what, error) : error;
    }
    finally {
        follower.close();
    }
}
class Versions {
    #task;
    #follower;
    #newest;
    constructor(task, follower) {
        this.#task = task;
        this.#follower = follower;
    }
    async next(isWanted, limitMs = Number.POSITIVE_INFINITY) {
        const { clock } = this.#task.client;
        const end = clock.now() + limitMs;
        while (this.#newest === undefined || !isWanted(this.#newest)) {
            const left = end - clock.now();
            if (this.#newest !== undefined && left <= 0) {
                return this.#newest;
            }
            const sighting = await this.#follower.next(Math.min(promotion_task/* heartbeatMs */.f, Math.max(left, 1)));
            if (sighting?.kind === 'gone') {
                throw (0,errors/* unknown */.L5)('object-gone', `Stage "${this.#task.stage}" was deleted while it was waited for`);
            }
            if (sighting?.kind === 'version') {
                this.#newest = sighting.object;
                this.#task.log.debug(this.#state());
            }
            else if (limitMs === Number.POSITIVE_INFINITY) {
                this.#task.log.info(sighting?.kind === 'trouble' ? sighting.text : `still waiting: ${this.#state()}`);
            }
        }
        return this.#newest;
    }
    #state() {
        const { health, currentPromotion } = this.#newest?.status ?? {};
        const verification = this.#newest === undefined ? undefined : newestVerification(this.#newest);
        const promotion = currentPromotion === undefined ? '' : `, Promotion ${currentPromotion.name} runs`;
        return `health ${health?.status ?? 'unknown'}, verification ${verification?.phase ?? 'not started'}${promotion}`;
    }
    timedOut(what, cause) {
        const message = `the time was over while ${what} of Stage "${this.#task.stage}" was waited for: ${this.#state()}.`;
        return new errors/* KargoError */.pv({ status: 'timed-out', reason: 'waiting-for-verification', message }, { cause });
    }
}

// EXTERNAL MODULE: ./build/verdict.js
var build_verdict = __webpack_require__(80994);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
// EXTERNAL MODULE: ./build/report/promotion.js
var promotion = __webpack_require__(131);
;// CONCATENATED MODULE: ./build/report/verification.js



function verificationSummary(client, stages) {
    const rows = stages.map(({ stage, verdict, verification }) => [
        (0,markdown/* link */.nf)(stage, client.uiLink('stage', stage)),
        `${(0,promotion/* mark */.Gy)(verdict.status)} ${verdict.status}`,
        (0,markdown/* text */.Qq)(verification?.phase ?? ''),
        verification?.analysisRun === undefined ? '' : (0,markdown/* code */.aY)(verification.analysisRun.name),
    ]);
    return [
        (0,markdown/* table */.tp)(['Stage', 'verdict', 'verification', 'AnalysisRun'], rows),
        ...stages.filter(({ verdict }) => !(0,build_verdict/* isGreen */.gf)(verdict)).flatMap(details),
    ].join('\n');
}
function details({ stage, verdict, logs = [] }) {
    return [
        '',
        `**${(0,markdown/* text */.Qq)(stage)}**`,
        '',
        (0,markdown/* block */.om)(verdict.message),
        ...logs.flatMap((log) => ['', `The end of the log of metric ${(0,markdown/* code */.aY)(log.metric)}:`, '', (0,markdown/* block */.om)(log.text)]),
    ];
}

;// CONCATENATED MODULE: ./build/commands/verify-stage.js










const verify_stage_command = (0,command/* defineCommand */.NB)({
    name: 'verify-stage',
    description: 'Run the verification of Stages again and wait for its verdict, or stop one that runs.',
    inputs: {
        ...shared/* connection */.FI,
        ...shared/* inProject */.nO,
        stage: { type: 'list', required: true, description: 'The Stages to verify.' },
        abort: { type: 'boolean', default: false, description: 'Stop the verification that runs there instead.' },
        ...shared/* waiting */.eg,
    },
    outputs: {
        verification: 'The phase in which the verification ended; empty when there are several Stages.',
        'analysis-run': 'The name of its AnalysisRun, if it has one; empty when there are several Stages.',
    },
    check: shared/* checkConnection */.jo,
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async (deadline) => {
            const client = (0,crowd/* forMany */.L)(await (0,connect/* connect */.Ng)(inputs, context, deadline.signal), inputs.stage.length);
            await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const ended = await Promise.all(inputs.stage.map(async (stage) => {
                const task = { stage, client, deadline, log: (0,promotion_task/* logFor */.O)(context.log, stage) };
                return { stage, ...(await guarded(() => (inputs.abort ? abort(task) : verifyAgain(task)))) };
            }));
            const [only] = ended.length === 1 ? ended : [];
            return {
                verdict: (0,build_verdict/* worstOf */.hm)(ended.map(({ verdict }) => verdict)),
                outputs: {
                    verification: only?.verification?.phase ?? '',
                    'analysis-run': only?.verification?.analysisRun?.name ?? '',
                },
                summary: verificationSummary(client, ended),
                links: inputs.stage.map((stage) => ({ label: `Stage ${stage}`, url: client.uiLink('stage', stage) })),
            };
        });
    },
});
async function abort(task) {
    const verification = await abortVerification(task);
    const verdict = verification === undefined
        ? { status: 'unchanged', message: `No verification runs in Stage "${task.stage}".` }
        : {
            status: 'succeeded',
            message: `The verification of Stage "${task.stage}" was stopped (${verification.phase ?? '?'}).`,
        };
    return { verdict, verification };
}
async function guarded(work) {
    try {
        return await work();
    }
    catch (error) {
        if (error instanceof errors/* KargoError */.pv) {
            return { verification: undefined, verdict: error.verdict };
        }
        if (error instanceof errors/* CancelledError */.cc) {
            return {
                verification: undefined,
                verdict: { status: 'cancelled', message: 'Cancelled; a verification that was asked for goes on.' },
            };
        }
        throw error;
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