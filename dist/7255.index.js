"use strict";
exports.id = 7255;
exports.ids = [7255];
exports.modules = {

/***/ 67255:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35174);
/* harmony import */ var _promotion_stop_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52925);





const timeLimit = 60_000;
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'after-cancel',
    description: 'Finish what a cancelled job could not: abort the Promotions that it created, as its on-cancel says.',
    hidden: true,
    inputs: { ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .connection */ .FI, ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .inProject */ .nO },
    outputs: {},
    check: _inputs_shared_js__WEBPACK_IMPORTED_MODULE_2__/* .checkConnection */ .jo,
    async run(inputs, context) {
        const created = context.recall();
        if (created.length === 0) {
            return {
                verdict: { status: 'unchanged', message: 'The cancelled job left nothing to stop.' },
                outputs: {},
            };
        }
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, timeLimit, async ({ signal }) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_3__/* .connect */ .Ng)(inputs, context, signal);
            const stopped = await Promise.all(created.map((promotion) => stop(client, promotion)));
            context.remember([]);
            return { verdict: { status: 'succeeded', message: `${stopped.join('. ')}.` }, outputs: {} };
        });
    },
});
async function stop(client, created) {
    const promotion = { metadata: { name: created.promotion }, spec: { stage: created.stage } };
    const stopped = await (created.onCancel === 'abort' ? _promotion_stop_js__WEBPACK_IMPORTED_MODULE_4__/* .stopAnyway */ .yk : _promotion_stop_js__WEBPACK_IMPORTED_MODULE_4__/* .stopIfSafe */ .bK)(client, promotion);
    return stopped.text;
}


/***/ })),

/***/ 64444:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  wP: () => (/* binding */ awaitedPullRequest),
  HB: () => (/* binding */ failingStep),
  hf: () => (/* binding */ hasOrderedName),
  Hd: () => (/* binding */ isTerminal),
  Lt: () => (/* binding */ outsideEffect),
  hU: () => (/* binding */ phaseOf),
  jA: () => (/* binding */ progressOf),
  Tb: () => (/* binding */ pullRequestsOf),
  WI: () => (/* binding */ pushesOf),
  B_: () => (/* binding */ stepsOf),
  iq: () => (/* binding */ toleratedFailures)
});

// UNUSED EXPORTS: currentStep

;// CONCATENATED MODULE: ./build/kargo/expression.js
const deepest = 5;
function workOut(text, promotion, step) {
    const { name, namespace } = promotion.metadata;
    const variables = [...(promotion.spec.vars ?? []), ...(step.vars ?? [])];
    const values = new Map([
        ...variables.map(({ name: own, value }) => [`vars.${own}`, value ?? '']),
        ['ctx.project', namespace],
        ['ctx.stage', promotion.spec.stage],
        ['ctx.promotion', name],
    ]);
    let result = text;
    for (let depth = 0; depth < deepest && result.includes('${{'); depth++) {
        result = result.replace(/\$\{\{\s*((?:ctx|vars)\.\w+)\s*\}\}/g, (expression, word) => values.get(word) ?? expression);
    }
    return result.includes('${{') ? undefined : result;
}

;// CONCATENATED MODULE: ./build/kargo/promotion.js

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
                const base = targetBranchOf(promotion, step) ?? byUrl.get(found.url)?.base;
                byUrl.set(found.url, { ...found, base, branch: pushesOf(promotion).at(-1)?.branch });
            }
        }
    }
    return [...byUrl.values()];
}
function targetBranchOf(promotion, step) {
    const branch = fieldOf(fieldOf(step, 'config'), 'targetBranch');
    return typeof branch === 'string' ? workOut(branch, promotion, step) || undefined : undefined;
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
function pushesOf(promotion) {
    return (promotion.spec.steps ?? []).flatMap((step) => {
        const output = /^(?:git|github)-push$/.test(step.uses ?? '')
            ? promotion.status?.state?.[step.as ?? '']
            : undefined;
        const [branch, commit] = [fieldOf(output, 'branch'), fieldOf(output, 'commit')];
        return typeof branch === 'string'
            ? [{ branch, commit: typeof commit === 'string' && commit !== '' ? commit : undefined }]
            : [];
    });
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


/***/ })),

/***/ 52925:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bK: () => (/* binding */ stopIfSafe),
/* harmony export */   em: () => (/* binding */ whyLeft),
/* harmony export */   fm: () => (/* binding */ cleaningUp),
/* harmony export */   yk: () => (/* binding */ stopAnyway)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(44516);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64444);



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


/***/ }))

};
;