"use strict";
exports.id = 9847;
exports.ids = [9847];
exports.modules = {

/***/ 49847:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ promote_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/watch/crowd.js + 3 modules
var crowd = __webpack_require__(62645);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
// EXTERNAL MODULE: ./build/verdict.js
var build_verdict = __webpack_require__(80994);
// EXTERNAL MODULE: ./build/promotion/batch.js
var batch = __webpack_require__(65545);
// EXTERNAL MODULE: ./build/inputs/selection.js
var inputs_selection = __webpack_require__(45263);
// EXTERNAL MODULE: ./build/promotion/options.js
var options = __webpack_require__(24443);
;// CONCATENATED MODULE: ./build/promotion/order.js



const { required: _itemsNameTheirs, ...project } = shared/* inProject */.nO.project;
const promoteInputs = {
    ...shared/* connection */.FI,
    project,
    stage: {
        type: 'list',
        description: 'The Stages to promote to. Several are promoted to side by side.',
    },
    'downstream-of': {
        type: 'string',
        description: 'Instead of stage: promote to every Stage that takes this Freight from the named Stage.',
    },
    ...inputs_selection/* selectionInputs */.Iz,
    origin: {
        type: 'string',
        description: 'Instead of naming Freight: promote the newest that the Stage may have of this Warehouse. Kargo 1.11 and newer choose it themselves at that moment.',
    },
    'create-freight': {
        type: 'choice',
        choices: ['never', 'if-missing'],
        default: 'never',
        description: 'With "if-missing" the Freight is made of exactly the named artifacts when Kargo does not make it: its policy is manual, or a newer artifact overtook it. Needs one warehouse and an artifact for each of its subscriptions.',
    },
    ...options/* waitInputs */.F,
    ...shared/* waiting */.eg,
    force: {
        type: 'boolean',
        default: false,
        description: 'Promote also when the Freight is in the Stage already. A Promotion of it that is still going is adopted all the same.',
    },
    'dry-run': {
        type: 'boolean',
        default: false,
        description: 'Only say what would happen in each Stage, as far as it can be read. Nothing is sent.',
    },
    ...options/* endingInputs */.T,
    items: {
        type: 'string',
        freeText: true,
        description: 'Instead of one promotion many, also across projects: a YAML or JSON list of mappings with project, stage, and a way to name Freight, as in the inputs of these names; wait-for and force, too. An item may name by token-variable the variable that holds its token.',
    },
    'max-parallel': {
        type: 'integer',
        default: 10,
        min: 1,
        max: 200,
        description: 'How many items are worked on at a time.',
    },
    'on-failure': {
        type: 'choice',
        choices: ['continue', 'stop'],
        default: 'continue',
        description: 'What happens to the items that have not begun when one ends red.',
    },
};
function checkOrder(inputs) {
    const byItems = inputs.items !== undefined;
    const own = byItems ? checkNothingBesideItems(inputs) : checkOne(inputs);
    const token = inputs['api-token'] !== undefined || inputs['api-token-file'] !== undefined;
    const reach = (0,shared/* checkConnection */.jo)(byItems && !token ? { ...inputs, 'api-token': 'of-each-item' } : inputs);
    return [...reach, ...own];
}
function checkOne(inputs) {
    const where = (inputs.stage.length > 0 ? 1 : 0) + (inputs['downstream-of'] === undefined ? 0 : 1);
    return [
        ...(inputs.project === undefined
            ? [{ input: 'project', accepted: 'is required: the name of the Kargo project (KARGO_PROJECT)' }]
            : []),
        ...(where === 1
            ? []
            : [
                {
                    input: 'stage',
                    accepted: 'name the Stages to promote to, or with downstream-of the Stage before them: one of the two',
                },
            ]),
        ...checkWhat(inputs),
    ];
}
function checkWhat(inputs) {
    if (inputs.origin === undefined) {
        const { warehouse } = inputs;
        return [
            ...(0,inputs_selection/* checkSelection */.Nt)(inputs),
            ...(inputs['create-freight'] === 'if-missing' && warehouse.length !== 1
                ? [
                    {
                        input: 'create-freight',
                        value: 'if-missing',
                        accepted: 'name the one warehouse whose Freight is to be made',
                    },
                ]
                : []),
        ];
    }
    const beside = [
        ...(0,inputs_selection/* waysToSelect */._W)(inputs),
        ...(inputs['downstream-of'] === undefined ? [] : ['downstream-of']),
    ];
    return beside.length === 0
        ? []
        : [
            {
                input: 'origin',
                value: inputs.origin,
                accepted: `it stands for the Freight: leave out ${beside.join(' and ')}`,
            },
        ];
}
function checkNothingBesideItems(inputs) {
    const beside = [
        ...(inputs.stage.length > 0 ? ['stage'] : []),
        ...(inputs['downstream-of'] === undefined ? [] : ['downstream-of']),
        ...(inputs.origin === undefined ? [] : ['origin']),
        ...(0,inputs_selection/* waysToSelect */._W)(inputs),
    ];
    return beside.length === 0
        ? []
        : [
            {
                input: 'items',
                accepted: `each item names its Stage and its Freight: leave out ${beside.join(' and ')}`,
            },
        ];
}
function orderOf(inputs) {
    return {
        stages: inputs.stage,
        downstreamOf: inputs['downstream-of'],
        selection: inputs.origin === undefined ? (0,inputs_selection/* selectionOf */.Wm)(inputs) : undefined,
        origin: inputs.origin,
        createMissing: inputs['create-freight'] === 'if-missing',
        dryRun: inputs['dry-run'],
        force: inputs.force,
        options: inputs,
        ending: inputs,
    };
}

// EXTERNAL MODULE: ./build/promotion/outcome.js
var outcome = __webpack_require__(15353);
// EXTERNAL MODULE: ./build/kargo/find.js
var find = __webpack_require__(40081);
// EXTERNAL MODULE: ./build/kargo/make-freight.js
var make_freight = __webpack_require__(98166);
// EXTERNAL MODULE: ./build/promotion/plan.js
var plan = __webpack_require__(7010);
// EXTERNAL MODULE: ./build/promotion/promote-stage.js + 3 modules
var promote_stage = __webpack_require__(97951);
// EXTERNAL MODULE: ./build/promotion/situation.js
var promotion_situation = __webpack_require__(55005);
// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(54741);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
;// CONCATENATED MODULE: ./build/promotion/targets.js



async function downstreamStages({ client, log }, upstream, freight) {
    await client.getStage(upstream);
    const origin = freight.origin === undefined ? '' : (0,types/* originKey */.y3)(freight.origin);
    const stages = (await client.listStages()).filter((stage) => takesFrom(stage, upstream, origin));
    for (const { metadata } of stages.filter(types/* isControlFlow */.Uy)) {
        log.info(`${metadata.name} only lets Freight pass: the Stages behind it are not promoted to`);
    }
    const names = stages
        .filter((stage) => !(0,types/* isControlFlow */.Uy)(stage))
        .map((stage) => stage.metadata.name)
        .toSorted();
    const [first, ...others] = names;
    if (first === undefined) {
        throw (0,errors/* failed */.gz)('not-found', `No Stage with promotion steps takes Freight of ${origin} from Stage "${upstream}".`);
    }
    return [first, ...others];
}
function takesFrom(stage, upstream, origin) {
    return (stage.spec.requestedFreight ?? []).some((request) => (0,types/* originKey */.y3)(request.origin) === origin && request.sources?.stages?.includes(upstream));
}
async function newestAvailable(client, stages, warehouse) {
    const all = await client.listFreight([warehouse]);
    const now = client.clock.now();
    return stages.map((stage) => ({
        stage: stage.metadata.name,
        freight: newestFor(stage, all, { warehouse, now }),
    }));
}
function newestFor(stage, all, { warehouse, now }) {
    const found = all.find((freight) => (0,availability/* whyNotAvailable */.nZ)(stage, freight, now).length === 0);
    if (found !== undefined) {
        return found;
    }
    const [newest] = all;
    const why = newest === undefined
        ? `Warehouse "${warehouse}" has no Freight`
        : `the newest of Warehouse "${warehouse}" is ${newest.alias ?? newest.metadata.name}: ${(0,availability/* whyNotAvailable */.nZ)(stage, newest, now).join('; ')}`;
    throw (0,errors/* failed */.gz)('freight-not-found', `No Freight is available to Stage "${stage.metadata.name}": ${why}.`);
}

// EXTERNAL MODULE: ./build/promotion/task.js
var task = __webpack_require__(4948);
;// CONCATENATED MODULE: ./build/promotion/promote-many.js










async function carryOut(order, means) {
    const { log } = means.context;
    log.section('Find Freight');
    const errands = await promote_many_plan(order, { ...means, client: (0,crowd/* forMany */.L)(means.client, order.stages.length) });
    const [first] = errands;
    const isOne = errands.every(({ freight }) => freight.metadata.name === first.freight.metadata.name);
    for (const { freight, stage } of isOne ? [first] : errands) {
        log.info(`${isOne ? '' : `${stage}: `}found ${(0,find.describeFreight)(freight)}`);
    }
    log.section(`${order.dryRun ? 'Plan for' : 'Promote to'} ${errands.map(({ stage }) => stage).join(', ')}`);
    const carry = order.dryRun ? explain : send;
    const client = (0,crowd/* forMany */.L)(means.client, errands.length);
    const outcomes = await Promise.all(errands.map((errand) => carry(errand, order, { ...means, client, errands: errands.length })));
    return {
        outcomes: outcomes,
        freight: isOne ? first.freight : undefined,
    };
}
async function promote_many_plan(order, means) {
    const { client } = means;
    const stages = await Promise.all(order.stages.map((name) => client.getStage(name)));
    const { origin } = order;
    if (origin !== undefined) {
        const found = await newestAvailable(client, stages, origin);
        return found.map((each) => ({ ...each, freightIsNew: false, origin }));
    }
    const { freight, isNew } = await findOrMake(order, means, stages);
    const names = order.downstreamOf === undefined
        ? order.stages
        : await downstreamStages({ client, log: means.context.log }, order.downstreamOf, freight);
    return names.map((stage) => ({ stage, freight, freightIsNew: isNew, origin: undefined }));
}
async function findOrMake(order, { client, context: { log } }, stages) {
    const { selection } = order;
    if (selection === undefined) {
        throw new Error('an order names Freight or an origin');
    }
    const search = { client, log, selection, usableWarehouses: requestedWarehouses(stages) };
    const there = await (0,find.findFreight)(search);
    if (there !== undefined) {
        return { freight: there, isNew: false };
    }
    if (order.dryRun) {
        const { text } = await (0,find/* explainMissing */.C)(search);
        throw (0,errors/* failed */.gz)('freight-not-found', `${(0,inputs_selection/* describeSelection */.e9)(selection)} is not there: ${text}.`);
    }
    try {
        return { freight: await (0,find.awaitFreight)(search), isNew: true };
    }
    catch (error) {
        const [warehouse] = selection.warehouses;
        const { selector } = selection;
        const mayMake = order.createMissing && warehouse !== undefined && selector.by === 'artifacts';
        if (!mayMake || !(0,errors/* isKargoError */.Rd)(error) || error.verdict.status !== 'failed') {
            throw error;
        }
        log.info(`${error.message} Making it`);
        return (0,make_freight/* createFreight */.Y)(client, { warehouse, artifacts: selector.artifacts, alias: undefined, log });
    }
}
function requestedWarehouses(stages) {
    const each = stages.map((stage) => (stage.spec.requestedFreight ?? []).map((request) => request.origin.name));
    const any = [...new Set(each.flat())];
    const common = any.filter((name) => each.every((names) => names.includes(name)));
    return common.length > 0 ? common : any;
}
async function send(errand, order, means) {
    const { client, deadline, context, created } = means;
    const outcome = await (0,promote_stage/* promoteToStage */.aG)({
        stage: errand.stage,
        client,
        deadline,
        log: (0,task/* logFor */.O)(context.log, errand.stage),
        options: order.options,
        ending: order.ending,
        force: order.force,
        freightIsNew: errand.freightIsNew,
        origin: errand.origin,
        onPromotion: (made) => {
            created.add(client.project, made);
            if (means.errands === 1) {
                context.publish({ promotion: made.promotion.metadata.name, operation: made.operation });
            }
        },
    }, errand.freight);
    created.settle(client.project, outcome.promotionName);
    return outcome;
}
async function explain(errand, order, { client, context }) {
    try {
        const situation = await (0,promotion_situation/* readSituation */.ZN)(client, errand.stage);
        const rules = { waitFor: order.options['wait-for'], force: order.force, now: client.clock.now() };
        const made = (0,plan/* planFor */.b)(situation, errand.freight, rules);
        for (const line of [made.verdict.message, ...made.notes]) {
            context.log.info(`${errand.stage}: ${line}`);
        }
        return (0,plan/* plannedOutcome */.p)(errand.stage, made);
    }
    catch (error) {
        if (error instanceof errors/* KargoError */.pv) {
            return { stage: errand.stage, verdict: error.verdict, warnings: [] };
        }
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/promotion/batch-run.js










async function runBatch(inputs, items, surroundings) {
    const errands = prepare(inputs, await (0,batch/* readItems */.F1)(items), surroundings.context);
    const { context } = surroundings;
    const clientOf = clientsOf(errands, (errand) => connectFor(inputs, errand, surroundings));
    const results = await (0,batch/* runInParallel */.I_)(errands, { parallel: inputs['max-parallel'], stopOnFailure: inputs['on-failure'] === 'stop' }, async (errand) => {
        const ended = await carryOutItem(errand, surroundings, clientOf);
        const where = `${ended.project} ${errand.values.stage.join(', ')}`;
        context.log.info(`${errand.item.place} (${where}): ${ended.verdict.status}: ${ended.verdict.message}`);
        return { result: ended, failed: !(0,build_verdict/* isGreen */.gf)(ended.verdict) };
    });
    return report(errands, results);
}
function prepare(inputs, items, context) {
    const judged = items.map((item) => prepareItem(inputs, item, context));
    const problems = judged.flatMap((each) => each.problems);
    if (problems.length > 0) {
        throw new errors/* InputError */.dz(problems);
    }
    return judged.map(({ errand }) => errand);
}
function prepareItem(inputs, item, context) {
    const own = (0,batch/* valuesOfItem */.DV)(promoteInputs, item);
    const values = { ...inputs, ...present(own.values), project: own.values.project ?? inputs.project ?? '' };
    const token = item.tokenVariable === undefined ? undefined : context.variable(item.tokenVariable);
    const problems = [...item.problems, ...own.problems];
    const wrong = new Set(problems.map(({ input }) => input));
    const across = [...checkOne(values), ...(item.tokenVariable === undefined ? (0,shared/* checkToken */.SK)(inputs) : [])]
        .map((problem) => ({ ...problem, input: `${item.place}.${problem.input}` }))
        .filter(({ input }) => !wrong.has(input) && !wrong.has(item.place));
    if (item.tokenVariable !== undefined && token === undefined) {
        const accepted = 'this variable is empty or not set in this job';
        problems.push({ input: `${item.place}.token-variable`, value: item.tokenVariable, accepted });
    }
    return { errand: { item, values, token }, problems: [...problems, ...across] };
}
function present(values) {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)));
}
function connectFor(inputs, { token, values: { project } }, { context, deadline }) {
    const own = token === undefined ? {} : { 'api-token': token, 'api-token-file': undefined };
    return (0,connect/* connect */.Ng)({ ...inputs, ...own, project }, context, deadline.signal);
}
function clientsOf(errands, open) {
    const keyOf = ({ token, values }) => JSON.stringify([values.project, token]);
    const clients = new Map();
    return (errand) => {
        const key = keyOf(errand);
        const alike = errands.filter((other) => keyOf(other) === key);
        const count = alike.reduce((sum, { values }) => sum + Math.max(1, values.stage.length), 0);
        const client = clients.get(key) ?? open(errand).then((opened) => (0,crowd/* forMany */.L)(opened, count));
        clients.set(key, client);
        return client;
    };
}
async function carryOutItem(errand, surroundings, clientOf) {
    const { context, deadline, created } = surroundings;
    const { project } = errand.values;
    try {
        const client = await clientOf(errand);
        const silent = { log: context.log, publish: () => undefined };
        const { outcomes } = await carryOut(orderOf(errand.values), {
            client,
            deadline,
            context: silent,
            created,
        });
        return {
            project,
            verdict: (0,build_verdict/* worstOf */.hm)(outcomes.map(({ verdict }) => verdict)),
            outcomes,
        };
    }
    catch (error) {
        return { project, verdict: verdictOf(error), outcomes: [] };
    }
}
function verdictOf(error) {
    if (error instanceof errors/* KargoError */.pv) {
        return error.verdict;
    }
    if (error instanceof errors/* CancelledError */.cc) {
        return { status: 'cancelled', message: `Cancelled by ${error.signal} before a Promotion was made.` };
    }
    if (error instanceof errors/* DeadlineError */.j3) {
        const message = 'the time was over before Kargo had answered all that was asked';
        return { status: 'unknown', reason: 'unreachable', message };
    }
    throw error;
}
function report(errands, results) {
    const begun = results.filter((result) => result !== undefined);
    const worst = (0,build_verdict/* worstOf */.hm)(begun.map(({ verdict }) => verdict));
    const green = begun.filter(({ verdict }) => (0,build_verdict/* isGreen */.gf)(verdict)).length;
    const left = errands.length - begun.length;
    const said = `${green} of ${errands.length} items are green${left === 0 ? '' : `, ${left} were not begun`}.`;
    const outcomes = begun.flatMap((ended) => ended.outcomes);
    const rows = errands.map(({ item, values }, index) => {
        const verdict = results[index]?.verdict;
        const where = [
            values.project,
            values.stage.join(', ') || `downstream of ${values['downstream-of'] ?? ''}`,
        ];
        return [item.place, ...where.map(markdown/* text */.Qq), verdict?.status ?? 'not begun', (0,markdown/* text */.Qq)(verdict?.message ?? '')];
    });
    return {
        verdict: { ...worst, message: (0,build_verdict/* isGreen */.gf)(worst) ? said : `${said} ${worst.message}` },
        outputs: { ...(0,outcome/* promotionOutputValues */.fL)([], ''), promotions: itemsJson(errands, results) },
        summary: (0,markdown/* table */.tp)(['item', 'project', 'Stages', 'verdict', ''], rows),
        warnings: outcomes.flatMap((outcome) => outcome.warnings),
    };
}
function itemsJson(errands, results) {
    const entries = errands.flatMap(({ item, values }, index) => {
        const ended = results[index];
        const head = { item: item.place, project: values.project };
        if (ended === undefined || ended.outcomes.length === 0) {
            const status = ended?.verdict.status ?? 'not-begun';
            return values.stage.map((stage) => ({ ...head, stage, status, message: ended?.verdict.message ?? '' }));
        }
        const stages = JSON.parse((0,outcome/* promotionsJson */.Df)(ended.outcomes));
        return stages.map((stage) => ({ ...head, ...stage }));
    });
    return JSON.stringify(entries);
}

// EXTERNAL MODULE: ./build/promotion/created.js
var promotion_created = __webpack_require__(98809);
// EXTERNAL MODULE: ./build/report/promotion.js
var promotion = __webpack_require__(131);
;// CONCATENATED MODULE: ./build/commands/promote.js









const promote_command = (0,command/* defineCommand */.NB)({
    name: 'promote',
    description: 'Promote Freight to Stages and wait until that is really so.',
    inputs: promoteInputs,
    outputs: outcome/* promotionOutputs */.aK,
    check: checkOrder,
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async (deadline) => {
            const created = (0,promotion_created/* keepCreated */.c)(inputs['on-cancel'], context);
            if (inputs.items !== undefined) {
                return runBatch(inputs, inputs.items, { context, deadline, created });
            }
            const client = await (0,connect/* connect */.Ng)({ ...inputs, project: inputs.project ?? '' }, context, deadline.signal);
            const { outcomes, freight } = await carryOut(orderOf(inputs), { client, deadline, context, created });
            return {
                verdict: (0,outcome/* overall */.Me)(outcomes),
                outputs: (0,outcome/* promotionOutputValues */.fL)(outcomes, freight?.metadata.name ?? ''),
                summary: (inputs['dry-run'] ? promotion/* promotionPlan */.jV : promotion/* promotionSummary */.w6)(client, outcomes, freight),
                links: (0,promotion/* promotionLinks */.VN)(client, outcomes),
                warnings: outcomes.flatMap((outcome) => outcome.warnings),
            };
        });
    },
});


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

/***/ 62645:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L: () => (/* binding */ forMany)
});

// UNUSED EXPORTS: Crowd

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/http.js + 6 modules
var http = __webpack_require__(2253);
;// CONCATENATED MODULE: ./build/kargo/watch/sharing.js


const manyFrom = 5;
function cannotShare(error) {
    if (!(0,errors/* isKargoError */.Rd)(error)) {
        return false;
    }
    return (error.httpStatus === 403 || (error.cause instanceof http/* TransportError */.w && error.cause.code === 'TOO_LARGE'));
}

;// CONCATENATED MODULE: ./build/kargo/watch/gathering.js

const gatherMs = 50;
class Gathering {
    #client;
    #ways;
    #round;
    #canList;
    constructor(client, ways) {
        this.#client = client;
        this.#ways = ways;
        this.#canList = ways.all !== undefined;
    }
    async ask(name, signal) {
        signal.throwIfAborted();
        this.#round ??= new Round((own, names) => this.#read(own, names));
        return this.#round.ask(name, signal);
    }
    async #read(signal, names) {
        const client = this.#client.within(signal);
        await client.clock.sleep(gatherMs, signal).finally(() => {
            this.#round = undefined;
        });
        const listed = names.size < manyFrom ? undefined : await this.#list(client);
        return async (name) => listed?.(name) ?? this.#ways.one(client, name);
    }
    async #list(client) {
        if (!this.#canList) {
            return undefined;
        }
        try {
            return await this.#ways.all?.(client);
        }
        catch (error) {
            if (!cannotShare(error)) {
                throw error;
            }
            this.#canList = false;
            return undefined;
        }
    }
}
class Round {
    #answers = new Map();
    #names = new Set();
    #signals = new Map();
    #ending = new AbortController();
    #over = new AbortController();
    #read;
    #open = 0;
    constructor(read) {
        this.#read = read(this.#ending.signal, this.#names);
    }
    async ask(name, signal) {
        this.#names.add(name);
        const answer = this.#answers.get(name) ?? this.#read.then((readOne) => readOne(name));
        this.#answers.set(name, answer);
        const left = this.#signals.get(signal) ?? this.#heed(signal);
        this.#signals.set(signal, left);
        this.#open += 1;
        try {
            return await Promise.race([answer, left]);
        }
        finally {
            this.#open -= 1;
            if (this.#open === 0) {
                this.#over.abort('all have their answers');
            }
        }
    }
    #heed(signal) {
        return new Promise((_, reject) => {
            const leave = () => {
                this.#signals.delete(signal);
                if (this.#signals.size === 0) {
                    this.#ending.abort(signal.reason);
                }
                else {
                    reject(signal.reason);
                }
            };
            signal.addEventListener('abort', leave, { once: true, signal: this.#over.signal });
        });
    }
}

// EXTERNAL MODULE: ./build/kargo/watch/link.js
var watch_link = __webpack_require__(72726);
;// CONCATENATED MODULE: ./build/kargo/watch/shared-watch.js


const timing = {
    blind: 1_000,
    linger: 30_000,
};
const restAfterList = 3;
const mostRecent = 500;
class SharedWatch {
    #client;
    #resource;
    #members = new Map();
    #recent = new Map();
    #version;
    #open;
    #catchingUp = false;
    #isLingering = false;
    #isImpossible = false;
    constructor(client, resource) {
        this.#client = client;
        this.#resource = resource;
    }
    join(member) {
        if (this.#isImpossible) {
            member.goAlone();
            return () => undefined;
        }
        const others = this.#members.get(member.name) ?? new Set();
        this.#members.set(member.name, others.add(member));
        const recent = this.#recent.get(member.name);
        if (recent !== undefined) {
            member.seen(recent, 'frame');
        }
        const open = this.#start();
        if (!member.hasSeen && !this.#catchingUp) {
            this.#catchingUp = true;
            this.#catchUp(open)
                .catch(() => undefined)
                .finally(() => {
                this.#catchingUp = false;
            });
        }
        return () => this.#leave(member);
    }
    #leave(member) {
        const others = this.#members.get(member.name);
        others?.delete(member);
        if (others?.size === 0) {
            this.#members.delete(member.name);
        }
        if (this.#members.size === 0 && !this.#isLingering) {
            this.#isLingering = true;
            const { clock, signal } = this.#client;
            clock.sleep(timing.linger, signal).then(() => this.#endLinger(), () => undefined);
        }
    }
    #endLinger() {
        this.#isLingering = false;
        if (this.#members.size === 0) {
            this.#close();
        }
    }
    #start() {
        if (this.#open !== undefined) {
            return this.#open;
        }
        const ending = new AbortController();
        const signal = AbortSignal.any([this.#client.signal, ending.signal]);
        const client = this.#client.within(signal, (words) => this.#tellAll((member) => member.troubled(words)));
        const open = { client, ending, listing: undefined };
        const subject = {
            mayBeQuiet: true,
            open: () => this.#watch(open),
            read: () => this.#readAll(open),
            frame: (frame) => this.#take(frame),
        };
        (0,watch_link/* keepInSight */.S)(subject, client.clock, signal).catch((error) => this.#failed(open, error));
        this.#open = open;
        return open;
    }
    #failed(open, error) {
        if (this.#open === open) {
            this.#tellAll((member) => member.unread(error));
        }
    }
    #close() {
        this.#open?.ending.abort(new Error('nobody follows'));
        this.#open = undefined;
        this.#recent.clear();
    }
    #all() {
        return [...this.#members.values()].flatMap((members) => [...members]);
    }
    #tellAll(tell) {
        for (const member of this.#all()) {
            tell(member);
        }
    }
    async #watch(open) {
        if (this.#members.size === 0 || !(await this.#list(open))) {
            return undefined;
        }
        const { client } = open;
        return client.watchAll(this.#resource, this.#version, client.signal).catch((error) => {
            if (cannotShare(error)) {
                this.#giveUp();
            }
            throw error;
        });
    }
    async #readAll(open) {
        const { clock, signal } = open.client;
        const start = clock.now();
        if (this.#members.size > 0 && (await this.#list(open))) {
            await clock.sleep((clock.now() - start) * restAfterList, signal);
        }
    }
    #list(open) {
        open.listing ??= this.#listOnce(open).finally(() => {
            open.listing = undefined;
        });
        return open.listing;
    }
    async #listOnce(open) {
        const asking = this.#all();
        try {
            const { objects, version } = await open.client.listObjects(this.#resource);
            this.#version = version;
            for (const object of objects) {
                for (const member of this.#members.get(object.metadata.name) ?? []) {
                    member.seen(object, 'read');
                }
            }
            const names = new Set(objects.map(({ metadata }) => metadata.name));
            for (const member of asking.filter(({ name }) => !names.has(name))) {
                member.unlisted();
            }
            return true;
        }
        catch (error) {
            if (cannotShare(error)) {
                this.#giveUp();
            }
            else {
                this.#failed(open, error);
            }
            return false;
        }
    }
    #giveUp() {
        this.#isImpossible = true;
        const members = this.#all();
        this.#members.clear();
        this.#close();
        for (const member of members) {
            member.goAlone();
        }
    }
    #take({ type, object }) {
        const { name } = object.metadata;
        const members = this.#members.get(name) ?? [];
        this.#recent.delete(name);
        if (type === 'DELETED') {
            for (const member of members) {
                member.deleted();
            }
            return true;
        }
        this.#keep(object);
        for (const member of members) {
            member.seen(object, 'frame');
        }
        return true;
    }
    #keep(object) {
        this.#recent.set(object.metadata.name, object);
        const [oldest] = this.#recent.keys();
        if (this.#recent.size > mostRecent && oldest !== undefined) {
            this.#recent.delete(oldest);
        }
    }
    async #catchUp(open) {
        const { clock, signal } = open.client;
        for (let blind = this.#blind(); blind.length > 0; blind = this.#blind()) {
            await clock.sleep(timing.blind, signal);
            const late = this.#blind();
            await (late.length < manyFrom
                ? Promise.all(late.map((member) => member.readAlone()))
                : this.#list(open));
        }
    }
    #blind() {
        return this.#all().filter(({ hasSeen }) => !hasSeen);
    }
}

;// CONCATENATED MODULE: ./build/kargo/watch/crowd.js



class Crowd {
    stages;
    promotions;
    promotionsOfStage;
    freight;
    #watches;
    constructor(client) {
        this.#watches = {
            stages: new SharedWatch(client, 'stages'),
            promotions: new SharedWatch(client, 'promotions'),
        };
        this.stages = new Gathering(client, {
            one: (own, name) => own.getStage(name),
            all: async (own) => byName(await own.listStages()),
        });
        this.promotions = new Gathering(client, {
            one: (own, name) => own.getPromotion(name),
            all: async (own) => byName(await own.listProjectPromotions()),
        });
        this.promotionsOfStage = new Gathering(client, {
            one: (own, stage) => own.listPromotions(stage),
            all: async (own) => {
                const all = await own.listProjectPromotions();
                return (stage) => all.filter(({ spec }) => spec.stage === stage);
            },
        });
        this.freight = new Gathering(client, { one: (own, name) => own.getFreight(name) });
    }
    watch(resource) {
        return this.#watches[resource];
    }
}
function byName(objects) {
    const map = new Map(objects.map((object) => [object.metadata.name, object]));
    return (name) => map.get(name);
}
function forMany(client, count) {
    return count < manyFrom || client.crowd !== undefined ? client : client.joining(new Crowd(client));
}


/***/ })),

/***/ 65545:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DV: () => (/* binding */ valuesOfItem),
/* harmony export */   F1: () => (/* binding */ readItems),
/* harmony export */   I_: () => (/* binding */ runInParallel)
/* harmony export */ });
/* unused harmony export itemInputs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_parse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77594);


const itemInputs = [
    'project',
    'stage',
    'downstream-of',
    'origin',
    'freight',
    'alias',
    'image',
    'commit',
    'chart',
    'warehouse',
    'select',
    'wait-for',
    'force',
];
async function readItems(text) {
    const { parse } = await __webpack_require__.e(/* import() */ 6637).then(__webpack_require__.t.bind(__webpack_require__, 6637, 19));
    const list = parsing(() => parse(text));
    if (!Array.isArray(list) || list.length === 0) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([
            {
                input: 'items',
                accepted: 'a YAML or JSON list of mappings is needed, each with at least stage and a way to name Freight',
            },
        ]);
    }
    return list.map((entry, index) => readItem(entry, `items[${index}]`));
}
function parsing(parse) {
    try {
        return parse();
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz([{ input: 'items', accepted: `valid YAML or JSON is needed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}` }]);
    }
}
function readItem(entry, place) {
    const texts = new Map();
    const problems = [];
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
        const accepted = 'a mapping of input names to values is needed';
        problems.push({ input: place, value: JSON.stringify(entry), accepted });
        return { place, texts, tokenVariable: undefined, problems };
    }
    for (const [name, value] of Object.entries(entry)) {
        const list = Array.isArray(value) ? value : [value ?? ''];
        const values = list.map(String);
        if (list.some((part) => typeof part === 'object')) {
            problems.push({ input: `${place}.${name}`, accepted: 'a text, or a list of texts, is needed' });
        }
        else if (name !== 'token-variable' && !itemInputs.includes(name)) {
            const accepted = `an item may set ${itemInputs.join(', ')} and token-variable`;
            problems.push({ input: `${place}.${name}`, value: values.join(', '), accepted });
        }
        else {
            texts.set(name, values);
        }
    }
    const tokenVariable = texts.get('token-variable')?.[0];
    texts.delete('token-variable');
    return { place, texts, tokenVariable, problems };
}
function valuesOfItem(table, item) {
    const own = Object.fromEntries(itemInputs.map((name) => [name, table[name]]).filter(([, spec]) => spec !== undefined));
    const none = {};
    const { values, problems } = (0,_inputs_parse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseInputs */ .T)(own, { flags: item.texts, env: none });
    return {
        values: values,
        problems: problems.map((problem) => ({ ...problem, input: `${item.place}.${problem.input}` })),
    };
}
async function runInParallel(items, { parallel, stopOnFailure }, work) {
    const results = items.map(() => undefined);
    let next = 0;
    let stopped = false;
    async function worker() {
        while (next < items.length && !stopped) {
            const index = next;
            next += 1;
            const item = items[index];
            if (item !== undefined) {
                const { result, failed } = await work(item);
                results[index] = result;
                stopped ||= failed && stopOnFailure;
            }
        }
    }
    await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
    return results;
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