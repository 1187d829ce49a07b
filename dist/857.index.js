"use strict";
exports.id = 857;
exports.ids = [857,1071,81,7577];
exports.modules = {

/***/ 90857:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45263);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40081);
/* harmony import */ var _kargo_stage_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2642);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(52305);
/* harmony import */ var _report_freight_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87577);










const confirmation = { forMs: 15_000, pause: 300 };
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'approve-freight',
    description: 'Approve Freight for Stages, so that it may go there without upstream verification.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO,
        ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionInputs */ .Iz,
        stage: { type: 'list', required: true, description: 'The Stages to approve the Freight for.' },
        'only-if-current-in': {
            type: 'string',
            description: 'Approve only if the Freight is what this Stage has now, and still has afterwards: for tests that ran against that Stage.',
        },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg.timeout, default: '5m' },
    },
    outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
    check: (inputs) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkConnection */ .jo)(inputs), ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSelection */ .Nt)(inputs)],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(inputs, context, signal);
            const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const freight = await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.awaitFreight)({ client, log: context.log, selection: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(inputs) });
            for (const stage of stages) {
                requireOrigin(stage, freight);
            }
            const current = inputs['only-if-current-in'];
            await requireCurrent(client, current, { freight, consequence: 'Nothing was approved' });
            const open = inputs.stage.filter((stage) => !isApproved(freight, stage));
            await Promise.all(open.map((stage) => approve(client, freight, stage)));
            await requireCurrent(client, current, {
                freight,
                consequence: 'It was approved all the same, and Kargo cannot take that back',
            });
            const { name } = freight.metadata;
            return {
                verdict: {
                    status: open.length === 0 ? 'unchanged' : 'succeeded',
                    message: `Freight ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.describeFreight)(freight)} is ${open.length === 0 ? 'approved already' : 'approved'} for ${inputs.stage.join(', ')}.`,
                },
                outputs: { freight: name, alias: freight.alias ?? '' },
                summary: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightSummary)(freight, client.uiLink('freight', name)),
                links: [(0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightLink)(client, freight)],
                warnings: stages.filter(_kargo_types_js__WEBPACK_IMPORTED_MODULE_9__/* .isControlFlow */ .Uy).map(controlFlowWarning),
            };
        });
    },
});
function isApproved(freight, stage) {
    return freight.status?.approvedFor?.[stage] !== undefined;
}
function requireOrigin(stage, freight) {
    const wanted = (stage.spec.requestedFreight ?? []).map((request) => (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_9__/* .originKey */ .y3)(request.origin));
    const origin = freight.origin === undefined ? '?' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_9__/* .originKey */ .y3)(freight.origin);
    if (!wanted.includes(origin)) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('not-available', `Stage "${stage.metadata.name}" takes Freight of ${wanted.join(', ') || 'nothing'}, and this is of ${origin}: from Kargo 1.11 on approving it changes nothing, and an older one would let it in all the same. Nothing was approved.`);
    }
}
async function requireCurrent(client, stage, { freight, consequence }) {
    if (stage === undefined) {
        return;
    }
    const { status } = await client.getStage(stage);
    const running = status?.currentPromotion?.name;
    if (running === undefined && (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_7__/* .freightIn */ .Lg)(status?.freightHistory?.[0], freight.metadata.name) !== undefined) {
        return;
    }
    const now = Object.values(status?.freightHistory?.[0]?.items ?? {}).map(({ name }) => name);
    const why = running === undefined
        ? `it has ${now.join(', ') || 'no Freight'}`
        : `Promotion ${running} is running there`;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('superseded', `Freight ${freight.metadata.name} is not what Stage "${stage}" has: ${why}. ${consequence}.`);
}
async function approve(client, freight, stage) {
    const { name } = freight.metadata;
    await client.approveFreight(name, stage);
    const start = client.clock.now();
    while (!isApproved(await client.getFreight(name), stage)) {
        if (client.clock.now() - start > confirmation.forMs) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)('answer-lost', `Kargo accepted the approval of Freight ${name} for Stage "${stage}", and it does not show. Kargo 1.10 and older answer so also when they failed.`);
        }
        await client.clock.sleep(confirmation.pause, client.signal);
    }
}
function controlFlowWarning(stage) {
    return `Stage "${stage.metadata.name}" only lets Freight pass: the approval does not open the Stages behind it; approve for those.`;
}


/***/ })),

/***/ 45263:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ hasArtifacts),
/* harmony export */   EQ: () => (/* binding */ checkArtifacts),
/* harmony export */   Iz: () => (/* binding */ selectionInputs),
/* harmony export */   Ns: () => (/* binding */ artifactsOf),
/* harmony export */   Nt: () => (/* binding */ checkSelection),
/* harmony export */   QC: () => (/* binding */ artifactInputs),
/* harmony export */   Wm: () => (/* binding */ selectionOf),
/* harmony export */   _W: () => (/* binding */ waysToSelect),
/* harmony export */   e9: () => (/* binding */ describeSelection)
/* harmony export */ });
/* harmony import */ var _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73980);

const artifactInputs = {
    image: {
        type: 'list',
        description: 'Images that the Freight must hold, each as repository:tag or repository@digest. A tag that is pushed again matches several Freight: prefer the digest.',
    },
    commit: {
        type: 'list',
        description: 'Commits that the Freight must hold, each as a full SHA or a tag.',
    },
    chart: {
        type: 'list',
        description: 'Helm charts that the Freight must hold, each as repository/name:version.',
    },
};
const selectionInputs = {
    freight: { type: 'string', description: 'The Freight by its name, the 40-digit hash.' },
    alias: { type: 'string', description: 'The Freight by its alias.' },
    ...artifactInputs,
    warehouse: {
        type: 'list',
        description: 'Only Freight of these Warehouses. A Warehouse that is named here is also told to look at its repositories when the Freight is not there yet.',
    },
    select: {
        type: 'choice',
        choices: ['only', 'newest'],
        default: 'only',
        description: 'What to do when several Freight match: "only" ends with an error that lists them, "newest" takes the newest.',
    },
};
function checkSelection(inputs) {
    const ways = waysToSelect(inputs);
    const count = ways.length === 1
        ? []
        : [
            {
                input: 'freight, alias, image, commit, chart',
                accepted: ways.length === 0
                    ? 'name the Freight in one of these ways; an artifact selector (image, commit, chart) is what CI usually knows'
                    : `name the Freight in exactly one way, not by ${ways.join(' and ')}`,
            },
        ];
    return [...count, ...checkName(inputs.freight), ...checkArtifacts(inputs)];
}
function waysToSelect(inputs) {
    return [
        ...(inputs.freight === undefined ? [] : ['freight']),
        ...(inputs.alias === undefined ? [] : ['alias']),
        ...(hasArtifacts(inputs) ? ['artifacts (image, commit, chart)'] : []),
    ];
}
function checkName(freight) {
    return freight === undefined || /^[0-9a-f]{40}$/.test(freight)
        ? []
        : [
            {
                input: 'freight',
                value: freight,
                accepted: 'the name of Freight is a hash of 40 hexadecimal digits; two-word names are aliases: use the input alias',
            },
        ];
}
function hasArtifacts(inputs) {
    return inputs.image.length + inputs.commit.length + inputs.chart.length > 0;
}
function checkArtifacts(inputs) {
    return [
        ...unreadable(inputs.image, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ, {
            input: 'image',
            accepted: 'an image is written repository:tag or repository@sha256:\u2026, without https://',
        }),
        ...unreadable(inputs.commit, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5, { input: 'commit', accepted: 'a full SHA or a tag is needed' }),
        ...unreadable(inputs.chart, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as, {
            input: 'chart',
            accepted: 'a chart is written repository/name:version, e.g. oci://ghcr.io/acme/charts/web:1.8.0',
        }),
    ];
}
function unreadable(texts, parse, problem) {
    return texts.filter((text) => parse(text) === undefined).map((value) => ({ ...problem, value }));
}
function artifactsOf(inputs) {
    return [
        ...inputs.image.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ),
        ...inputs.commit.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5),
        ...inputs.chart.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as),
    ].filter((artifact) => artifact !== undefined);
}
function selectionOf(inputs) {
    return { selector: selectorOf(inputs), warehouses: inputs.warehouse, newest: inputs.select === 'newest' };
}
function selectorOf(inputs) {
    if (inputs.freight !== undefined) {
        return { by: 'name', value: inputs.freight };
    }
    return inputs.alias === undefined
        ? { by: 'artifacts', artifacts: artifactsOf(inputs) }
        : { by: 'alias', value: inputs.alias };
}
function describeSelection({ selector, warehouses }) {
    const of = warehouses.length === 0 ? '' : ` of Warehouse ${warehouses.join(', ')}`;
    return selector.by === 'artifacts'
        ? `Freight with ${selector.artifacts.map((artifact) => artifact.text).join(' and ')}${of}`
        : `Freight ${selector.by === 'alias' ? 'with the alias ' : ''}"${selector.value}"${of}`;
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

/***/ 40081:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainMissing),
/* harmony export */   awaitFreight: () => (/* binding */ awaitFreight),
/* harmony export */   describeFreight: () => (/* binding */ describeFreight),
/* harmony export */   findFreight: () => (/* binding */ findFreight)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45263);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73980);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41071);





const pauses = { first: 2_000, most: 20_000 };
const heartbeat = 60_000;
async function findFreight(search) {
    const candidates = await matching(search);
    const [first, ...others] = candidates;
    if (first === undefined || others.length === 0 || search.selection.newest) {
        return first;
    }
    const list = candidates.map(describeFreight).join('; ');
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-ambiguous', `${candidates.length} Freight match "${(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(search.selection)}": ${list}. Name one of them by freight or alias, narrow by warehouse, give the image by digest (a tag that was pushed again is in several Freight), or set select: newest.`);
}
async function matching(search) {
    const { selector } = search.selection;
    const found = selector.by === 'artifacts'
        ? (await search.client.listFreight(warehousesOf(search))).filter((freight) => selector.artifacts.every((artifact) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .holds */ .v9)(freightReference(freight), artifact)))
        : await byName(search, selector);
    return found.filter((freight) => comesFrom(search, freight) && (search.objections?.(freight) ?? []).length === 0);
}
function freightReference(freight) {
    return { ...freight, name: freight.metadata.name };
}
async function byName({ client }, selector) {
    const freight = await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(client.getFreight(selector.value));
    const isIt = selector.by === 'name' ? freight?.metadata.name === selector.value : freight?.alias === selector.value;
    return freight !== undefined && isIt ? [freight] : [];
}
function warehousesOf({ selection, usableWarehouses = [] }) {
    return selection.warehouses.length > 0 ? selection.warehouses : usableWarehouses;
}
function comesFrom(search, freight) {
    const origin = freight.origin?.name ?? '';
    const { selection, usableWarehouses = [] } = search;
    return ((selection.warehouses.length === 0 || selection.warehouses.includes(origin)) &&
        (usableWarehouses.length === 0 || usableWarehouses.includes(origin)));
}
async function awaitFreight(search) {
    const { client, log, selection } = search;
    const what = (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(selection);
    const found = await findFreight(search);
    if (found !== undefined) {
        return found;
    }
    log.info(`${what} is not there yet`);
    let why = '';
    try {
        let spoken = client.clock.now();
        for (let pause = pauses.first;; pause = Math.min(pause * 2, pauses.most)) {
            const looked = await refreshNamed(search);
            const freight = await findFreight(search);
            if (freight !== undefined) {
                return freight;
            }
            const absence = await explainMissing(search, looked);
            if (absence.proven) {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-not-found', `${what} does not exist: ${absence.text}.`);
            }
            if (absence.text !== why || client.clock.now() - spoken > heartbeat) {
                log.info(`still waiting for ${what}: ${absence.text}`);
                spoken = client.clock.now();
            }
            why = absence.text;
            await client.clock.sleep(pause, client.signal);
        }
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3 ? timedOut(what, why, error) : error;
    }
}
function timedOut(what, why, cause) {
    const because = why === '' ? 'the time was over before the Warehouse could be asked' : why;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-freight', message: `${what} did not appear: ${because}.` }, { cause });
}
async function refreshNamed(search) {
    const { client, log, selection, trigger } = search;
    if (selection.warehouses.length === 0 || selection.selector.by !== 'artifacts') {
        return undefined;
    }
    return Promise.all(selection.warehouses.map((name) => (0,_refresh_js__WEBPACK_IMPORTED_MODULE_3__.discover)(client, name, { log, trigger })));
}
async function explainMissing(search, looked) {
    const { selector } = search.selection;
    const hidden = await hiddenMatch(search);
    if (hidden !== undefined) {
        return hidden;
    }
    if (selector.by !== 'artifacts') {
        return { proven: false, text: `no Freight has this ${selector.by}` };
    }
    const warehouses = looked ?? (await knownWarehouses(search));
    if (warehouses === undefined) {
        return { proven: false, text: 'the token may not read Warehouses, so the cause cannot be told' };
    }
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(2624)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const { proven, reasons } = explainAbsence(warehouses, selector.artifacts);
    return { proven, text: reasons.join('; ') };
}
async function hiddenMatch(search) {
    const { usableWarehouses: _, objections: __, ...anywhere } = search;
    const [other] = await matching({ ...anywhere, selection: { ...search.selection, warehouses: [] } });
    if (other === undefined) {
        return undefined;
    }
    return comesFrom(search, other)
        ? {
            proven: false,
            text: `${describeFreight(other)} is it, but ${(search.objections?.(other) ?? []).join('; ')}`,
        }
        : {
            proven: false,
            text: `${describeFreight(other)} is it, but comes from another Warehouse than asked for (${warehousesOf(search).join(', ')})`,
        };
}
async function knownWarehouses(search) {
    const names = warehousesOf(search);
    try {
        const all = await search.client.listWarehouses();
        return names.length === 0 ? all : all.filter((warehouse) => names.includes(warehouse.metadata.name));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) && error.httpStatus === 403) {
            return undefined;
        }
        throw error;
    }
}
function describeFreight(freight) {
    const since = freight.discoveredAt ?? freight.metadata.creationTimestamp ?? 'unknown';
    const name = freight.metadata.name.slice(0, 7);
    return `${freight.alias ?? 'without alias'} (${name}, ${(0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .describeContents */ .an)(freightReference(freight))}, Warehouse ${freight.origin?.name ?? '?'}, since ${since})`;
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

/***/ 2642:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FH: () => (/* binding */ assessStage),
/* harmony export */   Lg: () => (/* binding */ freightIn),
/* harmony export */   sZ: () => (/* binding */ isSameOrLater)
/* harmony export */ });
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64444);

function assessStage(stage, aim) {
    const status = stage.status ?? {};
    const last = status.lastPromotion;
    if (aim.promotion !== undefined && !isSameOrLater(last, aim.promotion)) {
        return {
            kind: 'waiting',
            for: 'promotion',
            text: 'Kargo has not taken the Promotion over into the Stage yet',
        };
    }
    const current = status.freightHistory?.[0];
    if (freightIn(current, aim.freight) === undefined) {
        return assessAbsence(stage, aim);
    }
    const running = status.currentPromotion?.name;
    if (running !== undefined) {
        return { kind: 'waiting', for: waitedFor(aim), text: `Promotion ${running} is running there` };
    }
    if (last !== undefined && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) !== 'Succeeded') {
        return {
            kind: 'not-assessable',
            text: `Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards: Kargo reports the health as Unknown and verifies nothing until the next Promotion succeeds`,
        };
    }
    return assessHealth(stage, aim, current?.verificationHistory?.[0]);
}
function waitedFor(aim) {
    return aim.waitFor === 'verified' ? 'verification' : 'health';
}
function assessHealth(stage, aim, verification) {
    const failure = aim.waitFor === 'verified' ? verificationFailure(verification) : undefined;
    if (failure !== undefined) {
        return failure;
    }
    const health = stage.status?.health;
    const issues = (health?.issues ?? []).join('; ');
    if (health?.status === 'Unhealthy') {
        return { kind: 'unhealthy', text: issues === '' ? 'Kargo reports it Unhealthy' : issues };
    }
    if (health?.status !== 'Healthy') {
        const word = health?.status ?? 'not assessed yet';
        return { kind: 'waiting', for: 'health', text: `health: ${word}${issues === '' ? '' : ` (${issues})`}` };
    }
    if (aim.waitFor === 'verified' && verification?.phase !== 'Successful') {
        return { kind: 'waiting', for: 'verification', text: describeVerification(verification) };
    }
    return { kind: 'good', checked: checkedBy(stage, aim, verification) };
}
function verificationFailure(verification) {
    const kinds = {
        Failed: 'verification-failed',
        Aborted: 'verification-failed',
        Error: 'verification-error',
        Inconclusive: 'verification-inconclusive',
    };
    const phase = verification?.phase ?? '';
    if (!Object.hasOwn(kinds, phase)) {
        return undefined;
    }
    const message = verification?.message ?? '';
    return {
        kind: kinds[phase],
        text: `the verification ended ${phase}${message === '' ? '' : `: ${message}`}`,
        analysisRun: verification?.analysisRun?.name,
    };
}
function describeVerification(verification) {
    if (verification === undefined) {
        return 'the verification has not started';
    }
    const run = verification.analysisRun === undefined ? '' : ` (AnalysisRun ${verification.analysisRun.name})`;
    return `verification: ${verification.phase ?? 'started'}${run}`;
}
function checkedBy(stage, aim, verification) {
    if (aim.waitFor === 'verified' && verification?.analysisRun !== undefined) {
        return 'analysis';
    }
    return (stage.status?.lastPromotion?.status?.healthChecks ?? []).length > 0 ? 'health' : 'none';
}
function assessAbsence(stage, aim) {
    const last = stage.status?.lastPromotion;
    const wasThere = stage.status?.freightHistory?.some((entry) => freightIn(entry, aim.freight) !== undefined);
    const mayStillCome = aim.promotion === undefined && !wasThere;
    if (last === undefined || last.name === aim.promotion?.name || mayStillCome) {
        return { kind: 'waiting', for: 'promotion', text: 'the Freight is not in the Stage yet' };
    }
    const now = Object.values(stage.status?.freightHistory?.[0]?.items ?? {}).map((freight) => freight.name);
    if ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) === 'Succeeded') {
        return {
            kind: 'superseded',
            text: `Promotion ${last.name} has put other Freight there (${now.join(', ') || 'none'})`,
        };
    }
    return wasThere
        ? { kind: 'superseded', text: `other Freight is there now (${now.join(', ') || 'none'})` }
        : {
            kind: 'not-assessable',
            text: `the Freight is not in the Stage's history, and Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards`,
        };
}
function freightIn(collection, freight) {
    return Object.values(collection?.items ?? {}).find((item) => item.name === freight);
}
function isSameOrLater(last, ours) {
    if (last === undefined) {
        return false;
    }
    if (last.name === ours.name || ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(last.name) && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(ours.name))) {
        return last.name >= ours.name;
    }
    return ours.finishedAt !== undefined && (last.finishedAt ?? '') >= ours.finishedAt;
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