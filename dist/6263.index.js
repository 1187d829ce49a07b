"use strict";
exports.id = 6263;
exports.ids = [6263];
exports.modules = {

/***/ 36263:
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
/* harmony import */ var _inputs_webhook_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16604);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(52305);








const { required: _needsAddress, ...apiAddress } = _inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI['api-address'];
const { required: _needsProject, ...project } = _inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO.project;
const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
    'api-address': apiAddress,
    project,
    warehouse: { type: 'list', description: 'The Warehouses to tell. Needed unless webhook-url is given.' },
    ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .artifactInputs */ .QC,
    ..._inputs_webhook_js__WEBPACK_IMPORTED_MODULE_5__/* .webhookInputs */ .LQ,
    'wait-for': {
        type: 'choice',
        choices: ['auto', 'none', 'handled', 'freight'],
        default: 'auto',
        description: 'How far to wait: "none" (Kargo was told), "handled" (the Warehouses have looked, and could), "freight" (Freight with the named artifacts exists). "auto" is "freight" when an artifact is named, else "handled" with a token and "none" without. All but "none" need the token.',
    },
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg,
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'notify-warehouse',
    description: 'Tell Warehouses that artifacts changed, and see what they make of it.',
    inputs,
    outputs: {
        freight: 'The name of the Freight, when it was waited for.',
        alias: 'The alias of the Freight, when it was waited for.',
        'discovered-at': 'When the Warehouse last looked with success (RFC 3339); empty when there are several Warehouses.',
    },
    check: checkInputs,
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async ({ signal }) => {
            const webhook = await openWebhook(values, context, signal);
            switch (waitForOf(values)) {
                case 'none':
                    return tell(values, { context, signal, webhook });
                case 'handled':
                    return awaitDiscovery(values, { context, signal, webhook });
                case 'freight':
                    return awaitArtifacts(values, { context, signal, webhook });
            }
        });
    },
});
function hasToken(values) {
    return values['api-token'] !== undefined || values['api-token-file'] !== undefined;
}
function waitForOf(values) {
    const asked = values['wait-for'];
    if (asked !== 'auto') {
        return asked;
    }
    if (values['webhook-url'] !== undefined && !hasToken(values)) {
        return 'none';
    }
    return (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .hasArtifacts */ .C7)(values) ? 'freight' : 'handled';
}
function checkInputs(values) {
    const byWebhook = values['webhook-url'] !== undefined;
    const waitFor = waitForOf(values);
    const problems = [...(0,_inputs_webhook_js__WEBPACK_IMPORTED_MODULE_5__/* .checkWebhook */ .YD)(values), ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkArtifacts */ .EQ)(values)];
    if (byWebhook && waitFor === 'none') {
        return problems;
    }
    if (values['api-address'] === undefined) {
        const accepted = `is required${byWebhook ? ` to wait for "${waitFor}"` : ''} (KARGO_API_ADDRESS)`;
        problems.push({ input: 'api-address', accepted });
    }
    else {
        problems.push(...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkServer */ .i6)({ ...values, 'api-address': values['api-address'] }));
    }
    if (values.project === undefined) {
        problems.push({ input: 'project', accepted: 'is required: the name of the Kargo project' });
    }
    if (byWebhook && !hasToken(values)) {
        const accepted = `waiting needs an API token beside the webhook (KARGO_API_TOKEN): without one only "none" is possible, for a receiver does not tell what was discovered`;
        problems.push({ input: 'wait-for', value: waitFor, accepted });
    }
    else {
        problems.push(...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkToken */ .SK)(values));
    }
    if (values.warehouse.length === 0 && !(byWebhook && waitFor === 'freight')) {
        problems.push({ input: 'warehouse', accepted: 'name the Warehouses to tell, or give webhook-url' });
    }
    if (waitFor === 'freight' && !(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .hasArtifacts */ .C7)(values)) {
        const accepted = 'to wait for Freight name what it must hold by image, commit or chart';
        problems.push({ input: 'wait-for', value: 'freight', accepted });
    }
    return problems;
}
async function connectTo(values, { context, signal }) {
    const { project: name = '', 'api-address': address = '' } = values;
    return (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)({ ...values, project: name, 'api-address': address }, context, signal);
}
async function openWebhook(values, context, signal) {
    if (values['webhook-url'] === undefined) {
        return undefined;
    }
    const { repository } = await context.site();
    const own = repository === undefined ? undefined : `${repository.address}/${repository.repository}.git`;
    const { webhookCalls } = await __webpack_require__.e(/* import() */ 6313).then(__webpack_require__.bind(__webpack_require__, 76313));
    const { callWebhooks } = await __webpack_require__.e(/* import() */ 105).then(__webpack_require__.bind(__webpack_require__, 105));
    const calls = webhookCalls(values, own);
    const http = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .openHttp */ .fb)(values, context);
    return async () => {
        const said = await callWebhooks(http, calls, signal);
        context.log.info(`the webhook receiver ${said}`);
        return said;
    };
}
async function tell(values, means) {
    if (means.webhook !== undefined) {
        const said = await means.webhook();
        return succeeded(`The webhook receiver ${said}; what the Warehouses find was not waited for.`);
    }
    const client = await connectTo(values, means);
    await Promise.all(values.warehouse.map((name) => client.refreshWarehouse(name)));
    return succeeded(`Kargo was told about ${values.warehouse.join(', ')}; what the Warehouses find was not waited for.`);
}
async function awaitDiscovery(values, means) {
    const { context, webhook } = means;
    const client = await connectTo(values, means);
    const { discover } = await __webpack_require__.e(/* import() */ 1071).then(__webpack_require__.bind(__webpack_require__, 41071));
    const trigger = webhook === undefined ? undefined : async () => void (await webhook());
    const found = await Promise.all(values.warehouse.map((name) => discover(client, name, { log: context.log, trigger }))).catch((error) => {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3 ? notHandled(values.warehouse, error) : error;
    });
    const seen = found.map((warehouse) => `${warehouse.metadata.name} (${discoveredAt(warehouse)})`);
    return succeeded(`Looked at its repositories: ${seen.join(', ')}.`, {
        'discovered-at': found.length === 1 ? found.map(discoveredAt).join('') : '',
    });
}
function notHandled(warehouses, cause) {
    const message = `the time was over before ${warehouses.join(', ')} had looked; is a Kargo controller running?`;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-freight', message }, { cause });
}
async function awaitArtifacts(values, means) {
    const { context, webhook } = means;
    const client = await connectTo(values, means);
    const { awaitFreight, describeFreight, findFreight } = await __webpack_require__.e(/* import() */ 81).then(__webpack_require__.bind(__webpack_require__, 40081));
    const search = {
        client,
        log: context.log,
        selection: {
            selector: { by: 'artifacts', artifacts: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .artifactsOf */ .Ns)(values) },
            warehouses: values.warehouse,
            newest: true,
        },
        ...(webhook === undefined ? {} : { trigger: async () => void (await webhook()) }),
    };
    const before = await findFreight(search);
    if (before === undefined && webhook !== undefined && values.warehouse.length === 0) {
        await webhook();
    }
    const freight = before ?? (await awaitFreight(search));
    context.log.info(`found ${describeFreight(freight)}`);
    const { freightLink, freightSummary } = await __webpack_require__.e(/* import() */ 7577).then(__webpack_require__.bind(__webpack_require__, 87577));
    const url = client.uiLink('freight', freight.metadata.name);
    const warehouse = values.warehouse.length === 1 ? await client.getWarehouse(values.warehouse[0] ?? '') : undefined;
    return {
        verdict: {
            status: before === undefined ? 'succeeded' : 'unchanged',
            message: `Freight ${before === undefined ? 'exists' : 'was there already'}: ${describeFreight(freight)}.`,
        },
        outputs: {
            freight: freight.metadata.name,
            alias: freight.alias ?? '',
            'discovered-at': warehouse === undefined ? (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_7__/* .bornAt */ .$A)(freight) : discoveredAt(warehouse),
        },
        summary: freightSummary(freight, url),
        links: [freightLink(client, freight)],
    };
}
function succeeded(message, outputs = {}) {
    return { verdict: { status: 'succeeded', message }, outputs };
}
function discoveredAt(warehouse) {
    return warehouse.status?.discoveredArtifacts?.discoveredAt ?? '';
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

/***/ 16604:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hq: () => (/* binding */ headerLines),
/* harmony export */   LQ: () => (/* binding */ webhookInputs),
/* harmony export */   QP: () => (/* binding */ typeOf),
/* harmony export */   RW: () => (/* binding */ parseHeader),
/* harmony export */   YD: () => (/* binding */ checkWebhook)
/* harmony export */ });
/* harmony import */ var _webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60036);
/* harmony import */ var _selection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45263);


const webhookInputs = {
    'webhook-url': {
        type: 'string',
        secret: true,
        env: 'KARGO_WEBHOOK_URL',
        description: 'Instead of a token: the URL of a webhook receiver of the project. Whoever knows it can refresh Warehouses, so give it as a secret.',
    },
    'webhook-payload': {
        type: 'string',
        freeText: true,
        description: 'The JSON that the receiver gets. Without it the artifacts are told in the words of its type; a generic one gets {"source": "kargo-ci", "warehouse": [\u2026], "image": [\u2026], "commit": [\u2026], "chart": [\u2026]}.',
    },
    'webhook-headers': {
        type: 'string',
        secret: true,
        env: 'KARGO_WEBHOOK_HEADERS',
        description: 'Headers that the receiver wants, one "Name: value" a line.',
    },
    'webhook-secret': {
        type: 'string',
        secret: true,
        env: 'KARGO_WEBHOOK_SECRET',
        description: 'What the Secret of the receiver holds: it signs the call (github, artifactory) or is sent with it (gitlab, harbor). The other types have only their URL.',
    },
    'webhook-type': {
        type: 'choice',
        choices: ['auto', ..._webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .receiverTypes */ .H7],
        default: 'auto',
        description: 'The type of the receiver. "auto" takes it from the URL, which ends in `/<type>/<64 digits>`.',
    },
    'git-repository': {
        type: 'string',
        description: 'For a github or gitlab receiver: URL of the repository that was pushed to. Default: the repository of the job.',
    },
    'git-branch': {
        type: 'string',
        description: 'For a github or gitlab receiver: the branch that was pushed. A `commit` that is a tag needs none.',
    },
};
function checkWebhook(inputs) {
    const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-headers': headers } = inputs;
    const problems = [];
    if (url !== undefined && !isHttpUrl(url)) {
        problems.push({
            input: 'webhook-url',
            accepted: 'the http or https URL of a receiver is needed, as the project configuration of Kargo shows it',
        });
    }
    if (payload !== undefined && !isJson(payload)) {
        problems.push({
            input: 'webhook-payload',
            value: payload,
            accepted: 'valid JSON is needed: no receiver takes anything else',
        });
    }
    if (headers !== undefined && headerLines(headers).some((line) => parseHeader(line) === undefined)) {
        problems.push({ input: 'webhook-headers', accepted: 'each line must be "Name: value"' });
    }
    if (url === undefined && (payload !== undefined || headers !== undefined)) {
        problems.push({
            input: 'webhook-url',
            accepted: 'is needed with webhook-payload or webhook-headers; is the secret KARGO_WEBHOOK_URL set and available to this job?',
        });
    }
    return url === undefined || problems.length > 0 ? problems : checkType(inputs, typeOf(inputs, url));
}
function typeOf(inputs, url) {
    const asked = inputs['webhook-type'];
    return asked === 'auto' ? (0,_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .typeOfUrl */ .dy)(url) : asked;
}
function checkType(inputs, type) {
    const problems = [];
    const isGiven = inputs['webhook-secret'] !== undefined || inputs['webhook-headers'] !== undefined;
    if (_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .guardedTypes */ .Il.includes(type) && !isGiven) {
        const accepted = `a ${type} receiver takes only calls that know its secret (KARGO_WEBHOOK_SECRET); is it set and available to this job?`;
        problems.push({ input: 'webhook-secret', accepted });
    }
    return type === 'generic' || inputs['webhook-payload'] !== undefined
        ? problems
        : [...problems, ...checkNews(inputs, type)];
}
function checkNews(inputs, type) {
    const artifacts = (0,_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .artifactsOf */ .Ns)(inputs);
    const branch = inputs['git-branch'];
    const isPush = branch !== undefined || artifacts.some((one) => one.kind === 'commit');
    if (_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .gitTypes */ .G4.includes(type) && isPush) {
        const lost = artifacts.find((one) => one.kind === 'commit' && (0,_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .refOf */ .H8)(one.revision, branch) === undefined);
        return lost === undefined
            ? []
            : [
                {
                    input: 'git-branch',
                    accepted: `is needed to tell a ${type} receiver of a commit: it hears of branches`,
                },
            ];
    }
    if (!_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .registryTypes */ .jY.includes(type)) {
        return [
            {
                input: 'commit, git-branch',
                accepted: `a ${type} receiver hears of pushed branches and tags: name one, or give webhook-payload`,
            },
        ];
    }
    const tags = artifacts.flatMap((one) => (0,_webhook_receiver_js__WEBPACK_IMPORTED_MODULE_1__/* .pushedTag */ .YZ)(one) ?? []);
    if (tags.length === 0) {
        return [
            {
                input: 'image, chart',
                accepted: `a ${type} receiver hears of tags of a registry: name an image as repository:tag (a digest may follow) or an OCI chart, or give webhook-payload`,
            },
        ];
    }
    const flat = tags.find(({ repository }) => repository.split('/').length < 3);
    return type === 'artifactory' && flat !== undefined
        ? [
            {
                input: 'image',
                value: flat.repository,
                accepted: 'an artifactory receiver is told host/repository-key/image; for other layouts give webhook-payload',
            },
        ]
        : [];
}
function headerLines(text) {
    return text.split('\n').filter((line) => line.trim() !== '');
}
function parseHeader(line) {
    const groups = /^(?<name>[!#$%&'*+.^_`|~\w-]+):\s*(?<value>[\t\x20-\x7e]*)$/.exec(line.trim())?.groups;
    return groups?.name === undefined ? undefined : [[groups.name.toLowerCase(), groups.value?.trim() ?? '']];
}
function isHttpUrl(text) {
    return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
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

/***/ 60036:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G4: () => (/* binding */ gitTypes),
/* harmony export */   H7: () => (/* binding */ receiverTypes),
/* harmony export */   H8: () => (/* binding */ refOf),
/* harmony export */   Il: () => (/* binding */ guardedTypes),
/* harmony export */   YZ: () => (/* binding */ pushedTag),
/* harmony export */   dy: () => (/* binding */ typeOfUrl),
/* harmony export */   jY: () => (/* binding */ registryTypes)
/* harmony export */ });
const receiverTypes = [
    'generic',
    'github',
    'gitlab',
    'dockerhub',
    'quay',
    'harbor',
    'artifactory',
];
const guardedTypes = ['github', 'gitlab', 'harbor', 'artifactory'];
const gitTypes = ['github', 'gitlab'];
const registryTypes = [
    'github',
    'dockerhub',
    'quay',
    'harbor',
    'artifactory',
];
function typeOfUrl(url) {
    const names = URL.canParse(url) ? new URL(url).pathname.split('/') : [];
    return receiverTypes.find((type) => type === names.at(-2)) ?? 'generic';
}
function refOf(revision, branch) {
    if (revision !== undefined && !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(revision)) {
        return `refs/tags/${revision.replace(/^refs\/tags\//, '')}`;
    }
    return branch === undefined ? undefined : `refs/heads/${branch.replace(/^refs\/heads\//, '')}`;
}
function pushedTag(artifact) {
    switch (artifact.kind) {
        case 'image': {
            const { repository, tag, digest } = artifact;
            return tag === undefined ? undefined : { repository, tag, digest, isChart: false };
        }
        case 'chart': {
            const repository = artifact.repository.replace(/^oci:\/\//, '');
            return repository.includes('://')
                ? undefined
                : { repository, tag: artifact.version, digest: undefined, isChart: true };
        }
        case 'commit':
            return undefined;
    }
}


/***/ }))

};
;