"use strict";
exports.id = 5424;
exports.ids = [5424];
exports.modules = {

/***/ 35424:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   renderCommandHelp: () => (/* binding */ renderCommandHelp),
/* harmony export */   renderOverview: () => (/* binding */ renderOverview)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80746);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80994);


const width = 100;
function renderOverview(commands) {
    const shown = commands.filter((command) => command.hidden !== true);
    const widest = Math.max(0, ...shown.map(({ name }) => name.length));
    return [
        'Promote with Kargo from CI: notify, find, promote, and wait for the truth.',
        '',
        'Usage: kargo-ci <command> [--input value \u2026] [--json]',
        '',
        'Commands:',
        ...shown.map(({ name, description }) => `  ${name.padEnd(widest)}  ${description}`),
        '',
        'Every input of a command is the flag --some-input, or the variable KARGO_INPUT_SOME_INPUT; secrets are',
        'variables only. `kargo-ci <command> --help` lists them.',
        '',
        '  --json     one JSON object on standard output; progress stays on standard error',
        '  --help     this text, or that of a command',
        '  --version  the version of kargo-ci',
        '',
        ...exitCodes(),
        '',
    ].join('\n');
}
function renderCommandHelp(command) {
    const inputs = Object.entries(command.inputs);
    const outputs = Object.entries({ ..._command_js__WEBPACK_IMPORTED_MODULE_0__/* .commonOutputs */ .e5, ...command.outputs });
    return [
        `kargo-ci ${command.name}: ${command.description}`,
        '',
        ...(inputs.length === 0 ? ['No inputs.'] : ['Inputs:']),
        ...inputs.flatMap(([name, spec]) => describeInput(name, spec)),
        '',
        'Outputs:',
        ...outputs.flatMap(([name, description]) => [`  ${name}`, ...wrap(description, '      ')]),
        '',
        ...exitCodes(),
        '',
    ].join('\n');
}
function describeInput(name, spec) {
    const isSecret = spec.type === 'string' && spec.secret === true;
    const variables = [(0,_command_js__WEBPACK_IMPORTED_MODULE_0__/* .inputVariable */ .LO)(name), ...(spec.env === undefined ? [] : [spec.env])].join(', ');
    const heading = isSecret ? `  ${name} (secret, never a flag)` : `  --${name}${placeholderOf(spec)}`;
    return [
        heading,
        ...wrap(spec.description, '      '),
        ...wrap([...factsOf(spec), `Variable: ${variables}.`].join(' '), '      '),
    ];
}
function placeholderOf(spec) {
    switch (spec.type) {
        case 'boolean':
            return '[=true|false]';
        case 'choice':
            return ` ${spec.choices.join('|')}`;
        case 'list':
            return ' <list>';
        case 'duration':
            return ' <duration>';
        case 'integer':
            return ` <${spec.min}..${spec.max}>`;
        default:
            return ' <text>';
    }
}
function factsOf(spec) {
    const facts = 'required' in spec ? ['Required.'] : [];
    if (spec.type === 'list') {
        facts.push('Repeat the flag, or separate by commas or new lines.');
    }
    if ('default' in spec && spec.default !== '') {
        facts.push(`Default: ${spec.default}.`);
    }
    return facts;
}
function exitCodes() {
    return [
        'Exit code and output "status":',
        ...Object.entries(_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .statuses */ .bM).map(([status, { exit, meaning }]) => `  ${String(exit).padStart(3)}  ${status.padEnd(13)}  ${meaning}`),
    ];
}
function wrap(text, indent) {
    const lines = [];
    let line = indent;
    for (const word of text.split(/\s+/)) {
        if (line !== indent && line.length + 1 + word.length > width) {
            lines.push(line);
            line = indent;
        }
        line += line === indent ? word : ` ${word}`;
    }
    return [...lines, line];
}


/***/ }))

};
;