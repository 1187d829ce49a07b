"use strict";
exports.id = 6384;
exports.ids = [6384,7577];
exports.modules = {

/***/ 6384:
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
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27109);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(40081);
/* harmony import */ var _report_freight_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(87577);









const confirmation = { forMs: 15_000, pause: 300 };
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'alias-freight',
    description: 'Give Freight a name that people use.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO,
        ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionInputs */ .Iz,
        'new-alias': { type: 'string', required: true, description: 'The alias that the Freight is to have.' },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg.timeout, default: '5m' },
    },
    outputs: { freight: 'The name of the Freight.', alias: 'The alias of the Freight.' },
    check: (inputs) => [
        ...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkConnection */ .jo)(inputs),
        ...(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSelection */ .Nt)(inputs),
        ...checkAlias(inputs['new-alias']),
    ],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(inputs, context, signal);
            const alias = inputs['new-alias'];
            const freight = await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.awaitFreight)({ client, log: context.log, selection: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(inputs) });
            const { name } = freight.metadata;
            const status = freight.alias === alias ? 'unchanged' : 'succeeded';
            if (status === 'succeeded') {
                await rename(client, name, alias);
            }
            return {
                verdict: {
                    status,
                    message: `Freight ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.describeFreight)({ ...freight, alias })} has the alias "${alias}".`,
                },
                outputs: { freight: name, alias },
                summary: (0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightSummary)({ ...freight, alias }, client.uiLink('freight', name)),
                links: [(0,_report_freight_js__WEBPACK_IMPORTED_MODULE_8__.freightLink)(client, { ...freight, alias })],
            };
        });
    },
});
function checkAlias(alias) {
    return /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(alias)
        ? []
        : [
            {
                input: 'new-alias',
                value: alias,
                accepted: 'up to 63 letters, digits, dots, dashes and underscores, a letter or digit first and last',
            },
        ];
}
async function rename(client, freight, alias) {
    try {
        await client.aliasFreight(freight, alias);
    }
    catch (error) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .isKargoError */ .Rd)(error) && error.httpStatus === 409 ? await taken(client, alias, error.message) : error;
    }
    const start = client.clock.now();
    while ((await client.getFreight(freight)).alias !== alias) {
        if (client.clock.now() - start > confirmation.forMs) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .unknown */ .L5)('answer-lost', `Kargo accepted the alias "${alias}" for Freight ${freight}, and it does not show.`);
        }
        await client.clock.sleep(confirmation.pause, client.signal);
    }
}
async function taken(client, alias, said) {
    const holder = await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_5__/* .orMissing */ .M)(client.getFreight(alias));
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('refused', `${said} It belongs to ${holder === undefined ? 'other Freight' : (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_7__.describeFreight)(holder)}.`, 409);
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