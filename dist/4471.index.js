"use strict";
exports.id = 4471;
exports.ids = [4471];
exports.modules = {

/***/ 34471:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createGitlabHost: () => (/* binding */ createGitlabHost)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/verdict.js
var verdict = __webpack_require__(80994);
;// CONCATENATED MODULE: ./build/ci/dotenv.js
const largestReport = 5 * 1024;
const longestMessage = 1_000;
const reserved = /^KARGO_(?:INPUT|API|CI)_/;
function outputKey(output, prefix) {
    return ['KARGO', prefix, output]
        .map((part) => part
        .replaceAll(/[^A-Za-z0-9]+/g, '_')
        .replaceAll(/^_+|_+$/g, '')
        .toUpperCase())
        .filter((part) => part !== '')
        .join('_');
}
function dotenvOf(outputs, prefix) {
    const lines = [];
    const leftOut = [];
    let size = 0;
    for (const [name, value] of bySize(outputs)) {
        const key = outputKey(name, prefix);
        const shown = name === 'message' ? oneLine(value) : value;
        const line = `${key}=${shown}\n`;
        const bytes = Buffer.byteLength(line);
        if (reserved.test(key) || !isPlainLine(shown) || size + bytes > largestReport) {
            leftOut.push(name);
            continue;
        }
        lines.push(line);
        size += bytes;
    }
    return { text: lines.join(''), leftOut };
}
function bySize(outputs) {
    return [...outputs].sort(([, a], [, b]) => a.length - b.length);
}
function isPlainLine(value) {
    return !/[\p{Cc}\u2028\u2029$]/u.test(value) && value === value.trim();
}
function oneLine(message) {
    const line = message
        .replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029\s]+/gu, ' ')
        .replaceAll('$', '')
        .trim();
    return line.length > longestMessage ? `${line.slice(0, longestMessage)}\u2026` : line;
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/ci/job-directory.js



function createDirectory(path, log) {
    return {
        path,
        write(name, text) {
            const file = (0,external_node_path_.join)(path, name);
            try {
                (0,external_node_fs_.mkdirSync)(path, { recursive: true });
                (0,external_node_fs_.writeFileSync)(`${file}.new`, text);
                (0,external_node_fs_.renameSync)(`${file}.new`, file);
            }
            catch (error) {
                log.warning(`${file} could not be written: ${(0,errors/* messageOf */.bD)(error)}`);
            }
        },
        read(name) {
            try {
                return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(path, name), 'utf8');
            }
            catch {
                return undefined;
            }
        },
    };
}

// EXTERNAL MODULE: ./build/ci/outcome.js
var ci_outcome = __webpack_require__(44816);
// EXTERNAL MODULE: ./build/ci/paint.js
var paint = __webpack_require__(47664);
// EXTERNAL MODULE: ./build/ci/screen.js
var ci_screen = __webpack_require__(70530);
// EXTERNAL MODULE: ./build/ci/shell.js
var shell = __webpack_require__(47354);
;// CONCATENATED MODULE: ./build/ci/gitlab.js









const mostLinks = 19;
const longestLabel = 255;
function createGitlabHost(env, { stdout, cwd }) {
    const screen = (0,ci_screen/* createScreen */.d)();
    const { log, endSection } = createGitlabLog({
        screen,
        colour: (env.NO_COLOR ?? '') === '',
        debug: (0,shell/* isDebugging */.Vh)(env) || env.CI_DEBUG_TRACE === 'true',
        write: (text) => void stdout.write(text),
    });
    const base = env.CI_PROJECT_DIR || cwd;
    const directory = createDirectory((0,external_node_path_.resolve)(base, env.KARGO_CI_DIRECTORY || '.kargo-ci'), log);
    const prefix = env.KARGO_CI_OUTPUT_PREFIX ?? '';
    const published = new Map();
    const writeOutputs = (outputs) => {
        for (const [name, value] of Object.entries(outputs)) {
            published.set(name, screen.hide(value));
        }
        const { text, leftOut } = dotenvOf(published, prefix);
        directory.write('outputs.env', text);
        return leftOut;
    };
    return {
        name: 'gitlab',
        log,
        mask: (secret) => void screen.mask(secret),
        publish: (outputs) => void writeOutputs(outputs),
        remember: (created) => directory.write('state.json', stateOf(env, created)),
        recall: () => createdIn(directory, env),
        async finish(outcome) {
            endSection();
            if (outcome.command.hidden !== true) {
                const leftOut = writeOutputs((0,ci_outcome/* ownOutputs */.X8)(outcome));
                directory.write('result.json', `${screen.hide(JSON.stringify((0,ci_outcome/* resultOf */.Bg)(outcome), null, 2))}\n`);
                directory.write('annotations.json', annotationsOf(outcome, { env, screen }));
                explainLeftOut(leftOut, { log, directory, prefix });
            }
            (0,ci_outcome/* tellOutcome */.G7)(outcome, log);
        },
    };
}
function explainLeftOut(names, { log, directory, prefix }) {
    if (names.length > 0) {
        const keys = names.map((name) => outputKey(name, prefix)).join(', ');
        log.info(`too long or not one plain line for a dotenv report, so only in ${directory.path}/result.json: ${keys}`);
    }
}
function createGitlabLog({ screen, colour, debug, write }) {
    const warned = new Set();
    let sections = 0;
    let open;
    const say = (text, style) => write(`${colour ? (0,paint/* paint */.n)(text, style) : text}\n`);
    const marker = (kind, name) => `\u001b[0Ksection_${kind}:${Math.floor(Date.now() / 1000)}:${name}\r\u001b[0K`;
    const endSection = () => {
        if (open !== undefined) {
            write(`${marker('end', open)}\n`);
            open = undefined;
        }
    };
    const log = {
        info: (text) => say(screen.text(text), 'plain'),
        warning(text) {
            const shown = screen.text(`warning: ${text}`);
            if (!warned.has(shown)) {
                warned.add(shown);
                say(shown, 'yellow');
            }
        },
        error(text, title) {
            endSection();
            say(screen.text(`${title ?? 'error'}: ${text}`), 'red');
        },
        debug: (text) => void (debug && say(screen.text(`debug: ${text}`), 'dim')),
        section(title) {
            endSection();
            sections++;
            open = `kargo_ci_${process.pid}_${sections}`;
            write(marker('start', open));
            say(screen.line(title), 'bold');
        },
    };
    return { log, endSection };
}
function annotationsOf(outcome, { env, screen }) {
    const job = env.CI_JOB_URL;
    const reason = (0,verdict/* isGreen */.gf)(outcome.verdict) || job === undefined
        ? []
        : [{ label: `${(0,ci_outcome/* closingTitle */.CV)(outcome)}: ${outcome.verdict.message}`, url: job }];
    const links = [
        ...reason,
        ...outcome.links.filter(({ url }) => /^https?:\/\//.test(url)).slice(0, mostLinks),
    ];
    const annotations = links.map(({ label, url }) => ({
        external_link: { label: screen.line(label).slice(0, longestLabel), url: screen.hide(url) },
    }));
    return `${JSON.stringify({ kargo: annotations }, null, 2)}\n`;
}
function stateOf(env, created) {
    return `${JSON.stringify({ job: env.CI_JOB_ID ?? '', created }, null, 2)}\n`;
}
function createdIn(directory, env) {
    const text = directory.read('state.json');
    if (text === undefined) {
        return [];
    }
    try {
        const state = JSON.parse(text);
        return state?.job === (env.CI_JOB_ID ?? '') && Array.isArray(state.created)
            ? state.created.filter(isCreatedPromotion)
            : [];
    }
    catch (error) {
        throw new Error(`${directory.path}/state.json is not readable: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function isCreatedPromotion(item) {
    if (typeof item !== 'object' || item === null) {
        return false;
    }
    const { project, stage, promotion, onCancel } = item;
    return ([project, stage, promotion].every((name) => typeof name === 'string') &&
        (onCancel === 'auto' || onCancel === 'abort'));
}


/***/ }))

};
;