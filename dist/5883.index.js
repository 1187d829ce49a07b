"use strict";
exports.id = 5883;
exports.ids = [5883];
exports.modules = {

/***/ 45883:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(94264);
/* harmony import */ var _inputs_token_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84760);
/* harmony import */ var _kargo_api_tokens_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(68251);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27109);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_token_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(26953);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(65453);










const confirmation = { forMs: 10_000, pause: 500 };
const inputs = {
    ..._inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .tokenInputs */ .Ty,
    'token-name': _inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .tokenName */ .vb,
    force: {
        type: 'boolean',
        default: false,
        description: 'Delete it also when it is the token that this job itself uses.',
    },
    timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '2m' },
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'delete-token',
    description: 'Delete an API token by its name; about ten seconds later Kargo takes it no more.',
    inputs,
    outputs: { role: 'The role that the token was of.' },
    check: (values) => [...(0,_inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .checkTokenInputs */ .pk)(values), ...(0,_inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .checkNames */ .LN)({ 'token-name': values['token-name'] })],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async ({ signal }) => {
            const name = values['token-name'];
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connectForTokens */ .c8)(values, context, signal);
            const isOwn = isOwnToken(client, values);
            if (isOwn && !values.force) {
                const accepted = 'this is the token that the job itself uses: use another one, or give force';
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz([{ input: 'token-name', value: name, accepted }]);
            }
            const tokens = new _kargo_api_tokens_js__WEBPACK_IMPORTED_MODULE_8__/* .ApiTokens */ .l(client, values.system);
            const there = await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_5__/* .orMissing */ .M)(tokens.get(name));
            if (there === undefined) {
                const message = `There is no token "${name}" in ${(0,_inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .scopeOf */ .Od)(values)}.`;
                return { verdict: { status: 'unchanged', message }, outputs: {} };
            }
            await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_5__/* .orMissing */ .M)(tokens.delete(name));
            if (!isOwn) {
                await confirm(client, tokens, name);
            }
            return {
                verdict: {
                    status: 'succeeded',
                    message: `Token "${name}" of role "${there.role}" in ${(0,_inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .scopeOf */ .Od)(values)} was deleted; Kargo may take it for some ten seconds more.`,
                },
                outputs: { role: there.role },
                summary: `**Deleted token** ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(name)} of role ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .code */ .aY)(there.role)} in ${(0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_9__/* .text */ .Qq)((0,_inputs_token_js__WEBPACK_IMPORTED_MODULE_4__/* .scopeOf */ .Od)(values))}`,
            };
        });
    },
});
function isOwnToken(client, values) {
    const claims = (0,_kargo_token_js__WEBPACK_IMPORTED_MODULE_7__/* .readClaims */ .Ip)(client.token);
    return claims?.secret === values['token-name'] && (values.system || claims.namespace === values.project);
}
async function confirm(client, tokens, name) {
    const start = client.clock.now();
    while ((await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_5__/* .orMissing */ .M)(tokens.get(name))) !== undefined) {
        if (client.clock.now() - start >= confirmation.forMs) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)('answer-lost', `Kargo accepted that token "${name}" be deleted, and it is still there. Running it again does no harm.`);
        }
        await client.clock.sleep(confirmation.pause, client.signal);
    }
}


/***/ })),

/***/ 84760:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LN: () => (/* binding */ checkNames),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   Ty: () => (/* binding */ tokenInputs),
/* harmony export */   pk: () => (/* binding */ checkTokenInputs),
/* harmony export */   vb: () => (/* binding */ tokenName)
/* harmony export */ });
/* harmony import */ var _shared_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94264);

const { required: _required, ...project } = _shared_js__WEBPACK_IMPORTED_MODULE_0__/* .inProject */ .nO.project;
const tokenInputs = {
    ..._shared_js__WEBPACK_IMPORTED_MODULE_0__/* .connection */ .FI,
    project,
    system: {
        type: 'boolean',
        default: false,
        description: 'The tokens of the roles of the whole Kargo instead of those of a project.',
    },
};
const tokenName = {
    type: 'string',
    required: true,
    description: 'The name of the token.',
};
function checkTokenInputs(inputs) {
    const problems = (0,_shared_js__WEBPACK_IMPORTED_MODULE_0__/* .checkConnection */ .jo)(inputs);
    return inputs.system || inputs.project !== undefined
        ? problems
        : [...problems, { input: 'project', accepted: 'is required: the name of the project, or give system' }];
}
function checkNames(names) {
    return Object.entries(names).flatMap(([input, value]) => value === undefined || /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)
        ? []
        : [{ input, value, accepted: 'lower-case letters, digits, `-` and `.` are accepted, at most 253' }]);
}
function scopeOf({ system, project: name }) {
    return system ? 'the system' : `project "${name}"`;
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