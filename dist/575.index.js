"use strict";
exports.id = 575;
exports.ids = [575];
exports.modules = {

/***/ 4575:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4516);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5174);
/* harmony import */ var _kargo_token_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6953);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5453);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(994);








const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'doctor',
    description: 'Find out why it does not work: the connection, the token, the project.',
    inputs: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .connection */ .FI, ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .inProject */ .nO, timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '1m' } },
    outputs: {
        report: 'What was looked at, as JSON: [{"subject", "status", "message"}].',
        release: 'The release of the Kargo server, e.g. v1.11.2.',
    },
    check: _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .checkConnection */ .jo,
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(inputs, context, signal);
            const findings = [await look('connection', () => reach(client))];
            let release = '';
            if (findings.every(isGood)) {
                findings.push(await look('token', async () => {
                    release = (await client.serverVersion()).version;
                    return `Kargo ${release} accepts ${describe(client.token, context.clock.now())}`;
                }));
            }
            if (findings.every(isGood)) {
                findings.push(await look('project', () => readProject(client)));
            }
            for (const { subject, verdict } of findings) {
                context.log.info(`${(0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .isGreen */ .gf)(verdict) ? 'ok' : 'NOT OK'}  ${subject}: ${verdict.message}`);
            }
            const worst = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .worstOf */ .hm)(findings.map((finding) => finding.verdict));
            const message = findings.map((finding) => finding.verdict.message).join('; ');
            return {
                verdict: (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .isGreen */ .gf)(worst) ? { ...worst, message: `${message}.` } : worst,
                outputs: { report: reportJson(findings), release },
                summary: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)(['', 'subject', 'finding'], findings.map(({ subject, verdict }) => [
                    (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .isGreen */ .gf)(verdict) ? '\u2705' : '\u274c',
                    subject,
                    (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_7__/* .text */ .Qq)(verdict.message),
                ])),
            };
        });
    },
});
async function look(subject, looking) {
    try {
        return { subject, verdict: { status: 'succeeded', message: await looking() } };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv) {
            return { subject, verdict: error.verdict };
        }
        throw error;
    }
}
function isGood({ verdict }) {
    return (0,_verdict_js__WEBPACK_IMPORTED_MODULE_6__/* .isGreen */ .gf)(verdict);
}
async function reach(client) {
    await client.publicServerConfig();
    return `Kargo answers at ${client.address}`;
}
async function readProject(client) {
    const stages = await client.listStages();
    const names = stages.map((stage) => stage.metadata.name).join(', ');
    return `project "${client.project}" has ${stages.length === 0 ? 'no Stages' : `the Stages ${names}`}`;
}
function describe(token, now) {
    const expiry = (0,_kargo_token_js__WEBPACK_IMPORTED_MODULE_5__/* .readClaims */ .Ip)(token)?.expiresAt;
    const days = expiry === undefined ? undefined : Math.floor((expiry - now) / 86_400_000);
    return `${(0,_kargo_token_js__WEBPACK_IMPORTED_MODULE_5__/* .describeToken */ .dE)(token)}${days === undefined ? ', which does not expire' : `, which expires in ${days} days`}`;
}
function reportJson(findings) {
    return JSON.stringify(findings.map(({ subject, verdict }) => ({ subject, status: verdict.status, message: verdict.message })));
}


/***/ }),

/***/ 4264:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FI: () => (/* binding */ connection),
/* harmony export */   SK: () => (/* binding */ checkToken),
/* harmony export */   eg: () => (/* binding */ waiting),
/* harmony export */   i6: () => (/* binding */ checkServer),
/* harmony export */   jo: () => (/* binding */ checkConnection),
/* harmony export */   nO: () => (/* binding */ inProject)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
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


/***/ }),

/***/ 5453:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

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


/***/ })

};
;