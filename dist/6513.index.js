"use strict";
exports.id = 6513;
exports.ids = [6513];
exports.modules = {

/***/ 26513:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ rollback_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/kargo/find.js
var find = __webpack_require__(40081);
// EXTERNAL MODULE: ./build/kargo/make-freight.js
var make_freight = __webpack_require__(98166);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
// EXTERNAL MODULE: ./build/promotion/created.js
var promotion_created = __webpack_require__(98809);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var kargo_promotion = __webpack_require__(64444);
;// CONCATENATED MODULE: ./build/promotion/last-good.js



function lastGood(stage, warehouse) {
    const name = stage.metadata.name;
    const origins = (stage.spec.requestedFreight ?? [])
        .map((request) => (0,types/* originKey */.y3)(request.origin))
        .filter((origin) => warehouse === undefined || origin === `Warehouse/${warehouse}`);
    const targets = origins.flatMap((origin) => {
        const freight = lastGoodOf(stage, origin);
        return freight === undefined ? [] : [{ origin, freight }];
    });
    const [target, ...others] = targets;
    if (target === undefined) {
        const of = warehouse === undefined ? '' : ` of Warehouse ${warehouse}`;
        throw (0,errors/* failed */.gz)('freight-not-found', `Stage "${name}" has no earlier Freight${of} that was verified there (Kargo keeps the last 10). Name the Freight by the input to.`);
    }
    if (others.length > 0) {
        const list = targets.map(({ origin, freight }) => `${origin} to ${freight.name}`).join(', ');
        throw (0,errors/* failed */.gz)('freight-ambiguous', `Stage "${name}" takes Freight of several origins, and each could be put back: ${list}. Name one by the input warehouse.`);
    }
    return target;
}
function lastGoodOf(stage, origin) {
    const tried = triedLast(stage, origin);
    const entry = (stage.status?.freightHistory ?? []).find((candidate) => {
        const item = candidate.items?.[origin];
        return item !== undefined && item.name !== tried && wasVerified(candidate);
    });
    return entry?.items?.[origin];
}
function triedLast(stage, origin) {
    const last = stage.status?.lastPromotion?.status;
    const freight = last?.freight;
    if (last !== undefined &&
        (0,kargo_promotion/* phaseOf */.hU)(last) !== 'Succeeded' &&
        freight?.origin &&
        (0,types/* originKey */.y3)(freight.origin) === origin) {
        return freight.name;
    }
    return stage.status?.freightHistory?.[0]?.items?.[origin]?.name;
}
function wasVerified(entry) {
    return (entry.verificationHistory ?? []).some((verification) => verification.phase === 'Successful');
}

// EXTERNAL MODULE: ./build/promotion/options.js
var options = __webpack_require__(24443);
// EXTERNAL MODULE: ./build/promotion/outcome.js
var promotion_outcome = __webpack_require__(15353);
// EXTERNAL MODULE: ./build/promotion/plan.js
var promotion_plan = __webpack_require__(7010);
// EXTERNAL MODULE: ./build/promotion/stop.js
var stop = __webpack_require__(52925);
;// CONCATENATED MODULE: ./build/promotion/preempt.js


async function abortOlder(client, { stage, promotion, log }) {
    const older = (await client.listPromotions(stage)).filter((other) => other.metadata.name < promotion && !(0,kargo_promotion/* isTerminal */.Hd)(other.status));
    for (const other of older) {
        const { text } = await (0,stop/* stopAnyway */.yk)(client, other);
        log.info(text);
    }
}

// EXTERNAL MODULE: ./build/promotion/promote-stage.js + 3 modules
var promote_stage = __webpack_require__(97951);
// EXTERNAL MODULE: ./build/promotion/situation.js
var promotion_situation = __webpack_require__(55005);
// EXTERNAL MODULE: ./build/promotion/task.js
var task = __webpack_require__(4948);
// EXTERNAL MODULE: ./build/report/promotion.js
var promotion = __webpack_require__(131);
;// CONCATENATED MODULE: ./build/commands/rollback.js



















const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    stage: { type: 'list', required: true, description: 'The Stage to put back: one.' },
    to: {
        type: 'string',
        description: 'The Freight to put back, by name or alias. Without it: the last one that was verified in the Stage and is not what it has, or just tried to get.',
    },
    warehouse: {
        type: 'list',
        description: 'Put back the Freight of this Warehouse, when the Stage takes Freight of several.',
    },
    'wait-for': {
        type: 'choice',
        choices: ['auto', 'none', 'pull-request', 'promotion', 'healthy', 'verified'],
        default: 'auto',
        description: 'How far to wait, as in promote. "auto" is "pull-request" when the Stage promotes by a pull request that people merge, else "verified".',
    },
    'health-grace': options/* waitInputs */.F['health-grace'],
    'require-checks': options/* waitInputs */.F['require-checks'],
    preempt: {
        type: 'boolean',
        default: false,
        description: 'Abort the Promotions of the Stage that run or wait, oldest first, instead of queueing behind them.',
    },
    freeze: {
        type: 'boolean',
        default: false,
        description: 'See to it that auto-promotion does not undo it: be red when Kargo does not hold auto-promotion afterwards. Kargo 1.10 and older cannot.',
    },
    'dry-run': { type: 'boolean', default: false, description: 'Only say what would happen.' },
    ...options/* endingInputs */.T,
    ...shared/* waiting */.eg,
};
const rollback_command = (0,command/* defineCommand */.NB)({
    name: 'rollback',
    description: 'Put back the last Freight that was good in a Stage.',
    inputs,
    outputs: promotion_outcome/* promotionOutputs */.aK,
    check: (values) => [
        ...(0,shared/* checkConnection */.jo)(values),
        ...checkOne('stage', values.stage),
        ...checkOne('warehouse', values.warehouse),
    ],
    async run(values, context) {
        return (0,clock/* withDeadline */.NE)(context, values.timeout, async (deadline) => {
            const client = await (0,connect/* connect */.Ng)(values, context, deadline.signal);
            const name = values.stage[0] ?? '';
            const stage = await client.getStage(name);
            const log = (0,task/* logFor */.O)(context.log, name);
            const target = await findTarget(client, stage, values);
            log.info(`put back: ${target.described}`);
            const created = (0,promotion_created/* keepCreated */.c)(values['on-cancel'], context);
            const waitFor = waitForOf(stage, values['wait-for']);
            if (values['dry-run']) {
                const freight = target.freight ?? asItWouldBe(target.reference, name);
                const situation = await (0,promotion_situation/* readSituation */.ZN)(client, name);
                const { preempt } = values;
                const plan = (0,promotion_plan/* planFor */.b)(situation, freight, { waitFor, force: false, preempt, now: client.clock.now() });
                const outcome = (0,promotion_plan/* plannedOutcome */.p)(name, plan);
                return {
                    verdict: outcome.verdict,
                    outputs: (0,promotion_outcome/* promotionOutputValues */.fL)([outcome], freight.metadata.name),
                    summary: (0,promotion/* promotionPlan */.jV)(client, [outcome], freight),
                };
            }
            const freight = target.freight ?? (await (0,make_freight/* restoreFreight */.g)(client, target.reference, name));
            const outcome = await (0,promote_stage/* promoteToStage */.aG)({
                stage: name,
                client,
                deadline,
                log,
                options: { ...values, 'wait-for': waitFor },
                ending: values,
                force: false,
                freightIsNew: false,
                onPromotion: (made) => {
                    context.publish({ promotion: made.promotion.metadata.name, operation: made.operation });
                    created.add(client.project, made);
                },
                beforeFollowing: values.preempt
                    ? (promotion) => abortOlder(client, { stage: name, promotion: promotion.metadata.name, log })
                    : undefined,
            }, freight);
            created.settle(client.project, outcome.promotionName);
            const frozen = values.freeze ? await checkFrozen(client, stage, freight) : undefined;
            return {
                verdict: frozen !== undefined && outcome.verdict.status === 'succeeded' ? frozen : outcome.verdict,
                outputs: (0,promotion_outcome/* promotionOutputValues */.fL)([outcome], freight.metadata.name),
                summary: (0,promotion/* promotionSummary */.w6)(client, [outcome], freight),
                links: (0,promotion/* promotionLinks */.VN)(client, [outcome]),
                warnings: outcome.warnings,
            };
        });
    },
});
function checkOne(input, names) {
    return names.length <= 1
        ? []
        : [{ input, value: names.join(', '), accepted: 'one is put back at a time: name one' }];
}
async function findTarget(client, stage, values) {
    if (values.to !== undefined) {
        const freight = await client.getFreight(values.to);
        return { freight, described: (0,find.describeFreight)(freight) };
    }
    const { freight: reference, origin } = lastGood(stage, values.warehouse[0]);
    const freight = await (0,kargo_client/* orMissing */.M)(client.getFreight(reference.name));
    return freight === undefined
        ? {
            freight,
            reference,
            described: `Freight ${reference.name} of ${origin}, which Kargo has collected: it is made again and approved for the Stage`,
        }
        : { freight, described: (0,find.describeFreight)(freight) };
}
function asItWouldBe({ name, ...contents }, stage) {
    return { metadata: { name }, ...contents, status: { approvedFor: { [stage]: {} } } };
}
function waitForOf(stage, asked) {
    if (asked !== 'auto') {
        return asked;
    }
    const steps = stage.spec.promotionTemplate?.spec?.steps ?? [];
    return steps.some((step) => step.uses === 'git-wait-for-pr') ? 'pull-request' : 'verified';
}
async function checkFrozen(client, stage, freight) {
    const { status } = await client.getStage(stage.metadata.name);
    const origin = freight.origin === undefined ? '' : (0,types/* originKey */.y3)(freight.origin);
    if (status?.autoPromotionEnabled !== true || status.effectiveAutoPromotionHolds?.[origin] !== undefined) {
        return undefined;
    }
    return (0,errors/* failed */.gz)('refused', `It was put back, but Kargo does not hold auto-promotion of ${origin} to Stage "${stage.metadata.name}": newer Freight may replace it (Kargo 1.10 and older have no holds). Switch auto-promotion off in the ProjectConfig.`).verdict;
}


/***/ })),

/***/ 98166:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ createFreight),
/* harmony export */   g: () => (/* binding */ restoreFreight)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73980);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41071);
/* harmony import */ var _resources_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21289);
/* harmony import */ var _subscription_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19695);






const lookUp = { forMs: 12_000, pause: 1_000 };
async function createFreight(client, wanted) {
    const contents = await lookUpContents(client, wanted);
    const manifest = manifestOf(client.project, wanted, contents);
    const outcome = await new _resources_js__WEBPACK_IMPORTED_MODULE_3__/* .Resources */ .E(client).create(manifest, `creating Freight of Warehouse "${wanted.warehouse}"`);
    if (outcome.kind === 'refused') {
        const existing = /freights\.kargo\.akuity\.io "(?<name>[0-9a-f]{40})" already exists/.exec(outcome.error.message)?.groups?.name;
        if (existing === undefined) {
            throw outcome.error;
        }
        return { freight: await client.getFreight(existing), isNew: false };
    }
    const name = outcome.kind === 'answered' ? createdName(outcome.body) : undefined;
    const freight = name === undefined ? await lookFor(client, wanted) : await untilReadable(client, name);
    if (freight === undefined) {
        const why = outcome.kind === 'unclear' ? outcome.why : 'Kargo answered without the name of the Freight';
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `${why}. No Freight with these artifacts is to be seen. Running it again does no harm.`);
    }
    return { freight, isNew: true };
}
async function restoreFreight(client, reference, stage) {
    const { name, origin, images, commits, charts } = reference;
    const manifest = {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Freight',
        metadata: { name, namespace: client.project },
        origin,
        images: images ?? [],
        commits: commits ?? [],
        charts: charts ?? [],
    };
    const outcome = await new _resources_js__WEBPACK_IMPORTED_MODULE_3__/* .Resources */ .E(client).create(manifest, `making Freight ${name} again`);
    if (outcome.kind === 'refused' && !outcome.error.message.includes('already exists')) {
        throw outcome.error;
    }
    const made = (outcome.kind === 'answered' ? createdName(outcome.body) : undefined) ?? name;
    const freight = await untilReadable(client, made);
    if (freight === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `Freight ${made} was to be made again, and is not to be seen.`);
    }
    await client.approveFreight(made, stage);
    return freight;
}
function createdName(body) {
    const { results } = body;
    return results?.[0]?.createdResourceManifest?.metadata?.name;
}
async function untilReadable(client, name) {
    return retrying(client, () => (0,_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getFreight(name)));
}
function lookFor(client, { warehouse, artifacts }) {
    return retrying(client, async () => {
        const all = await client.listFreight([warehouse]);
        return all.find((freight) => artifacts.every((artifact) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .holds */ .v9)({ ...freight, name: '' }, artifact)));
    });
}
async function retrying(client, look) {
    const start = client.clock.now();
    for (;;) {
        const found = await look();
        if (found !== undefined || client.clock.now() - start >= lookUp.forMs) {
            return found;
        }
        await client.clock.sleep(lookUp.pause, client.signal);
    }
}
function manifestOf(project, { warehouse, alias }, contents) {
    return {
        apiVersion: 'kargo.akuity.io/v1alpha1',
        kind: 'Freight',
        metadata: { name: 'made-by-kargo-ci', namespace: project },
        ...(alias === undefined ? {} : { alias }),
        origin: { kind: 'Warehouse', name: warehouse },
        images: contents.flatMap((part) => ('image' in part ? [part.image] : [])),
        commits: contents.flatMap((part) => ('commit' in part ? [part.commit] : [])),
        charts: contents.flatMap((part) => ('chart' in part ? [part.chart] : [])),
    };
}
async function lookUpContents(client, wanted) {
    const warehouse = await client.getWarehouse(wanted.warehouse);
    requireOneEach(warehouse, wanted.artifacts);
    const known = wanted.artifacts.map((artifact) => contentsOf(warehouse, artifact));
    if (!known.includes(undefined)) {
        return known.filter((part) => part !== undefined);
    }
    const looked = await (0,_refresh_js__WEBPACK_IMPORTED_MODULE_2__.discover)(client, wanted.warehouse, { log: wanted.log });
    return Promise.all(wanted.artifacts.map(async (artifact) => contentsOf(looked, artifact) ?? unseen(looked, artifact)));
}
async function unseen(warehouse, artifact) {
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(243)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const { reasons } = explainAbsence([warehouse], [artifact]);
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-not-found', `Freight with ${artifact.text} cannot be made: ${reasons.join('; ')}.`);
}
function requireOneEach(warehouse, artifacts) {
    const subscriptions = warehouse.spec.subscriptions ?? [];
    const open = subscriptions.filter((subscription) => !artifacts.some((artifact) => (0,_subscription_js__WEBPACK_IMPORTED_MODULE_5__/* .isSubscriptionFor */ .n2)(subscription, artifact)));
    if (open.length > 0 || artifacts.length !== subscriptions.length) {
        const wants = subscriptions.map(_subscription_js__WEBPACK_IMPORTED_MODULE_5__/* .describeSubscription */ .dy).join(', ');
        const given = artifacts.map((artifact) => artifact.text).join(', ');
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `Freight of Warehouse "${warehouse.metadata.name}" holds exactly one artifact for each of its subscriptions (${wants}); given: ${given}.`);
    }
}
function contentsOf(warehouse, artifact) {
    const discovered = warehouse.status?.discoveredArtifacts;
    switch (artifact.kind) {
        case 'image': {
            const image = (discovered?.images ?? [])
                .flatMap(({ repoURL, references }) => (references ?? []).map((reference) => ({ repoURL, ...reference })))
                .find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .matchesImage */ .x7)(candidate, artifact));
            return image === undefined ? undefined : { image: { repoURL: image.repoURL, ...tagAndDigest(image) } };
        }
        case 'commit': {
            const commit = (discovered?.git ?? [])
                .flatMap(({ repoURL, commits }) => (commits ?? []).map((found) => ({ repoURL, ...found })))
                .find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .matchesCommit */ .TM)(candidate, artifact.revision));
            return commit === undefined ? undefined : { commit: commitOf(commit) };
        }
        case 'chart': {
            const chart = (discovered?.charts ?? []).find((candidate) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .isChartRepository */ .rI)(candidate, artifact.repository) && candidate.versions?.includes(artifact.version));
            return chart === undefined
                ? undefined
                : {
                    chart: {
                        repoURL: chart.repoURL,
                        ...(chart.name ? { name: chart.name } : {}),
                        version: artifact.version,
                    },
                };
        }
    }
}
function commitOf({ repoURL, id, tag, branch, subject, author, }) {
    return {
        repoURL,
        id,
        ...(tag === undefined ? {} : { tag }),
        ...(branch === undefined ? {} : { branch }),
        ...(subject === undefined ? {} : { message: subject }),
        ...(author === undefined ? {} : { author }),
    };
}
function tagAndDigest({ tag, digest }) {
    return { ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}


/***/ })),

/***/ 21289:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ Resources)
/* harmony export */ });
class Resources {
    #client;
    constructor(client) {
        this.#client = client;
    }
    create(manifest, doing) {
        return this.#client.calls.create({
            method: 'POST',
            path: '/v1beta1/resources',
            doing,
            body: manifest,
        });
    }
    apply(manifests, doing) {
        return this.#client.calls.create({
            method: 'PUT',
            path: '/v1beta1/resources?upsert=true',
            doing,
            body: manifests,
        });
    }
    read(path, kind, name) {
        return this.#client.calls.read({
            method: 'GET',
            path: this.#client.projectPath + path,
            doing: `reading ${kind} "${name}"`,
        });
    }
}


/***/ })),

/***/ 19695:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FJ: () => (/* binding */ subscriptionFor),
/* harmony export */   dy: () => (/* binding */ describeSubscription),
/* harmony export */   n2: () => (/* binding */ isSubscriptionFor)
/* harmony export */ });
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73980);

function isSubscriptionFor(subscription, artifact) {
    switch (artifact.kind) {
        case 'image':
            return (subscription.image !== undefined &&
                (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .normalRepository */ .Kt)(subscription.image.repoURL) === (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .normalRepository */ .Kt)(artifact.repository));
        case 'commit':
            return subscription.git !== undefined;
        case 'chart':
            return subscription.chart !== undefined && (0,_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .isChartRepository */ .rI)(subscription.chart, artifact.repository);
    }
}
function subscriptionFor(warehouse, artifact) {
    return warehouse.spec.subscriptions?.find((subscription) => isSubscriptionFor(subscription, artifact));
}
function describeSubscription({ image, git, chart }) {
    const place = image?.repoURL ?? git?.repoURL ?? chart?.repoURL;
    return place === undefined
        ? 'another kind of artifact'
        : `${image ? 'image' : git ? 'commit' : 'chart'} of ${place}`;
}


/***/ })),

/***/ 98809:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ keepCreated)
/* harmony export */ });
function keepCreated(onCancel, context) {
    const open = new Map();
    return {
        add(project, { operation, promotion }) {
            const { name } = promotion.metadata;
            if (operation === 'created' && onCancel !== 'leave') {
                open.set(`${project}/${name}`, { project, stage: promotion.spec.stage, promotion: name, onCancel });
                context.remember([...open.values()]);
            }
        },
        settle(project, promotion) {
            if (promotion !== undefined && open.delete(`${project}/${promotion}`)) {
                context.remember([...open.values()]);
            }
        },
    };
}


/***/ })),

/***/ 15353:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Df: () => (/* binding */ promotionsJson),
/* harmony export */   Me: () => (/* binding */ overall),
/* harmony export */   aK: () => (/* binding */ promotionOutputs),
/* harmony export */   fL: () => (/* binding */ promotionOutputValues)
/* harmony export */ });
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80994);

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


/***/ })),

/***/ 7010:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ planFor),
/* harmony export */   p: () => (/* binding */ plannedOutcome)
/* harmony export */ });
/* harmony import */ var _kargo_availability_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54741);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64444);
/* harmony import */ var _kargo_stage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2642);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52305);
/* harmony import */ var _situation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(55005);





function planFor(situation, freight, rules) {
    const { stage } = situation;
    const where = `Stage "${stage.metadata.name}"`;
    const decision = (0,_situation_js__WEBPACK_IMPORTED_MODULE_3__/* .decide */ .LD)(situation, freight, rules);
    if (decision.kind === 'control-flow') {
        const message = `${where} has no promotion steps: nothing can be promoted to it.`;
        return { verdict: { status: 'failed', reason: 'control-flow', message }, operation: '', notes: [] };
    }
    if (decision.kind === 'unchanged') {
        const message = `${where} has the Freight already: nothing would be done.`;
        return { verdict: { status: 'unchanged', message }, operation: 'unchanged', notes: [] };
    }
    if (decision.kind === 'adopt') {
        const message = `Promotion ${decision.promotion.metadata.name} to ${where} would be followed: it promotes this Freight.`;
        return {
            verdict: { status: 'succeeded', message },
            operation: 'adopted',
            notes: [...aheadOf(situation, decision.promotion, rules), ...notesOf(stage, freight)],
        };
    }
    const reasons = (0,_kargo_availability_js__WEBPACK_IMPORTED_MODULE_0__/* .whyNotAvailable */ .nZ)(stage, freight, rules.now);
    if (reasons.length > 0) {
        const message = `The Freight is not available to ${where}: ${reasons.join('; ')}.`;
        return { verdict: { status: 'failed', reason: 'not-available', message }, operation: '', notes: [] };
    }
    const message = `A Promotion to ${where} would be made.`;
    return {
        verdict: { status: 'succeeded', message },
        operation: 'created',
        notes: [...aheadOf(situation, undefined, rules), ...notesOf(stage, freight)],
    };
}
function plannedOutcome(stage, { verdict, operation, notes }) {
    return {
        stage,
        verdict: { ...verdict, message: [verdict.message, ...notes].join(' ') },
        operation: operation === '' ? undefined : operation,
        warnings: [],
    };
}
function aheadOf(situation, own, { preempt = false }) {
    const ahead = own === undefined || (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .phaseOf */ .hU)(own.status) === 'Pending'
        ? (0,_situation_js__WEBPACK_IMPORTED_MODULE_3__/* .whatIsAhead */ .Om)(situation, own?.metadata.name)
        : undefined;
    if (ahead === undefined) {
        return [];
    }
    const isAborted = preempt && situation.promotions.some(({ status }) => !(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .isTerminal */ .Hd)(status));
    return [isAborted ? `It would abort what runs or waits there: ${ahead}.` : `It would wait: ${ahead}.`];
}
function notesOf(stage, freight) {
    return [
        ...replaced(stage, freight),
        ...autoPromotionNotes(stage),
        ...(stage.spec.verification === undefined || stage.spec.verification === null
            ? ['The Stage has no verification: Kargo calls it verified as soon as it is healthy.']
            : []),
    ];
}
function replaced(stage, freight) {
    const current = stage.status?.freightHistory?.[0];
    const origin = freight.origin === undefined ? '' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_4__/* .originKey */ .y3)(freight.origin);
    const now = current?.items?.[origin]?.name;
    const kept = Object.entries(current?.items ?? {}).filter(([key]) => key !== origin);
    return [
        now === undefined
            ? 'The Stage has no Freight of this origin yet.'
            : (0,_kargo_stage_js__WEBPACK_IMPORTED_MODULE_2__/* .freightIn */ .Lg)(current, freight.metadata.name) === undefined
                ? `It would replace Freight ${now}.`
                : 'It would repeat the Freight that is there, and its verification.',
        ...kept.map(([key, item]) => `The Stage keeps Freight ${item.name} of ${key}.`),
    ];
}
function autoPromotionNotes(stage) {
    return stage.status?.autoPromotionEnabled === true
        ? [
            'Kargo promotes to this Stage by itself: unless this is the Freight that it would take, Kargo 1.11 and newer then hold auto-promotion of its origin; whether they would is only known afterwards.',
        ]
        : [];
}


/***/ }))

};
;