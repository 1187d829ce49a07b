"use strict";
exports.id = 691;
exports.ids = [691];
exports.modules = {

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
    const { forge, address } = location;
    if (given !== undefined) {
        refuseToStray(settings, location);
        return { value: given, kind: 'private' };
    }
    const own = site.repository?.forge === forge && site.repository.address === address;
    if (address === homeOf(forge, settings)) {
        const variable = context.variable(forge === 'github' ? 'GITHUB_TOKEN' : 'GITLAB_TOKEN');
        if (variable !== undefined) {
            return { value: variable, kind: 'private' };
        }
    }
    return own ? site.token : undefined;
}
function refuseToStray(settings, { forge, address }) {
    const { inputs, site } = settings;
    const named = inputs.forge ?? site.repository?.forge ?? '';
    if (named === '' && inputs['forge-url'] === undefined) {
        return;
    }
    const home = homeOf((0,forge_location/* isForgeName */.F$)(named) ? named : forge, settings);
    if (address !== home) {
        const url = address === `https://${forge}.com` ? '' : ` and forge-url to ${address}`;
        throw (0,errors/* failed */.gz)('refused', `The pull request is at ${address}, and forge-token is for ${home}: nothing was sent. If it is for ${address}, set forge to ${forge}${url}.`);
    }
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
/* harmony export */   F$: () => (/* binding */ isForgeName),
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
        description: 'The repository of the pull request: owner/name, or group/project with all subgroups; one elsewhere is refused or left alone. Default: where the URL of the pull request points to, else the repository of the job.',
    },
    forge: {
        type: 'string',
        description: 'Which forge that is: github or gitlab. Default: that of the URL of the pull request, else that of the job.',
    },
    'forge-url': {
        type: 'string',
        description: 'Address of the web pages of a GitHub Enterprise Server or a self-managed GitLab, when the job does not run there. `forge-token` is then sent to this address only.',
    },
    'forge-token': {
        type: 'string',
        secret: true,
        description: 'Token for the forge: sent to `forge-url`, else to where `forge` is (that of the job, or the public one), and to no other. Default: GITHUB_TOKEN or GITLAB_TOKEN, else what the host gives to the job: github.token, which can do what `permissions` of the job say, or CI_JOB_TOKEN, which can only read.',
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

/***/ 59833:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GC: () => (/* binding */ wordFor),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   _f: () => (/* binding */ standOf),
/* harmony export */   uM: () => (/* binding */ linkTo)
/* harmony export */ });
function wordFor(url) {
    return url.includes('/-/merge_requests/') ? 'merge request' : 'pull request';
}
function nameOf({ repository, number, url, }) {
    return `${repository}${wordFor(url) === 'merge request' ? '!' : '#'}${number}`;
}
function linkTo(pull) {
    const word = wordFor(pull.url) === 'merge request' ? 'Merge request' : 'Pull request';
    return { label: `${word} ${nameOf(pull)}`, url: pull.url };
}
function standOf(pull) {
    if (pull.state !== 'open') {
        return pull.state;
    }
    const { mergeability } = pull;
    const reasons = 'reasons' in mergeability ? mergeability.reasons.map(({ kind, text }) => `${kind}: ${text}`) : [];
    return [
        pull.draft ? 'a draft' : 'open',
        `checks ${pull.checks}`,
        `approval ${pull.approval}`,
        mergeability.state === 'ready' ? 'ready to merge' : `not ready to merge (${mergeability.state})`,
        ...(pull.scheduled === undefined ? [] : [`in ${pull.scheduled === 'queue' ? 'a queue' : 'auto-merge'}`]),
        ...reasons,
    ].join(', ');
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
/* harmony export */   l_: () => (/* binding */ branchDoubt),
/* harmony export */   rL: () => (/* binding */ claimsPromotion),
/* harmony export */   xp: () => (/* binding */ doubtsAbout),
/* harmony export */   y5: () => (/* binding */ stepFor)
/* harmony export */ });
/* unused harmony export promotionNamedBy */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _forge_location_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61220);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64444);




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
function pushTo({ promotion }, { head }) {
    return (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pushesOf */ .WI)(promotion).findLast(({ branch }) => branch === head.branch);
}
function branchDoubt(linked, pull) {
    const { name } = linked.promotion.metadata;
    return pushTo(linked, pull) === undefined
        ? `no step of Promotion ${name} says that it pushed the branch ${pull.head.branch}`
        : undefined;
}
function headDoubt(linked, pull) {
    const { name } = linked.promotion.metadata;
    const push = pushTo(linked, pull);
    if (push === undefined) {
        return branchDoubt(linked, pull);
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

/***/ 59950:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ findTarget),
/* harmony export */   S: () => (/* binding */ isIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _forge_connect_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20450);
/* harmony import */ var _forge_location_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61220);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64444);
/* harmony import */ var _promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(93508);
/* harmony import */ var _promotion_task_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4948);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(59833);
/* harmony import */ var _link_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69195);








async function findTarget(task) {
    const { client, settings, deadline } = task;
    const where = (0,_forge_connect_js__WEBPACK_IMPORTED_MODULE_1__/* .whereabouts */ .C)(settings);
    const [name] = settings.inputs.promotion;
    const promotion = name === undefined ? undefined : await untilItHasOne(task, await client.getPromotion(name));
    const place = placeFrom(task, where) ?? (promotion === undefined ? undefined : placeIn(promotion, where));
    if (place === undefined) {
        if (promotion !== undefined) {
            return undefined;
        }
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            {
                input: 'pull-request',
                accepted: 'name the pull request, or its Promotion: this job does not run for one',
            },
        ]);
    }
    const forge = await (0,_forge_connect_js__WEBPACK_IMPORTED_MODULE_1__/* .connectForge */ .W)(settings, place, deadline.signal);
    const pull = await forge.read(place);
    const linked = promotion === undefined
        ? await (0,_link_js__WEBPACK_IMPORTED_MODULE_5__/* .promotionOf */ .bi)(client, { place, branch: pull.head.branch }, where)
        : linkedOrThrow(promotion, place, where);
    return { forge, place, pull, linked };
}
function placeFrom({ settings }, where) {
    const { inputs, site } = settings;
    const named = inputs['pull-request'];
    if (named?.startsWith('http')) {
        const place = (0,_forge_location_js__WEBPACK_IMPORTED_MODULE_2__/* .locatePullRequest */ .x6)(named, where);
        if (!isIn(place, inputs.repository)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
                {
                    input: 'pull-request',
                    value: named,
                    accepted: `must be in ${inputs.repository}, as repository says`,
                },
            ]);
        }
        return place;
    }
    if (named !== undefined) {
        return { ...(0,_forge_location_js__WEBPACK_IMPORTED_MODULE_2__/* .locate */ .x5)(where), number: Number(named) };
    }
    if (inputs.promotion.length > 0 || site.pullRequest === undefined) {
        return undefined;
    }
    const own = (0,_forge_location_js__WEBPACK_IMPORTED_MODULE_2__/* .locate */ .x5)({ host: site.repository });
    return { ...own, repository: site.pullRequestIn ?? own.repository, number: site.pullRequest };
}
async function untilItHasOne({ client, deadline, settings }, first) {
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pullRequestsOf */ .Tb)(first).length > 0) {
        return first;
    }
    const { stage } = first.spec;
    const options = { 'wait-for': 'pull-request', 'health-grace': 0, 'require-checks': false };
    const task = { client, deadline, stage, log: (0,_promotion_task_js__WEBPACK_IMPORTED_MODULE_6__/* .logFor */ .O)(settings.context.log, stage), options };
    return (await (0,_promotion_follow_promotion_js__WEBPACK_IMPORTED_MODULE_4__/* .followPromotion */ .X)(task, first, () => undefined)).promotion;
}
function placeIn(promotion, where) {
    const { name } = promotion.metadata;
    const all = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pullRequestsOf */ .Tb)(promotion);
    const own = all.filter((step) => all.length === 1 || isIn((0,_link_js__WEBPACK_IMPORTED_MODULE_5__/* .placeOf */ .$t)(step, where), where.repository));
    const awaited = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .awaitedPullRequest */ .wP)(promotion);
    const step = own.find(({ url }) => url === awaited?.url) ?? (own.length === 1 ? own[0] : undefined);
    if (step === undefined && all.length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            {
                input: 'pull-request',
                accepted: `Promotion ${name} has several: name one of ${all.map(({ url }) => url).join(', ')}`,
            },
        ]);
    }
    const place = step === undefined ? undefined : placeOrThrow(step, where);
    if (place !== undefined && !isIn(place, where.repository)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `The ${(0,_description_js__WEBPACK_IMPORTED_MODULE_7__/* .wordFor */ .GC)(step?.url ?? '')} ${step?.url} of Promotion ${name} is not in ${where.repository}, as repository says. Nothing was done.`);
    }
    return place;
}
function isIn(place, repository) {
    return repository === undefined || place?.repository.toLowerCase() === repository.toLowerCase();
}
function placeOrThrow(step, where) {
    return (0,_link_js__WEBPACK_IMPORTED_MODULE_5__/* .placeOf */ .$t)(step, where) ?? (0,_forge_location_js__WEBPACK_IMPORTED_MODULE_2__/* .locatePullRequest */ .x6)(step.url, where);
}
function linkedOrThrow(promotion, place, where) {
    const step = (0,_link_js__WEBPACK_IMPORTED_MODULE_5__/* .stepFor */ .y5)(promotion, place, where);
    if (step === undefined) {
        const named = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_3__/* .pullRequestsOf */ .Tb)(promotion).map(({ url }) => url);
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `Promotion ${promotion.metadata.name} does not name the pull request ${place.repository}#${place.number}; it names ${named.join(', ') || 'none'}. Nothing was done.`);
    }
    return { promotion, step };
}


/***/ }))

};
;