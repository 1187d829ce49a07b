"use strict";
exports.id = 2922;
exports.ids = [2922];
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
// EXTERNAL MODULE: ./build/kargo/promotion.js
var kargo_promotion = __webpack_require__(2865);
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
            const stale = stalePullRequests(await client.listProjectPromotions(), values.superseded).filter(({ promotion: { spec, metadata } }) => isMeant(spec.stage, values.stage) && isMeant(metadata.name, values.promotion));
            const closer = new Closer({ inputs: values, site: await context.site(), context }, client, signal);
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
                links: closed.map(({ step }) => ({ label: `Pull request #${step.number}`, url: step.url })),
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
        const isOurs = pull.head.repository?.toLowerCase() === pull.repository.toLowerCase();
        if (!this.#settings.inputs['delete-branch'] || push?.commit === undefined || !isOurs) {
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

/***/ 20450:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ connectForge),
  C: () => (/* binding */ whereabouts)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/forge/location.js
var forge_location = __webpack_require__(61220);
;// CONCATENATED MODULE: ./build/forge/open.js
async function openForge(connection) {
    if (connection.forge === 'github') {
        const { openGitHub } = await Promise.all(/* import() */[__webpack_require__.e(1470), __webpack_require__.e(4314)]).then(__webpack_require__.bind(__webpack_require__, 94314));
        return openGitHub(connection);
    }
    const { openGitLab } = await Promise.all(/* import() */[__webpack_require__.e(9868), __webpack_require__.e(1323)]).then(__webpack_require__.bind(__webpack_require__, 53017));
    return openGitLab(connection);
}

;// CONCATENATED MODULE: ./build/forge/connect.js




function whereabouts({ inputs, site }) {
    return {
        forge: inputs.forge,
        'forge-url': inputs['forge-url'],
        repository: inputs.repository,
        host: site.repository,
    };
}
async function connectForge(settings, location, signal) {
    const { inputs, context } = settings;
    const token = await tokenFor(settings, location);
    if (token !== undefined) {
        context.mask(token.value);
    }
    return openForge({
        forge: location.forge,
        address: location.address,
        token,
        http: await (0,connect/* openHttp */.fb)({ ...inputs, 'insecure-skip-tls-verify': false }, context),
        clock: context.clock,
        signal,
        onWait: (line) => context.log.info(line),
    });
}
async function tokenFor(settings, location) {
    const { inputs, site, context } = settings;
    const given = inputs['forge-token'] ?? (await read(inputs['forge-token-file']));
    if (given !== undefined) {
        return { value: given, kind: 'private' };
    }
    const { forge, address } = location;
    const own = site.repository?.forge === forge && site.repository.address === address;
    if (address === homeOf(forge, settings)) {
        const variable = context.variable(forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN');
        if (variable !== undefined) {
            return { value: variable, kind: 'private' };
        }
    }
    return own ? site.token : undefined;
}
function homeOf(forge, { inputs, site }) {
    if (inputs['forge-url'] !== undefined) {
        return (0,forge_location/* addressOf */.ci)(inputs['forge-url']);
    }
    return site.repository?.forge === forge ? site.repository.address : `https://${forge}.com`;
}
async function read(path) {
    if (path === undefined) {
        return undefined;
    }
    const { readFile } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 51455, 23));
    try {
        return (await readFile(path, 'utf8')).trim() || undefined;
    }
    catch (error) {
        throw new errors/* InputError */.dz([
            { input: 'forge-token-file', value: path, accepted: `a readable file is needed: ${(0,errors/* messageOf */.bD)(error)}` },
        ]);
    }
}


/***/ })),

/***/ 61220:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ZX: () => (/* binding */ locateRepository),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   x5: () => (/* binding */ locate),
/* harmony export */   x6: () => (/* binding */ locatePullRequest)
/* harmony export */ });
/* unused harmony export isRepository */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);

const publicAddresses = {
    github: 'https://github.com',
    gitlab: 'https://gitlab.com',
};
function isForgeName(value) {
    return value === 'github' || value === 'gitlab';
}
function locate(where) {
    const { forge, address } = chooseForge(where);
    const own = where.host?.forge === forge && where.host.address === address ? where.host.repository : '';
    const repository = where.repository || own;
    if (!isRepository(forge, repository)) {
        throw problem('repository', repository, repositoryShape(forge));
    }
    return { forge, address, repository };
}
function locatePullRequest(url, where) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const plain = parsed?.username === '' && parsed.password === '' && parsed.port !== '0';
    if (parsed === undefined || !plain || !/^https?:$/.test(parsed.protocol)) {
        throw problem('pull-request', undefined, 'must be the http(s) URL of a pull request, without user info');
    }
    for (const { forge, address } of candidates(where)) {
        const base = new URL(address);
        const prefix = `${base.pathname.replace(/\/$/, '')}/`;
        if (parsed.origin === base.origin && parsed.pathname.startsWith(prefix)) {
            const found = partsOf(forge, parsed.pathname.slice(prefix.length));
            if (found !== undefined) {
                return { forge, address, ...found };
            }
        }
    }
    const known = candidates(where).map(({ forge, address }) => `${address} (${forge})`);
    const accepted = `must look like owner/name/pull/7 or group/project/-/merge_requests/7 below one of ${known.join(', ')}; set forge and forge-url for another forge`;
    throw problem('pull-request', `${parsed.origin}${parsed.pathname}`, accepted);
}
function locateRepository(url, where) {
    const scp = /^(?:[\w.-]+@)?(?<host>[\w.-]+):(?!\/\/)(?<path>.+)$/.exec(url)?.groups;
    const plain = scp === undefined ? url : `ssh://${scp.host}/${scp.path}`;
    const parsed = URL.canParse(plain) ? new URL(plain) : undefined;
    if (parsed === undefined || !/^(?:https?|ssh):$/.test(parsed.protocol)) {
        return undefined;
    }
    for (const { forge, address } of [...candidates(where), ...candidates({ host: where.host })]) {
        const base = new URL(address);
        const isThere = parsed.protocol === 'ssh:' ? parsed.hostname === base.hostname : parsed.origin === base.origin;
        const root = parsed.protocol === 'ssh:' ? '/' : `${base.pathname.replace(/\/$/, '')}/`;
        const repository = parsed.pathname.startsWith(root)
            ? parsed.pathname
                .slice(root.length)
                .replace(/\/$/, '')
                .replace(/\.git$/, '')
            : '';
        if (isThere && isRepository(forge, repository)) {
            return { forge, address, repository };
        }
    }
    return undefined;
}
function chooseForge(where) {
    const named = where.forge || where.host?.forge || '';
    if (!isForgeName(named)) {
        throw problem('forge', named, 'must be github or gitlab (it is known by itself only in their jobs)');
    }
    if (where['forge-url']) {
        return { forge: named, address: addressOf(where['forge-url']) };
    }
    const own = where.host?.forge === named ? where.host.address : undefined;
    return { forge: named, address: own ?? publicAddresses[named] };
}
function candidates(where) {
    const { forge, host } = where;
    const names = forge ? [forge].filter(isForgeName) : ['github', 'gitlab'];
    if (forge && names.length === 0) {
        throw problem('forge', forge, 'must be github or gitlab');
    }
    const given = where['forge-url'] ? addressOf(where['forge-url']) : undefined;
    const all = [
        ...names.flatMap((name) => (given === undefined ? [] : [{ forge: name, address: given }])),
        ...(host === undefined ? [] : [{ forge: host.forge, address: host.address }]),
        ...names.map((name) => ({ forge: name, address: publicAddresses[name] })),
    ];
    return all.filter((one, index) => names.includes(one.forge) &&
        all.findIndex((other) => other.forge === one.forge && other.address === one.address) === index);
}
function addressOf(url) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    const clean = parsed?.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
    if (parsed === undefined || !clean || !/^https?:$/.test(parsed.protocol)) {
        throw problem('forge-url', undefined, 'must be an http(s) URL without user info, query and fragment');
    }
    return `${parsed.origin}${parsed.pathname.replace(/\/+$/, '')}`;
}
function partsOf(forge, path) {
    const shape = forge === 'github'
        ? /^([^/]+\/[^/]+)\/pull\/([1-9]\d{0,9})(?:\/[a-z]*)?$/
        : /^(.+?)\/-\/merge_requests\/([1-9]\d{0,9})(?:\/[a-z_]*)?$/;
    const [, repository = '', number = ''] = shape.exec(path) ?? [];
    return isRepository(forge, repository) ? { repository, number: Number(number) } : undefined;
}
const segment = /^(?!\.{1,2}$)[A-Za-z0-9_.-]+$/;
function isRepository(forge, repository) {
    const segments = repository.split('/');
    const count = forge === 'github' ? segments.length === 2 : segments.length >= 2 && segments.length <= 21;
    return count && segments.every((part) => segment.test(part) && !part.startsWith('-'));
}
function repositoryShape(forge) {
    return forge === 'github' ? 'must be owner/name' : 'must be group/project, with all subgroups';
}
function problem(input, value, accepted) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([{ input, accepted, ...(value !== undefined && { value }) }]);
}


/***/ })),

/***/ 8490:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ forgeInputs),
/* harmony export */   Y: () => (/* binding */ checkForge)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const forgeInputs = {
    repository: {
        type: 'string',
        description: 'The repository of the pull request: owner/name, or group/project with all subgroups. Default: where the URL of the pull request points to, else the repository of the job.',
    },
    forge: {
        type: 'string',
        description: 'Which forge that is: github or gitlab. Default: that of the URL of the pull request, else that of the job.',
    },
    'forge-url': {
        type: 'string',
        description: 'Address of the web pages of a GitHub Enterprise Server or a self-managed GitLab, when the job does not run there. A token is sent to this address, to that of the job, to github.com and to gitlab.com only.',
    },
    'forge-token': {
        type: 'string',
        secret: true,
        description: 'Token for the forge. Default: GITHUB_TOKEN or GITLAB_TOKEN, else what the host gives to the job: github.token, which can do what `permissions` of the job say, or CI_JOB_TOKEN, which can only read.',
    },
    'forge-token-file': {
        type: 'string',
        description: 'File that holds the token for the forge, instead of `forge-token`.',
    },
};
function checkForge(values) {
    const { forge, 'forge-token': token, 'forge-token-file': file } = values;
    return [
        ...(forge === undefined || forge === 'github' || forge === 'gitlab'
            ? []
            : [{ input: 'forge', value: forge, accepted: 'must be github or gitlab' }]),
        ...(token !== undefined && /\s/.test(token)
            ? [{ input: 'forge-token', accepted: 'the token alone is accepted: no `Bearer`, no spaces, one line' }]
            : []),
        ...(token !== undefined && file !== undefined
            ? [
                {
                    input: 'forge-token-file',
                    value: file,
                    accepted: 'give the token or its file, not both (forge-token is set too)',
                },
            ]
            : []),
        ...(file !== undefined && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file)
            ? [{ input: 'forge-token-file', value: file, accepted: 'there is no such file' }]
            : []),
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

/***/ 2865:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ stepsOf),
/* harmony export */   HB: () => (/* binding */ failingStep),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   Lt: () => (/* binding */ outsideEffect),
/* harmony export */   Tb: () => (/* binding */ pullRequestsOf),
/* harmony export */   WI: () => (/* binding */ pushesOf),
/* harmony export */   hU: () => (/* binding */ phaseOf),
/* harmony export */   hf: () => (/* binding */ hasOrderedName),
/* harmony export */   iq: () => (/* binding */ toleratedFailures),
/* harmony export */   jA: () => (/* binding */ progressOf),
/* harmony export */   wP: () => (/* binding */ awaitedPullRequest)
/* harmony export */ });
/* unused harmony export currentStep */
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
                const base = targetBranchOf(step) ?? byUrl.get(found.url)?.base;
                byUrl.set(found.url, { ...found, base, branch: pushesOf(promotion).at(-1)?.branch });
            }
        }
    }
    return [...byUrl.values()];
}
function targetBranchOf(step) {
    const branch = fieldOf(fieldOf(step, 'config'), 'targetBranch');
    return typeof branch === 'string' && branch !== '' && !branch.includes('${{') ? branch : undefined;
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
            ? [{ branch, commit: typeof commit === 'string' ? commit : undefined }]
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

/***/ 69195:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Hx: () => (/* binding */ forkDoubt),
/* harmony export */   II: () => (/* binding */ baseDoubt),
/* harmony export */   TS: () => (/* binding */ headDoubt),
/* harmony export */   bi: () => (/* binding */ promotionOf),
/* harmony export */   is: () => (/* binding */ waitsFor),
/* harmony export */   kx: () => (/* binding */ untilItWaits),
/* harmony export */   rL: () => (/* binding */ claimsPromotion),
/* harmony export */   xp: () => (/* binding */ doubtsAbout),
/* harmony export */   y5: () => (/* binding */ stepFor)
/* harmony export */ });
/* unused harmony export promotionNamedBy */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _forge_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61220);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2865);




const branchPrefix = 'kargo/promotion/';
function promotionNamedBy(branch) {
    const name = branch.startsWith(branchPrefix) ? branch.slice(branchPrefix.length) : '';
    return /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(name) ? name : undefined;
}
function claimsPromotion(branch) {
    return branch.toLowerCase().startsWith('kargo/');
}
function stepFor(promotion, place, where) {
    return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pullRequestsOf */ .Tb)(promotion).find((step) => {
        const named = placeOf(step, where);
        return named !== undefined && isSamePlace(named, place);
    });
}
function placeOf(step, where) {
    try {
        return (0,_forge_location_js__WEBPACK_IMPORTED_MODULE_1__/* .locatePullRequest */ .x6)(step.url, where);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz) {
            return undefined;
        }
        throw error;
    }
}
function isSamePlace(one, other) {
    return (one.forge === other.forge &&
        one.address === other.address &&
        one.number === other.number &&
        one.repository.toLowerCase() === other.repository.toLowerCase());
}
function waitsFor(promotion, place, where) {
    const awaited = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .awaitedPullRequest */ .wP)(promotion);
    const named = awaited === undefined ? undefined : placeOf(awaited, where);
    return named !== undefined && isSamePlace(named, place);
}
const settling = { forMs: 30_000, pause: 1_500 };
async function promotionOf(client, { place, branch }, where) {
    const start = client.clock.now();
    for (;;) {
        const candidates = await candidatesFor(client, branch);
        const linked = candidates.flatMap((promotion) => {
            const step = stepFor(promotion, place, where);
            return step === undefined ? [] : [{ promotion, step }];
        });
        const found = linked.findLast(({ promotion }) => !(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(promotion.status)) ?? linked.at(-1);
        const patient = candidates.some(mayName) && client.clock.now() - start < settling.forMs;
        if (found !== undefined || !patient) {
            return found;
        }
        await client.clock.sleep(settling.pause, client.signal);
    }
}
async function candidatesFor(client, branch) {
    const name = promotionNamedBy(branch);
    const named = name === undefined ? undefined : await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(client.getPromotion(name));
    return named === undefined ? client.listProjectPromotions() : [named];
}
function mayName(promotion) {
    const reached = promotion.status?.currentStep ?? 0;
    return ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .phaseOf */ .hU)(promotion.status) === 'Running' &&
        (promotion.spec.steps ?? []).some(({ uses, as = '' }, index) => uses === 'git-open-pr' && index >= reached && promotion.status?.state?.[as] === undefined));
}
async function untilItWaits(client, { linked, place }, where) {
    const start = client.clock.now();
    let { promotion } = linked;
    while (!(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .isTerminal */ .Hd)(promotion.status) && !waitsFor(promotion, place, where)) {
        if (client.clock.now() - start >= settling.forMs) {
            break;
        }
        await client.clock.sleep(settling.pause, client.signal);
        promotion = await client.getPromotion(promotion.metadata.name);
    }
    return { promotion, step: stepFor(promotion, place, where) ?? linked.step };
}
function doubtsAbout(linked, pull) {
    return [forkDoubt(pull), headDoubt(linked, pull), baseDoubt(linked, pull)].filter((doubt) => doubt !== undefined);
}
function forkDoubt(pull) {
    return pull.head.repository?.toLowerCase() === pull.repository.toLowerCase()
        ? undefined
        : `its head branch is in ${pull.head.repository ?? 'a repository that cannot be seen'}, not in ${pull.repository}`;
}
function headDoubt({ promotion }, pull) {
    const { name } = promotion.metadata;
    const push = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pushesOf */ .WI)(promotion).findLast(({ branch }) => branch === pull.head.branch);
    if (push === undefined) {
        return `no step of Promotion ${name} says that it pushed the branch ${pull.head.branch}`;
    }
    if (push.commit === undefined) {
        return `Promotion ${name} does not say which commit it pushed to ${pull.head.branch}`;
    }
    return push.commit === pull.head.sha
        ? undefined
        : `Promotion ${name} pushed commit ${push.commit}, and the head is ${pull.head.sha}: somebody pushed after Kargo`;
}
function baseDoubt({ promotion, step }, pull) {
    return step.base === undefined || step.base === pull.base.branch
        ? undefined
        : `Promotion ${promotion.metadata.name} opened it for the branch ${step.base}, and its base is ${pull.base.branch}`;
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
function text(foreign) {
    return oneLine(foreign)
        .replace(/[\\`*_{}[\]()#+!|<>~$]/g, (character) => `&#${character.charCodeAt(0)};`)
        .replace(/&(?!#\d+;)/g, '&amp;')
        .replace(/@/g, '&#64;')
        .replace(/:\/\//g, '&#58;//')
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