"use strict";
exports.id = 3701;
exports.ids = [3701];
exports.modules = {

/***/ 63701:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(45263);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(40081);
/* harmony import */ var _kargo_watch_crowd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(62645);
/* harmony import */ var _promotion_options_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(24443);
/* harmony import */ var _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(15353);
/* harmony import */ var _promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(97951);
/* harmony import */ var _promotion_task_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4948);
/* harmony import */ var _report_promotion_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(131);













const lookPause = 3_000;
const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO,
    promotion: { type: 'list', description: 'The Promotions to wait for, by name.' },
    stage: {
        type: 'list',
        description: 'Instead of a Promotion: Stages whose newest Promotion is waited for; with Freight named, the newest Promotion of that Freight.',
    },
    ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionInputs */ .Iz,
    ..._promotion_options_js__WEBPACK_IMPORTED_MODULE_8__/* .waitInputs */ .F,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg,
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'wait-promotion',
    description: 'Wait for a Promotion that was started elsewhere, and tell the truth about its end.',
    inputs,
    outputs: _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionOutputs */ .aK,
    check: (values) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkConnection */ .jo)(values), ...checkTarget(values)],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async (deadline) => {
            const count = values.promotion.length + values.stage.length;
            const client = (0,_kargo_watch_crowd_js__WEBPACK_IMPORTED_MODULE_7__/* .forMany */ .L)(await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(values, context, deadline.signal), count);
            const freight = (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length === 0
                ? undefined
                : await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.awaitFreight)({ client, log: context.log, selection: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(values) });
            if (freight !== undefined) {
                context.log.info(`found ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.describeFreight)(freight)}`);
            }
            const promotions = await Promise.all([
                ...values.promotion.map((name) => client.getPromotion(name)),
                ...values.stage.map((stage) => awaitNewest(client, stage, freight?.metadata.name)),
            ]);
            const outcomes = await Promise.all(promotions.map((promotion) => {
                const { stage } = promotion.spec;
                return (0,_promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_10__/* .followExisting */ .fN)({ stage, client, deadline, log: (0,_promotion_task_js__WEBPACK_IMPORTED_MODULE_12__/* .logFor */ .O)(context.log, stage), options: values }, promotion);
            }));
            const all = outcomes;
            return {
                verdict: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .overall */ .Me)(all),
                outputs: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_9__/* .promotionOutputValues */ .fL)(all, freight?.metadata.name ?? promotions[0]?.spec.freight ?? ''),
                summary: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .promotionSummary */ .w6)(client, all, freight),
                links: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_11__/* .promotionLinks */ .VN)(client, all),
                warnings: all.flatMap((outcome) => outcome.warnings),
            };
        });
    },
});
function checkTarget(values) {
    if (values.promotion.length > 0 && (values.stage.length > 0 || (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length > 0)) {
        return [
            {
                input: 'promotion',
                value: values.promotion.join(', '),
                accepted: 'name the Promotion, or the Stage (and Freight) whose Promotion is meant, not both',
            },
        ];
    }
    if (values.promotion.length === 0 && values.stage.length === 0) {
        return [
            {
                input: 'promotion',
                accepted: 'name a Promotion, or with the input stage the Stage whose newest Promotion is meant',
            },
        ];
    }
    return (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length === 0 ? [] : (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSelection */ .Nt)(values);
}
async function awaitNewest(client, stage, freight) {
    await client.getStage(stage);
    try {
        for (;;) {
            const promotions = await client.listPromotions(stage);
            const newest = promotions.findLast((promotion) => freight === undefined || promotion.spec.freight === freight);
            if (newest !== undefined) {
                return newest;
            }
            await client.clock.sleep(lookPause, client.signal);
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3)) {
            throw error;
        }
        const what = freight === undefined ? 'no Promotion' : `no Promotion of Freight ${freight}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv({
            status: 'timed-out',
            reason: 'waiting-for-promotion',
            message: `${what} to Stage "${stage}" appeared.`,
        }, { cause: error });
    }
}


/***/ })),

/***/ 45263:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C7: () => (/* binding */ hasArtifacts),
/* harmony export */   EQ: () => (/* binding */ checkArtifacts),
/* harmony export */   Iz: () => (/* binding */ selectionInputs),
/* harmony export */   Ns: () => (/* binding */ artifactsOf),
/* harmony export */   Nt: () => (/* binding */ checkSelection),
/* harmony export */   QC: () => (/* binding */ artifactInputs),
/* harmony export */   Wm: () => (/* binding */ selectionOf),
/* harmony export */   _W: () => (/* binding */ waysToSelect),
/* harmony export */   e9: () => (/* binding */ describeSelection)
/* harmony export */ });
/* harmony import */ var _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73980);

const artifactInputs = {
    image: {
        type: 'list',
        description: 'Images that the Freight must hold, each as repository:tag or repository@digest. A tag that is pushed again matches several Freight: prefer the digest.',
    },
    commit: {
        type: 'list',
        description: 'Commits that the Freight must hold, each as a full SHA or a tag.',
    },
    chart: {
        type: 'list',
        description: 'Helm charts that the Freight must hold, each as repository/name:version.',
    },
};
const selectionInputs = {
    freight: { type: 'string', description: 'The Freight by its name, the 40-digit hash.' },
    alias: { type: 'string', description: 'The Freight by its alias.' },
    ...artifactInputs,
    warehouse: {
        type: 'list',
        description: 'Only Freight of these Warehouses. A Warehouse that is named here is also told to look at its repositories when the Freight is not there yet.',
    },
    select: {
        type: 'choice',
        choices: ['only', 'newest'],
        default: 'only',
        description: 'What to do when several Freight match: "only" ends with an error that lists them, "newest" takes the newest.',
    },
};
function checkSelection(inputs) {
    const ways = waysToSelect(inputs);
    const count = ways.length === 1
        ? []
        : [
            {
                input: 'freight, alias, image, commit, chart',
                accepted: ways.length === 0
                    ? 'name the Freight in one of these ways; an artifact selector (image, commit, chart) is what CI usually knows'
                    : `name the Freight in exactly one way, not by ${ways.join(' and ')}`,
            },
        ];
    return [...count, ...checkName(inputs.freight), ...checkArtifacts(inputs)];
}
function waysToSelect(inputs) {
    return [
        ...(inputs.freight === undefined ? [] : ['freight']),
        ...(inputs.alias === undefined ? [] : ['alias']),
        ...(hasArtifacts(inputs) ? ['artifacts (image, commit, chart)'] : []),
    ];
}
function checkName(freight) {
    return freight === undefined || /^[0-9a-f]{40}$/.test(freight)
        ? []
        : [
            {
                input: 'freight',
                value: freight,
                accepted: 'the name of Freight is a hash of 40 hexadecimal digits; two-word names are aliases: use the input alias',
            },
        ];
}
function hasArtifacts(inputs) {
    return inputs.image.length + inputs.commit.length + inputs.chart.length > 0;
}
function checkArtifacts(inputs) {
    return [
        ...unreadable(inputs.image, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ, {
            input: 'image',
            accepted: 'an image is written repository:tag or repository@sha256:\u2026, without https://',
        }),
        ...unreadable(inputs.commit, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5, { input: 'commit', accepted: 'a full SHA or a tag is needed' }),
        ...unreadable(inputs.chart, _kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as, {
            input: 'chart',
            accepted: 'a chart is written repository/name:version, e.g. oci://ghcr.io/acme/charts/web:1.8.0',
        }),
    ];
}
function unreadable(texts, parse, problem) {
    return texts.filter((text) => parse(text) === undefined).map((value) => ({ ...problem, value }));
}
function artifactsOf(inputs) {
    return [
        ...inputs.image.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseImage */ .zZ),
        ...inputs.commit.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseCommit */ .L5),
        ...inputs.chart.map(_kargo_artifact_js__WEBPACK_IMPORTED_MODULE_0__/* .parseChart */ .as),
    ].filter((artifact) => artifact !== undefined);
}
function selectionOf(inputs) {
    return { selector: selectorOf(inputs), warehouses: inputs.warehouse, newest: inputs.select === 'newest' };
}
function selectorOf(inputs) {
    if (inputs.freight !== undefined) {
        return { by: 'name', value: inputs.freight };
    }
    return inputs.alias === undefined
        ? { by: 'artifacts', artifacts: artifactsOf(inputs) }
        : { by: 'alias', value: inputs.alias };
}
function describeSelection({ selector, warehouses }) {
    const of = warehouses.length === 0 ? '' : ` of Warehouse ${warehouses.join(', ')}`;
    return selector.by === 'artifacts'
        ? `Freight with ${selector.artifacts.map((artifact) => artifact.text).join(' and ')}${of}`
        : `Freight ${selector.by === 'alias' ? 'with the alias ' : ''}"${selector.value}"${of}`;
}


/***/ })),

/***/ 40081:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ explainMissing),
/* harmony export */   awaitFreight: () => (/* binding */ awaitFreight),
/* harmony export */   describeFreight: () => (/* binding */ describeFreight),
/* harmony export */   findFreight: () => (/* binding */ findFreight)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(45263);
/* harmony import */ var _artifact_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(73980);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(27109);
/* harmony import */ var _refresh_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(41071);





const pauses = { first: 2_000, most: 20_000 };
const heartbeat = 60_000;
async function findFreight(search) {
    const candidates = await matching(search);
    const [first, ...others] = candidates;
    if (first === undefined || others.length === 0 || search.selection.newest) {
        return first;
    }
    const list = candidates.map(describeFreight).join('; ');
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-ambiguous', `${candidates.length} Freight match "${(0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(search.selection)}": ${list}. Name one of them by freight or alias, narrow by warehouse, give the image by digest (a tag that was pushed again is in several Freight), or set select: newest.`);
}
async function matching(search) {
    const { selector } = search.selection;
    const found = selector.by === 'artifacts'
        ? (await search.client.listFreight(warehousesOf(search))).filter((freight) => selector.artifacts.every((artifact) => (0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .holds */ .v9)(freightReference(freight), artifact)))
        : await byName(search, selector);
    return found.filter((freight) => comesFrom(search, freight) && (search.objections?.(freight) ?? []).length === 0);
}
function freightReference(freight) {
    return { ...freight, name: freight.metadata.name };
}
async function byName({ client }, selector) {
    const freight = await (0,_client_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .M)(client.getFreight(selector.value));
    const isIt = selector.by === 'name' ? freight?.metadata.name === selector.value : freight?.alias === selector.value;
    return freight !== undefined && isIt ? [freight] : [];
}
function warehousesOf({ selection, usableWarehouses = [] }) {
    return selection.warehouses.length > 0 ? selection.warehouses : usableWarehouses;
}
function comesFrom(search, freight) {
    const origin = freight.origin?.name ?? '';
    const { selection, usableWarehouses = [] } = search;
    return ((selection.warehouses.length === 0 || selection.warehouses.includes(origin)) &&
        (usableWarehouses.length === 0 || usableWarehouses.includes(origin)));
}
async function awaitFreight(search) {
    const { client, log, selection } = search;
    const what = (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_1__/* .describeSelection */ .e9)(selection);
    const found = await findFreight(search);
    if (found !== undefined) {
        return found;
    }
    log.info(`${what} is not there yet`);
    let why = '';
    try {
        let spoken = client.clock.now();
        for (let pause = pauses.first;; pause = Math.min(pause * 2, pauses.most)) {
            const looked = await refreshNamed(search);
            const freight = await findFreight(search);
            if (freight !== undefined) {
                return freight;
            }
            const absence = await explainMissing(search, looked);
            if (absence.proven) {
                throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('freight-not-found', `${what} does not exist: ${absence.text}.`);
            }
            if (absence.text !== why || client.clock.now() - spoken > heartbeat) {
                log.info(`still waiting for ${what}: ${absence.text}`);
                spoken = client.clock.now();
            }
            why = absence.text;
            await client.clock.sleep(pause, client.signal);
        }
    }
    catch (error) {
        throw error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3 ? timedOut(what, why, error) : error;
    }
}
function timedOut(what, why, cause) {
    const because = why === '' ? 'the time was over before the Warehouse could be asked' : why;
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ status: 'timed-out', reason: 'waiting-for-freight', message: `${what} did not appear: ${because}.` }, { cause });
}
async function refreshNamed(search) {
    const { client, log, selection, trigger } = search;
    if (selection.warehouses.length === 0 || selection.selector.by !== 'artifacts') {
        return undefined;
    }
    return Promise.all(selection.warehouses.map((name) => (0,_refresh_js__WEBPACK_IMPORTED_MODULE_3__.discover)(client, name, { log, trigger })));
}
async function explainMissing(search, looked) {
    const { selector } = search.selection;
    const hidden = await hiddenMatch(search);
    if (hidden !== undefined) {
        return hidden;
    }
    if (selector.by !== 'artifacts') {
        return { proven: false, text: `no Freight has this ${selector.by}` };
    }
    const warehouses = looked ?? (await knownWarehouses(search));
    if (warehouses === undefined) {
        return { proven: false, text: 'the token may not read Warehouses, so the cause cannot be told' };
    }
    const { explainAbsence } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(2624)]).then(__webpack_require__.bind(__webpack_require__, 42624));
    const { proven, reasons } = explainAbsence(warehouses, selector.artifacts);
    return { proven, text: reasons.join('; ') };
}
async function hiddenMatch(search) {
    const { usableWarehouses: _, objections: __, ...anywhere } = search;
    const [other] = await matching({ ...anywhere, selection: { ...search.selection, warehouses: [] } });
    if (other === undefined) {
        return undefined;
    }
    return comesFrom(search, other)
        ? {
            proven: false,
            text: `${describeFreight(other)} is it, but ${(search.objections?.(other) ?? []).join('; ')}`,
        }
        : {
            proven: false,
            text: `${describeFreight(other)} is it, but comes from another Warehouse than asked for (${warehousesOf(search).join(', ')})`,
        };
}
async function knownWarehouses(search) {
    const names = warehousesOf(search);
    try {
        const all = await search.client.listWarehouses();
        return names.length === 0 ? all : all.filter((warehouse) => names.includes(warehouse.metadata.name));
    }
    catch (error) {
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) && error.httpStatus === 403) {
            return undefined;
        }
        throw error;
    }
}
function describeFreight(freight) {
    const since = freight.discoveredAt ?? freight.metadata.creationTimestamp ?? 'unknown';
    const name = freight.metadata.name.slice(0, 7);
    return `${freight.alias ?? 'without alias'} (${name}, ${(0,_artifact_js__WEBPACK_IMPORTED_MODULE_4__/* .describeContents */ .an)(freightReference(freight))}, Warehouse ${freight.origin?.name ?? '?'}, since ${since})`;
}


/***/ })),

/***/ 41071:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   discover: () => (/* binding */ discover)
/* harmony export */ });
/* unused harmony export judgeRefresh */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);
/* harmony import */ var _watch_follow_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69982);



const refreshAnnotation = 'kargo.akuity.io/refresh';
const patience = {
    annotation: 3_000,
    watch: 3_000,
    firstSight: 5_000,
    heartbeat: 60_000,
};
const mostTriggers = 4;
function judgeRefresh(warehouse, before) {
    const token = warehouse.metadata.annotations?.[refreshAnnotation];
    if (token === undefined || token === before.token) {
        return 'untouched';
    }
    const ready = (0,_types_js__WEBPACK_IMPORTED_MODULE_2__/* .conditionOf */ .rI)(warehouse, 'Ready');
    if (!isHandled(warehouse, token) || ready?.reason === 'DiscoveryInProgress') {
        return 'pending';
    }
    if (ready?.status !== 'True') {
        return { failure: ready?.message || ready?.reason || 'it is not Ready, and does not say why' };
    }
    return warehouse.status?.discoveredArtifacts?.discoveredAt === before.discoveredAt
        ? 'unproven'
        : 'discovered';
}
function isHandled(warehouse, token) {
    const handled = warehouse.status?.lastHandledRefresh;
    return handled === token || Date.parse(handled ?? '') >= Date.parse(token);
}
async function discover(client, name, { log, trigger = () => client.refreshWarehouse(name) }) {
    const first = await client.getWarehouse(name);
    const follower = (0,_watch_follow_js__WEBPACK_IMPORTED_MODULE_1__/* .follow */ .e)(client, 'warehouses', name);
    try {
        let before = await newestBefore(follower, first);
        let end = 'untouched';
        for (let attempt = 1; attempt <= mostTriggers; attempt += 1) {
            await trigger();
            const ended = await untilHandled({ follower, read: () => client.getWarehouse(name), log }, before);
            if (typeof ended === 'object') {
                return ended;
            }
            end = ended;
            log.debug(`Warehouse ${name}: ${end === 'untouched' ? 'the refresh left no trace' : 'the discovery is not proven'}; again`);
            await client.clock.sleep(1_100, client.signal);
            before = beforeOf(await client.getWarehouse(name));
        }
        throw withoutEnd(name, end);
    }
    finally {
        follower.close();
    }
}
function withoutEnd(name, end) {
    return end === 'unproven'
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${name}" looked ${mostTriggers} times, and not once with success: the time of its last good discovery has not moved. Its words went unseen; Kargo shows them only for a moment. Check its repositories and their credentials.`)
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `Warehouse "${name}" was asked ${mostTriggers} times to look at its repositories, and nothing shows that it did. Is a Kargo controller running for it?`);
}
function beforeOf(warehouse) {
    return {
        token: warehouse.metadata.annotations?.[refreshAnnotation],
        discoveredAt: warehouse.status?.discoveredArtifacts?.discoveredAt,
    };
}
async function newestBefore(follower, first) {
    await follower.opened(patience.watch);
    const sighting = await follower.next(patience.firstSight);
    return beforeOf(sighting?.kind === 'version' ? sighting.object : first);
}
async function untilHandled({ follower, read, log }, before) {
    let known = before;
    for (let touched = false;;) {
        const sighting = await follower.next(touched ? patience.heartbeat : patience.annotation);
        if (sighting?.kind === 'gone') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('object-gone', 'the Warehouse was deleted meanwhile');
        }
        if (sighting?.kind === 'trouble' || (sighting === undefined && touched)) {
            log.info(sighting === undefined ? 'still waiting for the discovery' : sighting.text);
        }
        const seen = sighting?.kind === 'version' ? sighting.object : sighting === undefined ? await read() : undefined;
        if (seen === undefined) {
            continue;
        }
        const state = judgeRefresh(seen, known);
        if (state === 'untouched' && sighting === undefined && !touched) {
            return 'untouched';
        }
        if (state === 'pending') {
            touched = true;
            known = { ...known, discoveredAt: beforeOf(seen).discoveredAt };
        }
        else if (state === 'discovered') {
            return seen;
        }
        else if (state === 'unproven') {
            return 'unproven';
        }
        else if (typeof state === 'object') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('discovery-failed', `Warehouse "${seen.metadata.name}" could not discover artifacts: ${state.failure}`);
        }
    }
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


/***/ }))

};
;