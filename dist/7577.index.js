"use strict";
exports.id = 7577;
exports.ids = [7577];
exports.modules = {

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