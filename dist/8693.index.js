"use strict";
exports.id = 8693;
exports.ids = [8693];
exports.modules = {

/***/ 98693:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ create_token_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/inputs/token.js
var token = __webpack_require__(84760);
// EXTERNAL MODULE: ./build/kargo/api-tokens.js
var api_tokens = __webpack_require__(68251);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/token-file.js

async function reserveFile(input, path) {
    const { lstat, open, rename, rm } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 51455, 23));
    const { randomUUID } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 77598, 23));
    const there = await lstat(path).catch(() => undefined);
    if (there !== undefined && !there.isFile()) {
        const what = there.isSymbolicLink()
            ? 'a symbolic link'
            : there.isDirectory()
                ? 'a folder'
                : 'no plain file';
        throw new errors/* InputError */.dz([
            { input, value: path, accepted: `the path of a new or plain file is needed, and this is ${what}` },
        ]);
    }
    const draft = `${path}.${randomUUID()}.new`;
    const file = await open(draft, 'wx', 0o600).catch((error) => {
        throw new errors/* InputError */.dz([
            { input, value: path, accepted: `a place to write to is needed: ${(0,errors/* messageOf */.bD)(error)}` },
        ]);
    });
    let isOpen = true;
    return {
        async fill(secret) {
            await file.writeFile(secret);
            await file.sync();
            await file.close();
            isOpen = false;
            await rename(draft, path);
        },
        async release() {
            if (isOpen) {
                isOpen = false;
                await file.close();
            }
            await rm(draft, { force: true });
        },
    };
}

;// CONCATENATED MODULE: ./build/commands/create-token.js










const lookUp = { forMs: 10_000, pause: 1_000 };
const create_token_command = (0,command/* defineCommand */.NB)({
    name: 'create-token',
    description: 'Make an API token of a role and write it to a file, for jobs that rotate tokens.',
    inputs: {
        ...token/* tokenInputs */.Ty,
        'token-name': { ...token/* tokenName */.vb, description: 'The name of the new token; Kargo never takes one twice.' },
        role: { type: 'string', required: true, description: 'The role whose rights the token gives.' },
        'token-file': {
            type: 'string',
            required: true,
            description: 'The file that gets the token, readable for its owner alone. The token is written nowhere else, and Kargo never shows it again. Keep the file out of artifacts and caches.',
        },
        timeout: { ...shared/* waiting */.eg.timeout, default: '2m' },
    },
    outputs: {
        'token-name': 'The name of the token.',
        role: 'Its role.',
    },
    check: (inputs) => [
        ...(0,token/* checkTokenInputs */.pk)(inputs),
        ...(0,token/* checkNames */.LN)({ 'token-name': inputs['token-name'], role: inputs.role }),
    ],
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async ({ signal }) => {
            const { 'token-name': name, role, 'token-file': path } = inputs;
            const client = await (0,connect/* connectForTokens */.c8)(inputs, context, signal);
            const tokens = new api_tokens/* ApiTokens */.l(client, inputs.system);
            await requireFreeName(tokens, name);
            const file = await reserveFile('token-file', path);
            try {
                const value = await create({ client, tokens, name, role });
                context.mask(value);
                await file.fill(value).catch((error) => {
                    throw lost(name, `the token could not be written to ${path}: ${(0,errors/* messageOf */.bD)(error)}`);
                });
            }
            finally {
                await file.release();
            }
            return {
                verdict: {
                    status: 'succeeded',
                    message: `Token "${name}" of role "${role}" in ${(0,token/* scopeOf */.Od)(inputs)} was made and stands in ${path}.`,
                },
                outputs: { 'token-name': name, role },
                summary: `**New token** ${(0,markdown/* code */.aY)(name)} of role ${(0,markdown/* code */.aY)(role)} in ${(0,markdown/* text */.Qq)((0,token/* scopeOf */.Od)(inputs))}`,
            };
        });
    },
});
async function requireFreeName(tokens, name) {
    const there = await (0,kargo_client/* orMissing */.M)(tokens.get(name));
    if (there !== undefined) {
        throw taken(name, `it is one of role "${there.role}", made ${there.created}`);
    }
}
function taken(name, how) {
    return (0,errors/* failed */.gz)('refused', `There is a token "${name}" already (${how}), and Kargo shows a token only once. Take another name, such as one with the date, or delete it first with delete-token.`);
}
async function create({ client, tokens, name, role }) {
    const outcome = await tokens.create(name, role).catch((error) => {
        throw error instanceof errors/* DeadlineError */.j3 ? lost(name, 'the time was over before Kargo had answered') : error;
    });
    if (outcome.kind === 'refused') {
        throw outcome.error.httpStatus === 409 ? taken(name, 'made a moment ago') : outcome.error;
    }
    const value = outcome.kind === 'answered' ? (0,api_tokens/* valueIn */.x)(outcome.body) : undefined;
    if (value !== undefined) {
        return value;
    }
    const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the token';
    throw await lookFor(client, tokens, { name, why }).catch((error) => error instanceof errors/* CancelledError */.cc
        ? error
        : lost(name, `${why}; and it cannot be looked up: ${(0,errors/* messageOf */.bD)(error)}`));
}
async function lookFor(client, tokens, { name, why }) {
    const start = client.clock.now();
    while ((await (0,kargo_client/* orMissing */.M)(tokens.get(name))) === undefined) {
        if (client.clock.now() - start >= lookUp.forMs) {
            return (0,errors/* unknown */.L5)('answer-lost', `${why}. No token "${name}" is to be seen; it may still appear. Before you try again, look with list-tokens.`);
        }
        await client.clock.sleep(lookUp.pause, client.signal);
    }
    return lost(name, why);
}
function lost(name, why) {
    return (0,errors/* unknown */.L5)('answer-lost', `${why}. Token "${name}" may exist, and nobody has its value: delete it with delete-token, then make another one.`);
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