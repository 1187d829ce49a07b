"use strict";
exports.id = 4338;
exports.ids = [4338];
exports.modules = {

/***/ 64338:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ doctor_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/verdict.js
var verdict = __webpack_require__(80994);
;// CONCATENATED MODULE: ./build/doctor/conclusion.js

function conclude(findings) {
    const [first, ...others] = findings.flatMap(({ verdict }) => verdict ?? []);
    if (first !== undefined) {
        const all = [first, ...others];
        return { ...(0,verdict/* worstOf */.hm)(all), message: all.map(({ message }) => `${message.replace(/\.$/, '')}.`).join(' ') };
    }
    const of = (status) => findings.filter((finding) => finding.status === status);
    const sound = of('succeeded').map(({ subject, message }) => `${subject}: ${message}`);
    const parts = [
        `Nothing wrong was found. ${sound.slice(0, 3).join('; ')}`,
        ...of('advice').map(({ subject, message }) => `Advice on ${subject}: ${message}`),
        ...listed('It cannot be told: ', of('unknown')),
    ];
    return { status: 'succeeded', message: `${parts.join('. ')}.` };
}
function listed(words, findings) {
    return findings.length === 0 ? [] : [words + findings.map(({ subject }) => subject).join(', ')];
}

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/http/certificate.js
var certificate = __webpack_require__(95279);
// EXTERNAL MODULE: ./build/http/proxy.js
var http_proxy = __webpack_require__(67408);
// EXTERNAL MODULE: ./build/http.js + 6 modules
var http = __webpack_require__(2253);
// EXTERNAL MODULE: ./build/kargo/answer.js
var answer = __webpack_require__(90976);
;// CONCATENATED MODULE: ./build/kargo/system.js

class System {
    #client;
    constructor(client) {
        this.#client = client;
    }
    version() {
        return this.#client.calls.read({
            method: 'GET',
            path: '/v1beta1/system/server-version',
            doing: 'reading the server version',
        });
    }
    async publicConfig() {
        const path = '/v1beta1/system/public-server-config';
        try {
            return await this.#client.calls.read({ method: 'GET', path, doing: 'reaching Kargo', anonymous: true });
        }
        catch (error) {
            throw (0,errors/* isKargoError */.Rd)(error) && error.httpStatus === 401
                ? (0,errors/* failed */.gz)('not-found', `reaching Kargo: ${this.#client.address}${path} asks for a token, so it is not that path: check api-address, which is the address without /v1beta1.`)
                : error;
        }
    }
    heartbeats() {
        return this.#client.calls.read({
            method: 'GET',
            path: '/v1beta1/system/controller-heartbeats',
            doing: 'reading the heartbeats of the controllers',
        });
    }
    stageLinks(stage) {
        return this.#client.calls.read({
            method: 'GET',
            path: `${this.#client.projectPath}/stages/${encodeURIComponent(stage)}/links`,
            doing: `reading the links of Stage "${stage}"`,
        });
    }
}

;// CONCATENATED MODULE: ./build/doctor/finding.js
const marks = {
    succeeded: { log: 'ok', summary: '\u2705' },
    advice: { log: 'advice', summary: '\u26a0\ufe0f' },
    unknown: { log: 'cannot tell', summary: '\u2754' },
    broken: { log: 'NOT OK', summary: '\u274c' },
};
function markOf(finding) {
    return isBroken(finding) || finding.status === 'failed' ? marks.broken : marks[finding.status];
}
function isBroken({ verdict }) {
    return verdict !== undefined;
}
function well(subject, message) {
    return { subject, status: 'succeeded', message };
}
function advice(subject, message) {
    return { subject, status: 'advice', message };
}
function cannotTell(subject, message) {
    return { subject, status: 'unknown', message };
}
function wrong(subject, verdict) {
    const status = verdict.status === 'failed' ? 'failed' : 'unknown';
    return { subject, status, message: verdict.message, verdict };
}

;// CONCATENATED MODULE: ./build/doctor/connection.js







const publicConfig = '/v1beta1/system/public-server-config';
const guessMs = 5_000;
async function lookAtConnection(way) {
    const { client } = way;
    try {
        const answer = await new System(client).publicConfig();
        const through = throughProxy(way);
        return isPublicConfig(answer)
            ? well('connection', `Kargo answers at ${client.address}${through}`)
            : wrong('connection', {
                status: 'unknown',
                reason: 'bad-answer',
                message: `${client.address} answers with JSON${through}, but not as Kargo does: it is another service. ${await otherAddress(way)}`.trim(),
            });
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            return wrong('connection', await explained(error, way));
        }
        throw error;
    }
}
async function explained(error, way) {
    const { cause, verdict } = error;
    const code = cause instanceof http/* TransportError */.w ? cause.code : '';
    const isAnswered = 'reason' in verdict && ['bad-answer', 'not-found'].includes(verdict.reason);
    const more = (0,certificate/* isCertificateCode */.k)(code)
        ? await explainCertificate(way)
        : isAnswered
            ? await otherAddress(way)
            : '';
    const through = error.message.includes('through the proxy') ? '' : throughProxy(way);
    const said = verdict.message.replace(/\.$/, '');
    return { ...verdict, message: [`${said}${through}.`, more].filter((part) => part !== '').join(' ') };
}
function throughProxy({ client, proxies }) {
    try {
        const proxy = (0,http_proxy/* proxyFor */.i)(new URL(client.address), proxies);
        return proxy === undefined ? '' : ` (through the proxy ${proxy.origin})`;
    }
    catch {
        return '';
    }
}
async function explainCertificate({ client, proxies, signal }) {
    const { presentedChain } = await __webpack_require__.e(/* import() */ 3754).then(__webpack_require__.bind(__webpack_require__, 13754));
    const chain = await presentedChain(new URL(client.address), proxies, signal);
    const [own] = chain ?? [];
    const top = chain?.at(-1);
    if (chain === undefined || own === undefined || top === undefined) {
        return 'Its certificates could not be read.';
    }
    return describeChain(chain, { own, top });
}
function describeChain(chain, { own, top }) {
    const names = chain.map(({ subject }) => `"${subject}"`).join(', signed by ');
    const ca = top.subject === top.issuer
        ? chain.length === 1
            ? 'It is self-signed: give this certificate itself by ca-certificate'
            : `The CA to give by ca-certificate is "${top.subject}", which the server presents too`
        : `The CA to give by ca-certificate is "${top.issuer}", which the server does not present`;
    return `The server presents ${names}, valid from ${own.validFrom} to ${own.validTo}${own.names === '' ? '' : `, for ${own.names}`}. ${ca}.`;
}
async function otherAddress(way) {
    const { client, http, signal } = way;
    const redirect = await redirectOf(way);
    for (const address of likelyAddresses(client.address, redirect)) {
        const response = await http
            .request({
            method: 'GET',
            url: address + publicConfig,
            signal,
            retryForMs: 0,
            attemptTimeoutMs: guessMs,
        })
            .catch(() => undefined);
        signal.throwIfAborted();
        if (response !== undefined && (0,answer/* classify */.L8)(response) === 'json' && isPublicConfig((0,answer/* parse */.qg)(response.text))) {
            return `Kargo does answer at ${address}: use this as api-address.`;
        }
    }
    return '';
}
async function redirectOf({ client, http, signal }) {
    const url = client.address + publicConfig;
    const response = await http
        .request({ method: 'GET', url, signal, retryForMs: 0, attemptTimeoutMs: guessMs })
        .catch(() => undefined);
    const location = response?.headers.location;
    const target = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
    return target?.hostname === new URL(url).hostname && target.pathname.endsWith(publicConfig)
        ? `${target.origin}${target.pathname.slice(0, -publicConfig.length)}`
        : undefined;
}
function likelyAddresses(address, redirect) {
    const { origin, pathname } = new URL(address);
    const parts = pathname.split('/').filter((part) => part !== '');
    const once = parts.filter((part, index) => part !== parts[index - 1]);
    const paths = [once, parts.slice(0, -1), [], ['kargo'], ['api']].map((list) => [origin, ...list].join('/'));
    const known = new Set([address.replace(/\/+$/, '')]);
    return [...(redirect === undefined ? [] : [redirect]), ...paths].filter((guess) => {
        const isNew = !known.has(guess);
        known.add(guess);
        return isNew;
    });
}
function isPublicConfig(answer) {
    return (typeof answer === 'object' &&
        answer !== null &&
        ('adminAccountEnabled' in answer || 'skipAuth' in answer || 'oidcConfig' in answer));
}

// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
;// CONCATENATED MODULE: ./build/doctor/project.js



const mostNames = 20;
async function lookAtProject(client) {
    const name = `project "${client.project}"`;
    try {
        const stages = await client.listStages();
        const names = stages.map(({ metadata }) => metadata.name);
        const rest = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
        return well('project', `${name} has ${names.length === 0 ? 'no Stages' : `the Stages ${names.slice(0, mostNames).join(', ')}${rest}`}`);
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return error.httpStatus === 403
            ? well('project', `${name} exists; the token may not list its Stages`)
            : wrong('project', error.verdict);
    }
}
async function lookAtStage(client, name) {
    const subject = `stage ${name}`;
    try {
        return well(subject, describeStage(await client.getStage(name)));
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return error.httpStatus === 403
            ? cannotTell(subject, 'whether it exists: the token may not read it')
            : wrong(subject, error.verdict);
    }
}
function describeStage(stage) {
    const from = (stage.spec.requestedFreight ?? []).map(({ origin, sources }) => {
        const upstream = sources?.stages ?? [];
        const ways = [
            ...(sources?.direct === true ? ['directly'] : []),
            ...(upstream.length > 0 ? [`by ${upstream.join(', ')}`] : []),
        ];
        return `${origin.name} ${ways.join(' and ') || 'from nowhere'}`;
    });
    return (0,types/* isControlFlow */.Uy)(stage)
        ? 'it has no promotion steps: nothing can be promoted to it, only to the Stages behind it'
        : `it takes Freight of ${from.join(' and ') || 'no Warehouse'}`;
}

;// CONCATENATED MODULE: ./build/kargo/rights.js
const apiGroups = {
    analysisruns: 'argoproj.io',
    analysistemplates: 'argoproj.io',
    rolebindings: 'rbac.authorization.k8s.io',
    roles: 'rbac.authorization.k8s.io',
    secrets: '',
    serviceaccounts: '',
};
function groupOf(resource) {
    return apiGroups[resource] ?? 'kargo.akuity.io';
}
const anyToken = 'none: any token that Kargo knows may refresh';
const finding = { freights: ['list'] };
const following = {
    stages: ['watch'],
    promotions: ['watch'],
    analysisruns: ['get'],
};
const commandRights = {
    'notify-warehouse': [
        {
            when: '`wait-for: freight`',
            needs: { warehouses: ['get'], freights: ['list'] },
            helps: { warehouses: ['watch'] },
        },
        { when: '`wait-for: handled`', needs: { warehouses: ['get'] }, helps: { warehouses: ['watch'] } },
        { when: '`wait-for: none`', needs: {}, says: anyToken },
        { when: 'by `webhook-url`, `wait-for: none`', needs: {}, says: 'no token at all' },
    ],
    'find-freight': [
        {
            when: 'by artifacts',
            needs: finding,
            helps: { warehouses: ['list'] },
            says: '`list` on `warehouses` tells why it is not there',
        },
        { when: 'by `freight` (name)', needs: { freights: ['get'] } },
        { when: 'by `alias`', needs: { freights: ['get', 'list'] } },
        {
            when: 'with `warehouse`',
            also: true,
            needs: { warehouses: ['get'] },
            helps: { warehouses: ['watch'] },
        },
        { when: 'with `stage`', also: true, needs: { stages: ['get'] } },
    ],
    promote: [
        {
            when: '',
            needs: { freights: ['get', 'list'], stages: ['get', 'promote'], promotions: ['create', 'get', 'list'] },
            helps: { warehouses: ['get', 'list', 'watch'], ...following, promotions: ['watch', 'patch'] },
            says: '`patch` is for aborting, see below',
        },
        {
            when: 'with `warehouse`',
            also: true,
            needs: { warehouses: ['get'] },
            helps: { warehouses: ['watch'] },
        },
        {
            when: 'with `downstream-of`',
            also: true,
            needs: { stages: ['list'] },
            says: 'and `promote` on each of the Stages',
        },
        {
            when: 'with `create-freight: if-missing`',
            also: true,
            needs: { freights: ['create'], warehouses: ['get'] },
        },
    ],
    'wait-promotion': [
        { when: '', needs: { promotions: ['get', 'list'], stages: ['get'] }, helps: following },
        { when: 'to `verified`', also: true, needs: { freights: ['get'] } },
        { when: 'with Freight named by artifacts', also: true, needs: finding },
    ],
    'wait-stage': [
        {
            when: '',
            needs: { freights: ['get', 'list'], stages: ['get'] },
            helps: { stages: ['watch'], analysisruns: ['get'] },
        },
    ],
    'abort-promotion': [
        { when: 'by `promotion`', needs: { promotions: ['get', 'patch'] } },
        { when: 'by `stage`', also: true, needs: { promotions: ['list'], stages: ['get'] } },
    ],
    rollback: [
        {
            when: '',
            needs: { freights: ['get'], stages: ['get', 'promote'], promotions: ['create', 'get', 'list'] },
            helps: { ...following, promotions: ['watch', 'patch'] },
            says: '`patch` is for aborting, also for `preempt`',
        },
        { when: 'to an alias', also: true, needs: { freights: ['list'] } },
        {
            when: 'to Freight that Kargo has collected',
            also: true,
            needs: { freights: ['create'], 'freights/status': ['patch'] },
        },
    ],
    'approve-freight': [
        {
            when: '',
            needs: { freights: ['get', 'list'], stages: ['get', 'promote'], 'freights/status': ['patch'] },
        },
    ],
    'create-freight': [
        {
            when: '',
            needs: { warehouses: ['get'], freights: ['create', 'get'] },
            helps: { freights: ['list'], warehouses: ['watch'] },
            says: '`list` for when an answer is lost',
        },
    ],
    'alias-freight': [{ when: '', needs: { freights: ['get', 'list', 'patch'] } }],
    'verify-stage': [
        { when: '', needs: { stages: ['get', 'patch'] }, helps: { stages: ['watch'], analysisruns: ['get'] } },
    ],
    'refresh-stage': [{ when: '', needs: {}, says: anyToken }],
    apply: [
        {
            when: '',
            needs: { stages: ['get', 'create', 'update'], warehouses: ['get', 'create', 'update'] },
            says: 'and so for each kind in the manifests; with `dry-run` only `get`',
        },
    ],
    'open-promotion-pr': [
        { when: '', needs: { promotions: ['get', 'list'], stages: ['get'], freights: ['get'] } },
        { when: 'for a branch that CI wrote, with Freight named by artifacts', also: true, needs: finding },
    ],
    'wait-promotion-pr': [
        { when: '', needs: { promotions: ['get', 'list'] }, helps: { promotions: ['watch'], stages: ['get'] } },
        { when: 'with `then-wait-for: verified`', also: true, needs: { stages: ['get'], freights: ['get'] } },
    ],
    'gate-promotion-pr': [
        {
            when: '',
            needs: { promotions: ['get', 'list'] },
            helps: { stages: ['get'], freights: ['get'] },
            says: 'those that help are for the comment',
        },
        { when: 'with `verified-in` or `commit-on`', also: true, needs: { freights: ['get'] } },
        { when: 'with `not-superseded`', also: true, needs: { stages: ['get'], freights: ['get'] } },
    ],
    'merge-promotion-pr': [
        { when: '', needs: { promotions: ['get', 'list'] }, helps: { promotions: ['watch'], stages: ['get'] } },
        { when: 'with `then-wait-for: verified`', also: true, needs: { stages: ['get'], freights: ['get'] } },
    ],
    'close-promotion-pr': [{ when: '', needs: { promotions: ['list'] } }],
    'create-token': [
        {
            when: '',
            needs: { secrets: ['create', 'get'], serviceaccounts: ['get'], roles: ['get'], rolebindings: ['list'] },
        },
    ],
    'list-tokens': [{ when: '', needs: { secrets: ['list'] } }],
    'delete-token': [{ when: '', needs: { secrets: ['get', 'delete'] } }],
    status: [
        {
            when: '',
            needs: { stages: ['list'] },
            helps: { freights: ['list'], promotions: ['list'], warehouses: ['list'], projectconfigs: ['get'] },
            says: 'it says what it could not read',
        },
        { when: 'of Freight', also: true, needs: { freights: ['list'] } },
    ],
    doctor: [
        {
            when: '',
            needs: {},
            says: 'none of its own: it asks for those of the command in `for`; `list` on `warehouses` shows fields that a later Kargo refuses',
        },
    ],
    simulate: [{ when: '', needs: {}, says: 'no Kargo' }],
    demo: [{ when: '', needs: {}, says: 'no Kargo' }],
    'after-cancel': [{ when: '', needs: { stages: ['get'], promotions: ['get', 'patch'] } }],
};
function rightsIn(rights) {
    return Object.entries(rights).flatMap(([resource, verbs]) => verbs.map((verb) => ({ resource: resource, verb })));
}

// EXTERNAL MODULE: ./build/kargo/token.js
var kargo_token = __webpack_require__(26953);
;// CONCATENATED MODULE: ./build/report/role.js

function roleManifest(rights, { name, project, stages }) {
    return [
        'apiVersion: rbac.authorization.k8s.io/v1',
        'kind: Role',
        'metadata:',
        `  name: ${plain(name)}`,
        `  namespace: ${plain(project)}`,
        'rules:',
        ...rulesOf(rights, stages),
    ].join('\n');
}
function rulesOf(rights, stages) {
    const verbs = new Map();
    for (const { resource, verb } of rights) {
        if (verb !== 'promote') {
            verbs.set(resource, (verbs.get(resource) ?? new Set()).add(verb));
        }
    }
    const promotes = rights.some(({ verb }) => verb === 'promote');
    return [
        ...[...verbs].flatMap(([resource, each]) => rule(resource, [...each])),
        ...(promotes
            ? [
                ...rule('stages', ['promote']),
                ...(stages.length === 0 ? [] : [`    resourceNames: [${stages.map(plain).join(', ')}]`]),
            ]
            : []),
    ];
}
function rule(resource, verbs) {
    const group = groupOf(resource);
    return [
        `  - apiGroups: [${group === '' ? '""' : group}]`,
        `    resources: [${resource}]`,
        `    verbs: [${verbs.join(', ')}]`,
    ];
}
function plain(name) {
    const isWord = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name);
    return isWord && !/^(?:true|false|null|yes|no|on|off|y|n)$/.test(name) ? name : JSON.stringify(name);
}

// EXTERNAL MODULE: ./build/kargo/api-tokens.js
var api_tokens = __webpack_require__(68251);
;// CONCATENATED MODULE: ./build/doctor/server.js



const features = [
    { since: '1.10', words: 'heartbeats of the controllers' },
    { since: '1.10', words: 'the promotion step "fail"' },
    { since: '1.11', words: 'promotion by origin (input origin: its newest Freight is looked up instead)' },
    { since: '1.11', words: 'holds of auto-promotion (rollback cannot freeze)' },
    {
        since: '1.11',
        words: 'words for unexpected errors (they are empty answers, so actions are confirmed by reading)',
    },
    { since: '1.11', words: 'webhooks that wake Promotions when a pull request is merged' },
];
const order = ['1.9', '1.10', '1.11', 'newer'];
function isAtLeast(generation, wanted) {
    return order.indexOf(generation) >= order.indexOf(wanted);
}
async function lookAtServer(client, release) {
    const [heartbeats, hasLinks] = await Promise.all([
        orNoRoute(new System(client).heartbeats()),
        hasRoute(new System(client).stageLinks('kargo-ci-doctor')),
    ]);
    const generation = generationOf({ hasHeartbeats: heartbeats !== 'no-route', hasLinks, release });
    return {
        generation,
        findings: [describeServer(release, generation), ...controllers(heartbeats)],
    };
}
function generationOf(seen) {
    if (!seen.hasLinks) {
        return seen.hasHeartbeats ? '1.10' : '1.9';
    }
    return spokenGeneration(seen.release) === 'newer' ? 'newer' : '1.11';
}
function spokenGeneration(release) {
    if (release === 'main') {
        return 'newer';
    }
    const minor = /^v?1\.(?<minor>\d+)\./.exec(release)?.groups?.minor;
    if (minor === undefined) {
        return undefined;
    }
    return Number(minor) > 11 ? 'newer' : order.find((generation) => generation === `1.${minor}`);
}
function describeServer(release, generation) {
    const lacking = features.filter(({ since }) => !isAtLeast(generation, since)).map(({ words }) => words);
    const spoken = spokenGeneration(release);
    const differs = spoken !== undefined && spoken !== generation;
    const answers = differs
        ? `, though it answers like ${generation === 'newer' ? 'a newer one' : generation}`
        : '';
    const message = `Kargo ${release}${answers}`;
    return lacking.length === 0
        ? well('server', `${message}: nothing is missing that this suite uses`)
        : advice('server', `${message}, which lacks ${lacking.join('; ')}`);
}
function controllers(answer) {
    if (answer === 'no-route') {
        return [];
    }
    if (answer === 'unreadable') {
        return [cannotTell('controllers', 'their heartbeats could not be read')];
    }
    const all = Object.entries(answer.heartbeats ?? {});
    const dead = all.filter(([, { status }]) => status !== 'Alive');
    if (all.length === 0) {
        return [];
    }
    const named = ([name, { status, timestamp }]) => `${name === '' ? 'the controller' : `controller "${name}"`} is ${status ?? 'unknown'}${timestamp === undefined ? '' : ` since ${timestamp}`}`;
    return dead.length === 0
        ? [
            well('controllers', all.length === 1 ? 'the controller is alive' : `all ${all.length} controllers are alive`),
        ]
        : [advice('controllers', `${dead.map(named).join('; ')}: what belongs to it is not looked at`)];
}
async function orNoRoute(reading) {
    try {
        return await reading;
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            return isNoRoute(error) ? 'no-route' : 'unreadable';
        }
        throw error;
    }
}
async function hasRoute(reading) {
    try {
        await reading;
        return true;
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            return !isNoRoute(error);
        }
        throw error;
    }
}
function isNoRoute({ verdict, httpStatus, }) {
    return httpStatus === undefined && 'reason' in verdict && verdict.reason === 'not-found';
}

;// CONCATENATED MODULE: ./build/doctor/probes.js




const nobody = 'kargo-ci-doctor';
const noWarehouse = 'Warehouse/KARGO-CI-DOCTOR';
const impossibleAlias = 'not an alias!';
const yes = { held: 'yes', why: '' };
const no = { held: 'no', why: '' };
const unknown = (why) => ({ held: 'cannot tell', why });
async function probeRights(rights, ground) {
    const asked = new Map();
    const questions = rights.flatMap((right) => {
        const stages = isPerStage(right) && ground.stages.length > 0 ? ground.stages : [undefined];
        return stages.map((stage) => ({ right, stage }));
    });
    return Promise.all(questions.map(async ({ right, stage }) => ({
        right,
        ...(stage === undefined ? {} : { stage }),
        ...(await probe(right, { ...ground, asked, stage })),
    })));
}
function isPerStage({ resource, verb }) {
    return (resource === 'stages' && verb !== 'list') || (resource === 'promotions' && verb === 'create');
}
function probe(right, ground) {
    switch (`${right.verb} ${right.resource}`) {
        case 'promote stages':
        case 'create promotions':
            return probePromote(right, ground);
        case 'patch freights':
            return probeAlias(right, ground);
    }
    switch (right.verb) {
        case 'get':
            return probeGet(right, ground);
        case 'list':
            return probeList(right, ground);
        case 'watch':
            return probeWatch(right, ground);
        default:
            return unknown('no request that needs it is harmless');
    }
}
function once(asked, what, ask) {
    const before = asked.get(what) ?? ask();
    asked.set(what, before);
    return before;
}
async function probeGet(right, { client, asked, stage }) {
    switch (right.resource) {
        case 'stages': {
            const name = stage ?? (await firstName(once(asked, 'stages', () => client.listStages())));
            return named(name, await ask(right, () => client.getStage(name ?? nobody)));
        }
        case 'warehouses': {
            const name = await firstName(once(asked, 'warehouses', () => client.listWarehouses()));
            return named(name, await ask(right, () => client.getWarehouse(name ?? nobody)));
        }
        case 'freights':
            return ask(right, () => client.getFreight(nobody), ['list']);
        case 'promotions':
            return ask(right, () => client.getPromotion(nobody));
        case 'analysisruns':
            return ask(right, () => client.getAnalysisRun(nobody));
        case 'projectconfigs':
            return ask(right, () => client.getProjectConfig());
        case 'secrets':
            return ask(right, () => new api_tokens/* ApiTokens */.l(client, false).get(nobody));
        default:
            return unknown('no request that needs it is harmless');
    }
}
function named(name, answer) {
    return name === undefined && answer.held === 'no'
        ? unknown('it is not there for all of them; it may be for some by name')
        : answer;
}
async function probeList(right, { client, asked, stages }) {
    switch (right.resource) {
        case 'stages':
            return ask(right, () => once(asked, 'stages', () => client.listStages()));
        case 'warehouses':
            return ask(right, () => once(asked, 'warehouses', () => client.listWarehouses()));
        case 'freights':
            return ask(right, () => client.listFreight([nobody]));
        case 'promotions':
            return ask(right, () => client.listPromotions(stages[0] ?? nobody));
        case 'secrets':
            return ask(right, () => new api_tokens/* ApiTokens */.l(client, false).list(undefined));
        default:
            return unknown('no request that needs it is harmless');
    }
}
async function probeWatch(right, ground) {
    const { client } = ground;
    const watched = await objectToWatch(right.resource, ground);
    if (watched === undefined) {
        return unknown('there is nothing to watch that the token can see');
    }
    return ask(right, async () => {
        const stream = await client.watch(watched.resource, watched.name, client.signal);
        stream?.close();
    });
}
async function objectToWatch(resource, { client, asked, stages, stage }) {
    switch (resource) {
        case 'stages':
            return stage === undefined ? undefined : { resource, name: stage };
        case 'promotions': {
            const name = await firstName(client.listPromotions(stages[0] ?? nobody));
            return name === undefined ? undefined : { resource, name };
        }
        case 'warehouses': {
            const name = await firstName(once(asked, 'warehouses', () => client.listWarehouses()));
            return name === undefined ? undefined : { resource, name };
        }
        default:
            return undefined;
    }
}
async function firstName(listing) {
    try {
        return (await listing)[0]?.metadata.name;
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            return undefined;
        }
        throw error;
    }
}
async function probePromote(right, { client, generation, asked, stage }) {
    if (stage === undefined) {
        return unknown('no Stage was named (input stage)');
    }
    if (!isAtLeast(generation, '1.11')) {
        return unknown('Kargo 1.10 and older look at it last, so only a promotion would tell');
    }
    const outcome = await once(asked, `promote ${stage}`, () => client.promote(stage, { origin: noWarehouse }));
    if (outcome.kind !== 'refused') {
        return unknown('Kargo did not answer as expected');
    }
    return judge(right, outcome.error, right.verb === 'promote' ? ['create'] : []);
}
async function probeAlias(right, { client }) {
    const name = await firstName(client.listFreight([]));
    return name === undefined
        ? unknown('there is no Freight that the token can see')
        : ask(right, () => client.aliasFreight(name, impossibleAlias));
}
async function ask(right, asking, later = []) {
    try {
        await asking();
        return yes;
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            return judge(right, error, later);
        }
        throw error;
    }
}
function judge(right, error, later) {
    if (error.httpStatus === 404 || error.httpStatus === 422) {
        return yes;
    }
    const missing = error.httpStatus === 403 ? (0,answer/* missingRight */.dP)(error.message) : undefined;
    if (missing === undefined) {
        return unknown(error.verdict.message);
    }
    if (missing.verb === right.verb && missing.resource === right.resource) {
        return no;
    }
    return later.includes(missing.verb)
        ? yes
        : unknown(`"${missing.verb}" on ${missing.resource} is missing, which Kargo looks at first`);
}

;// CONCATENATED MODULE: ./build/doctor/rights.js






async function lookAtRights(ground, command) {
    const [use] = commandRights[command] ?? [];
    const needed = rightsIn(use?.needs ?? {});
    const helpful = rightsIn(use?.helps ?? {});
    if (use === undefined || needed.length + helpful.length === 0) {
        return {
            findings: [well('rights', `${command} needs no right: any token that Kargo accepts will do`)],
            role: '',
        };
    }
    const probed = await probeRights([...needed, ...helpful], ground);
    const isNeeded = ({ right }) => needed.includes(right);
    const missing = probed.filter((each) => isNeeded(each) && each.held === 'no');
    return {
        findings: [
            ...missingFinding(missing, { ground, command }),
            ...probed
                .filter((each) => !missing.includes(each))
                .map((each) => describe(each, command, isNeeded(each))),
        ],
        role: roleManifest([...needed, ...helpful], {
            name: `kargo-ci-${command}`,
            project: ground.client.project,
            stages: ground.stages,
        }),
    };
}
function missingFinding(missing, { ground: { client }, command }) {
    if (missing.length === 0) {
        return [];
    }
    const token = (0,kargo_token/* describeToken */.dE)(client.token);
    const rules = rulesFor(missing);
    const message = `${token} may not ${missing.map(wordsFor).join(', nor ')}, which ${command} needs. Add to the Role in namespace "${client.project}" the ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}.`;
    const capital = message.charAt(0).toUpperCase() + message.slice(1);
    return [wrong('rights', { status: 'failed', reason: 'forbidden', message: capital })];
}
function rulesFor(missing) {
    const byRule = new Map();
    for (const { right } of missing) {
        const key = right.verb === 'promote' ? 'promote' : right.resource;
        byRule.set(key, (byRule.get(key) ?? new Set()).add(right.verb));
    }
    const promoted = missing
        .filter(({ right }) => right.verb === 'promote')
        .flatMap(({ stage }) => stage ?? []);
    return [...byRule].map(([key, verbs]) => key === 'promote'
        ? (0,answer/* ruleFor */.sG)({ verb: key, resource: 'stages', group: groupOf('stages'), name: promoted.join(', ') })
        : (0,answer/* ruleFor */.sG)({ verb: [...verbs].join(', '), resource: key, group: groupOf(key) }));
}
function describe(probed, command, isNeeded) {
    const subject = `right to ${wordsFor(probed)}`;
    switch (probed.held) {
        case 'yes':
            return well(subject, `the token has it`);
        case 'no':
            return advice(subject, `the token does not have it; ${command} works less well without`);
        case 'cannot tell':
            return cannotTell(subject, `${isNeeded ? `${command} needs it` : `it helps ${command}`}; ${probed.why}`);
    }
}
function wordsFor({ right, stage }) {
    const name = stage === undefined ? '' : right.resource === 'stages' ? ` "${stage}"` : ` for "${stage}"`;
    return `${right.verb} ${right.resource}${name}`;
}

// EXTERNAL MODULE: ./build/inputs/duration.js
var duration = __webpack_require__(20349);
;// CONCATENATED MODULE: ./build/doctor/token.js





async function lookAtToken(client) {
    const now = client.clock.now();
    try {
        const { version } = await new System(client).version();
        const claims = (0,kargo_token/* readClaims */.Ip)(client.token);
        return {
            finding: well('token', `it is accepted: ${describeKind(claims, client.project)}${describeExpiry(claims, now)}`),
            release: version,
        };
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        const hint = error.httpStatus === 401 ? ` ${whyRefused(client.token, now)}.` : '';
        const verdict = { ...error.verdict, message: `${error.verdict.message}${hint}` };
        return { finding: wrong('token', verdict), release: '' };
    }
}
function describeKind(claims, project) {
    if (claims === undefined) {
        return 'a token of unknown kind';
    }
    const { role, namespace, secret, issuer, subject } = claims;
    if (role === undefined) {
        return `a token of ${subject === undefined ? 'nobody in particular' : `"${subject}"`}${issuer === undefined ? '' : ` by "${issuer}"`}: a person's or the admin account's, not an API token`;
    }
    const kind = secret === undefined ? 'a short-lived token of Kubernetes' : `the API token "${secret}"`;
    return namespace === project
        ? `${kind} of role "${role}" in project "${project}"`
        : `${kind} of role "${role}" in namespace "${namespace ?? '?'}", which is not the project "${project}": only a system role can do anything here`;
}
function describeExpiry(claims, now) {
    const expiry = claims?.expiresAt;
    if (claims === undefined) {
        return '';
    }
    return expiry === undefined
        ? ', which does not expire'
        : `, which expires in ${(0,duration/* formatDuration */.a3)(Math.max(0, expiry - now))} (${new Date(expiry).toISOString()})`;
}
const signatureBytes = [32, 64, 96, 132, 256, 384, 512];
function whyRefused(token, now) {
    const claims = (0,kargo_token/* readClaims */.Ip)(token);
    if (claims === undefined) {
        return 'It is no JWT, and Kargo accepts no other tokens: something else was given, or it was cut off';
    }
    if (claims.expiresAt !== undefined && claims.expiresAt <= now) {
        return `It expired ${(0,duration/* formatDuration */.a3)(now - claims.expiresAt)} ago (${new Date(claims.expiresAt).toISOString()})`;
    }
    const signature = Buffer.from(token.split('.')[2] ?? '', 'base64url').length;
    if (!signatureBytes.includes(signature)) {
        return `Its signature has ${signature} bytes, which no usual one has: it was probably cut off when it was copied`;
    }
    if (claims.secret !== undefined) {
        return `It is ${describeKind(claims, claims.namespace ?? '')}, which does not expire by itself: it was revoked (deleted, or its role was), or it is of another Kargo`;
    }
    return 'It is whole and has not expired: it is of another Kargo or for another audience, or whoever it belongs to was deleted';
}

;// CONCATENATED MODULE: ./build/doctor/warehouses.js



const refusedFields = [
    ['allowTags', 'allowTagsRegexes'],
    ['ignoreTags', 'ignoreTagsRegexes'],
];
const tagStrategies = ['Lexical', 'NewestTag', 'SemVer'];
async function lookAtWarehouses(client, generation) {
    try {
        const warehouses = await client.listWarehouses();
        const findings = warehouses.flatMap((warehouse) => findingsOf(warehouse, generation));
        return findings.length > 0 || warehouses.length === 0
            ? findings
            : [well('warehouses', 'no Warehouse uses a field that a later Kargo refuses')];
    }
    catch (error) {
        if ((0,errors/* isKargoError */.Rd)(error)) {
            const why = error.httpStatus === 403 ? 'the token may not list them' : error.verdict.message;
            return [cannotTell('warehouses', `whether they use fields that a later Kargo refuses: ${why}`)];
        }
        throw error;
    }
}
function findingsOf(warehouse, generation) {
    const subject = `warehouse ${warehouse.metadata.name}`;
    return (warehouse.spec.subscriptions ?? []).flatMap((subscription) => [
        ...refused(subscription).map((words) => isAtLeast(generation, '1.11')
            ? wrong(subject, {
                status: 'failed',
                reason: 'discovery-failed',
                message: `it cannot discover anything: ${words}`,
            })
            : advice(subject, `with Kargo 1.11 its discovery will fail: ${words}`)),
        ...(isSsh(subscription)
            ? [
                advice(subject, `it reads ${subscription.git?.repoURL} by SSH, which Kargo 1.13 will not do any more (deprecated since 1.10): use https`),
            ]
            : []),
    ]);
}
function refused({ image, git }) {
    const readsTags = git !== undefined && tagStrategies.includes(git.commitSelectionStrategy ?? '');
    const looked = [...(image === undefined ? [] : [image]), ...(readsTags ? [git] : [])];
    return looked.flatMap((each) => refusedFields
        .filter(([field]) => (each[field]?.length ?? 0) > 0)
        .map(([field, instead]) => `the subscription to ${each.repoURL} has "${field}": use "${instead}" instead`));
}
function isSsh({ git }) {
    return /^(?:ssh:\/\/|[^/@]+@[^/:]+:)/.test(git?.repoURL ?? '');
}

// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/report/findings.js


function findingsSummary(findings, { command, role }) {
    const rows = findings.map((finding) => [
        markOf(finding).summary,
        (0,markdown/* text */.Qq)(finding.subject),
        (0,markdown/* text */.Qq)(finding.message),
    ]);
    return [
        (0,markdown/* table */.tp)(['', 'subject', 'finding'], rows),
        ...(role === ''
            ? []
            : ['', `A Role with the rights that ${(0,markdown/* code */.aY)(command)} needs or that help it:`, '', (0,markdown/* block */.om)(role)]),
    ].join('\n');
}

;// CONCATENATED MODULE: ./build/commands/doctor.js















const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    for: {
        type: 'choice',
        choices: Object.keys(commandRights).filter((name) => !['doctor', 'simulate', 'demo', 'after-cancel'].includes(name)),
        default: 'promote',
        description: 'The command that shall work: which rights it needs is asked of Kargo by harmless requests.',
    },
    stage: {
        type: 'list',
        description: 'The Stages that it shall work with. Without one it cannot be told whether the token may promote.',
    },
    timeout: { ...shared/* waiting */.eg.timeout, default: '1m' },
};
const doctor_command = (0,command/* defineCommand */.NB)({
    name: 'doctor',
    description: 'Find out why it does not work: the connection, the token, the server, the project, the rights.',
    inputs,
    outputs: {
        report: 'What was looked at, as JSON: [{"subject", "status", "message"}]; status is succeeded, advice (works, but something should be done), unknown (cannot be told) or failed.',
        release: 'The release of the Kargo server, e.g. v1.11.2.',
        role: 'The manifest of a Role that grants what the command in `for` needs, as YAML.',
    },
    check: shared/* checkConnection */.jo,
    async run(values, context) {
        const findings = [];
        const tell = (...found) => {
            findings.push(...found);
            for (const finding of found) {
                context.log.info(`${markOf(finding).log}  ${finding.subject}: ${finding.message}`);
            }
        };
        const { release, role } = await examineInTime(values, context, tell);
        if (role !== '') {
            context.log.info(`A Role with the rights that ${values.for} needs or that help it:\n\n${role}`);
        }
        return {
            verdict: conclude(findings),
            outputs: {
                report: JSON.stringify(findings.map(({ subject, status, message }) => ({ subject, status, message }))),
                release,
                role,
            },
            summary: findingsSummary(findings, { command: values.for, role }),
        };
    },
});
async function examineInTime(values, context, tell) {
    try {
        return await (0,clock/* withDeadline */.NE)(context, values.timeout, async ({ signal }) => {
            const client = await (0,connect/* connect */.Ng)(values, context, signal);
            const http = await (0,connect/* openHttp */.fb)(values, context);
            return examine({ client, http, proxies: context.network.proxy, signal }, values, tell);
        });
    }
    catch (error) {
        if (!(error instanceof errors/* DeadlineError */.j3)) {
            throw error;
        }
        const message = 'it was over before all was looked at: give it more, or find out why Kargo is slow';
        tell(wrong('time', { status: 'unknown', reason: 'unreachable', message }));
        return { release: '', role: '' };
    }
}
async function examine(way, values, tell) {
    const { client } = way;
    const connected = await lookAtConnection(way);
    tell(connected);
    if (isBroken(connected)) {
        return { release: '', role: '' };
    }
    const { finding: token, release } = await lookAtToken(client);
    tell(token);
    if (isBroken(token)) {
        return { release, role: '' };
    }
    const project = await lookAtProject(client);
    tell(project);
    if (isBroken(project)) {
        return { release, role: '' };
    }
    const server = await lookAtServer(client, release);
    tell(...server.findings);
    const stages = await Promise.all(values.stage.map((name) => lookAtStage(client, name)));
    tell(...stages);
    tell(...(await lookAtWarehouses(client, server.generation)));
    const known = values.stage.filter((_, index) => stages[index]?.verdict === undefined);
    const ground = { client, generation: server.generation, stages: known };
    const rights = await lookAtRights(ground, values.for);
    tell(...rights.findings);
    return { release, role: rights.role };
}


/***/ })),

/***/ 68251:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ ApiTokens),
/* harmony export */   x: () => (/* binding */ valueIn)
/* harmony export */ });
class ApiTokens {
    #calls;
    #base;
    constructor(client, ofSystem) {
        this.#calls = client.calls;
        this.#base = ofSystem ? '/v1beta1/system' : client.projectPath;
    }
    async list(role) {
        const query = role === undefined ? '' : `?role=${encodeURIComponent(role)}`;
        const answer = await this.#calls.read({
            method: 'GET',
            path: `${this.#base}/api-tokens${query}`,
            doing: 'listing the API tokens',
        });
        return (answer.items ?? []).map(tokenOf).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    }
    async get(name) {
        return tokenOf(await this.#calls.read(this.#of('GET', name, 'reading')));
    }
    create(name, role) {
        return this.#calls.create({
            method: 'POST',
            path: `${this.#base}/roles/${encodeURIComponent(role)}/api-tokens`,
            doing: `creating API token "${name}" of role "${role}"`,
            body: { name },
        });
    }
    delete(name) {
        return this.#calls.act(this.#of('DELETE', name, 'deleting'));
    }
    #of(method, name, doing) {
        return {
            method,
            path: `${this.#base}/api-tokens/${encodeURIComponent(name)}`,
            doing: `${doing} API token "${name}"`,
        };
    }
}
function tokenOf({ metadata }) {
    return {
        name: metadata?.name ?? '',
        role: metadata?.annotations?.['kubernetes.io/service-account.name'] ?? '',
        created: metadata?.creationTimestamp ?? '',
    };
}
function valueIn(answer) {
    const encoded = answer.data?.token;
    const value = encoded === undefined ? '' : Buffer.from(encoded, 'base64').toString('utf8');
    return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value) ? value : undefined;
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