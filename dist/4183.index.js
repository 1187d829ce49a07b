"use strict";
exports.id = 4183;
exports.ids = [4183];
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