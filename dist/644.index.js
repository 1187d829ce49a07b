"use strict";
exports.id = 644;
exports.ids = [644];
exports.modules = {

/***/ 6644:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ verify_stage_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(4516);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(4264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(5174);
// EXTERNAL MODULE: ./build/promotion/task.js
var promotion_task = __webpack_require__(4948);
// EXTERNAL MODULE: ./build/kargo/follow.js + 2 modules
var follow = __webpack_require__(4109);
// EXTERNAL MODULE: ./build/promotion/follow-stage.js
var follow_stage = __webpack_require__(6911);
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
        return judge(task.client, task.stage, newestVerification(stage));
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
async function judge(client, stage, verification) {
    const phase = verification?.phase ?? '';
    if (phase === 'Successful') {
        return {
            verification,
            verdict: { status: 'succeeded', message: `Stage "${stage}" was verified again: ${phase}.` },
        };
    }
    const reasons = { Error: 'verification-error', Inconclusive: 'verification-inconclusive' };
    const reason = phase === 'Error' || phase === 'Inconclusive' ? reasons[phase] : 'verification-failed';
    const words = verification?.message ? `: ${verification.message}` : '';
    const run = await (0,follow_stage/* describeAnalysis */.S)(client, verification?.analysisRun?.name);
    const message = `Stage "${stage}": the verification ended ${phase}${words}${run}`;
    return { verification, verdict: { status: 'failed', reason, message } };
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
var verdict = __webpack_require__(994);
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
            const client = await (0,connect/* connect */.Ng)(inputs, context, deadline.signal);
            await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const ended = await Promise.all(inputs.stage.map((stage) => {
                const task = { stage, client, deadline, log: (0,promotion_task/* logFor */.O)(context.log, stage) };
                return guarded(() => (inputs.abort ? abort(task) : verifyAgain(task)));
            }));
            const [only] = ended.length === 1 ? ended : [];
            return {
                verdict: (0,verdict/* worstOf */.hm)(ended.map(({ verdict }) => verdict)),
                outputs: {
                    verification: only?.verification?.phase ?? '',
                    'analysis-run': only?.verification?.analysisRun?.name ?? '',
                },
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


/***/ }),

/***/ 4109:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ follow)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(4516);
// EXTERNAL MODULE: ./build/kargo/answer.js
var answer = __webpack_require__(976);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var client = __webpack_require__(7109);
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

// EXTERNAL MODULE: ./build/http/transport-error.js
var transport_error = __webpack_require__(6674);
;// CONCATENATED MODULE: ./build/kargo/sse.js

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
        throw new transport_error/* TransportError */.wX(`an event of the stream is larger than ${maxEventLength / 1024 / 1024} MB`, {
            code: 'TOO_LARGE',
            sent: 'maybe',
            transient: false,
        });
    }
    return length;
}

;// CONCATENATED MODULE: ./build/kargo/follow.js





const timing = {
    deadLink: 75_000,
    pollWhileWatching: 60_000,
    pollAlone: 3_000,
    reconnectFirst: 250,
    reconnectMost: 15_000,
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
    following.start(signal);
    return {
        next: (ms) => following.next(ms, client.signal),
        opened: (ms) => following.opened(ms, client.signal),
        close: () => closing.abort(new Error('closed')),
    };
}
class Following {
    #target;
    #newest = new Newest();
    #queue = [];
    #failure;
    #wake = () => undefined;
    #watching = false;
    #firstFrame = new AbortController();
    #isTroubled = false;
    #unreachableSince;
    #startedAt;
    constructor(target) {
        this.#target = target;
        this.#startedAt = target.client.clock.now();
    }
    start(signal) {
        for (const loop of [this.#watchLoop(signal), this.#pollLoop(signal)]) {
            loop.catch((error) => this.#fail(error));
        }
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
    #seen(object, via) {
        this.#unreachableSince = undefined;
        if (this.#isTroubled) {
            this.#isTroubled = false;
            this.#push({ kind: 'recovered' });
        }
        if (this.#newest.accept(object)) {
            this.#push({ kind: 'version', object, via });
        }
    }
    async #pollLoop(signal) {
        const { client } = this.#target;
        for (;;) {
            await this.#readOnce();
            const before = client.clock.now();
            do {
                await client.clock.sleep(timing.pollAlone * (0.75 + Math.random() / 2), signal);
            } while (this.#watching && client.clock.now() - before < timing.pollWhileWatching);
        }
    }
    async #readOnce() {
        try {
            const object = await (0,client/* orMissing */.M)(this.#read());
            if (object !== undefined) {
                this.#seen(object, 'read');
            }
            else {
                this.#missing();
            }
        }
        catch (error) {
            this.#trouble(error);
        }
    }
    #read() {
        const { client, resource, name } = this.#target;
        return client.getObject(resource, name);
    }
    #missing() {
        const { client } = this.#target;
        const age = client.clock.now() - this.#startedAt;
        if (age > timing.missingAtFirst) {
            this.#push({ kind: 'gone' });
        }
    }
    #trouble(error) {
        if (!(0,errors/* isKargoError */.Rd)(error) || error.verdict.status !== 'unknown') {
            throw error;
        }
        const now = this.#target.client.clock.now();
        this.#unreachableSince ??= now;
        if (now - this.#unreachableSince > timing.giveUpUnreachable) {
            throw stillUnreachable(error, now - this.#unreachableSince);
        }
        this.troubled(error.message);
    }
    async #watchLoop(signal) {
        const { client, resource, name } = this.#target;
        for (let pause = timing.reconnectFirst;; pause = Math.min(pause * 2, timing.reconnectMost)) {
            const stream = await client.watch(resource, name, signal).catch((error) => {
                if (signal.aborted) {
                    throw error;
                }
                return undefined;
            });
            if (stream !== undefined && (await this.#readStream(stream, signal))) {
                pause = timing.reconnectFirst;
            }
            this.#watching = false;
            await client.clock.sleep(pause * (0.5 + Math.random() / 2), signal);
        }
    }
    async #readStream(stream, signal) {
        let frames = 0;
        const stopTimer = this.#closeWhenSilent(stream, signal);
        try {
            for await (const event of parseEvents(stopTimer.touching(stream.chunks))) {
                if (event.kind === 'data') {
                    if (event.event === 'error') {
                        return false;
                    }
                    frames += this.#frame(event.data) ? 1 : 0;
                    this.#watching = true;
                    this.#firstFrame.abort('seen');
                }
            }
        }
        catch {
            signal.throwIfAborted();
        }
        finally {
            stopTimer.stop();
            stream.close();
        }
        return frames > 0;
    }
    #frame(data) {
        const frame = (0,answer/* parse */.qg)(data);
        if (frame?.object?.metadata?.name !== this.#target.name) {
            return false;
        }
        if (frame.type === 'DELETED') {
            this.#push({ kind: 'gone' });
        }
        else {
            this.#seen(frame.object, 'frame');
        }
        return true;
    }
    #closeWhenSilent(stream, signal) {
        const { clock } = this.#target.client;
        let stop = new AbortController();
        const arm = () => {
            stop.abort(new Error('rearmed'));
            stop = new AbortController();
            clock.sleep(timing.deadLink, AbortSignal.any([stop.signal, signal])).then(() => stream.close(), () => undefined);
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
function stillUnreachable(error, ms) {
    return (0,errors/* unknown */.L5)('unreachable', `${error.message} (for ${Math.round(ms / 60_000)} minutes now)`, error);
}


/***/ })

};
;