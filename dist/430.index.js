"use strict";
exports.id = 430;
exports.ids = [430];
exports.modules = {

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

/***/ 2642:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FH: () => (/* binding */ assessStage),
/* harmony export */   Lg: () => (/* binding */ freightIn),
/* harmony export */   sZ: () => (/* binding */ isSameOrLater)
/* harmony export */ });
/* harmony import */ var _promotion_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2865);

function assessStage(stage, aim) {
    const status = stage.status ?? {};
    const last = status.lastPromotion;
    if (aim.promotion !== undefined && !isSameOrLater(last, aim.promotion)) {
        return {
            kind: 'waiting',
            for: 'promotion',
            text: 'Kargo has not taken the Promotion over into the Stage yet',
        };
    }
    const current = status.freightHistory?.[0];
    if (freightIn(current, aim.freight) === undefined) {
        return assessAbsence(stage, aim);
    }
    const running = status.currentPromotion?.name;
    if (running !== undefined) {
        return { kind: 'waiting', for: waitedFor(aim), text: `Promotion ${running} is running there` };
    }
    if (last !== undefined && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) !== 'Succeeded') {
        return {
            kind: 'not-assessable',
            text: `Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards: Kargo reports the health as Unknown and verifies nothing until the next Promotion succeeds`,
        };
    }
    return assessHealth(stage, aim, current?.verificationHistory?.[0]);
}
function waitedFor(aim) {
    return aim.waitFor === 'verified' ? 'verification' : 'health';
}
function assessHealth(stage, aim, verification) {
    const failure = aim.waitFor === 'verified' ? verificationFailure(verification) : undefined;
    if (failure !== undefined) {
        return failure;
    }
    const health = stage.status?.health;
    const issues = (health?.issues ?? []).join('; ');
    if (health?.status === 'Unhealthy') {
        return { kind: 'unhealthy', text: issues === '' ? 'Kargo reports it Unhealthy' : issues };
    }
    if (health?.status !== 'Healthy') {
        const word = health?.status ?? 'not assessed yet';
        return { kind: 'waiting', for: 'health', text: `health: ${word}${issues === '' ? '' : ` (${issues})`}` };
    }
    if (aim.waitFor === 'verified' && verification?.phase !== 'Successful') {
        return { kind: 'waiting', for: 'verification', text: describeVerification(verification) };
    }
    return { kind: 'good', checked: checkedBy(stage, aim, verification) };
}
function verificationFailure(verification) {
    const kinds = {
        Failed: 'verification-failed',
        Aborted: 'verification-failed',
        Error: 'verification-error',
        Inconclusive: 'verification-inconclusive',
    };
    const phase = verification?.phase ?? '';
    if (!Object.hasOwn(kinds, phase)) {
        return undefined;
    }
    const message = verification?.message ?? '';
    return {
        kind: kinds[phase],
        text: `the verification ended ${phase}${message === '' ? '' : `: ${message}`}`,
        analysisRun: verification?.analysisRun?.name,
    };
}
function describeVerification(verification) {
    if (verification === undefined) {
        return 'the verification has not started';
    }
    const run = verification.analysisRun === undefined ? '' : ` (AnalysisRun ${verification.analysisRun.name})`;
    return `verification: ${verification.phase ?? 'started'}${run}`;
}
function checkedBy(stage, aim, verification) {
    if (aim.waitFor === 'verified' && verification?.analysisRun !== undefined) {
        return 'analysis';
    }
    return (stage.status?.lastPromotion?.status?.healthChecks ?? []).length > 0 ? 'health' : 'none';
}
function assessAbsence(stage, aim) {
    const last = stage.status?.lastPromotion;
    const wasThere = stage.status?.freightHistory?.some((entry) => freightIn(entry, aim.freight) !== undefined);
    const mayStillCome = aim.promotion === undefined && !wasThere;
    if (last === undefined || last.name === aim.promotion?.name || mayStillCome) {
        return { kind: 'waiting', for: 'promotion', text: 'the Freight is not in the Stage yet' };
    }
    const now = Object.values(stage.status?.freightHistory?.[0]?.items ?? {}).map((freight) => freight.name);
    if ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status) === 'Succeeded') {
        return {
            kind: 'superseded',
            text: `Promotion ${last.name} has put other Freight there (${now.join(', ') || 'none'})`,
        };
    }
    return wasThere
        ? { kind: 'superseded', text: `other Freight is there now (${now.join(', ') || 'none'})` }
        : {
            kind: 'not-assessable',
            text: `the Freight is not in the Stage's history, and Promotion ${last.name} ended ${(0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .phaseOf */ .hU)(last.status)} afterwards`,
        };
}
function freightIn(collection, freight) {
    return Object.values(collection?.items ?? {}).find((item) => item.name === freight);
}
function isSameOrLater(last, ours) {
    if (last === undefined) {
        return false;
    }
    if (last.name === ours.name || ((0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(last.name) && (0,_promotion_js__WEBPACK_IMPORTED_MODULE_0__/* .hasOrderedName */ .hf)(ours.name))) {
        return last.name >= ours.name;
    }
    return ours.finishedAt !== undefined && (last.finishedAt ?? '') >= ours.finishedAt;
}


/***/ }),

/***/ 6911:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ describeAnalysis),
/* harmony export */   i: () => (/* binding */ followStage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4516);
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(349);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7109);
/* harmony import */ var _kargo_follow_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4109);
/* harmony import */ var _kargo_stage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2642);
/* harmony import */ var _outage_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1690);
/* harmony import */ var _task_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4948);







const pace = { settle: 1_000, verifiedInFirst: 500, verifiedInMost: 10_000, nudgeAfter: 60_000 };
async function followStage(task, aim) {
    const watching = new StageWatch(task, aim);
    const follower = (0,_kargo_follow_js__WEBPACK_IMPORTED_MODULE_3__/* .follow */ .e)(task.client, 'stages', task.stage);
    try {
        for (;;) {
            const sighting = await follower.next(watching.patience());
            if (sighting?.kind === 'gone') {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', `Stage "${task.stage}" was deleted while it was waited for`);
            }
            if (sighting?.kind === 'trouble') {
                watching.outage.began(sighting.text);
                continue;
            }
            if (sighting?.kind === 'recovered') {
                watching.outage.ended();
                continue;
            }
            if (sighting?.kind === 'version') {
                watching.see(sighting.object);
            }
            const checked = await watching.judge();
            if (checked !== undefined) {
                return checked;
            }
        }
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3 ? watching.timedOut(error) : error;
    }
    finally {
        follower.close();
    }
}
class StageWatch {
    #task;
    #aim;
    #stage;
    #state;
    #unhealthySince;
    #lastNews;
    #line = '';
    #said = '';
    #spokenAt;
    outage;
    #nudged = false;
    constructor(task, aim) {
        this.#task = task;
        this.outage = new _outage_js__WEBPACK_IMPORTED_MODULE_5__/* .Outage */ .a(task.log);
        this.#aim = aim;
        this.#lastNews = task.client.clock.now();
        this.#spokenAt = this.#lastNews;
    }
    patience() {
        if (this.#state?.kind === 'good') {
            const quiet = this.#task.client.clock.now() - this.#lastNews;
            return Math.min(pace.verifiedInMost, Math.max(pace.verifiedInFirst, quiet / 2));
        }
        const line = this.#line === this.#said ? _task_js__WEBPACK_IMPORTED_MODULE_6__/* .heartbeatMs */ .f : pace.settle;
        return this.#unhealthySince === undefined ? line : Math.min(line, this.#graceLeft());
    }
    #graceLeft() {
        const { client, options } = this.#task;
        return Math.max(0, options['health-grace'] - (client.clock.now() - (this.#unhealthySince ?? 0)));
    }
    see(stage) {
        const now = this.#task.client.clock.now();
        this.#stage = stage;
        this.#lastNews = now;
        this.#state = (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_4__/* .assessStage */ .FH)(stage, this.#aim);
        this.#unhealthySince = this.#state.kind === 'unhealthy' ? (this.#unhealthySince ?? now) : undefined;
    }
    async judge() {
        const state = this.#state;
        switch (state?.kind) {
            case 'good':
                if (await this.#isVerifiedIn()) {
                    return state.checked;
                }
                this.#say(`verified, and the Freight is not marked so yet`);
                break;
            case 'waiting':
                this.#say(state.text);
                break;
            case 'unhealthy':
                this.#say(`Unhealthy: ${state.text}`);
                if (this.#graceLeft() === 0) {
                    throw this.#failed('unhealthy', `stayed Unhealthy for ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(this.#task.options['health-grace'])}: ${state.text}`);
                }
                break;
            case 'superseded':
                throw this.#failed('superseded', `does not have Freight ${this.#aim.freight} any more: ${state.text}`);
            case 'not-assessable':
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('not-assessable', `Stage "${this.#task.stage}" cannot be assessed: ${state.text}.`);
            case 'verification-failed':
            case 'verification-error':
            case 'verification-inconclusive':
                throw this.#failed(state.kind, `${state.text}${await describeAnalysis(this.#task.client, state.analysisRun)}`);
            default:
                break;
        }
        await this.#nudge();
        return undefined;
    }
    #failed(reason, text) {
        return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)(reason, `Stage "${this.#task.stage}": ${text}`);
    }
    async #isVerifiedIn() {
        if (this.#aim.waitFor !== 'verified') {
            return true;
        }
        const freight = await this.#readFreight();
        if (freight === 'unreadable') {
            return false;
        }
        this.outage.ended();
        if (freight === undefined) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', `Freight ${this.#aim.freight} was deleted while it was waited for`);
        }
        return freight.status?.verifiedIn?.[this.#task.stage] !== undefined;
    }
    async #readFreight() {
        try {
            return await (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(this.#task.client.getFreight(this.#aim.freight));
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv && error.verdict.status === 'unknown') {
                this.outage.began(error.message);
                return 'unreadable';
            }
            throw error;
        }
    }
    async #nudge() {
        const { client, stage } = this.#task;
        const isQuiet = client.clock.now() - this.#lastNews >= pace.nudgeAfter;
        if (isQuiet && !this.#nudged && this.#stage?.status?.currentPromotion === undefined) {
            this.#nudged = true;
            this.#task.log.info('no change for a minute: asking Kargo to look at the Stage again');
            await client.refreshStage(stage).catch((error) => {
                if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv)) {
                    throw error;
                }
                this.#task.log.debug(error.message);
            });
        }
    }
    #say(line) {
        const now = this.#task.client.clock.now();
        const isNew = line !== this.#said;
        const isDue = now - (isNew ? this.#lastNews : this.#spokenAt) >= (isNew ? pace.settle : _task_js__WEBPACK_IMPORTED_MODULE_6__/* .heartbeatMs */ .f);
        this.#line = line;
        if (isDue) {
            this.#task.log.info(isNew ? line : `still waiting: ${line}`);
            this.#said = line;
            this.#spokenAt = now;
        }
    }
    timedOut(cause) {
        const { stage } = this.#task;
        if (this.outage.words !== undefined) {
            return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `the time was over while Kargo could not be asked about Stage "${stage}": ${this.outage.words}`, cause);
        }
        const message = `the time was over while Stage "${stage}" was waited for: ${this.#line || 'it was not seen yet'}`;
        return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: this.#timedOutReason(), message }, { cause });
    }
    #timedOutReason() {
        const state = this.#state;
        if (state?.kind === 'waiting') {
            return `waiting-for-${state.for}`;
        }
        return state?.kind === 'good' ? 'waiting-for-verification' : 'waiting-for-health';
    }
}
async function describeAnalysis(client, name) {
    if (name === undefined) {
        return '';
    }
    const run = await client.getAnalysisRun(name).catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv) {
            return undefined;
        }
        throw error;
    });
    const bad = (run?.status?.metricResults ?? []).filter((metric) => metric.phase !== 'Successful');
    const metrics = bad.map((metric) => {
        const words = metric.message || metric.measurements?.at(-1)?.message || '';
        return `metric "${metric.name ?? '?'}" ${metric.phase ?? '?'}${words === '' ? '' : `: ${words}`}`;
    });
    const details = [...(run?.status?.message ? [run.status.message] : []), ...metrics].join('; ');
    return ` (AnalysisRun ${name}${details === '' ? '' : `: ${details}`})`;
}


/***/ }),

/***/ 1690:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ Outage)
/* harmony export */ });
class Outage {
    #log;
    #words;
    constructor(log) {
        this.#log = log;
    }
    get words() {
        return this.#words;
    }
    began(words) {
        if (this.#words === undefined) {
            this.#log.info(`no news from Kargo, trying on: ${words}`);
        }
        this.#words = words;
    }
    ended() {
        if (this.#words !== undefined) {
            this.#log.info('Kargo answers again');
        }
        this.#words = undefined;
    }
}


/***/ }),

/***/ 4948:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ logFor),
/* harmony export */   f: () => (/* binding */ heartbeatMs)
/* harmony export */ });
const heartbeatMs = 60_000;
function logFor(log, stage) {
    return {
        info: (text) => log.info(`${stage}: ${text}`),
        warning: (text) => log.warning(`${stage}: ${text}`),
        error: (text, title) => log.error(`${stage}: ${text}`, title),
        debug: (text) => log.debug(`${stage}: ${text}`),
        section: (title) => log.section(title),
    };
}


/***/ })

};
;