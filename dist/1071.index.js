"use strict";
exports.id = 1071;
exports.ids = [1071];
exports.modules = {

/***/ 41071:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* unused harmony export judgeRefresh */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);
/* harmony import */ var _watch_follow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69982);



const refreshAnnotation = 'kargo.akuity.io/refresh';
const patience = {
    annotation: 3_000,
    watch: 3_000,
    firstSight: 5_000,
    heartbeat: 60_000,
};
const mostTriggers = 4;
function judgeRefresh(warehouse, before) {
    const token = warehouse.metadata.annotations?.[refreshAnnotation];
    if (token === undefined || token === before.token) {
        return 'untouched';
    }
    const ready = (0,_types_js__WEBPACK_IMPORTED_MODULE_2__/* .conditionOf */ .rI)(warehouse, 'Ready');
    if (!isHandled(warehouse, token) || ready?.reason === 'DiscoveryInProgress') {
        return 'pending';
    }
    if (ready?.status !== 'True') {
        return { failure: ready?.message || ready?.reason || 'it is not Ready, and does not say why' };
    }
    return warehouse.status?.discoveredArtifacts?.discoveredAt === before.discoveredAt
        ? 'unproven'
        : 'discovered';
}
function isHandled(warehouse, token) {
    const handled = warehouse.status?.lastHandledRefresh;
    return handled === token || Date.parse(handled ?? '') >= Date.parse(token);
}
async function discover(client, name, { log, trigger = () => client.refreshWarehouse(name) }) {
    const first = await client.getWarehouse(name);
    const follower = (0,_watch_follow_js__WEBPACK_IMPORTED_MODULE_1__/* .follow */ .e)(client, 'warehouses', name);
    try {
        let before = await newestBefore(follower, first);
        let end = 'untouched';
        for (let attempt = 1; attempt <= mostTriggers; attempt += 1) {
            await trigger();
            const ended = await untilHandled({ follower, read: () => client.getWarehouse(name), log }, before);
            if (typeof ended === 'object') {
                return ended;
            }
            end = ended;
            log.debug(`Warehouse ${name}: ${end === 'untouched' ? 'the refresh left no trace' : 'the discovery is not proven'}; again`);
            await client.clock.sleep(1_100, client.signal);
            before = beforeOf(await client.getWarehouse(name));
        }
        throw withoutEnd(name, end);
    }
    finally {
        follower.close();
    }
}
function withoutEnd(name, end) {
    return end === 'unproven'
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${name}" looked ${mostTriggers} times, and not once with success: the time of its last good discovery has not moved. Its words went unseen; Kargo shows them only for a moment. Check its repositories and their credentials.`)
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `Warehouse "${name}" was asked ${mostTriggers} times to look at its repositories, and nothing shows that it did. Is a Kargo controller running for it?`);
}
function beforeOf(warehouse) {
    return {
        token: warehouse.metadata.annotations?.[refreshAnnotation],
        discoveredAt: warehouse.status?.discoveredArtifacts?.discoveredAt,
    };
}
async function newestBefore(follower, first) {
    await follower.opened(patience.watch);
    const sighting = await follower.next(patience.firstSight);
    return beforeOf(sighting?.kind === 'version' ? sighting.object : first);
}
async function untilHandled({ follower, read, log }, before) {
    let known = before;
    for (let touched = false;;) {
        const sighting = await follower.next(touched ? patience.heartbeat : patience.annotation);
        if (sighting?.kind === 'gone') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', 'the Warehouse was deleted meanwhile');
        }
        if (sighting?.kind === 'trouble' || (sighting === undefined && touched)) {
            log.info(sighting === undefined ? 'still waiting for the discovery' : sighting.text);
        }
        const seen = sighting?.kind === 'version' ? sighting.object : sighting === undefined ? await read() : undefined;
        if (seen === undefined) {
            continue;
        }
        const state = judgeRefresh(seen, known);
        if (state === 'untouched' && sighting === undefined && !touched) {
            return 'untouched';
        }
        if (state === 'pending') {
            touched = true;
            known = { ...known, discoveredAt: beforeOf(seen).discoveredAt };
        }
        else if (state === 'discovered') {
            return seen;
        }
        else if (state === 'unproven') {
            return 'unproven';
        }
        else if (typeof state === 'object') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${seen.metadata.name}" could not discover artifacts: ${state.failure}`);
        }
    }
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


/***/ }))

};
;