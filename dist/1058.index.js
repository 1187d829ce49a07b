"use strict";
exports.id = 1058;
exports.ids = [1058];
exports.modules = {

/***/ 61058:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35174);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(65453);





const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .connection */ .FI,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .inProject */ .nO,
    stage: {
        type: 'list',
        description: 'The Stages that Kargo is to look at again, each with the Promotion that runs there.',
    },
    promotion: {
        type: 'list',
        description: 'Or only these Promotions, by name: for example after their pull request was merged.',
    },
    timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .waiting */ .eg.timeout, default: '2m' },
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'refresh-stage',
    description: 'Make Kargo look at Stages or Promotions again, now instead of minutes later.',
    inputs,
    outputs: {},
    check: (values) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .checkConnection */ .jo)(values), ...checkTarget(values)],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(values, context, signal);
            await Promise.all([
                ...values.stage.map((name) => client.refreshStage(name)),
                ...values.promotion.map((name) => client.refreshPromotion(name)),
            ]);
            const names = [...values.stage, ...values.promotion].join(', ');
            return {
                verdict: { status: 'succeeded', message: `Kargo was asked to look again at ${names}.` },
                outputs: {},
                summary: (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .table */ .tp)(['asked to look again at', ''], [
                    ...values.stage.map((name) => ['Stage', (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(name, client.uiLink('stage', name))]),
                    ...values.promotion.map((name) => ['Promotion', (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_4__/* .link */ .nf)(name, client.uiLink('promotion', name))]),
                ]),
            };
        });
    },
});
function checkTarget(values) {
    return values.stage.length + values.promotion.length === 0
        ? [{ input: 'stage', accepted: 'name Stages, or with the input promotion Promotions' }]
        : [];
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