"use strict";
exports.id = 108;
exports.ids = [108];
exports.modules = {

/***/ 8108:
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
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2865);
/* harmony import */ var _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5353);
/* harmony import */ var _promotion_stop_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2925);








const pause = 250;
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'abort-promotion',
    description: 'Stop Promotions, and see that they have stopped.',
    inputs: {
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .connection */ .FI,
        ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .inProject */ .nO,
        promotion: { type: 'list', description: 'The Promotions to abort, by name.' },
        stage: {
            type: 'list',
            description: 'Instead of a Promotion: Stages whose running Promotion is aborted. Queued ones stay.',
        },
        when: {
            type: 'choice',
            choices: ['always', 'safe'],
            default: 'always',
            description: 'With "safe" a Promotion is only aborted while it runs and before a step has changed something outside (a push, a pull request, a sync), like "on-cancel: auto" of promote.',
        },
        timeout: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .waiting */ .eg.timeout, default: '2m' },
    },
    outputs: {
        promotion: 'The name of the Promotion; empty when there are several.',
        phase: 'The phase in which it ended; empty when there are several.',
    },
    check: (inputs) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_3__/* .checkConnection */ .jo)(inputs), ...checkTarget(inputs)],
    async run(inputs, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, inputs.timeout, async (deadline) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_4__/* .connect */ .Ng)(inputs, context, deadline.signal);
            const targets = await Promise.all([
                ...inputs.promotion.map((name) => client.getPromotion(name)),
                ...inputs.stage.map((stage) => runningIn(client, stage)),
            ]);
            const outcomes = await Promise.all(targets.map((target) => 'stageWithout' in target ? nothingRuns(target.stageWithout) : abort(client, target, inputs.when)));
            const all = outcomes;
            const [only] = all.length === 1 ? all : [];
            return {
                verdict: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_6__/* .overall */ .Me)(all),
                outputs: { promotion: only?.promotionName ?? '', phase: only?.phase ?? '' },
                warnings: all.flatMap((outcome) => outcome.warnings),
            };
        });
    },
});
function checkTarget(inputs) {
    return (inputs.promotion.length === 0) === (inputs.stage.length === 0)
        ? [
            {
                input: 'promotion',
                accepted: 'name either Promotions, or with the input stage the Stages whose running Promotion is meant',
            },
        ]
        : [];
}
async function runningIn(client, stage) {
    await client.getStage(stage);
    const promotions = await client.listPromotions(stage);
    return promotions.find((promotion) => (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status) === 'Running') ?? { stageWithout: stage };
}
function nothingRuns(stage) {
    return {
        stage,
        verdict: { status: 'unchanged', message: `No Promotion runs in Stage "${stage}".` },
        warnings: [],
    };
}
async function abort(client, promotion, when) {
    const { name } = promotion.metadata;
    const left = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .isTerminal */ .Hd)(promotion.status) || when === 'safe' ? (0,_promotion_stop_js__WEBPACK_IMPORTED_MODULE_7__/* .whyLeft */ .em)(promotion) : undefined;
    if (left !== undefined) {
        return outcomeOf(promotion, { status: 'unchanged', message: `Promotion ${name} was left: ${left}.` });
    }
    const warnings = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status) === 'Pending'
        ? [
            `Promotion ${name} was queued. If another one runs before it, Kargo will not verify what that one promotes until the next Promotion succeeds.`,
        ]
        : [];
    await client.abortPromotion(name);
    const ended = await untilEnded(client, name);
    const phase = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(ended.status);
    if (phase !== 'Aborted') {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('refused', `Promotion ${name} ended ${phase} before the abort took effect.`);
    }
    return {
        ...outcomeOf(ended, { status: 'succeeded', message: `Promotion ${name} was aborted.` }),
        warnings,
    };
}
function outcomeOf(promotion, verdict) {
    return {
        stage: promotion.spec.stage,
        verdict,
        promotionName: promotion.metadata.name,
        phase: (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseOf */ .hU)(promotion.status),
        warnings: [],
    };
}
async function untilEnded(client, name) {
    for (;;) {
        const promotion = await client.getPromotion(name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .isTerminal */ .Hd)(promotion.status)) {
            return promotion;
        }
        await client.clock.sleep(pause, client.signal).catch((error) => {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3)) {
                throw error;
            }
            const message = `Promotion ${name} was asked to stop and is still ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_5__/* .progressOf */ .jA)(promotion)}.`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-promotion', message }, { cause: error });
        });
    }
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

/***/ 2865:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B_: () => (/* binding */ stepsOf),
/* harmony export */   HB: () => (/* binding */ failingStep),
/* harmony export */   Hd: () => (/* binding */ isTerminal),
/* harmony export */   Lt: () => (/* binding */ outsideEffect),
/* harmony export */   Tb: () => (/* binding */ pullRequestsOf),
/* harmony export */   hU: () => (/* binding */ phaseOf),
/* harmony export */   hf: () => (/* binding */ hasOrderedName),
/* harmony export */   iq: () => (/* binding */ toleratedFailures),
/* harmony export */   jA: () => (/* binding */ progressOf),
/* harmony export */   wP: () => (/* binding */ awaitedPullRequest)
/* harmony export */ });
/* unused harmony export currentStep */
const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Errored', 'Aborted'];
function phaseOf(status) {
    const phase = status?.phase ?? '';
    if (phase === '') {
        return 'Pending';
    }
    return phases.includes(phase) ? phase : 'Unknown';
}
function isTerminal(status) {
    return ['Succeeded', 'Failed', 'Errored', 'Aborted'].includes(phaseOf(status));
}
function stepsOf(promotion) {
    const metadata = promotion.status?.stepExecutionMetadata ?? [];
    return metadata.map((entry, index) => stepOf(entry, index, promotion.spec.steps?.[index]));
}
function stepOf(entry, index, step) {
    return {
        number: index + 1,
        alias: entry.alias ?? step?.as ?? `step-${index + 1}`,
        uses: step?.uses ?? '',
        status: entry.status ?? '',
        message: entry.message ?? '',
        continueOnError: entry.continueOnError ?? false,
    };
}
function failingStep(promotion) {
    return stepsOf(promotion).find((step) => ['Failed', 'Errored', 'Aborted'].includes(step.status) && !step.continueOnError);
}
function toleratedFailures(promotion) {
    return stepsOf(promotion).filter((step) => ['Failed', 'Errored'].includes(step.status) && step.continueOnError);
}
function pullRequestsOf(promotion) {
    const byUrl = new Map();
    for (const step of promotion.spec.steps ?? []) {
        if (step.uses === 'git-open-pr' || step.uses === 'git-wait-for-pr') {
            const found = pullRequestIn(promotion.status?.state?.[step.as ?? '']);
            if (found !== undefined) {
                byUrl.set(found.url, { ...found, branch: pushedBranch(promotion) });
            }
        }
    }
    return [...byUrl.values()];
}
function pullRequestIn(output) {
    const pr = fieldOf(output, 'pr');
    const [id, url] = [fieldOf(pr, 'id'), fieldOf(pr, 'url')];
    if (typeof url !== 'string' || (typeof id !== 'number' && typeof id !== 'string')) {
        return undefined;
    }
    const [open, merged] = [fieldOf(pr, 'open'), fieldOf(pr, 'merged')];
    return {
        number: String(id),
        url,
        open: typeof open === 'boolean' ? open : undefined,
        merged: typeof merged === 'boolean' ? merged : undefined,
    };
}
function pushedBranch(promotion) {
    const push = promotion.spec.steps?.findLast((step) => step.uses === 'git-push');
    const branch = fieldOf(promotion.status?.state?.[push?.as ?? ''], 'branch');
    return typeof branch === 'string' ? branch : undefined;
}
function fieldOf(value, field) {
    return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
function currentStep(promotion) {
    const index = promotion.status?.currentStep ?? 0;
    const step = promotion.spec.steps?.[index];
    return step === undefined
        ? undefined
        : stepOf(promotion.status?.stepExecutionMetadata?.[index] ?? {}, index, step);
}
function awaitedPullRequest(promotion) {
    const step = currentStep(promotion);
    if (phaseOf(promotion.status) !== 'Running' || !/^git-(wait-for|merge)-pr$/.test(step?.uses ?? '')) {
        return undefined;
    }
    const requests = pullRequestsOf(promotion);
    const own = pullRequestIn(promotion.status?.state?.[step?.alias ?? '']);
    return (requests.find((request) => request.url === own?.url) ??
        requests.findLast((request) => request.merged !== true));
}
const harmless = new Set([
    'compose-output',
    'copy',
    'delete',
    'fail',
    'git-clear',
    'git-clone',
    'git-commit',
    'git-overwrite',
    'hcl-update',
    'helm-template',
    'helm-update-chart',
    'http-download',
    'json-parse',
    'json-update',
    'kustomize-build',
    'kustomize-set-image',
    'oci-download',
    'toml-parse',
    'toml-update',
    'untar',
    'yaml-merge',
    'yaml-parse',
    'yaml-update',
]);
function outsideEffect(promotion) {
    return stepsOf(promotion).find((step) => (step.status === 'Succeeded' || (step.status === 'Running' && step.uses === 'argocd-update')) &&
        !harmless.has(step.uses) &&
        !isReadingHttp(promotion, step));
}
function isReadingHttp(promotion, step) {
    const config = fieldOf(promotion.spec.steps?.[step.number - 1], 'config');
    const method = fieldOf(config, 'method');
    return step.uses === 'http' && (method === undefined || method === 'GET' || method === 'HEAD');
}
function progressOf(promotion) {
    const phase = phaseOf(promotion.status);
    if (phase === 'Unknown') {
        return `in the phase "${promotion.status?.phase}", which this version does not know`;
    }
    const step = phase === 'Running' ? currentStep(promotion) : undefined;
    if (step === undefined) {
        return phase;
    }
    const where = `step ${step.number} of ${promotion.spec.steps?.length ?? '?'} "${step.alias}"`;
    return `Running, ${where}${step.uses === '' ? '' : ` (${step.uses})`}`;
}
function hasOrderedName(name) {
    return /\.[0-9a-hjkmnp-tv-z]{26}\.[0-9a-f]{7}$/.test(name);
}


/***/ }),

/***/ 5353:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ promotionsJson),
/* harmony export */   Me: () => (/* binding */ overall),
/* harmony export */   aK: () => (/* binding */ promotionOutputs),
/* harmony export */   fL: () => (/* binding */ promotionOutputValues)
/* harmony export */ });
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(994);

function overall(outcomes) {
    const [only, ...others] = outcomes;
    if (others.length === 0) {
        return only.verdict;
    }
    const worst = (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .worstOf */ .hm)(outcomes.map((outcome) => outcome.verdict));
    const said = outcomes.map(({ stage, verdict }) => `${stage}: ${verdict.status}`).join(', ');
    return { ...worst, message: `${said}. ${worst.message}` };
}
function promotionsJson(outcomes) {
    return JSON.stringify(outcomes.map((outcome) => ({
        stage: outcome.stage,
        status: outcome.verdict.status,
        'failure-reason': (0,_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .reasonOf */ .A3)(outcome.verdict) ?? '',
        message: outcome.verdict.message,
        promotion: outcome.promotionName ?? '',
        operation: outcome.operation ?? '',
        phase: outcome.phase ?? '',
        checked: outcome.checked ?? '',
        'pull-request-url': outcome.pullRequest?.url ?? '',
    })));
}
const promotionOutputs = {
    freight: 'The name of the Freight.',
    promotion: 'The name of the Promotion; empty when there are several Stages.',
    promotions: 'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "promotion", "operation", "phase", "checked", "pull-request-url"}].',
    operation: 'What was done: created, adopted or unchanged; empty when there are several Stages.',
    phase: 'The phase of the Promotion when the command ended; empty when there are several Stages.',
    checked: 'What Kargo really looked at: analysis, health or none; empty when it was not waited for, or when there are several Stages.',
    'pull-request': 'The number of the pull request of the Promotion, if it has one.',
    'pull-request-url': 'The address of the pull request of the Promotion, if it has one.',
    'pull-request-branch': 'The head branch of the pull request of the Promotion, if it has one.',
};
function promotionOutputValues(outcomes, freight) {
    const [only] = outcomes.length === 1 ? outcomes : [];
    return {
        freight,
        promotion: only?.promotionName ?? '',
        promotions: promotionsJson(outcomes),
        operation: only?.operation ?? '',
        phase: only?.phase ?? '',
        checked: only?.checked ?? '',
        'pull-request': only?.pullRequest?.number ?? '',
        'pull-request-url': only?.pullRequest?.url ?? '',
        'pull-request-branch': only?.pullRequest?.branch ?? '',
    };
}


/***/ }),

/***/ 2925:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bK: () => (/* binding */ stopIfSafe),
/* harmony export */   em: () => (/* binding */ whyLeft),
/* harmony export */   fm: () => (/* binding */ cleaningUp),
/* harmony export */   yk: () => (/* binding */ stopAnyway)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(673);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4516);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2865);



const cleanUpMs = 6_500;
const pace = { pause: 150, start: 2_000 };
async function stopIfSafe(client, promotion) {
    return saying(client, promotion, async () => {
        const newest = await awaitStart(client, promotion);
        const left = whyLeft(newest);
        return left === undefined
            ? abort(client, newest)
            : {
                promotion: newest,
                text: `Promotion ${newest.metadata.name} was left: ${left}${howToAbort(newest, left)}`,
            };
    });
}
async function stopAnyway(client, promotion) {
    return saying(client, promotion, () => abort(client, promotion));
}
async function saying(client, promotion, stopping) {
    try {
        return await stopping();
    }
    catch (error) {
        const words = (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isKargoError */ .Rd)(error) ? error.message : `the time was over (${(0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)})`;
        return {
            promotion,
            text: `Promotion ${promotion.metadata.name} of project ${client.project} may still be going: ${words}`,
        };
    }
}
async function awaitStart(client, promotion) {
    const start = client.clock.now();
    for (;;) {
        const newest = await client.getPromotion(promotion.metadata.name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(newest.status) !== 'Pending' || client.clock.now() - start > pace.start) {
            return newest;
        }
        await client.clock.sleep(pace.pause, client.signal);
    }
}
function whyLeft(promotion) {
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(promotion.status)) {
        return `it has ended ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status)}`;
    }
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(promotion.status) !== 'Running') {
        return 'it is queued, and aborting a queued Promotion can spoil the one before it';
    }
    const effect = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .outsideEffect */ .Lt)(promotion);
    return effect === undefined
        ? undefined
        : `step ${effect.number} "${effect.alias}" (${effect.uses}) has already changed something outside`;
}
function howToAbort(promotion, why) {
    return why.startsWith('it has ended')
        ? ''
        : `; to abort it: kargo-ci abort-promotion --promotion ${promotion.metadata.name}`;
}
async function abort(client, promotion) {
    const { name } = promotion.metadata;
    await client.abortPromotion(name);
    for (;;) {
        const newest = await client.getPromotion(name);
        if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .isTerminal */ .Hd)(newest.status)) {
            const phase = (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .phaseOf */ .hU)(newest.status);
            return {
                promotion: newest,
                text: phase === 'Aborted'
                    ? `Promotion ${name} was aborted`
                    : `Promotion ${name} ended ${phase} before the abort`,
            };
        }
        await client.clock.sleep(pace.pause, client.signal).catch(() => {
            throw new Error(`the abort was asked for, and it is still ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__/* .progressOf */ .jA)(newest)}`);
        });
    }
}
function cleaningUp(client, work) {
    const uncancelled = new AbortController().signal;
    return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)({ clock: client.clock, cancelled: uncancelled }, cleanUpMs, ({ signal }) => work(client.within(signal)));
}


/***/ })

};
;