"use strict";
exports.id = 4381;
exports.ids = [4381];
exports.modules = {

/***/ 34381:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createGithubHost: () => (/* binding */ createGithubHost)
/* harmony export */ });
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44516);
/* harmony import */ var _outcome_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44816);
/* harmony import */ var _screen_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70530);




const mostAnnotations = 10;
const longestAnnotation = 4_000;
const largestSummary = 1024 * 1024 - 1024;
async function createGithubHost(env, { stdout }) {
    const core = await __webpack_require__.e(/* import() */ 2327).then(__webpack_require__.bind(__webpack_require__, 2327));
    const screen = (0,_screen_js__WEBPACK_IMPORTED_MODULE_3__/* .createScreen */ .d)();
    const { log, endSection } = createGithubLog(core, { screen, write: (line) => stdout.write(`${line}\n`) });
    const publish = (outputs) => setOutputs(core, { env, log, screen, outputs });
    return {
        name: 'github',
        log,
        mask(secret) {
            for (const form of screen.mask(secret)) {
                core.setSecret(form);
            }
        },
        publish,
        remember: () => undefined,
        recall: () => [],
        async finish(outcome) {
            endSection();
            if (outcome.command.hidden !== true) {
                publish((0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .ownOutputs */ .X8)(outcome));
            }
            if (outcome.summary !== undefined && env.GITHUB_STEP_SUMMARY) {
                await writeSummary(core, screen.hide(outcome.summary)).catch((error) => log.warning(`the job summary could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`));
            }
            (0,_outcome_js__WEBPACK_IMPORTED_MODULE_2__/* .tellOutcome */ .G7)(outcome, log);
        },
    };
}
function createGithubLog(core, { screen, write }) {
    let inSection = false;
    const counts = { warning: 0, error: 0 };
    const warned = new Set();
    const endSection = () => {
        if (inSection) {
            core.endGroup();
            inSection = false;
        }
    };
    const annotate = (level, text, title) => {
        counts[level]++;
        if (counts[level] > mostAnnotations) {
            write(`${level}: ${text}`);
            return;
        }
        if (text.length > longestAnnotation) {
            write(text);
        }
        const cut = text.length > longestAnnotation ? `${text.slice(0, longestAnnotation)}\u2026` : text;
        core[level](cut, title === undefined ? {} : { title: screen.line(title) });
    };
    const log = {
        info: (text) => write(screen.text(text)),
        warning(text) {
            const shown = screen.text(text);
            if (!warned.has(shown)) {
                warned.add(shown);
                annotate('warning', shown);
            }
        },
        error(text, title) {
            endSection();
            annotate('error', screen.text(text), title);
        },
        debug(text) {
            if (core.isDebug()) {
                core.debug(screen.text(text));
            }
        },
        section(title) {
            endSection();
            core.startGroup(screen.line(title));
            inSection = true;
        },
    };
    return { log, endSection };
}
function setOutputs(core, { env, log, screen, outputs }) {
    for (const [name, value] of Object.entries(outputs)) {
        const shown = screen.hide(value);
        if (!env.GITHUB_OUTPUT) {
            if (shown !== '' && !(name in _command_js__WEBPACK_IMPORTED_MODULE_0__/* .commonOutputs */ .e5)) {
                log.info(`${name}=${shown}`);
            }
            continue;
        }
        try {
            core.setOutput(name, shown);
        }
        catch (error) {
            log.warning(`output ${name} could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}`);
        }
    }
}
async function writeSummary(core, markdown) {
    const bytes = Buffer.from(markdown, 'utf8');
    const text = bytes.byteLength <= largestSummary
        ? markdown
        : `${new TextDecoder().decode(bytes.subarray(0, largestSummary), { stream: true })}\n\n(cut)\n`;
    await core.summary.addRaw(text, true).write();
}


/***/ }))

};
;