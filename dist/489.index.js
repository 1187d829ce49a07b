"use strict";
exports.id = 489;
exports.ids = [489,7577];
exports.modules = {

/***/ 489:
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
/* harmony import */ var _kargo_availability_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(54741);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(40081);
/* harmony import */ var _report_freight_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87577);









const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'find-freight',
    description: 'Find the Freight that holds what CI just built, and wait for it if asked to.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO,
        ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionInputs */ .Iz,
        stage: {
            type: 'list',
            description: 'Only Freight that is available to all of these Stages.',
        },
        wait: {
            type: 'boolean',
            default: true,
            description: 'Wait until the Freight is there. With "false" it must be there now.',
        },
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg,
    },
    outputs: {
        freight: 'The name of the Freight.',
        alias: 'The alias of the Freight.',
        artifacts: 'What the Freight holds, as JSON: {"images": [\u2026], "charts": [\u2026], "commits": [\u2026]}.',
    },
    check: (inputs) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkConnection */ .jo)(inputs), ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSelection */ .Nt)(inputs)],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(inputs, context, signal);
            const stages = await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const search = {
                client,
                log: context.log,
                selection: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(inputs),
                objections: (freight) => stages.flatMap((stage) => (0,_kargo_availability_js__WEBPACK_IMPORTED_MODULE_5__/* .whyNotAvailable */ .nZ)(stage, freight, context.clock.now())),
            };
            const freight = inputs.wait ? await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.awaitFreight)(search) : await findNow(search);
            const { name } = freight.metadata;
            const url = client.uiLink('freight', name);
            return {
                verdict: { status: 'succeeded', message: `Found ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.describeFreight)(freight)}.` },
                outputs: { freight: name, alias: freight.alias ?? '', artifacts: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__/* .artifactsJson */ .m)(freight) },
                summary: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightSummary)(freight, url),
                links: [(0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightLink)(client, freight)],
            };
        });
    },
});
async function findNow(search) {
    const freight = await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.findFreight)(search);
    if (freight !== undefined) {
        return freight;
    }
    const { text } = await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__/* .explainMissing */ .C)(search);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('freight-not-found', `${(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .describeSelection */ .e9)(search.selection)} is not there: ${text}.`);
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

/***/ 54741:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ soakedMs),
/* harmony export */   i9: () => (/* binding */ soakLeft),
/* harmony export */   nZ: () => (/* binding */ whyNotAvailable)
/* harmony export */ });
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20349);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52305);


function whyNotAvailable(stage, freight, now) {
    const requests = stage.spec.requestedFreight ?? [];
    const own = requests.filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    if (own.length === 0) {
        const wanted = requests.map((request) => (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin)).join(', ') || 'nothing';
        const from = freight.origin === undefined ? 'an unknown origin' : (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin);
        return [`Stage "${stage.metadata.name}" takes Freight of ${wanted}, and this is of ${from}`];
    }
    if (freight.status?.approvedFor?.[stage.metadata.name] !== undefined) {
        return [];
    }
    const reasons = own.map((request) => whyNotByRequest(request, freight, now));
    return reasons.some((list) => list.length === 0) ? [] : reasons.flat();
}
function whyNotByRequest(request, freight, now) {
    const { direct, stages, requiredSoakTime, availabilityStrategy } = request.sources ?? {};
    if (direct === true) {
        return [];
    }
    const upstream = stages ?? [];
    const missing = upstream.flatMap((stage) => whyNotFrom(stage, requiredSoakTime, { freight, now }));
    if (missing.length === 0) {
        return upstream.length > 0 ? [] : ['the Stage names no source for it'];
    }
    if (availabilityStrategy === 'All') {
        return [`${missing.join('; ')} (all of ${upstream.join(', ')} are required)`];
    }
    return missing.length < upstream.length ? [] : [missing.join('; ')];
}
function whyNotFrom(upstream, requiredSoakTime, { freight, now }) {
    const verified = freight.status?.verifiedIn?.[upstream];
    if (verified === undefined) {
        const there = freight.status?.currentlyIn?.[upstream] !== undefined;
        return [`it is not verified in Stage "${upstream}"${there ? ', though it is there' : ''}`];
    }
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(requiredSoakTime ?? '') ?? 0;
    const soaked = soakedMs(freight, upstream, now);
    return soaked >= required
        ? []
        : [
            `it has soaked ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(soaked)} of the required ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required)} in Stage "${upstream}" (${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required - soaked)} left)`,
        ];
}
function soakedMs(freight, stage, now) {
    const longest = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(freight.status?.verifiedIn?.[stage]?.longestSoak ?? '') ?? 0;
    const since = Date.parse(freight.status?.currentlyIn?.[stage]?.since ?? '');
    return Math.max(longest, Number.isNaN(since) ? 0 : now - since);
}
function soakLeft(stage, freight, now) {
    if (whyNotAvailable(stage, freight, now).length === 0) {
        return 0;
    }
    const own = (stage.spec.requestedFreight ?? []).filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    const times = own
        .map((request) => soakLeftByRequest(request, freight, now))
        .filter((left) => left !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
}
function soakLeftByRequest({ sources }, freight, now) {
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(sources?.requiredSoakTime ?? '') ?? 0;
    const left = (sources?.stages ?? []).map((upstream) => freight.status?.verifiedIn?.[upstream] === undefined
        ? undefined
        : Math.max(0, required - soakedMs(freight, upstream, now)));
    const known = left.filter((ms) => ms !== undefined);
    if (sources?.availabilityStrategy === 'All') {
        return known.length < left.length || known.length === 0 ? undefined : Math.max(...known);
    }
    return known.length === 0 ? undefined : Math.min(...known);
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