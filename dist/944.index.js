"use strict";
exports.id = 944;
exports.ids = [944,7577];
exports.modules = {

/***/ 47910:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45263);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40081);
/* harmony import */ var _kargo_make_freight_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98166);
/* harmony import */ var _report_freight_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87577);








const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'create-freight',
    description: 'Make Freight of exactly these artifacts, when Kargo does not do so by itself.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .inProject */ .nO,
        warehouse: {
            type: 'list',
            required: true,
            description: 'The Warehouse that the Freight is to come from: one.',
        },
        ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .artifactInputs */ .QC,
        alias: { type: 'string', description: 'The alias that new Freight gets; Kargo invents one otherwise.' },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '5m' },
    },
    outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
    check: (inputs) => [
        ...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .checkConnection */ .jo)(inputs),
        ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .checkArtifacts */ .EQ)(inputs),
        ...checkOne(inputs.warehouse),
        ...((0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .hasArtifacts */ .C7)(inputs)
            ? []
            : [
                {
                    input: 'image, commit, chart',
                    accepted: 'name one artifact for each subscription of the Warehouse',
                },
            ]),
    ],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(inputs, context, signal);
            const { freight, isNew } = await (0,_kargo_make_freight_js__WEBPACK_IMPORTED_MODULE_6__/* .createFreight */ .Y)(client, {
                warehouse: inputs.warehouse[0] ?? '',
                artifacts: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_2__/* .artifactsOf */ .Ns)(inputs),
                alias: inputs.alias,
                log: context.log,
            });
            const { name } = freight.metadata;
            return {
                verdict: {
                    status: isNew ? 'succeeded' : 'unchanged',
                    message: `Freight ${isNew ? 'was made' : 'was there already'}: ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_5__.describeFreight)(freight)}.`,
                },
                outputs: { freight: name, alias: freight.alias ?? '' },
                summary: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_7__.freightSummary)(freight, client.uiLink('freight', name)),
                links: [(0,_report_freight_js__WEBPACK_IMPORTED_MODULE_7__.freightLink)(client, freight)],
                warnings: inputs.alias === undefined || freight.alias === inputs.alias
                    ? []
                    : [
                        `The Freight did not get the alias "${inputs.alias}": it was there before, as "${freight.alias ?? ''}". alias-freight changes it.`,
                    ],
            };
        });
    },
});
function checkOne(warehouses) {
    return warehouses.length <= 1
        ? []
        : [
            {
                input: 'warehouse',
                value: warehouses.join(', '),
                accepted: 'Freight comes from one Warehouse: name one',
            },
        ];
}


/***/ })),

/***/ 94264:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FI: () => (/* binding */ connection),
/* harmony export */   SK: () => (/* binding */ checkToken),
/* harmony export */   eg: () => (/* binding */ waiting),
/* harmony export */   i6: () => (/* binding */ checkServer),
/* harmony export */   jo: () => (/* binding */ checkConnection),
/* harmony export */   nO: () => (/* binding */ inProject)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const connection = {
    'api-address': {
        type: 'string',
        required: true,
        env: 'KARGO_API_ADDRESS',
        description: 'Address of the Kargo API server, e.g. `https://kargo.example.com`: the address of its UI. A path before the API is kept.',
    },
    'api-token': {
        type: 'string',
        secret: true,
        env: 'KARGO_API_TOKEN',
        description: 'API token of a Kargo role, from `kargo create token`. Give it as a secret of the CI host.',
    },
    'api-token-file': {
        type: 'string',
        env: 'KARGO_API_TOKEN_FILE',
        description: 'File that holds the API token, instead of `api-token`. It is read again when the server refuses the token, so it suits short-lived tokens and file variables of GitLab.',
    },
    'ca-certificate': {
        type: 'string',
        env: 'KARGO_CA_CERTIFICATE',
        description: 'Certificate authority that signed the certificate of the server, as PEM text or as the path of a PEM file. The usual authorities stay trusted.',
    },
    'insecure-skip-tls-verify': {
        type: 'boolean',
        default: false,
        env: 'KARGO_INSECURE_SKIP_TLS_VERIFY',
        description: 'Accept any certificate. Whoever sits between this job and the server can then read the token: for trials only.',
    },
};
const inProject = {
    project: {
        type: 'string',
        required: true,
        env: 'KARGO_PROJECT',
        description: 'Name of the Kargo project, which is also its namespace.',
    },
};
const waiting = {
    timeout: {
        type: 'duration',
        default: '30m',
        description: 'Time for the whole command, every wait included, such as `90s`, `30m` or `1h30m`. When it is over the command ends with `timed-out`.',
    },
};
function checkConnection(inputs) {
    return [...checkServer(inputs), ...checkToken(inputs)];
}
function checkServer(inputs) {
    const address = problemOfAddress(inputs['api-address']);
    const authority = inputs['ca-certificate'];
    return [
        ...(address === undefined ? [] : [address]),
        ...(authority === undefined || authority.includes('-----BEGIN') || (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(authority)
            ? []
            : [
                {
                    input: 'ca-certificate',
                    value: authority,
                    accepted: 'PEM text (it starts with -----BEGIN CERTIFICATE-----) or the path of a file is accepted; there is no such file',
                },
            ]),
    ];
}
function checkToken(inputs) {
    const { 'api-token': token, 'api-token-file': file } = inputs;
    if (token === undefined && file === undefined) {
        return [
            {
                input: 'api-token',
                accepted: 'is required (KARGO_API_TOKEN, or KARGO_API_TOKEN_FILE with the path of a file); if it is set, its value is empty: the secret does not exist, or this job does not get it (a fork, an environment, a protected variable on an unprotected branch)',
            },
        ];
    }
    if (token !== undefined && file !== undefined) {
        return [
            {
                input: 'api-token-file',
                value: file,
                accepted: 'give the token or its file, not both (api-token is set too)',
            },
        ];
    }
    if (file !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)) {
        return [
            {
                input: 'api-token-file',
                value: file,
                accepted: 'the path of a file is accepted; there is no such file',
            },
        ];
    }
    return token !== undefined && /\s/.test(token)
        ? [{ input: 'api-token', accepted: 'the token alone is accepted: no `Bearer`, no spaces, one line' }]
        : [];
}
function problemOfAddress(text) {
    const accepted = 'an http or https URL such as https://kargo.example.com is accepted';
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
        const guess = /^[\w.-]+\.[\w.-]+(?::\d+)?(?:\/\S*)?$/.test(text) ? `; was https://${text} meant?` : '';
        const value = text.includes('@') ? {} : { value: text };
        return { input: 'api-address', ...value, accepted: accepted + guess };
    }
    if (url.username !== '' || url.password !== '') {
        return {
            input: 'api-address',
            accepted: `${accepted}, without user and password: give the token instead`,
        };
    }
    return url.search === '' && url.hash === ''
        ? undefined
        : { input: 'api-address', value: text, accepted: `${accepted}, without \`?\` and \`#\`` };
}


/***/ })),

/***/ 73980:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kt: () => (/* binding */ normalRepository),
/* harmony export */   L5: () => (/* binding */ parseCommit),
/* harmony export */   TM: () => (/* binding */ matchesCommit),
/* harmony export */   an: () => (/* binding */ describeContents),
/* harmony export */   as: () => (/* binding */ parseChart),
/* harmony export */   rI: () => (/* binding */ isChartRepository),
/* harmony export */   v9: () => (/* binding */ holds),
/* harmony export */   x7: () => (/* binding */ matchesImage),
/* harmony export */   zZ: () => (/* binding */ parseImage)
/* harmony export */ });
/* unused harmony export isFullSha */
function parseImage(text) {
    const groups = /^(?<repository>[^\s@]+?)(?::(?<tag>[\w][\w.-]{0,127}))?(?:@(?<digest>sha(?:256|512):[0-9a-f]{64,128}))?$/.exec(text)?.groups;
    const { repository, tag, digest } = groups ?? {};
    if (repository === undefined || repository.includes('://') || (tag === undefined && digest === undefined)) {
        return undefined;
    }
    return {
        kind: 'image',
        text,
        repository,
        ...(tag === undefined ? {} : { tag }),
        ...(digest === undefined ? {} : { digest }),
    };
}
function parseCommit(text) {
    return /^\S+$/.test(text) ? { kind: 'commit', text, revision: text } : undefined;
}
function parseChart(text) {
    const groups = /^(?<repository>\S+\/[^\s/:]+):(?<version>[^\s/:]+)$/.exec(text)?.groups;
    const { repository, version } = groups ?? {};
    return repository === undefined || version === undefined
        ? undefined
        : { kind: 'chart', text, repository, version };
}
function holds(freight, artifact) {
    switch (artifact.kind) {
        case 'image':
            return (freight.images ?? []).some((image) => matchesImage(image, artifact));
        case 'commit':
            return (freight.commits ?? []).some((commit) => matchesCommit(commit, artifact.revision));
        case 'chart':
            return (freight.charts ?? []).some((chart) => isChart(chart, artifact));
    }
}
function matchesImage(image, wanted) {
    if (normalRepository(image.repoURL) !== normalRepository(wanted.repository)) {
        return false;
    }
    return wanted.digest === undefined ? image.tag === wanted.tag : image.digest === wanted.digest;
}
function matchesCommit(commit, revision) {
    return commit.id.toLowerCase() === revision.toLowerCase() || commit.tag === revision;
}
function isChart(chart, wanted) {
    return isChartRepository(chart, wanted.repository) && chart.version === wanted.version;
}
function isChartRepository(chart, place) {
    const full = chart.name === undefined || chart.name === '' ? chart.repoURL : `${chart.repoURL}/${chart.name}`;
    return normalChart(full) === normalChart(place);
}
function normalChart(place) {
    return place
        .replace(/^oci:\/\//, '')
        .replace(/\/+$/, '')
        .replace(/([^:])\/\/+/g, '$1/')
        .toLowerCase();
}
function normalRepository(repository) {
    const short = repository.toLowerCase().replace(/^(?:index\.)?docker\.io\//, '');
    return short.replace(/^library\//, '');
}
function isFullSha(text) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text);
}
function describeContents(freight) {
    const parts = [
        ...(freight.images ?? []).map((image) => `${image.repoURL}:${image.tag ?? image.digest?.slice(0, 19) ?? '?'}`),
        ...(freight.charts ?? []).map((chart) => `${chart.name || chart.repoURL}:${chart.version}`),
        ...(freight.commits ?? []).map((commit) => `${commit.repoURL}@${commit.tag ?? commit.id.slice(0, 7)}`),
    ];
    return parts.join(', ') || 'no artifacts';
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

/***/ 87577:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   freightLink: () => (/* binding */ freightLink),
/* harmony export */   freightSummary: () => (/* binding */ freightSummary),
/* harmony export */   m: () => (/* binding */ artifactsJson)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65453);

function artifactsJson(freight) {
    const { images, charts, commits } = freight;
    return JSON.stringify({ images: images ?? [], charts: charts ?? [], commits: commits ?? [] });
}
function freightLink(client, freight) {
    const { name } = freight.metadata;
    return { label: `Freight ${freight.alias ?? name}`, url: client.uiLink('freight', name) };
}
function freightSummary(freight, url) {
    const rows = [
        ...(freight.images ?? []).map((image) => ['image', image.repoURL, image.tag ?? '', image.digest ?? '']),
        ...(freight.charts ?? []).map((chart) => [
            'chart',
            [chart.repoURL, chart.name].filter(Boolean).join('/'),
            chart.version,
            '',
        ]),
        ...(freight.commits ?? []).map((commit) => [
            'commit',
            commit.repoURL,
            commit.tag ?? commit.branch ?? '',
            commit.id,
        ]),
    ];
    return [
        `**Freight** ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(freight.alias ?? freight.metadata.name, url)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(freight.metadata.name)} of Warehouse ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(freight.origin?.name ?? '?')}`,
        '',
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['kind', 'repository', 'version', 'digest or SHA'], rows.map(([kind = '', ...cells]) => [kind, ...cells.map((cell) => (cell === '' ? '' : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(cell)))])),
    ].join('\n');
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